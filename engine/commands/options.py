"""What several commands take: the rules, the day, the format and the cells asked for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import click

from .group import command, one_of, option
from .misuse import Misuse

__all__ = ["Selection", "command", "day", "formats", "option", "overlays", "parse_day", "parse_selection", "rules", "selection"]

Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Selection:
    """
    What was asked for: a rule, if one was named, and the members that may be of each dimension or attribute.

    Names are as they were typed; whether they exist is for the rules to say.
    """

    rule: str | None = None
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def parse_selection(arguments: Sequence[str]) -> Selection:
    """Read `[RULE] [DIM=MEMBER...]`, in any order; a dimension given twice means either member."""
    named = [each for each in arguments if "=" not in each]
    if len(named) > 1:
        shown = ", ".join(f"`{each}`" for each in named)
        raise Misuse(
            f"noem één regel, niet {len(named)} ({shown}); cellen kiest u met `dimensie=lid`",
            f"name one rule, not {len(named)} ({shown}); cells are chosen with `dimension=member`",
        )
    choices: dict[str, tuple[str, ...]] = {}
    for name, _, member in (each.partition("=") for each in arguments if "=" in each):
        if not name or not member:
            raise Misuse(f"`{name}={member}` is niet van de vorm `dimensie=lid`", f"`{name}={member}` is not of the form `dimension=member`")
        choices[name] = tuple(dict.fromkeys([*choices.get(name, ()), member]))
    return Selection(named[0] if named else None, choices)


def parse_day(text: str) -> date:
    """Read a day such as `2024-10-16`."""
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise Misuse(f"`{text}` is geen dag zoals 2024-10-16", f"`{text}` is not a day such as 2024-10-16")


def _selected(_: click.Context, __: click.Parameter, value: tuple[str, ...]) -> Selection:
    return parse_selection(value)


def _day(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    return parse_day(value) if value is not None else None


selection: Decorator = click.argument("selection", nargs=-1, metavar="[RULE] [DIM=MEMBER]...", callback=_selected)
"""Gives `selection: Selection`."""

rules: Decorator = option(
    "--rules",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    nl="een regelset of een map met regelsets (anders ./rules)",
    en="a rule set or a folder of them (else ./rules)",
)
"""Gives `rules: Path | None`, for `rule_set` and `rule_sets` of `rulesets`."""

day: Decorator = option(
    "--day",
    metavar="YYYY-MM-DD",
    callback=_day,
    nl="reken met wat op deze dag geldt (anders de dag van de regelset)",
    en="compute with what is in force on this day (else the day of the rule set)",
)
"""Gives `day: date | None`."""

overlays: Decorator = option(
    "--overlay",
    "overlays",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    nl="reken met de waarden uit een scenario, of uw eigen cijfers, in plaats van die van de regels; mag vaker, een later bestand gaat voor",
    en="compute with the values of a scenario, or your own figures, instead of those of the rules; repeatable, a later file goes first",
)
"""Gives `overlays: tuple[Path, ...]`, for `open_rules`, or for `overlaid` of `overlays`."""


def formats(*names: str, repeatable: bool = False) -> Decorator:
    """Add `--format`, the first name being what is meant without it; gives `format`, a tuple where it is repeatable."""
    return option(
        "--format",
        metavar="|".join(names),
        default=(names[0],) if repeatable else names[0],
        multiple=repeatable,
        callback=one_of(*names),
        nl=f"vorm van de uitvoer (anders {names[0]})",
        en=f"form of the output (else {names[0]})",
    )
