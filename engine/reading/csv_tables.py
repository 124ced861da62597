"""Bulk tables in CSV: a column per dimension, `value`, and perhaps the provenance of each row."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..diagnostics import Diagnostic, Fix, Span
from .scalars import read_word

PROVENANCE = ("basis", "status", "ref", "at", "quote", "note")
MAX_ROWS = 200_000


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a row with the place where it stands."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a CSV file, each a field per column."""

    header: tuple[Field, ...]
    rows: tuple[tuple[Field, ...], ...]
    text: str


def read_csv(file: str, data: bytes) -> tuple[Rows | None, tuple[Diagnostic, ...]]:
    """Read a CSV file; `,` or `;` by the header, UTF-8 with or without byte order mark. Never raises."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return None, (Diagnostic("H001", Span(file, line, 1, line, 2), {}),)
    lines = [each.removesuffix("\r") for each in text.split("\n")]
    if not lines[0].strip():
        return None, (_malformed(Span.of_file(file), "@empty"),)
    return _read_lines(file, text, lines, separator_of(lines[0]))


def separator_of(header: str) -> str:
    """Return what stands between fields, by the first line."""
    return ";" if header.count(";") > header.count(",") else ","


def no_number(field: Field, rule: str) -> Diagnostic:
    """Return the problem of a value that is no number, with the numbers that may have been meant and, where that is certain, its fix."""
    doubt = read_word(field.text)[1] if field.text else None
    meant = dict(zip(("suggestion", "other"), doubt.suggestions if doubt else (), strict=False))
    fix = Fix(field.span, meant["suggestion"]) if doubt and doubt.safe else None
    return Diagnostic("H228", field.span, {"value": (field.text or "@nothing",), **meant}, fix=fix, rule=rule)


def _read_lines(file: str, text: str, lines: list[str], separator: str) -> tuple[Rows | None, tuple[Diagnostic, ...]]:
    findings: list[Diagnostic] = []
    rows: list[tuple[Field, ...]] = []
    for number, line in enumerate(lines[: MAX_ROWS + 1], start=1):
        if not line.strip():
            continue
        fields = tuple(_fields(file, number, line, separator))
        if _parsed(line, separator) != [each.text for each in fields]:
            findings.append(_malformed(Span(file, number, 1, number, len(line) + 1), "@quoting"))
        elif rows and len(fields) != len(rows[0]):
            span = Span(file, number, 1, number, len(line) + 1)
            findings.append(_malformed(span, "@fields", count=str(len(fields)), wanted=str(len(rows[0]))))
        else:
            rows.append(fields)
    if len(lines) > MAX_ROWS:
        findings.append(_malformed(Span(file, MAX_ROWS, 1, MAX_ROWS, 2), "@too_many_rows"))
    return Rows(rows[0], tuple(rows[1:]), text) if rows and not findings else None, tuple(findings)


def _parsed(line: str, separator: str) -> list[str] | None:
    try:
        return [each.strip() for each in next(csv.reader([line], delimiter=separator, strict=True))]
    except csv.Error:
        return None


def _fields(file: str, number: int, line: str, separator: str) -> Iterator[Field]:
    # The csv module does not tell where a field stands, and a person must be able to find it.
    mark = re.escape(separator)
    at = 0
    while at <= len(line):
        found = re.compile(rf'\s*("(?:[^"]|"")*"|[^{mark}]*?)\s*(?={mark}|$)').match(line, at)
        if found is None:
            return
        raw = found[1]
        text = raw[1:-1].replace('""', '"').strip() if raw.startswith('"') else raw
        yield Field(text, Span(file, number, found.start(1) + 1, number, max(found.end(1), found.start(1) + 1) + 1))
        at = found.end() + 1


def _malformed(span: Span, what: str, **fields: str) -> Diagnostic:
    return Diagnostic("H011", span, {"what": what, **fields})
