"""Proof that an edit did what was asked, and nothing else: two rule sets compared by what they say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from ..diagnostics import Diagnostic, Span
from ..model import Entry, Parameter, RuleSet

_OF_THE_FILE = frozenset({"span", "spans", "texts"})


class Unproved(Exception):
    """An edit that did something else than what was asked: a bug of ours."""


def prove(before: RuleSet, after: RuleSet, rule: str, entries: Iterable[Entry]) -> None:
    """Hold that all that differs between two rule sets is that a parameter has these entries; raises `Unproved`."""
    new = after.rules.get(rule)
    if not isinstance(new, Parameter) or _timeline(new.entries) != _timeline(entries):
        raise Unproved(f"`{rule}` does not say what it should")
    if _without(before, rule) != _without(after, rule):
        raise Unproved(f"more than `{rule}` has changed")


def added(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return the findings that were not there before, wherever they stand now."""
    known = Counter(map(_gist, before))
    found = []
    for each in after:
        gist = _gist(each)
        if known[gist]:
            known[gist] -= 1
        else:
            found.append(each)
    return found


def _gist(finding: Diagnostic) -> tuple[object, ...]:
    return finding.code, finding.span.file, finding.rule, tuple(sorted(each for each in finding.fields.items() if each[0] != "declared"))


def _timeline(entries: Iterable[Entry]) -> Counter[Any]:
    """Return what is said of each cell from each day; how cells are gathered in tables says nothing."""
    found: Counter[Any] = Counter()
    for entry in entries:
        shared = tuple(_said(getattr(entry, each.name)) for each in fields(entry) if each.name not in ("span", "spans", "cells", "facts"))
        for cell, datum in entry.cells.items():
            facts = entry.facts.get(cell) if entry.facts is not None else None
            found[cell, _said(datum), _said(facts), shared] += 1
    return found


def _without(rules: RuleSet, rule: str) -> object:
    """Return all that a rule set says but for the values of one parameter."""
    said = {each.name: getattr(rules, each.name) for each in fields(rules) if each.name not in _OF_THE_FILE}
    others = {name: each for name, each in rules.rules.items() if name != rule}
    kept = rules.rules[rule]
    shape = {each.name: getattr(kept, each.name) for each in fields(kept) if each.name != "entries"}
    return _said({**said, "rules": others}), _said(shape), tuple(rules.rules)


def _said(value: Any) -> Any:  # noqa: ANN401  (any noun of the model, and what it is made of)
    """Return what a noun says, without where it says so."""
    if isinstance(value, Span):
        return None
    if is_dataclass(value):
        return (type(value).__name__, *(_said(getattr(value, each.name)) for each in fields(value) if each.name not in _OF_THE_FILE))
    if isinstance(value, Mapping):
        return tuple((key, _said(each)) for key, each in value.items())
    return tuple(map(_said, value)) if isinstance(value, tuple) else value
