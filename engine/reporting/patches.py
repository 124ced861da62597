"""Changed texts as a patch that people read and `git apply` takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import unified_diff

_NO_END = "\\ No newline at end of file"


def show_patch(changes: Mapping[str, tuple[str, str]]) -> str:
    """Show what changes in files, each by its name with its text before and after."""
    return "".join(line for file, (old, new) in changes.items() for line in _patch(file, old, new))


def _patch(file: str, old: str, new: str) -> Iterator[str]:
    lines = unified_diff(_lines(old), _lines(new), f"a/{file}", f"b/{file}")
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n{_NO_END}\n"


def _lines(text: str) -> list[str]:
    """Cut a text after each line feed only: other characters that end a line somewhere are part of it here."""
    lines = text.split("\n")
    return [*(f"{each}\n" for each in lines[:-1]), *([lines[-1]] if lines[-1] else [])]
