"""A provider's own figures against those of the rules: what differs, by how much, and in which cost elements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, localcontext

from ..calculating.derivation import Derivation, Place, Step
from ..calculating.graph import cost_elements
from ..calculating.inputs import inputs_by_element
from ..decimals import EXACT, ZERO
from ..model import Cell, Element, Overlay, RuleSet
from .buildup import Buildup, build_up


@dataclass(frozen=True, slots=True)
class Part:
    """What one cost element adds to a figure, by the rules and by one's own values; `element` is None for what no element covers."""

    element: Element | None
    theirs: Decimal
    own: Decimal

    @property
    def gap(self) -> Decimal:
        """Return how much more it is with one's own values."""
        return EXACT.subtract(self.own, self.theirs)


@dataclass(frozen=True, slots=True)
class Gap:
    """
    A figure that differs: as the rules have it, and with one's own values.

    `amount` is own minus theirs, so that more than zero is what the tariff falls short; None where one of
    the two is no number. The gaps of `parts` and `rounding` then add up to it exactly.
    """

    cell: Cell
    theirs: Step
    own: Step
    amount: Decimal | None
    parts: tuple[Part, ...] = ()
    rounding: Decimal = ZERO


@dataclass(frozen=True, slots=True)
class Change:
    """A value that stands in for another, with how many of the figures compared rest on it."""

    overlay: Overlay
    theirs: Step
    own: Step
    reaches: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    What differs between rules and one's own values laid over them, the largest shortfall first.

    `untouched` counts the figures that do not differ, `same` the own values that are those of the rules.
    """

    rules: RuleSet
    day: date
    rule: str
    gaps: tuple[Gap, ...]
    untouched: int
    changes: tuple[Change, ...]
    same: int
    obstacles: tuple[Buildup, ...] = ()


def compare(theirs: Derivation, own: Derivation, rule: str, cells: Sequence[Cell]) -> Comparison:
    """Compare figures of one rule, computed by rules and by the same rules under overlays."""
    touched = [cell for cell in cells if _figure(theirs, rule, cell) != _figure(own, rule, cell)]
    places = [(rule, cell) for cell in touched]
    before, after = build_up(theirs, places), build_up(own, places)
    stuck = tuple(each for each in (*before, *after) if each.obstacle)
    gaps = () if stuck else tuple(_gap(theirs, own, *each) for each in zip(before, after, strict=True))
    changes = list(_changes(theirs, own, [(rule, cell) for cell in cells]))
    different = tuple(each for each in changes if each.theirs.value != each.own.value)
    calculation = own.calculation
    untouched = len(cells) - len(touched)
    return Comparison(calculation.rules, calculation.day, rule, _sorted(gaps), untouched, different, len(changes) - len(different), stuck)


def _figure(derivation: Derivation, rule: str, cell: Cell) -> tuple[object, object]:
    return derivation.calculation.value(rule, cell), derivation.calculation.unrounded(rule, cell)


def _gap(theirs: Derivation, own: Derivation, before: Buildup, after: Buildup) -> Gap:
    place = (before.rule, before.cell)
    steps = theirs.step(*place), own.step(*place)
    if not isinstance(before.value, Decimal) or not isinstance(after.value, Decimal):
        return Gap(before.cell, *steps, None)
    with localcontext(EXACT):
        return Gap(before.cell, *steps, after.value - before.value, tuple(_parts(own.calculation.rules, before, after)), after.rounding - before.rounding)


def _parts(rules: RuleSet, before: Buildup, after: Buildup) -> Iterator[Part]:
    for name in (None, *cost_elements(rules)):
        lines = before.line(name), after.line(name)
        if any(lines):
            theirs, own = (line.amount if line else ZERO for line in lines)
            yield Part(rules.elements[name] if name else None, theirs, own)


def _sorted(gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    return tuple(sorted(gaps, key=lambda each: (each.amount is None, -(each.amount or ZERO))))


def _changes(theirs: Derivation, own: Derivation, places: Sequence[Place]) -> Iterator[Change]:
    """Go through the values of overlays that are in use, in the order of the overlays."""
    overlays = {each.file: each for each in own.calculation.rules.overlays}
    reached = Counter(place for each in places for found in inputs_by_element(own, each).values() for place in found)
    names = dict.fromkeys(name for each in overlays.values() for name in each.values)
    for name in names:
        for cell, standing in own.calculation.standing(name).items():
            overlay = overlays.get(standing.entry.span.file)
            if overlay:
                yield Change(overlay, theirs.step(name, cell), own.step(name, cell), reached[name, cell])
