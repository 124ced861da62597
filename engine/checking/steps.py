"""Steps that read as a number of decimals: `round(x, 2)` rounds to even numbers, and a spreadsheet would round to cents."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..decimals import show_plain
from ..diagnostics import Diagnostic, Span
from ..expression import Number, Operation, walk
from ..model import Formula, RuleSet

MOST_DECIMALS = 4
"""More decimals than this nobody rounds to; one is left out, since a step of 1 is common."""


def check_steps(rules: RuleSet) -> Iterator[Diagnostic]:
    """Report steps of rounding that were probably meant as a number of decimals."""
    for rule in rules.rules.values():
        if not isinstance(rule, Formula):
            continue
        for variant in rule.variants:
            for each in walk(variant.expression):
                if isinstance(each, Operation) and each.name in ("round", "floor", "ceil") and isinstance(step := each.operands[1], Number):
                    yield from _decimals(rule, step.value, step.span)
        if rule.rounding:
            yield from _decimals(rule, rule.rounding.to * (100 if rule.unit.percent else 1), rule.rounding.span)


def _decimals(rule: Formula, step: Decimal, span: Span) -> Iterator[Diagnostic]:
    if step == int(step) and 1 < step <= MOST_DECIMALS:
        fields = {"step": show_plain(step), "suggestion": show_plain(Decimal(1).scaleb(-int(step)))}
        yield Diagnostic("H241", span, fields, rule=rule.name)
