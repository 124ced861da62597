"""Where something is said in the rules: by name, label, alias, member, source, note or quote, whatever the case and accents."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from ..calculating.calculation import Calculation
from ..calculating.graph import dependencies
from ..diagnostics import Span
from ..expression import Fixed, Is, Read, reads, walk
from ..model import Citation, Dimension, Entry, Formula, Member, Parameter, Published, Rule, RuleSet, Value
from ..reading.names import suggest

KINDS = (
    "parameter", "formula", "check", "dimension", "member", "element", "decree", "unit", "source", "published", "report", "planning", "step", "reaction",
    "note", "quote",
)  # fmt: skip
"""What can be found, in the order in which it is shown."""


@dataclass(frozen=True, slots=True)
class Hit:
    """
    Something that was found: what it is, where it stands, and what to know of it.

    `text` is its label, or for a note or quote what it says; `also` are its other names. `rule` is the
    rule that a note or quote belongs to. `rank` is 0 where what was asked is its very name.
    """

    kind: str
    name: str
    text: str
    span: Span
    rank: int
    also: tuple[str, ...] = ()
    rule: str | None = None


@dataclass(frozen=True, slots=True)
class Use:
    """What is known of a rule: its values in force, what it reads, what reads it, and where it was published."""

    rule: Rule
    values: tuple[Value, ...] = ()
    entries: tuple[Entry, ...] = ()
    reads: tuple[str, ...] = ()
    read_by: tuple[str, ...] = ()
    checked_by: tuple[str, ...] = ()
    published: tuple[Published, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """All hits, those of the very name first, and what is known of them: of rules, of the rules that use names, and of sources."""

    rules: RuleSet
    day: date
    words: tuple[str, ...]
    hits: tuple[Hit, ...]
    uses: dict[str, Use] = field(default_factory=dict)
    users: dict[Hit, tuple[str, ...]] = field(default_factory=dict)
    cited: dict[str, tuple[tuple[str, Citation], ...]] = field(default_factory=dict)


def search(calculation: Calculation, words: Sequence[str]) -> Found:
    """Find everything that holds all the words."""
    rules = calculation.rules
    asked = [each for each in map(simplified, words) if each]
    hits = list(_hits(rules, asked)) if asked else []
    order = {kind: at for at, kind in enumerate(KINDS)}
    ranked = tuple(sorted(dict.fromkeys(hits), key=lambda each: (order[each.kind], each.rank, each.name, each.span)))
    named = {each.name for each in ranked if each.kind in ("parameter", "formula")}
    cited = {each.name: tuple((by, one) for by, one in _cited(rules) if one and one.ref == each.name) for each in ranked if each.kind == "source"}
    return Found(rules, calculation.day, tuple(words), ranked, _uses(calculation, named), {each: _users(rules, each) for each in ranked}, cited)


def nearest(rules: RuleSet, words: Iterable[str]) -> str:
    """Return the name in the rules that is most like one of the words, or nothing."""
    known = dict.fromkeys(part for name in _names(rules) for part in (name, *name.split()))
    return next(filter(None, (suggest(each, known) for each in words)), "")


def simplified(text: str) -> str:
    """Return a text without capitals, accents, underscores and double spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("_", " "))
    return " ".join("".join(each for each in letters if not unicodedata.combining(each)).split())


def _names(rules: RuleSet) -> Iterator[str]:
    yield from rules.rules
    yield from rules.dimensions
    yield from rules.sources
    yield from rules.elements
    yield from rules.checks
    for dimension in rules.dimensions.values():
        for member in dimension.members.values():
            yield from (member.name, member.label, *member.aliases)
    yield from (each.label for each in rules.rules.values())


class _Matcher:
    """Ranks what holds all words: 0 for the very name, 1 where its names hold them, 2 where its label does too, None where they are not there."""

    def __init__(self, asked: Sequence[str]) -> None:
        self._asked = asked
        self._whole = " ".join(asked)

    def rank(self, names: Iterable[str], label: str = "") -> int | None:
        simple = [simplified(each) for each in (*names, label) if each]
        if self._whole in simple:
            return 0
        if any(each.startswith(self._whole) for each in simple):
            return 1
        together = " ".join(simple)
        return 2 if all(each in together for each in self._asked) else None


