"""A number that was copied from a source stands in its own quote, the way numbers are printed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from engine.checking.printed import figures_in
from tests.support import problems_of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("34,2% opslag", {"34.2", "0.342"}),
        ("€ 1.940.148", {"1940148"}),
        ("€ 14,= per cliënt", {"14"}),
        ("| DECLARABELE UREN | 1.054 | 979 |", {"1054", "979"}),
        ("1.054 of 12.5", {"1054", "1.054", "12.5"}),
        ("1.054 of 12,5", {"1054", "12.5"}),
        ("0.342", {"0.342"}),
        ("3,939", {"3.939", "3939"}),
        ("€ 1.234,56", {"1234.56"}),
        ("€ 1,234.56", {"1234.56"}),
        ("- Cao verdeling obv 1/3, 1/3", {"1", "3"}),
        ("154 k", {"154000"}),
        ("1,5 miljoen", {"1500000"}),
        ("16.10.2024", {"16", "10", "2024"}),
        ("7½ uur", {"7.5"}),
        ("½ fte", {"0.5"}),
        ("gemiddeld drie cliënten", {"3"}),
        ("1\u00a0940\u00a0148", {"1940148"}),
        ("1.2.3.", {"1", "2", "3"}),
        ("nmb", set()),
        ("9" * 5000, set()),
    ],
)
def test_numbers_are_read_the_way_they_are_printed(text, wanted):
    assert figures_in(text) == set(map(Decimal, wanted))


RULES = """\
sources:
  tekst: {title: Tabel, publisher: Gemeente, date: 2024-01-01, type: consultation, sha256: "%s"}
parameters:
  tarief:
    label: Tarief
    unit: %s
    range: %s
    freedom: open
    given: true
    values:
      - valid_from: 2024-01-01
        basis: %s
        status: concept
        source: {ref: tekst, at: tabel 1, quote: "%s"}
        value: %s
published:
  - label: Verschil
    of: tarief
    source: {ref: tekst, at: tabel 1, quote: "%s"}
    printed_to: 0.01
    status: concept
    value: %s
"""


def found(
    *,
    value="34.2",
    quote="34,2 en 12",
    unit="EUR",
    basis="document",
    published_quote="34,2",
    published="34.2",
    range_="[-100, 100000]",
):
    text = RULES % ("0" * 64, unit, range_, basis, quote, value, published_quote, published)
    return [(each.code, each.span.line, each.fields.get("suggestion")) for each in problems_of({"regels.yaml": text}) if each.code == "H710"]


def test_a_value_that_stands_in_its_quote_is_fine():
    assert found() == []
    assert found(value="1054", quote="1.054 uur") == []
    assert found(value="-12") == []
    assert found(value="34.2", quote="34,2%", unit='"%"') == []
    assert found(value="0.342", quote="34,2%") == []
    assert found(value="0.342", quote="34,2%", unit='"%"') == [("H710", 15, "34.2")]


def test_a_value_that_does_not_stand_in_its_quote_is_wrong():
    assert found(value="32.4", published="34.2") == [("H710", 15, "34.2")]


def test_the_number_meant_is_the_one_with_the_same_digits():
    assert found(value="342", quote="34,2 en 12") == [("H710", 15, "34.2")]
    assert found(value="0.34", quote="opslag 34%", unit='"%"', range_="[0, 100]") == [("H710", 15, "34")]
    assert found(value="187", quote="1.878 uur van 52") == [("H710", 15, "1878")]


def test_a_zero_is_printed_in_many_ways():
    assert found(value="0", quote="geen") == []


def test_yes_or_no_need_not_stand_there_as_a_number():
    assert found(value="1", quote="ja", range_="[0, 1]") == []
    assert found(value="1", quote="ja", range_="[0, 2]") == [("H710", 15, "")]


@pytest.mark.parametrize("basis", ["derived", "assumption"])
def test_a_value_that_was_worked_out_is_not_compared(basis):
    assert found(value="99", quote="34,2", basis=basis) == []


def test_what_was_published_may_be_a_difference_of_two_numbers_in_its_quote():
    assert found(published="22.2", published_quote="34,2 en 12") == []
    assert found(published="22.3", published_quote="34,2 en 12") == [("H710", 22, "")]


ROWS = """\
sources:
  tekst: {title: Tabel, publisher: Gemeente, date: 2024-01-01, type: consultation, sha256: "%s"}
