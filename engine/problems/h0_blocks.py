"""Problems of keys and blocks: what is no YAML, or YAML that rules do not use."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words

PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H002",
        severity=Severity.ERROR,
        title=Words("sleutel staat er twee keer", "key written twice"),
        message=Words("de sleutel `{key}` staat er twee keer", "the key `{key}` is written twice"),
        label=Words("voor de tweede keer", "for the second time"),
        helps=(Words("haal een van de twee weg, of geef die een andere naam", "remove one of the two, or give it another name"),),
        roles={"first": Words("voor de eerste keer", "for the first time")},
        explanation=Words(
            "Binnen een blok betekent een sleutel één ding. Gewone lezers van zulke bestanden nemen stil de laatste, en dan verdwijnt een waarde die "
            "er wel staat.",
            "Within a block a key means one thing. Ordinary readers of such files silently take the last one, and then a value that is there disappears.",
        ),
        wrong="""\
formulas:
  tarief:
    label: Tarief
    label: Tarief per uur
    unit: "1"
    formula: 12.50
    source: {ref: bron, at: artikel 1}
""",
        right="""\
formulas:
  tarief:
    label: Tarief per uur
    unit: "1"
    formula: 12.50
    source: {ref: bron, at: artikel 1}
""",
    ),
    Problem(
        code="H003",
        severity=Severity.ERROR,
        title=Words("niet te lezen", "cannot be read"),
        message=Words("hier is het bestand niet verder te lezen", "from here the file cannot be read"),
        label=None,
        helps=(
            Words("het aanhalingsteken `{quote}` wordt nergens gesloten", "the quote `{quote}` is closed nowhere"),
            Words(
                "tussen dubbele aanhalingstekens heeft `{escape}` een eigen betekenis; gebruik enkele aanhalingstekens",
                "between double quotes `{escape}` has a meaning of its own; use single quotes",
            ),
            Words(
                "het haakje `{bracket}` wordt niet gesloten, of er ontbreekt een komma",
                "the bracket `{bracket}` is not closed, or a comma is missing",
            ),
            Words("dit haakje `{closing}` hoort nergens bij", "this bracket `{closing}` belongs to nothing"),
            Words(
                "zet de tekst tussen aanhalingstekens als die met `{sign}` moet beginnen",
                "put the text between quotes if it has to start with `{sign}`",
            ),
            Words(
                "in de tekst bij `{second}` staat een dubbele punt met een spatie; zet die tekst tussen aanhalingstekens",
                "the text at `{second}` holds a colon and a space; put that text between quotes",
            ),
            Words("na `{lone}` hoort een dubbele punt met een waarde", "after `{lone}` comes a colon with a value"),
            Words(
                "kijk of `{misplaced}` even ver inspringt als de sleutels waar het bij hoort",
                "see whether `{misplaced}` is indented as far as the keys that it belongs with",
            ),
            Words("begin een lijst met `{dash}` op een eigen regel, onder elkaar", "start a list with `{dash}` on a line of its own, one below the other"),
            Words(
                "na het aanhalingsteken `{after}` kan niets meer komen; zet de hele tekst tussen de andere soort aanhalingstekens",
                "nothing can follow the quote `{after}`; put the whole text between the other kind of quotes",
            ),
            Words(
                "kijk naar de inspringing, haakjes en aanhalingstekens op deze regel en die erboven", "look at indentation, brackets and quotes here and above"
            ),
        ),
        roles={},
        explanation=Words(
            "Een bestand met regels is YAML: sleutels met een dubbele punt en een spatie, en inspringing met spaties die zegt wat bij wat hoort. Op deze "
            "plaats kan de tekst zo niet gelezen worden, en wat erna komt is daarom niet bekeken.",
            "A file of rules is YAML: keys with a colon and a space, and indentation with spaces that says what belongs to what. Here the text cannot be "
            "read like that, and what comes after it has not been looked at.",
        ),
        wrong="""\
formulas:
  tarief:
    label: Tarief: per uur
    unit: "1"
    formula: 12.50
    source: {ref: bron, at: artikel 1}
""",
        right="""\
formulas:
  tarief:
    label: "Tarief: per uur"
    unit: "1"
    formula: 12.50
    source: {ref: bron, at: artikel 1}
