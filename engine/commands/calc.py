"""`herleid calc [RULE] [DIM=MEMBER]...`: the figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from ..questions.results import needed, results
from . import output
from .asking import chosen, derivation_of, require, say_beside, say_remarks
from .opening import open_rules
from .options import Selection, command, formats
from .options import day as day_option
from .options import overlays as overlays_option
from .options import rules as rules_option
from .options import selection as selection_argument


@command(
    nl="Bereken de cijfers: standaard alle tarieven, of een andere regel en de cellen die u kiest, zoals `domein=jeugd prijspeil=2025`.",
    en="Compute the figures: all tariffs, or another rule and the cells that you choose, such as `domein=jeugd prijspeil=2025`.",
)
@selection_argument
@rules_option
@day_option
@overlays_option
@formats("text", "json", "csv")
def calc(
    selection: Selection,
    rules: Path | None,
    day: date | None,
    overlays: tuple[Path, ...],
    format: str,  # noqa: A002  the option's own name
    lang: str | None,
) -> int:
    """Compute and show the figures asked for."""
    opened = open_rules(rules, lang, bundled=True, overlays=overlays)
    choice = chosen(opened.rules, selection)
    derivation = derivation_of(opened, day)
    places = [(choice.rule, cell) for cell in choice.cells()]
    require(opened, derivation, needed(derivation, places))
    found = results(derivation, places)
    on = derivation.calculation.day
    if format == "text":
        from ..reporting.calc.text import show_figures

        output.write(show_figures(opened.rules, on, found, opened.language))
    else:
        from ..reporting.calc.data import show_csv, show_json

        output.write(show_csv(opened.rules, found) if format == "csv" else show_json(opened.rules, on, found))
        if format == "csv":
            say_beside(opened)
    say_remarks(opened, derivation)
    return 0
