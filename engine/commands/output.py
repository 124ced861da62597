"""What leaves the program: results to stdout, everything else to stderr, both in UTF-8."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from typing import TextIO


def prepare() -> None:
    """Make both streams write UTF-8 with bare line ends, whatever the locale or system."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def write(text: str) -> None:
    """Write a result, with a line end where it has none."""
    _put(sys.stdout, text)


def say(text: str) -> None:
    """Write a problem or a notice to stderr."""
    _put(sys.stderr, text)


def finish() -> None:
    """Write out what is still held back, so that a full disk is noticed while it can be reported."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()


def abandon() -> None:
    """Point stdout nowhere, so that the interpreter does not try again what failed."""
    with contextlib.suppress(OSError, ValueError, AttributeError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def is_terminal(stream: TextIO | None) -> bool:
    """Say whether a person is looking: a terminal, and no wish for plain text in NO_COLOR."""
    return stream is not None and stream.isatty() and not os.environ.get("NO_COLOR")


def _put(stream: TextIO | None, text: str) -> None:
    if stream is not None and text:
        stream.write(text if text.endswith("\n") else f"{text}\n")
