"""Lookalikes: what is gone and what is new that are the same but for the name, where no `formerly` says so."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeAlias, TypeVar

from ...diagnostics import Span
from ...model import Formula, Member, Parameter, Rule, RuleSet
from .renames import Renames
from .shapes import shape_of

Noun = TypeVar("Noun", Rule, Member)
_Mark: TypeAlias = Callable[[Any], Hashable]


@dataclass(frozen=True, slots=True)
class Lookalike:
    """
    A rule, or a member of a dimension, that looks like one that is gone.

    `same` says in what: its `label`, or the `content` whatever its label is. `span` is the place of the new one.
    """

    old: str
    new: str
    same: str
    span: Span
    dimension: str | None = None


def find_lookalikes(base: RuleSet, head: RuleSet) -> tuple[Lookalike, ...]:
    """Return what looks like a rename from `base`, told in the names of `head`, to `head`; nothing of which there are several candidates."""
    found = list(_pairs(_apart(base.rules, head.rules), (_label, _content_of_rule), None))
    for name in head.dimensions:
        sides = [side.dimensions[name].members if name in side.dimensions else {} for side in (base, head)]
        gone, new = _apart(*sides)
        if gone and new:
            contents = [_contents_of_members(side, name, members) for side, members in zip((base, head), (gone, new), strict=True)]
            known = {id(sides[at][member]): content for at in (0, 1) for member, content in contents[at].items()}
            found += _pairs((gone, new), (_label, partial(_known, known)), name)
    return tuple(found)


def as_renames(lookalikes: Iterable[Lookalike]) -> Renames:
    """Return lookalikes as what `formerly` would have said."""
    several = list(lookalikes)
    rules = {each.old: each.new for each in several if each.dimension is None}
    return Renames(rules, {(each.dimension, each.old): each.new for each in several if each.dimension is not None})


def _apart(base: Mapping[str, Noun], head: Mapping[str, Noun]) -> tuple[dict[str, Noun], dict[str, Noun]]:
    gone = {name: each for name, each in base.items() if name not in head}
    return gone, {name: each for name, each in head.items() if name not in base}


def _pairs(apart: tuple[dict[str, Noun], dict[str, Noun]], marks: tuple[_Mark, _Mark], dimension: str | None) -> Iterator[Lookalike]:
    gone, new = apart
    for same, mark in zip(("label", "content"), marks, strict=True):
        for old, now in _unique(gone, new, mark):
            yield Lookalike(old, now, same, new[now].span, dimension)
            del gone[old], new[now]


def _unique(gone: Mapping[str, Noun], new: Mapping[str, Noun], mark: _Mark) -> list[tuple[str, str]]:
    """Return those that have one mark in common, which no others have."""
    sides: list[dict[Hashable, list[str]]] = [{}, {}]
    for side, nouns in zip(sides, (gone, new), strict=True):
        for name, each in nouns.items():
            side.setdefault(mark(each), []).append(name)
    return [(names[0], sides[1][key][0]) for key, names in sides[0].items() if key is not None and len(names) == 1 == len(sides[1].get(key, ()))]


def _known(contents: Mapping[int, Hashable], noun: Member) -> Hashable:
    return contents[id(noun)]


def _label(noun: Rule | Member) -> Hashable:
    # Without a label of its own a member is called what its code is.
    return None if noun.label == noun.name else (isinstance(noun, Formula), " ".join(noun.label.casefold().split()))


def _content_of_rule(rule: Rule) -> Hashable:
    if isinstance(rule, Formula):
        return rule.unit, rule.per, shape_of(rule)
    return rule.unit, rule.per, frozenset((entry.valid_from, cell, datum.value) for entry in rule.entries for cell, datum in entry.cells.items())


def _contents_of_members(rules: RuleSet, dimension: str, members: Mapping[str, Member]) -> dict[str, Hashable]:
    """Return the attributes of members and all their figures; None for one that has neither."""
    figures: dict[str, set[Hashable]] = {name: set() for name in members}
    for rule in rules.rules.values():
        if isinstance(rule, Parameter) and dimension in rule.per:
            at = rule.per.index(dimension)
            for entry in rule.entries:
                for cell, datum in entry.cells.items():
                    if cell[at] in figures:
                        figures[cell[at]].add((rule.name, entry.valid_from, cell[:at], cell[at + 1 :], datum.value))
    found = {name: (frozenset(each.attributes.items()), frozenset(figures[name])) for name, each in members.items()}
    return {name: content if any(content) else None for name, content in found.items()}
