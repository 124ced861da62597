"""`herleid set` changes one value where it stands, with what it rests on, and leaves every other character alone."""

from __future__ import annotations

import contextlib
import difflib
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.editing import saving
from engine.editing.edited import EditedTree
from engine.editing.proving import Unproved, prove
from engine.editing.setting import set_value
from engine.editing.wishes import Wish
from engine.model import Parameter
from engine.questions.selection import Unanswerable
from engine.reading.loading import load
from engine.reading.trees import FolderTree
from tests.golden import REGIONS, copy_duinrand

TOP = Path(__file__).parents[1]

SOURCES = """\
sources:
  advies: {title: Advies, publisher: Gemeente Voorbeeld, date: 2024-11-01, type: consultation, url: https://example.org/advies, retrieved: 2024-11-02}
  tekst:
    title: Besluit met tekst
    publisher: Gemeente Voorbeeld
    date: 2024-01-01
    type: decision
    sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
"""

RULES = """\
# De tarieven van het voorbeeld.
dimensions:
  domein: {label: Domein, members: {jeugd: {}, wmo: {label: Wmo, aliases: [WMO 2015]}}}
  cao: {label: Cao, members: {GGZ: {}, JZ: {}}}

parameters:
  uurloon:
    label: Uurloon
    unit: EUR/uur
    range: [10, 100]
    freedom: vaststaand
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, value: 41.20}  # uit het besluit
  overhead:
    label: Overhead
    unit: "%"
    per: [domein, cao]
    range: [0, 60]
    freedom: suggestie
    values:
      - valid_from: 2024-01-01
        basis: document
        status: final
        source:
          ref: tekst
          at: tabel 2
          quote: "34,2% en 27,1%"   # zoals gedrukt
        table:
          jeugd: {GGZ: 34.2,   JZ: 27.1}   # met de hand uitgelijnd
          wmo:
            GGZ: 34.2
            JZ: 27.1
        # tot hier

formulas:
  tarief:
    label: Tarief
    unit: EUR/uur
    per: [domein, cao]
    round: {to: 0.01}
    formula: uurloon * (1 + overhead)
    source: {ref: bron, at: tabel 3}
"""

FILES = {"bronnen.yaml": SOURCES, "regels.yaml": RULES}

NEW = ("--source", "advies", "--at", "bijlage 4", "--status", "advice")


@pytest.fixture
def change(rules, herleid, tmp_path):
    """Run `herleid set` on the rules; return its exit code, the lines that changed and all that it said."""
    files = {}

    def run(*arguments, texts=FILES):
        if not files:
            files.update(texts)
            rules(files)
        before = texts_of(tmp_path)
        code, out, err = herleid("set", *arguments, "--rules", ".")
        return code, differences(before, texts_of(tmp_path)), out + err

    return run


def texts_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in folder.rglob("*") if path.is_file()}


def differences(before, after):
    assert before.keys() == after.keys(), "no file is left behind"
    found = []
    for name, text in before.items():
        for line in difflib.unified_diff(text.split("\n"), after[name].split("\n"), n=0, lineterm=""):
            found += [line] if line[:1] in "+-" and line[:3] not in ("+++", "---") else []
    return found


# A value that is there.


def test_a_value_is_mended_in_its_own_place(change):
    code, lines, said = change("uurloon", "42.60", "--from", "2024-01-01")
    assert code == 0
    assert lines == [
        "-      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, value: 41.20}  # uit het besluit",
        "+      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, value: 42.60}  # uit het besluit",
    ]
    assert "`uurloon` is vanaf 1 januari 2024 € 42,60 per uur (was € 41,20 per uur)" in said


def test_percents_are_given_as_they_are_written(change):
    code, lines, said = change("overhead", "domein=jeugd", "cao=GGZ", "27.1", "--from", "2024-01-01")
    assert code == 0
    kept = "   JZ: 27.1}   # met de hand uitgelijnd"
    assert lines == [f"-          jeugd: {{GGZ: 34.2,{kept}", f"+          jeugd: {{GGZ: 27.1,{kept}"]
    assert "27,1% (was 34,2%)" in said


