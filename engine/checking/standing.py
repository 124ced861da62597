"""Sources and statuses: whether a value could rest on what it cites, and be as settled as it says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import chain

from ..calculating.derivation import Derivation, Place
from ..calculating.inputs import inputs_by_element
from ..diagnostics import Diagnostic, Label, Span
from ..model import STATUSES, Entry, Parameter, Published, RuleSet, Source, State

FINAL = STATUSES[0]
FEW = 3
"""Values with one later source that are told one by one."""

UNPUBLISHED = frozenset({"assumption", "calibrated"})
"""What values rest on that nobody published, so that nobody laid them down either."""


def check_standing(rules: RuleSet) -> Iterator[Diagnostic]:
    """Report values whose source came later than they held, and values called final that nobody published."""
    late: dict[str, dict[Span, tuple[Parameter, Entry]]] = {}
    for rule in rules.rules.values():
        if not isinstance(rule, Parameter):
            continue
        for entry in rule.entries:
            yield from _unpublished(rule, entry)
            if entry.citation and _is_later(rules.sources.get(entry.citation.ref), last_day_in_use(entry, rules.day)):
                # The rows of one table may have a provenance each, and share a line.
                late.setdefault(entry.citation.ref, {}).setdefault(entry.citation.span, (rule, entry))
    for name, values in late.items():
        yield from _later(rules.sources[name], list(values.values()), rules.day)


def _is_later(source: Source | None, day: date) -> bool:
    # An assumption is dated when it was made, which may well be later.
    return source is not None and source.date is not None and source.type != "assumption" and source.date > day


def _later(source: Source, values: Sequence[tuple[Parameter, Entry]], day: date) -> Iterator[Diagnostic]:
    """Tell it of the one value, or of the few; of more it is the day of the source that is wrong, which is one cause."""
    shown = source.date.isoformat() if source.date else ""
    if len(values) > FEW:
        fields: dict[str, str | tuple[str, ...]] = {"source": source.name, "date": shown, "names": tuple(dict.fromkeys(rule.name for rule, _ in values))}
        yield Diagnostic("H733", source.span, fields)
        return
    for rule, entry in values:
        last = last_day_in_use(entry, day).isoformat()
        place = entry.citation.span if entry.citation else entry.span
        yield Diagnostic("H730", place, {"name": rule.name, "source": source.name, "date": shown, "day": last}, (Label(source.span, "source"),), rule=rule.name)


def last_day_in_use(entry: Entry, day: date) -> date:
    """Return the last day on which a value is used: that of the calculation, or its end or its start where that comes before or after."""
    used = max(entry.valid_from, day)
    return min(used, entry.valid_to) if entry.valid_to else used


def _unpublished(rule: Parameter, entry: Entry) -> Iterator[Diagnostic]:
    if entry.status == FINAL and entry.basis in UNPUBLISHED:
        fields = {"name": rule.name, "basis": entry.basis}
        yield Diagnostic("H731", entry.place("status"), fields, rule=rule.name)


def check_settled(derivation: Derivation) -> Iterator[Diagnostic]:
    """Report published results that are called more settled than the values that they are computed from."""
    rules = derivation.calculation.rules
    for published in rules.published:
        if published.of == rules.result:
            yield from _unsettled(derivation, published)


def _unsettled(derivation: Derivation, published: Published) -> Iterator[Diagnostic]:
    below: dict[str, None] = {}
    for cell, datum in published.cells.items():
        if datum.value is not State.NMB and _firmer(published.status, derivation.footing(published.of, cell).status):
            below.update(dict.fromkeys(_less_settled(derivation, (published.of, cell), published.status)))
    if below:
        yield Diagnostic("H732", published.status_span or published.span, {"status": published.status, "names": tuple(below)})


def _firmer(status: str, other: str) -> bool:
    return STATUSES.index(status) < STATUSES.index(other)


def _less_settled(derivation: Derivation, place: Place, status: str) -> Iterator[str]:
    """Go through the parameters below a figure of which the value is published and less settled than a status."""
    for name, cell in chain.from_iterable(inputs_by_element(derivation, place).values()):
        standing = derivation.calculation.standing(name).get(cell)
        if standing and standing.entry.basis not in UNPUBLISHED and _firmer(status, standing.entry.status):
            yield name
