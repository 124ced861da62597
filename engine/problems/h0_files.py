"""Problems of files: what cannot be opened, is no text, or passes a limit."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words

_WITHOUT_TOP = """\
--- file: ruleset.yaml
ruleset:
  name: voorbeeld
  label: Voorbeeld
  language: nl
  currency: EUR
  day: 2024-07-01
  uses: [../nederland]
--- file: ../nederland/tijd.yaml
units: {uur: {}, jaar: {}}
"""

_TOP = """\
--- file: ../nederland/ruleset.yaml
ruleset:
  name: nederland
  label: Nederland
  language: nl
  currency: EUR
  day: 2024-07-01
"""

PROBLEMS: tuple[Problem, ...] = (
    # No example can hold bytes that are no text: tests/test_documents.py shows it.
    Problem(
        code="H001",
        severity=Severity.ERROR,
        title=Words("geen UTF-8", "not UTF-8"),
        message=Words("dit bestand is geen tekst in UTF-8", "this file is not text in UTF-8"),
        label=Words("deze byte ({byte}) past er niet in", "this byte ({byte}) does not fit"),
        helps=(
            Words(
                "het lijkt {encoding}; kies in de editor voor opslaan als UTF-8",
                "it looks like {encoding}; choose to save it as UTF-8 in the editor",
            ),
            Words(
                "het lijkt geen tekst: {count} van de eerste {sample} bytes zijn geen tekens",
                "it does not look like text: {count} of the first {sample} bytes are no characters",
            ),
            Words("kies in de editor voor opslaan als UTF-8", "choose to save it as UTF-8 in the editor"),
        ),
        roles={},
        explanation=Words(
            "Regels en tabellen zijn tekst in UTF-8, zodat een é of € overal hetzelfde betekent. Oudere programma's schrijven soms een andere "
            "codering; dan is niet zeker welke letter bedoeld is.",
            "Rules and tables are text in UTF-8, so that an é or € means the same everywhere. Older programs sometimes write another encoding; "
            "then it is not certain which letter was meant.",
        ),
        wrong="",
        right="",
    ),
    Problem(
        code="H008",
        severity=Severity.ERROR,
        title=Words("bestand niet te openen", "file cannot be opened"),
        message=Words("`{file}` kan niet worden gelezen: {reason}", "`{file}` cannot be read: {reason}"),
        label=None,
        helps=(),
        roles={},
        explanation=Words(
            "Alle bestanden met regels in de map worden gelezen, en elk bestand dat een regel noemt. Een bestand dat niet te openen is wordt niet "
            "overgeslagen: dan zou een uitkomst stil iets anders kunnen zijn. Alleen gewone bestanden binnen de map worden gelezen, tot 5 MB.",
            "All rule files in the folder are read, and each file that a rule names. A file that cannot be opened is not passed over: then a result "
            "might silently be something else. Only ordinary files inside the folder are read, up to 5 MB.",
        ),
        wrong="""\
parameters:
  tarief:
    label: Tarief
    unit: EUR
    range: [0, 100]
    freedom: vaststaand
    values:
      - valid_from: 2024-01-01
        basis: law
        status: final
        source: {ref: bron, at: artikel 1}
        csv: tarieven.csv
""",
        right="""\
parameters:
  tarief:
    label: Tarief
    unit: EUR
    range: [0, 100]
    freedom: vaststaand
    values:
      - valid_from: 2024-01-01
        basis: law
        status: final
        source: {ref: bron, at: artikel 1}
        value: 12.50
""",
    ),
    # A file that passes a limit is too long for an example: tests/test_documents.py shows each of them.
    Problem(
        code="H009",
        severity=Severity.ERROR,
        title=Words("te groot", "too large"),
        message=Words("dit is te groot of te diep om te lezen", "this is too large or too deep to read"),
        label=None,
        helps=(
            Words("een bestand heeft hoogstens {bytes} bytes", "a file has at most {bytes} bytes"),
            Words("blokken staan hoogstens {depth} diep in elkaar", "blocks stand at most {depth} deep in each other"),
            Words("een bestand heeft hoogstens {events} onderdelen", "a file has at most {events} parts"),
            Words("een sleutel heeft hoogstens {key} tekens", "a key has at most {key} characters"),
            Words("een getal heeft hoogstens {digits} cijfers", "a number has at most {digits} digits"),
        ),
        roles={},
        explanation=Words(
            "Er zijn grenzen aan wat gelezen wordt, zodat een verkeerd bestand het programma niet stil kan leggen. Gewone regels blijven er ver onder; "
            "grote tabellen kunnen in een CSV-bestand staan.",
            "There are limits to what is read, so that a bad file cannot bring the program to a standstill. Ordinary rules stay far below them; large "
            "tables can stand in a CSV file.",
        ),
        wrong="",
        right="",
    ),
    Problem(
        code="H010",
        severity=Severity.ERROR,
        title=Words("geen regelset", "no rule set"),
        message=Words("in `{folder}` staat geen `ruleset.yaml`", "there is no `ruleset.yaml` in `{folder}`"),
        label=None,
        helps=(Words("zet er een `ruleset.yaml` in, of noem een andere map", "put a `ruleset.yaml` in it, or name another folder"),),
        roles={},
        explanation=Words(
            "Een regelset is een map met een `ruleset.yaml`, waarin staat hoe de regelset heet en voor welke dag ze rekent. Zonder dat bestand is niet "
            "te zeggen wat er in de map staat.",
            "A rule set is a folder with a `ruleset.yaml`, which says what the rule set is called and for which day it computes. Without that file it "
            "cannot be said what the folder holds.",
        ),
        wrong=_WITHOUT_TOP,
        right=f"{_WITHOUT_TOP}{_TOP}",
    ),
    Problem(
        code="H011",
        severity=Severity.ERROR,
        title=Words("CSV niet te lezen", "CSV cannot be read"),
        message=Words("deze tabel is niet te lezen: {what}", "this table cannot be read: {what}"),
        label=None,
        helps=(
            Words("het aantal velden is hier {count} en in de kop {wanted}", "the number of fields is {count} here and {wanted} in the header"),
            Words(
                "de eerste regel noemt de kolommen: één per dimensie en `value`, met `,` of `;` ertussen",
                "the first line names the columns: one per dimension and `value`, with `,` or `;` in between",
            ),
        ),
        roles={},
        explanation=Words(
            "Een tabel in CSV heeft een regel met de namen van de kolommen, en daaronder elke waarde op een eigen regel met evenveel velden. Een veld met "
            "het scheidingsteken erin staat tussen dubbele aanhalingstekens.",
            "A table in CSV has a line with the names of the columns, and below it each value on a line of its own with as many fields. A field that holds "
            "the separator stands between double quotes.",
        ),
        wrong="""\
--- file: regels.yaml
parameters:
  tarief:
    label: Tarief
    unit: EUR
    range: [0, 100]
    freedom: vaststaand
    values:
      - valid_from: 2024-01-01
        basis: law
        status: final
        source: {ref: bron, at: artikel 1}
        csv: tarieven.csv
--- file: tarieven.csv
value
12.50,13
""",
        right="""\
--- file: regels.yaml
parameters:
  tarief:
    label: Tarief
    unit: EUR
    range: [0, 100]
    freedom: vaststaand
    values:
      - valid_from: 2024-01-01
        basis: law
        status: final
        source: {ref: bron, at: artikel 1}
        csv: tarieven.csv
--- file: tarieven.csv
value
12.50
""",
    ),
)
