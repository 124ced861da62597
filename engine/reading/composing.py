"""From events of YAML to nodes with places, refusing what rule files do not use."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, TypeAlias

from ..decimals import MAX_WRITTEN_DIGITS
from ..diagnostics import Diagnostic, Fix, Label, Span
from .characters import MASK, name_of, refused_characters, strange_space
from .nodes import Document, MappingNode, Node, Scalar, SequenceNode, joined_key
from .scalars import Doubt, read_word

MAX_DEPTH = 64
MAX_EVENTS = 200_000
MAX_KEY = 100

TEXT_KEYS = frozenset({"label", "title", "publisher", "note", "at", "quote", "url", "aliases", "day", "date", "retrieved", "valid_from", "valid_to"})
"""What stands under these is text, so that a word that looks like a number is mended with quotes."""

Event: TypeAlias = Any
"""An event of PyYAML; its marks are always there, which its types do not know."""

_QUOTES = frozenset("'\"")
BLOCKS = frozenset("|>")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\r?\n\s*")
_COMMENT = re.compile(r"#[^\n]*")
_LOOSE = re.compile(r"\s*,\s+|\s+,\s*")


class Stop(Exception):
    """The rest of the file is not read."""


@dataclass(slots=True)
class _Open:
    """A collection of which the end has not been read yet; `name` is the nearest key above it."""

    mapping: bool
    flow: bool
    start: Any
    name: str = ""
    key: Scalar | None = None
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
    whole: bool = True
    last: Node | None = None


class Composer:
    """Puts the events of one file together without recursion; problems are gathered in `found`."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.found: list[Diagnostic] = []
        self.root: Node | None = None
        self.scalars: list[tuple[int, int, bool]] = []
        self.masked = False
        """Whether refused characters were replaced; what holds one has a problem already."""
        self._keep_scalars = "\t" in self.text
        self._open: list[_Open] = []
        self._documents = 0
        self._events = 0
        self._end = 0

    def take(self, event: Event) -> None:
        """Take in the next event; raises `Stop` where a limit is passed or a second document starts."""
        match type(event).__name__:
            case "ScalarEvent":
                self._add(self._scalar(event))
            case "MappingStartEvent" | "SequenceStartEvent":
                self._begin(event)
            case "MappingEndEvent" | "SequenceEndEvent":
                self._finish(event)
            case "AliasEvent":
                self._refuse(event, f"*{event.anchor}")
                self._add(Scalar("", None, self._span(event), True, event.start_mark.index, event.end_mark.index, True))
            case "DocumentStartEvent":
                self._documents += 1
                if self._documents > 1:
                    raise self._stop(Diagnostic("H004", self._span(event), {"feature": "---"}))
        self._end = event.end_mark.index
        self._events += 1
        if self._events > MAX_EVENTS:
            raise self._stop(limit(self._span(event), "events", MAX_EVENTS))

    def report(self, code: str, span: Span, others: tuple[Label, ...] = (), fix: Fix | None = None, **fields: str) -> None:
        """Note what is wrong."""
        self.found.append(Diagnostic(code, span, fields, others, fix))

    def report_joined(self, key: Scalar) -> None:
        """Note that the space is missing after the colon of a key."""
        after = joined_key(key) or key.end
        name = self.text[key.start : after - 1]
        span = self.document.place(key.start, after)
        self.report("H013", span, fix=Fix(span, f"{name}: "), key=name)

    # Collections.

    def _begin(self, event: Event) -> None:
        self._check_properties(event)
        if len(self._open) >= MAX_DEPTH:
            raise self._stop(limit(self._span(event), "depth", MAX_DEPTH))
        self._open.append(_Open(type(event).__name__ == "MappingStartEvent", bool(event.flow_style), event.start_mark, self._under()))

    def _finish(self, event: Event) -> None:
        done = self._open.pop()
        last, start = done.last, done.start
        if done.flow or last is None:
            end_line, end_column = event.end_mark.line + 1, event.end_mark.column + 1
        else:
            end_line, end_column = last.span.end_line, last.span.end_column
        span = Span(self.document.file, start.line + 1, start.column + 1, end_line, end_column)
        if done.mapping:
            self._add(MappingNode(tuple(done.entries), span, done.whole, done.places))
        else:
            self._add(SequenceNode(tuple(self._split_numbers(done.items) if done.flow else done.items), span))

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        above = self._open[-1]
        above.last = node
        if not above.mapping:
            above.items.append(node)
        elif above.key is None:
            above.key = self._key(node)
        else:
            self._put(above, above.key, node)
            above.key = None

    def _put(self, above: _Open, key: Scalar, value: Node) -> None:
        """Add a key with its value, unless the key is refused or was there before."""
        first = above.places.get(key.text)
        if key.refused or (above.flow and isinstance(value, Scalar) and value.start == value.end and self._is_no_key(above, key)):
            above.whole = False
        elif first is not None:
            self.report("H002", key.span, others=(Label(above.entries[first][0].span, "first"),), key=key.text)
        else:
            above.places[key.text] = len(above.entries)
            above.entries.append((key, value))

    def _is_no_key(self, above: _Open, key: Scalar) -> bool:
        """Report a word in braces without a value that was meant as something else than a key."""
        before = above.entries[-1][1] if above.entries else None
        if joined_key(key):
            self.report_joined(key)
        elif self.text[key.end :][:100].lstrip()[:1] == ":":
            return False
        elif isinstance(before, Scalar) and self._is_number_with_comma(before, key):
            above.entries[-1] = (above.entries[-1][0], self._with_comma(before, key))
        elif isinstance(before, Scalar) and before.plain and isinstance(before.value, str):
            self.report("H012", key.span, comma=key.text)
        else:
            self.report("H012", key.span, lone=key.text)
        return True

    def _key(self, node: Node) -> Scalar:
        """Return a node as a key: a word, on one line, without a question mark before it."""
        if not isinstance(node, Scalar) or (node.plain and not node.text) or self._has_question_mark(node.start):
            self.report("H012", node.span)
        elif len(node.text) > MAX_KEY:
            self.found.append(limit(node.span, "key", MAX_KEY))
        elif node.text == "<<" and node.plain:
            self.report("H004", node.span, feature="<<")
        elif space := strange_space(node.text):
            self.report("H007", node.span, character=name_of(space))
        else:
            return node
        return Scalar("", None, node.span, True, 0, 0, True)

    def _has_question_mark(self, start: int) -> bool:
        gap = self.text[self._end : start]
        return "?" in gap and "?" in _COMMENT.sub("", gap)

    # Numbers with a comma, which within brackets are two.

    def _split_numbers(self, items: list[Node]) -> list[Node]:
        """Refuse `34,2` in a list where other commas have a space: it is one number, not two."""
        gaps = [self.text[a.end : b.start] if isinstance(a, Scalar) and isinstance(b, Scalar) else "" for a, b in pairwise(items)]
        if "," not in gaps or not any(map(_LOOSE.fullmatch, gaps)):
            return items
        kept: list[Node] = []
        for each in items:
            before = kept[-1] if kept else None
            if isinstance(before, Scalar) and isinstance(each, Scalar) and not before.refused and self._is_number_with_comma(before, each):
                kept[-1] = self._with_comma(before, each)
            else:
                kept.append(each)
        return kept

    def _is_number_with_comma(self, whole: Scalar, decimals: Scalar) -> bool:
        text = self.text[whole.start : decimals.end]
        return whole.plain and decimals.plain and len(text) <= MAX_KEY and text == f"{whole.text},{decimals.text}" and read_word(text)[1] is not None

    def _with_comma(self, whole: Scalar, decimals: Scalar) -> Scalar:
        text, span = self.text[whole.start : decimals.end], self.document.place(whole.start, decimals.end)
        doubt = read_word(text)[1]
        if doubt:
            self._report_doubt(text, span, doubt, is_text=False)
        return Scalar(text, text, span, True, whole.start, decimals.end, True)

    # Scalars.

    def _scalar(self, event: Event) -> Scalar:
        start, end, text, style = event.start_mark, event.end_mark, event.value, event.style
        span = Span(self.document.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        refused = event.anchor is not None or event.tag is not None
        if refused:
            self._check_properties(event)
        if self.masked and MASK in text:
            refused = True
        if self._keep_scalars and style not in BLOCKS:
            self.scalars.append((start.index, end.index, style in _QUOTES))
        if not style:
            above = self._open[-1] if self._open else None
            if above and above.mapping and above.key is None:
                return Scalar(text, text, span, True, start.index, end.index, refused)
            value, doubt = read_word(text)
            if doubt and not refused:
                self._report_doubt(text, span, doubt, is_text=self._under() in TEXT_KEYS)
            return Scalar(text, value, span, True, start.index, end.index, refused or doubt is not None)
        if style in _QUOTES:
            refused = refused or (style == '"' and "\\" in self.text[start.index : end.index] and self._has_refused_escape(text, span))
            return Scalar(text, text, span, False, start.index + 1, end.index - 1, refused)
        return self._block(event, refused=refused)

    def _block(self, event: Event, *, refused: bool) -> Scalar:
        """Return a text under `|` or `>`; its place is that of its lines, without the sign above them."""
        header = _BLOCK_HEADER.match(self.text, event.start_mark.index, event.end_mark.index)
        start = header.end() if header else event.end_mark.index
        end = start + len(self.text[start : event.end_mark.index].rstrip())
        if self._keep_scalars:
            self.scalars.append((start, event.end_mark.index, False))
        return Scalar(event.value, event.value, self.document.place(start, end), False, start, end, refused)

    def _has_refused_escape(self, value: str, span: Span) -> bool:
        bad = refused_characters(value) | ({"\r"} & set(value))
        for each in sorted(bad):
            self.report("H007", span, character=name_of(each))
        return bool(bad)

    def _under(self) -> str:
        """Return the nearest key above what comes next."""
        above = self._open[-1] if self._open else None
        return (above.key.text if above.key else above.name) if above else ""

    # Problems.

    def _check_properties(self, event: Event) -> None:
        """Refuse anchors and tags."""
        if event.anchor is not None:
            self._refuse(event, f"&{event.anchor}")
        elif event.tag is not None:
            self._refuse(event, self.text[event.start_mark.index : event.end_mark.index].split()[0])

    def _refuse(self, event: Event, feature: str) -> None:
        start = event.start_mark.index
        self.report("H004", self.document.place(start, max(start + 1, min(start + len(feature), event.end_mark.index))), feature=feature)

    def _report_doubt(self, text: str, span: Span, doubt: Doubt, *, is_text: bool) -> None:
        if doubt.code == "H009":
            self.found.append(limit(span, "digits", MAX_WRITTEN_DIGITS))
            return
        mended = f'"{text}"' if doubt.code == "H006" or is_text else doubt.suggestions[0] if doubt.safe else None
        fix = Fix(span, mended) if mended and span.line == span.end_line else None
        fields = {"text": text, **dict(zip(("suggestion", "other"), doubt.suggestions, strict=False))}
        self.found.append(Diagnostic(doubt.code, span, fields, fix=fix))

    def _stop(self, diagnostic: Diagnostic) -> Stop:
        self.found.append(diagnostic)
        return Stop()

    def _span(self, event: Event) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(self.document.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def limit(span: Span, kind: str, most: int) -> Diagnostic:
    """Return the problem that a limit is passed; `kind` names its help."""
    return Diagnostic("H009", span, {kind: str(most)})
