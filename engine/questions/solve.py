"""Which values of an input agree with the figures that were published: an interval, or two figures that exclude each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..calculating.agreement import Agreement, Interval
from ..calculating.calculation import Calculation
from ..calculating.derivation import Place
from ..calculating.gauges import CellGauge, Gauge, targets_reached
from ..calculating.scalars import Scalar
from ..calculating.searching import find_agreement, search_bounds
from ..calculating.targets import Target, Verdict
from ..model import Value


@dataclass(frozen=True, slots=True)
class Demand:
    """
    One of the figures that exclude each other: the values that agree with it alone.

    `ends` is what it is at the two ends of what was searched, before its rounding.
    """

    target: Target
    intervals: tuple[Interval, ...]
    ends: tuple[Scalar, Scalar]


@dataclass(frozen=True, slots=True)
class Solution:
    """
    The values that the cells can have, all the same one, so that every published figure which they reach agrees.

    `in_use` is None where the cells have different values, and then `inside` is too. `conflict` is empty
    unless nothing agrees. Numbers are as stored.
    """

    places: tuple[Place, ...]
    agreement: Agreement
    in_use: Value | None
    inside: bool | None
    conflict: tuple[Demand, ...] = ()

    @property
    def interval(self) -> Interval | None:
        """Return the interval with the value in use, else the first; None where nothing agrees."""
        found = self.agreement.intervals
        return next((each for each in found if isinstance(self.in_use, Decimal) and self.in_use in each), found[0] if found else None)

    @property
    def others(self) -> tuple[Interval, ...]:
        """Return the other intervals that agree."""
        return tuple(each for each in self.agreement.intervals if each is not self.interval)


def solve(calculation: Calculation, places: Sequence[Place], gauge: Gauge | None = None, targets: Sequence[Target] | None = None) -> Solution:
    """
    Return the values of the cells, all having the same one, that agree with every published figure which they reach.

    `gauge` reads off the figures in another way, `targets` are other figures to agree with.
    """
    gauge = gauge or CellGauge(calculation, places)
    targets = targets_reached(gauge.reach, calculation.rules) if targets is None else targets
    agreement = find_agreement(gauge, targets, search_bounds(gauge, places, targets))
    in_use = value_in_use(calculation, places)
    inside = None if in_use is None else bool(agreement.intervals) and _agrees(gauge, agreement.targets, in_use)
    return Solution(tuple(places), agreement, in_use, inside, tuple(_demand(gauge, each, agreement) for each in agreement.conflict))


def value_in_use(calculation: Calculation, places: Sequence[Place]) -> Value | None:
    """Return the value that all the cells have, or None where they differ."""
    found = {calculation.value(*each) for each in places}
    return found.pop() if len(found) == 1 else None


def _agrees(gauge: Gauge, targets: Sequence[Target], value: Value) -> bool:
    return isinstance(value, Decimal) and all(reading.verdict is Verdict.EQUAL for (reading,) in gauge.read(targets, [value]))


def _demand(gauge: Gauge, target: Target, agreement: Agreement) -> Demand:
    ((low, high),) = gauge.read([target], agreement.bounds)
    return Demand(target, find_agreement(gauge, [target], agreement.bounds).intervals, (low.least, high.least))
