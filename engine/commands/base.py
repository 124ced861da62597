"""Opening rules as they were: those in another folder, or those of a git revision."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

import click

from ..checking import obstacles
from ..model import RuleSet
from ..reading.loading import load
from ..reading.revisions import parse_range
from ..reporting.checks.findings import show_findings
from . import output
from .misuse import Misuse
from .running import FINDINGS
from .sides import Sides


def base_rules(base: str, rules: Path | None, language: str) -> RuleSet:
    """
    Return the rules in a folder, or those that `rules` were in a revision.

    What stops a calculation with them is shown on stderr and ends the command with exit code 1.
    """
    if not Path(base).is_dir() and parse_range(base):
        raise Misuse(f"`{base}` heeft twee kanten; noem één revisie", f"`{base}` has two sides; name one revision")
    with ExitStack() as stack:
        side, _ = Sides(rules, stack).find(base, None)
        if side.folder is None:
            raise Misuse(f"in `{base}` staat deze regelset niet", f"this rule set is not in `{base}`")
        loaded = load(side.tree, side.folder)
    if found := obstacles(loaded):
        output.say(show_findings(found, loaded.texts, language, colour=output.coloured(sys.stderr)))
    if found or loaded.ruleset is None:
        raise click.exceptions.Exit(FINDINGS)
    return loaded.ruleset
