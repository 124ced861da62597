"""`herleid sensitivity`: what matters for a figure."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest

TOP = Path(__file__).parents[1]
DUINRAND = TOP / "tests" / "regions" / "duinrand"
SCHEMA = json.loads((TOP / "schemas" / "output" / "sensitivity.schema.json").read_text("utf-8"))

FROM = "valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: p. 1}"
RULES = f"""\
dimensions:
  niveau: {{label: Niveau, members: {{laag: {{label: Laag}}, hoog: {{label: Hoog}}}}}}
parameters:
  loon:
    label: Loon
    unit: EUR/uur
    per: [niveau]
    range: [0, 1000]
    freedom: open
    values: [{{{FROM}, band: {{min: 30, max: 80}}, table: {{laag: 40, hoog: 60}}}}]
  mix:
    label: Mix
    unit: "1"
    per: [niveau]
    range: [0, 1]
    freedom: open
    values: [{{{FROM}, table: {{laag: 0.75, hoog: 0.25}}}}]
  uren: {{label: Uren, unit: "1", range: [0, 100], freedom: open, values: [{{{FROM}, band: {{min: 1, max: 4}}, value: 2}}]}}
  opslag: {{label: Opslag, unit: "%", range: [0, 100], freedom: open, values: [{{{FROM}, band: {{min: 0, max: 20}}, value: 10}}]}}
  toeslag: {{label: Toeslag, unit: "%", range: [0, 100], freedom: open, values: [{{{FROM}, value: 0}}]}}
  stap: {{label: Stap, unit: "1", range: [0, 100], freedom: open, values: [{{{FROM}, value: 1.27}}]}}
  grens: {{label: Grens, unit: EUR/uur, range: [0, 1000], freedom: open, values: [{{{FROM}, band: {{min: 100, max: 300}}, value: 200}}]}}
  twee: {{label: Twee, unit: "1", range: [2, 2], freedom: vaststaand, values: [{{valid_from: 2024-01-01, basis: definition, status: final, value: 2}}]}}
  los: {{label: Los, unit: EUR/uur, range: [0, 10], freedom: open, values: [{{{FROM}, band: {{min: 1, max: 3}}, value: 2}}]}}
formulas:
  tarief:
    label: Tarief
    unit: EUR/uur
    round: {{to: 0.01}}
    source: {{ref: bron, at: p. 2}}
    formula: >
      min(sum(loon * mix, over=niveau) / uren * (1 + opslag + toeslag) * round(stap, 0.1) * twee, grens)
      + (los if uren > 50 else 0)
checks:
  mix_sluit: {{label: De mix is alles, that: "sum(mix, over=niveau) == 1", source: {{ref: bron, at: p. 3}}}}
