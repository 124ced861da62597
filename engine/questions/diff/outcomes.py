"""Outcomes beside the result: what the reports of a rule set show of their own, such as a lump sum."""

from __future__ import annotations

from ...calculating.graph import ancestors, dependencies
from ...model import Formula, RuleSet


def outcomes(rules: RuleSet) -> tuple[str, ...]:
    """Return the formulas that reports show and that the result does not rest on, in the order of the reports."""
    below = ancestors(dependencies(rules.rules), [rules.result]) if rules.result in rules.rules and rules.result else set()
    shown = dict.fromkeys(name for report in rules.reports.values() for name, _ in report.show)
    return tuple(name for name in shown if name not in below and isinstance(rules.rules.get(name), Formula))
