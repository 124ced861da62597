"""A report for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ...model import Citation, Report, RuleSet
from ...questions.reconcile import Comparison
from ...questions.report import Members, Part
from ...questions.results import Result
from ..calc.data import result_data
from ..disclaimers import head_data
from ..documents import show_document
from ..numbers import plain


def show_json(rules: RuleSet, day: date, report: Report, parts: Sequence[Part | Members], more: Mapping[str, Any] | None = None) -> str:
    """Show a report as a JSON document, with what the topic has to say besides its rules."""
    shown = [_of_members(rules, each) if isinstance(each, Members) else _of_rule(rules, each) for each in parts]
    return show_document(rules.name, day, {**head_data(rules), **head(report), "parts": shown, **(more or {})})


def head(report: Report) -> dict[str, Any]:
    """Return what a report is about."""
    return {"topic": report.name, "label": report.label, "note": report.note, "source": cited(report.citation)}


def cited(citation: Citation | None) -> dict[str, Any] | None:
    """Return a place in a source."""
    return {"ref": citation.ref, "at": citation.at, "quote": [text for text, _ in citation.quotes]} if citation else None


def _of_members(rules: RuleSet, part: Members) -> dict[str, Any]:
    dimension = part.dimension
    members = [{"name": each.name, "label": each.label, "attributes": dict(each.attributes), "note": each.note} for each in dimension.members.values()]
    data = {"kind": "dimension", "name": dimension.name, "label": dimension.label, "note": dimension.note, "members": members}
    return {**data, "results": [_belonging(rules, part.grouped, each) for each in part.results]} if part.grouped else data


def _belonging(rules: RuleSet, grouped: tuple[str, str], result: Result) -> dict[str, Any]:
    """Return a result with the member that it belongs to."""
    data = result_data(rules, result)
    name, attribute = grouped
    return {"member": rules.dimensions[name].members[data["cell"][name]].attributes[attribute], "result": data}


def _of_rule(rules: RuleSet, part: Part) -> dict[str, Any]:
    return {
        "kind": "rule",
        "name": part.rule.name,
        "label": part.rule.label,
        "results": [result_data(rules, each) for each in part.results],
        "sources": [{**(cited(citation) or {}), "basis": entry and entry.basis, "status": entry and entry.status} for citation, entry in part.citations],
        "notes": list(part.notes),
        "published": [_compared(rules, each) for each in part.comparisons],
    }


def _compared(rules: RuleSet, comparison: Comparison) -> dict[str, Any]:
    published, rule = comparison.published, rules.rules[comparison.published.of]
    return {
        "label": published.label,
        "cell": dict(zip(rule.per, comparison.cell, strict=True)),
        "published": plain(comparison.printed, published.printed_to, rule.unit),
        "computed": plain(comparison.computed, published.printed_to, rule.unit),
        "difference": None if comparison.difference is None else plain(comparison.difference, published.printed_to, rule.unit),
        "class": comparison.kind,
        "note": published.note,
    }
