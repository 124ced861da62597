"""What the README shows is what the commands print."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL)
CUT = "[...]"


def herleid(line, folder):
    arguments = shlex.split(line)[1:]
    found = subprocess.run([sys.executable, ROOT / "cli.py", *arguments], cwd=folder, capture_output=True, timeout=60, check=False)
    return found.stdout.decode()


def split(block):
    """Cut a block into its commands, each with what it printed."""
    parts = re.split(r"^\$ (herleid .*)\n", block, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


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
    for line, shown in split(block):
        folder = edited if " diff " in f"{line} " else ROOT
        printed = herleid(line, folder)
        start = 0
        for part in shown.split(f"{CUT}\n"):
            at = printed.find(part.rstrip("\n"), start)
            assert at >= 0, printed
            start = at + len(part.rstrip("\n"))
