"""What a tariff is made of: the figure taken apart over the cost elements, in the order in which it is built up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, localcontext
from functools import cached_property

from ..calculating.calculation import Calculation
from ..calculating.derivation import Derivation, Place, Step
from ..calculating.graph import cost_elements
from ..calculating.inputs import inputs_by_element
from ..decimals import EXACT, MILLIONTH, ZERO, round_to_step
from ..diagnostics import Diagnostic, Label
from ..model import Cell, Element, Parameter, Rule, RuleSet, State, Value, cell_id
from .trace import Group


@dataclass(frozen=True, slots=True)
class Line:
    """
    What one cost element adds to a figure, in millionths.

    `element` is None for the part that no element covers, such as an amount that was published as a whole.
    `inputs` are the cells of the parameters of this element that the figure rests on; `whole` those among
    them that are known as a whole only.
    """

    element: Element | None
    amount: Decimal
    inputs: tuple[Place, ...] = ()
    whole: tuple[Place, ...] = ()

    @property
    def built_up(self) -> bool:
        """Say whether it is known what this line consists of."""
        return self.element is not None and (not self.inputs or len(self.whole) < len(self.inputs))


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a figure cannot be taken apart: without an element there is no figure, because of what happens at a place."""

    element: str
    parameters: tuple[str, ...]
    state: State
    origin: Place


@dataclass(frozen=True, slots=True)
class Buildup:
    """
    A figure and its lines, which with `rounding` add up to it exactly.

    `lines` is empty where the figure is no number (`undecided` then lists what is still to be decided) or
    where there is an `obstacle`. `shared` are the inputs of no element, which work through in several lines.
    The split depends on the order of the elements.
    """

    rule: str
    cell: Cell
    value: Value
    lines: tuple[Line, ...] = ()
    rounding: Decimal = ZERO
    shared: tuple[Place, ...] = ()
    undecided: tuple[Place, ...] = ()
    obstacle: Obstacle | None = None

    def line(self, element: str | None) -> Line | None:
        """Return the line of an element, or with None that of no element."""
        return next((each for each in self.lines if (each.element.name if each.element else None) == element), None)


@dataclass(frozen=True, slots=True)
class Built:
    """Figures taken apart, with a step for each of them and for everything that their lines name."""

    rules: RuleSet
    day: date
    figures: tuple[Buildup, ...]
    steps: Mapping[Place, Step]

    def step(self, figure: Buildup) -> Step:
        """Return the step that gives a figure."""
        return self.steps[figure.rule, figure.cell]

    def groups(self, places: Iterable[Place]) -> list[Group]:
        """Return inputs by their rule, those of one rule in the order of its members."""
        found: dict[str, list[Step]] = {}
        for each in places:
            found.setdefault(each[0], []).append(self.steps[each])
        return [Group(name, tuple(sorted(steps, key=self._position)), ()) for name, steps in found.items()]

    def _position(self, step: Step) -> tuple[int, ...]:
        return tuple(list(self.rules.dimensions[name].members).index(member) for name, member in zip(step.rule.per, step.cell, strict=True))


def built(derivation: Derivation, places: Iterable[Place]) -> Built:
    """Take figures apart, for a report."""
    figures = build_up(derivation, places)
    named = [
        place for each in figures for place in ((each.rule, each.cell), *each.shared, *each.undecided, *(one for line in each.lines for one in line.inputs))
    ]
    calculation = derivation.calculation
    return Built(calculation.rules, calculation.day, figures, {each: derivation.step(*each) for each in dict.fromkeys(named)})


def build_up(derivation: Derivation, places: Iterable[Place]) -> tuple[Buildup, ...]:
    """
    Take figures apart.

    Step k is the figure with the values of all later elements at their `neutral`, unrounded; a line is the
    difference between two steps.
    """
    builder = _Builder(derivation)
    with localcontext(EXACT):
        return tuple(builder.build(place) for place in places)


def at_neutral(rules: RuleSet, elements: Iterable[str]) -> RuleSet:
    """Return rules in which every parameter of these elements has its neutral value in all cells."""
    later = set(elements)
    return replace(rules, rules={name: _neutral(each) if each.element in later else each for name, each in rules.rules.items()})


def _neutral(rule: Rule) -> Rule:
    return replace(rule, entries=(), default=rule.neutral) if isinstance(rule, Parameter) and rule.neutral is not None else rule


