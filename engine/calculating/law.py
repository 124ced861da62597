"""Which cost elements the law asks for, and which parameters of a tariff cover them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..model import Cell, Decree, Dimension, LawException, Member, RuleSet, State
from .derivation import Derivation
from .inputs import Names


@dataclass(frozen=True, slots=True)
class Coverage:
    """
    What covers the elements of a decree in the tariff of one member, such as a product, over all its cells.

    `state` is `built_up`, `given` (how the amount is made up was not published), `nmb`, or `not_in_force` where the decree
    holds only from a later day. `covered` holds by letter
    the names of parameters by cost element; `elements` are all cost elements in the tariff. Only what is built up can
    miss an element.
    """

    member: Member
    decree: Decree
    state: str
    covered: Mapping[str, Mapping[str, tuple[str, ...]]]
    excepted: Mapping[str, LawException]
    elements: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """Return the letters of the elements that nothing covers and that no exception explains."""
        if self.state != "built_up":
            return ()
        return tuple(each for each in self.decree.elements if each not in self.covered and each not in self.excepted)


def subject_of(rules: RuleSet) -> str | None:
    """Return the dimension of the result whose members answer to a decree, such as product, if there is one."""
    per = rules.rules[rules.result].per if rules.result in rules.rules and rules.result else ()
    return next((each for each in per if any(_decree_name(rules, each, one) for one in rules.dimensions[each].members)), None)


def answering(rules: RuleSet) -> tuple[Dimension, ...]:
    """Return the dimensions through which the members of the result name a decree, such as product or domain."""
    subject = subject_of(rules)
    if subject is None:
        return ()
    own = rules.dimensions[subject]
    found = [own, *(rules.dimensions[each.target] for each in own.attributes.values() if each.target)]
    return tuple({each.name: each for each in found if any(one.law for one in each.attributes.values())}.values())


def coverage(derivation: Derivation) -> tuple[Coverage, ...]:
    """Return for every member that answers to a decree what covers its elements, or that the decree is not in force yet."""
    calculation = derivation.calculation
    rules, subject = calculation.rules, subject_of(calculation.rules)
    if subject is None or rules.result is None:
        return ()
    at = rules.rules[rules.result].per.index(subject)
    cells: dict[str, list[Cell]] = {}
    for cell in calculation.cells(rules.result):
        cells.setdefault(cell[at], []).append(cell)
    names = Names(derivation)
    return tuple(each for member, own in cells.items() if (each := _covering(derivation, names, subject, member, own)))


def _covering(derivation: Derivation, names: Names, subject: str, name: str, cells: list[Cell]) -> Coverage | None:
    calculation = derivation.calculation
    rules, member = calculation.rules, calculation.rules.dimensions[subject].members[name]
    decree = rules.law.get(_decree_name(rules, subject, name) or "")
    if decree is None:
        return None
    if decree.valid_from > calculation.day:
        return Coverage(member, decree, "not_in_force", {}, {})
    excepted = {
        letter: each for each in rules.law_exceptions.values() if each.decree == decree.name and _meets(each, subject, member) for letter in each.elements
    }
    known = _elements(rules, names, cells)
    return Coverage(member, decree, _state(derivation, cells), _covered(rules, decree, known), excepted, tuple(known))


def _state(derivation: Derivation, cells: list[Cell]) -> str:
    result = derivation.calculation.rules.result or ""
    priced = [cell for cell in cells if not isinstance(derivation.calculation.value(result, cell), State)]
    if not priced:
        return "nmb"
    whole = all(derivation.footing(result, cell).given for cell in priced)
    return "given" if whole else "built_up"


def _elements(rules: RuleSet, names: Names, cells: list[Cell]) -> dict[str, tuple[str, ...]]:
    """Return the cost elements that tariffs rest on, in the order of the build-up, with the names of their parameters."""
    known: dict[str, dict[str, None]] = {}
    for cell in cells:
        for element, name in names.below((rules.result or "", cell)):
            if element is not None:
                known.setdefault(element, {})[name] = None
    return {each: tuple(known[each]) for each in sorted(known, key=lambda each: rules.elements[each].order)}


def _covered(rules: RuleSet, decree: Decree, known: Mapping[str, tuple[str, ...]]) -> dict[str, dict[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for letter in decree.elements:
        covering = {each: names for each, names in known.items() if letter in rules.elements[each].covers.get(decree.name, ())}
        if covering:
            found[letter] = covering
    return found


def _decree_name(rules: RuleSet, dimension: str, name: str) -> str | None:
    """Return the decree that a member names, itself or through one of its attributes."""
    member = rules.dimensions[dimension].members[name]
    return next(_decrees_named(rules, dimension, member), None)


def _decrees_named(rules: RuleSet, dimension: str, member: Member) -> Iterator[str]:
    attributes = rules.dimensions[dimension].attributes
    yield from (member.attributes[each.name] for each in attributes.values() if each.law and each.name in member.attributes)
    for each in attributes.values():
        if each.target and each.name in member.attributes:
            there = rules.dimensions[each.target]
            further = there.members[member.attributes[each.name]]
            yield from (further.attributes[one.name] for one in there.attributes.values() if one.law and one.name in further.attributes)


def _meets(exception: LawException, dimension: str, member: Member) -> bool:
    return all(
        each.dimension == dimension and (member.attributes.get(each.attribute) if each.attribute else member.name) in each.values
        for each in exception.conditions
    )
