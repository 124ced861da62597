"""Receipts: what a release lays down, and what has become different since."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from .. import __version__
from ..calculating.derivation import Derivation
from ..decimals import EXACT, show_plain
from ..evidence import STATUSES, Source
from ..model import Rule, RuleSet, State, Value
from ..process import Disclaimer
from ..reading.receipts import UNDECIDED, Decision, Facts, Figure, Receipt, Said, hash_of
from ..reading.tables import written
from .reconcile import CLASSES, Reconciliation
from .results import Result, results, step_of

Key = TypeVar("Key")
Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Verification:
    """
    What differs between a receipt and what the rules give now, each as (name, what was, what is).

    None stands for what was not there, or is no longer.
    """

    old: Receipt
    new: Receipt
    files: tuple[tuple[str, str | None, str | None], ...]
    sources: tuple[tuple[str, Facts | None, Facts | None], ...]
    figures: tuple[tuple[Figure | None, Figure | None], ...]
    counts: tuple[tuple[str, int | None, int | None], ...]

    @property
    def other_engine(self) -> bool:
        """Say whether the receipt was made by another version of the engine."""
        return self.old.engine_version != self.new.engine_version

    @property
    def identical(self) -> bool:
        """Say whether everything is as it was."""
        same = not (self.files or self.sources or self.figures or self.counts or self.other_engine)
        return same and (self.old.decision, self.old.disclaimer) == (self.new.decision, self.new.disclaimer)


def make_receipt(derivation: Derivation, reconciliation: Reconciliation, decision: Decision) -> Receipt:
    """Return the receipt of all results of the rules on their day."""
    rules = derivation.calculation.rules
    name = rules.result or ""
    found = results(derivation, [(name, cell) for cell in derivation.calculation.cells(name)])
    figures = tuple(_figure(derivation, each) for each in found)
    settled = [each for each in figures if each.state != State.NMB.value]
    statuses = {status: sum(each.status == status for each in settled) for status in STATUSES}
    return Receipt(
        rules.name,
        derivation.calculation.day,
        __version__,
        decision,
        _files(rules),
        {each: _facts(rules.sources[each]) for each in sorted(rules.sources)},
        figures,
        {**statuses, UNDECIDED: len(figures) - len(settled)},
        {kind: reconciliation.count(kind) for kind in CLASSES},
        _said(rules.disclaimer) if rules.disclaimer and _rests_on("concept", figures) else None,
    )


def verify(old: Receipt, new: Receipt) -> Verification:
    """Say what differs between a receipt and the one that the rules would get now."""
    before, after = ({(each.rule, frozenset(each.cell)): each for each in receipt.figures} for receipt in (old, new))
    figures = tuple((was, now) for _, was, now in _differences(before, after))
    counts = (*_differences(old.statuses, new.statuses), *_differences(old.reconciliation, new.reconciliation))
    return Verification(old, new, _differences(old.files, new.files), _differences(old.sources, new.sources), figures, counts)


def forbidden(rules: RuleSet, receipt: Receipt) -> Sequence[tuple[str, str]]:
    """Return the guardrails that a release goes against, with the status that it may not rest on."""
    return [(each.name, status) for each in rules.guardrails.values() for status in each.forbidden if _rests_on(status, receipt.figures)]


def _rests_on(status: str, figures: Sequence[Figure]) -> bool:
    """Say whether a figure has a status; also one that is still to be decided does."""
    return any(each.status == status for each in figures)


def _differences(old: Mapping[Key, Kept], new: Mapping[Key, Kept]) -> tuple[tuple[Key, Kept | None, Kept | None], ...]:
    return tuple((name, old.get(name), new.get(name)) for name in dict.fromkeys([*old, *new]) if old.get(name) != new.get(name))


def _files(rules: RuleSet) -> dict[str, str]:
    """Return the hash of every file that was read, by its path from the folder of the rule set."""
    folder = posixpath.dirname(rules.span.file) or "."
    found = {posixpath.relpath(file, folder): hash_of(text) for file, text in rules.texts.items()}
    return {path: found[path] for path in sorted(found)}


def _said(disclaimer: Disclaimer) -> Said:
    place = disclaimer.citation
    text = " ".join(disclaimer.text.split())
    return Said(text, place.ref, place.at, tuple(quote for quote, _ in place.quotes)) if place else Said(text)


def _facts(source: Source) -> Facts:
    days = [None if each is None else each.isoformat() for each in (source.date, source.retrieved)]
    return {
        "title": source.title,
        "publisher": source.publisher,
        "date": days[0],
        "type": source.type,
        "sha256": source.sha256,
        "url": source.url,
        "retrieved": days[1],
    }


def _figure(derivation: Derivation, result: Result) -> Figure:
    rule = derivation.calculation.rules.rules[result.rule]
    unrounded = derivation.calculation.unrounded(result.rule, result.cell)
    return Figure(
        result.rule,
        tuple(zip(rule.per, result.cell, strict=True)),
        _number(result.value, rule, step_of(rule)),
        _number(unrounded, rule),
        str(result.unit),
        result.state,
        result.footing.basis,
        result.footing.status,
    )


def _number(value: Value, rule: Rule, step: Decimal | None = None) -> Decimal | None:
    """Return a number as it is written beside its unit, with the decimals of its step."""
    if not isinstance(value, Decimal):
        return None
    number = Decimal(show_plain(written(value, rule.unit.percent)))
    return number if step is None else number.quantize(written(step, rule.unit.percent), context=EXACT)
