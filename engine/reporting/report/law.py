"""The report on the law: which cost elements cover what the law asks for, tariff by tariff."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from ...calculating.law import Coverage, answering
from ...model import Decree, LawException, RuleSet
from ...problems.entries import Words
from ..disclaimers import head_data, notes_of
from ..documents import show_document
from ..numbers import show_day
from ..overlays import laid_over
from ..provenance import source_of
from .blocks import Block, Heading, Lines, Table
from .data import cited

LABEL = Words("Wettelijke kostenelementen in elk tarief", "Legal cost elements in every tariff")

_AS_OF = Words("{label}, peildatum {day}", "{label}, as of {day}")
_READ = Words(
    "In de tabel staan de nummers van de kostenelementen die een wettelijk onderdeel dekken; eronder welke parameters dat zijn. Welk element welk onderdeel "
    "dekt, hebben de regels gekozen (`covers`); de wet zegt het niet.",
    "The table has the numbers of the cost elements that cover what the law asks for; below it stand their parameters. Which element covers what was chosen "
    "by the rules (`covers`); the law does not say it.",
)
_NOTHING = Words(
    "Geen van de tarieven noemt een besluit (een attribuut dat naar `law` wijst) dat op deze dag geldt.",
    "None of the tariffs names a decree (an attribute that points to `law`) that is in force on this day.",
)
_FROM = Words("{jci}, geldig vanaf {day}; {source}", "{jci}, in force from {day}; {source}")
_STATES = {
    "built_up": Words("opgebouwd", "built up"),
    "given": Words("niet opgebouwd", "not built up"),
    "nmb": Words("nmb", "nmb"),
    "not_in_force": Words("geen besluit van kracht", "no decree in force"),
}
_MISSING = Words("ontbreekt", "missing")
_EXCEPTED = Words("zie {sign}", "see {sign}")
_COUNTED = Words(
    "{built_up} opgebouwd, waarvan {missing} met een onderdeel dat ontbreekt; {given} niet opgebouwd (het tarief is als geheel overgenomen); {nmb} nmb",
    "{built_up} built up, {missing} of them with an element that is missing; {given} not built up (the tariff was taken over as a whole); {nmb} nmb",
)
_NOT_IN_FORCE = Words("{n} zonder besluit dat op {day} van kracht is", "{n} without a decree in force on {day}")
_ALSO = Words("Wat de regels erover zeggen", "What the rules say of it")
_COVERING = Words("{order} {label}: {parameters}", "{order} {label}: {parameters}")
_COVERS_NOTHING = Words("{order} {label}: dekt geen van deze onderdelen", "{order} {label}: covers none of these")


def page(rules: RuleSet, day: date, found: Sequence[Coverage], language: str) -> Iterator[Block]:
    """Go through the blocks of the report."""
    yield Heading(LABEL.of(language), 1)
    first = _AS_OF.of(language).format(label=rules.label, day=show_day(day, language))
    over = [laid_over(rules, language)] if rules.overlays else []
    yield Lines((first, *over, (_READ if found else _NOTHING).of(language)))
    if notes := notes_of(rules, language):
        yield Lines(tuple(notes))
    for _, group in groupby(sorted(found, key=lambda each: list(rules.law).index(each.decree.name)), key=lambda each: each.decree.name):
        own = list(group)
        yield from _of_decree(rules, day, own, language)
    if said := list(_said(rules, found)):
        yield Heading(_ALSO.of(language))
        yield Lines(tuple(said))


def _said(rules: RuleSet, found: Sequence[Coverage]) -> Iterator[str]:
    """Go through what the rules say of what was held against the law: of the way from tariffs to decrees, and of cost elements."""
    yield from (each.note for each in answering(rules) if found and each.note)
    used = {name for each in found if each.state == "built_up" for name in each.elements}
    yield from (f"{each.order} {each.label}: {each.note}" for each in rules.elements.values() if each.name in used and each.note)


def _of_decree(rules: RuleSet, day: date, found: Sequence[Coverage], language: str) -> Iterator[Block]:
    decree = found[0].decree
    yield Heading(decree.label)
    about = (
        _FROM.of(language).format(jci=decree.jci, day=show_day(decree.valid_from, language), source=source_of(rules, decree.citation))
        if decree.citation
        else ""
    )
    asked = [f"{letter}: {text}" for letter, text in decree.elements.items()]
    yield Lines(tuple(each for each in (about, decree.note or "", *asked) if each))
    signs = _signs(found)
    yield Table([["", *decree.elements, ""], *(_row(rules, each, signs, language) for each in found)])
    exceptions = ((sign, rules.law_exceptions[name]) for name, sign in signs.items())
    yield Lines((*(f"{sign} {each.label}: {each.note}" for sign, each in exceptions), _counted(found, day, language)))
    yield Lines(tuple(_parameters(rules, found, language)))


def _signs(found: Sequence[Coverage]) -> dict[str, str]:
    """Return a sign for each exception that is used."""
    used = [each.name for one in found if one.state == "built_up" for letter, each in one.excepted.items() if letter not in one.covered]
    return {name: f"[{at}]" for at, name in enumerate(dict.fromkeys(used), 1)}


def _row(rules: RuleSet, coverage: Coverage, signs: dict[str, str], language: str) -> list[str]:
    shown = [_cell(rules, coverage, letter, signs, language) if coverage.state == "built_up" else "" for letter in coverage.decree.elements]
    return [coverage.member.label, *shown, _STATES[coverage.state].of(language)]


def _cell(rules: RuleSet, coverage: Coverage, letter: str, signs: dict[str, str], language: str) -> str:
    if letter in coverage.covered:
        return " ".join(str(rules.elements[each].order) for each in coverage.covered[letter])
    if letter in coverage.excepted:
        return _EXCEPTED.of(language).format(sign=signs[coverage.excepted[letter].name])
    return _MISSING.of(language)


def _counted(found: Sequence[Coverage], day: date, language: str) -> str:
    counts = {state: sum(each.state == state for each in found) for state in _STATES}
    if waiting := counts.pop("not_in_force"):
        # A decree holds for all tariffs that answer to it, or for none.
        return _NOT_IN_FORCE.of(language).format(n=waiting, day=show_day(day, language))
    return _COUNTED.of(language).format(**counts, missing=sum(bool(each.missing) for each in found))


def _parameters(rules: RuleSet, found: Sequence[Coverage], language: str) -> Iterator[str]:
    names: dict[str, dict[str, None]] = {}
    for each in found:
        if each.state == "built_up":
            for covering in each.covered.values():
                for element, parameters in covering.items():
                    names.setdefault(element, {}).update(dict.fromkeys(parameters))
    used = dict.fromkeys(name for each in found if each.state == "built_up" for name in each.elements)
    for noun in sorted((rules.elements[each] for each in used), key=lambda each: each.order):
        if noun.name in names:
            named = "; ".join(f"{rules.rules[each].label} ({each})" for each in names[noun.name])
            yield _COVERING.of(language).format(order=noun.order, label=noun.label, parameters=named)
        else:
            yield _COVERS_NOTHING.of(language).format(order=noun.order, label=noun.label)


def show_law_json(rules: RuleSet, day: date, found: Sequence[Coverage], language: str) -> str:
    """Show the report as a JSON document."""
    used = {id(each.decree) for each in found}
    excepted = {one.name for each in found for one in each.excepted.values()}
    body = {
        "decrees": [_decree_data(each) for each in rules.law.values() if id(each) in used],
        "exceptions": [_exception_data(each) for name, each in rules.law_exceptions.items() if name in excepted],
        "tariffs": [_row_data(each) for each in found],
    }
    return show_document(rules.name, day, {**head_data(rules), "topic": "law", "label": LABEL.of(language), **body})


def _decree_data(decree: Decree) -> dict[str, Any]:
    return {
        "name": decree.name,
        "label": decree.label,
        "jci": decree.jci,
        "valid_from": decree.valid_from.isoformat(),
        "elements": dict(decree.elements),
        "source": cited(decree.citation),
        "note": decree.note,
    }


def _exception_data(exception: LawException) -> dict[str, Any]:
    return {
        "name": exception.name,
        "label": exception.label,
        "decree": exception.decree,
        "elements": list(exception.elements),
        "source": cited(exception.citation),
        "note": exception.note,
    }


def _row_data(coverage: Coverage) -> dict[str, Any]:
    return {
        "member": coverage.member.name,
        "label": coverage.member.label,
        "decree": coverage.decree.name,
        "state": coverage.state,
        "covered": {letter: {element: list(names) for element, names in covering.items()} for letter, covering in coverage.covered.items()},
        "excepted": {letter: each.name for letter, each in coverage.excepted.items()},
        "missing": list(coverage.missing),
    }
