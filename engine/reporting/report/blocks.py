"""A page of headings, paragraphs and tables, for a terminal or as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ..markdown import paragraph, plain_text
from ..tables import fitted, show_rows
from ..terminal import Paint, folded
from ..wrapping import wrapped


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; the page itself has level 1."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that stand together."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows with the head first; a row of one text names the rows below it."""

    rows: Sequence[Sequence[str]]
    right: frozenset[int] = frozenset()


Block: TypeAlias = Heading | Lines | Table

WIDE = 132
"""A table may be this wide, also where lines of text are broken sooner."""



def show_text(blocks: Iterable[Block], columns: int, colour: bool = False) -> str:
    """Show a page on a terminal."""
    return "\n\n".join("\n".join(_as_text(each, columns, Paint(colour))) for each in blocks) + "\n"


def _as_text(block: Block, columns: int, paint: Paint) -> Iterator[str]:
    match block:
        case Heading(text):
            yield from (paint(each, "bold") for each in wrapped(folded(text), columns))
        case Lines(lines):
            for each in lines:
                yield from wrapped(folded(each), columns, 2)
        case Table(rows, right):
            yield from show_rows(fitted(rows if any(each.strip() for each in rows[0]) else rows[1:], max(columns, WIDE), right), right)


def show_markdown(blocks: Iterable[Block]) -> str:
    """Show a page as Markdown; what people wrote never becomes markup."""
    return "\n\n".join("\n".join(_as_markdown(each)) for each in blocks) + "\n"


def _as_markdown(block: Block) -> Iterator[str]:
    match block:
        case Heading(text, level):
            yield f"{'#' * level} {plain_text(text)}"
        case Lines(lines):
            yield from (f"- {paragraph(each)}" for each in lines)
        case Table(rows, right):
            count = max(map(len, rows))
            yield _row(rows[0], count)
            yield "|" + "|".join(" ---: " if at in right else " --- " for at in range(count)) + "|"
            for row in rows[1:]:
                named = len(row) == 1 < count
                yield from [_row([f"**{plain_text(row[0])}**"] if named else row, count, literal=not named)] if any(row) else []


def _row(cells: Sequence[str], count: int, *, literal: bool = True) -> str:
    shown = [plain_text(each) if literal else each for each in cells] + [""] * (count - len(cells))
    return "| " + " | ".join(shown) + " |"
