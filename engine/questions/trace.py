"""Where a figure comes from: every step below it, once, and what it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..calculating.derivation import Derivation, Place, Step
from ..decimals import round_to_step
from ..model import BASES, Parameter, Published, RuleSet, State, Value

Below = Callable[[Place], Iterable[Place]]


@dataclass(frozen=True, slots=True)
class Printed:
    """What was published for a figure; `difference` is computed minus published, None where one of them is no number."""

    published: Published
    value: Value
    difference: Decimal | None


@dataclass(frozen=True, slots=True)
class Group:
    """The steps of one rule, in the order of its members; `onward` names the other rules that they lead to."""

    name: str
    steps: tuple[Step, ...]
    onward: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """
    A figure with everything that it rests on, each step once, in the order in which a reader meets them.

    `rests_on` counts for each step the values in the rules below it, by basis; `undecided` are the
    values still to be decided, and `missing` those that are not there, from which the figure got its state.
    """

    rules: RuleSet
    day: date
    root: Place
    steps: Mapping[Place, Step]
    groups: Mapping[str, Group]
    rests_on: Mapping[Place, Mapping[str, int]]
    printed: Mapping[Place, tuple[Printed, ...]]
    undecided: tuple[Place, ...] = ()
    missing: tuple[Place, ...] = ()

    @property
    def top(self) -> Step:
        """Return the figure that was asked for."""
        return self.steps[self.root]

    def values(self) -> list[Step]:
        """Return the steps that are values in the rules."""
        return [each for each in self.steps.values() if isinstance(each.rule, Parameter)]


def trace(derivation: Derivation, name: str, *cell: str) -> Trace:
    """Return where one cell of a rule comes from."""
    calculation = derivation.calculation
    root = (name, cell)
    met, finished = in_order([root], derivation.reads)
    steps = {place: derivation.step(*place) for place in met}
    value = steps[root].value
    return Trace(
        calculation.rules,
        calculation.day,
        root,
        steps,
        grouped(derivation, steps, derivation.reads),
        _rests_on(steps, finished),
        {place: found for place, step in steps.items() if (found := tuple(_printed(calculation.rules, step)))},
        _origins(derivation, root, State.NMB) if value is State.NMB else (),
        _origins(derivation, root, State.ABSENT) if value is State.ABSENT else (),
    )


def in_order(starts: Iterable[Place], below: Below) -> tuple[list[Place], list[Place]]:
    """Return all places reached, in the order of meeting them and in an order in which each follows what is below it."""
    met: dict[Place, None] = {}
    finished: list[Place] = []
    for start in starts:
        waiting = [(start, iter(below(start)))] if start not in met else []
        met.setdefault(start)
        while waiting:
            rest = waiting[-1][1]
            following = next((each for each in rest if each not in met), None)
            if following is None:
                finished.append(waiting.pop()[0])
            else:
                met[following] = None
                waiting.append((following, iter(below(following))))
    return list(met), finished


def grouped(derivation: Derivation, steps: Mapping[Place, Step], onward: Below) -> dict[str, Group]:
    """Return steps by their rule, in the order of meeting the rules."""
    by_rule: dict[str, list[Step]] = {}
    for (name, _), step in steps.items():
        by_rule.setdefault(name, []).append(step)
    return {name: _group(derivation, name, found, onward) for name, found in by_rule.items()}


def _group(derivation: Derivation, name: str, steps: list[Step], onward: Below) -> Group:
    space, per = derivation.calculation.space, steps[0].rule.per
    ordered = sorted(steps, key=lambda each: space.position(per, dict(zip(per, each.cell, strict=True))))
    others = dict.fromkeys(rule for step in ordered for rule, _ in onward((name, step.cell)) if rule != name)
    return Group(name, tuple(ordered), tuple(others))


def _rests_on(steps: Mapping[Place, Step], finished: Iterable[Place]) -> dict[Place, dict[str, int]]:
    # A bit for every value in the rules, so that one that is reached along many ways counts once.
    bits: dict[Place, int] = {}
    masks = dict.fromkeys(BASES, 0)
    for at, place in enumerate(finished):
        step = steps[place]
        if isinstance(step.rule, Parameter):
            bits[place] = 1 << at
            masks[step.footing.basis] |= 1 << at
        else:
            bits[place] = 0
            for each in step.operands:
                bits[place] |= bits[each]
    return {place: {basis: count for basis, mask in masks.items() if (count := (bits[place] & mask).bit_count())} for place in steps}


def _printed(rules: RuleSet, step: Step) -> Iterable[Printed]:
    for published in rules.published:
        datum = published.cells.get(step.cell) if published.of == step.name else None
        if datum is not None:
            difference = None
            if isinstance(datum.value, Decimal) and isinstance(step.value, Decimal):
                difference = round_to_step(step.value, published.printed_to) - datum.value
            yield Printed(published, datum.value, difference)


def _origins(derivation: Derivation, root: Place, state: State) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(place for place, _ in derivation.origins(*root, state)))
