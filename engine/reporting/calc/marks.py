"""Marks behind figures: what they rest on where that is not a document or a public fact, with their legend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...model import State
from ...problems.entries import Words
from ...questions.results import Result

CALIBRATED = Words("k", "c")
ASSUMED = Words("a", "a")
GIVEN = Words("g", "g")
UNSETTLED = Words("*", "*")
ADVISED = Words("°", "°")

_MEANINGS = (
    (
        CALIBRATED,
        Words(
            "gekalibreerd: rust op een waarde die uit gepubliceerde tarieven is teruggerekend",
            "calibrated: rests on a value that was worked back from published tariffs",
        ),
    ),
    (ASSUMED, Words("aanname: rust op een waarde die niemand heeft gepubliceerd", "assumption: rests on a value that nobody published")),
    (
        GIVEN,
        Words(
            "gegeven: het bedrag is als geheel overgenomen, de opbouw is niet gepubliceerd",
            "given: the amount was taken over as a whole, its build-up was not published",
        ),
    ),
    (UNSETTLED, Words("voorlopig: rust op gegevens met de status concept", "provisional: rests on data that are a draft")),
    (ADVISED, Words("advies: rust op gegevens met de status advies, nog niet vastgesteld", "advice: rests on data that are advice, not laid down yet")),
)
_GIVEN_COUNT = Words(
    "gegeven: het cijfer is als geheel overgenomen, de opbouw is niet gepubliceerd",
    "given: the figure was taken over as a whole, its build-up was not published",
)
_UNMARKED = Words("zonder teken: berekend uit documenten en openbare gegevens", "without a mark: computed from documents and public facts")
_STATES = {
    State.NMB: ("nmb", Words("nader te bepalen: hierover moet nog worden besloten", "still to be decided")),
    State.ABSENT: ("-", Words("geen waarde", "no value")),
}
_DRAFT = Words(
    "voorlopig: alle cijfers rusten op gegevens met de status concept en kunnen nog veranderen",
    "provisional: all figures rest on data that are a draft, and may still change",
)
_ADVICE = Words("advies: deze cijfers zijn nog niet vastgesteld", "advice: these figures have not been laid down yet")


class Marks:
    """The marks of the figures of one table."""

    def __init__(self, results: Sequence[Result], language: str) -> None:
        self._results = results
        self._language = language
        settled = [each.footing for each in results if not isinstance(each.value, State) and each.footing.basis != "definition"]
        self._statuses = {each.status for each in settled}

    def of(self, result: Result) -> str:
        """Return the marks of one figure; how settled it is, is marked only where that is not the same for all."""
        if isinstance(result.value, State):
            return ""
        footing = result.footing
        mixed = len(self._statuses) > 1
        settled = (mixed and footing.status == "concept", mixed and footing.status == "advice")
        wanted = (footing.basis == "calibrated", footing.basis == "assumption", footing.given, *settled)
        return "".join(mark.of(self._language) for (mark, _), shown in zip(_MEANINGS, wanted, strict=True) if shown)

    def legend(self) -> list[str]:
        """Return the lines that explain the marks and states, and say how settled the figures are."""
        return [*self._meanings(), *self._disclaimer()]

    def _meanings(self) -> Iterator[str]:
        shown = [self.of(each) for each in self._results if not isinstance(each.value, State)]
        for mark, meaning in _MEANINGS:
            if any(mark.of(self._language) in each for each in shown):
                words = _GIVEN_COUNT if mark is GIVEN and not any(map(_is_money, self._results)) else meaning
                yield f"{mark.of(self._language):<4}{words.of(self._language)}"
        if any(shown) and not all(shown):
            yield f"{'':<4}{_UNMARKED.of(self._language)}"
        for state, (sign, meaning) in _STATES.items():
            if any(each.value is state for each in self._results):
                yield f"{sign:<4}{meaning.of(self._language)}"

    def _disclaimer(self) -> list[str]:
        if self._statuses == {"concept"}:
            return [_DRAFT.of(self._language)]
        return [_ADVICE.of(self._language)] if self._statuses == {"advice"} else []


def _is_money(result: Result) -> bool:
    """Say whether a figure is an amount of money; only a currency is a unit in capitals."""
    return any(len(name) == 3 and name.isupper() for name, _ in result.unit.factors)
