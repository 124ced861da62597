"""Overlays: values of one's own that stand in for those of a rule set, which itself stays as it is."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial

from ..diagnostics import Diagnostic, Label, Span
from ..model import Entry, Formula, Overlay, Parameter, Rule, RuleSet
from .bulk import read_rows
from .documents import Document, read_document
from .names import Declaration, Header, Names, pairs, required, text
from .nouns import bind_source
from .parameters import ReadCsv, bind_entries
from .periods import left_of
from .shape import check_shape
from .trees import Tree, Unreadable


@dataclass(frozen=True, slots=True)
class Overlaid:
    """A rule set with an overlay over it, or the rule set alone with what is wrong with that overlay."""

    rules: RuleSet
    diagnostics: tuple[Diagnostic, ...] = ()


def lay_over(rules: RuleSet, tree: Tree, path: str) -> Overlaid:
    """
    Return a sound rule set with the values of an overlay file in place of its own; never raises on what is in the file.

    Each value stands in from its own `valid_from` until its `valid_to`, whatever the rule set says of those
    days. Whether it may be what it is (its range, its days) is for the checks to say.
    """
    shown = tree.shown(path)
    try:
        data = tree.read(path)
    except Unreadable as error:
        return Overlaid(rules, (Diagnostic("H008", Span.of_file(shown), {"file": shown, "reason": f"@{error.reason}"}),))
    document, findings = read_document(shown, data)
    texts = {**rules.texts, shown: document.text if document else data.decode("utf-8-sig", "replace")}
    found = [*findings, *(check_shape(document, kind="overlay") if document else ())]
    if document is None or found:
        return Overlaid(replace(rules, texts=texts), tuple(found))
    names = _names(rules)
    _take_in_sources(document, names)
    values = _values(document, rules, names, partial(read_rows, tree, posixpath.dirname(path), names, texts))
    rules = replace(rules, texts=texts)
    if names.findings:
        return Overlaid(rules, tuple(sorted(names.findings, key=lambda each: each.place)))
    block = document.root.get("overlay")
    overlay = Overlay(required(block, "name"), required(block, "label"), shown, values, text(block, "note"))
    changed = {name: _replaced(rules.rules[name], entries) for name, entries in values.items()}
    return Overlaid(replace(rules, rules={**rules.rules, **changed}, sources=names.sources, overlays=(*rules.overlays, overlay)))


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


def _take_in_sources(document: Document, names: Names) -> None:
    """Bind the sources of an overlay; one that has the name of another would speak for values that it does not hold."""
    for key, node in pairs(document.root.get("sources")):
        if key.text in names.sources:
            names.report("H202", key.span, [Label(names.sources[key.text].span, "first")], name=key.text)
        else:
            bind_source(Declaration("sources", key.text, key.span, node, document, False), names)


def _values(document: Document, rules: RuleSet, names: Names, read_csv: ReadCsv) -> Mapping[str, tuple[Entry, ...]]:
    found: dict[str, tuple[Entry, ...]] = {}
    for key, node in pairs(document.root.get("parameters")):
        rule = rules.rules.get(key.text)
        if isinstance(rule, Formula):
            names.report("H232", key.span, name=key.text)
        elif rule is None:
            parameters = [name for name, each in rules.rules.items() if isinstance(each, Parameter)]
            names.unknown("H233", key.span, key.text, parameters, ())
        else:
            declaration = Declaration("parameters", key.text, key.span, node, document, False)
            found[key.text] = bind_entries(declaration, rule.unit, rule.per, names, read_csv)
    return found


def _replaced(rule: Rule, entries: Iterable[Entry]) -> Rule:
    assert isinstance(rule, Parameter)  # noqa: S101  (formulas were refused before)
    over = tuple(entries)
    return replace(rule, entries=(*left_of(rule.entries, over), *over))
