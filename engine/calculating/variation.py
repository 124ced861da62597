"""Figures as functions of what varies: some cells are replaced by alternatives along axes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import localcontext

from ..decimals import EXACT
from ..model import Cell
from .calculation import Calculation
from .derivation import Place
from .grids import Grid, Space
from .lifted import Lifted, constant, places_below
from .reach import Reach
from .scalars import Scalar


class Variation(Lifted):
    """
    The cells of a calculation where some of them vary along axes.

    `varied` gives for a cell of a parameter (or of a formula, which then is no longer computed) a grid over
    axes; every cell that does not rest on one of these is a grid without axes. Exact, like the calculation.
    `reach` is that of these cells, where it is known already.
    """

    def __init__(self, calculation: Calculation, axes: Space, varied: Mapping[Place, Grid], reach: Reach | None = None) -> None:
        self._reach = reach or Reach(calculation, varied)
        super().__init__(axes, self._reach.rules)
        self.calculation = calculation
        self._varied = varied

    def below(self, place: Place) -> Iterator[Place]:
        """Go through the cells that a cell reads and that rest on what varies."""
        if place not in self._varied:
            yield from (each for each in places_below(self.calculation, place, self.reached) if each in self._reach.cells)

    def grid(self, name: str, cell: Cell, rounded: bool = True) -> Grid:
        """Return a cell over the axes that it depends on; with `rounded` false before its own rounding."""
        place = (name, cell)
        with localcontext(EXACT):
            for each in self._reach.order(place):
                if each not in self._known and (rounded or each != place):
                    self._known[each] = self.compute(each, rounded=True)
            return self._known[place] if rounded and place in self._known else self.compute(place, rounded)

    def compute(self, place: Place, rounded: bool) -> Grid:
        """Return what a cell holds: what it was replaced by, what follows from that, or what it always was."""
        if place in self._varied:
            return self._varied[place]
        if place in self._reach.cells:
            return self.expand(self.calculation, place, rounded)
        return constant(self.calculation.value(*place) if rounded else self.calculation.unrounded(*place))


def alternatives(axis: str, values: Iterable[Scalar]) -> Grid:
    """Return a grid along one axis."""
    return Grid((axis,), tuple(values))
