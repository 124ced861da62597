"""The catalogue: every problem the engine can report, and the one place where its sentences are made."""

from __future__ import annotations

from dataclasses import dataclass
from string import Formatter

from ..diagnostics import Diagnostic, Severity, Span
from . import h0, h1, h2, h2_formulas, h3, h3_times, h4, h5, h6, h7, plannings, reactions
from .entries import Problem, Words
from .terms import TERMS

__all__ = ["CATALOGUE", "PROBLEMS", "Message", "Problem", "Words", "say", "severity"]

PROBLEMS: tuple[Problem, ...] = (
    *h0.PROBLEMS,
    *h1.PROBLEMS,
    *h2.PROBLEMS,
    *h2_formulas.PROBLEMS,
    *h3.PROBLEMS,
    *h3_times.PROBLEMS,
    *h4.PROBLEMS,
    *h5.PROBLEMS,
    *h6.PROBLEMS,
    *h7.PROBLEMS,
    *plannings.PROBLEMS,
    *reactions.PROBLEMS,
)
CATALOGUE: dict[str, Problem] = {problem.code: problem for problem in sorted(PROBLEMS, key=lambda each: each.code)}

MAX_ITEMS = 12
MIN_ITEMS = 3
"""Of a list that is longer than this, and longer than a sentence can hold, the rest is counted."""

MAX_LENGTH = 200
"""A longer text of a rule file is cut off inside a sentence."""

_AND = Words(" en ", " and ")
_MORE = Words("nog {n}", "{n} more")


@dataclass(frozen=True, slots=True)
class Message:
    """What is told about one problem, in one language; `others` are the words at other places."""

    code: str
    severity: Severity
    text: str
    label: str | None
    help: str | None
    others: tuple[tuple[Span, str], ...]


def severity(code: str) -> Severity:
    """Return how bad a problem is."""
    return CATALOGUE[code].severity


def say(diagnostic: Diagnostic, language: str) -> Message:
    """Put a problem into words; `language` is `nl` or `en`."""
    problem = CATALOGUE[diagnostic.code]
    fields = {name: _shown(value, language) for name, value in diagnostic.fields.items()}
    label = problem.label.of(language) if problem.label else None
    return Message(
        code=problem.code,
        severity=problem.severity,
        text=problem.message.of(language).format_map(fields),
        label=label.format_map(fields) if label and _complete(label, fields) else None,
        help=next((each.of(language).format_map(fields) for each in problem.helps if _complete(each.of(language), fields)), None),
        others=tuple((other.span, problem.roles[other.role].of(language).format_map(fields)) for other in diagnostic.others),
    )


def fields_of(template: str) -> set[str]:
    """Return the names of the fields that a template shows."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def _complete(template: str, fields: dict[str, str]) -> bool:
    return all(fields.get(name) for name in fields_of(template))


def _shown(value: str | tuple[str, ...], language: str) -> str:
    if isinstance(value, str):
        return _term(value, language)
    items = [_term(each, language) if _is_term(each) else f"`{_short(each)}`" for each in value[:MAX_ITEMS]]
    while len(items) > MIN_ITEMS and sum(map(len, items)) > MAX_LENGTH:
        items.pop()
    if len(value) > len(items):
        items.append(_MORE.of(language).format(n=len(value) - len(items)))
    return _AND.of(language).join(filter(None, [", ".join(items[:-1]), *items[-1:]]))


def _is_term(value: str) -> bool:
    return value.startswith("@") and value[1:] in TERMS


def _term(value: str, language: str) -> str:
    return TERMS[value[1:]].of(language) if _is_term(value) else _short(value)


def _short(value: str) -> str:
    return value if len(value) <= MAX_LENGTH else value[:MAX_LENGTH] + "..."
