"""Groups of causes, where there are too many to tell what each is worth."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ..model import RuleSet
from .players import Player


def grouped(players: tuple[Player, ...], most: int, head: RuleSet, base: RuleSet) -> tuple[tuple[Player, ...], str | None]:
    """
    Return at most so many players, grouped by cost element, else by file, else all as one.

    The second part says by what they were grouped; None where they were few enough.
    """
    if len(players) <= most:
        return players, None
    for kind, key in (("element", _by_element(head, base)), ("file", _by_file(head, base))):
        groups: dict[str, list[Player]] = {}
        for each in players:
            groups.setdefault(key(each), []).append(each)
        if len(groups) <= most:
            return tuple(_together(f"{kind} {name}", each, kind) if len(each) > 1 else each[0] for name, each in sorted(groups.items())), kind
    return (_together("all ", players, "all"),), "all"


def _by_file(head: RuleSet, base: RuleSet) -> Callable[[Player], str]:
    def key(player: Player) -> str:
        file = player.span.file
        folder = (head if file in head.texts else base).span.file.rpartition("/")[0]
        return file.removeprefix(f"{folder}/").rpartition(":")[2]

    return key


def _by_element(head: RuleSet, base: RuleSet) -> Callable[[Player], str]:
    def key(player: Player) -> str:
        for name in sorted(player.rules):
            rule = head.rules.get(name) or base.rules.get(name)
            if rule and rule.element:
                return rule.element
        return "-"

    return key


def _together(name: str, players: Iterable[Player], group: str) -> Player:
    """Return several players as one."""
    all_ = tuple(players)
    return Player(
        name,
        tuple(edit for each in all_ for edit in each.edits),
        frozenset().union(*(each.rules for each in all_)),
        frozenset().union(*(each.members for each in all_)),
        frozenset().union(*(each.dimensions for each in all_)),
        any(each.knotted for each in all_),
        group,
        len(all_),
    )
