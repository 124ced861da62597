"""Quotes: whether the words that a figure rests on stand in the text that they were taken from."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ..diagnostics import Diagnostic, Label, Span
from ..model import RuleSet, Source
from ..reading.trees import Tree, Unreadable
from .usage import citations

# What a converter of slides leaves in a text says nothing: table bars and their rules, tags and stars of emphasis.
_INLINE = re.compile(r"</?(?:b|i|u|em|strong|small|span|sub|sup)(?:\s[^<>]*)?>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>", re.IGNORECASE)
_RULE = re.compile(r"[\s|]*\|[\s:]*-{3,}[\s|:-]*")


@dataclass(frozen=True, slots=True)
class Quote:
    """Words that a rule set says stand in a source."""

    source: Source
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Verified:
    """A quote and how often it is in the text of its source; None where that text is not at hand."""

    quote: Quote
    count: int | None


def verify(text: str, quote: str) -> str:
    """
    Return whether a quote is `found` in a text, `missing` or, when it is there more than once, `ambiguous`.

    White space, table bars and emphasis are folded and letters normalised; digits are taken as they are,
    and a quote holds whole words and numbers: `34,2` is not in `134,25`.
    """
    return result(occurrences(text, quote))


def result(count: int) -> str:
    """Name what a number of occurrences means."""
    return ("missing", "found", "ambiguous")[min(count, 2)]


def occurrences(text: str, quote: str) -> int:
    """Count how often a quote stands in a text."""
    sought = fold(quote)
    return sum(1 for _ in re.finditer(_whole(sought), fold(text))) if sought else 0


@lru_cache(maxsize=64)
def fold(text: str) -> str:
    """Return a text without what a quote need not repeat."""
    plain = text if text.isascii() else "".join(map(_letter, unicodedata.normalize("NFC", text)))
    plain = _TAG.sub(" ", _INLINE.sub("", plain))
    plain = _RULE.sub(" ", plain).replace("|", " ").replace("*", "")
    return " ".join(plain.split())


def quotes(rules: RuleSet) -> Iterator[Quote]:
    """Go through the quotes from sources of which the text is known by its hash."""
    for citation in citations(rules):
        source = rules.sources.get(citation.ref)
        if source is not None and source.sha256:
            for text, span in citation.quotes:
                yield Quote(source, text, span)


def texts_in(tree: Tree, folder: str) -> dict[str, str]:
    """Return the texts of the files in a folder by the sha256 of the file, whatever they are called; what cannot be read is passed over."""
    found: dict[str, str] = {}
    for path in tree.files(folder, ("",)):
        try:
            data = tree.read(path)
        except Unreadable:
            continue
        found[hashlib.sha256(data).hexdigest()] = data.decode("utf-8-sig", "replace")
    return found


def verify_all(rules: RuleSet, texts: Mapping[str, str]) -> list[Verified]:
    """Look up every quote of a rule set in the text of its source; `texts` are by sha256."""
    found = []
    for each in quotes(rules):
        text = texts.get(each.source.sha256 or "")
        found.append(Verified(each, None if text is None else occurrences(text, each.text)))
    return found


def check_quotes(verified: list[Verified]) -> Iterator[Diagnostic]:
    """Report quotes that are not in the text, or in several places of it."""
    for each in verified:
        if each.count is not None and each.count != 1:
            source = each.quote.source
            fields = {"quote": " ".join(each.quote.text.split()), "name": source.name, "count": str(each.count)}
            yield Diagnostic("H702" if each.count == 0 else "H703", each.quote.span, fields, (Label(source.span, "source"),))


@lru_cache(maxsize=4096)
def _letter(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cf":  # soft hyphens and the like are not seen
        return ""
    return character if kind.startswith("N") else unicodedata.normalize("NFKC", character)


def _whole(sought: str) -> str:
    before = r"(?<!\w)" if sought[0].isalnum() else ""
    after = r"(?!\w)" if sought[-1].isalnum() else ""
    if sought[0].isdigit():
        before += r"(?<!\d[.,])"
    if sought[-1].isdigit():
        after += r"(?![.,]\d)"
    before += r"(?<!\d)" if sought[0] in ".," else ""
    after += r"(?!\d)" if sought[-1] in ".," else ""
    return before + re.escape(sought) + after
