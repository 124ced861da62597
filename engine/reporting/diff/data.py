"""A difference as JSON, the contract that programs build on."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ...calculating.calculation import Calculation
from ...decimals import show_plain
from ...model import Cell, Citation, State, Value
from ...questions.diff.difference import Cause, Change
from ...questions.diff.edits import CellChange, Edit
from ...questions.diff.lookalikes import Lookalike
from ...questions.guardrails import Breach, Loose
from ...questions.results import step_of
from ...questions.volumes import Budget, Line
from ...units import Unit
from ..disclaimers import head_data
from ..documents import show_document
from ..numbers import plain, written
from .sides import Sides
from .summary import End, Named
from .words import counts

METHOD = "shapley"


def show_diff_json(named: Named) -> str:
    """Show a difference as a JSON document; the amounts of the causes of a change and its rounding add up to it exactly."""
    return show_document(named.difference.head.rules.name, named.difference.head.day, _Data(named).body())


class _Data:
    def __init__(self, named: Named) -> None:
        self._named = named
        self._difference = named.difference
        # The language does not matter: nothing here is put into words.
        self._sides = Sides(named.difference, "en")

    def body(self) -> dict[str, Any]:
        """Return the document after its head."""
        found, head = self._difference, self._difference.head.rules
        return {
            **head_data(head),
            "base": self._end(self._named.base, None if self._named.absent else found.base),
            "head": self._end(self._named.head, found.head),
            "summary": {"compared": found.compared, "changed": len(found.changes), **counts(found), "method": METHOD, "grouping": found.grouping},
            "edits": [self._edit(each) for each in found.edits],
            "changes": [self._change(each) for each in found.changes],
            "others": [self._change(each) for each in found.others],
            "lookalikes": [self._lookalike(each) for each in found.lookalikes],
            "guardrails": [self._breach(each) for each in self._named.held.breaches],
            "not_held": {"figures": self._named.held.apart, "guardrails": [self._loose(each) for each in self._named.held.loose]},
            "budget": self._budget(self._named.budget) if self._named.budget else None,
        }

    def _end(self, end: End, calculation: Calculation | None) -> dict[str, Any]:
        names = (calculation.rules.name, calculation.day.isoformat()) if calculation else (None, None)
        return {"name": end.name, "commit": end.commit, "ruleset": names[0], "day": names[1]}

    def _edit(self, edit: Edit) -> dict[str, Any]:
        rule = self._sides.rule(edit.subject)
        return {
            "id": edit.id,
            "kind": edit.kind,
            "subject": edit.subject,
            "rule": edit.subject if rule and not edit.section else None,
            "member": edit.member,
            "field": edit.field,
            "old": edit.old,
            "new": edit.new,
            "cells": [self._cell_change(edit, each) for each in edit.cells],
            "file": edit.span.file,
            "line": edit.span.line,
            "source": self._source(edit.citation),
        }

    def _cell_change(self, edit: Edit, change: CellChange) -> dict[str, Any]:
        rule = self._sides.rule(edit.subject)
        unit = self._sides.unit(edit.subject, change.cell)
        until = {"until": [each.isoformat() if each else None for each in change.until]} if change.until[0] != change.until[1] else {}
        return {
            "cell": _members(rule.per if rule else (), change.cell),
            "from": None if edit.kind == "published" else change.day.isoformat(),
            "old": _value(change.old, unit),
            "old_state": _state(change.old),
            "new": _value(change.new, unit),
            "new_state": _state(change.new),
            **until,
        }

    def _change(self, change: Change) -> dict[str, Any]:
        unit = self._sides.unit(change.rule, change.cell)
        steps = [step for side in (self._sides.head, self._sides.base) if (rule := side.rules.get(change.rule)) and (step := step_of(rule))]
        step = min(steps, default=None)
        return {
            "rule": change.rule,
            "cell": _members(change.per, change.cell),
            "unit": str(unit),
            "old": _value(change.old, unit, step),
            "old_state": _state(change.old),
            "new": _value(change.new, unit, step),
            "new_state": _state(change.new),
            "delta": _value(change.delta, unit, step),
            "causes": [self._cause(each, unit) for each in change.causes],
            "rounding": _plain(change.rounding, unit),
        }

    def _cause(self, cause: Cause, unit: Unit) -> dict[str, Any]:
        lead = cause.edits[0]
        rule = lead.subject if self._sides.rule(lead.subject) else None
        group = next((each.name for each in cause.players if each.group), None)
        return {
            "edit": lead.id,
            "edits": [each.id for each in cause.edits],
            "rule": rule,
            "file": lead.span.file,
            "line": lead.span.line,
            "source": self._source(next((each.citation for each in cause.edits if each.citation), None)),
            "amount": _plain(cause.amount, unit),
            "together": [each.name for each in cause.players] if len(cause.players) > 1 else [],
            "group": group,
        }

    def _source(self, citation: Citation | None) -> dict[str, Any] | None:
        if citation is None:
            return None
        found = [side.sources[citation.ref] for side in (self._sides.head, self._sides.base) if citation.ref in side.sources]
        return {"ref": citation.ref, "title": found[0].title if found else None, "at": citation.at}

    def _breach(self, breach: Breach) -> dict[str, Any]:
        guardrail, unit = breach.guardrail, self._sides.unit(breach.rule, breach.cell)
        rule = self._sides.rule(breach.rule)
        return {
            "code": breach.code,
            "guardrail": guardrail.name,
            "label": guardrail.label,
            "approval": guardrail.approval,
            "rule": breach.rule,
            "cell": _members(rule.per if rule else (), breach.cell),
            "old": _plain(breach.old, unit),
            "new": _plain(breach.new, unit),
            "percent": None if breach.percent is None else show_plain(breach.percent),
            "limit": show_plain(breach.limit),
            "file": guardrail.span.file,
            "line": guardrail.span.line,
        }

    def _loose(self, loose: Loose) -> dict[str, Any]:
        guardrail = loose.guardrail
        named = {"code": loose.code, "guardrail": guardrail.name, "label": guardrail.label, "approval": guardrail.approval}
        return {**named, "rule": loose.rule, "why": loose.why, "file": loose.span.file, "line": loose.span.line}

    def _lookalike(self, found: Lookalike) -> dict[str, Any]:
        place = {"file": found.span.file, "line": found.span.line}
        return {"dimension": found.dimension, "old": found.old, "new": found.new, "same": found.same, **place}

    def _budget(self, budget: Budget) -> dict[str, Any]:
        per = self._difference.head.rules.rules[self._difference.head.rules.result or ""].per
        unit = Unit()
        return {
            "volumes": budget.volumes.file,
            "at": dict(budget.at),
            "municipalities": [{"municipality": each.municipality, **_amounts(each)} for each in budget.lines],
            "total": _amounts(budget.total),
            "causes": [self._cause(each, unit) for each in budget.causes],
            "rounding": show_plain(budget.rounding),
            "left_out": [
                {
                    "cell": _members(per, each.cell),
                    "volume": show_plain(each.volume),
                    "old_state": _state(each.old),
                    "new_state": _state(each.new),
                }
                for each in budget.left_out
            ],
        }


def _amounts(line: Line) -> dict[str, str]:
    return {"old": show_plain(line.old), "new": show_plain(line.new), "delta": show_plain(line.delta)}


def _members(per: tuple[str, ...], cell: Cell) -> dict[str, str]:
    return dict(zip(per, cell, strict=True))


def _value(value: Value | None, unit: Unit, step: Decimal | None = None) -> str | None:
    return None if value is None else plain(value, step, unit)


def _plain(amount: Decimal, unit: Unit) -> str:
    return show_plain(written(amount, unit))


def _state(value: Value | None) -> str | None:
    """Return what a cell holds: `value` for a number; None where there is no such cell."""
    if value is None:
        return None
    return value.value if isinstance(value, State) else "value"
