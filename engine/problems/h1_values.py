"""Problems of values: of another kind than asked for, empty, badly written or not among the allowed."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words

PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H101",
        severity=Severity.ERROR,
        title=Words("ander soort waarde", "another kind of value"),
        message=Words("bij `{key}` hoort {expected}, er staat {found}", "`{key}` takes {expected}, here is {found}"),
        label=Words("{found}", "{found}"),
        helps=(
            Words("ontbreekt er een komma? schrijf dan `{several}`", "is a comma missing? then write `{several}`"),
            Words("schrijf `{truth}`", "write `{truth}`"),
            Words(
                "schrijf `{step}`: `to` is de stap waarop wordt afgerond, niet het aantal decimalen",
                "write `{step}`: `to` is the step that is rounded to, not the number of decimals",
            ),
            Words(
                "schrijf de laagste en de hoogste waarde met een komma ertussen, zoals `{pair}`",
                "write the lowest and the highest value with a comma in between, such as `{pair}`",
            ),
            Words("schrijf {quoted}, met aanhalingstekens", "write {quoted}, with quotes"),
            Words(
                "schrijf {number}, zonder andere tekens of aanhalingstekens; de eenheid staat bij `unit`",
                "write {number}, without other characters or quotes; the unit stands at `unit`",
            ),
            Words("schrijf `{listed}`", "write `{listed}`"),
            Words("zet `{dash}` en een spatie voor de eerste sleutel: het is een lijst", "put `{dash}` and a space before the first key: it is a list"),
        ),
        roles={},
        explanation=Words(
            "Bij elke sleutel hoort één soort waarde: een getal, een tekst, een lijst of een blok met sleutels. Een getal is een rij cijfers met hooguit "
            "één punt, zonder aanhalingstekens en zonder `%` of `€`; met aanhalingstekens is het een tekst.",
            "Each key takes one kind of value: a number, a text, a list or a block with keys. A number is a row of digits with at most one point, without "
            "quotes and without `%` or `€`; with quotes it is a text.",
        ),
        wrong="""\
formulas:
  tarief:
    label: 2024
    unit: "1"
    formula: 12.50
    source: {ref: bron, at: artikel 1}
""",
        right="""\
formulas:
  tarief:
    label: "2024"
    unit: "1"
    formula: 12.50
    source: {ref: bron, at: artikel 1}
""",
    ),
    Problem(
        code="H104",
        severity=Severity.ERROR,
        title=Words("verkeerd geschreven", "badly written"),
        message=Words("`{text}` is niet geschreven als {expected}", "`{text}` is not written like {expected}"),
        label=None,
        helps=(Words("{how}", "{how}"),),
        roles={},
        explanation=Words(
            "Namen, codes van leden, munten, adressen en mappen hebben elk een vaste schrijfwijze. Zo kan een naam in een formule staan en kunnen twee "
            "namen niet alleen in hoofdletters of leestekens verschillen.",
            "Names, codes of members, currencies, addresses and folders each have one way of writing. So a name can stand in a formula, and two names "
            "cannot differ in capitals or punctuation only.",
        ),
        wrong="""\
formulas:
  tarief:
    label: Tarief
    unit: "1"
    formula: 12.50
    source: {ref: De bron, at: artikel 1}
""",
        right="""\
formulas:
  tarief:
    label: Tarief
    unit: "1"
    formula: 12.50
    source: {ref: bron, at: artikel 1}
""",
    ),
    Problem(
        code="H105",
        severity=Severity.ERROR,
        title=Words("geen dag", "not a day"),
        message=Words("`{text}` is geen dag", "`{text}` is not a day"),
        label=None,
        helps=(
            Words("schrijf `{suggestion}`", "write `{suggestion}`"),
            Words(
                "schrijf een dag die bestaat als jaar, maand en dag, zoals `2024-10-16`",
                "write a day that exists as year, month and day, such as `2024-10-16`",
            ),
        ),
        roles={},
        explanation=Words(
            "Een dag staat er als `jjjj-mm-dd`, zodat geen lezer dag en maand kan verwisselen. De dag moet bestaan: 30 februari is een tikfout.",
            "A day is written as `yyyy-mm-dd`, so that no reader can swap day and month. The day has to exist: February 30 is a slip.",
        ),
        wrong="""\
parameters:
  tarief:
    label: Tarief
    unit: EUR
    range: [0, 100]
    freedom: vaststaand
    values:
      - valid_from: 1-7-2024
        basis: law
        status: final
        source: {ref: bron, at: artikel 1}
        value: 12.50
