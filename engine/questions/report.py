"""What a report shows: its rules with figures, sources and comparisons, and its dimensions with the results that belong to their members."""

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


@dataclass(frozen=True, slots=True)
class Members:
    """
    A dimension, and the results that belong to its members: those of products, say, where each names its service.

    `grouped` is the dimension of the result that points here and the attribute that does, or None; `results` are then
    all figures of the result.
    """

    dimension: Dimension
    grouped: tuple[str, str] | None = None
    results: tuple[Result, ...] = ()


def places_of(derivation: Derivation, report: Report) -> list[Place]:
    """Return the cells of all rules of a report."""
    calculation = derivation.calculation
    names = [name for name, _ in report.show if name in calculation.rules.rules]
    if any(_pointing(derivation, name) for name, _ in report.show):
        names.append(calculation.rules.result or "")
    return [(name, cell) for name in dict.fromkeys(names) for cell in calculation.cells(name)]


def parts_of(derivation: Derivation, report: Report) -> tuple[Part | Members, ...]:
    """Return what a report shows, in its order."""
    rules = derivation.calculation.rules
    return tuple(_part(derivation, name) if name in rules.rules else _members(derivation, name) for name, _ in report.show)


def _members(derivation: Derivation, name: str) -> Members:
    calculation = derivation.calculation
    dimension, grouped, rule = calculation.rules.dimensions[name], _pointing(derivation, name), calculation.rules.result
    if grouped is None or rule is None:
        return Members(dimension)
    return Members(dimension, grouped, results(derivation, [(rule, cell) for cell in calculation.cells(rule)]))


def _pointing(derivation: Derivation, name: str) -> tuple[str, str] | None:
    """Return the dimension of the result, and its attribute, that points to a dimension, where that is not how its members stand together anyway."""
    rules = derivation.calculation.rules
    result = rules.rules.get(rules.result or "")
    if result is None or name not in rules.dimensions:
        return None
    own = [rules.dimensions[each] for each in result.per]
    return next(((each.name, one.name) for each in own for one in each.attributes.values() if one.target == name and one.name != each.group_by), None)


def _part(derivation: Derivation, name: str) -> Part:
    calculation = derivation.calculation
    rule = calculation.rules.rules[name]
    found = results(derivation, [(name, cell) for cell in calculation.cells(name)])
    standing = calculation.standing(name).values() if isinstance(rule, Parameter) else ()
    entries = tuple({id(each.entry): each.entry for each in standing}.values())
    return Part(rule, found, entries, compared(derivation, name))
