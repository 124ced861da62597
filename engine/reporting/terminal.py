"""What a terminal can be trusted with: visible characters, their widths, and colours where asked for."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import accumulate, takewhile

_COLOURS = {"bold": "1", "red": "1;31", "yellow": "1;33", "blue": "1;34", "cyan": "36", "dim": "2"}
_TAB = "    "


@dataclass(frozen=True, slots=True)
class Paint:
    """Colours text, or leaves it as it is where no colour was asked for."""

    on: bool = False

    def __call__(self, text: str, colour: str) -> str:
        """Return a text in a colour."""
        return f"\x1b[{_COLOURS[colour]}m{text}\x1b[0m" if self.on and text else text


def visible(text: str) -> str:
    """
    Return one line of text with all that a terminal would obey, or not show, made visible.

    A tab is four spaces, other control characters become their picture (`␛`), and what changes the
    direction of text or has no width at all becomes its number (`<U+202E>`).
    """
    return text if text.isascii() and text.isprintable() else "".join(map(_visible, text))


def folded(text: str) -> str:
    """Return a text as one visible line, with each stretch of white space as one space."""
    return visible(" ".join(text.split()))


def width(text: str) -> int:
    """Return how many columns a visible text takes on a terminal."""
    return len(text) if text.isascii() else sum(map(_width, text))


def start(text: str, columns: int) -> str:
    """Return as much of the start of a visible text as fits in some columns."""
    return text[: _fitting(text, columns)]


def end(text: str, columns: int) -> str:
    """Return as much of the end of a visible text as fits in some columns."""
    return text[len(text) - _fitting(text[::-1], columns) :]


def _fitting(text: str, columns: int) -> int:
    return sum(1 for _ in takewhile(lambda taken: taken <= columns, accumulate(map(_width, text))))


def _visible(character: str) -> str:
    if character == "\t":
        return _TAB
    number = ord(character)
    if number < 0x20:
        return chr(0x2400 + number)
    if number == 0x7F:
        return "\u2421"
    hidden = unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp")
    return f"<U+{number:04X}>" if hidden else character


def _width(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1
