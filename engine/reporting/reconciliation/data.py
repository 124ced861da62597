"""The comparison with what was published, for programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from ...model import RuleSet
from ...questions.reconcile import CLASSES, Comparison, Reconciliation
from ..disclaimers import head_data
from ..documents import show_document
from ..numbers import plain


def show_json(rules: RuleSet, day: date, found: Reconciliation) -> str:
    """Show a reconciliation as a JSON document; `summary.result` counts what the results of the rule set rest on."""
    summary = {
        "facts": found.facts,
        "total": len(found.comparisons),
        **{kind: found.count(kind) for kind in CLASSES},
        "result": {"rule": rules.result, "total": sum(found.grounds.values()), **found.grounds},
    }
    return show_document(rules.name, day, {**head_data(rules), "results": [_as_data(rules, each) for each in found.comparisons], "summary": summary})


def _as_data(rules: RuleSet, comparison: Comparison) -> dict[str, Any]:
    published = comparison.published
    rule = rules.rules[published.of]
    difference = comparison.difference
    return {
        "rule": published.of,
        "cell": dict(zip(rule.per, comparison.cell, strict=True)),
        "published": plain(comparison.printed, published.printed_to, rule.unit),
        "computed": plain(comparison.computed, published.printed_to, rule.unit),
        "difference": None if difference is None else plain(difference, published.printed_to, rule.unit),
        "class": comparison.kind,
        "calibrated_by": list(comparison.calibrated_by),
        "note": published.note,
    }
