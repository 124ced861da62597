"""Pages that show commands and what they print: a reader who does everything that a page says."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
CUT = "[...]"

_BLOCK = re.compile(r"^```(?P<kind>console|diff|yaml)\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_PATH = re.compile(r"`([\w./-]+\.yaml)`")


def blocks(page: str) -> list[tuple[str, str, str]]:
    """Return the blocks of a page in order: their kind, their text, and the file that was named last before them."""
    found = []
    for each in _BLOCK.finditer(page):
        named = _PATH.findall(page, 0, each.start())
        found.append((each["kind"], each["text"], named[-1] if named else ""))
    return found


def commands(block: str) -> list[tuple[str, str]]:
    """Cut a block of a console into its commands, each with what it printed."""
    parts = re.split(r"^\$ (.*)\n", block, flags=re.MULTILINE)[1:]
    return list(zip(parts[::2], parts[1::2], strict=True))


def run(line: str, folder: Path) -> str:
    """Do what a line of a console says in a folder; return what is printed."""
    program, *arguments = shlex.split(line)
    if program == "cp":
        shutil.copytree(folder / arguments[-2], folder / arguments[-1])
        return ""
    assert program == "herleid", line
    done = subprocess.run([sys.executable, ROOT / "cli.py", *arguments], cwd=folder, capture_output=True, timeout=60, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    return done.stdout.decode()


def edit(block: str, path: Path) -> None:
    """Change a file as a block says: what stands behind a minus or a space is there once, and becomes what stands behind a plus or a space."""
    old, new = ("".join(f"{line[1:]}\n" for line in block.splitlines() if line[:1] in kept) for kept in ("- ", "+ "))
    text = path.read_text("utf-8")
    assert text.count(old) == 1, block
    path.write_text(text.replace(old, new), "utf-8", newline="\n")


def assert_shown(shown: str, printed: str) -> None:
    """Hold that what is shown was printed, in that order, and all of it but for the cuts."""
    parts = [re.escape(each) for each in shown.split(f"{CUT}\n")]
    assert re.fullmatch(r"(?:.*\n)?".join(parts), printed, re.DOTALL), f"shown:\n{shown}\nprinted:\n{printed}"
