"""All calibrated values solved again, as a table that people read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby

from ...calculating.agreement import End, Interval
from ...model import RuleSet
from ...problems.entries import Words
from ...questions.calibrations import Calibration
from ..numbers import show_day
from ..tables import show_rows
from ..terminal import Paint, folded
from .words import Numbers, show_places, show_print, show_target

_TITLE = Words("Gekalibreerde waarden opnieuw teruggerekend, peildatum {day}", "Calibrated values solved again, as of {day}")
_USED, _RECORDED, _FOUND = Words("in gebruik", "in use"), Words("vastgelegd", "recorded"), Words("gevonden", "found")
_SAME = Words("hetzelfde", "the same")
_NO_VALUE = Words("geen waarde", "no value")
_NO_FIGURES = Words("niets gepubliceerd", "nothing published")
_OUTSIDE = Words("past niet", "does not fit")
_EXCLUDE = Words("sluiten elkaar uit", "exclude each other")
_FINE = Words("alle {n} gekalibreerde waarden kloppen met hun interval", "all {n} calibrated values hold, with their intervals")
_WRONG = Words("{wrong} van de {n} gekalibreerde waarden kloppen niet meer", "{wrong} of the {n} calibrated values no longer hold")
_NOTHING = Words("er zijn geen gekalibreerde waarden", "there are no calibrated values")


def show_calibrations(rules: RuleSet, day: date, found: Sequence[Calibration], language: str, colour: bool = False) -> str:
    """Show every calibrated value with the interval recorded and the one found."""
    return "\n".join(_Shown(rules, found, language, Paint(colour)).lines(day)) + "\n"


class _Shown:
    def __init__(self, rules: RuleSet, found: Sequence[Calibration], language: str, paint: Paint) -> None:
        self._rules = rules
        self._found = found
        self._language = language
        self._paint = paint

    def lines(self, day: date) -> Iterator[str]:
        yield folded(self._rules.label)
        yield self._say(_TITLE, day=show_day(day, self._language))
        yield ""
        if self._found:
            yield from show_rows(list(self._rows()), frozenset({1}))
            yield ""
        yield from self._verdict()

    def _say(self, words: Words, **fields: object) -> str:
        return words.of(self._language).format(**fields)

    def _rows(self) -> Iterator[list[str]]:
        yield ["", self._say(_USED), self._say(_RECORDED), self._say(_FOUND)]
        for name, group in groupby(self._found, key=lambda each: each.solution.places[0][0]):
            label = folded(self._rules.rules[name].label)
            members = list(group)
            alone = not self._rules.rules[name].per
            if not alone:
                yield [label]
            for each in members:
                yield [label if alone else f"  {show_places(self._rules, each.solution.places)}", *self._row(each)]

    def _row(self, each: Calibration) -> list[str]:
        numbers = Numbers(self._rules, each.solution.places[0], self._language)
        low, high = (End(value, True, value) for value in each.recorded.solved.interval)
        used = numbers.exact(each.solution.in_use) if each.solution.in_use is not None else ""
        return [used, numbers.ends(Interval(low, high)), self._outcome(each, numbers)]

    def _outcome(self, each: Calibration, numbers: Numbers) -> str:
        if not each.is_solvable:
            return self._say(_NO_FIGURES)
        interval = each.solution.interval
        if interval is None:
            return self._paint(self._say(_NO_VALUE), "red")
        if each.holds:
            return self._say(_SAME)
        found = self._say(_SAME) if each.same else numbers.ends(interval)
        return self._paint(found if each.solution.inside else f"{found}; {self._say(_OUTSIDE)}", "red")

    def _verdict(self) -> Iterator[str]:
        wrong = [each for each in self._found if not each.holds]
        if not self._found:
            yield self._say(_NOTHING)
        elif wrong:
            yield self._paint(self._say(_WRONG, wrong=len(wrong), n=len(self._found)), "red")
        else:
            yield self._say(_FINE, n=len(self._found))
        for each in wrong:
            if each.solution.conflict:
                yield ""
                yield f"{show_places(self._rules, each.solution.places) or folded(self._rules.rules[each.solution.places[0][0]].label)}: {self._say(_EXCLUDE)}"
                yield from (
                    f"  {show_print(self._rules, one.target, self._language)}  {show_target(self._rules, one.target)}" for one in each.solution.conflict
                )
