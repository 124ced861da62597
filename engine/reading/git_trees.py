"""Rule files of a git revision, read by object id and never checked out."""

from __future__ import annotations

import posixpath
import subprocess
import unicodedata
from functools import cached_property
from typing import IO, NamedTuple

from .git_calls import Git
from .revisions import Revision
from .trees import MAX_BYTES, MAX_FILES, Unreadable

_LINK, _SUBMODULE = "120000", "160000"


class _Entry(NamedTuple):
    mode: str
    id: str


class GitTree:
    """
    The files of a revision; paths count from the top of the repository and are shown as `REV:path`.

    Files are read through one call of git that stays open: close the tree when all is read.
    """

    def __init__(self, git: Git, revision: Revision) -> None:
        self._git = git
        self._revision = revision
        self._process: subprocess.Popen[bytes] | None = None

    def close(self) -> None:
        """End the call of git."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def files(self, folder: str, suffixes: tuple[str, ...]) -> list[str]:
        """Return the files below a folder in path order; raises `Unreadable` where the folder is none or holds too many files."""
        prefix = "" if folder == "." else f"{folder}/"
        below = {path: entry for path, entry in self._entries.items() if path.startswith(prefix)}
        if not below:
            raise Unreadable(folder, self._reason(folder))
        found = [path for path, entry in below.items() if not _is_hidden(path[len(prefix) :]) and (path.endswith(suffixes) or self._hides(path, entry))]
        if len(found) > MAX_FILES:
            raise Unreadable(folder, "too_many")
        return sorted(found)

    def read(self, path: str) -> bytes:
        """Return what a file holds; a link is not followed."""
        entry = self._entries.get(path)
        if entry is None or entry.mode in (_LINK, _SUBMODULE):
            raise Unreadable(path, self._reason(path))
        return self._blob(path, entry.id)

    def shown(self, path: str) -> str:
        """Return `REV:path`, without characters that a terminal would act on."""
        text = f"{self._revision.name}:{path}"
        return "".join("\ufffd" if unicodedata.category(each)[0] == "C" else each for each in text)

    @cached_property
    def _entries(self) -> dict[str, _Entry]:
        told = self._git.ask("ls-tree", "-z", "-r", "--full-tree", self._revision.commit).text
        lines = (each.partition("\t") for each in told.split("\0") if each)
        return {path: _Entry(*line.split()[::2]) for line, _, path in lines if path == posixpath.normpath(path) and not path.startswith(("/", ".."))}

    def _reason(self, path: str) -> str:
        """Say why there is nothing to read at a path."""
        parts = path.split("/")
        for around in ("/".join(parts[: at + 1]) for at in range(len(parts))):
            if around in self._entries:
                return {_LINK: "link", _SUBMODULE: "submodule"}.get(self._entries[around].mode, "not_a_file")
        return "not_a_file" if any(each.startswith(f"{path}/") for each in self._entries) else "missing"

    def _hides(self, path: str, entry: _Entry) -> bool:
        """Say whether what stands at a path is a folder that cannot be looked into: a submodule, or a link to a folder."""
        if entry.mode != _LINK:
            return entry.mode == _SUBMODULE
        target = posixpath.normpath(posixpath.join(posixpath.dirname(path), self._blob(path, entry.id).decode("utf-8", "surrogateescape")))
        return any(each.startswith(f"{target}/") for each in self._entries)

    def _blob(self, path: str, object_id: str) -> bytes:
        source, sink = self._pipes()
        try:
            sink.write(f"{object_id}\n".encode())
            sink.flush()
            head = source.readline().split()
        except OSError:
            head = []
        if len(head) != 3 or head[1] != b"blob":
            self.close()
            raise Unreadable(path, "not_fetched")
        size = int(head[2])
        if size > MAX_BYTES:
            self.close()
            raise Unreadable(path, "too_large")
        return source.read(size + 1)[:size]

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603  (a list of arguments, no shell)
                self._git.command("cat-file", "--batch"), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=self._git.environment()
            )
        assert self._process.stdout is not None and self._process.stdin is not None  # noqa: S101, PT018  (both were asked for)
        return self._process.stdout, self._process.stdin


def _is_hidden(path: str) -> bool:
    return any(each.startswith(".") for each in path.split("/"))
