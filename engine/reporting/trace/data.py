"""A trace as data: every step in full where it first occurs, and by its id afterwards."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ...calculating.derivation import Place, Step
from ...calculating.scalars import Scalar
from ...model import Citation, Entry, Formula, Parameter, RuleSet, State, Value, cell_id
from ...questions.results import step_of
from ...questions.trace import Printed, Trace
from ...units import Unit
from ..branches import View
from ..disclaimers import head_data
from ..documents import show_document
from ..formulas import Filled, Term, Total
from ..numbers import plain
from ..terminal import folded

NESTED = 100
"""Steps are nested no deeper than this; what lies deeper stands in a list of its own, so that any program can read it."""


def show_trace_json(trace: Trace, view: View) -> str:
    """Show a trace as a JSON document; with a depth steps further below are only named."""
    steps = _Steps(trace, view.language, view.depth)
    first = steps.nested(trace.root, 0)
    rest = []
    while steps.later:
        place, level = steps.later.pop(0)
        if place not in steps.shown:
            rest.append(steps.nested(place, level))
    left_out = len(trace.steps) - len(steps.shown)
    return show_document(trace.rules.name, trace.day, {**head_data(trace.rules), "step": first, "steps": rest, "left_out": left_out})


class _Steps:
    def __init__(self, trace: Trace, language: str, depth: int | None) -> None:
        self._trace = trace
        self._filled = Filled(trace.rules, language)
        self._depth = depth
        self.shown: set[Place] = set()
        self.later: list[tuple[Place, int]] = []

    def nested(self, root: Place, level: int) -> dict[str, Any]:
        """Return a step with those that it rests on inside it."""
        top = self._step(root)
        waiting = [(iter(self._trace.steps[root].operands), top["operands"])]
        while waiting:
            rest, operands = waiting[-1]
            place = next(rest, None)
            if place is None:
                waiting.pop()
            elif place in self.shown or not self._fits(place, level + len(waiting), len(waiting)):
                operands.append({"see": self._trace.steps[place].id})
            else:
                step = self._step(place)
                operands.append(step)
                waiting.append((iter(self._trace.steps[place].operands), step["operands"]))
        return top

    def _fits(self, place: Place, level: int, nested: int) -> bool:
        if self._depth is not None and level > self._depth:
            return False
        if nested < NESTED:
            return True
        self.later.append((place, level))
        return False

    def _step(self, place: Place) -> dict[str, Any]:
        self.shown.add(place)
        step = self._trace.steps[place]
        citation = _citation(step)
        return {
            **head(step),
            "unrounded": plain(as_value(step.unrounded), None, step.unit),
            "unit": str(step.unit),
            "state": state(as_value(step.value)),
            "formula": step.variant.text if step.variant else None,
            "filled": self._filled.formula(step) or None,
            "basis": step.footing.basis,
            "status": step.footing.status,
            "source": source_data(self._trace.rules, citation) if citation else None,
            "note": _note(step),
            "file": step.span.file,
            "line": step.span.line,
            "rests_on": dict(self._trace.rests_on[place]),
            "element": step.rule.element,
            "given": isinstance(step.rule, Parameter) and step.rule.given,
            "band": self._band(step),
            "solved": self._solved(step),
            "published": [self._printed(step, each) for each in self._trace.printed.get(place, ())],
            "sums": [self._total(each) for each in self._filled.totals(step.working)] if step.working else [],
            "operands": [],
        }

    def _band(self, step: Step) -> dict[str, str | None] | None:
        entry = _entry(step)
        if entry is None or entry.band is None:
            return None
        low, high = entry.band
        return {"low": plain(low, None, step.unit), "high": plain(high, None, step.unit)}

    def _solved(self, step: Step) -> dict[str, Any] | None:
        entry = _entry(step)
        if entry is None or entry.solved is None:
            return None
        low, high = entry.solved.interval
        fact = (entry.facts or {}).get(step.cell)
        rules = self._trace.rules.rules
        return {
            "from": [cell_id(name, rules[name].per, cell) for name, cell in entry.solved.origin],
            "low": plain(low, None, step.unit),
            "high": plain(high, None, step.unit),
            "given": list(entry.solved.given),
            "facts": plain(fact.value, None, step.unit) if fact else None,
        }

    def _printed(self, step: Step, printed: Printed) -> dict[str, Any]:
        published = printed.published
        return {
            "value": plain(printed.value, published.printed_to, step.rule.unit),
            "state": state(printed.value),
            "difference": plain(printed.difference, None, step.rule.unit) if printed.difference is not None else None,
            "declared": published.deviation is not None,
            "source": source_data(self._trace.rules, published.citation),
            "note": published.note,
        }

    def _total(self, total: Total) -> dict[str, Any]:
        return {
            "function": total.function,
            "over": list(total.over),
            "value": plain(as_value(total.value), None, total.unit),
            "unit": str(total.unit),
            "terms": [self._term(each, total.unit) for each in total.terms],
            "folded": total.folded,
        }

    def _term(self, term: Term, unit: Unit) -> dict[str, Any]:
        value = as_value(term.value)
        return {"cell": dict(term.members), "label": term.label, "value": plain(value, None, unit), "state": state(value), "filled": term.text or term.shown}


def source_data(rules: RuleSet, citation: Citation) -> dict[str, Any]:
    """Give a place in a source as data."""
    return {"ref": citation.ref, "title": rules.sources[citation.ref].title, "at": citation.at, "quote": [text for text, _ in citation.quotes]}


def head(step: Step) -> dict[str, Any]:
    """Return what every mention of a figure starts with."""
    return {
        "id": step.id,
        "rule": step.name,
        "label": step.rule.label,
        "cell": dict(zip(step.rule.per, step.cell, strict=True)),
        "kind": "parameter" if isinstance(step.rule, Parameter) else "formula",
        "value": plain(as_value(step.value), step_of(step.rule), step.unit),
    }


def state(value: Value) -> str:
    """Return `value` for a number, else what a cell holds instead."""
    return value.value if isinstance(value, State) else "value"


def as_value(value: Scalar) -> Value:
    """Return a value of a cell; a condition is one or zero."""
    return Decimal(value) if isinstance(value, bool) else value


def _entry(step: Step) -> Entry | None:
    return step.standing.entry if step.standing else None


def _citation(step: Step) -> Citation | None:
    entry = _entry(step)
    return step.rule.citation if isinstance(step.rule, Formula) else entry.citation if entry else None


def _note(step: Step) -> str | None:
    entry = _entry(step)
    return " ".join(folded(each) for each in (step.rule.note, entry.note if entry else None) if each) or None
