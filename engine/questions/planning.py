"""What is planned, how it moved from one planning to the next, who decides what, and how settled the figures are meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ..calculating.derivation import Derivation
from ..evidence import STATUSES
from ..model import Parameter, RuleSet, State
from ..process import Milestone, Planning

MOVES = ("same", "moved", "narrowed", "widened", "added", "dropped")
"""What can become of a step in the next planning."""

Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Shift:
    """
    A step as it is planned now and as it was before; None where it is new, or is no longer planned.

    `days` is by how many days it moved, the least and the most where a time was vague.
    """

    after: Milestone | None
    before: Milestone | None
    move: str
    days: tuple[int, int] | None = None

    @property
    def step(self) -> Milestone:
        """Return the step as it is known last."""
        found = self.after or self.before
        assert found is not None  # noqa: S101  (one of them is there)
        return found

    @property
    def changed(self) -> tuple[str, ...]:
        """Return what else than the time has become different: what the step is called, who takes it, what is decided in it."""
        now, before = self.after, self.before
        if now is None or before is None:
            return ()
        pairs = {"label": (now.label, before.label), "who": (now.who, before.who), "decides": (now.decides, before.decides)}
        return tuple(name for name, (new, old) in pairs.items() if new != old)


@dataclass(frozen=True, slots=True)
class Plan:
    """A planning that holds, the one it came in place of if there is one, and what became of each step."""

    planning: Planning
    before: Planning | None
    shifts: tuple[Shift, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """How many results and how many values in force have which status, and how many results are still to be decided."""

    results: dict[str, int]
    values: dict[str, int]
    undecided: int

    @property
    def whole(self) -> str | None:
        """Return the status of the rule set as a whole: the least settled one of its results, if there are any."""
        return next((each for each in reversed(STATUSES) if self.results.get(each)), None)


def plans(rules: RuleSet) -> tuple[Plan, ...]:
    """Return the plannings that hold: those that no other replaces."""
    replaced = {each.replaces for each in rules.plannings.values()}
    return tuple(_plan(rules, each) for name, each in rules.plannings.items() if name not in replaced)


def decisions(rules: RuleSet) -> tuple[tuple[Planning, Milestone], ...]:
    """Return the steps that hold in which something is decided, by day; those without a day last."""
    found = [(one.planning, each.after) for one in plans(rules) for each in one.shifts if each.after and each.after.decides]
    return tuple(sorted(found, key=lambda each: each[1].first or date.max))


def standing(derivation: Derivation) -> Standing:
    """Count the statuses of the results and of the values that they may rest on."""
    calculation = derivation.calculation
    name = calculation.rules.result
    cells = tuple(calculation.cells(name)) if name else ()
    statuses = [derivation.footing(name or "", cell).status for cell in cells if calculation.value(name or "", cell) is not State.NMB]
    entries = [
        entry
        for rule in calculation.rules.rules.values()
        if isinstance(rule, Parameter)
        for entry in {id(each.entry): each.entry for each in calculation.standing(rule.name).values()}.values()
        if entry.basis != "definition"
    ]
    return Standing(
        {status: statuses.count(status) for status in STATUSES},
        {status: sum(each.status == status for each in entries) for status in STATUSES},
        len(cells) - len(statuses),
    )


def _plan(rules: RuleSet, planning: Planning) -> Plan:
    before = rules.plannings.get(planning.replaces or "")
    return Plan(planning, before, tuple(_shifts(planning, before)))


def _shifts(planning: Planning, before: Planning | None) -> Iterator[Shift]:
    old = before.steps if before else {}
    for name, step in planning.steps.items():
        yield _shift(step, old[name]) if name in old else Shift(step, None, "added" if before else "same")
    yield from (Shift(None, step, "dropped") for name, step in old.items() if name not in planning.steps)


def _shift(now: Milestone, before: Milestone) -> Shift:
    new, old = _days(now), _days(before)
    if new is None or old is None or new == old:
        return Shift(now, before, "same")
    if old[0] <= new[0] and new[1] <= old[1]:
        return Shift(now, before, "narrowed")
    if new[0] <= old[0] and old[1] <= new[1]:
        return Shift(now, before, "widened")
    return Shift(now, before, "moved", ((new[0] - old[1]).days, (new[1] - old[0]).days))


def _days(step: Milestone) -> Days | None:
    return (step.first, step.last) if step.first and step.last else None
