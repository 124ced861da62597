"""What `herleid explain` tells about a code."""

from __future__ import annotations

import json

import pytest

from engine.commands import COMMANDS
from engine.commands.group import Group
from engine.commands.running import run
from engine.problems import CATALOGUE
from tests.support import BASE


@pytest.fixture
def herleid(tmp_path, monkeypatch, capsys):
    """Run the command in an empty folder; return its exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments):
        code = run(Group("engine.commands", COMMANDS), arguments)
        return code, *capsys.readouterr()

    return call


def test_a_code_is_explained_with_a_wrong_and_a_right_example(herleid):
    code, out, err = herleid("explain", "H204", "--lang", "nl")
    assert (code, err) == (0, "")
    assert out.startswith("fout[H204]: functie bestaat niet\n\n")
    assert "  >     formula: AFRONDEN(uren, 0.01)\n" in out
    assert "  >     formula: round(uren, 0.01)\n" in out


def test_a_code_may_be_typed_in_small_letters(herleid):
    assert herleid("explain", "h204") == herleid("explain", "H204")


def test_without_a_code_all_are_listed(herleid):
    _, out, _ = herleid("explain")
    assert out.count("\n") == len(CATALOGUE)
    assert "error[H204]: no such function\n" in out


def test_an_unknown_code_is_misuse_with_the_nearest_that_exists(herleid):
    assert herleid("explain", "H2004") == (2, "", "herleid: there is no code `H2004`; did you mean `H204`?\n")


def test_as_json(herleid):
    _, out, _ = herleid("explain", "H204", "--format", "json")
    document = json.loads(out)
    assert list(document) == ["schema_version", "ruleset", "day", "engine_version", "problems"]
    assert [each["code"] for each in document["problems"]] == ["H204"]


def test_the_answer_is_in_the_language_of_the_rules_that_are_here(herleid, tmp_path):
    folder = tmp_path / "rules" / "voorbeeld"
    folder.mkdir(parents=True)
    (folder / "ruleset.yaml").write_text(BASE, "utf-8")
    assert herleid("explain", "H204")[1].startswith("fout[H204]")
    assert herleid("explain", "H204", "--lang", "en")[1].startswith("error[H204]")


@pytest.mark.parametrize("text", ["", "ruleset: x", "ruleset: {language: [", "\x00"])
def test_rules_that_are_broken_do_not_stand_in_the_way(herleid, tmp_path, text):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "ruleset.yaml").write_text(text, "utf-8")
    assert herleid("explain", "H204")[1].startswith("error[H204]")
