"""What a figure is made of, as people read it: a table over the cost elements, then what each line rests on."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...decimals import ZERO
from ...model import Parameter, State
from ...problems.entries import Words
from ...questions.buildup import Buildup, Built, Line
from ..amounts import Amounts, line_label
from ..branches import View
from ..disclaimers import said_beside
from ..groups import Headings, places, titled
from ..inputs import Inputs
from ..numbers import show_unit
from ..provenance import BASES, STATUSES
from ..tables import GAP, show_rows
from ..terminal import Paint, folded, visible, width
from ..wrapping import wrapped
from .bars import bar, room_for_bars

TITLE = Words("Opbouw van {name}: {value}", "Build-up of {name}: {value}")
UNSEEN = Decimal("0.0001")
"""What a figure that is not rounded may lack because its parts are told in millionths."""

ROUNDING = Words("Afronding", "Rounding")
_NOT_OF_ELEMENT = Words(
    "Niet opgebouwd: dit deel komt uit waarden die bij geen kostenelement horen.",
    "Not built up: this part comes from values that belong to no cost element.",
)
_GIVEN = Words(
    "{line}: dit bedrag is als geheel overgenomen; hoe het is opgebouwd is niet gepubliceerd.",
    "{line}: this amount was taken over as a whole; how it is made up was not published.",
)
_TOTAL_ONLY = Words(
    "{line}: alleen het totaal is gegeven, niet waaruit het bestaat ({names}).",
    "{line}: the total alone is given, not what it consists of ({names}).",
)
ORDER = Words(
    "Elke post is wat het kostenelement toevoegt aan de posten erboven: in een andere volgorde zou de verdeling anders zijn.",
    "Each line is what the cost element adds to the lines above it: in another order the split would be different.",
)
_CENTS = Words(
    "De posten staan op hele centen; de afronding maakt de telling sluitend.",
    "The lines are shown to the cent; the rounding makes them add up.",
)
_FOOTING = Words("Zwakste grondslag hieronder: {basis}. Status: {status}.", "Weakest basis below this: {basis}. Status: {status}.")
_RESTS = Words("Waar de posten op rusten", "What the lines rest on")
_SHARED = Words("Zonder eigen kostenelement (werkt door in de posten hierboven)", "Of no cost element (works through in the lines above)")
NMB = Words("Nader te bepalen: hierover moet nog worden besloten. Wat nog ontbreekt:", "Still to be decided. What is still missing:")
_NO_NUMBER = Words("Hier is geen getal om op te bouwen.", "There is no number here to build up.")
_VERBOSE = Words("Alle waarden, met hun plaats in de regels: --verbose.", "All values, with their place in the rules: --verbose.")


def show_buildup(built: Built, view: View, *, verbose: bool = False) -> str:
    """Show figures taken apart, a page each."""
    pages = ["\n".join(_page(built, each, view, verbose)) for each in built.figures]
    return "\n\n\n".join(pages) + "\n"


def _page(built: Built, figure: Buildup, view: View, verbose: bool) -> Iterator[str]:
    step = built.step(figure)
    headings = Headings(built.rules, view.language)
    value, name = headings.heading(built.groups([(figure.rule, figure.cell)])[0])
    yield from titled(built.rules, built.day, TITLE.of(view.language).format(name=name, value=value), view)
    if not isinstance(figure.value, Decimal):
        yield from _undecided(built, figure, headings, view)
        return
    yield from _table(built, figure, figure.value, view)
    yield ""
    for each in figure.lines:
        yield from _whole(built, each, view)
    yield from wrapped(ORDER.of(view.language), view.columns)
    if Amounts(built.rules, step, view.language).to_the_cent:
        yield from wrapped(_CENTS.of(view.language), view.columns)
    basis, status = BASES[step.footing.basis].of(view.language), STATUSES[step.footing.status].of(view.language)
    yield from wrapped(_FOOTING.of(view.language).format(basis=basis, status=status), view.columns)
    yield from said_beside(built.rules, view.language, view.columns)
    yield from _details(built, figure, view, verbose)


def _undecided(built: Built, figure: Buildup, headings: Headings, view: View) -> Iterator[str]:
    yield from wrapped((NMB if figure.value is State.NMB else _NO_NUMBER).of(view.language), view.columns)
    for group in built.groups(figure.undecided):
        _, name = headings.heading(group)
        yield from wrapped(f"- {name}  {visible('  '.join(places(each.span for each in group.steps)))}", view.columns, 2)


def _table(built: Built, figure: Buildup, value: Decimal, view: View) -> Iterator[str]:
    step = built.step(figure)
    amounts = Amounts(built.rules, step, view.language)
    rows = [[line_label(each, view.language), amounts.show(each.amount), amounts.share(each.amount, value)] for each in figure.lines]
    rest = amounts.rest(figure)
    if amounts.step is not None or abs(rest) > UNSEEN:
        rows.append([ROUNDING.of(view.language), amounts.show(rest), amounts.share(rest, value)])
    unit = show_unit(step.unit, built.rules.currency, built.rules.units) if amounts.to_the_cent else ""
    total = f"{folded(step.rule.label)} {unit}".rstrip()
    rows.append([total, amounts.show(value), amounts.share(value, value)])
    lines = show_rows(rows, frozenset({1, 2}))
    taken = max(map(width, lines)) + len(GAP)
    room = room_for_bars(view.columns, taken)
    most = max((abs(each.amount) for each in figure.lines), default=ZERO)
    for shown, line in zip(lines, figure.lines, strict=False):
        yield f"{shown}{' ' * (taken - width(shown))}{bar(line.amount, most, room)}".rstrip() if room else shown
    yield from lines[len(figure.lines) : -1]
    yield Paint(view.colour)(lines[-1], "bold")


def _whole(built: Built, line: Line, view: View) -> Iterator[str]:
    """Go through the sentences that say why a line, or a part of it, is not built up."""
    rules = built.rules.rules
    label = line_label(line, view.language)
    given = [each for each in line.whole if isinstance(rule := rules[each[0]], Parameter) and rule.given]
    totals = [each for each in line.whole if each not in given]
    if given:
        yield from wrapped(_GIVEN.of(view.language).format(line=label), view.columns)
    elif line.element is None:
        yield from wrapped(_NOT_OF_ELEMENT.of(view.language), view.columns)
    if totals:
        headings = Headings(built.rules, view.language)
        names = "; ".join(f"{name}: {value}" for value, name in map(headings.heading, built.groups(totals)))
        yield from wrapped(_TOTAL_ONLY.of(view.language).format(line=label, names=names), view.columns)


def _details(built: Built, figure: Buildup, view: View, verbose: bool) -> Iterator[str]:
    paint, inputs = Paint(view.colour), Inputs(built.rules, view.language, verbose=verbose)
    parts = [(line_label(each, view.language), each.inputs) for each in figure.lines if each.inputs]
    parts += [(_SHARED.of(view.language), figure.shared)] if figure.shared else []
    yield from ("", paint(_RESTS.of(view.language), "bold")) if parts else ()
    for title, found in parts:
        yield ""
        yield paint(title, "bold")
        yield from (f"  {each}" for each in inputs.all(built.groups(found), view.columns - 2, folded=found is figure.shared))
    if parts and not verbose:
        yield from ("", *wrapped(_VERBOSE.of(view.language), view.columns))
