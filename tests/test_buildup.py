"""`herleid buildup`: what a figure is made of, over the cost elements."""

from __future__ import annotations

import csv
import io
import json
import re
from decimal import Decimal, localcontext
from pathlib import Path
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.calculating.calculation import Calculation
from engine.calculating.derivation import Derivation
from engine.decimals import EXACT
from engine.questions.buildup import at_neutral, build_up
from engine.reading.loading import load
from engine.reporting.buildup.bars import bar
from tests.golden import copy_duinrand, expect
from tests.support import BASE, FOLDER, Texts

TOP = Path(__file__).parents[1]
ACHTERHOEK = TOP / "rules" / "achterhoek"
SCHEMA = json.loads((TOP / "schemas" / "output" / "buildup.schema.json").read_text("utf-8"))

RULES = """\
elements:
  overhead: {label: Overhead, order: 2}
  loon: {label: Loon, order: 1}
  uren: {label: Declarabele uren, order: 3}
  stenen: {label: Stenen, order: 4}
dimensions:
  soort: {label: Soort, members: {zorg: {label: Zorg}, vervoer: {label: Vervoer}}}
  product:
    label: Product
    group_by: soort
    attributes: {soort: soort, opbouw: [elementen, bedrag]}
    members:
      thuis: {label: Zorg thuis, soort: zorg, opbouw: elementen}
      groep: {label: Zorg in een groep, soort: zorg, opbouw: elementen}
      bus: {label: Met de bus, soort: vervoer, opbouw: bedrag}
      boot: {label: Met de boot, soort: vervoer, opbouw: bedrag}
  schaal: {label: Schaal, members: {7: {label: Schaal 7}, 9: {label: Schaal 9}}}
parameters:
  jaarloon:
    label: Jaarloon
    element: loon
    neutral: 0
    unit: EUR/fte/jaar
    per: [schaal]
    range: [0, 100000]
    freedom: vaststaand
    values: [{valid_from: 2024-01-01, basis: cao, status: final, source: {ref: bron, at: tabel 1}, table: {7: 40000, 9: 50000}}]
  mix:
    label: Functiemix
    unit: "%"
    per: [product, schaal]
    default: 0
    range: [0, 100]
    freedom: open
    values: [{valid_from: 2024-01-01, basis: assumption, status: concept, source: {ref: gok, at: mix}, table: {thuis: {7: 50, 9: 50}, groep: {7: 100}}}]
  overhead:
    label: Overhead
    element: overhead
    neutral: 0
    unit: "%"
    range: [0, 60]
    freedom: suggestie
    values: [{valid_from: 2024-01-01, basis: benchmark, status: advice, source: {ref: bron, at: tabel 2}, value: 25}]
  bruto_uren:
    label: Uren in een jaar
    unit: uur/fte/jaar
    range: [0, 2000]
    freedom: vaststaand
    values: [{valid_from: 2024-01-01, basis: definition, status: final, value: 1878}]
  declarabel:
    label: Declarabele uren
    element: uren
    neutral: 1878
    total_only: true
    unit: uur/fte/jaar
    range: [0, 2000]
    freedom: open
    values: [{valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 3}, value: 1200}]
  locatie:
    label: Huur
    element: stenen
    neutral: 0
    unit: EUR/uur
    per: [product]
    default: 0
    range: [0, 50]
    freedom: open
    values: [{valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 4}, table: {groep: 3.5}}]
  bedrag:
    label: Bedrag
    given: true
    unit: EUR/uur
    per: [product]
    range: [0, 50]
    freedom: open
    values: [{valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 5}, table: {bus: 12.504, boot: nmb}}]
formulas:
  uurloon:
    label: Loon per gewerkt uur
    unit: EUR/uur
    per: [product]
    formula: sum(jaarloon * mix, over=schaal) * (1 + overhead) / declarabel
    source: {ref: bron, at: artikel 1}
  aandeel:
    label: Deel van de uren dat telt
    unit: "%"
    formula: declarabel / bruto_uren
    source: {ref: bron, at: artikel 2}
  tarief:
    label: Tarief
    unit: EUR/uur
    per: [product]
    round: {to: 0.01}
    variants:
      - {for: {product.opbouw: elementen}, formula: uurloon + locatie}
      - {for: {product.opbouw: bedrag}, formula: bedrag + locatie}
    source: {ref: bron, at: artikel 3}
"""
SOURCE = "  gok: {title: Eigen inschatting, publisher: Gemeente Voorbeeld, date: 2024-01-01, type: assumption, note: Niemand publiceert de mix.}\n"


