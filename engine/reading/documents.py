"""From the bytes of a rule file to nodes with places: strict YAML, read once from its events, that cannot crash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from ..decimals import MAX_WRITTEN_DIGITS
from ..diagnostics import Diagnostic, Fix, Label, Span
from .characters import first_of_each_line, likely_encoding, mask, name_of, refused_characters, refused_places
from .mishaps import Mishap, guess
from .nodes import Document, FormulaText, MappingNode, Node, Scalar, SequenceNode, plain
from .scalars import Doubt, read_word

__all__ = ["Document", "FormulaText", "MappingNode", "Node", "Scalar", "SequenceNode", "plain", "read_document"]

MAX_BYTES = 5_000_000
MAX_DEPTH = 64
MAX_EVENTS = 200_000
MAX_KEY = 100
MAX_FOUND = 50
"""Of problems that one slip can give on every line, such as tabs, no more are told than this."""

TEXT_KEYS = frozenset({"label", "title", "publisher", "note", "at", "quote", "url", "aliases", "day", "date", "retrieved", "valid_from", "valid_to"})
"""What stands under these is text, so that a word that looks like a number is mended with quotes."""

_Event: TypeAlias = Any
"""An event of PyYAML; its marks are always there, which the types do not know."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_QUOTES = frozenset("'\"")
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*(%[^\n\r]*)")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\r?\n\s*")
_JOINED = re.compile(r"""["']?[A-Za-z0-9_]+["']?:(?=[^\s:/])""")


