"""What a finding tells to do: the mend itself, for slips that people make who come from a spreadsheet or a text."""

from __future__ import annotations

import pytest

from engine.problems import say
from engine.problems.samples import SURCHARGE, WAGES, changed
from engine.reading.documents import read_document
from tests.support import problems_of

ROWS = changed(
    WAGES,
    ("JZ: {label: Jeugdzorg}}\n", "JZ: {}}\n  schaal: {label: Schaal, members: {laag: {}, midden: {}, hoog: {}}}\n"),
    ("per: [cao]", "per: [cao, schaal]"),
    ("        table: {GGZ: 41.20, JZ: 39.75}", "        columns: {schaal: [laag, midden, hoog]}\n        table: {GGZ: [41, 42, 43], JZ: [39, 40, 41]}"),
    ("uurloon * 1.25", "max(uurloon, over=schaal)"),
)
END = "    source: {ref: bron, at: tabel 3}"


def helps(text, *edits):
    return [(each.code, say(each, "nl").help) for each in problems_of({"regels.yaml": changed(text, *edits)})]


def test_the_rules_are_sound():
    assert helps(ROWS) == helps(SURCHARGE) == []


@pytest.mark.parametrize(
    ("written", "code", "told"),
    [
        ("1 878", "H101", "schrijf 1878, zonder andere tekens of aanhalingstekens; de eenheid staat bij `unit`"),
        ("€ 1 259 258", "H101", "schrijf 1259258, zonder andere tekens of aanhalingstekens; de eenheid staat bij `unit`"),
        ("12 34", "H106", "kies een van een getal, `nmb`, `unlimited` en `-`"),
        ("1878 25", "H106", "kies een van een getal, `nmb`, `unlimited` en `-`"),
    ],
)
def test_a_number_is_joined_in_groups_of_three_only(written, code, told):
    assert helps(SURCHARGE, ("value: 41.20", f"value: {written}")) == [(code, told)]


@pytest.mark.parametrize(
    ("written", "meant"),
    [("[261, 259 258, 257]", "259, 258"), ("[41, 42 43]", "42, 43"), ("[41.5 42 43]", "41.5, 42, 43")],
)
def test_in_a_list_a_comma_may_be_missing(written, meant):
    assert ("H101", f"ontbreekt er een komma? schrijf dan `{meant}`") in helps(ROWS, ("[41, 42, 43]", written))


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("range: [10, 100]", "range: 0-10", "schrijf `[0, 10]`"),
        ("range: [10, 100]", "range: 0 – 62.5", "schrijf `[0, 62.5]`"),
        ("range: [10, 100]", "range: 10 tot unlimited", "schrijf `[10, unlimited]`"),
        ("range: [10, 100]", "range: hoog", "schrijf de laagste en de hoogste waarde met een komma ertussen, zoals `[0, 100]`"),
        ("range: [10, 100]", "range: 100", "schrijf de laagste en de hoogste waarde met een komma ertussen, zoals `[0, 100]`"),
        (END, f"{END}\n    round: 2", "schrijf `{to: 0.01}`: `to` is de stap waarop wordt afgerond, niet het aantal decimalen"),
        (END, f"{END}\n    round: 0.5", "schrijf `{to: 0.5}`: `to` is de stap waarop wordt afgerond, niet het aantal decimalen"),
        ("    range: [10", "    given: JA\n    range: [10", "schrijf `true`"),
        ("    range: [10", "    given: onwaar\n    range: [10", "schrijf `false`"),
        ("    range: [10", "    given: misschien\n    range: [10", None),
    ],
)
def test_a_value_of_another_kind_is_told_how_to_be_written(old, new, told):
    assert helps(SURCHARGE, (old, new)) == [("H101", told)]


@pytest.mark.parametrize("curly", ["“%”", "’%’", "„%”"])
def test_quotes_that_are_not_the_ordinary_ones_are_named(curly):
    told = f'het aanhalingsteken `{curly[0]}` is niet het gewone; schrijf `"%"`'
    assert helps(SURCHARGE, ('unit: "%"', f"unit: {curly}")) == [("H405", told)]


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2003"])
@pytest.mark.parametrize("key", ["label: Tarief", "unit: EUR/uur\n    formula", "  tarief:\n    label: Tarief"])
def test_a_space_behind_a_colon_that_is_not_the_ordinary_one_is_what_is_told(key, space):
    wrong = changed(SURCHARGE, (key, key.replace(": ", f":{space}")))
    (found,) = problems_of({"regels.yaml": wrong})
    line = wrong.splitlines()[found.span.line - 1]
    assert (found.code, line[found.span.column - 1 : found.span.end_column - 1]) == ("H007", space)
    assert say(found, "nl").help == "zet er een gewone spatie (` `) voor in de plaats"


@pytest.mark.parametrize(
    ("formula", "at", "told"),
    [
        ("= uurloon * (1 + overhead)", "=", "haal het is-teken aan het begin weg"),
        ("(uurloon) x (1 + overhead)", "x", "schrijf `*`"),
        ("uurloon X (1 + overhead)", "X", "schrijf `*`"),
        ("uurloon x 1.2", "x", "schrijf `*`"),
        ("uurloon keer 1.2", "keer", "schrijf `*`"),
    ],
)
def test_a_formula_as_in_a_spreadsheet_or_on_paper(formula, at, told):
    wrong = changed(SURCHARGE, ("uurloon * (1 + overhead)", formula))
    found = [each for each in problems_of({"regels.yaml": wrong}) if each.code != "H305"]
    assert [(each.code, each.fields["found"], say(each, "nl").help) for each in found] == [("H201", at, told)]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("label: Curaçao, € 12\n".encode("cp1252"), "het lijkt Windows-1252; kies in de editor voor opslaan als UTF-8"),
        ("label: Curaçao\n".encode("utf-16"), "het lijkt UTF-16; kies in de editor voor opslaan als UTF-8"),
        (b"\x89PNG\r\n\x1a\n\x00\xff\xfe", "het lijkt geen tekst: 2 van de eerste 11 bytes zijn geen tekens"),
        (bytes(range(256)) * 100, "het lijkt geen tekst: 544 van de eerste 4096 bytes zijn geen tekens"),
    ],
)
def test_what_is_no_text_is_not_said_to_be_one(data, told):
    (found,) = read_document("regels.yaml", data)[1]
    assert (found.code, say(found, "nl").help) == ("H001", told)