""",
        right="""\
parameters:
  tarief:
    label: Tarief
    unit: EUR
    range: [0, 100]
    freedom: vaststaand
    values:
      - valid_from: 2024-07-01
        basis: law
        status: final
        source: {ref: bron, at: artikel 1}
        value: 12.50
""",
    ),
    Problem(
        code="H106",
        severity=Severity.ERROR,
        title=Words("niet een van de mogelijke waarden", "not one of the possible values"),
        message=Words("`{text}` kan hier niet staan", "`{text}` cannot stand here"),
        label=None,
        helps=(
            Words("bedoelde u `{suggestion}`?", "did you mean `{suggestion}`?"),
            Words("kies een van {allowed}", "choose one of {allowed}"),
        ),
        roles={},
        explanation=Words(
            "Op deze plaats zijn er maar enkele mogelijkheden, die elk een eigen betekenis hebben. In een tabel zijn dat een getal, `nmb` (nader te "
            'bepalen), `unlimited` (geen bovengrens) en `"-"` (er is er geen).',
            "Here there are only a few possibilities, each with a meaning of its own. In a table those are a number, `nmb` (still to be decided), "
            '`unlimited` (no upper limit) and `"-"` (there is none).',
        ),
        wrong="""\
formulas:
  tarief:
    label: Tarief
    unit: "1"
    formula: 12.50
    round: {to: 0.01, mode: half-up}
    source: {ref: bron, at: artikel 1}
""",
        right="""\
formulas:
  tarief:
    label: Tarief
    unit: "1"
    formula: 12.50
    round: {to: 0.01, mode: half_up}
    source: {ref: bron, at: artikel 1}
""",
    ),
    Problem(
        code="H107",
        severity=Severity.ERROR,
        title=Words("er staat niets", "there is nothing"),
        message=Words("bij `{key}` staat niets, er hoort {expected}", "there is nothing at `{key}`, which takes {expected}"),
        label=None,
        helps=(Words("vul de waarde in, of haal de sleutel weg", "fill in the value, or remove the key"),),
        roles={},
        explanation=Words(
            "Een lege waarde kan nul, onbekend of vergeten betekenen, en wordt daarom niet geraden. Een bedrag dat nog bepaald moet worden is `nmb`, een "
            'waarde die er niet is `"-"`, en een lid of eenheid zonder meer `{}`.',
            "An empty value can mean zero, unknown or forgotten, and so it is not guessed. An amount that is still to be decided is `nmb`, a value that is "
            'not there `"-"`, and a member or unit with nothing more to say `{}`.',
        ),
        wrong="""\
formulas:
  tarief:
    label:
    unit: "1"
    formula: 12.50
    source: {ref: bron, at: artikel 1}
""",
        right="""\
formulas:
  tarief:
    label: Tarief
    unit: "1"
    formula: 12.50
    source: {ref: bron, at: artikel 1}
""",
    ),
    Problem(
        code="H110",
        severity=Severity.ERROR,
        title=Words("ander aantal waarden", "another number of values"),
        message=Words(
            "het aantal waarden van `{key}` is {count} en hoort {wanted} te zijn", "the number of values of `{key}` is {count} and should be {wanted}"
        ),
        label=None,
        helps=(
            Words(
                "scheid waarden met een komma, en schrijf getallen met een punt, zoals `34.2`",
                "separate values by a comma, and write numbers with a point, such as `34.2`",
            ),
        ),
        roles={},
        explanation=Words(
            "Een bereik of interval heeft precies twee waarden, de laagste en de hoogste, en `columns` noemt de leden van één dimensie. Staan er meer, "
            "dan is vaak een komma als decimaalteken gebruikt.",
            "A range or interval has exactly two values, the lowest and the highest, and `columns` names the members of one dimension. If there are more, "
            "a comma has often been used as decimal sign.",
        ),
        wrong="""\
parameters:
  tarief:
    label: Tarief
    unit: EUR
    range: [0,50,100]
    freedom: vaststaand
    values:
      - valid_from: 2024-01-01
        basis: law
        status: final
        source: {ref: bron, at: artikel 1}
        value: 12.50
""",
        right="""\
parameters:
  tarief:
    label: Tarief
    unit: EUR
    range: [0.50, 100]
    freedom: vaststaand
    values:
      - valid_from: 2024-01-01
        basis: law
        status: final
        source: {ref: bron, at: artikel 1}
        value: 12.50
""",
    ),
)