def test_a_cell_of_a_block_is_mended_too(change):
    code, lines, _ = change("overhead", "cao=JZ", "domein=wmo", "34.2", "--from", "2024-01-01")
    assert (code, lines) == (0, ["-            JZ: 27.1", "+            JZ: 34.2"])


def test_the_tariffs_that_move_are_told_with_what_they_were(change):
    _, _, said = change("overhead", "domein=jeugd", "cao=GGZ", "27.1", "--from", "2024-01-01")
    assert "Tarief, peildatum 1 juli 2024: 1 van de 4 wijzigt\n  jeugd  GGZ  € 55,29  ->  € 52,37  € -2,92  per uur\n" in said
    _, _, said = change("uurloon", "50", "--from", "2024-01-01", "--lang", "en")
    assert "Tarief, as of 1 July 2024: 4 of 4 change\n" in said


def test_a_value_of_a_later_day_is_told_from_that_day(change):
    _, _, said = change("uurloon", "50", "--from", "2025-01-01", *NEW)
    assert "Tarief, peildatum 1 januari 2025: 4 van de 4 wijzigen\n" in said


def test_a_quote_that_does_not_hold_the_number_is_refused_as_check_does(change):
    code, lines, said = change("overhead", "domein=jeugd", "cao=GGZ", "35.2", "--from", "2024-01-01")
    assert (code, lines) == (1, [])
    assert "fout[H710]: `35.2` voor `overhead` staat niet in het citaat\n  --> regels.yaml:29:24\n" in said
    assert said.endswith("herleid: er is niets geschreven\n")


def test_a_quote_comes_beside_those_of_the_table(change):
    code, lines, _ = change("overhead", "domein=jeugd", "cao=GGZ", "35.2", "--from", "2024-01-01", "--quote", "35,2%")
    assert code == 0
    assert lines[0].startswith("-          quote:")
    assert lines[1] == '+          quote: ["34,2% en 27,1%", "35,2%"]   # zoals gedrukt'
    assert [each.partition("GGZ: ")[2][:5] for each in lines[2:]] == ["34.2,", "35.2,"]


def test_a_cell_that_comes_to_rest_on_something_else_leaves_its_table(change):
    code, lines, _ = change("overhead", "domein=jeugd", "cao=GGZ", "36", "--from", "2024-01-01", *NEW)
    assert code == 0
    assert lines == [
        "-          jeugd: {GGZ: 34.2,   JZ: 27.1}   # met de hand uitgelijnd",
        "+          jeugd: {JZ: 27.1}   # met de hand uitgelijnd",
        "+      - {valid_from: 2024-01-01, basis: document, status: advice, source: {ref: advies, at: bijlage 4}, table: {jeugd: {GGZ: 36}}}",
    ]


def test_what_a_value_by_itself_rests_on_changes_with_it(change):
    code, lines, said = change("uurloon", "43", "--from", "2024-01-01", *NEW, "--note", "Zie ook: dia 3")
    assert code == 0
    changed = '{valid_from: 2024-01-01, basis: document, status: advice, source: {ref: advies, at: bijlage 4}, note: "Zie ook: dia 3", value: 43}'
    assert lines[1] == f"+      - {changed}  # uit het besluit"
    assert "grondslag document, status advice, bron advies: bijlage 4" in said


# A value that is new.


