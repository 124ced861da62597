"""Guardrails that a change is held against: how much figures may rise and fall at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from ..calculating.calculation import Calculation
from ..checking.guardrails import check_decided
from ..decimals import EXACT, HUNDRED, ZERO, reduce, round_to_step, show_plain
from ..diagnostics import Diagnostic, Span
from ..model import Cell, Guardrail, RuleSet, State, cell_id
from .diff.difference import Difference
from .diff.lookalikes import as_renames
from .diff.renames import told_in

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


@dataclass(frozen=True, slots=True)
class Loose:
    """
    A guardrail that a change got loose from: what it guards is gone or has other dimensions, or it was lifted.

    `rule` is what it guarded, `why` one of `gone`, `dimensions`, `result`, where another rule is the result now, and
    `decision`, where a value lacks the decision that the earlier rules asked for; `finding` says where.
    """

    guardrail: Guardrail
    rule: str
    why: str
    finding: Diagnostic | None = None

    @property
    def code(self) -> str:
        """Return the code of the finding."""
        return self.finding.code if self.finding else "H718"

    @property
    def span(self) -> Span:
        """Return the place to look at."""
        return self.finding.span if self.finding else self.guardrail.span


@dataclass(frozen=True, slots=True)
class Held:
    """A change held against guardrails; `apart` counts the figures of guarded rules that are no two numbers, so that nothing can be said of them."""

    breaches: tuple[Breach, ...] = ()
    loose: tuple[Loose, ...] = ()
    apart: int = 0

    @property
    def sound(self) -> bool:
        """Say whether the change keeps to every guardrail, as far as there are two numbers."""
        return not self.breaches and not self.loose


def hold(difference: Difference) -> Held:
    """
    Hold a change against guardrails; of its breaches those that changed most come first within each.

    The guardrails of both rule sets count, so that a change cannot lift the one it is held against. For the same
    reason what looks renamed is held against what it looks like, whether its `formerly` says so or not.
    """
    before, after = _told(difference), difference.head
    base, head = before.rules.guardrails, after.rules.guardrails
    found: dict[tuple[str, str, Cell], Breach] = {}
    loose, apart = [], set()
    for guardrail in [_strictest(head.get(name), base.get(name)) for name in dict.fromkeys([*head, *base])]:
        if guardrail.max_rise is None and guardrail.max_fall is None:
            continue
        name = guardrail.rule or after.rules.result or ""
        if why := _why_loose(before.rules, after.rules, guardrail):
            loose.append(Loose(guardrail, guardrail.rule or before.rules.result or "", why))
        elif name in before.rules.rules and name in after.rules.rules:
            found.update({(guardrail.name, name, each.cell): each for each in _against(before, after, guardrail, name)})
            apart |= {(name, cell) for cell in _apart(before, after, name)}
    ordered = sorted(found.values(), key=lambda each: (each.guardrail.name, each.code, each.percent is not None, -abs(each.percent or ZERO)))
    return Held(tuple(ordered), (*loose, *_undecided(before.rules, after.rules)), len(apart))


def _undecided(before: RuleSet, after: RuleSet) -> Iterator[Loose]:
    """Go through values without the decision that a guardrail asked for before this change; what still asks for it is told by `check`."""
    known = {(each.fields["name"], each.fields["guardrail"]) for side in (before, after) for each in check_decided(side)}
    for each in check_decided(replace(after, guardrails=before.guardrails)):
        name, guardrail = str(each.fields["name"]), str(each.fields["guardrail"])
        if (name, guardrail) not in known:
            yield Loose(before.guardrails[guardrail], name, "decision", each)


def _told(difference: Difference) -> Calculation:
    """Return the earlier side with the names that things would have had if every rename had been declared."""
    if not difference.lookalikes:
        return difference.base
    return Calculation(told_in(as_renames(difference.lookalikes), difference.base.rules), difference.base.day)


def _why_loose(before: RuleSet, after: RuleSet, guardrail: Guardrail) -> str | None:
    if guardrail.rule is None and before.result is not None and before.result != after.result:
        return "result"
    name = guardrail.rule or before.result or ""
    if name not in before.rules:
        return None  # where nothing was, nothing can rise
    if name not in after.rules:
        return "gone"
    return None if before.rules[name].per == after.rules[name].per else "dimensions"


def _apart(before: Calculation, after: Calculation, name: str) -> Iterator[Cell]:
    """Go through the cells of a rule that came, went, or went from or to no number."""
    for side, other in ((after, before), (before, after)):
        for cell in side.cells(name):
            pair = side.value(name, cell), _value(other, name, cell)
            if pair[0] != pair[1] and not all(isinstance(each, Decimal) for each in pair):
                yield cell


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


def _against(before: Calculation, after: Calculation, guardrail: Guardrail, name: str) -> Iterator[Breach]:
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


def findings(difference: Difference, held: Held) -> Iterator[Diagnostic]:
    """Say in one finding for each guardrail and direction how many figures went too far, and which the furthest; and which guardrails hold nothing."""
    groups: dict[tuple[str, str], list[Breach]] = {}
    for each in held.breaches:
        groups.setdefault((each.guardrail.name, each.code), []).append(each)
    for (_, code), several in groups.items():
        first = several[0]
        per = difference.head.rules.rules[first.rule].per
        fields: dict[str, str | tuple[str, ...]] = {
            **_named(first.guardrail),
            "places": tuple(cell_id(first.rule, per, each.cell) for each in several),
            "found": "∞" if first.shown is None else show_plain(abs(first.shown)),
            "limit": show_plain(first.limit),
        }
        yield Diagnostic(code, first.guardrail.span, fields, rule=first.rule)
    for loose in held.loose:
        about = {**_named(loose.guardrail), "rule": loose.rule, "why": f"@guarded_{loose.why}"}
        yield loose.finding or Diagnostic(loose.code, loose.span, about, rule=loose.rule)


def _named(guardrail: Guardrail) -> dict[str, str]:
    return {"name": guardrail.name, "label": guardrail.label, "approval": guardrail.approval}
