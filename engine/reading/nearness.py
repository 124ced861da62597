"""How near a name is to another: as many slips of the hand as it takes to write the one for the other."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_SEPARATORS = str.maketrans("", "", "_-./+ ")
_BY_LENGTH = ((1, 0), (4, 1), (8, 2))
_OF_LONG_NAMES = 3
_WHOLE = 5
"""With a beginning of so many letters in common, a name that is no more than that beginning may be meant."""


def nearest_names(name: str, known: Iterable[str]) -> list[str]:
    """
    Return the known names that this one is most likely a slip of: several where they are equally near, none where none is near.

    A name that differs in capitals, accents or separators alone is nearest of all; one that goes on where the other stops the least.
    """
    bare, choices = _bare(name), list(known)
    if same := [each for each in choices if _bare(each) == bare]:
        return same
    nearest: list[str] = []
    limit = _slips_allowed(name)
    for each in choices:
        slips = _slips(name, each, limit)
        if slips < limit:
            nearest, limit = [], slips
        if slips == limit and slips:
            nearest.append(each)
    return nearest or [each for each in choices if min(len(each), len(name)) >= _WHOLE and (name.startswith(each) or each.startswith(name))]


@lru_cache(maxsize=10_000)
def _bare(name: str) -> str:
    plain = "".join(each for each in unicodedata.normalize("NFKD", name) if not unicodedata.combining(each))
    return plain.casefold().translate(_SEPARATORS)


def _slips_allowed(name: str) -> int:
    """A short name is soon another name: there one slip is all there can be."""
    return next((slips for length, slips in _BY_LENGTH if len(name) <= length), _OF_LONG_NAMES)


def _slips(name: str, other: str, limit: int) -> int:
    """Count the letters left out, added, changed or swapped with the next; more than the limit where there are more than that."""
    if abs(len(name) - len(other)) > limit:
        return limit + 1
    same = next((at for at, (one, two) in enumerate(zip(name, other, strict=False)) if one != two), min(len(name), len(other)))
    name, other = name[same:], other[same:]
    if not name or not other:
        return len(name) + len(other)
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(name, 1):
        before, above, row = row, before, [at]
        for to, wanted in enumerate(other, 1):
            cost = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != wanted))
            if above and to > 1 and letter == other[to - 2] and name[at - 2] == wanted:
                cost = min(cost, above[to - 2] + 1)
            row.append(cost)
        if min(row) > limit and min(before) > limit:
            return limit + 1
    return row[-1]
