"""What is known while rules are bound: declared names, what was found wrong, and what is not to be asked of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from ..diagnostics import Diagnostic, Label, Span
from ..model import Decree, Dimension, Element, Source, UnitName
from ..units import Unit
from .documents import Document, MappingNode, Node, Scalar, SequenceNode
from .nearness import nearest_names

SECTIONS = (
    "units",
    "elements",
    "sources",
    "dimensions",
    "parameters",
    "formulas",
    "published",
    "checks",
    "reports",
    "law",
    "law_exceptions",
    "planning",
    "reactions",
    "guardrails",
)

_OUR_WORDS = "sum prod min max round floor ceil abs at cumsum cumprod previous over along nmb unlimited"
_PYTHON_WORDS = (
    "and or not if else true false none lambda for in is def class return import from as with while try except finally raise "
    "yield await async pass del global nonlocal assert break continue elif"
)
MAX_COMPARED = 100_000

RESERVED = frozenset(f"{_OUR_WORDS} {_PYTHON_WORDS}".split())


@dataclass(frozen=True, slots=True)
class Declaration:
    """A named thing as it stands in a file, not yet looked into."""

    section: str
    name: str
    key: Span
    node: Node
    document: Document
    library: bool


@dataclass(frozen=True, slots=True)
class Header:
    """What other rules need to know of a rule before its values are bound; None where that is not known."""

    section: str
    per: tuple[str, ...] | None
    unit: Unit | None
    span: Span


@dataclass(slots=True)
class Names:
    """
    The names of a rule set while it is bound, and the findings so far.

    `broken` holds declarations that are ill-shaped: they are not bound, and what refers to them is not
    reported again. `incomplete` says that a file could not be read, so that no name can be called unknown.
    """

    currency: str
    incomplete: bool = False
    broken: set[tuple[str, str]] = field(default_factory=set)
    findings: list[Diagnostic] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    units: dict[str, str] = field(default_factory=dict)
    unit_names: dict[str, UnitName] = field(default_factory=dict)
    elements: dict[str, Element] = field(default_factory=dict)
    law: dict[str, Decree] = field(default_factory=dict)
    dimensions: dict[str, Dimension] = field(default_factory=dict)
    headers: dict[str, Header] = field(default_factory=dict)
    compared: int = 0

    def suggest(self, name: str, known: Iterable[str]) -> str:
        """Return the known name that was probably meant, or nothing; also when so many were compared that more would take long."""
        choices = list(known)
        self.compared += len(choices)
        return suggest(name, choices) if self.compared <= MAX_COMPARED else ""

    def suggest_member(self, name: str, dimension: Dimension) -> str:
        """Return the member of which the code, the label or an alias was probably meant, or nothing."""
        called: dict[str, str] = {text: each.name for each in reversed(list(dimension.members.values())) for text in (*each.aliases, each.label, each.name)}
        self.compared += len(called)
        if self.compared > MAX_COMPARED:
            return ""
        return _sole({called[each] for each in nearest_names(name, called)})

    def report(self, code: str, span: Span, others: Iterable[Label] = (), rule: str | None = None, **fields: str | tuple[str, ...]) -> None:
        """Note a problem."""
        self.findings.append(Diagnostic(code, span, fields, tuple(others), rule=rule))

    def unknown(self, code: str, span: Span, name: str, known: Iterable[str], sections: tuple[str, ...], rule: str | None = None, **fields: str) -> None:
        """
        Note that nothing is called this, unless it is declared and ill-shaped, or may be in a file that could not be read.

        Where what is `known` says where it is declared, so does the suggestion.
        """
        if self.incomplete or any((section, name) in self.broken for section in sections):
            return
        suggestion = self.suggest(name, known)
        said = {"name": name or "-", "suggestion": suggestion, "declared": declared(suggestion, known)}
        self.findings.append(Diagnostic(code, span, {**said, **fields}, rule=rule))


def declared(name: str, known: Iterable[str]) -> str:
    """Return the file and the line in which a known name is declared, where that is known too."""
    span = getattr(known.get(name), "span", None) if isinstance(known, Mapping) else None
    return f"{span.file}:{span.line}" if isinstance(span, Span) else ""


def suggest(name: str, known: Iterable[str]) -> str:
    """Return the known name that was probably meant, or nothing: also where two are equally near."""
    return _sole(set(nearest_names(name, known)))


def _sole(found: Collection[str]) -> str:
    return next(iter(found)) if len(found) == 1 else ""


def pairs(node: Node | None) -> Iterator[tuple[Scalar, Node]]:
    """Go through the keys and values of a mapping; nothing where there is none."""
    if isinstance(node, MappingNode):
        yield from node.entries


def items(node: Node | None) -> tuple[Node, ...]:
    """Return the items of a list, a single value as a list of one."""
    if node is None:
        return ()
    return node.items if isinstance(node, SequenceNode) else (node,)


def child(node: Node | None, name: str) -> Node | None:
    """Return the value of a key, or None."""
    return node.get(name) if isinstance(node, MappingNode) else None


def scalar(node: Node | None, name: str) -> Scalar | None:
    """Return the scalar at a key, or None."""
    found = child(node, name)
    return found if isinstance(found, Scalar) else None


def text(node: Node | None, name: str) -> str | None:
    """Return the text at a key, or None."""
    found = scalar(node, name)
    return found.text.strip() if found else None


def required(node: Node | None, name: str) -> str:
    """Return the text at a key that the schema makes compulsory."""
    return text(node, name) or ""


def is_true(node: Node | None, name: str) -> bool:
    """Say whether a key is there and true."""
    found = scalar(node, name)
    return bool(found and found.value is True)
