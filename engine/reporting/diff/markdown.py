"""A difference as Markdown, for a pull request."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from ...problems.entries import Words
from ...questions.diff.difference import Change
from ..disclaimers import notes_of
from ..markdown import code_in_table, paragraph, plain_text, sentence
from .budget import BudgetWords
from .edits import EditWords, Told
from .summary import SHAPLEY, Named, SummaryWords
from .text import LARGEST, LOOKALIKES, MAX_CHANGES, beside, chosen
from .words import ROUNDING, FigureWords

MAX_CHARACTERS = 58_000
"""A comment of a host holds some 60,000; where more would be told, less is told of each figure, and then of fewer."""

_EDITED = Words("Gewijzigd", "Changed")
_MORE = Words("... en nog {n}", "... and {n} more")
_TARIFF, _FIGURE = Words("Tarief", "Tariff"), Words("Cijfer", "Figure")
_WAS, _IS = Words("Was", "Was"), Words("Wordt", "Is")
_CHANGE, _EDIT, _PLACE, _SOURCE = Words("Verschil", "Change"), Words("Wijziging", "Edit"), Words("Plaats", "Place"), Words("Bron", "Source")
_LARGEST = Words("De {most} grootste wijzigingen van de {n}, de grootste eerst.", "The {most} largest changes of {n}, the largest first.")
_LESS = Words("Alleen de grootste oorzaken staan erbij; anders werd de tekst te lang.", "Only the largest causes are shown: else the text would be too long.")
_CAUSE, _COUNTED = Words("Oorzaak", "Cause"), Words("Tarieven", "Tariffs")
_FROM, _TO = Words("Van", "From"), Words("Tot", "To")
_MUNICIPALITY = Words("Gemeente", "Municipality")
_GUARDRAILS = Words("Grenzen", "Guardrails")

_DETAIL = ((MAX_CHANGES, 12), (MAX_CHANGES, 3), (LARGEST, 12), (LARGEST, 3), (LARGEST, 0), (5, 0))
"""How many figures are told of, with how many causes each, from the most to the least."""


def show_diff_markdown(named: Named, language: str) -> str:
    """Show a difference as Markdown of at most 60,000 characters, the same at every run."""
    shown = _Shown(named, language)
    for most, causes in _DETAIL:
        text = shown.text(most, causes)
        if len(text) <= MAX_CHARACTERS:
            return text
    return shown.short()


class _Shown:
    def __init__(self, named: Named, language: str) -> None:
        self._named = named
        self._words = FigureWords(named.difference, language)
        self._summary = SummaryWords(named, self._words)

    def text(self, most: int, causes: int) -> str:
        """Return the whole, with at most so many figures and causes of each."""
        if self._summary.is_nothing():
            return "\n".join([self._mark(), plain_text(self._summary.nothing())]) + "\n"
        edited = [*self._guardrails(), *self._lookalikes(), *self._edits(causes)]
        figures = [*self._changes(most, causes), *self._causes(), *self._others(most, causes), *self._budget()]
        return "\n".join([*self._head(), *edited, *figures, *self._notes()]) + "\n"

    def short(self) -> str:
        """Return the head alone."""
        notes = "\n".join(["", *self._notes()])
        return "\n".join([*self._head(), *self._guardrails()])[: max(MAX_CHARACTERS - len(notes), 0)] + notes + "\n"

    def _mark(self) -> str:
        # By this a host finds the comment that it is to bring up to date.
        return f"<!-- herleid diff {re.sub('[^a-z0-9_]', '', self._words.head.name)} -->"

    def _head(self) -> list[str]:
        title, headline, sides = self._summary.title(), self._summary.headline(), self._summary.sides()
        return [self._mark(), f"### {plain_text(title)}", "", f"**{plain_text(headline)}**", "", paragraph(sides)]

    def _guardrails(self) -> Iterator[str]:
        found, apart = self._summary.guardrails(), self._summary.apart()
        if found or apart:
            yield from ["", f"#### {self._words.say(_GUARDRAILS)}", ""]
        for title, lines in found:
            yield f"- **{plain_text(title)}**"
            yield from (f"{'    ' if each.startswith(' ') else '  '}- {paragraph(each)}" for each in lines)
        yield from (f"- {paragraph(each)}" for each in apart)

    def _lookalikes(self) -> Iterator[str]:
        found = self._summary.lookalikes()
        if found:
            yield from ["", f"#### {self._words.say(LOOKALIKES)}", ""]
        for title, lines in found:
            yield f"- **{plain_text(title)}**"
            yield from (f"  - {sentence(each)}" for each in lines)

    def _edits(self, most: int) -> Iterator[str]:
        subjects = [] if self._named.absent else EditWords(self._words).subjects()
        shown = subjects[: max(most, 3) * 4]
        if subjects:
            yield from ["", f"#### {self._words.say(_EDITED)}", "", *self._table((_EDIT, _PLACE, _SOURCE), "lll"), *map(self._edit, shown)]
        if len(subjects) > len(shown):
            yield from ["", self._words.say(_MORE, n=len(subjects) - len(shown))]

    def _edit(self, told: Told) -> str:
        what = "<br>".join([f"**{plain_text(told.title)}**", *map(plain_text, told.lines)])
        return _line([what, code_in_table(told.place), plain_text(told.source or "")], str)

    def _changes(self, most: int, causes: int) -> Iterator[str]:
        every = self._named.difference.changes
        changes = chosen(every, whole=False, most=most)
        if not changes:
            return
        yield from self._figures(_TARIFF, changes, causes)
        if len(changes) < len(every):
            yield from ["", self._words.say(_LARGEST, most=len(changes), n=len(every))]
        if any(len(each.causes) > causes for each in changes):
            yield from ["", self._words.say(_LESS)]
        if any(each.causes for each in changes):
            yield from ["", *([self._words.say(SHAPLEY)] if causes else []), *self._summary.grouping()]

    def _others(self, most: int, causes: int) -> Iterator[str]:
        for title, changes in beside(self._words, whole=False, most=min(most, LARGEST)):
            yield from ["", f"#### {plain_text(title)}", *self._figures(_FIGURE, changes, causes)]

    def _figures(self, head: Words, changes: Sequence[Change], causes: int) -> Iterator[str]:
        yield from ["", *self._table((head, _WAS, _IS, _CHANGE, Words("%", "%")), "lrrrr")]
        for each in changes:
            yield self._row(each)
            yield from self._cause_rows(each, causes)

    def _row(self, change: Change) -> str:
        words = self._words
        figures = [words.figure(change.old, change), words.figure(change.new, change), words.delta(change), words.percent(change)]
        name = " ".join(filter(None, [plain_text(words.name(change)), f"({plain_text(words.per_unit(change))})" if words.per_unit(change) else ""]))
        return f"| {name} | {' | '.join(map(plain_text, figures))} |"

    def _cause_rows(self, change: Change, most: int) -> Iterator[str]:
        if change.delta is None or not most:
            return
        words = self._words
        amounts = words.amounts(change)
        for amount, each in list(zip(amounts, change.causes, strict=False))[:most]:
            place = words.place_of(each)
            about = ", ".join(filter(None, [plain_text(words.cause(each)), code_in_table(place) if place else "", plain_text(words.source_of(each))]))
            yield f"| &emsp;↳ {about} | | | {plain_text(amount)} | |"
        if amounts[-1] and len(change.causes) <= most:
            yield f"| &emsp;↳ {words.say(ROUNDING)} | | | {plain_text(amounts[-1])} | |"

    def _causes(self) -> Iterator[str]:
        found = self._summary.causes()
        if len(found) > 1:
            yield from ["", *self._table((_CAUSE, _COUNTED, _FROM, _TO), "lrrr")]
            yield from (f"| {plain_text(each.name)} | {each.count} | {plain_text(each.least)} | {plain_text(each.most)} |" for each in found)

    def _budget(self) -> Iterator[str]:
        if self._named.budget is None:
            return
        words = BudgetWords(self._words, self._named.budget)
        yield from ["", f"#### {plain_text(words.title())}", "", *self._table((_MUNICIPALITY, _WAS, _IS, _CHANGE, Words("%", "%")), "lrrrr")]
        yield from (_line(row, plain_text) for row in words.rows())
        yield from (f"| &emsp;↳ {plain_text(name)} | | | {plain_text(amount)} | |" for amount, name in words.causes())
        left = list(words.left_out())
        yield from ["", *(f"- {paragraph(each)}" for each in left)] if left else []

    def _notes(self) -> Iterator[str]:
        yield from (part for each in notes_of(self._words.head, self._words.language) for part in ("", paragraph(each)))

    def _table(self, heads: Sequence[Words], sides: str) -> list[str]:
        marks = {"l": "---", "r": "---:"}
        return [f"| {' | '.join(map(self._words.say, heads))} |", f"|{'|'.join(marks[each] for each in sides)}|"]


def _line(row: Sequence[str], shown: Callable[[str], str]) -> str:
    return f"| {' | '.join(map(shown, row))} |"
