"""Values by themselves: days, ranges, and how precisely they were printed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal, localcontext

from ..decimals import EXACT, round_to_step, show_plain
from ..diagnostics import Diagnostic, Label, Span
from ..model import Cell, Datum, Entry, Parameter, Published, RuleSet, Value, cell_id
from ..reading.tables import written
from .printed import digits_in


def check_validity(rules: RuleSet) -> Iterator[Diagnostic]:
    """Report values out of their range, two values for one cell on one day, and days that are the wrong way round."""
    for rule in rules.rules.values():
        if isinstance(rule, Parameter):
            yield from _check_days(rule)
            yield from _check_overlaps(rule)
            yield from _check_ranges(rule, english=rules.language == "en")
            for entry in rule.entries:
                yield from _check_printed(rule.name, entry.cells, entry.printed_to, rule.unit.percent)
    for published in rules.published:
        yield from _check_published(published, rules)


def _check_days(rule: Parameter) -> Iterator[Diagnostic]:
    for entry in rule.entries:
        if entry.valid_to and entry.valid_to < entry.valid_from:
            fields = {"from": entry.valid_from.isoformat(), "to": entry.valid_to.isoformat()}
            yield Diagnostic("H306", entry.place("valid_to"), fields, rule=rule.name)


def _check_overlaps(rule: Parameter) -> Iterator[Diagnostic]:
    last: dict[Cell, tuple[Entry, Datum]] = {}
    for entry in sorted(rule.entries, key=lambda each: each.valid_from):
        for cell, datum in entry.cells.items():
            before = last.get(cell)
            if before and (entry.valid_from == before[0].valid_from or _reaches(before[0], entry.valid_from)):
                fields = {"name": rule.name, "place": cell_id(rule.name, rule.per, cell), "day": entry.valid_from.isoformat()}
                yield Diagnostic("H301", datum.span, fields, (Label(before[1].span, "first"),), rule=rule.name)
            last[cell] = (entry, datum)


def _reaches(entry: Entry, day: date) -> bool:
    return entry.valid_to is not None and entry.valid_to >= day


def _check_ranges(rule: Parameter, *, english: bool) -> Iterator[Diagnostic]:
    for entry in rule.entries:
        texts = [text for text, _ in entry.citation.quotes] if entry.citation else []
        quoted = [each for text in texts for each in digits_in(text, percents=rule.unit.percent, english=english)] if texts else None
        for datum in entry.cells.values():
            yield from _in_range(rule, datum.value, datum.span, quoted)
        for datum in (entry.facts or {}).values():
            yield from _in_range(rule, datum.value, datum.span)
        for end in (*(entry.band or ()), *(entry.solved.interval if entry.solved else ())):
            yield from _in_range(rule, end, entry.solved.span if entry.solved else entry.span)
    for value in (rule.neutral, rule.default):
        if value is not None and not (value is rule.neutral and rule.neutral in (0, 1)):
            yield from _in_range(rule, value, rule.span)


def _in_range(rule: Parameter, value: Value, span: Span, quoted: Collection[Decimal] | None = None) -> Iterator[Diagnostic]:
    low, high = rule.range
    if not isinstance(value, Decimal) or not ((low is not None and value < low) or (high is not None and value > high)):
        return
    percent = rule.unit.percent
    ends = ["unlimited" if each is None else show_plain(written(each, percent)) for each in (low, high)]
    fields = {"name": rule.name, "value": show_plain(written(value, percent)), "low": ends[0], "high": ends[1], "suggestion": _scaled(rule, value, quoted)}
    yield Diagnostic("H304", span, fields, rule=rule.name)


def _scaled(rule: Parameter, value: Decimal, quoted: Collection[Decimal] | None) -> str:
    """
    Return the value with its decimal mark elsewhere, where only one fits the range; of a value with a quote only one that it has.

    0.342 for 34.2 and 1.054 for 1054 are the slips that Dutch figures invite.
    """
    low, high = rule.range
    with localcontext(EXACT):
        moved = [value.scaleb(places) for places in (2, -2, 3, -3, 1, -1)]
    fit = [each for each in moved if each and (low is None or each >= low) and (high is None or each <= high)]
    shown = [written(each, rule.unit.percent) for each in fit]
    likely = [each for each in shown if abs(each) in quoted] if quoted is not None else shown
    return show_plain(likely[0]) if len(likely) == 1 else ""


def _check_printed(name: str, cells: object, printed_to: Decimal | None, percent: bool) -> Iterator[Diagnostic]:
    if printed_to is None or not isinstance(cells, dict):
        return
    for datum in cells.values():
        if isinstance(datum.value, Decimal) and round_to_step(datum.value, printed_to) != datum.value:
            fields = {"name": name, "value": show_plain(written(datum.value, percent)), "step": show_plain(written(printed_to, percent))}
            yield Diagnostic("H309", datum.span, fields, rule=name)


def _check_published(published: Published, rules: RuleSet) -> Iterator[Diagnostic]:
    rule = rules.rules.get(published.of)
    if rule is not None:
        yield from _check_printed(published.of, published.cells, published.printed_to, rule.unit.percent)
