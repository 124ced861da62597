"""A report as people read it: per rule its figures, what they rest on and how they compare with what was printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ...model import Citation, Dimension, Entry, Report, RuleSet, State, Value
from ...problems.entries import Words
from ...questions.reconcile import Comparison
from ...questions.report import Members, Part
from ..calc.text import about, tabled
from ..cells import show_cell
from ..disclaimers import notes_of
from ..numbers import show_day, show_number
from ..overlays import laid_over
from ..provenance import basis_of, source_of
from ..terminal import folded, width
from .blocks import Block, Heading, Lines, Table

_AS_OF = Words("{label}, peildatum {day}", "{label}, as of {day}")
_SOURCE = Words("Bron: {source}", "Source: {source}")
_VALUES = Words("Bron ({basis}): {source}", "Source ({basis}): {source}")
_NOTE = Words("Toelichting: {note}", "Note: {note}")
_BY = Words("{rule} naar {dimension}", "{rule} by {dimension}")
LONG = 60
"""Members with longer labels are sentences, which stand in no table."""

_HEADS = (Words("gedrukt", "printed"), Words("berekend", "computed"), Words("verschil", "difference"), Words("", ""))
_KINDS = {
    "exact": Words("gelijk", "equal"),
    "display_rounding": Words("gelijk na afronding", "equal when rounded"),
    "calibrated": Words("gekalibreerd", "calibrated"),
    "given": Words("gegeven", "given"),
    "deviates": Words("wijkt af, vastgelegd", "differs, recorded"),
    "nmb": Words("nmb", "nmb"),
    "unexplained": Words("onverklaard", "unexplained"),
}


def page(rules: RuleSet, day: date, report: Report, parts: Sequence[Part | Members], language: str) -> Iterator[Block]:
    """Go through the blocks of a report."""
    yield Heading(report.label, 1)
    sources = [_SOURCE.of(language).format(source=source_of(rules, report.citation))] if report.citation else []
    over = [laid_over(rules, language)] if rules.overlays else []
    yield Lines((_AS_OF.of(language).format(label=rules.label, day=show_day(day, language)), *over, *([report.note] if report.note else []), *sources))
    if notes := notes_of(rules, language):
        yield Lines(tuple(notes))
    told: set[str] = set()
    shown = [each.dimension.name for each in parts if isinstance(each, Members)]
    for each in parts:
        if isinstance(each, Part):
            yield from _of_rule(rules, each, language, told)
            continue
        yield from _of_members(rules, each.dimension, told)
        if each.grouped:
            yield from _belonging(rules, each, each.grouped, shown, language)


def _of_members(rules: RuleSet, dimension: Dimension, told: set[str]) -> Iterator[Block]:
    yield Heading(dimension.label)
    names, members = list(dimension.attributes), dimension.members.values()
    if len(names) == 1 and any(width(each.label) > LONG for each in members):
        yield from _listed(rules, dimension, names[0])
    elif names:
        rows = [[each.label, *(_label(rules, dimension, name, each.attributes[name]) for name in names)] for each in members]
        yield Table([[dimension.label, *(_head(rules, dimension, name) for name in names)], *rows])
    else:
        yield Lines(tuple(each.label for each in members))
    notes = [*([dimension.note] if dimension.note else []), *_member_notes(rules, [dimension.name], told)]
    if notes:
        yield Lines(tuple(notes))


def _listed(rules: RuleSet, dimension: Dimension, attribute: str) -> Iterator[Block]:
    """Go through members that are whole sentences, those with one attribute together below its name."""
    groups: dict[str, list[str]] = {}
    for each in dimension.members.values():
        groups.setdefault(_label(rules, dimension, attribute, each.attributes[attribute]), []).append(each.label)
    for name, labels in groups.items():
        yield Heading(f"{name[:1].upper()}{name[1:]}", 3)
        yield Lines(tuple(labels))


def _head(rules: RuleSet, dimension: Dimension, attribute: str) -> str:
    target = dimension.attributes[attribute].target
    return rules.dimensions[target].label if target else f"{attribute[:1].upper()}{attribute[1:]}".replace("_", " ")


def _belonging(rules: RuleSet, part: Members, grouped: tuple[str, str], shown: Sequence[str], language: str) -> Iterator[Block]:
    """Go through the table of the results by the members that they belong to, which say what the report tells of them."""
    dimension, pointing = part.dimension, rules.dimensions[grouped[0]]
    told = [name for name, each in dimension.attributes.items() if each.target in shown]
    members = {
        each.name: replace(each, label=": ".join(filter(None, [each.label, ", ".join(_label(rules, dimension, name, each.attributes[name]) for name in told)])))
        for each in dimension.members.values()
    }
    others = {dimension.name: replace(dimension, members=members), pointing.name: replace(pointing, group_by=grouped[1])}
    table = tabled(replace(rules, dimensions={**rules.dimensions, **others}), part.results, language)
    result = rules.rules[part.results[0].rule]
    yield Heading(_BY.of(language).format(rule=result.label, dimension=dimension.label[:1].lower() + dimension.label[1:]))
    yield Table(table.rows, table.right)
    if lines := [*table.left_out, *table.legend]:
        yield Lines(tuple(lines))


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
