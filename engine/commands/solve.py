"""`herleid solve PARAMETER DIM=MEMBER...`: which values of an input agree with what was published."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from ..calculating.calculation import Calculation
from ..calculating.derivation import Place
from ..model import State
from ..questions.freeing import LooseGauge, Loosened
from ..questions.selection import Choice, Unanswerable
from ..questions.solve import solve as solve_for
from . import output
from .asking import chosen, derivation_of, say_remarks, write_beside
from .group import Command
from .misuse import Misuse
from .opening import Opened, open_rules
from .options import Selection, formats, option, parse_selection
from .options import day as day_option
from .options import overlays as overlays_option
from .options import rules as rules_option
from .options import selection as selection_argument
from .running import FINDINGS, FINE

LOOSE = ("--free", "--printed")
_JOINED = "\0"


class Solving(Command):
    """A command of which some options take a rule and its cells, as many words as there are."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, the words behind such an option first made into one."""
        return super().parse_args(ctx, joined(args))


def joined(arguments: Sequence[str]) -> list[str]:
    """Make one word of a rule behind `--free` or `--printed`, and of the `dimension=member` right behind it."""
    found: list[str] = []
    waiting = list(arguments)
    while waiting:
        word = waiting.pop(0)
        found.append(word)
        if word in LOOSE and waiting and not waiting[0].startswith("-"):
            words = [waiting.pop(0)]
            while waiting and "=" in waiting[0] and not waiting[0].startswith("-"):
                words.append(waiting.pop(0))
            found.append(_JOINED.join(words))
    return found


def _cells(_: click.Context, param: click.Parameter, value: tuple[str, ...]) -> tuple[Selection, ...]:
    return tuple(_selection(param.opts[0], each) for each in value)


def _selection(name: str, text: str) -> Selection:
    try:
        words = [part for word in text.split(_JOINED) for part in ([word] if _JOINED in text else shlex.split(word))]
    except ValueError:
        raise Misuse(f"bij `{name}` sluit een aanhalingsteken niet", f"a quote behind `{name}` is not closed") from None
    found = parse_selection(words)
    if found.rule is None:
        raise Misuse(f"bij `{name}` hoort een regel, zoals `tarief prijspeil=2024`", f"`{name}` needs a rule, such as `tarief prijspeil=2024`")
    return found


@click.command(
    cls=Solving,
    nl="Bereken welke waarden van een parameter passen bij alle gepubliceerde cijfers die ervan afhangen: een interval, of twee cijfers die elkaar uitsluiten. "
    "Kiest u meer cellen, dan krijgen die samen één waarde. Ook een cel van een formule mag: die wordt dan vervangen."
    "\n\nMet --free of --printed, een regel en haar cellen: van die gepubliceerde cijfers telt alleen de druk, en niet wat de regels eronder geven.",
    en="Compute which values of a parameter agree with all published figures that depend on it: an interval, or two figures that exclude each other. "
    "Where you choose more cells, they get one value together. A cell of a formula will do too: it is replaced."
    "\n\nWith --free or --printed, a rule and its cells: of those published figures only the print counts, and not what the rules beneath give.",
)
@selection_argument
@option(
    "--free",
    multiple=True,
    callback=_cells,
    metavar="RULE [DIM=MEMBER]...",
    nl="deze cijfers mogen alles zijn wat op hun publicatie afrondt",
    en="these figures may be anything that rounds to their print",
)
@option(
    "--printed",
    multiple=True,
    callback=_cells,
    metavar="RULE [DIM=MEMBER]...",
    nl="deze cijfers zijn precies het gedrukte bedrag",
    en="these figures are exactly the printed amount",
)
@option("--all", "everything", is_flag=True, nl="reken alle gekalibreerde waarden opnieuw terug", en="solve all calibrated values again")
@rules_option
@day_option
@overlays_option
@formats("text", "json")
def solve(  # noqa: PLR0913, PLR0917  its options
    selection: Selection,
    free: tuple[Selection, ...],
    printed: tuple[Selection, ...],
    everything: bool,
    rules: Path | None,
    day: date | None,
    overlays: tuple[Path, ...],
    format: str,  # noqa: A002  the option's own name
    lang: str | None,
) -> int:
    """Solve and show one value, or all that are calibrated."""
    _check_options(selection, (*free, *printed), everything=everything)
    opened = open_rules(rules, lang, bundled=True, overlays=overlays)
    derivation = derivation_of(opened, day)
    calculation = derivation.calculation
    try:
        if everything:
            code = _show_all(opened, calculation, format)
        else:
            loosened = [Loosened(tuple(_places(chosen(opened.rules, each))), exactly) for each, exactly in _marked(free, printed)]
            code = _show_one(opened, calculation, _valued(calculation, chosen(opened.rules, selection)), loosened, format)
    except Unanswerable as error:
        raise Misuse(error.words.nl, error.words.en) from None
    say_remarks(opened, derivation)
    return code


