"""Guardrails that can be held against the rules as they are: values that need a decision as their source."""

from __future__ import annotations

from collections.abc import Iterator

from ..calculating.calculation import in_force
from ..diagnostics import Diagnostic, Label
from ..model import Entry, Guardrail, Parameter, RuleSet


def check_decided(rules: RuleSet) -> Iterator[Diagnostic]:
    """Report values that need a decision as their source and have another, from the day of calculation on."""
    for guardrail in rules.guardrails.values():
        for name, _ in guardrail.decided:
            rule = rules.rules.get(name)
            if isinstance(rule, Parameter):
                yield from (_undecided(rules, guardrail, rule, each) for each in _held(rules, rule) if not _is_decided(rules, each))


def _held(rules: RuleSet, rule: Parameter) -> list[Entry]:
    """Return the entries in which a cell is in force on the day of calculation, or will be later."""
    holding = {id(each.entry) for each in in_force(rule, rules.day).values()}
    return [each for each in rule.entries if id(each) in holding or each.valid_from > rules.day]


def _is_decided(rules: RuleSet, entry: Entry) -> bool:
    source = rules.sources.get(entry.citation.ref) if entry.citation else None
    return source is not None and source.type == "decision"


def _undecided(rules: RuleSet, guardrail: Guardrail, rule: Parameter, entry: Entry) -> Diagnostic:
    fields = {"name": rule.name, "guardrail": guardrail.name, "label": guardrail.label, "approval": guardrail.approval}
    span = entry.citation.span if entry.citation else entry.span
    found = rules.sources.get(entry.citation.ref) if entry.citation else None
    return Diagnostic("H712", span, {**fields, "type": found.type if found else ""}, (Label(guardrail.span, "guardrail"),), rule=rule.name)
