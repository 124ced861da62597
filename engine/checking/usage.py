"""Dead weight: what is declared and nothing uses, which is often a slip of the pen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..calculating.graph import ancestors, dependencies
from ..diagnostics import Diagnostic
from ..expression import walk
from ..model import Citation, Formula, Parameter, RuleSet
from .members import unused_members


def check_usage(rules: RuleSet) -> Iterator[Diagnostic]:
    """Report rules that no result needs, and sources, units, elements and members that nothing uses; a library is for others to use."""
    if rules.result is None:
        return
    yield from _unused_rules(rules)
    yield from _unused_names(rules)
    yield from _unused_dimensions(rules)


def _unused_rules(rules: RuleSet) -> Iterator[Diagnostic]:
    needs = dependencies(rules.rules)
    read = {each.rule for check in rules.checks.values() for each in walk(check.expression) if hasattr(each, "rule")}
    shown = [name for report in rules.reports.values() for name, _ in report.show if name in rules.rules]
    used = ancestors(needs, [*filter(None, [rules.result]), *read, *(each.of for each in rules.published), *shown])
    for name, rule in rules.rules.items():
        if name not in used and not rule.library:
            yield Diagnostic("H305", rule.span, {"name": name}, rule=name)


def _unused_names(rules: RuleSet) -> Iterator[Diagnostic]:
    cited = {each.ref for each in citations(rules)}
    own = own_files(rules)
    for name, source in rules.sources.items():
        if name not in cited and source.span.file in own:
            yield Diagnostic("H704", source.span, {"name": name})
    elements = {each.element for each in rules.rules.values()}
    for name, element in rules.elements.items():
        if name not in elements and element.span.file in own:
            yield Diagnostic("H307", element.span, {"name": name, "kind": "@element"})


def own_files(rules: RuleSet) -> set[str]:
    """Return the files of a rule set itself; only a library may declare what this rule set does not use."""
    folder, slash, _ = rules.span.file.rpartition("/")
    top = folder + slash
    return {file for file in rules.texts if file.startswith(top) and not file.startswith("../", len(top))}


def _unused_dimensions(rules: RuleSet) -> Iterator[Diagnostic]:
    own = own_files(rules)
    per = {name for rule in rules.rules.values() for name in rule.per} | {name for check in rules.checks.values() for name in check.per}
    per |= {name for report in rules.reports.values() for name, _ in report.show}
    targets = {each.target for dimension in rules.dimensions.values() for each in dimension.attributes.values()}
    for name, dimension in rules.dimensions.items():
        if name not in per | targets and dimension.span.file in own:
            yield Diagnostic("H307", dimension.span, {"name": name, "kind": "@dimension"})
    for member in unused_members(rules):
        if member.span.file in own:
            yield Diagnostic("H307", member.span, {"name": member.name, "kind": "@member"})


def citations(rules: RuleSet) -> Iterable[Citation]:
    """Go through every citation of a rule set."""
    for rule in rules.rules.values():
        if isinstance(rule, Parameter):
            yield from (each.citation for each in rule.entries if each.citation)
        elif isinstance(rule, Formula):
            yield rule.citation
    yield from (each.citation for each in rules.checks.values() if each.citation)
    yield from (each.citation for each in rules.published)
    yield from (each.citation for each in rules.reports.values() if each.citation)
    yield from (each.citation for each in rules.law.values() if each.citation)
    yield from (each.citation for each in rules.law_exceptions.values() if each.citation)
    yield from (each.citation for each in (*rules.plannings.values(), *rules.reactions.values(), rules.disclaimer) if each and each.citation)
