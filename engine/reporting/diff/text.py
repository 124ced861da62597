"""A difference as people read it on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...problems.entries import Words
from ...questions.diff.difference import Change
from ...questions.volumes import Budget
from ..disclaimers import said_below
from ..tables import show_rows
from ..terminal import Paint
from .budget import BudgetWords
from .edits import EditWords, Told
from .summary import SHAPLEY, Named, SummaryWords
from .words import ROUNDING, FigureWords, size_of

COLUMNS = 100
"""How wide the disclaimer is."""

MAX_CHANGES = 50
"""More figures than this are not all shown."""

LARGEST = 20
"""So many of them are, those that changed most first."""

MAX_SUBJECTS = 40
"""Of more rules that were edited the rest is counted."""

_SOURCE = Words("bron", "source")
_EDITED = Words("Gewijzigd", "Changed")
_MORE_SUBJECTS = Words("... en nog {n}", "... and {n} more")
_FIGURES = Words("Tarieven", "Tariffs")
_LARGEST = Words("Tarieven: de {most} grootste wijzigingen van de {n}, de grootste eerst", "Tariffs: the {most} largest changes of {n}, the largest first")
_WAS, _IS, _CHANGE = Words("was", "was"), Words("wordt", "is"), Words("verschil", "change")
_CAUSES = Words("Oorzaken over alle tarieven", "Causes over all tariffs")
_COUNTED, _FROM, _TO = Words("tarieven", "tariffs"), Words("van", "from"), Words("tot", "to")
_GUARDRAILS = Words("Grenzen", "Guardrails")

_MOST = Words("{rule}: de {most} grootste wijzigingen van de {n}, de grootste eerst", "{rule}: the {most} largest changes of {n}, the largest first")
LOOKALIKES = Words("Lijkt alleen hernoemd", "Looks like no more than another name")


def show_diff(named: Named, language: str, *, whole: bool = False, colour: bool = False) -> str:
    """Show a difference: what was edited, the figures that changed with their causes, and the whole; `whole` cuts nothing."""
    return "\n".join(_Shown(named, language, whole=whole, paint=Paint(colour)).lines()) + "\n"


class _Shown:
    def __init__(self, named: Named, language: str, *, whole: bool, paint: Paint) -> None:
        self._named = named
        self._words = FigureWords(named.difference, language)
        self._summary = SummaryWords(named, self._words)
        self._whole = whole
        self._paint = paint

    def lines(self) -> Iterator[str]:
        """Go through the lines; where nothing changed there is one."""
        if self._summary.is_nothing():
            yield self._summary.nothing()
            return
        yield self._summary.title()
        yield self._summary.sides()
        yield self._summary.headline()
        yield from self._lookalikes()
        yield from self._edited()
        yield from self._changes()
        yield from self._causes()
        yield from self._others()
        if self._named.budget:
            yield from self._budget(self._named.budget)
        yield from self._guardrails()
        yield from said_below(self._words.head, self._words.language, COLUMNS).splitlines()

    def _heading(self, words: Words, **fields: object) -> list[str]:
        return ["", self._paint(self._words.say(words, **fields), "bold")]

    def _edited(self) -> Iterator[str]:
        subjects = [] if self._named.absent else EditWords(self._words).subjects()
        if subjects:
            yield from self._heading(_EDITED)
        shown = subjects if self._whole else subjects[:MAX_SUBJECTS]
        for each in shown:
            yield from self._subject(each)
        if len(subjects) > len(shown):
            yield f"  {self._words.say(_MORE_SUBJECTS, n=len(subjects) - len(shown))}"

    def _lookalikes(self) -> Iterator[str]:
        found = self._summary.lookalikes()
        if found:
            yield from self._heading(LOOKALIKES)
        for title, lines in found:
            yield f"  {title}"
            yield from (f"      {each}" for each in lines)

    def _subject(self, told: Told) -> Iterator[str]:
        yield f"  {told.title}"
        yield from (f"      {each}" for each in told.lines)
        yield f"      {told.place}{f', {self._words.say(_SOURCE)}: {told.source}' if told.source else ''}"

    def _changes(self) -> Iterator[str]:
        changes = chosen(self._named.difference.changes, whole=self._whole)
        if not changes:
            return
        total = len(self._named.difference.changes)
        yield from self._heading(_FIGURES) if len(changes) == total else self._heading(_LARGEST, most=len(changes), n=total)
        yield from self._table(changes)
        yield from self._explained(changes)

    def _others(self) -> Iterator[str]:
        for title, changes in beside(self._words, whole=self._whole):
            yield from ["", self._paint(title, "bold")]
            yield from self._table(changes)

    def _table(self, changes: Sequence[Change]) -> Iterator[str]:
        """Go through the lines of figures with their causes."""
        heads = ["", *map(self._words.say, (_WAS, _IS, _CHANGE)), "", ""]
        rows = show_rows([heads, *map(self._row, changes)], frozenset({1, 2, 3, 4}))
        causes = iter(show_rows([row for each in changes for row in self._cause_rows(each)], frozenset({0})))
        yield rows[0]
        for row, change in zip(rows[1:], changes, strict=True):
            yield row
            yield from (f"      {next(causes)}" for _ in self._cause_rows(change))

    def _row(self, change: Change) -> list[str]:
        words = self._words
        figures = [words.figure(each, change) for each in (change.old, change.new)]
        return [f"  {words.name(change)}", *figures, words.delta(change), words.percent(change), words.per_unit(change)]

    def _cause_rows(self, change: Change) -> list[list[str]]:
        if change.delta is None:
            return []
        words = self._words
        amounts = words.amounts(change)
        rows = [
            [amount, words.cause(each), words.place_of(each), words.source_of(each)] for amount, each in zip(amounts, change.causes, strict=False)
        ]
        return [*rows, *([[amounts[-1], words.say(ROUNDING), "", ""]] if amounts[-1] else [])]

    def _explained(self, changes: Sequence[Change]) -> Iterator[str]:
        if any(each.causes for each in changes):
            yield from ["", self._words.say(SHAPLEY)]
        yield from self._summary.grouping()

    def _causes(self) -> Iterator[str]:
        found = self._summary.causes()
        if len(found) > 1:
            yield from self._heading(_CAUSES)
            heads = ["", *map(self._words.say, (_COUNTED, _FROM, _TO))]
            yield from show_rows([heads, *([f"  {each.name}", str(each.count), each.least, each.most] for each in found)], frozenset({1, 2, 3}))

    def _budget(self, budget: Budget) -> Iterator[str]:
        words = BudgetWords(self._words, budget)
        yield from ["", self._paint(words.title(), "bold")]
        heads = ["", *map(self._words.say, (_WAS, _IS, _CHANGE)), ""]
        yield from show_rows([heads, *([f"  {each[0]}", *each[1:]] for each in words.rows())], frozenset({1, 2, 3, 4}))
        yield from show_rows([[f"      {amount}", name] for amount, name in words.causes()], frozenset({0}))
        yield from (f"  {each}" for each in words.left_out())

    def _guardrails(self) -> Iterator[str]:
        found = self._summary.guardrails()
        apart = self._summary.apart()
        if found or apart:
            yield from self._heading(_GUARDRAILS)
        for title, lines in found:
            yield f"  {self._paint(title, 'red')}"
            yield from (f"      {each}" for each in lines)
        yield from (f"  {each}" for each in apart)


def beside(words: FigureWords, *, whole: bool, most: int = LARGEST) -> Iterator[tuple[str, list[Change]]]:
    """Go through the rules beside the result of which figures changed: a title, and the changes to show."""
    found: dict[str, list[Change]] = {}
    for each in words.difference.others:
        found.setdefault(each.rule, []).append(each)
    for rule, every in found.items():
        changes, name = chosen(every, whole=whole, most=most), words.rule_name(rule)
        yield name if len(changes) == len(every) else words.say(_MOST, rule=name, most=len(changes), n=len(every)), changes


def chosen(changes: Sequence[Change], *, whole: bool, most: int = MAX_CHANGES) -> list[Change]:
    """Return all changes in their order, or of more than `most` the largest, those without a percentage first."""
    if whole or len(changes) <= most:
        return list(changes)
    return sorted(changes, key=size_of, reverse=True)[: min(most, LARGEST)]