def _hits(rules: RuleSet, asked: Sequence[str]) -> Iterator[Hit]:
    matcher = _Matcher(asked)
    for hit, names in _things(rules):
        rank = matcher.rank(names, hit.text)
        if rank is not None:
            yield Hit(hit.kind, hit.name, hit.text, hit.span, rank, hit.also, hit.rule)
    for hit in _texts(rules):
        rank = matcher.rank((), hit.text)
        if rank is not None:
            yield Hit(hit.kind, hit.name, hit.text, hit.span, 3, hit.also, hit.rule)


def _things(rules: RuleSet) -> Iterator[tuple[Hit, tuple[str, ...]]]:
    """Go through what has a name."""
    for rule in rules.rules.values():
        kind = "parameter" if isinstance(rule, Parameter) else "formula"
        former = (rule.formerly,) if rule.formerly else ()
        yield Hit(kind, rule.name, rule.label, rule.span, 0, former), (rule.name, *former)
    for check in rules.checks.values():
        yield Hit("check", check.name, check.label, check.span, 0), (check.name,)
    for dimension in rules.dimensions.values():
        yield Hit("dimension", dimension.name, dimension.label, dimension.span, 0), (dimension.name,)
        yield from (_member(dimension, each) for each in dimension.members.values())
    for decree in rules.law.values():
        yield Hit("decree", decree.name, decree.label, decree.span, 0, (decree.jci,)), (decree.name, decree.jci, *decree.elements.values())
    for report in rules.reports.values():
        yield Hit("report", report.name, report.label, report.span, 0), (report.name,)
    yield from _process(rules)
    for element in rules.elements.values():
        yield Hit("element", element.name, element.label, element.span, 0), (element.name,)
    for name, label in rules.units.items():
        yield Hit("unit", name, label, _unit_span(rules, name), 0), (name,)
    for source in rules.sources.values():
        yield Hit("source", source.name, source.title, source.span, 0), (source.name, source.publisher)
    for published in rules.published:
        yield Hit("published", published.of, published.label, published.span, 0, rule=published.of), (published.citation.at,)


def _process(rules: RuleSet) -> Iterator[tuple[Hit, tuple[str, ...]]]:
    """Go through how the figures came about: what was planned, and the reactions to it."""
    for planning in rules.plannings.values():
        yield Hit("planning", planning.name, planning.label, planning.span, 0), (planning.name,)
        for step in planning.steps.values():
            also = tuple(filter(None, (step.when, step.who, step.decides)))
            yield Hit("step", f"{planning.name}.{step.name}", step.label, step.span, 0, also), (step.name, *also)
    for reaction in rules.reactions.values():
        yield Hit("reaction", reaction.name, reaction.label, reaction.span, 0), (reaction.name, *filter(None, (reaction.text, reaction.answer)))


def _member(dimension: Dimension, member: Member) -> tuple[Hit, tuple[str, ...]]:
    also = (*member.aliases, *filter(None, [member.formerly]))
    return Hit("member", f"{dimension.name}={member.name}", member.label, member.span, 0, also), (member.name, *also)


def _unit_span(rules: RuleSet, name: str) -> Span:
    """Return a place where a unit is used: where it was declared is not kept."""
    return next((each.span for each in rules.rules.values() if name in each.unit.names), rules.span)


def _texts(rules: RuleSet) -> Iterator[Hit]:
    """Go through what is said about things: notes, and the words of sources."""
    for name, note, span in (*_notes_of_rules(rules), *_notes_of_names(rules)):
        if note:
            yield Hit("note", name, note, span, 3, rule=name if name in rules.rules else None)
    for name, citation in _cited(rules):
        for text, span in citation.quotes if citation else ():
            yield Hit("quote", name, text, span, 3, rule=name if name in rules.rules else None)


