"""Figures for many values at once are what the rules give with each of those values written in them."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.calculating.calculation import Calculation
from engine.calculating.gauges import figures
from engine.calculating.lifted import axis_space, constant
from engine.calculating.reach import Reach
from engine.calculating.variation import Variation, alternatives
from engine.model import Datum, Parameter, State
from engine.reading.loading import load
from engine.reading.trees import FolderTree

REGIONS = Path(__file__).parent / "regions"


@cache
def duinrand():
    return Calculation(load(FolderTree(REGIONS, REGIONS), "duinrand").ruleset)


def inputs(calculation):
    """Go through the cells of all parameters that hold a number."""
    for name, rule in calculation.rules.rules.items():
        if isinstance(rule, Parameter):
            yield from ((name, cell) for cell in calculation.cells(name) if isinstance(calculation.value(name, cell), Decimal))


def outcomes(calculation):
    return [(name, cell) for name in ("tarief", "uitgaven_pont", "declarabele_uren") for cell in calculation.cells(name)]


def written(calculation, place, value):
    """Compute anew from rules in which a cell of a parameter has another value."""
    name, cell = place
    rule = calculation.rules.rules[name]
    entry = calculation.standing(name)[cell].entry if cell in calculation.standing(name) else rule.entries[-1]
    changed = replace(entry, cells={**entry.cells, cell: Datum(value, entry.span)})
    entries = tuple(changed if each is entry else each for each in rule.entries)
    return Calculation(replace(calculation.rules, rules={**calculation.rules.rules, name: replace(rule, entries=entries)}))


INPUTS = [pytest.param(each, id=f"{each[0]}-{'-'.join(each[1])}") for each in inputs(duinrand())]


@pytest.mark.parametrize("place", INPUTS)
def test_a_variation_is_a_recalculation(place):
    calculation = duinrand()
    used = calculation.value(*place)
    values = [used * 2, used / 2 + 1, Decimal(0), State.NMB]
    axes = axis_space({"x": len(values)})
    variation = Variation(calculation, axes, {place: alternatives("x", values)})
    for at, value in enumerate(values):
        anew = written(calculation, place, value)
        for outcome in outcomes(calculation):
            for rounded in (True, False):
                found = axes.spread(variation.grid(*outcome, rounded=rounded), ("x",))[at]
                assert found == (anew.value(*outcome) if rounded else anew.unrounded(*outcome)), (outcome, value)


@pytest.mark.parametrize("place", INPUTS)
def test_what_a_cell_moves_lies_within_its_reach(place):
    calculation = duinrand()
    reach = Reach(calculation, [place])
    anew = written(calculation, place, calculation.value(*place) * 3 + 7)
    for name in calculation.rules.rules:
        for cell in calculation.cells(name):
            moved = anew.value(name, cell) != calculation.value(name, cell)
            assert not moved or (name, cell) in reach.cells
    assert not Variation(calculation, axis_space({}), {}).grid("tarief", ("pont", "2025")).dimensions


def test_reach_leaves_out_what_a_weight_of_zero_takes_away():
    # In the lighthouse nobody works under the cao ZEE, and that share does not move.
    reach = Reach(duinrand(), [("overhead", ("jeugd", "ZEE"))])
    assert ("loonkosten", ("wandelcoach",)) in reach.cells or ("loonkosten", ("strandgroep",)) in reach.cells
    assert ("loonkosten", ("vuurtoren",)) not in reach.cells


def test_a_cell_of_a_formula_can_take_its_place():
    calculation = duinrand()
    place = ("kostprijs", ("pont",))
    found = figures(calculation, {place: alternatives("x", [Decimal(10), Decimal(20)])}, [("onafgerond", ("pont", "2024")), place], 2)
    assert found == [(Decimal(10), Decimal(20)), (Decimal(10), Decimal(20))]


def test_several_cells_vary_together_or_each_by_itself():
    calculation = duinrand()
    one, other = ("kostprijs", ("pont",)), ("ritten", ("2024",))
    axes = axis_space({"x": 2, "y": 3})
    grids = {one: alternatives("x", [Decimal(1), Decimal(2)]), other: alternatives("y", [Decimal(100), Decimal(200), Decimal(300)])}
    found = Variation(calculation, axes, grids).grid("uitgaven_pont", ("2024",))
    assert found.dimensions == ("x", "y")
    assert list(found.values) == [100, 200, 300, 200, 400, 600]
    held = Variation(calculation, axes, {one: constant(Decimal(5)), other: grids[other]}).grid("uitgaven_pont", ("2024",))
    assert list(held.values) == [500, 1000, 1500]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_two_inputs_at_once(data):
    calculation = duinrand()
    one, other = data.draw(st.lists(st.sampled_from(list(inputs(calculation))), min_size=2, max_size=2, unique=True))
    values = [data.draw(st.decimals(-5, 50, places=3)) for _ in range(2)]
    anew = written(written(calculation, one, values[0]), other, values[1])
    variation = Variation(calculation, axis_space({"x": 1}), {one: alternatives("x", values[:1]), other: alternatives("x", values[1:])})
    for outcome in outcomes(calculation):
        assert variation.grid(*outcome).values[0] == anew.value(*outcome)
