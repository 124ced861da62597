"""Tables of text: columns as wide as what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from .terminal import visible, width

GAP = "  "


def show_rows(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Return rows as lines, with the columns of these numbers set to the right; a row of one text takes part in no width."""
    shown = [[visible(each) for each in row] for row in rows]
    widths = _widths([row for row in shown if len(row) > 1])
    return [_line(row, widths, right) if len(row) > 1 else row[0] for row in shown]


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    count = max(map(len, rows), default=0)
    return [max((width(row[at]) for row in rows if at < len(row)), default=0) for at in range(count)]


def _line(row: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> str:
    padded = []
    for at, (text, wide) in enumerate(zip(row, widths, strict=False)):
        space = " " * (wide - width(text))
        padded.append(space + text if at in right else text + space)
    return GAP.join(padded).rstrip()
