"""The functions of formulas, and what a person who writes another name probably meant."""

from __future__ import annotations

from difflib import get_close_matches

FORMS = {
    "sum": "sum(x, over=dimension)",
    "prod": "prod(x, over=dimension)",
    "min": "min(x, y)",
    "max": "max(x, y)",
    "round": "round(x, 0.01)",
    "floor": "floor(x, 1)",
    "ceil": "ceil(x, 1)",
    "abs": "abs(x)",
    "at": 'at(x, dimension="M")',
    "cumsum": "cumsum(x, along=dimension)",
    "cumprod": "cumprod(x, along=dimension)",
    "previous": "previous(x, along=dimension)",
}
"""How each function is written."""

POSITIONAL = {"round": (2, 2), "floor": (1, 2), "ceil": (1, 2)}
"""How few and how many arguments without a name there may be; one where it is not said."""

_MEANT = {
    "som": "sum", "total": "sum", "totaal": "sum", "sumproduct": "sum", "somproduct": "sum", "product": "prod",
    "afronden": "round", "rond": "round", "afrond": "round", "mround": "round", "roundup": "ceil", "rounddown": "floor",
    "naar_boven": "ceil", "naar_beneden": "floor", "afronden_naar_boven": "ceil", "afronden_naar_beneden": "floor",
    "ceiling": "ceil", "plafond": "ceil", "trunc": "floor", "int": "floor", "integer": "floor", "geheel": "floor",
    "minimum": "min", "maximum": "max", "laagste": "min", "hoogste": "max", "absoluut": "abs", "lookup": "at", "zoeken": "at",
    "vorige": "previous", "vorig": "previous", "prev": "previous", "lag": "previous", "cumulatief": "cumsum",
}  # fmt: skip
_CONDITIONS = {"if", "iif", "ifs", "als", "indien"}
_WORDS = {"and", "en", "or", "of", "not", "niet", "xor"}
_POWERS = {"pow", "power", "macht", "machtsverheffen"}


def suggestion(name: str) -> dict[str, str]:
    """Return the field that helps who called a function that is not there."""
    lower = name.lower().strip("_")
    if lower in FORMS:
        return {"suggestion": lower}
    if lower in _MEANT:
        return {"suggestion": _MEANT[lower]}
    if lower in _CONDITIONS:
        return {"hint": "@formula_hint_if"}
    if lower in _WORDS:
        return {"hint": "@formula_hint_words"}
    if lower in _POWERS:
        return {"hint": "@formula_hint_power"}
    close = get_close_matches(lower, FORMS, n=1, cutoff=0.7)
    return {"suggestion": close[0]} if close else {"hint": "@formula_hint_multiply"}
