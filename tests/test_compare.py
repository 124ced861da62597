"""`herleid compare`: own figures against those of the rules."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest

from tests.golden import copy_duinrand, expect
from tests.support import BASE, write_files
from tests.test_buildup import RULES, SOURCE

TOP = Path(__file__).parents[1]
EXAMPLE = TOP / "docs" / "voorbeelden" / "eigen-cijfers.yaml"
SCHEMA = json.loads((TOP / "schemas" / "output" / "compare.schema.json").read_text("utf-8"))

OWN = """\
overlay: {name: eigen, label: Begroting van Zorg aan Huis}
sources:
  begroting: {title: Begroting 2024, publisher: Zorg aan Huis, date: 2024-02-01, type: decision, url: "https://example.org/b", retrieved: 2024-03-01}
parameters:
"""


def value(name, text, **more):
    keys = {"valid_from": "2024-01-01", "basis": "document", "status": "final", **more}
    listed = ", ".join(f"{key}: {each}" for key, each in keys.items())
    return f"  {name}: {{values: [{{{listed}, source: {{ref: begroting, at: blz. 7}}, {text}}}]}}\n"


def own(*values):
    return OWN + "".join(values)


@pytest.fixture
def answers(rules, herleid):
    """Compare figures of the small rules of tests/test_buildup.py; return exit code, stdout and stderr."""

    def call(text, *arguments, rules_text=RULES):
        folder = rules({"ruleset.yaml": BASE + SOURCE, "regels.yaml": rules_text, "../eigen.yaml": text})
        return herleid("compare", "--rules", folder, "--overlay", "eigen.yaml", *arguments)

    return call


@pytest.fixture
def compare(answers):
    """Compare, and expect an answer."""

    def call(*arguments, **more):
        code, out, err = answers(*arguments, **more)
        assert (code, err) == (0, "")
        return out

    return call


# The page


def test_figures_that_differ_stand_with_their_gap_in_total_and_per_element(compare):
    assert compare(own(value("overhead", "value: 30"), value("jaarloon", "table: {7: 41000}"))) == (
        "Tarief naast eigen cijfers\n"
        "Voorbeeld, peildatum 1 juli 2024\n"
        "met scenario ‹Begroting van Zorg aan Huis› (eigen.yaml)\n"
        "\n"
        "Bedragen in EUR.\n"
        "1 Loon  2 Overhead  3 Declarabele uren  A Afronding\n"
        "\n"
        "Product             Tarief    Eigen  Verschil             1      2      3      A\n"
        "Zorg in een groep  € 45,17  € 47,92     +2,75  +6,1%  +0,53  +1,22  +0,99  +0,01  per uur\n"
        "Zorg thuis         € 46,88  € 49,29     +2,41  +5,1%  +0,27  +1,28  +0,87  -0,01  per uur\n"
        "\n"
        "Bij 2 cijfers zijn de eigen kosten hoger, 2 cijfers verschillen niet.\n"
        "Verschil: het eigen cijfer min dat van de regels, het grootste tekort bovenaan.\n"
        "Een kolom met een nummer: hoeveel dat kostenelement meer of minder toevoegt. Een andere waarde werkt\n"
        "door in de elementen die in de volgorde later komen.\n"
        "\n"
        "Waarden die verschillen\n"
        "\n"
        "Overhead: 25% → 30%\n"
        "  regels: benchmark, advies: Tariefbesluit, tabel 2  voorbeeld/regels.yaml:43\n"
        "  eigen: document, definitief: Begroting 2024, blz. 7  eigen.yaml:5\n"
        "\n"
        "Jaarloon · Schaal 7: € 40.000 per fte per jaar → € 41.000 per fte per jaar\n"
        "  regels: cao, definitief: Tariefbesluit, tabel 1  voorbeeld/regels.yaml:27\n"
        "  eigen: document, definitief: Begroting 2024, blz. 7  eigen.yaml:6\n"
    )


def test_the_page_is_there_in_english_too(compare):
    page = compare(own(value("overhead", "value: 30")), "--lang", "en")
    assert "Tarief beside own figures\nVoorbeeld, as of 1 July 2024\nwith scenario" in page
    assert "2 figures are higher by own costs, 2 figures do not differ.\nGap: the own figure minus that of the rules" in page
    assert "Values that differ\n\nOverhead: 25% → 30%\n  rules: benchmark, advice: Tariefbesluit, tabel 2" in page


def test_lower_costs_come_last(compare):
    page = compare(own(value("overhead", "value: 24"), value("locatie", "table: {groep: 5}")))
    assert re.findall(r"^(Zorg \w+).*?([+-][0-9,]+) ", page, re.MULTILINE) == [("Zorg in", "+1,16"), ("Zorg thuis", "-0,38")]
    assert "Bij 1 cijfer zijn de eigen kosten hoger, bij 1 lager, 2 cijfers verschillen niet.\n" in page


def test_an_amount_that_was_given_as_a_whole_differs_as_a_whole(compare):
    page = compare(own(value("bedrag", "table: {bus: 13}")))
    assert "N Niet opgebouwd  A Afronding\n" in page
    assert re.search(r"Met de bus +€ 12,50 +€ 13,00 +\+0,50 +\+4,0% +\+0,50 +0,00 +per uur\n", page)


def test_what_is_to_be_decided_may_be_known_to_the_provider(compare):
    page = compare(own(value("bedrag", "table: {boot: 20, bus: nmb}")))
    assert re.search(r"Met de boot +nmb +€ 20,00 +per uur\n", page)
    assert re.search(r"Met de bus +€ 12,50 +nmb +per uur\n", page)
    assert "2 cijfers verschillen niet.\n" in page
    assert "nmb nader te bepalen" in page
    assert re.search(r"  Met de boot +nmb  →  € 20,00 per uur\n", page)


def test_nothing_differs(compare):
    page = compare(own(value("overhead", "value: 25")))
    assert page.endswith("\n4 cijfers verschillen niet.\n\nGeen enkele eigen waarde verschilt van die van de regels.\n")


def test_values_that_are_the_same_are_counted(compare):
    page = compare(own(value("jaarloon", "table: {7: 40000, 9: 52000}")))
    assert "Jaarloon · Schaal 9: € 50.000 per fte per jaar → € 52.000 per fte per jaar\n" in page
    assert page.endswith("\n1 eigen waarde is gelijk aan die van de regels.\n")


def test_values_on_which_no_figure_rests_say_so(compare):
    page = compare(own(value("locatie", "table: {bus: 0.5, groep: 4}")), "product=groep")
    assert "Huur · Zorg in een groep: € 3,50 per uur → € 4,00 per uur\n  regels: document" in page
    assert "Huur · Met de bus: € 0 per uur → € 0,50 per uur (hier rust geen van deze cijfers op)\n  regels: standaardwaarde" in page


def test_the_note_of_the_overlay_and_the_reason_of_an_assumption_are_told_once(compare):
    assumed = {"basis": "assumption", "status": "concept"}
    text = own(value("overhead", "value: 30", **assumed), value("locatie", "table: {groep: 4}", **assumed))
    text = text.replace("decision", "assumption, note: Geschat op de eerste helft van het jaar.").replace("Huis}", "Huis, note: Nog niet vastgesteld.}", 1)
    page = compare(text)
    assert "(eigen.yaml)\n\nNog niet vastgesteld.\n\nBedragen in EUR.\n" in page
    assert page.count("reden: Geschat op de eerste helft van het jaar.") == 1


def test_several_overlays_are_laid_over_each_other(rules, herleid):
    first, second = own(value("overhead", "value: 30")), own(value("locatie", "table: {groep: 4}")).replace("begroting", "raming").replace("eigen,", "raming,")
    folder = rules({"ruleset.yaml": BASE + SOURCE, "regels.yaml": RULES, "../a.yaml": first, "../b.yaml": second})
    code, out, _ = herleid("compare", "--rules", folder, "--overlay", "a.yaml", "--overlay", "b.yaml", "--format", "json")
    document = json.loads(out)
    assert code == 0
    assert [(each["rule"], each["overlay"]) for each in document["values"]] == [("overhead", "eigen"), ("locatie", "raming")]


# For programs


def test_json_adds_up_exactly_and_keeps_to_its_schema(compare):
    document = json.loads(compare(own(value("overhead", "value: 30"), value("bedrag", "table: {bus: nmb}")), "--format", "json"))
    jsonschema.validate(document, SCHEMA)
    for each in document["gaps"]:
        if each["gap"] is not None:
            assert sum(Decimal(part["gap"]) for part in each["parts"]) + Decimal(each["rounding"]) == Decimal(each["gap"])
            assert Decimal(each["own"]["value"]) - Decimal(each["theirs"]["value"]) == Decimal(each["gap"])
    assert [(each["cell"]["product"], each["gap"]) for each in document["gaps"]] == [("thuis", "1.87"), ("groep", "1.66"), ("bus", None)]
    assert (document["untouched"], document["same"]) == (1, 0)


def test_json_has_both_sources_of_a_value(compare):
    document = json.loads(compare(own(value("overhead", "value: 30")), "--format", "json"))
    (found,) = document["values"]
    assert {name: (found[name]["value"], found[name]["basis"], found[name]["source"]["title"], found[name]["line"]) for name in ("theirs", "own")} == {
        "theirs": ("25", "benchmark", "Tariefbesluit", 43),
        "own": ("30", "document", "Begroting 2024", 5),
    }
    assert (found["id"], found["unit"], found["reaches"]) == ("overhead", "%", 2)


def test_csv_has_a_row_for_every_element_with_the_rounding_and_the_total(compare):
    rows = list(csv.DictReader(io.StringIO(compare(own(value("overhead", "value: 30")), "product=groep", "--format", "csv"))))
    assert [(row["kind"], row["element"], row["theirs"], row["own"], row["gap"], row["percent"]) for row in rows] == [
        ("element", "loon", "21.299255", "21.299255", "0", "0"),
        ("element", "overhead", "5.324814", "6.389776", "1.064962", "2.3577"),
        ("element", "uren", "15.042599", "15.644302", "0.601703", "1.3321"),
        ("element", "stenen", "3.5", "3.5", "0", "0"),
        ("rounding", "", "", "", "-0.006665", "-0.0148"),
        ("total", "", "45.17", "46.83", "1.66", "3.675"),
    ]


def test_the_own_figures_are_those_of_calc_and_buildup(compare, herleid, tmp_path):
    text = own(value("overhead", "value: 30"), value("declarabel", "value: 1150"))
    document = json.loads(compare(text, "--format", "json"))
    arguments = ["--rules", tmp_path / "voorbeeld", "--overlay", "eigen.yaml", "--format", "json"]
    figures = {each["cell"]["product"]: each["value"] for each in json.loads(herleid("calc", *arguments)[1])["results"]}
    parts = {each["cell"]["product"]: [line["amount"] for line in each["lines"]] for each in json.loads(herleid("buildup", *arguments)[1])["buildups"]}
    for each in document["gaps"]:
        product = each["cell"]["product"]
        assert each["own"]["value"] == figures[product]
        assert [part["own"] for part in each["parts"]] == parts[product]


# What can go wrong


def test_without_own_figures_there_is_nothing_to_compare(herleid):
    assert herleid("compare", "--lang", "nl") == (2, "", "herleid: geef met `--overlay` het bestand met eigen cijfers\n")


def test_a_problem_of_the_own_figures_is_a_finding(answers):
    code, out, err = answers(own(value("overhead", "value: 300")))
    assert (code, out) == (1, "")
    assert err.startswith("fout[H304]: ")
    assert " --> eigen.yaml:5:" in err


def test_own_figures_that_take_a_value_away_are_a_finding(answers):
    code, out, err = answers(own(value("jaarloon", 'table: {7: "-"}')))
    assert (code, out) == (1, "")
    assert err.startswith("fout[H302]: ")


def test_an_element_without_which_there_is_no_figure_is_a_finding(answers):
    code, out, err = answers(own(value("overhead", "value: 30")), rules_text=RULES.replace("neutral: 1878", "neutral: 0"))
    assert (code, out) == (1, "")
    assert err.startswith("fout[H605]: ")


def test_values_that_do_not_hold_on_the_day_are_told(answers):
    code, out, err = answers(own(value("overhead", "value: 30", valid_from="2025-01-01")))
    assert code == 0
    assert "4 cijfers verschillen niet.\n" in out
    assert err == "herleid: de waarde uit ‹Begroting van Zorg aan Huis› (eigen.yaml) geldt niet op 1 juli 2024, wel vanaf 1 januari 2025 (`--day`)\n"


# The made-up region, and the Achterhoek


def test_a_provider_of_the_made_up_region(tmp_path, herleid, updating):
    copy_duinrand(tmp_path)
    values = value("overhead", "table: {jeugd: {ZEE: 38, DUI: 27.1}}"), value("niet_declarabel", "table: {verzuim: {wandelcoach: 150, strandgroep: 120}}")
    write_files(tmp_path, {"eigen.yaml": own(*values)})
    code, out, err = herleid("compare", "--overlay", "eigen.yaml", "prijspeil=2024", "prijspeil=2025")
    assert (code, err) == (0, "")
    expect("compare_duinrand.txt", out, updating)


def test_the_example_for_a_provider_in_the_achterhoek(herleid):
    code, out, err = herleid("compare", "--rules", TOP / "rules" / "achterhoek", "--overlay", EXAMPLE, "--format", "json")
    assert (code, err) == (0, "")
    document = json.loads(out)
    jsonschema.validate(document, SCHEMA)
    gaps = {(each["cell"]["product"], each["cell"]["prijspeil"]): Decimal(each["gap"]) for each in document["gaps"]}
    assert gaps["ondersteuning_individueel", "2025"] == Decimal("5.31")
    assert list(gaps.values()) == sorted(gaps.values(), reverse=True)
    assert not [product for product, _ in gaps if product.startswith(("pleegzorg", "gezinshuis", "vervoer"))]
    for each in document["gaps"]:
        assert sum(Decimal(part["gap"]) for part in each["parts"]) + Decimal(each["rounding"]) == Decimal(each["gap"])
    assert {each["own"]["basis"] for each in document["values"]} == {"assumption"}
    assert {each["own"]["source"]["title"] for each in document["values"]} == {"Voorbeeld van eigen cijfers"}
    assert all(each["reaches"] for each in document["values"])
