"""Problems of computing: stage H6."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words
from .samples import SURCHARGE, changed

_DIVIDED = changed(SURCHARGE, ("uurloon * (1 + overhead)", "uurloon / (1 - overhead)"), ("range: [0, 60]", "range: [0, 100]"))

_CAPPED = changed(
    SURCHARGE,
    (
        "formulas:\n",
        (
            "  maximum:\n"
            "    label: Hoogste tarief\n"
            "    unit: EUR/uur\n"
            "    range: [0, unlimited]\n"
            "    freedom: open\n"
            "    values:\n"
            "      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 3}, value: unlimited}\n"
            "\n"
            "formulas:\n"
        ),
    ),
    ("uurloon * (1 + overhead)", "min(uurloon * (1 + overhead), maximum)"),
)

_BUILT_UP = "elements: {overhead: {label: Overhead, order: 1}}\n\n" + changed(_DIVIDED, ('unit: "%"\n', 'unit: "%"\n    element: overhead\n    neutral: 0\n'))

_MEMBERS = ", ".join(f"m{number}: {{}}" for number in range(40))


def _over(*names: str) -> str:
    dimensions = "".join(f"  {name}: {{label: {name}, members: {{{_MEMBERS}}}}}\n" for name in names)
    rule = f"  tarief: {{label: Tarief, unit: '1', per: [{', '.join(names)}], formula: 1, source: {{ref: bron, at: artikel 3}}}}\n"
    return f"dimensions:\n{dimensions}formulas:\n{rule}"


PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H601",
        severity=Severity.ERROR,
        title=Words("deling door nul", "division by zero"),
        message=Words("`{place}` deelt door nul", "`{place}` divides by zero"),
        label=Words("hier wordt door nul gedeeld", "this divides by zero"),
        helps=(
            Words(
                "zeg met `if` wat de uitkomst is als de deler nul is, of verbeter de waarde die nul is",
                "say with `if` what the result is if the divisor is zero, or mend the value that is zero",
            ),
        ),
        roles={"rule": Words("in deze formule", "in this formula")},
        explanation=Words(
            "Delen door nul heeft geen uitkomst, en hier is ze nodig voor een bedrag dat gevraagd wordt. "
            "Meestal ontbreekt er een waarde die met `default: 0` is ingevuld, of is een cel niet bedoeld om mee te tellen. "
            "Alleen de gekozen tak van een `if` wordt uitgerekend, dus `a / b if b > 0 else 0` deelt nooit door nul.",
            "Dividing by zero has no result, and here it is needed for an amount that is asked for. "
            "Usually a value is missing that `default: 0` filled in, or a cell is not meant to count. "
            "Only the chosen branch of an `if` is computed, so `a / b if b > 0 else 0` never divides by zero.",
        ),
        wrong=changed(_DIVIDED, ("value: 34.2", "value: 100")),
        right=_DIVIDED,
    ),
    Problem(
        code="H602",
        severity=Severity.ERROR,
        title=Words("onbegrensd als getal gebruikt", "unlimited used as a number"),
        message=Words("`{place}` heeft een getal nodig en krijgt `unlimited`", "`{place}` needs a number and gets `unlimited`"),
        label=Words("hiermee is niet te rekenen", "this cannot be computed with"),
        helps=(
            Words(
                "gebruik een bovengrens alleen in `min`, `max` of een vergelijking",
                "use an upper bound only in `min`, `max` or a comparison",
            ),
        ),
        roles={"rule": Words("in deze formule", "in this formula")},
        explanation=Words(
            "`unlimited` betekent dat er geen bovengrens is; het is geen groot getal. "
            "Het kleinste van een bedrag en `unlimited` is het bedrag, maar vermenigvuldigen of optellen ermee heeft geen uitkomst.",
            "`unlimited` means that there is no upper bound; it is not a large number. "
            "The least of an amount and `unlimited` is the amount, but to multiply or add with it has no result.",
        ),
        wrong=changed(_CAPPED, ("min(uurloon * (1 + overhead), maximum)", "uurloon * (1 + overhead) + maximum")),
        right=_CAPPED,
    ),
    Problem(
        code="H603",
        severity=Severity.ERROR,
        title=Words("getal te groot of stap niet te gebruiken", "number too large or step not usable"),
        message=Words("`{place}` is niet uit te rekenen", "`{place}` cannot be computed"),
        label=Words("dit heeft geen uitkomst", "this has no result"),
        helps=(
            Words(
                "kijk of de getallen kloppen, en of een stap waarop wordt afgerond meer dan nul is",
                "see whether the numbers are right, and whether a step that is rounded to is more than zero",
            ),
        ),
        roles={"rule": Words("in deze formule", "in this formula")},
        explanation=Words(
            "De uitkomst is groter dan een getal hier kan zijn (6.144 cijfers), of er wordt afgerond op een stap die niet groter is dan nul. "
            "Een bedrag van een tarief komt daar nooit in de buurt: er is ergens een macht of een waarde verkeerd.",
            "The result is larger than a number can be here (6,144 digits), or something is rounded to a step that is not more than zero. "
            "An amount of a tariff never comes near that: a power or a value is wrong somewhere.",
        ),
        wrong=changed(SURCHARGE, ("uurloon * (1 + overhead)", "round(uurloon, overhead * uurloon)"), ("value: 34.2", "value: 0")),
        right=changed(SURCHARGE, ("uurloon * (1 + overhead)", "round(uurloon, overhead * uurloon)")),
    ),
    Problem(
        code="H604",
        severity=Severity.ERROR,
        title=Words("meer cellen dan kan worden uitgerekend", "more cells than can be worked out"),
        message=Words("`{name}` gaat over {cells} cellen, en het hoogste is {most}", "`{name}` goes over {cells} cells, and the most is {most}"),
        label=Words("te veel cellen", "too many cells"),
        helps=(
            Words(
                "{per} samen hebben te veel leden: laat er een weg of tel eerder op",
                "{per} together have too many members: leave one out, or add up earlier",
            ),
        ),
        roles={"rule": Words("in deze regel", "in this rule")},
        explanation=Words(
            "Een regel heeft een waarde voor elke combinatie van leden van haar dimensies, en een som voor elke combinatie waarover zij loopt. "
            "Boven twee miljoen combinaties zou een berekening minuten duren en het geheugen vullen. "
            "Een tariefmodel blijft daar ver onder; meestal staat er een dimensie te veel.",
            "A rule has a value for each combination of members of its dimensions, and a sum for each combination that it runs over. "
            "Above two million combinations a calculation would take minutes and fill the memory. "
            "A tariff model stays far below that; usually there is a dimension too many.",
        ),
        wrong=_over("een", "twee", "drie", "vier"),
        right=_over("een", "twee"),
    ),
    Problem(
        code="H605",
        severity=Severity.ERROR,
        title=Words("niet op te bouwen", "cannot be built up"),
        message=Words(
            "`{place}` is niet op te bouwen: zonder het kostenelement `{element}` komt er geen getal uit",
            "`{place}` cannot be built up: without the cost element `{element}` there is no figure",
        ),
        label=Words("met de neutrale waarde hiervan", "with the neutral value of this"),
        helps=(
            Words(
                "geef {parameters} een `neutral` waarmee `{origin}` is uit te rekenen",
                "give {parameters} a `neutral` with which `{origin}` can be computed",
            ),
        ),
        roles={"origin": Words("hier gaat het mis", "this is where it goes wrong")},
        explanation=Words(
            "`herleid buildup` bouwt een tarief op in stappen: eerst met alle kostenelementen op hun neutrale waarde, en dan steeds met een element erbij. "
            "Met deze neutrale waarde heeft een van die stappen geen uitkomst, vaak omdat er door nul wordt gedeeld. "
            "Een opslag is neutraal bij 0, een deler of een factor meestal bij 1 of bij het geheel waar zij een deel van is.",
            "`herleid buildup` builds up a tariff in steps: first with all cost elements at their neutral value, and then with one more element each time. "
            "With this neutral value one of these steps has no result, often because something is divided by zero. "
            "A surcharge is neutral at 0, a divisor or a factor mostly at 1 or at the whole of which it is a part.",
        ),
        wrong=changed(_BUILT_UP, ("neutral: 0", "neutral: 100")),
        right=_BUILT_UP,
    ),
)
