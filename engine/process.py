"""How figures come about: what is planned, who reacted, what was decided, and what is said beside a draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day  # noqa: N812  a field of a planning is called date

from .diagnostics import Span
from .evidence import Citation

DECISIONS = ("adopted", "partly", "rejected", "noted")
"""What can be done with a reaction."""


@dataclass(frozen=True, slots=True)
class Milestone:
    """
    A step of a planning; `when` is the time as it was printed, `first` and `last` the days that this means.

    A step without a time has none of them. `decides` says what is decided in it, and is None where nothing is.
    """

    name: str
    label: str
    when: str | None
    first: Day | None
    last: Day | None
    span: Span
    who: str | None = None
    decides: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Planning:
    """What was planned on a day, and the planning that it came in place of."""

    name: str
    label: str
    date: Day
    steps: Mapping[str, Milestone]
    citation: Citation | None
    span: Span
    replaces: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Target:
    """A rule that was changed; of the cells that have these members where there are any."""

    rule: str
    cell: Mapping[str, str]
    span: Span


@dataclass(frozen=True, slots=True)
class Reaction:
    """A reaction in a consultation: what it is about, what was answered and decided, and the edits that carried it out."""

    name: str
    label: str
    decision: str
    about: Mapping[str, str]
    edits: tuple[Target, ...]
    span: Span
    parameter: str | None = None
    provider: str | None = None
    text: str | None = None
    date: Day | None = None
    citation: Citation | None = None
    answer: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Disclaimer:
    """What is said beside every figure that is still a draft."""

    text: str
    citation: Citation | None
    span: Span