""",
    ),
    Problem(
        code="H004",
        severity=Severity.ERROR,
        title=Words("wordt in regels niet gebruikt", "not used in rules"),
        message=Words("`{feature}` wordt in bestanden met regels niet gebruikt", "`{feature}` is not used in files of rules"),
        label=Words("dit is geen tekst maar een aanwijzing voor de lezer", "this is no text but an order to the reader"),
        helps=(Words("schrijf de waarde zelf, of zet haar tussen aanhalingstekens als het tekst is", "write the value itself, or quote it if it is text"),),
        roles={},
        explanation=Words(
            "YAML kent ankers (`&`), verwijzingen (`*`), samenvoegen (`<<`), typen (`!`), aanwijzingen (`%`) en meer documenten in één bestand (`---`). "
            "Daarmee staat een waarde op een andere plaats dan waar ze geldt, en dan is niet meer na te gaan waar een getal vandaan komt.",
            "YAML has anchors (`&`), references (`*`), merging (`<<`), types (`!`), directives (`%`) and several documents in a file (`---`). "
            "With those a value stands elsewhere than where it holds, and then nobody can see where a figure comes from.",
        ),
        wrong="""\
formulas:
  tarief:
    label: &naam Tarief
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
        code="H012",
        severity=Severity.ERROR,
        title=Words("geen sleutels", "no keys"),
        message=Words("hier hoort een sleutel: een woord met een dubbele punt erachter", "here belongs a key: a word followed by a colon"),
        label=None,
        helps=(
            Words(
                "een bestand met regels bestaat uit onderdelen zoals `parameters:` en `formulas:`",
                "a file of rules consists of sections such as `parameters:` and `formulas:`",
            ),
        ),
        roles={},
        explanation=Words(
            "Een bestand met regels is een blok met sleutels, en elke sleutel is een woord op één regel. Een lijst, een losse tekst of iets samengestelds "
            "kan geen sleutel zijn.",
            "A file of rules is a block with keys, and each key is a word on one line. A list, a loose text or something compound cannot be a key.",
        ),
        wrong="""\
- formulas
- tarief
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
        code="H013",
        severity=Severity.ERROR,
        title=Words("spatie ontbreekt", "space missing"),
        message=Words("na de dubbele punt van `{key}` ontbreekt een spatie", "after the colon of `{key}` a space is missing"),
        label=Words("zo is het geen sleutel maar tekst", "like this it is no key but text"),
        helps=(Words("schrijf een spatie achter de dubbele punt", "write a space after the colon"),),
        roles={},
        explanation=Words(
            "Een sleutel en zijn waarde worden gescheiden door een dubbele punt met een spatie. Zonder spatie is het een gewone tekst, zoals in `12:30` "
            "of `https://example.org`.",
            "A key and its value are separated by a colon and a space. Without the space it is ordinary text, as in `12:30` or `https://example.org`.",
        ),
        wrong="""\
formulas:
  tarief:
    label: Tarief
    unit: "1"
    formula: 12.50
    source: {ref:bron, at: artikel 1}
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
        code="H015",
        severity=Severity.ERROR,
        title=Words("formule met uitgeschreven tekens", "formula with escapes"),
        message=Words(
            "deze formule staat tussen aanhalingstekens, en er staat een teken in dat daar anders geschreven wordt",
            "this formula is in quotes, and holds a character that is written differently there",
        ),
        label=None,
        helps=(
            Words(
                "laat de aanhalingstekens om de formule weg, of zet haar op een eigen regel onder `>`",
                "leave out the quotes around the formula, or put it on a line of its own below `>`",
            ),
        ),
        roles={},
        explanation=Words(
            "Een formule wordt gelezen zoals zij in het bestand staat, zodat een fout precies kan worden aangewezen. Tekens als `\\\"` of `''` binnen "
            "aanhalingstekens verschuiven die plaatsen.",
            "A formula is read as it stands in the file, so that a mistake can be pointed at exactly. Characters such as `\\\"` or `''` within quotes "
            "shift those places.",
        ),
        wrong="""\
formulas:
  tarief:
    label: Tarief
    unit: "1"
    formula: "12.50\\x20+ 1"
    source: {ref: bron, at: artikel 1}
""",
        right="""\
formulas:
  tarief:
    label: Tarief
    unit: "1"
    formula: "12.50 + 1"
    source: {ref: bron, at: artikel 1}
""",
    ),
)
