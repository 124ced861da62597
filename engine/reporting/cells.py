"""Cells as people name them."""

from __future__ import annotations

from ..model import Cell, RuleSet
from .terminal import folded


def show_cell(rules: RuleSet, rule: str, cell: Cell) -> str:
    """Return the labels of the members of a cell: `Begeleiding individueel, 2024`; nothing where a rule has no dimensions."""
    per = rules.rules[rule].per
    return folded(", ".join(rules.dimensions[name].members[member].label for name, member in zip(per, cell, strict=True)))
