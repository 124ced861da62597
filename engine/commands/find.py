"""`herleid find WORD...`: where something is defined and used."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from ..questions.search import nearest, search
from ..reporting.branches import View
from . import output
from .asking import derivation_of, write_beside
from .misuse import Misuse
from .opening import open_rules
from .options import command, formats
from .options import day as day_option
from .options import rules as rules_option


@command(
    nl="Zoek waar iets is vastgelegd en gebruikt: in namen, omschrijvingen, bronnen, toelichtingen en citaten. Meer woorden horen bij elkaar.",
    en="Find where something is defined and used: in names, labels, sources, notes and quotes. Several words belong together.",
)
@click.argument("words", nargs=-1, required=True, metavar="WORD...")
@rules_option
@day_option
@formats("text", "json")
def find(words: tuple[str, ...], rules: Path | None, day: date | None, format: str, lang: str | None) -> int:  # noqa: A002  the option's own name
    """Show what holds all the words."""
    opened = open_rules(rules, lang, bundled=True)
    found = search(derivation_of(opened, day).calculation, words)
    if not found.hits:
        shown, near = " ".join(words), nearest(opened.rules, words)
        nl, en = (f"; bedoelde u `{near}`?", f"; did you mean `{near}`?") if near else ("", "")
        raise Misuse(f"niets gevonden voor `{shown}`{nl}", f"nothing matched `{shown}`{en}")
    if format == "json":
        from ..reporting.find.data import show_found_json

        output.write(show_found_json(found))
    else:
        from ..reporting.find.text import show_found

        write_beside(opened, show_found(found, View(opened.language, output.columns(sys.stdout), colour=output.coloured(sys.stdout))))
    return 0
