"""Binding of reports: topics whose rules are shown together."""

from __future__ import annotations

from ..model import Report
from .documents import Scalar
from .names import Declaration, Names, child, items, required, text
from .nouns import bind_citation


def bind_report(declaration: Declaration, names: Names) -> Report:
    """Return a report; tells of the rules and dimensions in it that do not exist, and leaves them out."""
    node = declaration.node
    known = {**names.headers, **names.dimensions}
    shown = [each for each in items(child(node, "show")) if isinstance(each, Scalar)]
    for each in shown:
        if each.text not in known:
            names.unknown("H203", each.span, each.text, known, ("parameters", "formulas", "dimensions"))
    found = tuple((each.text, each.span) for each in shown if each.text in known)
    citation = bind_citation(child(node, "source"), names, None)
    return Report(declaration.name, required(node, "label"), found, declaration.key, citation, text(node, "note"))
