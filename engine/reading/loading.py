"""Loading: from a folder of rule files to a rule set, with everything that is wrong on the way."""

from __future__ import annotations

import posixpath
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from ..diagnostics import Diagnostic, Label, Span
from ..model import Check, Formula, Parameter, Published, Rule, RuleSet
from .bulk import read_rows
from .csv_tables import Rows
from .documents import Document, MappingNode, Node, Scalar, read_document
from .guardrails import bind_guardrail
from .laws import bind_decree, bind_exception, check_covers
from .names import SECTIONS, Declaration, Names, child, items, pairs, required, scalar, text
from .nouns import bind_dimension, bind_element, bind_source, bind_unit_name, check_attributes, check_default
from .parameters import bind_parameter
from .process import bind_disclaimer, bind_plannings, bind_reaction
from .reports import bind_report
from .rules import bind_check, bind_header, bind_published, bind_rule_formula
from .shape import check_shape
from .trees import Tree, Unreadable

TOP = "ruleset.yaml"


@dataclass(frozen=True, slots=True)
class Loaded:
    """
    What was read: the rule set, what is wrong with it, and the text of every file by its name.

    `ruleset` is None where its own block could not be understood; it holds only what could be bound,
    and is `sound` where nothing in it is an error.
    """

    ruleset: RuleSet | None
    diagnostics: tuple[Diagnostic, ...]
    texts: Mapping[str, str]
    sound: bool


@dataclass(slots=True)
class _Read:
    """The files of a rule set and its libraries as they come in."""

    tree: Tree
    documents: list[tuple[Document, bool]] = field(default_factory=list)
    findings: list[Diagnostic] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    folders: dict[str, str] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    incomplete: bool = False


def load(tree: Tree, folder: str) -> Loaded:
    """Read the rule set in a folder of a tree, with the libraries that it uses. Never raises on what is in the files."""
    read = _Read(tree)
    top = _read_set(read, folder, library=False)
    if top is None:
        return Loaded(None, _sorted(read.findings), read.texts, False)
    names, broken_top = _gathered(read, top)
    if broken_top:
        return Loaded(None, _sorted(read.findings), read.texts, False)
    rules = _bind(read, top, names)
    findings = _sorted([*read.findings, *names.findings])
    return Loaded(rules, findings, read.texts, not findings)


def _sorted(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(findings, key=lambda each: each.place))


def _read_set(read: _Read, folder: str, library: bool, named_at: Span | None = None) -> Document | None:
    read.seen.append(folder)
    path = posixpath.normpath(posixpath.join(folder, TOP))
    try:
        files = read.tree.files(folder, (".yaml",))
    except Unreadable as error:
        file = read.tree.shown(error.path)
        read.findings.append(Diagnostic("H008", named_at or Span.of_file(file), {"file": file, "reason": f"@{error.reason}"}))
        read.incomplete = True
        return None
    if path not in files:
        read.findings.append(Diagnostic("H010", named_at or Span.of_file(read.tree.shown(folder)), {"folder": read.tree.shown(folder)}))
        read.incomplete = True
        return None
    top = _read_file(read, path, library, top=True)
    if top is not None:
        for use in items(child(top.root.get("ruleset"), "uses")):
            if isinstance(use, Scalar):
                _use(read, folder, use)
    for each in files:
        if each != path:
            _read_file(read, each, library, top=False)
    return top


def _use(read: _Read, folder: str, use: Scalar) -> None:
    target = posixpath.normpath(posixpath.join(folder, use.text))
    if target.startswith(".."):
        read.findings.append(Diagnostic("H008", use.span, {"file": use.text, "reason": "@outside"}))
        read.incomplete = True
    elif target not in read.seen:
        _read_set(read, target, library=True, named_at=use.span)


def _read_file(read: _Read, path: str, library: bool, top: bool) -> Document | None:
    shown = read.tree.shown(path)
    try:
        data = read.tree.read(path)
    except Unreadable as error:
        read.findings.append(Diagnostic("H008", Span.of_file(shown), {"file": shown, "reason": f"@{error.reason}"}))
        read.incomplete = True
        return None
    document, findings = read_document(shown, data)
    read.findings.extend(findings)
    if document is None:
        read.texts.setdefault(shown, data.decode("utf-8-sig", "replace"))
        read.incomplete = True
        return None
    read.texts[shown] = document.text
    read.folders[shown] = posixpath.dirname(path)
    read.findings.extend(check_shape(document, top))
    read.documents.append((document, library))
    return document


def _gathered(read: _Read, top: Document) -> tuple[Names, bool]:
    block = top.root.get("ruleset")
    names = Names(required(block, "currency"), read.incomplete)
    errors = [each.span for each in read.findings]
    block_key = top.root.key("ruleset")
    broken = not isinstance(block, MappingNode) or block_key is None
    if block_key and block:
        broken = broken or any(_within(each, block_key.span, block.span) for each in errors)
    return names, broken


def _within(span: Span, start: Span, end: Span) -> bool:
    at = (span.line, span.column)
    return span.file == start.file and (start.line, start.column) <= at < (end.end_line, end.end_column)


def _start(diagnostic: Diagnostic) -> tuple[int, int]:
    return diagnostic.span.line, diagnostic.span.column


def _between(found: list[Diagnostic], start: Span, end: Span) -> list[Diagnostic]:
    """Return the problems of a file, in order of place, that start in a stretch of it."""
    first = bisect_left(found, (start.line, start.column), key=_start)
    return found[first : bisect_left(found, (end.end_line, end.end_column), first, key=_start)]