@pytest.fixture
def buildup(rules, herleid):
    """Take figures of the small rules apart; expect an answer."""
    folder = rules({"ruleset.yaml": BASE + SOURCE, "regels.yaml": RULES})

    def call(*arguments):
        code, out, err = herleid("buildup", "--rules", folder, *arguments)
        assert (code, err) == (0, "")
        return out

    return call


def table_of(page):
    """The lines of the table on a page: label, amount and share."""
    lines = page.split("\n\n")[1].splitlines()
    return [re.split(r"\s{2,}", each)[:3] for each in lines]


# The page of a figure


def test_a_figure_is_taken_apart_over_the_elements_in_their_order(buildup):
    assert buildup("product=groep") == (
        "Opbouw van Tarief · Zorg in een groep: € 45,17 per uur\n"
        "Voorbeeld, peildatum 1 juli 2024\n"
        "\n"
        "Loon                              € 21,30   47,2%  ████████████████████████████████████████\n"
        "Overhead                           € 5,32   11,8%  ██████████\n"
        "Declarabele uren, niet opgebouwd  € 15,04   33,3%  ████████████████████████████▎\n"
        "Stenen                             € 3,50    7,7%  ██████▋\n"
        "Afronding                          € 0,01    0,0%\n"
        "Tarief per uur                    € 45,17  100,0%\n"
        "\n"
        "Declarabele uren, niet opgebouwd: alleen het totaal is gegeven, niet waaruit het bestaat\n"
        "(Declarabele uren: 1.200 uur/fte/jaar).\n"
        "Elke post is wat het kostenelement toevoegt aan de posten erboven: in een andere volgorde zou de\n"
        "verdeling anders zijn.\n"
        "De posten staan op hele centen; de afronding maakt de telling sluitend.\n"
        "Zwakste grondslag hieronder: aanname. Status: concept.\n"
        "\n"
        "Waar de posten op rusten\n"
        "\n"
        "Loon\n"
        "  Jaarloon · Schaal 7: € 40.000 per fte per jaar\n"
        "    cao, definitief: Tariefbesluit, tabel 1\n"
        "\n"
        "Overhead\n"
        "  Overhead: 25%\n"
        "    benchmark, advies: Tariefbesluit, tabel 2\n"
        "\n"
        "Declarabele uren, niet opgebouwd\n"
        "  Declarabele uren: 1.200 uur/fte/jaar\n"
        "    document, definitief: Tariefbesluit, tabel 3\n"
        "\n"
        "Stenen\n"
        "  Huur · Zorg in een groep: € 3,50 per uur\n"
        "    document, definitief: Tariefbesluit, tabel 4\n"
        "\n"
        "Zonder eigen kostenelement (werkt door in de posten hierboven)\n"
        "  Functiemix · Zorg in een groep · Schaal 7: 100%\n"
        "    aanname, concept: Eigen inschatting, mix\n"
        "\n"
        "Alle waarden, met hun plaats in de regels: --verbose.\n"
    )


def test_the_page_is_there_in_english_too(buildup):
    page = buildup("product=groep", "--lang", "en")
    assert page.startswith("Build-up of Tarief · Zorg in een groep: € 45.17 per uur\nVoorbeeld, as of 1 July 2024\n")
    assert table_of(page)[2:] == [
        ["Declarabele uren, not built up", "€ 15.04", "33.3%"],
        ["Stenen", "€ 3.50", "7.7%"],
        ["Rounding", "€ 0.01", "0.0%"],
        ["Tarief per uur", "€ 45.17", "100.0%"],
    ]
    assert "Each line is what the cost element adds to the lines above it: in another order the split would be\ndifferent.\n" in page
    assert not re.search(r"\b(de|het|een|niet|waar)\b", page.replace("Zorg in een groep", ""))


def test_the_lines_and_the_rounding_add_up_to_the_figure(buildup):
    amounts = [Decimal(amount.removeprefix("€ ").replace(",", ".")) for _, amount, _ in table_of(buildup("product=thuis"))]
    assert sum(amounts[:-1]) == amounts[-1]


def test_an_amount_that_was_given_as_a_whole_is_not_called_a_cost_element(buildup):
    page = buildup("product=bus")
    assert table_of(page) == [["Niet opgebouwd", "€ 12,50", "100,0%"], ["Afronding", "€ 0,00", "0,0%"], ["Tarief per uur", "€ 12,50", "100,0%"]]
    assert "Niet opgebouwd: dit bedrag is als geheel overgenomen; hoe het is opgebouwd is niet gepubliceerd.\n" in page
    assert "Niet opgebouwd\n  Bedrag · Met de bus: € 12,504 per uur\n    document, definitief: Tariefbesluit, tabel 5\n" in page


