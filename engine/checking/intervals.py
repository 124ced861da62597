"""Calibrated values: the interval that is written beside them is still the one that gives the published figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..calculating.agreement import shown_ends
from ..calculating.calculation import Calculation
from ..calculating.derivation import Place
from ..calculating.gauges import CellGauge, targets_reached
from ..calculating.reach import Reach
from ..calculating.searching import find_agreement, search_bounds
from ..calculating.targets import Target, Verdict
from ..decimals import show_plain
from ..diagnostics import Diagnostic
from ..model import Entry, Parameter, Solved
from ..reading.tables import written

FEW = 3
"""Intervals that are told one by one; of more something that they all rest on has changed."""


@dataclass(frozen=True, slots=True)
class Calibrated:
    """Cells of one entry that have one value, solved from published figures."""

    places: tuple[Place, ...]
    entry: Entry
    solved: Solved


def calibrated(calculation: Calculation) -> Iterator[Calibrated]:
    """Go through the calibrated values in force."""
    for name, rule in calculation.rules.rules.items():
        found: dict[tuple[int, object], list[Place]] = {}
        entries: dict[int, Entry] = {}
        for cell, standing in calculation.standing(name).items() if isinstance(rule, Parameter) else ():
            if standing.entry.solved:
                entries[id(standing.entry)] = standing.entry
                found.setdefault((id(standing.entry), standing.datum.value), []).append((name, cell))
        for (which, _), places in found.items():
            entry = entries[which]
            if entry.solved:
                yield Calibrated(tuple(places), entry, entry.solved)


def around(solved: Solved) -> tuple[Decimal, Decimal, Decimal, Decimal]:
    """Return the ends of an interval between two values just outside it, by the last digit that was written."""
    low, high = solved.interval
    return low - _last_digit(low), low, high, high + _last_digit(high)


def _last_digit(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(int(value.as_tuple().exponent))


def check_intervals(calculation: Calculation) -> Iterator[Diagnostic]:
    """
    Report intervals that have become another one.

    Of more than a few it is told once. Four values decide: both ends agree with all published figures that the cells reach, and just outside of
    them nothing does. Where none of the figures is published that a value was solved from, nothing is said.
    """
    stale = list(_stale(calculation))
    if len(stale) > FEW:
        names = tuple(dict.fromkeys(each.places[0][0] for _, _, each in stale))
        yield Diagnostic("H734", stale[0][2].solved.span, {"count": str(len(stale)), "names": names})
        return
    yield from (_diagnostic(*each) for each in stale)


def _stale(calculation: Calculation) -> Iterator[tuple[CellGauge, Sequence[Target], Calibrated]]:
    reach: Reach | None = None
    for each in calibrated(calculation):
        gauge = CellGauge(calculation, each.places, reach)
        reach = gauge.reach
        targets = targets_reached(gauge.reach, calculation.rules)
        if {one.place for one in targets} & set(each.solved.origin) and not _holds(gauge, targets, each):
            yield gauge, targets, each


def _holds(gauge: CellGauge, targets: Sequence[Target], each: Calibrated) -> bool:
    bottom, top = _range(gauge.calculation, each)
    below, low, high, above = around(each.solved)
    readings = gauge.read(targets, [below, low, high, above])
    agree = [all(row[at].verdict is Verdict.EQUAL for row in readings) for at in range(4)]
    possible = [(bottom is None or each >= bottom) and (top is None or each <= top) for each in (below, low, high, above)]
    found = [one and other for one, other in zip(agree, possible, strict=True)]
    return found == [False, True, True, False]


def _range(calculation: Calculation, each: Calibrated) -> tuple[Decimal | None, Decimal | None]:
    rule = calculation.rules.rules[each.places[0][0]]
    return rule.range if isinstance(rule, Parameter) else (None, None)


def _diagnostic(gauge: CellGauge, targets: Sequence[Target], each: Calibrated) -> Diagnostic:
    name = each.places[0][0]
    rule = gauge.calculation.rules.rules[name]
    used = gauge.calculation.value(*each.places[0])
    intervals = find_agreement(gauge, targets, search_bounds(gauge, each.places, targets)).intervals
    meant = next((one for one in intervals if isinstance(used, Decimal) and used in one), intervals[0] if intervals else None)
    low, high = (show_plain(written(end, rule.unit.percent)) for end in each.solved.interval)
    found = tuple(show_plain(written(end, rule.unit.percent)) for end, _ in shown_ends(meant)) if meant else ("@no_value_fits",)
    return Diagnostic("H708", each.solved.span, {"name": name, "low": low, "high": high, "found": found}, rule=name)
