"""Borders: the value at which a figure comes to its print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ..decimals import ZERO
from .agreement import End
from .crossings import find_crossing
from .directions import Direction
from .gauges import Gauge
from .targets import Reading, Target, Verdict, edges_of_print


class NoValue(Exception):
    """No value agrees with all figures; carries the figures that exclude each other."""

    def __init__(self, *targets: Target | None) -> None:
        super().__init__()
        self.targets = tuple(dict.fromkeys(filter(None, targets)))


def first_agreeing(gauge: Gauge, targets: Mapping[Target, Direction], start: End, stop: End, *, upward: bool) -> End:
    """
    Go from one end to the other and return the first place where no figure still has to come to its print.

    The figures rise or fall all the way, or stay the same. Raises `NoValue` where one does not come to its print.
    """
    outside = {each: _side(direction, upward=upward) for each, direction in targets.items()}
    end, waiting = start, list(targets)
    while True:
        readings = dict(zip(waiting, gauge.read(waiting, [end.within, stop.within]), strict=True))
        waiting = [each for each in waiting if readings[each][0].verdict is outside[each]]
        if not waiting:
            return end
        for each in waiting:
            if readings[each][1].verdict is outside[each]:
                raise NoValue(each, stop.by or start.by)
        last = max(waiting, key=lambda each: _way(gauge, each, outside[each], readings[each]))
        end = border(gauge, last, outside[last], end.within, stop.within)


def border(gauge: Gauge, target: Target, outside: Verdict, start: Decimal, stop: Decimal) -> End:
    """Return where a figure gets another verdict than the one `outside`, which it has at the start and not at the stop."""

    def probe(values: Sequence[Decimal]) -> list[tuple[bool, Decimal | None]]:
        (readings,) = gauge.read([target], values)
        return [(each.verdict is not outside, _gap(gauge, target, each, outside)) for each in readings]

    found = find_crossing(probe, start, stop)
    ((at,),) = gauge.read([target], [found.border])
    closed = at.verdict is not outside
    return End(found.border, closed, found.border if closed else found.beyond, target)


def _side(direction: Direction, *, upward: bool) -> Verdict:
    """Return on which side of its print a figure is before it comes there."""
    return Verdict.BELOW if upward is (direction is not Direction.FALLING) else Verdict.ABOVE


def _gap(gauge: Gauge, target: Target, reading: Reading, outside: Verdict) -> Decimal | None:
    """Return about how far a figure has come in from one side: less than zero while it still has to come to its print."""
    low, high = edges_of_print(gauge.calculation, target)
    if outside is Verdict.BELOW and isinstance(reading.most, Decimal):
        return reading.most - low
    return high - reading.least if outside is Verdict.ABOVE and isinstance(reading.least, Decimal) else None


def _way(gauge: Gauge, target: Target, outside: Verdict, readings: Sequence[Reading]) -> Decimal:
    """Return about at which part of the way a figure comes to its print."""
    start, stop = (_gap(gauge, target, each, outside) for each in readings)
    return ZERO if start is None or stop is None or start == stop else start / (start - stop)
