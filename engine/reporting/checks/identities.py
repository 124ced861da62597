"""What stays the same about a finding when the lines above it move: its code, and where it is in the document."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import sha256

from ...diagnostics import Diagnostic, Span
from ...reading.documents import Document, MappingNode, Node, Scalar, read_document
from ..terminal import folded

MAX_WORDS = 60

_NAMES = ("valid_from", "label", "of", "ref", "name")
"""What tells one item of a list from another, so that an item before it changes nothing."""


def identities(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]) -> list[str]:
    """
    Return the code and the place of each finding in words, such as `H203 formulas.tarief.formula: uren`.

    Within a file no two are the same: where words and place are, they are counted.
    """
    known: dict[str, _File] = {}
    seen: Counter[tuple[str, str]] = Counter()
    found = []
    for each in diagnostics:
        file = each.span.file
        if file not in known:
            known[file] = _File(file, texts.get(file, ""))
        words = f"{each.code} {known[file].place(each)}".rstrip()
        seen[file, words] += 1
        found.append(f"{words} ({seen[file, words]})" if seen[file, words] > 1 else words)
    return found


def fingerprints(diagnostics: Iterable[Diagnostic], texts: Mapping[str, str]) -> list[str]:
    """Return for each finding a number that is the same after its lines have moved, and no other's."""
    listed = list(diagnostics)
    named = zip(listed, identities(listed, texts), strict=True)
    return [sha256(f"{each.span.file}\n{words}".encode("utf-8", "surrogatepass")).hexdigest()[:32] for each, words in named]


class _File:
    """One file that findings are in."""

    def __init__(self, file: str, text: str) -> None:
        self._lines = text.split("\n")
        self._document = read_document(file, text.encode("utf-8", "replace"))[0] if file.endswith(".yaml") else None

    def place(self, diagnostic: Diagnostic) -> str:
        """Return where a finding is without its line: its path, and the words where it is about a part of a text."""
        span = diagnostic.span
        if span == Span.of_file(span.file):
            return ""
        path, exact = _path(self._document, span) if self._document else ("", False)
        path = path or diagnostic.rule or ""
        return path if exact else ": ".join(filter(None, [path, self._words(span)]))

    def _words(self, span: Span) -> str:
        """Return what is marked; of a table without keys the whole line, of several lines the first."""
        line = self._lines[span.line - 1] if span.line <= len(self._lines) else ""
        if self._document:
            line = line[span.column - 1 : span.end_column - 1 if span.end_line == span.line else None]
        return folded(line)[:MAX_WORDS]


def _path(document: Document, span: Span) -> tuple[str, bool]:
    """Return the keys that lead to a place, and whether the place is all that stands there."""
    node: Node = document.root
    path = ""
    while not isinstance(node, Scalar) and node.span != span:
        if isinstance(node, MappingNode):
            at = bisect_right(node.entries, _start(span), key=lambda entry: _start(entry[0].span)) - 1
        else:
            at = bisect_right(node.items, _start(span), key=lambda item: _start(item.span)) - 1
        if at < 0:
            break
        if isinstance(node, MappingNode):
            key, node = node.entries[at]
            path += f".{key.text}"
            if _start(span) < _start(node.span):
                return path[1:], key.span == span
        else:
            node = node.items[at]
            path += f"[{_name(node) or at}]"
    return path[1:], node.span == span


def _start(span: Span) -> tuple[int, int]:
    return span.line, span.column


def _name(node: Node) -> str:
    """Return what an item of a list is known by."""
    named = (node.get(each) for each in _NAMES) if isinstance(node, MappingNode) else ()
    return next((each.text for each in named if isinstance(each, Scalar)), "")
