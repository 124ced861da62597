"""Guardrails that a change is held against: how much figures may rise and fall at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from ..calculating.calculation import Calculation
from ..decimals import EXACT, HUNDRED, ZERO, reduce, round_to_step, show_plain
from ..diagnostics import Diagnostic
from ..model import Cell, Guardrail, State, cell_id
from .diff import Difference

_CENT, _FINE = Decimal("0.01"), Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Breach:
    """
    A figure that rose or fell more than a guardrail allows.

    `percent` is how much it did, below zero for a fall, or None where it was zero before; `limit` is how much it may.
    """

    guardrail: Guardrail
    rule: str
    cell: Cell
    old: Decimal
    new: Decimal
    percent: Decimal | None
    limit: Decimal

    @property
    def code(self) -> str:
        """Return the code of the finding."""
        return "H713" if self.new > self.old else "H714"

    @property
    def shown(self) -> Decimal | None:
        """Return the percentage to a hundredth, with more decimals where that would not be over the limit."""
        if self.percent is None:
            return None
        rounded = round_to_step(self.percent, _CENT)
        return rounded if abs(rounded) > self.limit else round_to_step(self.percent, _FINE, "up")


def breaches(difference: Difference) -> tuple[Breach, ...]:
    """
    Return the figures that changed more than they may, those that changed most first within each guardrail.

    The guardrails of both rule sets count, so that a change cannot lift the one it is held against.
    """
    base, head = difference.base.rules.guardrails, difference.head.rules.guardrails
    found: dict[tuple[str, str, Cell], Breach] = {}
    for guardrail in [_strictest(head.get(name), base.get(name)) for name in dict.fromkeys([*head, *base])]:
        name = guardrail.rule or difference.head.rules.result or ""
        for each in _against(difference, guardrail, name):
            found[guardrail.name, name, each.cell] = each
    return tuple(sorted(found.values(), key=lambda each: (each.guardrail.name, each.code, each.percent is not None, -abs(each.percent or ZERO))))


def _strictest(after: Guardrail | None, before: Guardrail | None) -> Guardrail:
    if after is None or before is None:
        only = after or before
        assert only is not None  # noqa: S101  (the name came from one of them)
        return only
    if after.rule != before.rule:
        return before
    limits = {name: [each for each in (getattr(before, name), getattr(after, name)) if each is not None] for name in ("max_rise", "max_fall")}
    rise, fall = (min(each, default=None) for each in limits.values())
    return replace(after, max_rise=rise, max_fall=fall)


def _against(difference: Difference, guardrail: Guardrail, name: str) -> Iterator[Breach]:
    before, after = difference.base, difference.head
    if guardrail.max_rise is None and guardrail.max_fall is None:
        return
    rules = [side.rules.rules.get(name) for side in (before, after)]
    if rules[0] is None or rules[1] is None or rules[0].per != rules[1].per:
        return
    for cell in after.cells(name):
        old, new = _value(before, name, cell), after.value(name, cell)
        if isinstance(old, Decimal) and isinstance(new, Decimal) and old != new:
            limit = guardrail.max_rise if new > old else guardrail.max_fall
            with localcontext(EXACT):
                percent = reduce((new - old) / abs(old) * HUNDRED) if old else None
            if limit is not None and (percent is None or abs(percent) > limit):
                yield Breach(guardrail, name, cell, old, new, percent, limit)


def _value(side: Calculation, name: str, cell: Cell) -> Decimal | State:
    per = side.rules.rules[name].per
    there = all(member in side.space.dimensions[each].members for each, member in zip(per, cell, strict=True))
    return side.value(name, cell) if there else State.ABSENT


def findings(difference: Difference, found: tuple[Breach, ...]) -> Iterator[Diagnostic]:
    """Say in one finding for each guardrail and direction how many figures went too far, and which the furthest."""
    groups: dict[tuple[str, str], list[Breach]] = {}
    for each in found:
        groups.setdefault((each.guardrail.name, each.code), []).append(each)
    for (_, code), several in groups.items():
        first = several[0]
        per = difference.head.rules.rules[first.rule].per
        fields: dict[str, str | tuple[str, ...]] = {
            "name": first.guardrail.name,
            "label": first.guardrail.label,
            "approval": first.guardrail.approval,
            "places": tuple(cell_id(first.rule, per, each.cell) for each in several),
            "found": "∞" if first.shown is None else show_plain(abs(first.shown)),
            "limit": show_plain(first.limit),
        }
        yield Diagnostic(code, first.guardrail.span, fields, rule=first.rule)
