"""What a tariff is made of: the figure taken apart over the cost elements, in the order in which it is built up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from ..calculating.calculation import Calculation
from ..calculating.derivation import Derivation, Place
from ..calculating.graph import cost_elements
from ..decimals import EXACT, MILLIONTH, ZERO, round_to_step
from ..model import Cell, Element, Parameter, Rule, RuleSet, Value


@dataclass(frozen=True, slots=True)
class Line:
    """
    What one cost element adds to a figure, in millionths.

    `element` is None for the part that no element covers: an amount that was published as a whole.
    `inputs` are the cells of the parameters of this element that the figure rests on.
    """

    element: Element | None
    amount: Decimal
    inputs: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Buildup:
    """
    A figure and its lines, which with `rounding` add up to it exactly.

    `lines` is empty where the figure is no number. The split depends on the order of the elements.
    """

    rule: str
    cell: Cell
    value: Value
    lines: tuple[Line, ...]
    rounding: Decimal


def build_up(derivation: Derivation, places: Iterable[Place]) -> tuple[Buildup, ...]:
    """
    Take figures apart.

    Step k is the figure with the values of all later elements at their `neutral`, unrounded; a line is the
    difference between two steps.
    """
    calculation = derivation.calculation
    elements = cost_elements(calculation.rules)
    steps = [Calculation(at_neutral(calculation.rules, elements[k:]), calculation.day, calculation.facts) for k in range(len(elements))]
    with localcontext(EXACT):
        return tuple(_build_up(derivation, place, [*steps, calculation]) for place in places)


def at_neutral(rules: RuleSet, elements: Iterable[str]) -> RuleSet:
    """Return rules in which every parameter of these elements has its neutral value in all cells."""
    later = set(elements)
    return replace(rules, rules={name: _neutral(each) if each.element in later else each for name, each in rules.rules.items()})


def _neutral(rule: Rule) -> Rule:
    return replace(rule, entries=(), default=rule.neutral) if isinstance(rule, Parameter) and rule.neutral is not None else rule


def _build_up(derivation: Derivation, place: Place, steps: list[Calculation]) -> Buildup:
    name, cell = place
    calculation = derivation.calculation
    value = calculation.value(name, cell)
    unrounded = [each.unrounded(name, cell) for each in steps]
    numbers = [each for each in unrounded if isinstance(each, Decimal)]
    if not isinstance(value, Decimal) or len(numbers) < len(unrounded):
        return Buildup(name, cell, value, (), ZERO)
    lines = tuple(_lines(derivation, place, numbers))
    return Buildup(name, cell, value, lines, value - sum((each.amount for each in lines), ZERO))


def _lines(derivation: Derivation, place: Place, steps: list[Decimal]) -> Iterator[Line]:
    rules = derivation.calculation.rules
    inputs = inputs_by_element(derivation, place)
    if steps[0]:
        yield Line(None, round_to_step(steps[0], MILLIONTH), inputs.get(None, ()))
    for name, before, after in zip(cost_elements(rules), steps, steps[1:], strict=False):
        if after != before or name in inputs:
            yield Line(rules.elements[name], round_to_step(after - before, MILLIONTH), inputs.get(name, ()))


def inputs_by_element(derivation: Derivation, place: Place) -> dict[str | None, tuple[Place, ...]]:
    """Return the cells of parameters that a figure rests on, by cost element, in the order of the calculation."""
    found: dict[str | None, dict[Place, None]] = {}
    seen = {place}
    waiting = [place]
    while waiting:
        each = waiting.pop()
        rule = derivation.calculation.rules.rules[each[0]]
        if isinstance(rule, Parameter):
            found.setdefault(rule.element, {})[each] = None
        below = [one for one in derivation.reads(each) if one not in seen]
        seen.update(below)
        waiting.extend(reversed(below))
    return {element: tuple(places) for element, places in found.items()}
