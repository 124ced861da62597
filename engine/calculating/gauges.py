"""Gauges: what values of an input make of published figures, and whether those then rise or fall."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Protocol

from ..model import RuleSet
from .calculation import Calculation
from .derivation import Place
from .directions import Direction
from .grids import Grid
from .lifted import axis_space
from .reach import Reach
from .scalars import Scalar
from .targets import Reading, Target, published_targets, read
from .trends import Trends
from .variation import Variation, alternatives


class Gauge(Protocol):
    """Reads off targets at values of an input."""

    calculation: Calculation
    reach: Reach

    def read(self, targets: Sequence[Target], values: Sequence[Decimal]) -> list[list[Reading]]:
        """Return for each target a reading for each value."""

    def directions(self, targets: Sequence[Target], low: Decimal, high: Decimal) -> list[Direction]:
        """Return for each target what it does as the value goes from one to the other."""


class CellGauge:
    """Reads off figures with the same value in some cells."""

    def __init__(self, calculation: Calculation, places: Iterable[Place], beside: Reach | None = None) -> None:
        self.calculation = calculation
        self._places = tuple(places)
        self.reach = Reach(calculation, self._places, beside)

    def read(self, targets: Sequence[Target], values: Sequence[Decimal]) -> list[list[Reading]]:
        """Return for each target a reading for each value."""
        varied = dict.fromkeys(self._places, alternatives("x", values))
        rows = figures(self.calculation, varied, [each.place for each in targets], len(values), self.reach)
        return [[read(self.calculation, target, value) for value in row] for target, row in zip(targets, rows, strict=True)]

    def directions(self, targets: Sequence[Target], low: Decimal, high: Decimal) -> list[Direction]:
        """Return for each target what it does as the value goes from one to the other."""
        trends = Trends(self.calculation, dict.fromkeys(self._places, (low, high)))
        return [trends.trend(*each.place).direction for each in targets]


def targets_reached(reach: Reach, rules: RuleSet) -> tuple[Target, ...]:
    """Return the published figures that rest on some cells, other than those cells themselves."""
    return tuple(dict.fromkeys(each for each in published_targets(rules) if each.place in reach.cells and each.place not in reach.places))


def figures(calculation: Calculation, varied: Mapping[Place, Grid], places: Sequence[Place], length: int, reach: Reach | None = None) -> list[Sequence[Scalar]]:
    """Return for each place its figure, before its own rounding, for each of the alternatives along the axis `x`."""
    axes = axis_space({"x": length})
    variation = Variation(calculation, axes, varied, reach)
    return [axes.spread(variation.grid(*place, rounded=False), ("x",)) for place in places]
