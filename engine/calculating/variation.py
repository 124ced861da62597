"""Figures as functions of what varies: a cell as a grid over axes, each axis a choice between alternatives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import localcontext

from ..decimals import EXACT, ZERO
from ..diagnostics import Span
from ..expression import Along, Expression, Is, Number, Operation, Read, Reduction
from ..model import Dimension, Formula, Member, State
from .calculation import Calculation
from .cellwise import run_members
from .derivation import Place
from .graph import dependents
from .grids import Grid, Space
from .scalars import Scalar

_NOWHERE = Span("", 0, 0, 0, 0)


def axis_space(lengths: Mapping[str, int]) -> Space:
    """Return a space whose dimensions are axes of these lengths."""
    return Space({name: _axis(name, length) for name, length in lengths.items()})


def _axis(name: str, length: int) -> Dimension:
    members = {str(at): Member(str(at), str(at), {}, _NOWHERE) for at in range(length)}
    return Dimension(name, name, True, {}, members, _NOWHERE)


class Variation:
    """
    The cells of a calculation where some of them vary along axes.

    `varied` gives for a cell of a parameter (or of a formula, which then is no longer computed) a grid over
    axes; every cell that does not rest on one of these is a grid without axes. Exact, like the calculation.
    """

    def __init__(self, calculation: Calculation, axes: Space, varied: Mapping[Place, Grid]) -> None:
        self.calculation = calculation
        self.axes = axes
        self._varied = varied
        self._known: dict[Place, Grid] = {}
        self._reached = dependents(calculation.needs, {name for name, _ in varied})

    def grid(self, name: str, cell: tuple[str, ...], rounded: bool = True) -> Grid:
        """Return a cell over the axes that it depends on; with `rounded` false before its own rounding."""
        with localcontext(EXACT):
            for place in self._order((name, cell)):
                if place not in self._known:
                    self._known[place] = self._compute(place, rounded=True)
            return self._known[name, cell] if rounded else self._compute((name, cell), rounded=False)

    def _order(self, target: Place) -> list[Place]:
        # A stack of our own: a chain of rules may be longer than Python's.
        done: dict[Place, None] = {}
        waiting: list[tuple[Place, Iterator[Place]]] = [(target, self._below(target))]
        open_ = {target}
        while waiting:
            place, below = waiting[-1]
            following = next((each for each in below if each not in done and each not in self._known and each not in open_), None)
            if following is None:
                waiting.pop()
                open_.discard(place)
                done[place] = None
            else:
                open_.add(following)
                waiting.append((following, self._below(following)))
        return list(done)

    def _below(self, place: Place) -> Iterator[Place]:
        name, cell = place
        rule = self.calculation.rules.rules[name]
        if place in self._varied or name not in self._reached or not isinstance(rule, Formula):
            return iter(())
        variant = self.calculation.variant(rule, cell)
        members = dict(zip(rule.per, cell, strict=True))
        return iter(()) if variant is None else places_read(variant.expression, members, self.calculation.space)

    def _compute(self, place: Place, rounded: bool) -> Grid:
        name, cell = place
        rule = self.calculation.rules.rules[name]
        if place in self._varied:
            return self._varied[place]
        if name not in self._reached or not isinstance(rule, Formula):
            return constant(self.calculation.value(name, cell) if rounded else self.calculation.unrounded(name, cell))
        variant = self.calculation.variant(rule, cell)
        if variant is None:
            return constant(State.ABSENT)
        grid = self._work(variant.expression, dict(zip(rule.per, cell, strict=True)))
        if rounded and rule.rounding:
            grid = self.axes.map(f"round {rule.rounding.mode}", grid, constant(rule.rounding.to))
        return grid

    def _read(self, place: Place) -> Grid:
        return self._known[place] if place in self._known else constant(self.calculation.value(*place))

    def _work(self, expression: Expression, members: Mapping[str, str]) -> Grid:
        space = self.calculation.space
        match expression:
            case Number(value):
                return constant(value)
            case Read(name, selectors):
                return self._read((name, tuple(space.member(each, members) for each in selectors)))
            case Is(selector, _, member, negated):
                return constant((space.member(selector, members) == member) is not negated)
            case Operation("*", (left, right)):
                return self._product(left, right, members)
            case Operation(name, operands):
                return self.axes.map(name, *(self._work(each, members) for each in operands))
            case Reduction(name, operand, over):
                parts = [self._work(operand, {**members, **dict(zip(over, cell, strict=True))}) for cell in space.cells(over)]
                return self._fold(name, parts)
            case Along():
                return self._run(expression, members)

    def _product(self, left: Expression, right: Expression, members: Mapping[str, str]) -> Grid:
        # A term whose weight is an exact zero is zero, however many alternatives its other factor has.
        first = self._work(left, members)
        if not first.dimensions and isinstance(first.values[0], type(ZERO)) and not first.values[0]:
            return first
        return self.axes.map("*", first, self._work(right, members))

    def _fold(self, name: str, parts: Sequence[Grid]) -> Grid:
        if name in ("min", "max"):
            return self.axes.map(name, *parts)
        if name == "sum":
            parts = [each for each in parts if each.dimensions or each.values[0] != 0] or parts[:1]
        total = parts[0]
        for each in parts[1:]:
            total = self.axes.map("+" if name == "sum" else "*", total, each)
        return total

    def _run(self, expression: Along, members: Mapping[str, str]) -> Grid:
        parts = [self._work(expression.operand, each) for each in run_members(expression, members, self.calculation.space)]
        if expression.name == "previous":
            return parts[0] if parts else constant(State.ABSENT)
        return self._fold("sum" if expression.name == "cumsum" else "prod", parts)


def constant(value: Scalar) -> Grid:
    """Return a grid without axes."""
    return Grid((), (value,))


def places_read(expression: Expression, members: Mapping[str, str], space: Space) -> Iterator[Place]:
    """Go through the cells that an expression reads at a cell, whatever their values."""
    match expression:
        case Read(name, selectors):
            yield name, tuple(space.member(each, members) for each in selectors)
        case Operation(_, operands):
            for each in operands:
                yield from places_read(each, members, space)
        case Reduction(_, operand, over):
            for cell in space.cells(over):
                yield from places_read(operand, {**members, **dict(zip(over, cell, strict=True))}, space)
        case Along():
            for run in run_members(expression, members, space):
                yield from places_read(expression.operand, run, space)


def alternatives(axis: str, values: Iterable[Scalar]) -> Grid:
    """Return a grid along one axis."""
    return Grid((axis,), tuple(values))


__all__ = ["Variation", "alternatives", "axis_space", "constant", "places_read"]
