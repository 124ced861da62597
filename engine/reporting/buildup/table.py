"""Many figures taken apart in one table: a line each, the cost elements as columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ...model import Cell, State
from ...problems.entries import Words
from ...questions.buildup import Buildup, Built
from ..amounts import Amounts
from ..branches import View
from ..cell_rows import grouped, row_head, row_label, rows_of
from ..element_columns import ElementColumns
from ..groups import titled
from ..numbers import is_money, show_unit
from ..tables import show_rows
from ..terminal import Paint, folded
from ..wrapping import wrapped

_TITLE = Words("Opbouw van {name}", "Build-up of {name}")
_MONEY = Words("Bedragen in {currency}.", "Amounts in {currency}.")
_SHARES = Words("Procenten van het geheel.", "Percents of the whole.")
_WHOLE = "°"

_ORDER = Words(
    "Elke kolom is wat het kostenelement toevoegt aan de kolommen ervoor: in een andere volgorde zou de verdeling anders zijn.",
    "Each column is what the cost element adds to the columns before it: in another order the split would be different.",
)
_CENTS = Words(
    "De kolommen staan op hele centen; de afronding maakt de telling sluitend.",
    "The columns are shown to the cent; the rounding makes them add up.",
)
_WHOLE_MEANS = Words(
    "° niet of deels niet opgebouwd: hiervan is alleen het totaal gegeven",
    "° not or partly not built up: of this the total alone is given",
)
_NONE_MEANS = Words(
    "N niet opgebouwd: een bedrag dat als geheel is overgenomen, of waarden die bij geen kostenelement horen",
    "N not built up: an amount that was taken over as a whole, or values that belong to no cost element",
)
_NMB_MEANS = Words("nmb nader te bepalen: hierover moet nog worden besloten", "nmb still to be decided")


def show_table(built: Built, view: View, *, percent: bool = False) -> str:
    """Show figures of one rule taken apart in one table, in amounts or in percents of each figure."""
    return "\n".join(_Table(built, view, percent).lines()) + "\n"


class _Table:
    def __init__(self, built: Built, view: View, percent: bool) -> None:
        self._built = built
        self._view = view
        self._percent = percent
        self._rule = built.figures[0].rule
        self._figures: Mapping[Cell, Buildup] = {each.cell: each for each in built.figures}
        used = {line.element.name if line.element else None for each in built.figures for line in each.lines}
        self._columns = ElementColumns(built.rules, used, view.language)
        self._to_the_cent = is_money(built.rules.rules[self._rule].unit, built.rules.currency)

    def lines(self) -> Iterator[str]:
        """Go through the lines of the page."""
        rules, language = self._built.rules, self._view.language
        yield from titled(rules, self._built.day, _TITLE.of(language).format(name=folded(rules.rules[self._rule].label)), self._view)
        if said := self._said():
            yield said.of(language).format(currency=rules.currency)
        yield from self._columns.legend(self._view.columns)
        table = _aligned(list(self._table()))
        lines = show_rows(table, frozenset(range(1, len(self._columns.names) + 3)))
        for row, line in zip(table, lines, strict=True):
            yield Paint(self._view.colour)(line, "bold") if len(row) == 1 else line
        yield ""
        for each in (_ORDER, *self._meanings()):
            yield from wrapped(each.of(language), self._view.columns)

    def _said(self) -> Words | None:
        """Return what the numbers are, where that goes without saying nothing."""
        return _SHARES if self._percent else _MONEY if self._to_the_cent else None

    def _table(self) -> Iterator[list[str]]:
        rules = self._built.rules
        for block in rows_of(rules, self._rule, self._figures):
            yield [""]
            yield from [[block.title], [""]] if block.title else ()
            yield [row_head(rules, self._rule), *self._columns.heads, folded(rules.rules[self._rule].label), ""]
            for name, cells in grouped(rules, self._rule, block.cells):
                yield from [[""], [name]] if name else ()
                yield from (self._row(self._figures[each], "  " if name else "") for each in cells)

    def _row(self, figure: Buildup, indent: str) -> list[str]:
        rules, step = self._built.rules, self._built.step(figure)
        amounts = Amounts(rules, step, self._view.language)
        label = indent + row_label(rules, self._rule, figure.cell)
        unit = show_unit(step.unit, rules.currency, rules.units)
        if not figure.lines:
            return [label, *("" for _ in self._columns.heads), amounts.show(figure.value), unit]
        shown = [self._cell(figure, each, amounts) for each in self._columns.names]
        return [label, *shown, self._number(amounts.rest(figure), figure, amounts), amounts.show(figure.value), unit]

    def _cell(self, figure: Buildup, element: str | None, amounts: Amounts) -> str:
        line = figure.line(element)
        if line is None:
            return ""
        mark = _WHOLE if line.whole and line.element else ""
        return self._number(line.amount, figure, amounts) + mark

    def _number(self, amount: Decimal, figure: Buildup, amounts: Amounts) -> str:
        return amounts.share(amount, figure.value) if self._percent else amounts.bare(amount)

    def _meanings(self) -> Iterator[Words]:
        if self._to_the_cent and not self._percent:
            yield _CENTS
        lines = [line for each in self._built.figures for line in each.lines]
        if None in self._columns.names:
            yield _NONE_MEANS
        if any(each.whole and each.element for each in lines):
            yield _WHOLE_MEANS
        if any(each.value is State.NMB for each in self._built.figures):
            yield _NMB_MEANS


def _aligned(table: list[list[str]]) -> list[list[str]]:
    """Give the numbers of a column room for a mark, where one of them has it."""
    marked = {at for row in table for at, each in enumerate(row) if each.endswith(_WHOLE)}
    return [[each if len(row) == 1 or at not in marked or each.endswith(_WHOLE) else f"{each} " for at, each in enumerate(row)] for row in table]
