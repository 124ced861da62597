"""Edits: what is different between two rule sets, from what they mean and never from their text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date

from ..diagnostics import Span
from ..expression import Expression
from ..model import Cell, Citation, Datum, Dimension, Entry, Formula, Parameter, Rule, RuleSet, Value
from .renames import Renames

KINDS = (
    "value", "formula", "added", "removed", "renamed", "member_added", "member_removed", "member_renamed",
    "attribute", "unit", "round", "default", "per", "day", "basis", "status", "source", "published",
)  # fmt: skip
"""Every kind of edit; those up to `day` can move a figure."""

MOVING = frozenset(KINDS[: KINDS.index("basis")]) - {"renamed", "member_renamed"}


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that holds something else from a day on; None where it was not there, or is no longer."""

    cell: Cell
    day: date
    old: Value | None
    new: Value | None
    span: Span


@dataclass(frozen=True, slots=True)
class Edit:
    """
    One difference in meaning.

    `subject` is the rule, source or dimension concerned, `member` the member of a dimension; `old` and `new`
    say in words what changed where that is no cell. The place is in the later rule set, or in the earlier
    one for what is gone.
    """

    kind: str
    subject: str
    span: Span
    member: str | None = None
    cells: tuple[CellChange, ...] = ()
    old: str | None = None
    new: str | None = None
    citation: Citation | None = None

    @property
    def id(self) -> str:
        """Return a name for the edit that is the same however the files are ordered."""
        return ":".join(filter(None, (self.kind, self.subject, self.member)))


def find_edits(base: RuleSet, head: RuleSet, renames: Renames) -> tuple[Edit, ...]:
    """Return every edit from `base`, told in the names of `head`, to `head`, sorted by kind and name."""
    found = [*_renamed(renames, head), *_rules(base, head), *_dimensions(base, head), *_sources(base, head), *_published(base, head)]
    if base.day != head.day:
        found.append(Edit("day", "ruleset", head.span, old=base.day.isoformat(), new=head.day.isoformat()))
    return tuple(sorted(found, key=lambda each: (KINDS.index(each.kind), each.subject, each.member or "")))


def _renamed(renames: Renames, head: RuleSet) -> Iterator[Edit]:
    for old, new in renames.rules.items():
        yield Edit("renamed", new, head.rules[new].span, old=old, new=new)
    for (dimension, old), new in renames.members.items():
        yield Edit("member_renamed", dimension, head.dimensions[dimension].members[new].span, new, old=old, new=new)


def _rules(base: RuleSet, head: RuleSet) -> Iterator[Edit]:
    for name, rule in head.rules.items():
        before = base.rules.get(name)
        if before is None:
            yield Edit("added", name, rule.span, citation=citation_of(rule))
        else:
            yield from _rule(before, rule)
    for name, rule in base.rules.items():
        if name not in head.rules:
            yield Edit("removed", name, rule.span, citation=citation_of(rule))


def citation_of(rule: Rule) -> Citation | None:
    """Return the source of a formula, or of the last entry of a parameter."""
    if isinstance(rule, Formula):
        return rule.citation
    return next((each.citation for each in reversed(rule.entries) if each.citation), None)


def _rule(before: Rule, after: Rule) -> Iterator[Edit]:
    for kind, old, new in (("unit", str(before.unit), str(after.unit)), ("per", ", ".join(before.per), ", ".join(after.per))):
        if old != new:
            yield Edit(kind, after.name, after.span, old=old, new=new, citation=citation_of(after))
    if before.per != after.per and isinstance(after, Parameter):
        return
    if isinstance(before, Parameter) and isinstance(after, Parameter):
        yield from _parameter(before, after)
    elif isinstance(before, Formula) and isinstance(after, Formula):
        yield from _formula(before, after)
    else:
        kinds = {True: "parameter", False: "formula"}
        old, new = kinds[isinstance(before, Parameter)], kinds[isinstance(after, Parameter)]
        yield Edit("formula", after.name, after.span, old=old, new=new, citation=citation_of(after))


def _formula(before: Formula, after: Formula) -> Iterator[Edit]:
    if shape_of(before) != shape_of(after):
        old, new = (" | ".join(each.text for each in rule.variants) for rule in (before, after))
        yield Edit("formula", after.name, after.variants[0].span, old=old, new=new, citation=after.citation)
    rounding = [f"{each.rounding.to} {each.rounding.mode}" if each.rounding else "-" for each in (before, after)]
    if rounding[0] != rounding[1]:
        yield Edit("round", after.name, after.span, old=rounding[0], new=rounding[1], citation=after.citation)
    if (before.citation.ref, before.citation.at) != (after.citation.ref, after.citation.at):
        yield Edit("source", after.name, after.citation.span, old=_cited(before.citation), new=_cited(after.citation), citation=after.citation)


def shape_of(rule: Formula) -> object:
    """Return what a formula computes, without the places where it is written."""
    return tuple((tuple((each.dimension, each.attribute, frozenset(each.values)) for each in one.conditions), bare(one.expression)) for one in rule.variants)


