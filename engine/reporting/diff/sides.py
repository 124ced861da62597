"""Two rule sets side by side, in words: the names of what either of them has."""

from __future__ import annotations

from collections.abc import Sequence

from ...calculating.derivation import unit_at
from ...diagnostics import Span
from ...model import Cell, Citation, Rule
from ...problems.entries import Words
from ...questions.diff.difference import Difference
from ...units import Unit
from ..terminal import folded, visible


class Sides:
    """Puts names of either rule set of a difference into words of one language; the later goes first."""

    def __init__(self, difference: Difference, language: str) -> None:
        self.difference = difference
        self.language = language
        self.head = difference.head.rules
        self.base = difference.base.rules

    def say(self, words: Words, **fields: object) -> str:
        """Return a text in the language."""
        return words.of(self.language).format(**fields)

    def rule(self, name: str) -> Rule | None:
        """Return a rule of either."""
        return self.head.rules.get(name) or self.base.rules.get(name)

    def cell(self, per: Sequence[str], cell: Cell) -> str:
        """Return the labels of the members of a cell."""
        return ", ".join(self._member(name, member) for name, member in zip(per, cell, strict=True))

    def _member(self, dimension: str, member: str) -> str:
        for side in (self.head, self.base):
            if dimension in side.dimensions and member in side.dimensions[dimension].members:
                return folded(side.dimensions[dimension].members[member].label)
        return member

    def unit(self, name: str, cell: Cell) -> Unit:
        """Return the unit of a cell of a rule, by the rule set that has it."""
        for side in (self.head, self.base):
            rule = side.rules.get(name)
            if rule and len(rule.per) == len(cell) and all(member in side.dimensions[each].members for each, member in zip(rule.per, cell, strict=True)):
                return unit_at(side, rule, cell)
        rule = self.rule(name)
        return rule.unit if rule else Unit()

    def place(self, span: Span) -> str:
        """Return the file and line of a place."""
        return f"{visible(span.file)}:{span.line}"

    def source(self, citation: Citation | None) -> str | None:
        """Return a source and the place in it."""
        return None if citation is None else f"{citation.ref}, {shortened(citation.at, 100)}"


def shortened(text: str, most: int) -> str:
    """Return a text on one line, cut where it is longer than this."""
    shown = folded(text)
    return shown if len(shown) <= most else f"{shown[:most]}..."
