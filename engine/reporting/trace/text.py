"""A trace as people read it: the answer, then a tree of every step below it."""

from __future__ import annotations

from collections.abc import Iterator

from ...calculating.derivation import Place
from ...model import State
from ...problems.entries import Words
from ...questions.trace import Group, Trace
from ..branches import Tree, View
from ..disclaimers import said_beside
from ..groups import titled
from ..provenance import STATUSES, counted
from ..terminal import folded, visible
from ..wrapping import wrapped
from .steps import Steps

LONG = 100
"""A tree of more lines ends with how it can be shorter."""

_RESTS = (Words("Rust op {n} waarde: {counts}.", "Rests on {n} value: {counts}."), Words("Rust op {n} waarden: {counts}.", "Rests on {n} values: {counts}."))
_GIVEN = Words(
    "Een bedrag hierin is als geheel overgenomen: de opbouw ervan is niet gepubliceerd.",
    "An amount in this was taken over as a whole: how it is made up was not published.",
)
_CALIBRATED = Words("Gekalibreerd: {names}.", "Calibrated: {names}.")
_ASSUMED = Words("Aangenomen: {names}.", "Assumed: {names}.")
_STATUS = Words("Status: {status}.", "Status: {status}.")
_NMB = Words(
    "Nader te bepalen: hierover moet nog worden besloten. Wat nog ontbreekt:",
    "Still to be decided. What is still missing:",
)
_ABSENT = Words("Hier is geen waarde. Wat er niet is:", "There is no value here. What is not there:")
_COMPUTED = Words(
    "Bij een berekend cijfer staan de zwakste grondslag en de minst vaste status van alles waarop het rust.",
    "A computed figure shows the weakest basis and the least settled status of all that it rests on.",
)
_SHORTER = Words("Alleen de bovenste lagen: --depth 3.", "The upper layers alone: --depth 3.")
_ROUNDED = Words(
    "Bedragen staan op hele centen, andere cijfers op vier decimalen; gerekend is met alle decimalen.",
    "Amounts are shown to the cent, other figures to four decimals; all decimals were used.",
)


def show_trace(trace: Trace, view: View) -> str:
    """Show a trace."""
    steps = Steps(trace, view.language)
    lines = [*_answer(trace, steps, view), "", *Tree(trace.groups, steps, view).lines(trace.root[0])]
    legend = [_ROUNDED, _COMPUTED] if trace.top.working else []
    if view.depth is None and len(lines) > LONG:
        legend.append(_SHORTER)
    lines += ["", *(line for each in legend for line in wrapped(each.of(view.language), view.columns))] if legend else []
    return "\n".join(lines) + "\n"


def _answer(trace: Trace, steps: Steps, view: View) -> Iterator[str]:
    language, columns = view.language, view.columns
    value, name = steps.heading(Group(trace.root[0], (trace.top,), ()))
    yield from titled(trace.rules, trace.day, f"{name}: {value}", view)
    for state, words, places in ((State.NMB, _NMB, trace.undecided), (State.ABSENT, _ABSENT, trace.missing)):
        if trace.top.value is state:
            yield from wrapped(words.of(language), columns)
            for each in places:
                yield from wrapped(f"- {_named(trace, steps, each)}", columns, 2)
    if trace.top.working:
        yield from _ground(trace, language, columns)
    yield _STATUS.of(language).format(status=STATUSES[trace.top.footing.status].of(language))
    yield from said_beside(trace.rules, language, columns)


def _named(trace: Trace, steps: Steps, place: Place) -> str:
    step = trace.steps[place]
    _, name = steps.heading(Group(place[0], (step,), ()))
    return f"{name}  {step.id}  {visible(step.span.file)}:{step.span.line}"


def _ground(trace: Trace, language: str, columns: int) -> Iterator[str]:
    footing, rests_on = trace.top.footing, trace.rests_on[trace.root]
    count = sum(rests_on.values())
    yield from wrapped(_RESTS[count != 1].of(language).format(n=count, counts=counted(rests_on, language)), columns)
    for words, names in ((_CALIBRATED, footing.calibrated), (_ASSUMED, footing.assumed)):
        if names:
            labels = [folded(trace.rules.rules[name].label) for name in trace.groups if name in names]
            yield from wrapped(words.of(language).format(names="; ".join(labels)), columns)
    if footing.given:
        yield from wrapped(_GIVEN.of(language), columns)
