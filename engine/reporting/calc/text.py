"""Figures as a table that people read, with marks for what they rest on and a legend."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ...model import Dimension, RuleSet, State
from ...problems.entries import Words
from ...questions.results import Result, step_of
from ..disclaimers import said_below
from ..numbers import show_day, show_number, show_unit
from ..overlays import laid_over
from ..tables import show_rows
from ..terminal import folded, width
from .marks import Marks

WIDTH = 100
"""Sentences below a table are as wide."""

HEAD = 24
"""A label that is wider stands over no column."""

COLUMNS = 132
"""A table that would be wider has a row for every figure."""

_NAME = re.compile(r"[a-z][a-z0-9_]*")

_PER = Words("per {dimensions}", "per {dimensions}")
_AS_OF = Words("peildatum {day}", "as of {day}")
_AND = Words(" en ", " and ")
_LEFT_OUT = (
    Words("1 rij zonder eigen waarde is weggelaten", "1 row without a value of its own is left out"),
    Words("{n} rijen zonder eigen waarde zijn weggelaten", "{n} rows without a value of their own are left out"),
)


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table of figures: its rows with the head first, the columns set to the right, how many rows were left out, and its legend."""

    rows: list[list[str]]
    right: frozenset[int]
    left_out: list[str]
    legend: list[str]


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of the table: the members it is for, and its figures by the member of the dimension across."""

    members: tuple[str, ...]
    figures: dict[str | None, Result]


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which dimensions go down, and which one across, if one does."""

    down: tuple[str, ...]
    across: str | None = None


def show_figures(rules: RuleSet, day: date, results: Sequence[Result], language: str) -> str:
    """Show the figures of one rule."""
    return "\n".join([*_title(rules, day, results, language), "", *table_of(rules, results, language)]) + "\n" + said_below(rules, language, WIDTH)


def table_of(rules: RuleSet, results: Sequence[Result], language: str) -> list[str]:
    """Return the table of the figures of one rule as lines, with its legend."""
    table = tabled(rules, results, language)
    head = table.rows if any(each.strip() for each in table.rows[0]) else table.rows[1:]
    return [*show_rows(head, table.right), *table.left_out, *([""] if table.legend else []), *table.legend]


def tabled(rules: RuleSet, results: Sequence[Result], language: str) -> Tabled:
    """Return the table of the figures of one rule row by row."""
    return next(found for each in _layouts(rules, results) if (found := _table(rules, results, each, language)))


def about(rules: RuleSet, name: str, language: str) -> str:
    """Say what the figures of a rule are: its label, and what they are given per."""
    rule = rules.rules[name]
    names = [_lowered(rules.dimensions[each].label) for each in rule.per]
    per = _PER.of(language).format(dimensions=_AND.of(language).join(filter(None, [", ".join(names[:-1]), *names[-1:]])))
    return folded(f"{rule.label}, {per}" if names else rule.label)


def _title(rules: RuleSet, day: date, results: Sequence[Result], language: str) -> list[str]:
    shown = about(rules, results[0].rule, language)
    lines = [folded(rules.label), f"{shown}, {_AS_OF.of(language).format(day=show_day(day, language))}", laid_over(rules, language)]
    return [each for each in lines if each]


def _lowered(label: str) -> str:
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def _layouts(rules: RuleSet, results: Sequence[Result]) -> Iterator[_Layout]:
    """Go through the forms that the table may have: an ordered dimension across, else the last one that fits, else none."""
    per = rules.rules[results[0].rule].per
    ordered = [each for each in per if rules.dimensions[each].ordered]
    for across in reversed(ordered or per) if len(per) > 1 else ():
        yield _Layout(tuple(each for each in per if each != across), across)
    yield _Layout(per)


def _table(rules: RuleSet, results: Sequence[Result], layout: _Layout, language: str) -> Tabled | None:
    """Return the table of figures, or None where it would be too wide with a dimension across."""
    rows = _rows(rules, results, layout)
    full = [each for each in rows if any(one.written and one.value is not State.ABSENT for one in each.figures.values())] or rows
    across = tuple(dict.fromkeys(member for each in rows for member in each.figures))
    left = [one for each in full for one in each.figures.values()]
    shown = _Shown(rules, left, layout, across, language).rows(full)
    down = max(len(layout.down), 1)
    right = frozenset(range(down, down + len(across)))
    if layout.across and max(map(width, show_rows(shown, right))) > COLUMNS:
        return None
    empty = len(rows) - len(full)
    left_out = [_LEFT_OUT[empty != 1].of(language).format(n=empty)] if empty else []
    return Tabled(shown, right, left_out, Marks(left, language).legend())