units: {client: {}}
dimensions:
  gemeente:
    label: Gemeente
    members:
      duin: {label: Duin}
      duin_en_dal: {label: Duin en Dal}
      oude_haven: {label: Oude Haven}
      zand: {label: Zand aan Zee}
parameters:
  tarief:
    label: Uitgaven
    unit: EUR
    per: [gemeente]
    range: [0, 10000000]
    freedom: open
    given: true
    values:
      - valid_from: 2024-01-01
        basis: document
        status: concept
        source:
          ref: tekst
          at: tabel 1
          quote: ["| Duin | € 2.668.515 |", "| Duin en Dal | € 3.198.946 |", "| Oude-Haven | € 3.392.038 |", "3.5 mln 273"]
        table: {%s}
"""

RIGHT_ROWS = {"duin": "2668515", "duin_en_dal": "3198946", "oude_haven": "3392038", "zand": "3500000"}


def in_rows(**changed):
    table = ", ".join(f"{member}: {value}" for member, value in {**RIGHT_ROWS, **changed}.items())
    return [each for each in problems_of({"regels.yaml": ROWS % ("0" * 64, table)}) if each.code == "H710"]


def test_a_figure_stands_in_the_row_that_names_its_member():
    assert in_rows() == []
    swapped = in_rows(duin="3198946", duin_en_dal="2668515")
    assert [(each.fields["value"], each.fields["member"], each.fields["suggestion"]) for each in swapped] == [
        ("3198946", "duin", ""),
        ("2668515", "duin_en_dal", ""),
    ]


def test_a_figure_may_stand_in_a_row_that_names_nobody_but_not_in_one_of_another():
    assert [each.fields["value"] for each in in_rows(zand="3392038", oude_haven="3500000")] == ["3500000", "3392038"]


def test_another_number_in_the_row_of_a_member_is_not_suggested():
    swapped = in_rows(zand="3392038", oude_haven="273")
    assert [(each.fields["value"], each.fields["suggestion"]) for each in swapped] == [("273", ""), ("3392038", "")]
    with_clients = ROWS.replace("| Duin | € 2.668.515 |", "| Duin | € 7.1 mln 130 |")
    with_clients = with_clients.replace("| Duin en Dal | € 3.198.946 |", "| Duin en Dal | € 3.1 mln 273 |")
    table = "duin: 273, duin_en_dal: 130, oude_haven: 3392038, zand: 3500000"
    found = [each for each in problems_of({"regels.yaml": with_clients % ("0" * 64, table)}) if each.code == "H710"]
    assert [(each.fields["member"], each.fields["suggestion"]) for each in found] == [("duin", ""), ("duin_en_dal", "")]


def test_what_is_shown_and_suggested_is_of_the_row_of_the_member():
    (one,) = in_rows(duin_en_dal="3998946")
    assert one.fields["suggestion"] == "3198946"
    (quote,) = one.others
    line = (ROWS % ("0" * 64, "")).splitlines()[quote.span.line - 1]
    assert line[quote.span.column - 1 : quote.span.end_column - 1].strip('"') == "| Duin en Dal | € 3.198.946 |"


def test_nothing_is_suggested_where_it_is_not_certain():
    assert found(value="342", quote="34,2 en 341") == [("H710", 15, "")]
    assert found(value="3.3", quote="33 en 12") == [("H710", 15, "")]
    assert found(value="1740000", quote="870k 114", range_="[-100, 9000000]") == [("H710", 15, "")]
    assert found(value="35", quote="34,2 en 36") == [("H710", 15, "")]
    assert found(value="345", quote="344 en 346") == [("H710", 15, "")]
    assert found(value="36", quote="een opslag van 35%") == [("H710", 15, "35")]
    assert found(value="345", quote="346 en 12") == [("H710", 15, "346")]


@pytest.mark.parametrize("quote", ["0", "| A | - | 3 |", "| A | | 3 |", "nvt", "buiten scope", "- Geen toeslag"])
def test_a_zero_of_a_document_is_printed_in_some_way(quote):
    assert found(value="0", quote=quote) == []


@pytest.mark.parametrize("quote", ["34,2 en 12", "- 34,2 voor A", "Jeugd-en-Wmo 12"])
def test_a_zero_of_which_nothing_is_printed_was_made_up(quote):
    assert found(value="0", quote=quote) == [("H710", 15, "")]
    assert found(value="0", quote=quote, basis="derived") == []


@pytest.mark.parametrize(
    ("value", "quote", "unit", "range_", "suggestion"),
    [
        ("15", "1,5%", '"%"', "[0, 10]", "1.5"),
        ("342", "34,2%", '"%"', "[0, 60]", "34.2"),
        ("135", "34,2% (135 uur)", '"%"', "[0, 60]", ""),
        ("578", "57,8 euro", "EUR", "[10, 100]", "57.8"),
    ],
)
def test_a_value_out_of_range_is_only_moved_to_what_its_quote_says(value, quote, unit, range_, suggestion):
    text = RULES % ("0" * 64, unit, range_, "document", quote, value, "34,2", "34.2")
    told = [each.fields["suggestion"] for each in problems_of({"regels.yaml": text}) if each.code == "H304"]
    assert told == [suggestion]


def test_a_percentage_cannot_be_taken_over_as_a_ratio():
    assert found(value="0.35", quote="een opslag van 35%", unit='"%"', range_="[0, 60]") == [("H710", 15, "35")]


def test_a_thousandth_and_a_millionth_are_noticed():
    assert found(value="1.878", quote="1.878 uur") == [("H710", 15, "1878")]
    assert found(value="154", quote="154 k", range_="[0, 1000000]") == [("H710", 15, "154000")]
    assert found(value="3.5", quote="3,5 mln", range_="[0, 10000000]") == [("H710", 15, "3500000")]


ENUMERATED = """\
sources:
  tekst: {title: Besluit, publisher: Gemeente, date: 2024-01-01, type: decision, sha256: "%s"}
