"""Diagrams for other programs to draw: Graphviz DOT and Mermaid."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ..terminal import folded
from ..wrapping import wrapped

_WIDE = 80
"""How many characters a line of a note may be."""

_UNSAFE = re.compile(r"[^A-Za-z0-9 .,:!?()/€£$+*=_'…·×\u00c0-\u024f-]")


@dataclass(frozen=True, slots=True)
class Node:
    """A box with lines of text; a `value` has square corners, what is `computed` round ones, a `result` a thick edge."""

    id: str
    lines: tuple[str, ...]
    kind: str = "computed"


@dataclass(frozen=True, slots=True)
class Edge:
    """An arrow from what is read to what reads it."""

    source: str
    target: str


def show_dot(title: str, nodes: Iterable[Node], edges: Iterable[Edge], notes: Sequence[str] = ()) -> str:
    """Return a diagram as Graphviz DOT, with notes below it; the same rules give the same text."""
    shapes = {"value": "shape=box", "computed": 'shape=box, style="rounded"', "result": 'shape=box, style="rounded,bold"'}
    lines = [f"digraph {_quoted(title)} {{", "  rankdir=LR;", '  node [fontname="sans-serif", fontsize=11];']
    lines += [f'  label={_quoted(*_lines(notes))}; labelloc=b; labeljust=l; fontname="sans-serif"; fontsize=10;'] if notes else []
    lines += [f"  {_quoted(each.id)} [{shapes[each.kind]}, label={_quoted(*each.lines)}];" for each in nodes]
    lines += [f"  {_quoted(each.source)} -> {_quoted(each.target)};" for each in edges]
    return "\n".join([*lines, "}"]) + "\n"


def show_mermaid(nodes: Sequence[Node], edges: Iterable[Edge], notes: Sequence[str] = ()) -> str:
    """Return a diagram as Mermaid, in which boxes are numbered and say their name in their text; notes are a box by themselves."""
    brackets = {"value": ("[", "]"), "computed": ("(", ")"), "result": ("([", "])")}
    numbers = {each.id: f"n{at}" for at, each in enumerate(nodes, start=1)}
    lines = ["flowchart LR"]
    for each in nodes:
        left, right = brackets[each.kind]
        lines.append(f'  {numbers[each.id]}{left}"{"<br/>".join(map(_escaped, each.lines))}"{right}')
    lines += [f"  {numbers[each.source]} --> {numbers[each.target]}" for each in edges]
    lines += [f'  notes["{"<br/>".join(map(_escaped, _lines(notes)))}"]'] if notes else []
    return "\n".join(lines) + "\n"


def _lines(notes: Sequence[str]) -> list[str]:
    return [line for each in notes for line in wrapped(folded(each), _WIDE)]


def _quoted(*lines: str) -> str:
    return '"' + "\\n".join(folded(each).replace("\\", "\\\\").replace('"', '\\"') for each in lines) + '"'


def _escaped(text: str) -> str:
    """Return a text in which nothing means anything to Mermaid."""
    return _UNSAFE.sub(lambda found: f"#{ord(found[0])};", folded(text))
