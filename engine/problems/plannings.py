"""Problems of plannings: who decides what when."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words
from .h2_names import DID_YOU_MEAN
from .samples import SURCHARGE, changed

_PLANNING = (
    SURCHARGE
    + """
planning:
  planning_juli:
    label: Voorlopige planning
    date: 2024-07-03
    source: {ref: bron, at: tabel 4}
    steps:
      besluit: {label: Besluit van de colleges, when: 5 november 2024, from: 2024-11-05, who: alle colleges, decides: de tarieven}
  planning_oktober:
    label: Bijgestelde planning
    date: 2024-10-16
    replaces: planning_juli
    source: {ref: bron, at: tabel 5}
    steps:
      besluit: {label: Besluit van de colleges, when: 19 november 2024, from: 2024-11-19, who: alle colleges, decides: de tarieven}
      inschrijving: {label: Indienen van inschrijvingen, when: begin februari 2025, from: 2025-02-01, to: 2025-02-10}
"""
)

_TWICE = changed(
    _PLANNING,
    (
        "decides: de tarieven}\n  planning_oktober",
        (
            "decides: de tarieven}\n"
            "      inschrijving: {label: Indienen van inschrijvingen, when: eind januari 2025, from: 2025-01-21, to: 2025-01-31}\n  planning_oktober"
        ),
    ),
)

_QUOTED = changed(
    _PLANNING,
    ("source: {ref: bron, at: tabel 5}", 'source: {ref: bron, at: tabel 5, quote: "Besluit 19 november 2024 Opening inschrijvingen begin februari 2025"}'),
)

PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H240",
        severity=Severity.ERROR,
        title=Words("vervangen planning onbekend", "unknown planning replaced"),
        message=Words("er is geen eerdere planning `{name}`", "there is no earlier planning `{name}`"),
        label=Words("geen planning van deze regelset", "not a planning of this rule set"),
        helps=(
            *DID_YOU_MEAN,
            Words("laat `replaces` weg als deze planning de eerste is", "leave out `replaces` where this planning is the first"),
        ),
        roles={},
        explanation=Words(
            "Met `replaces` zegt een planning van welke eerdere planning zij de stappen verschuift. "
            "Die eerdere planning staat ook onder `planning:`, en vervangt zelf niet weer deze.",
            "With `replaces` a planning says of which earlier planning it moves the steps. "
            "That earlier planning stands under `planning:` too, and does not replace this one in turn.",
        ),
        wrong=changed(_PLANNING, ("replaces: planning_juli", "replaces: planning_juni")),
        right=_PLANNING,
    ),
    Problem(
        code="H320",
        severity=Severity.ERROR,
        title=Words("stap eindigt voor zij begint", "step ends before it starts"),
        message=Words("de stap `{name}` eindigt voor zij begint", "the step `{name}` ends before it starts"),
        label=Words("ligt voor het begin", "lies before the start"),
        helps=(
            Words(
                "`to` is de laatste dag: geef een dag vanaf `from`, of laat hem weg bij één dag",
                "`to` is the last day: give a day from `from` on, or leave it out for a single day",
            ),
        ),
        roles={"start": Words("hier begint zij", "it starts here")},
        explanation=Words(
            "Een stap duurt van `from` tot en met `to`; zonder `to` is het één dag. "
            "Ligt het einde voor het begin, dan zijn de dagen waarschijnlijk verwisseld of is een jaartal verkeerd overgenomen.",
            "A step lasts from `from` through `to`; without `to` it is a single day. "
            "If the end lies before the start, the days were probably swapped, or a year was copied wrongly.",
        ),
        wrong=changed(_PLANNING, ("to: 2025-02-10", "to: 2024-02-10")),
        right=_PLANNING,
    ),
    Problem(
        code="H321",
        severity=Severity.ERROR,
        title=Words("dag is een andere dan de gedrukte", "day is another than the printed one"),
        message=Words("de stap `{name}` valt op {day}, en gedrukt staat `{when}`", "the step `{name}` is on {day}, and `{when}` is printed"),
        label=Words("een andere dag", "another day"),
        helps=(
            Words(
                "laat `from` de gedrukte dag zijn, zonder `to`; wijkt de planning echt af, zeg dat dan in `when`",
                "let `from` be the printed day, without `to`; where the planning really differs, say so in `when`",
            ),
        ),
        roles={"printed": Words("zo staat het gedrukt", "this is what is printed")},
        explanation=Words(
            "Bij een stap staat de tijd zoals zij gedrukt is (`when`) en de dag of dagen die daarmee bedoeld zijn (`from` en `to`). "
            "Noemt de tekst een dag voluit, zoals 19 november 2024, dan moet dat de dag zijn. "
            "Bij een vage tijd, zoals begin februari, kiest wie de regels schrijft de dagen zelf.",
            "A step has its time as it was printed (`when`) and the day or days that this means (`from` and `to`). "
            "Where the text names a day in full, such as 19 November 2024, that has to be the day. "
            "For a vague time, such as early February, whoever writes the rules chooses the days.",
        ),
        wrong=changed(_PLANNING, ("from: 2024-11-19", "from: 2024-11-18")),
        right=_PLANNING,
    ),
    Problem(
        code="H322",
        severity=Severity.WARNING,
        title=Words("tijd zonder dagen", "time without days"),
        message=Words("bij de stap `{name}` staat `{when}`, en `{lacking}` ontbreekt", "the step `{name}` says `{when}`, and `{lacking}` is missing"),
        label=Words("welke dagen zijn dat?", "which days are that?"),
        helps=(
            Words(
                "geef met `from` de dag, en met `to` de laatste dag als de tijd meer dan een dag beslaat",
                "give the day with `from`, and with `to` the last one where the time is more than a day",
            ),
        ),
        roles={},
        explanation=Words(
            "Een tijd zoals zij gedrukt staat is voor mensen. Om stappen te ordenen en te zien hoeveel een planning verschuift, zijn ook de dagen nodig die "
            "ermee bedoeld zijn. Bij een vage tijd kiest wie de regels schrijft de eerste en de laatste dag; het overzicht zegt erbij dat die gekozen zijn.",
            "A time as it was printed is for people. To put steps in order and to see how far a planning moves, the days that it means are needed too. "
            "For a vague time whoever writes the rules chooses the first and the last day; the report says that these were chosen.",
        ),
        wrong=changed(_PLANNING, (", to: 2025-02-10", "")),
        right=_PLANNING,
    ),
    Problem(
        code="H323",
        severity=Severity.WARNING,
        title=Words("stappen niet op volgorde", "steps out of order"),
        message=Words("de stap `{name}` staat na `{before}`, en is eerder klaar", "the step `{name}` stands after `{before}`, and is done before it"),
        label=Words("eerder dan de vorige stap", "before the step above it"),
        helps=(
            Words(
                "kijk of de dagen kloppen, ook het jaar; zet anders de stappen in de volgorde waarin zij klaar zijn",
                "see whether the days are right, the year too; else put the steps in the order in which they are done",
            ),
        ),
        roles={"before": Words("de stap ervoor", "the step before it")},
        explanation=Words(
            "De stappen van een planning staan in de volgorde waarin zij klaar zijn. "
            "Staat een stap na een andere die later eindigt, dan is meestal een dag of een jaartal verkeerd overgenomen.",
            "The steps of a planning stand in the order in which they are done. "
            "Where a step comes after one that ends later, a day or a year was mostly copied wrongly.",
        ),
        wrong=changed(_PLANNING, ("begin februari 2025, from: 2025-02-01, to: 2025-02-10", "begin februari 2024, from: 2024-02-01, to: 2024-02-10")),
        right=_PLANNING,
    ),
    Problem(
        code="H324",
        severity=Severity.WARNING,
        title=Words("gedrukte stap ontbreekt", "printed step missing"),
        message=Words("het citaat bij `{name}` noemt {times}, en geen stap heeft dat", "the quote at `{name}` names {times}, and no step has that"),
        label=Words("niet alles staat hieronder", "not everything is below"),
        helps=(
            Words(
                "voeg de stap toe die ontbreekt, schrijf `when` zoals het gedrukt staat, of neem in het citaat alleen deze planning op",
                "add the step that is missing, write `when` as it is printed, or quote this planning only",
            ),
        ),
        roles={},
        explanation=Words(
            "Het citaat is de planning zoals zij gedrukt staat. Elke dag, maand en kloktijd daarin hoort in `when` van een stap te staan, en is het citaat een "
            "genummerde lijst, dan zijn er minstens zoveel stappen als nummers.",
            "The quote is the planning as it was printed. Every day, month and time of the clock in it should stand in `when` of a step, and where the quote "
            "is a numbered list there are at least as many steps as numbers.",
        ),
        wrong=changed(_QUOTED, ("19 november 2024 Opening", "19 november 2024 Toelichting 25 november 2024 Opening")),
        right=_QUOTED,
    ),
    Problem(
        code="H325",
        severity=Severity.WARNING,
        title=Words("twee planningen naast elkaar", "two plannings beside each other"),
        message=Words(
            "`{name}` heeft stappen van `{earlier}` ({steps}), en zegt niet dat zij die vervangt",
            "`{name}` has steps of `{earlier}` ({steps}), and does not say that it replaces it",
        ),
        label=Words("de latere planning", "the later planning"),
        helps=(
            Words(
                "schrijf hier `replaces: {earlier}`, of geef de stappen andere namen als de planningen los van elkaar gelden",
                "write `replaces: {earlier}` here, or call the steps otherwise where both plannings hold",
            ),
        ),
        roles={"earlier": Words("de eerdere planning", "the earlier planning")},
        explanation=Words(
            "Een planning die een eerdere vervangt, zegt dat met `replaces`; dan is te zien welke stap is verschoven. "
            "Zonder dat gelden beide, en staat elk besluit er tweemaal, met twee dagen.",
            "A planning that comes in place of an earlier one says so with `replaces`; then it shows which step was moved. "
            "Without it both hold, and every decision is there twice, with two days.",
        ),
        wrong=changed(_TWICE, ("    replaces: planning_juli\n", "")),
        right=_TWICE,
    ),
)
