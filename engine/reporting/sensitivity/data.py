"""What matters for a figure, for programs."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from ...calculating.derivation import unit_at
from ...calculating.scalars import Scalar
from ...decimals import MILLIONTH
from ...model import Cell, RuleSet
from ...questions.results import step_of
from ...questions.sensitivity import Effect, Sensitivity
from ...units import Unit
from ..disclaimers import head_data
from ..documents import show_document
from ..numbers import plain


def show_sensitivity_json(rules: RuleSet, day: date, found: Sensitivity) -> str:
    """Show what moves a figure, and what does not, as a JSON document."""
    name, cell = found.place
    rule = rules.rules[name]
    head = {
        "rule": name,
        "cell": _cell(rules, name, cell),
        "value": plain(found.value, step_of(rule), rule.unit),
        "unit": str(unit_at(rules, rule, cell)),
        "percent": None if found.percent is None else plain(found.percent),
    }
    unmoved = [{"rule": each.rule, "cell": None if each.cell is None else _cell(rules, each.rule, each.cell), "why": each.why.value} for each in found.unmoved]
    results = [_effect(rules, name, each) for each in found.effects]
    return show_document(rules.name, day, {**head_data(rules), **head, "results": results, "unmoved": unmoved, "without_band": list(found.without_band)})


def _effect(rules: RuleSet, figure: str, effect: Effect) -> dict[str, Any]:
    unit, step = rules.rules[figure].unit, step_of(rules.rules[figure])
    low, high = (plain(each, None, rules.rules[effect.rule].unit) for each in effect.inputs) if effect.inputs else (None, None)
    return {
        "rule": effect.rule,
        "cell": None if effect.cell is None else _cell(rules, effect.rule, effect.cell),
        "cells": len(effect.cells),
        "input_low": low,
        "input_high": high,
        "low": _figure(effect.outcomes[0], step, unit),
        "high": _figure(effect.outcomes[1], step, unit),
        "width": None if effect.width is None else plain(_short(effect.width), None, unit),
        "elasticity": None if effect.elasticity is None else plain(_short(effect.elasticity)),
        "in_steps": effect.in_steps,
        "share": effect.share,
    }


def _figure(value: Scalar, step: Decimal | None, unit: Unit) -> str | None:
    return plain(value, step, unit) if isinstance(value, Decimal) else None


def _short(value: Decimal) -> Decimal:
    return value.quantize(MILLIONTH, ROUND_HALF_EVEN)


def _cell(rules: RuleSet, rule: str, cell: Cell) -> dict[str, str]:
    return dict(zip(rules.rules[rule].per, cell, strict=True))
