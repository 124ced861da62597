"""The days on which values hold, and what is left of them where others stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from ..model import Cell, Entry

_Period = tuple[int, int]
"""The first and the last day, as ordinals."""

_ALWAYS = date.max.toordinal()


def left_of(entries: Sequence[Entry], over: Iterable[Entry]) -> Iterator[Entry]:
    """
    Go through what is left of the values of a parameter where others stand in for some of their cells.

    A value that is interrupted comes back afterwards; one that came into force in the meantime holds from
    the day after.
    """
    replacing = tuple(over)
    ends, others = _starts(entries), _starts(replacing)
    taken: dict[Cell, list[_Period]] = {}
    for each in replacing:
        for cell in each.cells:
            taken.setdefault(cell, []).append(_period(each, others[cell]))
    for entry in entries:
        for period, cells in _pieces(entry, taken, ends).items():
            yield entry if len(cells) == len(entry.cells) and period == _period(entry) else _part(entry, period, cells)


def _starts(entries: Iterable[Entry]) -> dict[Cell, list[int]]:
    """Return for each cell the days on which a value of it comes into force."""
    found: dict[Cell, list[int]] = {}
    for each in entries:
        for cell in each.cells:
            found.setdefault(cell, []).append(each.valid_from.toordinal())
    return found


def _pieces(entry: Entry, taken: Mapping[Cell, list[_Period]], starts: Mapping[Cell, list[int]]) -> dict[_Period, list[Cell]]:
    """Return the periods in which something of an entry is left, and what."""
    found: dict[_Period, list[Cell]] = {}
    for cell in entry.cells:
        for each in _without(_period(entry, starts[cell]), taken[cell]) if cell in taken else [_period(entry)]:
            found.setdefault(each, []).append(cell)
    return found


def _without(period: _Period, taken: Iterable[_Period]) -> list[_Period]:
    pieces = [period]
    for first, last in taken:
        pieces = [piece for start, end in pieces for piece in ((start, min(end, first - 1)), (max(start, last + 1), end)) if piece[0] <= piece[1]]
    return pieces


def _period(entry: Entry, starts: Iterable[int] = ()) -> _Period:
    """Return the days on which an entry holds: until it ends, or until the next one starts; one that ends too early has no end."""
    first = entry.valid_from.toordinal()
    last = entry.valid_to.toordinal() if entry.valid_to and entry.valid_to >= entry.valid_from else _ALWAYS
    return first, min([last, *(each - 1 for each in starts if each > first)])


def _part(entry: Entry, period: _Period, cells: Sequence[Cell]) -> Entry:
    first, last = period
    kept = frozenset(cells)
    return replace(
        entry,
        valid_from=date.fromordinal(first),
        valid_to=None if last == _ALWAYS else date.fromordinal(last),
        cells={cell: entry.cells[cell] for cell in cells},
        facts={cell: datum for cell, datum in entry.facts.items() if cell in kept} if entry.facts is not None else None,
    )
