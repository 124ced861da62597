"""Problems of formulas as text: stage H2."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words

_HELPS = (
    Words("schrijf `{instead}`; {hint}", "write `{instead}`; {hint}"),
    Words("schrijf `{instead}`", "write `{instead}`"),
    Words("{hint}", "{hint}"),
)


def _example(formula: str) -> str:
    return f"""\
parameters:
  uren:
    label: Uren
    unit: "1"
    range: [0, 100]
    freedom: vaststaand
    values:
      - {{valid_from: 2024-01-01, basis: document, status: final, source: {{ref: bron, at: tabel 1}}, value: 8}}
formulas:
  tarief:
    label: Tarief
    unit: "1"
    formula: {formula}
    source: {{ref: bron, at: tabel 1}}
"""


PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H201",
        severity=Severity.ERROR,
        title=Words("formule niet begrepen", "formula not understood"),
        message=Words("de formule is niet te begrijpen bij `{found}`: {reason}", "the formula cannot be understood at `{found}`: {reason}"),
        label=None,
        helps=_HELPS,
        roles={},
        explanation=Words(
            "Een formule is één uitdrukking van namen, getallen, `+ - * / **`, vergelijkingen, `and`, `or`, `not`, `x if a > b else y` en functies. "
            "Ze mag over meer regels lopen. Getallen hebben een decimale punt en geen duizendtekens. "
            "Wat daarbuiten valt wordt geweigerd en nooit geraden, want een verkeerd gelezen formule geeft een verkeerd tarief.",
            "A formula is one expression of names, numbers, `+ - * / **`, comparisons, `and`, `or`, `not`, `x if a > b else y` and functions. "
            "It may take several lines. Numbers have a decimal point and no thousands separators. "
            "Anything else is refused and never guessed, since a formula that is read wrongly gives a wrong tariff.",
        ),
        wrong=_example("uren ^ 2"),
        right=_example("uren ** 2"),
    ),
    Problem(
        code="H204",
        severity=Severity.ERROR,
        title=Words("functie bestaat niet", "no such function"),
        message=Words("er is geen functie `{function}`", "there is no function `{function}`"),
        label=Words("geen functie van de taal", "not a function of the language"),
        helps=(
            Words("bedoelde u `{suggestion}`?", "did you mean `{suggestion}`?"),
            Words("{hint}; de functies zijn {functions}", "{hint}; the functions are {functions}"),
        ),
        roles={},
        explanation=Words(
            "Een naam met haakjes erachter is een functie. De functies zijn `sum`, `prod`, `min`, `max`, `round`, `floor`, `ceil`, `abs`, `at`, "
            "`cumsum`, `cumprod` en `previous`, altijd in kleine letters; er komen er in een regelset geen bij. "
            "Vermenigvuldigen met iets tussen haakjes is `x * (a + b)`.",
            "A name with brackets after it is a function. The functions are `sum`, `prod`, `min`, `max`, `round`, `floor`, `ceil`, `abs`, `at`, "
            "`cumsum`, `cumprod` and `previous`, always in lower case; a rule set cannot add any. "
            "To multiply by something in brackets is `x * (a + b)`.",
        ),
        wrong=_example("AFRONDEN(uren, 0.01)"),
        right=_example("round(uren, 0.01)"),
    ),
    Problem(
        code="H205",
        severity=Severity.ERROR,
        title=Words("verkeerde argumenten", "wrong arguments"),
        message=Words("de functie `{function}` krijgt verkeerde argumenten: {reason}", "the function `{function}` is given wrong arguments: {reason}"),
        label=None,
        helps=(Words("schrijf `{instead}`", "write `{instead}`"), Words("schrijf het als `{form}`", "write it as `{form}`")),
        roles={},
        explanation=Words(
            "Elke functie heeft één vorm. `sum` en `prod` hebben één uitdrukking en `over=` met een of meer dimensies, `min` en `max` twee of meer getallen "
            "of ook `over=`. `round` heeft een getal en een stap (`round(x, 0.01)` rondt op centen af), bij `floor` en `ceil` is de stap 1 als hij ontbreekt. "
            "`at` kiest een lid, `cumsum`, `cumprod` en `previous` hebben `along=` met een geordende dimensie.",
            "Every function has one form. `sum` and `prod` take one expression and `over=` with one or more dimensions, `min` and `max` two or more numbers "
            "or `over=` as well. `round` takes a number and a step (`round(x, 0.01)` rounds to cents), in `floor` and `ceil` the step is 1 if it is left out. "
            "`at` picks a member, `cumsum`, `cumprod` and `previous` take `along=` with an ordered dimension.",
        ),
        wrong=_example("round(uren)"),
        right=_example("round(uren, 0.01)"),
    ),
    Problem(
        code="H206",
        severity=Severity.ERROR,
        title=Words("hoort niet in een formule", "not allowed in a formula"),
        message=Words("`{found}` kan niet in een formule: {reason}", "`{found}` is not possible in a formula: {reason}"),
        label=None,
        helps=_HELPS,
        roles={},
        explanation=Words(
            "Formules zijn gegevens en geen programma: er zijn geen lijsten, lussen, woorden van Python of teksten om mee te rekenen. "
            "Een tekst is altijd de code van een lid en staat in `at(...)` of naast `==` of `!=`; een attribuut zoals `product.domein` ook. "
            "Een macht is een geheel getal dat er staat, zodat de eenheid en de grootte van de uitkomst vooraf vaststaan.",
            "Formulas are data and no program: there are no lists, loops, words of Python or texts to compute with. "
            "A text is always the code of a member and stands in `at(...)` or beside `==` or `!=`; so does an attribute such as `product.domein`. "
            "A power is a whole number that is written there, so that the unit and the size of the result are known beforehand.",
        ),
        wrong=_example("uren ** 0.5"),
        right=_example("uren ** 2"),
    ),
    Problem(
        code="H217",
        severity=Severity.ERROR,
        title=Words("voorwaarde en getal verwisseld", "condition and number confused"),
        message=Words("hier is {wanted} nodig en er staat {found}", "{wanted} is needed here and there is {found}"),
        label=Words("dit is {found}", "this is {found}"),
        helps=(Words("{hint}", "{hint}"),),
        roles={},
        explanation=Words(
            "Een vergelijking zoals `a > b` is een voorwaarde: ze klopt of ze klopt niet, en telt nooit als 0 of 1. "
            "Voorwaarden staan na `if`, naast `and`, `or` en `not`, en in een controle; overal elders staan getallen. "
            "Een getal is nooit een voorwaarde: schrijf `x > 0` of `x != 0` als dat bedoeld is.",
            "A comparison such as `a > b` is a condition: it holds or it does not, and never counts as 0 or 1. "
            "Conditions stand after `if`, beside `and`, `or` and `not`, and in a check; everywhere else there are numbers. "
            "A number is never a condition: write `x > 0` or `x != 0` if that is meant.",
        ),
        wrong=_example("uren * (uren > 4)"),
        right=_example("uren if uren > 4 else 0"),
    ),
    Problem(
        code="H219",
        severity=Severity.ERROR,
        title=Words("formule te lang of te diep", "formula too long or too deep"),
        message=Words("te groot: meer dan {limit} {what}", "too large: more than {limit} {what}"),
        label=None,
        helps=(Words("verdeel het over meer dan één formule", "divide it over more than one formula"),),
        roles={},
        explanation=Words(
            "Een formule heeft hoogstens 10.000 tekens, 2.000 woorden, getallen en tekens, 50 haakjes in elkaar, 64 voortekens achter elkaar "
            "en 300 bewerkingen in elkaar; een naam heeft hoogstens 100 letters. "
            "Wie daaroverheen gaat schrijft waarschijnlijk een tabel als formule: een tabel hoort in een parameter, met een bron bij elke waarde.",
            "A formula has at most 10,000 characters, 2,000 words, numbers and signs, 50 brackets inside each other, 64 signs in a row "
            "and 300 operators inside each other; a name has at most 100 letters. "
            "What goes over that is probably a table written as a formula: a table belongs in a parameter, with a source for every value.",
        ),
        wrong=_example("(" * 51 + "uren" + ")" * 51),
        right=_example("(uren + 1) * 2"),
    ),
    Problem(
        code="H241",
        severity=Severity.WARNING,
        title=Words("stap of aantal decimalen", "step or number of decimals"),
        message=Words("dit rondt af op veelvouden van {step}", "this rounds to multiples of {step}"),
        label=Words("een stap, geen aantal decimalen", "a step, not a number of decimals"),
        helps=(
            Words(
                "schrijf `{suggestion}` als {step} decimalen zijn bedoeld; is de stap met opzet, zeg dan waarom: `# herleid: ignore H241 reden`",
                "write `{suggestion}` if {step} decimals are meant; if the step is on purpose, say why: `# herleid: ignore H241 reason`",
            ),
        ),
        roles={},
        explanation=Words(
            "`round` krijgt de stap waarop wordt afgerond: `0.01` is op centen, `1` op hele getallen. "
            "In een rekenblad staat daar het aantal decimalen, en een 2 die zo wordt overgenomen rondt elk bedrag af op even euro's.",
            "`round` takes the step that is rounded to: `0.01` is to cents, `1` to whole numbers. "
            "In a spreadsheet the number of decimals stands there, and a 2 that is taken over like that rounds every amount to even euros.",
        ),
        wrong=_example("round(uren, 2)"),
        right=_example("round(uren, 0.01)"),
    ),
)
