"""Trends: whether a figure can be shown to rise, or to fall, as a value rises."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from enum import Enum
from functools import reduce

from ..decimals import EXACT, MODES, ONE, ZERO
from ..expression import Along, Expression, Is, Number, Operation, Read, Reduction
from ..model import Cell, Formula
from .calculation import Calculation
from .cellwise import run_members
from .derivation import Place
from .graph import dependents
from .lifted import factors_that_matter, in_order, places_below
from .scalars import OPERATIONS, Scalar


class Direction(Enum):
    """What a figure does as the value rises; unknown where it could not be shown."""

    CONSTANT = 0
    RISING = 1
    FALLING = -1
    UNKNOWN = 2


@dataclass(frozen=True, slots=True)
class Trend:
    """The direction of a figure, and what it is at the two ends of the value; None where that is no number."""

    direction: Direction
    low: Decimal | None
    high: Decimal | None

    @property
    def least(self) -> Decimal | None:
        """Return the smallest that the figure can be between the ends."""
        known = self.direction is not Direction.UNKNOWN and self.low is not None and self.high is not None
        return min(self.low, self.high) if known and self.low is not None and self.high is not None else None

    @property
    def is_constant(self) -> bool:
        """Say whether the figure is the same number whatever the value."""
        return self.direction is Direction.CONSTANT and self.low is not None


UNKNOWN = Trend(Direction.UNKNOWN, None, None)


def still(value: Scalar) -> Trend:
    """Return the trend of what does not move."""
    number = value if isinstance(value, Decimal) else None
    return Trend(Direction.CONSTANT, number, number)


class Trends:
    """The trends of the cells of a calculation when some cells take one value between two ends."""

    def __init__(self, calculation: Calculation, varied: Iterable[Place], ends: tuple[Decimal, Decimal]) -> None:
        self._calculation = calculation
        self._varied = frozenset(varied)
        self._ends = ends
        self._reached = dependents(calculation.needs, {name for name, _ in self._varied})
        self._known: dict[Place, Trend] = {}

    def trend(self, name: str, cell: Cell) -> Trend:
        """Return the trend of a cell."""
        with localcontext(EXACT):
            for place in in_order((name, cell), self._below, self._known):
                self._known[place] = self._compute(place)
        return self._known[name, cell]

    def _below(self, place: Place) -> Iterator[Place]:
        if place not in self._varied and place[0] in self._reached:
            yield from places_below(self._calculation, place, self._reached)

    def _compute(self, place: Place) -> Trend:
        rule = self._calculation.rules.rules[place[0]]
        if place in self._varied:
            return Trend(Direction.RISING, *self._ends)
        if place[0] not in self._reached or not isinstance(rule, Formula):
            return still(self._calculation.value(*place))
        variant = self._calculation.variant(rule, place[1])
        if variant is None:
            return UNKNOWN
        trend = self._work(variant.expression, dict(zip(rule.per, place[1], strict=True)))
        return combine(f"round {rule.rounding.mode}", (trend, still(rule.rounding.to))) if rule.rounding else trend

    def _work(self, expression: Expression, members: Mapping[str, str]) -> Trend:
        space = self._calculation.space
        match expression:
            case Number(value):
                return still(value)
            case Read(name, selectors):
                place = (name, tuple(space.member(each, members) for each in selectors))
                return self._known.get(place) or still(self._calculation.value(*place))
            case Is(selector, _, member, negated):
                return still((space.member(selector, members) == member) is not negated)
            case Operation("if", (condition, then, otherwise)):
                return self._choice(condition, (then, otherwise), members)
            case Operation("*", (left, right)):
                factors = factors_that_matter(self._calculation, left, right, members, self._reached)
                trends = [self._work(each, members) for each in factors]
                return trends[0] if len(trends) == 1 else combine("*", trends)
            case Operation(name, operands):
                return combine(name, [self._work(each, members) for each in operands])
            case Reduction(name, operand, over):
                cells = space.cells(over)
                return _fold(name, [self._work(operand, {**members, **dict(zip(over, cell, strict=True))}) for cell in cells])
            case Along(name, operand, _):
                runs = [self._work(operand, each) for each in run_members(expression, members, space)]
                return (runs[0] if runs else UNKNOWN) if name == "previous" else _fold(name.removeprefix("cum"), runs)

    def _choice(self, condition: Expression, branches: tuple[Expression, Expression], members: Mapping[str, str]) -> Trend:
        sides = getattr(condition, "operands", ())
        moving = [self._work(each, members) for each in sides]
        if not all(each.is_constant for each in moving):
            return UNKNOWN
        held: Scalar
        if isinstance(condition, Is):
            held = (self._calculation.space.member(condition.selector, members) == condition.member) is not condition.negated
        else:
            held = OPERATIONS[getattr(condition, "name", "not")](*(each.low for each in moving))
        return self._work(branches[0 if held is True else 1], members) if isinstance(held, bool) else UNKNOWN


def combine(name: str, trends: Sequence[Trend]) -> Trend:
    """Return the trend of an operation on figures with trends."""
    if any(each is UNKNOWN or each.direction is Direction.UNKNOWN for each in trends):
        return UNKNOWN
    return _RULES.get(name, _unmoved(name))(*trends)


def _at_ends(name: str, trends: Sequence[Trend], direction: Direction) -> Trend:
    ends = [OPERATIONS[name](*values) if None not in values else None for values in ([each.low for each in trends], [each.high for each in trends])]
    low, high = (each if isinstance(each, Decimal) else None for each in ends)
    return Trend(direction, low, high) if low is not None and high is not None else UNKNOWN


def _unmoved(name: str) -> Callable[..., Trend]:
    def rule(*trends: Trend) -> Trend:
        return _at_ends(name, trends, Direction.CONSTANT) if all(each.is_constant for each in trends) else UNKNOWN

    return rule


def _together(name: str) -> Callable[..., Trend]:
    def rule(*trends: Trend) -> Trend:
        moving = {each.direction for each in trends} - {Direction.CONSTANT}
        return _at_ends(name, trends, moving.pop() if moving else Direction.CONSTANT) if len(moving) < 2 else UNKNOWN

    return rule


def _negative(trend: Trend) -> Trend:
    return _at_ends("neg", (trend,), Direction(-trend.direction.value))


def _difference(left: Trend, right: Trend) -> Trend:
    return _together("+")(left, _negative(right))


def _product(left: Trend, right: Trend) -> Trend:
    if left.is_constant or right.is_constant:
        factor, moving = (left, right) if left.is_constant else (right, left)
        sign = 0 if not factor.low else 1 if factor.low > 0 else -1
        if sign == 0:
            return still(ZERO)
        return _at_ends("*", (left, right), Direction(moving.direction.value * sign))
    if left.least is None or right.least is None or left.least < 0 or right.least < 0 or left.direction is not right.direction:
        return UNKNOWN
    return _at_ends("*", (left, right), left.direction)


def _quotient(left: Trend, right: Trend) -> Trend:
    least, most = right.least, _negative(right).least
    if least is None or most is None or not (least > 0 or most > 0):
        return UNKNOWN
    inverse = _at_ends("/", (still(ONE), right), Direction(-right.direction.value))
    found = _product(left, inverse)
    return _at_ends("/", (left, right), found.direction) if found.low is not None else UNKNOWN


def _power(base: Trend, exponent: Trend) -> Trend:
    if base.is_constant:
        return _at_ends("**", (base, exponent), Direction.CONSTANT)
    if base.least is None or base.least <= 0 or not exponent.low:
        return UNKNOWN
    return _at_ends("**", (base, exponent), Direction(base.direction.value * (1 if exponent.low > 0 else -1)))


def _stepped(name: str) -> Callable[..., Trend]:
    def rule(value: Trend, step: Trend) -> Trend:
        return _at_ends(name, (value, step), value.direction) if step.is_constant else UNKNOWN

    return rule


_RULES: dict[str, Callable[..., Trend]] = {
    "+": _together("+"),
    "-": _difference,
    "*": _product,
    "/": _quotient,
    "**": _power,
    "neg": _negative,
    "min": _together("min"),
    "max": _together("max"),
    "round": _stepped("round"),
    "floor": _stepped("floor"),
    "ceil": _stepped("ceil"),
    **{f"round {mode}": _stepped(f"round {mode}") for mode in MODES},
}


def _fold(name: str, trends: Sequence[Trend]) -> Trend:
    if name in ("min", "max"):
        return combine(name, trends)
    return reduce(lambda left, right: combine("+" if name == "sum" else "*", (left, right)), trends)
