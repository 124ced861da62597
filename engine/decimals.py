"""Exact decimals: one context, one way in from text, one way of rounding."""

from __future__ import annotations

import re
from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)

DIGITS = 34
COMPARED_DIGITS = 28
MAX_WRITTEN_DIGITS = 40

EXACT = Context(
    prec=DIGITS, rounding=ROUND_HALF_EVEN, Emin=-6143, Emax=6144, traps=[InvalidOperation, DivisionByZero, Overflow]
)
_REDUCED = EXACT.copy()
_REDUCED.prec = COMPARED_DIGITS
_REDUCED.rounding = ROUND_HALF_UP
_WIDE = EXACT.copy()
_WIDE.prec = 400

ZERO = Decimal(0)
ONE = Decimal(1)
HUNDRED = Decimal(100)

MILLIONTH = Decimal("0.000001")
"""The step of the parts of a figure; what is left is told as rounding, so that they close."""

_WRITTEN = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")

MODES = {
    "half_up": ROUND_HALF_UP,
    "half_even": ROUND_HALF_EVEN,
    "half_down": ROUND_HALF_DOWN,
    "up": ROUND_UP,
    "down": ROUND_DOWN,
    "floor": ROUND_FLOOR,
    "ceiling": ROUND_CEILING,
}


def read_decimal(text: str) -> Decimal | None:
    """Return the number a text says, or None where it is not one in plain notation of at most 40 digits."""
    if len(text) > MAX_WRITTEN_DIGITS + 2 or not _WRITTEN.fullmatch(text):
        return None
    if sum(map(str.isdigit, text)) > MAX_WRITTEN_DIGITS:
        return None
    value = Decimal(text)
    return value if value else abs(value)


def reduce(value: Decimal) -> Decimal:
    """Return a number with 28 significant digits, so that exact ties are ties."""
    return _REDUCED.plus(value)


def round_to_step(value: Decimal, step: Decimal, mode: str = "half_up") -> Decimal:
    """
    Return the multiple of a step nearest to a number; half up is away from zero, as in spreadsheets.

    Raises `decimal.InvalidOperation` for a step of zero or less.
    """
    if step <= 0:
        raise InvalidOperation("a step is more than zero")
    reduced = reduce(value)
    steps = _WIDE.divide(reduced, step).to_integral_value(MODES[mode])
    rounded = _WIDE.multiply(steps, step)
    return rounded if rounded else abs(rounded)


def show_plain(value: Decimal) -> str:
    """Return a number in plain notation, without trailing zeros after the point."""
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
