"""Names that changed: a rule set told in the names of a later one, so that the two can be compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ...expression import Along, Expression, Fixed, Is, Operation, Read, Reduction, Selector
from ...model import (
    Attribute,
    Cell,
    Check,
    Condition,
    Dimension,
    Entry,
    Guardrail,
    LawException,
    Member,
    Parameter,
    Published,
    Report,
    Rule,
    RuleSet,
    Solved,
    Variant,
)
from ...process import Reaction


@dataclass(frozen=True, slots=True)
class Renames:
    """What is called otherwise now: rules by old name, and members by dimension and old code."""

    rules: Mapping[str, str]
    members: Mapping[tuple[str, str], str]

    def rule(self, name: str) -> str:
        """Return what a rule is called now."""
        return self.rules.get(name, name)

    def member(self, dimension: str, member: str) -> str:
        """Return what a member is called now."""
        return self.members.get((dimension, member), member)

    def cell(self, per: tuple[str, ...], cell: Cell) -> Cell:
        """Return what a cell is called now."""
        return tuple(self.member(dimension, member) for dimension, member in zip(per, cell, strict=True))


def find_renames(base: RuleSet, head: RuleSet) -> Renames:
    """Return the names that changed, as `formerly` says in either rule set: a step back undoes a rename too."""
    members = {
        (name, old): new
        for name, dimension in head.dimensions.items()
        if name in base.dimensions
        for old, new in _matched(base.dimensions[name].members, dimension.members).items()
    }
    return Renames(_matched(base.rules, head.rules), members)


def _matched(base: Mapping[str, Rule] | Mapping[str, Member], head: Mapping[str, Rule] | Mapping[str, Member]) -> dict[str, str]:
    gone, new = ({name: each.formerly for name, each in one.items() if name not in other} for one, other in ((base, head), (head, base)))
    found: dict[str, str] = {}
    for old, now in sorted([(old, now) for now, old in new.items() if old] + [(old, now) for old, now in gone.items() if now]):
        if old in gone and now in new and old not in found and now not in found.values():
            found[old] = now
    return found


def told_in(renames: Renames, rules: RuleSet) -> RuleSet:
    """Return a rule set in which everything has the name that it has now."""
    if not renames.rules and not renames.members:
        return rules
    return replace(
        rules,
        result=renames.rule(rules.result) if rules.result else None,
        dimensions={name: _dimension(renames, each) for name, each in rules.dimensions.items()},
        rules={renames.rule(name): _rule(renames, each, rules) for name, each in rules.rules.items()},
        published=tuple(_published(renames, each, rules) for each in rules.published),
        checks={name: _check(renames, each, rules) for name, each in rules.checks.items()},
        guardrails={name: _guardrail(renames, each) for name, each in rules.guardrails.items()},
        reports={name: _report(renames, each) for name, each in rules.reports.items()},
        reactions={name: _reaction(renames, each) for name, each in rules.reactions.items()},
        law_exceptions={name: _exception(renames, each, rules) for name, each in rules.law_exceptions.items()},
    )


def _dimension(renames: Renames, dimension: Dimension) -> Dimension:
    members = {}
    for name, each in dimension.members.items():
        targets = {key: dimension.attributes[key].target for key in each.attributes if key in dimension.attributes}
        attributes = {key: renames.member(targets.get(key) or "", value) for key, value in each.attributes.items()}
        now = renames.member(dimension.name, name)
        # Without a label a member is called what its code is.
        members[now] = replace(each, name=now, label=now if each.label == name else each.label, attributes=attributes)
    asked = {name: _attribute(renames, each) for name, each in dimension.attributes.items()}
    return replace(dimension, attributes=asked, members=members)


def _attribute(renames: Renames, attribute: Attribute) -> Attribute:
    return replace(attribute, default=attribute.default and renames.member(attribute.target or "", attribute.default))


def _rule(renames: Renames, rule: Rule, rules: RuleSet) -> Rule:
    name = renames.rule(rule.name)
    if isinstance(rule, Parameter):
        return replace(rule, name=name, entries=tuple(_entry(renames, rule.per, each, rules) for each in rule.entries))
    variants = tuple(_variant(renames, each, rules) for each in rule.variants)
    return replace(rule, name=name, variants=variants)


def _entry(renames: Renames, per: tuple[str, ...], entry: Entry, rules: RuleSet) -> Entry:
    facts = None if entry.facts is None else {renames.cell(per, cell): each for cell, each in entry.facts.items()}
    solved = entry.solved and _solved(renames, entry.solved, rules)
    return replace(entry, cells={renames.cell(per, cell): each for cell, each in entry.cells.items()}, facts=facts, solved=solved)


def _solved(renames: Renames, solved: Solved, rules: RuleSet) -> Solved:
    origin = tuple((renames.rule(name), renames.cell(rules.rules[name].per, cell)) for name, cell in solved.origin)
    return replace(solved, origin=origin, given=tuple(map(renames.rule, solved.given)))


def _variant(renames: Renames, variant: Variant, rules: RuleSet) -> Variant:
    conditions = tuple(_condition(renames, each, rules) for each in variant.conditions)
    return replace(variant, conditions=conditions, expression=_expression(renames, variant.expression, rules))


def _condition(renames: Renames, condition: Condition, rules: RuleSet) -> Condition:
    target: str | None = condition.dimension
    if condition.attribute:
        target = rules.dimensions[condition.dimension].attributes[condition.attribute].target
    return replace(condition, values=tuple(renames.member(target or "", each) for each in condition.values))


def _published(renames: Renames, published: Published, rules: RuleSet) -> Published:
    per = rules.rules[published.of].per if published.of in rules.rules else ()
    cells = {renames.cell(per, cell): each for cell, each in published.cells.items()} if per else published.cells
    return replace(published, of=renames.rule(published.of), cells=cells)


def _check(renames: Renames, check: Check, rules: RuleSet) -> Check:
    return replace(check, expression=_expression(renames, check.expression, rules))


def _guardrail(renames: Renames, guardrail: Guardrail) -> Guardrail:
    decided = tuple((renames.rule(name), span) for name, span in guardrail.decided)
    return replace(guardrail, rule=guardrail.rule and renames.rule(guardrail.rule), decided=decided)


def _report(renames: Renames, report: Report) -> Report:
    return replace(report, show=tuple((renames.rule(name), span) for name, span in report.show))


def _reaction(renames: Renames, reaction: Reaction) -> Reaction:
    edits = tuple(replace(each, rule=renames.rule(each.rule), cell=_members(renames, each.cell)) for each in reaction.edits)
    return replace(reaction, parameter=reaction.parameter and renames.rule(reaction.parameter), about=_members(renames, reaction.about), edits=edits)


def _exception(renames: Renames, exception: LawException, rules: RuleSet) -> LawException:
    return replace(exception, conditions=tuple(_condition(renames, each, rules) for each in exception.conditions))


def _members(renames: Renames, members: Mapping[str, str]) -> dict[str, str]:
    return {dimension: renames.member(dimension, member) for dimension, member in members.items()}


def _expression(renames: Renames, expression: Expression, rules: RuleSet) -> Expression:
    match expression:
        case Read(rule, selectors, span):
            per = rules.rules[rule].per
            told = tuple(_selector(renames, each, dimension) for each, dimension in zip(selectors, per, strict=True))
            return Read(renames.rule(rule), told, span)
        case Is(selector, subject, member, negated, span):
            dimension, _, attribute = subject.partition(".")
            target = rules.dimensions[dimension].attributes[attribute].target if attribute else dimension
            return Is(_selector(renames, selector, target), subject, renames.member(target or "", member), negated, span)
        case Operation(name, operands, span):
            return Operation(name, tuple(_expression(renames, each, rules) for each in operands), span)
        case Reduction(name, operand, over, span):
            return Reduction(name, _expression(renames, operand, rules), over, span)
        case Along(name, operand, along, span):
            return Along(name, _expression(renames, operand, rules), along, span)
    return expression


def _selector(renames: Renames, selector: Selector, dimension: str | None) -> Selector:
    return Fixed(renames.member(dimension or "", selector.member)) if isinstance(selector, Fixed) else selector
