"""From bytes to text, and the characters that a rule file may not contain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

REFUSED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Control and format characters: what is not seen, or changes the order of what is seen."""

MASK = "\ufffd"
"""Stands in for a refused character, so that reading can go on and every offset stays what it is."""

_LINE_END = re.compile(r"\r\n")
_NONCHARACTERS = frozenset("\ufffe\uffff")


def refused_characters(text: str) -> frozenset[str]:
    """Return which characters of a text are refused; tabs and line ends have their own rules."""
    return frozenset(each for each in set(text) - {"\n", "\t"} if unicodedata.category(each) in REFUSED or each in _NONCHARACTERS)


def refused_places(text: str) -> list[int]:
    """Return where the refused characters stand; a carriage return is allowed before a line feed only."""
    bad = refused_characters(text)
    if not bad:
        return []
    found = re.compile("[" + re.escape("".join(sorted(bad))) + "]")
    return [each.start() for each in found.finditer(text) if not _LINE_END.match(text, each.start())]


def mask(text: str, places: list[int]) -> str:
    """Put a harmless character in each of these places."""
    characters = list(text)
    for place in places:
        characters[place] = MASK
    return "".join(characters)


def first_of_each_line(text: str, places: list[int]) -> Iterator[int]:
    """Go through the places, but only the first on every line."""
    end = -1
    for place in places:
        if place > end:
            yield place
            end = text.find("\n", place)
            if end < 0:
                return


def name_of(character: str) -> str:
    """Return how a character that cannot be seen is written down, such as `U+200B`."""
    return f"U+{ord(character):04X}"


def likely_encoding(data: bytes) -> str:
    """Guess what a file that is not UTF-8 is written in."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    return "Windows-1252"
