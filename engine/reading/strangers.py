"""Signs and words of other languages than that of formulas, and what was probably meant."""

from __future__ import annotations

import keyword
from typing import NamedTuple

KEYWORDS = frozenset({"and", "or", "not", "if", "else"})


class Strange(NamedTuple):
    """What is known of a sign that is no part of the language; `kind` is how it is read on, empty for not at all."""

    reason: str
    instead: str = ""
    hint: str = ""
    kind: str = "foreign"
    stand_in: str | None = None


STRANGE_SIGNS = {
    "^": Strange("operator", "**", "", "operator", "*"),
    "//": Strange("operator", "/", "whole", "operator", "/ "),
    "<>": Strange("operator", "!=", "", "operator", "!="),
    "!==": Strange("operator", "!=", "", "operator", "!= "),
    "=>": Strange("operator", ">=", "", "operator", ">="),
    "=<": Strange("operator", "<=", "", "operator", "<="),
    "===": Strange("operator", "==", "", "operator", "== "),
    ":=": Strange("assign", "==", "", "operator", "=="),
    "&&": Strange("operator", "and", "", "and", "or"),
    "||": Strange("operator", "or", "", "or", "or"),
    "&": Strange("operator", "and", "", "and"),
    "|": Strange("operator", "or", "", "or"),
    "!": Strange("operator", "not"),
    "~": Strange("operator", "not"),
    "%": Strange("operator", "", "percent"),
    ":": Strange("character"),
    "?": Strange("character", "", "if"),
    "$": Strange("character", "", "amount"),
    "€": Strange("character", "", "amount"),
    "£": Strange("character", "", "amount"),
    "\\": Strange("character", "", "lines", "", " "),
    "]": Strange("bracket", ")"),
    "}": Strange("bracket", ")"),
}

READ_AS = {
    "*": "operator", "/": "operator", "<=": "operator", ">=": "operator", "==": "operator", "!=": "operator", "<": "operator",
    ">": "operator", "+": "sign", "-": "sign", "(": "open", ")": "close", ",": "comma", ".": "dot",
}  # fmt: skip

_WORDS = {
    "is": Strange("word", "==", "", "operator", "=="),
    "in": Strange("word", "", "one_of", "operator"),
    "True": Strange("word", "", "truth", "word", "_   "),
    "False": Strange("word", "", "truth", "word", "_    "),
    "None": Strange("word", "", "nothing", "word", "_   "),
}
STRANGE_WORDS = {**dict.fromkeys(set(keyword.kwlist) - KEYWORDS, Strange("word", kind="stop")), **_WORDS}
