"""What somebody wants a value to be, and what it will rest on: what was not said follows from what is there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from ..decimals import read_decimal
from ..diagnostics import BadArgument, Diagnostic, Span
from ..model import Cell, Citation, Datum, Entry, Parameter, RuleSet, Value
from ..questions.selection import Unanswerable
from ..reading.misvalues import as_number
from ..reading.scalars import read_word
from ..reading.tables import STATES, stored

NOWHERE = Span.of_file("")
"""The place of what is not written yet."""

_BASIS_OF = {"law": "law", "cao": "cao", "benchmark": "benchmark", "assumption": "assumption"}
"""The basis of a value that was taken over from a source of a type; of every other type that is `document`."""

_SETTLED = ("law", "cao", "decision")
"""Sources of these types are final, unless something that rests on them says otherwise."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A value, as it will be written, for one cell from a day on; what is None stays as it is or follows from the rest."""

    rule: str
    cell: Cell
    value: str
    day: date
    ref: str | None = None
    at: str | None = None
    quote: str | None = None
    basis: str | None = None
    status: str | None = None
    note: str | None = None


def read_wanted(text: str) -> str:
    """Return a value as rules have it; raises `BadArgument` for what is none, with the number that was probably meant."""
    if text in STATES or read_decimal(text) is not None:
        return text
    doubt = read_word(text)[1] if text else None
    if doubt and doubt.code == "H005":
        raise _bad("H005", text=text, **dict(zip(("suggestion", "other"), doubt.suggestions, strict=False)))
    if number := as_number(text):
        raise _bad("H101", key="VALUE", expected="@number", found="@text", number=number)
    raise _bad("H106", text=text, allowed=("@number", *STATES), suggestion="")


def _bad(code: str, **fields: str | tuple[str, ...]) -> BadArgument:
    return BadArgument(Diagnostic(code, NOWHERE, fields))


def parameter(rules: RuleSet, name: str) -> Parameter:
    """Return a parameter; raises `Unanswerable` for a rule that is computed."""
    rule = rules.rules[name]
    if isinstance(rule, Parameter):
        return rule
    nl, en = f"`{name}` wordt berekend en niet vastgesteld", f"`{name}` is computed and not laid down"
    raise Unanswerable(f"{nl}; `herleid trace {name}` toont waaruit", f"{en}; `herleid trace {name}` shows from what")


def value_of(text: str, rule: Parameter) -> Value:
    """Return a written value as it is computed with."""
    number = read_decimal(text)
    return STATES[text] if number is None else stored(number, rule.unit.percent)


def entry_from(rule: Parameter, cell: Cell, day: date) -> Entry | None:
    """Return the entry that gives a cell from exactly this day."""
    return next((each for each in rule.entries if each.valid_from == day and cell in each.cells), None)


def entry_before(rule: Parameter, cell: Cell, day: date) -> Entry | None:
    """Return the last entry that gives a cell from an earlier day."""
    earlier = [each for each in rule.entries if each.valid_from < day and cell in each.cells]
    return max(earlier, key=lambda each: each.valid_from, default=None)


def wanted(rules: RuleSet, rule: Parameter, wish: Wish) -> Entry:
    """Return the entry of one cell that a wish asks for; raises `Unanswerable` where something is still to be said."""
    same = entry_from(rule, wish.cell, wish.day)
    citation = _citation(wish, same)
    alike = _alike(citation, same, entry_before(rule, wish.cell, wish.day))
    basis = wish.basis or _basis(rules, citation, same, alike)
    if citation is None and basis != "definition":
        raise _no_source(rule, wish)
    if basis == "calibrated" and not (same and same.basis == basis):
        nl, en = "een waarde met de grondslag `calibrated` vindt u met `herleid solve`", "a value of basis `calibrated` is found with `herleid solve`"
        raise Unanswerable(nl, en)
    status = wish.status or (alike.status if alike else _status(rules, citation))
    cells = {wish.cell: Datum(value_of(wish.value, rule), NOWHERE)}
    if same is None:
        return Entry(wish.day, None, basis, status, citation, cells, NOWHERE, note=wish.note)
    return replace(same, basis=basis, status=status, citation=citation, cells=cells, note=wish.note or same.note)


def _citation(wish: Wish, same: Entry | None) -> Citation | None:
    old = same.citation if same else None
    ref = wish.ref or (old.ref if old else None)
    if ref is None:
        return None
    kept = old if old and old.ref == ref else None
    at = wish.at or (kept.at if kept else None)
    if at is None:
        raise Unanswerable(f"`--at` ontbreekt: waar staat het in `{ref}`?", f"`--at` is missing: where in `{ref}` does it stand?")
    return Citation(ref, at, NOWHERE, ((wish.quote, NOWHERE),) if wish.quote else kept.quotes if kept else ())


def _alike(citation: Citation | None, *entries: Entry | None) -> Entry | None:
    """Return the first entry that rests on the same source, or on none as well."""
    ref = citation.ref if citation else None
    return next((each for each in entries if each and (each.citation.ref if each.citation else None) == ref), None)


def _basis(rules: RuleSet, citation: Citation | None, same: Entry | None, alike: Entry | None) -> str:
    if alike and (alike is same or alike.basis != "calibrated"):
        return alike.basis
    source = rules.sources.get(citation.ref) if citation else None
    return _BASIS_OF.get(source.type, "document") if source else "document"


def _status(rules: RuleSet, citation: Citation | None) -> str:
    """Return how settled a source is: as all that rests on it, or by its type."""
    ref = citation.ref if citation else ""
    found = set(_statuses(rules, ref))
    if len(found) == 1:
        return found.pop()
    source = rules.sources.get(ref)
    if not source or (not found and source.type in _SETTLED):
        return "final"
    raise Unanswerable(
        f"`--status` ontbreekt: is `{ref}` een ontwerp (concept), een advies (advice) of een besluit (final)?",
        f"`--status` is missing: is `{ref}` a draft (concept), an advice (advice) or a decision (final)?",
    )


def _statuses(rules: RuleSet, ref: str) -> Iterable[str]:
    for rule in rules.rules.values():
        if isinstance(rule, Parameter):
            yield from (each.status for each in rule.entries if each.citation and each.citation.ref == ref)
    yield from (each.status for each in rules.published if each.citation.ref == ref)


def _no_source(rule: Parameter, wish: Wish) -> Unanswerable:
    before = entry_before(rule, wish.cell, wish.day)
    day = before.valid_from.isoformat() if before else ""
    nl = f"; of verbeter met `--from {day}` de waarde die er staat" if before else ""
    en = f"; or mend the value that is there with `--from {day}`" if before else ""
    return Unanswerable(
        f"`--source` en `--at` ontbreken: een nieuwe waarde heeft een bron en een plaats daarin{nl}",
        f"`--source` and `--at` are missing: a new value has a source and a place in it{en}",
    )
