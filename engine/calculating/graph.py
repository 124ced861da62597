"""The rule graph: which rule reads which, in what order they are computed, and cycles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ..expression import Along, Expression, Read, operands
from ..model import Formula, Rule, RuleSet

if TYPE_CHECKING:
    from networkx import DiGraph


def edges(name: str, rule: Rule) -> Iterator[Read]:
    """Go through the places where a rule reads another; its own `previous` is not one."""
    if isinstance(rule, Formula):
        for variant in rule.variants:
            yield from _edges(name, variant.expression)


def _edges(name: str, expression: Expression) -> Iterator[Read]:
    match expression:
        case Read(rule):
            yield expression
        case Along("previous", Read(rule)) if rule == name:
            return
        case _:
            for each in operands(expression):
                yield from _edges(name, each)


def reads_itself(name: str, rule: Rule) -> str | None:
    """Return the dimension along which a rule reads its own previous value, if it does."""
    if isinstance(rule, Formula):
        for variant in rule.variants:
            if along := _own_previous(name, variant.expression):
                return along
    return None


def _own_previous(name: str, expression: Expression) -> str | None:
    if isinstance(expression, Along) and expression.name == "previous":
        operand = expression.operand
        if isinstance(operand, Read) and operand.rule == name:
            return expression.along
    return next(filter(None, (_own_previous(name, each) for each in operands(expression))), None)


def dependencies(rules: Mapping[str, Rule]) -> dict[str, tuple[str, ...]]:
    """Return for every rule the rules it reads, each once, in the order of reading."""
    return {name: tuple(dict.fromkeys(read.rule for read in edges(name, rule))) for name, rule in rules.items()}


class CycleError(Exception):
    """Some rules need each other; carries the names of one cycle, each reading the next."""

    def __init__(self, path: tuple[str, ...]) -> None:
        super().__init__(" -> ".join(path))
        self.path = path


def order(needs: Mapping[str, tuple[str, ...]], targets: Iterable[str]) -> list[str]:
    """List the targets and all they need, each after what it needs itself; raises `CycleError`."""
    done: dict[str, None] = {}
    open_: dict[str, None] = {}
    for target in targets:
        waiting = [(target, iter(needs[target]))] if target not in done else []
        open_.update(dict.fromkeys(name for name, _ in waiting))
        while waiting:
            name, rest = waiting[-1]
            following = next((each for each in rest if each not in done), None)
            if following is None:
                waiting.pop()
                open_.pop(name)
                done[name] = None
            elif following in open_:
                raise CycleError(tuple(open_)[tuple(open_).index(following) :])
            else:
                open_[following] = None
                waiting.append((following, iter(needs[following])))
    return list(done)


def digraph(needs: Mapping[str, tuple[str, ...]]) -> DiGraph[str]:
    """Return the rules as a networkx graph, with an edge from each rule to those that read it."""
    import networkx

    graph: DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(needs)
    graph.add_edges_from((read, name) for name, reads in needs.items() for read in reads if read in needs)
    return graph


def smallest_cycles(needs: Mapping[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return for every group of rules that need each other its smallest cycle, each rule reading the next."""
    import networkx

    graph = digraph(needs).reverse()
    groups = [each for each in networkx.strongly_connected_components(graph) if len(each) > 1 or any(graph.has_edge(one, one) for one in each)]
    return sorted(_smallest(graph.subgraph(each)) for each in groups)


def _smallest(group: DiGraph[str]) -> tuple[str, ...]:
    import networkx

    found: list[tuple[str, ...]] = []
    for start in sorted(group.nodes)[:200]:
        back = sorted(group.predecessors(start))
        paths = networkx.single_source_shortest_path(group, start)
        found += [tuple(paths[each]) for each in back if each in paths]
    best = min(found, key=lambda path: (len(path), path))
    at = best.index(min(best))
    return best[at:] + best[:at]


def ancestors(needs: Mapping[str, tuple[str, ...]], targets: Iterable[str]) -> set[str]:
    """Return the targets and all the rules that they rest on."""
    found: set[str] = set()
    waiting = list(targets)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(needs.get(name, ()))
    return found


def dependents(needs: Mapping[str, tuple[str, ...]], names: Iterable[str]) -> set[str]:
    """Return the rules and all that rest on them."""
    readers: dict[str, list[str]] = {}
    for name, reads in needs.items():
        for each in reads:
            readers.setdefault(each, []).append(name)
    return ancestors({name: tuple(each) for name, each in readers.items()}, names)


def cost_elements(rules: RuleSet) -> tuple[str, ...]:
    """Return the names of the cost elements, in the order in which a tariff is built up."""
    return tuple(sorted(rules.elements, key=lambda name: (rules.elements[name].order, name)))
