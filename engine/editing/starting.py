"""Starting a rule set: the files of a small complete one, to be turned into one's own."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from ..resources import shipped

SCHEMAS = "schemas"
"""The folder, in a rule set that was started here, with the schemas for the editor."""

_TEMPLATE = Path(__file__).resolve().parent / "template"
_CALLED = "voorbeeld"
_NAME = re.compile(r"[a-z][a-z0-9_]{0,99}")


def is_name(text: str) -> bool:
    """Say whether a rule set can be called so."""
    return _NAME.fullmatch(text) is not None


def as_name(text: str) -> str | None:
    """Return the name that a text can be turned into, such as `oost_gelderland` for `Oost-Gelderland`, or None."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]+", "_", plain.lower()).strip("_")
    return name if is_name(name) else None


def first_files(name: str) -> dict[str, bytes]:
    """Return the files of a new rule set of a name, by their paths in its folder."""
    files = {path.name: path.read_bytes() for path in sorted(_TEMPLATE.glob("*.yaml"))}
    top = files["ruleset.yaml"].decode()
    for line in (f"  name: {_CALLED}", f"  label: Tarieven {_CALLED}"):
        start = top.index(line)
        end = top.index("#", start)  # what explains it stays where it stands
        top = top[:start] + line.replace(_CALLED, name).ljust(end - start - 1) + " " + top[end:]
    return {**files, "ruleset.yaml": top.encode(), **{f"{SCHEMAS}/{each}": data for each, data in schema_files().items()}}


def schema_files() -> dict[str, bytes]:
    """Return the schemas of rule files, by name."""
    return {path.name: path.read_bytes() for path in sorted(shipped("schemas").glob("*.schema.json"))}
