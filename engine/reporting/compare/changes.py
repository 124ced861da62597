"""The values of overlays beside those that they stand in for, each with its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...calculating.derivation import Step
from ...problems.entries import Words
from ...questions.compare import Change, Comparison
from ...questions.trace import Group
from ..branches import View
from ..groups import Headings, common, places
from ..inputs import footing_of
from ..tables import show_rows
from ..terminal import Paint, folded, visible
from ..wrapping import wrapped

_TITLE = Words("Waarden die verschillen", "Values that differ")
_NONE = Words("Geen enkele eigen waarde verschilt van die van de regels.", "None of the own values differs from that of the rules.")
_RULES = Words("regels: {footing}  {place}", "rules: {footing}  {place}")
_OWN = Words("eigen: {footing}  {place}", "own: {footing}  {place}")
_REASON = Words("reden: {note}", "reason: {note}")
_TO = "→"
_SAME = (
    Words("1 eigen waarde is gelijk aan die van de regels.", "1 own value is the same as that of the rules."),
    Words("{n} eigen waarden zijn gelijk aan die van de regels.", "{n} own values are the same as those of the rules."),
)
_IDLE = Words("hier rust geen van deze cijfers op", "none of these figures rests on this")


def change_lines(comparison: Comparison, view: View) -> Iterator[str]:
    """Go through the lines about the values that differ."""
    yield ""
    if not comparison.changes:
        yield from wrapped(_NONE.of(view.language), view.columns)
    else:
        yield Paint(view.colour)(_TITLE.of(view.language), "bold")
        reasons: dict[str, str] = {}
        for each in _together(comparison.changes):
            yield ""
            yield from _told(comparison, each, view)
            yield from (f"  {line}" for line in _reason(comparison, each[0].own, reasons, view))
    if comparison.same and comparison.changes:
        yield ""
        yield _SAME[comparison.same > 1].of(view.language).format(n=comparison.same)


def _together(changes: Sequence[Change]) -> list[list[Change]]:
    """Return changes of one parameter together where both sides have the same source."""
    found: dict[tuple[str, ...], list[Change]] = {}
    for each in changes:
        found.setdefault((each.own.name, *_source(each.theirs), *_source(each.own)), []).append(each)
    return list(found.values())


def _source(step: Step) -> tuple[str, ...]:
    entry = step.standing.entry if step.standing else None
    citation = entry.citation if entry else None
    return (entry.basis if entry else "", entry.status if entry else "", citation.ref if citation else "", citation.at if citation else "", step.span.file)


def _told(comparison: Comparison, changes: Sequence[Change], view: View) -> Iterator[str]:
    headings = Headings(comparison.rules, view.language)
    group = Group(changes[0].own.name, tuple(each.own for each in changes), ())
    name = " · ".join(filter(None, [folded(group.steps[0].rule.label), headings.filled.label(common(group))]))
    rows = [[headings.own(group, each.own), headings.filled.value(each.theirs), _TO, headings.filled.value(each.own), _idle(each, view)] for each in changes]
    if len(rows) == 1:
        yield from wrapped(f"{name}: {' '.join(filter(None, rows[0][1:]))}", view.columns, 2)
    else:
        yield from wrapped(name, view.columns, 2)
        yield from (f"  {line}" for line in show_rows(rows, frozenset({1, 3})))
    for words, steps in ((_RULES, [each.theirs for each in changes]), (_OWN, [each.own for each in changes])):
        entry = steps[0].standing.entry if steps[0].standing else None
        said = words.of(view.language).format(
            footing=footing_of(comparison.rules, entry, view.language), place=visible("  ".join(places(each.span for each in steps)))
        )
        yield from (f"  {line}" for line in wrapped(said, view.columns - 2, 2))


def _reason(comparison: Comparison, step: Step, told: dict[str, str], view: View) -> list[str]:
    """Return why a value was assumed, where that was not told before."""
    citation = step.standing.entry.citation if step.standing else None
    source = comparison.rules.sources[citation.ref] if citation else None
    if source is None or source.type != "assumption" or not source.note or source.name in told:
        return []
    told[source.name] = source.note
    return wrapped(_REASON.of(view.language).format(note=folded(source.note)), view.columns - 2, 2)


def _idle(change: Change, view: View) -> str:
    return "" if change.reaches else f"({_IDLE.of(view.language)})"