def test_a_value_from_another_day_is_added_and_the_old_one_holds_until_then(change, herleid):
    code, lines, said = change("overhead", "domein=jeugd", "cao=GGZ", "35.2", "--from", "2025-01-01", *NEW)
    assert code == 0
    assert lines == [
        "+      - {valid_from: 2025-01-01, basis: document, status: advice, source: {ref: advies, at: bijlage 4}, table: {jeugd: {GGZ: 35.2}}}"
    ]
    assert "is vanaf 1 januari 2025 35,2% (was 34,2%)" in said
    question = ("calc", "overhead", "domein=jeugd", "cao=GGZ", "--rules", ".", "--format", "csv")
    assert "34.2" in herleid(*question)[1]
    assert "35.2" in herleid(*question, "--day", "2025-01-01")[1]


def test_a_long_entry_takes_two_lines(change):
    place = "Bijlage 4 bij het advies van de gezamenlijke werkgroep over tarieven, bladzijde 12, tweede alinea"
    _, lines, _ = change("uurloon", "43", "--from", "2025-01-01", "--source", "advies", "--at", place, "--status", "concept")
    assert lines == [
        "+      - {valid_from: 2025-01-01, basis: document, status: concept, value: 43,",
        f'+        source: {{ref: advies, at: "{place}"}}}}',
    ]


def test_a_new_value_needs_a_source_and_a_place(change):
    code, lines, said = change("uurloon", "43", "--from", "2025-01-01")
    assert (code, lines) == (2, [])
    assert "`--source` en `--at` ontbreken" in said
    assert "`--from 2024-01-01`" in said
    assert "`--at` ontbreekt" in change("uurloon", "43", "--from", "2025-01-01", "--source", "bron")[2]


def test_basis_and_status_follow_from_the_source(change):
    assert "grondslag document, status final, bron bron: tabel 9" in change("uurloon", "43", "--from", "2025-01-01", "--source", "bron", "--at", "tabel 9")[2]
    code, _, said = change("uurloon", "43", "--from", "2026-01-01", "--source", "advies", "--at", "tabel 9")
    assert code == 2
    assert "`--status` ontbreekt: is `advies` een ontwerp (concept), een advies (advice) of een besluit (final)?" in said


def test_a_definition_needs_no_source(change):
    code, lines, _ = change("uurloon", "43", "--from", "2025-01-01", "--basis", "definition", "--status", "final")
    assert (code, lines) == (0, ["+      - {valid_from: 2025-01-01, basis: definition, status: final, value: 43}"])


@pytest.mark.parametrize(("value", "written"), [("nmb", "nmb"), ("-", '"-"'), ("0.10", "0.10"), ("55", "55")])
def test_a_value_is_written_as_it_was_given(change, value, written):
    _, lines, _ = change("overhead", "domein=jeugd", "cao=GGZ", value, "--from", "2025-01-01", *NEW)
    assert f"GGZ: {written}}}" in lines[0]


def test_a_value_below_zero_is_no_option(change):
    code, lines, said = change("uurloon", "-1.5", "--from", "2024-01-01")
    assert (code, lines) == (1, [])
    assert "H304" in said
    code, _, said = change("uurloon", "42", "--form", "2024-01-01")
    assert code == 2
    assert "`--form`" in said


