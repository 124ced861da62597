"""`herleid calc`: the figures as a table, as JSON and as CSV."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from engine.reporting.calc.data import harmless
from tests.test_achterhoek import TARIFFS

TOP = Path(__file__).parents[1]
DUINRAND = TOP / "tests" / "regions" / "duinrand"
ACHTERHOEK = TOP / "rules" / "achterhoek"
SCHEMA = json.loads((TOP / "schemas" / "output" / "calc.schema.json").read_text("utf-8"))

RULES = """\
dimensions:
  soort: {label: Soort, members: {zorg: {label: Zorg}, vervoer: {label: Vervoer}}}
  product:
    label: Product
    group_by: soort
    attributes: {soort: soort}
    members:
      bus: {label: Met de bus, soort: vervoer}
      bad: {label: In bad, aliases: [Wassen], soort: zorg}
      brood: {label: Aan tafel, soort: zorg}
  jaar_van: {label: Jaar, ordered: true, members: {2024: {}, 2025: {}}}
parameters:
  bedrag:
    label: Bedrag
    unit: EUR/uur
    per: [product]
    range: [0, 100]
    freedom: open
    values:
      - valid_from: 2024-01-01
        basis: %(basis)s
        status: %(status)s
        source: {ref: bron, at: tabel 1}
        table: {bus: 12.5, bad: 40, brood: nmb}
  stijging:
    label: Stijging
    unit: "%%"
    per: [jaar_van]
    range: [0, 10]
    freedom: open
    values:
      - valid_from: 2024-01-01
        basis: document
        status: final
        source: {ref: bron, at: tabel 2}
        table: {2024: 0, 2025: 3.944}
  deling:
    label: Deling
    unit: "1"
    per: [product]
    range: [0, 10]
    freedom: open
    values:
      - {valid_from: 2024-01-01, basis: definition, status: final, table: {bus: 0, bad: 3, brood: "-"}}
formulas:
  tarief:
    label: Tarief
    unit: EUR/uur
    per: [product, jaar_van]
    round: {to: 0.01}
    formula: bedrag * (1 + stijging)
    source: {ref: bron, at: tabel 3}
  deel:
    label: Deel
    unit: EUR/uur
    per: [product]
    formula: bedrag / deling
    source: {ref: bron, at: tabel 4}
