"""The checks that the people who write the rules ask for: `that` must hold in every cell."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..calculating.calculation import Calculation
from ..calculating.cellwise import Cellwise, Working
from ..decimals import show_plain
from ..diagnostics import Diagnostic
from ..model import Check, State, cell_id

COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")


def check_holds(calculation: Calculation) -> Iterator[Diagnostic]:
    """Report the checks that do not hold, each with the cells concerned and both sides of a comparison."""
    for check in calculation.rules.checks.values():
        grid = calculation_of(calculation, check)
        wrong = [cell for cell, value in zip(calculation.space.cells(calculation.space.order(check.per)), grid, strict=True) if value not in (True, State.NMB)]
        if wrong:
            yield _broken(calculation, check, wrong)


def calculation_of(calculation: Calculation, check: Check) -> list[object]:
    """Return for every cell of a check whether it holds, in the fixed order of the dimensions."""
    for each in read_by(check):
        calculation.grid(each)
    return list(calculation.evaluate(check.expression, check.per).values)


def read_by(check: Check) -> list[str]:
    """Return the rules that a check reads."""
    from ..expression import reads

    return [each.rule for each in reads(check.expression)]


def _broken(calculation: Calculation, check: Check, wrong: list[tuple[str, ...]]) -> Diagnostic:
    names = calculation.space.order(check.per)
    cellwise = Cellwise(calculation.space, calculation.rules.rules, calculation.value)
    working = cellwise.work(check.expression, dict(zip(names, wrong[0], strict=True)))
    fields: dict[str, str | tuple[str, ...]] = {
        "name": check.name,
        "label": check.label,
        "places": tuple(cell_id(check.name, names, cell) for cell in wrong),
        "found": _sides(working),
    }
    return Diagnostic("H701" if check.severity == "error" else "H711", check.span, fields, rule=check.name)


def _sides(working: Working) -> tuple[str, ...]:
    if isinstance(working.value, State):
        return ("@no_value",)
    name = getattr(working.expression, "name", "")
    shown = [show_plain(each.value) if isinstance(each.value, Decimal) else State.UNLIMITED.value for each in working.parts]
    return (f" {name} ".join(shown),) if name in COMPARISONS else ()
