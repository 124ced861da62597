"""`herleid trace --format json`, `dot` and `mermaid`: the same trace for programs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

import jsonschema
import pytest

from engine.reporting.graph.diagrams import Edge, Node, show_dot, show_mermaid
from engine.reporting.trace.data import NESTED
from tests.golden import copy_duinrand, expect

TOP = Path(__file__).parents[1]
SCHEMA = jsonschema.Draft7Validator(json.loads((TOP / "schemas" / "output" / "trace.schema.json").read_text("utf-8")))


@pytest.fixture
def output(tmp_path, herleid):
    """Trace in the region Duinrand as a program would."""
    copy_duinrand(tmp_path)

    def call(*arguments, form="json"):
        code, out, err = herleid("trace", "--format", form, *arguments)
        assert (code, err) == (0, "")
        return out

    return call


@pytest.fixture
def document(output):
    def call(*arguments):
        found = json.loads(output(*arguments))
        described(found)
        return found

    return call


def described(found):
    SCHEMA.check_schema(SCHEMA.schema)
    assert [problem.message for problem in SCHEMA.iter_errors(found)] == []


def steps_of(found):
    """All steps of a document that stand in full, by id, and those that are only named."""
    full, named = {}, []
    waiting = [found["step"], *found["steps"]]
    while waiting:
        each = waiting.pop(0)
        if "see" in each:
            named.append(each["see"])
        else:
            assert each["id"] not in full
            full[each["id"]] = each
            waiting = [*each["operands"], *waiting]
    return full, named


def test_a_trace_is_a_document(output, updating):
    out = output("product=pont", "prijspeil=2025")
    described(json.loads(out))
    expect("trace_pont.json", out, updating)


def test_every_step_stands_in_full_once(document):
    full, named = steps_of(document("product=strandgroep", "prijspeil=2025"))
    assert len(full) == 87
    assert set(named) <= set(full)


@pytest.mark.parametrize("product", ["wandelcoaching", "strandgroep", "vuurtoren_wonen", "pont", "zeilkamp"])
def test_every_trace_is_described_by_the_schema(document, product):
    found = document(f"product={product}", "prijspeil=2026")
    assert found["step"]["state"] == "nmb"
    assert found["step"]["value"] is None


def test_numbers_are_plain_decimals_with_all_their_digits(document):
    step = document("product=strandgroep", "prijspeil=2025")["step"]
    assert (step["value"], step["unrounded"], step["unit"], step["state"]) == ("67.68", "67.67931526311250962235247446205172", "EUR/dagdeel", "value")
    assert step["filled"] == "€ 67,6793…, afgerond op € 67,68"


def test_percentages_are_in_percents(document):
    full, _ = steps_of(document("product=strandgroep", "prijspeil=2025"))
    index = full["indexering[familie=zorg,prijspeil=2025]"]
    assert (index["value"], index["unrounded"], index["unit"]) == ("3.94", "3.944", "%")
    assert [(each["label"], each["value"], each["filled"]) for each in index["sums"][0]["terms"]] == [
        ("Lonen", "3.762", "90% × 4,18%"),
        ("Prijzen", "0.182", "10% × 1,82%"),
    ]


def test_zero_terms_of_a_sum_are_counted(document):
    full, _ = steps_of(document("product=strandgroep", "prijspeil=2025"))
    (total,) = full["kostprijs[product=strandgroep]"]["sums"]
    assert [each["cell"] for each in total["terms"]] == [{"inzet": "wandelcoach"}, {"inzet": "strandgroep"}]
    assert (total["function"], total["over"], total["unit"], total["folded"]) == ("sum", ["inzet"], "EUR/dagdeel", 1)
    assert sum(len(each["operands"]) for each in [full["kostprijs[product=strandgroep]"]]) == 6


def test_a_calibrated_value_has_its_interval_and_facts(document):
    step = document("onregelmatigheid", "inzet=strandgroep")["step"]
    assert step["solved"] == {
        "from": ["tarief[product=strandgroep,prijspeil=2024]", "tarief[product=strandgroep,prijspeil=2025]"],
        "low": "3.4891",
        "high": "3.503",
        "given": ["caomix"],
        "facts": "0",
    }
    assert step["rests_on"] == {"calibrated": 1}


def test_what_was_published_comes_with_its_declared_difference(document):
    (printed,) = document("niet_declarabel_totaal", "inzet=wandelcoach")["step"]["published"]
    assert (printed["value"], printed["difference"], printed["declared"]) == ("579", "100", True)


def test_rests_on_counts_each_value_once(document):
    found = document("product=strandgroep", "prijspeil=2025")
    full, _ = steps_of(found)
    values = [each for each in full.values() if each["kind"] == "parameter"]
    assert sum(found["step"]["rests_on"].values()) == len(values)
    assert found["step"]["rests_on"]["calibrated"] == 1


def test_depth_names_what_lies_deeper(document):
    found = document("product=strandgroep", "prijspeil=2025", "--depth", "1")
    full, named = steps_of(found)
    assert list(full) == ["tarief[product=strandgroep,prijspeil=2025]", "onafgerond[product=strandgroep,prijspeil=2025]"]
    assert named == ["onafgerond[product=strandgroep,prijspeil=2024]", "indexering[familie=zorg,prijspeil=2025]"]
    assert found["left_out"] == 85


def test_the_bytes_are_the_same_wherever_the_rules_stand(output):
    assert output("product=pont", "prijspeil=2025") == output("prijspeil=2025", "product=pont")


def test_what_rests_on_a_value_is_a_document_too(document):
    found = document("--up", "overhead", "domein=jeugd", "cao=ZEE")
    assert found["figures"] == ["overhead[domein=jeugd,cao=ZEE]"]
    assert (len(found["results"]), found["of_results"]) == (9, 15)
    steps = {each["id"]: each for each in found["steps"]}
    assert steps["overhead[domein=jeugd,cao=ZEE]"]["read_by"] == ["loonkosten[inzet=wandelcoach]", "loonkosten[inzet=strandgroep]"]
    assert all(reader in steps for each in steps.values() for reader in each["read_by"])


@pytest.mark.slow
def test_a_long_chain_is_nested_only_so_deep(rules, herleid):
    price = "{valid_from: 2024-01-01, basis: definition, status: final, value: 1}"
    start = f"parameters:\n  prijs:\n    label: Prijs\n    unit: EUR\n    range: [0, 9]\n    freedom: open\n    values: [{price}]\nformulas:\n"
    step = "  {0}:\n    label: Stap\n    unit: EUR\n    formula: {1}\n    source: {{ref: bron, at: a}}\n"
    names = ["prijs", *(f"stap_{at}" for at in range(1999)), "tarief"]
    folder = rules(start + "".join(step.format(name, before) for before, name in pairwise(names)))
    code, out, _ = herleid("trace", "--rules", folder, "tarief", "--format", "json")
    found = json.loads(out)
    assert code == 0
    full, named = steps_of(found)
    assert len(full) == 2001
    assert set(named) <= set(full)
    assert len(found["steps"]) == 2001 // NESTED


# Diagrams


def test_a_trace_is_drawn_with_a_box_for_each_rule(output, updating):
    expect("trace_strandgroep.mmd", output("product=strandgroep", "prijspeil=2025", form="mermaid"), updating)
    expect("trace_strandgroep.dot", output("product=strandgroep", "prijspeil=2025", form="dot"), updating)


def test_a_drawing_is_no_deeper_than_asked_for(output):
    out = output("product=strandgroep", "prijspeil=2025", "--depth", "2", form="dot")
    assert re.findall(r'^  "(\w+)" \[', out, re.MULTILINE) == ["tarief", "onafgerond", "kostprijs", "indexering"]
    assert '"kostprijs" -> "onafgerond";' in out


def test_what_rests_on_a_value_is_drawn_with_arrows_the_same_way(output):
    out = output("--up", "overhead", form="dot")
    assert '"overhead" -> "loonkosten";' in out
    assert '"onafgerond" -> "tarief";' in out


NASTY = ('"quotes" and \\back\\n', "<b>&amp;#35;</b>", "a]b)c}d[e(f{g", "%%{init: {}}%%", "`code`; end --> x\nsubgraph", "é € ‘’ \u202e \x1b[31m")


@pytest.mark.parametrize("label", NASTY)
def test_no_label_breaks_a_drawing(label):
    nodes = [Node("a", (label, "second")), Node(label, ("x",), "value")]
    mermaid = show_mermaid(nodes, [Edge("a", label)])
    lines = mermaid.splitlines()
    assert len(lines) == 4
    inside = re.fullmatch(r'  n1\("(.*)"\)', lines[1])[1]
    assert not re.search(r'["\\<>&`;%{}\[\]](?!br/>)', re.sub(r"#[0-9]+;|<br/>", "", inside))
    dot = show_dot(label, nodes, [Edge("a", label)])
    assert all(re.fullmatch(r'(?:[^"]|"(?:[^"\\]|\\.)*")*', line) for line in dot.splitlines())


@pytest.mark.skipif(shutil.which("dot") is None, reason="Graphviz is not installed")
@pytest.mark.parametrize("label", NASTY)
def test_graphviz_reads_a_drawing(label):
    text = show_dot(label, [Node("a", (label,)), Node(label, ("x",), "result")], [Edge("a", label)])
    subprocess.run(["dot", "-Tsvg"], input=text.encode(), check=True, capture_output=True)