"""


def with_(**fields):
    return RULES % {"basis": "document", "status": "final", **fields}


@pytest.fixture
def calc(rules, herleid):
    folder = rules(with_())

    def call(*arguments):
        code, out, err = herleid("calc", "--rules", folder, *arguments)
        assert (code, err) == (0, "")
        return out

    return call


def rows_of(out):
    return list(csv.DictReader(io.StringIO(out)))


def test_the_result_is_a_table_by_group_with_the_ordered_dimension_across(calc):
    assert calc() == (
        "Voorbeeld\n"
        "Tarief, per product en jaar, peildatum 1 juli 2024\n"
        "\n"
        "Product          2024     2025\n"
        "\n"
        "Zorg\n"
        "  In bad      € 40,00  € 41,58  per uur\n"
        "  Aan tafel       nmb      nmb  per uur\n"
        "\n"
        "Vervoer\n"
        "  Met de bus  € 12,50  € 12,99  per uur\n"
        "\n"
        "nmb nader te bepalen: hierover moet nog worden besloten\n"
    )


def test_the_table_is_there_in_english_too(calc):
    out = calc("--lang", "en")
    assert "Tarief, per product and jaar, as of 1 July 2024" in out
    assert "  In bad      € 40.00  € 41.58  per uur\n" in out
    assert out.endswith("nmb still to be decided\n")


def test_percentages_are_shown_as_they_were_written(calc):
    assert [line.split() for line in calc("stijging").splitlines()[3:]] == [["Jaar"], ["2024", "0%"], ["2025", "3,944%"]]


def test_cells_are_chosen_by_member_alias_or_attribute(calc):
    def chosen(*arguments):
        return [row["product"] for row in rows_of(calc("--format", "csv", *arguments))]

    assert chosen("soort=zorg", "jaar_van=2025") == ["bad", "brood"]
    assert chosen("bedrag", "product=wassen", "product=bus") == ["bus", "bad"]


def test_csv_holds_plain_decimals(calc):
    assert calc("--format", "csv", "product=bad", "product=brood", "jaar_van=2025") == (
        "rule,product,jaar_van,value,unit,state,basis,status\n"
        "tarief,bad,2025,41.58,EUR/uur,value,document,final\n"
        "tarief,brood,2025,,EUR/uur,nmb,document,final\n"
    )


def test_json_holds_the_decimals_of_the_rounding_and_else_all_of_them(calc):
    document = json.loads(calc("--format", "json", "product=bad", "jaar_van=2024"))
    assert list(document) == ["schema_version", "ruleset", "day", "engine_version", "results"]
    assert document["results"] == [
        {
            "rule": "tarief",
            "cell": {"product": "bad", "jaar_van": "2024"},
            "value": "40.00",
            "unit": "EUR/uur",
            "state": "value",
            "basis": "document",
            "status": "final",
        }
    ]
    assert json.loads(calc("deel", "product=bad", "--format", "json"))["results"][0]["value"] == "13." + 32 * "3"
    assert json.loads(calc("stijging", "jaar_van=2025", "--format", "json"))["results"][0]["value"] == "3.944"


@pytest.mark.parametrize("arguments", [[], ["deling"], ["stijging"], ["deel", "product=bad"]])
def test_json_is_as_its_schema_says(calc, arguments):
    jsonschema.Draft7Validator(SCHEMA).validate(json.loads(calc("--format", "json", *arguments)))


def test_the_day_may_be_another(rules, herleid):
    code, out, err = herleid("calc", "--rules", rules(with_()), "--day", "2023-12-31", "--lang", "en")
    assert (code, out) == (1, "")
    assert "error[H303]" in err
    assert "2023-12-31" in err


ASSUMPTION = "sources: {gok: {title: Niemand weet het, publisher: Wij, date: 2024-01-01, type: assumption, note: Er is niets gepubliceerd.}}\n"


def test_a_figure_is_marked_with_what_it_rests_on(rules, herleid):
    text = with_(basis="assumption").replace("{ref: bron, at: tabel 1}", "{ref: gok, at: raming}")
    out = herleid("calc", "--rules", rules(ASSUMPTION + text))[1]
    assert "  Met de bus  € 12,50 a  € 12,99 a  per uur\n" in out
    assert "a   aanname: rust op een waarde die niemand heeft gepubliceerd\n" in out


def test_an_amount_that_was_taken_over_is_marked_as_given(rules, herleid):
    out = herleid("calc", "--rules", rules(with_().replace("    range: [0, 100]\n", "    range: [0, 100]\n    given: true\n")))[1]
    assert "  Met de bus  € 12,50 g  € 12,99 g  per uur\n" in out
    assert "g   gegeven: " in out


def test_what_is_a_draft_says_so_once(rules, herleid):
    out = herleid("calc", "--rules", rules(with_(status="concept")))[1]
    assert out.splitlines()[-1] == "voorlopig: alle cijfers rusten op gegevens met de status concept en kunnen nog veranderen"


def test_rows_without_a_value_are_left_out_of_a_table_and_counted(calc):
    out = calc("deling")
    assert "Aan tafel" not in out
    assert "1 rij zonder eigen waarde is weggelaten" in out
    assert [row["state"] for row in rows_of(calc("deling", "--format", "csv"))] == ["value", "value", "absent"]


def test_what_cannot_be_computed_is_a_finding_and_nothing_is_shown(rules, herleid):
    code, out, err = herleid("calc", "--rules", rules(with_()), "deel")
    assert (code, out) == (1, "")
    assert "fout[H601]" in err
    assert herleid("calc", "--rules", rules(with_()), "deel", "product=bad")[0] == 0


def test_rules_with_errors_give_findings_and_nothing_else(rules, herleid):
    code, out, err = herleid("calc", "--rules", rules(with_().replace("bedrag * ", "bedrg * ")))
    assert (code, out) == (1, "")
    assert "bedoelde u `bedrag` (regels.yaml:13)?" in err


def test_a_check_that_does_not_hold_is_one_line_on_stderr(rules, herleid):
    check = "checks: {duur: {label: Niets wordt duurder, per: [product, jaar_van], that: tarief <= bedrag}}\n"
    code, out, err = herleid("calc", "--rules", rules(with_() + check))
    assert code == 0
    assert "€ 40,00" in out
    assert err == "herleid: 1 melding over controles en bronnen (H701); zie `herleid check`\n"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["tarif"], "herleid: er is geen regel `tarif`; bedoelde u `tarief`?\n"),
        (["product=bon"], "herleid: `product` kan niet `bon` zijn, wel: bus, bad, brood\n"),
        (["tarief", "bedrag"], "herleid: noem één regel, niet 2 (`tarief`, `bedrag`); cellen kiest u met `dimensie=lid`\n"),
    ],
)
def test_what_cannot_be_asked_is_told_with_exit_code_2(rules, herleid, arguments, told):
    assert herleid("calc", "--rules", rules(with_()), *arguments) == (2, "", told)


def test_without_rules_here_those_that_come_along_are_used_and_named(herleid):
    code, out, err = herleid("calc", "--lang", "nl")
    assert code == 0
    assert "Ondersteuning individueel" in out
    assert err.startswith("herleid: er is hier geen map `rules`; gebruikt zijn de regels van herleid ")


WIDE = """\
dimensions:
  a: {label: A, members: {%s}}
  b: {label: B, members: {%s}}
