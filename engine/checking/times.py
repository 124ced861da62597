"""Time: gaps between values, values that are announced, and the day from which a figure can no longer be computed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from ..calculating.calculation import Calculation, in_force
from ..calculating.cellwise import Working
from ..calculating.derivation import Derivation, Place
from ..calculating.graph import ancestors
from ..diagnostics import Diagnostic, Label, Span
from ..model import Cell, Entry, Parameter, State, cell_id
from .figures import asked, shown_place

_A_DAY = timedelta(days=1)


def check_times(derivation: Derivation) -> Iterator[Diagnostic]:
    """Report gaps, announced values and last days of the values that the figures asked for rest on, one finding per cause."""
    calculation = derivation.calculation
    places = asked(calculation)
    needed = ancestors(calculation.needs, dict.fromkeys(name for name, _ in places))
    parameters = [rule for name, rule in calculation.rules.rules.items() if name in needed and isinstance(rule, Parameter)]
    last_days = list(_last_days(calculation, parameters, places))
    told = {each.span for each in last_days}
    yield from last_days
    for rule in parameters:
        yield from (each for each in _gaps(rule) if each.span not in told)
        yield from _announced(rule, calculation.day)


def _gaps(rule: Parameter) -> Iterator[Diagnostic]:
    if not any(each.valid_to for each in rule.entries):
        return
    last: dict[Cell, Entry] = {}
    found: dict[tuple[Span, Span], tuple[Entry, Entry, list[Cell]]] = {}
    for entry in sorted(rule.entries, key=lambda each: each.valid_from):
        for cell in entry.cells:
            before = last.get(cell)
            if before and before.valid_to and before.valid_to < entry.valid_from - _A_DAY:
                found.setdefault((before.place("valid_to"), entry.place("valid_from")), (before, entry, []))[2].append(cell)
            last[cell] = entry
    for before, after, cells in found.values():
        yield _gap(rule, before, after, cells)


def _gap(rule: Parameter, before: Entry, after: Entry, cells: Iterable[Cell]) -> Diagnostic:
    last = before.valid_to or before.valid_from
    fields: dict[str, str | tuple[str, ...]] = {
        "places": tuple(cell_id(rule.name, rule.per, each) for each in cells),
        "from": (last + _A_DAY).isoformat(),
        "to": (after.valid_from - _A_DAY).isoformat(),
        "default": "" if rule.default is None else rule.name,
    }
    return Diagnostic("H311", before.place("valid_to"), fields, (Label(after.place("valid_from"), "next"),), rule=rule.name)


def _announced(rule: Parameter, day: date) -> Iterator[Diagnostic]:
    # The rows of one table may have a provenance each, and are announced in one place all the same.
    announced = {each.place("valid_from"): each for each in rule.entries if each.valid_from > day and each.cells}
    for span, entry in announced.items():
        fields = {"name": rule.name, "from": entry.valid_from.isoformat(), "day": day.isoformat()}
        yield Diagnostic("H312", span, fields, rule=rule.name)


def _last_days(calculation: Calculation, parameters: Iterable[Parameter], places: Iterable[Place]) -> Iterator[Diagnostic]:
    """Go through the days on which values go, and tell which figures go with them; each figure once."""
    alive = [each for each in places if isinstance(calculation.value(*each), Decimal)]
    for day in sorted({day for rule in parameters for day in _turning_days(rule, calculation.day)}):
        later = Derivation(Calculation(calculation.rules, day))
        lost = dict.fromkeys(each for each in alive if not _is_known(later.calculation, each))
        yield from _lost(later, lost)
        alive = [each for each in alive if each not in lost]


def _is_known(calculation: Calculation, place: Place) -> bool:
    value = calculation.value(*place)
    return isinstance(value, Decimal) or value is State.NMB


def _turning_days(rule: Parameter, day: date) -> Iterator[date]:
    """Go through the days after a day on which a value ends without another, or one starts that may not be computed with."""
    for entry in rule.entries:
        if entry.valid_to and day <= entry.valid_to < date.max:
            then = entry.valid_to + _A_DAY
            if not isinstance(rule.default, Decimal) and not entry.cells.keys() <= in_force(rule, then).keys():
                yield then
        if entry.valid_from > day and not all(isinstance(each.value, Decimal) and each.value for each in entry.cells.values()):
            yield entry.valid_from


def _lost(later: Derivation, lost: Iterable[Place]) -> Iterator[Diagnostic]:
    causes: dict[tuple[str, Span, bool], dict[Place, None]] = {}
    for place in lost:
        state = later.calculation.value(*place)
        for origin, working in later.origins(*place, state) if isinstance(state, State) else ():
            span, ended = _cause(later.calculation, origin, working)
            causes.setdefault((origin[0], span, ended), {})[place] = None
    day = later.calculation.day.isoformat()
    for (name, span, ended), places in causes.items():
        shown = tuple(shown_place(later.calculation, each) for each in places)
        yield Diagnostic("H313", span, {"places": shown, "name": name, "day": day, "ended": name if ended else ""}, rule=name)


def _cause(calculation: Calculation, origin: Place, working: Working | None) -> tuple[Span, bool]:
    """Return the place in the rules that a figure is lost by, and whether it is the end of a value."""
    rule = calculation.rules.rules[origin[0]]
    if working or not isinstance(rule, Parameter):
        return (working.expression.span if working else rule.span), False
    if standing := calculation.standing(origin[0]).get(origin[1]):
        return standing.datum.span, False
    ended = [each for each in rule.entries if origin[1] in each.cells and each.valid_from <= calculation.day]
    return max(ended, key=lambda each: each.valid_from).place("valid_to") if ended else rule.span, True
