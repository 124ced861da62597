"""Cells as grids over axes: the same expressions, where each value is one for every choice of what varies."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from decimal import localcontext

from ..decimals import EXACT, ONE, ZERO
from ..diagnostics import Span
from ..expression import Along, Expression, Is, Number, Operation, Read, Reduction
from ..model import Cell, Dimension, Formula, Member, State
from .calculation import Calculation
from .cellwise import run_members
from .derivation import Place
from .grids import Grid, Space
from .scalars import Scalar

_NOWHERE = Span("", 0, 0, 0, 0)


def axis_space(lengths: Mapping[str, int]) -> Space:
    """Return a space whose dimensions are axes of these lengths."""
    return Space({name: _axis(name, length) for name, length in lengths.items()})


def _axis(name: str, length: int) -> Dimension:
    members = {str(at): Member(str(at), str(at), {}, _NOWHERE) for at in range(length)}
    return Dimension(name, name, True, {}, members, _NOWHERE)


def constant(value: Scalar) -> Grid:
    """Return a grid without axes."""
    return Grid((), (value,))


def is_zero(value: Scalar) -> bool:
    """Say whether a value is a number and zero."""
    return not isinstance(value, State) and not value


def _nothing(grid: Grid) -> bool:
    return not grid.dimensions and is_zero(grid.values[0])


class Lifted(ABC):
    """
    Cells over axes, each worked out once, after the cells that it reads.

    What a cell reads (`below`) and what it holds (`compute`) is for those who inherit to say; they call
    `expand` for a cell of a formula. `reached` holds the rules in which something may vary.
    """

    def __init__(self, axes: Space, reached: Container[str]) -> None:
        self.axes = axes
        self.reached = reached
        self._known: dict[Place, Grid] = {}

    @abstractmethod
    def below(self, place: Place) -> Iterator[Place]:
        """Go through the cells that a cell reads and that are to be worked out before it."""

    @abstractmethod
    def compute(self, place: Place, rounded: bool) -> Grid:
        """Return what a cell holds, all that it reads being known; with `rounded` false before its own rounding."""

    def grid(self, name: str, cell: Cell, rounded: bool = True) -> Grid:
        """Return a cell over the axes that it depends on; with `rounded` false before its own rounding."""
        with localcontext(EXACT):
            for place in in_order((name, cell), self.below, self._known):
                self._known[place] = self.compute(place, rounded=True)
            return self._known[name, cell] if rounded else self.compute((name, cell), rounded=False)

    def expand(self, side: Calculation, place: Place, rounded: bool) -> Grid:
        """Return what a cell holds by the rules of one calculation."""
        name, cell = place
        rule = side.rules.rules[name]
        if not isinstance(rule, Formula):
            return constant(side.value(name, cell))
        variant = side.variant(rule, cell)
        if variant is None:
            return constant(State.ABSENT)
        grid = self._work(side, variant.expression, dict(zip(rule.per, cell, strict=True)))
        if rounded and rule.rounding:
            grid = self.axes.map(f"round {rule.rounding.mode}", grid, constant(rule.rounding.to))
        return grid

    def terms(self, side: Calculation, reduction: Reduction) -> Iterator[tuple[Calculation, Cell]]:
        """Go through the cells that a sum runs over, each with the calculation that has them."""
        for cell in side.space.cells(reduction.over):
            yield side, cell

    def present(self, reduction: Reduction, cell: Cell, part: Grid) -> Grid:  # noqa: ARG002 (for those who inherit)
        """Return a term of a sum as it counts where its members may come and go."""
        return part

    def read(self, side: Calculation, place: Place) -> Grid:
        """Return what a formula reads at a cell."""
        return self._known[place] if place in self._known else constant(side.value(*place))

    def _work(self, side: Calculation, expression: Expression, members: Mapping[str, str]) -> Grid:
        match expression:
            case Number(value):
                return constant(value)
            case Read(name, selectors):
                return self.read(side, (name, tuple(side.space.member(each, members) for each in selectors)))
            case Is(selector, _, member, negated):
                return constant((side.space.member(selector, members) == member) is not negated)
            case Operation("*", (left, right)):
                return self._product(side, left, right, members)
            case Operation(name, operands):
                return self.axes.map(name, *(self._work(side, each, members) for each in operands))
            case Reduction():
                return self._reduce(side, expression, members)
            case Along():
                return self._run(side, expression, members)

    def _product(self, side: Calculation, left: Expression, right: Expression, members: Mapping[str, str]) -> Grid:
        # A term whose weight is an exact zero is zero, however many alternatives its other factor has.
        factors = [self._work(side, each, members) for each in factors_that_matter(side, left, right, members, self.reached)]
        return factors[0] if len(factors) == 1 or _nothing(factors[0]) else self.axes.map("*", *factors)

    def _reduce(self, side: Calculation, reduction: Reduction, members: Mapping[str, str]) -> Grid:
        parts = []
        for owner, cell in self.terms(side, reduction):
            part = self._work(owner, reduction.operand, {**members, **dict(zip(reduction.over, cell, strict=True))})
            if part.dimensions or not is_zero(part.values[0]) or reduction.name != "sum":
                parts.append(self.present(reduction, cell, part))
        return self._fold(reduction.name, parts)

    def _fold(self, name: str, parts: Sequence[Grid]) -> Grid:
        if not parts:
            return constant(ONE if name == "prod" else ZERO)
        if name in ("min", "max"):
            return self.axes.map(name, *parts)
        total = parts[0]
        for each in parts[1:]:
            total = self.axes.map("+" if name == "sum" else "*", total, each)
        return total

    def _run(self, side: Calculation, expression: Along, members: Mapping[str, str]) -> Grid:
        parts = [self._work(side, expression.operand, each) for each in run_members(expression, members, side.space)]
        if expression.name == "previous":
            return parts[0] if parts else constant(State.ABSENT)
        return self._fold("sum" if expression.name == "cumsum" else "prod", parts)


def in_order(target: Place, below: Callable[[Place], Iterator[Place]], known: Container[Place]) -> list[Place]:
    """List a cell and all below it that is not known yet, each after what it reads itself."""
    # A stack of our own: a chain of rules may be longer than Python's.
    done: dict[Place, None] = {}
    waiting: list[tuple[Place, Iterator[Place]]] = [] if target in known else [(target, below(target))]
    open_ = {target}
    while waiting:
        place, rest = waiting[-1]
        following = next((each for each in rest if each not in done and each not in known and each not in open_), None)
        if following is None:
            waiting.pop()
            open_.discard(place)
            done[place] = None
        else:
            open_.add(following)
            waiting.append((following, below(following)))
    return list(done)


def places_below(side: Calculation, place: Place, reached: Container[str] = frozenset()) -> Iterator[Place]:
    """
    Go through the cells that a cell of a formula reads by the rules of one calculation.

    A factor that something varies in is left out where a factor before it is an exact zero, unless nothing is
    said to vary.
    """
    rule = side.rules.rules[place[0]]
    variant = side.variant(rule, place[1]) if isinstance(rule, Formula) else None
    if variant:
        yield from _places_read(side, variant.expression, dict(zip(rule.per, place[1], strict=True)), reached)


def _places_read(side: Calculation, expression: Expression, members: Mapping[str, str], reached: Container[str]) -> Iterator[Place]:
    match expression:
        case Read(name, selectors):
            yield name, tuple(side.space.member(each, members) for each in selectors)
        case Operation("*", (left, right)):
            for each in factors_that_matter(side, left, right, members, reached):
                yield from _places_read(side, each, members, reached)
        case Operation(_, operands):
            for each in operands:
                yield from _places_read(side, each, members, reached)
        case Reduction(_, operand, over):
            for cell in side.space.cells(over):
                yield from _places_read(side, operand, {**members, **dict(zip(over, cell, strict=True))}, reached)
        case Along():
            for run in run_members(expression, members, side.space):
                yield from _places_read(side, expression.operand, run, reached)


def factors_that_matter(
    side: Calculation, left: Expression, right: Expression, members: Mapping[str, str], reached: Container[str]
) -> tuple[Expression, ...]:
    """Return the factors that matter: of a product with a weight that is and stays zero, that weight alone."""
    for each in (left, right):
        if is_zero(_still(side, each, members, reached)):
            return (each,)
    return left, right


def _still(side: Calculation, expression: Expression, members: Mapping[str, str], reached: Container[str]) -> Scalar:
    # Only what is cheap to know: a weight, or a product of weights, in which nothing varies.
    match expression:
        case Read(name, selectors) if name not in reached:
            return side.value(name, tuple(side.space.member(each, members) for each in selectors))
        case Operation("*", (left, right)):
            first = _still(side, left, members, reached)
            return first if is_zero(first) else _still(side, right, members, reached)
    return State.FAILED
