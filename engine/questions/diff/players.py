"""Players: edits that can be made one without the other, each a cause that a change can be attributed to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...calculating.graph import CycleError, ancestors, dependencies, dependents, order, reads_itself, smallest_cycles
from ...diagnostics import Span
from ...model import Formula, RuleSet
from .edits import MOVING, CellChange, Edit
from .shapes import follows, looks_of, members_named, retargeted_in

DIMENSION = "dimension "
"""What the name of a cause that is no rule starts with: a member, or the attributes and the order of a dimension."""

DAY = "day "
"""The name of the player that is the day of calculation."""


@dataclass(frozen=True, slots=True)
class Player:
    """
    A cause: the edits that belong together, and the rules that they change.

    `members` are the members, by dimension, that come or go with it; `dimensions` those whose attributes or
    order it changes; `day` says that the day of calculation is in it. Rules that are `knotted` would need each
    other in a circle if some were as they were and others as they are. `group` says by what several causes
    were taken together, if they were, and `parts` how many.
    """

    name: str
    edits: tuple[Edit, ...]
    rules: frozenset[str]
    members: frozenset[tuple[str, str]] = frozenset()
    dimensions: frozenset[str] = frozenset()
    knotted: bool = False
    day: bool = False
    group: str | None = None
    parts: int = 1

    @property
    def lead(self) -> Edit:
        """Return the edit that stands for all: the first of the rule that the player is called after."""
        return next((each for each in self.edits if each.subject == self.name), self.edits[0])

    @property
    def span(self) -> Span:
        """Return the place of the edit that stands for all."""
        return self.lead.span


def find_players(base: RuleSet, head: RuleSet, edits: Iterable[Edit]) -> tuple[Player, ...]:
    """
    Return the players of a difference, by name.

    Edits of one rule are one player, and so are edits that have no figure one without the other: a new or removed
    rule and those that read it; rules whose dimensions or units changed and those that were changed to read them
    so; a member with its cells, and what names it. Rules that would need each other in a circle are one.
    """
    moving = [each for each in edits if each.kind in MOVING]
    gone_or_new = {(each.subject, each.member or "") for each in moving if each.kind in ("member_added", "member_removed")}
    groups = _Groups()
    for edit in moving:
        for owner, part in _owners(edit, head, gone_or_new):
            groups.add(owner, part)
    _join_readers(base, head, groups)
    _join_members(base, head, groups, gone_or_new)
    _join_looks(base, head, groups, gone_or_new)
    _follow(base, head, groups)
    return groups.players(_knot(base, head, groups))


def owner_of(dimension: str, member: str = "") -> str:
    """Return the name of the player of a member, or of a dimension's attributes and order."""
    return f"{DIMENSION}{dimension}.{member}" if member else f"{DIMENSION}{dimension}"


def owner_of_edit(edit: Edit) -> str:
    """Return the name of the player that an edit would be by itself."""
    if edit.kind in ("member_added", "member_removed"):
        return owner_of(edit.subject, edit.member or "")
    if edit.kind in ("attribute", "order"):
        return owner_of(edit.subject)
    return DAY if edit.kind == "day" else edit.subject


def _owners(edit: Edit, head: RuleSet, members: set[tuple[str, str]]) -> list[tuple[str, Edit]]:
    if edit.kind != "value" or not members:
        return [(owner_of_edit(edit), edit)]
    return _split(edit, head.rules[edit.subject].per, members)


def _split(edit: Edit, per: tuple[str, ...], members: set[tuple[str, str]]) -> list[tuple[str, Edit]]:
    # The cells of a member that comes or goes belong to that member.
    parts: dict[str, list[CellChange]] = {}
    for change in edit.cells:
        pair = next((each for each in zip(per, change.cell, strict=True) if each in members), None)
        parts.setdefault(owner_of(*pair) if pair else edit.subject, []).append(change)
    return [(owner, replace(edit, cells=tuple(cells), span=cells[0].span)) for owner, cells in parts.items()]