def _declarations(read: _Read, names: Names) -> dict[str, list[Declaration]]:
    found: dict[str, list[Declaration]] = {section: [] for section in SECTIONS}
    stray = {id(each): each for each in read.findings}
    by_file: dict[str, list[Diagnostic]] = {}
    for each in read.findings:
        by_file.setdefault(each.span.file, []).append(each)
    for document, library in read.documents:
        wrong = sorted(by_file.get(document.file, []), key=_start)
        for section, node in pairs(document.root):
            if section.text in SECTIONS:
                for declaration in _in_section(section.text, node, document, library):
                    inside = _between(wrong, declaration.key, declaration.node.span)
                    if inside:
                        names.broken.add((declaration.section, declaration.name))
                        for each in inside:
                            stray.pop(id(each), None)
                    else:
                        found[section.text].append(declaration)
    if any(each.code[:2] in ("H0", "H1") for each in stray.values()):
        names.incomplete = True
    return found


def _in_section(section: str, node: Node, document: Document, library: bool) -> list[Declaration]:
    if section == "published":
        return [Declaration(section, required(each, "of"), each.span, each, document, library) for each in items(node)]
    return [Declaration(section, key.text, key.span, value, document, library) for key, value in pairs(node)]


def _unique(found: dict[str, list[Declaration]], names: Names) -> dict[str, list[Declaration]]:
    # Rules, dimensions and checks share one space of names; every other section has its own, and what was published has no names.
    together = ("dimensions", "parameters", "formulas", "checks")
    spaces = (together, *((each,) for each in SECTIONS if each not in (*together, "published")))
    for space in spaces:
        first: dict[str, Declaration] = {}
        for section in space:
            kept = []
            for each in found[section]:
                if each.name in first:
                    names.report("H202", each.key, [Label(first[each.name].key, "first")], name=each.name)
                else:
                    first[each.name] = each
                    kept.append(each)
            found[section] = kept
    return found


def _bind(read: _Read, top: Document, names: Names) -> RuleSet:
    found = _unique(_declarations(read, names), names)
    for each in found["units"]:
        bind_unit_name(each, names)
    for each in found["elements"]:
        bind_element(each, names)
    for each in found["sources"]:
        bind_source(each, names)
    for each in found["law"]:
        bind_decree(each, names)
    for each in found["elements"]:
        check_covers(each, names)
    for each in found["dimensions"]:
        bind_dimension(each, names)
    for each in found["dimensions"]:
        check_attributes(each, names)
        for attribute in names.dimensions[each.name].attributes.values():
            check_default(each, attribute, names)
    for each in [*found["parameters"], *found["formulas"]]:
        bind_header(each, names)
    rules = _bind_rules(read, found, names)
    checks = {each.name: bound for each in found["checks"] if (bound := bind_check(each, names))}
    published = [printed for each in found["published"] if (printed := bind_published(each.node, names))]
    reports = {each.name: bind_report(each, names) for each in found["reports"]}
    exceptions = {each.name: bind_exception(each, names) for each in found["law_exceptions"]}
    whole = _rule_set(read, top, names, rules, checks, published)
    plannings = bind_plannings(found["planning"], names)
    reactions = {each.name: bind_reaction(each, names) for each in found["reactions"]}
    disclaimer = bind_disclaimer(child(top.root.get("ruleset"), "disclaimer"), names)
    guardrails = {each.name: bind_guardrail(each, names) for each in found["guardrails"]}
    uses = tuple(each.text for each in items(child(top.root.get("ruleset"), "uses")) if isinstance(each, Scalar))
    return replace(
        whole,
        reports=reports,
        law=names.law,
        law_exceptions=exceptions,
        plannings=plannings,
        reactions=reactions,
        disclaimer=disclaimer,
        guardrails=guardrails,
        unit_names=names.unit_names,
        uses=uses,
    )


def _bind_rules(read: _Read, found: dict[str, list[Declaration]], names: Names) -> dict[str, Rule]:
    rules: dict[str, Rule] = {}
    for each in [*found["parameters"], *found["formulas"]]:
        header = names.headers[each.name]
        bound: Parameter | Formula | None = None
        if header.per is not None and header.unit is not None:
            if each.section == "parameters":
                bound = bind_parameter(each, header.unit, header.per, names, lambda declaration, path: _csv(read, names, declaration, path))
            else:
                bound = bind_rule_formula(each, header.unit, header.per, names)
        if bound is not None:
            rules[each.name] = bound
    return rules


def _csv(read: _Read, names: Names, declaration: Declaration, path: Scalar) -> Rows | None:
    return read_rows(read.tree, read.folders[declaration.document.file], names, read.texts, declaration, path)


def _rule_set(read: _Read, top: Document, names: Names, rules: Mapping[str, Rule], checks: Mapping[str, Check], published: list[Published]) -> RuleSet:
    block = top.root.get("ruleset")
    result = scalar(block, "result")
    if result and result.text not in names.headers:
        names.unknown("H203", result.span, result.text, names.headers, ("parameters", "formulas"))
    key = top.root.key("ruleset")
    return RuleSet(
        required(block, "name"),
        required(block, "label"),
        required(block, "language"),
        names.currency,
        date.fromisoformat(required(block, "day")),
        result.text if result else None,
        key.span if key else Span.of_file(top.file),
        names.sources,
        names.units,
        names.elements,
        names.dimensions,
        rules,
        tuple(published),
        checks,
        read.texts,
        text(block, "note"),
    )
