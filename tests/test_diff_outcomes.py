"""A difference beside the tariffs: what reports show of their own, such as a lump sum, moves with its causes like any figure."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal

import pytest
from jsonschema import Draft7Validator

from engine.questions.diff.outcomes import outcomes
from engine.resources import shipped
from tests.golden import REGIONS, copy_duinrand
from tests.test_attribution import RULES, read

SCHEMA = Draft7Validator(json.loads((shipped("schemas") / "output" / "diff.schema.json").read_text("utf-8")))


@pytest.fixture
def region(tmp_path):
    """The rules as they are in `rules`, and as they were in `eerder`."""
    rules = copy_duinrand(tmp_path)
    shutil.copy(REGIONS / "vuurtoren" / "taakbudget.yaml", rules / "duinrand")
    shutil.copytree(rules, tmp_path / "eerder")
    return rules / "duinrand"


def change(region, file, old, new):
    path = region / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_a_lump_sum_moves_with_its_causes_while_no_tariff_does(herleid, region):
    change(region, "taakbudget.yaml", "value: 1000000", "value: 1100000")
    code, out, _ = herleid("diff", "eerder/duinrand")
    assert code == 0
    assert "Geen van de 15 tarieven wijzigt" in out
    lines = out[out.index("\nTaakbudget van de vuurtoren\n") :].splitlines()[3:5]
    assert " ".join(lines[0].split()) == "Initieel budget € 1.000.000 € 1.100.000 € +100.000 +10,00%"
    assert " ".join(lines[1].split()) == "+100.000,00 initieel_budget rules/duinrand/taakbudget.yaml:28 besluit"


def test_the_causes_of_each_figure_add_up(herleid, region):
    change(region, "taakbudget.yaml", "value: 1000000", "value: 1100000")
    change(region, "taakbudget.yaml", "[50000, 75000", "[40000, 75000")
    document = json.loads(herleid("diff", "eerder/duinrand", "--format", "json")[1])
    assert list(SCHEMA.iter_errors(document)) == []
    assert (document["changes"], document["summary"]["changed"]) == ([], 0)
    assert {each["rule"] for each in document["others"]} == {"budgetmutatie", "budgetindexering", "taakbudget"}
    for each in document["others"]:
        assert sum((Decimal(one["amount"]) for one in each["causes"]), Decimal(each["rounding"])) == Decimal(each["delta"])
    both = [each for each in document["others"] if each["rule"] == "taakbudget" and each["cell"] == {"begrotingsjaar": "T+1"}]
    assert [one["rule"] for one in both[0]["causes"]] == ["initieel_budget", "budgetpost"]


def test_markdown_tells_it_too(herleid, region):
    change(region, "taakbudget.yaml", "value: 1000000", "value: 1100000")
    out = herleid("diff", "eerder/duinrand", "--format", "markdown")[1]
    assert "#### Taakbudget van de vuurtoren\n\n| Cijfer | Was | Wordt | Verschil | % |" in out
    assert "| Initieel budget | € 1.000.000 | € 1.100.000 | € +100.000 | +10,00% |" in out


def test_what_did_not_move_is_not_told(herleid, region):
    change(region, "taakbudget.yaml", "label: Het taakbudget van de vuurtoren", "label: Het budget van de vuurtoren")
    assert json.loads(herleid("diff", "eerder/duinrand", "--format", "json")[1])["others"] == []


def test_what_tariffs_cost_moves_with_them(herleid, region):
    change(region, "taakbudget.yaml", "wandelcoaching: {duinrand: 1200", "wandelcoaching: {duinrand: 1300")
    document = json.loads(herleid("diff", "eerder/duinrand", "--format", "json")[1])
    assert document["changes"] == []
    assert {(each["rule"], each["cell"]["gemeente"]) for each in document["others"]} == {("uitgaven", "duinrand")}


REPORT = """
reports:
  alles:
    label: Alles
    show: [uurloon, %s, tarief]
"""


def test_outcomes_are_what_reports_show_and_the_result_does_not_rest_on():
    beside = "formulas:\n  dubbel: {label: Dubbel, unit: EUR/uur, per: [product, jaar], formula: 2 * tarief, source: {ref: bron, at: x}}\n"
    assert "formulas:\n" in RULES
    rules = RULES.replace("formulas:\n", beside, 1)
    assert outcomes(read(rules)) == ()
    shown = outcomes(read(rules + REPORT % "dubbel"))
    assert shown == ("dubbel",)
