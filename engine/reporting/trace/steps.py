"""What is told about the steps of one rule in a trace: a heading, and the lines below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ...calculating.derivation import Step
from ...diagnostics import Span
from ...model import Entry, Formula, Variant
from ...problems.entries import Words
from ...questions.trace import Group, Printed, Trace
from ..formulas import Total
from ..groups import Headings, Row, table
from ..numbers import show_number
from ..provenance import Provenance, source_of
from ..terminal import folded, visible
from ..wrapping import wrapped

_OR = Words(" of ", " or ")
_FOR = Words("voor {cells}:", "for {cells}:")
_IS_SUM = Words("{value} is de som over {over}:", "{value} is the sum over {over}:")
_IS_RUN = Words("{value} is de optelling langs {over}:", "{value} is the running sum along {over}:")
_ZERO = (Words("en 1 term die nul is", "and 1 term that is zero"), Words("en {n} termen die nul zijn", "and {n} terms that are zero"))
_PUBLISHED = Words("Gepubliceerd als {value} ({source})", "Published as {value} ({source})")
_DIFFERS = Words(", verschil {difference}", ", difference {difference}")
_SAME = Words("{n} van de {of} zo gepubliceerd ({source})", "{n} of {of} published so ({source})")


class Steps(Headings):
    """Puts the steps of one rule into words."""

    def __init__(self, trace: Trace, language: str) -> None:
        super().__init__(trace.rules, language)
        self._trace = trace
        self._provenance = Provenance(trace.rules, self.filled, language)

    def lines(self, group: Group, room: int) -> list[str]:
        """Return the lines below a heading, none wider than there is room for where that can be."""
        rule = group.steps[0].rule
        told = self._formula_lines(group, rule, room) if isinstance(rule, Formula) else self._value_lines(group, room)
        lines = list(told)
        for each in (*([folded(rule.note)] if rule.note else []), *self._provenance.notes(group.steps), *self._published(group)):
            lines += wrapped(each, room)
        return [*lines, *wrapped(self.footer(group), room)]

    def _formula_lines(self, group: Group, rule: Formula, room: int) -> Iterator[str]:
        alone = len(group.steps) == 1
        for variant, steps in _by_variant(group):
            if variant and variant.conditions and not alone and len(rule.variants) > 1:
                yield from wrapped(_FOR.of(self._language).format(cells=self._conditions(variant)), room)
            if variant:
                yield from wrapped(f"= {visible(variant.text)}", room, 2)
            if alone:
                yield from self._alone(steps[0], room)
            else:
                yield from self._together(group, steps, room)
        for each in self._provenance.of_formula(rule.citation, group.steps):
            yield from wrapped(each, room)

    def _alone(self, step: Step, room: int) -> Iterator[str]:
        if not self.filled.is_plain(step) or step.value != step.unrounded:
            left = "" if self.filled.is_plain(step) else self.filled.left(step)
            yield from wrapped(" = ".join(["", *filter(None, [left]), self.filled.right(step)]).lstrip(), room, 2)
        yield from self._totals(step, room)

    def _totals(self, step: Step, room: int) -> Iterator[str]:
        found = [each for each in self.filled.totals(step.working) if each.function in ("sum", "cumsum")] if step.working else []
        for at, total in enumerate(found):
            own = at == 0 and self.filled.is_plain(step)
            if not own:
                words = _IS_SUM if total.function == "sum" else _IS_RUN
                yield from wrapped(words.of(self._language).format(value=total.shown, over=", ".join(total.over)), room, 2)
            yield from (f"  {line}" for line in self._terms(total, room - 2))

    def _terms(self, total: Total, room: int) -> Iterator[str]:
        yield from table([Row(folded(each.label), each.text, each.shown) for each in total.terms], room)
        if total.folded:
            yield _ZERO[total.folded > 1].of(self._language).format(n=total.folded)

    def _together(self, group: Group, steps: Sequence[Step], room: int) -> Iterator[str]:
        rows = []
        for step in steps:
            left = "" if self.filled.is_plain(step) else self.filled.left(step)
            rows.append(Row(self.own(group, step), left, self.filled.right(step)))
        totals = [list(self._totals(step, room - 2)) for step in steps]
        if not any(totals) or (len(totals) > 1 and all(each == totals[0] for each in totals)):
            yield from (f"  {line}" for line in table(rows, room - 2))
            yield from (f"  {line}" for line in totals[0])
            return
        for row, lines in zip(rows, totals, strict=True):
            yield from (f"  {line}" for line in table([row], room - 2))
            yield from (f"  {line}" for line in lines)

    def _value_lines(self, group: Group, room: int) -> Iterator[str]:
        entries = _by_entry(group)
        for entry, steps in entries:
            if len(group.steps) > 1:
                rows = [Row(self.own(group, each), "", self.filled.number(each.value, each.unit)) for each in steps]
                yield from table(rows, room)
            indent = "  " if len(entries) > 1 else ""
            for told in self._provenance.of_values(entry, steps):
                yield from (f"{indent}{line}" for line in wrapped(told, room - len(indent)))

    def _published(self, group: Group) -> Iterator[str]:
        same: dict[str, int] = {}
        for step in group.steps:
            for each in self._trace.printed.get((step.name, step.cell), ()):
                source = source_of(self._rules, each.published.citation)
                if each.difference or len(group.steps) == 1:
                    yield self._print(group, step, each, source)
                else:
                    same[source] = same.get(source, 0) + 1
        for source, count in same.items():
            yield _SAME.of(self._language).format(source=source, n=count, of=len(group.steps))

    def _print(self, group: Group, step: Step, printed: Printed, source: str) -> str:
        published = printed.published
        text = _PUBLISHED.of(self._language).format(value=self.filled.number(printed.value, step.unit, published.printed_to), source=source)
        if printed.difference:
            shown = show_number(printed.difference, step.unit, self._language, step=published.printed_to, currency=self._rules.currency, signed=True)
            text += _DIFFERS.of(self._language).format(difference=shown)
        own = self.own(group, step)
        return f"{own + ': ' if own else ''}{text}{': ' + folded(published.note) if published.note else ''}"

    def _conditions(self, variant: Variant) -> str:
        shown = []
        for each in variant.conditions:
            subject = f"{each.dimension}.{each.attribute}" if each.attribute else each.dimension
            shown.append(f"{subject} {_OR.of(self._language).join(self.filled.members(each.dimension, each.attribute, each.values))}")
        return ", ".join(shown)


def _by_variant(group: Group) -> list[tuple[Variant | None, list[Step]]]:
    found: dict[Span, list[Step]] = {}
    for each in group.steps:
        found.setdefault(each.span, []).append(each)
    return [(steps[0].variant, steps) for steps in found.values()]


def _by_entry(group: Group) -> list[tuple[Entry | None, list[Step]]]:
    found: dict[int, list[Step]] = {}
    for each in group.steps:
        found.setdefault(id(each.standing.entry) if each.standing else 0, []).append(each)
    return [(steps[0].standing.entry if steps[0].standing else None, steps) for steps in found.values()]
