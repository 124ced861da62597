"""What a consultation brought: the register of reactions, and what their edits did to the tariffs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from ..model import Cell, Formula, Parameter, RuleSet, Value
from ..process import DECISIONS, Reaction, Target
from .diff.difference import Cause, Change, Difference
from .diff.edits import CellChange, Edit


@dataclass(frozen=True, slots=True)
class Effect:
    """
    What the edits of a reaction did to one figure.

    `beside` names the edits that are in the amount too, since they cannot be told apart from those of the reaction.
    """

    rule: str
    cell: Cell
    old: Value | None
    new: Value | None
    amount: Decimal
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answered:
    """
    A reaction with the effects of its edits; they are None where the rules as they were are not known.

    `missing` names the rules that it says were edited and that are as they were; `changes` are the values, by
    rule, that it says were edited and that are others now.
    """

    reaction: Reaction
    effects: tuple[Effect, ...] | None = None
    missing: tuple[str, ...] = ()
    changes: tuple[tuple[str, CellChange], ...] = ()


def answered(rules: RuleSet, difference: Difference | None) -> tuple[Answered, ...]:
    """Return all reactions, with what their edits did where a difference is given."""
    return tuple(_answered(each, difference) for each in rules.reactions.values())


def counts(rules: RuleSet) -> dict[str, int]:
    """Count the reactions by what was done with them."""
    found = [each.decision for each in rules.reactions.values()]
    return {decision: found.count(decision) for decision in DECISIONS}


def _answered(reaction: Reaction, difference: Difference | None) -> Answered:
    if difference is None:
        return Answered(reaction)
    rules = difference.head.rules
    missing = [each.rule for each in reaction.edits if not any(_meets(rules, edit, each) for edit in difference.edits)]
    effects = tuple(effect for each in difference.changes if (effect := _effect(rules, reaction, each)))
    return Answered(reaction, effects, tuple(dict.fromkeys(missing)), tuple(_changes(reaction, difference)))


def _changes(reaction: Reaction, difference: Difference) -> Iterator[tuple[str, CellChange]]:
    """Go through the values that a reaction says were edited, and that are in force on the day and others than they were."""
    rules, day = difference.head.rules, difference.head.day
    for edit in difference.edits:
        for each in edit.cells:
            if each.day <= day and any(edit.subject == one.rule and _within(rules, edit.subject, each.cell, one) for one in reaction.edits):
                yield edit.subject, each


def _effect(rules: RuleSet, reaction: Reaction, change: Change) -> Effect | None:
    """Return the effect of a reaction on one figure, or None where it has none that can be told."""
    own = [each for each in change.causes if any(_meets(rules, edit, target) for edit in each.edits for target in reaction.edits)]
    if not own:
        return None
    beside = tuple(dict.fromkeys(name for each in own for name in _beside(rules, each, reaction.edits)))
    return Effect(change.rule, change.cell, change.old, change.new, sum((each.amount for each in own), Decimal(0)), beside)


def _beside(rules: RuleSet, cause: Cause, targets: tuple[Target, ...]) -> Iterator[str]:
    for edit in cause.edits:
        if not any(_meets(rules, edit, each, whole=True) for each in targets) and not _covered(rules, edit, targets):
            yield edit.subject


def _covered(rules: RuleSet, edit: Edit, targets: tuple[Target, ...]) -> bool:
    """Say whether every cell of an edit is one that a reaction names."""
    mine = [each for each in targets if each.rule == edit.subject]
    return bool(edit.cells) and all(any(_within(rules, edit.subject, one.cell, each) for each in mine) for one in edit.cells)


def _meets(rules: RuleSet, edit: Edit, target: Target, *, whole: bool = False) -> bool:
    """Say whether an edit is of the rule, and of the cells, that a reaction names; of those only where it is to be the whole of it."""
    if edit.section or edit.field in ("label", "note"):
        return False  # other words about a rule are no answer to who asked for another value
    if edit.subject != target.rule or not target.cell:
        return edit.subject == target.rule
    found = [_within(rules, edit.subject, each.cell, target) for each in edit.cells]
    return (all(found) if whole else any(found)) if found else not whole


def _within(rules: RuleSet, rule: str, cell: Cell, target: Target) -> bool:
    found = rules.rules.get(rule)
    per = found.per if isinstance(found, Parameter | Formula) else ()
    members = dict(zip(per, cell, strict=True)) if len(per) == len(cell) else {}
    return all(members.get(name) == member for name, member in target.cell.items())
