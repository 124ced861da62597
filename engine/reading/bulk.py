"""The CSV file of a table, found beside the file that names it."""

from __future__ import annotations

import posixpath
from collections.abc import MutableMapping

from .csv_tables import Rows, read_csv
from .documents import Scalar
from .names import Declaration, Names
from .trees import Tree, Unreadable


def read_rows(tree: Tree, folder: str, names: Names, texts: MutableMapping[str, str], declaration: Declaration, path: Scalar) -> Rows | None:
    """Return the rows of a CSV file in a folder, its text kept in `texts`; reports what is wrong with it."""
    target = posixpath.normpath(posixpath.join(folder, path.text))
    shown = tree.shown(target)
    try:
        data = tree.read(target)
    except Unreadable as error:
        names.report("H008", path.span, rule=declaration.name, file=shown, reason=f"@{error.reason}")
        return None
    rows, findings = read_csv(shown, data)
    names.findings.extend(findings)
    texts[shown] = data.decode("utf-8-sig", "replace")
    return rows
