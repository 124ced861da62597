"""Cells of one rule as rows of tables: a table for every member of its ordered dimensions, such as the price levels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ..model import Cell, Dimension, RuleSet
from .terminal import folded


@dataclass(frozen=True, slots=True)
class Rows:
    """Cells that stand in one table; the title is empty where there is one table alone."""

    title: str
    cells: tuple[Cell, ...]


def rows_of(rules: RuleSet, rule: str, cells: Iterable[Cell]) -> list[Rows]:
    """Return cells by the members of ordered dimensions, where the rule has others too."""
    per = rules.rules[rule].per
    across = _across(rules, rule)
    found: dict[Cell, list[Cell]] = {}
    for cell in cells:
        found.setdefault(tuple(cell[per.index(each)] for each in across), []).append(cell)
    order = {name: list(rules.dimensions[name].members) for name in across}
    members_in_order = sorted(found, key=lambda members: [order[name].index(each) for name, each in zip(across, members, strict=True)])
    return [Rows(_title(rules, across, members), tuple(found[members])) for members in members_in_order]


def row_label(rules: RuleSet, rule: str, cell: Cell) -> str:
    """Return what a row is called: the members of a cell that its table does not share, else the rule itself."""
    across = _across(rules, rule)
    per = rules.rules[rule].per
    labels = [rules.dimensions[name].members[member].label for name, member in zip(per, cell, strict=True) if name not in across]
    return folded(" · ".join(labels) or rules.rules[rule].label)


def row_head(rules: RuleSet, rule: str) -> str:
    """Return what stands above the labels of the rows."""
    across = _across(rules, rule)
    return folded(" · ".join(rules.dimensions[name].label for name in rules.rules[rule].per if name not in across))


def grouped(rules: RuleSet, rule: str, cells: Sequence[Cell]) -> Iterator[tuple[str, list[Cell]]]:
    """Go through the groups that a dimension shows its members under, with their cells; one without a name where none does."""
    per = rules.rules[rule].per
    dimension = next((rules.dimensions[each] for each in per if rules.dimensions[each].group_by), None)
    if dimension is None:
        yield "", list(cells)
        return
    at = per.index(dimension.name)
    for code, label in _groups(rules, dimension).items():
        found = [cell for cell in cells if dimension.members[cell[at]].attributes[dimension.group_by or ""] == code]
        if found:
            yield folded(label), found


def _groups(rules: RuleSet, dimension: Dimension) -> dict[str, str]:
    attribute = dimension.attributes[dimension.group_by or ""]
    if attribute.target is None:
        return {each: each for each in attribute.choices}
    return {each.name: each.label for each in rules.dimensions[attribute.target].members.values()}


def _across(rules: RuleSet, rule: str) -> tuple[str, ...]:
    per = rules.rules[rule].per
    ordered = tuple(each for each in per if rules.dimensions[each].ordered)
    return ordered if len(ordered) < len(per) else ()


def _title(rules: RuleSet, across: Sequence[str], members: Cell) -> str:
    return folded(" · ".join(_named(rules.dimensions[name], member) for name, member in zip(across, members, strict=True)))


def _named(dimension: Dimension, member: str) -> str:
    label = dimension.members[member].label
    return label if label.startswith(dimension.label) else f"{dimension.label} {label}"
