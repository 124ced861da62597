"""Edits of what was published: the figures, and what is said about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import Cell, Published, RuleSet
from .edits import CellChange, Edit
from .noun_edits import shown_by, stated
from .statements import differences


def printed_edits(base: RuleSet, head: RuleSet) -> Iterator[Edit]:
    """Go through the edits of what was published; it has no names, so that each row is told beside the one that is most like it."""
    for of in sorted({each.of for each in (*base.published, *head.published)}):
        old, new = ([each for each in side.published if each.of == of] for side in (base, head))
        for before, after in _paired(old, new):
            yield from _figures(before, after, head)
            if before and after:
                found = differences(before, after, skip=("of", "cells"), show=shown_by(head.rules.get(of)))
                yield from (stated("published", of, each, citation=after.citation) for each in found)


def _figures(before: Published | None, after: Published | None, head: RuleSet) -> Iterator[Edit]:
    old, new = ({} if each is None else each.cells for each in (before, after))
    spans = {cell: each.span for cell, each in (*old.items(), *new.items())}
    values = {cell: (old[cell].value if cell in old else None, new[cell].value if cell in new else None) for cell in sorted(spans)}
    changes = tuple(CellChange(cell, head.day, was, now, spans[cell]) for cell, (was, now) in values.items() if was != now)
    noun = after or before
    if changes and noun:
        yield Edit("published", noun.of, changes[0].span, cells=changes, citation=noun.citation)


def _paired(old: Sequence[Published], new: Sequence[Published]) -> Iterator[tuple[Published | None, Published | None]]:
    left = dict(enumerate(old))
    exact: dict[tuple[str, frozenset[Cell]], list[int]] = {}
    for at, each in left.items():
        exact.setdefault(_mark(each), []).append(at)
    waiting = []
    for after in new:
        if same := exact.get(_mark(after)):
            yield left.pop(same.pop(0)), after
        else:
            waiting.append(after)
    for after in waiting:
        likeness = {at: (each.label == after.label, len({*each.cells} & {*after.cells})) for at, each in left.items()}
        best = max(likeness, key=lambda at: (*likeness[at], -at), default=None)
        yield (left.pop(best) if best is not None and any(likeness[best]) else None), after
    yield from ((each, None) for each in left.values())


def _mark(printed: Published) -> tuple[str, frozenset[Cell]]:
    return printed.label, frozenset(printed.cells)
