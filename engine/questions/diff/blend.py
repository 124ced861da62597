"""Mixtures of two rule sets: a figure for every choice of which causes are as they were and which as they are now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import product

from ...calculating.calculation import Calculation, Standing, in_force
from ...calculating.derivation import Place
from ...calculating.graph import dependents
from ...calculating.grids import Grid
from ...calculating.lifted import Lifted, axis_space, constant, in_order, places_below
from ...calculating.scalars import Scalar
from ...model import Cell, Formula, Parameter, Rule, State
from .mixed_space import mixed_dimensions
from .players import Player
from .shapes import Looks, bare, looks_of

WAS, IS = 0, 1

_States = dict[str, int]
"""For some players whether they are as they were or as they are now."""


class Blend(Lifted):
    """
    Figures over mixtures of two calculations, the first told in the names of the second.

    Each player is an axis of two: as it was, as it is now. A cell is a grid over the axes of the players that it
    rests on, so that what few players reach is computed few times. Players in `fixed` do not vary.
    """

    def __init__(self, base: Calculation, head: Calculation, players: Iterable[Player], fixed: Mapping[str, int] | None = None) -> None:
        self.sides = (base, head)
        self.players = {each.name: each for each in players}
        self._fixed = dict(fixed or {})
        self._owner = {rule: each.name for each in self.players.values() for rule in each.rules}
        self._day = next((each.name for each in self.players.values() if each.day), None)
        self._shape = {name: each.name for each in self.players.values() for name in each.dimensions}
        self._presence = {pair: (each.name, self._there_when(*pair)) for each in self.players.values() for pair in each.members}
        names = dict.fromkeys([*head.rules.rules, *base.rules.rules])
        self._looks = {name: [looks_of(side.rules.rules.get(name)) for side in self.sides] for name in names}
        self._mixed: dict[tuple[int, frozenset[tuple[str, int]]], Calculation] = {}
        self._standing: dict[tuple[int, int, str], Mapping[Cell, Standing]] = {}
        self._deciding: dict[Place, tuple[str, ...]] = {}
        self._reach: dict[Place, frozenset[str]] = {}
        self._below: dict[Place, tuple[Place, ...]] = {}
        needs = {name: (*base.needs.get(name, ()), *head.needs.get(name, ())) for name in names}
        super().__init__(axis_space(dict.fromkeys(self.players, 2)), dependents(needs, {name for name in names if self._may_vary(name)}))

    def reach(self, name: str, cell: Cell) -> frozenset[str]:
        """Return the players that a cell rests on in some mixture."""
        for place in in_order((name, cell), self.below, self._reach):
            below = (self._reach.get(each, frozenset()) for each in self.below(place))
            self._reach[place] = frozenset(self._deciders(place)).union(*below)
        return self._reach[name, cell]

    def below(self, place: Place) -> Iterator[Place]:
        """Go through the cells that a cell reads in some mixture."""
        if place not in self._below:
            choices = self._choices(place) if place[0] in self.reached else []
            sides = [side for each in choices if (side := self._side_of(place, each)) is not None]
            self._below[place] = tuple(dict.fromkeys(read for side in sides for read in places_below(side, place, self.reached)))
        yield from self._below[place]

    def compute(self, place: Place, rounded: bool) -> Grid:
        """Return what a cell holds: the one value, or one for each choice among the players that decide on it."""
        if place[0] not in self.reached:
            for side in reversed(self.sides):
                if self._exists(side, place):
                    return constant(side.value(*place) if rounded else side.unrounded(*place))
        grids = [self._one(place, states, rounded) for states in self._choices(place)]
        return grids[0] if len(grids) == 1 else self.stacked(self._deciders(place), grids)

    def read(self, side: Calculation, place: Place) -> Grid:  # noqa: ARG002  (every mixture reads the same cells)
        """Return what a formula reads at a cell."""
        return self._known[place] if place in self._known else self.compute(place, rounded=True)

    def stacked(self, axes: tuple[str, ...], grids: list[Grid]) -> Grid:
        """Return one grid of several, each for one choice of states along some axes, the last running fastest."""
        target = self.axes.order([*axes, *(name for each in grids for name in each.dimensions)])
        rows = [self.axes.spread(each, target) for each in grids]
        return Grid(target, [rows[choice][at] for at, choice in enumerate(self.axes.positions(axes, target))])

    def _one(self, place: Place, states: _States, rounded: bool) -> Grid:
        side = self._side_of(place, states)
        if side is not None:
            return self.expand(side, place, rounded)
        return constant(self._figure(place, states))

    # Which players decide on a cell.

    def _choices(self, place: Place) -> list[_States]:
        """Return the states of the players that matter to a cell itself, in the order of its axes; none may vary where it cannot be."""
        held = self._held(place)
        deciders = self._deciders(place)
        return [{**held, **dict(zip(deciders, states, strict=True))} for states in product((WAS, IS), repeat=len(deciders))]

    def _held(self, place: Place) -> _States:
        """Return the players that cannot vary: those that are fixed, and those whose members the cell is about."""
        if not self._presence:
            return self._fixed
        found = [self._presence[pair] for pair in self._members(place) if pair in self._presence]
        return {**dict(found), **self._fixed}

    def _members(self, place: Place) -> list[tuple[str, str]]:
        """Return the members of a cell, each with its dimension; none where the dimensions of the rule changed."""
        pers = {side.rules.rules[place[0]].per for side in self.sides if place[0] in side.rules.rules}
        return list(zip(*pers, place[1], strict=True)) if len(pers) == 1 else []

    def _deciders(self, place: Place) -> tuple[str, ...]:
        if place not in self._deciding:
            held = self._held(place)
            own = dict.fromkeys(each for each in self._own(place[0]) if each not in held)
            looked = dict.fromkeys(each for each in self._looked_at(place) if each not in held)
            self._deciding[place] = tuple({**own, **looked}) if looked else self._mattering(place, tuple(own), held)
        return self._deciding[place]

    def _own(self, name: str) -> Iterator[str]:
        if name in self._owner:
            yield self._owner[name]
        if self._day and any(isinstance(side.rules.rules.get(name), Parameter) for side in self.sides):
            yield self._day

    def _looked_at(self, place: Place) -> Iterator[str]:
        for looks in self._looks[place[0]] if self._shape or self._presence else ():
            yield from self._looked_through(looks, place)
            yield from (owner for pair, (owner, _) in self._presence.items() if pair[0] in looks.over | looks.along)
            yield from (self._shape[each] for each in looks.along if each in self._shape)

    def _looked_through(self, looks: Looks, place: Place) -> Iterator[str]:
        own = dict(self._members(place))
        for dimension, attributes in looks.attributes.items():
            if dimension in self._shape:
                member = own.get(dimension)
                if member is None or dimension in looks.over or self._differs(dimension, member, attributes):
                    yield self._shape[dimension]

    def _differs(self, dimension: str, member: str, attributes: frozenset[str]) -> bool:
        found = [side.space.dimensions[dimension].members.get(member) for side in self.sides]
        said = [[each.attributes.get(name) for name in attributes] for each in found if each]
        return len(said) == 2 and said[0] != said[1]

    def _mattering(self, place: Place, candidates: tuple[str, ...], held: _States) -> tuple[str, ...]:
        """Leave out the players that leave the cell itself as it is."""
        if not candidates:
            return ()
        choices = list(product((WAS, IS), repeat=len(candidates)))
        said = {states: self._said(place, {**held, **dict(zip(candidates, states, strict=True))}) for states in choices}
        turned = [[(*states[:at], 1 - states[at], *states[at + 1 :]) for states in choices] for at in range(len(candidates))]
        return tuple(name for name, others in zip(candidates, turned, strict=True) if any(said[a] != said[b] for a, b in zip(choices, others, strict=True)))

    def _said(self, place: Place, states: _States) -> object:
        side = self._side_of(place, states)
        if side is None:
            return self._figure(place, states)
        rule = side.rules.rules[place[0]]
        variant = side.variant(rule, place[1]) if isinstance(rule, Formula) else None
        rounding = rule.rounding if isinstance(rule, Formula) else None
        return variant and bare(variant.expression), rounding and (rounding.to, rounding.mode)

    def _may_vary(self, name: str) -> bool:
        if name in self._owner:
            return True
        if self._day and self._moves_with_the_day(name):
            return True
        dimensions = {*self._shape, *(pair[0] for pair in self._presence)}
        return any(dimensions & {*looks.attributes, *looks.over, *looks.along} for looks in self._looks[name])

    def _moves_with_the_day(self, name: str) -> bool:
        rules = [(side.rules.rules[name], which) for which, side in enumerate(self.sides) if name in side.rules.rules]
        return any(isinstance(rule, Parameter) and self._in_force(which, WAS, name) != self._in_force(which, IS, name) for rule, which in rules)

    # What a cell holds for one choice of states.

    def _version(self, name: str, states: _States) -> int:
        if name in self._owner and self._owner[name] in states:
            return states[self._owner[name]]
        return IS if name in self.sides[IS].rules.rules else WAS

    def _side_of(self, place: Place, states: _States) -> Calculation | None:
        """Return the calculation by which a cell of a formula is worked out; None where it is no formula, or not one with such cells."""
        which = self._version(place[0], states)
        rule = self.sides[which].rules.rules.get(place[0])
        if not isinstance(rule, Formula) or not self._fits(rule, place):
            return None
        side = self._mixture(which, states) if self._structural else self.sides[which]
        return side if all(_knows(side, *pair) for pair in zip(rule.per, place[1], strict=True)) else None

    def _fits(self, rule: Rule, place: Place) -> bool:
        if len(rule.per) != len(place[1]):
            return False
        return all(any(_knows(side, *pair) for side in self.sides) for pair in zip(rule.per, place[1], strict=True))

    def _mixture(self, which: int, states: _States) -> Calculation:
        known = frozenset((name, state) for name, state in states.items() if name in self._structural)
        if (which, known) not in self._mixed:
            shaped = {name: states[owner] for name, owner in self._shape.items() if owner in states}
            missing = frozenset(pair for pair, (owner, there) in self._presence.items() if states.get(owner, there) != there)
            dimensions = mixed_dimensions(self.sides[WAS].rules.dimensions, self.sides[IS].rules.dimensions, shaped, missing)
            rules = {name: self._with_cells(rule, self.sides[1 - which]) for name, rule in self.sides[which].rules.rules.items()}
            self._mixed[which, known] = Calculation(replace(self.sides[which].rules, rules=rules, dimensions=dimensions), self.sides[which].day)
        return self._mixed[which, known]

    def _with_cells(self, rule: Rule, side: Calculation) -> Rule:
        """Return a parameter with the cells that only the other side has, of members that come or go."""
        other = side.rules.rules.get(rule.name)
        if not isinstance(rule, Parameter) or not isinstance(other, Parameter) or other.per != rule.per:
            return rule
        if not any(name == pair[0] for name in rule.per for pair in self._presence):
            return rule
        there = self.sides.index(side)
        kept = [replace(entry, cells={cell: each for cell, each in entry.cells.items() if there in self._homes(rule.per, cell)}) for entry in other.entries]
        return replace(rule, entries=(*rule.entries, *(each for each in kept if each.cells)))

    def _homes(self, per: tuple[str, ...], cell: Cell) -> list[int]:
        """Return for the members of a cell that come or go in which of the rule sets they are."""
        return [self._presence[pair][1] for pair in zip(per, cell, strict=True) if pair in self._presence]

    @cached_property
    def _structural(self) -> frozenset[str]:
        return frozenset({*self._shape.values(), *(owner for owner, _ in self._presence.values())})

    def _figure(self, place: Place, states: _States) -> Scalar:
        """Return a cell of a parameter; a member that comes or goes has its cells with it, whatever else changed."""
        name, cell = place
        which = self._version(name, states)
        rule = self.sides[which].rules.rules.get(name)
        if not isinstance(rule, Parameter) or not self._fits(rule, place):
            return State.ABSENT
        other = self.sides[1 - which].rules.rules.get(name)
        if self._presence and isinstance(other, Parameter) and other.per == rule.per:
            which = next(iter(self._homes(rule.per, cell)), which)
        standing = self._in_force(which, states.get(self._day or "", IS), name).get(cell)
        if standing is not None:
            return standing.datum.value
        return State.ABSENT if rule.default is None else rule.default

    def _in_force(self, which: int, day: int, name: str) -> Mapping[Cell, Standing]:
        if (which, day, name) not in self._standing:
            rule = self.sides[which].rules.rules[name]
            assert isinstance(rule, Parameter)  # noqa: S101  (who calls this knows)
            self._standing[which, day, name] = in_force(rule, self.sides[day].day)
        return self._standing[which, day, name]

    def _exists(self, side: Calculation, place: Place) -> bool:
        rule = side.rules.rules.get(place[0])
        return rule is not None and len(rule.per) == len(place[1]) and all(_knows(side, *pair) for pair in zip(rule.per, place[1], strict=True))

    def _there_when(self, dimension: str, member: str) -> int:
        return IS if _knows(self.sides[IS], dimension, member) else WAS


def _knows(side: Calculation, dimension: str, member: str) -> bool:
    return dimension in side.space.dimensions and member in side.space.dimensions[dimension].members
