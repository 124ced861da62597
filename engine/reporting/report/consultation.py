"""The register of a consultation and the answers, as blocks of a page and as data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ...model import RuleSet
from ...problems.entries import Words
from ...process import Reaction, Target
from ...questions.consultation import Answered, Effect, counts
from ...questions.diff.edits import CellChange
from ...questions.results import step_of
from ..cells import show_cell
from ..numbers import plain, show_day, show_number
from ..provenance import listed, source_of
from .blocks import Block, Heading, Lines, Table
from .data import cited

_DECISIONS = {
    "adopted": Words("overgenomen", "adopted"),
    "partly": Words("deels overgenomen", "adopted in part"),
    "rejected": Words("niet overgenomen", "not adopted"),
    "noted": Words("voor kennisgeving aangenomen", "noted"),
}
_REGISTER = Words("Wat met de reacties is gedaan", "What was done with the reactions")
_REGISTER_HEADS = (Words("besluit", "decision"), Words("in het register", "in the register"))
_ANSWERS = Words("Antwoorden", "Answers")
_ABOUT = Words("Over: {about}", "About: {about}")
_FROM = Words("Van: {who}", "From: {who}")
_TEXT = Words("Reactie: {text}", "Reaction: {text}")
_ANSWER = Words("Antwoord: {text}", "Answer: {text}")
_DECISION = Words("Besluit: {text}", "Decision: {text}")
_EDITED = Words("Gewijzigd: {rules}", "Changed: {rules}")
_SOURCE = Words("Bron: {source}", "Source: {source}")
_NO_TEXT = Words("Reactie: de tekst is niet gepubliceerd", "Reaction: its text was not published")
_MISSING = Words("Niet anders dan in de vergeleken regels: {rules}", "No other than in the rules compared with: {rules}")
_NO_EFFECT = Words("Effect: geen van de tarieven is erdoor veranderd", "Effect: none of the tariffs changed by it")
_BESIDE = Words("In het effect zit ook wat niet te scheiden is: {rules}", "The effect includes what cannot be told apart: {rules}")
_COMPARED = Words(
    "Vergeleken met {base}. Was en is gelden voor het hele tarief, dat door meer reacties kan zijn veranderd; wat deze reactie eraan deed staat ernaast, voor "
    "afronding.",
    "Compared with {base}. Was and is are of the whole tariff, which more reactions may have changed; what this reaction did stands beside it, before "
    "rounding.",
)
_EFFECT_HEADS = (Words("tarief", "tariff"), Words("was", "was"), Words("is", "is"), Words("door deze reactie", "by this reaction"))


def consultation_blocks(rules: RuleSet, found: Sequence[Answered], language: str, base: str | None = None) -> Iterator[Block]:
    """Go through the blocks about reactions: what was done with them, and each with its answer and effect."""
    yield Heading(_REGISTER.of(language))
    rows = [[_DECISIONS[name].of(language), str(count)] for name, count in counts(rules).items()]
    yield Table([[each.of(language) for each in _REGISTER_HEADS], *rows], frozenset({1}))
    yield Heading(_ANSWERS.of(language))
    if base is not None:
        yield Lines((_COMPARED.of(language).format(base=base),))
    for each in found:
        yield Heading(each.reaction.label, 3)
        yield Lines(tuple(_lines(rules, each, language)))
        if each.effects:
            yield Table([[head.of(language) for head in _EFFECT_HEADS], *(_effect(rules, one, language) for one in each.effects)], frozenset({1, 2, 3}))


def _lines(rules: RuleSet, found: Answered, language: str) -> Iterator[str]:
    reaction = found.reaction
    if about := _about(rules, reaction):
        yield _ABOUT.of(language).format(about=", ".join(about))
    who = [each for each in (reaction.provider, reaction.date and show_day(reaction.date, language)) if each]
    if who:
        yield _FROM.of(language).format(who=", ".join(who))
    yield _TEXT.of(language).format(text=reaction.text) if reaction.text else _NO_TEXT.of(language)
    if reaction.answer:
        yield _ANSWER.of(language).format(text=reaction.answer)
    yield _DECISION.of(language).format(text=_DECISIONS[reaction.decision].of(language))
    if found.changes:
        yield _EDITED.of(language).format(rules="; ".join(_changed(rules, name, each, language) for name, each in found.changes))
    elif reaction.edits:
        yield _EDITED.of(language).format(rules="; ".join(dict.fromkeys(_target(rules, each) for each in reaction.edits)))
    if reaction.note:
        yield reaction.note
    if reaction.citation:
        yield _SOURCE.of(language).format(source=source_of(rules, reaction.citation))
    yield from _about_effects(rules, found, language)


def _about_effects(rules: RuleSet, found: Answered, language: str) -> Iterator[str]:
    if found.missing:
        yield _MISSING.of(language).format(rules=_named(rules, found.missing, language))
    if found.effects == () and found.reaction.edits:
        yield _NO_EFFECT.of(language)
    if beside := [name for each in found.effects or () for name in each.beside]:
        yield _BESIDE.of(language).format(rules=_named(rules, beside, language))


def _about(rules: RuleSet, reaction: Reaction) -> list[str]:
    members = [rules.dimensions[name].members[member].label for name, member in reaction.about.items()]
    parameter = rules.rules.get(reaction.parameter or "")
    return [*members, *([parameter.label] if parameter else [])]


def _named(rules: RuleSet, names: Sequence[str], language: str) -> str:
    labels = [rules.rules[name].label if name in rules.rules else name for name in dict.fromkeys(names)]
    return listed(labels, language)


def _target(rules: RuleSet, target: Target) -> str:
    """Name a rule that was changed, and the members that the change was for."""
    members = [rules.dimensions[name].members[member].label for name, member in target.cell.items()]
    return ", ".join([rules.rules[target.rule].label if target.rule in rules.rules else target.rule, *members])


def _changed(rules: RuleSet, name: str, change: CellChange, language: str) -> str:
    rule = rules.rules[name]
    about = ", ".join(filter(None, [rule.label, show_cell(rules, name, change.cell)]))
    shown = ["-" if each is None else show_number(each, rule.unit, language, currency=rules.currency) for each in (change.old, change.new)]
    return f"{about}: {shown[0]} → {shown[1]}"


def _effect(rules: RuleSet, effect: Effect, language: str) -> list[str]:
    rule = rules.rules[effect.rule]
    step = step_of(rule)
    shown = ["" if each is None else show_number(each, rule.unit, language, step=step, currency=rules.currency) for each in (effect.old, effect.new)]
    return [
        show_cell(rules, effect.rule, effect.cell),
        *shown,
        show_number(effect.amount, rule.unit, language, step=step, currency=rules.currency, signed=True),
    ]


def consultation_data(rules: RuleSet, found: Sequence[Answered]) -> dict[str, Any]:
    """Return the register with what the edits did, as data."""
    return {"decisions": counts(rules), "reactions": [_reaction_data(rules, each) for each in found]}


def _reaction_data(rules: RuleSet, found: Answered) -> dict[str, Any]:
    reaction = found.reaction
    return {
        "name": reaction.name,
        "label": reaction.label,
        "about": dict(reaction.about),
        "parameter": reaction.parameter,
        "provider": reaction.provider,
        "text": reaction.text,
        "date": reaction.date.isoformat() if reaction.date else None,
        "source": cited(reaction.citation),
        "answer": reaction.answer,
        "decision": reaction.decision,
        "edits": [{"rule": each.rule, "cell": dict(each.cell)} for each in reaction.edits],
        "note": reaction.note,
        "missing": list(found.missing),
        "changes": [_change_data(rules, name, each) for name, each in found.changes],
        "effects": None if found.effects is None else [_effect_data(rules, each) for each in found.effects],
    }


def _change_data(rules: RuleSet, name: str, change: CellChange) -> dict[str, Any]:
    rule = rules.rules[name]
    old, new = (None if each is None else plain(each, None, rule.unit) for each in (change.old, change.new))
    return {"rule": name, "cell": dict(zip(rule.per, change.cell, strict=True)), "from": change.day.isoformat(), "old": old, "new": new}


def _effect_data(rules: RuleSet, effect: Effect) -> dict[str, Any]:
    rule = rules.rules[effect.rule]
    step = step_of(rule)
    old, new = (None if each is None else plain(each, step, rule.unit) for each in (effect.old, effect.new))
    return {
        "rule": effect.rule,
        "cell": dict(zip(rule.per, effect.cell, strict=True)),
        "old": old,
        "new": new,
        "amount": plain(effect.amount, None, rule.unit),
        "beside": list(effect.beside),
    }
