"""Findings as notes beside the lines of a change on GitHub: workflow commands."""

from __future__ import annotations

from collections.abc import Iterator

from ...diagnostics import Diagnostic, Severity, Span
from ...problems import CATALOGUE, Words, say, severity
from ..terminal import folded, visible
from .checked import Checked
from .findings import sort

MAX_OF_A_KIND = 10
"""GitHub shows no more errors, warnings and notices than this of one step."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_MORE = Words("en nog {n}; zie de uitvoer van deze stap", "and {n} more; see the output of this step")
_IN_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_IN_PROPERTIES = {**_IN_DATA, ":": "%3A", ",": "%2C"}


def show_github(checked: Checked, colour: bool) -> str:  # noqa: ARG001  a form like the others
    """Show the findings as commands, errors first, and say how many there are beyond what GitHub shows."""
    found = sort(checked.found)
    kinds = {kind: [each for each in found if severity(each.code) is kind] for kind in Severity}
    lines = [_command(each, checked.language) for listed in kinds.values() for each in listed[:MAX_OF_A_KIND]]
    left = sum(max(len(listed) - MAX_OF_A_KIND, 0) for listed in kinds.values())
    if left:
        lines.append(f"::notice title=herleid::{_data(_MORE.of(checked.language).format(n=left))}")
    return "".join(f"{each}\n" for each in lines)


def _command(diagnostic: Diagnostic, language: str) -> str:
    message = say(diagnostic, language)
    title = f"{message.code} {CATALOGUE[message.code].title.of(language)}"
    properties = ",".join(f"{name}={_property(value)}" for name, value in (*_place(diagnostic.span), ("title", title)))
    text = "\n".join(folded(each) for each in (message.text, message.help) if each)
    return f"::{_COMMANDS[message.severity]} {properties}::{_data(text)}"


def _place(span: Span) -> Iterator[tuple[str, str]]:
    """Go through what says where; GitHub takes columns only within one line."""
    yield "file", visible(span.file)
    yield "line", str(span.line)
    if span.line != span.end_line:
        yield "endLine", str(span.end_line)
    elif span.end_column > span.column:
        yield "endLine", str(span.end_line)
        yield "col", str(span.column)
        yield "endColumn", str(span.end_column - 1)


def _data(text: str) -> str:
    return "".join(_IN_DATA.get(each, each) for each in text)


def _property(text: str) -> str:
    return "".join(_IN_PROPERTIES.get(each, each) for each in text)
