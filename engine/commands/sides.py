"""The two sides of a comparison: which folder or revision each of them means, and the rule set in it."""

from __future__ import annotations

import os
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..problems.entries import Words
from ..problems.terms import TERMS
from ..reading.git_calls import Git, GitFailure
from ..reading.git_trees import GitTree
from ..reading.revisions import Range, Repository, Revision, parse_range
from ..reading.trees import Tree, Unreadable
from ..reporting.diff.summary import End
from ..reporting.terminal import folded
from .misuse import Misuse
from .rulesets import TOP, meant, rule_set

_WORK_TREE = Words("de werkmap", "the work tree")


@dataclass(frozen=True, slots=True)
class Side:
    """A rule set and how its side is called; without a folder there is none."""

    end: End
    tree: Tree
    folder: str | None


class Sides:
    """
    Finds the two sides.

    `rules` is the folder of rules in the work tree, and by its path in the repository that of every revision.
    Revisions are closed with `stack`.
    """

    def __init__(self, rules: Path | None, stack: ExitStack) -> None:
        self._rules = rules or Path("rules")
        self._stack = stack
        self._repository: Repository | None = None

    def find(self, base: str, head: str | None) -> tuple[Side, Side]:
        """Return both sides; raises `Misuse`."""
        try:
            return self._find(base, head)
        except GitFailure as error:
            raise Misuse(error.words.nl, error.words.en) from None

    def _find(self, base: str, head: str | None) -> tuple[Side, Side]:
        between = None if self._is_folder(base) else parse_range(base)
        if between and head is not None:
            raise Misuse(f"`{base}` heeft al twee kanten; `{head}` hoort er niet bij", f"`{base}` has two sides already; `{head}` does not belong to it")
        if between:
            start, end = self._ends(between)
            after = self._of_revision(end, None)
            return self._of_revision(start, after, common=between.common), _required(after)
        before = None if self._is_folder(base) else self._revision(base)
        if head is None:
            after = _of_folder(self._rules, _WORK_TREE if before else None)
        elif self._is_folder(head):
            after = _of_folder(Path(head))
        else:
            after = _required(self._of_revision(self._revision(head), None))
        return (self._of_revision(before, after) if before else _of_folder(Path(base), like=after)), after

    def _ends(self, between: Range) -> tuple[Revision, Revision]:
        start, end = self._revision(between.start), self._revision(between.end)
        return (self._repo().common(start, end) if between.common else start), end

    def _is_folder(self, text: str) -> bool:
        """Say whether a folder is meant; raises `Misuse` where a revision may be meant as well."""
        if _says_folder(text):
            return True
        if not _is_there(text):
            return False
        try:
            known = self._repo().has(text)
        except GitFailure:
            known = False
        if known:
            raise Misuse(
                f"`{text}` is een map en ook een revisie; schrijf `./{text}` voor de map, of `refs/heads/{text}` voor de revisie",
                f"`{text}` is a folder and a revision as well; write `./{text}` for the folder, or `refs/heads/{text}` for the revision",
            )
        return True

    def _revision(self, name: str) -> Revision:
        try:
            return self._repo().revision(name)
        except GitFailure as error:
            nl, en = error.words.nl, error.words.en
            raise Misuse(f"`{name}` is geen map, en {nl}", f"`{name}` is not a folder, and {en}") from None

    def _repo(self) -> Repository:
        if self._repository is None:
            self._repository = Repository(Git(self._rules if self._rules.is_dir() else Path.cwd(), os.environ))
        return self._repository

    def _of_revision(self, revision: Revision, like: Side | None, *, common: bool = False) -> Side:
        repository = self._repo()
        tree = self._stack.enter_context(closing(GitTree(repository.git, revision)))
        name = folded(revision.name)
        words = Words(f"{name} (waar zij uiteengingen)", f"{name} (where they parted)") if common else Words(name, name)
        return Side(End(words, name, revision.commit), tree, _chosen(tree, _sets_in(tree, repository.path(self._rules)), like))


def _says_folder(text: str) -> bool:
    separators = tuple(filter(None, (os.sep, os.altsep, "/")))
    starts = tuple(f"{dots}{each}" for dots in (".", "..") for each in separators)
    return text in (".", "..") or text.startswith(starts) or text.endswith(separators) or Path(text).is_absolute()


def _is_there(text: str) -> bool:
    try:
        return bool(text) and Path(text).is_dir()
    except (OSError, ValueError):
        return False


def _of_folder(path: Path, name: Words | None = None, like: Side | None = None) -> Side:
    """Return the rule set of a folder: of several in it that of the same folder as the other side's, else the one that is meant."""
    same = path / PurePosixPath(like.folder).name if like and like.folder else None
    place = rule_set(same if same and not (path / TOP).is_file() and (same / TOP).is_file() else path)
    shown = place.shown
    return Side(End(name or Words(shown, shown), shown), place.tree, place.folder)


def _sets_in(tree: GitTree, folder: str) -> list[str]:
    """Return the folder when it is a rule set, else the folders in it that are; nothing where there is no such folder."""
    try:
        tops = [PurePosixPath(each).parent for each in tree.files(folder, (TOP,)) if PurePosixPath(each).name == TOP]
    except Unreadable as error:
        if error.reason == "missing":
            return []
        shown, reason = tree.shown(error.path), TERMS[error.reason]
        raise Misuse(f"`{shown}` kan niet worden gelezen: {reason.nl}", f"`{shown}` cannot be read: {reason.en}") from None
    below = PurePosixPath(folder)
    return [folder] if below in tops else sorted(str(each) for each in tops if each.parent == below)


def _chosen(tree: Tree, sets: list[str], like: Side | None) -> str | None:
    """Return the rule set of the same folder as the other side's, else the one that is meant."""
    same = [each for each in sets if like and like.folder and PurePosixPath(each).name == PurePosixPath(like.folder).name]
    return same[0] if same else meant(tree, sets) if sets else None


def _required(side: Side) -> Side:
    if side.folder is None:
        raise Misuse(f"in `{side.end.name}` staat geen regelset", f"there is no rule set in `{side.end.name}`")
    return side
