"""What rests on a figure, as data."""

from __future__ import annotations

from typing import Any

from ...calculating.derivation import Place
from ...model import cell_id
from ...questions.upward import Upward
from ..disclaimers import head_data
from ..documents import show_document
from .data import as_value, head, state


def show_upward_json(upward: Upward) -> str:
    """Show what rests on a figure as a JSON document; a depth is for reading, so everything is in it."""
    body = {
        **head_data(upward.rules),
        "figures": [_id(upward, each) for each in upward.start],
        "steps": [_as_data(upward, each) for each in upward.steps],
        "results": [_id(upward, each) for each in upward.results],
        "of_results": upward.of_results,
    }
    return show_document(upward.rules.name, upward.day, body)


def _as_data(upward: Upward, place: Place) -> dict[str, Any]:
    step = upward.steps[place]
    return {
        **head(step),
        "unit": str(step.unit),
        "state": state(as_value(step.value)),
        "basis": step.footing.basis,
        "status": step.footing.status,
        "file": step.span.file,
        "line": step.span.line,
        "read_by": [_id(upward, each) for each in upward.readers[place]],
    }


def _id(upward: Upward, place: Place) -> str:
    name, cell = place
    return cell_id(name, upward.rules.rules[name].per, cell)
