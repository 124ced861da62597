"""Groups of causes, where there are too many to tell what each is worth."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...model import RuleSet
from .players import Player


def grouped(players: tuple[Player, ...], most: int, head: RuleSet, base: RuleSet) -> tuple[tuple[Player, ...], str | None]:
    """
    Return at most so many players, grouped by cost element, else by file, else all as one.

    The second part says by what they were grouped; None where they were few enough.
    """
    if len(players) <= most:
        return players, None
    for kind, keys_of in (("element", _elements), ("file", _files)):
        groups: dict[str, list[Player]] = {}
        for each in players:
            # Whichever rule set is the later: of several the first by name.
            key = min((key for rules in (head, base) for key in keys_of(each, rules)), default="-")
            groups.setdefault(key, []).append(each)
        if len(groups) <= most:
            return tuple(_together(f"{kind} {name}", each, kind) if len(each) > 1 else each[0] for name, each in sorted(groups.items())), kind
    return (_together("all ", players, "all"),), "all"


def _elements(player: Player, rules: RuleSet) -> Iterator[str]:
    yield from (rule.element for name in player.rules if (rule := rules.rules.get(name)) and rule.element)


def _files(player: Player, rules: RuleSet) -> Iterator[str]:
    folder = rules.span.file.rpartition("/")[0]
    spans = [rule.span for name in player.rules if (rule := rules.rules.get(name))]
    dimensions = {*player.dimensions, *(name for name, _ in player.members)}
    spans += [rules.dimensions[name].span for name in dimensions if name in rules.dimensions]
    yield from (each.file.removeprefix(f"{folder}/").rpartition(":")[2] for each in spans)


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
        any(each.day for each in all_),
        group,
        len(all_),
    )
