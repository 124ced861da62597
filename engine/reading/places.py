"""Where what does not fit stands, and what is told about each such place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from ..diagnostics import Diagnostic, Fix, Label, Span
from .nodes import Document, MappingNode, Node, Scalar, SequenceNode

Path: TypeAlias = tuple[str | int, ...]
Fields: TypeAlias = dict[str, str | tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: the value, the nearest key above it, and the fields that name it."""

    node: Node
    key: Scalar | None
    path: Path
    fields: Fields
    document: Document

    def problem(self, code: str, span: Span, fields: Fields, fix: Fix | None = None, others: tuple[Label, ...] = ()) -> Diagnostic:
        """Return a problem here; its fields come beside those that say where it is."""
        whole = {**self.fields, **fields}
        rule = whole.get("name")
        return Diagnostic(code, span, whole, others, fix, rule if isinstance(rule, str) else None)

    @property
    def name(self) -> str:
        """Return the nearest key, or the name of the file where there is none."""
        return self.key.text if self.key else self.document.file

    @property
    def span(self) -> Span:
        """Return where a value stands, or its key where there is no value to be seen."""
        nothing = isinstance(self.node, Scalar) and self.node.start == self.node.end
        return self.key.span if nothing and self.key else self.node.span

    @property
    def heading(self) -> Span:
        """Return what stands for a whole block: the key above it, or its first key in a list."""
        if isinstance(self.path[-1] if self.path else None, str) and self.key:
            return self.key.span
        if self.path and isinstance(self.node, MappingNode) and self.node.entries:
            return self.node.entries[0][0].span
        return self.node.span if self.path else Span.of_file(self.document.file)


def find(document: Document, path: Path) -> Place:
    """Follow a path to where it leads."""
    node: Node = document.root
    key: Scalar | None = None
    for step in path:
        if isinstance(node, MappingNode) and isinstance(step, str):
            key, node = node.entries[node.places[step]]
        elif isinstance(node, SequenceNode) and isinstance(step, int):
            node = node.items[step]
    return Place(node, key, path, _declaration(document, path), document)


def _declaration(document: Document, path: Path) -> Fields:
    """Return the fields that every problem of shape has: where it is, and in which declaration."""
    shown = "".join(f"[{each}]" if isinstance(each, int) else f".{each}" for each in path).lstrip(".")
    fields: Fields = {"path": shown}
    if len(path) > 1:
        fields["section"] = str(path[0])
        section = document.root.get(str(path[0]))
        item = section.items[path[1]] if isinstance(section, SequenceNode) and isinstance(path[1], int) else None
        of = item.get("of") if isinstance(item, MappingNode) else None
        name = path[1] if isinstance(path[1], str) else of.text if isinstance(of, Scalar) else ""
        if name:
            fields["name"] = name
    return fields
