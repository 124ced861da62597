"""`herleid check`: all rule sets at once, in the forms asked for."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from pathlib import Path

import jsonschema
import pytest

from tests.support import BASE

TOP = Path(__file__).parents[1]
REGIONS = TOP / "tests" / "regions"
SCHEMA = json.loads((TOP / "schemas" / "output" / "findings.schema.json").read_text("utf-8"))

TARIFF = """\
parameters:
  tarief:
    label: Tarief
    unit: EUR/uur
    range: [0, 100]
    freedom: open
    values: [{valid_from: 2024-01-01, basis: document, status: final, source: %s, value: 50}]
"""
SOUND = TARIFF % "{ref: bron, at: tabel 1}"
UNUSED = SOUND + "sources: {oud: {title: Oud, publisher: Wij, date: 2024-01-01, type: decision, url: https://example.org, retrieved: 2024-01-02}}\n"
WRONG = SOUND.replace("ref: bron", "ref: bro")

LIBRARY = BASE.replace("name: voorbeeld", "name: landelijk").replace("  result: tarief\n", "")
USER = """\
ruleset: {name: %s, label: Regio, language: nl, currency: EUR, day: 2024-07-01, result: loon, uses: [../landelijk]}
"""


@pytest.fixture
def two_regions(tmp_path):
    """Two rule sets that use one library, which has a parameter out of its range."""
    for name, text in (("landelijk", LIBRARY), ("noord", USER % "noord"), ("zuid", USER % "zuid")):
        (tmp_path / "rules" / name).mkdir(parents=True)
        (tmp_path / "rules" / name / "ruleset.yaml").write_text(text, "utf-8")
    broken = SOUND.replace("tarief:", "loon:").replace("value: 50", "value: 5000")
    (tmp_path / "rules" / "landelijk" / "loon.yaml").write_text(broken, "utf-8")
    return tmp_path / "rules"


def test_sound_rules_are_said_to_be_so(rules, herleid):
    assert herleid("check", "--rules", rules(SOUND)) == (0, "geen problemen in 2 bestanden\n", "")
    assert herleid("check", "--rules", rules(SOUND), "--lang", "en") == (0, "no problems in 2 files\n", "")


def test_an_error_is_shown_with_its_lines_and_gives_exit_code_1(rules, herleid):
    code, out, err = herleid("check", rules(WRONG))
    assert (code, err) == (1, "")
    assert out.startswith("fout[H209]: ")
    assert "{ref: bro, at: tabel 1}" in out
    assert out.endswith("1 probleem in 1 bestand\n")


@pytest.mark.usefixtures("two_regions")
def test_without_paths_all_rule_sets_are_checked_and_a_problem_of_their_library_is_told_once(herleid):
    code, out, _ = herleid("check", "--format", "json")
    document = json.loads(out)
    assert code == 1
    assert (document["ruleset"], document["day"]) == (None, None)
    assert [(each["code"], each["file"]) for each in document["findings"]] == [("H304", "rules/landelijk/loon.yaml")]


def test_paths_choose_rule_sets_and_a_file_stands_for_its_rule_set(two_regions, herleid):
    (two_regions / "zuid" / "fout.yaml").write_text("parameters: {x: {}}\n", "utf-8")
    assert "zuid/fout.yaml" not in herleid("check", "rules/noord")[1]
    assert "zuid/fout.yaml" in herleid("check", "rules/zuid/ruleset.yaml")[1]


@pytest.mark.parametrize("arguments", [["nergens"], ["--rules", "nergens"], []])
def test_where_nothing_is_to_be_checked_the_exit_code_is_2(herleid, arguments):
    code, out, err = herleid("check", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("herleid: there is no ")


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        (SOUND, "warning", 0),
        (UNUSED, "error", 0),
        (UNUSED, "warning", 1),
        (UNUSED, "never", 0),
        (WRONG, "error", 1),
        (WRONG, "never", 0),
    ],
)
def test_what_makes_it_fail_is_chosen_apart_from_what_is_shown(rules, herleid, text, fail_on, code):
    found = herleid("check", "--rules", rules(text), "--fail-on", fail_on)
    assert found[0] == code
    assert found[1] == herleid("check", "--rules", rules(text))[1]


def test_another_word_for_when_to_fail_is_refused(rules, herleid):
    code, _, err = herleid("check", "--rules", rules(SOUND), "--fail-on", "always")
    assert code == 2
    assert err == "herleid: `--fail-on` kan niet `always` zijn, wel: error, warning, never\n"


def test_json_is_as_its_schema_says(rules, herleid):
    document = json.loads(herleid("check", "--rules", rules(WRONG), "--format", "json")[1])
    jsonschema.Draft7Validator(SCHEMA).validate(document)
    assert list(document) == ["schema_version", "ruleset", "day", "engine_version", "findings", "ignored"]
    assert (document["ruleset"], document["day"]) == ("voorbeeld", "2024-07-01")
    assert list(document["findings"][0]) == ["code", "severity", "message", "file", "line", "column", "end_line", "end_column", "rule", "help"]


def test_several_forms_each_go_where_they_are_told(rules, herleid, tmp_path):
    arguments = ["--format", "text", "--output", "-", "--format", "json", "--output", "found.json", "--format", "concise", "--output", "found.txt"]
    code, out, err = herleid("check", "--rules", rules(WRONG), *arguments)
    assert (code, err) == (1, "")
    assert out.startswith("fout[H209]: ")
    assert json.loads((tmp_path / "found.json").read_bytes())["findings"][0]["code"] == "H209"
    assert (tmp_path / "found.txt").read_bytes().count(b"\n") == 1


def test_a_person_sees_the_count_when_all_goes_to_files(rules, herleid):
    assert herleid("check", "--rules", rules(WRONG), "--format", "json", "--output", "found.json") == (1, "", "herleid: 1 probleem in 1 bestand\n")


@pytest.mark.parametrize("outputs", [[], ["--output", "a.json"], ["--output", "a", "--output", "b", "--output", "c"]])
def test_each_of_several_forms_needs_a_place_to_go_to(rules, herleid, outputs):
    code, out, err = herleid("check", "--rules", rules(SOUND), "--format", "json", "--format", "text", *outputs)
    assert (code, out) == (2, "")
    assert err.startswith("herleid: bij 2 keer `--format` hoort 2 keer `--output`")


@pytest.mark.parametrize(("place", "why"), [("no/such/folder/x.json", "kan niet worden geschreven: het bestaat niet"), (".", "is een map")])
def test_a_file_that_cannot_be_written_is_told(rules, herleid, place, why):
    assert herleid("check", "--rules", rules(SOUND), "--output", place) == (2, "", f"herleid: `{place}` {why}\n")


def test_the_day_may_be_another(rules, herleid):
    code, out, _ = herleid("check", "--rules", rules(SOUND), "--day", "2023-12-31")
    assert code == 1
    assert "fout[H303]" in out


# Quotes


@pytest.fixture
def quoted(tmp_path, rules):
    """A rule set that quotes from a text, and the folder with that text."""
    text = b"Tabel 1. Het tarief is 50 per uur.\nTabel 2. Het tarief is 50 per uur.\n"
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "any.name").write_bytes(text)

    def write(quote, sha256=None):
        known = sha256 or hashlib.sha256(text).hexdigest()
        source = f'sources: {{verslag: {{title: Verslag, publisher: Wij, date: 2024-01-01, type: decision, sha256: "{known}"}}}}\n'
        return rules(source + TARIFF % f'{{ref: verslag, at: tabel 1, quote: "{quote}"}}')

    return write


def test_quotes_are_looked_up_in_the_texts_that_their_sources_name(quoted, herleid):
    code, _, err = herleid("check", "--rules", quoted("Tabel 1. Het  tarief is 50"), "--sources", "texts")
    assert code == 0
    assert err == "herleid: 1 van 1 citaten gevonden\n"


@pytest.mark.parametrize(("quote", "code", "found"), [("Het tarief is 50 per etmaal", 1, "H702"), ("Het tarief is 50 per uur", 0, "H703")])
def test_a_quote_that_is_missing_or_ambiguous_is_a_finding(quoted, herleid, quote, code, found):
    answer = herleid("check", "--rules", quoted(quote), "--sources", "texts", "--format", "concise")
    assert answer[0] == code
    assert f" {found} `{quote}` staat " in answer[1]
    assert answer[2] == "herleid: 0 van 1 citaten gevonden\n"


def test_a_source_whose_text_is_not_there_is_told_in_one_line(quoted, herleid):
    code, _, err = herleid("check", "--rules", quoted("Het tarief is 50", "0" * 64), "--sources", "texts")
    assert code == 0
    assert err == "herleid: 0 van 0 citaten gevonden\nherleid: de tekst van `verslag` is niet in `texts`\n"


def test_without_the_texts_quotes_are_not_looked_up(quoted, herleid):
    assert "H702" not in herleid("check", "--rules", quoted("50 per etmaal"), "--format", "concise")[1]


def test_a_folder_of_texts_that_is_not_there_is_told(quoted, herleid):
    assert herleid("check", "--rules", quoted("50"), "--sources", "nowhere") == (2, "", "herleid: `nowhere` kan niet worden gelezen: het bestaat niet\n")


# All that can be in the way


@pytest.mark.parametrize("name", ["empty", "no_rules"])
def test_a_folder_without_rules_is_told(herleid, tmp_path, name):
    (tmp_path / name).mkdir()
    if name == "no_rules":
        (tmp_path / name / "read.me").write_text("hello", "utf-8")
    code, out, err = herleid("check", name)
    assert (code, out) == (2, "")
    assert f"`{name}`" in err


@pytest.mark.parametrize("data", [b"\x00\xff\xfe\x89PNG", b"x" * 10_000_000], ids=["binary", "large"])
def test_a_file_that_cannot_be_rules_is_one_finding(rules, herleid, data):
    folder = rules(SOUND)
    (folder / "vreemd.yaml").write_bytes(data)
    code, out, err = herleid("check", "--rules", folder, "--format", "concise")
    assert (code, err) == (1, "")
    assert out.count("\n") == 1
    assert re.match(r"vreemd\.yaml:1:\d: error H0", out)


def test_a_folder_with_the_name_of_a_rule_file_is_one_finding(rules, herleid):
    folder = rules(SOUND)
    (folder / "map.yaml").mkdir()
    code, out, err = herleid("check", "--rules", folder, "--format", "concise")
    assert (code, err) == (1, "")
    assert re.fullmatch(r"map\.yaml:1:1: error H008 .*\n", out)


def test_ten_thousand_findings_are_counted_and_fifty_shown(rules, herleid):
    wrong = "".join(f"  r{n}: {{label: R, unit: EUR, formula: x{n}, source: {{ref: bron, at: x}}}}\n" for n in range(2_000))
    code, out, _ = herleid("check", "--rules", rules(SOUND + "formulas:\n" + wrong))
    assert code == 1
    assert out.count("fout[") == 50
    assert "... en nog 1950" in out


def test_the_made_up_regions_and_the_real_rules_are_sound(herleid):
    shutil.copytree(REGIONS, "regions")
    assert herleid("check", "regions", "--sources", "regions/bronnen", "--fail-on", "warning")[0] == 0
    code, out, err = herleid("check", TOP / "rules", "--fail-on", "warning")
    assert (code, err) == (0, "")
    assert re.search(r"\n\ngeen problemen in [0-9]+ bestanden; 1 kanttekening; 1 waarschuwing genegeerd\n$", out)
    assert re.findall(r"\[(H\d+)\]", out) == ["H312"], "the table of the GHZ of December 2024 is announced"
