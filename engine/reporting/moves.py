"""What setting a value did: the value as it was and is, and the results that moved."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Span
from ..model import Cell, Entry, RuleSet, cell_id
from ..problems.entries import Words
from ..questions.moves import Move, Moved
from ..questions.results import step_of
from .figures import Figures
from .numbers import show_day, show_number
from .tables import show_rows
from .terminal import folded, visible

MAX_SHOWN = 100
"""Of more results that move the rest is counted."""

_SET = Words("{place}: `{what}` is vanaf {day} {new}", "{place}: `{what}` is {new} from {day}")
_WAS = Words(" (was {old})", " (was {old})")
_GROUNDS = Words("grondslag {basis}, status {status}", "basis {basis}, status {status}")
_FROM = Words(", bron {ref}: {at}", ", source {ref}: {at}")
_SHARED = Words("in een bibliotheek: geldt ook voor andere regelsets die haar gebruiken", "in a library: holds for other rule sets that use it as well")
_MOVED = Words("{label}, peildatum {day}: {n} van de {of} wijzigen", "{label}, as of {day}: {n} of {of} change")
_ONE = Words("{label}, peildatum {day}: {n} van de {of} wijzigt", "{label}, as of {day}: {n} of {of} changes")
_STAYS = Words("{label}, peildatum {day}: wijzigt niet", "{label}, as of {day}: does not change")
_MORE = Words("... en nog {n}", "... and {n} more")


def show_set(rules: RuleSet, rule: str, cell: Cell, entry: Entry, before: Entry | None, language: str) -> str:
    """Say what a value is from now on, what it was and what it rests on; `entry` is as it stands in the rules."""
    figures, parameter = Figures(rules, language), rules.rules[rule]
    datum = entry.cells[cell]
    new = figures.written(datum.value, parameter.unit)
    what, day = visible(cell_id(rule, parameter.per, cell)), show_day(entry.valid_from, language)
    line = _SET.of(language).format(place=_place(datum.span), what=what, day=day, new=new)
    if before:
        line += _WAS.of(language).format(old=figures.written(before.cells[cell].value, parameter.unit))
    grounds = _GROUNDS.of(language).format(basis=entry.basis, status=entry.status)
    if entry.citation:
        grounds += _FROM.of(language).format(ref=entry.citation.ref, at=folded(entry.citation.at))
    shared = [f"  {_SHARED.of(language)}"] if parameter.library else []
    return "\n".join([line, f"  {grounds}", *shared]) + "\n"


def show_moves(rules: RuleSet, moved: Moved, language: str) -> str:
    """Show the results that moved, each as it was and is."""
    label, day = folded(rules.rules[moved.rule].label), show_day(moved.day, language)
    count = len(moved.moves)
    words = (_STAYS, _ONE, _MOVED)[min(count, 2)]
    head = words.of(language).format(label=label, day=day, n=count, of=moved.of)
    rows = [list(_row(rules, moved.rule, each, language)) for each in moved.moves[:MAX_SHOWN]]
    depth = len(rules.rules[moved.rule].per)
    lines = [f"  {each}" for each in show_rows(rows, frozenset({depth, depth + 2, depth + 3}))]
    more = [f"  {_MORE.of(language).format(n=count - MAX_SHOWN)}"] if count > MAX_SHOWN else []
    return "\n".join([head, *lines, *more]) + "\n"


def _row(rules: RuleSet, rule: str, move: Move, language: str) -> Iterator[str]:
    figures, step = Figures(rules, language), step_of(rules.rules[rule])
    for name, member in zip(rules.rules[rule].per, move.cell, strict=True):
        yield folded(rules.dimensions[name].members[member].label)
    yield figures.number(move.old, move.unit, step)
    yield "->"
    yield figures.number(move.new, move.unit, step)
    delta = move.delta
    yield "" if delta is None else show_number(delta, move.unit, language, step=step, currency=rules.currency, signed=True)
    yield figures.unit(move.unit)


def _place(span: Span) -> str:
    return f"{visible(span.file)}:{span.line}"
