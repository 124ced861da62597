"""The rule graph as data."""

from __future__ import annotations

from typing import Any

from ...model import Parameter, Rule
from ...questions.rule_graph import RuleGraph
from ..disclaimers import head_data
from ..documents import show_document


def show_graph_json(graph: RuleGraph) -> str:
    """Show a rule graph as a JSON document."""
    rules = [_as_data(graph, graph.rules.rules[name]) for name in graph.reads]
    edges = [{"from": read, "to": name} for read, name in graph.edges]
    elements = [
        {"element": each.name, "label": each.label, "order": each.order, "rules": [rule["rule"] for rule in rules if rule["element"] == each.name]}
        for each in sorted(graph.rules.elements.values(), key=lambda each: (each.order, each.name))
    ]
    body = {
        **head_data(graph.rules),
        "around": graph.around,
        "direction": "up" if graph.up else "down",
        "result": graph.rules.result,
        "rules": rules,
        "edges": edges,
        "elements": elements,
    }
    return show_document(graph.rules.name, graph.rules.day, body)


def _as_data(graph: RuleGraph, rule: Rule) -> dict[str, Any]:
    return {
        "rule": rule.name,
        "label": rule.label,
        "kind": "parameter" if isinstance(rule, Parameter) else "formula",
        "unit": str(rule.unit),
        "per": list(rule.per),
        "element": rule.element,
        "level": graph.levels[rule.name],
        "along": graph.along.get(rule.name),
        "reads": list(graph.reads[rule.name]),
        "file": rule.span.file,
        "line": rule.span.line,
    }
