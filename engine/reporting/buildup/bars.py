"""Bars of block characters, for a terminal."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

NARROWEST, WIDEST = 10, 40
"""A bar is no longer than this; where there is less room than the first there are none."""

_EIGHTHS = " ▏▎▍▌▋▊▉"
_FULL, _LESS = "█", "░"


def room_for_bars(columns: int, taken: int) -> int:
    """Return how long bars can be beside what stands before them, or zero where there is too little room."""
    left = min(columns - taken, WIDEST)
    return left if left >= NARROWEST else 0


def bar(part: Decimal, whole: Decimal, room: int) -> str:
    """Return a bar for a part of what fills the room; a negative part is light, and what is not zero is seen."""
    if not part or not whole:
        return ""
    eighths = int((abs(part) / abs(whole) * room * 8).to_integral_value(ROUND_HALF_UP))
    if part < 0:
        return _LESS * max(round(eighths / 8), 1)
    full, rest = divmod(max(eighths, 1), 8)
    return _FULL * full + (_EIGHTHS[rest] if rest else "")