def test_what_belongs_to_no_element_is_not_called_one(buildup):
    page = buildup("bruto_uren")
    assert table_of(page)[0] == ["Niet opgebouwd", "1.878", "100,0%"]
    assert "Niet opgebouwd: dit deel komt uit waarden die bij geen kostenelement horen.\n" in page


def test_a_part_can_be_taken_off(buildup):
    page = buildup("aandeel")
    assert [each[1] for each in table_of(page)] == ["100%", "-36,1022%", "63,8977…%"]
    assert re.search(r"-36,1022%  -56,5%  ░+\n", page)


def test_a_figure_that_is_still_to_be_decided_says_so_and_what_is_missing(buildup):
    assert buildup("product=boot") == (
        "Opbouw van Tarief · Met de boot: nmb\n"
        "Voorbeeld, peildatum 1 juli 2024\n"
        "\n"
        "Nader te bepalen: hierover moet nog worden besloten. Wat nog ontbreekt:\n"
        "- Bedrag · Met de boot  regels.yaml:76\n"
    )


def test_several_cells_have_a_page_each(buildup):
    pages = buildup("product=thuis", "product=bus").split("\n\n\n")
    assert [page.partition("\n")[0] for page in pages] == ["Opbouw van Tarief · Zorg thuis: € 46,88 per uur", "Opbouw van Tarief · Met de bus: € 12,50 per uur"]


def test_several_values_of_a_parameter_are_told_briefly_and_all_of_them_when_asked(buildup):
    assert "  Jaarloon (2 cijfers): € 40.000 tot € 50.000 per fte per jaar\n    cao, definitief: Tariefbesluit, tabel 1\n" in buildup("product=thuis")
    assert (
        "  Jaarloon (2 cijfers): € 40.000 tot € 50.000 per fte per jaar\n"
        "    cao, definitief: Tariefbesluit, tabel 1\n"
        "      Schaal 7  € 40.000 per fte per jaar\n"
        "      Schaal 9  € 50.000 per fte per jaar\n"
        "    jaarloon[schaal=…]  regels.yaml:27\n"
    ) in buildup("product=thuis", "--verbose")


def test_the_page_follows_the_day(rules, herleid):
    later = "value: 25}, {valid_from: 2025-01-01, basis: benchmark, status: advice, source: {ref: bron, at: tabel 2}, value: 50}]"
    folder = rules({"ruleset.yaml": BASE + SOURCE, "regels.yaml": RULES.replace("value: 25}]", later)})
    assert table_of(herleid("buildup", "--rules", folder, "product=groep", "--day", "2025-02-01")[1])[1] == ["Overhead", "€ 10,65", "19,9%"]


def test_an_overlay_is_named_and_used(rules, herleid):
    own = (
        "overlay: {name: eigen, label: Eigen cijfers}\nparameters:\n"
        "  overhead: {values: [{valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: blz. 1}, value: 50}]}\n"
    )
    folder = rules({"ruleset.yaml": BASE + SOURCE, "regels.yaml": RULES, "../eigen.yaml": own})
    page = herleid("buildup", "--rules", folder, "product=groep", "--overlay", "eigen.yaml")[1]
    assert "met scenario ‹Eigen cijfers› (eigen.yaml)\n" in page
    assert table_of(page)[1] == ["Overhead", "€ 10,65", "19,9%"]
    assert "  Overhead: 50%\n    document, definitief: Tariefbesluit, blz. 1\n" in page


# Everything in one table


def test_all_figures_stand_in_one_table_with_the_elements_as_columns(buildup):
    assert buildup("--all") == (
        "Opbouw van Tarief\n"
        "Voorbeeld, peildatum 1 juli 2024\n"
        "\n"
        "Bedragen in EUR.\n"
        "N Niet opgebouwd  1 Loon  2 Overhead  3 Declarabele uren  4 Stenen  A Afronding\n"
        "\n"
        "Product                  N      1     2      3      4     A   Tarief\n"
        "\n"
        "Zorg\n"
        "  Zorg thuis                23,96  5,99  16,92°        0,01  € 46,88  per uur\n"
        "  Zorg in een groep         21,30  5,32  15,04°  3,50  0,01  € 45,17  per uur\n"
        "\n"
        "Vervoer\n"
        "  Met de bus         12,50                             0,00  € 12,50  per uur\n"
        "  Met de boot                                                    nmb  per uur\n"
        "\n"
        "Elke kolom is wat het kostenelement toevoegt aan de kolommen ervoor: in een andere volgorde zou de\n"
        "verdeling anders zijn.\n"
        "De kolommen staan op hele centen; de afronding maakt de telling sluitend.\n"
        "N niet opgebouwd: een bedrag dat als geheel is overgenomen, of waarden die bij geen kostenelement\n"
        "horen\n"
        "° niet of deels niet opgebouwd: hiervan is alleen het totaal gegeven\n"
        "nmb nader te bepalen: hierover moet nog worden besloten\n"
    )


