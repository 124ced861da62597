"""A rule file as read: scalars, sequences and mappings, each with the place where it was written."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple, TypeAlias

from ..diagnostics import Span

_JOINED = re.compile(r"""["']?[A-Za-z0-9_]+["']?:(?=[^ \n:/])""")


class Scalar(NamedTuple):
    """
    A word or text; `text` is what it says with quotes, folding and escapes undone.

    A rule set has tens of thousands of these: a tuple is made four times as fast as a frozen dataclass.

    `start` and `end` are the offsets in `Document.text` of what stands inside the quotes, or from the
    first to the last line of a block. A `refused` scalar already has a problem of its own: later stages
    need not look at what it says.
    """

    text: str
    value: str | Decimal | bool | None
    span: Span
    plain: bool
    start: int
    end: int
    refused: bool = False


@dataclass(frozen=True, slots=True)
class SequenceNode:
    """A list."""

    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class MappingNode:
    """A block with keys, each written once; it is not `whole` where a key of it was refused."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span
    whole: bool = True
    places: Mapping[str, int] = field(default_factory=dict, repr=False, compare=False)

    def get(self, name: str) -> Node | None:
        """Return what stands under a key, or None where the key is missing."""
        at = self.places.get(name)
        return None if at is None else self.entries[at][1]

    def key(self, name: str) -> Scalar | None:
        """Return a key as it was written, or None where it is missing."""
        at = self.places.get(name)
        return None if at is None else self.entries[at][0]


Node: TypeAlias = Scalar | SequenceNode | MappingNode


@dataclass(frozen=True, slots=True)
class Document:
    """One rule file; offsets count the characters of its text (without a byte order mark)."""

    file: str
    text: str
    root: MappingNode
    lines: tuple[int, ...] = field(default=(0,), repr=False, compare=False)

    def place(self, start: int, end: int) -> Span:
        """Turn two offsets in the text into a span."""
        line, end_line = bisect_right(self.lines, start), bisect_right(self.lines, end)
        return Span(self.file, line, start - self.lines[line - 1] + 1, end_line, end - self.lines[end_line - 1] + 1)

    def formula(self, scalar: Scalar) -> FormulaText | None:
        """Return a scalar as it was written, or None where escapes within quotes break the tie with the places."""
        raw = self.text[scalar.start : scalar.end]
        quote = "" if scalar.plain else self.text[scalar.start - 1 : scalar.start]
        if (quote == '"' and "\\" in raw) or (quote == "'" and "''" in raw):
            return None
        return FormulaText(raw, self, scalar.start)


@dataclass(frozen=True, slots=True)
class FormulaText:
    """The raw text of a formula: character i stands at `document.text[start + i]`."""

    text: str
    document: Document = field(repr=False)
    start: int

    def span(self, start: int, end: int) -> Span:
        """Turn two offsets in the formula into a span of the file."""
        return self.document.place(self.start + start, self.start + end)


def joined_key(scalar: Scalar) -> int | None:
    """Return the offset after the colon where a text such as `a:1` was meant as a key with a value."""
    found = _JOINED.match(scalar.text) if scalar.plain else None
    return scalar.start + found.end() if found else None


def plain(node: Node) -> Any:  # noqa: ANN401 (whatever YAML can say)
    """Return what a node says without its places: dict, list, text, Decimal, bool or None."""
    match node:
        case Scalar():
            return node.value
        case SequenceNode():
            return [plain(each) for each in node.items]
        case MappingNode():
            return {key.text: plain(value) for key, value in node.entries}
