"""The calculation: every rule of a rule set as a grid, on one day, computed when it is asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from ..decimals import ONE, ZERO
from ..expression import Expression, Own, Read, Through
from ..model import Cell, Condition, Datum, Entry, Formula, Parameter, RuleSet, State, Value, Variant
from .exact import Exact
from .graph import dependencies, order, reads_itself
from .grids import Grid, Space
from .scalars import Scalar


class Standing(NamedTuple):
    """What is in force for a cell of a parameter: the entry and the value in it."""

    entry: Entry
    datum: Datum


class Calculation:
    """
    The figures of a rule set on a day.

    With `facts` every calibrated value is replaced by what facts alone give. Rules must be free of
    cycles and names bound; a `Calculation` never fails, cells that cannot be computed hold a state.
    """

    def __init__(self, rules: RuleSet, day: date | None = None, facts: bool = False) -> None:
        self.rules = rules
        self.day = day or rules.day
        self.facts = facts
        self.space = Space(rules.dimensions)
        self._exact = Exact(self.space)
        self._grids: dict[str, Grid] = {}
        self._unrounded: dict[str, Grid] = {}
        self._standing: dict[str, dict[Cell, Standing]] = {}
        self._steps: dict[str, list[tuple[Mapping[str, int], int]]] = {}
        self._places: dict[tuple[object, ...], tuple[tuple[str, ...], list[int]]] = {}

    @cached_property
    def needs(self) -> dict[str, tuple[str, ...]]:
        """Return for every rule the rules it reads."""
        return dependencies(self.rules.rules)

    def grid(self, name: str) -> Grid:
        """Return the values of a rule, rounded where the rule says so."""
        if name not in self._grids:
            for each in order(self.needs, [name]):
                if each not in self._grids:
                    self._compute(each)
        return self._grids[name]

    def value(self, name: str, cell: Cell) -> Value:
        """Return one value of a rule, its members in the order of its dimensions."""
        return self._pick(self.grid(name), name, cell)

    def unrounded(self, name: str, cell: Cell) -> Value:
        """Return one value of a rule before its own rounding."""
        self.grid(name)
        return self._pick(self._unrounded[name], name, cell)

    def cells(self, name: str) -> Iterator[Cell]:
        """Go through the cells of a rule, the last of its dimensions running fastest."""
        return self.space.cells(self.rules.rules[name].per)

    def standing(self, name: str) -> Mapping[Cell, Standing]:
        """Return for each cell of a parameter that has one the entry in force, and its value."""
        if name not in self._standing:
            rule = self.rules.rules[name]
            self._standing[name] = in_force(rule, self.day, self.facts) if isinstance(rule, Parameter) else {}
        return self._standing[name]

    def variant(self, rule: Formula, cell: Cell) -> Variant | None:
        """Return the variant that is for a cell."""
        members = dict(zip(rule.per, cell, strict=True))
        return next((each for each in rule.variants if all(self.meets(one, members) for one in each.conditions)), None)

    def meets(self, condition: Condition, members: Mapping[str, str]) -> bool:
        """Say whether a cell meets a condition of a variant."""
        member = members[condition.dimension]
        if condition.attribute:
            member = self.rules.dimensions[condition.dimension].members[member].attributes[condition.attribute]
        return member in condition.values

    def evaluate(self, expression: Expression, per: tuple[str, ...]) -> Grid:
        """Return the values of an expression over dimensions."""
        target = self.space.order(per)
        return Grid(target, self.space.spread(self._exact.evaluate(expression, self._aligned), target))

    def _pick(self, grid: Grid, name: str, cell: Cell) -> Value:
        if name not in self._steps:
            self._steps[name] = self.space.steps(self.rules.rules[name].per, grid.dimensions)
        value = grid.values[sum([index[member] * step for member, (index, step) in zip(cell, self._steps[name], strict=True)])]
        return value if not isinstance(value, bool) else (ONE if value else ZERO)

    def _compute(self, name: str) -> None:
        rule = self.rules.rules[name]
        if isinstance(rule, Parameter):
            self._grids[name] = self._unrounded[name] = self._parameter(name, rule)
        elif along := reads_itself(name, rule):
            self._compute_along(name, rule, along)
        else:
            self._store(name, rule, self._formula(rule))

    def _store(self, name: str, rule: Formula, grid: Grid) -> None:
        grid = Grid(grid.dimensions, [abs(each) if isinstance(each, type(ZERO)) and not each else each for each in grid.values])
        self._unrounded[name] = grid
        if rule.rounding:
            grid = self.space.map(f"round {rule.rounding.mode}", grid, Grid((), [rule.rounding.to]))
        self._grids[name] = grid

    def _parameter(self, name: str, rule: Parameter) -> Grid:
        standing = self.standing(name)
        dimensions = self.space.order(rule.per)
        missing = State.ABSENT if rule.default is None else rule.default
        turned = self.space.cells(dimensions)
        if dimensions != rule.per:
            turn = [dimensions.index(each) for each in rule.per]
            turned = (tuple(cell[at] for at in turn) for cell in turned)
        values = (standing.get(cell) for cell in turned)
        return Grid(dimensions, [missing if each is None else each.datum.value for each in values])

    def _formula(self, rule: Formula) -> Grid:
        grids = [self.evaluate(each.expression, rule.per) for each in rule.variants]
        if len(grids) == 1 and not rule.variants[0].conditions:
            return grids[0]
        dimensions = self.space.order(rule.per)
        values: list[Scalar] = []
        for at, cell in enumerate(self.space.cells(dimensions)):
            members = dict(zip(dimensions, cell, strict=True))
            fits = [i for i, each in enumerate(rule.variants) if all(self.meets(one, members) for one in each.conditions)]
            values.append(grids[fits[0]].values[at] if fits else State.ABSENT)
        return Grid(dimensions, values)

    def _compute_along(self, name: str, rule: Formula, along: str) -> None:
        # Each pass settles one more step of the order: a cell reads only the step before it.
        dimensions = self.space.order(rule.per)
        self._grids[name] = Grid(dimensions, [State.ABSENT] * self.space.size(dimensions))
        for _ in self.rules.dimensions[along].members:
            self._store(name, rule, self._formula(rule))

    def _aligned(self, read: Read) -> Grid:
        grid = self._grids[read.rule]
        per = self.rules.rules[read.rule].per
        if all(selector == Own(dimension) for selector, dimension in zip(read.selectors, per, strict=True)):
            return grid
        target, places = self._alignment(grid.dimensions, per, read)
        return Grid(target, [grid.values[at] for at in places])

    def _alignment(self, source: tuple[str, ...], per: tuple[str, ...], read: Read) -> tuple[tuple[str, ...], list[int]]:
        key = (per, read.selectors)
        if key not in self._places:
            target = self.space.order([each.dimension for each in read.selectors if isinstance(each, Own | Through)])
            places = []
            for cell in self.space.cells(target):
                members = dict(zip(target, cell, strict=True))
                chosen = {name: self.space.member(each, members) for name, each in zip(per, read.selectors, strict=True)}
                places.append(self.space.position(source, chosen))
            self._places[key] = (target, places)
        return self._places[key]


def in_force(rule: Parameter, day: date, facts: bool = False) -> dict[Cell, Standing]:
    """
    Return what is in force on a day, decided cell by cell.

    A value holds until its `valid_to` or until the next entry that gives the same cell.
    """
    found: dict[Cell, Standing] = {}
    for entry in sorted(rule.entries, key=lambda each: each.valid_from):
        if entry.valid_from <= day:
            found.update((cell, Standing(entry, datum)) for cell, datum in {**entry.cells, **(entry.facts or {} if facts else {})}.items())
    return {cell: each for cell, each in found.items() if each.entry.valid_to is None or day <= each.entry.valid_to}
