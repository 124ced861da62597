"""Sources and statuses: whether a value could rest on what it cites, and be as settled as it says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ..calculating.derivation import Derivation, Place
from ..diagnostics import Diagnostic, Label
from ..model import STATUSES, Entry, Parameter, Published, RuleSet, State

FINAL = STATUSES[0]
UNPUBLISHED = frozenset({"assumption", "calibrated"})
"""What values rest on that nobody published, so that nobody laid them down either."""


def check_standing(rules: RuleSet) -> Iterator[Diagnostic]:
    """Report values whose source came later than they held, and values called final that nobody published."""
    for rule in rules.rules.values():
        if isinstance(rule, Parameter):
            # The rows of one table may have a provenance each; one finding for the line that they share.
            found = [*(each for entry in rule.entries for each in (*_later(rule, entry, rules), *_unpublished(rule, entry)))]
            yield from {(each.code, each.span): each for each in found}.values()


def _later(rule: Parameter, entry: Entry, rules: RuleSet) -> Iterator[Diagnostic]:
    # An assumption is dated when it was made, which may well be later.
    source = rules.sources.get(entry.citation.ref) if entry.citation else None
    if source is None or source.date is None or source.type == "assumption" or entry.citation is None:
        return
    last = last_day_in_use(entry, rules.day)
    if source.date > last:
        fields = {"name": rule.name, "source": source.name, "date": source.date.isoformat(), "day": last.isoformat()}
        yield Diagnostic("H730", entry.citation.span, fields, (Label(source.span, "source"),), rule=rule.name)


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
            below.update(_less_settled(derivation, (published.of, cell), published.status))
    if below:
        yield Diagnostic("H732", published.status_span or published.span, {"status": published.status, "names": tuple(below)})


def _firmer(status: str, other: str) -> bool:
    return STATUSES.index(status) < STATUSES.index(other)


def _less_settled(derivation: Derivation, place: Place, status: str) -> dict[str, None]:
    """Return the parameters below a figure of which the value is less settled than a status."""
    found: dict[str, None] = {}
    seen, waiting = {place}, [place]
    while waiting:
        each = waiting.pop()
        standing = derivation.calculation.standing(each[0]).get(each[1])
        if standing and standing.entry.basis not in UNPUBLISHED and _firmer(status, standing.entry.status):
            found[each[0]] = None
        below = [one for one in derivation.reads(each) if one not in seen]
        seen.update(below)
        waiting.extend(reversed(below))
    return found
