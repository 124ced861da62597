"""A provider's own figures against those of the rules, for programs: as JSON and as CSV, in plain decimals."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ...calculating.derivation import Step
from ...decimals import EXACT, HUNDRED, ZERO, round_to_step
from ...questions.compare import Change, Comparison, Gap
from ...questions.results import step_of
from ..amounts import NOT_BUILT_UP, share_of
from ..buildup.data import SHARE, parameter
from ..buildup.text import ROUNDING
from ..calc.data import harmless
from ..disclaimers import disclaimer_data, is_draft
from ..documents import show_document
from ..numbers import plain
from ..overlays import overlays_data
from ..trace.data import as_value, state

_SIDES = ("theirs", "own")


def show_json(comparison: Comparison) -> str:
    """Show own figures against those of the rules as a JSON document."""
    body = {
        "rule": comparison.rule,
        "gaps": [_gap(comparison, each) for each in comparison.gaps],
        "untouched": comparison.untouched,
        "values": [_change(comparison, each) for each in comparison.changes],
        "same": comparison.same,
    }
    rules = comparison.rules
    # The values that are a draft may be those that the overlay stands in for.
    draft = is_draft(rules) or any(each.theirs.footing.status == "concept" for each in comparison.gaps)
    return show_document(rules.name, comparison.day, {**overlays_data(rules), **disclaimer_data(rules.disclaimer if draft else None), **body})


def show_csv(comparison: Comparison, language: str) -> str:
    """Show them as CSV: a row for every cost element, for the rounding and for the whole of each figure that differs."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    per = comparison.rules.rules[comparison.rule].per
    writer.writerow(["rule", *per, "kind", "element", "label", *_SIDES, "gap", "percent", "unit"])
    for gap in comparison.gaps:
        for told, numbers in _rows(gap, language):
            writer.writerow([*map(harmless, (comparison.rule, *gap.cell, *told)), *numbers, harmless(str(gap.own.unit))])
    return file.getvalue()


def _rows(gap: Gap, language: str) -> Iterator[tuple[tuple[str, ...], tuple[str | None, ...]]]:
    unit = gap.own.unit
    for part in gap.parts:
        kind, element = ("element", part.element.name) if part.element else ("not_built_up", "")
        label = part.element.label if part.element else NOT_BUILT_UP.of(language)
        yield (kind, element, label), (*(plain(each, None, unit) for each in (part.theirs, part.own, part.gap)), _percent(part.gap, gap))
    if gap.amount is not None:
        yield ("rounding", "", ROUNDING.of(language)), (None, None, plain(gap.rounding, None, unit), _percent(gap.rounding, gap))
    yield ("total", "", gap.own.rule.label), (_figure(gap.theirs), _figure(gap.own), _amount(gap), _percent(gap.amount, gap))


def _gap(comparison: Comparison, gap: Gap) -> dict[str, Any]:
    unit = gap.own.unit
    parts = [
        {
            "element": part.element.name if part.element else None,
            "label": part.element.label if part.element else NOT_BUILT_UP.of(comparison.rules.language),
            **{name: plain(each, None, unit) for name, each in (("theirs", part.theirs), ("own", part.own), ("gap", part.gap))},
        }
        for part in gap.parts
    ]
    return {
        "cell": dict(zip(gap.own.rule.per, gap.cell, strict=True)),
        "unit": str(unit),
        **{name: _side(step) for name, step in zip(_SIDES, (gap.theirs, gap.own), strict=True)},
        "gap": _amount(gap),
        "percent": _percent(gap.amount, gap),
        "parts": parts,
        "rounding": None if gap.amount is None else plain(gap.rounding, None, unit),
    }


def _side(step: Step) -> dict[str, Any]:
    return {"value": _figure(step), "state": state(as_value(step.value)), "basis": step.footing.basis, "status": step.footing.status}


def _change(comparison: Comparison, change: Change) -> dict[str, Any]:
    sides = {name: parameter(comparison.rules, step) for name, step in zip(_SIDES, (change.theirs, change.own), strict=True)}
    told = ("value", "state", "basis", "status", "source", "file", "line")
    return {
        **{key: sides["own"][key] for key in ("id", "rule", "label", "cell", "unit")},
        "overlay": change.overlay.name,
        **{name: {key: side[key] for key in told} for name, side in sides.items()},
        "reaches": change.reaches,
    }


def _figure(step: Step) -> str | None:
    return plain(as_value(step.value), step_of(step.rule), step.unit)


def _amount(gap: Gap) -> str | None:
    return None if gap.amount is None else plain(gap.amount, step_of(gap.own.rule), gap.own.unit)


def _percent(amount: Decimal | None, gap: Gap) -> str | None:
    share = share_of(amount or ZERO, as_value(gap.theirs.value))
    return None if share is None or amount is None else plain(round_to_step(EXACT.multiply(share, HUNDRED), SHARE))
