"""Cycles: rules that need each other, shown as the smallest cycle with the place of each step."""

from __future__ import annotations

from collections.abc import Iterator

from ..calculating.graph import CycleError, dependencies, edges, order, smallest_cycles
from ..diagnostics import Diagnostic, Label, Span
from ..model import RuleSet


def check_cycles(rules: RuleSet) -> Iterator[Diagnostic]:
    """Report for every group of rules that need each other its smallest cycle."""
    needs = {name: tuple(each for each in reads if each in rules.rules) for name, reads in dependencies(rules.rules).items()}
    try:
        order(needs, needs)
    except CycleError:
        for path in smallest_cycles(needs):
            yield _describe(path, rules)


def _describe(path: tuple[str, ...], rules: RuleSet) -> Diagnostic:
    places = [_place(name, following, rules) for name, following in zip(path, (*path[1:], path[0]), strict=True)]
    labels = tuple(Label(each, "reads") for each in places[1:])
    return Diagnostic("H501", places[0], {"name": path[0], "path": " -> ".join((*path, path[0]))}, labels, rule=path[0])


def _place(name: str, reads: str, rules: RuleSet) -> Span:
    return next((each.span for each in edges(name, rules.rules[name]) if each.rule == reads), rules.rules[name].span)
