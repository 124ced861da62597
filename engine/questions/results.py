"""The figures asked for: each with its unit and with what it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from ..calculating.derivation import Derivation, Footing, Place, unit_at
from ..checking import asked
from ..model import Cell, Formula, Rule, State, Value
from ..units import Unit


@dataclass(frozen=True, slots=True)
class Result:
    """One figure; `written` says that somebody gave it, rather than that a table left it out."""

    rule: str
    cell: Cell
    value: Value
    unit: Unit
    footing: Footing
    written: bool = True

    @property
    def state(self) -> str:
        """Return `value` for a number, else what the cell holds instead."""
        return self.value.value if isinstance(self.value, State) else "value"


def results(derivation: Derivation, places: Iterable[Place]) -> tuple[Result, ...]:
    """Return the figures at these places."""
    return tuple(_result(derivation, *place) for place in places)


def _result(derivation: Derivation, name: str, cell: Cell) -> Result:
    calculation = derivation.calculation
    rule = calculation.rules.rules[name]
    written = isinstance(rule, Formula) or cell in calculation.standing(name)
    return Result(name, cell, calculation.value(name, cell), unit_at(calculation.rules, rule, cell), derivation.footing(name, cell), written)


def needed(derivation: Derivation, places: Iterable[Place]) -> list[Place]:
    """
    Return the places that must hold a figure: those that the rules answer for, and those where computing failed.

    Elsewhere a cell may well be empty, as in a table with gaps.
    """
    answered = set(asked(derivation.calculation))
    return [each for each in places if each in answered or derivation.calculation.value(*each) is State.FAILED]


def step_of(rule: Rule) -> Decimal | None:
    """Return the step that a rule is rounded to, if it is."""
    return rule.rounding.to if isinstance(rule, Formula) and rule.rounding else None
