"""Grids: the values of a rule over its dimensions, as one flat list."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod

from ..expression import Fixed, Own, Selector
from ..model import Cell, Dimension, State
from .scalars import NATIVE, OPERATIONS, Scalar


@dataclass(frozen=True, slots=True)
class Grid:
    """Values in the order of the cells: the last dimension runs fastest."""

    dimensions: tuple[str, ...]
    values: Sequence[Scalar]

    def __bool__(self) -> bool:
        raise TypeError("a grid is neither true nor false; conditions work cell by cell")


class Space:
    """The dimensions of a rule set in one fixed order, with the places of cells worked out once per shape."""

    def __init__(self, dimensions: Mapping[str, Dimension]) -> None:
        self.dimensions = dimensions
        self._rank = {name: rank for rank, name in enumerate(dimensions)}
        self._members = {name: tuple(each.members) for name, each in dimensions.items()}
        self._index = {name: {member: i for i, member in enumerate(each.members)} for name, each in dimensions.items()}
        self._pairs: dict[tuple[tuple[str, ...], tuple[str, ...]], list[int]] = {}

    def order(self, names: Sequence[str]) -> tuple[str, ...]:
        """Return dimensions in the fixed order, each once."""
        return tuple(sorted(set(names), key=self._rank.__getitem__))

    def size(self, names: Sequence[str]) -> int:
        """Count the cells over these dimensions."""
        return prod(len(self._members[name]) for name in names)

    def cells(self, names: Sequence[str]) -> Iterator[Cell]:
        """Go through the cells over these dimensions, the last running fastest."""
        return product(*(self._members[name] for name in names))

    def position(self, names: Sequence[str], cell: Mapping[str, str]) -> int:
        """Return where the cell of these members stands."""
        at = 0
        for name in names:
            at = at * len(self._members[name]) + self._index[name][cell[name]]
        return at

    def steps(self, names: Sequence[str], dimensions: Sequence[str]) -> list[tuple[Mapping[str, int], int]]:
        """Return for each of these names the rank of its members, and how far apart those stand in a grid over the dimensions."""
        return [(self._index[name], self.size(dimensions[dimensions.index(name) + 1 :])) for name in names]

    def positions(self, source: tuple[str, ...], target: tuple[str, ...]) -> list[int]:
        """Return for each cell over `target` the place of its value in a grid over `source`, a part of it."""
        key = (source, target)
        if key not in self._pairs:
            self._pairs[key] = self._places(source, target)
        return self._pairs[key]

    def _places(self, source: tuple[str, ...], target: tuple[str, ...]) -> list[int]:
        strides: dict[str, int] = {}
        width = 1
        for name in reversed(source):
            strides[name] = width
            width *= len(self._members[name])
        places = [0]
        for name in target:
            steps = [strides.get(name, 0) * at for at in range(len(self._members[name]))]
            places = [place + step for place in places for step in steps]
        return places

    def member(self, selector: Selector, members: Mapping[str, str]) -> str:
        """Return the member that a selector chooses, given the members of the cell."""
        match selector:
            case Own(dimension):
                return members[dimension]
            case Fixed(member):
                return member
        return self.dimensions[selector.dimension].members[members[selector.dimension]].attributes[selector.attribute]

    def spread(self, grid: Grid, target: tuple[str, ...]) -> Sequence[Scalar]:
        """Return the values of a grid repeated over more dimensions."""
        if grid.dimensions == target:
            return grid.values
        if not grid.dimensions:
            return [grid.values[0]] * self.size(target)
        values = grid.values
        return [values[at] for at in self.positions(grid.dimensions, target)]

    def map(self, name: str, *grids: Grid) -> Grid:
        """Apply an operation cell by cell over all dimensions of its operands."""
        target = self.order([dimension for grid in grids for dimension in grid.dimensions])
        rows = [self.spread(grid, target) for grid in grids]
        if native := NATIVE.get(name):
            try:
                return Grid(target, list(map(native, *rows)))
            except (TypeError, ArithmeticError):
                pass
        return Grid(target, list(map(OPERATIONS[name], *rows)))

    def reduce(self, name: str, grid: Grid, over: tuple[str, ...]) -> Grid:
        """Bring a grid down over dimensions, in the order of their members."""
        wide = self.order([*grid.dimensions, *over])
        kept = tuple(each for each in wide if each not in over)
        values = self.spread(grid, wide)
        if kept + over != wide:
            values = [values[at] for at in self.positions(wide, kept + over)]
        size = self.size(over)
        fold = _folding(name)
        return Grid(kept, [fold(values[at : at + size]) for at in range(0, len(values), size)])

    def run(self, name: str, grid: Grid, along: str) -> Grid:
        """Run along an ordered dimension: cumulative sums and products, or the value before."""
        wide = self.order([*grid.dimensions, along])
        turned = (*(each for each in wide if each != along), along)
        values = self.spread(grid, wide)
        back = self.positions(wide, turned)
        size = self.size((along,))
        result: list[Scalar] = list(values)
        for start in range(0, len(values), size):
            places = back[start : start + size]
            for at, value in zip(places, _running(name, [values[each] for each in places]), strict=True):
                result[at] = value
        return Grid(wide, result)


def _folding(name: str) -> Callable[[Sequence[Scalar]], Scalar]:
    if name in ("min", "max"):
        extreme = OPERATIONS[name]
        return lambda row: extreme(*row)
    return lambda row: _total({"sum": "+", "prod": "*"}[name], row)


def _total(name: str, row: Sequence[Scalar]) -> Scalar:
    apply = OPERATIONS[name]
    total = row[0]
    for value in row[1:]:
        total = apply(total, value)
    return total


def _running(name: str, row: list[Scalar]) -> list[Scalar]:
    if name == "previous":
        return [State.ABSENT, *row[:-1]]
    apply = OPERATIONS["+" if name == "cumsum" else "*"]
    totals = row[:1]
    for value in row[1:]:
        totals.append(apply(totals[-1], value))
    return totals
