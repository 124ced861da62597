"""A report as people read it: per rule its figures, what they rest on and how they compare with what was printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from ..model import Citation, Dimension, Entry, Report, RuleSet, State, Value
from ..problems.entries import Words
from ..questions.reconcile import Comparison
from ..questions.report import Part
from .blocks import Block, Heading, Lines, Table
from .calc_text import about, tabled
from .cells import show_cell
from .disclaimers import disclaimer_lines, disclaimer_of
from .numbers import show_day, show_number
from .provenance import basis_of, source_of
from .terminal import folded

_AS_OF = Words("{label}, peildatum {day}", "{label}, as of {day}")
_SOURCE = Words("Bron: {source}", "Source: {source}")
_VALUES = Words("Bron ({basis}): {source}", "Source ({basis}): {source}")
_NOTE = Words("Toelichting: {note}", "Note: {note}")
_HEADS = (Words("gedrukt", "printed"), Words("berekend", "computed"), Words("verschil", "difference"), Words("", ""))
_KINDS = {
    "exact": Words("gelijk", "equal"),
    "display_rounding": Words("gelijk na afronding", "equal when rounded"),
    "calibrated": Words("gekalibreerd", "calibrated"),
    "given": Words("gegeven", "given"),
    "deviates": Words("wijkt verklaard af", "explained difference"),
    "nmb": Words("nmb", "nmb"),
    "unexplained": Words("onverklaard", "unexplained"),
}


def page(rules: RuleSet, day: date, report: Report, parts: Sequence[Part | Dimension], language: str) -> Iterator[Block]:
    """Go through the blocks of a report."""
    yield Heading(report.label, 1)
    sources = [_SOURCE.of(language).format(source=source_of(rules, report.citation))] if report.citation else []
    yield Lines((_AS_OF.of(language).format(label=rules.label, day=show_day(day, language)), *([report.note] if report.note else []), *sources))
    if said := disclaimer_of(rules, [result for each in parts if isinstance(each, Part) for result in each.results]):
        yield Lines(tuple(disclaimer_lines(rules, said, language)))
    told: set[str] = set()
    for each in parts:
        yield from _of_members(rules, each, told) if isinstance(each, Dimension) else _of_rule(rules, each, language, told)


def _of_members(rules: RuleSet, dimension: Dimension, told: set[str]) -> Iterator[Block]:
    yield Heading(dimension.label)
    names = list(dimension.attributes)
    if names:
        rows = [[each.label, *(_label(rules, dimension, name, each.attributes[name]) for name in names)] for each in dimension.members.values()]
        yield Table([[dimension.label, *names], *rows])
    else:
        yield Lines(tuple(each.label for each in dimension.members.values()))
    notes = [*([dimension.note] if dimension.note else []), *_member_notes(rules, [dimension.name], told)]
    if notes:
        yield Lines(tuple(notes))


def _label(rules: RuleSet, dimension: Dimension, attribute: str, member: str) -> str:
    target = dimension.attributes[attribute].target
    return rules.dimensions[target].members[member].label if target else member.replace("_", " ")


def _of_rule(rules: RuleSet, part: Part, language: str, told: set[str]) -> Iterator[Block]:
    yield Heading(about(rules, part.rule.name, language))
    table = tabled(rules, part.results, language)
    yield Table(table.rows, table.right)
    lines = [*table.left_out, *table.legend]
    lines += [_cited(rules, citation, entry, language) for citation, entry in part.citations]
    lines += [_NOTE.of(language).format(note=each) for each in part.notes]
    yield Lines((*lines, *_member_notes(rules, part.rule.per, told)))
    if part.comparisons:
        yield Table([["", *(each.of(language) for each in _HEADS)], *(_compared(rules, each, language) for each in part.comparisons)], frozenset({1, 2, 3}))


def _cited(rules: RuleSet, citation: Citation, entry: Entry | None, language: str) -> str:
    source = source_of(rules, citation)
    return _VALUES.of(language).format(basis=basis_of(entry, language), source=source) if entry else _SOURCE.of(language).format(source=source)


def _member_notes(rules: RuleSet, per: Sequence[str], told: set[str]) -> Iterator[str]:
    for name in per:
        if name not in told:
            told.add(name)
            yield from (f"{each.label}: {each.note}" for each in rules.dimensions[name].members.values() if each.note)


def _compared(rules: RuleSet, comparison: Comparison, language: str) -> list[str]:
    published, cell = comparison.published, comparison.cell
    unit = rules.rules[published.of].unit

    def number(value: Value | None, *, signed: bool = False) -> str:
        if value is None or (signed and isinstance(value, State)):
            return ""
        return show_number(value, unit, language, step=published.printed_to, currency=rules.currency, signed=signed)

    name = ", ".join(filter(None, [folded(published.label), show_cell(rules, published.of, cell)]))
    kind = _KINDS[comparison.kind].of(language)
    return [name, number(comparison.printed), number(comparison.computed), number(comparison.difference, signed=True), kind]
