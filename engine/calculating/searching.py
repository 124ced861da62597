"""Searching: by borders where figures rise or fall all the way, by trying values where that could not be shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, localcontext
from itertools import pairwise

from ..decimals import EXACT, ONE, ZERO
from ..model import Parameter
from .agreement import Agreement, End, Interval, common
from .borders import NoValue, border, first_agreeing
from .calculation import Calculation
from .derivation import Place
from .directions import Direction
from .gauges import Gauge
from .targets import Reading, Target, Verdict

SCANNED = 401
"""Values that are tried where it could not be shown that figures rise or fall."""

_FAR = 1000
"""Where no range says how far to look: so many times the value in use."""


def find_agreement(gauge: Gauge, targets: Sequence[Target], bounds: tuple[Decimal, Decimal]) -> Agreement:
    """Return the values between two ends that agree with all targets; a target that does not move is left out."""
    with localcontext(EXACT):
        return _Search(gauge, bounds).run(targets)


def search_bounds(gauge: Gauge, places: Sequence[Place], targets: Sequence[Target]) -> tuple[Decimal, Decimal]:
    """Return between which values to look: the widest bounds in which as many figures as can be are known to rise or fall."""
    found = list(_possible_bounds(gauge.calculation, places))
    return min(found, key=lambda each: gauge.directions(targets, *each).count(Direction.UNKNOWN)) if len(found) > 1 else found[0]


def _possible_bounds(calculation: Calculation, places: Sequence[Place]) -> Iterator[tuple[Decimal, Decimal]]:
    """Go through the bounds that an input can have: its range, or wide and less wide ones about the value in use."""
    ranges = [rule.range for name, _ in places if isinstance(rule := calculation.rules.rules[name], Parameter)]
    low = max((each for each, _ in ranges if each is not None), default=None)
    high = min((each for _, each in ranges if each is not None), default=None)
    if low is not None and high is not None:
        yield low, high
        return
    used = [value for each in places if isinstance(value := calculation.value(*each), Decimal)]
    largest = max(used, key=abs, default=ONE) or ONE
    far = max(abs(largest), ONE) * _FAR
    for wide in ((-far, far), (ZERO, far.copy_sign(largest)), (ZERO, 2 * largest)):
        bottom = min(wide) if low is None else low
        top = max(wide) if high is None else high
        yield (bottom, top) if bottom < top else (bottom, bottom + far) if high is None else (top - far, top)


class _Search:
    def __init__(self, gauge: Gauge, bounds: tuple[Decimal, Decimal]) -> None:
        self._gauge = gauge
        self._bounds = bounds
        self._moving: list[Target] = []
        self._tried: list[Target] = []

    def run(self, targets: Sequence[Target]) -> Agreement:
        low, high = self._bounds
        directions = self._directions(targets, low, high)
        self._moving = [each for each in targets if directions[each] is not Direction.CONSTANT]
        intervals: list[Interval] = []
        conflict: tuple[Target, ...] = ()
        try:
            intervals = self._found({each: directions[each] for each in self._moving}, Interval(End(low, True, low), End(high, True, high)))
        except NoValue as found:
            conflict = found.targets
        return Agreement(self._bounds, tuple(self._moving), tuple(intervals), conflict, tuple(self._tried))

    def _found(self, directions: dict[Target, Direction], window: Interval) -> list[Interval]:
        """Return what is left of a window: by the figures that rise or fall first, since then others may do so in what is left."""
        window = self._narrowed(directions, window)
        unknown = _of(directions, Direction.UNKNOWN)
        if unknown and len(unknown) < len(directions):
            nearby = self._directions(unknown, window.low.within, window.high.within)
            self._leave_out(_of(nearby, Direction.CONSTANT), window)
            nearby = {each: direction for each, direction in nearby.items() if each in self._moving}
            window, unknown = self._narrowed(nearby, window), _of(nearby, Direction.UNKNOWN)
        return self._scanned(unknown, window) if unknown else [window]

    def _directions(self, targets: Sequence[Target], low: Decimal, high: Decimal) -> dict[Target, Direction]:
        return dict(zip(targets, self._gauge.directions(targets, low, high), strict=True))

    def _narrowed(self, directions: dict[Target, Direction], window: Interval) -> Interval:
        """Return the part of a window in which the figures that rise or fall, or stay the same, all agree."""
        known = {each: direction for each, direction in directions.items() if direction is not Direction.UNKNOWN}
        low = first_agreeing(self._gauge, known, window.low, window.high, upward=True)
        high = first_agreeing(self._gauge, known, window.high, window.low, upward=False)
        if low.within > high.within:
            raise NoValue(low.by, high.by)
        return Interval(low, high)

    def _leave_out(self, flat: Sequence[Target], window: Interval) -> None:
        """Leave out figures that stay the same in a window, do not agree there, and turn out to move nowhere else either."""
        readings = zip(flat, self._gauge.read(flat, [window.low.within]), strict=True)
        wrong = [each for each, (reading,) in readings if reading.verdict is not Verdict.EQUAL]
        if wrong:
            everywhere = zip(wrong, self._gauge.read(wrong, _points(*self._bounds)), strict=True)
            still = [each for each, row in everywhere if _is_flat(row)]
            self._moving = [each for each in self._moving if each not in still]

    def _scanned(self, unknown: Sequence[Target], window: Interval) -> list[Interval]:
        """Try values of a window; between two that differ, figures are taken to rise or fall."""
        points = _points(window.low.within, window.high.within)
        readings = dict(zip(unknown, self._gauge.read(unknown, points), strict=True))
        self._leave_out([each for each in unknown if _is_flat(readings[each])], window)
        self._tried = [each for each in unknown if each in self._moving]
        found: list[tuple[Target, list[Interval]]] = []
        left = [window]
        for target in self._tried:
            pieces = list(self._pieces(target, window, points, readings[target]))
            both = list(common(left, pieces))
            if not both:
                raise NoValue(*_excluding(target, pieces, found, window))
            found.append((target, pieces))
            left = both
        return left

    def _pieces(self, target: Target, window: Interval, points: Sequence[Decimal], readings: Sequence[Reading]) -> Iterator[Interval]:
        """Go through the intervals in which one figure agrees."""
        start = window.low
        for (point, reading), (after, following) in pairwise(zip(points, readings, strict=True)):
            one, other = reading.verdict, following.verdict
            # A figure that goes past its print agrees somewhere in between, or jumps.
            past = {one, other} == {Verdict.BELOW, Verdict.ABOVE}
            if other is not one and (past or other is Verdict.EQUAL):
                start = border(self._gauge, target, one, point, after)
            if other is not one and (past or one is Verdict.EQUAL):
                found = Interval(start, border(self._gauge, target, other, after, point))
                if found.is_there:
                    yield found
        if readings[-1].verdict is Verdict.EQUAL:
            yield Interval(start, window.high)


def _of(directions: dict[Target, Direction], wanted: Direction) -> list[Target]:
    return [each for each, direction in directions.items() if direction is wanted]


def _points(low: Decimal, high: Decimal) -> list[Decimal]:
    return [*(low + (high - low) * at / (SCANNED - 1) for at in range(SCANNED - 1)), high]


def _is_flat(readings: Sequence[Reading]) -> bool:
    return all(each.least == readings[0].least and each.most == readings[0].most for each in readings)


def _excluding(target: Target, pieces: Sequence[Interval], found: Sequence[tuple[Target, Sequence[Interval]]], window: Interval) -> tuple[Target | None, ...]:
    """Return which figures leave nothing together with one more: another alone if there is one, else all before it."""
    if not pieces:
        return (target, window.low.by or window.high.by)
    alone = next((each for each, theirs in found if not list(common(theirs, pieces))), None)
    return (alone, target) if alone else (*(each for each, _ in found), target)
