"""What depends on a figure: the cells whose values rest on it, up to the figures that the rules answer for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ..calculating.derivation import Derivation, Place, Step
from ..calculating.graph import dependents
from ..checking import asked
from ..model import Cell, RuleSet
from .trace import Group, grouped, in_order


@dataclass(frozen=True, slots=True)
class Upward:
    """
    What rests on the cells `start` of a rule, as far as it matters to what the rules answer for.

    `readers` gives for each cell those that read it and whose value counts it; `results` are the cells
    of the result of the rule set among them, out of `of_results`.
    """

    rules: RuleSet
    day: date
    name: str
    steps: Mapping[Place, Step]
    readers: Mapping[Place, tuple[Place, ...]]
    groups: Mapping[str, Group]
    start: tuple[Place, ...]
    results: tuple[Place, ...]
    of_results: int


def upward(derivation: Derivation, name: str, cells: Iterable[Cell]) -> Upward:
    """Return what rests on some cells of a rule."""
    calculation = derivation.calculation
    rules = calculation.rules
    start = tuple((name, cell) for cell in cells)
    readers = _readers(derivation, name)
    met, _ = in_order(start, lambda place: readers.get(place, ()))
    steps = {place: derivation.step(*place) for place in met}
    results = [(rules.result, cell) for cell in calculation.cells(rules.result)] if rules.result else []
    return Upward(
        rules,
        calculation.day,
        name,
        steps,
        {place: tuple(readers.get(place, ())) for place in met},
        grouped(derivation, steps, lambda place: readers.get(place, ())),
        start,
        tuple(each for each in results if each in steps),
        len(results),
    )


def _readers(derivation: Derivation, name: str) -> dict[Place, dict[Place, None]]:
    """Return who reads each cell, going down from what the rules answer for along the rules that can lead to this one."""
    calculation = derivation.calculation
    leading = dependents(calculation.needs, [name])
    found: dict[Place, dict[Place, None]] = {}

    def below(place: Place) -> list[Place]:
        reads = [each for each in derivation.reads(place) if each[0] in leading] if place[0] in leading else []
        for each in reads:
            found.setdefault(each, {})[place] = None
        return reads

    in_order(asked(calculation), below)
    return found
