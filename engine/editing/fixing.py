"""Fixing what is safe to fix, and nothing that would bring a finding with it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field

from ..checking import check
from ..diagnostics import Diagnostic
from ..reading.documents import read_document
from ..reading.loading import Loaded, load
from ..reading.names import items, pairs
from ..reading.trees import Tree
from .edited import EditedTree
from .proving import added
from .splices import of_fix, spliced

SAFE = ("H005", "H006", "H013", "H101", "H103")
"""Slips that can be put right in one way, where their finding has a fix: numbers, quotes, spaces, and keys with one candidate."""

UNREAD = ("H001", "H003", "H009", "H013")
"""Where one of these is found, the rest of a file may not have been looked at."""

_Lines = tuple[int, int]
"""The first and the last line of a declaration."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """The texts, by file, before and after; which findings were fixed, and which were left because their fix brings another."""

    texts: Mapping[str, tuple[str, str]]
    done: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]


def fix(tree: Tree, folder: str) -> Fixed:
    """
    Return what the files of a rule set become when all that is safe is fixed; nothing is written.

    A fix is left out where it would bring a finding in the declaration that it is in. What only comes to light
    elsewhere because checking can go on was there all the time.
    """
    hopeful = _Fixing(tree, folder, hopeful=True)
    fixed = hopeful.run()
    return fixed if hopeful.is_clean() else _Fixing(tree, folder, hopeful=False).run()


@dataclass(slots=True)
class _Fixing:
    """One way of fixing: with hope, a finding that a fix brings is no matter where it has a fix itself."""

    tree: Tree
    folder: str
    hopeful: bool
    texts: dict[str, str] = field(default_factory=dict)
    done: list[Diagnostic] = field(default_factory=list)
    first: tuple[Diagnostic, ...] = ()
    last: tuple[Diagnostic, ...] = ()

    def run(self) -> Fixed:
        before = now = self._load({})
        self.first = self.last = check(now)
        while accepted := self._accepted(_fixable(self.last), now.texts):
            self.done += accepted
            self.texts |= _applied(accepted, now.texts)
            now = self._load({})
            self.last = check(now)
        texts = {file: (before.texts[file], text) for file, text in self.texts.items()}
        return Fixed(texts, tuple(self.done), _fixable(self.last))

    def is_clean(self) -> bool:
        """Say whether no finding is left that was not there before fixing."""
        return not self.done or not _brought(self.first, self.last, self.done, self._load({}).texts)

    def _load(self, texts: Mapping[str, str]) -> Loaded:
        return load(EditedTree(self.tree, {**self.texts, **texts}), self.folder)

    def _accepted(self, fixes: Sequence[Diagnostic], texts: Mapping[str, str], others: tuple[Diagnostic, ...] = ()) -> tuple[Diagnostic, ...]:
        """Return the fixes that, on top of others, bring no finding: all of them at once, or else by halves."""
        if not fixes:
            return ()
        new = _applied([*others, *fixes], texts)
        brought = _brought(self.last, check(self._load(new)), fixes, new)
        if not brought or (self.hopeful and len(_fixable(brought)) == len(brought)):
            return tuple(fixes)
        if len(fixes) == 1:
            return ()
        middle = len(fixes) // 2
        first = self._accepted(fixes[:middle], texts, others)
        return (*first, *self._accepted(fixes[middle:], texts, (*others, *first)))


def _brought(before: Sequence[Diagnostic], after: Sequence[Diagnostic], fixes: Sequence[Diagnostic], texts: Mapping[str, str]) -> list[Diagnostic]:
    """Return the findings that were not there before and that fixes brought; `texts` are those after fixing."""
    unread = {each.span.file for each in before if each.code in UNREAD}
    return [each for each in added(before, after) if _is_beside(each, fixes, texts, unread)]


def _fixable(found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings with a safe fix; of two for one place the first."""
    kept: list[Diagnostic] = []
    for each in found:
        if each.code in SAFE and each.fix and not (kept and _overlap(kept[-1], each)):
            kept.append(each)
    return tuple(kept)


def _overlap(first: Diagnostic, second: Diagnostic) -> bool:
    a, b = (each.fix.span if each.fix else each.span for each in (first, second))
    return a.file == b.file and (a.end_line, a.end_column) > (b.line, b.column)


def _applied(fixes: Sequence[Diagnostic], texts: Mapping[str, str]) -> dict[str, str]:
    """Return the texts in which something is fixed."""
    found = [each.fix for each in fixes if each.fix]
    return {file: spliced(texts[file], [of_fix(texts[file], each) for each in found if each.span.file == file]) for file in {each.span.file for each in found}}


def _is_beside(finding: Diagnostic, fixes: Sequence[Diagnostic], texts: Mapping[str, str], unread: Container[str]) -> bool:
    """Say whether a finding is where something was fixed: in the same declaration, or on the line in a file that could not be read."""
    place = finding.span
    for each in fixes:
        if each.span.file == place.file:
            line = each.span.line
            first, last = (line, line) if place.file in unread else _declaration(place.file, texts[place.file], line)
            if first <= place.line <= last:
                return True
    return False


def _declaration(file: str, text: str, line: int) -> _Lines:
    """Return the lines of the declaration that a line lies in, else of its section, else of the whole file; fixes move no lines."""
    document, _ = read_document(file, text.encode())
    found = [(1, text.count("\n") + 1)]
    for key, section in pairs(document.root) if document else ():
        found.append((key.span.line, section.span.end_line))
        found += [(name.span.line, node.span.end_line) for name, node in pairs(section)]
        found += [(node.span.line, node.span.end_line) for node in items(section)]
    return min((each for each in found if each[0] <= line <= each[1]), key=lambda each: each[1] - each[0])
