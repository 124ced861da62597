"""Sizes: no rule, and no sum within one, goes over more cells than can be worked out."""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from ..diagnostics import Diagnostic, Label, Span
from ..expression import Expression, Reduction, walk
from ..model import Formula, RuleSet
from ..reading.expressions import varies_over

MOST_CELLS = 2_000_000
"""More cells than thirty thousand products by sixty caos and levels; they take some seconds and half a gigabyte."""


def check_sizes(rules: RuleSet) -> Iterator[Diagnostic]:
    """Report rules and sums over more cells than can be worked out."""
    for name, rule in rules.rules.items():
        yield from _too_wide(name, set(rule.per), rule.span, rule.span, rules)
        if isinstance(rule, Formula):
            for variant in rule.variants:
                yield from _sums(name, variant.expression, rule.span, rules)
    for name, check in rules.checks.items():
        yield from _too_wide(name, set(check.per), check.span, check.span, rules)
        yield from _sums(name, check.expression, check.span, rules)


def _sums(name: str, expression: Expression, rule: Span, rules: RuleSet) -> Iterator[Diagnostic]:
    for each in walk(expression):
        if isinstance(each, Reduction):
            yield from _too_wide(name, varies_over(each.operand), each.span, rule, rules)


def _too_wide(name: str, dimensions: set[str], span: Span, rule: Span, rules: RuleSet) -> Iterator[Diagnostic]:
    cells = prod(len(rules.dimensions[each].members) for each in dimensions)
    if cells > MOST_CELLS:
        named = tuple(each for each in rules.dimensions if each in dimensions)
        others = () if span == rule else (Label(rule, "rule"),)
        yield Diagnostic("H604", span, {"name": name, "cells": str(cells), "most": str(MOST_CELLS), "per": named}, others, rule=name)
