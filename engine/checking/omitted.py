"""Rows that were quoted and not taken over: where a parameter has a default, what is left out counts as that in silence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..decimals import show_plain
from ..diagnostics import Diagnostic, Label, Span
from ..model import Citation, Parameter, RuleSet
from ..reading.tables import written
from .rows import Rows


def check_omitted(rules: RuleSet) -> Iterator[Diagnostic]:
    """Report members of which a quoted row has a figure and the table has none, while a default stands in."""
    for rule in rules.rules.values():
        if isinstance(rule, Parameter) and rule.default is not None:
            yield from _omitted(rules, rule)


def _omitted(rules: RuleSet, rule: Parameter) -> Iterator[Diagnostic]:
    there = [{cell[at] for entry in rule.entries for cell in entry.cells} for at in range(len(rule.per))]
    default = show_plain(written(rule.default, rule.unit.percent)) if isinstance(rule.default, Decimal) else str(getattr(rule.default, "value", ""))
    for entry in rule.entries:
        for at, member, span in _owned(rules, rule, entry.citation) if entry.citation else ():
            if member not in there[at]:
                there[at].add(member)
                fields = {"name": rule.name, "member": member, "default": default}
                yield Diagnostic("H735", span, fields, (Label(rule.span, "parameter"),), rule=rule.name)


def _owned(rules: RuleSet, rule: Parameter, citation: Citation) -> Iterator[tuple[int, str, Span]]:
    rows = Rows(rules, rule.per, [text for text, _ in citation.quotes])
    for text, span in citation.quotes:
        yield from ((at, member, span) for at, member in rows.owners(text))
