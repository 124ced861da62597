"""Binding of guardrails: what a change or a release must keep to."""

from __future__ import annotations

from decimal import Decimal

from ..model import Guardrail
from .documents import Node, Scalar
from .names import Declaration, Names, child, items, required, scalar, text
from .nouns import bind_citation


def bind_guardrail(declaration: Declaration, names: Names) -> Guardrail:
    """Return a guardrail; tells of the rules in it that do not exist, and leaves them out."""
    node = declaration.node
    rule = scalar(node, "rule")
    if rule and rule.text not in names.headers:
        names.unknown("H203", rule.span, rule.text, names.headers, ("parameters", "formulas"))
    parameters = [name for name, each in names.headers.items() if each.section == "parameters"]
    decided = [each for each in items(child(node, "needs_decision")) if isinstance(each, Scalar)]
    for each in decided:
        if each.text not in parameters:
            names.unknown("H203", each.span, each.text, parameters, ("parameters",))
    return Guardrail(
        declaration.name,
        required(node, "label"),
        required(node, "approval"),
        declaration.key,
        rule.text if rule and rule.text in names.headers else None,
        _percentage(child(node, "max_rise")),
        _percentage(child(node, "max_fall")),
        tuple((each.text, each.span) for each in decided if each.text in parameters),
        tuple(each.text for each in items(child(node, "forbidden_statuses")) if isinstance(each, Scalar)),
        bind_citation(child(node, "source"), names, None),
        text(node, "note"),
    )


def _percentage(node: Node | None) -> Decimal | None:
    return node.value if isinstance(node, Scalar) and isinstance(node.value, Decimal) else None
