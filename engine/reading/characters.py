"""From bytes to text, and the characters that a rule file may not contain."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

REFUSED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Control and format characters: what is not seen, or changes the order of what is seen."""

MASK = "\ufffd"
"""Stands in for a refused character, so that reading can go on and every offset stays what it is."""

SAMPLE = 4096
MOSTLY = 50
"""A text has fewer than one in so many characters that cannot be shown."""

_NO_LETTERS = b"\x7f\x81\x8d\x8f\x90\x9d"
_NONCHARACTERS = frozenset("\ufffe\uffff")


def refused_characters(text: str) -> frozenset[str]:
    """Return which characters of a text are refused; tabs and line ends have their own rules."""
    return frozenset(each for each in set(text) - {"\n", "\t", "\r"} if unicodedata.category(each) in REFUSED or each in _NONCHARACTERS)


def refused_pattern(text: str) -> re.Pattern[str] | None:
    """Return a pattern for what is refused in a text, or None; a carriage return may stand before a line feed only."""
    bad = "".join(sorted(refused_characters(text)))
    parts = [f"[{re.escape(bad)}]"] * bool(bad) + [r"\r(?!\n)"] * ("\r" in text)
    found = re.compile("|".join(parts)) if parts else None
    return found if found and found.search(text) else None


def first_of_each_line(pattern: re.Pattern[str], text: str) -> Iterator[int]:
    """Go through the places where a pattern fits, but only the first on every line."""
    at = 0
    while found := pattern.search(text, at):
        yield found.start()
        at = text.find("\n", found.start())
        if at < 0:
            return


def strange_space(text: str) -> str | None:
    """Return a space that is not the ordinary one, such as the one that does not break a line."""
    return None if text.isascii() else next((each for each in text if each != " " and unicodedata.category(each) == "Zs"), None)


def name_of(character: str) -> str:
    """Return how a character that cannot be seen is written down, such as `U+200B`."""
    return f"U+{ord(character):04X}"


def likely_encoding(data: bytes) -> str:
    """Guess what a text that is not UTF-8 is written in; nothing where it is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "UTF-16"
    return "Windows-1252" if unprintable(data) * MOSTLY <= len(data[:SAMPLE]) else ""


def unprintable(data: bytes) -> int:
    """Count what no text has among the first bytes: controls other than tabs and line ends."""
    return sum((each < 32 and each not in b"\t\n\r\f") or each in _NO_LETTERS for each in data[:SAMPLE])
