"""The figures that are asked for: every cell they need must be there, in force and computable."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..calculating.calculation import Calculation
from ..calculating.cellwise import Working
from ..calculating.derivation import Derivation, Place
from ..diagnostics import Diagnostic, Label
from ..expression import Operation
from ..model import Parameter, State

SHOWN = 6


def asked(calculation: Calculation) -> list[Place]:
    """Return the cells that a rule set answers for: its result, and what was published."""
    rules = calculation.rules
    result = rules.result
    places = [(result, cell) for cell in calculation.cells(result)] if result in rules.rules and result else []
    places += [(each.of, cell) for each in rules.published if each.of in rules.rules for cell in each.cells]
    return list(dict.fromkeys(places))


def check_figures(derivation: Derivation, places: Iterable[Place]) -> Iterator[Diagnostic]:
    """Report what is missing, not in force or not computable under the cells asked for, one finding per cause."""
    calculation = derivation.calculation
    missing: dict[tuple[str, str], dict[Place, Place]] = {}
    failed: dict[Place, tuple[Place, Working | None]] = {}
    for place in places:
        value = calculation.value(*place)
        if value is State.ABSENT:
            for origin, working in derivation.origins(*place, State.ABSENT):
                kind = _kind(derivation, origin, working)
                missing.setdefault((kind, origin[0]), {}).setdefault(origin, place)
        elif value is State.FAILED or value is State.UNLIMITED:
            for origin, working in derivation.origins(*place, value):
                failed.setdefault(origin, (place, working))
    for (kind, name), cells in missing.items():
        yield _missing(calculation, kind, name, cells)
    for origin, (place, working) in _one_per_rule(failed):
        yield _failed(calculation, origin, place, working)


def _kind(derivation: Derivation, origin: Place, working: Working | None) -> str:
    rule = derivation.calculation.rules.rules[origin[0]]
    if working is not None or not isinstance(rule, Parameter):
        return "H310"
    return "H303" if any(origin[1] in each.cells for each in rule.entries) else "H302"


def shown_cell(calculation: Calculation, place: Place) -> str:
    """Return a cell as people read it: `product=a, cao=GGZ`."""
    per = calculation.rules.rules[place[0]].per
    return ", ".join(f"{name}={member}" for name, member in zip(per, place[1], strict=True)) or "-"


def _missing(calculation: Calculation, kind: str, name: str, cells: dict[Place, Place]) -> Diagnostic:
    rule = calculation.rules.rules[name]
    listed = [shown_cell(calculation, each) for each in cells]
    more = len(listed) - SHOWN
    cell = "; ".join(listed[:SHOWN]) + (f" (+{more})" if more > 0 else "")
    needed = next(iter(cells.values()))
    fields = {"name": name, "cell": cell, "day": calculation.day.isoformat(), "needed": needed[0], "needed_cell": shown_cell(calculation, needed)}
    return Diagnostic(kind, rule.span, fields, rule=name)


def _one_per_rule(failed: dict[Place, tuple[Place, Working | None]]) -> Iterator[tuple[Place, tuple[Place, Working | None]]]:
    seen: set[object] = set()
    for origin, found in failed.items():
        cause = found[1].expression.span if found[1] else origin[0]
        if cause not in seen:
            seen.add(cause)
            yield origin, found


def _failed(calculation: Calculation, origin: Place, place: Place, working: Working | None) -> Diagnostic:
    rule = calculation.rules.rules[origin[0]]
    fields = {"name": origin[0], "cell": shown_cell(calculation, origin), "needed": place[0], "needed_cell": shown_cell(calculation, place)}
    if working is None:
        return Diagnostic("H602", rule.span, fields, rule=origin[0])
    code = "H603"
    if any(each.value is State.UNLIMITED for each in working.parts) or working.value is State.UNLIMITED:
        code = "H602"
    elif isinstance(working.expression, Operation) and working.expression.name in ("/", "**"):
        code = "H601"
    return Diagnostic(code, working.expression.span, fields, (Label(rule.span, "rule"),), rule=origin[0])
