"""Binding of how figures come about: plannings, reactions and the disclaimer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ..diagnostics import Label
from ..process import Disclaimer, Milestone, Planning, Reaction, Target
from .names import Declaration, Names, child, items, pairs, required, scalar, text
from .nodes import Node, Scalar
from .nouns import bind_citation, day_at

_MONTHS = ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"]
_MONTHS_EN = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"]


def bind_plannings(declarations: Iterable[Declaration], names: Names) -> dict[str, Planning]:
    """Return plannings; one that replaces what is not there is reported and stands alone."""
    declared = {each.name: each for each in declarations}
    return {name: _planning(each, declared, names) for name, each in declared.items()}


def _planning(declaration: Declaration, declared: dict[str, Declaration], names: Names) -> Planning:
    node = declaration.node
    replaces = scalar(node, "replaces")
    known = replaces is not None and replaces.text in declared and not _in_circle(declaration.name, declared)
    if replaces and not known:
        others = [each for each in declared if each != declaration.name]
        names.unknown("H240", replaces.span, replaces.text, others, ("planning",))
    steps = {key.text: _step(key, each, names) for key, each in pairs(child(node, "steps"))}
    return Planning(
        declaration.name,
        required(node, "label"),
        day_at(node, "date") or date.min,
        steps,
        bind_citation(child(node, "source"), names, None),
        declaration.key,
        replaces.text if replaces and known else None,
        text(node, "note"),
    )


def _in_circle(name: str, declared: dict[str, Declaration]) -> bool:
    seen: list[str] = []
    at: str | None = name
    while at in declared and at not in seen:
        seen.append(at)
        at = text(declared[at].node, "replaces")
    return at == name


def _step(key: Scalar, node: Node, names: Names) -> Milestone:
    first = day_at(node, "from")
    last = day_at(node, "to") or first
    _check_days(key, node, (first, last), names)
    return Milestone(
        key.text,
        required(node, "label"),
        text(node, "when"),
        first,
        last,
        key.span,
        text(node, "who"),
        text(node, "decides"),
        text(node, "note"),
    )


def _check_days(key: Scalar, node: Node, days: tuple[date | None, date | None], names: Names) -> None:
    """Report days that go backwards, or that are not what is printed."""
    start, end, printed = (scalar(node, each) for each in ("from", "to", "when"))
    if start and end and days[0] and days[1] and days[1] < days[0]:
        names.report("H320", end.span, [Label(start.span, "start")], name=key.text)
    named = day_in(printed.text) if printed else None
    if start and printed and named and days != (named, named):
        names.report("H321", start.span, [Label(printed.span, "printed")], name=key.text, day=start.text, when=printed.text)


def day_in(when: str) -> date | None:
    """Return the day that a text names in full, such as `19 november 2024`, or None."""
    parts = when.lower().split()
    if len(parts) != 3 or not parts[0].isdecimal() or not parts[2].isdecimal():
        return None
    month = next((months.index(parts[1]) + 1 for months in (_MONTHS, _MONTHS_EN) if parts[1] in months), 0)
    try:
        return date(int(parts[2]), month, int(parts[0]))
    except (ValueError, OverflowError):
        return None


def bind_reaction(declaration: Declaration, names: Names) -> Reaction:
    """Return a reaction; tells of rules, dimensions and members in it that do not exist."""
    node = declaration.node
    parameter = scalar(node, "parameter")
    if parameter:
        _known_rule(parameter, names)
    return Reaction(
        declaration.name,
        required(node, "label"),
        required(node, "decision"),
        _cell(child(node, "about"), names),
        tuple(_target(each, names) for each in items(child(node, "edits"))),
        declaration.key,
        parameter.text if parameter else None,
        text(node, "provider"),
        text(node, "text"),
        day_at(node, "date"),
        bind_citation(child(node, "source"), names, None),
        text(node, "answer"),
        text(node, "note"),
    )


def _target(node: Node, names: Names) -> Target:
    rule = scalar(node, "rule")
    if rule:
        _known_rule(rule, names)
    return Target(required(node, "rule"), _cell(child(node, "cell"), names), node.span)


def _known_rule(name: Scalar, names: Names) -> None:
    if name.text not in names.headers:
        names.unknown("H203", name.span, name.text, names.headers, ("parameters", "formulas"))


def _cell(node: Node | None, names: Names) -> dict[str, str]:
    """Return members by dimension; those that do not exist are reported and left out."""
    found: dict[str, str] = {}
    for key, value in pairs(node):
        dimension = names.dimensions.get(key.text)
        if dimension is None:
            names.unknown("H208", key.span, key.text, names.dimensions, ("dimensions",))
        elif isinstance(value, Scalar) and value.text not in dimension.members:
            names.unknown("H207", value.span, value.text, dimension.members, (), dimension=dimension.name)
        elif isinstance(value, Scalar):
            found[key.text] = value.text
    return found


def bind_disclaimer(node: Node | None, names: Names) -> Disclaimer | None:
    """Return what is said beside a draft, or None where nothing is."""
    if node is None:
        return None
    return Disclaimer(required(node, "text"), bind_citation(child(node, "source"), names, None), node.span)
