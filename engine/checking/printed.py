"""Numbers as they stand in a printed text, in the Dutch and in the English way."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache

from ..decimals import EXACT, HUNDRED

_FIGURE = re.compile(
    r"(?P<digits>[0-9]+(?:[.,'\u00a0\u2009\u202f][0-9]+)*)(?P<part>[½⅓⅔¼¾⅕⅛])?(?P<percent>[ \u00a0]?%)?"
    r"(?:[ \u00a0]?(?P<scale>k|duizend|thousand|mln|miljoen|million|mld|miljard|billion)\b)?|(?P<fraction>[½⅓⅔¼¾⅕⅛])"
)
_SCALES = {"k": 3, "duizend": 3, "thousand": 3, "mln": 6, "miljoen": 6, "million": 6, "mld": 9, "miljard": 9, "billion": 9}
_WORDS = {
    word: Decimal(value)
    for words in (
        "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf",
        "zero one two three four five six seven eight nine ten eleven twelve",
    )
    for value, word in enumerate(words.split())
} | {"één": Decimal(1)}
_WORD = re.compile(rf"\b(?:{'|'.join(_WORDS)})\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(?:[.,'\u00a0\u2009\u202f][0-9]{3})+")
_POINT = re.compile(r"(?<![0-9.,])(?:0\.[0-9]+|[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,}))(?![0-9.,])")
_COMMA = re.compile(r"[0-9],[0-9]{1,2}(?![0-9.,])")
_MAX_DIGITS = 40


@lru_cache(maxsize=4096)
def figures_in(text: str, *, percents: bool = False, english: bool = False) -> frozenset[Decimal]:
    """
    Return every number that a text can be read to say.

    `1.054` is 1054, and 1.054 only in English or beside a number that shows that points are decimal; `34,2%` may be
    34.2 and 0.342 (where percents are meant it is 34.2 only), and `154 k` is 154000.
    """
    return digits_in(text, percents=percents, english=english) | {_WORDS[each[0].lower()] for each in _WORD.finditer(text)}


def digits_in(text: str, *, percents: bool = False, english: bool = False) -> frozenset[Decimal]:
    """Return the numbers of a text that are not in words: `een` is seldom a number."""
    whole = text.replace("%", " ") if percents else text
    pointed = english or bool(_POINT.search(whole) and not _COMMA.search(whole))
    return frozenset(number for each in _FIGURE.finditer(whole) for number in _readings(each, pointed=pointed))


def _readings(figure: re.Match[str], *, pointed: bool) -> set[Decimal]:
    if figure["fraction"]:
        return {_fraction(figure["fraction"])}
    found = _plain_readings(figure["digits"], pointed=pointed)
    if figure["part"]:
        found = {each + _fraction(figure["part"]) for each in found}
    if figure["percent"]:
        found |= {EXACT.divide(each, HUNDRED) for each in found}
    if figure["scale"]:
        found = {each.scaleb(_SCALES[figure["scale"]], EXACT) for each in found}
    return found


def _plain_readings(digits: str, *, pointed: bool) -> set[Decimal]:
    marks = [each for each in digits if not each.isdigit()]
    if len(digits) > _MAX_DIGITS:
        return set()
    if not marks:
        return {Decimal(digits)}
    found = set()
    if len(set(marks)) == 1 and _THOUSANDS.fullmatch(digits):
        found.add(Decimal("".join(filter(str.isdigit, digits))))
        if marks[0] == "." and not pointed:
            # In Dutch a point before three digits is one between thousands: read as decimal, a figure would be a thousandth.
            return found
    whole, mark, part = (digits.rpartition(marks[-1])) if marks[-1] in ".," else ("", "", "")
    if mark and mark not in whole and (whole.isdigit() or _THOUSANDS.fullmatch(whole)):
        found.add(Decimal(f"{''.join(filter(str.isdigit, whole))}.{part}"))
    # A day or an enumeration: 16.10.2024 says three numbers.
    return found or {Decimal(each) for each in re.split(r"[^0-9]", digits)}


def _fraction(character: str) -> Decimal:
    return Decimal(str(unicodedata.numeric(character)))
