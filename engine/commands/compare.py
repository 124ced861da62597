"""`herleid compare --overlay FILE [RULE] [DIM=MEMBER...]`: own figures against those of the rules."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from ..calculating.calculation import Calculation
from ..checking import Derivation
from ..questions.buildup import obstacles_of
from ..questions.compare import compare as compared
from ..questions.results import needed
from ..reporting.branches import View
from ..reporting.checks.findings import show_findings
from . import output
from .asking import chosen, derivation_of, require, say_beside, say_remarks, write_beside
from .misuse import Misuse
from .opening import open_rules
from .options import Selection, command, formats
from .options import day as day_option
from .options import overlays as overlays_option
from .options import rules as rules_option
from .options import selection as selection_argument
from .running import FINDINGS


@command(
    nl="Zet eigen cijfers naast de tarieven: het verschil in totaal en per kostenelement, en welke waarden verschillen."
    "\n\nDe eigen cijfers staan in een bestand dat waarden vervangt en geen formules: `herleid compare --overlay eigen.yaml`.",
    en="Put own figures beside the tariffs: the gap in total and for each cost element, and which values differ."
    "\n\nThe own figures stand in a file that replaces values and no formulas: `herleid compare --overlay own.yaml`.",
)
@selection_argument
@overlays_option
@rules_option
@day_option
@formats("text", "json", "csv")
def compare(
    selection: Selection,
    overlays: tuple[Path, ...],
    rules: Path | None,
    day: date | None,
    format: str,  # noqa: A002  the option's own name
    lang: str | None,
) -> int:
    """Show own figures against those of the rules."""
    if not overlays:
        raise Misuse("geef met `--overlay` het bestand met eigen cijfers", "name the file with own figures with `--overlay`")
    opened = open_rules(rules, lang, bundled=True, overlays=overlays)
    choice = chosen(opened.rules, selection)
    cells = list(choice.cells())
    own = derivation_of(opened, day)
    theirs = Derivation(Calculation(opened.base, day))
    for each in (theirs, own):
        require(opened, each, needed(each, [(choice.rule, cell) for cell in cells]))
    found = compared(theirs, own, choice.rule, cells)
    if findings := list(obstacles_of(opened.rules, found.obstacles)):
        output.say(show_findings(findings, opened.texts, opened.language, colour=output.coloured(sys.stderr)))
        raise click.exceptions.Exit(FINDINGS)
    if format == "text":
        from ..reporting.compare.text import show_comparison

        write_beside(opened, show_comparison(found, View(opened.language, output.columns(sys.stdout), colour=output.coloured(sys.stdout))))
    else:
        from ..reporting.compare.data import show_csv, show_json

        output.write(show_csv(found, opened.language) if format == "csv" else show_json(found))
        if format == "csv":
            say_beside(opened)
    say_remarks(opened, own)
    return 0
