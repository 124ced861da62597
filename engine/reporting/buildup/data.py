"""What figures are made of, for programs: as JSON and as CSV, in plain decimals that add up exactly."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ...calculating.derivation import Place, Step
from ...calculating.graph import cost_elements
from ...decimals import EXACT, HUNDRED, round_to_step
from ...model import Parameter, RuleSet
from ...questions.buildup import Buildup, Built, Line
from ...questions.results import step_of
from ..amounts import NOT_BUILT_UP, line_label, share_of
from ..calc.data import harmless
from ..disclaimers import head_data
from ..documents import show_document
from ..numbers import plain
from ..trace.data import as_value, source_data, state
from .text import ROUNDING

SHARE = Decimal("0.0001")
"""Shares are told to this step, in percents."""


def show_json(built: Built) -> str:
    """Show figures taken apart as a JSON document."""
    elements = [{"element": name, "label": built.rules.elements[name].label} for name in cost_elements(built.rules)]
    inputs = dict.fromkeys(place for each in built.figures for place in (*(one for line in each.lines for one in line.inputs), *each.shared))
    body = {
        "order": elements,
        "buildups": [_figure(built, each) for each in built.figures],
        "parameters": [parameter(built.rules, built.steps[each]) for each in inputs],
    }
    return show_document(built.rules.name, built.day, {**head_data(built.rules), **body})


def show_csv(built: Built, language: str) -> str:
    """Show figures of one rule taken apart as CSV, a row for every line, for the rounding and for the whole."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    per = built.rules.rules[built.figures[0].rule].per
    writer.writerow(["rule", *per, "kind", "element", "label", "amount", "percent", "unit", "state"])
    for figure in built.figures:
        unit = str(built.step(figure).unit)
        for kind, element, label, amount, percent in _rows(built, figure, language):
            told = [figure.rule, *figure.cell, kind, element, label]
            writer.writerow([*map(harmless, told), amount, percent, harmless(unit), state(figure.value)])
    return file.getvalue()


def _rows(built: Built, figure: Buildup, language: str) -> Iterator[tuple[str, str, str, str | None, str | None]]:
    unit = built.step(figure).unit
    for line in figure.lines:
        kind = "element" if line.element else "not_built_up"
        yield kind, line.element.name if line.element else "", line_label(line, language), plain(line.amount, None, unit), _percent(line.amount, figure)
    if figure.lines:
        yield "rounding", "", ROUNDING.of(language), plain(figure.rounding, None, unit), _percent(figure.rounding, figure)
    rule = built.rules.rules[figure.rule]
    whole = _percent(figure.value, figure) if isinstance(figure.value, Decimal) else None
    yield "total", "", rule.label, plain(figure.value, step_of(rule), unit), whole


def _figure(built: Built, figure: Buildup) -> dict[str, Any]:
    step = built.step(figure)
    per = step.rule.per
    return {
        "rule": figure.rule,
        "cell": dict(zip(per, figure.cell, strict=True)),
        "value": plain(figure.value, step_of(step.rule), step.unit),
        "unit": str(step.unit),
        "state": state(figure.value),
        "basis": step.footing.basis,
        "status": step.footing.status,
        "lines": [_line(built, figure, each) for each in figure.lines],
        "rounding": plain(figure.rounding, None, step.unit) if figure.lines else None,
        "shared": _ids(built, figure.shared),
        "undecided": _ids(built, figure.undecided),
    }


def _line(built: Built, figure: Buildup, line: Line) -> dict[str, Any]:
    return {
        "element": line.element.name if line.element else None,
        "label": line.element.label if line.element else NOT_BUILT_UP.of(built.rules.language),
        "amount": plain(line.amount, None, built.step(figure).unit),
        "percent": _percent(line.amount, figure),
        "built_up": "no" if not line.built_up else "partly" if line.whole else "yes",
        "parameters": _ids(built, line.inputs),
    }


def parameter(rules: RuleSet, step: Step) -> dict[str, Any]:
    """Give a value in the rules, with what it rests on."""
    entry = step.standing.entry if step.standing else None
    citation = entry.citation if entry else None
    return {
        "id": step.id,
        "rule": step.name,
        "label": step.rule.label,
        "cell": dict(zip(step.rule.per, step.cell, strict=True)),
        "value": plain(as_value(step.value), None, step.unit),
        "unit": str(step.unit),
        "state": state(as_value(step.value)),
        "given": isinstance(step.rule, Parameter) and step.rule.given,
        "total_only": isinstance(step.rule, Parameter) and step.rule.total_only,
        "basis": step.footing.basis,
        "status": step.footing.status,
        "source": source_data(rules, citation) if citation else None,
        "file": step.span.file,
        "line": step.span.line,
    }


def _ids(built: Built, places: tuple[Place, ...]) -> list[str]:
    return [each.id for group in built.groups(places) for each in group.steps]


def _percent(amount: Decimal, figure: Buildup) -> str | None:
    share = share_of(amount, figure.value)
    return None if share is None else plain(round_to_step(EXACT.multiply(share, HUNDRED), SHARE))