"""
TARIFF = Decimal("64.35")  # 45 / 2 * 1.1 * 1.3 * 2


@pytest.fixture
def sensitivity(rules, herleid):
    """Ask what matters; return the whole document."""

    def call(*arguments, text=RULES):
        code, out, err = herleid("sensitivity", "--rules", rules(text), "--format", "json", *arguments)
        assert code == 0, err
        document = json.loads(out)
        jsonschema.Draft7Validator(SCHEMA).validate(document)
        return document

    return call


def effects(document):
    """The outcomes by input: at its low end and at its high end."""
    name = lambda each: "-".join([each["rule"], *(each["cell"] or {}).values()])  # noqa: E731
    return {name(each): (each["low"], each["high"]) for each in document["results"]}


def test_every_input_goes_over_its_band_cell_by_cell_the_widest_first(sensitivity):
    found = sensitivity()
    assert (found["value"], found["percent"]) == ("64.35", None)
    assert effects(found) == {
        "uren": ("128.70", "32.18"),
        "loon-laag": ("53.63", "107.25"),
        "loon-hoog": ("53.63", "71.50"),
        "opslag": ("58.50", "70.20"),
    }
    assert list(effects(found)) == ["uren", "loon-laag", "loon-hoog", "opslag"]
    assert (found["results"][0]["input_low"], found["results"][0]["input_high"], found["results"][0]["width"]) == ("1", "4", "96.525")


def test_bands_of_a_percentage_are_percents(sensitivity):
    (found,) = [each for each in sensitivity()["results"] if each["rule"] == "opslag"]
    assert (found["input_low"], found["input_high"]) == ("0", "20")


def test_what_moves_nothing_is_told_with_why(sensitivity):
    why = {each["rule"]: each["why"] for each in sensitivity()["unmoved"]}
    assert why == {"grens": "absorbed", "los": "absorbed"}
    why = {each["rule"]: each["why"] for each in sensitivity("--percent", "10")["unmoved"]}
    assert why == {"toeslag": "zero", "grens": "absorbed", "twee": "definition", "los": "absorbed"}


def test_parameters_without_a_band_are_named(sensitivity):
    assert sensitivity()["without_band"] == ["mix", "stap"]
    assert sensitivity("--percent", "10")["without_band"] == []


def test_with_percents_all_cells_of_a_parameter_go_together(sensitivity):
    found = effects(sensitivity("--percent", "10"))
    assert found == {
        "uren": ("71.50", "58.50"),
        "loon": ("57.92", "70.79"),
        "mix": ("57.92", "70.79"),
        "stap": ("54.45", "69.30"),
        "opslag": ("63.77", "64.94"),
    }


@pytest.mark.parametrize(("rule", "expected"), [("uren", "-1"), ("loon", "1"), ("mix", "1"), ("opslag", "0.090909")])
def test_elasticity_is_percents_for_a_percent(sensitivity, rule, expected):
    (found,) = [each for each in sensitivity("--percent", "10")["results"] if each["rule"] == rule]
    assert (found["elasticity"], found["in_steps"]) == (expected, False)


def test_elasticity_does_not_depend_on_how_far_the_inputs_went(sensitivity):
    one, other = ({each["rule"]: each["elasticity"] for each in sensitivity("--percent", part)["results"]} for part in ("1", "25"))
    assert one == {name: other[name] for name in one}


def test_a_figure_that_moves_in_steps_says_so(sensitivity):
    # 1.27 is rounded to 1.3; a millionth less or more shows nothing, and so does 1%.
    (found,) = [each for each in sensitivity("--percent", "10")["results"] if each["rule"] == "stap"]
    assert (found["elasticity"], found["in_steps"]) == ("0", True)
    (found,) = [each for each in sensitivity("--percent", "10", text=RULES.replace("value: 1.27", "value: 1.25"))["results"] if each["rule"] == "stap"]
    assert (found["elasticity"], found["in_steps"]) == ("3.846154", True)


def test_parts_with_a_fixed_sum_are_marked(sensitivity):
    assert {each["rule"]: each["share"] for each in sensitivity("--percent", "10")["results"] if each["share"]} == {"mix": "mix_sluit"}


def test_what_cannot_be_computed_at_an_end_stands_first(sensitivity):
    found = sensitivity(text=RULES.replace("band: {min: 1, max: 4}", "band: {min: 0, max: 4}"))["results"][0]
    assert (found["rule"], found["low"], found["high"], found["width"]) == ("uren", None, "32.18", None)


@pytest.mark.parametrize("percent", ["0", "100", "-1", "1e1", "tien", "1000"])
def test_percents_are_between_0_and_100(rules, herleid, percent):
    assert herleid("sensitivity", "--rules", rules(RULES), "--percent", percent)[0] == 2


@pytest.mark.parametrize("percent", ["2.5", "2,5", "2.5%"])
def test_percents_are_written_as_people_write_them(sensitivity, percent):
    assert sensitivity("--percent", percent)["percent"] == "2.5"


def test_the_text_has_the_widest_first_with_bars_and_says_what_they_are(rules, herleid):
    code, out, _ = herleid("sensitivity", "--rules", rules(RULES), "--percent", "10")
    lines = out.splitlines()
    assert code == 0
    assert lines[1] == "Gevoeligheid van Tarief = € 64,35 per uur"
    assert lines[4].split() == ["10%", "lager", "10%", "hoger", "verschil", "elast."]
    assert lines[5].split()[:8] == ["Stap", "€", "54,45", "€", "69,30", "€", "14,85", "~0,000"]
    assert "█" in lines[5]
    assert any(each.startswith("Mix † ") for each in lines)
    assert "stijgt als de invoer 1% stijgt" in out
    assert "~ beweegt in stappen" in out
    assert "(mix_sluit)" in out
    assert "want de waarde is nul: Toeslag." in out


def test_the_text_shows_bands_with_their_cells(rules, herleid):
    _, out, _ = herleid("sensitivity", "--rules", rules(RULES), "--lang", "en")
    assert "Loon: Laag" in out
    assert "€ 30.00 – € 80.00" in out
    assert "2 other parameters that this figure rests on have no band" in out


def test_without_bands_the_text_points_to_percents(herleid):
    code, out, _ = herleid("sensitivity", "product=basis_ggz", "prijspeil=2025", "--rules", TOP / "rules")
    assert code == 0
    assert "heeft een bandbreedte" in out
    assert "--percent 10" in out


def test_the_picture_has_a_line_for_each_input(rules, herleid):
    _, out, _ = herleid("sensitivity", "--rules", rules(RULES), "--percent", "10", "--format", "svg")
    top = ET.fromstring(out)  # noqa: S314  our own
    names = [each.text for each in top.iter("{http://www.w3.org/2000/svg}title")]
    assert names[0] == "Gevoeligheid van Tarief = € 64,35 per uur"
    assert [each.partition(":")[0] for each in names[1:]] == ["Stap", "Uren", "Loon", "Mix", "Opslag"]


def test_one_figure_is_asked_for(herleid):
    code, out, err = herleid("sensitivity", "--rules", DUINRAND)
    assert (code, out) == (2, "")
    assert "product=wandelcoaching" in err


def test_a_figure_still_to_be_decided_does_not_move(herleid):
    code, _, err = herleid("sensitivity", "product=zeilkamp", "prijspeil=2025", "--rules", DUINRAND)
    assert code == 2
    assert "nader te bepalen (nmb)" in err


def test_a_figure_beside_the_tariffs_will_do_too(herleid):
    code, out, _ = herleid("sensitivity", "uurtarief", "inzet=wandelcoach", "--percent", "5", "--rules", DUINRAND, "--lang", "en")
    assert code == 0
    assert "Sensitivity of" in out


def test_the_same_question_gives_the_same_bytes(herleid):
    asked = ["sensitivity", "product=strandgroep", "prijspeil=2025", "--percent", "10", "--rules", DUINRAND]
    for form in ("text", "json", "svg"):
        assert len({herleid(*asked, "--format", form)[1] for _ in range(2)}) == 1
