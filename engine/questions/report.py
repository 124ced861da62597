"""What a report shows: its rules with figures, sources and comparisons, and its dimensions."""

from __future__ import annotations

from dataclasses import dataclass

from ..calculating.derivation import Derivation, Place
from ..model import Citation, Dimension, Entry, Formula, Parameter, Report, Rule
from .reconcile import Comparison, compared
from .results import Result, results


@dataclass(frozen=True, slots=True)
class Part:
    """The figures of one rule, the entries that they stand in, and what was published of them."""

    rule: Rule
    results: tuple[Result, ...]
    entries: tuple[Entry, ...]
    comparisons: tuple[Comparison, ...]

    @property
    def citations(self) -> tuple[tuple[Citation, Entry | None], ...]:
        """Return where the figures come from; each place in a source once, with the entry that cites it."""
        if isinstance(self.rule, Formula):
            return ((self.rule.citation, None),)
        return tuple({(each.citation.ref, each.citation.at, each.basis, each.status): (each.citation, each) for each in self.entries if each.citation}.values())

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what is said about the rule, its values and what was published, each once."""
        found = [self.rule.note, *(each.note for each in self.entries), *(each.published.note for each in self.comparisons)]
        return tuple(dict.fromkeys(each for each in found if each))


def places_of(derivation: Derivation, report: Report) -> list[Place]:
    """Return the cells of all rules of a report."""
    calculation = derivation.calculation
    return [(name, cell) for name, _ in report.show if name in calculation.rules.rules for cell in calculation.cells(name)]


def parts_of(derivation: Derivation, report: Report) -> tuple[Part | Dimension, ...]:
    """Return what a report shows, in its order."""
    rules = derivation.calculation.rules
    return tuple(_part(derivation, name) if name in rules.rules else rules.dimensions[name] for name, _ in report.show)


def _part(derivation: Derivation, name: str) -> Part:
    calculation = derivation.calculation
    rule = calculation.rules.rules[name]
    found = results(derivation, [(name, cell) for cell in calculation.cells(name)])
    standing = calculation.standing(name).values() if isinstance(rule, Parameter) else ()
    entries = tuple({id(each.entry): each.entry for each in standing}.values())
    return Part(rule, found, entries, compared(derivation, name))
