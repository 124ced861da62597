"""The nouns of a rule set, frozen: sources, dimensions, parameters, formulas and what was published."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as Day  # noqa: N812  beside fields that are called so
from decimal import Decimal
from typing import TypeAlias

from .cells import Cell, State, Value, cell_id
from .diagnostics import Span
from .evidence import BASES, SOURCE_TYPES, STATUSES, Citation, Source
from .expression import Expression
from .process import Disclaimer, Planning, Reaction
from .topics import Condition, Decree, LawException, Report
from .units import Unit, UnitName

__all__ = [
    "BASES", "FREEDOMS", "SOURCE_TYPES", "STATUSES", "Attribute", "Cell", "Check", "Citation", "Condition", "Datum", "Decree", "Dimension", "Element",
    "Entry", "Formula", "Guardrail", "LawException", "Member", "Overlay", "Parameter", "Published", "Report", "Rounding", "Rule", "RuleSet", "Solved",
    "Source", "State", "UnitName", "Value", "Variant", "cell_id",
]  # fmt: skip

FREEDOMS = ("vaststaand", "suggestie", "open")


@dataclass(frozen=True, slots=True)
class Attribute:
    """
    What each member of a dimension must say.

    `target` is the dimension that it points into, or None where it has `choices`; with `law` these are the decrees.
    """

    name: str
    target: str | None
    choices: tuple[str, ...]
    default: str | None
    span: Span
    law: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """One member of a dimension, with its attributes (defaults filled in)."""

    name: str
    label: str
    attributes: Mapping[str, str]
    span: Span
    aliases: tuple[str, ...] = ()
    note: str | None = None
    formerly: str | None = None


@dataclass(frozen=True, slots=True)
class Dimension:
    """What figures are given per, such as product or cao; `group_by` is the attribute under which its members are shown together."""

    name: str
    label: str
    ordered: bool
    attributes: Mapping[str, Attribute]
    members: Mapping[str, Member]
    span: Span
    note: str | None = None
    group_by: str | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """A cost element; tariffs are built up in the order of `order`, and what it `covers` of the law stands by decree."""

    name: str
    label: str
    order: int
    span: Span
    note: str | None = None
    covers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Datum:
    """The value of one cell as written; in a rule with unit `%` it is the ratio (0.342 for 34.2)."""

    value: Value
    span: Span


@dataclass(frozen=True, slots=True)
class Solved:
    """
    How a calibrated value was found.

    `origin` lists what it was solved from as (published rule, cells); `interval` holds every value that
    gives the same printed figures; `given` names the parameters that were held. Numbers are as stored
    (ratios in a rule with unit `%`).
    """

    origin: tuple[tuple[str, Cell], ...]
    interval: tuple[Decimal, Decimal]
    given: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """Values that hold from one day, with the provenance that they share; `spans` says by key where each line of it stands."""

    valid_from: Day
    valid_to: Day | None
    basis: str
    status: str
    citation: Citation | None
    cells: Mapping[Cell, Datum]
    span: Span
    facts: Mapping[Cell, Datum] | None = None
    solved: Solved | None = None
    printed_to: Decimal | None = None
    band: tuple[Decimal, Decimal] | None = None
    note: str | None = None
    spans: Mapping[str, Span] = field(default_factory=dict, repr=False)

    def place(self, key: str) -> Span:
        """Return where the value of a key stands, or the entry where it has no such key."""
        return self.spans.get(key, self.span)


@dataclass(frozen=True, slots=True)
class Parameter:
    """
    A figure that somebody laid down, with every value it has had.

    Numbers are stored as computed with: ratios where the unit is `%`. `given` marks an amount that is
    itself a published result, entered because its build-up was not published; `total_only` marks a figure
    whose parts are not known.
    """

    name: str
    label: str
    unit: Unit
    per: tuple[str, ...]
    entries: tuple[Entry, ...]
    range: tuple[Decimal | None, Decimal | None]
    span: Span
    freedom: str
    element: str | None = None
    neutral: Decimal | None = None
    default: Value | None = None
    given: bool = False
    formerly: str | None = None
    note: str | None = None
    library: bool = False
    total_only: bool = False


@dataclass(frozen=True, slots=True)
class Variant:
    """A formula for the cells that meet all conditions; without conditions it is for every cell."""

    conditions: tuple[Condition, ...]
    text: str
    expression: Expression
    span: Span


@dataclass(frozen=True, slots=True)
class Rounding:
    """To which step a formula is rounded; a ratio where the unit is `%`."""

    to: Decimal
    mode: str
    span: Span


@dataclass(frozen=True, slots=True)
class Formula:
    """A figure that is computed from others."""

    name: str
    label: str
    unit: Unit
    per: tuple[str, ...]
    variants: tuple[Variant, ...]
    citation: Citation
    span: Span
    rounding: Rounding | None = None
    element: str | None = None
    formerly: str | None = None
    note: str | None = None
    library: bool = False


Rule: TypeAlias = Parameter | Formula


@dataclass(frozen=True, slots=True)
class Published:
    """Printed figures, as stored (ratios where the unit is `%`), to be compared with what is computed."""

    label: str
    of: str
    citation: Citation
    printed_to: Decimal
    cells: Mapping[Cell, Datum]
    span: Span
    status: str
    deviation: Decimal | None = None
    note: str | None = None
    status_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """What must hold inside a rule set, cell by cell over `per`."""

    name: str
    label: str
    per: tuple[str, ...]
    text: str
    expression: Expression
    citation: Citation | None
    span: Span
    severity: str = "error"
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Guardrail:
    """
    What a change or a release must keep to, and who may approve that it does not.

    `max_rise` and `max_fall` are percents of the figure as it was, of `rule` or else of the result; `decided`
    names parameters whose values need a decision as their source, `forbidden` the statuses that a release may
    not rest on.
    """

    name: str
    label: str
    approval: str
    span: Span
    rule: str | None = None
    max_rise: Decimal | None = None
    max_fall: Decimal | None = None
    decided: tuple[tuple[str, Span], ...] = ()
    forbidden: tuple[str, ...] = ()
    citation: Citation | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Overlay:
    """A scenario, or the figures of a provider: what it is called, and the values that stand in for others, by parameter."""

    name: str
    label: str
    file: str
    values: Mapping[str, tuple[Entry, ...]]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class RuleSet:
    """
    All rules of one region and its libraries, by name.

    `result` is None in a library, `uses` names the folders of those that it takes in. `texts` holds the text of every file read, by the name in its spans.
    `overlays` are those whose values stand in the rules already, the last laid over the others.
    """

    name: str
    label: str
    language: str
    currency: str
    day: Day
    result: str | None
    span: Span
    sources: Mapping[str, Source]
    units: Mapping[str, str]
    elements: Mapping[str, Element]
    dimensions: Mapping[str, Dimension]
    rules: Mapping[str, Rule]
    published: tuple[Published, ...]
    checks: Mapping[str, Check]
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    note: str | None = None
    guardrails: Mapping[str, Guardrail] = field(default_factory=dict)
    overlays: tuple[Overlay, ...] = ()
    reports: Mapping[str, Report] = field(default_factory=dict)
    plannings: Mapping[str, Planning] = field(default_factory=dict)
    reactions: Mapping[str, Reaction] = field(default_factory=dict)
    disclaimer: Disclaimer | None = None
    law: Mapping[str, Decree] = field(default_factory=dict)
    law_exceptions: Mapping[str, LawException] = field(default_factory=dict)
    unit_names: Mapping[str, UnitName] = field(default_factory=dict)
    uses: tuple[str, ...] = ()