def test_the_table_may_be_in_percents(buildup):
    page = buildup("--all", "--percent", "soort=zorg")
    assert "Procenten van het geheel.\n1 Loon  2 Overhead" in page
    assert re.search(r"Zorg in een groep +47,2% +11,8% +33,3%° +7,7% +0,0% +€ 45,17  per uur\n", page)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--percent", "product=bus"], "`--percent` hoort bij `--all`"),
        (["--all", "--verbose"], "`--verbose` gaat niet samen met `--all`"),
        (["product=vliegtuig"], "`product` kan niet `vliegtuig` zijn, wel: thuis, groep, bus, boot"),
    ],
)
def test_what_does_not_go_together_is_misuse(rules, herleid, arguments, said):
    folder = rules({"ruleset.yaml": BASE + SOURCE, "regels.yaml": RULES})
    assert herleid("buildup", "--rules", folder, "--lang", "nl", *arguments) == (2, "", f"herleid: {said}\n")


# For programs


def test_json_adds_up_exactly_and_keeps_to_its_schema(buildup):
    document = json.loads(buildup("--format", "json"))
    jsonschema.validate(document, SCHEMA)
    assert [each["element"] for each in document["order"]] == ["loon", "overhead", "uren", "stenen"]
    for each in document["buildups"]:
        if each["state"] == "value":
            assert sum(Decimal(line["amount"]) for line in each["lines"]) + Decimal(each["rounding"]) == Decimal(each["value"])
        else:
            assert (each["lines"], each["rounding"], each["undecided"]) == ([], None, ["bedrag[product=boot]"])
    assert len({each["id"] for each in document["parameters"]}) == len(document["parameters"])


def test_json_says_what_is_not_built_up_and_on_what_a_line_rests(buildup):
    document = json.loads(buildup("--format", "json", "product=groep", "product=bus"))
    group, bus = document["buildups"]
    assert [(line["element"], line["amount"], line["built_up"]) for line in group["lines"]] == [
        ("loon", "21.299255", "yes"),
        ("overhead", "5.324814", "yes"),
        ("uren", "15.042599", "no"),
        ("stenen", "3.5", "yes"),
    ]
    assert [(line["element"], line["label"], line["built_up"]) for line in bus["lines"]] == [(None, "Niet opgebouwd", "no")]
    assert group["lines"][1]["parameters"] == ["overhead"]
    assert group["shared"] == ["mix[product=groep,schaal=7]"]
    overhead = next(each for each in document["parameters"] if each["id"] == "overhead")
    assert {key: overhead[key] for key in ("value", "unit", "basis", "file", "line")} == {
        "value": "25",
        "unit": "%",
        "basis": "benchmark",
        "file": "regels.yaml",
        "line": 43,
    }
    assert overhead["source"] == {"ref": "bron", "title": "Tariefbesluit", "at": "tabel 2", "quote": []}


def test_csv_has_a_row_for_every_line_with_the_rounding_and_the_total(buildup):
    rows = list(csv.DictReader(io.StringIO(buildup("--format", "csv", "product=groep", "product=boot"))))
    assert [(row["kind"], row["element"], row["amount"], row["percent"], row["state"]) for row in rows] == [
        ("element", "loon", "21.299255", "47.1535", "value"),
        ("element", "overhead", "5.324814", "11.7884", "value"),
        ("element", "uren", "15.042599", "33.3022", "value"),
        ("element", "stenen", "3.5", "7.7485", "value"),
        ("rounding", "", "0.003332", "0.0074", "value"),
        ("total", "", "45.17", "100", "value"),
        ("total", "", "", "", "nmb"),
    ]


# As a picture


