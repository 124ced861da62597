"""Writing changed rule files, or saying why that cannot be."""

from __future__ import annotations

import os
from pathlib import Path

from ..editing.edited import as_bytes
from ..editing.saving import Changed, Outside, save
from ..reading.trees import FolderTree, Unreadable
from .misuse import Misuse, reason_of


def path_of(tree: FolderTree, shown: str) -> str:
    """Return the path in a tree of a file as it is shown to people."""
    path = Path(os.path.relpath(tree.shown_from / shown, tree.root)).as_posix()
    if tree.shown(path) != shown:
        raise Misuse(f"de naam van `{shown}` heeft tekens die niet te zien zijn", f"the name of `{shown}` has characters that cannot be seen")
    return path


def write_file(tree: FolderTree, file: str, old: str, new: str) -> None:
    """Put a new text in a file that holds the old one; raises `Misuse`, and then the file is what it was."""
    path = path_of(tree, file)
    try:
        before = tree.read(path)
        if before.decode("utf-8-sig", "replace") != old:
            raise Changed(path)
        save(tree.root, path, before, as_bytes(new, before))
        if tree.read(path) != as_bytes(new, before):
            raise Changed(path)
    except (Changed, Unreadable):
        nl, en = f"`{file}` is intussen door iets anders gewijzigd; probeer het opnieuw", f"`{file}` was changed by something else meanwhile; try again"
        raise Misuse(nl, en) from None
    except Outside:
        nl, en = f"`{file}` ligt buiten de map met regels; er is niets geschreven", f"`{file}` lies outside the rules; nothing was written"
        raise Misuse(nl, en) from None
    except OSError as error:
        nl, en = reason_of(error)
        raise Misuse(f"`{file}` kan niet worden geschreven: {nl}", f"`{file}` cannot be written: {en}") from None
