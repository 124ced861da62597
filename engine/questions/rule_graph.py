"""Which rule rests on which: the rules of a rule set, or those around one, with how far each is from the values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..calculating.graph import ancestors, dependencies, dependents, order, reads_itself
from ..model import RuleSet


@dataclass(frozen=True, slots=True)
class RuleGraph:
    """
    Rules by name in the order of their places, those of libraries last, each with the rules that it reads.

    `levels` says how many rules lie between a rule and the values that it rests on, at most; a value is
    at level 0. `around` is the rule that was asked for, if one was, and `up` says in which direction.
    """

    rules: RuleSet
    reads: Mapping[str, tuple[str, ...]]
    levels: Mapping[str, int]
    along: Mapping[str, str]
    around: str | None = None
    up: bool = False

    @property
    def edges(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs of what is read and what reads it."""
        return tuple((read, name) for name, reads in self.reads.items() for read in reads)


def rule_graph(rules: RuleSet, around: str | None = None, *, up: bool = False) -> RuleGraph:
    """Return the graph of a rule set, of what one rule rests on, or with `up` of what rests on that."""
    needs = dependencies(rules.rules)
    starts = needs if around is None else [around]
    chosen = dependents(needs, starts) if up else ancestors(needs, starts)
    levels: dict[str, int] = {}
    for name in order(needs, needs):
        levels[name] = 1 + max((levels[each] for each in needs[name]), default=-1)
    names = sorted(chosen, key=lambda name: (rules.rules[name].library, rules.rules[name].span))
    reads = {name: tuple(each for each in needs[name] if each in chosen) for name in names}
    along = {name: dimension for name in names if (dimension := reads_itself(name, rules.rules[name]))}
    return RuleGraph(rules, reads, {name: levels[name] for name in names}, along, around, up)
