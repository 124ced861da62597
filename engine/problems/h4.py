"""Problems of units: stage H4."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words
from .h2_names import DID_YOU_MEAN
from .samples import SURCHARGE, WAGES, changed

_LOOKED_UP = """\
dimensions:
  eenheid: {label: Eenheid, members: {uur: {}, jaar: {}}}
  product:
    label: Product
    attributes: {eenheid: eenheid}
    members:
      begeleiding: {label: Begeleiding, eenheid: uur}
      abonnement: {label: Abonnement, eenheid: jaar}

parameters:
  tarief:
    label: Tarief
    unit: EUR/{eenheid}
    per: [product]
    range: [10, 2000]
    freedom: vaststaand
    values:
      - valid_from: 2024-01-01
        basis: document
        status: final
        source: {ref: bron, at: tabel 1}
        table: {begeleiding: 78.25, abonnement: 640}
"""

PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H401",
        severity=Severity.ERROR,
        title=Words("eenheden gaan niet samen", "units do not go together"),
        message=Words(
            "de eenheden `{left}` en `{right}` gaan niet samen in `{operation}`", "the units `{left}` and `{right}` do not go together in `{operation}`"
        ),
        label=Words("eenheid `{right}`", "unit `{right}`"),
        helps=(
            Words(
                "reken een van beide om met een parameter die de juiste eenheid heeft, zoals uren per jaar",
                "convert one of them with a parameter that has the right unit, such as hours per year",
            ),
        ),
        roles={"left": Words("eenheid `{left}`", "unit `{left}`")},
        explanation=Words(
            "Optellen, aftrekken, vergelijken en kiezen kan alleen met getallen in dezelfde eenheid. "
            "Euro per uur bij euro per jaar optellen geeft een getal dat niets betekent, ook al ziet het er goed uit. "
            "Niets wordt vanzelf omgerekend; een getal in de formule zelf heeft geen eenheid, en alleen `0` past overal.",
            "Adding, subtracting, comparing and choosing take numbers in the same unit. "
            "Euros per hour plus euros per year give a number that means nothing, however right it looks. "
            "Nothing is converted by itself; a number in the formula itself has no unit, and only `0` fits anywhere.",
        ),
        wrong=changed(SURCHARGE, ("uurloon * (1 + overhead)", "uurloon + overhead")),
        right=SURCHARGE,
    ),
    Problem(
        code="H402",
        severity=Severity.ERROR,
        title=Words("formule geeft een andere eenheid", "formula gives another unit"),
        message=Words("`{name}` is in `{wanted}` en de formule geeft `{found}`", "`{name}` is in `{wanted}` and the formula gives `{found}`"),
        label=Words("dit geeft `{found}`", "this gives `{found}`"),
        helps=(Words("verbeter de formule, of de `unit` van `{name}`", "mend the formula, or the `unit` of `{name}`"),),
        roles={"rule": Words("hier hoort `{wanted}` uit te komen", "this should come out in `{wanted}`")},
        explanation=Words(
            "Uit de eenheden van wat een formule leest volgt de eenheid van de uitkomst. "
            "Is die anders dan de regel zelf zegt, dan ontbreekt er iets of is er gedeeld waar vermenigvuldigd moest worden.",
            "The unit of the result follows from the units of what a formula reads. "
            "If it differs from what the rule itself says, something is missing or there is a division where a multiplication was due.",
        ),
        wrong=changed(SURCHARGE, ("label: Tarief\n    unit: EUR/uur", "label: Tarief\n    unit: EUR/jaar")),
        right=SURCHARGE,
    ),
    Problem(
        code="H403",
        severity=Severity.ERROR,
        title=Words("onbekende eenheid", "unknown unit"),
        message=Words("geen eenheid heet `{name}`", "no unit is called `{name}`"),
        label=Words("staat niet onder `units:`", "not under `units:`"),
        helps=(
            *DID_YOU_MEAN,
            Words("zet `{name}` onder `units:`", "put `{name}` under `units:`"),
        ),
        roles={},
        explanation=Words(
            "Eenheden worden één keer vastgelegd onder `units:`; de munt van de regelset is er vanzelf een. "
            "Zo zijn `uur` en `uren` niet per ongeluk twee verschillende eenheden. "
            "De leden van een dimensie die in een eenheid staat, zoals in `EUR/{eenheid}`, zijn zelf ook eenheden.",
            "Units are set down once under `units:`; the currency of the rule set is one by itself. "
            "That way `uur` and `uren` are not two different units by accident. "
            "The members of a dimension that stands in a unit, as in `EUR/{eenheid}`, are units themselves.",
        ),
        wrong=changed(WAGES, ("unit: EUR/uur", "unit: EUR/uren")),
        right=WAGES,
    ),
    Problem(
        code="H404",
        severity=Severity.ERROR,
        title=Words("eenheid niet op te zoeken", "unit cannot be looked up"),
        message=Words("welke eenheid `{{{dimension}}}` hier is, ligt niet vast", "which unit `{{{dimension}}}` is here is not settled"),
        label=Words("van welk lid?", "of which member?"),
        helps=(
            Words(
                "geef de regel `per: [{dimension}]`, of een dimensie met precies één attribuut dat naar `{dimension}` wijst",
                "give the rule `per: [{dimension}]`, or a dimension with exactly one attribute that points to `{dimension}`",
            ),
        ),
        roles={},
        explanation=Words(
            "Een eenheid zoals `EUR/{eenheid}` verschilt per cel: ze wordt opgezocht via een dimensie van de regel. "
            "Is daar geen weg naar, of meer dan één, dan is niet te zeggen waar het bedrag per is.",
            "A unit such as `EUR/{eenheid}` differs by cell: it is looked up through a dimension of the rule. "
            "If there is no way to it, or more than one, nobody can say what the amount is per.",
        ),
        wrong=changed(_LOOKED_UP, ("    attributes: {eenheid: eenheid}\n", ""), (", eenheid: uur", ""), (", eenheid: jaar", "")),
        right=_LOOKED_UP,
    ),
    Problem(
        code="H405",
        severity=Severity.ERROR,
        title=Words("geen eenheid", "not a unit"),
        message=Words("`{unit}` is geen eenheid", "`{unit}` is not a unit"),
        label=Words("hier is ze niet te begrijpen", "not understood here"),
        helps=(
            Words(
                "het aanhalingsteken `{quote}` is niet het gewone; schrijf `{suggestion}`",
                "the quote `{quote}` is not the ordinary one; write `{suggestion}`",
            ),
            Words("bedoelde u `{suggestion}`?", "did you mean `{suggestion}`?"),
            Words(
                "schrijf haar zoals `EUR/uur`, `uur/fte/jaar`, `EUR/{{eenheid}}`, `uur^2`, `%` of `1`",
                "write it as `EUR/uur`, `uur/fte/jaar`, `EUR/{{eenheid}}`, `uur^2`, `%` or `1`",
            ),
        ),
        roles={},
        explanation=Words(
            "Een eenheid bestaat uit namen met `*`, `/` en `^` ertussen; `a/b/c` betekent gedeeld door b en door c. "
            "Een percentage is alleen `%`, en een getal zonder eenheid is `1`. "
            "Aan de eenheden is te zien of een formule klopt, dus ook een samengestelde staat er voluit.",
            "A unit is made of names with `*`, `/` and `^` between them; `a/b/c` means divided by b and by c. "
            "A percentage is `%` alone, and a number without a unit is `1`. "
            "Units show whether a formula makes sense, so a compound one too is written out.",
        ),
        wrong=changed(WAGES, ("unit: EUR/uur", "unit: EUR per uur")),
        right=WAGES,
    ),
    Problem(
        code="H406",
        severity=Severity.ERROR,
        title=Words("eenheid past niet bij de bewerking", "unit does not fit the operation"),
        message=Words("{what}, en dit is in `{found}`", "{what}, and this is in `{found}`"),
        label=Words("eenheid `{found}`", "unit `{found}`"),
        helps=(
            Words(
                "reken eerst om naar een verhouding, of naar één eenheid voor alle leden",
                "convert to a ratio first, or to one unit for all members",
            ),
        ),
        roles={},
        explanation=Words(
            "Een product over leden, zoals `prod` of `cumprod`, vermenigvuldigt zo veel getallen als er leden zijn: "
            "heeft het een eenheid, dan zou die van de uitkomst van het aantal leden afhangen. "
            "En wat per lid een eigen eenheid heeft, zoals een bedrag per uur en een per etmaal, is niet op te tellen.",
            "A product over members, such as `prod` or `cumprod`, multiplies as many numbers as there are members: "
            "with a unit the result would depend on how many. "
            "And what has a unit of its own for every member, such as an amount per hour and one per day, cannot be added up.",
        ),
        wrong=changed(WAGES, ("per: [cao]\n    formula: uurloon * 1.25", "formula: prod(uurloon, over=cao)")),
        right=changed(WAGES, ("per: [cao]\n    formula: uurloon * 1.25", "formula: max(uurloon, over=cao)")),
    ),
)