# What is refused.


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("uurloon", "420", "--from", "2024-01-01"), 1, "H304"),
        (("uurloon", "43", "--from", "2025-01-01", "--source", "beslut", "--at", "x"), 1, "H209"),
        (("uurloon", "43", "--from", "2025-01-01", "--source", "tekst", "--at", "x"), 1, "H705"),
        (("uurloon", "43", "--from", "2025-01-01", "--source", "tekst", "--at", "x", "--quote", "44 euro"), 1, "H710"),
        (("uurloon", "42,6", "--from", "2024-01-01"), 2, "schrijf `42.6`"),
        (("uurloon", "1,054", "--from", "2024-01-01"), 2, "schrijf `1054` of `1.054`"),
        (("uurloon", "1.054,5", "--from", "2024-01-01"), 2, "schrijf `1054.5`"),
        (("overhead", "domein=jeugd", "cao=GGZ", "35,2%", "--from", "2024-01-01"), 2, "schrijf 35.2, zonder andere tekens"),
        (("uurloon", "€ 42,60", "--from", "2024-01-01"), 2, "schrijf 42.60"),
        (("uurloon", "veel", "--from", "2024-01-01"), 2, "`veel` kan hier niet"),
        (("uurloon", "43"), 2, "`--from` ontbreekt: vanaf welke dag geldt de waarde? (`--from 2024-01-01` verbetert de waarde die er staat)"),
        (("uurloon", "43", "--from", "1-1-2024"), 2, "1-1-2024"),
        (("uurlon", "43", "--from", "2024-01-01"), 2, "bedoelde u `uurloon`?"),
        (("tarief", "domein=wmo", "cao=JZ", "43", "--from", "2024-01-01"), 2, "`tarief` wordt berekend en niet vastgesteld"),
        (("overhead", "domein=jeugd", "43", "--from", "2024-01-01"), 2, "kies nog cao=GGZ, JZ"),
        (("overhead", "domein=jeugd", "cao=VVT", "43", "--from", "2024-01-01"), 2, "`cao` kan niet `VVT` zijn"),
        (("uurloon", "--from", "2024-01-01"), 2, "herleid set PARAMETER DIM=LID... WAARDE"),
        (("uurloon", "43", "44", "--from", "2024-01-01"), 2, "herleid set PARAMETER DIM=LID... WAARDE"),
        (("uurloon", "43", "--from", "2025-01-01", "--basis", "calibrated", *NEW), 2, "`herleid solve`"),
        (("uurloon", "43", "--from", "2025-01-01", "--basis", "gok", *NEW), 2, "--basis"),
    ],
)
def test_what_check_would_refuse_is_not_written(change, arguments, code, words):
    found, lines, said = change(*arguments, "--lang", "nl")
    assert (found, lines) == (code, [])
    assert words in said


def test_rules_that_do_not_hold_are_not_changed(change):
    code, lines, said = change("uurloon", "43", "--from", "2024-01-01", texts={**FILES, "regels.yaml": RULES.replace("41.20", "410")})
    assert (code, lines) == (1, [])
    assert "H304" in said


def test_a_finding_that_was_there_already_stops_nothing(change):
    texts = {**FILES, "regels.yaml": RULES.replace('"34,2% en 27,1%"', '"34,2%"')}
    code, _, said = change("uurloon", "43", "--from", "2024-01-01", texts=texts)
    assert code == 0
    assert "H710" not in said


def test_what_it_says_already_is_not_written_again(change):
    code, lines, said = change("uurloon", "41.20", "--from", "2024-01-01")
    assert (code, lines) == (0, [])
    assert said == "herleid: dit staat er al\n"


def test_a_change_can_be_shown_before_it_is_made(change):
    code, lines, said = change("uurloon", "43", "--from", "2024-01-01", "--diff")
    assert (code, lines) == (0, [])
    assert said.startswith("--- a/regels.yaml\n+++ b/regels.yaml\n@@ -10,7 +10,7 @@\n")
    assert "wijzigen\n" in said


# Every layout.


COLUMNS = """\
dimensions:
  domein: {label: Domein, members: {jeugd: {}}}
  cao: {label: Cao, members: {GGZ: {}, JZ: {}, VVT: {}}}
formulas:
  tarief: {label: Tarief, unit: EUR/uur, per: [domein, cao], formula: uurloon, source: {ref: bron, at: tabel 3}}
parameters:
  uurloon:
    label: Uurloon
    unit: EUR/uur
    per: [domein, cao]
    range: [10, 100]
    freedom: vaststaand
    values:
      - valid_from: 2024-01-01
        basis: document
        status: final
        source: {ref: bron, at: tabel 1}
        columns: {cao: [GGZ, JZ, VVT]}
        table:
          jeugd: [41.20, 42.10,
                  43.30]
"""


