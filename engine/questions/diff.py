"""What changed between two rule sets, and why: every figure that moved, with what each edit is worth."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from ..calculating.calculation import Calculation
from ..model import Cell, RuleSet, Value
from .attribution import MOST_PLAYERS, Attribution, attribute
from .blend import DAY, Blend
from .edits import Edit, find_edits
from .players import Player, find_players, grouped
from .renames import find_renames, told_in


@dataclass(frozen=True, slots=True)
class Cause:
    """A player and what it is worth in one change, in the unit of the figure."""

    player: Player
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Change:
    """
    A figure that is not what it was; `old` or `new` is None where it did not exist.

    `delta` is None where there are not two numbers; else `causes` and `rounding` add up to it exactly.
    """

    rule: str
    cell: Cell
    old: Value | None
    new: Value | None
    delta: Decimal | None
    causes: tuple[Cause, ...] = ()
    rounding: Decimal = Decimal(0)
    together: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """
    All edits from one rule set to another and the figures they moved.

    `compared` counts the figures that were looked at; `grouping` says by what causes were taken together,
    None where each stands by itself.
    """

    edits: tuple[Edit, ...]
    players: tuple[Player, ...]
    changes: tuple[Change, ...]
    compared: int
    grouping: str | None = None


def compare(base: RuleSet, head: RuleSet, base_calculation: Calculation | None = None, head_calculation: Calculation | None = None) -> Difference:
    """Compare two rule sets by their result; both must be sound. A base without the result makes everything new."""
    renames = find_renames(base, head)
    told = told_in(renames, base)
    edits = find_edits(told, head, renames)
    before = base_calculation if base_calculation and told is base else Calculation(told)
    after = head_calculation or Calculation(head)
    players, grouping = grouped(_players(told, head, edits), MOST_PLAYERS, head, told)
    result = head.result or ""
    changes = tuple(_changes(before, after, result, players))
    return Difference(edits, players, changes, len(_cells(before, after, result)), grouping)


def _players(base: RuleSet, head: RuleSet, edits: tuple[Edit, ...]) -> tuple[Player, ...]:
    found = find_players(base, head, (each for each in edits if each.kind != "day"))
    days = tuple(each for each in edits if each.kind == "day")
    return (*found, Player(DAY, days, frozenset())) if days else found


def _cells(before: Calculation, after: Calculation, result: str) -> list[Cell]:
    found = [side.cells(result) for side in (after, before) if result in side.rules.rules]
    return list(dict.fromkeys(cell for cells in found for cell in cells))


def _changes(before: Calculation, after: Calculation, result: str, players: tuple[Player, ...]) -> list[Change]:
    blend: Blend | None = None
    changes = []
    for cell in _cells(before, after, result):
        old, new = (_value(side, result, cell) for side in (before, after))
        if old == new:
            continue
        blend = blend or Blend(before, after, players)
        changes.append(_change(blend, result, cell, old, new))
    return changes


def _value(side: Calculation, name: str, cell: Cell) -> Value | None:
    rule = side.rules.rules.get(name)
    if rule is None or len(rule.per) != len(cell):
        return None
    if any(member not in side.space.dimensions[each].members for each, member in zip(rule.per, cell, strict=True)):
        return None
    return side.value(name, cell)


def _change(blend: Blend, name: str, cell: Cell, old: Value | None, new: Value | None) -> Change:
    if not isinstance(old, Decimal) or not isinstance(new, Decimal):
        return Change(name, cell, old, new, None)
    delta = new - old
    found: Attribution = attribute(blend, name, cell, delta)
    causes = tuple(Cause(blend.players[each], amount) for each, amount in found.amounts.items())
    ordered = tuple(sorted(causes, key=lambda each: (-abs(each.amount), each.player.name)))
    return Change(name, cell, old, new, delta, ordered, found.rounding, found.together)