def _check_options(selection: Selection, loose: Sequence[Selection], *, everything: bool) -> None:
    if everything and (selection.rule or selection.choices or loose):
        raise Misuse("bij `--all` hoort geen parameter, cel of `--free`", "`--all` goes without a parameter, cells and `--free`")
    if not everything and selection.rule is None:
        raise Misuse("noem een parameter, of geef `--all`", "name a parameter, or give `--all`")


def _marked(free: Sequence[Selection], printed: Sequence[Selection]) -> list[tuple[Selection, bool]]:
    return [*((each, False) for each in free), *((each, True) for each in printed)]


def _places(choice: Choice) -> list[Place]:
    return [(choice.rule, cell) for cell in choice.cells()]


def _valued(calculation: Calculation, choice: Choice) -> list[Place]:
    """Return the cells chosen; of more than one those that a table left out do not count."""
    places = _places(choice)
    return [each for each in places if calculation.value(*each) is not State.ABSENT] or places


def _show_one(opened: Opened, calculation: Calculation, places: Sequence[Place], loosened: Sequence[Loosened], form: str) -> int:
    gauge = LooseGauge(calculation, places, loosened)
    targets = gauge.targets()
    if not targets:
        raise _nothing(calculation, gauge)
    solution = solve_for(calculation, places, gauge, targets)
    if form == "json":
        from ..reporting.solve.data import show_solution_json

        output.write(show_solution_json(opened.rules, calculation.day, {each: calculation.value(*each) for each in places}, solution, gauge.loosenings()))
    else:
        from ..reporting.solve.text import show_solution

        write_beside(opened, show_solution(opened.rules, calculation.day, solution, gauge.loosenings(), opened.language, output.columns(sys.stdout)))
    return FINE


def _nothing(calculation: Calculation, gauge: LooseGauge) -> Unanswerable:
    name = next(iter(gauge.reach.places))[0]
    waiting = any(
        (each.of, cell) in gauge.reach.cells for each in calculation.rules.published for cell, datum in each.cells.items() if datum.value is State.NMB
    )
    if waiting:
        nl, en = "is nog nader te bepalen (nmb): er is niets om uit terug te rekenen", "is still to be decided (nmb): there is nothing to solve from"
        return Unanswerable(f"wat hier van `{name}` afhangt {nl}", f"what depends on `{name}` here {en}")
    return Unanswerable(f"hier hangt geen ander gepubliceerd cijfer van `{name}` af", f"no other published figure depends on `{name}` here")


def _show_all(opened: Opened, calculation: Calculation, form: str) -> int:
    from ..questions.calibrations import calibrations

    found = list(calibrations(calculation))
    if form == "json":
        from ..reporting.solve.data import show_calibrations_json

        values = {place: calculation.value(*place) for each in found for place in each.solution.places}
        output.write(show_calibrations_json(opened.rules, calculation.day, values, found))
    else:
        from ..reporting.solve.calibrations import show_calibrations

        write_beside(opened, show_calibrations(opened.rules, calculation.day, found, opened.language, output.coloured(sys.stdout)))
    return FINE if all(each.holds for each in found) else FINDINGS