def test_a_table_with_columns_is_changed_in_its_row(change):
    texts = {"regels.yaml": COLUMNS}
    assert change("uurloon", "cao=VVT", "44", "--from", "2024-01-01", texts=texts)[:2] == (0, ["-                  43.30]", "+                  44]"])
    code, lines, said = change("uurloon", "cao=VVT", "45", "--from", "2024-01-01", "--at", "tabel 2")
    assert (code, lines) == (2, [])
    assert "tabel met kolommen" in said
    code, lines, _ = change("uurloon", "cao=VVT", "45", "--from", "2025-01-01", "--source", "bron", "--at", "tabel 2")
    assert lines == ["+      - {valid_from: 2025-01-01, basis: document, status: final, source: {ref: bron, at: tabel 2}, table: {jeugd: {VVT: 45}}}"]


CSV = COLUMNS.partition("        columns")[0] + "        csv: uurloon.csv\n"


@pytest.mark.parametrize("separator", [",", ";"])
def test_a_row_of_a_csv_file_is_changed_in_its_field(change, separator):
    table = "domein,cao,value,at\njeugd,GGZ,41.20,\njeugd,JZ, 42.10 ,\njeugd,VVT,43.30,\n".replace(",", separator)
    texts = {"regels.yaml": CSV, "uurloon.csv": table}
    assert change("uurloon", "cao=JZ", "44", "--from", "2024-01-01", texts=texts)[:2] == (
        0,
        [f"-jeugd{separator}JZ{separator} 42.10 {separator}", f"+jeugd{separator}JZ{separator} 44 {separator}"],
    )
    code, lines, _ = change("uurloon", "cao=GGZ", "45", "--from", "2024-01-01", "--at", 'tabel; "2", a')
    assert (code, lines[1]) == (0, f'+jeugd{separator}GGZ{separator}45{separator}"tabel; ""2"", a"')
    code, lines, said = change("uurloon", "cao=GGZ", "45", "--from", "2024-01-01", "--note", "x")
    assert (code, lines) == (2, [])
    assert "heeft geen kolom `note`" in said


def test_line_ends_and_the_byte_order_mark_stay_as_they_are(rules, herleid, tmp_path):
    rules(FILES)
    path = tmp_path / "regels.yaml"
    before = b"\xef\xbb\xbf" + RULES.replace("\n", "\r\n").encode()
    path.write_bytes(before)
    assert herleid("set", "uurloon", "43", "--from", "2025-01-01", "--rules", ".", *NEW)[0] == 0
    assert herleid("set", "uurloon", "42", "--from", "2024-01-01", "--rules", ".")[0] == 0
    after = path.read_bytes()
    assert after.startswith(b"\xef\xbb\xbf#")
    assert after.count(b"\n") == after.count(b"\r\n") == before.count(b"\n") + 1


def test_entries_in_brackets_are_added_in_brackets(change):
    start, _, rest = RULES.partition("    values:\n")
    entry, _, rest = rest.partition("\n")
    text = f"{start}    values: [{entry.strip()[2:].partition('  #')[0]}]\n{rest}"
    code, lines, _ = change("uurloon", "43", "--from", "2025-01-01", *NEW, texts={**FILES, "regels.yaml": text})
    assert code == 0
    assert lines[1].endswith("value: 41.20}, {valid_from: 2025-01-01, basis: document, status: advice, source: {ref: advies, at: bijlage 4}, value: 43}]")


def test_a_file_without_a_last_line_end_can_be_added_to(change):
    text = CSV.replace("        csv: uurloon.csv\n", "        table: {jeugd: {GGZ: 41.20, JZ: 42.10, VVT: 43.30}}")
    code, lines, _ = change("uurloon", "cao=VVT", "45", "--from", "2025-01-01", "--source", "bron", "--at", "tabel 2", texts={"regels.yaml": text})
    assert (code, len(lines)) == (0, 1)


