"""Which cells rest on some cells, found upwards from those."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from itertools import product

from ..expression import Along, Expression, Fixed, Own, Read, Reduction, operands
from ..model import Cell, Formula
from .calculation import Calculation
from .derivation import Place
from .graph import dependents
from .lifted import in_order, places_below

_Reader = tuple[str, Read, frozenset[str]]
"""A rule that reads another, where it does, and the dimensions that a sum or a run there goes over."""


class Reach:
    """
    The cells that rest on some cells, which count as given themselves.

    A cell counts where it reads another whatever that holds, unless a weight that stays zero takes it away.
    `rules` are the rules that may have such cells, `cells` the cells; with `towards` only those below that
    one cell. `beside` is the reach of other cells of the same rules, of which much is known already.
    """

    def __init__(self, calculation: Calculation, places: Iterable[Place], beside: Reach | None = None, towards: Place | None = None) -> None:
        self._calculation = calculation
        self.places = dict.fromkeys(places)
        self.rules = dependents(calculation.needs, {name for name, _ in self.places})
        known = beside is not None and beside.rules == self.rules
        self._readers: dict[str, list[_Reader]] = beside._readers if beside and known else _readers(calculation, self.rules)  # noqa: SLF001  of one of its own kind
        self._below: dict[Place, dict[Place, None]] = beside._below if beside and known else {}  # noqa: SLF001
        self._orders: dict[Place, list[Place]] = {}
        self.cells = self._found_above() if towards is None else self._found_below(towards)

    def order(self, target: Place) -> list[Place]:
        """List the cells below a cell, and itself, that rest on the given ones, each after what it reads."""
        if target not in self._orders:
            self._orders[target] = in_order(target, self._moved_below, ()) if target in self.cells else []
        return self._orders[target]

    def _found_below(self, target: Place) -> Container[Place]:
        found = dict(self.places)
        for place in in_order(target, lambda each: iter(() if each in self.places else self._reads(each)), ()):
            if place not in found and any(each in found for each in self._reads(place)):
                found[place] = None
        return found

    def _found_above(self) -> Container[Place]:
        found = dict(self.places)
        waiting = list(found)
        while waiting:
            place = waiting.pop()
            for reader in self._readers_of(place):
                if reader not in found and place in self._reads(reader):
                    found[reader] = None
                    waiting.append(reader)
        return found

    def _readers_of(self, place: Place) -> Iterator[Place]:
        """Go through the cells that may read a cell."""
        for name, read, bound in self._readers.get(place[0], ()):
            for cell in _cells_reading(self._calculation, name, read, bound, place[1]):
                yield name, cell

    def _reads(self, place: Place) -> dict[Place, None]:
        if place not in self._below:
            self._below[place] = dict.fromkeys(each for each in places_below(self._calculation, place, self.rules) if each[0] in self.rules)
        return self._below[place]

    def _moved_below(self, place: Place) -> Iterator[Place]:
        if place not in self.places:
            yield from (each for each in self._reads(place) if each in self.cells)


def _readers(calculation: Calculation, rules: Container[str]) -> dict[str, list[_Reader]]:
    """Return for each rule where it is read."""
    found: dict[str, list[_Reader]] = {}
    for name, rule in calculation.rules.rules.items():
        if name in rules and isinstance(rule, Formula):
            for variant in rule.variants:
                for read, bound in _reads_in(variant.expression, frozenset()):
                    found.setdefault(read.rule, []).append((name, read, bound))
    return found


def _reads_in(expression: Expression, bound: frozenset[str]) -> Iterator[tuple[Read, frozenset[str]]]:
    match expression:
        case Read():
            yield expression, bound
        case Reduction(_, operand, over):
            yield from _reads_in(operand, bound | set(over))
        case Along(_, operand, along):
            yield from _reads_in(operand, bound | {along})
        case _:
            for each in operands(expression):
                yield from _reads_in(each, bound)


def _cells_reading(calculation: Calculation, name: str, read: Read, bound: frozenset[str], wanted: Cell) -> Iterator[Cell]:
    """Go through the cells of a rule in which a read may give one cell; a sum or run over a dimension may give any member of it."""
    dimensions = calculation.rules.dimensions
    possible = {each: list(dimensions[each].members) for each in calculation.rules.rules[name].per}
    for selector, member in zip(read.selectors, wanted, strict=True):
        if isinstance(selector, Fixed):
            if selector.member != member:
                return
        elif selector.dimension not in bound and selector.dimension in possible:
            members = dimensions[selector.dimension].members
            fits = [member] if isinstance(selector, Own) else [each for each in members if members[each].attributes[selector.attribute] == member]
            possible[selector.dimension] = [each for each in possible[selector.dimension] if each in fits]
    yield from product(*possible.values())
