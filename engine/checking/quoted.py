"""Values and the words they were taken from: a number that was copied stands in its quote, of several quotes in the one that names its member."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from ..decimals import EXACT, ONE, ZERO, show_plain
from ..diagnostics import Diagnostic, Label
from ..model import Cell, Citation, Datum, Parameter, RuleSet
from ..reading.tables import stored, written
from .printed import digits_in, figures_in
from .rows import Rows

COPIED = ("law", "cao", "document", "benchmark")
"""The bases of values that were taken over from a source as they stand there; others were worked out."""

_NOTHING = re.compile(
    r"(?<![^\s|])[-–—](?=\s*(?:$|[|\d€–—-]))|\|\s*\||[✗✘⊖]|"
    r"\b(?:geen|niet|niets|nee|nvt|n\.v\.t|buiten|zonder|uitgesloten|x|no|none|not|nothing|without|n/a|excluded)\b",
    re.IGNORECASE,
)
"""How nothing is printed where it is no number: a dash or an empty box in a table, a sign, a word."""

_BULLET = re.compile(r"\s*[-–—]\s+")
FEW = 3
"""Numbers of a quote that can all be named."""

ENOUGH = 3
"""Digits that a number has at least before another with nearly the same is likely to be meant."""

AT_MOST = Decimal(11)
"""How many times more or less such a number is at most: a digit too many makes it ten times as much, and somewhat more."""


@dataclass(frozen=True, slots=True)
class _Copied:
    """What was copied from one citation into one rule."""

    name: str
    per: Sequence[str]
    cells: Mapping[Cell, Datum]
    citation: Citation
    percent: bool
    document: bool = False
    yes: Decimal | None = None
    differences: bool = False
    range: tuple[Decimal | None, Decimal | None] = (None, None)
    english: bool = False


def check_quoted(rules: RuleSet) -> Iterator[Diagnostic]:
    """Report values and published figures whose number does not stand in their own quote."""
    for each in _copied(rules):
        if each.citation.quotes:
            yield from _strange(rules, each)


def _copied(rules: RuleSet) -> Iterator[_Copied]:
    english = rules.language == "en"
    for name, rule in rules.rules.items():
        if isinstance(rule, Parameter):
            yes = None if rule.unit.percent or rule.range != (ZERO, ONE) else ONE
            for entry in rule.entries:
                if entry.basis in COPIED and entry.citation:
                    document = entry.basis == "document"
                    yield _Copied(name, rule.per, entry.cells, entry.citation, rule.unit.percent, document, yes, range=rule.range, english=english)
    for published in rules.published:
        of = rules.rules.get(published.of)
        if of is not None:
            yield _Copied(published.of, of.per, published.cells, published.citation, of.unit.percent, differences=True, english=english)


def _strange(rules: RuleSet, copied: _Copied) -> Iterator[Diagnostic]:
    """
    Report the cells that hold none of the numbers in their quote.

    A zero is printed in many ways: a dash, an empty cell, a word; the `yes` of a rule that only says yes or no in more.
    What was published may be the difference of two numbers in the quote.
    """
    rows = Rows(rules, copied.per, [text for text, _ in copied.citation.quotes])
    for cell, datum in copied.cells.items():
        if not isinstance(datum.value, Decimal) or (datum.value and datum.value == copied.yes):
            continue
        value = abs(written(datum.value, copied.percent))
        texts = rows.of(cell)
        if not (_nothing_in(copied, texts) if not value else _in(value, _figures(texts, copied), copied.differences)):
            yield _finding(copied, rows, cell, written(datum.value, copied.percent), texts)


def _figures(texts: Sequence[str], copied: _Copied) -> frozenset[Decimal]:
    return frozenset[Decimal]().union(*(figures_in(each, percents=copied.percent, english=copied.english) for each in texts))


def _in(value: Decimal, found: frozenset[Decimal], differences: bool) -> bool:
    return value in found or (differences and any(value + each in found for each in found))


def _nothing_in(copied: _Copied, texts: Sequence[str]) -> bool:
    """Say whether quotes have a zero, or what stands for one; only what a document gives as a figure has to."""
    return not copied.document or ZERO in _figures(texts, copied) or any(_NOTHING.search(_BULLET.sub("", text, count=1)) for text in texts)


def _finding(copied: _Copied, rows: Rows, cell: Cell, value: Decimal, texts: Sequence[str]) -> Diagnostic:
    """Word what was found, beside the quote that was compared with, where that is one."""
    citation = copied.citation
    named = rows.named(cell)
    fields: dict[str, str | tuple[str, ...]] = {"name": copied.name, "value": show_plain(value), "suggestion": "", "member": "", "figures": ()}
    if len(texts) == 1:
        inside = {each for each in digits_in(texts[0], percents=copied.percent, english=copied.english) if _fits(each, copied)}
        fields["suggestion"] = _likely(abs(value), inside, _taken(copied, cell)) if value else ""
        fields["figures"] = tuple(map(show_plain, sorted(inside))) if len(inside) <= FEW else ()
        place = Label(next(span for text, span in citation.quotes if texts[0] in text), "quote")
    else:
        place = Label(citation.span, "quotes")
    if named and abs(value) in _figures([text for text, _ in citation.quotes], copied):
        fields["member"] = named
    return Diagnostic("H710", copied.cells[cell].span, fields, (place,), rule=copied.name)


def _taken(copied: _Copied, cell: Cell) -> set[Decimal]:
    """Return the numbers that other cells hold: those are not the one that was meant here."""
    others = (datum.value for other, datum in copied.cells.items() if other != cell)
    return {abs(written(value, copied.percent)) for value in others if isinstance(value, Decimal)}


def _fits(number: Decimal, copied: _Copied) -> bool:
    low, high = copied.range
    ratio = stored(number, copied.percent)
    return any((low is None or low <= each) and (high is None or each <= high) for each in (ratio, -ratio))


def _likely(value: Decimal, found: set[Decimal], taken: set[Decimal]) -> str:
    """
    Return the number that must have been meant, or nothing where that is not certain.

    It is the only one with the same digits, or with one slip of the pen in them, or the only one that the quote has.
    """
    used = set(map(_digits, taken))
    free = [each for each in found if each and _digits(each) not in used]
    meant = [each for each in free if _slipped(each, value)]
    if not meant and len({_digits(each) for each in found if each}) == 1:
        meant = free
    # One print may be read as 1878 and as 1.878: the nearest is meant, by how many times it is more or less.
    near = sorted((_times(each, value), each) for each in meant)
    certain = len({_digits(each) for each in meant}) == 1 and (len(near) == 1 or near[0][0] != near[1][0])
    return show_plain(near[0][1]) if certain else ""


def _times(one: Decimal, other: Decimal) -> Decimal:
    return max(EXACT.divide(one, other), EXACT.divide(other, one))


def _digits(value: Decimal) -> str:
    return "".join(map(str, value.normalize().as_tuple().digits))


def _slipped(number: Decimal, value: Decimal) -> bool:
    """Say whether numbers have the same digits, or nearly: one is another, two changed places, or there is one too many."""
    one, other = _digits(number), _digits(value)
    if min(len(one), len(other)) < ENOUGH:
        return False
    if one == other:
        return True
    if _times(number, value) > AT_MOST:
        return False
    if len(one) == len(other):
        at = [index for index, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        swapped = len(at) == 2 and at[1] == at[0] + 1 and one[at[0]] == other[at[1]] and one[at[1]] == other[at[0]]
        return len(at) == 1 or swapped
    short, long = sorted((one, other), key=len)
    return len(long) == len(short) + 1 and any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
