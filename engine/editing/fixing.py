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

SAFE = ("H005", "H006", "H013", "H101", "H103", "H228")
"""Slips that can be put right in one way, where their finding has a fix: numbers, quotes, spaces, and keys with one candidate."""

UNREAD = ("H001", "H003", "H009", "H013")
"""Where one of these is found, the rest of a file may not have been looked at."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """
    The texts, by file, before and after; which findings were fixed, and which were left because their fix brings another.

    `instead` are the codes of those others.
    """

    texts: Mapping[str, tuple[str, str]]
    done: tuple[Diagnostic, ...]
    left: tuple[Diagnostic, ...]
    instead: frozenset[str]


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
    instead: set[str] = field(default_factory=set)

    def run(self) -> Fixed:
        before = now = self._load({})
        self.first = self.last = check(now)
        while accepted := self._accepted(_fixable(self.last), now.texts):
            self.done += accepted
            self.texts |= _applied(accepted, now.texts)
            now = self._load({})
            self.last = check(now)
        texts = {file: (before.texts[file], text) for file, text in self.texts.items()}
        return Fixed(texts, tuple(self.done), _fixable(self.last), frozenset(self.instead))

    def is_clean(self) -> bool:
        """Say whether no finding is left that was not there before fixing."""
        return not self.done or not _brought(self.first, self.last, self.done, self._load({}).texts)

    def _load(self, texts: Mapping[str, str]) -> Loaded:
        return load(EditedTree(self.tree, {**self.texts, **texts}), self.folder)

    def _accepted(self, fixes: Sequence[Diagnostic], texts: Mapping[str, str], others: tuple[Diagnostic, ...] = ()) -> tuple[Diagnostic, ...]:
        """
        Return the fixes that, on top of others, bring no finding.

        All are tried at once. Then those that are to blame for what came are tried again by halves, all declarations
        at the same time: as many times as the fullest of them asks for, however many there are.
        """
        if not fixes:
            return ()
        blamed = self._blamed(fixes, texts, others)
        guilty = {id(each) for group in blamed for each in group}
        kept = tuple(each for each in fixes if id(each) not in guilty)
        if blamed and kept:
            kept = self._accepted(kept, texts, others)
        halves = [(group[: len(group) // 2], group[len(group) // 2 :]) for group in blamed if len(group) > 1]
        for half in zip(*halves, strict=True):
            kept += self._accepted([each for group in half for each in group], texts, (*others, *kept))
        return kept

    def _blamed(self, fixes: Sequence[Diagnostic], texts: Mapping[str, str], others: tuple[Diagnostic, ...]) -> list[list[Diagnostic]]:
        """Return the fixes that bring a finding, each with those that may be to blame instead; none with hope where all that came has a fix."""
        new = _applied([*others, *fixes], texts)
        brought = _brought(self.last, check(self._load(new)), fixes, new)
        if self.hopeful and len(_fixable([each for each, _ in brought])) == len(brought):
            return []
        self.instead |= {each.code for each, _ in brought}
        return _groups(fixes, brought)


def _groups(fixes: Sequence[Diagnostic], brought: Sequence[tuple[Diagnostic, range]]) -> list[list[Diagnostic]]:
    """Return the fixes to blame, those for one thing together: on the line of what came, or else on the lines around it."""
    on: dict[tuple[str, int], list[Diagnostic]] = {}
    for each in fixes:
        on.setdefault((each.span.file, each.span.line), []).append(each)
    places = [(each.span.file, each.span.line, lines) for each, lines in brought]
    areas = dict.fromkeys((file, range(line, line + 1) if (file, line) in on else lines) for file, line, lines in places)
    found = [[each for line in lines for each in on.pop((file, line), ())] for file, lines in areas]
    return [each for each in found if each]


def _brought(
    before: Sequence[Diagnostic], after: Sequence[Diagnostic], fixes: Sequence[Diagnostic], texts: Mapping[str, str]
) -> list[tuple[Diagnostic, range]]:
    """Return the findings that were not there before and that fixes brought, with the lines of what they are in; `texts` are those after fixing."""
    new = added(before, after)
    touched = _touched(fixes, texts, {each.span.file for each in before if each.code in UNREAD}) if new else {}
    return [(each, lines) for each in new if (lines := touched.get(each.span.file, {}).get(each.span.line))]


def _touched(fixes: Sequence[Diagnostic], texts: Mapping[str, str], unread: Container[str]) -> dict[str, dict[int, range]]:
    """Return, by file and line, the lines of what something is fixed in, the smallest; in a file that could not be read, only the lines fixed."""
    fixed: dict[str, set[int]] = {}
    for each in fixes:
        fixed.setdefault(each.span.file, set()).add(each.span.line)
    found: dict[str, dict[int, range]] = {}
    for file, lines in fixed.items():
        document = None if file in unread else read_document(file, texts[file].encode())[0]
        areas = [each for key, section in pairs(document.root if document else None) for each in _around(key, section)]
        areas = [*areas, *((range(line, line + 1),) * 2 for line in sorted(lines))]
        found[file] = {line: area for trigger, area in areas if not lines.isdisjoint(trigger) for line in area}
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
