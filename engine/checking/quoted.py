"""Values and the words they were taken from: a number that was copied stands in its quote."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ..decimals import EXACT, ONE, ZERO, show_plain
from ..diagnostics import Diagnostic, Label
from ..model import Cell, Citation, Datum, Parameter, RuleSet
from ..reading.tables import written
from .printed import figures_in

COPIED = ("law", "cao", "document", "benchmark")
"""The bases of values that were taken over from a source as they stand there; others were worked out."""


def check_quoted(rules: RuleSet) -> Iterator[Diagnostic]:
    """Report values and published figures whose number does not stand in their own quote."""
    for name, rule in rules.rules.items():
        if isinstance(rule, Parameter):
            yes = None if rule.unit.percent or rule.range != (ZERO, ONE) else ONE
            for entry in rule.entries:
                if entry.basis in COPIED and entry.citation:
                    yield from _strange(name, entry.cells, entry.citation, rule.unit.percent, yes)
    for published in rules.published:
        of = rules.rules.get(published.of)
        if of is not None:
            yield from _strange(published.of, published.cells, published.citation, of.unit.percent, None, differences=True)


def _strange(name: str, cells: Mapping[Cell, Datum], citation: Citation, percent: bool, yes: Decimal | None, differences: bool = False) -> Iterator[Diagnostic]:
    """
    Report the cells that hold none of the numbers in the quote.

    A zero is printed in many ways: a dash, an empty cell, a word; so is the `yes` of a rule that only says
    yes or no. What was published may be the difference of two numbers in the quote.
    """
    if not citation.quotes:
        return
    found = frozenset[Decimal]().union(*(figures_in(text) for text, _ in citation.quotes))
    for datum in cells.values():
        if not isinstance(datum.value, Decimal) or not datum.value or datum.value == yes:
            continue
        value = abs(written(datum.value, percent))
        if value not in found and not (differences and any(value + each in found for each in found)):
            fields = {"name": name, "value": show_plain(written(datum.value, percent)), "suggestion": _likely(value, found)}
            yield Diagnostic("H710", datum.span, fields, (Label(citation.quotes[0][1], "quote"),), rule=name)


def _likely(value: Decimal, found: frozenset[Decimal]) -> str:
    """Return the number that was probably meant: the same digits with the point elsewhere, else the nearest."""
    shifted = [each for each in found if each and EXACT.divide(each, value).normalize().as_tuple().digits == (1,)]
    near = [each for each in found if abs(each - value) * 5 <= value]
    chosen = min(shifted or near, key=lambda each: (abs(each - value), each), default=None)
    return "" if chosen is None else show_plain(chosen)
