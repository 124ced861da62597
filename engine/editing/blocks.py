"""Splices in the blocks and lists of a rule file, in the layout that they have."""

from __future__ import annotations

import re

from ..reading.documents import Document, MappingNode, Node, Scalar, SequenceNode
from .splices import Splice, line_end, line_start, newline, stretch

_COLON = re.compile(r"\s*:[ \t]*")


def is_flow(document: Document, node: MappingNode | SequenceNode) -> bool:
    """Say whether a block or list stands within brackets."""
    start, _ = stretch(document.text, node.span)
    return document.text[start : start + 1] in ("{", "[")


def ends(document: Document, node: Node) -> tuple[int, int]:
    """Return where a node begins and ends; a text under `|` or `>` begins at its first line."""
    return stretch(document.text, node.span)


def replaced(document: Document, block: MappingNode, key: str, text: str) -> Splice:
    """Return the splice that gives a key another value, whatever it had."""
    name, value = block.entries[block.places[key]]
    start, end = ends(document, value)
    if isinstance(value, Scalar) and (value.plain or document.text[start] in "'\""):
        return Splice(start, end, text)
    _, after = stretch(document.text, name.span)
    colon = _COLON.match(document.text, after)
    start = colon.end() if colon else after
    return Splice(start, end, text if document.text[start - 1].isspace() else f" {text}")


def inserted(document: Document, block: MappingNode, after: str, key: str, text: str) -> Splice:
    """Return the splice that adds a key behind another one."""
    name, value = block.entries[block.places[after]]
    _, end = ends(document, value)
    if is_flow(document, block):
        return Splice(end, end, f", {key}: {text}")
    end = line_end(document.text, end)
    return Splice(end, end, f"{newline(document.text)}{' ' * (name.span.column - 1)}{key}: {text}")


def removed(document: Document, block: MappingNode, key: str) -> Splice:
    """Return the splice that takes a key away; it is not the only one."""
    at = block.places[key]
    name, value = block.entries[at]
    (start, _), (_, end) = stretch(document.text, name.span), ends(document, value)
    if not is_flow(document, block):
        return _without_lines(document, start, end)
    if at + 1 < len(block.entries):
        return Splice(start, stretch(document.text, block.entries[at + 1][0].span)[0], "")
    return Splice(ends(document, block.entries[at - 1][1])[1], end, "")


def _without_lines(document: Document, start: int, end: int) -> Splice:
    """Return the splice that takes lines away, with the line end before them: what follows may be added to."""
    text = document.text
    before = line_start(text, start) - 1
    return Splice(before - (text[before - 1 : before] == "\r"), line_end(text, end), "")


def appended(document: Document, items: SequenceNode, after: Node, text: str) -> Splice:
    """Return the splice that adds an item to a list, behind another one; `text` may have lines, which are indented alike."""
    _, end = ends(document, after)
    if is_flow(document, items):
        return Splice(end, end, ", " + " ".join(text.split("\n")))
    end = line_end(document.text, end)
    indent = " " * (items.span.column - 1)
    lines = text.split("\n")
    written = [f"{indent}- {lines[0]}", *(f"{indent}  {each}" for each in lines[1:])]
    return Splice(end, end, "".join(newline(document.text) + each for each in written))
