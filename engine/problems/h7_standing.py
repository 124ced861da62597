"""Problems of sources and statuses: whether a value could rest on what it cites, and is as settled as it says."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words
from .samples import SURCHARGE, changed

_LATER = """\
sources:
  jaarcijfers:
    title: Jaarcijfers
    publisher: Gemeente Voorbeeld
    date: 2025-03-01
    type: decision
    url: https://example.org/jaarcijfers
    retrieved: 2025-03-02

"""
_OVERHEAD = "source: {ref: bron, at: tabel 2}, value: 34.2"
_CITED = _LATER + changed(SURCHARGE, (_OVERHEAD, "source: {ref: jaarcijfers, at: tabel 2}, value: 34.2"))

_YEARS = "".join(
    f"      - {{valid_from: {year}-01-01, basis: document, status: final, source: {{ref: bron, at: tabel 1}}, value: {value}}}\n"
    for year, value in ((2021, 38), (2022, 39), (2023, 40))
)
_MANY = _LATER + changed(SURCHARGE, ("    values:\n", f"    values:\n{_YEARS}")).replace("ref: bron, at: tabel 1", "ref: jaarcijfers, at: tabel 1")

_ASSUMED = """\
sources:
  aanname:
    title: Aanname over de overhead
    publisher: Gemeente Voorbeeld
    date: 2024-05-01
    type: assumption
    note: Niemand heeft dit cijfer gepubliceerd.

"""
_ASSUMPTION = _ASSUMED + changed(
    SURCHARGE, (f"basis: document, status: final, {_OVERHEAD}", f"basis: assumption, status: final, {_OVERHEAD.replace('bron', 'aanname')}")
)

_PUBLISHED = """
published:
  - label: Vastgestelde tarieven
    of: tarief
    source: {ref: bron, at: tabel 3}
    printed_to: 0.0001
    status: final
    value: 55.2904
"""
_CONCEPT = changed(SURCHARGE, (f"status: final, {_OVERHEAD}", f"status: concept, {_OVERHEAD}"))

PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H730",
        severity=Severity.WARNING,
        title=Words("bron is later dan de waarde", "source is later than the value"),
        message=Words(
            "`{source}` is van {date}, later dan de waarde van `{name}` die erop rust (in gebruik tot en met {day})",
            "`{source}` is of {date}, later than the value of `{name}` that rests on it (in use through {day})",
        ),
        label=Words("bestond nog niet op {day}", "did not exist on {day}"),
        helps=(
            Words(
                "noem de bron die er toen was, of verbeter de dagen; is het met opzet, zeg dan waarom: `# herleid: ignore H730 reden`",
                "name the source that was there then, or mend the days; if it is on purpose, say why: `# herleid: ignore H730 reason`",
            ),
        ),
        roles={"source": Words("de bron", "the source")},
        explanation=Words(
            "Wie op de dag van de regels rekende, kon deze bron nog niet kennen: ze verscheen pas later, of pas toen de waarde al niet meer gold. "
            "Meestal is een waarde onder de verkeerde bron gezet, of is `valid_from`, `valid_to` of `day` niet meegegaan met een wijziging. "
            "Een bron die in de loop van het jaar verschijnt en met terugwerkende kracht geldt, is gewoon goed.",
            "Who computed on the day of the rules could not know this source: it came out only later, or when the value did not hold any more. "
            "Usually a value was put under the wrong source, or `valid_from`, `valid_to` or `day` did not move along with a change. "
            "A source that comes out during the year and holds retroactively is fine.",
        ),
        wrong=_CITED,
        right=changed(_CITED, ("date: 2025-03-01", "date: 2024-03-01")),
    ),
    Problem(
        code="H733",
        severity=Severity.WARNING,
        title=Words("bron is later dan al haar waarden", "source is later than all its values"),
        message=Words(
            "`{source}` is van {date}, later dan de waarden die erop rusten: {names}",
            "`{source}` is of {date}, later than the values that rest on it: {names}",
        ),
        label=Words("gedateerd op {date}", "dated {date}"),
        helps=(Words("verbeter `date` van de bron, of `day` van de regelset", "mend the `date` of the source, or the `day` of the rule set"),),
        roles={},
        explanation=Words(
            "Meer dan een paar waarden rusten op een bron die er nog niet was op de dag van de regels, of pas verscheen toen zij niet meer golden. "
            "Dan is niet elke waarde verkeerd, maar de datum van de bron, of de dag van de regels.",
            "More than a few values rest on a source that was not there yet on the day of the rules, or came out only when they did not hold any more. "
            "Then not every value is wrong, but the date of the source, or the day of the rules.",
        ),
        wrong=_MANY,
        right=changed(_MANY, ("date: 2025-03-01", "date: 2024-03-01")),
    ),
    Problem(
        code="H731",
        severity=Severity.WARNING,
        title=Words("aanname met status definitief", "assumption with status final"),
        message=Words("`{name}` heeft `basis: {basis}` en toch `status: final`", "`{name}` has `basis: {basis}` and yet `status: final`"),
        label=Words("niemand heeft de waarde vastgesteld", "nobody laid the value down"),
        helps=(
            Words(
                "schrijf `status: concept`, of noem het besluit waarin de waarde staat met `basis: document`",
                "write `status: concept`, or name the decision in which the value stands with `basis: document`",
            ),
        ),
        roles={},
        explanation=Words(
            "Een aanname of een gekalibreerde waarde staat in geen enkel stuk: niemand heeft haar gepubliceerd, dus ook niet vastgesteld. "
            "Zou ze `final` heten, dan leek een tarief vaster dan het is. "
            "Stelt een college of raad haar vast, dan is dat besluit de bron en is de basis `document`.",
            "An assumption or a calibrated value stands in no document: nobody published it, so nobody laid it down either. "
            "If it were called `final`, a tariff would look more settled than it is. "
            "When an executive or a council lays it down, that decision is the source and the basis is `document`.",
        ),
        wrong=_ASSUMPTION,
        right=changed(_ASSUMPTION, ("basis: assumption, status: final", "basis: assumption, status: concept")),
    ),
    Problem(
        code="H732",
        severity=Severity.WARNING,
        title=Words("vastgesteld op waarden die dat niet zijn", "settled on values that are not"),
        message=Words(
            "de gepubliceerde uitkomsten zijn `{status}`, maar dit eronder nog niet: {names}",
            "the published results are `{status}`, but these below them are not yet: {names}",
        ),
        label=Words("vaster dan waar het op rust", "more settled than what it rests on"),
        helps=(
            Words(
                "geef de waarden die met het besluit zijn vastgesteld ook `status: {status}`, met dat besluit als bron",
                "give the values that were laid down with the decision `status: {status}` too, with that decision as their source",
            ),
        ),
        roles={},
        explanation=Words(
            "De gepubliceerde tarieven hebben een vastere status dan de waarden waaruit ze worden uitgerekend. "
            "Na een besluit worden de tarieven bijgewerkt en de waarden eronder vergeten; elke uitvoer noemt het tarief dan nog een concept.",
            "The published tariffs have a more settled status than the values that they are computed from. "
            "After a decision the tariffs are updated and the values below them forgotten; every output then still calls the tariff a draft.",
        ),
        wrong=_CONCEPT + _PUBLISHED,
        right=SURCHARGE + _PUBLISHED,
    ),
)
