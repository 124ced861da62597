"""Provenance: given amounts are called that, and calibrated values lie where they were solved."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..calculating.derivation import Derivation
from ..decimals import show_plain
from ..diagnostics import Diagnostic
from ..model import Entry, Parameter, Published, RuleSet
from ..reading.tables import written


def check_calibrated(rules: RuleSet) -> Iterator[Diagnostic]:
    """Report calibrated values outside the interval that they were solved to."""
    for name, rule in rules.rules.items():
        if isinstance(rule, Parameter):
            for entry in rule.entries:
                yield from _outside(name, rule, entry)


def _outside(name: str, rule: Parameter, entry: Entry) -> Iterator[Diagnostic]:
    if entry.solved is None:
        return
    low, high = entry.solved.interval
    for datum in entry.cells.values():
        if isinstance(datum.value, Decimal) and not low <= datum.value <= high:
            shown = [show_plain(written(each, rule.unit.percent)) for each in (datum.value, low, high)]
            yield Diagnostic("H707", datum.span, {"name": name, "value": shown[0], "low": shown[1], "high": shown[2]}, rule=name)


def check_given(derivation: Derivation) -> Iterator[Diagnostic]:
    """Report parameters whose value is the very figure that they should help to compute, and that are not marked `given`."""
    found: dict[str, Published] = {}
    for published in derivation.calculation.rules.published:
        for cell, datum in published.cells.items():
            if isinstance(datum.value, Decimal):
                for name, where in derivation.reads((published.of, cell)):
                    _compare(derivation, name, where, published, datum.value, found)
    for name, published in found.items():
        rule = derivation.calculation.rules.rules[name]
        yield Diagnostic("H706", rule.span, {"name": name, "of": published.of}, rule=name)


def _compare(derivation: Derivation, name: str, cell: tuple[str, ...], published: Published, value: Decimal, found: dict[str, Published]) -> None:
    # The amount itself may stand one step further down, behind a choice of variant.
    for place in [(name, cell), *derivation.reads((name, cell))]:
        rule = derivation.calculation.rules.rules[place[0]]
        if not isinstance(rule, Parameter) or rule.given:
            continue
        standing = derivation.calculation.standing(place[0]).get(place[1])
        same_source = standing and standing.entry.citation and standing.entry.citation.ref == published.citation.ref
        if standing and same_source and standing.datum.value == value and not rule.unit.percent:
            found.setdefault(place[0], published)
