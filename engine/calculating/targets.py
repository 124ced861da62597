"""Published figures as targets: what a value of an input makes of each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum

from ..decimals import round_to_step
from ..model import Formula, Published, RuleSet
from .calculation import Calculation
from .derivation import Place
from .scalars import Scalar


class Verdict(Enum):
    """What a figure is beside its print: below it, equal to it when rounded, above it, or no number."""

    BELOW = -1
    EQUAL = 0
    ABOVE = 1
    NONE = 2


@dataclass(frozen=True, slots=True)
class Target:
    """A published figure: the cell, what was printed and to which step; `published` is the table it stands in."""

    place: Place
    printed: Decimal
    printed_to: Decimal
    published: Published = field(compare=False)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one value of an input makes of a figure: the verdict, and between what the figure can lie before its rounding."""

    verdict: Verdict
    least: Scalar
    most: Scalar


def published_targets(rules: RuleSet) -> Iterator[Target]:
    """Go through the figures that were published as numbers and that the rules are to give; a declared deviation is none."""
    for published in rules.published:
        if published.deviation is None and published.of in rules.rules:
            for cell, datum in published.cells.items():
                if isinstance(datum.value, Decimal):
                    yield Target((published.of, cell), datum.value, published.printed_to, published)


def read(calculation: Calculation, target: Target, least: Scalar, most: Scalar | None = None) -> Reading:
    """
    Return what a figure, before its own rounding, is beside its print.

    Where it can lie anywhere between `least` and `most` it agrees when some of that does.
    """
    most = least if most is None else most
    low = _verdict(calculation, target, least)
    high = low if most is least else _verdict(calculation, target, most)
    if Verdict.NONE in (low, high):
        return Reading(Verdict.NONE, least, most)
    found = Verdict.BELOW if high is Verdict.BELOW else Verdict.ABOVE if low is Verdict.ABOVE else Verdict.EQUAL
    return Reading(found, least, most)


def _verdict(calculation: Calculation, target: Target, value: Scalar) -> Verdict:
    if not isinstance(value, Decimal):
        return Verdict.NONE
    shown = printed(calculation, target, value)
    return Verdict((shown > target.printed) - (shown < target.printed))


def printed(calculation: Calculation, target: Target, value: Decimal) -> Decimal:
    """Return a figure, before its own rounding, as it would be printed."""
    rule = calculation.rules.rules[target.place[0]]
    if isinstance(rule, Formula) and rule.rounding:
        value = round_to_step(value, rule.rounding.to, rule.rounding.mode)
        if rule.rounding.to == target.printed_to:
            return value
    return round_to_step(value, target.printed_to)


def edges_of_print(calculation: Calculation, target: Target) -> tuple[Decimal, Decimal]:
    """Return about between which numbers a figure rounds to its print: where to look first, not what decides."""
    rule = calculation.rules.rules[target.place[0]]
    mode = rule.rounding.mode if isinstance(rule, Formula) and rule.rounding and rule.rounding.to == target.printed_to else "half_up"
    step = target.printed_to
    below, above = {"down": (0, 1), "floor": (0, 1), "up": (1, 0), "ceiling": (1, 0)}.get(mode, (Decimal("0.5"), Decimal("0.5")))
    return target.printed - below * step, target.printed + above * step
