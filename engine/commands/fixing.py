"""Fixing before a check: what was safe to fix is written, or shown as a patch."""

from __future__ import annotations

from collections.abc import Iterable

from ..editing.edited import EditedTree
from ..editing.fixing import fix
from ..reporting.patches import show_patch
from . import output
from .rulesets import Place
from .writing import write_file


def fix_rules(places: Iterable[Place], language: str, *, dry: bool) -> None:
    """Fix what is safe in rule sets and say how much that was; in a dry run only a patch is shown."""
    texts: dict[str, tuple[str, str]] = {}
    done = left = 0
    instead: set[str] = set()
    for place in places:
        known = {file: new for file, (_, new) in texts.items()} if dry else {}
        fixed = fix(EditedTree(place.tree, known), place.folder)
        for file, (old, new) in fixed.texts.items():
            texts[file] = (texts[file][0] if dry and file in texts else old, new)
            if not dry:
                write_file(place.tree, file, old, new)
        done += len(fixed.done)
        left += len(fixed.left)
        instead |= fixed.instead
    if dry:
        output.write(show_patch(texts))
    _tell(done, (left, ", ".join(sorted(instead))), len(texts), language, dry=dry)


def _tell(done: int, left: tuple[int, str], files: int, language: str, *, dry: bool) -> None:
    nl = f"herleid: {done} {'verbetering' if done == 1 else 'verbeteringen'} in {files} {'bestand' if files == 1 else 'bestanden'}"
    en = f"herleid: {done} {'fix' if done == 1 else 'fixes'} in {files} {'file' if files == 1 else 'files'}"
    if dry and done:
        nl, en = f"{nl}; er is niets geschreven (dat doet `--fix` zonder `--diff`)", f"{en}; nothing was written (`--fix` without `--diff` does that)"
    count, instead = left
    if count:
        nl += f"; {count} niet gemaakt, omdat er een andere melding voor in de plaats zou komen ({instead})"
        en += f"; {count} not made, since another finding would come in its place ({instead})"
    output.say(nl if language == "nl" else en)
