"""Edits of what rules rest on: dimensions and their members, sources, published figures, checks and guardrails."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from ..decimals import show_plain
from ..diagnostics import Span
from ..model import Attribute, Cell, Check, Datum, Dimension, Guardrail, RuleSet, Value
from .edits import CellChange, Edit
from .shapes import bare, retargeted


def noun_edits(base: RuleSet, head: RuleSet) -> Iterator[Edit]:
    """Go through the edits of everything that is no rule."""
    yield from _dimensions(base, head)
    yield from _sources(base, head)
    yield from _published(base, head)
    yield from _named("check", base.checks, head.checks)
    yield from _named("guardrail", base.guardrails, head.guardrails)
    if base.day != head.day:
        yield Edit("day", "ruleset", head.span, old=base.day.isoformat(), new=head.day.isoformat())
    if base.result != head.result:
        yield Edit("result", "ruleset", head.span, old=base.result or "-", new=head.result or "-")


def _dimensions(base: RuleSet, head: RuleSet) -> Iterator[Edit]:
    for name, dimension in head.dimensions.items():
        if name in base.dimensions:
            yield from _members(base.dimensions[name], dimension)
            yield from _definition(base.dimensions[name], dimension)
        else:
            yield Edit("dimension_added", name, dimension.span, new=", ".join(dimension.members))
    for name, dimension in base.dimensions.items():
        if name not in head.dimensions:
            yield Edit("dimension_removed", name, dimension.span, old=", ".join(dimension.members))


def _members(before: Dimension, after: Dimension) -> Iterator[Edit]:
    lasting = {*before.attributes} & {*after.attributes}
    for name, member in after.members.items():
        was = before.members.get(name)
        if was is None:
            yield Edit("member_added", after.name, member.span, name)
            continue
        changed = sorted(key for key in lasting if was.attributes[key] != member.attributes[key])
        if changed:
            old, new = (", ".join(f"{key}: {each.attributes[key]}" for key in changed) for each in (was, member))
            yield Edit("attribute", after.name, member.span, name, old=old, new=new)
    for name, member in before.members.items():
        if name not in after.members:
            yield Edit("member_removed", after.name, member.span, name)


def _definition(before: Dimension, after: Dimension) -> Iterator[Edit]:
    for name in sorted(retargeted(before, after)):
        span = after.attributes[name].span if name in after.attributes else after.span
        old, new = (f"{name}: {_target(each.attributes.get(name))}" for each in (before, after))
        yield Edit("attribute", after.name, span, old=old, new=new)
    if before.ordered != after.ordered:
        texts = [f"ordered: {str(each.ordered).lower()}" for each in (before, after)]
        yield Edit("property", after.name, after.span, old=texts[0], new=texts[1])
    kept = [[name for name in one.members if name in other.members] for one, other in ((before, after), (after, before))]
    if (before.ordered or after.ordered) and kept[0] != kept[1]:
        yield Edit("order", after.name, after.span, old=", ".join(kept[0]), new=", ".join(kept[1]))


def _target(attribute: Attribute | None) -> str:
    return "-" if attribute is None else attribute.target or "/".join(attribute.choices)


def _sources(base: RuleSet, head: RuleSet) -> Iterator[Edit]:
    for name, source in head.sources.items():
        before = base.sources.get(name)
        if before is None:
            continue
        old, new = _told(before), _told(source)
        changed = sorted(key for key in {*old, *new} if old.get(key) != new.get(key))
        if changed:
            texts = [", ".join(f"{key}: {each.get(key, '-')}" for key in changed) for each in (old, new)]
            yield Edit("source", name, source.span, old=texts[0], new=texts[1])


def _published(base: RuleSet, head: RuleSet) -> Iterator[Edit]:
    old, new = _printed(base), _printed(head)
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


def _named(kind: str, old: Mapping[str, Check] | Mapping[str, Guardrail], new: Mapping[str, Check] | Mapping[str, Guardrail]) -> Iterator[Edit]:
    for name in sorted({*old, *new}):
        before, after = old.get(name), new.get(name)
        told = [_told(each) for each in (before, after)]
        # A check says the same in other words where its expression is the same.
        same = isinstance(before, Check) and isinstance(after, Check) and bare(before.expression) == bare(after.expression)
        changed = sorted(key for key in {*told[0], *told[1]} if told[0].get(key) != told[1].get(key) and not (same and key == "that"))
        place = after or before
        if place and (changed or before is None or after is None):
            texts = [", ".join(f"{key}: {each[key]}" for key in changed if key in each) if each else None for each in told]
            yield Edit(kind, name, place.span, old=texts[0], new=texts[1], citation=place.citation)


_UNTOLD = ("name", "label", "span", "note", "expression", "citation")


def _told(noun: Any) -> dict[str, str]:  # noqa: ANN401  (any frozen noun of the model)
    """Return what a noun says, without its name, its labels and its places."""
    if noun is None:
        return {}
    told = {{"text": "that"}.get(each.name, each.name): getattr(noun, each.name) for each in fields(noun) if each.name not in _UNTOLD}
    return {name: _text(value) for name, value in told.items() if value not in (None, ())}


def _text(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(sorted(each[0] if isinstance(each, tuple) and isinstance(each[1], Span) else str(each) for each in value))
    return show_plain(value) if isinstance(value, Decimal) else str(value)
