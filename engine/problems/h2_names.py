"""Problems of names that are unknown, given twice or not free to give: stage H2."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words
from .samples import PRODUCTS, WAGES, changed

DID_YOU_MEAN = (
    Words("bedoelde u `{suggestion}` ({declared})?", "did you mean `{suggestion}` ({declared})?"),
    Words("bedoelde u `{suggestion}`?", "did you mean `{suggestion}`?"),
)
"""With the place where the name is declared, if it has one."""

_CHECK = """
checks:
  tarief_boven_nul: {label: Een tarief is meer dan nul, per: [cao], that: tarief > 0}
"""

_ELEMENTS = """
elements:
  personeel: {label: Personeelskosten, order: 1}
"""

PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H202",
        severity=Severity.ERROR,
        title=Words("naam twee keer gebruikt", "name given twice"),
        message=Words("`{name}` staat er twee keer", "`{name}` is there twice"),
        label=Words("de tweede keer", "the second time"),
        helps=(Words("haal er een weg, of geef die een andere naam", "take one of them out, or give it another name"),),
        roles={
            "first": Words("de eerste keer", "the first time"),
            "rule": Words("in de regel die hier begint", "in the rule that starts here"),
        },
        explanation=Words(
            "Parameters, formules, dimensies en controles delen één verzameling namen, over alle bestanden van een regelset en de regelsets die ze gebruikt. "
            "Staat een naam er twee keer, dan is niet te zeggen welke van de twee een formule bedoelt. "
            "Ook in een lijst met dimensies en in de kopregel van een CSV-bestand staat elke naam één keer.",
            "Parameters, formulas, dimensions and checks share one collection of names, over all files of a rule set and the rule sets it uses. "
            "If a name is there twice, nobody can say which of the two a formula means. "
            "In a list of dimensions and in the header of a CSV file too, every name stands once.",
        ),
        wrong=WAGES + changed(_CHECK, ("tarief_boven_nul", "tarief")),
        right=WAGES + _CHECK,
    ),
    Problem(
        code="H203",
        severity=Severity.ERROR,
        title=Words("onbekende naam", "unknown name"),
        message=Words("niets heet `{name}`", "nothing is called `{name}`"),
        label=Words("geen parameter of formule van deze regelset", "not a parameter or formula of this rule set"),
        helps=(
            *DID_YOU_MEAN,
            Words("leg `{name}` vast onder `parameters:` of `formulas:`", "set `{name}` down under `parameters:` or `formulas:`"),
        ),
        roles={},
        explanation=Words(
            "Een formule rekent met parameters en andere formules van dezelfde regelset, of van een regelset die onder `uses:` staat. "
            "Een naam die nergens is vastgelegd is meestal een typefout, of een regel die een andere naam heeft gekregen. "
            "Er wordt niet gerekend zolang een naam onbekend is, want dan zou een bedrag ongemerkt ontbreken.",
            "A formula computes with parameters and other formulas of the same rule set, or of a rule set listed under `uses:`. "
            "A name that is set down nowhere usually is a slip of the pen, or a rule that has been given another name. "
            "Nothing is computed as long as a name is unknown, because an amount would be missing without anyone noticing.",
        ),
        wrong=changed(WAGES, ("formula: uurloon", "formula: uur_loon")),
        right=WAGES,
    ),
    Problem(
        code="H207",
        severity=Severity.ERROR,
        title=Words("onbekend lid", "unknown member"),
        message=Words("`{dimension}` kent geen `{name}`", "`{dimension}` has no `{name}`"),
        label=Words("onbekende code", "unknown code"),
        helps=(
            *DID_YOU_MEAN,
            Words("gebruik een code die bij `{dimension}` staat, of zet `{name}` erbij", "use a code that `{dimension}` lists, or add `{name}` to it"),
        ),
        roles={},
        explanation=Words(
            "De leden van een dimensie staan onder `members:`, elk met een code die overal hetzelfde geschreven wordt. "
            "Hier staat een code die er niet bij hoort; hoofdletters tellen mee en een label of alias is geen code. "
            "Hetzelfde geldt voor een attribuut dat zijn keuzes opsomt.",
            "The members of a dimension are listed under `members:`, each with a code that is written the same everywhere. "
            "Here is a code that is not among them; upper and lower case count, and a label or alias is not a code. "
            "The same goes for an attribute that lists its choices.",
        ),
        wrong=changed(WAGES, ("table: {GGZ", "table: {ggz")),
        right=WAGES,
    ),
    Problem(
        code="H208",
        severity=Severity.ERROR,
        title=Words("onbekende dimensie", "unknown dimension"),
        message=Words("er is hier geen dimensie `{name}`", "there is no dimension `{name}` here"),
        label=Words("geen dimensie die hier kan staan", "not a dimension that can stand here"),
        helps=DID_YOU_MEAN,
        roles={},
        explanation=Words(
            "Een dimensie staat onder `dimensions:`, met haar leden. "
            "Wie een cel van een regel aanwijst of een variant maakt, kan alleen de dimensies noemen die de regel zelf onder `per:` heeft.",
            "A dimension stands under `dimensions:`, with its members. "
            "Who points at a cell of a rule or makes a variant can only name the dimensions that the rule itself has under `per:`.",
        ),
        wrong=changed(WAGES, ("per: [cao]\n    range", "per: [caos]\n    range")),
        right=WAGES,
    ),
    Problem(
        code="H209",
        severity=Severity.ERROR,
        title=Words("onbekende bron", "unknown source"),
        message=Words("geen bron heet `{name}`", "no source is called `{name}`"),
        label=Words("staat niet onder `sources:`", "not under `sources:`"),
        helps=(
            *DID_YOU_MEAN,
            Words("zet `{name}` onder `sources:`, met titel, uitgever en datum", "put `{name}` under `sources:`, with title, publisher and date"),
        ),
        roles={},
        explanation=Words(
            "Elke waarde zegt in welke bron ze staat, en elke bron staat één keer onder `sources:` met haar titel, uitgever en datum. "
            "Zonder die bron is niet na te gaan waar een bedrag vandaan komt.",
            "Every value says in which source it is found, and every source stands once under `sources:` with its title, publisher and date. "
            "Without that source nobody can trace where an amount comes from.",
        ),
        wrong=changed(WAGES, ("ref: bron", "ref: besluit")),
        right=WAGES,
    ),
    Problem(
        code="H210",
        severity=Severity.ERROR,
        title=Words("onbekend kostenelement", "unknown cost element"),
        message=Words("geen kostenelement heet `{name}`", "no cost element is called `{name}`"),
        label=Words("staat niet onder `elements:`", "not under `elements:`"),
        helps=(
            *DID_YOU_MEAN,
            Words("zet `{name}` onder `elements:`, met een label en een volgorde", "put `{name}` under `elements:`, with a label and an order"),
        ),
        roles={},
        explanation=Words(
            "Kostenelementen staan onder `elements:`, in de volgorde waarin een tarief wordt opgebouwd. "
            "Een regel die bij een onbekend element hoort, zou in geen enkele opbouw meetellen.",
            "Cost elements stand under `elements:`, in the order in which a tariff is built up. "
            "A rule that belongs to an unknown element would count in no buildup at all.",
        ),
        wrong=changed(WAGES, ("    formula:", "    element: personeel\n    formula:")),
        right=_ELEMENTS.lstrip() + "\n" + changed(WAGES, ("    formula:", "    element: personeel\n    formula:")),
    ),
    Problem(
        code="H213",
        severity=Severity.ERROR,
        title=Words("onbekend attribuut", "unknown attribute"),
        message=Words("`{dimension}` heeft geen attribuut `{name}`", "`{dimension}` has no attribute `{name}`"),
        label=Words("onbekend attribuut", "unknown attribute"),
        helps=(
            *DID_YOU_MEAN,
            Words("de attributen staan bij `{dimension}` onder `attributes:`", "the attributes of `{dimension}` stand under its `attributes:`"),
        ),
        roles={},
        explanation=Words(
            "Een attribuut is wat elk lid van een dimensie over zichzelf zegt, zoals het domein van een product. "
            "De namen ervan staan bij de dimensie onder `attributes:`, en alleen die kunnen bij een lid, in een formule of in een variant staan. "
            "Zo blijft een typefout bij een lid niet onopgemerkt.",
            "An attribute is what every member of a dimension says about itself, such as the domain of a product. "
            "Their names stand under `attributes:` of the dimension, and only those can stand at a member, in a formula or in a variant. "
            "That way a slip of the pen at a member does not go unnoticed.",
        ),
        wrong=changed(PRODUCTS, ("wmo}\n", "wmo, soort: ambulant}\n")),
        right=PRODUCTS,
    ),
    Problem(
        code="H215",
        severity=Severity.ERROR,
        title=Words("naam is een woord van de taal", "name is a word of the language"),
        message=Words("`{name}` is een woord van de taal en kan geen naam zijn", "`{name}` is a word of the language and cannot be a name"),
        label=Words("deze naam is niet vrij", "this name is not free"),
        helps=(Words("kies een naam die zegt waar het om gaat, zoals `{name}_uren`", "choose a name that says what it is about, such as `{name}_uren`"),),
        roles={},
        explanation=Words(
            "De functies (`sum`, `min`, `at` en zo verder), de woorden van een formule (`if`, `and`, `over`) en `nmb` hebben al een betekenis. "
            "Een parameter, formule of dimensie met zo'n naam zou in een formule niet van dat woord te onderscheiden zijn.",
            "The functions (`sum`, `min`, `at` and so on), the words of a formula (`if`, `and`, `over`) and `nmb` have a meaning already. "
            "A parameter, formula or dimension of that name could not be told from that word in a formula.",
        ),
        wrong=changed(WAGES, ("uurloon:", "max:"), ("formula: uurloon * 1.25", "formula: 0")),
        right=WAGES,
    ),
    Problem(
        code="H231",
        severity=Severity.ERROR,
        title=Words("dimensie als getal gebruikt", "dimension used as a number"),
        message=Words("`{name}` is een dimensie en heeft zelf geen waarde", "`{name}` is a dimension and has no value itself"),
        label=Words("hier hoort een parameter of formule", "a parameter or formula belongs here"),
        helps=DID_YOU_MEAN,
        roles={},
        explanation=Words(
            "Een dimensie deelt waarden in, zoals tarieven per product; een getal is ze niet. "
            "Reken met een parameter of formule die ervoor waarden heeft, of vergelijk de dimensie met een code.",
            "A dimension is what values are given per, such as tariffs per product; it is not a number. "
            "Compute with a parameter or formula that has values for it, or compare the dimension with a code.",
        ),
        wrong=changed(WAGES, ("uurloon * 1.25", "uurloon * cao")),
        right=WAGES,
    ),
)
