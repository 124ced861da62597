"""Revisions of a repository: which commit a name or a range means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from .git_calls import Git, GitFailure

_OBJECT = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?\n")

LONGEST = 1000
"""No revision has a longer name."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A commit, and how it was named."""

    name: str
    commit: str


@dataclass(frozen=True, slots=True)
class Range:
    """Two revisions as they were named; `common` says that the first stands for where the second left it."""

    start: str
    end: str
    common: bool


def parse_range(text: str) -> Range | None:
    """Read `A..B` or `A...B`; an end that is left out is HEAD. None where it is no range."""
    for dots in ("...", ".."):
        start, found, end = text.partition(dots)
        if found:
            return Range(start or "HEAD", end or "HEAD", dots == "...")
    return None


class Repository:
    """The repository that a folder lies in; `top` is its work tree, or the folder itself where it has none."""

    def __init__(self, git: Git) -> None:
        self.git = git
        folder = git.folder
        bare = git.ask("rev-parse", "--is-bare-repository")
        top = git.ask("rev-parse", "--show-toplevel")
        if not top.fine and bare.text.strip() != "true":
            told = (top.told.strip().splitlines() or ["-"])[0]
            raise GitFailure(f"git kan `{folder}` niet lezen: {told}", f"git cannot read `{folder}`: {told}")
        # In a repository without a work tree paths count from the repository itself.
        self.top = Path(top.text.removesuffix("\n")).resolve() if top.fine else folder.resolve()

    def path(self, path: Path) -> str:
        """Return where a path lies in the repository; raises `GitFailure` where it lies outside."""
        whole = path.absolute()
        target = whole.parent.resolve() / whole.name if whole.name not in ("", "..") else whole.resolve()
        try:
            return target.relative_to(self.top).as_posix()
        except ValueError:
            raise GitFailure(f"`{path}` ligt niet in de repository `{self.top}`", f"`{path}` does not lie in the repository `{self.top}`") from None

    def revision(self, name: str) -> Revision:
        """Find a revision; raises `GitFailure`."""
        if (commit := self._commit(name)) is None:
            raise GitFailure(f"er is geen revisie `{name}`{self._shallow('nl')}", f"there is no revision `{name}`{self._shallow('en')}")
        return Revision(name, commit)

    def has(self, name: str) -> bool:
        """Say whether a revision is called this."""
        return self._commit(name) is not None

    def common(self, start: Revision, end: Revision) -> Revision:
        """Find the revision where two revisions parted, called after the first; raises `GitFailure`."""
        told = self.git.ask("merge-base", start.commit, end.commit).text
        if not _OBJECT.fullmatch(told):
            nl, en = f"`{start.name}` en `{end.name}` hebben geen gemeenschappelijk begin", f"`{start.name}` and `{end.name}` have no common start"
            raise GitFailure(nl + self._shallow("nl"), en + self._shallow("en"))
        return Revision(told[:12], told.strip())

    def _commit(self, name: str) -> str | None:
        if not name or "\0" in name or len(name) > LONGEST:
            return None
        found = self.git.ask("rev-parse", "--verify", "--end-of-options", f"{name}^{{commit}}")
        if "is ambiguous" in found.told:
            nl, en = f"`{name}` is meer dan één revisie", f"`{name}` is more than one revision"
            raise GitFailure(f"{nl}; schrijf `refs/heads/{name}` of `refs/tags/{name}`", f"{en}; write `refs/heads/{name}` or `refs/tags/{name}`")
        return found.text.strip() if found.fine and _OBJECT.fullmatch(found.text) else None

    def _shallow(self, language: str) -> str:
        if self.git.ask("rev-parse", "--is-shallow-repository").text.strip() != "true":
            return ""
        return (
            "; deze kloon heeft niet de hele geschiedenis (`git fetch --unshallow`, in CI `fetch-depth: 0`)"
            if language == "nl"
            else "; this clone does not have the whole history (`git fetch --unshallow`, in CI `fetch-depth: 0`)"
        )

