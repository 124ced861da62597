"""How texts, citations and tables are written in a rule file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from ..reading.scalars import read_word

_BARE = re.compile(r"[A-Za-z][A-Za-z0-9_ ./()-]*")


def write_text(text: str) -> str:
    """Return a text as it is written, on one line, and within quotes where it could be read as anything else."""
    folded = " ".join(text.split())
    if _BARE.fullmatch(folded) and read_word(folded) == (folded, None):
        return folded
    if '"' in folded or "\\" in folded:
        return "'" + folded.replace("'", "''") + "'"
    return f'"{folded}"'


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
    folded = " ".join(text.split())
    return '"' + folded.replace('"', '""') + '"' if '"' in folded or separator in folded else folded
