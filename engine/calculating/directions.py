"""What a figure does as a value rises, and what follows from that for a sum, a product and every other operation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import Enum
from functools import reduce

from ..decimals import MODES, ZERO
from ..model import State
from .scalars import OPERATIONS, Scalar


class Direction(Enum):
    """What a figure does as the value rises; unknown where it could not be shown."""

    CONSTANT = 0
    RISING = 1
    FALLING = -1
    UNKNOWN = 2


@dataclass(frozen=True, slots=True)
class Trend:
    """
    The direction of a figure, and what it is at the two ends of the value.

    What moves is a number all the way; what does not move may be a condition or a state too. `slack` says
    how far a straight line through the ends is off at most, by rounding alone; None where it is no straight line.
    """

    direction: Direction
    low: Scalar
    high: Scalar
    slack: Decimal | None = None

    @property
    def is_constant(self) -> bool:
        """Say whether the figure is the same whatever the value."""
        return self.direction is Direction.CONSTANT

    @property
    def is_proven(self) -> bool:
        """Say whether the figure rises, falls or stays the same all the way."""
        return self.direction is not Direction.UNKNOWN

    @property
    def range(self) -> tuple[Decimal, Decimal] | None:
        """Return the smallest and the largest that the figure is between the ends; None where it is not known to be a number."""
        if not self.is_proven or not isinstance(self.low, Decimal) or not isinstance(self.high, Decimal):
            return None
        return (self.low, self.high) if self.low <= self.high else (self.high, self.low)

    @property
    def sign(self) -> int | None:
        """Return 1 where the figure is never below zero, -1 where it is never above, None where it may be either."""
        found = self.range
        if found is None:
            return None
        return 1 if found[0] >= 0 else -1 if found[1] <= 0 else None


UNKNOWN = Trend(Direction.UNKNOWN, State.FAILED, State.FAILED)

_NOISE = Decimal("1e-33")
"""What one operation may be off, as a part of its result."""

_CLEAR = Decimal("1e10")
"""A straight line has a direction where its ends differ by this many times its slack."""


def still(value: Scalar) -> Trend:
    """Return the trend of what does not move."""
    return Trend(Direction.CONSTANT, value, value, ZERO)


def combine(name: str, trends: Sequence[Trend]) -> Trend:
    """Return the trend of an operation on figures with trends."""
    if not all(each.is_proven for each in trends):
        return UNKNOWN
    if all(each.is_constant for each in trends):
        return still(OPERATIONS[name](*(each.low for each in trends)))
    rule = _RULES.get(name)
    return rule(*trends) if rule else UNKNOWN


def fold(name: str, trends: Sequence[Trend]) -> Trend:
    """Return the trend of a sum, product, minimum or maximum of figures with trends."""
    if name in ("min", "max"):
        return combine(name, trends)
    return reduce(lambda left, right: combine("+" if name == "sum" else "*", (left, right)), trends)


def _moving(name: str, trends: Sequence[Trend], direction: Direction, slack: Decimal | None = None) -> Trend:
    """Return a trend with this direction and with the ends that the operation has there."""
    low, high = (OPERATIONS[name](*values) for values in ([each.low for each in trends], [each.high for each in trends]))
    if not isinstance(low, Decimal) or not isinstance(high, Decimal):
        return UNKNOWN
    if low == high and direction is not Direction.UNKNOWN:
        return still(low)
    noise = None if slack is None else slack + max(abs(low), abs(high)) * _NOISE
    if direction is Direction.UNKNOWN and noise is not None and abs(high - low) > noise * _CLEAR:
        direction = Direction.RISING if high > low else Direction.FALLING
    return Trend(direction, low, high, noise) if direction is not Direction.UNKNOWN else UNKNOWN


def _one(directions: set[int]) -> Direction:
    return Direction(directions.pop()) if len(directions) == 1 else Direction.UNKNOWN


def _sum(name: str, sign: int) -> Callable[[Trend, Trend], Trend]:
    def rule(left: Trend, right: Trend) -> Trend:
        directions = {left.direction.value, sign * right.direction.value} - {0}
        straight = None if left.slack is None or right.slack is None else left.slack + right.slack
        return _moving(name, (left, right), _one(directions), straight)

    return rule


def _extreme(name: str) -> Callable[..., Trend]:
    def rule(*trends: Trend) -> Trend:
        return _moving(name, trends, _one({each.direction.value for each in trends} - {0}))

    return rule


def _negative(trend: Trend) -> Trend:
    return _moving("neg", (trend,), Direction(-trend.direction.value), trend.slack)


def _product(left: Trend, right: Trend) -> Trend:
    signs = left.sign, right.sign
    directions = {each.direction.value * (sign or 2) for each, sign in ((left, signs[1]), (right, signs[0])) if not each.is_constant}
    for factor, moving in ((left, right), (right, left)):
        if factor.is_constant and isinstance(factor.low, Decimal):
            slack = None if moving.slack is None else moving.slack * abs(factor.low)
            return _moving("*", (left, right), _one(directions), slack) if factor.low else still(ZERO)
    return _moving("*", (left, right), _one(directions)) if directions <= {1, -1} else UNKNOWN


def _quotient(left: Trend, right: Trend) -> Trend:
    below = right.range
    if below is None or below[0] <= 0 <= below[1] or left.range is None:
        return UNKNOWN
    side = 1 if below[0] > 0 else -1
    directions = {left.direction.value * side} if not left.is_constant else set()
    if not right.is_constant:
        directions.add(-right.direction.value * (left.sign or 2))
    found = _moving("/", (left, right), _one(directions) if directions <= {1, -1} else Direction.UNKNOWN, _quotient_slack(left, right))
    return found if right.is_constant else replace(found, slack=None)


def _quotient_slack(left: Trend, right: Trend) -> Decimal | None:
    # A straight line over a straight line never turns, so that its ends show the direction.
    if left.slack is None or right.slack is None or left.range is None or right.range is None:
        return None
    smallest = min(map(abs, right.range))
    return left.slack / smallest + max(map(abs, left.range)) * right.slack / smallest / smallest


def _power(base: Trend, exponent: Trend) -> Trend:
    power, sign, around = exponent.low, base.sign, base.range
    if not isinstance(power, Decimal) or around is None:
        return UNKNOWN
    if power == 0:
        return _moving("**", (base, exponent), Direction.CONSTANT)
    odd = power % 2 == 1 or power % 2 == -1
    if (not odd and sign is None) or (power < 0 and around[0] <= 0 <= around[1]):
        return UNKNOWN
    return _moving("**", (base, exponent), Direction(base.direction.value * (1 if power > 0 else -1) * (1 if odd else sign or 1)))


def _size(trend: Trend) -> Trend:
    return _moving("abs", (trend,), Direction(trend.direction.value * trend.sign), trend.slack) if trend.sign else UNKNOWN


def _stepped(name: str) -> Callable[[Trend, Trend], Trend]:
    def rule(value: Trend, step: Trend) -> Trend:
        return _moving(name, (value, step), value.direction) if step.is_constant else UNKNOWN

    return rule


def _compared(name: str) -> Callable[[Trend, Trend], Trend]:
    def rule(left: Trend, right: Trend) -> Trend:
        if left.range is None or right.range is None:
            return UNKNOWN
        found = {OPERATIONS[name](one, other) for one in left.range for other in right.range}
        apart = OPERATIONS["<"](left.range[1], right.range[0]) is True or OPERATIONS["<"](right.range[1], left.range[0]) is True
        return still(found.pop()) if len(found) == 1 and (apart or name not in ("==", "!=")) else UNKNOWN

    return rule


_RULES: dict[str, Callable[..., Trend]] = {
    "+": _sum("+", 1),
    "-": _sum("-", -1),
    "*": _product,
    "/": _quotient,
    "**": _power,
    "neg": _negative,
    "abs": _size,
    "min": _extreme("min"),
    "max": _extreme("max"),
    **{name: _stepped(name) for name in ("round", "floor", "ceil", *(f"round {mode}" for mode in MODES))},
    **{name: _compared(name) for name in ("<", "<=", ">", ">=", "==", "!=")},
}