def _rows(rules: RuleSet, results: Sequence[Result], layout: _Layout) -> list[_Row]:
    per = rules.rules[results[0].rule].per
    found: dict[tuple[str, ...], _Row] = {}
    for each in results:
        members = dict(zip(per, each.cell, strict=True))
        key = tuple(members[name] for name in layout.down)
        found.setdefault(key, _Row(key, {})).figures[members[layout.across] if layout.across else None] = each
    return list(found.values())


def _whole(rules: RuleSet, results: Sequence[Result]) -> Decimal | None:
    """Return the step of amounts that are all whole: spending in euros needs no cents."""
    values = [each.value for each in results if isinstance(each.value, Decimal)]
    money = str(rules.rules[results[0].rule].unit) == rules.currency
    return Decimal(1) if money and values and all(each == each.to_integral_value() for each in values) else None


class _Shown:
    """Puts rows into words."""

    def __init__(self, rules: RuleSet, results: Sequence[Result], layout: _Layout, across: tuple[str | None, ...], language: str) -> None:
        self._rules = rules
        self._layout = layout
        self._across = across
        self._language = language
        self._step = step_of(rules.rules[results[0].rule]) or _whole(rules, results)
        self._label = rules.rules[results[0].rule].label
        signs = Marks(results, language)
        self._marks = {id(each): signs.of(each) for each in results}
        self._room = max(map(len, self._marks.values()))

    def rows(self, rows: Sequence[_Row]) -> list[list[str]]:
        """Return the head of the table, then the rows, those of one group together below its name."""
        down = [folded(self._rules.dimensions[each].label) for each in self._layout.down] or [""]
        heads = [f"{each}{self._space('')}" for each in self._heads()]
        groups = self._grouped(rows)
        table: list[list[str]] = [[*down, *heads, ""]]
        for name, members in groups:
            table += [[""], [name]] if name else []
            table += [self._line(each, "  " if name else "") for each in members]
        return table

    def _heads(self) -> list[str]:
        """Return what stands over the columns: the codes as people print them, or their labels where codes are names in the rules."""
        members = self._rules.dimensions[self._layout.across].members if self._layout.across else {}
        codes = [each or "" for each in self._across]
        labels = [folded(members[each].label) for each in self._across if each]
        named = any(_NAME.fullmatch(each) for each in codes) and all(width(each) <= HEAD for each in labels)
        return labels if named else codes

    def _grouped(self, rows: Sequence[_Row]) -> list[tuple[str, list[_Row]]]:
        dimension, at = next(((each, at) for at, name in enumerate(self._layout.down) if (each := self._rules.dimensions[name]).group_by), (None, 0))
        if dimension is None or dimension.group_by is None:
            return [("", list(rows))]
        groups: dict[str, list[_Row]] = {each: [] for each in _labels_of_groups(dimension, self._rules)}
        for row in rows:
            groups[dimension.members[row.members[at]].attributes[dimension.group_by]].append(row)
        labels = _labels_of_groups(dimension, self._rules)
        return [(folded(labels[each]), members) for each, members in groups.items() if members]

    def _line(self, row: _Row, indent: str) -> list[str]:
        names = [folded(self._rules.dimensions[name].members[member].label) for name, member in zip(self._layout.down, row.members, strict=True)]
        unit = show_unit(next(iter(row.figures.values())).unit, self._rules.currency, self._rules.units)
        figures = [self._figure(row.figures[each]) if each in row.figures else "" for each in self._across]
        names = names or [folded(self._label)]
        return [indent + names[0], *names[1:], *figures, unit]

    def _figure(self, result: Result) -> str:
        number = show_number(result.value, result.unit, self._language, step=self._step, currency=self._rules.currency)
        return number + self._space(self._marks[id(result)])

    def _space(self, mark: str) -> str:
        return f" {mark:<{self._room}}" if self._room else ""


def _labels_of_groups(dimension: Dimension, rules: RuleSet) -> dict[str, str]:
    attribute = dimension.attributes[dimension.group_by or ""]
    if attribute.target is None:
        return {each: each for each in attribute.choices}
    return {each.name: each.label for each in rules.dimensions[attribute.target].members.values()}
