"""Which values of an input agree with published figures: intervals, or the figures that exclude each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal

from .targets import Target

SHOWN_DIGITS = 10
"""Significant digits of the ends that are told, rounded inward."""

_KNOWN_DIGITS = 24


@dataclass(frozen=True, slots=True)
class End:
    """
    An end of an interval; closed where the value itself agrees.

    `within` is a value that agrees, right at the end. `by` is the figure that sets the end; None where it is
    the end of what was searched.
    """

    value: Decimal
    closed: bool
    within: Decimal
    by: Target | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """All values between two ends."""

    low: End
    high: End

    @property
    def is_there(self) -> bool:
        """Say whether any value lies between the ends."""
        return self.low.within <= self.high.within

    def __contains__(self, value: Decimal) -> bool:
        return self.low.within <= value <= self.high.within


@dataclass(frozen=True, slots=True)
class Agreement:
    """
    The values that agree, as intervals in order, between two ends of what was searched.

    Where there are none, `conflict` names two figures that exclude each other, or one that no value agrees with.
    `targets` are the figures that move; of these `tried` could not be shown to rise or fall.
    """

    bounds: tuple[Decimal, Decimal]
    targets: tuple[Target, ...]
    intervals: tuple[Interval, ...] = ()
    conflict: tuple[Target, ...] = ()
    tried: tuple[Target, ...] = ()


def common(ones: Sequence[Interval], others: Sequence[Interval]) -> Iterator[Interval]:
    """Go through the values that lie in intervals of both, as intervals in order."""
    for one in ones:
        for other in others:
            both = Interval(
                max(one.low, other.low, key=lambda end: (end.within, end.by is not None)),
                min(one.high, other.high, key=lambda end: (end.within, end.by is None)),
            )
            if both.is_there:
                yield both


def shown_ends(interval: Interval) -> tuple[tuple[Decimal, bool], tuple[Decimal, bool]]:
    """Return both ends with ten digits rounded inward, or with as many more as it takes, each with whether it is closed."""
    for digits in range(SHOWN_DIGITS, _KNOWN_DIGITS):
        low, high = _inward(interval.low, ROUND_CEILING, digits), _inward(interval.high, ROUND_FLOOR, digits)
        if low[0] < high[0] or (low[0] == high[0] and low[1] and high[1]):
            return low, high
    return (interval.low.within, True), (interval.high.within, True)


def _inward(end: End, rounding: str, digits: int) -> tuple[Decimal, bool]:
    value = end.value.normalize(Context(prec=digits, rounding=rounding))
    return value, end.closed or value != end.value
