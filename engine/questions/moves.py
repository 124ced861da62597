"""Moves: the results that are not what they were, with what they were."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..calculating.calculation import Calculation
from ..calculating.derivation import unit_at
from ..model import Cell, RuleSet, State, Value
from ..units import Unit


@dataclass(frozen=True, slots=True)
class Move:
    """A result that was one thing and is another; `delta` is None where there are not two numbers."""

    cell: Cell
    unit: Unit
    old: Value
    new: Value

    @property
    def delta(self) -> Decimal | None:
        """Return the difference of two numbers."""
        return None if isinstance(self.old, State) or isinstance(self.new, State) else self.new - self.old


@dataclass(frozen=True, slots=True)
class Moved:
    """The results of one rule on a day that moved, among so many."""

    rule: str
    day: date
    moves: tuple[Move, ...]
    of: int


def find_moves(before: RuleSet, after: RuleSet, rule: str, day: date) -> Moved:
    """Compare what two rule sets with the same cells give for a rule on a day."""
    old, new = Calculation(before, day), Calculation(after, day)
    cells = list(new.cells(rule))
    found = [(cell, old.value(rule, cell), new.value(rule, cell)) for cell in cells]
    moves = tuple(Move(cell, unit_at(after, after.rules[rule], cell), *values) for cell, *values in found if values[0] != values[1])
    return Moved(rule, day, moves, len(cells))
