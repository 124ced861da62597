"""Where rule files come from: a folder of the disk, read within limits and never outside its root."""

from __future__ import annotations

import errno
import os
import posixpath
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

MAX_BYTES = 5_000_000
MAX_FILES = 5_000

_OPEN = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_REASONS = {errno.EACCES: "permission", errno.EPERM: "permission", errno.ELOOP: "outside", errno.EISDIR: "not_a_file", errno.ENXIO: "not_a_file"}


class Unreadable(Exception):
    """
    A file that cannot be read.

    `reason` is a term of the catalogue: missing, not_a_file, outside, too_large, too_many or permission.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class Tree(Protocol):
    """Files below one root; paths are relative to it, with `/`."""

    def files(self, folder: str, suffixes: tuple[str, ...]) -> list[str]:
        """
        Return the files below a folder with one of these suffixes, in path order, without hidden ones.

        What cannot be looked into (a folder without permission, a link to a folder) is listed too:
        reading it says why.
        """
        ...

    def read(self, path: str) -> bytes:
        """Return what a file holds; raises `Unreadable`."""
        ...

    def shown(self, path: str) -> str:
        """Return how a path is shown to people."""
        ...


class FolderTree:
    """The files below a folder of the disk."""

    def __init__(self, root: Path, shown_from: Path) -> None:
        self.root = root.resolve()
        self.shown_from = shown_from.resolve()

    def files(self, folder: str, suffixes: tuple[str, ...]) -> list[str]:
        """Return the files below a folder in path order; raises `Unreadable` where the folder is none or holds too many files."""
        found: list[str] = []
        start = self._inside(folder)
        if not start.is_dir():
            raise Unreadable(folder, "not_a_file" if start.exists() else "missing")
        for path in _walk(start, suffixes):
            found.append(path.relative_to(self.root).as_posix())
            if len(found) > MAX_FILES:
                raise Unreadable(folder, "too_many")
        return sorted(found)

    def read(self, path: str) -> bytes:
        """Return what a regular file within the root holds; never waits for a pipe."""
        target = self._inside(path)
        try:
            if not stat.S_ISREG(target.stat().st_mode):
                raise Unreadable(path, "not_a_file")
            handle = os.open(target, _OPEN)
        except OSError as error:
            raise Unreadable(path, _REASONS.get(error.errno or 0, "missing")) from error
        with os.fdopen(handle, "rb") as file:
            return _read_limited(path, file.fileno())

    def shown(self, path: str) -> str:
        """Return a path as seen from where the user stands, without characters that a terminal would act on."""
        target = Path(os.path.normpath(self.root / path))
        try:
            text = Path(os.path.relpath(target, self.shown_from)).as_posix()
        except ValueError:  # another drive
            text = target.as_posix()
        return "".join("\ufffd" if unicodedata.category(each)[0] == "C" else each for each in text)

    def _inside(self, path: str) -> Path:
        """Return where a path leads once all links are followed; raises `Unreadable` where that is outside the folder of the root that it starts in."""
        top, below, _ = posixpath.normpath(path).partition("/")
        try:
            target = (self.root / path).resolve()
            home = (self.root / top).resolve() if below else self.root
        except (OSError, RuntimeError, ValueError) as error:
            raise Unreadable(path, "outside") from error
        if not target.is_relative_to(self.root) or not target.is_relative_to(home):
            raise Unreadable(path, "outside")
        return target


def _walk(start: Path, suffixes: tuple[str, ...]) -> Iterator[Path]:
    """Go through the files below a folder, and through what cannot be looked into."""
    waiting = [start]
    while waiting:
        folder = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            yield folder
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                waiting.append(folder / entry.name)
            if entry.name.endswith(suffixes) or _leads_to_folder(entry):
                yield folder / entry.name


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_symlink() and entry.is_dir()
    except OSError:
        return True


def _read_limited(path: str, handle: int) -> bytes:
    try:
        state = os.fstat(handle)
        if not stat.S_ISREG(state.st_mode):
            raise Unreadable(path, "not_a_file")
        if state.st_size > MAX_BYTES:
            raise Unreadable(path, "too_large")
        data = bytearray()
        while chunk := os.read(handle, min(1 << 20, MAX_BYTES + 1 - len(data))):
            data += chunk
    except OSError as error:
        raise Unreadable(path, _REASONS.get(error.errno or 0, "missing")) from error
    if len(data) > MAX_BYTES:
        raise Unreadable(path, "too_large")
    return bytes(data)
