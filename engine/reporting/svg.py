"""Bars as a picture: plain SVG that stands alone, the same bytes for the same figures, and readable by a screen reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from html import escape

from ..decimals import ONE, ZERO
from .terminal import folded, start, width
from .wrapping import wrapped


class Tone(Enum):
    """What a bar stands for, which gives its colour; they differ in lightness too, for print and for those who see no colours."""

    LESS = "#1b4f8a"
    MORE = "#e08a1e"
    PART = "#5b8db8"
    TOTAL = "#26323d"
    # Parts that lie side by side: neighbours differ in lightness.
    FIRST = "#332288"
    SECOND = "#88ccee"
    THIRD = "#117733"
    FOURTH = "#ddcc77"
    FIFTH = "#882255"
    SIXTH = "#cc9bd0"
    SEVENTH = "#44aa99"
    EIGHTH = "#cc6677"
    NINTH = "#999933"
    TENTH = "#bbbbbb"


PARTS = (Tone.FIRST, Tone.SECOND, Tone.THIRD, Tone.FOURTH, Tone.FIFTH, Tone.SIXTH, Tone.SEVENTH, Tone.EIGHTH, Tone.NINTH, Tone.TENTH)
"""The tones of parts that lie side by side, in their order."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of the scale, and what it stands for."""

    first: Decimal
    last: Decimal
    tone: Tone = Tone.PART


@dataclass(frozen=True, slots=True)
class BarRow:
    """One line of the picture: what it is about, its bars, and the words behind them."""

    label: str
    bars: tuple[Bar, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """
    Lines of bars over one scale.

    `title` and `description` are what a screen reader says; the title also stands above the bars. `line`
    is a value that is marked through all lines, such as the figure itself. `key` explains the tones; `notes` stand
    below it.
    """

    title: str
    description: str
    rows: Sequence[BarRow]
    line: Decimal | None = None
    key: Sequence[tuple[Tone, str]] = ()
    notes: Sequence[str] = ()


LONGEST = 60
"""A longer label is cut off; the whole of it stays in the title of its line."""

_SCALE = 420
_LINE = 24
_BAR = 15
_EDGE = 16
_TOP = 44
_NOTE = 15
_LETTER = Decimal("7.3")
_SMALL = Decimal("6.2")
_TENTH = Decimal("0.1")


def show_chart(chart: Chart) -> str:
    """Return the picture as a text that is a file by itself."""
    return "\n".join(_Drawing(chart).lines()) + "\n"


class _Drawing:
    """Puts a chart on paper: a column of labels, the bars, a column of words."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._labels = [_short(each.label) for each in chart.rows]
        self._left = _EDGE + _room(self._labels) + 12
        self._words = self._left + _SCALE + 12
        values = [value for row in chart.rows for bar in row.bars for value in (bar.first, bar.last)]
        values += [] if chart.line is None else [chart.line]
        self._keys = list(self._placed())
        self._least, self._most = min(values, default=ZERO), max(values, default=ONE)

    def lines(self) -> Iterator[str]:
        """Go through the lines of the file."""
        chart = self._chart
        below = _TOP + len(chart.rows) * _LINE
        wide = max(self._words + _room([each.text for each in chart.rows]), _EDGE + _room([chart.title]) * 15 / 13) + _EDGE
        notes = [line for each in chart.notes for line in wrapped(each, max(int((wide - 2 * _EDGE) / _SMALL), 40))]
        under = below + sum(_LINE for x, _, _ in self._keys if x == self._left)
        high = under + len(notes) * _NOTE + (_EDGE if notes else 0) + _EDGE
        size = f'viewBox="0 0 {_n(wide)} {_n(high)}" width="{_n(wide)}" height="{_n(high)}"'
        yield f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" {size}>'
        yield f'  <title id="title">{_e(chart.title)}</title>'
        yield f'  <desc id="desc">{_e(chart.description)}</desc>'
        yield f'  <rect width="{_n(wide)}" height="{_n(high)}" fill="#ffffff"/>'
        yield '  <g font-family="sans-serif" font-size="13" fill="#1a1a1a">'
        yield f'    <text x="{_EDGE}" y="26" font-size="15" font-weight="bold">{_e(chart.title)}</text>'
        for at, row in enumerate(chart.rows):
            yield from self._row(row, self._labels[at], _TOP + at * _LINE)
        if chart.line is not None:
            x = _n(self._x(chart.line))
            yield f'    <line x1="{x}" y1="{_TOP - 6}" x2="{x}" y2="{_n(below)}" stroke="#1a1a1a" stroke-width="1"/>'
        yield from self._key(below)
        for at, note in enumerate(notes, start=1):
            yield f'    <text x="{_EDGE}" y="{_n(under + at * _NOTE + 4)}" font-size="11">{_e(note)}</text>'
        yield "  </g>"
        yield "</svg>"

    def _row(self, row: BarRow, label: str, top: int) -> Iterator[str]:
        text = top + 13
        yield "    <g>"
        yield f"      <title>{_e(': '.join(filter(None, [row.label, row.text])))}</title>"
        yield f'      <text x="{_EDGE}" y="{text}">{_e(label)}</text>'
        for bar in row.bars:
            low, high = sorted((self._x(bar.first), self._x(bar.last)))
            if high > low:
                yield f'      <rect x="{_n(low)}" y="{top + 1}" width="{_n(high - low)}" height="{_BAR}" fill="{bar.tone.value}"/>'
        if row.text:
            yield f'      <text x="{_n(self._words)}" y="{text}">{_e(row.text)}</text>'
        yield "    </g>"

    def _key(self, below: int) -> Iterator[str]:
        top = below - _LINE
        for x, tone, text in self._keys:
            top += _LINE if x == self._left else 0
            yield f'    <rect x="{_n(x)}" y="{top + 7}" width="12" height="12" fill="{tone.value}"/>'
            yield f'    <text x="{_n(x + 18)}" y="{top + 18}">{_e(text)}</text>'

    def _placed(self) -> Iterator[tuple[Decimal, Tone, str]]:
        """Go through the key with where each word stands; on a new line where it would come behind the bars."""
        x = Decimal(self._left)
        for tone, text in self._chart.key:
            wide = 18 + _room([text]) + 18
            if x > self._left and x + wide > self._words:
                x = Decimal(self._left)
            yield x, tone, text
            x += wide

    def _x(self, value: Decimal) -> Decimal:
        if self._most == self._least:
            return self._left
        return self._left + (value - self._least) / (self._most - self._least) * _SCALE


def _short(label: str) -> str:
    shown = folded(label)
    return shown if width(shown) <= LONGEST else start(shown, LONGEST - 1) + "…"


def _room(texts: Sequence[str]) -> Decimal:
    return max((width(folded(each)) for each in texts), default=0) * _LETTER


def _n(number: Decimal | int) -> str:
    rounded = Decimal(number).quantize(_TENTH, ROUND_HALF_UP)
    return format(rounded.normalize() if rounded else ZERO, "f")


def _e(text: str) -> str:
    return escape(folded(text))
