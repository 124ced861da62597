"""Which municipality takes part in what: rules may hold that as a parameter of ones and zeros, named `deelname` or `participation`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..model import Cell, Parameter, RuleSet

PARTICIPATION = ("deelname", "participation")


@dataclass(frozen=True, slots=True)
class Participation:
    """The parameter that says who takes part, and the cells in which somebody does not."""

    rules: RuleSet
    rule: Parameter
    outside: frozenset[Cell]

    def refuses(self, members: Mapping[str, str]) -> bool:
        """Say whether members of dimensions, or what these belong to by an attribute, are outside; what cannot be told is not."""
        cell = [members.get(each) or self._belonging(each, members) for each in self.rule.per]
        return all(cell) and tuple(each or "" for each in cell) in self.outside

    def _belonging(self, dimension: str, members: Mapping[str, str]) -> str | None:
        for name, code in members.items():
            known = self.rules.dimensions[name]
            for attribute in known.attributes.values():
                if attribute.target == dimension and code in known.members:
                    return known.members[code].attributes.get(attribute.name)
        return None


def participation_in(rules: RuleSet) -> Participation | None:
    """Return who takes part on the day of the rules, where these say so."""
    rule = next((each for name in PARTICIPATION if isinstance(each := rules.rules.get(name), Parameter)), None)
    if rule is None:
        return None
    values = {
        cell: datum.value
        for entry in sorted(rule.entries, key=lambda each: each.valid_from)
        if entry.valid_from <= rules.day and not (entry.valid_to and entry.valid_to < rules.day)
        for cell, datum in entry.cells.items()
    }
    return Participation(rules, rule, frozenset(cell for cell, value in values.items() if value == 0))