def drawn(text):
    root = ET.fromstring(text)  # noqa: S314  (our own picture)
    name = "{http://www.w3.org/2000/svg}"
    return root, [each.findtext(f"{name}title") for each in root.iter(f"{name}g") if each.find(f"{name}title") is not None]


def test_a_picture_has_a_step_for_every_line(buildup):
    root, rows = drawn(buildup("product=groep", "--format", "svg"))
    assert root[0].text == "Opbouw van Tarief · Zorg in een groep: € 45,17 per uur"
    assert rows == [
        "Loon: € 21,30 (47,2%)",
        "Overhead: € 5,32 (11,8%)",
        "Declarabele uren, niet opgebouwd: € 15,04 (33,3%)",
        "Stenen: € 3,50 (7,7%)",
        "Afronding: € 0,01 (0,0%)",
        "Tarief: € 45,17 (100,0%)",
    ]


def test_a_picture_of_several_figures_has_a_bar_for_each(buildup):
    text = buildup("--all", "--format", "svg")
    _, rows = drawn(text)
    assert rows[:4] == ["Zorg thuis: € 46,88 per uur °", "Zorg in een groep: € 45,17 per uur °", "Met de bus: € 12,50 per uur", "Met de boot: nmb"]
    assert all(f">{label}</text>" in text for label in ("Niet opgebouwd", "Loon", "Overhead", "Declarabele uren", "Stenen"))
    assert drawn(buildup("product=boot", "--format", "svg"))[0][0].text == "Opbouw van Tarief · Met de boot: nmb"


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [
        ("10", "10", "████████"),
        ("5", "10", "████"),
        ("1", "64", "▏"),
        ("0.001", "10", "▏"),
        ("0", "10", ""),
        ("-5", "10", "░░░░"),
        ("-0.001", "10", "░"),
        ("1", "0", ""),
    ],
)
def test_a_bar_is_as_long_as_its_part(part, whole, shown):
    assert bar(Decimal(part), Decimal(whole), 8) == shown


# What stands in the way


def test_an_element_without_which_there_is_no_figure_is_a_finding(rules, herleid):
    folder = rules({"ruleset.yaml": BASE + SOURCE, "regels.yaml": RULES.replace("neutral: 1878", "neutral: 0")})
    code, out, err = herleid("buildup", "--rules", folder, "--all")
    assert (code, out) == (1, "")
    assert err == (
        "fout[H605]: `tarief[product=thuis]` is niet op te bouwen: zonder het kostenelement `Declarabele uren` komt er geen getal uit\n"
        "  --> regels.yaml:50:3\n"
        "   |\n"
        "50 |   declarabel:\n"
        "   |   ^^^^^^^^^^ met de neutrale waarde hiervan\n"
        "  ::: regels.yaml:78:3\n"
        "   |\n"
        "78 |   uurloon:\n"
        "   |   ------- hier gaat het mis\n"
        "   |\n"
        "   = hulp: geef `declarabel` een `neutral` waarmee `uurloon[product=thuis]` is uit te rekenen\n"
        "\n"
        "1 probleem in 1 bestand\n"
    )
    assert herleid("buildup", "--rules", folder, "product=bus")[0] == 0


def test_too_many_figures_for_a_page_each_are_misuse(herleid):
    code, out, err = herleid("buildup", "--rules", ACHTERHOEK)
    assert (code, out) == (2, "")
    assert re.fullmatch(r"herleid: dit zijn \d+ cijfers van `tarief`; kies met product=\.\.\. prijspeil=\.\.\., of zet ze met `--all` in één tabel\n", err)


def test_without_cost_elements_nothing_is_built_up(rules, herleid):
    bare = re.sub(r"    (element|neutral): .*\n", "", RULES[RULES.index("dimensions:") :])
    page = herleid("buildup", "--rules", rules({"ruleset.yaml": BASE + SOURCE, "regels.yaml": bare}), "product=groep")[1]
    assert table_of(page) == [["Niet opgebouwd", "€ 45,17", "100,0%"], ["Afronding", "€ 0,00", "0,0%"], ["Tarief per uur", "€ 45,17", "100,0%"]]


