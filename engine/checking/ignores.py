"""Warnings that the writer of the rules has looked at and lets be: `# herleid: ignore H305 reason`."""

from __future__ import annotations

import re
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..diagnostics import Diagnostic, Severity, Span
from ..model import RuleSet
from ..problems import CATALOGUE, severity
from ..reading.comments import Comment, comments
from .usage import own_files

_ORDER = re.compile(r"#[ \t]*herleid[ \t]*:[ \t]*(?P<word>[a-z]+)(?P<codes>(?:[\s,]*\bh\d+\b)*)[\s,:;.-]*(?P<reason>.*)", re.IGNORECASE)
_CODE = re.compile(r"h\d+", re.IGNORECASE)
_WORDS = frozenset({"ignore", "ignores", "ignored", "ignoring", "ingore", "ignor", "negeer", "negeren"})
"""What is meant as the order; any other word is prose: *herleid* is Dutch for traced back."""

BELOW_A_RESULT = frozenset({"H305", "H307", "H311", "H312", "H313", "H704"})
"""What is only looked for in a rule set that has a result."""


@dataclass(frozen=True, slots=True)
class Ignore:
    """One code that a comment takes away from the lines it speaks of."""

    code: str
    span: Span
    lines: range

    @property
    def places(self) -> Iterator[tuple[str, int, str]]:
        """Go through the file, line and code of what it takes away."""
        return ((self.span.file, line, self.code) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Heeded:
    """
    Findings after the comments of the rules were heeded.

    `found` is what is left, with what is wrong with the comments themselves; `ignored` is what they took
    away; `unused` are the problems of comments that took nothing away.
    """

    found: tuple[Diagnostic, ...]
    ignored: tuple[Diagnostic, ...]
    unused: tuple[Diagnostic, ...]


def heed(found: Sequence[Diagnostic], texts: Mapping[str, str]) -> Heeded:
    """Take away the warnings that a comment on their line ignores; `texts` are those of the rule files."""
    wrong: list[Diagnostic] = []
    ignores = [each for file, text in texts.items() if file.endswith(".yaml") and _ORDER.search(text) for each in _ignores(file, text, wrong)]
    spoken_of = {place for each in ignores for place in each.places}
    ignored = {id(each) for each in found if _place(each) in spoken_of}
    there = {_place(each) for each in found}
    return Heeded(
        tuple(sorted([*(each for each in found if id(each) not in ignored), *wrong], key=lambda each: each.place)),
        tuple(each for each in found if id(each) in ignored),
        tuple(_unused(each, there) for each in ignores if there.isdisjoint(each.places)),
    )


def superfluous(heeded: Heeded, checked: Iterable[RuleSet], sought: Collection[str]) -> Iterator[Diagnostic]:
    """
    Go through the comments in the rule sets that were checked which took nothing away although their code was looked for.

    Of a library that was only used this cannot be said: what it ignores may be found where it is checked itself.
    And where it is, what is only found below a result may be found where it is used.
    """
    files = {file: rules.result is not None for rules in checked for file in own_files(rules)}
    for each in heeded.unused:
        with_result = files.get(each.span.file)
        if with_result is not None and each.fields["code"] in sought and (with_result or each.fields["code"] not in BELOW_A_RESULT):
            yield each


def _place(found: Diagnostic) -> tuple[str, int, str]:
    return found.span.file, found.span.line, found.code


def _ignores(file: str, text: str, wrong: list[Diagnostic]) -> Iterator[Ignore]:
    """Go through what the comments of a file ignore; what they cannot ignore is `wrong`."""
    for comment in comments(text):
        for order in _ORDER.finditer(comment.text):
            if order["word"].lower() in _WORDS:
                yield from _heard(file, comment, order, wrong)


def _heard(file: str, comment: Comment, order: re.Match[str], wrong: list[Diagnostic]) -> Iterator[Ignore]:
    whole = _span(file, comment, order.start(), len(comment.text.rstrip()))
    codes = list(_CODE.finditer(comment.text, *order.span("codes")))
    lacks = "@ignore_word" if order["word"].lower() != "ignore" else "" if codes else "@ignore_code"
    if not lacks and not re.search(r"\w", order["reason"]):
        lacks = "@ignore_reason"
    if lacks:
        wrong.append(Diagnostic("H016", whole, {"what": lacks}))
        return
    for each in codes:
        code, span = each[0].upper(), _span(file, comment, *each.span())
        if code not in CATALOGUE:
            wrong.append(Diagnostic("H016", span, {"what": "@ignore_unknown"}))
        elif severity(code) is Severity.ERROR:
            wrong.append(Diagnostic("H017", span, {"code": code}))
        else:
            yield Ignore(code, span, range(comment.first_line, comment.last_line + 1))


def _span(file: str, comment: Comment, start: int, end: int) -> Span:
    return Span(file, comment.line, comment.column + start, comment.line, comment.column + end)


def _unused(ignore: Ignore, there: Container[tuple[str, int, str]]) -> Diagnostic:
    """Return the problem of a comment that takes nothing away; it often stands on the line above what it is about."""
    below = (ignore.span.file, ignore.lines.stop, ignore.code)
    return Diagnostic("H018", ignore.span, {"code": ignore.code, "line": str(ignore.lines.stop) if below in there else ""})
