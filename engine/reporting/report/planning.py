"""What is planned and decided, as blocks of a page and as data."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
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
_CHANGED = {
    "who": Words("wie gewijzigd", "who changed"),
    "decides": Words("besluit gewijzigd", "decision changed"),
}
_FORMERLY = Words("{label}, eerder: {was}", "{label}, before: {was}")
_FORMER = {"label": Words("{it}", "{it}"), "who": Words("wie: {it}", "who: {it}"), "decides": Words("besluit: {it}", "decision: {it}")}
_NOBODY = Words("niet genoemd", "not named")
_LATER = (Words("{n} later", "{n} later"), Words("{n} eerder", "{n} earlier"))
_ONE_DAY = Words("1 dag", "1 day")
_DAYS = Words("{n} dagen", "{n} days")
_RANGE = Words("{low} tot {high} dagen", "{low} to {high} days")
_BETWEEN = Words("tussen {low} dagen eerder en {high} dagen later", "between {low} days earlier and {high} days later")
_FUZZY = Words("De dagen bij een vage tijd zijn gekozen: {steps}.", "The days of a vague time were chosen: {steps}.")
_MEANT = Words("{when} ({first} t/m {last})", "{when} ({first} through {last})")
_SOURCE = Words("Bron: {source}", "Source: {source}")

_MONTHS = re.compile(
    r"(?:(?:t/m|tot en met|en|through|and|/|-|–|\s|\d{4}|"
    r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|"
    r"january|february|march|may|june|july|august|october))+",
    re.IGNORECASE,
)
"""Times of whole months: the days that they mean are those of the calendar."""


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
    lines = [line for each in plan.shifts for line in _about(each, language)]
    steps = (one for each in plan.shifts for one in dict.fromkeys((_time_of(each.before), _time_of(each.after))) if one)
    vague = [_meant(*each, language) for each in steps if _chosen(*each)]
    lines += [_FUZZY.of(language).format(steps=", ".join(vague))] if vague else []
    lines += [each.note for each in (plan.planning, plan.before) if each and each.note]
    lines += [_SOURCE.of(language).format(source=source_of(rules, each.citation)) for each in (plan.planning, plan.before) if each and each.citation]
    yield Lines(tuple(lines))


def _about(shift: Shift, language: str) -> Iterator[str]:
    """Go through what there is to say of a step: its notes, and what it was before where that is something else."""
    step = shift.step
    if step.note:
        yield f"{step.label}: {step.note}"
    if shift.before:
        was = [_FORMER[name].of(language).format(it=getattr(shift.before, name) or _NOBODY.of(language)) for name in shift.changed]
        was += [shift.before.note] if shift.before.note and shift.before.note != step.note else []
        yield from [_FORMERLY.of(language).format(label=step.label, was="; ".join(was))] if was else []


def _time_of(step: Milestone | None) -> tuple[str, date, date] | None:
    return (step.when, step.first, step.last) if step and step.when and step.first and step.last else None


def _chosen(when: str, first: date, last: date) -> bool:
    """Say whether the days of a time were chosen; those of whole months that it names were not."""
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    return first != last and not (whole and _MONTHS.fullmatch(when))


def _when(step: Milestone | None) -> str:
    return step.when or "" if step else ""


def _meant(when: str, first: date, last: date, language: str) -> str:
    return _MEANT.of(language).format(when=when, first=show_day(first, language), last=show_day(last, language))


def _shown(shift: Shift, language: str) -> str:
    return "; ".join(each for each in (_moved(shift, language), *(words.of(language) for name, words in _CHANGED.items() if name in shift.changed)) if each)


def _moved(shift: Shift, language: str) -> str:
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
        "now": _step_data(shift.after),
        "before": _step_data(shift.before),
        "move": shift.move,
        "changed": list(shift.changed),
        "days": None if shift.days is None else list(shift.days),
        "note": step.note,
    }


def _step_data(step: Milestone | None) -> dict[str, str | None] | None:
    if step is None:
        return None
    first, last = (each.isoformat() if each else None for each in (step.first, step.last))
    about = {"label": step.label, "who": step.who, "decides": step.decides, "note": step.note}
    return {"when": step.when, "from": first, "to": last, **about}
