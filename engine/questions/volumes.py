"""Volumes: how much of each product the municipalities buy in a year, and what a change costs them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, localcontext

from ..calculating.calculation import Calculation
from ..decimals import EXACT, ZERO, read_decimal
from ..diagnostics import Diagnostic, Label, Span
from ..model import Cell, Parameter, RuleSet, Value
from ..reading.csv_tables import Field, read_csv
from ..reading.names import suggest
from .diff.difference import Cause, Difference
from .participation import Participation, participation_in

MUNICIPALITY, VOLUME = "municipality", "volume"
OWN = "volumes"
"""The parameter in which a rule set holds volumes itself."""

MUNICIPALITIES = ("gemeente", MUNICIPALITY)
"""What the column, and the dimension of a rule set where it has one, may be called."""


@dataclass(frozen=True, slots=True)
class Volume:
    """What one municipality buys of one product in a year; `members` are those of the dimensions of the file."""

    members: Cell
    municipality: str
    amount: Decimal
    span: Span


@dataclass(frozen=True, slots=True)
class Volumes:
    """The volumes in a file, over all dimensions of the result but the ordered ones."""

    file: str
    dimensions: tuple[str, ...]
    rows: tuple[Volume, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """What a municipality pays in a year, before and after."""

    municipality: str
    old: Decimal
    new: Decimal

    @property
    def delta(self) -> Decimal:
        """Return what it pays more."""
        return self.new - self.old


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A product of which there are not two amounts to compare, and its volume."""

    cell: Cell
    old: Value | None
    new: Value | None
    volume: Decimal


@dataclass(frozen=True, slots=True)
class Budget:
    """
    What a change costs in a year, by municipality.

    `at` says for each ordered dimension which member counts; `causes` and `rounding` add up to the whole.
    """

    volumes: Volumes
    at: Mapping[str, str]
    lines: tuple[Line, ...]
    total: Line
    causes: tuple[Cause, ...] = ()
    rounding: Decimal = ZERO
    left_out: tuple[LeftOut, ...] = ()


def ordered_in(rules: RuleSet) -> tuple[str, ...]:
    """Return the ordered dimensions of the result, along which one member counts."""
    rule = rules.rules.get(rules.result or "")
    return tuple(name for name in rule.per if rules.dimensions[name].ordered) if rule else ()


def newest(difference: Difference) -> dict[str, str]:
    """Return for each ordered dimension of the result the last member that both rule sets have, with figures where there are any."""
    found = {}
    for name in ordered_in(difference.head.rules):
        members = difference.head.rules.dimensions[name].members
        known = difference.base.rules.dimensions.get(name)
        shared = [each for each in members if known and each in known.members] or list(members)
        priced = _priced(difference, name)
        found[name] = next((each for each in reversed(shared) if each in priced), shared[-1])
    return found


def _priced(difference: Difference, dimension: str) -> set[str]:
    """Return the members of a dimension for which there is a figure on both sides."""
    found = []
    for side in (difference.base, difference.head):
        name = side.rules.result or ""
        rule = side.rules.rules.get(name)
        at = rule.per.index(dimension) if rule and dimension in rule.per else None
        found.append({cell[at] for cell in side.cells(name) if isinstance(side.value(name, cell), Decimal)} if at is not None else set())
    return found[0] & found[1]


def read_volumes(file: str, data: bytes, base: RuleSet, head: RuleSet) -> tuple[Volumes | None, tuple[Diagnostic, ...]]:
    """Read a CSV of volumes; None where something in it is wrong."""
    rows, problems = read_csv(file, data)
    if rows is None or problems:
        return None, problems
    reader = _Reader(base, head, taking_part=participation_in(head))
    reader.check_header(rows.header)
    found = [] if reader.findings else [each for row in rows.rows if (each := reader.volume(dict(zip([one.text for one in rows.header], row, strict=True))))]
    return (None if reader.findings else Volumes(file, reader.dimensions, tuple(found))), tuple(reader.findings)


