"""Splices in the rows of a CSV file."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Span
from ..model import Entry
from ..questions.selection import Unanswerable
from ..reading.csv_tables import PROVENANCE, Field, Rows, read_csv, separator_of
from .splices import Splice, stretch
from .writing import write_field


def in_row(file: str, text: str, place: Span, value: str, same: Entry, entry: Entry) -> list[Splice]:
    """Return the splices that give a row another value, and what it now rests on; `place` is where its value stands."""
    rows, _ = read_csv(file, text.encode())
    fields = _fields(rows, place)
    wanted = {"value": value, **dict(_differences(same, entry))}
    lacking = [each for each in wanted if each not in fields]
    if lacking:
        shown = ", ".join(f"`{each}`" for each in lacking)
        raise Unanswerable(
            f"de tabel in `{file}` heeft geen kolom {shown}: voeg die toe, of kies met `--from` een dag waarop een nieuwe waarde ingaat",
            f"the table in `{file}` has no column {shown}: add it, or choose a day with `--from` on which a new value begins",
        )
    return [_replaced(text, fields[name], each) for name, each in wanted.items()]


def _fields(rows: Rows | None, place: Span) -> dict[str, Field]:
    if rows is None:
        return {}
    row = next(each for each in rows.rows if each[0].span.line == place.line)
    return {name.text: field for name, field in zip(rows.header, row, strict=True)}


def _differences(same: Entry, entry: Entry) -> Iterator[tuple[str, str]]:
    """Go through the columns in which two entries differ, with what the second says."""
    before, after = _own(same), _own(entry)
    yield from ((name, after[name]) for name in PROVENANCE if before[name] != after[name])


def _own(entry: Entry) -> dict[str, str]:
    citation = entry.citation
    quotes = " ".join(text for text, _ in citation.quotes) if citation else ""
    texts = (entry.basis, entry.status, citation.ref if citation else "", citation.at if citation else "", quotes, entry.note or "")
    return dict(zip(PROVENANCE, texts, strict=True))


def _replaced(text: str, field: Field, new: str) -> Splice:
    start, end = stretch(text, field.span)
    header = text.partition("\n")[0]
    return Splice(start, end if field.text else start, write_field(new, separator_of(header)))
