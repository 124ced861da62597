"""`herleid test`: whether the rules give what was published."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

TOP = Path(__file__).parents[1]
ACHTERHOEK = TOP / "rules" / "achterhoek"
SCHEMA = json.loads((TOP / "schemas" / "output" / "test.schema.json").read_text("utf-8"))

RULES = """\
sources:
  gok: {title: Aanname, publisher: Wij, date: 2024-01-01, type: assumption, note: Er is niets gepubliceerd.}
dimensions:
  product: {label: Product, members: {bad: {label: In bad}, bus: {label: Met de bus}, brood: {label: Aan tafel}}}
parameters:
  uurloon:
    label: Uurloon
    unit: EUR/uur
    range: [10, 100]
    freedom: open
    values: [{valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, value: 30}]
  %s
formulas:
  bedrag:
    label: Bedrag voor afronding
    unit: EUR/uur
    per: [product]
    formula: uurloon * factor
    source: {ref: bron, at: tabel 2}
  tarief:
    label: Tarief
    unit: EUR/uur
    per: [product]
    round: {to: 0.01}
    formula: bedrag
    source: {ref: bron, at: tabel 2}
published:
  - {label: Tarieven, of: %s, source: {ref: bron, at: tabel 3}, printed_to: %s, status: final, table: %s%s}
