"""What is found wrong: where, which problem, and the facts of it as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text in a file: lines and columns count from 1, the end is exclusive."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    @classmethod
    def of_file(cls, file: str) -> Span:
        """Return the place that stands for a file as a whole."""
        return cls(file, 1, 1, 1, 1)


class Severity(str, Enum):
    """How bad a problem is, the worst first; what it does to the exit code is decided by the command. A note is no problem: it is good to know."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Label:
    """Another place that a problem concerns; `role` names its sentence in the catalogue."""

    span: Span
    role: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A safe replacement of the characters of a span."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """
    One problem: a code of the catalogue, the place, and the fields its sentences are made from.

    Field values are text as it is to be shown. A value that starts with `@` is a term of the
    catalogue (`@number`), which is shown in the language asked for; a tuple is shown as a list.
    """

    code: str
    span: Span
    fields: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    others: tuple[Label, ...] = ()
    fix: Fix | None = None
    rule: str | None = None

    @property
    def place(self) -> tuple[str, int, int, str]:
        """Return what problems are sorted by."""
        return (self.span.file, self.span.line, self.span.column, self.code)


class BadArgument(Exception):
    """A question that cannot be asked of these rules; carries a diagnostic, exit code 2."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.code)
        self.diagnostic = diagnostic
