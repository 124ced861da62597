"""Why a text is no YAML, in our own words: a guess at the slip behind what the parser stumbled over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..diagnostics import Diagnostic, Fix
from .nodes import Document

_WORD = re.compile(r"[^\s:]+")
_ESCAPE = re.compile(r"\\.?")
_LONE_LINE = re.compile(r"[A-Za-z0-9_]+(?::\S.*)?[ \t]*\r?$", re.MULTILINE)
_LONE_DASH = re.compile(r"-[ \t]*\r?$", re.MULTILINE)
_FIRST_KEY = re.compile(r"\s*(?:- )?([^\s:#'\"]+): ")
_JOINED_KEY = re.compile(r"\s*(?:- )?([A-Za-z0-9_]+):(?=\S)")


@dataclass(frozen=True, slots=True)
class Mishap:
    """What the parser says: its problem and context, the offsets of both, and the lines concerned."""

    problem: str
    context: str
    at: int
    since: int
    lines: frozenset[int]


def guess(mishap: Mishap, document: Document) -> Diagnostic:
    """Return the problem, with the field that says what is probably the matter."""
    text, at, since = document.text, mishap.at, mishap.since
    if "quoted scalar" in mishap.context or "-quoted" in mishap.context:
        return _quoted(mishap, document)
    if "flow" in mishap.context:
        return _in_brackets(mishap, document)
    if "block scalar" in mishap.context or "scanning an a" in mishap.context:
        return _problem(document, since, since + 1, sign=text[since : since + 1])
    if "cannot start any token" in mishap.problem:
        return _problem(document, at, at + 1, sign=text[at : at + 1])
    if "expected ':'" in mishap.problem:
        return _lone(document, since)
    if "mapping values" in mishap.problem:
        return _colon(document, at)
    if "sequence entries" in mishap.problem and _LONE_DASH.match(text, at):
        return _problem(document, at, at + 1, sign="-")
    if "sequence entries" in mishap.problem or "'-' indicator" in mishap.problem:
        return _problem(document, at, at + 1, dash="-")
    return _left_over(document, at)


def _quoted(mishap: Mishap, document: Document) -> Diagnostic:
    text = document.text
    if "escape" not in mishap.problem:
        return _problem(document, mishap.since, mishap.since + 1, quote=text[mishap.since : mishap.since + 1])
    start = text.rfind("\\", 0, mishap.at + 1)
    found = _ESCAPE.match(text, start if start >= mishap.since else mishap.at)
    start, escape = (found.start(), found[0]) if found else (mishap.at, "\\")
    return _problem(document, start, start + len(escape), escape=escape)


def _in_brackets(mishap: Mishap, document: Document) -> Diagnostic:
    bracket = document.text[mishap.since : mishap.since + 1]
    if bracket in ("[", "{"):
        return _problem(document, mishap.since, mishap.since + 1, bracket=bracket)
    return _problem(document, mishap.at, mishap.at + 1)


def _lone(document: Document, at: int) -> Diagnostic:
    """A line of its own that is no key: the colon is missing, or the space after it."""
    word = _WORD.match(document.text, at)
    if word is None:
        return _problem(document, at, at + 1)
    if re.compile(r":(?=\S)").match(document.text, word.end()):
        place = document.place(at, word.end() + 1)
        return Diagnostic("H013", place, {"key": word[0]}, fix=Fix(place, f"{word[0]}: "))
    return _problem(document, at, word.end(), lone=word[0])


def _colon(document: Document, at: int) -> Diagnostic:
    """A colon where no key can be: a second one on the line, or a line that is indented too far."""
    start = _line(document.text, at)
    before = document.text[start:at]
    first = _FIRST_KEY.match(before)
    if first:
        return _problem(document, at, at + 1, second=first[1])
    above = document.text[:start].rstrip()
    previous = above[above.rfind("\n") + 1 :]
    joined = _JOINED_KEY.match(previous)
    if joined:
        return _lone(document, above.rfind("\n") + 1 + joined.start(1))
    if previous and ":" not in previous:
        return _lone(document, len(above) - len(previous.lstrip(" -")))
    return _problem(document, at - len(before.lstrip()), at, misplaced=before.strip())


def _left_over(document: Document, at: int) -> Diagnostic:
    """Something where nothing more can come: after a closing quote, a bracket too many, a line at the wrong depth."""
    text = document.text
    start = _line(text, at)
    before = text[start:at].rstrip()
    if before[-1:] in ("'", '"'):
        return _problem(document, at, at + 1, after=before[-1])
    if text[at : at + 1] in ("]", "}"):
        return _problem(document, at, at + 1, closing=text[at])
    word = _WORD.match(text, at)
    if word is None or before.strip():
        return _problem(document, at, at + 1)
    return _lone(document, at) if _LONE_LINE.match(text, at) else _problem(document, at, word.end(), misplaced=word[0])


def _line(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _problem(document: Document, start: int, end: int, **fields: str) -> Diagnostic:
    start, end = min(start, len(document.text)), min(end, len(document.text))
    return Diagnostic("H003", document.place(start, end), fields)
