"""Which cells are meant: a rule, and the members chosen of its dimensions or of their attributes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import TypeVar

from ..model import Cell, RuleSet
from ..problems.entries import Words
from ..reading.names import suggest

_Name = TypeVar("_Name")

LISTED = 12
"""Of a longer list of what could be chosen only the beginning is shown."""


class Unanswerable(Exception):
    """A question that these rules cannot be asked; exit code 2."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(nl, en)


@dataclass(frozen=True, slots=True)
class Choice:
    """A rule and, for each of its dimensions, the members that are meant."""

    rule: str
    members: Mapping[str, tuple[str, ...]]

    def cells(self) -> Iterator[Cell]:
        """Go through the cells chosen, the last dimension running fastest."""
        return product(*self.members.values())

    def one(self) -> Cell:
        """Return the one cell chosen; raises `Unanswerable` with what is still to be chosen."""
        left = {name: members for name, members in self.members.items() if len(members) > 1}
        if left:
            count = prod(map(len, left.values()))
            shown = "; ".join(f"{name}={_listed(members)}" for name, members in left.items())
            raise Unanswerable(f"dit zijn {count} cellen van `{self.rule}`; kies nog {shown}", f"these are {count} cells of `{self.rule}`; choose {shown}")
        return tuple(members[0] for members in self.members.values())


@dataclass(frozen=True, slots=True)
class _Axis:
    """What members are chosen by: a dimension itself, or one of its attributes."""

    dimension: str
    attribute: str | None = None

    @property
    def shown(self) -> str:
        return f"{self.dimension}.{self.attribute}" if self.attribute else self.dimension


def choose(rules: RuleSet, rule: str | None = None, choices: Mapping[str, tuple[str, ...]] | None = None) -> Choice:
    """
    Find what is meant by a name of a rule (else the result of the rule set) and by `dimension: members`.

    A dimension may also be an attribute of one; a member may also be called by its label or an alias.
    Raises `Unanswerable`.
    """
    name = _rule(rules, rule)
    members = {each: tuple(rules.dimensions[each].members) for each in rules.rules[name].per}
    for asked, wanted in (choices or {}).items():
        axis = _axis(rules, name, asked)
        codes = {_member(rules, axis, each) for each in wanted}
        members[axis.dimension] = tuple(each for each in members[axis.dimension] if _code(rules, axis, each) in codes)
        if not members[axis.dimension]:
            shown = " ".join(f"{each}={member}" for each, listed in (choices or {}).items() for member in listed)
            raise Unanswerable(f"geen cel van `{name}` past bij {shown}", f"no cell of `{name}` fits {shown}")
    return Choice(name, members)


def _rule(rules: RuleSet, asked: str | None) -> str:
    if asked is None:
        if rules.result is None:
            raise Unanswerable("noem een regel: deze regelset heeft geen `result`", "name a rule: this rule set has no `result`")
        return rules.result
    names = {name: (name, rule.label) for name, rule in rules.rules.items()}
    found = _called(asked, names)
    if len(found) == 1:
        return found[0]
    if found:
        raise _ambiguous(asked, found)
    if cells := list(_members_called(asked, rules)):
        raise Unanswerable(f"`{asked}` is geen regel maar een lid: schrijf `{cells[0]}`", f"`{asked}` is no rule but a member: write `{cells[0]}`")
    raise _unknown(f"er is geen regel `{asked}`", f"there is no rule `{asked}`", asked, names)


def _members_called(asked: str, rules: RuleSet) -> Iterator[str]:
    for dimension in rules.dimensions.values():
        for member in _called(asked, {each.name: (each.name, each.label, *each.aliases) for each in dimension.members.values()}):
            yield f"{dimension.name}={member}"


def _axis(rules: RuleSet, rule: str, asked: str) -> _Axis:
    per = rules.rules[rule].per
    if asked in per:
        return _Axis(asked)
    axes = dict(_axes(rules, per))
    found = _called(asked, axes)
    if len(found) == 1:
        return found[0]
    if found:
        raise _ambiguous(asked, [each.shown for each in found])
    names = {each.attribute or each.dimension: called for each, called in axes.items()}
    raise _unknown(f"`{rule}` wordt niet gekozen met `{asked}`", f"`{rule}` is not chosen by `{asked}`", asked, names)


def _axes(rules: RuleSet, per: Iterable[str]) -> Iterator[tuple[_Axis, tuple[str, ...]]]:
    for name in per:
        dimension = rules.dimensions[name]
        yield _Axis(name), (name, dimension.label)
        for attribute in dimension.attributes.values():
            yield _Axis(name, attribute.name), (attribute.name, f"{name}.{attribute.name}", *filter(None, [attribute.target]))


def _code(rules: RuleSet, axis: _Axis, member: str) -> str | None:
    return rules.dimensions[axis.dimension].members[member].attributes.get(axis.attribute) if axis.attribute else member


def _member(rules: RuleSet, axis: _Axis, asked: str) -> str:
    names = _member_names(rules, axis)
    found = _called(asked, names)
    if len(found) == 1:
        return found[0]
    if found:
        raise _ambiguous(asked, found)
    raise _unknown(f"`{axis.shown}` kan niet `{asked}` zijn", f"`{axis.shown}` cannot be `{asked}`", asked, names)


def _member_names(rules: RuleSet, axis: _Axis) -> dict[str, tuple[str, ...]]:
    attribute = rules.dimensions[axis.dimension].attributes[axis.attribute] if axis.attribute else None
    if attribute and attribute.target is None:
        return {each: (each,) for each in attribute.choices}
    dimension = rules.dimensions[attribute.target if attribute and attribute.target else axis.dimension]
    return {each.name: (each.name, each.label, *each.aliases) for each in dimension.members.values()}


def _called(asked: str, names: Mapping[_Name, tuple[str, ...]]) -> list[_Name]:
    """Return what is called so: first by its own name, then by any name as written, then whatever the case."""
    tests = (lambda called: called[0] == asked, lambda called: asked in called, lambda called: asked.casefold() in map(str.casefold, called))
    return next(filter(None, ([each for each, called in names.items() if fits(called)] for fits in tests)), [])


def _ambiguous(asked: str, found: Iterable[str]) -> Unanswerable:
    shown = _listed(tuple(found))
    return Unanswerable(f"`{asked}` kan meer betekenen: {shown}", f"`{asked}` can mean several things: {shown}")


def _unknown(nl: str, en: str, asked: str, names: Mapping[str, tuple[str, ...]]) -> Unanswerable:
    """Say that nothing is called so, with what is most like it, else what there is."""
    by_name = {called: name for name, all_names in names.items() for called in reversed(all_names)}
    near = suggest(asked, by_name)
    if near:
        return Unanswerable(f"{nl}; bedoelde u `{by_name[near]}`?", f"{en}; did you mean `{by_name[near]}`?")
    shown = _listed(tuple(names))
    return Unanswerable(f"{nl}, wel: {shown}", f"{en}; there is: {shown}")


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(names[:LISTED]) + (", ..." if len(names) > LISTED else "")
