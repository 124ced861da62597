"""Calls of git in which no option, hook, configuration or environment of others has a say."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ..problems.entries import Words

_SAFE = (
    "--no-pager",
    "--no-replace-objects",
    "--literal-pathspecs",
    "-c",
    f"core.hooksPath={os.devnull}",
    "-c",
    "core.fsmonitor=false",
)
_SETTINGS = {
    "LC_ALL": "C",
    "LANGUAGE": "",
    "GIT_ALLOW_PROTOCOL": "",  # nothing is fetched, not even what a partial clone left out
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
}


class GitFailure(Exception):
    """Git cannot answer; carries the sentence for people."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.words = Words(nl, en)


class NoGit(GitFailure):
    """Git is not installed."""

    def __init__(self) -> None:
        super().__init__("git is niet geïnstalleerd, en zonder git zijn er geen revisies", "git is not installed, and without git there are no revisions")


class NoRepository(GitFailure):
    """A folder does not lie in a repository."""

    def __init__(self, folder: str) -> None:
        super().__init__(f"`{folder}` ligt niet in een git-repository", f"`{folder}` does not lie in a git repository")


class Answer(NamedTuple):
    """What git answered: whether it could, its text, and what it told beside that."""

    fine: bool
    text: str
    told: str


@dataclass(frozen=True, slots=True)
class Git:
    """Git in a folder; `around` is the environment, of which nothing that is said to git there counts."""

    folder: Path
    around: Mapping[str, str]

    def ask(self, *arguments: str) -> Answer:
        """Ask git something; raises `GitFailure` where it will not work in this folder at all."""
        done = subprocess.run(  # noqa: S603  (a list of arguments, no shell)
            self.command(*arguments), stdin=subprocess.DEVNULL, capture_output=True, env=self.environment(), check=False
        )
        answer = Answer(done.returncode == 0, done.stdout.decode("utf-8", "surrogateescape"), done.stderr.decode("utf-8", "replace"))
        if "dubious ownership" in answer.told:
            nl = f"git vertrouwt de repository van `{self.folder}` niet: zij is van een andere gebruiker"
            en = f"git does not trust the repository of `{self.folder}`: it belongs to another user"
            raise GitFailure(f"{nl}; wie haar vertrouwt, zet haar in `safe.directory` van git", f"{en}; whoever trusts it adds it to `safe.directory` of git")
        if "not a git repository" in answer.told:
            raise NoRepository(str(self.folder))
        return answer

    def command(self, *arguments: str) -> Sequence[str]:
        """Return a call of git; raises `NoGit`."""
        return (self._program(), *_SAFE, "-C", str(self.folder), *arguments)

    def environment(self) -> dict[str, str]:
        """Return the environment without what is said to git there."""
        kept = {name: value for name, value in self.around.items() if not name.upper().startswith("GIT_")}
        return {**kept, **_SETTINGS}

    def _program(self) -> str:
        # Only in folders that are named in full: never the git of the folder that is worked in.
        for folder in self.around.get("PATH", os.defpath).split(os.pathsep):
            if Path(folder).is_absolute() and (found := shutil.which(str(Path(folder) / "git"))):
                return found
        raise NoGit
