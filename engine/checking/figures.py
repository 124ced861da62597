"""The figures that are asked for: every cell they need must be there, in force and computable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..calculating.calculation import Calculation
from ..calculating.cellwise import Working
from ..calculating.derivation import Derivation, Place
from ..diagnostics import Diagnostic, Label, Span
from ..expression import Operation
from ..model import Parameter, State, cell_id


def asked(calculation: Calculation) -> list[Place]:
    """Return the cells that a rule set answers for: its result, and what was published as a figure."""
    rules = calculation.rules
    result = rules.result
    places = [(result, cell) for cell in calculation.cells(result)] if result in rules.rules and result else []
    places += [(each.of, cell) for each in rules.published if each.of in rules.rules for cell, datum in each.cells.items() if datum.value is not State.ABSENT]
    return list(dict.fromkeys(places))


def check_figures(derivation: Derivation, places: Iterable[Place]) -> Iterator[Diagnostic]:
    """Report what is missing, not in force or not computable under the cells asked for, one finding per cause."""
    calculation = derivation.calculation
    missing: dict[tuple[str, str, Span], dict[Place, Place]] = {}
    failed: dict[Place, tuple[Place, Working | None]] = {}
    for place in places:
        value = calculation.value(*place)
        if value is State.ABSENT:
            for origin, working in derivation.origins(*place, State.ABSENT):
                kind = _kind(derivation, origin, working)
                span = working.expression.span if working else calculation.rules.rules[origin[0]].span
                missing.setdefault((kind, origin[0], span), {}).setdefault(origin, place)
        elif value is State.FAILED or value is State.UNLIMITED:
            for origin, working in derivation.origins(*place, value):
                failed.setdefault(origin, (place, working))
    for (kind, name, span), cells in missing.items():
        yield _missing(calculation, kind, name, span, cells)
    for origin, (place, working) in _one_per_rule(failed):
        yield _failed(calculation, origin, place, working)


def _kind(derivation: Derivation, origin: Place, working: Working | None) -> str:
    rule = derivation.calculation.rules.rules[origin[0]]
    if working is not None or not isinstance(rule, Parameter):
        return "H310"
    if origin[1] in derivation.calculation.standing(origin[0]):
        return "H302"
    return "H303" if any(origin[1] in each.cells for each in rule.entries) else "H302"


def shown_place(calculation: Calculation, place: Place) -> str:
    """Return a rule at a cell as people read it: `overhead[domein=jeugd,cao=GGZ]`."""
    return cell_id(place[0], calculation.rules.rules[place[0]].per, place[1])


def _missing(calculation: Calculation, kind: str, name: str, span: Span, cells: dict[Place, Place]) -> Diagnostic:
    places = tuple(shown_place(calculation, each) for each in cells)
    needed = next(iter(cells.values()))
    needed_place = "" if needed in cells else shown_place(calculation, needed)
    fields: dict[str, str | tuple[str, ...]] = {"name": name, "places": places, "day": calculation.day.isoformat(), "needed_place": needed_place}
    return Diagnostic(kind, span, fields, rule=name)


def _one_per_rule(failed: dict[Place, tuple[Place, Working | None]]) -> Iterator[tuple[Place, tuple[Place, Working | None]]]:
    seen: set[object] = set()
    for origin, found in failed.items():
        cause = found[1].expression.span if found[1] else origin[0]
        if cause not in seen:
            seen.add(cause)
            yield origin, found


def _failed(calculation: Calculation, origin: Place, place: Place, working: Working | None) -> Diagnostic:
    rule = calculation.rules.rules[origin[0]]
    fields = {"name": origin[0], "place": shown_place(calculation, origin), "needed": place[0], "needed_place": shown_place(calculation, place)}
    if working is None:
        return Diagnostic("H602", rule.span, fields, rule=origin[0])
    code = "H603"
    if any(each.value is State.UNLIMITED for each in working.parts) or working.value is State.UNLIMITED:
        code = "H602"
    elif isinstance(working.expression, Operation) and working.expression.name in ("/", "**"):
        code = "H601"
    return Diagnostic(code, working.expression.span, fields, (Label(rule.span, "rule"),), rule=origin[0])
