"""What was probably meant by a unit that is none: the currency by its sign, a percentage by its word."""

from __future__ import annotations

import re

from ..units import UnitError, parse_unit
from .lookalikes import QUOTES
from .names import Names

_EURO = "EUR"
_EURO_WORDS = frozenset({"euro", "euros", "eur"})
_PERCENT = '"%"'
_PERCENT_WORDS = frozenset({"percent", "procent", "pct", "perc", "percentage"})
_PER = re.compile(r"\s+per\s+")


def meant_unit(text: str, names: Names) -> str:
    """Return the unit that this text says in other signs: other quotes, a currency sign, or `per` for a stroke."""
    meant = _PER.sub("/", text.strip(f"{QUOTES}\"' "))
    if names.currency == _EURO:
        meant = re.sub(r"€|\beuro\b", _EURO, meant, flags=re.IGNORECASE)
    try:
        unit = parse_unit(meant)
    except UnitError:
        return ""
    if unit.percent:
        return _PERCENT
    return meant if all(each in names.units or each == names.currency for each in unit.names) else ""


def strange_quote(text: str) -> str:
    """Return the first quote of a text that is not an ordinary one, or nothing."""
    return next((each for each in text if each in QUOTES), "")


def meant_base(base: str, whole: str, names: Names) -> str:
    """Return what a word in a unit stands for where it is a word for percents or for the currency, else the declared unit it is like."""
    if base.lower() in _PERCENT_WORDS:
        return _PERCENT if base == whole.strip() else ""
    if base.lower() in _EURO_WORDS and names.currency == _EURO:
        return _EURO
    return names.suggest(base, [*names.units, names.currency])
