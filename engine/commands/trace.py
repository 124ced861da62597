"""`herleid trace [RULE] DIM=MEMBER...`: where a figure comes from, or what rests on it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from ..checking import Derivation
from ..model import Cell, RuleSet
from ..questions.results import needed
from ..questions.selection import Choice
from ..questions.trace import trace as trace_of
from ..reporting.branches import View
from ..reporting.terminal import folded
from . import output
from .asking import chosen, derivation_of, require, say_remarks, write_beside
from .misuse import Misuse
from .opening import open_rules
from .options import Selection, command, formats, option
from .options import day as day_option
from .options import overlays as overlays_option
from .options import rules as rules_option
from .options import selection as selection_argument

LISTED = 60
"""Of more members that can be chosen the rest is counted."""


def _depth(_: click.Context, __: click.Parameter, value: str | None) -> int | None:
    if value is None:
        return None
    if not value.isascii() or not value.isdigit() or len(value) > 6:
        raise Misuse(f"`--depth` is een heel getal vanaf 0, niet `{value}`", f"`--depth` is a whole number from 0, not `{value}`")
    return int(value)


@command(
    nl="Laat zien waar een cijfer vandaan komt, tot aan de bronnen: `herleid trace product=... prijspeil=2025`, of een andere regel met haar cel."
    "\n\nMet --up: wat er op een waarde rust, tot aan de tarieven.",
    en="Show where a figure comes from, down to the sources: `herleid trace product=... prijspeil=2025`, or another rule with its cell."
    "\n\nWith --up: what rests on a value, up to the tariffs.",
)
@selection_argument
@option("--up", is_flag=True, nl="laat zien wat er op het cijfer rust", en="show what rests on the figure")
@option(
    "--depth",
    metavar="N",
    callback=_depth,
    nl="niet meer dan N regels diep (anders tot aan de bronnen)",
    en="no more than N rules deep (else down to the sources)",
)
@rules_option
@day_option
@overlays_option
@formats("text", "json", "dot", "mermaid")
def trace(  # noqa: PLR0913, PLR0917  its options
    selection: Selection,
    up: bool,
    depth: int | None,
    rules: Path | None,
    day: date | None,
    overlays: tuple[Path, ...],
    format: str,  # noqa: A002  the option's own name
    lang: str | None,
) -> int:
    """Show a trace of one cell, or what rests on some cells."""
    opened = open_rules(rules, lang, bundled=True, overlays=overlays)
    choice = chosen(opened.rules, selection)
    derivation = derivation_of(opened, day)
    view = View(opened.language, output.columns(sys.stdout), depth, output.coloured(sys.stdout))
    if up:
        places = [(choice.rule, cell) for cell in choice.cells()]
        require(opened, derivation, needed(derivation, places))
        shown = _upward(derivation, choice, view, format)
        if format == "text":
            write_beside(opened, shown)
        else:
            output.write(shown)
    else:
        cell = _one(opened.rules, choice)
        require(opened, derivation, needed(derivation, [(choice.rule, cell)]))
        output.write(_downward(derivation, choice.rule, cell, view, format))
    say_remarks(opened, derivation)
    return 0


def _downward(derivation: Derivation, rule: str, cell: Cell, view: View, form: str) -> str:
    found = trace_of(derivation, rule, *cell)
    if form == "json":
        from ..reporting.trace.data import show_trace_json

        return show_trace_json(found, view)
    if form == "text":
        from ..reporting.trace.text import show_trace

        return show_trace(found, view)
    from ..reporting.graph.rule_diagrams import show_trace_diagram

    return show_trace_diagram(found, form, view)


def _upward(derivation: Derivation, choice: Choice, view: View, form: str) -> str:
    from ..questions.upward import upward

    found = upward(derivation, choice.rule, choice.cells())
    if form == "json":
        from ..reporting.trace.upward_data import show_upward_json

        return show_upward_json(found)
    if form == "text":
        from ..reporting.trace.upward_text import show_upward

        return show_upward(found, view)
    from ..reporting.graph.rule_diagrams import show_upward_diagram

    return show_upward_diagram(found, form, view)


def _one(rules: RuleSet, choice: Choice) -> Cell:
    cells = list(choice.cells())
    if len(cells) == 1:
        return cells[0]
    nl = f"dit zijn {len(cells)} cijfers van `{choice.rule}`; kies er een met:"
    en = f"these are {len(cells)} figures of `{choice.rule}`; choose one with:"
    listed = "\n".join(_open(rules, choice))
    more = "\n  ..." if any(len(members) > LISTED for members in choice.members.values()) else ""
    raise Misuse(f"{nl}\n{listed}{more}", f"{en}\n{listed}{more}")


def _open(rules: RuleSet, choice: Choice) -> Iterator[str]:
    """Go through the members that can still be chosen, with their labels."""
    for name, members in choice.members.items():
        if len(members) > 1:
            width = max(len(each) for each in members[:LISTED])
            for each in members[:LISTED]:
                label = folded(rules.dimensions[name].members[each].label)
                yield f"  {name}={each:<{width}}  {label if label != each else ''}".rstrip()
