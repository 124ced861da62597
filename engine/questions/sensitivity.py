"""What matters for a figure: how far it moves with each input, one at a time, the others as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import Enum

from ..calculating.calculation import Calculation
from ..calculating.derivation import Place
from ..calculating.graph import ancestors
from ..calculating.lifted import axis_space
from ..calculating.reach import Reach
from ..calculating.scalars import Scalar
from ..calculating.variation import Variation, alternatives
from ..decimals import EXACT, HUNDRED, ONE
from ..expression import Expression, Operation, Reduction, operands, reads
from ..model import Cell, Parameter, RuleSet

STEP = Decimal("0.000001")
"""The part of an input by which it goes up and down for an elasticity."""

WIDE_STEP = Decimal("0.01")
"""The same for a figure that moves in steps, so that a small step shows nothing."""

_TOO_STEEP = 10
"""A small step that shows so many times what a wide one does shows a step of the figure."""


class Still(Enum):
    """Why an input moves nothing."""

    ELSEWHERE = "elsewhere"
    ZERO = "zero"
    DEFINITION = "definition"
    ABSORBED = "absorbed"


@dataclass(frozen=True, slots=True)
class Effect:
    """
    How far a figure moves with one input.

    `cells` are the cells of the input below the figure; `cell` is the one that varies, None where all do.
    `inputs` are the ends between which it goes (None where the cells differ), `outcomes` the figure there, as
    it is rounded, and `width` how far these lie apart before rounding. `share` names a check by which the
    cells have a fixed sum.
    """

    rule: str
    cell: Cell | None
    cells: tuple[Place, ...]
    inputs: tuple[Decimal, Decimal] | None
    outcomes: tuple[Scalar, Scalar]
    width: Decimal | None
    elasticity: Decimal | None
    in_steps: bool = False
    share: str | None = None


@dataclass(frozen=True, slots=True)
class Unmoved:
    """An input that moves nothing, and why."""

    rule: str
    cell: Cell | None
    why: Still


@dataclass(frozen=True, slots=True)
class Sensitivity:
    """
    What moves a figure, the widest first, and what does not.

    `percent` is how far every input went, None where each went over its band; `without_band` lists the
    parameters below the figure that have none.
    """

    place: Place
    value: Decimal
    percent: Decimal | None
    effects: tuple[Effect, ...]
    unmoved: tuple[Unmoved, ...]
    without_band: tuple[str, ...] = ()


def over_percent(calculation: Calculation, place: Place, percent: Decimal) -> Sensitivity:
    """Return how far a figure moves when every input goes some percents down and up, all cells of a parameter together."""
    part = percent / HUNDRED
    found: list[Effect | Unmoved] = []
    for name in _inputs(calculation, place):
        cells = _numbers(calculation, name)
        question = _Question(calculation, place, cells)
        why = question.why_still()
        found.append(Unmoved(name, None, why) if why else question.effect(name, None, {each: _around(value, part) for each, value in cells.items()}))
    return _sorted(calculation, place, percent, found)


def over_bands(calculation: Calculation, place: Place) -> Sensitivity:
    """Return how far a figure moves when every input goes over its band, cell by cell."""
    found: list[Effect | Unmoved] = []
    without: list[str] = []
    for name in _inputs(calculation, place):
        banded = {cell: each.entry.band for cell, each in calculation.standing(name).items() if each.entry.band}
        numbers = _numbers(calculation, name)
        if not banded and _Question(calculation, place, numbers).why_still() is None:
            without.append(name)
        for cell, band in banded.items():
            if (name, cell) in numbers and band:
                question = _Question(calculation, place, {(name, cell): numbers[name, cell]})
                found.append(question.effect(name, cell, {(name, cell): band}) if question.cells else Unmoved(name, cell, Still.ELSEWHERE))
    return _sorted(calculation, place, None, found, tuple(without))


def _sorted(calculation: Calculation, place: Place, percent: Decimal | None, found: Sequence[Effect | Unmoved], without: tuple[str, ...] = ()) -> Sensitivity:
    effects = [each for each in found if isinstance(each, Effect) and each.width != 0]
    effects.sort(key=lambda each: (each.width is not None, -(each.width or 0)))
    unmoved = [each if isinstance(each, Unmoved) else Unmoved(each.rule, each.cell, Still.ABSORBED) for each in found if each not in effects]
    value = calculation.value(*place)
    assert isinstance(value, Decimal)  # noqa: S101  asked for before
    return Sensitivity(place, value, percent, tuple(effects), tuple(unmoved), without)


def _inputs(calculation: Calculation, place: Place) -> Iterator[str]:
    """Go through the parameters that a figure rests on, in the order in which they are written."""
    below = ancestors(calculation.needs, [place[0]])
    return (name for name, rule in calculation.rules.rules.items() if name in below and isinstance(rule, Parameter))


def _numbers(calculation: Calculation, name: str) -> dict[Place, Decimal]:
    return {(name, cell): value for cell in calculation.cells(name) if isinstance(value := calculation.value(name, cell), Decimal)}


def _around(value: Decimal, part: Decimal) -> tuple[Decimal, Decimal]:
    with localcontext(EXACT):
        return value * (ONE - part), value * (ONE + part)


class _Question:
    """One input of a figure: some cells that vary together, with the values in use."""

    def __init__(self, calculation: Calculation, place: Place, values: Mapping[Place, Decimal]) -> None:
        self._calculation = calculation
        self._place = place
        self._values = values
        self._reach = Reach(calculation, values, towards=place)
        self.cells = tuple(each for each in self._reach.order(place) if each in values)

    def why_still(self) -> Still | None:
        """Return why nothing will move, if that is so."""
        if not self.cells:
            return Still.ELSEWHERE
        counted = [each for each in self.cells if self._values[each]]
        if not counted:
            return Still.ZERO
        standing = [self._calculation.standing(name).get(cell) for name, cell in counted]
        return Still.DEFINITION if all(each and each.entry.basis == "definition" for each in standing) else None

    def effect(self, name: str, cell: Cell | None, ends: Mapping[Place, tuple[Decimal, Decimal]]) -> Effect:
        """Return what the figure is at both ends, and how it moves about the values in use."""
        rounded, exact = self._figures(ends)
        low, high = exact[:2]
        width = abs(high - low) if isinstance(low, Decimal) and isinstance(high, Decimal) else None
        elasticity, in_steps = self._elasticity(exact, moved=width != 0)
        counted = {ends[each] for each in self.cells if self._values[each] or cell is not None}
        inputs = counted.pop() if len(counted) == 1 else None
        share = _share(self._calculation.rules, name) if cell is None else None
        return Effect(name, cell, self.cells, inputs, (rounded[0], rounded[1]), width, elasticity, in_steps, share)

    def _figures(self, ends: Mapping[Place, tuple[Decimal, Decimal]]) -> tuple[Sequence[Scalar], Sequence[Scalar]]:
        """Return the figure, rounded and not, at both ends, and a small and a wide step down and up."""
        rows = {each: (*ends[each], *_around(value, STEP), *_around(value, WIDE_STEP)) for each, value in self._values.items()}
        axes = axis_space({"x": 6})
        variation = Variation(self._calculation, axes, {each: alternatives("x", row) for each, row in rows.items()}, self._reach)
        rounded, exact = (axes.spread(variation.grid(*self._place, rounded=each), ("x",)) for each in (True, False))
        return rounded, exact

    def _elasticity(self, figures: Sequence[Scalar], *, moved: bool) -> tuple[Decimal | None, bool]:
        value = self._calculation.unrounded(*self._place)
        small, wide = (_slope(figures[at], figures[at + 1], step, value) for at, step in ((2, STEP), (4, WIDE_STEP)))
        if small is None or wide is None:
            return small, False
        # Right beside a step a small move shows all of it, elsewhere nothing.
        in_steps = moved and (not small or abs(small) > _TOO_STEEP * abs(wide))
        return (wide if in_steps else small), in_steps


def _slope(down: Scalar, up: Scalar, step: Decimal, value: Scalar) -> Decimal | None:
    """Return by what part a figure moves for a part of its input."""
    if not isinstance(down, Decimal) or not isinstance(up, Decimal) or not isinstance(value, Decimal) or not value:
        return None
    with localcontext(EXACT):
        return (up - down) / (2 * step * value)


def _share(rules: RuleSet, name: str) -> str | None:
    """Return the check that gives the cells of a parameter a fixed sum."""
    return next((each.name for each in rules.checks.values() if any(_sums(name, one) for one in _equalities(each.expression))), None)


def _equalities(expression: Expression) -> Iterator[Operation]:
    if isinstance(expression, Operation) and expression.name == "==":
        yield expression
    for each in operands(expression):
        yield from _equalities(each)


def _sums(name: str, equality: Operation) -> bool:
    return any(isinstance(each, Reduction) and each.name == "sum" and name in {one.rule for one in reads(each)} for each in equality.operands)
