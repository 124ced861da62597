"""Mixtures of two rule sets: a figure for every choice of which causes are as they were and which as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from ..calculating.calculation import Calculation
from ..calculating.derivation import Place
from ..calculating.graph import dependents
from ..calculating.grids import Grid, Space
from ..calculating.lifted import Lifted, axis_space, constant, places_below
from ..decimals import ONE, ZERO
from ..expression import Expression, Fixed, Is, Read, Reduction, walk
from ..model import Cell, Formula, Rounding, State
from .edits import shape_of
from .players import Player

DAY = "ruleset"
"""The name of the player that is the day of calculation."""

_NEUTRAL = {"sum": constant(ZERO), "prod": constant(ONE), "min": constant(State.UNLIMITED), "max": constant(ZERO)}


class Blend(Lifted):
    """
    Figures over mixtures of two calculations, the first told in the names of the second.

    Each player is an axis of two: as it was, as it is now. A cell is a grid over the axes of the players
    that it rests on, so that what few players reach is computed few times.
    """

    def __init__(self, base: Calculation, head: Calculation, players: Iterable[Player]) -> None:
        self.base = base
        self.head = head
        self.players = {each.name: each for each in players}
        self._axis = {rule: each.name for each in self.players.values() for rule in each.rules}
        self._member_axis = {member: each.name for each in self.players.values() for member in each.members}
        self._dimension_axis = {name: each.name for each in self.players.values() for name in each.dimensions}
        self._members = {name: _union(base.space, head.space, name) for name in {*base.space.dimensions, *head.space.dimensions}}
        super().__init__(axis_space(dict.fromkeys(self.players, 2)), self._reach())

    def below(self, place: Place) -> Iterator[Place]:
        """Go through the cells that a cell reads by either rule set."""
        if place[0] in self.reached:
            for side in (self.base, self.head):
                if self._exists(side, place):
                    yield from places_below(side, place, self.reached)

    def compute(self, place: Place, rounded: bool) -> Grid:
        """Return what a cell holds: the one value, or the old and the new along the axis of what changed it."""
        sides = [side for side in (self.base, self.head) if self._exists(side, place)]
        if not sides:
            return constant(State.ABSENT)
        if place[0] not in self.reached:
            return constant(sides[-1].value(*place) if rounded else sides[-1].unrounded(*place))
        if len(sides) == 1 or self._alike(place):
            return self.expand(sides[-1], place, rounded)
        old, new = (self.expand(side, place, rounded) for side in sides)
        return self.stack(self._axis_of(place), old, new)

    def stack(self, axis: str, old: Grid, new: Grid) -> Grid:
        """Return a grid that is the one where a player is as it was, and the other where it is as it is now."""
        target = self.axes.order([*old.dimensions, *new.dimensions, axis])
        rows = [self.axes.spread(each, target) for each in (old, new)]
        chosen = self.axes.positions((axis,), target)
        return Grid(target, [rows[side][at] for at, side in enumerate(chosen)])

    def terms(self, side: Calculation, reduction: Reduction) -> Iterator[tuple[Calculation, Cell]]:
        """Go through the cells of a sum over the members of both rule sets, each with the one that has them."""
        if not any(dimension in reduction.over for dimension, _ in self._member_axis):
            yield from super().terms(side, reduction)
            return
        for cell in product(*(self._members[name] for name in reduction.over)):
            owner = next((each for each in (side, self.head, self.base) if _has(each, reduction.over, cell)), None)
            if owner:
                yield owner, cell

    def present(self, reduction: Reduction, cell: Cell, part: Grid) -> Grid:
        """Return a term that is there only where its members are."""
        for dimension, member in zip(reduction.over, cell, strict=True):
            if axis := self._member_axis.get((dimension, member)):
                was_there = member in self.base.space.dimensions[dimension].members
                pair = (part, _NEUTRAL[reduction.name]) if was_there else (_NEUTRAL[reduction.name], part)
                part = self.stack(axis, *pair)
        return part

    def _reach(self) -> set[str]:
        both = [name for name in self.head.rules.rules if name in self.base.rules.rules]
        touched = set(self._axis)
        if DAY in self.players:
            touched |= {name for name in both if self.base.grid(name).values != self.head.grid(name).values}
        changed = {name for name, _ in self._member_axis} | {*self._dimension_axis}
        touched |= {name for name in both if changed and self._looks_at(name, changed)}
        return dependents(self.base.needs, touched) | dependents(self.head.needs, touched)

    def _looks_at(self, name: str, dimensions: set[str]) -> bool:
        rule = self.head.rules.rules[name]
        if not isinstance(rule, Formula):
            return False
        return bool(dimensions & {*rule.per, *(found for each in rule.variants for found in dimensions_in(each.expression))})

    def _exists(self, side: Calculation, place: Place) -> bool:
        rule = side.rules.rules.get(place[0])
        return rule is not None and len(rule.per) == len(place[1]) and _has(side, rule.per, place[1])

    def _alike(self, place: Place) -> bool:
        name, cell = place
        before, after = self.base.rules.rules[name], self.head.rules.rules[name]
        if not isinstance(before, Formula) or not isinstance(after, Formula):
            return type(before) is type(after) and self.base.value(name, cell) == self.head.value(name, cell)
        same = _step(before.rounding) == _step(after.rounding) and shape_of(before) == shape_of(after)
        # The same formula reads other cells where an attribute of a member changed.
        return same and (not self._dimension_axis or list(places_below(self.base, place)) == list(places_below(self.head, place)))

    def _axis_of(self, place: Place) -> str:
        candidates = [self._axis.get(place[0]), DAY, *self._dimension_axis.values(), *self._member_axis.values(), *self.players]
        return next(each for each in candidates if each in self.players)


def _step(rounding: Rounding | None) -> object:
    return rounding and (rounding.to, rounding.mode)


def _has(side: Calculation, per: tuple[str, ...], cell: Cell) -> bool:
    return all(name in side.space.dimensions and member in side.space.dimensions[name].members for name, member in zip(per, cell, strict=True))


def _union(base: Space, head: Space, name: str) -> list[str]:
    sides = [side.dimensions[name].members for side in (base, head) if name in side.dimensions]
    return list(dict.fromkeys(member for side in sides for member in side))


def dimensions_in(expression: Expression) -> set[str]:
    """Return the dimensions that an expression sums over or looks through."""
    found: set[str] = set()
    for each in walk(expression):
        if isinstance(each, Read):
            found |= {one.dimension for one in each.selectors if not isinstance(one, Fixed)}
        elif isinstance(each, Is) and not isinstance(each.selector, Fixed):
            found.add(each.selector.dimension)
        elif isinstance(each, Reduction):
            found |= {*each.over}
    return found
