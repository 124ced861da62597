"""Edits of what rules rest on, and of what is said about them: dimensions, published figures, and every section that only says something."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Any

from ...decimals import show_plain
from ...model import Attribute, Dimension, Rule, RuleSet
from ...reading.tables import written
from .edits import Edit
from .shapes import retargeted
from .statements import Statement, differences, said

SECTIONS = {
    "unit_name": "unit_names", "element": "elements", "source": "sources", "check": "checks", "guardrail": "guardrails", "report": "reports", "law": "law",
    "law_exception": "law_exceptions", "planning": "plannings", "reaction": "reactions",
}  # fmt: skip
"""The sections of which every field only says something, by the kind of their edits."""

_OF_RULE_SET = ("label", "language", "currency", "uses", "note", "disclaimer")


def noun_edits(base: RuleSet, head: RuleSet) -> Iterator[Edit]:
    """Go through the edits of everything that is no rule and was not published."""
    yield from _dimensions(base, head)
    for kind, section in SECTIONS.items():
        yield from _named(kind, getattr(base, section), getattr(head, section))
    yield from _rule_set(base, head)


def stated(kind: str, subject: str, found: Statement, **more: Any) -> Edit:  # noqa: ANN401  (what else an edit has)
    """Return the edit of one field."""
    old, new = (f"{found.path}: {'-' if each is None else each}" for each in (found.old, found.new))
    return Edit(kind, subject, found.span, old=old, new=new, field=found.path, **more)


def shown_by(rule: Rule | None) -> Callable[[Decimal], str]:
    """Return how numbers stand in a rule: in percents where that is its unit."""
    return lambda value: show_plain(written(value, rule is not None and rule.unit.percent))


def _rule_set(base: RuleSet, head: RuleSet) -> Iterator[Edit]:
    if base.day != head.day:
        yield Edit("day", "ruleset", head.span, old=base.day.isoformat(), new=head.day.isoformat())
    if base.result != head.result:
        yield Edit("result", "ruleset", head.span, old=base.result or "-", new=head.result or "-")
    if base.name != head.name:
        yield stated("ruleset", "ruleset", Statement("name", base.name, head.name, head.span))
    others = [each.name for each in fields(RuleSet) if each.name not in _OF_RULE_SET]
    for each in differences(base, head, skip=others):
        yield stated("ruleset", "ruleset", each, citation=head.disclaimer.citation if head.disclaimer and each.path.startswith("disclaimer") else None)


def _named(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Edit]:
    for name in sorted({*old, *new}):
        before, after = old.get(name), new.get(name)
        if before is None or after is None:
            noun = old[name] if after is None else after
            texts = [each and said(each) for each in (before, after)]
            yield Edit(kind, name, noun.span, old=texts[0], new=texts[1], citation=getattr(noun, "citation", None), section=SECTIONS[kind])
        else:
            citation = getattr(after, "citation", None)
            yield from (stated(kind, name, each, citation=citation, section=SECTIONS[kind]) for each in differences(before, after))


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
        yield from (stated("property", after.name, each, member=name) for each in differences(was, member, skip=("attributes",)))
    for name, member in before.members.items():
        if name not in after.members:
            yield Edit("member_removed", after.name, member.span, name)


def _definition(before: Dimension, after: Dimension) -> Iterator[Edit]:
    moved = retargeted(before, after)
    for name in sorted(moved):
        span = after.attributes[name].span if name in after.attributes else after.span
        old, new = (f"{name}: {_target(each.attributes.get(name))}" for each in (before, after))
        yield Edit("attribute", after.name, span, old=old, new=new)
    yield from (stated("property", after.name, each) for each in differences(before, after, skip=("attributes", "members")))
    for name in sorted({*after.attributes} - moved):
        was, attribute = before.attributes[name], after.attributes[name]
        # What an attribute into the law can say is every decree there is.
        for each in differences(was, attribute, skip=("target", *(("choices",) if attribute.law else ()))):
            yield stated("property", after.name, Statement(f"attributes.{name}.{each.path}", each.old, each.new, each.span))
    kept = [[name for name in one.members if name in other.members] for one, other in ((before, after), (after, before))]
    if (before.ordered or after.ordered) and kept[0] != kept[1]:
        yield Edit("order", after.name, after.span, old=", ".join(kept[0]), new=", ".join(kept[1]))


def _target(attribute: Attribute | None) -> str:
    return "-" if attribute is None else attribute.target or "/".join(attribute.choices)
