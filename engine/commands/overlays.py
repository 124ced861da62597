"""Laying overlays over rules that were opened, or saying why that cannot be."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click

from ..checking import stops
from ..checking.validity import check_validity
from ..model import RuleSet
from ..problems import Words
from ..problems.terms import TERMS
from ..reading.overlays import lay_over
from ..reading.trees import FolderTree, Unreadable
from ..reporting.checks.findings import show_findings
from . import output
from .misuse import Misuse, reason_of
from .running import FINDINGS


def overlaid(rules: RuleSet, paths: Iterable[Path], language: str) -> RuleSet:
    """
    Return rules with the values of overlay files in place of their own, a later file over an earlier one.

    What is wrong in a file is shown on stderr and ends the command with exit code 1; a file that cannot be
    opened is a `Misuse`.
    """
    for whole in _files(paths):
        laid = lay_over(rules, FolderTree(whole.parent, Path.cwd()), whole.name)
        found = laid.diagnostics or tuple(filter(stops, check_validity(_changed(rules, laid.rules))))
        if found:
            output.say(show_findings(found, laid.rules.texts, language, colour=output.coloured(sys.stderr)))
            raise click.exceptions.Exit(FINDINGS)
        rules = laid.rules
    return rules


def _changed(rules: RuleSet, over: RuleSet) -> RuleSet:
    return replace(over, rules={name: each for name, each in over.rules.items() if each is not rules.rules[name]}, published=())


def _files(paths: Iterable[Path]) -> list[Path]:
    """Return where the files are, each once, one that is named again at its last place."""
    found: dict[Path, None] = {}
    for path in paths:
        whole = _opened(path)
        found.pop(whole, None)
        found[whole] = None
    return list(found)


def _opened(path: Path) -> Path:
    try:
        whole = path.resolve(strict=True)
        FolderTree(whole.parent, whole.parent).read(whole.name)
    except (FileNotFoundError, NotADirectoryError):
        raise Misuse(f"het bestand `{path}` bestaat niet", f"there is no file `{path}`") from None
    except Unreadable as error:
        reason = TERMS.get(error.reason, Words(error.reason, error.reason))
        raise Misuse(f"`{path}` kan niet worden gelezen: {reason.nl}", f"`{path}` cannot be read: {reason.en}") from None
    except RuntimeError:  # links that lead to each other
        raise Misuse(f"`{path}` kan niet worden geopend: de verwijzingen lopen rond", f"`{path}` cannot be opened: its links go in circles") from None
    except (OSError, ValueError) as error:
        nl, en = reason_of(error)
        raise Misuse(f"`{path}` kan niet worden geopend: {nl}", f"`{path}` cannot be opened: {en}") from None
    return whole