dimensions:
  soort: {label: Soort, members: {begeleiding: {label: Begeleiding}, behandeling: {label: Behandeling}}}
parameters:
  tarief:
    label: Tarief
    unit: EUR
    per: [soort]
    range: [0, 100000]
    freedom: open
    given: true
    values:
      - valid_from: 2024-01-01
        basis: document
        status: concept
        source: {ref: tekst, at: artikel 2, quote: %s}
        table: {begeleiding: %s, behandeling: %s}
"""


@pytest.mark.parametrize(
    ("quote", "values", "lines"),
    [
        ('"begeleiding 68.000 euro, behandeling 84.000 euro"', ("68000", "84000"), []),
        ('"begeleiding 68.000 euro, behandeling 84.000 euro"', ("84000", "68000"), [18, 18]),
        # Here it is not certain which number is whose.
        ('"68.000 euro begeleiding, 84.000 euro behandeling"', ("84000", "68000"), []),
        ('"begeleiding en behandeling 68.000 en 84.000 euro"', ("84000", "68000"), []),
        # A year and the number of a table are no figures of a row.
        ('["Begeleiding (2025): tabel 3", "68.000 euro per jaar", "Behandeling: 84.000"]', ("68000", "84000"), []),
    ],
)
def test_a_quote_that_enumerates_members_tells_them_apart(quote, values, lines):
    text = ENUMERATED % ("0" * 64, quote, *values)
    assert [each.span.line for each in problems_of({"regels.yaml": text}) if each.code == "H710"] == lines
