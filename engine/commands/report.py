"""`herleid report [TOPIC]`: what the rules have to say on a topic."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import click

from ..questions.report import parts_of, places_of
from ..questions.results import needed
from ..reading.names import suggest
from ..reporting.report.blocks import Block, show_markdown, show_text
from . import output
from .asking import derivation_of, require, say_remarks
from .misuse import Misuse
from .opening import Opened, open_rules
from .options import command, formats, option
from .options import day as day_option
from .options import overlays as overlays_option
from .options import rules as rules_option
from .topics import Before, changes_in, own_topics, show_own

LAW = "law"
"""The topic that every rule set with decrees has."""


@command(
    nl="Laat een onderwerp bij elkaar zien: cijfers met hun bronnen, toelichtingen en wat ervan gedrukt is.\n\nZonder onderwerp staan ze op een rij.",
    en="Show a topic together: figures with their sources, notes and what was printed of them.\n\nWithout a topic they are listed.",
)
@click.argument("topic", required=False)
@rules_option
@day_option
@overlays_option
@option(
    "--base",
    metavar="REV|FOLDER",
    nl="de regels van voor de wijzigingen: wat de cijfers van het overzicht deed bewegen, bij `consultation` het effect van elke reactie op de tarieven",
    en="the rules before the changes: what moved the figures of the report, with `consultation` the effect of each reaction on the tariffs",
)
@formats("text", "json", "markdown")
def report(  # noqa: PLR0913, PLR0917  the options of a command are its arguments
    topic: str | None,
    rules: Path | None,
    day: date | None,
    overlays: tuple[Path, ...],
    base: str | None,
    format: str,  # noqa: A002  the option's own name
    lang: str | None,
) -> int:
    """Show a topic, or list them."""
    opened = open_rules(rules, lang, bundled=True, overlays=overlays)
    topics = _topics(opened)
    if topic is None:
        _list(topics)
        return 0
    if topic not in topics:
        raise _unknown(topic, topics)
    if topic in own_topics(opened):
        derivation = derivation_of(opened, day)
        show_own(topic, opened, derivation, Before(rules, base), format)
        say_remarks(opened, derivation)
        return 0
    if topic in opened.rules.reports:
        _show(topic, opened, day, Before(rules, base), format)
        return 0
    if base is not None:
        raise Misuse("`--base` hoort bij overzichten met cijfers", "`--base` goes with reports of figures")
    _show_law(opened, day, format)
    return 0


def _topics(opened: Opened) -> dict[str, str]:
    """Return the topics with their labels: those of the rules, and the law where tariffs answer to it."""
    topics = {**own_topics(opened), **{name: each.label for name, each in opened.rules.reports.items()}}
    if opened.rules.law and LAW not in topics:
        from ..reporting.report.law import LABEL

        topics[LAW] = LABEL.of(opened.language)
    return topics


def _list(topics: dict[str, str]) -> None:
    if not topics:
        raise Misuse("deze regels hebben geen overzichten (`reports:`)", "these rules have no reports (`reports:`)")
    room = max(map(len, topics))
    output.write("".join(f"{name:<{room}}  {label}\n" for name, label in topics.items()))


def _unknown(topic: str, topics: dict[str, str]) -> Misuse:
    near = suggest(topic, topics)
    if near:
        return Misuse(f"er is geen overzicht `{topic}`; bedoelde u `{near}`?", f"there is no report `{topic}`; did you mean `{near}`?")
    known = ", ".join(topics) or "-"
    return Misuse(f"er is geen overzicht `{topic}`, wel: {known}", f"there is no report `{topic}`; there are: {known}")


def _show_law(opened: Opened, day: date | None, form: str) -> None:
    from ..calculating.law import coverage
    from ..checking import asked
    from ..reporting.report.law import page, show_law_json

    derivation = derivation_of(opened, day)
    require(opened, derivation, asked(derivation.calculation))
    found, on = coverage(derivation), derivation.calculation.day
    if form == "json":
        output.write(show_law_json(opened.rules, on, found, opened.language))
    else:
        _write(page(opened.rules, on, found, opened.language), form)
    say_remarks(opened, derivation)


def _write(blocks: Iterable[Block], form: str) -> None:
    output.write(show_markdown(blocks) if form == "markdown" else show_text(blocks, output.columns(sys.stdout), output.coloured(sys.stdout)))


def _show(topic: str, opened: Opened, day: date | None, before: Before, form: str) -> None:
    derivation = derivation_of(opened, day)
    chosen = opened.rules.reports[topic]
    require(opened, derivation, needed(derivation, places_of(derivation, chosen)))
    parts, on = parts_of(derivation, chosen), derivation.calculation.day
    more = changes_in(chosen, opened, derivation, before)
    if form == "json":
        from ..reporting.report.data import show_json

        output.write(show_json(opened.rules, on, chosen, parts, more.data))
    else:
        from ..reporting.report.page import page

        _write([*page(opened.rules, on, chosen, parts, opened.language), *more.blocks], form)
    say_remarks(opened, derivation)
