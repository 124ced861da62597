"""Topics of reports that have more to show than figures: plannings, and the reactions in a consultation."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..checking import Derivation
from ..problems import Words
from ..questions.report import parts_of, places_of
from ..questions.results import needed
from ..reporting.report.blocks import Block, show_markdown, show_text
from ..reporting.report.data import show_json
from ..reporting.report.page import page
from ..topics import Report
from . import output
from .asking import require
from .base import base_rules
from .misuse import Misuse
from .opening import Opened

PLANNING, CONSULTATION = "planning", "consultation"

_LABELS = {PLANNING: Words("Planning en besluiten", "Planning and decisions"), CONSULTATION: Words("Consultatie", "Consultation")}


@dataclass(frozen=True, slots=True)
class Before:
    """Where the rules are, and the folder or revision with what they were, if that was asked for."""

    rules: Path | None
    base: str | None


@dataclass(frozen=True, slots=True)
class _More:
    """What a topic shows besides its rules, for people and for programs."""

    blocks: tuple[Block, ...]
    data: dict[str, Any]


def own_topics(opened: Opened) -> dict[str, str]:
    """Return the topics that plannings and reactions make by themselves, with their labels."""
    there = {PLANNING: opened.rules.plannings, CONSULTATION: opened.rules.reactions}
    return {name: _report(name, opened).label for name, found in there.items() if found}


def show_own(topic: str, opened: Opened, derivation: Derivation, before: Before, form: str) -> None:
    """Show a topic of plannings or reactions, after the rules that are reported on under its name."""
    report = _report(topic, opened)
    require(opened, derivation, needed(derivation, places_of(derivation, report)))
    parts, on = parts_of(derivation, report), derivation.calculation.day
    if topic != CONSULTATION and before.base is not None:
        raise Misuse("`--base` hoort bij overzichten met cijfers", "`--base` goes with reports of figures")
    more = _planning(opened, derivation) if topic == PLANNING else _consultation(opened, derivation, before)
    if form == "json":
        output.write(show_json(opened.rules, on, report, parts, {topic: more.data}))
        return
    blocks = [*page(opened.rules, on, report, parts, opened.language), *more.blocks]
    output.write(show_markdown(blocks) if form == "markdown" else show_text(blocks, output.columns(sys.stdout), output.coloured(sys.stdout)))


def changes_in(report: Report, opened: Opened, derivation: Derivation, before: Before) -> _More:
    """Return what moved in the figures of a report since the rules that were asked for; nothing where none were."""
    if before.base is None:
        return _More((), {})
    from ..questions.report_changes import differences
    from ..reporting.report.changes import changes_blocks, changes_data

    found = tuple(differences(base_rules(before.base, before.rules, opened.language), derivation.calculation, report))
    return _More(tuple(changes_blocks(found, before.base, opened.language)), {"changes": changes_data(found, before.base)})


def _report(topic: str, opened: Opened) -> Report:
    return opened.rules.reports.get(topic) or Report(topic, _LABELS[topic].of(opened.language), (), opened.rules.span)


def _planning(opened: Opened, derivation: Derivation) -> _More:
    from ..questions.planning import standing
    from ..reporting.report.planning import planning_blocks, planning_data

    found = standing(derivation)
    return _More(tuple(planning_blocks(opened.rules, found, opened.language)), planning_data(opened.rules, found))


def _consultation(opened: Opened, derivation: Derivation, before: Before) -> _More:
    from ..questions.consultation import answered
    from ..reporting.report.consultation import consultation_blocks, consultation_data

    difference = None
    if before.base is not None:
        from ..calculating.calculation import Calculation
        from ..questions.diff.difference import compare

        base = base_rules(before.base, before.rules, opened.language)
        difference = compare(base, opened.rules, Calculation(base, derivation.calculation.day), derivation.calculation)
    found = answered(opened.rules, difference)
    return _More(tuple(consultation_blocks(opened.rules, found, opened.language, before.base)), consultation_data(opened.rules, found))
