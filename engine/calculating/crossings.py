"""The value at which a figure crosses a border: found between two values by trying where a straight line would cross, and about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Context, Decimal, localcontext
from typing import TypeAlias

from ..decimals import EXACT, ZERO

PRECISION = Decimal("1e-26")
"""How near to each other two values are brought, as a part of them."""

_ROUNDS = 200
_PARTS = 8
_ABOUT = tuple(Decimal(10) ** -power for power in (2, 4, 8, 13, 19, 26))
_NOTHING = Decimal("1e-22")
"""A border that is nearer to zero than this, as a part of where it was looked for, is zero."""

_SNAP = Context(prec=24, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144)

Probe: TypeAlias = Callable[[Sequence[Decimal]], list[tuple[bool, Decimal | None]]]
"""Says for values whether the border has been crossed, and about how far beyond it the figure is."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two values side by side: the last before the border and the first beyond it, and the border itself as near as can be told."""

    before: Decimal
    beyond: Decimal
    border: Decimal


@dataclass(frozen=True, slots=True)
class _Point:
    value: Decimal
    gap: Decimal | None


def find_crossing(probe: Probe, before: Decimal, beyond: Decimal) -> Crossing:
    """
    Return where a border is crossed between a value that lies before it and one that lies beyond, which may be the smaller.

    Where it is crossed more than once, one of the crossings.
    """
    with localcontext(EXACT):
        gaps = [gap for _, gap in probe([before, beyond])]
        near, far = _Point(before, gaps[0]), _Point(beyond, gaps[1])
        scale = max(abs(before), abs(beyond))
        smallest = scale * PRECISION * PRECISION
        for _ in range(_ROUNDS):
            width = far.value - near.value
            if abs(width) <= max(abs(near.value), abs(far.value)) * PRECISION or abs(width) <= smallest:
                break
            near, far = _closer(probe, near, far)
        return Crossing(near.value, far.value, _border(near.value, far.value, scale))


def _closer(probe: Probe, near: _Point, far: _Point) -> tuple[_Point, _Point]:
    values = _tries(near, far)
    for value, (crossed, gap) in zip(values, probe(values), strict=True):
        point = _Point(value, gap)
        if crossed:
            return near, point
        near = point
    return near, far


def _tries(near: _Point, far: _Point) -> list[Decimal]:
    """Return values between two, from the one to the other: parts of the way, and about where a straight line would cross."""
    width = far.value - near.value
    tries = {near.value + width * part / _PARTS for part in range(1, _PARTS)}
    if near.gap is not None and far.gap is not None and near.gap < far.gap:
        guess = near.value - width * near.gap / (far.gap - near.gap)
        tries.update([guess, *(guess + sign * width * part for part in _ABOUT for sign in (1, -1))])
    low, high = sorted((near.value, far.value))
    return sorted((each for each in tries if low < each < high), reverse=width < 0)


def _border(one: Decimal, other: Decimal, scale: Decimal) -> Decimal:
    """Return the shortest number that the border can be, so that a border of few digits is told as it is."""
    middle = one + (other - one) / 2
    return middle.normalize(_SNAP) if abs(middle) > scale * _NOTHING else ZERO
