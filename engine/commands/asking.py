"""Asking a question of rules that were opened: the cells meant, the figures that must be there, and what else to know."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date

import click

from ..calculating.calculation import Calculation
from ..checking import Derivation, Place, check_figures, remarks
from ..diagnostics import Diagnostic
from ..model import RuleSet
from ..questions.overlays import idle_on
from ..questions.selection import Choice, Unanswerable, choose
from ..reporting.checks.findings import show_findings
from ..reporting.disclaimers import notes_of, said_below
from ..reporting.overlays import show_idle
from . import output
from .misuse import Misuse
from .opening import Opened
from .options import Selection
from .running import FINDINGS


def chosen(rules: RuleSet, selection: Selection) -> Choice:
    """Return the cells that the arguments mean; raises `Misuse`."""
    try:
        return choose(rules, selection.rule, selection.choices)
    except Unanswerable as error:
        raise Misuse(error.words.nl, error.words.en) from None


def derivation_of(opened: Opened, day: date | None, *, facts: bool = False) -> Derivation:
    """Return the figures of rules on a day, by default their own."""
    return Derivation(Calculation(opened.rules, day, facts))


def require(opened: Opened, derivation: Derivation, places: Iterable[Place]) -> None:
    """Go on only where there is a figure at all places; what is missing is shown on stderr, exit code 1."""
    if found := list(check_figures(derivation, places)):
        output.say(show_findings(found, opened.texts, opened.language, colour=output.coloured(sys.stderr)))
        raise click.exceptions.Exit(FINDINGS)


def write_beside(opened: Opened, text: str) -> None:
    """Write a text about rules, with what is said beside a draft below it."""
    output.write(text + said_below(opened.base, opened.language, output.columns(sys.stdout)))


def say_beside(opened: Opened) -> None:
    """Say on stderr what is said beside a draft, where the result is of a form that has no room for it."""
    if notes := notes_of(opened.base, opened.language):
        output.say(f"herleid: {' '.join(notes)}")


def say_remarks(opened: Opened, derivation: Derivation) -> None:
    """Say in one line on stderr what is wrong with sources and checks, which `check` tells in full; what an overlay did is told here."""
    found = remarks(opened.found, derivation)
    if opened.rules.overlays:
        found = _say_of_overlays(opened, derivation, found)
    if found:
        codes = ", ".join(dict.fromkeys(each.code for each in found))
        nl = f"herleid: {len(found)} {'melding' if len(found) == 1 else 'meldingen'} over controles en bronnen ({codes}); zie `herleid check`"
        en = f"herleid: {len(found)} {'remark' if len(found) == 1 else 'remarks'} about checks and sources ({codes}); see `herleid check`"
        output.say(nl if opened.language == "nl" else en)


def _say_of_overlays(opened: Opened, derivation: Derivation, found: Sequence[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Say on stderr what overlays bring about and which of their values do not hold on the day; return what was there without them."""
    day = derivation.calculation.day
    known = remarks(opened.found, Derivation(Calculation(opened.base, day)))
    if new := [each for each in found if each not in known]:
        output.say(show_findings(new, opened.texts, opened.language, colour=output.coloured(sys.stderr)))
    for overlay in opened.rules.overlays:
        if idle := idle_on(overlay, day):
            output.say(f"herleid: {show_idle(overlay, idle, day, opened.language)}")
    return tuple(each for each in found if each in known)
