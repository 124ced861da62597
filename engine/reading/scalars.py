"""What an unquoted word of a rule file says: a number, true or false, nothing, or text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from ..decimals import MAX_WRITTEN_DIGITS, read_decimal, show_plain

Plain: TypeAlias = str | Decimal | bool | None


@dataclass(frozen=True, slots=True)
class Doubt:
    """
    Why a word is refused: another reader of YAML, or a person, would take it for something else.

    `suggestions` are the numbers that may have been meant; `safe` says that the only one is certain.
    """

    code: str
    suggestions: tuple[str, ...] = ()
    safe: bool = False


_WORDS: dict[str, Plain] = {"true": True, "false": False, "null": None, "~": None, "": None}

_TRUTH_ELSEWHERE = frozenset(
    form for word in ("true", "false", "yes", "no", "on", "off", "y", "n", "null") for form in (word, word.upper(), word.capitalize())
) - {"true", "false", "null"}

_TOO_LONG = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_SIGN = r"[-+]?"
_ELSEWHERE = re.compile(
    rf"""{_SIGN} (?:
        (?P<comma> [0-9]+,[0-9]+ )
      | (?P<english> [0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]+)? )
      | (?P<dutch> [0-9]{{1,3}}(?:\.[0-9]{{3}})+,[0-9]+ | [0-9]{{1,3}}(?:\.[0-9]{{3}}){{2,}} )
      | (?P<power> (?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][-+]?[0-9]+ )
      | (?P<underscore> [0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)? )
      | (?P<bare> [0-9]+\.? | \.[0-9]+ | [0-9]+\.[0-9]+ )
      | (?P<other> 0[xX][0-9a-fA-F_]+ | 0[oO][0-7_]+ | 0[bB][01_]+ | [0-9]+(?::[0-9]+)+(?:\.[0-9]*)? | \.(?i:inf|nan) )
    )""",
    re.VERBOSE,
)
_FIRST = frozenset("0123456789+-.")
_THOUSANDS = re.compile(r",[0-9]{3}\Z")
_MINUSES = str.maketrans({"\u2212": "-", "\u2013": "-"})


def read_word(text: str) -> tuple[Plain, Doubt | None]:
    """Return what an unquoted word says and, where that is not certain, why it is refused."""
    if text in _WORDS:
        return _WORDS[text], None
    if text in _TRUTH_ELSEWHERE:
        return text, Doubt("H006")
    if text[0] in _FIRST or not text.isascii():
        return _read_number(text)
    return text, None


def digits(text: str) -> int:
    """Count the digits of a word that is a number but for its length; 0 where it is none."""
    return sum(map(str.isdigit, text)) if _TOO_LONG.fullmatch(text) else 0


def _read_number(text: str) -> tuple[Plain, Doubt | None]:
    value = read_decimal(text)
    if value is not None:
        return value, None
    if digits(text) > MAX_WRITTEN_DIGITS:
        return text, Doubt("H009")
    if len(text) > 2 * MAX_WRITTEN_DIGITS:
        return text, None
    normal = unicodedata.normalize("NFKC", text).translate(_MINUSES).strip()
    if normal != text and read_decimal(normal) is not None:
        return text, Doubt("H005", (normal,), safe=True)
    found = _ELSEWHERE.fullmatch(normal)
    return text, _doubt(str(found.lastgroup), normal) if found else None


def _doubt(kind: str, text: str) -> Doubt:
    known = tuple(dict.fromkeys(each for each in _candidates(kind, text) if read_decimal(each) is not None))
    safe = kind == "underscore" or (kind == "comma" and not _THOUSANDS.search(text))
    return Doubt("H005", known, safe=safe and bool(known))


def _candidates(kind: str, text: str) -> list[str]:
    match kind:
        case "comma":
            return _after_comma(text)
        case "english":
            return [text.replace(",", "")]
        case "dutch":
            return [text.replace(".", "").replace(",", ".")]
        case "power":
            return _without_power(text)
        case "underscore":
            return [text.replace("_", "")]
        case "bare":
            return _completed(text)
    return []


def _after_comma(text: str) -> list[str]:
    """Three digits after the comma may be thousands: then there are two readings."""
    point = text.replace(",", ".").lstrip("+")
    whole, _, decimals = text.lstrip("+").partition(",")
    return [whole + decimals, point] if len(decimals) == 3 and len(whole.lstrip("-")) <= 3 else [point]


def _without_power(text: str) -> list[str]:
    mantissa, _, power = text.lower().partition("e")
    return [show_plain(Decimal(mantissa).scaleb(int(power)))] if len(power) <= 3 and len(mantissa) <= MAX_WRITTEN_DIGITS else []


def _completed(text: str) -> list[str]:
    sign = "-" if text.startswith("-") else ""
    whole, _, decimals = text.lstrip("+-").partition(".")
    return [sign + (whole.lstrip("0") or "0") + (f".{decimals}" if decimals else "")]
