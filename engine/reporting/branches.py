"""Trees of rules: box drawing, each rule once, no deeper than asked for and no wider than the terminal."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from ..problems.entries import Words
from ..questions.trace import Group
from .terminal import Paint
from .wrapping import wrapped

COLUMNS = 100
"""The width without a terminal."""

INDENTED = 0.5
"""The part of the width that the lines of the tree may take; a branch that goes deeper is continued at the margin."""

_SEEN = Words("zie hierboven", "see above")
_LATER = Words("zie onder", "see below")
_CUT = (Words("… nog 1 stap hieronder", "… 1 more step below"), Words("… nog {n} stappen hieronder", "… {n} more steps below"))


@dataclass(frozen=True, slots=True)
class View:
    """How a tree is shown; with `depth` no more than that many rules below the first."""

    language: str
    columns: int = COLUMNS
    depth: int | None = None
    colour: bool = False


class Teller(Protocol):
    """Puts the steps of one rule into words."""

    def heading(self, group: Group, *, counted: bool = True) -> tuple[str, str]:
        """Return the value and the name of a group."""

    def lines(self, group: Group, room: int) -> list[str]:
        """Return the lines below a heading."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A rule that is still to be drawn: what stands before its heading, and before the lines below that."""

    name: str
    level: int
    lead: str
    stem: str
    apart: bool = False


class Tree:
    """Draws rules as a tree, each once; where one is met again it is referred to."""

    def __init__(self, groups: Mapping[str, Group], teller: Teller, view: View) -> None:
        self._groups = groups
        self._teller = teller
        self._language = view.language
        self._columns = view.columns
        self._depth = view.depth
        self._paint = Paint(view.colour)
        self._shown: set[str] = set()
        self._later: list[Branch] = []

    def lines(self, root: str) -> Iterator[str]:
        """Go through the lines of the tree, and of the branches that were too deep for it."""
        self._later = [Branch(root, 0, "", "")]
        for first in self._later:
            if first.name in self._shown:
                continue
            if first.level:
                yield ""
            waiting = [first]
            while waiting:
                waiting += reversed((yield from self._drawn(waiting.pop())))

    def _drawn(self, branch: Branch) -> Generator[str, None, list[Branch]]:
        group = self._groups[branch.name]
        if branch.apart:
            yield f"{branch.lead[:-2]}│"
        if branch.name in self._shown:
            yield from self._headed(branch, group, _SEEN)
            return []
        if group.onward and len(branch.stem) > self._columns * INDENTED:
            self._later.append(Branch(branch.name, branch.level, "", ""))
            yield from self._headed(branch, group, _LATER)
            return []
        self._shown.add(branch.name)
        yield from self._headed(branch, group)
        stem = branch.stem + ("│ " if group.onward else "  ")
        yield from (f"{stem}{line}" for line in self._teller.lines(group, self._columns - len(stem)))
        if group.onward and self._depth is not None and branch.level >= self._depth:
            yield f"{branch.stem}└ {self._cut(group)}"
            return []
        return list(self._below(branch, group))

    def _headed(self, branch: Branch, group: Group, remark: Words | None = None) -> Iterator[str]:
        value, name = self._teller.heading(group, counted=remark is None)
        text = f"{value}  {name}{f' ({remark.of(self._language)})' if remark else ''}"
        first, *others = wrapped(text, self._columns - len(branch.lead), 2)
        yield branch.lead + (self._paint(value, "bold") + first[len(value) :] if first.startswith(value) else first)
        yield from (f"{branch.stem}{'│ ' if group.onward and not remark else '  '}{line}" for line in others)

    def _below(self, branch: Branch, group: Group) -> Iterator[Branch]:
        # What has lines of its own below it stands apart; values follow each other closely.
        apart = True
        for name in group.onward:
            last, deep = name == group.onward[-1], bool(self._groups[name].onward)
            yield Branch(name, branch.level + 1, branch.stem + ("└ " if last else "├ "), branch.stem + ("  " if last else "│ "), apart or deep)
            apart = deep

    def _cut(self, group: Group) -> str:
        found: set[str] = set()
        waiting = [*group.onward]
        while waiting:
            name = waiting.pop()
            if name not in found:
                found.add(name)
                waiting += self._groups[name].onward
        count = sum(len(self._groups[name].steps) for name in found)
        return _CUT[count > 1].of(self._language).format(n=count)
