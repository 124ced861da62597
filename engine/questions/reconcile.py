"""Whether the rules give what was published: every printed figure beside the computed one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..calculating.derivation import Derivation, Footing, Place
from ..decimals import EXACT, reduce, round_to_step
from ..model import Cell, Published, State, Value

CLASSES = ("exact", "display_rounding", "calibrated", "given", "deviates", "nmb", "unexplained")
"""
How a printed figure and a computed one relate, in the order in which they are shown.

`exact`: they are equal. `display_rounding`: they are, as far as was printed. `calibrated`: they are, but
the figure rests on a value worked back from published ones. `given`: they are, but the amount itself was
taken over. `deviates`: the difference is the one declared. `nmb`: both are still to be decided.
"""

GROUNDS = ("facts", "assumed", "calibrated", "given", "nmb")
"""What results rest on: documents and public facts alone, assumptions, calibration, an amount taken over, or they are still to be decided."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """
    A printed figure beside the computed one, rounded to what was printed.

    `calibrated_by` names the calibrated values that it rests on; with facts alone, those that it misses.
    """

    published: Published
    cell: Cell
    printed: Value
    computed: Value
    kind: str
    calibrated_by: tuple[str, ...] = ()

    @property
    def difference(self) -> Decimal | None:
        """Return computed minus printed, or None where one of them is no number."""
        return difference(self.printed, self.computed)


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """All comparisons, and what the results of the rule set rest on."""

    comparisons: tuple[Comparison, ...]
    grounds: dict[str, int]
    facts: bool = False

    def count(self, kind: str) -> int:
        """Count the comparisons of one class."""
        return sum(each.kind == kind for each in self.comparisons)

    @property
    def agrees(self) -> bool:
        """Say whether every difference is explained; with facts alone differences are to be expected."""
        return self.facts or not self.count("unexplained")


def places(derivation: Derivation) -> list[Place]:
    """Return the cells of which a figure was printed."""
    published = derivation.calculation.rules.published
    return [(each.of, cell) for each in published for cell, datum in each.cells.items() if datum.value is not State.ABSENT]


def reconcile(derivation: Derivation, facts: Derivation | None = None) -> Reconciliation:
    """Compare all that was published with what is computed, or with what `facts` alone give."""
    comparisons = tuple(_compare(derivation, facts, each, cell) for each in derivation.calculation.rules.published for cell in each.cells)
    grounds = dict.fromkeys(GROUNDS, 0)
    for each in _grounds(derivation):
        grounds[each] += 1
    return Reconciliation(comparisons, grounds, facts is not None)


def compared(derivation: Derivation, rule: str) -> tuple[Comparison, ...]:
    """Compare what was published of one rule with what is computed."""
    published = [each for each in derivation.calculation.rules.published if each.of == rule]
    return tuple(_compare(derivation, None, each, cell) for each in published for cell in each.cells)


def _compare(derivation: Derivation, facts: Derivation | None, published: Published, cell: Cell) -> Comparison:
    calculation = (facts or derivation).calculation
    value, printed = calculation.value(published.of, cell), published.cells[cell].value
    computed = value if isinstance(value, State) else round_to_step(value, published.printed_to)
    footing = derivation.footing(published.of, cell)
    equal = not isinstance(value, State) and reduce(value) == printed
    kind = _kind(published, printed, computed, footing, equal=equal, facts=facts is not None)
    return Comparison(published, cell, printed, computed, kind, tuple(sorted(footing.calibrated)))


def _kind(published: Published, printed: Value, computed: Value, footing: Footing, *, equal: bool, facts: bool) -> str:
    if State.NMB in (printed, computed):
        return "nmb" if printed is computed else "unexplained"
    if published.deviation is not None and difference(printed, computed) == published.deviation:
        return "deviates"
    if published.deviation is not None or printed != computed:
        return "calibrated" if facts and footing.calibrated else "unexplained"
    if footing.given:
        return "given"
    if footing.calibrated and not facts:
        return "calibrated"
    return "exact" if equal or isinstance(printed, State) else "display_rounding"


def _grounds(derivation: Derivation) -> Iterator[str]:
    calculation = derivation.calculation
    result = calculation.rules.result
    if result is None:
        return
    for cell in calculation.cells(result):
        footing = derivation.footing(result, cell)
        if calculation.value(result, cell) is State.NMB:
            yield "nmb"
        elif footing.given:
            yield "given"
        elif footing.calibrated:
            yield "calibrated"
        else:
            yield "assumed" if footing.assumed else "facts"


def difference(printed: Value, computed: Value) -> Decimal | None:
    """Return how much more is computed than was printed, or None where one of them is no number."""
    if isinstance(printed, State) or isinstance(computed, State):
        return None
    return EXACT.subtract(computed, printed)
