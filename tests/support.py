"""What tests share: a small rule set to add to, and the way from the text of rules to what is wrong with them."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

BASE = """\
ruleset:
  name: voorbeeld
  label: Voorbeeld
  language: nl
  currency: EUR
  day: 2024-07-01
  result: tarief

units: {uur: {}, fte: {}, jaar: {}}

sources:
  bron:
    title: Tariefbesluit
    publisher: Gemeente Voorbeeld
    date: 2024-01-01
    type: decision
    url: https://example.org/tariefbesluit
    retrieved: 2024-06-01
"""

FOLDER = "voorbeeld"
"""The folder of the rule set where a library stands beside it."""

_FILE = re.compile(r"^--- file: (\S+)\n", re.MULTILINE)


def files_of(example: str) -> dict[str, str]:
    """Cut an example of the catalogue into its files; a library beside the rule set is `../NAME/ruleset.yaml`."""
    if not _FILE.match(example):
        return {"regels.yaml": example}
    parts = _FILE.split(example)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


def write_files(folder: Path, files: dict[str, str], base: str | None = BASE) -> Path:
    """Write the files of a rule set, with the base where there is no `ruleset.yaml`; return the folder of the rule set."""
    top = folder / FOLDER if any(name.startswith("../") for name in files) else folder
    for name, text in (({"ruleset.yaml": base} if base else {}) | files).items():
        path = Path(os.path.normpath(top / name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return top
