"""Trends: a figure that is said to rise, to fall or to stay the same does so, whatever the formula."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.calculating.calculation import Calculation
from engine.calculating.directions import Direction
from engine.calculating.gauges import figures
from engine.calculating.trends import Trends
from engine.calculating.variation import alternatives
from engine.decimals import reduce
from engine.reading.loading import load
from tests.support import BASE, FOLDER, Texts

RULES = """\
dimensions:
  jaar: {label: Jaar, ordered: true, members: {2024: {}, 2025: {}, 2026: {}}}
  niveau: {label: Niveau, members: {laag: {}, midden: {}, hoog: {}}}
parameters:
  x: {label: x, unit: "1", freedom: open, range: [-100, 100], values: [{%(from)s, value: 1}]}
  a: {label: a, unit: "1", freedom: open, range: [-100, 100], values: [{%(from)s, value: 2.5}]}
  b: {label: b, unit: "1", freedom: open, range: [-100, 100], values: [{%(from)s, value: -0.4}]}
  open_einde: {label: open einde, unit: "1", freedom: open, range: [0, unlimited], values: [{%(from)s, value: unlimited}]}
  later: {label: later, unit: "1", freedom: open, range: [0, 100], values: [{%(from)s, value: nmb}]}
  gewicht: {label: gewicht, unit: "1", freedom: open, per: [niveau], range: [0, 100], values: [{%(from)s, table: {laag: 0.2, midden: 0, hoog: 3}}]}
  hoogte: {label: hoogte, unit: "1", freedom: open, per: [niveau], range: [0, 100], values: [{%(from)s, table: {laag: 10, midden: 12.25, hoog: 11}}]}
formulas:
  onder: {label: onder, unit: "1", formula: '%(onder)s', source: {ref: bron, at: p. 2}}
  hoogste: {label: hoogste, unit: "1", per: [niveau], formula: hoogte * x, source: {ref: bron, at: p. 2}}
  tarief: {label: Tarief, unit: "1", per: [jaar], formula: '%(tarief)s', source: {ref: bron, at: p. 2}%(more)s}
