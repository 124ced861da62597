"""What changed between two rule sets, and why: every figure that moved, with what each edit is worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Context, Decimal, localcontext
from functools import cached_property

from ...calculating.calculation import Calculation
from ...decimals import DIGITS, ZERO
from ...model import Cell, Formula, RuleSet, State, Value
from .attribution import MOST_PLAYERS, Game, Share, attribute
from .edits import Edit
from .grouping import grouped
from .lookalikes import Lookalike, find_lookalikes
from .players import Player, find_players
from .renames import find_renames, told_in
from .rule_set_edits import find_edits

_WIDE = Context(prec=4 * DIGITS)
"""Room for the difference of two figures to be exact, however unlike in size they are."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A player and what it is worth in one change, in the unit of the figure; several players where they cannot be told apart."""

    players: tuple[Player, ...]
    amount: Decimal

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Return the edits of the cause, that of the first player that stands for all of it first."""
        lead = self.players[0].lead
        found = [edit for each in self.players for edit in each.edits]
        return tuple({edit.id: edit for edit in (lead, *found)}.values())


@dataclass(frozen=True, slots=True)
class Change:
    """
    A figure that is not what it was; `old` or `new` is None where it did not exist.

    `delta` is None where there are not two numbers; else the amounts of the causes and `rounding` add up to it exactly.
    """

    rule: str
    per: tuple[str, ...]
    cell: Cell
    old: Value | None
    new: Value | None
    delta: Decimal | None = None
    causes: tuple[Cause, ...] = ()
    rounding: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Difference:
    """
    All edits from one rule set to another and the figures they moved.

    `base` is told in the names of `head`; `lookalikes` may have another name too, which nobody said. `compared` counts
    the figures that were looked at; `grouping` says by what causes were taken together where too many reach a figure,
    else it is None. `others` are changes of the rules that were asked for beside the result, rule by rule.
    """

    base: Calculation
    head: Calculation
    edits: tuple[Edit, ...]
    players: tuple[Player, ...]
    changes: tuple[Change, ...]
    compared: int
    grouping: str | None = None
    lookalikes: tuple[Lookalike, ...] = ()
    others: tuple[Change, ...] = ()


def compare(
    base: RuleSet,
    head: RuleSet,
    base_calculation: Calculation | None = None,
    head_calculation: Calculation | None = None,
    beside: Iterable[str] = (),
) -> Difference:
    """Compare two rule sets by their result and the rules `beside` it; both must be sound. A base without the result makes everything new."""
    renames = find_renames(base, head)
    told = told_in(renames, base)
    day = base_calculation.day if base_calculation else base.day
    before = base_calculation if base_calculation and told is base else Calculation(told, day)
    after = head_calculation or Calculation(head)
    edits = find_edits(told, head, renames)
    moving = [each for each in edits if each.kind != "day" or before.day != after.day]
    players = find_players(told, head, moving)
    found = _Comparison(before, after, players, head.result or "")
    changes = tuple(found.changes())
    others = tuple(change for name in beside for change in _Comparison(before, after, players, name).changes())
    return Difference(before, after, edits, players, changes, len(found.places), found.grouping, find_lookalikes(told, head), others)


class _Comparison:
    """Compares one rule figure by figure; mixtures are worked out for those that differ."""

    def __init__(self, before: Calculation, after: Calculation, players: tuple[Player, ...], rule: str) -> None:
        self._sides = (before, after)
        self._players = players
        self._rule = rule
        self.places = list(dict.fromkeys(place for side in (after, before) for place in self._places(side)))
        self.grouping: str | None = None

    def _places(self, side: Calculation) -> Iterator[tuple[tuple[str, ...], Cell]]:
        if self._rule in side.rules.rules:
            per = side.rules.rules[self._rule].per
            yield from ((per, cell) for cell in side.cells(self._rule))

    def changes(self) -> Iterator[Change]:
        """Go through the figures that are not what they were."""
        for per, cell in self.places:
            old, new = (self._value(side, per, cell) for side in self._sides)
            if old != new:
                yield self._change(per, cell, old, new)

    def _value(self, side: Calculation, per: tuple[str, ...], cell: Cell) -> Value | None:
        rule = side.rules.rules.get(self._rule)
        if rule is None or rule.per != per:
            return None
        there = all(member in side.space.dimensions[each].members for each, member in zip(per, cell, strict=True))
        return side.value(self._rule, cell) if there else None

    def _change(self, per: tuple[str, ...], cell: Cell, old: Value | None, new: Value | None) -> Change:
        if not isinstance(old, Decimal) or not isinstance(new, Decimal):
            return Change(self._rule, per, cell, old, new)
        with localcontext(_WIDE):
            delta = new - old
            causes = self._causes(cell, (old, new))
            ordered = tuple(sorted(causes, key=lambda each: (-abs(each.amount), each.players[0].name)))
            rounding = delta - sum((each.amount for each in causes), ZERO)
        return Change(self._rule, per, cell, old, new, delta, ordered, rounding)

    def _causes(self, cell: Cell, rounded: tuple[Decimal, Decimal]) -> list[Cause]:
        game = self._game
        if len(game.reach(self._rule, cell)) > MOST_PLAYERS:
            game = self._coarse
        before, after = (_number(side.unrounded(self._rule, cell)) for side in self._sides)
        ends = rounded if self._is_rounded_otherwise else (before, after)
        shares: tuple[Share, ...] = attribute(game, self._rule, cell, ends, self._is_rounded_otherwise)
        return [Cause(tuple(game.players[name] for name in each.players), each.amount) for each in shares]

    @cached_property
    def _game(self) -> Game:
        return Game(*self._sides, self._players)

    @cached_property
    def _coarse(self) -> Game:
        """Return the game of groups of players, for figures that too many reach."""
        reached = {name for _, cell in self.places for name in self._game.reach(self._rule, cell)}
        before, after = self._sides
        players, self.grouping = grouped(tuple(each for each in self._players if each.name in reached), MOST_PLAYERS, after.rules, before.rules)
        return Game(before, after, players)

    @cached_property
    def _is_rounded_otherwise(self) -> bool:
        rules = [side.rules.rules[self._rule] for side in self._sides]
        steps = [each.rounding and (each.rounding.to, each.rounding.mode) if isinstance(each, Formula) else None for each in rules]
        return steps[0] != steps[1]


def _number(value: Value) -> Decimal:
    # What is a number when it is rounded was one before.
    return ZERO if isinstance(value, State) else value
