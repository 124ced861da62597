"""The rule graph: which rule reads which, in what order they are computed, and cycles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from ..expression import Along, Expression, Own, Read, Reduction, operands
from ..model import Formula, Rule, RuleSet

if TYPE_CHECKING:
    from networkx import DiGraph


def edges(name: str, rule: Rule) -> Iterator[Read]:
    """Go through the places where a rule reads another; its own `previous` is not one."""
    return (read for read, along in _reads(name, rule) if along is None)


def reads_itself(name: str, rule: Rule) -> str | None:
    """Return the dimension along which a rule reads its own previous value, if it does."""
    return next((along for _, along in _reads(name, rule) if along is not None), None)


def _reads(name: str, rule: Rule) -> Iterator[tuple[Read, str | None]]:
    """Go through what a rule reads; with its own previous value comes the dimension along which that comes before."""
    if isinstance(rule, Formula):
        for variant in rule.variants:
            yield from _reads_in(name, variant.expression, frozenset())


def _reads_in(name: str, expression: Expression, hidden: frozenset[str]) -> Iterator[tuple[Read, str | None]]:
    match expression:
        case Read():
            yield expression, None
        case Along("previous", Read(rule, selectors) as read, along) if rule == name and along not in hidden and Own(along) in selectors:
            yield read, along
        case Reduction(_, operand, over):
            # Within a sum over it, a dimension is no longer that of the rule's own cell.
            yield from _reads_in(name, operand, hidden.union(over))
        case _:
            for each in operands(expression):
                yield from _reads_in(name, each, hidden)


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
