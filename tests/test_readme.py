"""What the README shows is what the commands print."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.shown import ROOT, assert_shown, blocks, commands, run

BLOCKS = [text for kind, text, _ in blocks((ROOT / "README.md").read_text("utf-8")) if kind == "console"]


@pytest.fixture(scope="module")
def edited(tmp_path_factory):
    """The checkout of a reader who has made the change of the README: a repository whose last commit is before it."""
    folder = tmp_path_factory.mktemp("checkout")
    shutil.copytree(ROOT / "rules", folder / "rules")
    git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org"]
    for arguments in (["init", "-q", "."], ["add", "."], ["commit", "-q", "-m", "rules"]):
        subprocess.run([*git, *arguments], cwd=folder, check=True)
    path = folder / "rules" / "achterhoek" / "overhead.yaml"
    path.write_text(path.read_text("utf-8").replace("jeugd: {GGZ: 34.2,", "jeugd: {GGZ: 35.2,"), "utf-8")
    return folder


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.splitlines()[0])
def test_the_readme_shows_what_is_printed(block, edited):
    for line, shown in commands(block):
        assert_shown(shown, run(line, edited if " diff " in f"{line} " else ROOT))
