"""Keys with no space behind their colon: the parser stumbles over the first, and all of them are told at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from .composing import Event

MAX_TRIES = 20
"""So often something that looks like such a key and is none may stand in the way; what comes after it is told the next time."""

_KEY = re.compile(r"^ *(?:- +)*([A-Za-z0-9_][A-Za-z0-9_./+-]*):(?=\S)", re.MULTILINE)

Events = Callable[[str], Iterator[Event]]
"""Gives the events of a text; raises `Unparsed`."""


class Unparsed(Exception):
    """A text that is no YAML; `at` is where that shows."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


def joined_keys(text: str, since: int, events: Events) -> list[tuple[int, int]]:
    """
    Return where keys start and where their colons end, of all that need a space from an offset on, and right above it.

    The text is parsed as it would be with these spaces. A key is certain where it stands beside others that have theirs.
    """
    lookalikes = {each.start(1): each.end() for each in _KEY.finditer(text, _first_line(text, since))}
    found: list[int] = []
    for _ in range(MAX_TRIES):
        reader = _Reader({start + before: start for before, start in enumerate(lookalikes)})
        try:
            for event in events(_spaced(text, lookalikes)):
                reader.take(event)
        except Unparsed as stumbled:
            found = reader.certain
            guilty = [original for shifted, original in reader.places.items() if shifted <= stumbled.at]
            if not guilty:
                break
            del lookalikes[guilty[-1]]
        else:
            return [(start, lookalikes[start]) for start in sorted(reader.certain)]
    return [(start, lookalikes[start]) for start in sorted(found) if start in lookalikes]


def _first_line(text: str, since: int) -> int:
    """Return where the lines begin that look like such keys and end with that of an offset: the parser takes them for one key."""
    start = text.rfind("\n", 0, since) + 1
    while start:
        above = text.rfind("\n", 0, start - 1) + 1
        if not _KEY.match(text, above):
            break
        start = above
    return start


def _spaced(text: str, lookalikes: Mapping[int, int]) -> str:
    parts, at = [], 0
    for end in lookalikes.values():
        parts += [text[at:end], " "]
        at = end
    return "".join([*parts, text[at:]])


@dataclass(slots=True)
class _Level:
    """A mapping or list that is open: the keys in it that look as if they need a space, and whether it has others."""

    mapping: bool
    key_next: bool = True
    lookalikes: list[int] = field(default_factory=list)
    others: bool = False


class _Reader:
    """Follows the events; `places` are those of the keys in the text with spaces, and in the text itself."""

    def __init__(self, places: Mapping[int, int]) -> None:
        self.places = places
        self.certain: list[int] = []
        self._levels: list[_Level] = []

    def take(self, event: Event) -> None:
        match type(event).__name__:
            case "ScalarEvent":
                self._node(self.places.get(event.start_mark.index) if event.implicit[0] else None)
            case "MappingStartEvent" | "SequenceStartEvent":
                self._node(None)
                self._levels.append(_Level(type(event).__name__ == "MappingStartEvent"))
            case "MappingEndEvent" | "SequenceEndEvent":
                self._levels.pop()
            case "AliasEvent":
                self._node(None)

    def _node(self, lookalike: int | None) -> None:
        """Take in a node: of a mapping every other one is a key."""
        above = self._levels[-1] if self._levels else None
        if above is None or not above.mapping:
            return
        if above.key_next and lookalike is not None:
            above.lookalikes.append(lookalike)
        elif above.key_next:
            above.others = True
        above.key_next = not above.key_next
        if above.others:
            self.certain += above.lookalikes
            above.lookalikes.clear()