def test_a_value_of_a_library_is_changed_in_the_library(tmp_path, herleid):
    copy_duinrand(tmp_path)
    before = texts_of(tmp_path)
    grounds = ("--from", "2026-01-01", "--source", "besluit", "--at", "artikel 9", "--status", "final")
    code, out, err = herleid("set", "schaalmaximum", "cao=ZEE", "schaal=7", "3300", *grounds)
    assert code == 0, err
    assert out.startswith("rules/kust/salarissen.yaml:")
    assert "in een bibliotheek: geldt ook voor andere regelsets die haar gebruiken" in out
    assert len(differences(before, texts_of(tmp_path))) == 1


EVERY = [(region, rule.name, entry, cell) for region in ("duinrand", "kust") for rule in load(FolderTree(REGIONS, REGIONS), region).ruleset.rules.values()
         if isinstance(rule, Parameter) for entry in rule.entries for cell in entry.cells]  # fmt: skip

TEXTS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1).map(lambda each: " ".join(each.split())).filter(bool)
GROUNDS = st.fixed_dictionaries({}, optional={"at": TEXTS, "quote": TEXTS, "note": TEXTS, "status": st.sampled_from(["concept", "advice", "final"])})


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(EVERY), st.sampled_from(["12.50", "0", "nmb", "-"]), st.booleans(), GROUNDS)
def test_whatever_is_set_that_is_what_changes_and_nothing_else(chosen, value, new, grounds):
    region, name, entry, cell = chosen
    tree = FolderTree(REGIONS, REGIONS)
    before = load(tree, region).ruleset
    day = date(2031, 1, 1) if new else entry.valid_from
    grounds = {"ref": "besluit", "at": "x", "status": "final", **grounds} if new and "besluit" in before.sources else grounds
    try:
        found = set_value(before, Wish(name, cell, value, day, **grounds))
    except Unanswerable:
        return
    after = load(EditedTree(tree, {found.file: found.text}), region).ruleset
    prove(before, after, name, found.entries)


def test_an_edit_that_did_anything_else_is_not_proved():
    tree = FolderTree(REGIONS, REGIONS)
    before = load(tree, "duinrand").ruleset
    found = set_value(before, Wish("overhead", ("wmo", "ZEE"), "12.5", date(2024, 1, 1), at="elders"))
    for old, new in [("12.5", "12.6"), ("at: elders", "at: hier"), ("label: Overhead", "label: Overheid"), ("range: [0, ", "range: [1, ")]:
        assert old in found.text
        after = load(EditedTree(tree, {found.file: found.text.replace(old, new, 1)}), "duinrand").ruleset
        with pytest.raises(Unproved):
            prove(before, after, "overhead", found.entries)


# Saving.


def test_a_save_keeps_the_permissions_and_follows_a_link_within_the_folder(rules, herleid, tmp_path):
    rules(FILES)
    real = tmp_path / "echt.txt"
    (tmp_path / "regels.yaml").rename(real)
    (tmp_path / "regels.yaml").symlink_to(real)
    real.chmod(0o640)
    assert herleid("set", "uurloon", "42", "--from", "2024-01-01", "--rules", ".")[0] == 0
    assert (tmp_path / "regels.yaml").is_symlink()
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert "value: 42}" in real.read_text("utf-8")


def test_a_save_never_leaves_the_folder(tmp_path):
    (tmp_path / "elders").mkdir()
    (tmp_path / "map").mkdir()
    (tmp_path / "elders" / "a.yaml").write_bytes(b"oud")
    (tmp_path / "map" / "a.yaml").symlink_to(tmp_path / "elders" / "a.yaml")
    for path in ("a.yaml", "../elders/a.yaml"):
        with pytest.raises(saving.Outside):
            saving.save(tmp_path / "map", path, b"oud", b"nieuw")
    assert (tmp_path / "elders" / "a.yaml").read_bytes() == b"oud"


