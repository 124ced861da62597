"""`herleid buildup [RULE] DIM=MEMBER...`: what a figure is made of."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from ..questions.buildup import Built, built, obstacles_of
from ..questions.results import needed
from ..questions.selection import Choice
from ..reporting.branches import View
from ..reporting.checks.findings import show_findings
from . import output
from .asking import chosen, derivation_of, require, say_beside, say_remarks, write_beside
from .misuse import Misuse
from .opening import Opened, open_rules
from .options import Selection, command, formats, option
from .options import day as day_option
from .options import overlays as overlays_option
from .options import rules as rules_option
from .options import selection as selection_argument
from .running import FINDINGS

PAGES = 12
"""Of more figures nobody wants a page each."""


@command(
    nl="Laat zien waar een tarief uit bestaat: per kostenelement het bedrag en het deel, met de waarden en bronnen waar het op rust."
    "\n\nElke post is wat een kostenelement toevoegt aan de elementen ervoor; de verdeling hangt dus van hun volgorde af.",
    en="Show what a tariff is made of: for each cost element the amount and the share, with the values and sources that it rests on."
    "\n\nEach line is what a cost element adds to those before it, so that the split depends on their order.",
)
@selection_argument
@option("--all", "everything", is_flag=True, nl="alle cijfers in één tabel, met de kostenelementen als kolommen", en="all figures in one table")
@option("--percent", is_flag=True, nl="met --all: delen in procenten in plaats van bedragen", en="with --all: shares in percents instead of amounts")
@option("--verbose", is_flag=True, nl="alle waarden, elk met haar plaats in de regels", en="all values, each with its place in the rules")
@rules_option
@day_option
@overlays_option
@formats("text", "json", "csv", "svg")
def buildup(  # noqa: PLR0913, PLR0917  its options
    selection: Selection,
    everything: bool,
    percent: bool,
    verbose: bool,
    rules: Path | None,
    day: date | None,
    overlays: tuple[Path, ...],
    format: str,  # noqa: A002  the option's own name
    lang: str | None,
) -> int:
    """Show figures taken apart over the cost elements."""
    _check_options(everything=everything, percent=percent, verbose=verbose)
    opened = open_rules(rules, lang, bundled=True, overlays=overlays)
    choice = chosen(opened.rules, selection)
    places = [(choice.rule, cell) for cell in choice.cells()]
    if format == "text" and not everything and len(places) > PAGES:
        raise _too_many(choice, len(places))
    derivation = derivation_of(opened, day)
    require(opened, derivation, needed(derivation, places))
    found = built(derivation, places)
    _require_figures(opened, found)
    view = View(opened.language, output.columns(sys.stdout), colour=output.coloured(sys.stdout))
    shown = _shown(found, view, format, everything=everything, percent=percent, verbose=verbose)
    if format == "text" and everything:
        write_beside(opened, shown)
    else:
        output.write(shown)
    if format == "csv":
        say_beside(opened)
    say_remarks(opened, derivation)
    return 0


def _check_options(*, everything: bool, percent: bool, verbose: bool) -> None:
    if percent and not everything:
        raise Misuse("`--percent` hoort bij `--all`", "`--percent` goes with `--all`")
    if verbose and everything:
        raise Misuse("`--verbose` gaat niet samen met `--all`", "`--verbose` does not go with `--all`")


def _too_many(choice: Choice, count: int) -> Misuse:
    names = " ".join(f"{name}=..." for name, members in choice.members.items() if len(members) > 1)
    return Misuse(
        f"dit zijn {count} cijfers van `{choice.rule}`; kies met {names}, of zet ze met `--all` in één tabel",
        f"these are {count} figures of `{choice.rule}`; choose with {names}, or put them in one table with `--all`",
    )


def _require_figures(opened: Opened, found: Built) -> None:
    """Go on only where all figures can be taken apart; what is in the way is shown on stderr, exit code 1."""
    if findings := list(obstacles_of(opened.rules, found.figures)):
        output.say(show_findings(findings, opened.texts, opened.language, colour=output.coloured(sys.stderr)))
        raise click.exceptions.Exit(FINDINGS)


def _shown(found: Built, view: View, form: str, *, everything: bool, percent: bool, verbose: bool) -> str:
    if form in ("json", "csv"):
        from ..reporting.buildup.data import show_csv, show_json

        return show_json(found) if form == "json" else show_csv(found, view.language)
    if form == "svg":
        from ..reporting.buildup.svg import show_picture

        return show_picture(found, view.language)
    if everything:
        from ..reporting.buildup.table import show_table

        return show_table(found, view, percent=percent)
    from ..reporting.buildup.text import show_buildup

    return show_buildup(found, view, verbose=verbose)
