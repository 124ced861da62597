"""Edits of rules: values, formulas, and what is said about them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ...decimals import show_plain
from ...model import Cell, Citation, Datum, Entry, Formula, Parameter, Rule, RuleSet, State, Value
from ...reading.tables import written
from .edits import CellChange, Edit
from .noun_edits import shown_by, stated
from .shapes import bare, conditions_of, follows, shape_of
from .statements import Statement, differences, words_of

_Timeline = dict[tuple[date, Cell], tuple[Entry, Datum]]

_TOLD = ("unit", "per", "entries", "default", "variants", "citation", "rounding")
"""Fields of a rule that have kinds of their own."""

_TOLD_OF_ENTRY = ("valid_from", "valid_to", "basis", "status", "citation", "cells", "facts")


def rule_edits(base: RuleSet, head: RuleSet) -> Iterator[Edit]:
    """Go through the edits of the rules of a rule set, and of the checks that its rules must meet."""
    for name, rule in head.rules.items():
        before = base.rules.get(name)
        if before is None:
            yield Edit("added", name, rule.span, citation=citation_of(rule))
        else:
            yield from _rule(before, rule, base, head)
    for name, rule in base.rules.items():
        if name not in head.rules:
            yield Edit("removed", name, rule.span, citation=citation_of(rule))


def citation_of(rule: Rule) -> Citation | None:
    """Return the source of a formula, or of the last entry of a parameter."""
    if isinstance(rule, Formula):
        return rule.citation
    return next((each.citation for each in reversed(rule.entries) if each.citation), None)


def cited(citation: Citation | None) -> str:
    """Return a source and the place in it."""
    return f"{citation.ref}, {citation.at}" if citation else "-"


def _rule(before: Rule, after: Rule, base: RuleSet, head: RuleSet) -> Iterator[Edit]:
    if _unit(before) != _unit(after):
        yield Edit("unit", after.name, after.span, old=_unit(before), new=_unit(after), citation=citation_of(after))
    if before.per != after.per:
        old, new = (", ".join(each.per) or "-" for each in (before, after))
        cells = tuple(_changes({}, _timeline(after))) if isinstance(after, Parameter) else ()
        yield Edit("per", after.name, after.span, cells=cells, old=old, new=new, citation=citation_of(after))
    yield from _properties(before, after)
    if isinstance(before, Parameter) and isinstance(after, Parameter):
        yield from _parameter(before, after)
    elif isinstance(before, Formula) and isinstance(after, Formula):
        yield from _formula(before, after, base, head)
    else:
        old, new = (_text(rule) if isinstance(rule, Formula) else "-" for rule in (before, after))
        yield Edit("formula", after.name, after.span, old=old, new=new, citation=citation_of(after))


def _unit(rule: Rule) -> str:
    return "%" if rule.unit.percent else str(rule.unit)


def _properties(before: Rule, after: Rule) -> Iterator[Edit]:
    for each in differences(before, after, skip=_TOLD, show=shown_by(after)):
        yield stated("property", after.name, each)


def _said(value: Value | None, rule: Parameter) -> str:
    if value is None:
        return "-"
    return value.value if isinstance(value, State) else show_plain(written(value, rule.unit.percent))


def _formula(before: Formula, after: Formula, base: RuleSet, head: RuleSet) -> Iterator[Edit]:
    if shape_of(before) != shape_of(after) and not follows(before, after, base, head):
        known = {(conditions_of(each), bare(each.expression)) for each in before.variants}
        span = next((each.span for each in after.variants if (conditions_of(each), bare(each.expression)) not in known), after.variants[0].span)
        yield Edit("formula", after.name, span, old=_text(before, after), new=_text(after, before), citation=after.citation)
    rounding = [f"{_step(each)} {each.rounding.mode}" if each.rounding else "-" for each in (before, after)]
    if rounding[0] != rounding[1]:
        yield Edit("round", after.name, after.span, old=rounding[0], new=rounding[1], citation=after.citation)
    yield from _source(after, before.citation, after.citation)


def _step(rule: Formula) -> str:
    return show_plain(written(rule.rounding.to, rule.unit.percent)) if rule.rounding else "-"


def _text(rule: Formula, other: Formula | None = None) -> str:
    # Of several variants only those that the other does not have.
    known = {(conditions_of(each), each.text) for each in other.variants} if other else set()
    chosen = [each for each in rule.variants if (conditions_of(each), each.text) not in known] or list(rule.variants)
    shown = []
    for each in chosen:
        names = [f"{one.dimension}.{one.attribute}" if one.attribute else one.dimension for one in each.conditions]
        wanted = ", ".join(f"{name}: {'/'.join(one.values)}" for name, one in zip(names, each.conditions, strict=True))
        shown.append(f"{wanted} -> {each.text}" if wanted else each.text)
    return "; ".join(shown)


def _timeline(rule: Parameter) -> _Timeline:
    return {(entry.valid_from, cell): (entry, datum) for entry in rule.entries for cell, datum in entry.cells.items()}


def _parameter(before: Parameter, after: Parameter) -> Iterator[Edit]:
    if before.default != after.default:
        yield Edit("default", after.name, after.span, old=_said(before.default, before), new=_said(after.default, after))
    if before.per != after.per:
        return
    old, new = _timeline(before), _timeline(after)
    changes = tuple(_changes(old, new))
    if changes:
        last = next((new[each.day, each.cell][0] for each in changes if (each.day, each.cell) in new), None)
        yield Edit("value", after.name, changes[0].span, cells=changes, citation=last.citation if last else citation_of(after))
    yield from _provenance(after, old, new)


def _changes(old: _Timeline, new: _Timeline) -> Iterator[CellChange]:
    for key in sorted({*old, *new}):
        before, after = old.get(key), new.get(key)
        until = (before[0].valid_to if before else None, after[0].valid_to if after else None)
        place = after or before
        if place and (before is None or after is None or before[1].value != after[1].value or until[0] != until[1]):
            yield CellChange(key[1], key[0], before[1].value if before else None, after[1].value if after else None, place[1].span, until)


def _provenance(rule: Parameter, old: _Timeline, new: _Timeline) -> Iterator[Edit]:
    found: dict[tuple[str, str, str], list[CellChange]] = {}
    lasting: dict[tuple[str, str, str], tuple[Citation | None, str | None]] = {}
    beside: dict[tuple[int, int], list[Statement]] = {}
    for key in sorted({*old} & {*new}):
        (before, was), (after, now) = old[key], new[key]
        both = (id(before), id(after))
        if both not in beside:
            beside[both] = list(differences(before, after, skip=_TOLD_OF_ENTRY, show=shown_by(rule)))
        facts = words_of((before.facts or {}).get(key[1]), shown_by(rule)), words_of((after.facts or {}).get(key[1]), shown_by(rule))
        stated_here = [*beside[both], *([Statement("facts", *facts, now.span)] if facts[0] != facts[1] else [])]
        said = [("property", f"{each.path}: {each.old or '-'}", f"{each.path}: {each.new or '-'}", each.path, each.span) for each in stated_here]
        told = [(*each, None, now.span) for each in _differences(before, after, was.value == now.value)]
        for kind, one, other, path, span in (*told, *said):
            found.setdefault((kind, one, other), []).append(CellChange(key[1], key[0], was.value, now.value, span))
            lasting[kind, one, other] = after.citation, path
    for key, (before, after, now) in _following(old, new):
        for kind, one, other in _differences(before, after, False):
            if kind != "source":  # that stands beside the value
                found.setdefault((kind, one, other), []).append(CellChange(key[1], key[0], None, now.value, now.span))
                lasting[kind, one, other] = after.citation, None
    for (kind, one, other), cells in found.items():
        citation, path = lasting[kind, one, other]
        yield Edit(kind, rule.name, cells[0].span, cells=tuple(cells), old=one, new=other, citation=citation, field=path)


def _following(old: _Timeline, new: _Timeline) -> Iterator[tuple[tuple[date, Cell], tuple[Entry, Entry, Datum]]]:
    """Go through the values of a new day, each with the entry that held before it."""
    before: dict[Cell, Entry] = {}
    for key in sorted(new):
        entry, datum = new[key]
        if key not in old and key[1] in before:
            yield key, (before[key[1]], entry, datum)
        before[key[1]] = entry


def _differences(before: Entry, after: Entry, same: bool) -> Iterator[tuple[str, str, str]]:
    for kind in ("basis", "status"):
        if getattr(before, kind) != getattr(after, kind):
            yield kind, getattr(before, kind), getattr(after, kind)
    # Another value comes with another quote; only beside the same value that is a change of its own.
    if (texts := _sources(before.citation, after.citation, quotes=same)) is not None:
        yield ("source", *texts)


def _source(rule: Formula, before: Citation, after: Citation) -> Iterator[Edit]:
    if (texts := _sources(before, after, quotes=True)) is not None:
        yield Edit("source", rule.name, after.span, old=texts[0], new=texts[1], citation=after)


def _sources(before: Citation | None, after: Citation | None, *, quotes: bool) -> tuple[str, str] | None:
    if cited(before) != cited(after):
        return cited(before), cited(after)
    texts = [" / ".join(" ".join(quote.split()) for quote, _ in each.quotes) if each else "" for each in (before, after)]
    return (f"{cited(before)}: {texts[0] or '-'}", f"{cited(after)}: {texts[1] or '-'}") if quotes and texts[0] != texts[1] else None
