"""`herleid sensitivity [RULE] DIM=MEMBER...`: what matters for a figure."""

from __future__ import annotations

import re
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path

import click

from ..calculating.derivation import Place
from ..checking import Derivation
from ..decimals import HUNDRED, ZERO
from ..questions.selection import Choice, Unanswerable
from ..questions.sensitivity import Sensitivity, over_bands, over_percent
from ..reporting.branches import View
from . import output
from .asking import chosen, derivation_of, require, say_remarks, write_beside
from .misuse import Misuse
from .opening import Opened, open_rules
from .options import Selection, command, formats, option
from .options import day as day_option
from .options import overlays as overlays_option
from .options import rules as rules_option
from .options import selection as selection_argument

_NUMBER = re.compile(r"[0-9]{1,3}(\.[0-9]{1,6})?")


def _percent(_: click.Context, __: click.Parameter, value: str | None) -> Decimal | None:
    if value is None:
        return None
    text = value.removesuffix("%").replace(",", ".")
    if not _NUMBER.fullmatch(text) or not ZERO < Decimal(text) < HUNDRED:
        raise Misuse(f"`--percent` is een getal tussen 0 en 100, niet `{value}`", f"`--percent` is a number between 0 and 100, not `{value}`")
    return Decimal(text)


@command(
    nl="Laat zien wat er voor een cijfer toe doet: hoe ver het beweegt als één invoer beweegt en de andere gelijk blijven. "
    "Elke invoer gaat over haar bandbreedte (`band` in de regels), cel voor cel."
    "\n\nMet --percent gaat elke parameter zoveel procent omlaag en omhoog, al zijn cellen tegelijk.",
    en="Show what matters for a figure: how far it moves when one input moves and the others stay as they are. "
    "Each input goes over its band (`band` in the rules), cell by cell."
    "\n\nWith --percent each parameter goes so many percent down and up, all its cells together.",
)
@selection_argument
@option(
    "--percent",
    metavar="N",
    callback=_percent,
    nl="zoveel procent omlaag en omhoog, in plaats van de bandbreedtes",
    en="so many percent down and up, instead of the bands",
)
@rules_option
@day_option
@overlays_option
@formats("text", "json", "svg")
def sensitivity(  # noqa: PLR0913, PLR0917  its options
    selection: Selection,
    percent: Decimal | None,
    rules: Path | None,
    day: date | None,
    overlays: tuple[Path, ...],
    format: str,  # noqa: A002  the option's own name
    lang: str | None,
) -> int:
    """Show how far one figure moves with each of its inputs."""
    opened = open_rules(rules, lang, bundled=True, overlays=overlays)
    choice = chosen(opened.rules, selection)
    derivation = derivation_of(opened, day)
    place = _one(opened, derivation, choice)
    calculation = derivation.calculation
    found = over_bands(calculation, place) if percent is None else over_percent(calculation, place, percent)
    shown = _shown(opened, calculation.day, found, format)
    if format == "text":
        write_beside(opened, shown)
    else:
        output.write(shown)
    say_remarks(opened, derivation)
    return 0


def _one(opened: Opened, derivation: Derivation, choice: Choice) -> Place:
    """Return the one figure that is meant, which must be a number."""
    try:
        place = (choice.rule, choice.one())
    except Unanswerable as error:
        raise Misuse(error.words.nl, error.words.en) from None
    require(opened, derivation, [place])
    if not isinstance(derivation.calculation.value(*place), Decimal):
        raise Misuse("dit cijfer is nog nader te bepalen (nmb): er is niets dat beweegt", "this figure is still to be decided (nmb): there is nothing to move")
    return place


def _shown(opened: Opened, day: date, found: Sensitivity, form: str) -> str:
    if form == "json":
        from ..reporting.sensitivity.data import show_sensitivity_json

        return show_sensitivity_json(opened.rules, day, found)
    if form == "svg":
        from ..reporting.sensitivity.svg import show_sensitivity_picture

        return show_sensitivity_picture(opened.rules, day, found, opened.language)
    from ..reporting.sensitivity.text import show_sensitivity

    return show_sensitivity(opened.rules, day, found, View(opened.language, output.columns(sys.stdout), colour=output.coloured(sys.stdout)))
