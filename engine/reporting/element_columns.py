"""The cost elements as columns of a table: numbered in their order, with the legend above it."""

from __future__ import annotations

from collections.abc import Collection

from ..calculating.graph import cost_elements
from ..model import RuleSet
from ..problems.entries import Words
from .tables import GAP
from .terminal import folded
from .wrapping import wrapped

_ROUNDING = Words("A Afronding", "R Rounding")
_NONE = Words("N Niet opgebouwd", "N Not built up")


class ElementColumns:
    """The columns that a table needs; None stands for what no element covers."""

    def __init__(self, rules: RuleSet, used: Collection[str | None], language: str) -> None:
        self._rules = rules
        self._language = language
        order = cost_elements(rules)
        self._numbers = {name: str(at) for at, name in enumerate(order, 1)}
        self.names: tuple[str | None, ...] = tuple(each for each in (None, *order) if each in used)

    @property
    def heads(self) -> list[str]:
        """Return what stands above the columns, that of the rounding last."""
        return [*(self._numbers[each] if each else _NONE.of(self._language)[0] for each in self.names), _ROUNDING.of(self._language)[0]]

    def legend(self, room: int) -> list[str]:
        """Return the lines that say what the columns are; no name is broken."""
        elements = self._rules.elements
        named = [f"{self._numbers[each]} {folded(elements[each].label)}" if each else _NONE.of(self._language) for each in self.names]
        return wrapped(GAP.join(each.replace(" ", "\u00a0") for each in (*named, _ROUNDING.of(self._language))), room)
