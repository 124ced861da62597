"""Figures, units and days in the language's own way, and in plain decimals."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.model import State
from engine.reporting.numbers import plain, show, show_day, show_number, show_unit
from engine.units import PERCENT, parse_unit

EURO = parse_unit("EUR")
HOURLY = parse_unit("EUR/uur")
HOURS = parse_unit("uur/fte/jaar")
CENT = Decimal("0.01")


@pytest.mark.parametrize(
    ("number", "step", "nl", "en"),
    [
        ("1234.5", "0.01", "€ 1.234,50", "€ 1,234.50"),
        ("-87.25", "0.01", "€ -87,25", "€ -87.25"),
        ("0", "0.01", "€ 0,00", "€ 0.00"),
        ("1000000", "0.01", "€ 1.000.000,00", "€ 1,000,000.00"),
        ("999", "1", "€ 999", "€ 999"),
        ("1234", "100", "€ 1.234", "€ 1,234"),
        ("0.125", "0.005", "€ 0,125", "€ 0.125"),
        ("61500", None, "€ 61.500,00", "€ 61,500.00"),
        ("3.5", None, "€ 3,50", "€ 3.50"),
        ("3.125", None, "€ 3,125", "€ 3.125"),
        ("87.2483712", None, "€ 87,2483…", "€ 87.2483…"),
        ("-87.2483712", None, "€ -87,2483…", "€ -87.2483…"),
    ],
)
def test_amounts_of_money(number, step, nl, en):
    step = step and Decimal(step)
    assert show_number(Decimal(number), EURO, "nl", step=step) == nl
    assert show_number(Decimal(number), EURO, "en", step=step) == en


@pytest.mark.parametrize(
    ("ratio", "step", "shown"),
    [
        ("0.342", None, "34,2%"),
        ("0.34", "0.001", "34,0%"),
        ("1", None, "100%"),
        ("-0.0304", None, "-3,04%"),
        ("0.333333333", None, "33,3333…%"),
        ("12.5", None, "1.250%"),
    ],
)
def test_percentages_are_stored_as_ratios(ratio, step, shown):
    assert show(Decimal(ratio), PERCENT, "nl", step=step and Decimal(step)) == shown


@pytest.mark.parametrize(
    ("number", "unit", "shown"),
    [
        ("1054", "uur/fte/jaar", "1.054 uur/fte/jaar"),
        ("1054.5", "uur/fte/jaar", "1.054,5 uur/fte/jaar"),
        ("87.25", "EUR/uur", "€ 87,25 per uur"),
        ("61500", "EUR/fte/jaar", "€ 61.500,00 per fte per jaar"),
        ("2", "EUR/uur^2", "€ 2,00 per uur^2"),
        ("3", "EUR/{eenheid}", "€ 3,00 per eenheid"),
        ("3", "EUR*uur", "3 EUR*uur"),
        ("0.01", "1/EUR", "0,01 1/EUR"),
        ("12", "1", "12"),
    ],
)
def test_units_stand_behind_the_figure(number, unit, shown):
    assert show(Decimal(number), parse_unit(unit), "nl") == shown


def test_a_unit_is_called_by_its_label():
    assert show(Decimal(5), parse_unit("EUR/client/jaar"), "nl", labels={"client": "cliënt"}) == "€ 5,00 per cliënt per jaar"


def test_other_currencies_are_called_by_their_sign_or_their_code():
    assert show(Decimal(5), parse_unit("USD"), "en", currency="USD") == "$ 5.00"
    assert show(Decimal(5), parse_unit("CHF/uur"), "nl", currency="CHF") == "CHF 5,00 per uur"


def test_only_the_currency_of_the_rules_is_money():
    assert show(Decimal(5), parse_unit("USD"), "nl", currency="EUR") == "5 USD"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("0.00012345678", "0,0001234…"),
        ("0.0000125", "0,0000125"),
        ("1.00001", "1,0000…"),
        ("0.9999", "0,9999"),
        ("0.99999", "0,9999…"),
        ("12", "12"),
        ("12.50", "12,5"),
    ],
)
def test_a_figure_without_step_is_cut_where_reading_ends(number, shown):
    assert show_number(Decimal(number), parse_unit("1"), "nl") == shown


def test_what_is_no_number_has_no_unit():
    states = [State.NMB, State.ABSENT, State.UNLIMITED, State.FAILED]
    assert set(states) == set(State)
    assert [show(each, HOURLY, "nl") for each in states] == ["nmb", "-", "onbeperkt", "fout"]
    assert [show(each, HOURLY, "en") for each in states] == ["nmb", "-", "unlimited", "error"]
    assert [plain(each, CENT) for each in states] == [None] * 4


def test_a_difference_shows_its_sign():
    shown = [show_number(Decimal(each), EURO, "nl", step=CENT, signed=True) for each in ("3.44", "-3.44", "0")]
    assert shown == ["€ +3,44", "€ -3,44", "€ 0,00"]


def test_there_is_no_negative_zero():
    assert show_number(Decimal("-0.001"), EURO, "nl", step=CENT) == "€ 0,00"
    assert plain(Decimal("-0.0")) == "0"


@pytest.mark.parametrize(
    ("number", "step", "unit", "shown"),
    [
        ("87.2", "0.01", EURO, "87.20"),
        ("87", "0.01", EURO, "87.00"),
        ("87.253", "0.01", EURO, "87.253"),
        ("1200", "100", EURO, "1200"),
        ("1.50", None, EURO, "1.5"),
        ("1E+3", None, EURO, "1000"),
        ("1E-7", None, EURO, "0.0000001"),
        ("0.342", None, PERCENT, "34.2"),
        ("0.34", "0.001", PERCENT, "34.0"),
    ],
)
def test_programs_read_plain_decimals(number, step, unit, shown):
    assert plain(Decimal(number), step and Decimal(step), unit) == shown


NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=None) | st.decimals(-(10**40), 10**40, places=12)


@given(NUMBERS, st.sampled_from([EURO, PERCENT, HOURS]))
def test_plain_decimals_lose_no_digit(number, unit):
    text = plain(number, CENT, unit)
    assert text is not None
    assert "E" not in text.upper()
    assert Fraction(text) == Fraction(number) * (100 if unit.percent else 1)


@given(st.decimals(-(10**30), 10**30, places=9), st.sampled_from(["nl", "en"]))
def test_what_is_shown_is_the_figure_up_to_where_it_is_cut(number, language):
    thousands, point = {"nl": (".", ","), "en": (",", ".")}[language]
    text = show_number(number, HOURS, language)
    back = text.removesuffix("…").replace(thousands, "").replace(point, ".")
    assert format(number, "f").startswith(back) or abs(Decimal(back)) == abs(number)


@pytest.mark.parametrize("number", ["1E+6144", "9E-6143", "-1E+6144"])
def test_the_largest_and_smallest_figures_are_shown(number):
    assert len(show_number(Decimal(number), EURO, "nl", step=CENT)) > 5
    assert len(show_number(Decimal(number), EURO, "nl")) > 6000


def test_units_by_themselves():
    assert [show_unit(each) for each in (EURO, HOURLY, HOURS, PERCENT, parse_unit("1"))] == ["", "per uur", "uur/fte/jaar", "", ""]


def test_days_in_words():
    assert show_day(date(2024, 10, 16), "nl") == "16 oktober 2024"
    assert show_day(date(2025, 3, 1), "en") == "1 March 2025"