def own_volumes(calculation: Calculation) -> Volumes | None:
    """Return the volumes that a rule set holds itself: its parameter `volumes`, per municipality and all dimensions of the result but the ordered ones."""
    rules = calculation.rules
    rule, result = rules.rules.get(OWN), rules.rules.get(rules.result or "")
    if not isinstance(rule, Parameter) or result is None:
        return None
    dimensions = tuple(name for name in result.per if name not in ordered_in(rules))
    municipality = next((name for name in rule.per if name in MUNICIPALITIES), None)
    if municipality is None or set(rule.per) != {*dimensions, municipality}:
        return None
    rows = []
    for cell, standing in calculation.standing(OWN).items():
        members = dict(zip(rule.per, cell, strict=True))
        if isinstance(standing.datum.value, Decimal):
            rows.append(Volume(tuple(members[each] for each in dimensions), members[municipality], standing.datum.value, standing.datum.span))
    return Volumes(rule.span.file, dimensions, tuple(rows))


@dataclass(slots=True)
class _Reader:
    base: RuleSet
    head: RuleSet
    findings: list[Diagnostic] = field(default_factory=list)
    seen: dict[tuple[Cell, str], Span] = field(default_factory=dict)
    taking_part: Participation | None = None

    @property
    def dimensions(self) -> tuple[str, ...]:
        rule = self.head.rules.get(self.head.result or "")
        return tuple(name for name in rule.per if name not in ordered_in(self.head)) if rule else ()

    def check_header(self, header: Sequence[Field]) -> None:
        known = (*self.dimensions, MUNICIPALITY, VOLUME)
        names = [MUNICIPALITY if each.text in MUNICIPALITIES else each.text for each in header]
        strange = [each for each, name in zip(header, names, strict=True) if name not in known]
        for each in strange:
            self._report("H226", each.span, name=each.text or "-", suggestion=suggest(each.text, known))
        for at, (each, name) in enumerate(zip(header, names, strict=True)):
            if name in names[:at]:
                self._report("H202", each.span, (Label(header[names.index(name)].span, "first"),), name=each.text)
        lacking = tuple(each for each in known if each not in names)
        if lacking and not strange:
            self._report("H227", header[0].span, lacking=lacking)

    def volume(self, row: Mapping[str, Field]) -> Volume | None:
        fields = {MUNICIPALITY if name in MUNICIPALITIES else name: each for name, each in row.items()}
        before = len(self.findings)
        members = tuple(self._member(name, fields[name]) for name in self.dimensions)
        municipality = self._municipality(fields[MUNICIPALITY])
        amount = read_decimal(fields[VOLUME].text)
        if amount is None or amount < 0:
            self._report("H234", fields[VOLUME].span, value=(fields[VOLUME].text or "@nothing",))
        self._check_once(members, municipality, fields[MUNICIPALITY])
        if amount is None or len(self.findings) > before:
            return None
        if amount:
            self._check_part(members, municipality, fields[MUNICIPALITY])
        return Volume(members, municipality, amount, fields[VOLUME].span)

    def _member(self, dimension: str, written: Field) -> str:
        """Return the code of a member, which may be named by its label or another name too; reports what is no member."""
        sides = [side.dimensions[dimension].members for side in (self.head, self.base) if dimension in side.dimensions]
        known = {code: each for side in sides for code, each in side.items()}
        if written.text in known:
            return written.text
        named = [code for code, each in known.items() if written.text and written.text in (each.label, each.formerly, *each.aliases)]
        if len(named) == 1:
            return named[0]
        self._report("H207", written.span, name=written.text or "-", dimension=dimension, suggestion=suggest(written.text, known))
        return written.text

    def _municipality(self, written: Field) -> str:
        dimension = next((name for name in MUNICIPALITIES if name in self.head.dimensions), None)
        if dimension:
            return self._member(dimension, written)
        if not written.text:
            self._report("H207", written.span, name="-", dimension=MUNICIPALITY, suggestion="")
        return written.text

    def _check_once(self, members: Cell, municipality: str, written: Field) -> None:
        key = (members, municipality)
        if key in self.seen:
            place = ",".join(f"{name}={each}" for name, each in zip((*self.dimensions, MUNICIPALITY), (*members, municipality), strict=True))
            self._report("H308", written.span, (Label(self.seen[key], "first"),), place=place)
        self.seen.setdefault(key, written.span)

    def _check_part(self, members: Cell, municipality: str, written: Field) -> None:
        """Report a municipality that by the rules takes no part in what it would buy."""
        dimension = next((name for name in MUNICIPALITIES if name in self.head.dimensions), None)
        own = dict(zip(self.dimensions, members, strict=True))
        if dimension and self.taking_part and self.taking_part.refuses({**own, dimension: municipality}):
            self._report("H235", written.span, municipality=written.text, members=members, rule=self.taking_part.rule.name)

    def _report(self, code: str, span: Span, others: tuple[Label, ...] = (), **fields: str | tuple[str, ...]) -> None:
        self.findings.append(Diagnostic(code, span, fields, others))


