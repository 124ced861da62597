"""What figures are made of, as a picture: the steps of one figure, or a bar of parts for each of several."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...calculating.graph import cost_elements
from ...decimals import ZERO
from ...model import RuleSet
from ...problems.entries import Words
from ...questions.buildup import Buildup, Built
from ..amounts import NOT_BUILT_UP, Amounts, line_label
from ..cell_rows import row_label, rows_of
from ..disclaimers import notes_of
from ..groups import Headings
from ..numbers import show_day
from ..overlays import laid_over
from ..svg import PARTS, Bar, BarRow, Chart, Tone, show_chart
from ..terminal import folded
from .text import NMB, ORDER, ROUNDING, TITLE

_WHOLE = Words("° deels niet opgebouwd: alleen het totaal is gegeven", "° partly not built up: the total alone is given")
_AS_OF = Words("peildatum {day}", "as of {day}")


def show_picture(built: Built, language: str) -> str:
    """Show figures taken apart as SVG."""
    return show_chart(_steps(built, built.figures[0], language) if len(built.figures) == 1 else _stacked(built, language))


def _steps(built: Built, figure: Buildup, language: str) -> Chart:
    """Return the steps of one figure: each line starts where the one before it ended."""
    value, name = Headings(built.rules, language).heading(built.groups([(figure.rule, figure.cell)])[0])
    title = TITLE.of(language).format(name=name, value=value)
    if not figure.lines:
        return Chart(title, _about(built, language, NMB), (), notes=notes_of(built.rules, language))
    return Chart(title, _about(built, language, ORDER), list(_rows(built, figure, language)), notes=notes_of(built.rules, language))


def _rows(built: Built, figure: Buildup, language: str) -> Iterator[BarRow]:
    amounts = Amounts(built.rules, built.step(figure), language)
    total = figure.value if isinstance(figure.value, Decimal) else ZERO

    def row(label: str, first: Decimal, last: Decimal, tone: Tone, amount: Decimal) -> BarRow:
        share = amounts.share(amount, figure.value)
        return BarRow(label, (Bar(first, last, tone),), f"{amounts.show(amount)}{f' ({share})' if share else ''}")

    at = ZERO
    for line in figure.lines:
        yield row(line_label(line, language), at, at + line.amount, Tone.PART if line.built_up else Tone.MORE, line.amount)
        at += line.amount
    yield row(ROUNDING.of(language), at, total, Tone.PART, amounts.rest(figure))
    yield row(folded(built.rules.rules[figure.rule].label), ZERO, total, Tone.TOTAL, total)


def _stacked(built: Built, language: str) -> Chart:
    """Return a bar for every figure, its parts side by side; those that are no number have none."""
    rules, rule = built.rules, built.figures[0].rule
    order: list[str | None] = [None, *cost_elements(rules)]
    tones = {name: PARTS[(at - 1) % len(PARTS)] for at, name in enumerate(order)}
    used = {line.element.name if line.element else None for each in built.figures for line in each.lines}
    key = [(tones[name], _named(rules, name, language)) for name in order if name in used]
    figures = {each.cell: each for each in built.figures}
    rows: list[BarRow] = []
    found = rows_of(rules, rule, figures)
    for block in found:
        rows += [BarRow(block.title, ())] if len(found) > 1 else []
        rows += [_bar(built, figures[each], row_label(rules, rule, each), tones, language) for each in block.cells]
    if any(_marked(each) for each in built.figures):
        rows.append(BarRow(_WHOLE.of(language), ()))
    shared = f" · {found[0].title}" if len(found) == 1 and found[0].title else ""
    title = TITLE.of(language).partition(":")[0].format(name=folded(rules.rules[rule].label) + shared)
    return Chart(title, _about(built, language, ORDER), rows, key=key, notes=notes_of(built.rules, language))


def _bar(built: Built, figure: Buildup, label: str, tones: dict[str | None, Tone], language: str) -> BarRow:
    bars: list[Bar] = []
    at = ZERO
    for line in figure.lines:
        bars.append(Bar(at, at + line.amount, tones[line.element.name if line.element else None]))
        at += line.amount
    value = Headings(built.rules, language).filled.value(built.step(figure))
    return BarRow(label, tuple(bars), f"{value} °" if _marked(figure) else value)


def _marked(figure: Buildup) -> bool:
    return any(each.whole and each.element for each in figure.lines)


def _named(rules: RuleSet, element: str | None, language: str) -> str:
    return rules.elements[element].label if element else NOT_BUILT_UP.of(language)


def _about(built: Built, language: str, words: Words) -> str:
    rules = built.rules
    about = [rules.label, _AS_OF.of(language).format(day=show_day(built.day, language)), laid_over(rules, language)]
    return f"{folded(', '.join(filter(None, about)))}. {words.of(language)}"
