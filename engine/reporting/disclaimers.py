"""What is said beside figures that are still a draft."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..model import Parameter, RuleSet
from ..problems.entries import Words
from ..process import Disclaimer
from .overlays import overlays_data
from .provenance import source_of
from .terminal import folded
from .wrapping import wrapped

DISCLAIMER = Words("Voorbehoud: {text}", "Disclaimer: {text}")
_SOURCE = Words("Bron: {source}", "Source: {source}")


def is_draft(rules: RuleSet) -> bool:
    """Say whether anything in rules is a draft: a value, or what was published."""
    statuses = {each.status for rule in rules.rules.values() if isinstance(rule, Parameter) for each in rule.entries}
    return "concept" in statuses | {each.status for each in rules.published}


def rules_disclaimer(rules: RuleSet) -> Disclaimer | None:
    """Return what must be said beside anything that is told of rules, or None where nothing in them is a draft."""
    return rules.disclaimer if rules.disclaimer and is_draft(rules) else None


def notes_of(rules: RuleSet, language: str) -> list[str]:
    """Return the lines that stand below a picture of rules of which something is a draft."""
    said = rules_disclaimer(rules)
    return disclaimer_lines(rules, said, language) if said else []


def said_below(rules: RuleSet, language: str, columns: int) -> str:
    """Return what stands below a text about rules of which something is a draft, after an empty line; else nothing."""
    lines = list(said_beside(rules, language, columns))
    return "".join(f"{each}\n" for each in ["", *lines]) if lines else ""


def head_data(rules: RuleSet) -> dict[str, Any]:
    """Give what a JSON document about rules begins with: the overlays that lie over them, and what is said beside a draft."""
    return {**overlays_data(rules), **disclaimer_data(rules_disclaimer(rules))}


def disclaimer_lines(rules: RuleSet, disclaimer: Disclaimer, language: str) -> list[str]:
    """Return what is said beside a draft, and where it was said."""
    said = [DISCLAIMER.of(language).format(text=folded(disclaimer.text))]
    return [*said, _SOURCE.of(language).format(source=source_of(rules, disclaimer.citation))] if disclaimer.citation else said


def said_beside(rules: RuleSet, language: str, columns: int) -> Iterator[str]:
    """Go through the lines that stand beside a figure of rules of which something is a draft."""
    for each in notes_of(rules, language):
        yield from wrapped(each, columns, 2)


def disclaimer_data(disclaimer: Disclaimer | None) -> dict[str, Any]:
    """Give what is said beside a draft as data, for the beginning of a JSON document; nothing where nothing is."""
    if disclaimer is None:
        return {}
    place = disclaimer.citation
    source = {"ref": place.ref, "at": place.at, "quote": [text for text, _ in place.quotes]} if place else None
    return {"disclaimer": {"text": disclaimer.text, "source": source}}
