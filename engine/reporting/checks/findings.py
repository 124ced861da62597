"""A list of problems as text with code frames, as one line each, and as data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ...diagnostics import Diagnostic, Severity
from ...problems import Words, say, severity
from ..terminal import Paint, folded
from .checked import Checked
from .frames import show_place, show_problem

MAX_SHOWN = 50
"""Of a longer list the rest is counted, errors last: nobody reads it, and mending the first often mends the others."""

_ORDER = tuple(Severity)
_MORE = Words("... en nog {n}", "... and {n} more")
_NONE = Words("geen problemen", "no problems")
_PROBLEMS = (Words("1 probleem", "1 problem"), Words("{n} problemen", "{n} problems"))
_WARNINGS = (Words("1 waarschuwing", "1 warning"), Words("{n} waarschuwingen", "{n} warnings"))
_NOTES = (Words("1 kanttekening", "1 note"), Words("{n} kanttekeningen", "{n} notes"))
_FILES = (Words("in 1 bestand", "in 1 file"), Words("in {n} bestanden", "in {n} files"))
_OF_WHICH = Words("waarvan", "of which")
_SOUND = (Words("geen problemen in 1 bestand", "no problems in 1 file"), Words("geen problemen in {n} bestanden", "no problems in {n} files"))
_IGNORED = (Words("1 waarschuwing genegeerd", "1 warning ignored"), Words("{n} waarschuwingen genegeerd", "{n} warnings ignored"))


def show_findings(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str], language: str, colour: bool = False, count: str = "") -> str:
    """Show problems by place, each with its code frame, and close with their `count`; `texts` as in `show_problem`."""
    found = sort(diagnostics)
    shown = [show_problem(each, texts, language, colour) for each in sort(errors_first(found, MAX_SHOWN))]
    if len(found) > MAX_SHOWN:
        shown.append(_MORE.of(language).format(n=len(found) - MAX_SHOWN))
    return "\n\n".join([*shown, Paint(colour)(count or summary(found, language), "bold")]) + "\n"


def show_concise(diagnostics: Iterable[Diagnostic], language: str) -> str:
    """
    Show each problem on a line of its own.

    The severity is `error`, `warning` or `note` in every language, so that a tool that matches lines needs one pattern.
    """
    said = ((each, say(each, language)) for each in sort(diagnostics))
    return "".join(f"{show_place(each.span)}: {it.severity.value} {it.code} {folded(it.text)}\n" for each, it in said)


def findings(diagnostics: Iterable[Diagnostic], language: str) -> list[dict[str, Any]]:
    """Give problems as data for a JSON document."""
    return [_finding(each, language) for each in sort(diagnostics)]


def summary(diagnostics: Sequence[Diagnostic], language: str) -> str:
    """Count problems and the files they are in, as in `3 problems in 2 files, of which 1 warning`."""
    notes = sum(severity(each.code) is Severity.NOTE for each in diagnostics)
    return "; ".join(filter(None, [_problems(diagnostics, language), count_notes(notes, language)]))


def _problems(diagnostics: Sequence[Diagnostic], language: str) -> str:
    problems = [each for each in diagnostics if severity(each.code) is not Severity.NOTE]
    warnings = sum(severity(each.code) is Severity.WARNING for each in problems)
    files = len({each.span.file for each in problems})
    if not problems:
        return _NONE.of(language)
    if warnings == len(problems):
        return f"{_count(_WARNINGS, warnings, language)} {_count(_FILES, files, language)}"
    text = f"{_count(_PROBLEMS, len(problems), language)} {_count(_FILES, files, language)}"
    return f"{text}, {_OF_WHICH.of(language)} {_count(_WARNINGS, warnings, language)}" if warnings else text


def outcome(checked: Checked) -> str:
    """Count the problems, or where there are none the files, then the notes and the warnings that were ignored."""
    problems = [each for each in checked.found if severity(each.code) is not Severity.NOTE]
    found = _problems(problems, checked.language) if problems else _count(_SOUND, len(checked.texts), checked.language)
    notes = count_notes(len(checked.found) - len(problems), checked.language)
    return "; ".join(filter(None, [found, notes, count_ignored(len(checked.ignored), checked.language)]))


def count_notes(n: int, language: str) -> str:
    """Count the notes; nothing where there are none."""
    return _count(_NOTES, n, language) if n else ""


def count_ignored(n: int, language: str) -> str:
    """Count the warnings that were ignored; nothing where there are none."""
    return _count(_IGNORED, n, language) if n else ""


def errors_first(diagnostics: Iterable[Diagnostic], most: int | None = None) -> list[Diagnostic]:
    """Put errors before warnings and these before notes, each in the order of their places, and keep no more than so many."""
    return sorted(diagnostics, key=lambda each: (_ORDER.index(severity(each.code)), each.place))[:most]


def sort(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Put problems in the order of their places."""
    return sorted(diagnostics, key=lambda each: each.place)


def _count(forms: tuple[Words, Words], n: int, language: str) -> str:
    return forms[n != 1].of(language).format(n=n)


def _finding(diagnostic: Diagnostic, language: str) -> dict[str, Any]:
    message, span = say(diagnostic, language), diagnostic.span
    return {
        "code": message.code,
        "severity": message.severity.value,
        "message": message.text,
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "rule": diagnostic.rule,
        "help": message.help,
    }
