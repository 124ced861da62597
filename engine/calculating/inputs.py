"""What a figure rests on at the bottom: parameters and their cells, by cost element."""

from __future__ import annotations

from ..model import Parameter
from .derivation import Derivation, Place


def inputs_by_element(derivation: Derivation, place: Place) -> dict[str | None, tuple[Place, ...]]:
    """Return the cells of parameters that a figure rests on, by cost element, in the order of the calculation."""
    found: dict[str | None, dict[Place, None]] = {}
    seen = {place}
    waiting = [place]
    while waiting:
        each = waiting.pop()
        rule = derivation.calculation.rules.rules[each[0]]
        if isinstance(rule, Parameter):
            found.setdefault(rule.element, {})[each] = None
        below = [one for one in derivation.reads(each) if one not in seen]
        seen.update(below)
        waiting.extend(reversed(below))
    return {element: tuple(places) for element, places in found.items()}


class Names:
    """The parameters that figures rest on, by name with their cost element; what figures share is looked into once."""

    def __init__(self, derivation: Derivation) -> None:
        self._derivation = derivation
        self._known: dict[Place, dict[tuple[str | None, str], None]] = {}

    def below(self, place: Place) -> dict[tuple[str | None, str], None]:
        """Return the cost element and the name of every parameter that a figure rests on."""
        waiting: list[tuple[Place, list[Place]]] = [(place, self._derivation.reads(place))]
        while waiting:
            each, reads = waiting[-1]
            further = next((one for one in reads if one not in self._known), None)
            if further is not None:
                waiting.append((further, self._derivation.reads(further)))
                continue
            rule = self._derivation.calculation.rules.rules[each[0]]
            found: dict[tuple[str | None, str], None] = {(rule.element, each[0]): None} if isinstance(rule, Parameter) else {}
            for one in reads:
                found.update(self._known[one])
            self._known[each] = found
            waiting.pop()
        return self._known[place]
