"""
Figures, units and days as people write them, and figures as programs read them.

What a rule with unit `%` holds is stored as a ratio; steps too. Both are shown in percents.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

from ..decimals import show_plain
from ..model import State, Value
from ..problems.entries import Words
from ..units import DIMENSIONLESS, Unit

READABLE = 4
"""Decimals, and for a small number significant digits, that a figure without a step is shown with."""

_SYMBOLS = {"EUR": "€", "GBP": "£", "USD": "$"}
_STATES = {
    State.NMB: Words("nmb", "nmb"),
    State.ABSENT: Words("-", "-"),
    State.UNLIMITED: Words("onbeperkt", "unlimited"),
    State.FAILED: Words("fout", "error"),
}
_SEPARATORS = {"nl": (".", ","), "en": (",", ".")}
_MONTHS = Words(
    "januari februari maart april mei juni juli augustus september oktober november december",
    "January February March April May June July August September October November December",
)
_WIDE = Context(prec=20_000)
"""More digits than the largest figure has before and the smallest behind the point."""

_THOUSANDS = re.compile(r"(?<=[0-9])(?=(?:[0-9]{3})+$)")


def plain(value: Value, step: Decimal | None = None, unit: Unit = DIMENSIONLESS) -> str | None:
    """
    Return a figure for JSON and CSV, with the decimals of its step, else without trailing zeros.

    No digit is ever lost: what does not fit the step is shown whole. None where there is no number.
    """
    if isinstance(value, State):
        return None
    text = show_plain(written(value, unit))
    whole, _, part = text.partition(".")
    part = part.ljust(_places(step, unit), "0")
    return f"{whole}.{part}" if part else whole


def written(value: Decimal, unit: Unit) -> Decimal:
    """Return a stored number as it is written beside its unit: a ratio in percents."""
    if not unit.percent:
        return value
    sign, digits, exponent = value.as_tuple()
    return Decimal((sign, digits, int(exponent) + 2))


def show(
    value: Value,
    unit: Unit,
    language: str,
    *,
    step: Decimal | None = None,
    currency: str = "EUR",
    labels: Mapping[str, str] | None = None,
) -> str:
    """Return a figure with its unit: `€ 87,25 per uur`, `34,2%`, `1.054 uur/fte/jaar`."""
    number = show_number(value, unit, language, step=step, currency=currency)
    after = "" if isinstance(value, State) else show_unit(unit, currency, labels)
    return f"{number} {after}".rstrip()


def show_number(value: Value, unit: Unit, language: str, *, step: Decimal | None = None, currency: str = "EUR", signed: bool = False) -> str:
    """
    Return a figure without its unit, but with its currency or percent sign: `€ 1.234,50`, `34,2%`.

    With a step it is rounded half up to the decimals of the step. Without one it is cut after some
    decimals, with `…` where more follow; amounts of money have two at least.
    """
    if isinstance(value, State):
        return _STATES[value].of(language)
    money = is_money(unit, currency)
    number = written(value, unit)
    text = _fixed(number, _places(step, unit)) if step is not None else _readable(number, 2 if money else 0)
    text = _grouped(text, language)
    text = f"+{text}" if signed and number > 0 else text
    if money:
        return f"{_SYMBOLS.get(currency, currency)} {text}"
    return f"{text}%" if unit.percent else text


def is_money(unit: Unit, currency: str) -> bool:
    """Say whether a figure is an amount of money, whatever it is per."""
    return dict(unit.factors).get(currency) == 1 and all(power < 0 for name, power in unit.factors if name != currency)


def show_unit(unit: Unit, currency: str = "EUR", labels: Mapping[str, str] | None = None) -> str:
    """Return what stands behind a figure: `per uur` for money, `uur/fte/jaar` for the rest, nothing for `%` and `1`."""
    if unit.percent or not unit.factors:
        return ""
    named = Unit(tuple((_label(name, labels), power) for name, power in unit.factors))
    if not is_money(unit, currency):
        return str(named)
    below = [(name, -power) for name, power in named.factors if power < 0]
    return " ".join(f"per {name}" if power == 1 else f"per {name}^{power}" for name, power in below)


def show_day(day: date, language: str) -> str:
    """Return a day in words: `16 oktober 2024`."""
    return f"{day.day} {_MONTHS.of(language).split()[day.month - 1]} {day.year}"


def _label(name: str, labels: Mapping[str, str] | None) -> str:
    return name[1:-1] if name.startswith("{") else (labels or {}).get(name) or name


def _places(step: Decimal | None, unit: Unit) -> int:
    if step is None:
        return 0
    return len(show_plain(written(step, unit)).partition(".")[2])


def _fixed(number: Decimal, places: int, rounding: str = ROUND_HALF_UP) -> str:
    rounded = number.quantize(Decimal(1).scaleb(-places), rounding, _WIDE)
    return format(rounded if rounded else abs(rounded), "f")


def _readable(number: Decimal, at_least: int) -> str:
    whole = show_plain(number)
    places = len(whole.partition(".")[2])
    most = max(READABLE, READABLE - 1 - number.adjusted()) if number else READABLE
    if places <= most:
        return _fixed(number, max(places, at_least))
    cut = number.quantize(Decimal(1).scaleb(-most), ROUND_DOWN, _WIDE)
    return f"{cut:f}…"


def _grouped(text: str, language: str) -> str:
    thousands, point = _SEPARATORS[language]
    whole, dot, part = text.partition(".")
    return _THOUSANDS.sub(thousands, whole) + (point if dot else "") + part
