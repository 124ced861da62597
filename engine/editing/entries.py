"""Splices in the entries of a parameter: what a value rests on, a new entry, a cell that leaves its table."""

from __future__ import annotations

from collections.abc import Iterator

from ..decimals import show_plain
from ..model import Cell, Citation, Entry, Parameter
from ..questions.selection import Unanswerable
from ..reading.documents import Document, MappingNode, Node, SequenceNode
from ..reading.names import child
from ..reading.tables import written
from .blocks import appended, inserted, removed, replaced
from .splices import Splice
from .writing import write_block, write_citation, write_table, write_text, write_texts

MAX_LINE = 160
"""An entry that would be a longer line is written on two."""


def values_of(document: Document, rule: Parameter) -> SequenceNode:
    """Return the list of the entries of a parameter."""
    node = child(child(child(document.root, "parameters"), rule.name), "values")
    assert isinstance(node, SequenceNode)  # noqa: S101  (the schema asks for a list)
    return node


def node_of(values: SequenceNode, entry: Entry) -> MappingNode:
    """Return where an entry stands."""
    return next(each for each in values.items if isinstance(each, MappingNode) and each.span == entry.span)


def new_entry(document: Document, rule: Parameter, cell: Cell, entry: Entry, value: str, behind: Entry | None) -> Splice:
    """Return the splice that adds an entry of one cell, behind another entry or at the end."""
    values = values_of(document, rule)
    after: Node = node_of(values, behind) if behind else values.items[-1]
    table = ("table", write_table(cell, value)) if cell else ("value", value)
    text = write_block([*_head(rule, entry), *_source(entry), table])
    if values.span.column + len(text) > MAX_LINE and entry.citation:
        text = write_block([*_head(rule, entry), table])[:-1] + ",\n" + write_block(_source(entry))[1:]
    return appended(document, values, after, text)


def _head(rule: Parameter, entry: Entry) -> Iterator[tuple[str, str]]:
    yield "valid_from", entry.valid_from.isoformat()
    if entry.valid_to:
        yield "valid_to", entry.valid_to.isoformat()
    yield from (("basis", entry.basis), ("status", entry.status))
    if entry.printed_to is not None:
        yield "printed_to", show_plain(written(entry.printed_to, rule.unit.percent))
    if entry.band:
        low, high = (show_plain(written(each, rule.unit.percent)) for each in entry.band)
        yield "band", write_block([("min", low), ("max", high)])


def _source(entry: Entry) -> list[tuple[str, str]]:
    note = [("note", write_text(entry.note))] if entry.note else []
    return [("source", _citation(entry.citation)), *note] if entry.citation else note


def _citation(citation: Citation) -> str:
    return write_citation(citation.ref, citation.at, [text for text, _ in citation.quotes])


def other_grounds(document: Document, node: MappingNode, before: Entry, after: Entry) -> Iterator[Splice]:
    """Go through the splices that make an entry rest on something else; what stays the same is not touched."""
    for key, old, new in (("basis", before.basis, after.basis), ("status", before.status, after.status)):
        if new != old:
            yield replaced(document, node, key, new)
    if after.citation:
        yield from _other_source(document, node, before.citation, after.citation)
    if after.note and after.note != before.note:
        note = write_text(after.note)
        anchor = "source" if before.citation else "status"
        yield replaced(document, node, "note", note) if before.note else inserted(document, node, anchor, "note", note)


def _other_source(document: Document, node: MappingNode, before: Citation | None, after: Citation) -> Iterator[Splice]:
    source = child(node, "source")
    if before is None or not isinstance(source, MappingNode):
        yield inserted(document, node, "status", "source", _citation(after))
    elif before.ref != after.ref:
        yield replaced(document, node, "source", _citation(after))
    else:
        if before.at != after.at:
            yield replaced(document, source, "at", write_text(after.at))
        if quotes := _other_quotes(document, source, before, after):
            yield quotes


def _other_quotes(document: Document, source: MappingNode, before: Citation, after: Citation) -> Splice | None:
    old, new = ([text for text, _ in each.quotes] for each in (before, after))
    node = child(source, "quote")
    if new == old:
        return None
    if node is None:
        return inserted(document, source, "at", "quote", write_texts(new))
    if isinstance(node, SequenceNode) and new[: len(old)] == old and len(new) == len(old) + 1:
        return appended(document, node, node.items[-1], write_text(new[-1]))
    return replaced(document, source, "quote", write_texts(new))


def without_cell(document: Document, node: MappingNode, cell: Cell) -> Splice:
    """Return the splice that takes a cell out of a table that holds others; raises `Unanswerable` where it has columns."""
    table = child(node, "table")
    if child(node, "columns") is not None:
        raise Unanswerable(
            "deze waarde staat in een tabel met kolommen, die op één plaats rust: geef dezelfde bron, plaats, grondslag en status, of een latere `--from`",
            "this value stands in a table with columns, which rests on one place: give the same source, place, basis and status, or a later `--from`",
        )
    block, key = table, cell[0]
    for member in cell:
        assert isinstance(table, MappingNode)  # noqa: S101  (the table was read with this cell in it)
        if len(table.entries) > 1:
            block, key = table, member
        table = child(table, member)
    assert isinstance(block, MappingNode)  # noqa: S101
    return removed(document, block, key)
