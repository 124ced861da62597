"""What overlays come to on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..model import Cell, Entry, Overlay


@dataclass(frozen=True, slots=True)
class Idle:
    """How many of the values of an overlay do not hold on a day, of how many, and when the first of them will."""

    count: int
    of: int
    starts: date | None


def idle_on(overlay: Overlay, day: date) -> Idle | None:
    """Return how much of an overlay does not hold on a day; None where all of it does."""
    given = {(name, cell) for name, entries in overlay.values.items() for each in entries for cell in each.cells}
    holding = {(name, cell) for name, entries in overlay.values.items() for cell in _holding(entries, day)}
    starts = [each.valid_from for entries in overlay.values.values() for each in entries if each.valid_from > day]
    return Idle(len(given) - len(holding), len(given), min(starts, default=None)) if holding != given else None


def _holding(entries: tuple[Entry, ...], day: date) -> set[Cell]:
    return {cell for each in entries if each.valid_from <= day and (each.valid_to is None or day <= each.valid_to) for cell in each.cells}
