"""Overlays: values of one's own that stand in for those of a rule set, which itself stays as it is."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from ..diagnostics import Diagnostic, Span
from ..model import Entry, Formula, Parameter, Rule, RuleSet
from .bulk import read_rows
from .documents import read_document
from .names import Declaration, Header, Names, pairs, required, text
from .nouns import bind_source
from .parameters import ReadCsv, bind_entries
from .shape import check_shape
from .trees import Tree, Unreadable


@dataclass(frozen=True, slots=True)
class Overlay:
    """A scenario, or the figures of a provider: what it is called and the values that stand in for others."""

    name: str
    label: str
    file: str
    values: Mapping[str, tuple[Entry, ...]]
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Overlaid:
    """A rule set with an overlay over it, what is wrong with that overlay, and its text by file."""

    rules: RuleSet
    overlay: Overlay | None
    diagnostics: tuple[Diagnostic, ...]


def lay_over(rules: RuleSet, tree: Tree, path: str) -> Overlaid:
    """Return a sound rule set with the values of an overlay file in place of its own; never raises on what is in the file."""
    shown = tree.shown(path)
    try:
        data = tree.read(path)
    except Unreadable as error:
        return Overlaid(rules, None, (Diagnostic("H008", Span.of_file(shown), {"file": shown, "reason": f"@{error.reason}"}),))
    document, findings = read_document(shown, data)
    texts = {**rules.texts, shown: document.text if document else data.decode("utf-8-sig", "replace")}
    found = [*findings, *(check_shape(document, kind="overlay") if document else ())]
    if document is None or found:
        return Overlaid(replace(rules, texts=texts), None, tuple(found))
    names = _names(rules)
    read_csv = partial(read_rows, tree, posixpath.dirname(path), names, texts)
    for key, node in pairs(document.root.get("sources")):
        bind_source(Declaration("sources", key.text, key.span, node, document, False), names)
    values = {
        key.text: entries
        for key, node in pairs(document.root.get("parameters"))
        if (entries := _entries(Declaration("parameters", key.text, key.span, node, document, False), rules, names, read_csv)) is not None
    }
    block = document.root.get("overlay")
    overlay = Overlay(required(block, "name"), required(block, "label"), shown, values, text(block, "note"))
    rules = replace(rules, texts=texts)
    if names.findings:
        return Overlaid(rules, None, tuple(sorted(names.findings, key=lambda each: each.place)))
    changed = {name: _replaced(rules.rules[name], entries) for name, entries in values.items()}
    return Overlaid(replace(rules, rules={**rules.rules, **changed}, sources=names.sources), overlay, ())


def _names(rules: RuleSet) -> Names:
    names = Names(rules.currency)
    names.sources.update(rules.sources)
    names.units.update(rules.units)
    names.elements.update(rules.elements)
    names.dimensions.update(rules.dimensions)
    for name, rule in rules.rules.items():
        section = "formulas" if isinstance(rule, Formula) else "parameters"
        names.headers[name] = Header(section, rule.per, rule.unit, rule.span)
    return names


def _entries(declaration: Declaration, rules: RuleSet, names: Names, read_csv: ReadCsv) -> tuple[Entry, ...] | None:
    rule = rules.rules.get(declaration.name)
    if isinstance(rule, Formula):
        names.report("H232", declaration.key, name=declaration.name)
        return None
    if rule is None:
        parameters = [name for name, each in rules.rules.items() if isinstance(each, Parameter)]
        names.unknown("H203", declaration.key, declaration.name, parameters, (), what="")
        return None
    return bind_entries(declaration, rule.unit, rule.per, names, read_csv)


def _replaced(rule: Rule, entries: Iterable[Entry]) -> Rule:
    assert isinstance(rule, Parameter)  # noqa: S101  (formulas were refused before)
    over = tuple(entries)
    return replace(rule, entries=(*(kept for each in rule.entries if (kept := _left(each, over)).cells), *over))


def _left(entry: Entry, over: Iterable[Entry]) -> Entry:
    # What came into force before stays until the overlay takes over; what comes later would take over from it.
    gone = {
        cell
        for each in over
        if entry.valid_from >= each.valid_from and (each.valid_to is None or entry.valid_from <= each.valid_to)
        for cell in each.cells
    }
    return replace(entry, cells={cell: datum for cell, datum in entry.cells.items() if cell not in gone}) if gone else entry
