"""What a figure rests on: sources and the places in them, and how strong and how settled that is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Day  # noqa: N812  a field of a source is called date

from .diagnostics import Span

BASES = ("definition", "law", "cao", "document", "benchmark", "derived", "assumption", "calibrated")
"""What a figure can rest on, the strongest first: a computed figure has the weakest below it."""

STATUSES = ("final", "advice", "concept")
"""How settled a figure is, the most settled first: a computed figure has the least settled below it."""

SOURCE_TYPES = ("law", "cao", "benchmark", "regulator", "consultation", "decision", "assumption")


@dataclass(frozen=True, slots=True)
class Source:
    """A published document, or for an assumption the reason why it was made."""

    name: str
    title: str
    publisher: str
    date: Day | None
    type: str
    span: Span
    sha256: str | None = None
    url: str | None = None
    retrieved: Day | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A place in a source, with the words that stand there."""

    ref: str
    at: str
    span: Span
    quotes: tuple[tuple[str, Span], ...] = ()
