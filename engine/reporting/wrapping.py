"""Long lines: broken between words, never between a currency and its amount."""

from __future__ import annotations

import re
from textwrap import TextWrapper

_KEPT = "\u00a0"
_MONEY = re.compile(r"(?<=[€$£]) (?=-?[0-9])")
LEAST = 24
"""However little room there is, a line gets this many columns."""


def wrapped(text: str, room: int, indent: int = 0, least: int = LEAST) -> list[str]:
    """Return the lines of a text, all but the first indented; a longer word sticks out."""
    wrapper = TextWrapper(
        max(room, least), subsequent_indent=" " * indent, break_long_words=False, break_on_hyphens=False, expand_tabs=False, replace_whitespace=False
    )
    return [each.replace(_KEPT, " ") for each in wrapper.wrap(_MONEY.sub(_KEPT, text))]
