"""A solved value, as people read it: the interval, what sets its ends, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from ...calculating.agreement import End, Interval
from ...calculating.searching import SCANNED
from ...calculating.targets import Target
from ...model import RuleSet, State
from ...problems.entries import Words
from ...questions.freeing import Loosening
from ...questions.solve import Demand, Solution
from ..numbers import show_day, show_number
from ..tables import show_rows
from ..terminal import folded, width
from ..wrapping import wrapped
from .words import Numbers, show_places, show_print, show_target, show_where

MANY = 6
"""Of more cells the number is told."""

_AS_OF = Words("peildatum {day}", "as of {day}")
_CELLS = Words("{n} cellen", "{n} cells")
_FITS = Words(
    "Met elke waarde {interval} komen alle gepubliceerde cijfers uit die ervan afhangen.",
    "With every value {interval} all published figures that depend on it come out.",
)
_AND = Words("Ook past elke waarde {interval}.", "Every value {interval} fits too.")
_USED_FITS = Words("In gebruik is {value}: die waarde past.", "In use is {value}: that value fits.")
_USED_NOT = Words("In gebruik is {value}: die waarde past niet.", "In use is {value}: that value does not fit.")
_NOT_USED = {
    State.NMB: Words("In gebruik is nog geen waarde: zij is nader te bepalen (nmb).", "No value is in use yet: it is still to be decided (nmb)."),
    State.ABSENT: Words("In gebruik is geen waarde.", "No value is in use."),
}
_DIFFERENT = Words(
    "De {n} cellen hebben nu niet dezelfde waarde; gezocht is één waarde voor alle.",
    "The {n} cells do not have the same value now; what was looked for is one value for all.",
)
_LOW, _HIGH = Words("ondergrens", "lower end"), Words("bovengrens", "upper end")
_END = Words("verder is niet gezocht", "nothing was looked for beyond")
_NONE = Words("Geen enkele waarde past {range}.", "No value fits {range}.")
_EXCLUDE = Words("Deze gepubliceerde cijfers sluiten elkaar uit:", "These published figures exclude each other:")
_NEVER = Words("Dit gepubliceerde cijfer komt er nooit uit:", "This published figure never comes out:")
_ASKS = Words("vraagt een waarde {interval}", "asks for a value {interval}")
_GIVES = Words("is {low} bij {least} en {high} bij {most}", "is {low} at {least} and {high} at {most}")
_OR = Words(" of ", " or ")
_TESTED = (
    Words("Getoetst aan 1 gepubliceerd cijfer", "Tested against 1 published figure"),
    Words("Getoetst aan {n} gepubliceerde cijfers", "Tested against {n} published figures"),
)
_COMPLETE = Words("; aangetoond is dat andere waarden niet passen.", "; it was shown that no other value fits.")
_IMPOSSIBLE = Words("; aangetoond is dat geen enkele waarde past.", "; it was shown that no value fits.")
_TRIED = Words(
    ", {range}. Van {n} is niet aangetoond dat het stijgt of daalt met de waarde; daarvoor zijn {points} waarden geprobeerd. "
    "Waarden daartussen zijn niet getoetst.",
    ", {range}. {n} could not be shown to rise or fall with the value; for those {points} values were tried. Values in between were not tested.",
)
_FREED = Words(
    "Losgelaten: {n} gepubliceerde cijfers van `{rule}`. Elk mag alles zijn wat op het gedrukte bedrag afrondt.",
    "Loosened: {n} published figures of `{rule}`. Each may be anything that rounds to the printed amount.",
)
_PRINTED = Words(
    "Vastgehouden op het gedrukte bedrag zelf: {n} gepubliceerde cijfers van `{rule}`.",
    "Held at the very amount that was printed: {n} published figures of `{rule}`.",
)


def show_solution(rules: RuleSet, day: date, solution: Solution, loosened: Sequence[Loosening], language: str, columns: int) -> str:
    """Show which values of an input agree with what was published."""
    return "\n".join(_Shown(rules, solution, loosened, language, columns).lines(day)) + "\n"


class _Shown:
    def __init__(self, rules: RuleSet, solution: Solution, loosened: Sequence[Loosening], language: str, columns: int) -> None:
        self._rules = rules
        self._solution = solution
        self._loosened = loosened
        self._language = language
        self._columns = columns
        self._numbers = Numbers(rules, solution.places[0], language)

    def lines(self, day: date) -> Iterator[str]:
        yield folded(self._rules.label)
        yield f"{self._title()}, {self._say(_AS_OF, day=show_day(day, self._language))}"
        yield ""
        interval = self._solution.interval
        if interval:
            yield from self._found(interval)
        else:
            yield from self._conflict()
        yield from ["", *self._paragraph(self._tested())]
        for each in self._loosened:
            yield from self._paragraph(self._say(_PRINTED if each.exactly else _FREED, n=each.count, rule=each.rule))

    def _say(self, words: Words, **fields: object) -> str:
        return words.of(self._language).format(**fields)

    def _paragraph(self, text: str) -> list[str]:
        return wrapped(text, self._columns)

    def _title(self) -> str:
        places = self._solution.places
        cells = show_places(self._rules, places) if len(places) <= MANY else self._say(_CELLS, n=len(places))
        return ": ".join(filter(None, [folded(self._rules.rules[places[0][0]].label), cells]))

    def _found(self, interval: Interval) -> Iterator[str]:
        yield from self._paragraph(self._say(_FITS, interval=self._numbers.interval(interval)))
        for each in self._solution.others:
            yield from self._paragraph(self._say(_AND, interval=self._numbers.interval(each)))
        yield from self._paragraph(self._in_use())
        yield ""
        rows = [self._end(_LOW, interval.low), self._end(_HIGH, interval.high)]
        for row, line in zip(rows, show_rows([each[:3] for each in rows], frozenset({1})), strict=True):
            yield f"  {line}"
            yield from (" " * (line.rindex(row[2]) + 2) + each for each in row[3:])

    def _in_use(self) -> str:
        used = self._solution.in_use
        if used is None:
            return self._say(_DIFFERENT, n=len(self._solution.places))
        if not isinstance(used, Decimal):
            return self._say(_NOT_USED.get(used, _NOT_USED[State.ABSENT]))
        return self._say(_USED_FITS if self._solution.inside else _USED_NOT, value=self._numbers.with_unit(used))

    def _end(self, name: Words, end: End) -> list[str]:
        if end.by is None:
            return [self._say(name), "", self._say(_END)]
        return [self._say(name), *self._figure(end.by)]

    def _figure(self, target: Target) -> list[str]:
        return [show_print(self._rules, target, self._language), show_target(self._rules, target), show_where(target)]

    def _conflict(self) -> Iterator[str]:
        conflict = self._solution.conflict
        yield from self._paragraph(self._say(_NONE, range=self._numbers.range(*self._solution.agreement.bounds)) + " " + self._in_use())
        yield ""
        yield self._say(_NEVER if len(conflict) == 1 else _EXCLUDE)
        for each in conflict:
            printed, *about = self._figure(each.target)
            indent = " " * (width(printed) + 4)
            yield from (f"  {printed}  {about[0]}", f"{indent}{about[1]}", f"{indent}{self._asked(each)}")

    def _asked(self, demand: Demand) -> str:
        if demand.intervals:
            return self._say(_ASKS, interval=_OR.of(self._language).join(map(self._numbers.interval, demand.intervals)))
        least, most = self._solution.agreement.bounds
        unit = self._rules.rules[demand.target.place[0]].unit
        low, high = (
            show_number(each if isinstance(each, Decimal | State) else State.FAILED, unit, self._language, currency=self._rules.currency)
            for each in demand.ends
        )
        return self._say(_GIVES, low=low, high=high, least=self._numbers.exact(least), most=self._numbers.exact(most))

    def _tested(self) -> str:
        agreement = self._solution.agreement
        tested = self._say(_TESTED[len(agreement.targets) != 1], n=len(agreement.targets))
        if not agreement.tried:
            return tested + self._say(_COMPLETE if agreement.intervals else _IMPOSSIBLE)
        return tested + self._say(_TRIED, range=self._numbers.range(*agreement.bounds), n=len(agreement.tried), points=SCANNED)
