"""Solved values, for programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from ...calculating.agreement import End, Interval, shown_ends
from ...calculating.derivation import Place, unit_at
from ...calculating.targets import Target
from ...model import Cell, RuleSet, Value
from ...questions.calibrations import Calibration
from ...questions.freeing import Loosening
from ...questions.solve import Demand, Solution
from ...reading.tables import written
from ..disclaimers import head_data
from ..documents import show_document
from ..numbers import plain


def show_solution_json(rules: RuleSet, day: date, values: dict[Place, Value], solution: Solution, loosened: Sequence[Loosening]) -> str:
    """Show a solved value as a JSON document; `values` are those in use."""
    held = [{"rule": each.rule, "figures": each.count, "held": "printed" if each.exactly else "free"} for each in loosened]
    return show_document(rules.name, day, {**head_data(rules), "results": list(_results(rules, values, solution)), "loosened": held})


def show_calibrations_json(rules: RuleSet, day: date, values: dict[Place, Value], found: Sequence[Calibration]) -> str:
    """Show all calibrated values, solved again, as a JSON document."""
    results: list[dict[str, Any]] = []
    for each in found:
        low, high = (plain(end, None, rules.rules[each.solution.places[0][0]].unit) for end in each.recorded.solved.interval)
        more = {"recorded": {"low": low, "high": high}, "same": each.same, "holds": each.holds}
        results += [{**result, **more} for result in _results(rules, values, each.solution)]
    summary = {"total": len(found), "holding": sum(each.holds for each in found)}
    return show_document(rules.name, day, {**head_data(rules), "results": results, "summary": summary})


def _results(rules: RuleSet, values: dict[Place, Value], solution: Solution) -> Iterator[dict[str, Any]]:
    rule = solution.places[0][0]
    unit = rules.rules[rule].unit
    agreement = solution.agreement
    ends = _Ends(rules, rule)
    for place in solution.places:
        yield {
            "rule": rule,
            "cell": _cell(rules, *place),
            **ends.of(solution.interval),
            "in_use": plain(values[place], None, unit),
            "inside": solution.inside,
            "conflict": [_demand(rules, ends, each) for each in solution.conflict] or None,
            "unit": str(unit_at(rules, rules.rules[rule], place[1])),
            "low_by": _by(rules, solution.interval.low if solution.interval else None),
            "high_by": _by(rules, solution.interval.high if solution.interval else None),
            "others": [ends.of(each) for each in solution.others],
            "searched": dict(zip(("low", "high"), (plain(each, None, unit) for each in agreement.bounds), strict=True)),
            "figures": len(agreement.targets),
            "scanned": len(agreement.tried),
            "together": len(solution.places),
        }


class _Ends:
    """Intervals of one rule, in its written unit."""

    def __init__(self, rules: RuleSet, rule: str) -> None:
        self._percent = rules.rules[rule].unit.percent

    def of(self, interval: Interval | None) -> dict[str, Any]:
        if interval is None:
            return {"low": None, "high": None, "low_closed": None, "high_closed": None}
        (low, low_closed), (high, high_closed) = shown_ends(interval)
        return {"low": self._plain(low), "high": self._plain(high), "low_closed": low_closed, "high_closed": high_closed}

    def _plain(self, value: Decimal) -> str | None:
        return plain(written(value, self._percent))


def _demand(rules: RuleSet, ends: _Ends, demand: Demand) -> dict[str, Any]:
    return {**_figure(rules, demand.target), "intervals": [ends.of(each) for each in demand.intervals]}


def _by(rules: RuleSet, end: End | None) -> dict[str, Any] | None:
    return _figure(rules, end.by) if end and end.by else None


def _figure(rules: RuleSet, target: Target) -> dict[str, Any]:
    name, cell = target.place
    citation = target.published.citation
    return {
        "rule": name,
        "cell": _cell(rules, name, cell),
        "published": plain(target.printed, target.printed_to, rules.rules[name].unit),
        "printed_to": plain(target.printed_to, None, rules.rules[name].unit),
        "label": target.published.label,
        "source": {"ref": citation.ref, "at": citation.at},
    }


def _cell(rules: RuleSet, rule: str, cell: Cell) -> dict[str, str]:
    return dict(zip(rules.rules[rule].per, cell, strict=True))
