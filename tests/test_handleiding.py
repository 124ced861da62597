"""The manual takes a reader from an empty folder to a tariff: every command in it is given, in order, and prints what it shows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from engine.commands import COMMANDS
from tests.shown import assert_shown, blocks, commands, edit, run

PAGE = (Path(__file__).parents[1] / "docs" / "handleiding.md").read_text("utf-8")
STEPS = blocks(PAGE)
ASIDE = sorted(set(re.findall(r"`(herleid [^`]+)`", re.sub(r"^```.*?^```$", "", PAGE, flags=re.DOTALL | re.MULTILINE))))


@pytest.fixture(scope="module")
def reader(tmp_path_factory):
    """The folder of a reader who has done everything that the manual says, with what did not come out as shown."""
    folder, surprises = tmp_path_factory.mktemp("lezer"), []
    for kind, text, path in STEPS:
        try:
            follow(kind, text, folder, path)
        except AssertionError as error:
            surprises.append(str(error))
    return folder, surprises


def follow(kind, text, folder, path):
    match kind:
        case "console":
            for line, shown in commands(text):
                assert_shown(shown, run(line, folder))
        case "diff":
            edit(text, folder / path)
        case "yaml":
            assert text in (folder / path).read_text("utf-8")


def test_everything_comes_out_as_shown(reader):
    assert reader[1] == []


@pytest.mark.parametrize("line", ASIDE)
def test_what_is_only_mentioned_works_too(reader, line):
    assert run(line, reader[0])


def test_the_manual_shows_how_to_begin_change_explain_and_compare():
    given = [line.split()[1] for kind, text, _ in STEPS if kind == "console" for line, _ in commands(text) if line.startswith("herleid")]
    shown = {"init", "check", "calc", "test", "set", "trace", "diff", "buildup", "sensitivity", "solve", "report", "release", "verify"}
    assert shown <= set(given) <= COMMANDS.keys()
    assert any(kind == "diff" for kind, _, _ in STEPS), "a change by hand"


def test_the_manual_links_to_pages_that_are_there():
    for target in re.findall(r"\]\(([^)#:]+)\)", PAGE):
        assert (Path(__file__).parents[1] / "docs" / target).is_file()
