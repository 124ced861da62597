"""Opening rules as they were: those in another folder, or those of a git revision."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..checking import obstacles
from ..model import RuleSet
from ..reading.git_calls import GitFailure
from ..reading.git_trees import GitTree
from ..reading.loading import Loaded, load
from ..reading.revisions import repository_of
from ..reporting.findings import show_findings
from . import output
from .misuse import Misuse
from .rulesets import Place, rule_set
from .running import FINDINGS


def base_rules(base: str, rules: Path | None, language: str) -> RuleSet:
    """
    Return the rules in a folder, or those that `rules` were in a revision.

    What stops a calculation with them is shown on stderr and ends the command with exit code 1.
    """
    if Path(base).is_dir():
        place = rule_set(Path(base))
        loaded = load(place.tree, place.folder)
    else:
        loaded = _of_revision(base, rule_set(rules))
    if found := obstacles(loaded):
        output.say(show_findings(found, loaded.texts, language, colour=output.coloured(sys.stderr)))
    if found or loaded.ruleset is None:
        raise click.exceptions.Exit(FINDINGS)
    return loaded.ruleset


def _of_revision(name: str, place: Place) -> Loaded:
    folder = place.tree.root / place.folder
    try:
        repository = repository_of(folder)
        if repository is None:
            raise Misuse(f"`{name}` is geen map, en hier is geen git-repository", f"`{name}` is not a folder, and there is no git repository here")
        tree = GitTree(repository.folder, repository.revision(name))
        try:
            return load(tree, repository.path(folder))
        finally:
            tree.close()
    except GitFailure as error:
        raise Misuse(error.words.nl, error.words.en) from None
