"""Problems of days, coverage and the values themselves: stage H3."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words
from .samples import SURCHARGE, WAGES, changed

_ENTRY_2024 = "- {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, value: 41.20}\n"
_ENTRY_2025 = "      - {valid_from: 2025-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, value: 42.60}\n"
_FROM_JULY = _ENTRY_2025.replace("2025-01-01", "2024-07-01")

_UNUSED = changed(SURCHARGE, (" * (1 + overhead)", ""))

_ELEMENTS = "elements:\n  overhead: {label: Overhead, order: 1}\n\n"

_CSV = """\
--- file: regels.yaml
%s--- file: uurloon.csv
cao,value
GGZ,41.20
JZ,39.75
%s"""

_WITH_CSV = changed(WAGES, ("table: {GGZ: 41.20, JZ: 39.75}", "csv: uurloon.csv"))

_PRICE_LEVELS = """\
dimensions:
  prijspeil: {label: Prijspeil, ordered: true, members: {2024: {}, 2025: {}}}

parameters:
  index:
    label: Indexcijfer
    unit: "1"
    per: [prijspeil]
    range: [50, 200]
    freedom: vaststaand
    values:
      - valid_from: 2024-01-01
        basis: document
        status: final
        source: {ref: bron, at: tabel 1}
        table: {2024: 100, 2025: 103.94}

formulas:
  tarief:
    label: Indexering ten opzichte van het jaar ervoor
    unit: "1"
    per: [prijspeil]
    formula: index / previous(index, along=prijspeil) if prijspeil != "2024" else 1
    source: {ref: bron, at: tabel 2}
