"""The rule graph as people read it: a list of rules by file, with what each reads and what reads it."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Formula, Parameter, Rule
from ...problems.entries import Words
from ...questions.rule_graph import RuleGraph
from ..branches import View
from ..terminal import Paint, folded, visible
from ..wrapping import wrapped

_WHOLE = Words("Regels van {label}", "Rules of {label}")
_BELOW = Words("Waar `{name}` op rust, in {label}", "What `{name}` rests on, in {label}")
_ABOVE = Words("Wat op `{name}` rust, in {label}", "What rests on `{name}`, in {label}")
_COUNT = Words("waarden: {values}; formules: {formulas}; verwijzingen: {edges}", "values: {values}; formulas: {formulas}; references: {edges}")
_PER = Words("per {dimensions}", "per {dimensions}")
_ELEMENT = Words("kostenelement {label}", "cost element {label}")
_LEVEL = Words("laag {n}", "layer {n}")
_READS = Words("leest {names}", "reads {names}")
_ITSELF = Words("leest zichzelf langs {dimension}", "reads itself along {dimension}")
_READ_BY = Words("gelezen door {names}", "read by {names}")
_UNUSED = Words("wordt hier door geen regel gelezen", "no rule here reads it")


def show_graph(graph: RuleGraph, view: View) -> str:
    """Show a rule graph as a list, the rules of one file together."""
    values = sum(isinstance(graph.rules.rules[name], Parameter) for name in graph.reads)
    title = _WHOLE if graph.around is None else _ABOVE if graph.up else _BELOW
    lines = wrapped(title.of(view.language).format(label=folded(graph.rules.label), name=graph.around), view.columns, 2)
    lines = [Paint(view.colour)(each, "bold") for each in lines]
    lines.append(_COUNT.of(view.language).format(values=values, formulas=len(graph.reads) - values, edges=len(graph.edges)))
    file = ""
    readers = _readers(graph)
    for name in graph.reads:
        rule = graph.rules.rules[name]
        if rule.span.file != file:
            file = rule.span.file
            lines += ["", Paint(view.colour)(visible(file), "bold")]
        lines += _listed(graph, rule, readers[name], view)
    return "\n".join(lines) + "\n"


def _readers(graph: RuleGraph) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {name: [] for name in graph.reads}
    for read, name in graph.edges:
        found[read].append(name)
    return found


def _listed(graph: RuleGraph, rule: Rule, readers: list[str], view: View) -> Iterator[str]:
    language = view.language
    yield from wrapped(f"  {rule.name}  {folded(rule.label)}", view.columns, 4)
    about = [str(rule.unit)]
    if rule.per:
        about.append(_PER.of(language).format(dimensions=", ".join(rule.per)))
    if rule.element:
        about.append(_ELEMENT.of(language).format(label=folded(graph.rules.elements[rule.element].label)))
    if isinstance(rule, Formula):
        about.append(_LEVEL.of(language).format(n=graph.levels[rule.name]))
    told = ["; ".join(about)]
    if graph.reads[rule.name]:
        told.append(_READS.of(language).format(names=", ".join(graph.reads[rule.name])))
    if rule.name in graph.along:
        told.append(_ITSELF.of(language).format(dimension=graph.along[rule.name]))
    if readers:
        told.append(_READ_BY.of(language).format(names=", ".join(readers)))
    elif rule.name not in (graph.rules.result, graph.around):
        told.append(_UNUSED.of(language))
    for each in told:
        yield from (f"    {line}" for line in wrapped(each, view.columns - 4, 2))