def bare(expression: Expression) -> object:
    """Return an expression without the places where its parts are written."""
    held = [getattr(expression, each.name) for each in fields(expression) if each.name not in ("span", "operands", "operand")]
    below = getattr(expression, "operands", None) or tuple(filter(None, (getattr(expression, "operand", None),)))
    return (type(expression).__name__, *held, *(bare(each) for each in below))


_Timeline = dict[tuple[date, Cell], tuple[Entry, Datum]]


def _timeline(rule: Parameter) -> _Timeline:
    found: _Timeline = {}
    for entry in rule.entries:
        for cell, datum in entry.cells.items():
            found[entry.valid_from, cell] = (entry, datum)
    return found


def _parameter(before: Parameter, after: Parameter) -> Iterator[Edit]:
    old, new = _timeline(before), _timeline(after)
    changes = tuple(_changes(old, new))
    if changes:
        last = next((new[each.day, each.cell][0] for each in changes if (each.day, each.cell) in new), None)
        yield Edit("value", after.name, changes[0].span, cells=changes, citation=last.citation if last else citation_of(after))
    if before.default != after.default:
        yield Edit("default", after.name, after.span, old=str(before.default), new=str(after.default))
    yield from _provenance(after, old, new)


def _changes(old: _Timeline, new: _Timeline) -> Iterator[CellChange]:
    for key in sorted({*old, *new}):
        before, after = old.get(key), new.get(key)
        gone = before and after and before[0].valid_to != after[0].valid_to
        if before is None or after is None or before[1].value != after[1].value or gone:
            place = after or before
            if place:
                yield CellChange(key[1], key[0], before[1].value if before else None, after[1].value if after else None, place[1].span)


def _provenance(rule: Parameter, old: _Timeline, new: _Timeline) -> Iterator[Edit]:
    seen: set[tuple[str, str, str]] = set()
    for key in sorted({*old} & {*new}):
        (before, _), (after, datum) = old[key], new[key]
        for kind, was, now in (
            ("basis", before.basis, after.basis),
            ("status", before.status, after.status),
            ("source", _cited(before.citation), _cited(after.citation)),
        ):
            if was != now and (kind, was, now) not in seen:
                seen.add((kind, was, now))
                yield Edit(kind, rule.name, datum.span, old=was, new=now, citation=after.citation)


def _cited(citation: Citation | None) -> str:
    return f"{citation.ref}, {citation.at}" if citation else "-"


def _dimensions(base: RuleSet, head: RuleSet) -> Iterator[Edit]:
    for name, dimension in head.dimensions.items():
        before = base.dimensions.get(name)
        old: Mapping[str, object] = before.members if before else {}
        for member in dimension.members.values():
            if member.name not in old:
                yield Edit("member_added", name, member.span, member.name)
        if before:
            yield from _members(before, dimension)


def _members(before: Dimension, after: Dimension) -> Iterator[Edit]:
    for name, member in before.members.items():
        now = after.members.get(name)
        if now is None:
            yield Edit("member_removed", after.name, member.span, name)
        elif member.attributes != now.attributes:
            changed = sorted(key for key in {*member.attributes, *now.attributes} if member.attributes.get(key) != now.attributes.get(key))
            old, new = (", ".join(f"{key}: {each.attributes.get(key, '-')}" for key in changed) for each in (member, now))
            yield Edit("attribute", after.name, now.span, name, old=old, new=new)
    kept = [name for name in before.members if name in after.members]
    if after.ordered and kept != [name for name in after.members if name in before.members]:
        yield Edit("attribute", after.name, after.span, None, old=", ".join(kept), new=", ".join(name for name in after.members if name in before.members))


def _sources(base: RuleSet, head: RuleSet) -> Iterator[Edit]:
    for name, source in head.sources.items():
        before = base.sources.get(name)
        if before is None:
            continue
        told = [f"{each.title} ({each.publisher}, {each.date.isoformat()}) {each.sha256 or each.url or ''}".strip() for each in (before, source)]
        if told[0] != told[1]:
            yield Edit("source", name, source.span, old=told[0], new=told[1])


def _published(base: RuleSet, head: RuleSet) -> Iterator[Edit]:
    old, new = (_printed(each) for each in (base, head))
    for of in sorted({of for of, _ in {*old, *new}}):
        cells = sorted({cell for name, cell in {*old, *new} if name == of})
        changes = tuple(
            CellChange(cell, head.day, _first(old.get((of, cell))), _first(new.get((of, cell))), (new.get((of, cell)) or old[of, cell]).span)
            for cell in cells
            if _first(old.get((of, cell))) != _first(new.get((of, cell)))
        )
        if changes:
            yield Edit("published", of, changes[0].span, cells=changes)


def _printed(rules: RuleSet) -> dict[tuple[str, Cell], Datum]:
    return {(each.of, cell): datum for each in rules.published for cell, datum in each.cells.items()}


def _first(datum: Datum | None) -> Value | None:
    return datum.value if datum else None
