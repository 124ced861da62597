"""`herleid report`: what the rules have to say on a topic, as people and programs read it."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from jsonschema import Draft7Validator

from engine.calculating.calculation import Calculation
from engine.reading.loading import load
from engine.reading.trees import FolderTree
from engine.resources import shipped
from tests.golden import copy_duinrand, expect

REPORT = """\
reports:
  vervoer:
    label: De pont
    show: [familie, ritten, uitgaven_pont]
    source: {ref: besluit, at: toelichting}
    note: Wat de pont *kost*.
"""


@pytest.fixture(scope="module")
def achterhoek():
    return load(FolderTree(shipped("rules"), shipped("rules")), "achterhoek").ruleset


@pytest.fixture
def duinrand(tmp_path):
    folder = copy_duinrand(tmp_path)
    (folder / "duinrand" / "overzichten.yaml").write_text(REPORT, "utf-8")
    return folder / "duinrand"


@pytest.mark.usefixtures("duinrand")
@pytest.mark.parametrize(("form", "name"), [("text", "report.txt"), ("markdown", "report.md"), ("json", "report.json")])
def test_a_report_shows_figures_with_sources_and_what_was_printed(herleid, updating, form, name):
    expect(name, herleid("report", "vervoer", "--format", form)[1], updating)


@pytest.mark.usefixtures("duinrand")
def test_the_document_of_a_report_is_described_by_its_schema(herleid):
    schema = json.loads((shipped("schemas") / "output" / "report.schema.json").read_text("utf-8"))
    document = json.loads(herleid("report", "vervoer", "--format", "json")[1])
    Draft7Validator.check_schema(schema)
    assert list(Draft7Validator(schema).iter_errors(document)) == []


@pytest.mark.usefixtures("duinrand")
def test_reports_are_listed(herleid):
    assert "vervoer  De pont" in herleid("report")[1]


@pytest.mark.usefixtures("duinrand")
def test_a_report_that_does_not_exist(herleid):
    code, out, err = herleid("report", "vervor")
    assert (code, out) == (2, "")
    assert "er is geen overzicht `vervor`; bedoelde u `vervoer`?" in err


def test_a_report_names_what_exists(duinrand, herleid):
    (duinrand / "overzichten.yaml").write_text(REPORT.replace("uitgaven_pont", "uitgave_pont"), "utf-8")
    code, out, _ = herleid("check")
    assert code == 1
    assert "H203" in out
    assert "`uitgaven_pont`" in out


def test_a_rule_that_a_report_shows_is_used(duinrand, herleid):
    text = (duinrand / "tarieven.yaml").read_text("utf-8").partition("published:")
    (duinrand / "tarieven.yaml").write_text(text[0], "utf-8")
    assert "`uitgaven_pont`" not in herleid("check")[1]
    (duinrand / "overzichten.yaml").unlink()
    assert "`uitgaven_pont`" in herleid("check")[1]


def test_what_was_spent_adds_up_to_what_the_print_should_have_said(achterhoek):
    calculation = Calculation(achterhoek)
    found = {segment: calculation.value("uitgaven_segment", (segment,)) for segment in achterhoek.dimensions["segment"].members}
    assert found == {
        "ambulante_jeugdhulp": Decimal(41_191_957),
        "jeugdhulp_met_verblijf": Decimal(20_338_477),
        "crisis": Decimal(1_623_000),
        "wmo_begeleiding": Decimal(27_323_701),
        "wonen": Decimal(15_783_000),
    }


def test_only_oude_ijsselstreek_stays_out_of_two_segments(achterhoek):
    calculation = Calculation(achterhoek)
    absent = [cell for cell in calculation.cells("deelname") if calculation.value("deelname", cell) == 0]
    assert absent == [("oude_ijsselstreek", "ambulante_jeugdhulp"), ("oude_ijsselstreek", "wmo_begeleiding")]


def test_parcels_are_numbered_within_their_series(achterhoek):
    parcels = achterhoek.dimensions["perceel"].members.values()
    assert len(parcels) == 17 + 7 + 7 + 3
    for name in ("jeugd", "wmo_groep", "wmo_individueel", "wonen"):
        labels = [each.label for each in parcels if each.attributes["reeks"] == name]
        assert [label.split()[1] for label in labels] == [str(at + 1) for at in range(len(labels))]
