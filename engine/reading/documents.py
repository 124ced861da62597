"""From the bytes of a rule file to nodes with places: strict YAML, read once from its events, that cannot crash."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import Any

import yaml

from ..diagnostics import Diagnostic, Fix, Span
from .characters import MASK, SAMPLE, first_of_each_line, likely_encoding, name_of, refused_pattern, unprintable
from .composing import BLOCKS, Composer, Event, Stop, limit
from .joined_keys import Unparsed, joined_keys
from .mishaps import Mishap, guess
from .nodes import Document, FormulaText, MappingNode, Node, Scalar, SequenceNode, joined_key, plain
from .trees import MAX_BYTES

__all__ = ["Document", "FormulaText", "MappingNode", "Node", "Scalar", "SequenceNode", "places_of_scalars", "plain", "read_document"]

MAX_FOUND = 50
"""Of problems that one slip can give on every line, such as tabs, no more are told than this."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_STRANGE_SPACE = re.compile(r"[A-Za-z0-9_]:([^\S \t\r\n])")
_DIRECTIVE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*(%[^\n\r]*)")


def read_document(file: str, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """
    Read one rule file, and say everything that is wrong with it as YAML. Never raises.

    The document is None where the file is no YAML at all or passes a limit; otherwise it holds whatever could be read.
    """
    if len(data) > MAX_BYTES:
        return None, (limit(Span.of_file(file), "bytes", MAX_BYTES),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, (_not_utf8(file, data, error),)
    composer = Composer(Document(file, text, MappingNode((), Span.of_file(file)), _lines(text)))
    document = _composed(composer, _harmless(composer))
    return document, tuple(sorted(composer.found, key=lambda each: each.place))


def places_of_scalars(text: str) -> list[tuple[int, int, int]] | None:
    """
    Return where each scalar of a text starts, where its own text starts and where it ends; None where the text is no YAML.

    The two starts differ for a block: its own text starts on the line after the sign (`|` or `>`).
    """
    found = []
    try:
        for event in _events(text):
            if type(event).__name__ == "ScalarEvent":
                start, end = event.start_mark.index, event.end_mark.index
                inside = text.find("\n", start, end) + 1 if event.style in BLOCKS else start
                found.append((start, inside or end, end))
    except _NoYaml:
        return None
    return found


def _composed(composer: Composer, source: str) -> Document | None:
    try:
        for event in _events(source):
            composer.take(event)
    except Stop:
        return None
    except _NoYaml as error:
        _explain(composer, error.mishap)
        return None
    for each in _stray_tabs(composer):
        _report_tab(composer, each)
    return _whole(composer)


def _whole(composer: Composer) -> Document | None:
    document, root = composer.document, composer.root
    match root:
        case MappingNode():
            return Document(document.file, document.text, root, document.lines)
        case None | Scalar(text="", plain=True, refused=False):
            return document
        case Scalar() if joined_key(root):
            composer.report_joined(root)
        case _:
            composer.report("H012", root.span)
    return None


# Characters, directives and tabs.


def _harmless(composer: Composer) -> str:
    """Return the text with what is refused in it made harmless, character for character."""
    source, document = composer.text, composer.document
    refused = refused_pattern(source)
    if refused:
        for each, _ in zip(first_of_each_line(refused, source), range(MAX_FOUND), strict=False):
            composer.report("H007", document.place(each, each + 1), character=name_of(source[each]))
        source = refused.sub(MASK, source)
        composer.masked = True
    directive = _DIRECTIVE.match(source)
    if directive:
        start, end = directive.span(1)
        composer.report("H004", document.place(start, end), feature=directive[1].split()[0])
        source = f"{source[:start]}#{source[start + 1 :]}"
    return source


def _stray_tabs(composer: Composer) -> Iterator[int]:
    """Go through the lines with a tab outside quotes and comments, at most so many."""
    text, scalars = composer.text, composer.scalars
    starts = [start for start, _, _ in scalars]
    at, found = text.find("\t"), 0
    while at >= 0 and found < MAX_FOUND:
        index = bisect_right(starts, at) - 1
        _, end, quoted = scalars[index] if index >= 0 else (0, 0, False)
        line = text.rfind("\n", 0, at) + 1
        if at < end and quoted:
            at = text.find("\t", end)
            continue
        if at < end or text.find("#", max(line, end), at) < 0:
            found += 1
            yield at
        following = text.find("\n", at)
        at = text.find("\t", following) if following >= 0 else -1


def _report_tab(composer: Composer, at: int) -> None:
    composer.report("H014", composer.document.place(at, at + 1))


# What PyYAML cannot read.


class _NoYaml(Unparsed):
    """PyYAML gave up; carries where and why."""

    def __init__(self, mishap: Mishap) -> None:
        super().__init__(mishap.at)
        self.mishap = mishap


def _events(text: str) -> Iterator[Event]:
    """Go through the events of PyYAML; whatever it raises becomes `_NoYaml`."""
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        at = error.problem_mark or error.context_mark
        since = error.context_mark or at
        places = (at.index, since.index) if at and since else (len(text), len(text))
        lines = frozenset({at.line, since.line} if at and since else ())
        raise _NoYaml(Mishap(error.problem or "", error.context or "", *places, lines)) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise _NoYaml(Mishap("", "", len(text), len(text), frozenset())) from error


def _explain(composer: Composer, mishap: Mishap) -> None:
    """Tell why the text is no YAML, unless something told before is the likely cause."""
    text, lines = composer.text, composer.document.lines
    ends = [text.find("\n", lines[each]) for each in mishap.lines if each < len(lines)]
    tabs = [text.find("\t", lines[each], end if end >= 0 else len(text)) for each, end in zip(sorted(mishap.lines), sorted(ends), strict=False)]
    if any(tab >= 0 for tab in tabs):
        _report_tab(composer, min(tab for tab in tabs if tab >= 0))
    elif strange := list(_strange_spaces(text, mishap)):
        for each in strange:
            composer.report("H007", composer.document.place(each, each + 1), character=name_of(text[each]), space=" ")
    elif not any(each.code == "H007" for each in composer.found):
        found = guess(mishap, composer.document)
        composer.found.append(found)
        if found.code == "H013":
            _report_joined(composer, found.span)


def _strange_spaces(text: str, mishap: Mishap) -> Iterator[int]:
    """Go through the spaces behind a colon that are not the ordinary one, near where reading stopped: to YAML they are letters."""
    start = text.rfind("\n", 0, max(text.rfind("\n", 0, min(mishap.at, mishap.since)), 0)) + 1
    end = text.find("\n", max(mishap.at, mishap.since))
    return (each.start(1) for each in _STRANGE_SPACE.finditer(text, start, end if end >= 0 else len(text)))


def _report_joined(composer: Composer, first: Span) -> None:
    """Tell of all further keys without a space behind their colon: the parser stops at the first."""
    document = composer.document
    since = document.lines[first.line - 1] + first.column - 1
    for start, end in joined_keys(composer.text, since, _events):
        span = document.place(start, end)
        if start != since:
            composer.report("H013", span, fix=Fix(span, f"{composer.text[start:end]} "), key=composer.text[start : end - 1])


def _not_utf8(file: str, data: bytes, error: UnicodeDecodeError) -> Diagnostic:
    rest = error.object  # without a byte order mark, which its offsets do not count
    before = rest[: error.start].decode()
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    fields = {"byte": f"0x{rest[error.start]:02X}", "encoding": likely_encoding(data)}
    if not fields["encoding"]:
        fields |= {"count": str(unprintable(data)), "sample": str(min(len(data), SAMPLE))}
    return Diagnostic("H001", Span(file, line, column, line, column + 1), fields)


def _lines(text: str) -> tuple[int, ...]:
    return (0, *(each.end() for each in re.finditer("\n", text)))
