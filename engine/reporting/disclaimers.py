"""What is said beside figures that are still a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ..model import RuleSet
from ..problems.entries import Words
from ..process import Disclaimer
from ..questions.results import Result
from .provenance import source_of
from .terminal import folded
from .wrapping import wrapped

_DISCLAIMER = Words("Voorbehoud: {text}", "Disclaimer: {text}")
_SOURCE = Words("Bron: {source}", "Source: {source}")


def disclaimer_of(rules: RuleSet, results: Iterable[Result]) -> Disclaimer | None:
    """Return what must be said beside these figures, or None where none of them is a draft."""
    return rules.disclaimer if any(each.footing.status == "concept" for each in results) else None


def disclaimer_lines(rules: RuleSet, disclaimer: Disclaimer, language: str) -> list[str]:
    """Return what is said beside a draft, and where it was said."""
    said = [_DISCLAIMER.of(language).format(text=folded(disclaimer.text))]
    return [*said, _SOURCE.of(language).format(source=source_of(rules, disclaimer.citation))] if disclaimer.citation else said


def said_beside(rules: RuleSet, status: str, language: str, columns: int) -> Iterator[str]:
    """Go through the lines that stand beside a figure of some status, which are there for a draft only."""
    if rules.disclaimer and status == "concept":
        for each in disclaimer_lines(rules, rules.disclaimer, language):
            yield from wrapped(each, columns, 2)


def disclaimer_data(disclaimer: Disclaimer | None) -> dict[str, Any]:
    """Give what is said beside a draft as data, for the beginning of a JSON document; nothing where nothing is."""
    if disclaimer is None:
        return {}
    place = disclaimer.citation
    source = {"ref": place.ref, "at": place.at, "quote": [text for text, _ in place.quotes]} if place else None
    return {"disclaimer": {"text": disclaimer.text, "source": source}}
