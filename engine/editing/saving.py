"""Writing files: whole or not at all. The only place of the engine that writes."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

_SUFFIX = ".herleid"
_WRITE = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Outside(Exception):
    """A file that is not in the folder that may be written in."""


class Changed(Exception):
    """A file that somebody else has changed since it was read."""


def save(root: Path, path: str, old: bytes, new: bytes) -> None:
    """
    Put new bytes in a file below a root that holds the old ones; whatever happens, it holds either of them whole.

    A link is followed as long as it stays below the root. Permissions are kept. Raises `Outside`, `Changed` or
    `OSError`.
    """
    target = _inside(root, path)
    with _alone(target.parent):
        mode = target.stat().st_mode
        if not stat.S_ISREG(mode) or target.read_bytes() != old:
            raise Changed(path)
        if not os.access(target, os.W_OK):
            raise PermissionError(13, "not writable", str(target))
        _replace(target, new, stat.S_IMODE(mode))


def create(folder: Path, files: Mapping[str, bytes]) -> None:
    """Make a folder with files, by their paths in it, that appears whole or not at all; an empty folder there is replaced."""
    beside = folder.with_name(f".{folder.name}{_SUFFIX}")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _alone(folder.parent):
        _remove(beside)
        try:
            for name, data in files.items():
                path = beside / PurePosixPath(name)
                path.parent.mkdir(parents=True, exist_ok=True)
                _write(path, data, None)
            if folder.exists():
                folder.rmdir()
            beside.rename(folder)
        except OSError:
            _remove(beside)
            raise
        _settle(folder.parent)


def put(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that is there, each whole or not at all."""
    with _alone(folder):
        for name, data in files.items():
            path = folder / PurePosixPath(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            _replace(path, data, stat.S_IMODE(path.stat().st_mode) if path.exists() else None)


def _inside(root: Path, path: str) -> Path:
    top = root.resolve()
    target = (top / path).resolve()
    if not target.is_relative_to(top):
        raise Outside(path)
    return target


def _replace(target: Path, data: bytes, mode: int | None) -> None:
    # A fixed name, so that what a killed process leaves behind is used again and does not pile up.
    beside = target.with_name(f".{target.name}{_SUFFIX}")
    try:
        _write(beside, data, mode)
        beside.replace(target)
    except OSError:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    _settle(target.parent)


def _write(path: Path, data: bytes, mode: int | None) -> None:
    handle = os.open(path, _WRITE, 0o666)
    with os.fdopen(handle, "wb") as file:
        if mode is not None:
            path.chmod(mode)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _settle(folder: Path) -> None:
    """Have the disk remember the names in a folder, on systems that can be asked to."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other processes of ours from writing in a folder, on systems that can."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _remove(folder: Path) -> None:
    for path in sorted(folder.rglob("*"), reverse=True) if folder.is_dir() else ():
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink()
    if folder.is_dir():
        folder.rmdir()
