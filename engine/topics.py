"""What is asked of tariffs besides their amount: topics to report on, and the law that they answer to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from .diagnostics import Span
from .evidence import Citation


@dataclass(frozen=True, slots=True)
class Report:
    """A topic that is shown together: which rules and dimensions, in what order, each with the place where it is named."""

    name: str
    label: str
    show: tuple[tuple[str, Span], ...]
    span: Span
    citation: Citation | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Decree:
    """
    A provision that lists what a price must cover, each cost element by its letter.

    `jci` is its Juriconnect reference. It is in force from a day on.
    """

    name: str
    label: str
    jci: str
    valid_from: date
    elements: Mapping[str, str]
    span: Span
    citation: Citation | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """A condition of a variant or an exception: the selected member or attribute is one of these."""

    dimension: str
    attribute: str | None
    values: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class LawException:
    """Why the tariffs that meet all conditions need not cover some elements of a decree; `note` says it."""

    name: str
    label: str
    decree: str
    elements: tuple[str, ...]
    conditions: tuple[Condition, ...]
    span: Span
    note: str
    citation: Citation | None = None