def budget(difference: Difference, volumes: Volumes, at: Mapping[str, str]) -> Budget:
    """Work out what a change costs in a year, with the tariffs of one member of each ordered dimension."""
    with localcontext(EXACT):
        return _Budget(difference, volumes, at).found()


class _Budget:
    def __init__(self, difference: Difference, volumes: Volumes, at: Mapping[str, str]) -> None:
        self._difference = difference
        self._volumes = volumes
        self._at = at
        self._rule = difference.head.rules.result or ""
        self._per = difference.head.rules.rules[self._rule].per
        self._changes = {(each.per, each.cell): each for each in difference.changes}

    def found(self) -> Budget:
        amounts: dict[str, list[tuple[Decimal, Decimal]]] = {}
        left: dict[Cell, LeftOut] = {}
        for row in self._volumes.rows:
            cell = self._cell(row)
            old, new = self._values(cell)
            if isinstance(old, Decimal) and isinstance(new, Decimal):
                amounts.setdefault(row.municipality, []).append((row.amount * old, row.amount * new))
            else:
                amounts.setdefault(row.municipality, [])
                left[cell] = LeftOut(cell, old, new, row.amount + (left[cell].volume if cell in left else ZERO))
        lines = [_line(name, pairs) for name, pairs in sorted(amounts.items())]
        total = _line("", [(each.old, each.new) for each in lines])
        causes = tuple(self._causes())
        rounding = total.delta - sum((each.amount for each in causes), ZERO)
        return Budget(self._volumes, self._at, tuple(lines), total, causes, rounding, tuple(left.values()))

    def _cell(self, row: Volume) -> Cell:
        members = {**dict(zip(self._volumes.dimensions, row.members, strict=True)), **self._at}
        return tuple(members[name] for name in self._per)

    def _values(self, cell: Cell) -> tuple[Value | None, Value | None]:
        change = self._changes.get((self._per, cell))
        if change is not None:
            return change.old, change.new
        space = self._difference.head.space.dimensions
        known = all(member in space[name].members for name, member in zip(self._per, cell, strict=True))
        value = self._difference.head.value(self._rule, cell) if known else None
        return value, value

    def _causes(self) -> Iterator[Cause]:
        worth: dict[tuple[str, ...], list[Cause]] = {}
        for row in self._volumes.rows:
            change = self._changes.get((self._per, self._cell(row)))
            for each in change.causes if change else ():
                name = tuple(one.name for one in each.players)
                worth.setdefault(name, []).append(Cause(each.players, each.amount * row.amount))
        found = [Cause(each[0].players, sum((one.amount for one in each), ZERO)) for each in worth.values()]
        yield from sorted(found, key=lambda each: (-abs(each.amount), each.players[0].name))


def _line(municipality: str, pairs: Sequence[tuple[Decimal, Decimal]]) -> Line:
    return Line(municipality, sum((old for old, _ in pairs), ZERO), sum((new for _, new in pairs), ZERO))
