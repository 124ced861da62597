"""The algebra of units, with pint as the second opinion."""

from __future__ import annotations

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.units import PERCENT, Unit, UnitError, parse_unit

NAMES = ("EUR", "uur", "fte", "jaar", "etmaal")
REGISTRY = pint.UnitRegistry(None)
for each in NAMES:
    REGISTRY.define(f"{each} = [{each}]")

exponents = st.dictionaries(st.sampled_from(NAMES), st.integers(-3, 3))


def by_pint(unit):
    found = REGISTRY.Unit("")
    for name, power in unit.factors:
        found = found * REGISTRY.Unit(name) ** power
    return found


@given(exponents, exponents)
def test_products_and_quotients_are_those_of_pint(left, right):
    a, b = Unit.of(left), Unit.of(right)
    assert by_pint(a.times(b)) == by_pint(a) * by_pint(b)
    assert by_pint(a.per(b)) == by_pint(a) / by_pint(b)


@given(exponents, exponents)
def test_units_fit_where_pint_finds_the_same_dimensions(left, right):
    a, b = Unit.of(left), Unit.of(right)
    assert a.fits(b) == (by_pint(a).dimensionality == by_pint(b).dimensionality)


@given(exponents, st.integers(-3, 3))
def test_powers_are_those_of_pint(left, power):
    assert by_pint(Unit.of(left).power(power)).dimensionality == (by_pint(Unit.of(left)) ** power).dimensionality


@given(exponents)
def test_a_unit_that_is_written_reads_back_as_itself(left):
    unit = Unit.of(left)
    assert parse_unit(str(unit)) == unit


@pytest.mark.parametrize(
    ("text", "factors"),
    [
        ("EUR/fte/jaar", {"EUR": 1, "fte": -1, "jaar": -1}),
        ("EUR/(fte*jaar)", {"EUR": 1, "fte": -1, "jaar": -1}),
        ("1", {}),
        ("1/uur", {"uur": -1}),
        ("EUR/{eenheid}", {"EUR": 1, "{eenheid}": -1}),
        ("uur^2/uur", {"uur": 1}),
    ],
)
def test_units_as_people_write_them(text, factors):
    assert parse_unit(text) == Unit.of(factors)


def test_percent_is_dimensionless_and_remembers_how_it_is_written():
    assert parse_unit(" % ") == PERCENT
    assert PERCENT.fits(parse_unit("1"))


@pytest.mark.parametrize(("text", "column"), [("", 0), ("EUR//uur", 4), ("EUR uur", 4), ("%/jaar", 0), ("EUR)", 3), ("(EUR", 0), ("EUR/€", 4)])
def test_what_is_no_unit_is_refused_at_its_place(text, column):
    with pytest.raises(UnitError) as error:
        parse_unit(text)
    assert error.value.column == column


def test_euros_an_hour_times_hours_a_year_are_euros_a_year():
    assert parse_unit("EUR/uur").times(parse_unit("uur/jaar")) == parse_unit("EUR/jaar")
