"""Comments of a rule file: what stands after a `#` outside every scalar."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from .documents import places_of_scalars

_COMMENT = re.compile(r"(?<!\S)#[^\r\n]*")


@dataclass(frozen=True, slots=True)
class Comment:
    """
    One comment: its text, where it starts, and the lines it speaks of.

    That is its own line. A scalar of several lines has no room for a comment inside it, so the one after
    its sign (`>`) or its last line speaks of all its lines.
    """

    text: str
    line: int
    column: int
    first_line: int
    last_line: int


def comments(text: str) -> Iterator[Comment]:
    """Go through the comments of a rule file; a text that is no YAML has none."""
    scalars = places_of_scalars(text)
    if scalars is None:
        return
    ends = [each.start() for each in re.finditer("\n", text)]
    before = (0, 0)
    for start, inside, end in [*scalars, (len(text), len(text), len(text))]:
        for found in _COMMENT.finditer(text, before[1], inside):
            line = first = last = bisect_left(ends, found.start()) + 1
            if found.start() > start:
                last = bisect_left(ends, end - 1) + 1
            elif before[1] and bisect_left(ends, before[1] - 1) + 1 == line:
                first = bisect_left(ends, before[0]) + 1
            yield Comment(found[0], line, found.start() - text.rfind("\n", 0, found.start()), first, last)
        before = (start, end)
