"""Players: edits that can be made one without the other, each a cause that a change can be attributed to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from ..calculating.graph import CycleError, dependencies, order
from ..diagnostics import Span
from ..model import RuleSet
from .edits import MOVING, CellChange, Edit

DIMENSION = "dimension "
"""What the name of a cause that is no rule starts with: the members or attributes of a dimension."""


@dataclass(frozen=True, slots=True)
class Player:
    """
    A cause: the edits that belong together, and the rules that they change.

    `members` are the members, by dimension, that come or go with it; `dimensions` those whose attributes
    it changes.
    """

    name: str
    edits: tuple[Edit, ...]
    rules: frozenset[str]
    members: frozenset[tuple[str, str]] = frozenset()
    dimensions: frozenset[str] = frozenset()

    @property
    def span(self) -> Span:
        """Return the place of the first edit of the rule that the player is called after."""
        own = [each for each in self.edits if each.subject == self.name]
        return (own or list(self.edits))[0].span


def find_players(base: RuleSet, head: RuleSet, edits: Iterable[Edit]) -> tuple[Player, ...]:
    """
    Return the players of a difference, by name.

    Edits of one rule are one player; so are a new or removed rule and the rules that read it, rules that read
    one whose dimensions changed, and a member with its cells. Where the edits mixed would need each other
    in a circle, all are one.
    """
    moving = [each for each in edits if each.kind in MOVING]
    groups = _Groups()
    new_members = {(each.subject, each.member) for each in moving if each.kind in ("member_added", "member_removed")}
    for edit in moving:
        for owner, part in _owners(edit, head, new_members):
            groups.add(owner, part)
    _join_dependent(base, head, groups)
    players = groups.players()
    return players if _mixable(base, head) else _one(players)


def _owners(edit: Edit, head: RuleSet, members: set[tuple[str, str | None]]) -> list[tuple[str, Edit]]:
    if edit.kind in ("member_added", "member_removed"):
        return [(f"{DIMENSION}{edit.subject}.{edit.member}", edit)]
    if edit.kind == "attribute":
        return [(f"{DIMENSION}{edit.subject}", edit)]
    if edit.kind != "value" or not members:
        return [(edit.subject, edit)]
    return _split(edit, head.rules[edit.subject].per, members)


def _split(edit: Edit, per: tuple[str, ...], members: set[tuple[str, str | None]]) -> list[tuple[str, Edit]]:
    # The cells of a member that comes or goes belong to that member.
    parts: dict[str, list[CellChange]] = {}
    for change in edit.cells:
        pair = next((each for each in zip(per, change.cell, strict=True) if each in members), None)
        parts.setdefault(f"{DIMENSION}{'.'.join(pair)}" if pair else edit.subject, []).append(change)
    return [(owner, replace(edit, cells=tuple(cells), span=cells[0].span)) for owner, cells in parts.items()]


class _Groups:
    """Edits by owner, owners joined where one needs the other."""

    def __init__(self) -> None:
        self._edits: dict[str, list[Edit]] = {}
        self._leader: dict[str, str] = {}

    def add(self, owner: str, edit: Edit) -> None:
        self._edits.setdefault(owner, []).append(edit)

    def has(self, owner: str) -> bool:
        return owner in self._edits

    def leader(self, owner: str) -> str:
        while owner in self._leader:
            owner = self._leader[owner]
        return owner

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.leader(one), self.leader(other)))
        if first != second:
            self._leader[second] = first

    def players(self) -> tuple[Player, ...]:
        joined: dict[str, list[str]] = {}
        for owner in sorted(self._edits):
            joined.setdefault(self.leader(owner), []).append(owner)
        return tuple(self._player(owners) for _, owners in sorted(joined.items()))

    def _player(self, owners: list[str]) -> Player:
        edits = tuple(edit for owner in owners for edit in self._edits[owner])
        known = [each for each in owners if not each.startswith(DIMENSION)]
        existing = [each for each in known if not any(edit.kind in ("added", "removed") for edit in self._edits[each])]
        parts = [each.removeprefix(DIMENSION) for each in owners if each.startswith(DIMENSION)]
        members = frozenset((each.partition(".")[0], each.partition(".")[2]) for each in parts if "." in each)
        name = (existing or known or owners)[0]
        return Player(name, edits, frozenset(known), members, frozenset(each for each in parts if "." not in each))


def _join_dependent(base: RuleSet, head: RuleSet, groups: _Groups) -> None:
    for rules, other in ((head, base), (base, head)):
        for name, reads in dependencies(rules.rules).items():
            for read in reads:
                if read not in other.rules or rules.rules[read].per != other.rules[read].per:
                    _join(name, read, groups)


def _join(reader: str, read: str, groups: _Groups) -> None:
    # A rule that only follows the dimensions of what it reads has no edit of its own, and needs no player.
    if groups.has(reader) and groups.has(read):
        groups.join(reader, read)


def _mixable(base: RuleSet, head: RuleSet) -> bool:
    needs: dict[str, tuple[str, ...]] = {}
    for rules in (base, head):
        for name, reads in dependencies(rules.rules).items():
            needs[name] = tuple(dict.fromkeys((*needs.get(name, ()), *reads)))
    try:
        order(needs, needs)
    except CycleError:
        return False
    return True


def _one(players: tuple[Player, ...]) -> tuple[Player, ...]:
    return (together(players[0].name, players),) if players else ()


def together(name: str, players: Iterable[Player]) -> Player:
    """Return several players as one."""
    all_ = tuple(players)
    return Player(
        name,
        tuple(edit for each in all_ for edit in each.edits),
        frozenset().union(*(each.rules for each in all_)),
        frozenset().union(*(each.members for each in all_)),
        frozenset().union(*(each.dimensions for each in all_)),
    )


def grouped(players: tuple[Player, ...], most: int, head: RuleSet, base: RuleSet) -> tuple[tuple[Player, ...], str | None]:
    """
    Return at most so many players, grouped by cost element, else by file, else all as one.

    The second part says by what they were grouped; None where they were few enough.
    """
    if len(players) <= most:
        return players, None
    for kind, key in (("element", _by_element(head, base)), ("file", _by_file)):
        groups: dict[str, list[Player]] = {}
        for each in players:
            groups.setdefault(key(each), []).append(each)
        if len(groups) <= most:
            return tuple(together(name, each) if len(each) > 1 else each[0] for name, each in sorted(groups.items())), kind
    return (together("*", players),), "all"


def _by_file(player: Player) -> str:
    return player.span.file.partition(":")[2] or player.span.file


def _by_element(head: RuleSet, base: RuleSet) -> Callable[[Player], str]:
    def key(player: Player) -> str:
        for name in sorted(player.rules):
            rule = head.rules.get(name) or base.rules.get(name)
            if rule and rule.element:
                return rule.element
        return "-"

    return key

