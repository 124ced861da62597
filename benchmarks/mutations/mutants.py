"""Slips of the pen: every mutant of a rule set, each the text of one file with one token changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from zlib import crc32

from engine.calculating.calculation import Calculation
from engine.calculating.cellwise import counted
from engine.calculating.derivation import Derivation
from engine.calculating.graph import ancestors, dependencies
from engine.decimals import EXACT, show_plain
from engine.diagnostics import Span
from engine.expression import Number, reads
from engine.model import Formula, Parameter, RuleSet
from engine.questions.reconcile import places
from engine.reading.documents import Document, MappingNode, Node, Scalar, SequenceNode, read_document

KINDS = ("key", "letter", "number")

LEFT_OUT = frozenset({"label", "note", "title", "url", "band"})
"""What is told about a figure and takes no part in it; comments are not read at all."""

FREE_TEXT = LEFT_OUT | {
    *("publisher", "at", "quote", "sha256", "aliases", "day", "date", "retrieved", "valid_from", "valid_to"),
    *("disclaimer", "jci", "when", "who", "decides", "answer"),
}
"""What holds no identifiers."""

_ENTRY = r"parameters \S+ values \d+"
NAMED = re.compile(
    r"(units|elements|sources|dimensions|parameters|formulas|checks|planning|reports|reactions|guardrails|law|law_exceptions) \S+"
    r"|planning \S+ steps \S+|law \S+ elements \S+|law_exceptions \S+ for \S+|reactions \S+ edits \d+ cell \S+"
    r"|dimensions \S+ (attributes|members) \S+"
    rf"|({_ENTRY}|published \d+) (table|facts|columns) .+"
    rf"|{_ENTRY} solved from .+"
    r"|formulas \S+ variants \d+ for \S+"
)
"""The keys that are names or members, by the keys above them; the others are words of the language."""

MEMBERS = re.compile(
    rf"dimensions \S+ (attributes|members) .+|({_ENTRY}|published \d+) columns .+|{_ENTRY} solved from .+|formulas \S+ variants \d+ for .+"
    r"|reactions \S+ edits \d+ cell .+|law_exceptions \S+ (for|elements) .+"
)
"""The values that are members, also where they look like numbers."""

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_IN_FORMULA = re.compile(r'"(?P<member>[^"]*)"|(?P<word>[A-Za-z_][A-Za-z0-9_]*)')
_KEYWORDS = frozenset({"and", "or", "not", "if", "else"})

Path = tuple[str, ...]


REGISTERS = frozenset({"planning", "reports", "reactions", "guardrails", "law", "law_exceptions"})
"""Sections of what is only read: no figure rests on them."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """
    One slip: in a file the characters from `start` to `end` become `text`.

    `register` says that it is in what is only read, which no tariff or published figure rests on.
    """

    kind: str
    file: str
    path: str
    start: int
    end: int
    text: str
    was: str
    register: bool = False

    @property
    def id(self) -> str:
        return f"{self.kind} {self.file} {self.path}"

    def applied(self, text: str) -> str:
        return text[: self.start] + self.text + text[self.end :]


def mutants(files: Mapping[str, str], rules: RuleSet, shown: Mapping[str, str]) -> Iterator[Mutant]:
    """Go through all mutants of the texts of a rule set; `shown` gives for each file the name in its spans."""
    numbers, counted = reached(rules), counting(rules)
    for file, text in files.items():
        document, _ = read_document(shown[file], text.encode())
        if document is None:
            raise ValueError(file)
        for each in (*_keys(file, document), *_letters(file, document), *_numbers(file, document, numbers)):
            section, *names = each.path.split(" ")
            declared = names[0] if section in ("dimensions", "parameters", "formulas") and names else ""
            yield replace(each, register=section in REGISTERS or bool(declared and declared not in counted))


def counting(rules: RuleSet) -> set[str]:
    """Return the rules that the result, a published figure or a check rests on, and the dimensions that these are given per."""
    asked = {rules.result or "", *(each.of for each in rules.published)}
    asked.update(each.rule for check in rules.checks.values() for each in reads(check.expression))
    found = ancestors(dependencies(rules.rules), asked & set(rules.rules))
    dimensions = {name for rule in found for name in rules.rules[rule].per} | {name for check in rules.checks.values() for name in check.per}
    while more := {each.target for name in dimensions for each in rules.dimensions[name].attributes.values() if each.target} - dimensions:
        dimensions |= more
    return found | dimensions


# Keys that are taken out.


def _keys(file: str, document: Document) -> Iterator[Mutant]:
    for path, mapping in _mappings(document.root, ()):
        for at, (key, _) in enumerate(mapping.entries):
            if key.text not in LEFT_OUT:
                start, end = _stretch(document, mapping, at)
                yield Mutant("key", file, _shown((*path, key.text)), start, end, "", key.text)


def _mappings(node: Node, path: Path) -> Iterator[tuple[Path, MappingNode]]:
    if isinstance(node, MappingNode):
        yield path, node
    for name, value in _below(node):
        if name not in LEFT_OUT:
            yield from _mappings(value, (*path, name))


def _stretch(document: Document, mapping: MappingNode, at: int) -> tuple[int, int]:
    """Return what has to go with a key: its value, and the comma or the line that it stands on."""
    starts = [_offsets(document, key.span)[0] for key, _ in mapping.entries]
    ends = [_offsets(document, value.span)[1] for _, value in mapping.entries]
    if at + 1 < len(starts):
        return starts[at], starts[at + 1]
    return (ends[at - 1] if at else starts[at]), ends[at]


def _offsets(document: Document, span: Span) -> tuple[int, int]:
    lines = document.lines
    return lines[span.line - 1] + span.column - 1, lines[span.end_line - 1] + span.end_column - 1


# Letters of identifiers.


def _letters(file: str, document: Document) -> Iterator[Mutant]:
    for path, scalar, is_key in _scalars(document.root, ()):
        for start, token in _identifiers(document, path, scalar, is_key):
            where = f"{_shown(path)}{' (key)' if is_key else ''}{'' if token == scalar.text else f' @{start - scalar.start} {token}'}"
            yield _slip(file, where, start, token)


def _scalars(node: Node, path: Path) -> Iterator[tuple[Path, Scalar, bool]]:
    if isinstance(node, Scalar):
        yield path, node, False
    elif isinstance(node, MappingNode):
        for key, value in node.entries:
            if key.text not in FREE_TEXT:
                yield (*path, key.text), key, True
                yield from _scalars(value, (*path, key.text))
    else:
        for name, value in _below(node):
            yield from _scalars(value, (*path, name))


def _identifiers(document: Document, path: Path, scalar: Scalar, is_key: bool) -> Iterator[tuple[int, str]]:
    raw = document.text[scalar.start : scalar.end]
    where = _shown(path)
    if is_key:
        if NAMED.fullmatch(where):
            yield from ((scalar.start + each.start(), each[0]) for each in re.finditer(r"[^.]+" if " for " in where else r".+", raw))
    elif path[-1] in ("formula", "that"):
        for each in _IN_FORMULA.finditer(raw):
            kind = str(each.lastgroup)
            if each[kind] not in _KEYWORDS:
                yield scalar.start + each.start(kind), each[kind]
    elif path[-1] == "unit" or "uses" in path:
        yield from ((scalar.start + each.start(), each[0]) for each in _WORD.finditer(raw))
    elif path[0] == "law" and path[2:3] == ("elements",):
        return  # what the law says there, in words
    elif MEMBERS.fullmatch(where) or (isinstance(scalar.value, str) and re.search(r"[A-Za-z]", raw)):
        yield scalar.start, raw


def _slip(file: str, where: str, start: int, token: str) -> Mutant:
    """Change one letter, or a digit where there are no letters, into the next one; which one is settled by the place."""
    places = [at for at, each in enumerate(token) if each.isascii() and each.isalpha()] or [at for at, each in enumerate(token) if each.isdigit()]
    at = places[crc32(f"{file} {where}".encode()) % len(places)]
    return Mutant("letter", file, where, start + at, start + at + 1, _next(token[at]), token)


def _next(character: str) -> str:
    for alphabet in ("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "0123456789"):
        if character in alphabet:
            return alphabet[(alphabet.index(character) + 1) % len(alphabet)]
    raise ValueError(character)


# Numbers with a path to what was published.


def reached(rules: RuleSet) -> set[Span]:
    """Return where the numbers stand on which a published figure rests, and those that were published."""
    derivation = Derivation(Calculation(rules))
    found: set[Span] = set()
    waiting, seen = places(derivation), set()
    while waiting:
        place = waiting.pop()
        if place in seen:
            continue
        seen.add(place)
        found.update(_numbers_of(derivation, *place))
        waiting += derivation.reads(place)
    for published in rules.published:
        found.update(each.span for each in published.cells.values())
    return found


def _numbers_of(derivation: Derivation, name: str, cell: tuple[str, ...]) -> Iterator[Span]:
    rule = derivation.calculation.rules.rules[name]
    if isinstance(rule, Parameter):
        standing = derivation.calculation.standing(name).get(cell)
        yield standing.datum.span if standing else rule.span
    elif isinstance(rule, Formula):
        if rule.rounding:
            yield rule.rounding.span
        working = derivation.working(name, cell)
        waiting = [working] if working else []
        while waiting:
            each = waiting.pop()
            if isinstance(each.expression, Number):
                yield each.expression.span
            waiting.extend(counted(each))


def _numbers(file: str, document: Document, numbers: set[Span]) -> Iterator[Mutant]:
    for path, scalar, is_key in _scalars(document.root, ()):
        where = _shown(path)
        if is_key or MEMBERS.fullmatch(where):
            continue
        if path[-1] == "formula":
            for each in re.finditer(r"(?<![A-Za-z0-9_.\"])\d+(?:\.\d+)?", document.text[scalar.start : scalar.end]):
                start, end = scalar.start + each.start(), scalar.start + each.end()
                if document.place(start, end) in numbers:
                    yield from _larger(file, f"{_shown(path)} @{each.start()}", start, each[0])
        elif isinstance(scalar.value, Decimal) and _counts(document, path, scalar, numbers):
            yield from _larger(file, _shown(path), scalar.start, scalar.text)


def _counts(document: Document, path: Path, scalar: Scalar, numbers: set[Span]) -> bool:
    if path[0] == "published":
        return True
    if path[0] == "parameters" and path[2:] == ("default",):
        return _holder(document, path).span in numbers
    if path[0] == "formulas" and path[2:] == ("round", "to"):
        holder = _node(document.root, path[:-1])
        return holder is not None and holder.span in numbers
    return scalar.span in numbers


def _larger(file: str, where: str, start: int, text: str) -> Iterator[Mutant]:
    """Change a number by one per cent; a zero has no such mutant."""
    value = Decimal(text)
    if value:
        yield Mutant("number", file, where, start, start + len(text), show_plain(EXACT.multiply(value, Decimal("1.01"))), text)


# Walking.


def _below(node: Node) -> Iterable[tuple[str, Node]]:
    if isinstance(node, MappingNode):
        return [(key.text, value) for key, value in node.entries]
    if isinstance(node, SequenceNode):
        return [(str(at), each) for at, each in enumerate(node.items)]
    return []


def _node(node: Node, path: Path) -> Node | None:
    for name in path:
        found = dict(_below(node)).get(name)
        if found is None:
            return None
        node = found
    return node


def _holder(document: Document, path: Path) -> Scalar:
    section = document.root.get(path[0])
    key = section.key(path[1]) if isinstance(section, MappingNode) else None
    assert key is not None
    return key


def _shown(path: Path) -> str:
    return " ".join(path)