"""

PLAIN = """factor:
    label: Factor
    unit: "1"
    per: [product]
    range: [0, 10]
    freedom: open
    values: [{valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, table: {bad: 1.2, bus: 1.12345, brood: nmb}}]"""

GUESSED = PLAIN.replace("basis: document", "basis: assumption").replace("{ref: bron, at: tabel 1}, table", "{ref: gok, at: raming}, table")

GIVEN = PLAIN.replace("    freedom", "    given: true\n    freedom")

CALIBRATED = """factor:
    label: Factor
    unit: "1"
    per: [product]
    range: [0, 10]
    freedom: open
    values:
      - valid_from: 2024-01-01
        basis: calibrated
        status: concept
        source: {ref: bron, at: tabel 3}
        table: {bad: 1.2, bus: 1.12345, brood: nmb}
        facts: {bad: 1, bus: 1.12345, brood: nmb}
        solved: {from: {tarief: [{product: bad}]}, interval: [1, 2], given: []}"""


def rules_of(factor=PLAIN, table="{bad: 36.00}", of="tarief", printed_to="0.01", more=""):
    return RULES % (factor, of, printed_to, table, f", {more}" if more else "")


@pytest.fixture
def classes(rules, herleid):
    """Compare; return the exit code and the class and difference of every cell."""

    def call(text, *arguments):
        code, out, _ = herleid("test", "--rules", rules(text), "--format", "json", *arguments)
        document = json.loads(out)
        jsonschema.Draft7Validator(SCHEMA).validate(document)
        return code, {each["cell"].get("product", ""): (each["class"], each["difference"]) for each in document["results"]}

    return call


def test_what_is_equal_is_exact(classes):
    assert classes(rules_of()) == (0, {"bad": ("exact", "0.00")})


def test_what_rounds_to_the_print_is_display_rounding(classes):
    assert classes(rules_of(of="bedrag", table="{bus: 33.70}")) == (0, {"bus": ("display_rounding", "0.00")})
    assert classes(rules_of(of="bedrag", table="{bus: 34}", printed_to="1")) == (0, {"bus": ("display_rounding", "0")})


def test_a_rule_that_rounds_itself_is_compared_as_it_rounds(classes):
    assert classes(rules_of(table="{bus: 33.70}")) == (0, {"bus": ("exact", "0.00")})


def test_a_cent_off_is_unexplained(classes):
    assert classes(rules_of(table="{bad: 36.01, bus: 33.70}")) == (1, {"bad": ("unexplained", "-0.01"), "bus": ("exact", "0.00")})


def test_what_was_recorded_to_differ_is_not_said_to_be_explained(rules, herleid):
    folder = rules(rules_of(table="{bad: 35.50}", more="deviation: 0.50, note: De druk is oud."))
    out = herleid("test", "--rules", folder, "--lang", "nl")[1]
    assert "wijkt af, vastgelegd" in out
    assert out.endswith("\nverklaard: 0 van 1 gepubliceerde cijfers; van de andere 1 is de afwijking vastgelegd\n")
    assert "for the other 1 the difference is recorded" in herleid("test", "--rules", folder, "--lang", "en")[1]


@pytest.mark.parametrize(("deviation", "expected"), [("0.50", (0, "deviates")), ("-0.50", (1, "unexplained")), ("0.49", (1, "unexplained"))])
def test_a_declared_difference_must_be_the_difference(classes, deviation, expected):
    code, found = classes(rules_of(table="{bad: 35.50}", more=f"deviation: {deviation}, note: De druk is oud."))
    assert (code, found["bad"][0]) == expected


def test_a_declared_difference_that_is_gone_is_unexplained(classes):
    assert classes(rules_of(more="deviation: 0.50, note: De druk is oud."))[1] == {"bad": ("unexplained", "0.00")}


def test_still_to_be_decided_must_be_so_on_both_sides(classes):
    assert classes(rules_of(table="{brood: nmb}")) == (0, {"brood": ("nmb", None)})
    assert classes(rules_of(table="{brood: 12.00}")) == (1, {"brood": ("unexplained", None)})
    assert classes(rules_of(table="{bad: nmb}")) == (1, {"bad": ("unexplained", None)})


def test_what_was_taken_over_is_given_and_never_computed(classes):
    assert classes(rules_of(GIVEN)) == (0, {"bad": ("given", "0.00")})


def test_what_rests_on_a_calibrated_value_says_so_and_names_it(rules, herleid, classes):
    assert classes(rules_of(CALIBRATED)) == (0, {"bad": ("calibrated", "0.00")})
    document = json.loads(herleid("test", "--rules", rules(rules_of(CALIBRATED)), "--format", "json")[1])
    assert document["results"][0]["calibrated_by"] == ["factor"]


def test_with_facts_alone_each_difference_is_shown_with_what_it_misses(rules, herleid, classes):
    text = rules_of(CALIBRATED, table="{bad: 36.00, bus: 33.70}")
    assert classes(text, "--facts") == (0, {"bad": ("calibrated", "-6.00"), "bus": ("exact", "0.00")})
    code, out, _ = herleid("test", "--rules", rules(text), "--facts")
    assert code == 0
    assert ["In bad", "€ 36,00", "€ 30,00", "€ -6,00", "factor"] in [[each.strip() for each in line.split("  ") if each.strip()] for line in out.splitlines()]
    assert out.endswith("\nmet feiten alleen niet gehaald: 1 van 2 gepubliceerde cijfers; het grootste verschil bij `tarief` is € -6,00 (In bad)\n")


def test_with_facts_alone_also_what_is_unexplained_is_no_failure(rules, herleid):
    assert herleid("test", "--rules", rules(rules_of(table="{bad: 1.00}")), "--facts")[0] == 0


@pytest.mark.parametrize(
    ("factor", "expected"),
    [
        (PLAIN, {"facts": 2, "assumed": 0, "calibrated": 0, "given": 0, "nmb": 1}),
        (GUESSED, {"facts": 0, "assumed": 2, "calibrated": 0, "given": 0, "nmb": 1}),
        (CALIBRATED, {"facts": 0, "assumed": 0, "calibrated": 2, "given": 0, "nmb": 1}),
        (GIVEN, {"facts": 0, "assumed": 0, "calibrated": 0, "given": 2, "nmb": 1}),
    ],
)
def test_the_summary_says_what_the_results_rest_on(rules, herleid, factor, expected):
    summary = json.loads(herleid("test", "--rules", rules(rules_of(factor)), "--format", "json")[1])["summary"]
    assert summary["result"] == {"rule": "tarief", "total": 3, **expected}


def test_the_text_counts_what_agrees_and_shows_what_does_not(rules, herleid):
    code, out, _ = herleid("test", "--rules", rules(rules_of(table="{bad: 36.00, bus: 33.71, brood: nmb}")))
    assert code == 1
    assert out == (
        "Voorbeeld\n"
        "Vergelijking met wat gepubliceerd is, peildatum 1 juli 2024\n"
        "\n"
        "          cijfers  gelijk  nmb  onverklaard\n"
        "Tarieven        3       1    1            1\n"
        "\n"
        "Tarieven (bron, tabel 3)\n"
        "              gepubliceerd  berekend  verschil\n"
        "  Met de bus       € 33,71   € 33,70   € -0,01  onverklaard\n"
        "\n"
        "Waarop de 3 uitkomsten van `tarief` rusten:\n"
        "  2  alleen documenten en openbare gegevens\n"
        "  0  ook op aannames\n"
        "  0  ook op waarden die uit gepubliceerde tarieven zijn teruggerekend\n"
        "  0  niet berekend maar gegeven: het bedrag is als geheel overgenomen\n"
        "  1  nader te bepalen\n"
        "\n"
        "niet verklaard: 1 van 3 gepubliceerde cijfers\n"
    )


def test_verbose_shows_every_figure(rules, herleid):
    out = herleid("test", "--rules", rules(rules_of()), "--verbose", "--lang", "en")[1]
    assert "  In bad    € 36.00   € 36.00      € 0.00  equal\n" in out
    assert out.endswith("\nexplained: 1 of 1 published figures\n")


def test_a_difference_that_changed_is_told_with_the_one_that_was_declared(rules, herleid):
    out = herleid("test", "--rules", rules(rules_of(table="{bad: 35.50}", more="deviation: -0.10, note: De druk is oud.")))[1]
    assert "  er is een verschil van € -0,10 aangegeven; nu is het € +0,50\n  De druk is oud.\n" in out


def test_percentages_are_compared_in_percents(rules, herleid):
    text = """\
