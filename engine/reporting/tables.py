"""Tables of text: columns as wide as what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from .terminal import visible, width
from .wrapping import wrapped

GAP = "  "
LEAST = 16
"""A column is made no narrower to let a table fit."""


def show_rows(rows: Sequence[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Return rows as lines, with the columns of these numbers set to the right; a row of one text takes part in no width."""
    shown = [[visible(each) for each in row] for row in rows]
    widths = _widths([row for row in shown if len(row) > 1])
    return [_line(row, widths, right) if len(row) > 1 else row[0] for row in shown]


def fitted(rows: Sequence[Sequence[str]], columns: int, right: frozenset[int] = frozenset()) -> list[list[str]]:
    """Return rows with their longest texts broken over several lines, so that the table fits where it can; figures stay whole."""
    shown = [[visible(each) for each in row] for row in rows]
    widths = _widths([row for row in shown if len(row) > 1])
    loose = [at for at in range(len(widths)) if at not in right]
    while sum(widths) + len(GAP) * (len(widths) - 1) > columns and any(widths[at] > LEAST for at in loose):
        widths[max(loose, key=lambda at: widths[at])] -= 1
    return [line for row in shown for line in (_broken(row, widths) if len(row) > 1 else [row])]


def _broken(row: Sequence[str], widths: Sequence[int]) -> list[list[str]]:
    cells = [_cell(text, wide) for text, wide in zip(row, widths, strict=False)]
    return [[each[at] if at < len(each) else "" for each in cells] for at in range(max(map(len, cells)))]


def _cell(text: str, wide: int) -> list[str]:
    if width(text) <= wide:
        return [text]
    indent = len(text) - len(text.lstrip())
    return [" " * indent + each for each in wrapped(text.strip(), wide - indent, 2, LEAST)] or [text]


def _widths(rows: Sequence[Sequence[str]]) -> list[int]:
    count = max(map(len, rows), default=0)
    return [max((width(row[at]) for row in rows if at < len(row)), default=0) for at in range(count)]


def _line(row: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> str:
    padded = []
    for at, (text, wide) in enumerate(zip(row, widths, strict=False)):
        space = " " * (wide - width(text))
        padded.append(space + text if at in right else text + space)
    return GAP.join(padded).rstrip()
