"""The amounts of a buildup as they stand on a page: with the decimals of the figure, and shares of it."""

from __future__ import annotations

from decimal import Decimal, localcontext

from ..calculating.derivation import Step
from ..decimals import EXACT, ONE, ZERO, round_to_step, show_plain
from ..model import RuleSet, Value
from ..problems.entries import Words
from ..questions.buildup import Buildup, Line
from ..questions.results import step_of
from ..reading.tables import stored
from ..units import DIMENSIONLESS, PERCENT
from .figures import CENT
from .numbers import is_money, show_number, written
from .terminal import folded

TENTH = Decimal("0.001")
"""Shares are shown to a tenth of a percent."""

NOT_BUILT_UP = Words("Niet opgebouwd", "Not built up")
_WHOLE = Words("{label}, niet opgebouwd", "{label}, not built up")
_PARTLY = Words("{label}, deels niet opgebouwd", "{label}, partly not built up")


class Amounts:
    """Puts the amounts of one figure into words."""

    def __init__(self, rules: RuleSet, step: Step, language: str) -> None:
        self._rules = rules
        self._unit = step.unit
        self._language = language
        self.to_the_cent = is_money(step.unit, rules.currency)
        own = step_of(step.rule)
        self.step = own if own is not None else CENT if self.to_the_cent else None

    def show(self, amount: Value, *, signed: bool = False) -> str:
        """Return an amount without its unit."""
        return show_number(amount, self._unit, self._language, step=self.step, currency=self._rules.currency, signed=signed)

    def bare(self, amount: Decimal, *, signed: bool = False) -> str:
        """Return an amount without its unit and without the sign of its currency."""
        unit = DIMENSIONLESS if self.to_the_cent else self._unit
        return show_number(self.rounded(amount), unit, self._language, step=self.step, currency=self._rules.currency, signed=signed)

    def share(self, amount: Decimal, value: Value, *, signed: bool = False) -> str:
        """Return which part of a figure an amount is; nothing where the figure is zero or no number."""
        found = share_of(amount, value)
        return "" if found is None else show_number(found, PERCENT, self._language, step=TENTH, signed=signed)

    def rest(self, figure: Buildup) -> Decimal:
        """Return what the lines as they are shown lack to the figure: its rounding, and that of the lines."""
        with localcontext(EXACT):
            value = figure.value if isinstance(figure.value, Decimal) else ZERO
            return value - sum(map(self.rounded, (each.amount for each in figure.lines)), ZERO)

    def rounded(self, amount: Decimal) -> Decimal:
        """Return an amount with the decimals that it is shown with."""
        if self.step is None:
            return amount
        places = len(show_plain(written(self.step, self._unit)).partition(".")[2])
        return round_to_step(amount, stored(ONE.scaleb(-places), self._unit.percent))


def share_of(amount: Decimal, value: Value) -> Decimal | None:
    """Return which part of a figure an amount is, or None where the figure is zero or no number."""
    if not isinstance(value, Decimal) or not value:
        return None
    return EXACT.divide(amount, value)


def line_label(line: Line, language: str) -> str:
    """Return what a line is called, and whether it, or a part of it, is not built up."""
    if line.element is None:
        return NOT_BUILT_UP.of(language)
    label = folded(line.element.label)
    if not line.whole:
        return label
    return (_PARTLY if line.built_up else _WHOLE).of(language).format(label=label)
