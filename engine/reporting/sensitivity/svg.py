"""What matters for a figure, as a picture: a bar for each input, the widest first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ...model import RuleSet
from ...problems.entries import Words
from ...questions.sensitivity import Effect, Sensitivity
from ..disclaimers import notes_of
from ..numbers import show_day
from ..svg import Bar, BarRow, Chart, Tone, show_chart
from ..terminal import folded
from .words import Named

_AS_OF = Words("peildatum {day}", "as of {day}")


def show_sensitivity_picture(rules: RuleSet, day: date, found: Sensitivity, language: str) -> str:
    """Show what moves a figure as SVG."""
    named = Named(rules, found, language)
    about = f"{folded(rules.label)}, {_AS_OF.of(language).format(day=show_day(day, language))}; {named.how()}"
    rows = [BarRow(named.input(each), tuple(_bars(found, each)), _words(named, each)) for each in found.effects]
    key = list(zip((Tone.LESS, Tone.MORE), named.sides(), strict=True))
    return show_chart(Chart(named.title(), about, rows, line=found.value, key=key, notes=notes_of(rules, language)))


def _bars(found: Sensitivity, effect: Effect) -> Iterator[Bar]:
    for outcome, tone in zip(effect.outcomes, (Tone.LESS, Tone.MORE), strict=True):
        if isinstance(outcome, Decimal):
            yield Bar(found.value, outcome, tone)


def _words(named: Named, effect: Effect) -> str:
    low, high = map(named.figure, effect.outcomes)
    ends = named.ends(effect) if effect.cell is not None else ""
    return f"{low} – {high}" + (f" ({ends})" if ends else "")
