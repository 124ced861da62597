"""The figures of one rule together: their heading, what tells them apart, and tables of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ..calculating.derivation import Step
from ..diagnostics import Span
from ..model import RuleSet, State
from ..problems.entries import Words
from ..questions.results import step_of
from ..questions.trace import Group
from .branches import View
from .formulas import Filled
from .numbers import show_day
from .overlays import laid_over
from .terminal import Paint, folded, visible, width
from .wrapping import wrapped

LABELS = 20
"""However little room there is, labels get this many columns."""

_AS_OF = Words("peildatum {day}", "as of {day}")
_TO = Words("tot", "to")
_FIGURES = Words("{n} cijfers", "{n} figures")


@dataclass(frozen=True, slots=True)
class Row:
    """A figure among others of its rule: what tells it apart, its formula filled in, and what that comes to, in what unit."""

    label: str
    left: str
    right: str
    unit: str = ""


class Headings:
    """Names the figures of one rule."""

    def __init__(self, rules: RuleSet, language: str) -> None:
        self._rules = rules
        self._language = language
        self.filled = Filled(rules, language, sums=False)

    def heading(self, group: Group, *, counted: bool = True) -> tuple[str, str]:
        """Return the value and the name of a group, with the number of its figures."""
        name = " · ".join(map(folded, filter(None, [group.steps[0].rule.label, self.filled.label(common(group))])))
        value, count = self._values(group), _FIGURES.of(self._language).format(n=len(group.steps))
        if counted and value and len(group.steps) > 1:
            name = f"{name} ({count})"
        return value or count, name

    def own(self, group: Group, step: Step) -> str:
        """Return what tells one figure of a group from the others."""
        shared = common(group)
        return folded(self.filled.label({name: code for name, code in zip(step.rule.per, step.cell, strict=True) if name not in shared}))

    def footer(self, group: Group) -> str:
        """Return the id of a group, with `…` for members that differ, and where it stands in the rules."""
        shared = common(group)
        members = ",".join(f"{name}={shared.get(name, '…')}" for name in group.steps[0].rule.per)
        return f"{group.name}{f'[{members}]' if members else ''}  {'  '.join(places(each.span for each in group.steps))}"

    def _values(self, group: Group) -> str:
        steps = group.steps
        values = list(dict.fromkeys(each.value for each in steps))
        if len({each.unit for each in steps}) > 1:
            return ""
        numbers = sorted(each for each in values if isinstance(each, Decimal))
        states = [self.filled.number(each, steps[0].unit) for each in values if isinstance(each, State)]
        step = step_of(steps[0].rule)
        shown = []
        if len(numbers) > 1:
            low, high = self.filled.number(numbers[0], steps[0].unit, step), self.filled.figure(numbers[-1], steps[0].unit, step)
            shown = [f"{low} {_TO.of(self._language)} {high}"]
        elif numbers:
            stands = steps[0].standing and step is None
            shown = [self.filled.written(numbers[0], steps[0].unit) if stands else self.filled.figure(numbers[0], steps[0].unit, step)]
        return ", ".join([*shown, *states])


def common(group: Group) -> dict[str, str]:
    """Return the members that all steps of a group have."""
    per = group.steps[0].rule.per
    return {name: codes[0] for name, *codes in zip(per, *(each.cell for each in group.steps), strict=True) if len(set(codes)) == 1}


def titled(rules: RuleSet, day: date, title: str, view: View) -> Iterator[str]:
    """Go through the first lines of an answer."""
    for each in wrapped(title, view.columns, 2):
        yield Paint(view.colour)(each, "bold")
    yield f"{folded(rules.label)}, {_AS_OF.of(view.language).format(day=show_day(day, view.language))}"
    if rules.overlays:
        yield from wrapped(laid_over(rules, view.language), view.columns, 2)
    yield ""


def places(spans: Iterable[Span]) -> list[str]:
    """Return each file with the lines in it."""
    lines: dict[str, dict[int, None]] = {}
    for each in spans:
        lines.setdefault(each.file, {})[each.line] = None
    return [f"{visible(file)}:{','.join(map(str, sorted(found)))}" for file, found in lines.items()]


def table(rows: Sequence[Row], room: int) -> Iterator[str]:
    """Go through the lines of rows under each other; what does not fit beside a figure comes on a line of its own."""
    labels, lefts, rights, units = (max((width(getattr(each, name)) for each in rows), default=0) for name in ("label", "left", "right", "unit"))
    if lefts and labels + lefts + rights + 5 <= room:
        for each in rows:
            yield f"{_padded(each.label, labels)}  {_padded(each.left, lefts)} = {' ' * (rights - width(each.right))}{each.right}"
        return
    labels = min(labels, max(room - rights - units - 3, LABELS))
    for each in rows:
        label = each.label
        if width(label) > labels:
            yield from wrapped(label, room, 2)
            label = ""
        yield f"{_padded(label, labels)}  {' ' * (rights - width(each.right))}{each.right} {each.unit}".rstrip()
        if each.left:
            yield from (f"  {line}" for line in wrapped(f"= {each.left}", room - 2, 2))


def _padded(text: str, columns: int) -> str:
    return text + " " * max(columns - width(text), 0)