"""
FROM = "valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: p. 1}"
X = ("x", ())


def calculation(tarief, onder="x", more=""):
    text = RULES % {"tarief": tarief, "onder": onder, "more": more, "from": FROM}
    loaded = load(Texts({"ruleset.yaml": BASE, "regels.yaml": text}), FOLDER)
    assert loaded.diagnostics == ()
    return Calculation(loaded.ruleset)


def direction(tarief, low="0", high="10", **more):
    """What the tariff of 2025 does as x goes from one end to the other."""
    found = Trends(calculation(tarief, **more), {X: (Decimal(low), Decimal(high))}).trend("tarief", ("2025",))
    return found.direction.name.lower()


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ("x", "rising"),
        ("a - x", "falling"),
        ("a + 3", "constant"),
        ("0 * x", "constant"),
        ("x * a", "rising"),
        ("x * b", "falling"),
        ("x * (a + x)", "rising"),
        ("(1 + x) / (2 + a)", "rising"),
        ("a / (1 + x)", "falling"),
        ("a / x", "unknown"),
        ("x * (1 - x)", "unknown"),
        ("x * a + (1 - x) * b", "rising"),
        ("x * b + (1 - x) * a", "falling"),
        ("x - x", "unknown"),
        ("(x + 1) / (x + 2)", "rising"),
        ("(x + 2) / (x + 1)", "falling"),
        ("(1 + x) ** 2", "rising"),
        ("(0 - 1 - x) ** 2", "rising"),
        ("(x - 5) ** 2", "unknown"),
        ("(x - 5) ** 3", "rising"),
        ("(x + 1) ** -1", "falling"),
        ("x ** 0", "constant"),
        ("abs(x + 1)", "rising"),
        ("abs(0 - 1 - x)", "rising"),
        ("abs(x - 5)", "unknown"),
        ("min(x, 3)", "rising"),
        ("max(x, 20)", "constant"),
        ("min(x, open_einde)", "rising"),
        ("max(3 - x, 0 - x * x)", "falling"),
        ("round(x, 0.5)", "rising"),
        ("round(x, 100)", "constant"),
        ("round(3, x)", "unknown"),
        ("x if a > 0 else 0 - x", "rising"),
        ("x if a > 0 and not b > 0 else 0 - x", "rising"),
        ("x if x >= 0 else 0 - x", "rising"),
        ("x if x > 5 else 0 - x", "unknown"),
        ('x if jaar == "2025" else 0 - x', "rising"),
        ("x * later", "unknown"),
        ("sum(gewicht * hoogste, over=niveau)", "rising"),
        ("prod(1 + hoogste, over=niveau)", "rising"),
        ("min(hoogste, over=niveau)", "rising"),
        ("sum(gewicht * hoogte, over=niveau) - x", "falling"),
        ("cumsum(x, along=jaar)", "rising"),
        ("previous(x, along=jaar)", "rising"),
        ("onder", "rising"),
    ],
)  # fmt: skip
def test_the_direction_of_a_formula(formula, expected):
    assert direction(formula) == expected


def test_a_figure_between_two_steps_stays_the_same():
    assert direction("x", "3.1", "3.4", more=", round: {to: 1}") == "constant"
    assert direction("x", "3.1", "3.6", more=", round: {to: 1}") == "rising"


def test_the_sign_of_a_stretch_counts():
    assert direction("x * x", "-3", "-1") == "falling"
    assert direction("x * x", "-3", "1") == "unknown"
    assert direction("1 / x", "-3", "-1") == "falling"
    assert direction("1 / x ** 2", "-3", "-1") == "rising"


def test_more_digits_than_there_are_give_no_direction():
    assert direction("(x + 1" + "0" * 30 + ") - 1" + "0" * 30 + " - x * 0.5", "0", "0.002") == "unknown"


def test_a_cell_that_is_held_is_no_longer_computed():
    rules = calculation("onder * (1 + x)")
    trends = Trends(rules, {X: (Decimal(0), Decimal(1)), ("onder", ()): (Decimal(-4), Decimal(-4))})
    assert trends.trend("tarief", ("2025",)).direction is Direction.FALLING


names = st.sampled_from(["x", "x", "x", "a", "b", "onder", "later", "open_einde", "sum(gewicht * hoogste, over=niveau)", "previous(x, along=jaar)"])
numbers = st.sampled_from(["0", "1", "2", "0.5", "10", "7.25"])
conditions = st.sampled_from(["x > 1", "a > 0", "x >= a", "x == 2", "a != b", 'jaar == "2024"', "x > -50 and a > 0", "not x < 0"])


def _deeper(inner):
    return st.one_of(
        st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner),
        st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), inner, inner),
        st.builds("({} ** {})".format, inner, st.sampled_from([-3, -2, -1, 0, 1, 2, 3])),
        st.builds("{}({}, {})".format, st.sampled_from(["round", "floor", "ceil"]), inner, st.sampled_from(["0.5", "2", "a"])),
        st.builds("abs({})".format, inner),
        st.builds("({} if {} else {})".format, inner, conditions, inner),
    )


formulas = st.recursive(st.one_of(names, names, numbers), _deeper, max_leaves=8)
ends = st.lists(st.sampled_from([*range(-8, 9), Decimal("0.25"), Decimal("0.5"), Decimal("-0.75")]), min_size=2, max_size=2, unique=True)


@settings(max_examples=300, deadline=None)
@given(formulas, st.recursive(st.one_of(st.just("x"), numbers), _deeper, max_leaves=4), ends)
def test_no_figure_goes_another_way_than_is_said(formula, onder, ends):
    low, high = sorted(map(Decimal, ends))
    rules = calculation(formula, onder.replace("onder", "x").replace('jaar == "2024"', "a > 0"))
    trend = Trends(rules, {X: (low, high)}).trend("tarief", ("2025",))
    if trend.direction is Direction.UNKNOWN:
        return
    points = [low + (high - low) * at / 40 for at in range(41)]
    (found,) = figures(rules, {X: alternatives("x", points)}, [("tarief", ("2025",))], len(points))
    if trend.direction is Direction.CONSTANT:
        assert {reduce(each) if isinstance(each, Decimal) else each for each in found} == {reduce(trend.low) if isinstance(trend.low, Decimal) else trend.low}
    else:
        reduced = [reduce(each) for each in found]
        assert reduced == sorted(reduced, reverse=trend.direction is Direction.FALLING)
        assert (trend.low, trend.high) == (found[0], found[-1])