class _Groups:
    """Edits by owner, owners joined where one needs the other, and rules that follow without an edit of their own."""

    def __init__(self) -> None:
        self._edits: dict[str, list[Edit]] = {}
        self._leader: dict[str, str] = {}
        self._followers: dict[str, str] = {}

    def add(self, owner: str, edit: Edit) -> None:
        self._edits.setdefault(owner, []).append(edit)

    def has(self, owner: str, *kinds: str) -> bool:
        """Say whether an owner has edits, of one of these kinds if any are named."""
        return any(not kinds or each.kind in kinds for each in self._edits.get(owner, ()))

    def leader(self, owner: str) -> str:
        while owner in self._leader:
            owner = self._leader[owner]
        return owner

    def join(self, *owners: str) -> None:
        """Make those of the owners that have edits one."""
        known = [self.leader(each) for each in owners if each in self._edits]
        for other in known[1:]:
            first, second = sorted((self.leader(known[0]), self.leader(other)))
            if first != second:
                self._leader[second] = first

    def follow(self, rule: str, owners: Iterable[str]) -> None:
        """Make a rule without an edit of its own part of what it follows."""
        known = [each for each in owners if each in self._edits]
        self.join(*known, rule)
        if known:
            self._followers[rule] = known[0]

    def player_of(self, rule: str) -> str | None:
        """Return the leader of the player that a rule belongs to, if any."""
        return self.leader(rule) if rule in self._edits else self.leader(self._followers[rule]) if rule in self._followers else None

    def players(self, knotted: str | None) -> tuple[Player, ...]:
        joined: dict[str, list[str]] = {}
        for owner in sorted(self._edits):
            joined.setdefault(self.leader(owner), []).append(owner)
        return tuple(self._player(leader, owners, leader == knotted) for leader, owners in sorted(joined.items()))

    def _player(self, leader: str, owners: list[str], knotted: bool) -> Player:
        edits = tuple(edit for owner in owners for edit in self._edits[owner])
        known = [each for each in owners if not each.startswith((DIMENSION, DAY))]
        lasting = [each for each in known if not self.has(each, "added", "removed")]
        followers = {rule for rule, owner in self._followers.items() if self.leader(owner) == leader}
        parts = [each.removeprefix(DIMENSION) for each in owners if each.startswith(DIMENSION)]
        members = frozenset((each.partition(".")[0], each.partition(".")[2]) for each in parts if "." in each)
        name = (lasting or known or owners)[0]
        return Player(name, edits, frozenset({*known, *followers}), members, frozenset(each for each in parts if "." not in each), knotted, DAY in owners)


def _join_readers(base: RuleSet, head: RuleSet, groups: _Groups) -> None:
    for rules, other in ((head, base), (base, head)):
        for name, reads in dependencies(rules.rules).items():
            for read in reads:
                now, then = rules.rules[read], other.rules.get(read)
                in_step = then is not None and then.unit != now.unit and groups.has(name, "formula", "unit")
                if then is None or then.per != now.per or in_step:
                    groups.join(name, read)


def _join_members(base: RuleSet, head: RuleSet, groups: _Groups, members: set[tuple[str, str]]) -> None:
    """Join what comes or goes with what names it: formulas, and attributes of other members."""
    for rules in (base, head):
        for name, rule in rules.rules.items() if members else ():
            groups.join(name, *(owner_of(*each) for each in members_named(rule, rules) if each in members))
    for rules, other in ((base, head), (head, base)):
        for dimension in rules.dimensions.values() if members else ():
            for member in dimension.members.values():
                pairs = [(dimension.attributes[key].target or "", value) for key, value in member.attributes.items() if key in dimension.attributes]
                lasting = dimension.name in other.dimensions and member.name in other.dimensions[dimension.name].members
                owner = owner_of(dimension.name) if lasting else owner_of(dimension.name, member.name)
                groups.join(owner, *(owner_of(*each) for each in pairs if each in members))


def _join_looks(base: RuleSet, head: RuleSet, groups: _Groups, members: set[tuple[str, str]]) -> None:
    """Join an attribute that came, went or points elsewhere with new members, which have or lack it, and with what looks through it."""
    for name, attributes in retargeted_in(base, head).items():
        groups.join(owner_of(name), *(owner_of(*each) for each in members if each[0] == name))
        for rules in (base, head):
            groups.join(owner_of(name), *(each for each, rule in rules.rules.items() if attributes & looks_of(rule).attributes.get(name, frozenset())))


def _follow(base: RuleSet, head: RuleSet, groups: _Groups) -> None:
    reads = {name: {*_reads(base, name), *_reads(head, name)} for name in head.rules if name in base.rules}
    for name, rule in head.rules.items():
        before = base.rules.get(name)
        if isinstance(rule, Formula) and isinstance(before, Formula) and follows(before, rule, base, head):
            moved = [each for each in sorted(reads[name]) if each in base.rules and each in head.rules and base.rules[each].per != head.rules[each].per]
            groups.follow(name, [*moved, *(owner_of(each) for each in sorted(retargeted_in(base, head)))])


def _reads(rules: RuleSet, name: str) -> tuple[str, ...]:
    return dependencies({name: rules.rules[name]})[name]


def _knot(base: RuleSet, head: RuleSet, groups: _Groups) -> str | None:
    """Join the owners of rules that would need each other in a circle; return their leader, if there are any."""
    needs: dict[str, tuple[str, ...]] = {}
    for rules in (base, head):
        for name, reads in dependencies(rules.rules).items():
            needs[name] = tuple(dict.fromkeys((*needs.get(name, ()), *reads)))
    tied = [*_circles(needs), *_turned(base, head, groups)]
    owners = sorted({owner for name in tied if (owner := groups.player_of(name))})
    groups.join(*owners)
    return groups.leader(owners[0]) if owners else None


def _circles(needs: dict[str, tuple[str, ...]]) -> Iterator[str]:
    """Go through the rules that need each other in circles."""
    try:
        order(needs, needs)
    except CycleError:
        for cycle in smallest_cycles(needs):
            yield from sorted(ancestors(needs, cycle[:1]) & dependents(needs, cycle[:1]))


def _turned(base: RuleSet, head: RuleSet, groups: _Groups) -> Iterator[str]:
    """Go through the dimensions that are in another order now while a rule reads what it was itself before, along them."""
    for rules in (base, head):
        for name, rule in rules.rules.items():
            along = reads_itself(name, rule)
            if along and groups.has(owner_of(along), "order"):
                yield owner_of(along)
