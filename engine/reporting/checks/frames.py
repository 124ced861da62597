"""One problem as people read it: its sentence, the lines it is about, and what to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ...diagnostics import Diagnostic, Severity, Span
from ...problems import Message, Words, say
from ..terminal import Paint, end, folded, start, visible, width

MAX_COLUMNS = 120
"""A longer line is cut around what it is about."""

SEVERITIES = {Severity.ERROR: Words("fout", "error"), Severity.WARNING: Words("waarschuwing", "warning"), Severity.NOTE: Words("kanttekening", "note")}
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}

_HELP = Words("hulp", "help")
_CUT = "..."


@dataclass(frozen=True, slots=True)
class _Block:
    """A place: its line and the marks under it, or no line where the text is not known."""

    span: Span
    arrow: str
    colour: str
    line: str | None = None
    indent: int = 0
    marks: str = ""


def show_problem(diagnostic: Diagnostic, texts: Mapping[str, str], language: str, colour: bool = False) -> str:
    """
    Show a problem with its code frame.

    `texts` holds the text of each file by the name in the spans; where a text or a line of it is not
    there, and for a file as a whole, the place is named without a frame.
    """
    message, paint = say(diagnostic, language), Paint(colour)
    blocks = [_block(diagnostic.span, "^", message.label or "", COLOURS[message.severity], texts)]
    blocks += [_block(span, "-", words, "blue", texts) for span, words in message.others]
    margin = max(len(str(each.span.line)) for each in blocks)
    lines = [_heading(message, language, paint)]
    for block in blocks:
        lines += _lines_of(block, margin, paint)
    if message.help:
        lines += [f"{' ' * margin} {paint('|', 'blue')}"] if blocks[-1].line is not None else []
        lines.append(f"{' ' * margin} {paint('=', 'blue')} {paint(_HELP.of(language), 'cyan')}: {folded(message.help)}")
    return "\n".join(lines)


def show_place(span: Span) -> str:
    """Show where a span starts, in the form that editors and terminals make a link of."""
    return f"{visible(span.file)}:{span.line}:{span.column}"


def _heading(message: Message, language: str, paint: Paint) -> str:
    word = SEVERITIES[message.severity].of(language)
    return paint(f"{word}[{message.code}]", COLOURS[message.severity]) + paint(f": {folded(message.text)}", "bold")


def _lines_of(block: _Block, margin: int, paint: Paint) -> Iterator[str]:
    space, bar = " " * margin, paint("|", "blue")
    yield f"{space}{paint(block.arrow, 'blue')} {show_place(block.span)}"
    if block.line is not None:
        yield f"{space} {bar}"
        yield f"{paint(f'{block.span.line:>{margin}}', 'blue')} {bar} {block.line}".rstrip()
        yield f"{space} {bar} {' ' * block.indent}{paint(block.marks, block.colour)}"


def _block(span: Span, mark: str, words: str, colour: str, texts: Mapping[str, str]) -> _Block:
    arrow = "-->" if mark == "^" else ":::"
    lines = _lines(texts[span.file]) if span.file in texts else []
    if span == Span.of_file(span.file) or not 1 <= span.line <= len(lines):
        return _Block(span, arrow, colour)
    before, inside, after = _parts(lines[span.line - 1], span)
    marks = f"{mark * max(width(inside), 1)} {folded(words)}".rstrip()
    return _Block(span, arrow, colour, before + inside + after, width(before), marks)


@lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    return [each.removesuffix("\r") for each in text.split("\n")]


def _parts(line: str, span: Span) -> tuple[str, str, str]:
    """Cut a line into what stands before, in and after a span; of a span of several lines it is the first."""
    ends_here = span.end_line == span.line
    first = min(max(span.column - 1, 0), len(line))
    last = min(max(span.end_column - 1 if ends_here else len(line.rstrip()), first), len(line))
    return _shortened(visible(line[:first]), visible(line[first:last]), visible(line[last:]))


def _shortened(before: str, inside: str, after: str) -> tuple[str, str, str]:
    """Leave out what makes a line too long: the end of the span, then what stands before and after it."""
    if width(before + inside + after) <= MAX_COLUMNS:
        return before, inside, after
    room = MAX_COLUMNS - min(width(before), MAX_COLUMNS // 3)
    if width(inside) > room:
        inside, after = start(inside, room - len(_CUT)) + _CUT, ""
    room = MAX_COLUMNS - width(inside)
    kept = max(room // 2, room - width(after))
    if width(before) > kept:
        before = _CUT + end(before, kept - len(_CUT))
    room -= width(before)
    return before, inside, after if width(after) <= room else start(after, room - len(_CUT)) + _CUT
