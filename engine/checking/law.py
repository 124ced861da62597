"""The law: a tariff that is built up has every cost element that its decree asks for, and what is said of that holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ..calculating.derivation import Derivation
from ..calculating.law import Coverage, coverage
from ..diagnostics import Diagnostic, Label
from ..model import RuleSet

Fields = dict[str, str | tuple[str, ...]]


def check_law(derivation: Derivation) -> Iterator[Diagnostic]:
    """Report the elements of a decree that tariffs lack, exceptions that are none, and cost elements that leave a decree unsaid."""
    rules, found = derivation.calculation.rules, coverage(derivation)
    yield from _not_in_force(derivation, found)
    yield from _missing(rules, found)
    yield from _no_exceptions(rules, found)
    yield from _unsaid(rules, found)


def _not_in_force(derivation: Derivation, coverages: Sequence[Coverage]) -> Iterator[Diagnostic]:
    """Report tariffs that answer to a decree of a later day: nothing says what has to be in them."""
    waiting: dict[str, list[Coverage]] = {}
    for each in coverages:
        if each.state == "not_in_force":
            waiting.setdefault(each.decree.name, []).append(each)
    for found in waiting.values():
        decree, day = found[0].decree, derivation.calculation.day
        fields: Fields = {"name": decree.name, "decree": decree.label, "day": day.isoformat(), "from": decree.valid_from.isoformat()}
        yield Diagnostic("H719", decree.span, {**fields, "members": _members(found)})


def _missing(rules: RuleSet, coverages: Sequence[Coverage]) -> Iterator[Diagnostic]:
    lacking: dict[tuple[str, str], list[Coverage]] = {}
    for each in coverages:
        for letter in each.missing:
            lacking.setdefault((each.decree.name, letter), []).append(each)
    for (name, letter), found in lacking.items():
        decree, result = rules.law[name], rules.rules[rules.result or ""]
        fields: Fields = {"letter": letter, "element": decree.elements[letter], "decree": decree.label, "members": _members(found)}
        yield Diagnostic("H709", result.span, fields, (Label(decree.span, "decree"),), rule=result.name)


def _no_exceptions(rules: RuleSet, coverages: Sequence[Coverage]) -> Iterator[Diagnostic]:
    """Report exceptions for what is in the tariffs after all, and those that no tariff meets."""
    in_force = {each.decree.name for each in coverages if each.state != "not_in_force"}
    for exception in rules.law_exceptions.values():
        met = [each for each in coverages if exception in each.excepted.values()]
        for letter in exception.elements:
            there = [each for each in met if each.state == "built_up" and letter in each.covered]
            if there:
                decree = rules.law[exception.decree]
                fields: Fields = {"name": exception.name, "letter": letter, "element": decree.elements[letter], "members": _members(there)}
                yield Diagnostic("H715", exception.span, fields)
        if not met and exception.decree in in_force:
            yield Diagnostic("H716", exception.span, {"name": exception.name})


def _unsaid(rules: RuleSet, coverages: Sequence[Coverage]) -> Iterator[Diagnostic]:
    """Report cost elements of tariffs that do not say what they cover of the decree that those answer to."""
    unsaid: dict[str, dict[str, None]] = {}
    for each in coverages:
        for name in each.elements if each.state == "built_up" else ():
            if each.decree.name not in rules.elements[name].covers:
                unsaid.setdefault(name, {})[each.decree.name] = None
    for name, decrees in unsaid.items():
        yield Diagnostic("H717", rules.elements[name].span, {"name": name, "decrees": tuple(decrees)})


def _members(found: Sequence[Coverage]) -> tuple[str, ...]:
    return tuple(each.member.name for each in found)
