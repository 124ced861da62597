"""What leaves the program: results to stdout, everything else to stderr, both in UTF-8."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import re
import shutil
import sys
from collections.abc import Iterator
from typing import TextIO

from .misuse import Misuse, reason_of

_COMMAND = re.compile(r"^([^\S\n]*:)(?=:)|(##)(?=\[)", re.MULTILINE)
"""What the runner of GitHub takes for an order: a line that starts with two colons, and its older form anywhere in one."""

_JOINER = "\u2060"

COLUMNS = 100
"""The width of text where there is no terminal."""


def prepare() -> None:
    """Make both streams write UTF-8 with bare line ends, whatever the locale or system."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def write(text: str, *, commands: bool = False) -> None:
    """Write a result, with a line end where it has none; raises `Misuse` where it cannot be written. On GitHub only `commands` order anything."""
    with _explained(sys.stdout):
        sys.stdout.write(_ended(text if commands else _obeyed_by_none(text)))


def say(text: str) -> None:
    """Write a problem or a notice to stderr; where that cannot be done there is nowhere to say so, and the exit code tells."""
    if sys.stderr is not None:
        try:
            sys.stderr.write(_ended(_obeyed_by_none(text)))
            sys.stderr.flush()
        except OSError:
            abandon(sys.stderr)


def finish() -> None:
    """Write out what is still held back, so that a full disk is noticed while it can be reported."""
    if sys.stdout is not None:
        with _explained(sys.stdout):
            sys.stdout.flush()


def abandon(*streams: TextIO | None) -> None:
    """Point streams nowhere, so that the interpreter does not try again what failed."""
    for stream in filter(None, streams):
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def coloured(stream: TextIO | None) -> bool:
    """Say whether colour helps: a person is looking, and did not ask for plain text with NO_COLOR."""
    return stream is not None and stream.isatty() and not os.environ.get("NO_COLOR")


def columns(stream: TextIO | None) -> int:
    """Return how wide text may be: as the terminal, within what reads well, and the same everywhere without one."""
    if stream is None or not stream.isatty():
        return COLUMNS
    return min(max(shutil.get_terminal_size((COLUMNS, 24)).columns, 60), 120)


@contextlib.contextmanager
def _explained(stream: TextIO | None) -> Iterator[None]:
    if stream is None:
        raise Misuse("er is geen uitvoer om naar te schrijven", "there is no output to write to")
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        abandon(stream)
        if os.name == "nt" and error.errno == errno.EINVAL:  # what Windows says of a closed pipe
            raise BrokenPipeError from error
        nl, en = reason_of(error)
        raise Misuse(f"de uitvoer kan niet worden weggeschreven: {nl}", f"the output cannot be written: {en}") from error


def _obeyed_by_none(text: str) -> str:
    """Return a text in which the runner of GitHub finds no order, whatever rules and names of files say; JSON keeps its meaning."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return text
    if text.startswith(("{", "[")):
        return text.replace("##[", r"##\u005b")
    return _COMMAND.sub(rf"\g<0>{_JOINER}", text)


def _ended(text: str) -> str:
    return text if not text or text.endswith("\n") else f"{text}\n"
