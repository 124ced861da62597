"""Figures of one rule set as people read them: with their unit, amounts to the cent, and members by their labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from ..calculating.derivation import Step
from ..calculating.scalars import Scalar
from ..decimals import ONE
from ..model import RuleSet, State
from ..problems.entries import Words
from ..questions.results import step_of
from ..units import Unit
from .numbers import is_money, show_number, show_unit
from .terminal import folded

CENT = Decimal("0.01")

_TRUTH = {True: Words("ja", "yes"), False: Words("nee", "no")}


class Figures:
    """Puts figures of one rule set into words."""

    def __init__(self, rules: RuleSet, language: str) -> None:
        self._rules = rules
        self._language = language

    def number(self, value: Scalar, unit: Unit, step: Decimal | None = None) -> str:
        """Return a figure without its unit; an amount of money without a step is shown to the cent, or whole where it has no cents."""
        if isinstance(value, bool):
            return _TRUTH[value].of(self._language)
        if step is None and isinstance(value, Decimal) and is_money(unit, self._rules.currency):
            step = _money_step(value)
        return show_number(value, unit, self._language, step=step, currency=self._rules.currency)

    def figure(self, value: Scalar, unit: Unit, step: Decimal | None = None) -> str:
        """Return a figure with its unit."""
        after = "" if isinstance(value, State | bool) else self.unit(unit)
        return f"{self.number(value, unit, step)} {after}".rstrip()

    def written(self, value: Scalar, unit: Unit) -> str:
        """Return a figure that stands in the rules, with its unit and every digit that it was written with."""
        more = isinstance(value, Decimal) and value != value.quantize(CENT) and is_money(unit, self._rules.currency)
        return self.figure(value, unit, last_place(value) if more and isinstance(value, Decimal) else None)

    def unit(self, unit: Unit) -> str:
        """Return what stands behind a figure."""
        text = show_unit(unit, self._rules.currency, self._rules.units)
        return f"per {text[2:]}" if text.startswith("1/") else text

    def value(self, step: Step) -> str:
        """Return the value of a step with its unit."""
        if step.standing:
            return self.written(step.value, step.unit)
        return self.figure(step.value, step.unit, step_of(step.rule))

    def label(self, members: Mapping[str, str]) -> str:
        """Return the labels of members."""
        return " · ".join(folded(self._rules.dimensions[name].members[member].label) for name, member in members.items())

    def members(self, dimension: str, attribute: str | None, codes: Sequence[str]) -> list[str]:
        """Return the labels of members of a dimension, or of the one that an attribute of it points to."""
        target = self._rules.dimensions[dimension].attributes[attribute].target if attribute else dimension
        return [folded(self._rules.dimensions[target].members[each].label) if target else each for each in codes]


def last_place(value: Decimal) -> Decimal:
    """Return the step of the last decimal that a number is written with."""
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent))


def _money_step(value: Decimal) -> Decimal | None:
    if not value or (abs(value) >= 1000 and value == value.to_integral_value()):
        return ONE
    return CENT if abs(value) >= 1 else None
