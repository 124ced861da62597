"""A provider's own figures against those of the rules, as people read it: a table of gaps, then the values that differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal, localcontext

from ...calculating.derivation import Step
from ...decimals import EXACT, ZERO
from ...model import State
from ...problems.entries import Words
from ...questions.compare import Comparison, Gap
from ..amounts import Amounts
from ..branches import View
from ..cell_rows import row_head, row_label, rows_of
from ..element_columns import ElementColumns
from ..groups import titled
from ..numbers import is_money, show_unit
from ..tables import show_rows
from ..terminal import Paint, folded
from ..wrapping import wrapped
from .changes import change_lines

_TITLE = Words("{name} naast eigen cijfers", "{name} beside own figures")
_OWN = Words("Eigen", "Own")
_GAP = Words("Verschil", "Gap")
_MONEY = Words("Bedragen in {currency}.", "Amounts in {currency}.")
_HIGHER = (
    Words("bij 1 cijfer zijn de eigen kosten hoger", "1 figure is higher by own costs"),
    Words("bij {n} cijfers zijn de eigen kosten hoger", "{n} figures are higher by own costs"),
)
_LOWER = (Words("bij 1 lager", "1 is lower"), Words("bij {n} lager", "{n} are lower"))
_UNTOUCHED = (
    Words("1 cijfer verschilt niet", "1 figure does not differ"),
    Words("{n} cijfers verschillen niet", "{n} figures do not differ"),
)
_MEANS = Words(
    "Verschil: het eigen cijfer min dat van de regels, het grootste tekort bovenaan.",
    "Gap: the own figure minus that of the rules, the largest shortfall first.",
)
_PARTS = Words(
    "Een kolom met een nummer: hoeveel dat kostenelement meer of minder toevoegt. Een andere waarde werkt door in de elementen die in de volgorde later komen.",
    "A column with a number: how much more or less that cost element adds. Another value works through in the elements that come later in the order.",
)
_NMB = Words("nmb nader te bepalen: hierover moet nog worden besloten", "nmb still to be decided")


def show_comparison(comparison: Comparison, view: View) -> str:
    """Show own figures against those of the rules."""
    return "\n".join(_lines(comparison, view)) + "\n"


def _lines(comparison: Comparison, view: View) -> Iterator[str]:
    rules, language = comparison.rules, view.language
    rule = rules.rules[comparison.rule]
    yield from titled(rules, comparison.day, _TITLE.of(language).format(name=folded(rule.label)), view)
    for overlay in rules.overlays:
        yield from (*wrapped(folded(overlay.note), view.columns), "") if overlay.note else ()
    if comparison.gaps:
        if is_money(rule.unit, rules.currency):
            yield _MONEY.of(language).format(currency=rules.currency)
        yield from _table(comparison, view)
        yield ""
    yield from wrapped(_counted(comparison, language), view.columns)
    if comparison.gaps:
        for each in _notes(comparison):
            yield from wrapped(each.of(language), view.columns)
    yield from change_lines(comparison, view)


def _table(comparison: Comparison, view: View) -> Iterator[str]:
    rules, name = comparison.rules, comparison.rule
    used = {part.element.name if part.element else None for each in comparison.gaps for part in each.parts if part.gap}
    columns = ElementColumns(rules, used, view.language)
    yield from columns.legend(view.columns)
    by_cell = {each.cell: each for each in comparison.gaps}
    heads = [folded(rules.rules[name].label), _OWN.of(view.language), _GAP.of(view.language), "", *columns.heads]
    table: list[list[str]] = []
    for block in rows_of(rules, name, by_cell):
        table += [[""], *([[block.title], [""]] if block.title else []), [row_head(rules, name), *heads, ""]]
        table += [[row_label(rules, name, each), *_row(comparison, by_cell[each], columns, view.language)] for each in block.cells]
    lines = show_rows(table, frozenset(range(1, len(heads) + 1)))
    for row, line in zip(table, lines, strict=True):
        yield Paint(view.colour)(line, "bold") if len(row) == 1 else line


def _row(comparison: Comparison, gap: Gap, columns: ElementColumns, language: str) -> list[str]:
    rules = comparison.rules
    amounts = Amounts(rules, gap.own, language)
    figures = [amounts.show(_value(each)) for each in (gap.theirs, gap.own)]
    unit = show_unit(gap.own.unit, rules.currency, rules.units)
    if gap.amount is None:
        return [*figures, "", "", *("" for _ in columns.heads), unit]
    gaps = {part.element.name if part.element else None: part.gap for part in gap.parts}
    parts = [amounts.bare(gaps[each], signed=True) if gaps.get(each) else "" for each in columns.names]
    share = amounts.share(gap.amount, _value(gap.theirs), signed=True)
    return [*figures, amounts.bare(gap.amount, signed=True), share, *parts, amounts.bare(_rest(gap, amounts), signed=True), unit]


def _rest(gap: Gap, amounts: Amounts) -> Decimal:
    """Return what the parts as they are shown lack to the gap."""
    with localcontext(EXACT):
        return (gap.amount or ZERO) - sum((amounts.rounded(each.gap) for each in gap.parts), ZERO)


def _value(step: Step) -> Decimal | State:
    return Decimal(step.value) if isinstance(step.value, bool) else step.value


def _counted(comparison: Comparison, language: str) -> str:
    higher = sum(each.amount is not None and each.amount > 0 for each in comparison.gaps)
    lower = sum(each.amount is not None and each.amount < 0 for each in comparison.gaps)
    said = [words[n > 1].of(language).format(n=n) for words, n in ((_HIGHER, higher), (_LOWER, lower), (_UNTOUCHED, comparison.untouched)) if n]
    text = ", ".join(said)
    return f"{text[:1].upper()}{text[1:]}."


def _notes(comparison: Comparison) -> Sequence[Words]:
    undecided = any(each.amount is None for each in comparison.gaps)
    return (_MEANS, _PARTS, *([_NMB] if undecided else []))
