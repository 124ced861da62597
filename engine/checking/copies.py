"""The copy of the schemas that an editor reads: whether it is that of this engine."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from ..diagnostics import Diagnostic, Span
from ..reading.loading import TOP
from ..reading.trees import Tree, Unreadable
from ..resources import shipped

_NAMED = re.compile(r"# yaml-language-server: *\$schema=(?P<path>[^\s:]+)")


def named_copy(text: str) -> re.Match[str] | None:
    """Return where the first line of a rule file names a copy of the schemas, as the group `path`."""
    return _NAMED.match(text)


def check_copies(tree: Tree, folder: str) -> Iterator[Diagnostic]:
    """Report that a rule set names a copy of the schemas that is not that of this engine; a missing copy misleads nobody."""
    path = posixpath.join(folder, TOP)
    named = named_copy(_text(tree, path) or "")
    if named is None:
        return
    copy = posixpath.normpath(posixpath.join(folder, named["path"]))
    beside = posixpath.dirname(copy)
    if _text(tree, copy) is not None and any(_text(tree, posixpath.join(beside, each)) != own for each, own in _own().items()):
        span = Span(tree.shown(path), 1, named.start("path") + 1, 1, named.end("path") + 1)
        yield Diagnostic("H019", span, {"file": tree.shown(beside), "folder": tree.shown(folder)})


def _own() -> dict[str, str]:
    return {path.name: path.read_text("utf-8") for path in shipped("schemas").glob("*.schema.json")}


def _text(tree: Tree, path: str) -> str | None:
    """Return the text of a file, however its lines end, or None where it cannot be read."""
    try:
        return tree.read(path).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except Unreadable:
        return None
