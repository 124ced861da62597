"""Shapes: what formulas compute, without the places where that is written."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field, fields

from ...expression import Along, Expression, Fixed, Is, Read, Reduction, Through, walk
from ...model import Condition, Dimension, Formula, Rule, RuleSet, Variant


def shape_of(rule: Formula) -> object:
    """Return what a formula computes."""
    return tuple((conditions_of(each), bare(each.expression)) for each in rule.variants)


def conditions_of(variant: Variant) -> frozenset[object]:
    """Return when a variant is meant, in whatever order that is written."""
    return frozenset((each.dimension, each.attribute, frozenset(each.values)) for each in variant.conditions)


def bare(expression: Expression, loose: Container[str] = frozenset()) -> object:
    """
    Return an expression without the places where its parts are written.

    Of what is read from the rules in `loose` only the members that are named count.
    """
    if isinstance(expression, Read) and expression.rule in loose:
        return ("Read", expression.rule, tuple(sorted(each.member for each in expression.selectors if isinstance(each, Fixed))))
    held = [getattr(expression, each.name) for each in fields(expression) if each.name not in ("span", "operands", "operand")]
    below = getattr(expression, "operands", None) or tuple(filter(None, (getattr(expression, "operand", None),)))
    return (type(expression).__name__, *held, *(bare(each, loose) for each in below))


def follows(before: Formula, after: Formula, base: RuleSet, head: RuleSet) -> bool:
    """Say whether a formula means something else while nobody changed it: what it reads, or looks through, was changed."""
    if shape_of(before) == shape_of(after):
        return False
    moved = {name for name, rule in head.rules.items() if name in base.rules and base.rules[name].per != rule.per}
    shapes = [[(conditions_of(each), bare(each.expression, moved)) for each in rule.variants] for rule in (before, after)]
    written = [[(conditions_of(each), each.text) for each in rule.variants] for rule in (before, after)]
    return shapes[0] == shapes[1] or (written[0] == written[1] and bool(retargeted_in(base, head)))


def retargeted(before: Dimension, after: Dimension) -> set[str]:
    """Return the attributes that came, went or point elsewhere."""
    targets = [{name: (each.target,) for name, each in one.attributes.items()} for one in (before, after)]
    return {name for name in {*targets[0], *targets[1]} if targets[0].get(name) != targets[1].get(name)}


def retargeted_in(base: RuleSet, head: RuleSet) -> dict[str, set[str]]:
    """Return by dimension the attributes that came, went or point elsewhere."""
    found = {name: retargeted(base.dimensions[name], each) for name, each in head.dimensions.items() if name in base.dimensions}
    return {name: attributes for name, attributes in found.items() if attributes}


@dataclass(frozen=True, slots=True)
class Looks:
    """What a rule looks at beside the figures it reads: attributes, and dimensions that it runs over or along."""

    attributes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    over: frozenset[str] = frozenset()
    along: frozenset[str] = frozenset()


def looks_of(rule: Rule | None) -> Looks:
    """Return what a rule looks at; a parameter looks at nothing."""
    if not isinstance(rule, Formula):
        return Looks()
    attributes: dict[str, set[str]] = {}
    for dimension, attribute in _attributes(rule):
        attributes.setdefault(dimension, set()).add(attribute)
    parts = [each for one in rule.variants for each in walk(one.expression)]
    over = frozenset(name for each in parts if isinstance(each, Reduction) for name in each.over)
    along = frozenset(each.along for each in parts if isinstance(each, Along))
    return Looks({name: frozenset(each) for name, each in attributes.items()}, over, along)


def _attributes(rule: Formula) -> Iterator[tuple[str, str]]:
    for variant in rule.variants:
        yield from ((each.dimension, each.attribute) for each in variant.conditions if each.attribute)
        for part in walk(variant.expression):
            selectors = part.selectors if isinstance(part, Read) else (part.selector,) if isinstance(part, Is) else ()
            yield from ((each.dimension, each.attribute) for each in selectors if isinstance(each, Through))


def members_named(rule: Rule, rules: RuleSet) -> Iterator[tuple[str, str]]:
    """Go through the members that a formula names, each with its dimension."""
    if not isinstance(rule, Formula):
        return
    for variant in rule.variants:
        yield from (pair for each in variant.conditions for pair in _in_condition(each, rules))
        for part in walk(variant.expression):
            if isinstance(part, Read):
                per = rules.rules[part.rule].per
                yield from ((name, each.member) for name, each in zip(per, part.selectors, strict=True) if isinstance(each, Fixed))
            elif isinstance(part, Is):
                yield target_of(rules, *part.dimension.split(".")), part.member


def _in_condition(condition: Condition, rules: RuleSet) -> Iterator[tuple[str, str]]:
    target = target_of(rules, condition.dimension, condition.attribute)
    yield from ((target, each) for each in condition.values)


def target_of(rules: RuleSet, dimension: str, attribute: str | None = None) -> str:
    """Return the dimension of which an attribute has a member; nothing where it chooses among words."""
    return dimension if attribute is None else rules.dimensions[dimension].attributes[attribute].target or ""
