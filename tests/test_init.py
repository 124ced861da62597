"""`herleid init` begins a rule set that is complete from the first moment, and leaves alone what is there."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from engine.editing import saving, starting
from engine.reading.documents import read_document

TOP = Path(__file__).parents[1]


@pytest.fixture
def begun(herleid, tmp_path):
    code, _, err = herleid("init", "mijnregio")
    assert (code, err) == (0, "")
    return tmp_path / "rules" / "mijnregio"


def names_in(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.usefixtures("begun")
def test_from_an_empty_folder_three_commands_give_a_tariff(herleid):
    assert herleid("check", "--fail-on", "warning") == (0, "geen problemen in 3 bestanden\n", "")
    code, out, _ = herleid("test")
    assert code == 0
    assert "verklaard: 2 van 2 gepubliceerde cijfers" in out
    code, out, _ = herleid("calc")
    assert code == 0
    assert "Begeleiding individueel  € 70,62" in out


def test_it_says_how_to_go_on_and_every_command_it_names_works(herleid, tmp_path):
    for arguments in (["een"], ["twee"], ["drie", "--rules", "regels van ons"], ["vier", "--lang", "en"]):
        out = herleid("init", *arguments)[1]
        steps = [line.split("  ")[1] for line in out.splitlines() if line.startswith("  herleid ")]
        assert len(steps) == 4
        for step in steps:
            done = subprocess.run([sys.executable, TOP / "cli.py", *shlex.split(step)[1:]], cwd=tmp_path, capture_output=True, check=False)
            assert done.returncode == 0, (step, done.stderr)
    assert "was made" in out


def test_it_has_its_own_name_and_holds_one_of_everything(begun):
    top = (begun / "ruleset.yaml").read_text("utf-8")
    assert "\n  name: mijnregio " in top
    assert "\n  label: Tarieven mijnregio " in top
    sections = {key.text for path in begun.glob("*.yaml") for key, _ in read_document("x.yaml", path.read_bytes())[0].root.entries}
    assert sections == {"ruleset", "units", "elements", "sources", "dimensions", "parameters", "formulas", "published", "checks"}


@pytest.mark.parametrize("name", ["r", "mijnregio", "oostelijk_land"])
def test_comments_stay_under_each_other_whatever_it_is_called(herleid, tmp_path, name):
    herleid("init", name)
    lines = (tmp_path / "rules" / name / "ruleset.yaml").read_text("utf-8").partition("ruleset:")[2].splitlines()
    assert len({line.index("#") for line in lines[1:4]}) == 1


def test_what_is_written_teaches_in_short_lines(begun):
    for path in begun.glob("*.yaml"):
        text = path.read_text("utf-8")
        assert text.startswith("# yaml-language-server: $schema=schemas/rules.schema.json\n# ")
        assert all(len(line) <= 120 for line in text.splitlines())
    assert (begun / "tarief.yaml").read_text("utf-8").count("#") > 15


def test_the_figures_cannot_be_taken_for_real_ones(begun):
    assert "verzonnen" in (begun / "ruleset.yaml").read_text("utf-8")
    assert "(verzonnen)" in (begun / "bronnen.yaml").read_text("utf-8")


def test_the_schemas_for_the_editor_stand_beside_it(begun):
    assert {path.name: path.read_bytes() for path in (begun / "schemas").iterdir()} == starting.schema_files()
    assert "rules.schema.json" in starting.schema_files()


def test_a_schema_of_another_version_is_a_warning_until_it_is_renewed(begun, herleid):
    old = begun / "schemas" / "units.schema.json"
    old.write_text("{}", "utf-8")
    code, out, _ = herleid("check")
    assert code == 0
    assert "waarschuwing[H019]: het schema in `rules/mijnregio/schemas` is van een andere versie van herleid\n --> rules/mijnregio/ruleset.yaml:1:33\n" in out
    assert "`herleid init rules/mijnregio --schemas`" in out
    for name in ("mijnregio", "rules/mijnregio"):
        old.write_text("{}", "utf-8")
        assert herleid("init", name, "--schemas") == (0, "de schema's in `rules/mijnregio/schemas` zijn die van deze versie van herleid\n", "")
        assert herleid("check")[1] == "geen problemen in 3 bestanden\n"


def test_line_ends_of_windows_do_not_make_it_another_version(begun, herleid):
    for path in (begun / "schemas").iterdir():
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert herleid("check")[1] == "geen problemen in 3 bestanden\n"


def test_schemas_are_only_renewed_where_they_are(begun, herleid, tmp_path):
    (tmp_path / "elders").mkdir()
    top = begun / "ruleset.yaml"
    top.write_text(top.read_text("utf-8").replace("$schema=schemas/", "$schema=../../elders/"), "utf-8")
    code, out, err = herleid("init", "mijnregio", "--schemas")
    assert (code, out) == (2, "")
    assert "geen schema's" in err
    assert names_in(tmp_path / "elders") == []
    assert herleid("init", "geen", "--schemas")[0] == 2


@pytest.mark.parametrize("name", ["Mijnregio", "mijn regio", "mijn-regio", "2e", "", "../elders", "a/b", "é", "a" * 101, "CON:"])
def test_a_name_that_is_none_is_refused(herleid, tmp_path, name):
    code, out, err = herleid("init", name)
    assert (code, out) == (2, "")
    assert "kan geen naam zijn" in err
    assert names_in(tmp_path) == []


def test_a_name_that_can_be_meant_is_offered(herleid):
    assert "bedoelde u `oost_gelderland`?" in herleid("init", "Oost-Gelderland")[2]
    assert "bedoelde u `fryslan`?" in herleid("init", "Fryslân")[2]


def test_what_is_there_is_left_alone(begun, herleid, tmp_path):
    (begun / "tarief.yaml").write_text("van mij", "utf-8")
    before = names_in(tmp_path)
    code, out, err = herleid("init", "mijnregio")
    assert (code, out) == (2, "")
    assert err == "herleid: `rules/mijnregio` bestaat al; er is niets gemaakt\n"
    assert (begun / "tarief.yaml").read_text("utf-8") == "van mij"
    assert names_in(tmp_path) == before
    (tmp_path / "rules" / "bestand").write_text("x", "utf-8")
    assert herleid("init", "bestand")[0] == 2


def test_an_empty_folder_is_filled(herleid, tmp_path):
    (tmp_path / "rules" / "leeg").mkdir(parents=True)
    assert herleid("init", "leeg")[0] == 0
    assert (tmp_path / "rules" / "leeg" / "ruleset.yaml").is_file()


@pytest.mark.usefixtures("begun")
def test_no_rule_set_begins_within_another(herleid, tmp_path):
    before = names_in(tmp_path)
    code, _, err = herleid("init", "binnen", "--rules", "rules/mijnregio")
    assert code == 2
    assert "is zelf een regelset" in err
    assert names_in(tmp_path) == before


def test_a_disk_that_is_full_leaves_nothing_behind(herleid, tmp_path, monkeypatch):
    calls = []

    def full(handle):
        calls.append(handle)
        if len(calls) == 3:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    code, out, err = herleid("init", "mijnregio")
    assert (code, out) == (2, "")
    assert "de schijf is vol" in err
    assert names_in(tmp_path) == ["rules"]


def test_what_a_process_that_was_killed_left_behind_is_in_nobodys_way(tmp_path):
    (tmp_path / ".naam.herleid" / "diep").mkdir(parents=True)
    (tmp_path / ".naam.herleid" / "diep" / "half.yaml").write_text("half", "utf-8")
    saving.create(tmp_path / "naam", {"a.yaml": b"heel"})
    assert names_in(tmp_path) == ["naam", "naam/a.yaml"]
