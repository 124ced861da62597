"""The figures and causes of a difference in words."""

from __future__ import annotations

from decimal import Decimal, localcontext

from ...decimals import EXACT, ZERO, round_to_step, show_plain
from ...model import Value
from ...problems.entries import Words
from ...questions.diff.difference import Cause, Change, Difference
from ...questions.diff.players import DAY, DIMENSION, Player, owner_of_edit
from ...questions.results import step_of
from ...reading.tables import stored
from ...units import DIMENSIONLESS, PERCENT, Unit
from ..figures import CENT
from ..numbers import is_money, show_number, show_unit, written
from ..terminal import folded, visible
from .sides import Sides

_NEW = Words("nieuw", "new")
_GONE = Words("vervallen", "gone")
_MEMBER = Words("lid {member} van {dimension}", "member {member} of {dimension}")
_SHAPE = Words("kenmerken van {dimension}", "attributes of {dimension}")
_DAY = Words("peildatum", "day of calculation")
_GROUPS = {
    "element": Words("kostenelement {name} ({n} oorzaken)", "cost element {name} ({n} causes)"),
    "file": Words("bestand {name} ({n} oorzaken)", "file {name} ({n} causes)"),
    "all": Words("alle {n} oorzaken", "all {n} causes"),
}
_NO_ELEMENT = Words("zonder kostenelement ({n} oorzaken)", "without cost element ({n} causes)")
_WITH = Words("{name} (met {others})", "{name} (with {others})")
_MORE = Words("nog {n}", "{n} more")
_AND = Words(" en ", " and ")

ROUNDING = Words("afronding", "rounding")
MAX_OTHERS = 2
"""Of more that belongs to one cause the rest is counted."""

_HUNDREDTH = Decimal("0.0001")
"""Changes are shown to a hundredth of a percent."""