parameters:
  tarief:
    label: Aandeel
    unit: "%"
    range: [0, 100]
    freedom: open
    values: [{valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, value: 65.495}]
published:
  - {label: Aandeel, of: tarief, source: {ref: bron, at: tabel 1}, printed_to: 1, status: final, value: 66, deviation: -1, note: De bron rondde anders af.}
"""
    result = json.loads(herleid("test", "--rules", rules(text), "--format", "json")[1])["results"][0]
    assert [result[each] for each in ("published", "computed", "difference", "class")] == ["66", "65", "-1", "deviates"]


def test_what_cannot_be_computed_is_a_finding_and_nothing_is_compared(rules, herleid):
    code, out, err = herleid("test", "--rules", rules(rules_of(PLAIN.replace("{bad: 1.2, ", "{"))))
    assert (code, out) == (1, "")
    assert "fout[H302]" in err


def test_the_bundled_rules_are_never_tested_by_surprise(herleid):
    code, out, err = herleid("test")
    assert (code, out) == (2, "")
    assert err == "herleid: there is no folder `rules`\n"


def test_no_given_tariff_of_the_achterhoek_is_called_computed(herleid):
    results = json.loads(herleid("test", "--rules", ACHTERHOEK, "--format", "json")[1])["results"]
    given = {each["cell"]["product"] for each in results if each["rule"] == "tarief" and each["class"] == "given"}
    assert {"pleegzorg_voltijd", "pleegzorg_deeltijd", "gezinshuis_licht", "verblijf_ggz_b", "vervoer_regulier"} <= given
    assert not given & {"basis_ggz", "ondersteuning_individueel", "beschermd_wonen_basis"}
