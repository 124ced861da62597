"""Problems of tables of values, in rule files and in CSV: stage H2."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words
from .samples import WAGES, changed

_DID_YOU_MEAN = Words("bedoelde u `{suggestion}`?", "did you mean `{suggestion}`?")

_ROWS = changed(
    WAGES,
    (
        "members: {GGZ: {label: Geestelijke gezondheidszorg}, JZ: {label: Jeugdzorg}}\n",
        "members: {GGZ: {}, JZ: {}}\n  niveau: {label: Niveau, members: {MBO: {}, HBO: {}}}\n",
    ),
    ("per: [cao]\n    range", "per: [niveau, cao]\n    range"),
    (
        "        table: {GGZ: 41.20, JZ: 39.75}\n",
        "        columns: {cao: [GGZ, JZ]}\n        table:\n          MBO: [31.40, 30.25]\n          HBO: [41.20, 39.75]\n",
    ),
    ("per: [cao]\n    formula", "per: [niveau, cao]\n    formula"),
)

_CALIBRATED = changed(
    WAGES,
    ("basis: document", "basis: calibrated"),
    ("status: final", "status: concept"),
    (
        "        table: {GGZ: 41.20, JZ: 39.75}\n",
        (
            "        facts: {GGZ: 41.20, JZ: 39.75}\n"
            "        solved: {from: {tarief: [{cao: GGZ}]}, interval: [39, 42], given: []}\n"
            "        table: {GGZ: 41.20, JZ: 39.75}\n"
        ),
    ),
)

_HEADER = "cao,value\n"
_LINES = "GGZ,41.20\nJZ,39.75\n"


def _with_csv(text: str) -> str:
    rules = changed(WAGES, ("table: {GGZ: 41.20, JZ: 39.75}", "csv: uurloon.csv"))
    return f"--- file: regels.yaml\n{rules}--- file: uurloon.csv\n{text}"


PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H222",
        severity=Severity.ERROR,
        title=Words("rij en kolommen verschillen in aantal", "row and columns differ in number"),
        message=Words(
            "het aantal waarden in deze rij is {count} en het aantal kolommen {wanted}",
            "the number of values in this row is {count} and the number of columns {wanted}",
        ),
        label=Words("aantal waarden: {count}", "number of values: {count}"),
        helps=(Words('schrijf `"-"` in een kolom zonder waarde', 'write `"-"` in a column without a value'),),
        roles={},
        explanation=Words(
            "Met `columns:` is elke rij van een tabel een lijst met één waarde per kolom, in de volgorde van de kolommen. "
            "Ontbreekt er een waarde of staat er een te veel, dan kan elke waarde in de rij in de verkeerde kolom terechtkomen.",
            "With `columns:` every row of a table is a list with one value per column, in the order of the columns. "
            "If there is a value too few or too many, any value in the row may end up in the wrong column.",
        ),
        wrong=changed(_ROWS, ("[31.40, 30.25]", "[31.40]")),
        right=_ROWS,
    ),
    Problem(
        code="H223",
        severity=Severity.ERROR,
        title=Words("tabel volgt de dimensies niet", "table does not follow the dimensions"),
        message=Words("de waarden van `{name}` staan hier niet zoals `per` zegt", "the values of `{name}` do not stand here as `per` says"),
        label=Words("hier horen de leden van `{dimension}`", "the members of `{dimension}` belong here"),
        helps=(
            Words("deel de tabel in naar {per}, in die volgorde, en dan een waarde", "divide the table by {per}, in that order, and then a value"),
            Words(
                "schrijf één getal, of geef `{name}` een `per` met de dimensies van de tabel",
                "write one number, or give `{name}` a `per` with the dimensions of the table",
            ),
        ),
        roles={},
        explanation=Words(
            "Een tabel heeft voor elke dimensie van `per` een niveau, van buiten naar binnen in die volgorde, en daarbinnen de waarde. "
            "Een niveau te weinig of te veel betekent dat niet te zeggen is voor welke leden de waarde geldt.",
            "A table has one level for every dimension of `per`, from the outside inwards in that order, and the value inside. "
            "A level too few or too many means that nobody can say for which members the value holds.",
        ),
        wrong=changed(WAGES, ("table: {GGZ: 41.20, JZ: 39.75}", "value: 41.20")),
        right=WAGES,
    ),
    Problem(
        code="H224",
        severity=Severity.ERROR,
        title=Words("kolommen van een andere dimensie", "columns of another dimension"),
        message=Words(
            "de kolommen zijn leden van `{name}`, en dat is niet de laatste dimensie van `per`",
            "the columns are members of `{name}`, which is not the last dimension of `per`",
        ),
        label=Words("niet de laatste van `per`", "not the last of `per`"),
        helps=(
            Words(
                "zet de leden van `{dimension}` in de kolommen, of verander de volgorde van `per`",
                "put the members of `{dimension}` in the columns, or change the order of `per`",
            ),
            Words("zet `{name}` in `per`", "put `{name}` in `per`"),
        ),
        roles={},
        explanation=Words(
            "De rijen van een tabel volgen `per` van voren naar achteren; met `columns:` staat de laatste dimensie in de kolommen. "
            "Zo kan een tabel overgenomen worden zoals ze gedrukt is, en blijft duidelijk welke waarde waarbij hoort.",
            "The rows of a table follow `per` from front to back; with `columns:` the last dimension stands in the columns. "
            "That way a table can be copied as it was printed, and it stays clear what every value belongs to.",
        ),
        wrong=changed(_ROWS, ("columns: {cao: [GGZ, JZ]}", "columns: {niveau: [MBO, HBO]}")),
        right=_ROWS,
    ),
    Problem(
        code="H225",
        severity=Severity.ERROR,
        title=Words("cel zonder al haar dimensies", "cell without all its dimensions"),
        message=Words(
            "deze cel van `{name}` noemt niet elke dimensie: zonder {lacking}", "this cell of `{name}` does not name every dimension: it is without {lacking}"
        ),
        label=Words("welk lid van {lacking}?", "which member of {lacking}?"),
        helps=(Words("noem ook een lid van {lacking}", "name a member of {lacking} too"),),
        roles={},
        explanation=Words(
            "Een cel is één getal van een regel, en wordt aangewezen met een lid van elke dimensie die de regel heeft. "
            "Bij een gekalibreerde waarde moet vaststaan uit welke gepubliceerde bedragen ze is afgeleid.",
            "A cell is one number of a rule, and is pointed at by a member of every dimension that the rule has. "
            "For a calibrated value it has to be clear which published amounts it was solved from.",
        ),
        wrong=changed(_CALIBRATED, ("[{cao: GGZ}]", "[{}]")),
        right=_CALIBRATED,
    ),
    Problem(
        code="H226",
        severity=Severity.ERROR,
        title=Words("onbekende kolom", "unknown column"),
        message=Words("`{name}` is geen kolom van deze tabel", "`{name}` is not a column of this table"),
        label=Words("onbekende kolom", "unknown column"),
        helps=(
            _DID_YOU_MEAN,
            Words(
                "een tabel heeft de dimensies van `per`, `value`, en zo nodig `basis`, `status`, `ref`, `at`, `quote` en `note`",
                "a table has the dimensions of `per`, `value`, and if needed `basis`, `status`, `ref`, `at`, `quote` and `note`",
            ),
        ),
        roles={},
        explanation=Words(
            "De kopregel van een CSV-bestand noemt de dimensies van de parameter, `value`, en eventueel de kolommen met de herkomst van elke rij. "
            "Een andere kolom zou stil genegeerd worden, en dat is hier nooit de bedoeling.",
            "The header of a CSV file names the dimensions of the parameter, `value`, and perhaps the columns with the provenance of each row. "
            "Any other column would be ignored in silence, and that is never the intention here.",
        ),
        wrong=_with_csv("caos,value\n" + _LINES),
        right=_with_csv(_HEADER + _LINES),
    ),
    Problem(
        code="H227",
        severity=Severity.ERROR,
        title=Words("kolom ontbreekt", "column missing"),
        message=Words("de kopregel heeft geen {lacking}", "the header has no {lacking}"),
        label=Words("zonder {lacking}", "without {lacking}"),
        helps=(Words("voeg een kolom toe voor {lacking}", "add a column for {lacking}"),),
        roles={},
        explanation=Words(
            "Een CSV-bestand heeft een kolom voor elke dimensie van de parameter en een kolom `value`. "
            "Zonder een van die kolommen is niet te zeggen waar een getal bij hoort.",
            "A CSV file has a column for every dimension of the parameter and a column `value`. Without one of these nobody can say what a number belongs to.",
        ),
        wrong=_with_csv("cao\nGGZ\nJZ\n"),
        right=_with_csv(_HEADER + _LINES),
    ),
    Problem(
        code="H228",
        severity=Severity.ERROR,
        title=Words("geen getal in de kolom `value`", "no number in the column `value`"),
        message=Words("in de kolom `value` staat {value}, en dat is geen getal", "in the column `value` there is {value}, which is not a number"),
        label=Words("geen getal", "not a number"),
        helps=(
            Words("schrijf `{suggestion}` of `{other}`, wat er bedoeld is", "write `{suggestion}` or `{other}`, whichever is meant"),
            Words("schrijf `{suggestion}`", "write `{suggestion}`"),
            Words(
                "schrijf een getal met een decimale punt en zonder duizendtekens, of `nmb`, `unlimited` of `-`",
                "write a number with a decimal point and without thousands separators, or `nmb`, `unlimited` or `-`",
            ),
        ),
        roles={},
        explanation=Words(
            "Een getal heeft in een CSV-bestand een decimale punt, net als in een regelbestand, ook als de velden met `;` gescheiden zijn. "
            "Wat anders geschreven is, zoals `1.054,50` of `1,054`, wordt geweigerd in plaats van geraden.",
            "A number in a CSV file has a decimal point, just as in a rule file, even if the fields are separated by `;`. "
            "What is written otherwise, such as `1.054,50` or `1,054`, is refused rather than guessed.",
        ),
        wrong=_with_csv("cao;value\nGGZ;41,20\nJZ;39.75\n"),
        right=_with_csv("cao;value\nGGZ;41.20\nJZ;39.75\n"),
    ),
    Problem(
        code="H229",
        severity=Severity.ERROR,
        title=Words("onbekende herkomst in een rij", "unknown provenance in a row"),
        message=Words("in de kolom `{column}` kan geen `{value}` staan", "in the column `{column}` there cannot be `{value}`"),
        label=Words("niet een van {allowed}", "not one of {allowed}"),
        helps=(_DID_YOU_MEAN, Words("kies een van {allowed}", "choose one of {allowed}")),
        roles={},
        explanation=Words(
            "De kolommen `basis` en `status` zeggen per rij waar een waarde op rust en hoe vast ze staat. "
            "Ze kennen dezelfde woorden als een regelbestand; een leeg veld neemt over wat bij de tabel staat.",
            "The columns `basis` and `status` say for every row what a value rests on and how settled it is. "
            "They have the same words as a rule file; an empty field takes over what stands at the table.",
        ),
        wrong=_with_csv("cao,value,status\nGGZ,41.20,definitief\nJZ,39.75,concept\n"),
        right=_with_csv("cao,value,status\nGGZ,41.20,final\nJZ,39.75,concept\n"),
    ),
)
