"""Problems of words and characters: what can be read in more than one way."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words

PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H005",
        severity=Severity.ERROR,
        title=Words("getal met twee lezingen", "number with two readings"),
        message=Words("`{text}` kan voor meer dan één getal worden gelezen", "`{text}` can be read as more than one number"),
        label=Words("zo wordt een getal hier niet geschreven", "a number is not written like this here"),
        helps=(
            Words(
                "schrijf `{suggestion}` of `{other}`, wat er bedoeld is; zet het tussen aanhalingstekens als het tekst is",
                "write `{suggestion}` or `{other}`, whichever is meant; quote it if it is text",
            ),
            Words("schrijf `{suggestion}`, of zet het tussen aanhalingstekens als het tekst is", "write `{suggestion}`, or quote it if it is text"),
            Words(
                "schrijf een getal met een punt en zonder duizendtekens, zoals 1054.5; zet tekst tussen aanhalingstekens",
                "write a number with a point and without thousands separators, such as 1054.5; quote text",
            ),
        ),
        roles={},
        explanation=Words(
            "Een getal is een rij cijfers met hooguit één punt: `34.2`, `1054`, `-0.5`. Andere vormen leest het ene programma anders dan het andere: "
            "`010` wordt 8, `12:30` wordt 750, `1.054` wordt ruim één. Daarom worden ze niet geraden maar geweigerd.",
            "A number is a row of digits with at most one point: `34.2`, `1054`, `-0.5`. Other forms are read differently by different programs: "
            "`010` becomes 8, `12:30` becomes 750, `1.054` becomes just over one. So they are not guessed but refused.",
        ),
        wrong="""\
formulas:
  tarief:
    label: Tarief
    unit: "1"
    formula: 12,50
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
        code="H006",
        severity=Severity.ERROR,
        title=Words("woord met twee lezingen", "word with two readings"),
        message=Words(
            "`{text}` is voor het ene programma een woord en voor het andere waar of onwaar", "`{text}` is a word to one program and true or false to another"
        ),
        label=Words("zonder aanhalingstekens niet zeker", "not certain without quotes"),
        helps=(Words('schrijf `"{text}"` als het tekst is, of `true` of `false`', 'write `"{text}"` if it is text, or `true` or `false`'),),
        roles={},
        explanation=Words(
            "Oudere lezers van YAML maken van `NO`, `on`, `yes` en `y` stil waar of onwaar; zo verdwijnt de landcode van Noorwegen. Alleen "
            "`true` en `false` zijn hier waar en onwaar, en wat erop lijkt staat tussen aanhalingstekens.",
            "Older readers of YAML silently turn `NO`, `on`, `yes` and `y` into true or false; so the country code of Norway disappears. Here only "
            "`true` and `false` are true and false, and what looks like them is quoted.",
        ),
        wrong="""\
formulas:
  tarief:
    label: NO
    unit: "1"
    formula: 12.50
    source: {ref: bron, at: artikel 1}
""",
        right="""\
formulas:
  tarief:
    label: "NO"
    unit: "1"
    formula: 12.50
    source: {ref: bron, at: artikel 1}
""",
    ),
    Problem(
        code="H007",
        severity=Severity.ERROR,
        title=Words("onzichtbaar teken", "invisible character"),
        message=Words("hier staat het teken {character}, dat niet te zien is", "here is the character {character}, which cannot be seen"),
        label=Words("{character}", "{character}"),
        helps=(
            Words("zet er een gewone spatie (`{space}`) voor in de plaats", "put an ordinary space (`{space}`) in its place"),
            Words("haal het teken weg; het komt vaak mee met plakken", "remove the character; it often comes along with pasting"),
        ),
        roles={},
        explanation=Words(
            "Stuurtekens en tekens zonder breedte zijn niet te zien, maar maken twee namen verschillend die er gelijk uitzien, of draaien de volgorde van "
            "wat er staat om. In regels waar geld van afhangt moet alles wat er staat ook te zien zijn.",
            "Control characters and characters without width cannot be seen, but make two names differ that look the same, or turn the order of what is "
            "there around. In rules that money depends on, all that is there has to be visible.",
        ),
        wrong="""\
formulas:
  tarief:
    label: "Tarief\\u200b"
    unit: "1"
    formula: 12.50
    source: {ref: bron, at: artikel 1}
""",
        right="""\
formulas:
  tarief:
    label: "Tarief"
    unit: "1"
    formula: 12.50
    source: {ref: bron, at: artikel 1}
""",
    ),
    Problem(
        code="H014",
        severity=Severity.ERROR,
        title=Words("tab", "tab"),
        message=Words("hier staat een tab waar spaties horen", "there is a tab where spaces belong"),
        label=Words("tab", "tab"),
        helps=(Words("vervang de tab door spaties", "replace the tab by spaces"),),
        roles={},
        explanation=Words(
            "Inspringing zegt in deze bestanden wat bij wat hoort, en een tab is in elke editor een ander aantal spaties breed. Daarom mag een tab alleen "
            "binnen aanhalingstekens en in opmerkingen staan.",
            "In these files indentation says what belongs to what, and a tab is as wide as another number of spaces in each editor. So a tab may only "
            "stand within quotes and in comments.",
        ),
        wrong="""\
formulas:
  tarief:
    label:\tTarief
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
)
