"""Which rule sets a command works on."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from ..reading.documents import MappingNode, read_document
from ..reading.trees import FolderTree, Tree, Unreadable
from ..resources import shipped
from .misuse import Misuse, reason_of

TOP = "ruleset.yaml"


@dataclass(frozen=True, slots=True)
class Place:
    """A rule set: its folder in a tree, and whether it comes with the program because there was none here."""

    tree: FolderTree
    folder: str
    bundled: bool = False

    @property
    def shown(self) -> str:
        """Return the folder as people know it."""
        return self.tree.shown(self.folder)


def rule_set(rules: Path | None, *, bundled: bool = False) -> Place:
    """
    Find the one rule set that is meant.

    Without `rules` it is looked for in `./rules`; where that is missing, `bundled` allows the rules that
    come with the program.
    """
    here = Path.cwd()
    if rules is None and bundled and not (here / "rules").exists():
        own = shipped("rules")
        tree = FolderTree(own.parent, own.parent)
        return Place(tree, meant(tree, _some(sets_below(tree, own.name), own)), bundled=True)
    path = rules or Path("rules")
    tree, folder = _tree_of(path, here)
    return Place(tree, meant(tree, _some(sets_below(tree, folder), path)))


def rule_sets(rules: Path | None, paths: Sequence[Path] = ()) -> tuple[Place, ...]:
    """Find all rule sets in a folder, or those that the paths lie in or hold; each once, in the order asked for."""
    here = Path.cwd()
    places: dict[str, Place] = {}
    for path in paths or [rules or Path("rules")]:
        tree, folder = _tree_of(_set_around(path) if paths else path, here)
        for each in _some(sets_below(tree, folder), path):
            places.setdefault(tree.shown(each), Place(tree, each))
    return tuple(places.values())


def sets_below(tree: FolderTree, folder: str) -> tuple[str, ...]:
    """Return the folder when it is a rule set, else the folders in it that are; what lies deeper is not looked at."""
    if _is_file(tree.root / folder / TOP):
        return (folder,)
    try:
        names = sorted(each.name for each in (tree.root / folder).iterdir() if not each.name.startswith("."))
    except OSError as error:
        shown, (nl, en) = tree.shown(folder), reason_of(error)
        raise Misuse(f"`{shown}` kan niet worden gelezen: {nl}", f"`{shown}` cannot be read: {en}") from None
    return tuple(str(PurePosixPath(folder) / each) for each in names if _is_file(tree.root / folder / each / TOP))


def meant(tree: Tree, folders: Sequence[str]) -> str:
    """Return the rule set among several that is no library; one that cannot be read may be it where no other is."""
    kinds = {folder: _is_library(tree, folder) for folder in folders}
    for kind in (False, None, True):
        chosen = [folder for folder in folders if kinds[folder] is kind]
        if len(chosen) == 1:
            return chosen[0]
        if chosen:
            shown = ", ".join(f"`{tree.shown(each)}`" for each in chosen)
            raise Misuse(f"er zijn meer regelsets: {shown}; kies er een met `--rules`", f"there are several rule sets: {shown}; choose one with `--rules`")
    raise AssertionError("without folders nothing is meant")


def _is_library(tree: Tree, folder: str) -> bool | None:
    path = str(PurePosixPath(folder) / TOP)
    try:
        document, _ = read_document(tree.shown(path), tree.read(path))
    except Unreadable:
        return None
    top = document.root.get("ruleset") if document else None
    return top.get("result") is None if isinstance(top, MappingNode) else None


def _some(folders: tuple[str, ...], path: Path) -> tuple[str, ...]:
    if folders:
        return folders
    raise Misuse(f"in `{path}` staat geen regelset (een map met `{TOP}`)", f"there is no rule set in `{path}` (a folder with `{TOP}`)")


def _tree_of(path: Path, here: Path) -> tuple[FolderTree, str]:
    """Return a tree from the folder above, since rules may use a library that stands beside them."""
    if not _exists(path):
        raise Misuse(f"de map `{path}` bestaat niet", f"there is no folder `{path}`")
    if not path.is_dir():
        raise Misuse(f"`{path}` is geen map", f"`{path}` is not a folder")
    whole = path.resolve()
    return FolderTree(whole.parent, here), whole.name


def _set_around(path: Path) -> Path:
    """Return the rule set that a file or folder lies in, or the path itself where it lies in none."""
    if not _exists(path):
        raise Misuse(f"het pad `{path}` bestaat niet", f"there is no path `{path}`")
    whole = path.resolve()
    around = [each for each in (whole, *whole.parents) if _is_file(each / TOP)]
    if not around and whole.is_file():
        raise Misuse(f"`{path}` ligt niet in een regelset", f"`{path}` does not lie in a rule set")
    return Path(os.path.relpath(around[0])) if around else path


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:
        return False


def _exists(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return False
    except (OSError, ValueError) as error:
        nl, en = reason_of(error)
        raise Misuse(f"`{path}` kan niet worden geopend: {nl}", f"`{path}` cannot be opened: {en}") from None
    return True
