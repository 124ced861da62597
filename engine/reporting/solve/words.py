"""The words of solved values that a single one and the table of all share: numbers with all their digits, and intervals."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ...calculating.agreement import Interval, shown_ends
from ...calculating.derivation import Place, unit_at
from ...calculating.targets import Target
from ...model import RuleSet, Value
from ...problems.entries import Words
from ...units import Unit
from ..cells import show_cell
from ..numbers import is_money, show_number, show_unit
from ..terminal import folded

_BETWEEN = {
    (True, True): Words("van {low} tot en met {high}", "from {low} up to and including {high}"),
    (True, False): Words("van {low} tot {high}", "from {low} to below {high}"),
    (False, True): Words("boven {low} tot en met {high}", "above {low} up to and including {high}"),
    (False, False): Words("boven {low} tot {high}", "above {low} to below {high}"),
}
_ONLY = Words("alleen {low}", "only {low}")


class Numbers:
    """Values of one input, as people read them."""

    def __init__(self, rules: RuleSet, place: Place, language: str) -> None:
        self._rules = rules
        self._language = language
        self.unit = unit_at(rules, rules.rules[place[0]], place[1])

    def exact(self, value: Value) -> str:
        """Return a value with every digit that it has."""
        return show_exact(value, self.unit, self._rules, self._language)

    def with_unit(self, value: Value) -> str:
        """Return a value with every digit that it has, and its unit."""
        return f"{self.exact(value)} {show_unit(self.unit, self._rules.currency, self._rules.units)}".rstrip()

    def interval(self, interval: Interval) -> str:
        """Return an interval in words, with its ends rounded inward."""
        (low, low_closed), (high, high_closed) = shown_ends(interval)
        words = _ONLY if low == high else _BETWEEN[low_closed, high_closed]
        return words.of(self._language).format(low=self.exact(low), high=self.exact(high))

    def ends(self, interval: Interval) -> str:
        """Return an interval in short: both ends, rounded inward."""
        (low, _), (high, _) = shown_ends(interval)
        return f"{self.exact(low)} – {self.exact(high)}"

    def range(self, low: Decimal, high: Decimal) -> str:
        """Return in words between what was searched."""
        return _BETWEEN[True, True].of(self._language).format(low=self.exact(low), high=self.exact(high))


def show_exact(value: Value, unit: Unit, rules: RuleSet, language: str) -> str:
    """Return a figure with every digit that it has."""
    least = -2 if is_money(unit, rules.currency) else 0
    step = Decimal(1).scaleb(min(int(value.normalize().as_tuple().exponent), least)) if isinstance(value, Decimal) else None
    return show_number(value, unit, language, step=step, currency=rules.currency)


def show_print(rules: RuleSet, target: Target, language: str) -> str:
    """Return a published figure as it was printed."""
    unit = rules.rules[target.place[0]].unit
    return show_number(target.printed, unit, language, step=target.printed_to, currency=rules.currency)


def show_target(rules: RuleSet, target: Target) -> str:
    """Return which figure was published."""
    name, cell = target.place
    return ": ".join(filter(None, [folded(rules.rules[name].label), show_cell(rules, name, cell)]))


def show_where(target: Target) -> str:
    """Return where a figure was published."""
    return folded(f"{target.published.label}; {target.published.citation.at}")


def show_places(rules: RuleSet, places: Sequence[Place]) -> str:
    """Return the labels of cells of one rule: each, where they are few."""
    return "; ".join(filter(None, (show_cell(rules, *each) for each in places)))