class _Noted(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def note(self) -> str | None: ...
    @property
    def span(self) -> Span: ...


class _Cited(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def citation(self) -> Citation | None: ...


def _notes_of_rules(rules: RuleSet) -> Iterator[tuple[str, str | None, Span]]:
    for rule in rules.rules.values():
        yield rule.name, rule.note, rule.span
        yield from ((rule.name, each.note, each.span) for each in (rule.entries if isinstance(rule, Parameter) else ()))
    yield from ((each.of, each.note, each.span) for each in rules.published)
    yield from ((each.name, each.note, each.span) for each in rules.checks.values())


def _notes_of_names(rules: RuleSet) -> Iterator[tuple[str, str | None, Span]]:
    things: tuple[_Noted, ...] = (*rules.sources.values(), *rules.elements.values(), *rules.plannings.values(), *rules.reactions.values())
    things += (*rules.reports.values(), *rules.law.values(), *rules.law_exceptions.values())
    yield from ((each.name, each.note, each.span) for each in things)
    yield from ((f"{one.name}.{each.name}", each.note, each.span) for one in rules.plannings.values() for each in one.steps.values())
    for dimension in rules.dimensions.values():
        yield dimension.name, dimension.note, dimension.span
        yield from ((f"{dimension.name}={each.name}", each.note, each.span) for each in dimension.members.values())


def _cited(rules: RuleSet) -> Iterator[tuple[str, Citation | None]]:
    for rule in rules.rules.values():
        if isinstance(rule, Formula):
            yield rule.name, rule.citation
        else:
            yield from ((rule.name, each.citation) for each in rule.entries)
    yield from ((each.of, each.citation) for each in rules.published)
    things: tuple[_Cited, ...] = (*rules.checks.values(), *rules.reports.values(), *rules.law.values(), *rules.law_exceptions.values())
    things += (*rules.plannings.values(), *rules.reactions.values())
    yield from ((each.name, each.citation) for each in things)
    yield from [(rules.name, rules.disclaimer.citation)] if rules.disclaimer else []


def _users(rules: RuleSet, hit: Hit) -> tuple[str, ...]:
    """Return the rules that use a dimension, a member, a cost element or a unit."""
    dimension, _, member = hit.name.partition("=")
    tests: dict[str, Callable[[Rule], bool]] = {
        "dimension": lambda rule: hit.name in rule.per,
        "member": lambda rule: _names_member(rules, rule, dimension, member),
        "element": lambda rule: rule.element == hit.name,
        "unit": lambda rule: hit.name in rule.unit.names,
    }
    return tuple(rule.name for rule in rules.rules.values() if tests[hit.kind](rule)) if hit.kind in tests else ()


def _names_member(rules: RuleSet, rule: Rule, dimension: str, member: str) -> bool:
    """Say whether a table of a parameter, or the text of a formula, names a member."""
    if isinstance(rule, Parameter):
        return dimension in rule.per and any(cell[rule.per.index(dimension)] == member for each in rule.entries for cell in each.cells)
    if any(each.dimension == dimension and not each.attribute and member in each.values for variant in rule.variants for each in variant.conditions):
        return True
    for part in (each for variant in rule.variants for each in walk(variant.expression)):
        if isinstance(part, Is) and (part.dimension, part.member) == (dimension, member):
            return True
        if isinstance(part, Read) and (dimension, Fixed(member)) in zip(rules.rules[part.rule].per, part.selectors, strict=True):
            return True
    return False


def _uses(calculation: Calculation, names: Iterable[str]) -> dict[str, Use]:
    rules = calculation.rules
    needs = dependencies(rules.rules)
    checked = {check.name: {each.rule for each in reads(check.expression)} for check in rules.checks.values()}
    found = {}
    for name in sorted(names):
        standing = calculation.standing(name)
        found[name] = Use(
            rules.rules[name],
            tuple(each.datum.value for each in standing.values()),
            tuple({id(each.entry): each.entry for each in standing.values()}.values()),
            needs[name],
            tuple(each for each in rules.rules if name in needs[each]),
            tuple(each for each, read in checked.items() if name in read),
            tuple(each for each in rules.published if each.of == name),
        )
    return found
