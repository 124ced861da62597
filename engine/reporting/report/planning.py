"""What is planned and decided, as blocks of a page and as data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...evidence import STATUSES as ORDER
from ...model import RuleSet
from ...problems.entries import Words
from ...process import Milestone
from ...questions.planning import Plan, Shift, Standing, decisions, plans
from ..disclaimers import disclaimer_data, rules_disclaimer
from ..numbers import show_day
from ..provenance import STATUSES, source_of
from .blocks import Block, Heading, Lines, Table
from .data import cited

_STANDING = Words("Hoe vast de cijfers staan", "How settled the figures are")
_STANDING_HEADS = (Words("", ""), Words("uitkomsten", "results"), Words("waarden in gebruik", "values in use"))
_UNDECIDED = Words("nader te bepalen", "still to be decided")
_WHOLE = Words("Als geheel: {status}, zo vast als de minst vaste uitkomst.", "As a whole: {status}, as settled as the least settled result.")
_DECISIONS = Words("Wie besluit wat", "Who decides what")
_DECISION_HEADS = (Words("wanneer", "when"), Words("wie", "who"), Words("besluit", "decision"), Words("planning", "planning"))
_STEP_HEADS = (Words("stap", "step"), Words("wanneer", "when"), Words("wie", "who"))
_MOVED_HEADS = (Words("stap", "step"), Words("was", "was"), Words("is", "is"), Words("verschuiving", "shift"), Words("wie", "who"))
_MOVES = {
    "same": Words("", ""),
    "narrowed": Words("nauwer bepaald", "narrowed down"),
    "widened": Words("ruimer bepaald", "widened"),
    "added": Words("nieuw", "new"),
    "dropped": Words("niet meer genoemd", "no longer named"),
}
_LATER = (Words("{n} later", "{n} later"), Words("{n} eerder", "{n} earlier"))
_ONE_DAY = Words("1 dag", "1 day")
_DAYS = Words("{n} dagen", "{n} days")
_RANGE = Words("{low} tot {high} dagen", "{low} to {high} days")
_BETWEEN = Words("tussen {low} dagen eerder en {high} dagen later", "between {low} days earlier and {high} days later")
_FUZZY = Words("De dagen bij een vage tijd zijn gekozen: {steps}.", "The days of a vague time were chosen: {steps}.")
_MEANT = Words("{when} ({first} t/m {last})", "{when} ({first} through {last})")
_SOURCE = Words("Bron: {source}", "Source: {source}")


def planning_blocks(rules: RuleSet, standing: Standing, language: str) -> Iterator[Block]:
    """Go through the blocks about plannings: how settled the figures are, who decides what, and what moved."""
    yield Heading(_STANDING.of(language))
    rows = [[STATUSES[each].of(language), str(standing.results[each]), str(standing.values[each])] for each in ORDER]
    yield Table([[each.of(language) for each in _STANDING_HEADS], *rows, [_UNDECIDED.of(language), str(standing.undecided), ""]], frozenset({1, 2}))
    if standing.whole:
        yield Lines((_WHOLE.of(language).format(status=STATUSES[standing.whole].of(language)),))
    if found := decisions(rules):
        yield Heading(_DECISIONS.of(language))
        steps = [[step.when or "", step.who or "", step.decides or "", planning.label] for planning, step in found]
        yield Table([[each.of(language) for each in _DECISION_HEADS], *steps])
    for plan in plans(rules):
        yield from _plan(rules, plan, language)


def _plan(rules: RuleSet, plan: Plan, language: str) -> Iterator[Block]:
    yield Heading(plan.planning.label)
    if plan.before:
        rows = [[each.step.label, _when(each.before), _when(each.after), _shown(each, language), each.step.who or ""] for each in plan.shifts]
    else:
        rows = [[each.step.label, _when(each.after), each.step.who or ""] for each in plan.shifts]
    heads = [each.of(language) for each in (_MOVED_HEADS if plan.before else _STEP_HEADS)]
    kept = [at for at in range(len(heads)) if at == 0 or any(row[at] for row in rows)]
    yield Table([[row[at] for at in kept] for row in (heads, *rows)])
    lines = [f"{each.step.label}: {each.step.note}" for each in plan.shifts if each.step.note]
    vague = [_meant(each.after, language) for each in plan.shifts if each.after and each.after.first != each.after.last]
    lines += [_FUZZY.of(language).format(steps=", ".join(vague))] if vague else []
    lines += [each.note for each in (plan.planning, plan.before) if each and each.note]
    lines += [_SOURCE.of(language).format(source=source_of(rules, each.citation)) for each in (plan.planning, plan.before) if each and each.citation]
    yield Lines(tuple(lines))


def _when(step: Milestone | None) -> str:
    return step.when or "" if step else ""


def _meant(step: Milestone, language: str) -> str:
    first, last = (show_day(each, language) if each else "" for each in (step.first, step.last))
    return _MEANT.of(language).format(when=step.when, first=first, last=last)


def _shown(shift: Shift, language: str) -> str:
    if shift.days is None:
        return _MOVES[shift.move].of(language)
    low, high = shift.days
    if low < 0 < high:
        return _BETWEEN.of(language).format(low=-low, high=high)
    near, far = sorted((abs(low), abs(high)))
    many = _ONE_DAY if far == 1 else _DAYS
    words = many.of(language).format(n=far) if near == far else _RANGE.of(language).format(low=near, high=far)
    return _LATER[high <= 0].of(language).format(n=words)


def planning_data(rules: RuleSet, standing: Standing) -> dict[str, Any]:
    """Return plannings, and how settled the figures are, as data."""
    return {
        "statuses": {"whole": standing.whole, "results": standing.results, "undecided": standing.undecided, "values": standing.values},
        "disclaimer": disclaimer_data(rules_disclaimer(rules)).get("disclaimer"),
        "plannings": [
            {
                "name": each.planning.name,
                "label": each.planning.label,
                "date": each.planning.date.isoformat(),
                "replaces": each.planning.replaces,
                "note": each.planning.note,
                "source": cited(each.planning.citation),
                "steps": [_shift_data(one) for one in each.shifts],
            }
            for each in plans(rules)
        ],
    }


def _shift_data(shift: Shift) -> dict[str, Any]:
    step = shift.step
    return {
        "name": step.name,
        "label": step.label,
        "who": step.who,
        "decides": step.decides,
        "now": _time(shift.after),
        "before": _time(shift.before),
        "move": shift.move,
        "days": None if shift.days is None else list(shift.days),
        "note": step.note,
    }


def _time(step: Milestone | None) -> dict[str, str | None] | None:
    if step is None:
        return None
    first, last = (each.isoformat() if each else None for each in (step.first, step.last))
    return {"when": step.when, "from": first, "to": last}
