"""Findings for code scanning: SARIF 2.1.0, a run of at most 25,000 results."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from ... import __version__
from ...diagnostics import Diagnostic, Span
from ...problems import CATALOGUE, Problem, Words, say
from .checked import Checked
from .findings import errors_first
from .identities import fingerprints

MAX_RESULTS = 25_000
"""What hosts take in; of more findings the errors go first."""

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_MORE = Words("nog {n} problemen staan niet in dit bestand", "{n} more problems are not in this file")


def show_sarif(checked: Checked, colour: bool) -> str:  # noqa: ARG001  a form like the others
    """Show the findings as a log of one run, with the page of every code that occurs."""
    shown = errors_first(checked.found, MAX_RESULTS)
    codes = sorted({each.code for each in shown})
    left = len(checked.found) - len(shown)
    run = {
        "tool": {"driver": {"name": "herleid", "version": __version__, "rules": [_rule(CATALOGUE[each], checked.language) for each in codes]}},
        "language": checked.language,
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, **_left_out(left, checked.language)}],
        "results": _results(shown, codes, checked),
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(problem: Problem, language: str) -> dict[str, Any]:
    """Return the page of a code."""
    explanation = problem.explanation.of(language)
    return {
        "id": problem.code,
        "shortDescription": {"text": problem.title.of(language)},
        "fullDescription": {"text": explanation},
        "help": {"text": f"{explanation}\n\nherleid explain {problem.code}"},
        "defaultConfiguration": {"level": problem.severity.value},
    }


def _left_out(count: int, language: str) -> dict[str, Any]:
    return {"toolExecutionNotifications": [{"level": "warning", "message": {"text": _MORE.of(language).format(n=count)}}]} if count else {}


def _results(shown: Sequence[Diagnostic], codes: Sequence[str], checked: Checked) -> list[dict[str, Any]]:
    index = {code: at for at, code in enumerate(codes)}
    marks = fingerprints(shown, checked.texts)
    return [_result(each, index[each.code], mark, checked.language) for each, mark in zip(shown, marks, strict=True)]


def _result(diagnostic: Diagnostic, index: int, mark: str, language: str) -> dict[str, Any]:
    message = say(diagnostic, language)
    others = [{"id": at, "message": {"text": words}, **_location(span)} for at, (span, words) in enumerate(message.others, 1)]
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": index,
        "level": message.severity.value,
        "message": {"text": "\n".join(filter(None, [message.text, message.help]))},
        "locations": [_location(diagnostic.span)],
        **({"relatedLocations": others} if others else {}),
        "partialFingerprints": {"herleid/v1": mark},
    }


def _location(span: Span) -> dict[str, Any]:
    """Return a place; one that stands for a whole file has its first line."""
    whole = span == Span.of_file(span.file)
    region = {"startLine": span.line, "startColumn": span.column, "endLine": span.end_line, "endColumn": span.end_column}
    artifact = {"uri": quote(span.file, errors="replace"), "uriBaseId": "%SRCROOT%"}
    return {"physicalLocation": {"artifactLocation": artifact, "region": {"startLine": 1} if whole else region}}
