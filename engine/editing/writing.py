"""How texts, citations and tables are written in a rule file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..reading.scalars import read_word

_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_ ./()-]*")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})


def write_text(text: str) -> str:
    """Return a text as it is written on one line, within quotes where it could be read as anything else."""
    if _BARE.fullmatch(text) and text == text.strip() and read_word(text) == (text, None):
        return text
    if "\n" in text:
        return '"' + text.translate(_ESCAPES) + '"'
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'


def write_texts(texts: Sequence[str]) -> str:
    """Return one text, or a list of them."""
    written = list(map(write_text, texts))
    return written[0] if len(written) == 1 else f"[{', '.join(written)}]"


def write_block(entries: Iterable[tuple[str, str]]) -> str:
    """Return keys and written values within braces, on one line."""
    return "{" + ", ".join(f"{key}: {value}" for key, value in entries) + "}"


def write_citation(ref: str, at: str, quotes: Sequence[str]) -> str:
    """Return a source with the place in it and the words that stand there."""
    entries = [("ref", write_text(ref)), ("at", write_text(at))]
    return write_block([*entries, ("quote", write_texts(quotes))] if quotes else entries)


def write_table(cell: Sequence[str], value: str) -> str:
    """Return the table of one cell."""
    for member in reversed(cell):
        value = write_block([(member, value)])
    return value


def write_field(text: str, separator: str) -> str:
    """Return a field of a CSV file."""
    return '"' + text.replace('"', '""') + '"' if '"' in text or separator in text else text