class FigureWords(Sides):
    """Puts the figures of a difference and their causes into words."""

    def cause(self, cause: Cause) -> str:
        """Return what a cause is called."""
        return self._listed([self._player(each) for each in cause.players])

    def _player(self, player: Player) -> str:
        if player.group:
            return self._group(player)
        own = self._owner(player.name)
        others = list(dict.fromkeys(each for edit in player.edits if (each := self._owner(owner_of_edit(edit))) != own))
        shown = [*others[:MAX_OTHERS], *([self.say(_MORE, n=len(others) - MAX_OTHERS)] if len(others) > MAX_OTHERS else [])]
        return self.say(_WITH, name=own, others=self._listed(shown)) if shown else own

    def _group(self, player: Player) -> str:
        name = player.name.partition(" ")[2]
        element = self.head.elements.get(name) or self.base.elements.get(name)
        words = _NO_ELEMENT if player.group == "element" and element is None else _GROUPS[player.group or ""]
        return self.say(words, name=folded(element.label) if element else visible(name), n=player.parts)

    def _owner(self, name: str) -> str:
        if name == DAY:
            return self.say(_DAY)
        if name.startswith(DIMENSION):
            dimension, _, member = name.removeprefix(DIMENSION).partition(".")
            return self.say(_MEMBER if member else _SHAPE, member=member, dimension=dimension)
        return name

    def _listed(self, names: list[str]) -> str:
        return self.say(_AND).join(filter(None, [", ".join(names[:-1]), names[-1]]))

    def place_of(self, cause: Cause) -> str:
        """Return the place that stands for a cause; a group of causes has none."""
        return "" if cause.players[0].group else self.place(cause.edits[0].span)

    def source_of(self, cause: Cause) -> str:
        """Return the source that stands for a cause; a group of causes has none."""
        return "" if cause.players[0].group else next((each.citation.ref for each in cause.edits if each.citation), "")

    def name(self, change: Change) -> str:
        """Return what the figure of a change is called."""
        return self.cell(change.per, change.cell) or self.rule_name(change.rule)

    def rule_name(self, name: str) -> str:
        """Return the label of a rule of either side."""
        rule = self.rule(name)
        return folded(rule.label) if rule else name

    def per_unit(self, change: Change) -> str:
        """Return what the figure of a change is per."""
        return show_unit(self._unit_of(change), self.head.currency, self.head.units)

    def figure(self, value: Value | None, change: Change) -> str:
        """Return a figure without its unit; a dash where there is none."""
        if value is None:
            return "-"
        return show_number(value, self._unit_of(change), self.language, step=self._step(change), currency=self.head.currency)

    def delta(self, change: Change) -> str:
        """Return how much a figure changed."""
        if change.delta is None:
            return self.say(_NEW) if change.old is None else self.say(_GONE) if change.new is None else ""
        return show_number(change.delta, self._unit_of(change), self.language, step=self._step(change), currency=self.head.currency, signed=True)

    def percent(self, change: Change) -> str:
        """Return how much a figure changed in percents of what it was."""
        ratio = ratio_of(change)
        return "" if ratio is None else self.ratio(ratio)

    def ratio(self, ratio: Decimal) -> str:
        """Return a change as a percentage."""
        return show_number(ratio, PERCENT, self.language, step=_HUNDREDTH, signed=True)

    def amounts(self, change: Change) -> list[str]:
        """Return the amounts of the causes of a change and its rounding, adding up as they stand; no rounding is no text."""
        step = self._fine(change)
        unit = self._unit_of(change)
        if step is None:
            shown = [*(each.amount for each in change.causes), change.rounding]
        else:
            with localcontext(EXACT):
                rounded = [round_to_step(each.amount, step) for each in change.causes]
                shown = [*rounded, round_to_step((change.delta or ZERO) - sum(rounded, ZERO), step)]
        if is_money(unit, self.head.currency):
            unit = DIMENSIONLESS
        *causes, rest = [show_number(each, unit, self.language, step=step, signed=True) for each in shown]
        return [*causes, rest if shown[-1] else ""]

    def money(self, amount: Decimal, *, signed: bool = False) -> str:
        """Return an amount of money to the cent."""
        return show_number(amount, Unit.of({self.head.currency: 1}), self.language, step=CENT, currency=self.head.currency, signed=signed)

    def _step(self, change: Change) -> Decimal | None:
        steps = [step for side in (self.head, self.base) if (rule := side.rules.get(change.rule)) and (step := step_of(rule))]
        return min(steps, default=CENT if is_money(self._unit_of(change), self.head.currency) else None)

    def _fine(self, change: Change) -> Decimal | None:
        """Return the step of the amounts of causes: two decimals more than the figure has."""
        step, unit = self._step(change), self._unit_of(change)
        if step is None:
            return None
        places = len(show_plain(written(step, unit)).partition(".")[2]) + 2
        return stored(Decimal(1).scaleb(-places), unit.percent)

    def _unit_of(self, change: Change) -> Unit:
        return self.unit(change.rule, change.cell)


def ratio_of(change: Change) -> Decimal | None:
    """Return how much a figure changed as a part of what it was; None where that cannot be said."""
    if change.delta is None or not isinstance(change.old, Decimal) or not change.old:
        return None
    return EXACT.divide(change.delta, abs(change.old))


def size_of(change: Change) -> tuple[int, Decimal]:
    """Return how large a change is: from nothing, or to or from no figure, is more than any percentage."""
    ratio = ratio_of(change)
    return (1, ZERO) if ratio is None else (0, abs(ratio))


def counts(difference: Difference) -> dict[str, int]:
    """Count the figures that are higher, lower, new, gone, and otherwise no two numbers."""
    changes = difference.changes
    found = {
        "higher": sum(each.delta is not None and each.delta > 0 for each in changes),
        "lower": sum(each.delta is not None and each.delta < 0 for each in changes),
        "new": sum(each.old is None for each in changes),
        "gone": sum(each.new is None for each in changes),
    }
    return {**found, "other": len(changes) - sum(found.values()), "equal": difference.compared - len(changes)}
