"""What matters for a figure, as people read it: a line for each input, the widest first, with bars."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from ...model import RuleSet
from ...problems.entries import Words
from ...questions.sensitivity import Effect, Sensitivity, Still
from ..branches import View
from ..numbers import show_day
from ..tables import GAP, show_rows
from ..terminal import folded, width
from ..wrapping import wrapped
from .words import Named

NARROWEST, WIDEST = 32, 60
"""A name of an input that is longer than the first is cut off where there would be no room for bars."""

BARS = 41
"""Bars are not longer than this, both sides together."""

_LEAST = 15
_LESS, _MORE, _LINE = "░", "█", "│"
_STEPS, _SHARE = "~", " †"

_AS_OF = Words("peildatum {day}", "as of {day}")
_HEAD_BAND = Words("bandbreedte", "band")
_HEADS_PERCENT = Words("{percent} lager", "{percent} lower"), Words("{percent} hoger", "{percent} higher")
_HEADS_BAND = Words("onderkant", "lower end"), Words("bovenkant", "upper end")
_WIDTH, _ELASTICITY = Words("verschil", "width"), Words("elast.", "elast.")
_BARS = Words("{less} {lower}, {more} {higher}, {line} het cijfer zelf", "{less} {lower}, {more} {higher}, {line} the figure itself")
_ABOUT_ELASTICITY = Words(
    "elast.: de elasticiteit, hoeveel procent het cijfer stijgt als de invoer 1% stijgt, bij de waarde in gebruik "
    "(gemeten met een miljoenste naar beide kanten).",
    "elast.: the elasticity, by how many percent the figure rises when the input rises by 1%, at the value in use (measured with a millionth to both sides).",
)
_IN_STEPS = Words(
    "~ beweegt in stappen, want onderweg wordt afgerond: de elasticiteit is gemeten met 1% naar beide kanten.",
    "~ moves in steps, since something is rounded on the way: its elasticity was measured with 1% to both sides.",
)
_SHARES = Words(
    "† de delen hebben een vaste som ({checks}): in werkelijkheid gaat het ene deel omhoog als het andere omlaag gaat.",
    "† the parts have a fixed sum ({checks}): in fact one part rises when another falls.",
)
_STILL = {
    Still.ABSORBED: Words("Beweegt niets, want het valt weg of wordt begrensd: {names}.", "Moves nothing, since it cancels out or is capped: {names}."),
    Still.ZERO: Words("Beweegt niets, want de waarde is nul: {names}.", "Moves nothing, since the value is zero: {names}."),
    Still.DEFINITION: Words("Ligt vast door een definitie, en is niet gevarieerd: {names}.", "Is fixed by a definition, and was not varied: {names}."),
    Still.ELSEWHERE: Words("Telt in dit cijfer niet mee: {names}.", "Does not count in this figure: {names}."),
}
_NO_BANDS = Words(
    "Geen van de {n} parameters waar dit cijfer op rust heeft een bandbreedte (`band`). Met `--percent 10` gaat elke invoer 10% omlaag en omhoog.",
    "None of the {n} parameters that this figure rests on has a band (`band`). With `--percent 10` each input goes 10% down and up.",
)
_WITHOUT = (
    Words(
        "1 andere parameter waar dit cijfer op rust heeft geen bandbreedte; `--percent 10` varieert die ook.",
        "1 other parameter that this figure rests on has no band; `--percent 10` varies it too.",
    ),
    Words(
        "{n} andere parameters waar dit cijfer op rust hebben geen bandbreedte; `--percent 10` varieert die ook.",
        "{n} other parameters that this figure rests on have no band; `--percent 10` varies them too.",
    ),
)


def show_sensitivity(rules: RuleSet, day: date, found: Sensitivity, view: View) -> str:
    """Show what moves a figure, and what does not."""
    return "\n".join(_Shown(rules, found, view).lines(day)) + "\n"


class _Shown:
    def __init__(self, rules: RuleSet, found: Sensitivity, view: View) -> None:
        self._rules = rules
        self._found = found
        self._view = view
        self._named = Named(rules, found, view.language)

    def lines(self, day: date) -> Iterator[str]:
        yield folded(self._rules.label)
        yield from self._paragraph(self._named.title())
        yield f"{self._named.how()}; {self._say(_AS_OF, day=show_day(day, self._view.language))}"
        yield ""
        if self._found.effects:
            yield from self._table()
            yield ""
            yield from self._legend()
        elif self._found.percent is None:
            yield from self._paragraph(self._say(_NO_BANDS, n=len(self._found.without_band)))
        yield from self._rest()

    def _say(self, words: Words, **fields: object) -> str:
        return words.of(self._view.language).format(**fields)

    def _paragraph(self, text: str) -> list[str]:
        return wrapped(text, self._view.columns)

    def _table(self) -> Iterator[str]:
        banded = self._found.percent is None
        words = (_HEAD_BAND, *_HEADS_BAND, _ELASTICITY) if banded else (*_HEADS_PERCENT, _WIDTH, _ELASTICITY)
        heads = [self._say(each, percent=self._named.percent()) for each in words]
        rows = [["", *each] for each in (heads, *(self._row(each, banded=banded) for each in self._found.effects))]
        figures = show_rows(rows, frozenset(range(1, 5)))
        taken = max(map(width, figures)) + len(GAP)
        names = [self._input(each) for each in self._found.effects]
        longest = min(max(map(width, names)), WIDEST, max(self._view.columns - taken - _LEAST, NARROWEST))
        room = min(self._view.columns - taken - longest, BARS)
        bars = ["", *(self._bars(each, room) if room >= _LEAST else "" for each in self._found.effects)]
        names = ["", *(self._input(each, longest) for each in self._found.effects)]
        for name, line, drawn in zip(names, figures, bars, strict=True):
            yield f"{name}{' ' * (longest - width(name))}{line}{' ' * (taken - width(line))}{drawn}".rstrip()

    def _input(self, each: Effect, room: int | None = None) -> str:
        return self._named.input(each, room, _SHARE if each.share else "")

    def _row(self, effect: Effect, *, banded: bool) -> list[str]:
        low, high = map(self._named.figure, effect.outcomes)
        wide = "" if effect.width is None else self._named.figure(effect.width)
        return [self._named.ends(effect), low, high, self._elasticity(effect)] if banded else [low, high, wide, self._elasticity(effect)]

    def _elasticity(self, effect: Effect) -> str:
        if effect.elasticity is None:
            return ""
        shown = f"{effect.elasticity.quantize(Decimal('0.001'), ROUND_HALF_UP) + 0:f}"
        shown = shown.replace(".", ",") if self._view.language == "nl" else shown
        return f"{_STEPS if effect.in_steps else ''}{shown}"

    def _bars(self, effect: Effect, room: int) -> str:
        """Return bars to both sides of the figure, on one scale for all inputs."""
        half = (room - 1) // 2
        largest = max((abs(each) for one in self._found.effects for each in self._moves(one)), default=Decimal(0))
        left = right = ""
        for move, sign in zip(self._moves(effect), (_LESS, _MORE), strict=False):
            drawn = sign * (max(int((abs(move) / largest * half).to_integral_value(ROUND_HALF_UP)), 1) if move and largest else 0)
            left, right = (max(left, drawn, key=len), right) if move < 0 else (left, max(right, drawn, key=len))
        return f"{left:>{half}}{_LINE}{right}"

    def _moves(self, effect: Effect) -> list[Decimal]:
        return [each - self._found.value for each in effect.outcomes if isinstance(each, Decimal)]

    def _legend(self) -> Iterator[str]:
        lower, higher = self._named.sides()
        yield from self._paragraph(self._say(_BARS, less=_LESS, more=_MORE, line=_LINE, lower=lower, higher=higher))
        yield from self._paragraph(self._say(_ABOUT_ELASTICITY))
        if any(each.in_steps for each in self._found.effects):
            yield from self._paragraph(self._say(_IN_STEPS))
        checks = list(dict.fromkeys(each.share for each in self._found.effects if each.share))
        if checks:
            yield from self._paragraph(self._say(_SHARES, checks=", ".join(checks)))

    def _rest(self) -> Iterator[str]:
        for why, words in _STILL.items():
            names = [self._named.input(each) for each in self._found.unmoved if each.why is why]
            if names:
                yield from ["", *self._paragraph(self._say(words, names="; ".join(names)))]
        without = len(self._found.without_band)
        if without and self._found.effects:
            yield from ["", *self._paragraph(self._say(_WITHOUT[without > 1], n=without))]
