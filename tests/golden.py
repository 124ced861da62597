"""Whole texts that are expected, in files of tests/data; `pytest --update` writes them anew."""

from __future__ import annotations

import shutil
from pathlib import Path

DATA = Path(__file__).parent / "data"
REGIONS = Path(__file__).parent / "regions"


def expect(name: str, text: str, updating: bool) -> None:
    """Compare a text with the file of that name."""
    path = DATA / name
    if updating:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    assert text == path.read_text("utf-8")


def copy_duinrand(folder: Path) -> Path:
    """Put the made-up region and its library in `rules` below a folder, where they are found without being named."""
    for name in ("duinrand", "kust"):
        shutil.copytree(REGIONS / name, folder / "rules" / name)
    return folder / "rules"
