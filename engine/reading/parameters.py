"""Binding of parameters: entries with their values, provenance and calibration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from ..decimals import read_decimal
from ..diagnostics import Label, Span
from ..model import BASES, STATUSES, Cell, Citation, Datum, Entry, Parameter, Solved, State
from ..units import Unit
from .csv_tables import PROVENANCE, Field, Rows, no_number
from .documents import MappingNode, Node, Scalar
from .names import Declaration, Names, child, is_true, items, pairs, required, scalar, suggest, text
from .nouns import bind_citation, day_at
from .tables import Table, band, bounds, read_cell, read_number, read_value

ReadCsv = Callable[[Declaration, Scalar], Rows | None]

_DUTCH_COLUMNS = {"waarde": "value", "bedrag": "value", "bron": "ref", "plaats": "at", "citaat": "quote", "toelichting": "note", "opmerking": "note"}


def bind_parameter(declaration: Declaration, unit: Unit, per: tuple[str, ...], names: Names, read_csv: ReadCsv) -> Parameter:
    """Return a parameter; reports what does not fit in its entries."""
    node, name = declaration.node, declaration.name
    element = scalar(node, "element")
    if element and element.text not in names.elements:
        names.unknown("H210", element.span, element.text, names.elements, ("elements",), name)
    entries = bind_entries(declaration, unit, per, names, read_csv)
    return Parameter(
        name,
        required(node, "label"),
        unit,
        per,
        entries,
        bounds(child(node, "range"), unit.percent),
        declaration.key,
        required(node, "freedom"),
        element.text if element else None,
        read_number(child(node, "neutral"), unit.percent),
        read_value(child(node, "default"), unit.percent),
        is_true(node, "given"),
        text(node, "formerly"),
        text(node, "note"),
        declaration.library,
        is_true(node, "total_only"),
    )


def bind_entries(declaration: Declaration, unit: Unit, per: tuple[str, ...], names: Names, read_csv: ReadCsv) -> tuple[Entry, ...]:
    """Return the values of a parameter over dimensions; reports what does not fit in them."""
    reader = _Entries(declaration, unit, per, names, read_csv)
    return tuple(entry for each in items(child(declaration.node, "values")) for entry in reader.read(each))


class _Entries:
    def __init__(self, declaration: Declaration, unit: Unit, per: tuple[str, ...], names: Names, read_csv: ReadCsv) -> None:
        self._declaration = declaration
        self._rule = declaration.name
        self._unit = unit
        self._per = per
        self._names = names
        self._read_csv = read_csv

    def read(self, node: Node) -> tuple[Entry, ...]:
        columns = child(node, "columns")
        shared = self._shared(node, columns)
        if (path := scalar(node, "csv")) is not None:
            return self._from_csv(path, shared)
        values = child(node, "table") or child(node, "value")
        cells = self._table().read(values, columns) if values is not None else {}
        return (replace(shared, cells=cells),)

    def _shared(self, node: Node, columns: Node | None) -> Entry:
        percent = self._unit.percent
        facts = child(node, "facts")
        return Entry(
            date.fromisoformat(required(node, "valid_from")),
            day_at(node, "valid_to"),
            required(node, "basis"),
            required(node, "status"),
            bind_citation(child(node, "source"), self._names, self._rule),
            {},
            node.span,
            self._table().read(facts, columns) if facts is not None else None,
            self._solved(child(node, "solved")),
            read_number(child(node, "printed_to"), percent),
            band(child(node, "band"), percent),
            text(node, "note"),
            {key.text: value.span for key, value in pairs(node) if isinstance(value, Scalar)},
        )

    def _table(self) -> Table:
        return Table(self._rule, self._per, self._unit.percent, self._names)

    def _solved(self, node: Node | None) -> Solved | None:
        if not isinstance(node, MappingNode):
            return None
        low, high = bounds(child(node, "interval"), self._unit.percent)
        origin = tuple(found for key, cells in pairs(child(node, "from")) for found in self._origin(key, cells))
        given = [each for each in items(child(node, "given")) if isinstance(each, Scalar)]
        for each in given:
            self._known_rule(each)
        return Solved(origin, (low or Decimal(0), high or Decimal(0)), tuple(each.text for each in given), node.span)

    def _origin(self, key: Scalar, cells: Node) -> list[tuple[str, Cell]]:
        per = self._names.headers[key.text].per if self._known_rule(key) else None
        if per is None:
            return []
        table = Table(key.text, per, False, self._names)
        for each in items(cells):
            cell = read_cell(each, key.text, per, self._names)
            if cell is not None:
                table.put(cell, State.ABSENT, each.span)
        return [(key.text, cell) for cell in table.cells]

    def _known_rule(self, name: Scalar) -> bool:
        if name.text in self._names.headers:
            return True
        self._names.unknown("H203", name.span, name.text, self._names.headers, ("parameters", "formulas"), self._rule)
        return False

    def _from_csv(self, path: Scalar, shared: Entry) -> tuple[Entry, ...]:
        rows = self._read_csv(self._declaration, path)
        if rows is None or not self._known_columns(rows):
            return (shared,)
        table = self._table()
        groups: dict[tuple[str, ...], dict[Cell, Datum]] = {}
        for row in rows.rows:
            fields = {each.text: field for each, field in zip(rows.header, row, strict=True)}
            cell = self._cell(table, fields)
            if cell is not None:
                self._quoted(fields)
                own = tuple(fields[each].text if each in fields else "" for each in PROVENANCE)
                groups.setdefault(own, {})[cell] = table.cells[cell]
        return tuple(self._with_provenance(shared, own, cells) for own, cells in groups.items())

    def _known_columns(self, rows: Rows) -> bool:
        known = (*self._per, "value", *PROVENANCE)
        strange = [each for each in rows.header if each.text not in known]
        for each in strange:
            self._names.report("H226", each.span, rule=self._rule, name=each.text or "-", suggestion=_meant_column(each.text, known))
        present: dict[str, Span] = {}
        for each in rows.header:
            if each.text in present:
                self._names.report("H202", each.span, [Label(present[each.text], "first")], rule=self._rule, name=each.text)
            present.setdefault(each.text, each.span)
        lacking = tuple(each for each in (*self._per, "value") if each not in present)
        if lacking and not strange:
            self._names.report("H227", rows.header[0].span, rule=self._rule, lacking=lacking)
        return not lacking and not strange and len(present) == len(rows.header)

    def _cell(self, table: Table, fields: Mapping[str, Field]) -> Cell | None:
        members = [table.member(level, _as_scalar(fields[name])) for level, name in enumerate(self._per)]
        value = read_value(_as_scalar(fields["value"]), self._unit.percent)
        if value is None:
            self._names.findings.append(no_number(fields["value"], self._rule))
        sound = self._sound(fields, "basis", BASES) & self._sound(fields, "status", STATUSES) & self._cited(fields)
        cell = tuple(each for each in members if each is not None)
        if value is None or not sound or len(cell) != len(self._per):
            return None
        before = len(table.cells)
        table.put(cell, value, fields["value"].span)
        return cell if len(table.cells) > before else None

    def _sound(self, fields: Mapping[str, Field], column: str, allowed: tuple[str, ...]) -> bool:
        field = fields.get(column)
        if field is None or not field.text or field.text in allowed:
            return True
        self._names.report("H229", field.span, rule=self._rule, column=column, value=field.text, allowed=allowed, suggestion=suggest(field.text, allowed))
        return False

    def _cited(self, fields: Mapping[str, Field]) -> bool:
        ref = fields.get("ref")
        if ref is None or not ref.text or ref.text in self._names.sources:
            return True
        self._names.unknown("H209", ref.span, ref.text, self._names.sources, ("sources",), self._rule)
        return False

    def _quoted(self, fields: Mapping[str, Field]) -> None:
        ref, quote = fields.get("ref"), fields.get("quote")
        source = self._names.sources.get(ref.text) if ref else None
        if ref and source and source.sha256 and not (quote and quote.text):
            self._names.report("H705", ref.span, [Label(source.span, "source")], rule=self._rule, name=source.name)

    def _with_provenance(self, shared: Entry, own: tuple[str, ...], cells: Mapping[Cell, Datum]) -> Entry:
        basis, status, ref, at, quote, note = own
        span = next(iter(cells.values())).span
        citation = shared.citation
        if citation or ref:
            old = citation or Citation(ref, at, span)
            quotes = ((quote, span),) if quote else () if ref else old.quotes
            citation = Citation(ref or old.ref, at or old.at, span if ref else old.span, quotes)
        places = {**shared.spans, **({"status": span} if status else {}), **({"basis": span} if basis else {})}
        return replace(
            shared, cells=cells, basis=basis or shared.basis, status=status or shared.status, citation=citation, note=note or shared.note, spans=places
        )


def _as_scalar(field: Field) -> Scalar:


    number = read_decimal(field.text)
    return Scalar(field.text, field.text if number is None else number, field.span, True, 0, 0)


def _meant_column(written: str, known: tuple[str, ...]) -> str:
    return suggest(written, known) or _DUTCH_COLUMNS.get(written.lower(), "")