"""

PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H301",
        severity=Severity.ERROR,
        title=Words("twee waarden op één dag", "two values on one day"),
        message=Words("`{place}` heeft twee waarden vanaf {day}", "`{place}` has two values from {day}"),
        label=Words("de tweede waarde", "the second value"),
        helps=(
            Words(
                "geef elke waarde een eigen `valid_from`, en laat `valid_to` van de oude weg of voor de nieuwe eindigen",
                "give every value its own `valid_from`, and leave out `valid_to` of the old one or let it end before the new one",
            ),
        ),
        roles={"first": Words("de eerste waarde", "the first value")},
        explanation=Words(
            "Een waarde geldt vanaf `valid_from` tot en met `valid_to`, of tot de volgende waarde voor dezelfde cel begint. "
            "Twee waarden voor één cel op één dag spreken elkaar tegen: het bedrag zou afhangen van de volgorde in het bestand.",
            "A value holds from `valid_from` through `valid_to`, or until the next value for the same cell starts. "
            "Two values for one cell on one day contradict each other: the amount would depend on the order in the file.",
        ),
        wrong=changed(SURCHARGE, (_ENTRY_2024, _ENTRY_2024 + _ENTRY_2025.replace("2025-01-01", "2024-01-01"))),
        right=changed(SURCHARGE, (_ENTRY_2024, _ENTRY_2024 + _FROM_JULY)),
    ),
    Problem(
        code="H302",
        severity=Severity.ERROR,
        title=Words("waarde ontbreekt", "value missing"),
        message=Words("er is geen waarde voor {places}", "there is no value for {places}"),
        label=Words("nodig voor `{needed_place}`", "needed for `{needed_place}`"),
        helps=(
            Words(
                "vul de waarde in met haar bron, of schrijf `nmb` als ze nog bepaald moet worden",
                "fill in the value with its source, or write `nmb` if it is yet to be determined",
            ),
        ),
        roles={},
        explanation=Words(
            "Een tarief dat uitgerekend moet worden heeft deze waarde nodig, en ze staat nergens of is met `-` uitdrukkelijk leeg gelaten. "
            "Een lege plek telt nooit als nul. "
            "Is nul bedoeld voor alles wat niet in de tabel staat, dan zegt `default: 0` dat.",
            "A tariff that has to be computed needs this value, and it stands nowhere or was left empty on purpose with `-`. "
            "An empty place never counts as zero. "
            "If zero is meant for everything that is not in the table, `default: 0` says so.",
        ),
        wrong=changed(WAGES, (", JZ: 39.75", "")),
        right=WAGES,
    ),
    Problem(
        code="H303",
        severity=Severity.ERROR,
        title=Words("geen waarde van kracht", "no value in force"),
        message=Words("op {day} is geen waarde van kracht voor {places}", "on {day} no value is in force for {places}"),
        label=Words("nodig voor `{needed_place}`", "needed for `{needed_place}`"),
        helps=(
            Words(
                "voeg de waarde toe die op {day} geldt, of reken met een andere dag",
                "add the value that holds on {day}, or compute with another day",
            ),
        ),
        roles={},
        explanation=Words(
            "Er zijn wel waarden, maar ze beginnen later of zijn al afgelopen op de dag waarvoor gerekend wordt. "
            "Die dag staat bij `day` in het blok `ruleset`, en een commando kan met `--day` een andere kiezen. "
            "Een waarde van een andere dag wordt nooit stilzwijgend gebruikt.",
            "There are values, but they start later or have ended on the day that is computed for. "
            "That day stands at `day` in the block `ruleset`, and a command can choose another with `--day`. "
            "A value of another day is never used in silence.",
        ),
        wrong=changed(SURCHARGE, ("valid_from: 2024-01-01", "valid_from: 2025-01-01")),
        right=SURCHARGE,
    ),
    Problem(
        code="H304",
        severity=Severity.ERROR,
        title=Words("waarde buiten haar bereik", "value outside its range"),
        message=Words("`{value}` voor `{name}` ligt buiten `range: [{low}, {high}]`", "`{value}` for `{name}` is outside `range: [{low}, {high}]`"),
        label=Words("buiten het bereik", "outside the range"),
        helps=(
            Words("bedoelde u `{suggestion}`?", "did you mean `{suggestion}`?"),
            Words("verbeter de waarde, of het bereik als de waarde klopt", "mend the value, or the range if the value is right"),
        ),
        roles={},
        explanation=Words(
            "Elke parameter zegt met `range` tussen welke grenzen zijn waarden liggen, in de eenheid waarin ze geschreven zijn. "
            "Zo vallen de verschrijvingen op die bij Nederlandse cijfers voor de hand liggen: 0.342 waar 34,2% bedoeld is, of 1.054 voor 1.054 euro. "
            "Ook `neutral`, `default`, `band`, `facts` en het interval van een gekalibreerde waarde worden eraan getoetst.",
            "Every parameter says with `range` between which bounds its values lie, in the unit in which they are written. "
            "That shows the slips that Dutch figures invite: 0.342 where 34.2% is meant, or 1.054 for 1,054 euros. "
            "`neutral`, `default`, `band`, `facts` and the interval of a calibrated value are held against it too.",
        ),
        wrong=changed(SURCHARGE, ("range: [0, 60]", "range: [20, 60]"), ("value: 34.2", "value: 0.342")),
        right=changed(SURCHARGE, ("range: [0, 60]", "range: [20, 60]")),
    ),
    Problem(
        code="H305",
        severity=Severity.WARNING,
        title=Words("regel wordt nergens gebruikt", "rule is used nowhere"),
        message=Words("niets gebruikt `{name}`", "nothing uses `{name}`"),
        label=Words("wordt nergens gebruikt", "used nowhere"),
        helps=(Words("lees `{name}` in een formule, of haal de regel weg", "read `{name}` in a formula, or take the rule out"),),
        roles={},
        explanation=Words(
            "Geen enkel resultaat, gepubliceerd bedrag of controle hangt van deze regel af. "
            "Vaak is een formule vergeten hem te lezen, en dan klopt het tarief niet. "
            "Een bibliotheek mag wel regels hebben die een regelset niet gebruikt.",
            "No result, published amount or check depends on this rule. "
            "Often a formula forgot to read it, and then the tariff is not right. "
            "A library may have rules that a rule set does not use.",
        ),
        wrong=_UNUSED,
        right=SURCHARGE,
    ),
    Problem(
        code="H306",
        severity=Severity.ERROR,
        title=Words("waarde eindigt voor ze begint", "value ends before it starts"),
        message=Words("deze waarde eindigt op {to}, voor ze begint op {from}", "this value ends on {to}, before it starts on {from}"),
        label=Words("geldt op geen enkele dag", "holds on no day at all"),
        helps=(
            Words(
                "`valid_to` is de laatste dag waarop de waarde geldt: geef een dag vanaf {from}, of laat hem weg",
                "`valid_to` is the last day on which the value holds: give a day from {from} on, or leave it out",
            ),
        ),
        roles={},
        explanation=Words(
            "Een waarde geldt van `valid_from` tot en met `valid_to`. "
            "Ligt het einde voor het begin, dan geldt de waarde nooit, en is waarschijnlijk een jaartal verkeerd overgenomen.",
            "A value holds from `valid_from` through `valid_to`. "
            "If the end lies before the start, the value never holds, and a year has probably been copied wrongly.",
        ),
        wrong=changed(SURCHARGE, (_ENTRY_2024, _ENTRY_2024.replace("2024-01-01", "2024-01-01, valid_to: 2023-06-30") + _FROM_JULY)),
        right=changed(SURCHARGE, (_ENTRY_2024, _ENTRY_2024.replace("2024-01-01", "2024-01-01, valid_to: 2024-06-30") + _FROM_JULY)),
    ),
    Problem(
        code="H307",
        severity=Severity.WARNING,
        title=Words("wordt nergens gebruikt", "is used nowhere"),
        message=Words("`{name}` is {kind} en wordt nergens gebruikt", "`{name}` is {kind} and is used nowhere"),
        label=Words("wordt nergens gebruikt", "used nowhere"),
        helps=(Words("gebruik `{name}` in een regel, of haal het weg", "use `{name}` in a rule, or take it out"),),
        roles={},
        explanation=Words(
            "Er is geen regel die bij dit kostenelement hoort of waarden heeft per deze dimensie, en geen attribuut dat ernaar wijst. "
            "Van een lid van een dimensie geldt: geen tabel, formule, voorwaarde of attribuut noemt het. "
            "Een kostenelement zonder regels ontbreekt in elke opbouw van een tarief, en een lid zonder waarden telt nergens mee; dat is zelden de bedoeling.",
            "There is no rule that belongs to this cost element or has values per this dimension, and no attribute that points to it. "
            "Of a member of a dimension: no table, formula, condition or attribute names it. "
            "A cost element without rules is missing in every buildup of a tariff, and a member without values counts nowhere; that is rarely intended.",
        ),
        wrong=_ELEMENTS + SURCHARGE,
        right=_ELEMENTS + changed(SURCHARGE, ('    unit: "%"\n', '    unit: "%"\n    element: overhead\n    neutral: 0\n')),
    ),
    Problem(
        code="H308",
        severity=Severity.ERROR,
        title=Words("cel staat er twee keer", "cell given twice"),
        message=Words("`{place}` staat er twee keer", "`{place}` is there twice"),
        label=Words("de tweede keer", "the second time"),
        helps=(Words("haal een van beide weg", "take out one of the two"),),
        roles={"first": Words("de eerste keer", "the first time")},
        explanation=Words(
            "In een tabel heeft elke cel één waarde, en een gekalibreerde waarde noemt elk bedrag waaruit ze is teruggerekend één keer. "
            "Staat een cel er twee keer, ook met hetzelfde getal, dan is bij het overnemen waarschijnlijk een rij verwisseld.",
            "In a table every cell has one value, and a calibrated value names every amount that it was solved from once. "
            "If a cell is there twice, even with the same number, a row was probably mixed up while copying.",
        ),
        wrong=_CSV % (_WITH_CSV, "JZ,40.10\n"),
        right=_CSV % (_WITH_CSV, ""),
    ),
    Problem(
        code="H309",
        severity=Severity.ERROR,
        title=Words("meer cijfers dan gedrukt", "more digits than printed"),
        message=Words("`{value}` voor `{name}` past niet bij `printed_to: {step}`", "`{value}` for `{name}` does not fit `printed_to: {step}`"),
        label=Words("geen veelvoud van `{step}`", "not a multiple of `{step}`"),
        helps=(
            Words(
                "neem het getal over zoals het gedrukt is, of pas `printed_to` aan",
                "copy the number as it was printed, or change `printed_to`",
            ),
        ),
        roles={},
        explanation=Words(
            "`printed_to` zegt hoe nauwkeurig een bron haar getallen drukt: `0.01` is op centen. "
            "Een getal met meer cijfers kan daar niet gestaan hebben; het is verkeerd overgenomen of zelf uitgerekend.",
            "`printed_to` says how precisely a source prints its numbers: `0.01` is to cents. "
            "A number with more digits cannot have stood there; it was copied wrongly or computed.",
        ),
        wrong=changed(SURCHARGE, ("value: 41.20", "printed_to: 0.01, value: 41.204")),
        right=changed(SURCHARGE, ("value: 41.20", "printed_to: 0.01, value: 41.20")),
    ),
    Problem(
        code="H310",
        severity=Severity.ERROR,
        title=Words("formule geeft geen waarde", "formula gives no value"),
        message=Words("de formule geeft geen waarde voor {places}", "the formula gives no value for {places}"),
        label=Words("nodig voor `{needed_place}`", "needed for `{needed_place}`"),
        helps=(
            Words(
                "zeg met `if` wat de waarde is waar er niets te lezen is, zoals bij het eerste lid van een volgorde",
                "say with `if` what the value is where there is nothing to read, such as at the first member of an order",
            ),
        ),
        roles={},
        explanation=Words(
            "De formule leest iets dat er voor deze cel niet is. "
            "Meestal is dat `previous` bij het eerste lid van een dimensie: voor het eerste prijspeil is er geen vorig prijspeil.",
            "The formula reads something that does not exist for this cell. "
            "Usually that is `previous` at the first member of a dimension: before the first price level there is no other.",
        ),
        wrong=changed(_PRICE_LEVELS, (' if prijspeil != "2024" else 1', "")),
        right=_PRICE_LEVELS,
    ),
)
