"""The register of a consultation: what was decided agrees with what was done, and nothing comes after the rules."""

from __future__ import annotations

from collections.abc import Iterator

from ..diagnostics import Diagnostic, Label
from ..model import RuleSet
from ..process import Reaction

CARRIED_OUT = ("adopted", "partly")
"""Decisions after which rules are changed."""


def check_reactions(rules: RuleSet) -> Iterator[Diagnostic]:
    """Report edits of reactions that were not adopted, and reactions of a later day than the rules."""
    for reaction in rules.reactions.values():
        yield from _not_adopted(reaction)
        if reaction.date and reaction.date > rules.day:
            yield Diagnostic("H326", reaction.span, {"name": reaction.name, "date": reaction.date.isoformat(), "day": rules.day.isoformat()})


def _not_adopted(reaction: Reaction) -> Iterator[Diagnostic]:
    if reaction.edits and reaction.decision not in CARRIED_OUT:
        changed = tuple(dict.fromkeys(each.rule for each in reaction.edits))
        fields: dict[str, str | tuple[str, ...]] = {"name": reaction.name, "decision": reaction.decision, "rules": changed}
        yield Diagnostic("H720", reaction.span, fields, tuple(Label(each.span, "edit") for each in reaction.edits[:1]))
