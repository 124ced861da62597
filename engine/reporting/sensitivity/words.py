"""The words of a sensitivity that its text and its picture share."""

from __future__ import annotations

from decimal import Decimal

from ...calculating.derivation import unit_at
from ...calculating.scalars import Scalar
from ...model import RuleSet, State
from ...problems.entries import Words
from ...questions.results import step_of
from ...questions.sensitivity import Effect, Sensitivity, Unmoved
from ..cells import show_cell
from ..numbers import show_number, show_unit
from ..solve.words import show_exact
from ..terminal import folded, start, width

_BY_PERCENT = Words("elke invoer {percent} lager en hoger, de andere gelijk", "each input {percent} lower and higher, the others as they are")
_BY_BAND = Words("elke invoer over haar bandbreedte, de andere gelijk", "each input over its band, the others as they are")
LESS = Words("invoer lager", "input lower"), Words("onderkant van de bandbreedte", "lower end of the band")
MORE = Words("invoer hoger", "input higher"), Words("bovenkant van de bandbreedte", "upper end of the band")
_LEAST = 12
"""Of a name as much as this is left."""

_TITLE = Words("Gevoeligheid van {name}", "Sensitivity of {name}")


class Named:
    """Names and figures of one sensitivity."""

    def __init__(self, rules: RuleSet, found: Sensitivity, language: str) -> None:
        self._rules = rules
        self._language = language
        self._found = found
        name, cell = found.place
        self._rule = rules.rules[name]
        self._unit = unit_at(rules, self._rule, cell)

    def title(self) -> str:
        """Return what the figure is called, and what it is."""
        name, cell = self._found.place
        label = ": ".join(filter(None, [folded(self._rule.label), show_cell(self._rules, name, cell)]))
        unit = show_unit(self._unit, self._rules.currency, self._rules.units)
        return f"{_TITLE.of(self._language).format(name=label)} = {self.figure(self._found.value)} {unit}".rstrip()

    def how(self) -> str:
        """Return how far the inputs went."""
        if self._found.percent is None:
            return _BY_BAND.of(self._language)
        return _BY_PERCENT.of(self._language).format(percent=self.percent())

    def percent(self) -> str:
        """Return by how much every input went."""
        shown = "" if self._found.percent is None else f"{self._found.percent:f}%"
        return shown.replace(".", ",") if self._language == "nl" else shown

    def sides(self) -> tuple[str, str]:
        """Return what the two ends of an input are called."""
        banded = self._found.percent is None
        return LESS[banded].of(self._language), MORE[banded].of(self._language)

    def input(self, each: Effect | Unmoved, room: int | None = None, mark: str = "") -> str:
        """Return what an input is called, with its cell where that alone varies; in some room its own name is cut off first."""
        label = folded(self._rules.rules[each.rule].label)
        cell = show_cell(self._rules, each.rule, each.cell) if each.cell is not None else ""
        after = (f": {cell}" if cell else "") + mark
        return (label if room is None else _cut(label, room - width(after))) + after

    def ends(self, effect: Effect) -> str:
        """Return between what an input went, where that is one stretch."""
        if effect.inputs is None:
            return ""
        unit = self._rules.rules[effect.rule].unit
        low, high = (show_exact(each, unit, self._rules, self._language) for each in effect.inputs)
        return f"{low} – {high}"

    def figure(self, value: Scalar, *, signed: bool = False) -> str:
        """Return the figure, as its rule rounds it."""
        shown = value if isinstance(value, Decimal | State) else State.FAILED
        return show_number(shown, self._unit, self._language, step=step_of(self._rule), currency=self._rules.currency, signed=signed)


def _cut(label: str, room: int) -> str:
    room = max(room, _LEAST)
    return label if width(label) <= room else start(label, room - 1) + "…"
