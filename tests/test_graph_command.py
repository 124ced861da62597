"""`herleid graph`: which rule rests on which."""

from __future__ import annotations

import json
import re
from pathlib import Path

import jsonschema
import pytest

from tests.golden import copy_duinrand, expect

TOP = Path(__file__).parents[1]
SCHEMA = jsonschema.Draft7Validator(json.loads((TOP / "schemas" / "output" / "graph.schema.json").read_text("utf-8")))


@pytest.fixture
def graph(tmp_path, herleid):
    copy_duinrand(tmp_path)

    def call(*arguments):
        code, out, err = herleid("graph", *arguments)
        assert (code, err) == (0, "")
        return out

    return call


@pytest.fixture
def document(graph):
    def call(*arguments):
        found = json.loads(graph("--format", "json", *arguments))
        SCHEMA.check_schema(SCHEMA.schema)
        assert [problem.message for problem in SCHEMA.iter_errors(found)] == []
        return found

    return call


def names_of(found):
    return [each["rule"] for each in found["rules"]]


def test_all_rules_are_listed_by_file(graph, updating):
    expect("graph.txt", graph(), updating)


def test_the_list_is_there_in_english_too(graph, updating):
    expect("graph_materiaal_en.txt", graph("toeslagen", "--lang", "en"), updating)


def test_the_rules_as_a_document(graph, updating):
    expect("graph_toeslagen.json", graph("toeslagen", "--format", "json"), updating)


def test_a_rule_rests_on_these(document):
    assert sorted(names_of(document("indexering"))) == ["indexcijfer", "indexering", "reeksgewicht"]


def test_these_rest_on_a_rule(document):
    found = document("indexering", "--up")
    assert sorted(names_of(found)) == ["indexering", "indexstand", "onafgerond", "tarief", "uitgaven_pont"]
    assert {"from": "indexering", "to": "indexstand"} in found["edges"]
    assert found["direction"] == "up"


def test_every_edge_goes_from_a_lower_to_a_higher_level(document):
    found = document()
    levels = {each["rule"]: each["level"] for each in found["rules"]}
    assert all(levels[each["from"]] < levels[each["to"]] for each in found["edges"])
    assert {each["level"] for each in found["rules"] if each["kind"] == "parameter"} == {0}


def test_a_rule_that_reads_its_own_previous_value_says_along_what(document):
    assert {each["rule"]: each["along"] for each in document()["rules"] if each["along"]} == {"onafgerond": "prijspeil"}


def test_cost_elements_come_with_their_rules(document):
    elements = {each["element"]: each["rules"] for each in document()["elements"]}
    assert list(elements) == ["salaris", "overhead", "risico", "uren", "locatie"]
    assert elements["locatie"] == ["locatiekosten", "toezichtkosten"]


def test_the_rules_of_a_library_come_last(document):
    files = [each["file"] for each in document()["rules"]]
    first = next(at for at, file in enumerate(files) if "/kust/" in file)
    assert all("/kust/" in file for file in files[first:])


def test_the_rules_are_drawn(graph, updating):
    expect("graph_toeslagen.dot", graph("toeslagen", "--format", "dot"), updating)
    expect("graph_toeslagen.mmd", graph("toeslagen", "--format", "mermaid"), updating)


def test_a_drawing_has_every_rule_and_edge(graph, document):
    found = document()
    dot = graph("--format", "dot")
    assert re.findall(r'^  "(\w+)" \[', dot, re.MULTILINE) == names_of(found)
    assert len(re.findall(r" -> ", dot)) == len(found["edges"])
    mermaid = graph("--format", "mermaid")
    assert len(re.findall(r"^  n\d+ --> n\d+$", mermaid, re.MULTILINE)) == len(found["edges"])


def test_an_unknown_rule_is_misuse(tmp_path, herleid):
    copy_duinrand(tmp_path)
    assert herleid("graph", "kostprijzen") == (2, "", "herleid: er is geen regel `kostprijzen`; bedoelde u `kostprijs`?\n")
    assert herleid("graph", "--up", "--lang", "en") == (2, "", "herleid: `--up` needs a rule\n")


def test_rules_with_errors_give_findings(rules, herleid):
    code, out, err = herleid("graph", "--rules", rules("formulas: {tarief: {label: x}}\n"))
    assert (code, out) == (1, "")
    assert "H102" in err


def test_the_same_rules_give_the_same_bytes(graph):
    assert all(graph("--format", form) == graph("--format", form) for form in ("text", "json", "dot", "mermaid"))
