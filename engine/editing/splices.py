"""Replacing characters of a text and leaving all others as they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ..diagnostics import Span


@dataclass(frozen=True, slots=True, order=True)
class Splice:
    """A stretch of a text, by its offsets, and what comes in its place."""

    start: int
    end: int
    text: str


def spliced(text: str, splices: Iterable[Splice]) -> str:
    """Return a text with stretches of it replaced; raises `ValueError` where two of them overlap."""
    parts, at = [], 0
    for each in sorted(splices):
        if each.start < at:
            raise ValueError("splices overlap")
        parts += [text[at : each.start], each.text]
        at = each.end
    return "".join([*parts, text[at:]])


@lru_cache(maxsize=8)
def _starts(text: str) -> tuple[int, ...]:
    """Return where the lines of a text begin; only a line feed ends one."""
    return (0, *(each.end() for each in re.finditer("\n", text)))


def stretch(text: str, span: Span) -> tuple[int, int]:
    """Return the offsets of a span."""
    starts = _starts(text)
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1


def replacing(text: str, span: Span, new: str) -> Splice:
    """Return the splice that puts other characters in a span."""
    return Splice(*stretch(text, span), new)


def line_end(text: str, at: int) -> int:
    """Return the offset at which the line ends that an offset lies in, before its carriage return and line feed."""
    end = text.find("\n", at)
    end = len(text) if end < 0 else end
    return end - 1 if end > at and text[end - 1] == "\r" else end


def line_start(text: str, at: int) -> int:
    """Return the offset at which the line begins that an offset lies in."""
    return text.rfind("\n", 0, at) + 1


def newline(text: str) -> str:
    """Return how lines end in a text."""
    first = text.find("\n")
    return "\r\n" if first > 0 and text[first - 1] == "\r" else "\n"
