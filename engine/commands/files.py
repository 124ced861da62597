"""Files of results: read whole, and written so that a file is never half there."""

from __future__ import annotations

from pathlib import Path

from ..editing.saving import put
from .misuse import Misuse, reason_of


def read_file(path: Path) -> bytes:
    """Return what a file holds; raises `Misuse`."""
    try:
        if path.is_dir() or (path.exists() and not path.is_file()):
            raise Misuse(f"`{path}` is geen bestand", f"`{path}` is not a file")
        return path.read_bytes()
    except FileNotFoundError:
        raise Misuse(f"het bestand `{path}` bestaat niet", f"there is no file `{path}`") from None
    except (OSError, ValueError) as error:
        nl, en = reason_of(error)
        raise Misuse(f"`{path}` kan niet worden gelezen: {nl}", f"`{path}` cannot be read: {en}") from None


def write_file(path: Path, text: str) -> None:
    """Put a text in the place of a file in one move; raises `Misuse`."""
    try:
        if path.is_dir():
            raise Misuse(f"`{path}` is een map", f"`{path}` is a folder")
        if path.exists() and not path.is_file():  # a pipe or a device is written to, not replaced
            path.write_text(text, "utf-8", newline="\n")
            return
        put(path.parent, {path.name: text.encode()})
    except (OSError, ValueError) as error:
        nl, en = reason_of(error)
        raise Misuse(f"`{path}` kan niet worden geschreven: {nl}", f"`{path}` cannot be written: {en}") from None
