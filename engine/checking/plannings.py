"""Plannings: a step has the days of its time, steps stand in order, what is quoted is there, and what moved says from where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from ..diagnostics import Diagnostic, Label
from ..model import RuleSet
from ..process import Milestone, Planning
from ..reading.process import day_in

_CLOCK = re.compile(r"\d{1,2}[.:]\d{2}(?:\s*[-–]\s*\d{1,2}[.:]\d{2})?")
_DAY_NUMBER = re.compile(r"(?<![\w.])\d{1,2}(?![\w.])")
_PRINTED = re.compile(r"(?<!\w)(?:\d{1,2} )?[^\W\d_]+ \d{4}(?!\w)")
_ITEM = re.compile(r"(?<!\S)(?:(\d{1,2})\.|([a-z])\)) (?=\S)")

MANY = 2
"""Plannings of which fewer steps are called the same are about other things."""


def check_plannings(rules: RuleSet) -> Iterator[Diagnostic]:
    """Report steps without the days that their time means, steps out of order, and printed steps that are not there."""
    for planning in rules.plannings.values():
        yield from _without_days(planning)
        yield from _out_of_order(planning)
        yield from _left_out(planning)
    yield from _beside_each_other(rules)


def _without_days(planning: Planning) -> Iterator[Diagnostic]:
    for step in planning.steps.values():
        if step.when is not None and (lacking := _lacking(step, step.when)):
            yield Diagnostic("H322", step.span, {"name": step.name, "when": step.when, "lacking": lacking})


def _lacking(step: Milestone, when: str) -> str:
    """Return the key that a step lacks, if it does: what names a time has a first day, and what is no single day has a last one."""
    if step.first is None:
        return "from" if _names_a_time(when) else ""
    single = _CLOCK.search(when) or day_in(when) or any(int(each) == step.first.day for each in _DAY_NUMBER.findall(when))
    return "" if single or step.first != step.last else "to"


def _names_a_time(when: str) -> bool:
    """Say whether a text has a number or a month in it; `to be decided` names no time."""
    return any(each.isdigit() for each in when) or any(day_in(f"1 {word} 2000") for word in re.split(r"[\W\d_]+", when))


def _out_of_order(planning: Planning) -> Iterator[Diagnostic]:
    before: Milestone | None = None
    for step in planning.steps.values():
        if step.last is None:
            continue
        if before and before.last and step.last < before.last:
            yield Diagnostic("H323", step.span, {"name": step.name, "before": before.name}, (Label(before.span, "before"),))
        before = step


def _beside_each_other(rules: RuleSet) -> Iterator[Diagnostic]:
    """Report plannings that hold beside an earlier one with which they share most of their steps."""
    replaced = {each.replaces for each in rules.plannings.values()}
    holding = [each for name, each in rules.plannings.items() if name not in replaced]
    for later in holding:
        for earlier in holding:
            shared = later.steps.keys() & earlier.steps.keys()
            if earlier.date < later.date and len(shared) >= MANY and 2 * len(shared) >= min(len(later.steps), len(earlier.steps)):
                steps = tuple(each for each in later.steps if each in shared)
                yield Diagnostic("H325", later.span, {"name": later.name, "earlier": earlier.name, "steps": steps}, (Label(earlier.span, "earlier"),))


def _left_out(planning: Planning) -> Iterator[Diagnostic]:
    """Report the days, times and numbered items in the words quoted that no step has."""
    quotes = [" ".join(text.split()) for text, _ in planning.citation.quotes] if planning.citation else []
    known = {_folded(each.when) for each in planning.steps.values() if each.when}
    # A heading that is quoted too may name the month of the planning itself.
    known.add(_folded(planning.label))
    found = [text for quote in quotes for text in _times_in(quote) if not any(_folded(text) in each for each in known)]
    number, printed = max((each for quote in quotes for each in _numbered(quote)), default=(0, ""))
    if number > len(planning.steps):
        found.append(printed)
    if found:
        yield Diagnostic("H324", planning.span, {"name": planning.name, "times": tuple(dict.fromkeys(found))})


def _times_in(quote: str) -> list[str]:
    """Return the days, the months with a year, and the times of the clock in a text."""
    days = [text for text in _PRINTED.findall(quote) if day_in(text if text[0].isdigit() else f"1 {text}")]
    return [*days, *(text for text in _CLOCK.findall(quote) if "-" in text or "–" in text)]


def _numbered(quote: str) -> Iterable[tuple[int, str]]:
    """Go through the lists in a text that are numbered from 1, or lettered from a: how long each is so far, and the number as printed."""
    length = 0
    for each in _ITEM.finditer(quote):
        number = int(each[1]) if each[1] else ord(each[2]) - ord("a") + 1
        length = number if number == length + 1 else int(number == 1)
        yield length, each[0].strip()


def _folded(text: str) -> str:
    return " ".join(text.lower().split())
