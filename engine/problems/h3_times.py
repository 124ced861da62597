"""Problems of time: stage H3, what holds when."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words
from .samples import SURCHARGE, changed

_FIRST = "- {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 2}, value: 34.2}\n"
_SECOND = "      - {valid_from: 2025-01-01, basis: document, status: final, source: {ref: bron, at: tabel 2}, value: 33.2}\n"


def _until(day: str) -> str:
    return changed(_FIRST, ("2024-01-01", f"2024-01-01, valid_to: {day}"))


_LAST_OF_APRIL = _until("2024-04-30")
_FROM_JUNE = _SECOND.replace("2025-01-01", "2024-06-01")

PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H311",
        severity=Severity.WARNING,
        title=Words("gat tussen twee waarden", "gap between two values"),
        message=Words("van {from} tot en met {to} is er geen waarde voor {places}", "from {from} through {to} there is no value for {places}"),
        label=Words("de laatste dag van deze waarde", "the last day of this value"),
        helps=(
            Words(
                "in die dagen geldt `default` van `{default}`; laat `valid_to` weg als de waarde doorliep tot de volgende",
                "on those days the `default` of `{default}` holds; leave out `valid_to` if the value went on until the next one",
            ),
            Words(
                "laat `valid_to` weg als de waarde doorliep tot de volgende, of geef de waarde van die dagen",
                "leave out `valid_to` if the value went on until the next one, or give the value of those days",
            ),
        ),
        roles={"next": Words("de volgende begint hier", "the next one starts here")},
        explanation=Words(
            "Een waarde geldt tot en met haar `valid_to`, en de volgende begint pas later. "
            "Op een dag ertussen kan een tarief dat de waarde nodig heeft niet worden uitgerekend, of telt stilzwijgend wat onder `default` staat. "
            "Vaak is een jaartal verkeerd overgenomen. Zonder `valid_to` geldt een waarde tot de volgende begint.",
            "A value holds through its `valid_to`, and the next one starts only later. "
            "On a day in between, a tariff that needs the value cannot be computed, or what stands at `default` counts in silence. "
            "Often a year has been copied wrongly. Without `valid_to` a value holds until the next one starts.",
        ),
        wrong=changed(SURCHARGE, (_FIRST, _LAST_OF_APRIL + _FROM_JUNE)),
        right=changed(SURCHARGE, (_FIRST, _LAST_OF_APRIL.replace("04-30", "05-31") + _FROM_JUNE)),
    ),
    Problem(
        code="H312",
        severity=Severity.NOTE,
        title=Words("waarde nog niet van kracht", "value not in force yet"),
        message=Words("deze waarden van `{name}` gaan pas in op {from}", "these values of `{name}` take effect only on {from}"),
        label=Words("na de dag waarvoor gerekend wordt, {day}", "after the day of calculation, {day}"),
        helps=(Words("`--day {from}` rekent met wat er dan geldt", "`--day {from}` computes with what holds then"),),
        roles={},
        explanation=Words(
            "De waarde is aangekondigd: ze gaat in na de dag waarvoor gerekend wordt, dus geen enkel tarief gebruikt haar nog. "
            "Dat mag, en het is goed om te weten: wie een tarief vergelijkt met een later besluit, moet ook `day` of `--day` opschuiven. "
            "Een kanttekening maakt een controle nooit rood.",
            "The value has been announced: it takes effect after the day of calculation, so no tariff uses it yet. "
            "That is fine, and good to know: who compares a tariff with a later decision must move `day` or `--day` as well. "
            "A note never makes a check fail.",
        ),
        wrong=changed(SURCHARGE, (_FIRST, _FIRST + _SECOND)),
        right=changed(SURCHARGE, (_FIRST, _FIRST + _SECOND.replace("2025-01-01", "2024-07-01"))),
    ),
    Problem(
        code="H313",
        severity=Severity.WARNING,
        title=Words("straks niet meer uit te rekenen", "soon not to be computed"),
        message=Words("vanaf {day} is niet meer uit te rekenen: {places}", "from {day} on this can no longer be computed: {places}"),
        label=Words("hierdoor", "because of this"),
        helps=(
            Words(
                "geef `{ended}` een waarde vanaf {day}, of laat `valid_to` weg als deze doorloopt",
                "give `{ended}` a value from {day} on, or leave out `valid_to` if this one goes on",
            ),
            Words("verbeter wat vanaf {day} voor `{name}` geldt", "mend what holds for `{name}` from {day} on"),
        ),
        roles={},
        explanation=Words(
            "Op de dag van de regels is het tarief uit te rekenen, maar op een latere dag niet meer: een waarde eindigt zonder opvolger, "
            "of er gaat een waarde in waarmee niet te rekenen is. "
            "De dag die er staat is de eerste; wie hem op tijd ziet, komt niet voor een kapot tarief te staan.",
            "On the day of the rules the tariff can be computed, but on a later day it cannot: a value ends without a successor, "
            "or a value takes effect that cannot be computed with. "
            "The day shown is the first one; who sees it in time is not met by a broken tariff.",
        ),
        wrong=changed(SURCHARGE, (_FIRST, _until("2024-12-31"))),
        right=SURCHARGE,
    ),
)
