"""Members that nothing names, which no figure can be about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..expression import Expression, Fixed, Is, Read, Selector, walk
from ..model import Cell, Dimension, Member, Parameter, Rule, RuleSet

Named = tuple[str, str]
"""A dimension and one of its members."""


def unused_members(rules: RuleSet) -> Iterator[Member]:
    """
    Go through the members that no table, formula, condition or attribute names.

    Left out are dimensions without tables, of which the members are told apart by their attributes, and
    those of the result, which answers for every member.
    """
    result = rules.rules.get(rules.result or "")
    tables = {name for rule in rules.rules.values() if isinstance(rule, Parameter) for name in rule.per}
    named = set(_named(rules))
    for name in tables.difference(result.per if result else ()):
        yield from (each for each in rules.dimensions[name].members.values() if (name, each.name) not in named)


def _named(rules: RuleSet) -> Iterator[Named]:
    for rule in rules.rules.values():
        yield from _in_rule(rule, rules)
    for check in rules.checks.values():
        yield from _in_expression(check.expression, rules)
    for published in rules.published:
        if published.of in rules.rules:
            yield from _in_cells(rules.rules[published.of].per, published.cells)
    for dimension in rules.dimensions.values():
        for member in dimension.members.values():
            yield from ((target, value) for name, value in member.attributes.items() if (target := _target(dimension, name)))


def _in_rule(rule: Rule, rules: RuleSet) -> Iterator[Named]:
    if isinstance(rule, Parameter):
        for entry in rule.entries:
            yield from _in_cells(rule.per, entry.cells)
    else:
        for variant in rule.variants:
            yield from _in_expression(variant.expression, rules)
            for each in variant.conditions:
                name = _target(rules.dimensions[each.dimension], each.attribute) if each.attribute else each.dimension
                yield from ((name, value) for value in each.values if name)


def _in_cells(per: tuple[str, ...], cells: Iterable[Cell]) -> Iterator[Named]:
    for cell in cells:
        yield from zip(per, cell, strict=True)


def _in_expression(expression: Expression, rules: RuleSet) -> Iterator[Named]:
    for each in walk(expression):
        match each:
            case Read(name, selectors) if name in rules.rules:
                yield from _fixed(rules.rules[name].per, selectors)
            case Is(_, shown, member):
                dimension, _, attribute = shown.partition(".")
                target = _target(rules.dimensions[dimension], attribute) if attribute else dimension
                if target:
                    yield target, member


def _fixed(per: tuple[str, ...], selectors: tuple[Selector, ...]) -> Iterator[Named]:
    yield from ((name, each.member) for name, each in zip(per, selectors, strict=True) if isinstance(each, Fixed))


def _target(dimension: Dimension, attribute: str) -> str | None:
    found = dimension.attributes.get(attribute)
    return found.target if found else None