def test_what_somebody_else_wrote_meanwhile_is_not_lost(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"van een ander")
    with pytest.raises(saving.Changed):
        saving.save(tmp_path, "a.yaml", b"oud", b"nieuw")
    assert (tmp_path / "a.yaml").read_bytes() == b"van een ander"
    assert [path.name for path in tmp_path.iterdir()] == ["a.yaml"]


@pytest.mark.parametrize("broken", ["fsync", "replace", "open"])
@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_disk_that_fails_leaves_the_old_file_or_the_new_one(tmp_path, monkeypatch, broken, nth):
    path, calls = tmp_path / "a.yaml", []
    path.write_bytes(b"oud")
    owner = Path if broken == "replace" else os
    real = getattr(owner, broken)

    def failing(*arguments, **options):
        calls.append(1)
        if len(calls) == nth:
            raise OSError(28, "No space left on device")
        return real(*arguments, **options)

    monkeypatch.setattr(owner, broken, failing)
    with contextlib.suppress(OSError):
        saving.save(tmp_path, "a.yaml", b"oud", b"nieuw")
    assert path.read_bytes() in (b"oud", b"nieuw")


def test_a_full_disk_is_told_and_nothing_is_lost(rules, herleid, tmp_path, monkeypatch):
    rules(FILES)
    before = texts_of(tmp_path)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    code, out, err = herleid("set", "uurloon", "42", "--from", "2024-01-01", "--rules", ".")
    assert (code, out) == (2, "")
    assert "de schijf is vol" in err
    assert texts_of(tmp_path) == before


SAVING = """
import sys
from pathlib import Path
from engine.editing.saving import save
folder, texts = Path(sys.argv[1]), [bytes([each]) * 300_000 for each in b"ab"]
while True:
    for old, new in (texts, texts[::-1]):
        save(folder, "a.yaml", old, new) if (folder / "a.yaml").read_bytes() == old else None
        print(flush=True)
"""


ONCE = """
import sys
from pathlib import Path
from engine.editing.saving import Changed, save
try:
    save(Path(sys.argv[1]), "a.yaml", b"oud", sys.argv[2].encode())
except Changed:
    print("changed")
"""


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_a_hundred_kills_in_the_middle_of_a_save_leave_a_hundred_whole_files(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a" * 300_000)
    seen = set()
    for nth in range(100):
        process = subprocess.Popen([sys.executable, "-c", SAVING, tmp_path], cwd=TOP, stdout=subprocess.PIPE)
        process.stdout.readline()
        time.sleep(nth / 10_000)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        whole = path.read_bytes()
        assert whole in (b"a" * 300_000, b"b" * 300_000)
        seen.add(whole[:1])
    assert seen == {b"a", b"b"}
    assert len(list(tmp_path.iterdir())) <= 2, "what was left behind is used again"


def test_two_who_save_at_once_do_not_lose_what_the_other_wrote(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"oud")
    running = [subprocess.Popen([sys.executable, "-c", ONCE, tmp_path, f"van {each}"], cwd=TOP, stdout=subprocess.PIPE, text=True) for each in range(8)]
    said = [each.communicate()[0] for each in running]
    winner = said.index("")
    assert said.count("changed\n") == 7
    assert (tmp_path / "a.yaml").read_text("utf-8") == f"van {winner}"


def test_the_achterhoek_takes_a_value(tmp_path, herleid):
    shutil.copytree(TOP / "rules", tmp_path / "rules")
    before = texts_of(tmp_path)
    place, quote = "Jeugd, Keuze overhead en verzuim per sector", "| GGZ | 35,2% opslag |"
    arguments = ("--source", "marktconsultatie_3", "--at", place, "--quote", quote)
    code, out, err = herleid("set", "overhead", "domein=jeugd", "cao=GGZ", "35.2", "--from", "2024-01-01", *arguments)
    assert code == 0, err
    assert len(differences(before, texts_of(tmp_path))) == 3
    assert "Ondersteuning individueel" in out
