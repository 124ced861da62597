"""The rule graph and traces as diagrams: a box for each rule."""

from __future__ import annotations

from collections.abc import Mapping

from ...model import Parameter, Rule, RuleSet
from ...questions.rule_graph import RuleGraph
from ...questions.trace import Group, Trace
from ...questions.upward import Upward
from ..branches import View
from ..disclaimers import notes_of
from ..groups import Headings
from .diagrams import Edge, Node, show_dot, show_mermaid


def show_graph_diagram(graph: RuleGraph, form: str, language: str) -> str:
    """Show a rule graph as DOT or Mermaid."""
    nodes = [Node(name, _about(graph.rules, graph.rules.rules[name]), _kind(graph.rules, graph.rules.rules[name])) for name in graph.reads]
    edges = [Edge(read, name) for read, name in graph.edges]
    notes = notes_of(graph.rules, language)
    return show_dot(graph.rules.name, nodes, edges, notes) if form == "dot" else show_mermaid(nodes, edges, notes)


def show_trace_diagram(trace: Trace, form: str, view: View) -> str:
    """Show a trace, the figures of one rule in one box."""
    return _groups(trace.rules, trace.groups, trace.root[0], form, view)


def show_upward_diagram(upward: Upward, form: str, view: View) -> str:
    """Show what rests on a figure, the figures of one rule in one box."""
    return _groups(upward.rules, upward.groups, upward.name, form, view, up=True)


def _groups(rules: RuleSet, groups: Mapping[str, Group], start: str, form: str, view: View, *, up: bool = False) -> str:
    chosen = _within(groups, start, view.depth)
    headings = Headings(rules, view.language)
    nodes = [Node(name, headings.heading(groups[name]), _kind(rules, rules.rules[name])) for name in chosen]
    edges = [Edge(name, each) if up else Edge(each, name) for name in chosen for each in groups[name].onward if each in chosen]
    notes = notes_of(rules, view.language)
    return show_dot(start, nodes, edges, notes) if form == "dot" else show_mermaid(nodes, edges, notes)


def _within(groups: Mapping[str, Group], start: str, depth: int | None) -> list[str]:
    """Return the rules that are no further from the first than a depth."""
    found = {start: 0}
    waiting = [start]
    for name in waiting:
        for each in groups[name].onward if depth is None or found[name] < depth else ():
            if each not in found:
                found[each] = found[name] + 1
                waiting.append(each)
    return [name for name in groups if name in found]


def _about(rules: RuleSet, rule: Rule) -> tuple[str, ...]:
    element = rules.elements[rule.element].label if rule.element else ""
    return tuple(filter(None, (rule.label, f"{rule.name}, {rule.unit}", element)))


def _kind(rules: RuleSet, rule: Rule) -> str:
    return "value" if isinstance(rule, Parameter) else "result" if rule.name == rules.result else "computed"
