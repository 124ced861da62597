"""Where a figure comes from: the steps below a cell, worked out on request."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from ..diagnostics import Span
from ..model import BASES, STATUSES, Cell, Formula, Parameter, Rule, RuleSet, State, Variant, cell_id
from ..units import Unit, parse_unit
from .calculation import Calculation, Standing
from .cellwise import Cellwise, Working, counted, counted_reads
from .grounds import Grounds
from .scalars import Scalar

Place = tuple[str, Cell]
"""A rule and one of its cells."""

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class Footing:
    """
    What a figure rests on: the weakest basis and the least settled status below it.

    `given` says that an amount which is itself a published result is in it; `calibrated` and
    `assumed` list the parameters of those bases that it rests on.
    """

    basis: str
    status: str
    given: bool = False
    calibrated: frozenset[str] = frozenset()
    assumed: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Step:
    """
    One figure and how it came about.

    A formula has a `variant` and a `working`; a parameter has the entry in force as `standing`, or None
    where its default holds. `operands` are the cells that the value rests on, in the order of reading.
    """

    name: str
    rule: Rule
    cell: Cell
    value: Scalar
    unrounded: Scalar
    unit: Unit
    footing: Footing
    operands: tuple[Place, ...] = ()
    variant: Variant | None = None
    working: Working | None = None
    standing: Standing | None = None

    @property
    def id(self) -> str:
        """Return `rule[dim=member,...]`."""
        return cell_id(self.name, self.rule.per, self.cell)

    @property
    def span(self) -> Span:
        """Return the place in the rules where the value, or its formula, stands."""
        if self.standing:
            return self.standing.datum.span
        return self.variant.span if self.variant else self.rule.span


class Derivation:
    """The steps of a calculation; each is worked out once."""

    def __init__(self, calculation: Calculation) -> None:
        self.calculation = calculation
        self._workings: dict[Place, Working | None] = {}
        self._footings: dict[Place, Footing] = {}
        self._cellwise = Cellwise(calculation.space, calculation.rules.rules, calculation.value)
        self._grounds = Grounds(calculation.space, calculation.value)
        self._reads: dict[Place, list[Place]] = {}

    def step(self, name: str, cell: Cell) -> Step:
        """Return the step that gives one cell of a rule."""
        rule = self.calculation.rules.rules[name]
        working = self.working(name, cell)
        return Step(
            name,
            rule,
            cell,
            self.calculation.value(name, cell),
            self.calculation.unrounded(name, cell),
            unit_at(self.calculation.rules, rule, cell),
            self.footing(name, cell),
            tuple(counted_reads(working)) if working else (),
            self.calculation.variant(rule, cell) if isinstance(rule, Formula) else None,
            working,
            self.calculation.standing(name).get(cell),
        )

    def working(self, name: str, cell: Cell) -> Working | None:
        """Return how a cell of a formula is worked out; None for a parameter and where no variant fits."""
        place = (name, cell)
        if place not in self._workings:
            rule = self.calculation.rules.rules[name]
            variant = self.calculation.variant(rule, cell) if isinstance(rule, Formula) else None
            self.calculation.grid(name)
            members = dict(zip(rule.per, cell, strict=True))
            self._workings[place] = self._cellwise.work(variant.expression, members) if variant else None
        return self._workings[place]

    def reads(self, place: Place) -> list[Place]:
        """Return the cells that a cell rests on directly."""
        if place not in self._reads:
            self._reads[place] = self._find_reads(*place)
        return self._reads[place]

    def _find_reads(self, name: str, cell: Cell) -> list[Place]:
        rule = self.calculation.rules.rules[name]
        variant = self.calculation.variant(rule, cell) if isinstance(rule, Formula) else None
        if variant is None:
            return []
        if self.calculation.value(name, cell) is State.FAILED:
            working = self.working(name, cell)
            return counted_reads(working) if working else []
        return self._grounds.of(variant.expression, dict(zip(rule.per, cell, strict=True)))

    def footing(self, name: str, cell: Cell) -> Footing:
        """Return what a cell rests on."""
        return _fold_up((name, cell), self.reads, self._footing, self._footings)

    def origins(self, name: str, cell: Cell, state: State) -> list[tuple[Place, Working | None]]:
        """Return the cells, or the operations in them, from which a state came."""
        found: list[tuple[Place, Working | None]] = []
        seen: set[Place] = set()
        waiting: list[Place] = [(name, cell)]
        while waiting:
            place = waiting.pop()
            if place in seen:
                continue
            seen.add(place)
            working = self.working(*place)
            leaves = list(_leaves(working, state)) if working else []
            waiting.extend(leaf.read for leaf in leaves if leaf.read)
            found.extend((place, leaf) for leaf in leaves if not leaf.read)
            if not working:
                found.append((place, None))
        return found

    def _footing(self, place: Place, below: list[Footing]) -> Footing:
        rule = self.calculation.rules.rules[place[0]]
        if isinstance(rule, Parameter):
            standing = self.calculation.standing(place[0]).get(place[1])
            return _of_parameter(place[0], rule, standing, self.calculation.facts)
        return _weakest(below)


def _of_parameter(name: str, rule: Parameter, standing: Standing | None, facts: bool) -> Footing:
    if standing is None:
        return _weakest([])
    entry = standing.entry
    basis = "assumption" if facts and entry.basis == "calibrated" else entry.basis
    named = frozenset({name})
    return Footing(
        basis,
        entry.status,
        rule.given,
        named if basis == "calibrated" else frozenset(),
        named if basis == "assumption" else frozenset(),
    )


def _weakest(below: Iterable[Footing]) -> Footing:
    footings = list(below)
    return Footing(
        max((each.basis for each in footings), key=BASES.index, default=BASES[0]),
        max((each.status for each in footings), key=STATUSES.index, default=STATUSES[0]),
        any(each.given for each in footings),
        frozenset().union(*(each.calibrated for each in footings)),
        frozenset().union(*(each.assumed for each in footings)),
    )


def _leaves(working: Working, state: State) -> Iterable[Working]:
    parts = [each for each in counted(working) if each.value is state]
    if not parts and working.value is state:
        yield working
    for each in parts:
        yield from _leaves(each, state)


def _fold_up(
    start: Place, below: Callable[[Place], list[Place]], combine: Callable[[Place, list[_Found]], _Found], known: dict[Place, _Found]
) -> _Found:
    # A stack of our own: a chain of rules may be longer than Python's.
    waiting = [start]
    while waiting:
        place = waiting[-1]
        open_ = [each for each in below(place) if each not in known] if place not in known else []
        if open_:
            waiting.extend(open_)
            continue
        waiting.pop()
        if place not in known:
            known[place] = combine(place, [known[each] for each in below(place)])
    return known[start]


def unit_at(rules: RuleSet, rule: Rule, cell: Cell) -> Unit:
    """Return the unit of one cell, with the units that its members say written out."""
    unit = rule.unit
    for name in rule.unit.lookups:
        member = member_at(rules, name, rule.per, cell)
        if member:
            unit = unit.replace(f"{{{name}}}", parse_unit(member))
    return unit


def member_at(rules: RuleSet, dimension: str, per: tuple[str, ...], cell: Cell) -> str | None:
    """Return the member of a dimension that a cell has, itself or through the one attribute that points there."""
    members = dict(zip(per, cell, strict=True))
    if dimension in members:
        return members[dimension]
    for name, member in members.items():
        for attribute in rules.dimensions[name].attributes.values():
            if attribute.target == dimension:
                return rules.dimensions[name].members[member].attributes[attribute.name]
    return None
