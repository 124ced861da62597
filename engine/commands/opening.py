"""Opening the rules that a command works on, or saying why that cannot be."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from .. import __version__
from ..checking import obstacles
from ..diagnostics import Diagnostic
from ..model import RuleSet
from ..reading.loading import Loaded, load
from ..reporting.checks.findings import show_findings
from . import output
from .group import settings
from .rulesets import Place, rule_set
from .running import FINDINGS


@dataclass(frozen=True, slots=True)
class Opened:
    """
    Sound rules, the texts they were read from, the language to answer in, and what was found that stops nothing.

    `base` are the rules as they were before overlays were laid over them.
    """

    rules: RuleSet
    texts: Mapping[str, str]
    language: str
    base: RuleSet
    found: tuple[Diagnostic, ...] = ()


def open_rules(rules: Path | None, lang: str | None, *, bundled: bool = False, overlays: Sequence[Path] = ()) -> Opened:
    """
    Open the one rule set that is meant, with overlays laid over it.

    What stops a calculation is shown on stderr and ends the command with exit code 1. From here on every
    message is in the language of the rules where no other was chosen.
    """
    place = rule_set(rules, bundled=bundled)
    loaded = load(place.tree, place.folder)
    language = language_of(loaded, lang)
    settings(click.get_current_context(silent=True)).lang = language
    if place.bundled:
        _say_bundled(place, language)
    if found := obstacles(loaded):
        output.say(show_findings(found, loaded.texts, language, colour=output.coloured(sys.stderr)))
    if found or loaded.ruleset is None:
        raise click.exceptions.Exit(FINDINGS)
    if not overlays:
        return Opened(loaded.ruleset, loaded.texts, language, loaded.ruleset, loaded.diagnostics)
    from .overlays import overlaid  # only where there are any

    over = overlaid(loaded.ruleset, overlays, language)
    return Opened(over, over.texts, language, loaded.ruleset, loaded.diagnostics)


def language_of(loaded: Loaded, lang: str | None) -> str:
    """Return the language asked for, else that of the rules, else English."""
    return lang or (loaded.ruleset.language if loaded.ruleset else "en")


def _say_bundled(place: Place, language: str) -> None:
    nl = f"herleid: er is hier geen map `rules`; gebruikt zijn de regels van herleid {__version__} ({place.folder})"
    en = f"herleid: there is no folder `rules` here; used are the rules that come with herleid {__version__} ({place.folder})"
    output.say(nl if language == "nl" else en)
