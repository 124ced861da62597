"""What rests on a figure, as people read it: a tree upward, and the results last."""

from __future__ import annotations

from collections.abc import Iterator

from ...calculating.derivation import Step
from ...model import State
from ...problems.entries import Words
from ...questions.results import step_of
from ...questions.trace import Group
from ...questions.upward import Upward
from ..branches import Tree, View
from ..groups import Headings, Row, table, titled
from ..terminal import Paint, folded
from ..wrapping import wrapped

ROWS = 12
"""Of more figures of one rule on the way the rest is counted; of the results every one is shown."""

_NONE = Words("Geen cijfer waarop deze regels antwoord geven rust hierop.", "No figure that these rules answer for rests on this.")
_RESTS = (
    Words("{n} van de {of} cijfers van `{rule}` rust hierop.", "{n} of the {of} figures of `{rule}` rests on this."),
    Words("{n} van de {of} cijfers van `{rule}` rusten hierop.", "{n} of the {of} figures of `{rule}` rest on this."),
)
_OPEN = Words("Daarvan nog te bepalen: {n}.", "Of these still to be decided: {n}.")
_MORE = Words("en nog {n}", "and {n} more")
_BELOW = Words("zie de lijst onderaan", "see the list at the end")


def show_upward(upward: Upward, view: View) -> str:
    """Show what rests on a figure."""
    teller = _Readers(upward, view.language)
    start = Group(upward.name, tuple(upward.steps[each] for each in upward.start), ())
    value, name = teller.heading(start)
    lines = [*titled(upward.rules, upward.day, f"{name}: {value}", view), *_count(upward, view)]
    if upward.groups[upward.name].onward:
        lines += ["", *Tree(upward.groups, teller, view).lines(upward.name)]
    results = [upward.steps[each] for each in upward.results]
    if results and upward.rules.result != upward.name:
        lines += ["", *_results(results, teller, view)]
    return "\n".join(lines) + "\n"


def _count(upward: Upward, view: View) -> Iterator[str]:
    if len(upward.steps) == len(upward.start):
        yield from wrapped(_NONE.of(view.language), view.columns)
        return
    count = len(upward.results)
    yield from wrapped(_RESTS[count != 1].of(view.language).format(n=count, of=upward.of_results, rule=upward.rules.result), view.columns)
    if undecided := sum(upward.steps[each].value is State.NMB for each in upward.results):
        yield _OPEN.of(view.language).format(n=undecided)


def _results(steps: list[Step], teller: _Readers, view: View) -> Iterator[str]:
    group = Group(steps[0].name, tuple(steps), ())
    _, name = teller.heading(group)
    yield Paint(view.colour)(name, "bold")
    rows = [teller.row(group, each) for each in steps]
    yield from (f"  {line}" for line in table(rows, view.columns - 2))


class _Readers(Headings):
    """Puts the figures of one rule that rest on another into words."""

    def __init__(self, upward: Upward, language: str) -> None:
        super().__init__(upward.rules, language)
        self._upward = upward

    def lines(self, group: Group, room: int) -> list[str]:
        """Return the lines below a heading."""
        if group.name == self._upward.rules.result and group.name != self._upward.name:
            return [_BELOW.of(self._language), *wrapped(self.footer(group), room)]
        lines = []
        if len(group.steps) > 1:
            shown = group.steps if len(group.steps) <= ROWS else group.steps[: ROWS - 1]
            rows = [self.row(group, each) for each in shown]
            lines = [f"  {line}" for line in table(rows, room - 2)]
            if len(shown) < len(group.steps):
                lines.append(f"  {_MORE.of(self._language).format(n=len(group.steps) - len(shown))}")
        return [*lines, *wrapped(self.footer(group), room)]

    def row(self, group: Group, step: Step) -> Row:
        """Return a figure in a table; the heading says the unit, where all have the same."""
        same = len({each.unit for each in group.steps}) == 1 and group.name != self._upward.rules.result
        unit = "" if same or isinstance(step.value, State) else self.filled.unit(step.unit)
        return Row(self.own(group, step) or folded(step.rule.label), "", self.filled.number(step.value, step.unit, step_of(step.rule)), unit)
