"""Figures for programs: as JSON and as CSV, in plain decimals."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from typing import Any

from ...model import RuleSet
from ...questions.results import Result, step_of
from ..disclaimers import head_data
from ..documents import show_document
from ..numbers import plain


def show_json(rules: RuleSet, day: date, results: Sequence[Result]) -> str:
    """Show figures as a JSON document."""
    return show_document(rules.name, day, {**head_data(rules), "results": [result_data(rules, each) for each in results]})


def show_csv(rules: RuleSet, results: Sequence[Result]) -> str:
    """Show the figures of one rule as CSV, with a column for each of its dimensions."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["rule", *rules.rules[results[0].rule].per, "value", "unit", "state", "basis", "status"])
    for each in (result_data(rules, one) for one in results):
        before = [each["rule"], *each["cell"].values()]
        writer.writerow([*map(harmless, before), each["value"], *map(harmless, (each["unit"], each["state"], each["basis"], each["status"]))])
    return file.getvalue()


def harmless(text: str) -> str:
    """Return a text that a spreadsheet takes for text, where it would take it for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def result_data(rules: RuleSet, result: Result) -> dict[str, Any]:
    """Return one figure with what it rests on."""
    rule = rules.rules[result.rule]
    return {
        "rule": result.rule,
        "cell": dict(zip(rule.per, result.cell, strict=True)),
        "value": plain(result.value, step_of(rule), rule.unit),
        "unit": str(result.unit),
        "state": result.state,
        "basis": result.footing.basis,
        "status": result.footing.status,
    }