class _Builder:
    def __init__(self, derivation: Derivation) -> None:
        self._derivation = derivation
        calculation = derivation.calculation
        self._rules = calculation.rules
        self._elements = cost_elements(self._rules)
        self._steps = [Calculation(at_neutral(self._rules, self._elements[k:]), calculation.day, calculation.facts) for k in range(len(self._elements))]

    def build(self, place: Place) -> Buildup:
        name, cell = place
        value = self._derivation.calculation.value(name, cell)
        if not isinstance(value, Decimal):
            return Buildup(name, cell, value, undecided=self._undecided(place, value))
        unrounded = [each.unrounded(name, cell) for each in (*self._steps, self._derivation.calculation)]
        numbers = [each for each in unrounded if isinstance(each, Decimal)]
        if len(numbers) < len(unrounded):
            return Buildup(name, cell, value, obstacle=self._obstacle(place, unrounded))
        inputs = inputs_by_element(self._derivation, place)
        bare = inputs_by_element(self._bare, place).get(None, ()) if numbers[0] else ()
        lines = tuple(self._lines(numbers, {**inputs, None: bare}))
        shared = tuple(each for each in inputs.get(None, ()) if each not in bare)
        return Buildup(name, cell, value, lines, value - sum((each.amount for each in lines), ZERO), shared)

    @cached_property
    def _bare(self) -> Derivation:
        """Return the figures with all elements at their neutral values."""
        return Derivation(self._steps[0]) if self._steps else self._derivation

    def _lines(self, steps: Sequence[Decimal], inputs: dict[str | None, tuple[Place, ...]]) -> Iterator[Line]:
        if steps[0]:
            yield self._line(None, steps[0], inputs[None])
        for name, before, after in zip(self._elements, steps, steps[1:], strict=False):
            if after != before or any(map(self._is_written, inputs.get(name, ()))):
                yield self._line(self._rules.elements[name], after - before, inputs.get(name, ()))

    def _is_written(self, place: Place) -> bool:
        """Say whether somebody gave a value; where a default holds, an element that adds nothing is not spoken of."""
        return place[1] in self._derivation.calculation.standing(place[0])

    def _line(self, element: Element | None, amount: Decimal, inputs: tuple[Place, ...]) -> Line:
        whole = tuple(each for each in inputs if _is_whole(self._rules.rules[each[0]]))
        return Line(element, round_to_step(amount, MILLIONTH), inputs, whole)

    def _undecided(self, place: Place, value: Value) -> tuple[Place, ...]:
        return tuple(dict.fromkeys(each for each, _ in self._derivation.origins(*place, State.NMB))) if value is State.NMB else ()

    def _obstacle(self, place: Place, unrounded: Sequence[Value]) -> Obstacle:
        """Find the first element that makes the figure a number for good, and what goes wrong without it."""
        at = max(at for at, each in enumerate(unrounded) if isinstance(each, State))
        state = unrounded[at]
        assert isinstance(state, State)  # noqa: S101
        element = self._elements[at]
        inputs = inputs_by_element(self._derivation, place).get(element, ())
        parameters = tuple(dict.fromkeys(name for name, _ in inputs))
        origins = Derivation(self._steps[at]).origins(*place, state)
        return Obstacle(element, parameters, state, origins[0][0] if origins else place)


def _is_whole(rule: Rule) -> bool:
    return isinstance(rule, Parameter) and (rule.given or rule.total_only)


def obstacles_of(rules: RuleSet, buildups: Iterable[Buildup]) -> Iterator[Diagnostic]:
    """Report the cost elements without which figures cannot be computed, each once."""
    seen: set[tuple[str, str]] = set()
    for each in buildups:
        if each.obstacle and (each.obstacle.element, each.obstacle.origin[0]) not in seen:
            seen.add((each.obstacle.element, each.obstacle.origin[0]))
            yield _report(rules, each, each.obstacle)


def _report(rules: RuleSet, buildup: Buildup, obstacle: Obstacle) -> Diagnostic:
    element, (origin, cell) = rules.elements[obstacle.element], obstacle.origin
    culprit = rules.rules[obstacle.parameters[0]] if obstacle.parameters else element
    fields: dict[str, str | tuple[str, ...]] = {
        "place": cell_id(buildup.rule, rules.rules[buildup.rule].per, buildup.cell),
        "element": element.label,
        "parameters": obstacle.parameters,
        "origin": cell_id(origin, rules.rules[origin].per, cell),
    }
    return Diagnostic("H605", culprit.span, fields, (Label(rules.rules[origin].span, "origin"),), rule=obstacle.parameters[0] if obstacle.parameters else None)
