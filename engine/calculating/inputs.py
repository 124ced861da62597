"""What a figure rests on at the bottom: the cells of parameters, by cost element."""

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
