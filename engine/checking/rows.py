"""Which quotes a figure belongs to: of a table that is quoted row by row, the row that names its member."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..model import Cell, Member, RuleSet
from .printed import figures_in

_SIGN = re.compile(r"[^\w+/]+|_")
_TAG = re.compile(r"</?[a-z]{1,6}>", re.IGNORECASE)
_LEAD = re.compile(r"(?:[\s|*•>-]|\d{1,2}\. )+")
_TAKEN = "\x00"
SHORTEST = 2
"""Letters that a name has at least; one of a single letter may stand anywhere."""


class Rows:
    """The quotes of one citation, and which of them are about which member."""

    def __init__(self, rules: RuleSet, per: Sequence[str], texts: Sequence[str]) -> None:
        self._texts = texts
        self._per = per
        self._known = [_Known(rules.dimensions[each].members, texts) for each in per] if len(texts) > 1 else []

    def of(self, cell: Cell) -> tuple[str, ...]:
        """Return the quotes that a figure may stand in: all of them where they do not tell members apart."""
        kept = set(range(len(self._texts)))
        for known, member in zip(self._known, cell, strict=False):
            kept &= known.rows_of(member)
        return tuple(self._texts[at] for at in sorted(kept)) or tuple(self._texts)

    def named(self, cell: Cell) -> str | None:
        """Return the member of a cell by which a row was chosen, if there is one."""
        return next((member for known, member in zip(self._known, cell, strict=False) if known.names(member)), None)


class _Known:
    """
    The rows of one dimension.

    A row that begins with the name of a member and goes on with no other word is its own: figures in it are of nobody else.
    """

    def __init__(self, members: Mapping[str, Member], texts: Sequence[str]) -> None:
        names = _names(members)
        self._named = [frozenset(_named_in(text, names)) for text in texts]
        self._owner = [_owners(text, names) for text in texts]

    def names(self, member: str) -> bool:
        return any(member in each for each in self._named)

    def rows_of(self, member: str) -> set[int]:
        every = range(len(self._named))
        if own := {at for at in every if member in self._owner[at]}:
            return own
        if self.names(member):
            return {at for at in every if member in self._named[at] or not self._named[at]}
        return {at for at in every if not self._owner[at]}


def _names(members: Mapping[str, Member]) -> dict[str, set[str]]:
    """Return the members by each of their names, the longest first: a longer name that holds a shorter one is no place of that."""
    found: dict[str, set[str]] = {}
    for code, member in members.items():
        for name in (code, member.label, member.formerly or "", *member.aliases):
            plain = _plain(name).strip()
            if sum(map(str.isalpha, plain)) >= SHORTEST:
                found.setdefault(plain, set()).add(code)
    return dict(sorted(found.items(), key=lambda each: -len(each[0])))


def _named_in(text: str, names: Mapping[str, set[str]]) -> Iterator[str]:
    plain = _plain(text)
    for name, members in names.items():
        if f" {name} " in plain:
            plain = plain.replace(f" {name} ", f" {_TAKEN} ")
            yield from members


def _owners(text: str, names: Mapping[str, set[str]]) -> frozenset[str]:
    bare = _TAG.sub(" ", text)
    begin = _LEAD.match(bare)
    rest = bare[begin.end() :] if begin else bare
    head = _plain(re.split(r"[|:€(\d]", rest, maxsplit=1)[0]).strip()
    return frozenset(names.get(head, ())) if figures_in(text) else frozenset()


def _plain(text: str) -> str:
    return f" {_SIGN.sub(' ', _TAG.sub(' ', text)).casefold().strip()} "
