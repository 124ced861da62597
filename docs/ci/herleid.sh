#!/usr/bin/env bash
# Alles wat een pijplijn met regels doet, voor wie geen GitHub of GitLab heeft; herleid staat op het pad.
#
#     RULES=rules BASE=origin/main OUTPUT=herleid-report bash herleid.sh
#
# Elk van de drie opdrachten wordt gegeven; de exitcode is de hoogste van de drie.
set -uo pipefail

rules=${RULES:-rules}
base=${BASE:-origin/main}
output=${OUTPUT:-herleid-report}
worst=0

run() {
    "$@"
    local code=$?
    if [ "$code" -gt "$worst" ]; then worst=$code; fi
}

mkdir -p "$output"
run herleid check --rules "$rules" --format text --output - --format markdown --output "$output/check.md"
run herleid test --rules "$rules"
run herleid diff "$base" --rules "$rules" --format markdown > "$output/diff.md"
exit "$worst"
