"""Which quotes a figure belongs to: of a table that is quoted row by row, the row that names its member."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ..model import Cell, Member, RuleSet
from .printed import figures_in

_SIGN = re.compile(r"[^\w+/]+|_")
_TAG = re.compile(r"</?[a-z]{1,6}>", re.IGNORECASE)
_LEAD = re.compile(r"(?:[\s|*•>-]|\d{1,2}\. )+")
_NO_FIGURE = re.compile(r"\b(?:19|20)\d{2}\b|\b(?:tabel|table|artikel|article|art\.?|lid|bijlage|blz\.?|pagina|page)\s+\d+", re.IGNORECASE)
"""A year or the number of a table, which is no figure of a row."""

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_TAKEN = "\x00"
SEVERAL = 2
"""Members that an enumeration has at least."""

SHORTEST = 2
"""Letters that a name has at least; one of a single letter may stand anywhere."""


class Rows:
    """The quotes of one citation, and which of them are about which member."""

    def __init__(self, rules: RuleSet, per: Sequence[str], texts: Sequence[str]) -> None:
        members = [rules.dimensions[each].members for each in per]
        self._texts = texts if len(texts) > 1 else next((parts for each in members if (parts := _clauses(texts, each))), texts)
        self._known = [_Known(each, self._texts) for each in members] if len(self._texts) > 1 else []

    def of(self, cell: Cell) -> tuple[str, ...]:
        """Return the quotes that a figure may stand in: all of them where they do not tell members apart."""
        kept = set(range(len(self._texts)))
        for known, member in zip(self._known, cell, strict=False):
            kept &= known.rows_of(member)
        return tuple(self._texts[at] for at in sorted(kept)) or tuple(self._texts)

    def owners(self, text: str) -> Iterator[tuple[int, str]]:
        """Go through the members that a quote is the row of, each with the place of its dimension."""
        for at, known in enumerate(self._known):
            yield from ((at, member) for row, owned in zip(self._texts, known.owned, strict=True) if row == text for member in sorted(owned))

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

    @property
    def owned(self) -> list[frozenset[str]]:
        return self._owner

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


def _clauses(texts: Sequence[str], members: Mapping[str, Member]) -> tuple[str, ...]:
    """
    Return the parts of a single quote that enumerates members, as in `begeleiding 68.000 euro, behandeling 84.000 euro`.

    Each part begins with the name of a member and has one figure, and no figure stands before the first; else there are none.
    """
    if len(texts) != 1:
        return ()
    called = ((name.casefold(), code) for code, member in members.items() for name in (code, member.label, *member.aliases))
    spoken = {name: code for name, code in called if sum(map(str.isalpha, name)) >= SHORTEST}
    either = "|".join(re.escape(each) for each in sorted(spoken, key=len, reverse=True))
    found = list(re.finditer(rf"(?<![\w])(?:{either})(?![\w])", texts[0], re.IGNORECASE))
    if not spoken or len(found) < SEVERAL:
        return ()
    starts = [each.start() for each in found]
    parts = tuple(texts[0][start:end] for start, end in zip(starts, [*starts[1:], len(texts[0])], strict=True))
    named = {spoken.get(each[0].casefold()) for each in found}
    sure = len(named) == len(found) and not any(map(str.isdigit, texts[0][: starts[0]])) and all(len(_DIGITS.findall(each)) == 1 for each in parts)
    return parts if sure else ()


def _owners(text: str, names: Mapping[str, set[str]]) -> frozenset[str]:
    bare = _TAG.sub(" ", text)
    begin = _LEAD.match(bare)
    rest = bare[begin.end() :] if begin else bare
    head = _plain(re.split(r"[|:€(\d]", rest, maxsplit=1)[0]).strip()
    return frozenset(names.get(head, ())) if figures_in(_NO_FIGURE.sub(" ", text)) else frozenset()


def _plain(text: str) -> str:
    return f" {_SIGN.sub(' ', _TAG.sub(' ', text)).casefold().strip()} "
