"""Receipts as files, and what has become different since, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ..cells import cell_id
from ..model import RuleSet
from ..problems.entries import Words
from ..questions.receipt import Verification
from ..reading.receipts import RECEIPT_VERSION, UNDECIDED, Figure, Receipt, Said
from ..reading.tables import stored
from ..units import UnitError, parse_unit
from .cells import show_cell
from .disclaimers import DISCLAIMER
from .documents import show_document
from .numbers import show, show_day
from .provenance import BASES, STATUSES
from .reconciliation.text import HEADS
from .terminal import folded, visible
from .wrapping import wrapped

_HEAD = Words("{label}, peildatum {day}", "{label}, as of {day}")
_DECIDED = Words("besluit: {text}", "decision: {text}")
_SAME = Words(
    "alles is gelijk: {figures} cijfers, {files} regelbestanden, {sources} bronnen",
    "everything is the same: {figures} figures, {files} rule files, {sources} sources",
)
_SAME_BUT = Words(
    "alles wat na te rekenen is, is gelijk: {figures} cijfers, {files} regelbestanden, {sources} bronnen",
    "everything that can be computed again is the same: {figures} figures, {files} rule files, {sources} sources",
)
_IN_WORDS = Words("besluit: {text} (vrije tekst, die niet is na te gaan)", "decision: {text} (free text, which cannot be verified)")
_ENGINE = Words("gemaakt met herleid {old}, nagerekend met {new}", "made with herleid {old}, verified with {new}")
_FILES = Words("regelbestanden ({n} van {of})", "rule files ({n} of {of})")
_SOURCES = Words("bronnen ({n} van {of})", "sources ({n} of {of})")
_FIGURES = Words("cijfers ({n} van {of})", "figures ({n} of {of})")
_NO_FIGURES = Words("alle {of} cijfers zijn gelijk", "all {of} figures are the same")
_COUNTS = Words("tellingen ({n} van {of})", "counts ({n} of {of})")
_RESULTS = Words("uitkomsten, {name}", "results, {name}")
_PUBLISHED = Words("gepubliceerd, {name}", "published, {name}")
_UNDECIDED = Words("nader te bepalen", "still to be decided")
_DECISION = Words("het besluit is een andere bron geworden, of is er geen meer", "the decision has become another source, or is none any more")
_SAID = Words("het voorbehoud is niet dat van de regels", "the disclaimer is not that of the rules")
_KINDS = {
    "changed": Words("gewijzigd", "changed"),
    "added": Words("nieuw", "new"),
    "removed": Words("weg", "gone"),
}

COLUMNS = 100
"""How wide the disclaimer is."""


def show_receipt(receipt: Receipt) -> str:
    """Return the file of a receipt: the same bytes for the same rules, decision and engine."""
    body = {
        "receipt": RECEIPT_VERSION,
        **_said(receipt.disclaimer),
        "decision": {"text": receipt.decision.text, "source": receipt.decision.source},
        "rules": {"sha256": receipt.rules_hash, "files": dict(receipt.files)},
        "sources": {name: dict(each) for name, each in receipt.sources.items()},
        "overlays": [],
        "results": [_figure(each) for each in receipt.figures],
        "statuses": dict(receipt.statuses),
        "reconciliation": dict(receipt.reconciliation),
    }
    return show_document(receipt.ruleset, receipt.day, body)


def show_verification(rules: RuleSet, found: Verification, language: str) -> str:
    """Say what differs."""
    head = [
        _HEAD.of(language).format(label=folded(rules.label), day=show_day(found.old.day, language)),
        (_DECIDED if found.old.decision.source else _IN_WORDS).of(language).format(text=folded(found.old.decision.text)),
    ]
    said = found.new.disclaimer or found.old.disclaimer
    below = ["", *wrapped(DISCLAIMER.of(language).format(text=folded(said.text)), COLUMNS, 2)] if said else []
    return "\n".join([*head, "", *_told(rules, found, language), *below]) + "\n"


def show_verification_json(found: Verification) -> str:
    """Give what differs as a JSON document."""
    body = {
        **_said(found.new.disclaimer or found.old.disclaimer),
        "identical": found.identical,
        "engine": {"old": found.old.engine_version, "new": found.new.engine_version},
        "rules": {"old": found.old.rules_hash, "new": found.new.rules_hash},
        "decision": {"old": _decision(found.old), "new": _decision(found.new), "verifiable": found.old.decision.source is not None},
        "files": [{"file": name, "change": _kind(old, new)} for name, old, new in found.files],
        "sources": [{"name": name, "change": _kind(old, new)} for name, old, new in found.sources],
        "figures": [{"old": old and _figure(old), "new": new and _figure(new)} for old, new in found.figures],
        "counts": [{"name": name, "old": old, "new": new} for name, old, new in found.counts],
    }
    return show_document(found.old.ruleset, found.old.day, body)


def _told(rules: RuleSet, found: Verification, language: str) -> Iterator[str]:
    old, new = found.old, found.new
    if found.identical:
        same = _SAME if old.decision.source else _SAME_BUT
        yield same.of(language).format(figures=len(old.figures), files=len(old.files), sources=len(old.sources))
        return
    if found.other_engine:
        yield _ENGINE.of(language).format(old=folded(old.engine_version), new=new.engine_version)
    if old.decision != new.decision:
        yield _DECISION.of(language)
    if old.disclaimer != new.disclaimer:
        yield _SAID.of(language)
    for title, differences, was_of, of in ((_FILES, found.files, old.files, new.files), (_SOURCES, found.sources, old.sources, new.sources)):
        if differences:
            yield title.of(language).format(n=len(differences), of=len({*was_of, *of}))
            yield from (f"  {_KINDS[_kind(was, now)].of(language)}  {visible(name)}" for name, was, now in differences)
    yield from _counts(found, language)
    every = {(each.rule, frozenset(each.cell)) for each in (*old.figures, *new.figures)}
    yield (_FIGURES if found.figures else _NO_FIGURES).of(language).format(n=len(found.figures), of=len(every))
    yield from (f"  {_name(rules, was or now)}  {_both(was, now, language)}" for was, now in found.figures)


def _counts(found: Verification, language: str) -> Iterator[str]:
    """Say which counts are not those of the rules, whoever or whatever made them so."""
    if not found.counts:
        return
    every = {*found.old.statuses, *found.new.statuses, *found.old.reconciliation, *found.new.reconciliation}
    yield _COUNTS.of(language).format(n=len(found.counts), of=len(every))
    for name, was, now in found.counts:
        shown = ["-" if each is None else str(each) for each in (was, now)]
        yield f"  {_counted(name, language)}  {' -> '.join(shown)}"


def _counted(name: str, language: str) -> str:
    words = {**STATUSES, UNDECIDED: _UNDECIDED}.get(name)
    if words is not None:
        return _RESULTS.of(language).format(name=words.of(language))
    return _PUBLISHED.of(language).format(name=HEADS[name].of(language) if name in HEADS else visible(name))


def _said(said: Said | None) -> dict[str, Any]:
    if said is None:
        return {}
    source = None if said.ref is None else {"ref": said.ref, "at": said.at, "quote": list(said.quotes)}
    return {"disclaimer": {"text": said.text, "source": source}}


def _kind(old: object, new: object) -> str:
    return "added" if old is None else "removed" if new is None else "changed"


def _decision(receipt: Receipt) -> dict[str, str | None]:
    return {"text": receipt.decision.text, "source": receipt.decision.source}


def _name(rules: RuleSet, figure: Figure | None) -> str:
    """Name a figure by its labels; one that the rules do not know by what the receipt calls it."""
    if figure is None:
        return ""
    names, cell = tuple(name for name, _ in figure.cell), tuple(member for _, member in figure.cell)
    rule = rules.rules.get(figure.rule)
    known = rule is not None and rule.per == names and all(member in rules.dimensions[name].members for name, member in figure.cell)
    if rule is None or not known:
        return visible(cell_id(figure.rule, names, cell))
    return ": ".join(each for each in (folded(rule.label), show_cell(rules, figure.rule, cell)) if each)


def _both(was: Figure | None, now: Figure | None, language: str) -> str:
    """Show two figures, with all their digits and what they rest on only where that is the difference."""
    shown = [_shown(each, language) for each in (was, now)]
    if shown[0] == shown[1]:
        shown = [_whole(each, language) for each in (was, now)]
    return " -> ".join(shown)


def _shown(figure: Figure | None, language: str) -> str:
    if figure is None:
        return "-"
    if figure.value is None:
        return figure.state
    try:
        unit = parse_unit(figure.unit)
    except UnitError:
        return visible(f"{figure.value:f} {figure.unit}")
    step = Decimal(1).scaleb(int(figure.value.as_tuple().exponent))
    return show(stored(figure.value, unit.percent), unit, language, step=stored(step, unit.percent))


def _whole(figure: Figure | None, language: str) -> str:
    number = "" if figure is None or figure.unrounded is None else f"{figure.unrounded:f} "
    return "-" if figure is None else visible(f"{number}{figure.unit} ({BASES[figure.basis].of(language)}, {STATUSES[figure.status].of(language)})")


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "rule": figure.rule,
        "cell": dict(figure.cell),
        "value": None if figure.value is None else f"{figure.value:f}",
        "unit": figure.unit,
        "state": figure.state,
        "basis": figure.basis,
        "status": figure.status,
        "unrounded": None if figure.unrounded is None else f"{figure.unrounded:f}",
    }
