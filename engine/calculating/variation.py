"""Figures as functions of what varies: some cells are replaced by alternatives along axes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ..model import Formula
from .calculation import Calculation
from .derivation import Place
from .graph import dependents
from .grids import Grid, Space
from .lifted import Lifted, constant, places_below
from .scalars import Scalar


class Variation(Lifted):
    """
    The cells of a calculation where some of them vary along axes.

    `varied` gives for a cell of a parameter (or of a formula, which then is no longer computed) a grid over
    axes; every cell that does not rest on one of these is a grid without axes. Exact, like the calculation.
    """

    def __init__(self, calculation: Calculation, axes: Space, varied: Mapping[Place, Grid], orders: dict[Place, list[Place]] | None = None) -> None:
        super().__init__(axes, dependents(calculation.needs, {name for name, _ in varied}), orders)
        self.calculation = calculation
        self._varied = varied

    def below(self, place: Place) -> Iterator[Place]:
        """Go through the cells that a cell reads, where it rests on what varies."""
        if self._is_computed(place):
            yield from places_below(self.calculation, place, self.reached)

    def compute(self, place: Place, rounded: bool) -> Grid:
        """Return what a cell holds: what it was replaced by, what follows from that, or what it always was."""
        if place in self._varied:
            return self._varied[place]
        if self._is_computed(place):
            return self.expand(self.calculation, place, rounded)
        return constant(self.calculation.value(*place) if rounded else self.calculation.unrounded(*place))

    def _is_computed(self, place: Place) -> bool:
        return place not in self._varied and place[0] in self.reached and isinstance(self.calculation.rules.rules[place[0]], Formula)


def alternatives(axis: str, values: Iterable[Scalar]) -> Grid:
    """Return a grid along one axis."""
    return Grid((axis,), tuple(values))
