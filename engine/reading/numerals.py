"""Numbers that are not written as plain decimals, and how they would be."""

from __future__ import annotations

import re
from decimal import Decimal

from ..decimals import read_decimal
from .lookalikes import latin


def explain(number: str) -> tuple[str, dict[str, str]]:
    """Return why a number is refused, and the fields that say how to write it."""
    if re.fullmatch(r"(0|[1-9][0-9]*)(\.[0-9]+)?", number):
        return "digits", {}
    if re.search(r"\s", number):
        joined = explain("".join(number.split()))[1]
        return "decimal_comma", joined or {"instead": "".join(number.split())}
    glued = re.fullmatch(r"((?:0|[1-9][0-9]*)(?:\.[0-9]+)?)([A-Za-z_]\w*)", number, re.ASCII)
    plain = _plain(number)
    if glued and plain is None and not re.fullmatch(r"[0-9.]+([jJlLdDfF]|[eE][0-9_]+)|0[xXoObB]\w+", number):
        return "no_operator", {"instead": f"{glued[1]} * {glued[2]}"}
    fields = {"instead": plain} if plain is not None and read_decimal(plain) is not None else {}
    if number.endswith("%"):
        return "percent", {**_ratio(number[:-1]), "hint": "@formula_hint_percent"}
    if "," in number:
        return "decimal_comma", {**fields, "hint": "@formula_hint_decimal_comma"}
    return "number", fields


def _ratio(number: str) -> dict[str, str]:
    percents = read_decimal(_plain(number) or number)
    return {"instead": format(percents.scaleb(-2), "f")} if percents is not None else {}


_NOTATIONS = (
    (re.compile(r"0[xX][0-9a-fA-F]{1,30}|0[oO][0-7]{1,30}|0[bB][01]{1,100}"), lambda number: str(int(number, 0))),
    (re.compile(r"[0-9]+(\.[0-9]*)?[eE][+-]?[0-9]{1,2}|\.[0-9]+[eE][+-]?[0-9]{1,2}"), lambda number: format(Decimal(number), "f")),
    (re.compile(r"[0-9]+(_[0-9]+)+(\.[0-9_]+)?"), lambda number: number.replace("_", "")),
    (re.compile(r"0+[0-9]+(\.[0-9]+)?"), lambda number: number.lstrip("0") if number.lstrip("0")[:1].isdigit() else "0" + number.lstrip("0")),
    (re.compile(r"\.[0-9]+"), lambda number: "0" + number),
    (re.compile(r"[0-9]+\."), lambda number: number[:-1]),
    (re.compile(r"[0-9]{1,3}(\.[0-9]{3})+,[0-9]+|[0-9]{1,3}(\.[0-9]{3}){2,}"), lambda number: number.replace(".", "").replace(",", ".")),
    (re.compile(r"[0-9]{1,3}(,[0-9]{3})+\.[0-9]+|[0-9]{1,3}(,[0-9]{3}){2,}"), lambda number: number.replace(",", "")),
    (re.compile(r"[0-9]+,[0-9]+"), lambda number: number.replace(",", ".")),
)


def _plain(number: str) -> str | None:
    meant = latin(number) or number
    if meant != number and read_decimal(meant) is not None:
        return meant
    return next((mend(number) for pattern, mend in _NOTATIONS if pattern.fullmatch(number)), None)
