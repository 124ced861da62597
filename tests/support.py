"""What tests share: a small rule set to add to, and the way from the text of rules to what is wrong with them."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Mapping
from pathlib import Path

from engine.calculating.calculation import Calculation
from engine.checking import Derivation, asked, check, obstacles
from engine.checking.copies import check_copies
from engine.checking.ignores import heed
from engine.checking.quotes import check_quotes, texts_in, verify_all
from engine.diagnostics import Diagnostic
from engine.questions.buildup import build_up, obstacles_of
from engine.questions.diff.difference import compare
from engine.questions.guardrails import findings, hold
from engine.questions.volumes import read_volumes
from engine.reading.loading import load
from engine.reading.overlays import lay_over
from engine.reading.trees import FolderTree, Tree, Unreadable

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
"""The folder of the rule set where a library or the texts of its sources stand beside it."""

SOURCES = "bronnen"
"""The folder beside the rule set with the texts of its sources."""

EARLIER = "eerder"
"""The folder beside the rule set with the rules as they were before."""

VOLUMES = "volumes.csv"
"""The volumes beside the rule set, with which a change is priced."""

OVERLAY = "scenario.yaml"
"""The overlay beside the rule set."""

LATER: frozenset[str] = frozenset()
"""Codes that have their entry and that nothing reports yet."""

_FILE = re.compile(r"^--- file: (\S+)\n", re.MULTILINE)


def files_of(example: str) -> dict[str, str]:
    """Cut an example of the catalogue into its files; what stands beside the rule set starts with `../`."""
    if not _FILE.match(example):
        return {"regels.yaml": example}
    parts = _FILE.split(example)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


class Texts:
    """Rule files that are only in memory."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self._files = {posixpath.normpath(posixpath.join(FOLDER, name)): text.encode() for name, text in files.items()}

    def files(self, folder: str, suffixes: tuple[str, ...]) -> list[str]:
        return sorted(path for path in self._files if (folder == "." or path.startswith(f"{folder}/")) and path.endswith(suffixes))

    def read(self, path: str) -> bytes:
        if path not in self._files:
            raise Unreadable(path, "missing")
        return self._files[path]

    def shown(self, path: str) -> str:
        return posixpath.relpath(path, FOLDER)


def problems_of(files: Mapping[str, str]) -> list[Diagnostic]:
    """Return what is wrong with rule files, which get the base where there is no `ruleset.yaml` among them."""
    return list(_checked(Texts({"ruleset.yaml": BASE, **files}), FOLDER)[0])


def problems_in(folder: Path) -> tuple[list[Diagnostic], Mapping[str, str]]:
    """Return what is wrong with the rule set in a folder, and the texts that were read."""
    return _checked(FolderTree(folder.parent, folder), folder.name)


def _checked(tree: Tree, folder: str) -> tuple[list[Diagnostic], Mapping[str, str]]:
    """Check a rule set, with its quotes where the texts of sources stand beside it, with an overlay that stands there, and built up over its elements."""
    loaded = load(tree, folder)
    found, beside = [*check(loaded), *check_copies(tree, folder)], tree.files(".", ("",))
    if loaded.ruleset and any(path.startswith(f"{SOURCES}/") for path in beside):
        found += check_quotes(verify_all(loaded.ruleset, texts_in(tree, SOURCES)))
    if loaded.ruleset and OVERLAY in beside:
        laid = lay_over(loaded.ruleset, tree, OVERLAY)
        return [*found, *laid.diagnostics], laid.rules.texts
    if loaded.ruleset and VOLUMES in beside:
        data = tree.read(VOLUMES)
        found += read_volumes(tree.shown(VOLUMES), data, loaded.ruleset, loaded.ruleset)[1]
        return found, {**loaded.texts, tree.shown(VOLUMES): data.decode()}
    if loaded.ruleset and f"{EARLIER}/ruleset.yaml" in beside:
        earlier = load(tree, EARLIER)
        if earlier.ruleset and not obstacles(loaded) and not obstacles(earlier):
            difference = compare(earlier.ruleset, loaded.ruleset)
            found += findings(difference, hold(difference))
    if loaded.ruleset and loaded.ruleset.elements and not found:
        derivation = Derivation(Calculation(loaded.ruleset))
        found += obstacles_of(loaded.ruleset, build_up(derivation, asked(derivation.calculation)))
    heeded = heed(found, loaded.texts)
    return [*heeded.found, *heeded.unused], loaded.texts


def write_files(folder: Path, files: Mapping[str, str]) -> Path:
    """Write the files of a rule set, in `voorbeeld` where something stands beside it; return the folder of the rule set."""
    top = folder / FOLDER if any(name.startswith("../") for name in files) else folder
    for name, text in files.items():
        path = Path(os.path.normpath(top / name))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return top
