"""What moved in the figures of a report since other rules, each rule compared as if it were the result."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..calculating.calculation import Calculation
from ..model import Formula, Report, RuleSet
from .diff.difference import Difference, compare


def differences(base: RuleSet, head: Calculation, report: Report) -> Iterator[Difference]:
    """Go through the computed rules of a report of which a figure is another than by the base, on the same day."""
    for name, _ in report.show:
        if isinstance(head.rules.rules.get(name), Formula):
            before, after = replace(base, result=name), replace(head.rules, result=name)
            found = compare(before, after, Calculation(before, head.day), Calculation(after, head.day))
            if found.changes:
                yield found
