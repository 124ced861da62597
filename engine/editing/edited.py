"""A tree in which some files hold another text, so that an edit can be tried before it is made."""

from __future__ import annotations

from collections.abc import Mapping

from ..reading.trees import Tree

_MARK = b"\xef\xbb\xbf"


class EditedTree:
    """The files of another tree, some of them with another text; `texts` go by how files are shown."""

    def __init__(self, tree: Tree, texts: Mapping[str, str]) -> None:
        self._tree = tree
        self._texts = texts

    def files(self, folder: str, suffixes: tuple[str, ...]) -> list[str]:
        """Return the files of the tree; raises `Unreadable`."""
        return self._tree.files(folder, suffixes)

    def read(self, path: str) -> bytes:
        """Return what a file holds, or is to hold; raises `Unreadable`."""
        data, text = self._tree.read(path), self._texts.get(self._tree.shown(path))
        return data if text is None else as_bytes(text, data)

    def shown(self, path: str) -> str:
        """Return how a path is shown to people."""
        return self._tree.shown(path)


def as_bytes(text: str, before: bytes) -> bytes:
    """Return the bytes of a text that takes the place of others, with the byte order mark that they had."""
    return (_MARK if before.startswith(_MARK) else b"") + text.encode()
