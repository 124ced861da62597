"""A list of problems as text, on one line each and as data."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from engine.diagnostics import Diagnostic, Severity, Span
from engine.problems import CATALOGUE, Problem, Words
from engine.reporting.checks.findings import findings, show_concise, show_findings, summary
from engine.reporting.checks.pages import page, show_list, show_page

SCHEMAS = Path(__file__).parents[1] / "schemas" / "output"

ERROR = Problem(
    code="H998",
    severity=Severity.ERROR,
    title=Words("waarde ontbreekt", "value missing"),
    message=Words("`{name}` heeft geen waarde", "`{name}` has no value"),
    label=None,
    helps=(Words("voeg er een toe", "add one"),),
    roles={},
    explanation=Words("Er staat niets. Dat rekent niet.", "Nothing is there. That does not compute."),
    wrong="parameters:\n  overhead:\n",
    right="parameters:\n  overhead: {}\n",
)
WARNING = replace(ERROR, code="H999", severity=Severity.WARNING, helps=())


@pytest.fixture(autouse=True)
def _catalogue(monkeypatch):
    for each in (ERROR, WARNING):
        monkeypatch.setitem(CATALOGUE, each.code, each)


def error(file="a.yaml", line=1, code="H998", name="overhead"):
    return Diagnostic(code, Span(file, line, 1, line, 2), {"name": name}, rule=name)


def warning(file="a.yaml", line=1):
    return error(file, line, "H999")


def described_by(document, schema):
    validator = jsonschema.Draft7Validator(json.loads((SCHEMAS / schema).read_text("utf-8")))
    validator.check_schema(validator.schema)
    return [problem.message for problem in validator.iter_errors(document)]


def head():
    return {"schema_version": 1, "ruleset": None, "day": None, "engine_version": "1.0"}


def test_problems_come_in_the_order_of_their_places():
    shown = show_findings([error("b.yaml", 2), error("a.yaml", 10), error("a.yaml", 9), warning("a.yaml", 9)], {}, "en")
    heads = [line.strip() for line in shown.splitlines() if line.strip().startswith(("-->", "error", "warning"))]
    assert heads[1::2] == ["--> a.yaml:9:1", "--> a.yaml:9:1", "--> a.yaml:10:1", "--> b.yaml:2:1"]
    assert [head[:7] for head in heads[::2]] == ["error[H", "warning", "error[H", "error[H"]


def test_the_last_line_counts_them():
    assert show_findings([error("b.yaml"), error(), error()], {}, "en").splitlines()[-1] == "3 problems in 2 files"


@pytest.mark.parametrize(
    ("found", "dutch", "english"),
    [
        ([], "geen problemen", "no problems"),
        ([error()], "1 probleem in 1 bestand", "1 problem in 1 file"),
        ([warning()], "1 waarschuwing in 1 bestand", "1 warning in 1 file"),
        ([warning(), warning("b.yaml")], "2 waarschuwingen in 2 bestanden", "2 warnings in 2 files"),
        ([error(), warning()], "2 problemen in 1 bestand, waarvan 1 waarschuwing", "2 problems in 1 file, of which 1 warning"),
    ],
)
def test_the_count_says_which_are_warnings(found, dutch, english):
    assert summary(found, "nl") == dutch
    assert summary(found, "en") == english


def test_of_many_problems_fifty_are_shown_and_all_are_counted():
    shown = show_findings([error(line=line) for line in range(1, 10_001)], {}, "nl")
    assert shown.count("fout[H998]") == 50
    assert shown.splitlines()[-3:] == ["... en nog 9950", "", "10000 problemen in 1 bestand"]


def test_an_error_is_never_hidden_behind_warnings():
    shown = show_findings([*(warning(line=line) for line in range(1, 100)), error(line=200)], {}, "nl")
    assert (shown.count("waarschuwing[H999]"), shown.count("fout[H998]")) == (49, 1)
    assert shown.index("waarschuwing[H999]") < shown.index("fout[H998]"), "by place, as ever"


def test_one_line_each():
    assert show_concise([error("b.yaml", 2), warning("a.yaml", 31)], "nl") == (
        "a.yaml:31:1: warning H999 `overhead` heeft geen waarde\nb.yaml:2:1: error H998 `overhead` heeft geen waarde\n"
    )


def test_one_line_each_whatever_is_in_the_names():
    shown = show_concise([error("a\nb.yaml", name="x\n::error::\x1b[2J")], "en")
    assert shown == "a␊b.yaml:1:1: error H998 `x ::error::␛[2J` has no value\n"


def test_as_data_nothing_is_left_out():
    assert findings([error(line=3)], "en") == [
        {
            "code": "H998",
            "severity": "error",
            "message": "`overhead` has no value",
            "file": "a.yaml",
            "line": 3,
            "column": 1,
            "end_line": 3,
            "end_column": 2,
            "rule": "overhead",
            "help": "add one",
        }
    ]


def test_the_data_is_as_its_schema_says():
    document = {**head(), "findings": findings([error(), warning()], "nl"), "ignored": 0}
    assert described_by(document, "findings.schema.json") == []
    assert described_by({**document, "more": 1}, "findings.schema.json") != []


def test_the_page_of_a_code():
    assert show_page(ERROR, "nl") == (
        "fout[H998]: waarde ontbreekt\n\n"
        "Er staat niets. Dat rekent niet.\n\n"
        "Fout:\n\n    parameters:\n  >   overhead:\n\n"
        "Goed:\n\n    parameters:\n  >   overhead: {}\n"
    )


def test_a_page_without_examples():
    assert show_page(replace(WARNING, wrong="", right=""), "en") == ("warning[H999]: value missing\n\nNothing is there. That does not compute.\n")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_page_is_as_its_schema_says(language):
    document = {**head(), "problems": [page(each, language) for each in CATALOGUE.values()]}
    assert described_by(document, "explain.schema.json") == []
    assert described_by({**document, "problems": [{}]}, "explain.schema.json") != []


def test_the_list_of_codes():
    assert show_list([ERROR, WARNING], "en") == "error[H998]: value missing\nwarning[H999]: value missing\n"