parameters:
  tarief:
    label: Tarief
    unit: "1"
    per: [a, b]
    range: [0, 9]
    freedom: open
    values: [{valid_from: 2024-01-01, basis: definition, status: final, table: {%s}}]
"""


def wide(first, second):
    table = ", ".join(f"{one}: {{{', '.join(f'{other}: 1' for other in second)}}}" for one in first)
    return WIDE % (*(", ".join(f"{each}: {{}}" for each in members) for members in (first, second)), table)


def test_the_last_dimension_that_fits_goes_across(rules, herleid):
    long = [f"lid_met_een_lange_naam_{n}" for n in range(6)]
    assert herleid("calc", "--rules", rules(wide(["x", "y"], ["p", "q"])))[1].splitlines()[3:5] == ["A  p  q", "x  1  1"]
    assert herleid("calc", "--rules", rules(wide(["x", "y"], long)))[1].splitlines()[3].split() == ["B", "x", "y"]
    assert herleid("calc", "--rules", rules(wide(long, long)))[1].splitlines()[3].split() == ["A", "B"]


@pytest.mark.parametrize(("text", "safe"), [("=1+1", "'=1+1"), ("@x", "'@x"), ("-x", "'-x"), ("uur", "uur")])
def test_a_spreadsheet_takes_no_text_for_a_formula(text, safe):
    assert harmless(text) == safe


def test_control_characters_in_labels_are_shown_and_not_obeyed(rules, herleid):
    out = herleid("calc", "--rules", rules(with_().replace("label: Met de bus", 'label: "Met \\u202ede bus"')))[1]
    assert "\u202e" not in out


def test_every_printed_tariff_of_the_achterhoek_is_shown_to_the_cent(herleid):
    shown = {tuple(row.values())[1:4] for row in rows_of(herleid("calc", "--rules", ACHTERHOEK, "--format", "csv")[1])}
    for product, (first, second) in TARIFFS.items():
        assert {(product, "2024", str(first)), (product, "2025", str(second))} <= shown


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_the_same_input_gives_the_same_bytes_whatever_the_surroundings(form, tmp_path):
    import os
    import subprocess
    import sys

    def run(**around):
        return subprocess.run(
            [sys.executable, TOP / "cli.py", "calc", "--rules", DUINRAND, "--format", form],
            cwd=around.pop("cwd", TOP),
            env={"PATH": os.environ["PATH"], **around},
            capture_output=True,
            check=True,
        ).stdout

    first = run(LC_ALL="C", PYTHONHASHSEED="1", TZ="UTC")
    assert first == run(LC_ALL="C.UTF-8", PYTHONHASHSEED="2", TZ="Pacific/Kiritimati", cwd=tmp_path)
    assert b"\r" not in first
