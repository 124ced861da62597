"""Tables of values: nested mappings and columns, turned into cells."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ..decimals import EXACT
from ..diagnostics import Label, Span
from ..model import Cell, Datum, State, Value, cell_id
from .documents import MappingNode, Node, Scalar, SequenceNode
from .names import Names, child, declared, items, pairs

STATES = {"nmb": State.NMB, "-": State.ABSENT, "unlimited": State.UNLIMITED}
"""What a cell may say instead of a number."""


def stored(value: Decimal, percent: bool) -> Decimal:
    """Return a number as it is computed with: the ratio where it was written in percents."""
    return value.scaleb(-2, EXACT) if percent else value


def written(value: Decimal, percent: bool) -> Decimal:
    """Return a number as it is written and shown: in percents where the unit is `%`."""
    return value.scaleb(2, EXACT) if percent else value


def read_value(node: Node | None, percent: bool) -> Value | None:
    """Return the number or state that a scalar says, or None where it says neither."""
    if not isinstance(node, Scalar):
        return None
    if isinstance(node.value, Decimal):
        return stored(node.value, percent)
    return STATES.get(node.text.strip())


def read_number(node: Node | None, percent: bool = False) -> Decimal | None:
    """Return the number that a scalar says, or None where it says none."""
    value = read_value(node, percent)
    return value if isinstance(value, Decimal) else None


class Table:
    """Reads the values of one entry into cells over `per`, and reports what does not fit."""

    def __init__(self, rule: str, per: tuple[str, ...], percent: bool, names: Names) -> None:
        self._rule = rule
        self._per = per
        self._percent = percent
        self._names = names
        self.cells: dict[Cell, Datum] = {}

    def read(self, node: Node, columns: Node | None) -> dict[Cell, Datum]:
        """Read a `value`, or a `table` with its `columns`."""
        listed = self._columns(columns)
        if columns is not None and listed is None:
            return self.cells
        depth = len(self._per) - (1 if listed else 0)
        for path, leaf in self._descend(node, depth, ()):
            if listed:
                self._row(path, leaf, listed)
            else:
                self._put(path, leaf)
        return self.cells

    def member(self, level: int, key: Scalar) -> str | None:
        """Return the member that a key names; reports one that is not in the dimension."""
        dimension = self._names.dimensions.get(self._per[level])
        if dimension is None:
            return None
        if key.text in dimension.members:
            return key.text
        suggestion = self._names.suggest_member(key.text, dimension)
        place = declared(suggestion, dimension.members)
        self._names.report("H207", key.span, rule=self._rule, name=key.text or "-", dimension=dimension.name, suggestion=suggestion, declared=place)
        return None

    def put(self, cell: Cell, value: Value, span: Span) -> None:
        """Add a cell; reports one that was there already."""
        if cell in self.cells:
            place = cell_id(self._rule, self._per, cell)
            self._names.report("H308", span, [Label(self.cells[cell].span, "first")], rule=self._rule, name=self._rule, place=place)
        else:
            self.cells[cell] = Datum(value, span)

    def _descend(self, node: Node, depth: int, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Node]]:
        if depth == 0:
            yield path, node
        elif not isinstance(node, MappingNode):
            self._names.report("H223", node.span, rule=self._rule, name=self._rule, per=self._per, dimension=self._per[len(path)])
        else:
            for key, value in pairs(node):
                member = self.member(len(path), key)
                if member is not None:
                    yield from self._descend(value, depth - 1, (*path, member))

    def _columns(self, columns: Node | None) -> tuple[str, ...] | None:
        for key, node in pairs(columns):
            if not self._per or key.text != self._per[-1]:
                last = self._per[-1] if self._per else ""
                self._names.report("H224", key.span, rule=self._rule, name=key.text, dimension=last)
                return None
            listed = [each for each in items(node) if isinstance(each, Scalar)]
            members = [self.member(len(self._per) - 1, each) for each in listed]
            known = tuple(each for each in members if each is not None)
            return known if len(known) == len(members) else None
        return None

    def _row(self, path: tuple[str, ...], node: Node, columns: tuple[str, ...]) -> None:
        if not isinstance(node, SequenceNode) or len(node.items) != len(columns):
            count = str(len(node.items)) if isinstance(node, SequenceNode) else "1"
            self._names.report("H222", node.span, rule=self._rule, count=count, wanted=str(len(columns)))
            return
        for member, value in zip(columns, node.items, strict=True):
            self._put((*path, member), value)

    def _put(self, cell: Cell, node: Node) -> None:
        value = read_value(node, self._percent)
        if value is None:
            self._names.report("H223", node.span, rule=self._rule, name=self._rule, per=self._per, dimension="")
        else:
            self.put(cell, value, node.span)


def read_cell(node: Node | None, rule: str, per: tuple[str, ...], names: Names) -> Cell | None:
    """Return the cell that a mapping of dimension to member names; reports what is unknown or lacking."""
    table = Table(rule, per, False, names)
    chosen: dict[str, str] = {}
    for key, value in pairs(node):
        if key.text not in per:
            names.unknown("H208", key.span, key.text, per, (), rule)
            return None
        member = table.member(per.index(key.text), value) if isinstance(value, Scalar) else None
        if member is None:
            return None
        chosen[key.text] = member
    lacking = tuple(each for each in per if each not in chosen)
    if lacking and isinstance(node, MappingNode):
        names.report("H225", node.span, rule=rule, name=rule, lacking=lacking)
    return None if lacking else tuple(chosen[each] for each in per)


def bounds(node: Node | None, percent: bool) -> tuple[Decimal | None, Decimal | None]:
    """Return the ends of a range; None where it is open."""
    low, high = (read_number(each, percent) for each in items(node)[:2])
    return low, high


def band(node: Node | None, percent: bool) -> tuple[Decimal, Decimal] | None:
    """Return the spread between providers, or None."""
    low, high = read_number(child(node, "min"), percent), read_number(child(node, "max"), percent)
    return None if low is None or high is None else (low, high)