# For all rules


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.permutations([1, 2, 3, 4]),
    st.decimals(0, 60, places=2),
    st.decimals(1, 1878, places=3),
    st.decimals(0, 50, places=4),
    st.sampled_from(["0.01", "0.05", "1", "7"]),
)
def test_lines_and_rounding_are_the_figure_whatever_the_order_and_the_values(order, overhead, hours, rent, step):
    text = (
        RULES.replace("value: 25", f"value: {overhead}")
        .replace("value: 1200", f"value: {hours}")
        .replace("groep: 3.5", f"groep: {rent}")
        .replace("to: 0.01", f"to: {step}")
    )
    for old, new in zip(("2}\n  loon", "1}\n  uren", "3}\n  stenen", "4}\ndimensions"), order, strict=True):
        text = text.replace(f"order: {old}", f"order: {new}{old[1:]}")
    loaded = load(Texts({"ruleset.yaml": BASE + SOURCE, "regels.yaml": text}), FOLDER)
    assert loaded.sound
    calculation = Calculation(loaded.ruleset)
    derivation = Derivation(calculation)
    for rule in ("tarief", "uurloon"):
        for figure in build_up(derivation, [(rule, cell) for cell in calculation.cells(rule)]):
            if isinstance(figure.value, Decimal):
                with localcontext(EXACT):
                    assert sum((line.amount for line in figure.lines), figure.rounding) == figure.value
                orders = [line.element.order for line in figure.lines if line.element]
                assert orders == sorted(orders)
                assert figure.obstacle is None


def test_a_line_is_the_difference_between_two_steps():
    calculation = Calculation(load(Texts({"ruleset.yaml": BASE + SOURCE, "regels.yaml": RULES}), FOLDER).ruleset)
    (figure,) = build_up(Derivation(calculation), [("tarief", ("groep",))])
    steps = [
        Calculation(at_neutral(calculation.rules, later)).unrounded("tarief", ("groep",)) for later in (["overhead", "uren", "stenen"], ["uren", "stenen"])
    ]
    assert figure.lines[0].amount == Decimal("21.299255") == round(steps[0], 6)
    assert figure.lines[1].amount == round(steps[1] - steps[0], 6)


# The made-up region, and the Achterhoek


def test_a_tariff_of_the_made_up_region(tmp_path, herleid, updating):
    copy_duinrand(tmp_path)
    for name, product in (("groep", "strandgroep"), ("wonen", "vuurtoren_wonen")):
        code, out, err = herleid("buildup", f"product={product}", "prijspeil=2025")
        assert (code, err) == (0, "")
        expect(f"buildup_{name}.txt", out, updating)


def test_all_tariffs_of_the_made_up_region(tmp_path, herleid, updating):
    copy_duinrand(tmp_path)
    code, out, err = herleid("buildup", "--all", "--lang", "en")
    assert (code, err) == (0, "")
    expect("buildup_all_en.txt", out, updating)


def test_a_picture_of_the_made_up_region(tmp_path, herleid, updating):
    copy_duinrand(tmp_path)
    expect("buildup_groep.svg", herleid("buildup", "product=strandgroep", "prijspeil=2025", "--format", "svg")[1], updating)
    expect("buildup_all.svg", herleid("buildup", "--all", "prijspeil=2025", "--format", "svg")[1], updating)


def test_every_tariff_of_the_achterhoek_is_taken_apart_exactly(herleid):
    code, out, err = herleid("buildup", "--rules", ACHTERHOEK, "--all", "--format", "json")
    assert (code, err) == (0, "")
    document = json.loads(out)
    jsonschema.validate(document, SCHEMA)
    numbers = [each for each in document["buildups"] if each["state"] == "value"]
    assert len(numbers) == 66
    for each in numbers:
        assert sum(Decimal(line["amount"]) for line in each["lines"]) + Decimal(each["rounding"]) == Decimal(each["value"])
        assert abs(Decimal(each["rounding"])) <= Decimal("0.005001")


def test_hours_of_which_only_the_total_was_published_are_called_that_in_the_achterhoek(herleid):
    document = json.loads(herleid("buildup", "--rules", ACHTERHOEK, "--all", "prijspeil=2025", "--format", "json")[1])
    hours = {each["cell"]["product"]: line["built_up"] for each in document["buildups"] for line in each["lines"] if line["element"] == "uren"}
    assert {name for name, built_up in hours.items() if built_up == "no"} == {
        "expertise_en_advies",
        "beschermd_wonen_basis",
        "beschermd_wonen_plus",
        "beschut_wonen_inclusief_basis",
        "beschut_wonen_inclusief_plus",
        "beschut_wonen_exclusief_basis",
        "beschut_wonen_exclusief_plus",
    }
    whole = {each["cell"]["product"] for each in document["buildups"] if any(line["element"] is None for line in each["lines"])}
    assert {"pleegzorg_voltijd", "gezinshuis_zwaar", "vervoer_regulier"} <= whole
    assert not whole & set(hours)