def read_document(file: str, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """
    Read one rule file, and say everything that is wrong with it as YAML.

    The document is None where the file is no YAML at all or passes a limit; otherwise it holds whatever could be read.
    """
    if len(data) > MAX_BYTES:
        return None, (_limit(Span.of_file(file), "bytes", MAX_BYTES),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(file, data, error),)
    reader = _Reader(Document(file, text, MappingNode((), Span.of_file(file)), _lines(text)))
    return reader.read(), tuple(sorted(reader.found, key=lambda each: each.place))


def joined_key(scalar: Scalar) -> int | None:
    """Return the offset after the colon where a text such as `a:1` was meant as a key with a value."""
    found = _JOINED.match(scalar.text) if scalar.plain else None
    return scalar.start + found.end() if found else None


@dataclass(slots=True)
class _Open:
    """A collection of which the end has not been read yet."""

    mapping: bool
    flow: bool
    start: Any
    name: str = ""
    """The key that it stands under, or the nearest one above."""
    key: Scalar | None = None
    entries: list[tuple[Scalar, Node]] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
    whole: bool = True


class _Stop(Exception):
    """The rest of the file is not read."""


class _Reader:
    """Puts the events of one file together; problems are gathered, never raised."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.text = document.text
        self.found: list[Diagnostic] = []
        self.open: list[_Open] = []
        self.root: Node | None = None
        self.documents = 0
        self.end = 0
        self.scalars: list[tuple[int, int, bool]] = []
        self.has_tabs = "\t" in self.text

    def read(self) -> Document | None:
        source = self._masked()
        try:
            for count, event in enumerate(_events(source)):
                self._take(event)
                if count > MAX_EVENTS:
                    raise self._stop(_limit(self._span(event), "events", MAX_EVENTS))
        except _Stop:
            return None
        except _Unreadable as error:
            self._explain(error.mishap)
            return None
        self._report_tabs(self._stray_tabs())
        return self._document()

    # What may stand in the text at all.

    def _masked(self) -> str:
        """Return the text with what is refused in it made harmless, character for character."""
        places = refused_places(self.text)
        for each in [*first_of_each_line(self.text, places)][:MAX_FOUND]:
            self._report("H007", self.document.place(each, each + 1), character=name_of(self.text[each]))
        directive = _DIRECTIVE.match(self.text)
        if directive:
            self._report("H004", self.document.place(*directive.span(1)), feature=directive[1].split()[0])
        source = mask(self.text, places) if places else self.text
        return source[: directive.start(1)] + "#" + source[directive.start(1) + 1 :] if directive else source

    def _stray_tabs(self) -> Iterator[int]:
        """Go through the tabs that stand outside quotes and comments."""
        tabs = [each.start() for each in re.finditer("\t", self.text)] if self.has_tabs else []
        at, before = 0, 0
        for tab in tabs:
            while at < len(self.scalars) and self.scalars[at][1] <= tab:
                before = self.scalars[at][1]
                at += 1
            inside = at < len(self.scalars) and self.scalars[at][0] <= tab
            line = self.text.rfind("\n", 0, tab) + 1
            if not self.scalars[at][2] if inside else "#" not in self.text[max(line, before) : tab]:
                yield tab

    def _report_tabs(self, places: Iterator[int]) -> None:
        for each in [*first_of_each_line(self.text, [*places])][:MAX_FOUND]:
            self._report("H014", self.document.place(each, each + 1))

    # From events to nodes.

    def _take(self, event: _Event) -> None:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._add(self._scalar(event))
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self._begin(event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self._finish(event)
        elif kind is yaml.AliasEvent:
            self._refuse(event, f"*{event.anchor}")
            self._add(Scalar("", None, self._span(event), plain=True, start=event.start_mark.index, end=event.end_mark.index, refused=True))
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                raise self._stop(Diagnostic("H004", self._span(event), {"feature": "---"}))
        self.end = event.end_mark.index

    def _begin(self, event: _Event) -> None:
        self._check_properties(event)
        if len(self.open) >= MAX_DEPTH:
            raise self._stop(_limit(self._span(event), "depth", MAX_DEPTH))
        above = self.open[-1] if self.open else None
        name = (above.key.text if above.key else above.name) if above else ""
        self.open.append(_Open(type(event) is yaml.MappingStartEvent, bool(event.flow_style), event.start_mark, name))

    def _finish(self, event: _Event) -> None:
        done = self.open.pop()
        last: Node | None = done.entries[-1][1] if done.entries else done.items[-1] if done.items else None
        start = done.start
        if done.flow or last is None:
            end_line, end_column = event.end_mark.line + 1, event.end_mark.column + 1
        else:
            end_line, end_column = last.span.end_line, last.span.end_column
        span = Span(self.document.file, start.line + 1, start.column + 1, end_line, end_column)
        self._add(MappingNode(tuple(done.entries), span, done.whole, done.places) if done.mapping else SequenceNode(tuple(done.items), span))

    def _add(self, node: Node) -> None:
        if not self.open:
            self.root = node
            return
        above = self.open[-1]
        if not above.mapping:
            above.items.append(node)
        elif above.key is None:
            above.key = self._key(node)
        else:
            self._put(above, above.key, node)
            above.key = None

    def _put(self, above: _Open, key: Scalar, value: Node) -> None:
        """Add a key with its value, unless the key is one that is refused or was there before."""
        first = above.places.get(key.text)
        if key.refused:
            above.whole = False
        elif first is not None:
            self._report("H002", key.span, others=(Label(above.entries[first][0].span, "first"),), key=key.text)
        elif above.flow and isinstance(value, Scalar) and value.start == value.end and joined_key(key):
            self._report_joined(key)
            above.whole = False
        else:
            above.places[key.text] = len(above.entries)
            above.entries.append((key, value))

    def _key(self, node: Node) -> Scalar:
        """Return a node as a key: a word, on one line, without a question mark before it."""
        if not isinstance(node, Scalar) or (node.plain and not node.text) or self._has_question_mark(node.start):
            self._report("H012", node.span)
        elif len(node.text) > MAX_KEY:
            self.found.append(_limit(node.span, "key", MAX_KEY))
        elif node.text == "<<" and node.plain:
            self._report("H004", node.span, feature="<<")
        else:
            return node
        return Scalar("", None, node.span, plain=True, start=0, end=0, refused=True)

    def _has_question_mark(self, start: int) -> bool:
        gap = self.text[self.end : start]
        return "?" in gap and "?" in re.sub("#.*", "", gap)

    # Scalars.

    def _scalar(self, event: _Event) -> Scalar:
        start, end, text, style = event.start_mark, event.end_mark, event.value, event.style
        span = Span(self.document.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)
        refused = event.anchor is not None or event.tag is not None
        if refused:
            self._check_properties(event)
        if self.has_tabs:
            self.scalars.append((start.index, end.index, style in _QUOTES))
        if not style:
            above = self.open[-1] if self.open else None
            if above and above.mapping and above.key is None:
                return Scalar(text, text, span, True, start.index, end.index, refused)
            value, doubt = read_word(text)
            if doubt and not refused:
                self._report_doubt(text, span, doubt, above)
            return Scalar(text, value, span, True, start.index, end.index, refused or doubt is not None)
        if style in _QUOTES:
            refused = refused or (style == '"' and "\\" in self.text[start.index : end.index] and self._has_refused_escape(text, span))
            return Scalar(text, text, span, False, start.index + 1, end.index - 1, refused)
        return self._block(event, refused=refused)

    def _block(self, event: _Event, *, refused: bool) -> Scalar:
        """Return a text under `|` or `>`; its place is that of its lines, without the sign above them."""
        header = _BLOCK_HEADER.match(self.text, event.start_mark.index, event.end_mark.index)
        start = header.end() if header else event.end_mark.index
        end = start + len(self.text[start : event.end_mark.index].rstrip())
        return Scalar(event.value, event.value, self.document.place(start, end), plain=False, start=start, end=end, refused=refused)

    def _has_refused_escape(self, value: str, span: Span) -> bool:
        bad = refused_characters(value)
        for each in sorted(bad):
            self._report("H007", span, character=name_of(each))
        return bool(bad)

    # Problems.

    def _check_properties(self, event: _Event) -> None:
        """Refuse anchors and tags."""
        if event.anchor is not None:
            self._refuse(event, f"&{event.anchor}")
        elif event.tag is not None:
            self._refuse(event, self.text[event.start_mark.index : event.end_mark.index].split()[0])

    def _refuse(self, event: _Event, feature: str) -> None:
        start = event.start_mark.index
        self._report("H004", self.document.place(start, min(start + len(feature), event.end_mark.index)), feature=feature)

    def _report_doubt(self, text: str, span: Span, doubt: Doubt, above: _Open | None) -> None:
        if doubt.code == "H009":
            self.found.append(_limit(span, "digits", MAX_WRITTEN_DIGITS))
            return
        under = (above.key.text if above.key else above.name) if above else ""
        mended = f'"{text}"' if doubt.code == "H006" or under in TEXT_KEYS else doubt.suggestions[0] if doubt.safe else None
        fields = {"text": text, **dict(zip(("suggestion", "other"), doubt.suggestions, strict=False))}
        fix = Fix(span, mended) if mended and span.line == span.end_line else None
        self.found.append(Diagnostic(doubt.code, span, fields, fix=fix))

    def _report_joined(self, key: Scalar) -> None:
        after = joined_key(key) or key.end
        span = self.document.place(key.start, after)
        name = self.text[key.start : after - 1]
        self.found.append(Diagnostic("H013", span, {"key": name}, fix=Fix(span, f"{name}: ")))

    def _report(self, code: str, span: Span, others: tuple[Label, ...] = (), **fields: str) -> None:
        self.found.append(Diagnostic(code, span, fields, others))

    def _stop(self, diagnostic: Diagnostic) -> _Stop:
        self.found.append(diagnostic)
        return _Stop()

    def _span(self, event: _Event) -> Span:
        start, end = event.start_mark, event.end_mark
        return Span(self.document.file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)

    def _explain(self, mishap: Mishap) -> None:
        """Tell why the text is no YAML, unless something told before is the likely cause."""
        tabs = [each.start() for each in re.finditer(r"\t", self.text) if self.document.place(each.start(), each.end()).line in mishap.lines]
        if tabs:
            self._report_tabs(iter(tabs))
        elif not any(each.code == "H007" or (each.code == "H004" and each.fields["feature"][0] == "%") for each in self.found):
            self.found.append(guess(mishap, self.document))

    def _document(self) -> Document | None:
        root = self.root
        if isinstance(root, MappingNode):
            return Document(self.document.file, self.text, root, self.document.lines)
        if root is None or (isinstance(root, Scalar) and root.plain and not root.text):
            return self.document
        if isinstance(root, Scalar) and joined_key(root):
            self._report_joined(root)
        else:
            self._report("H012", root.span)
        return None


class _Unreadable(Exception):
    """PyYAML gave up; carries where and why."""

    def __init__(self, mishap: Mishap) -> None:
        super().__init__(mishap.problem)
        self.mishap = mishap


def _events(text: str) -> Iterator[_Event]:
    """Go through the events of PyYAML; whatever it raises becomes `_Unreadable`."""
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        since = error.context_mark or at
        raise _Unreadable(
            Mishap(
                error.problem or "",
                error.context or "",
                at.index if at else len(text),
                since.index if since else len(text),
                frozenset({at.line + 1, since.line + 1} if at and since else ()),
            )
        ) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise _Unreadable(Mishap("", "", len(text), len(text), frozenset())) from error


def _lines(text: str) -> tuple[int, ...]:
    return (0, *(each.end() for each in re.finditer("\n", text)))


def _limit(span: Span, kind: str, limit: int) -> Diagnostic:
    return Diagnostic("H009", span, {kind: str(limit), "limit": str(limit)})


def _not_utf8(file: str, data: bytes, error: UnicodeDecodeError) -> Diagnostic:
    before = data[: error.start].decode("utf-8-sig")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    fields: Mapping[str, str] = {"byte": f"0x{data[error.start]:02X}", "encoding": likely_encoding(data)}
    return Diagnostic("H001", Span(file, line, column, line, column + 1), fields)
