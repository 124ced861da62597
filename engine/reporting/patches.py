"""Changed texts as a patch that people read and `git apply` takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from itertools import groupby

CONTEXT = 3
"""So many lines that stay are shown around those that change."""

_NO_END = "\\ No newline at end of file"

Change = tuple[int, int, int, int]
"""From and until which line in the text before, and in the text after."""


def show_patch(changes: Mapping[str, tuple[str, str]]) -> str:
    """Show what changes in files, each by its name with its text before and after."""
    return "".join(line for file, (old, new) in changes.items() if old != new for line in _patch(file, _lines(old), _lines(new)))


def _patch(file: str, old: Sequence[str], new: Sequence[str]) -> Iterator[str]:
    yield f"--- a/{file}\n+++ b/{file}\n"
    for hunk in _hunks(list(_changes(old, new))):
        (first, _, first_new, _), (_, last, _, last_new) = hunk[0], hunk[-1]
        before, after = min(first, CONTEXT), min(len(old) - last, CONTEXT)
        yield f"@@ -{_place(first - before, last + after)} +{_place(first_new - before, last_new + after)} @@\n"
        at = first - before
        for start, end, start_new, end_new in hunk:
            yield from _marked(" ", old[at:start])
            yield from _marked("-", old[start:end])
            yield from _marked("+", new[start_new:end_new])
            at = end
        yield from _marked(" ", old[at : last + after])


def _place(start: int, end: int) -> str:
    """Return where lines stand, as patches count: of none, the line before."""
    return f"{start + 1},{end - start}" if end > start else f"{start},0"


def _marked(mark: str, lines: Iterable[str]) -> Iterator[str]:
    for each in lines:
        yield f"{mark}{each}" if each.endswith("\n") else f"{mark}{each}\n{_NO_END}\n"


def _hunks(changes: Sequence[Change]) -> list[list[Change]]:
    """Put changes together between which there is no line that is not shown anyway."""
    found: list[list[Change]] = []
    for each in changes:
        if found and each[0] - found[-1][-1][1] <= 2 * CONTEXT:
            found[-1].append(each)
        else:
            found.append([each])
    return found


def _changes(old: Sequence[str], new: Sequence[str]) -> Iterator[Change]:
    """Go through the stretches of lines that differ; where no line came or went, each line is held against its own."""
    if len(old) == len(new):
        differing = (at for at, (before, after) in enumerate(zip(old, new, strict=True)) if before != after)
        for _, run in groupby(enumerate(differing), lambda each: each[1] - each[0]):
            places = [at for _, at in run]
            yield places[0], places[-1] + 1, places[0], places[-1] + 1
        return
    first = next((at for at, (before, after) in enumerate(zip(old, new, strict=False)) if before != after), min(len(old), len(new)))
    rest = min(len(old), len(new)) - first
    last = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    middle = SequenceMatcher(None, old[first : len(old) - last], new[first : len(new) - last], autojunk=False)
    for kind, *places in middle.get_opcodes():
        if kind != "equal":
            start, end, start_new, end_new = (first + each for each in places)
            yield start, end, start_new, end_new


def _lines(text: str) -> list[str]:
    """Cut a text after each line feed only: other characters that end a line somewhere are part of it here."""
    lines = text.split("\n")
    return [*(f"{each}\n" for each in lines[:-1]), *([lines[-1]] if lines[-1] else [])]
