"""Characters that are not of the language: what they look like, and what was probably meant."""

from __future__ import annotations

import unicodedata

SIGNS = {
    "×": "*", "·": "*", "∙": "*", "⋅": "*", "•": "*", "∗": "*", "⁎": "*", "＊": "*", "✕": "*", "✖": "*",
    "÷": "/", "∕": "/", "⁄": "/", "／": "/", "−": "-", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "﹣": "-", "－": "-",
    "＋": "+", "﹢": "+", "≤": "<=", "⩽": "<=", "≥": ">=", "⩾": ">=", "≠": "!=", "＝": "==", "＜": "<", "＞": ">",
    "（": "(", "）": ")", "，": ",", "．": ".", "²": "** 2", "³": "** 3", "∧": "and", "∨": "or", "¬": "not",
    "‘": '"', "’": '"', "‚": '"', "‛": '"', "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "′": '"', "″": '"', "＂": '"',
}  # fmt: skip
"""Signs that are typed or pasted for an operator, a bracket or a quote."""

QUOTES = "".join(sign for sign, meant in SIGNS.items() if meant == '"')

# Cyrillic and Greek letters that cannot be told from Latin ones on a screen.
_TWINS = dict(
    zip(
        "аеорсухіјѕԁһԛԝԍνοραικτυωхɡАВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
        "aeopcyxijsdhqwgvopaiktuwxgABEKMHOPCTYXIJSABEZHIKMNOPTYX",
        strict=True,
    )
)


def latin(text: str) -> str | None:
    """Return the text in ASCII that a person took these characters for, or None where that is not clear."""
    folded = "".join(_TWINS.get(each, each) for each in unicodedata.normalize("NFKD", text))
    plain = "".join(each for each in folded if not unicodedata.combining(each))
    return plain if plain and plain.isascii() and plain.isprintable() and "`" not in plain else None


def is_space(character: str) -> bool:
    """Say whether a character is a kind of white space that formulas do not use, such as a no-break space."""
    return unicodedata.category(character) in {"Zs", "Zl", "Zp"}


def is_invisible(character: str) -> bool:
    """Say whether nothing is seen of a character: zero width, direction marks, control characters."""
    return unicodedata.category(character) in {"Cf", "Cc", "Cs", "Co", "Cn"}


def shown(text: str) -> str:
    """Return a text of a formula as it can be shown: characters outside ASCII with their code."""
    return "".join(_shown(each) for each in text).strip()


def _shown(character: str) -> str:
    if character.isascii() and character.isprintable() and character != "`":
        return character
    code = f"U+{ord(character):04X}"
    return code if is_space(character) or is_invisible(character) else f"{character} {code}"
