"""What an edit is: a difference between two rule sets, from what they mean and never from their text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ...diagnostics import Span
from ...model import Cell, Citation, Value

MOVING = ("value", "formula", "added", "removed", "member_added", "member_removed", "attribute", "order", "unit", "round", "default", "per", "day")
"""The kinds of edits that can move a figure."""

SILENT = (
    "renamed", "member_renamed", "dimension_added", "dimension_removed", "result", "basis", "status", "source",
    "property", "published", "check", "guardrail", "ruleset", "unit_name", "element", "report", "law", "law_exception", "planning", "reaction",
)  # fmt: skip
"""The kinds of edits that cannot."""

KINDS = (*MOVING, *SILENT)


@dataclass(frozen=True, slots=True)
class CellChange:
    """
    One cell that holds something else from a day on; None where it was not there, or is no longer.

    `until` is the last day of the old and of the new value, where they have one.
    """

    cell: Cell
    day: date
    old: Value | None
    new: Value | None
    span: Span
    until: tuple[date | None, date | None] = (None, None)


@dataclass(frozen=True, slots=True)
class Edit:
    """
    One difference in meaning.

    `subject` is what was edited: a rule or a dimension, else what has that name in a `section` of the rule set.
    `member` is the member of a dimension; `old` and `new` say in words what changed where that is no cell, both
    starting with the `field` where it is one. The place is in the later rule set, or in the earlier one for what
    is gone. `number` tells edits apart that are alike in kind and subject.
    """

    kind: str
    subject: str
    span: Span
    member: str | None = None
    cells: tuple[CellChange, ...] = ()
    old: str | None = None
    new: str | None = None
    citation: Citation | None = None
    number: int = 1
    field: str | None = None
    section: str | None = None

    @property
    def id(self) -> str:
        """Return a name for the edit that is the same however the files are ordered."""
        name = ":".join(filter(None, (self.kind, self.subject, self.member)))
        return name if self.number == 1 else f"{name}#{self.number}"
