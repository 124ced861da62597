"""What a difference costs in a year, in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...decimals import EXACT, round_to_step
from ...problems.entries import Words
from ...questions.diff.difference import Change
from ...questions.volumes import MUNICIPALITIES, Budget, Line
from ...units import DIMENSIONLESS
from ..figures import CENT
from ..numbers import show_number
from ..terminal import folded, visible
from .words import ROUNDING, FigureWords

MAX_LEFT_OUT = 10
"""Of more products that are not counted the rest is summed up in one line."""

_TITLE = Words("Budgeteffect per jaar ({file}{at})", "Effect on the budget per year ({file}{at})")
_AT = Words("; tarieven van {members}", "; tariffs of {members}")
_TOTAL = Words("Totaal", "Total")
_LEFT_OUT = Words("niet meegeteld: {name} ({old} -> {new}), volume {volume}", "not counted: {name} ({old} -> {new}), volume {volume}")
_MORE = Words("niet meegeteld: nog {n} producten", "not counted: {n} more products")


class BudgetWords:
    """Puts the effect on the budget into words."""

    def __init__(self, words: FigureWords, budget: Budget) -> None:
        self._words = words
        self._budget = budget

    def title(self) -> str:
        """Return from which volumes the effect follows, and with which tariffs."""
        members = ", ".join(folded(self._words.head.dimensions[name].members[member].label) for name, member in self._budget.at.items())
        at = self._words.say(_AT, members=members) if members else ""
        return self._words.say(_TITLE, file=visible(self._budget.volumes.file), at=at)

    def rows(self) -> Iterator[list[str]]:
        """Go through the municipalities and the total: name, before, after, change, percentage."""
        for each in self._budget.lines:
            yield self._row(self._municipality(each.municipality), each)
        yield self._row(self._words.say(_TOTAL), self._budget.total)

    def _municipality(self, name: str) -> str:
        dimensions = (self._words.head.dimensions[each] for each in MUNICIPALITIES if each in self._words.head.dimensions)
        return next((folded(each.members[name].label) for each in dimensions if name in each.members), folded(name))

    def _row(self, name: str, line: Line) -> list[str]:
        money = self._words.money
        percent = self._words.ratio(EXACT.divide(line.delta, abs(line.old))) if line.old else ""
        return [name, money(line.old), money(line.new), money(line.delta, signed=True), percent]

    def causes(self) -> Iterator[tuple[str, str]]:
        """Go through the causes of the total, each with its amount, adding up as they stand."""
        if len(self._budget.causes) > 1:
            rest = round_to_step(self._budget.total.delta, CENT)
            for each in self._budget.causes:
                amount = round_to_step(each.amount, CENT)
                rest -= amount
                yield self._words.money(amount, signed=True), self._words.cause(each)
            if rest:
                yield self._words.money(rest, signed=True), self._words.say(ROUNDING)

    def left_out(self) -> Iterator[str]:
        """Go through the products that are not counted."""
        head = self._words.head
        rule = head.rules[head.result or ""]
        for each in self._budget.left_out[:MAX_LEFT_OUT]:
            change = Change(rule.name, rule.per, each.cell, each.old, each.new)
            old, new = (self._words.figure(value, change) for value in (each.old, each.new))
            yield self._words.say(_LEFT_OUT, name=self._words.name(change), old=old, new=new, volume=self._number(each.volume))
        if len(self._budget.left_out) > MAX_LEFT_OUT:
            yield self._words.say(_MORE, n=len(self._budget.left_out) - MAX_LEFT_OUT)

    def _number(self, amount: Decimal) -> str:
        return show_number(amount, DIMENSIONLESS, self._words.language)
