"""Fixing what is safe to fix, and nothing that would bring a finding with it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from ..checking import check
from ..diagnostics import Diagnostic
from ..reading.documents import Node, Scalar, SequenceNode, read_document
from ..reading.loading import Loaded, load
from ..reading.names import pairs
from ..reading.trees import Tree
from .edited import EditedTree
from .proving import added
from .splices import Splice, replacing, spliced

SAFE = ("H005", "H006", "H013", "H101", "H103")
"""Slips that can be put right in one way, where their finding has a fix: numbers, quotes, spaces, and keys with one candidate."""

UNREAD = ("H001", "H003", "H009", "H013")
"""Where one of these is found, the rest of a file may not have been looked at."""


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
    new = added(before, after)
    touched = _touched(fixes, texts, {each.span.file for each in before if each.code in UNREAD}) if new else {}
    return [each for each in new if each.span.line in touched.get(each.span.file, ())]


def _touched(fixes: Sequence[Diagnostic], texts: Mapping[str, str], unread: Container[str]) -> dict[str, set[int]]:
    """Return the lines of all that something is fixed in; in a file that could not be read, only the lines fixed."""
    found: dict[str, set[int]] = {}
    for each in fixes:
        found.setdefault(each.span.file, set()).add(each.span.line)
    for file, lines in found.items():
        if file not in unread:
            document, _ = read_document(file, texts[file].encode())
            around = [each for key, section in pairs(document.root if document else None) for each in _around(key, section)]
            lines.update(*(area for trigger, area in around if not lines.isdisjoint(trigger)))
    return found


def _around(key: Scalar, section: Node) -> Iterator[tuple[range, range]]:
    """Go through the lines of a section: the key by itself touches all, every other line the declaration that it is in."""
    yield range(key.span.line, key.span.line + 1), range(key.span.line, section.span.end_line + 1)
    places = [(name.span.line, node.span.end_line) for name, node in pairs(section)]
    places += [(node.span.line, node.span.end_line) for node in section.items] if isinstance(section, SequenceNode) else []
    yield from ((range(first, last + 1), range(first, last + 1)) for first, last in places)


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
    found: dict[str, list[Splice]] = {}
    for each in fixes:
        if each.fix:
            file = each.fix.span.file
            found.setdefault(file, []).append(replacing(texts[file], each.fix.span, each.fix.text))
    return {file: spliced(texts[file], splices) for file, splices in found.items()}
