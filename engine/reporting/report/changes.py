"""What moved in the figures of a report, with what each edit is worth, as blocks of a page and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from ...decimals import round_to_step
from ...model import State, Value
from ...problems.entries import Words
from ...questions.diff.difference import Cause, Change, Difference
from ...questions.results import step_of
from ...units import Unit
from ..cells import show_cell
from ..diff.words import FigureWords
from ..numbers import plain, show_number
from ..terminal import folded
from .blocks import Block, Heading, Lines, Table

_TITLE = Words("Wat er is veranderd", "What changed")
_SINCE = Words("Vergeleken met {base}, op dezelfde peildatum.", "Compared with {base}, on the same day.")
_NOTHING = Words("Geen van de berekende cijfers in dit overzicht is anders dan in {base}.", "None of the computed figures here is another than in {base}.")
_HEADS = (Words("", ""), Words("was", "was"), Words("is", "is"), Words("verschil", "difference"))
_BY = Words("door {cause}", "by {cause}")
_ROUNDING = Words("door afronding", "by rounding")


def changes_blocks(found: Sequence[Difference], base: str, language: str) -> Iterator[Block]:
    """Go through the blocks of what moved."""
    yield Heading(_TITLE.of(language))
    yield Lines(((_SINCE if found else _NOTHING).of(language).format(base=base),))
    for each in found:
        words = _Words(each, language)
        rules = each.head.rules
        yield Heading(folded(rules.rules[rules.result or ""].label), 3)
        yield Table([[head.of(language) for head in _HEADS], *(row for change in each.changes for row in words.rows(change))], frozenset({1, 2, 3}))


class _Words:
    def __init__(self, difference: Difference, language: str) -> None:
        self._rules = difference.head.rules
        self._words = FigureWords(difference, language)
        self._language = language

    def rows(self, change: Change) -> Iterator[list[str]]:
        """Go through the rows of a figure: was, is, and what each cause did."""
        yield [self._name(change), self._number(change, change.old), self._number(change, change.new), self._number(change, change.delta, signed=True)]
        for each in change.causes:
            yield ["  " + _BY.of(self._language).format(cause=self._cause(each)), "", "", self._number(change, each.amount, signed=True)]
        if not self._is_nothing(change):
            yield ["  " + _ROUNDING.of(self._language), "", "", self._number(change, change.rounding, signed=True)]

    def _is_nothing(self, change: Change) -> bool:
        """Say whether the rounding of a figure does not show in it."""
        step = step_of(self._rules.rules[change.rule])
        return not (round_to_step(change.rounding, step) if step else change.rounding)

    def _name(self, change: Change) -> str:
        known = change.per == self._rules.rules[change.rule].per and all(
            member in self._rules.dimensions[name].members for name, member in zip(change.per, change.cell, strict=True)
        )
        return (show_cell(self._rules, change.rule, change.cell) if known else ", ".join(change.cell)) or folded(self._rules.rules[change.rule].label)

    def _cause(self, cause: Cause) -> str:
        rule = self._rules.rules.get(cause.edits[0].subject)
        return folded(rule.label) if rule and len(cause.players) == 1 and not cause.players[0].group else self._words.cause(cause)

    def _number(self, change: Change, value: Value | None, *, signed: bool = False) -> str:
        if value is None:
            return ""
        rule = self._rules.rules[change.rule]
        return show_number(value, rule.unit, self._language, step=step_of(rule), currency=self._rules.currency, signed=signed)


def changes_data(found: Sequence[Difference], base: str) -> dict[str, Any]:
    """Return what moved as data; the amounts of the causes and the rounding of a figure add up to its difference."""
    return {"base": base, "changes": [_change(each, change) for each in found for change in each.changes]}


def _change(difference: Difference, change: Change) -> dict[str, Any]:
    rule = difference.head.rules.rules[change.rule]
    step = step_of(rule)
    return {
        "rule": change.rule,
        "cell": dict(zip(change.per, change.cell, strict=True)),
        "old": _plain(change.old, step, rule.unit),
        "old_state": _state(change.old),
        "new": _plain(change.new, step, rule.unit),
        "new_state": _state(change.new),
        "delta": _plain(change.delta, step, rule.unit),
        "causes": [
            {"rules": list(dict.fromkeys(one.subject for one in each.edits)), "amount": plain(each.amount, None, rule.unit)} for each in change.causes
        ],
        "rounding": plain(change.rounding, None, rule.unit),
    }


def _plain(value: Value | None, step: Decimal | None, unit: Unit) -> str | None:
    return None if value is None else plain(value, step, unit)


def _state(value: Value | None) -> str | None:
    if value is None:
        return None
    return value.value if isinstance(value, State) else "value"
