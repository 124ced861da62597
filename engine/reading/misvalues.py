"""A value that does not fit: of another kind, empty, badly written, or not among the allowed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher, get_close_matches
from typing import Any

from ..decimals import read_decimal, show_plain
from ..diagnostics import Diagnostic, Fix
from .nodes import MappingNode, Node, Scalar, SequenceNode, joined_key
from .places import Fields, Path, Place
from .scalars import read_word

APART = 0.15
"""How much nearer, of one, the key that was meant is than any other."""

_RANK = ("type", "format", "enum", "pattern", "exclusiveMinimum", "minimum", "maximum", "minProperties", "minItems", "maxProperties", "maxItems")
"""Of several things that are wrong with one value the first is told."""

_KINDS = {"object": "mapping", "array": "list", "boolean": "true_or_false", "number": "number", "string": "text"}
_MONEY_AND_PERCENT = re.compile(r"[€%]|EUR|euro", re.IGNORECASE)
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:\s[0-9]{3})+(?:[.,][0-9]+)?")
_SEVERAL = re.compile(r"\s+|\s*;\s*")
_PAIR = re.compile(r"(-?[0-9]+(?:\.[0-9]+)?)\s*(?:-|\u2013|\u2014|\.\.+|;|tot|t/m|to)\s*(-?[0-9]+(?:\.[0-9]+)?|unlimited)")
_TRUTHS = {"ja": "true", "waar": "true", "yes": "true", "nee": "false", "onwaar": "false", "no": "false"}
_MOST_DECIMALS = 4
_MONTHS = ("jan", "feb", "m", "apr", "mei may", "jun", "jul", "aug", "sep", "okt oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Misfit:
    """
    One thing that a schema does not allow.

    `path` leads to the value; `name` is the key it is about where it is about how a key is written. `because`
    or `unless` is the condition, as written, under which a key is or is not compulsory.
    """

    path: Path
    keyword: str
    asked: Any
    schema: Mapping[str, Any]
    name: str | None = None
    because: str | None = None
    unless: str | None = None


def is_about_value(misfit: Misfit) -> bool:
    """Say whether the value itself is wrong, and not its keys."""
    return misfit.name is None and misfit.keyword in _RANK


def rank(misfit: Misfit) -> int:
    """Return what misfits of one value are sorted by: the first is told."""
    return _RANK.index(misfit.keyword)


def about_value(place: Place, misfit: Misfit) -> Diagnostic:
    """Return the problem of a value that does not fit."""
    node, kind = place.node, misfit.schema.get("$comment", "")
    if isinstance(node, Scalar) and (node.value is None or (isinstance(node.value, str) and not node.value.strip())):
        return place.problem("H107", place.span, {"key": place.name, "expected": _expected(misfit.schema, node)})
    if not isinstance(node, Scalar):
        return _of_another_kind(place, misfit) if misfit.keyword == "type" else _of_another_length(place, misfit)
    if kind == "day":
        return _not_a_day(place, node)
    if misfit.keyword == "type":
        return _of_another_kind(place, misfit)
    if misfit.keyword == "enum":
        return _not_among(place, node, tuple(map(str, misfit.asked)))
    if kind in ("value", "bound", "table"):
        return _not_a_value(place, node, misfit, kind)
    if kind == "step":
        return _not_among(place, node, ("@step",))
    return place.problem("H104", node.span, {"text": node.text, "expected": f"@{kind}", "how": f"@written_{kind}"})


def nearest(text: str, known: Mapping[str, str]) -> str | None:
    """Return the key that was probably meant; the Dutch word for it counts as well."""
    lower = text.lower().replace("-", "_")
    if lower in known:
        return lower
    named = [name for name, title in known.items() if title == lower]
    return next(iter([*named, *get_close_matches(lower, known, n=1, cutoff=0.7)]), None)


def is_certain(text: str, meant: str, known: Mapping[str, str]) -> bool:
    """Say whether of these keys only one can have been meant: it differs in writing alone, or no other is nearly as near."""
    lower = text.lower().replace("-", "_")
    near = {name: SequenceMatcher(None, lower, name).ratio() for name in known}
    return known[meant] == lower or all(near[meant] - each >= APART for name, each in near.items() if name != meant)


def _of_another_kind(place: Place, misfit: Misfit) -> Diagnostic:
    node = place.node
    expected = _expected(misfit.schema, node)
    if isinstance(node, Scalar) and expected in ("@mapping", "@table") and (after := joined_key(node)):
        start = node.start
        span, key = place.document.place(start, after), node.text[: after - start - 1]
        return place.problem("H013", span, {"key": key}, Fix(span, f"{key}: "))
    fields, fix = _mended(place, misfit.schema, expected)
    return place.problem("H101", place.span, {"key": place.name, "expected": expected, "found": _kind(node), **fields}, fix)


def _mended(place: Place, schema: Mapping[str, Any], expected: str) -> tuple[Fields, Fix | None]:
    """Say how a value of another kind becomes one of the right kind, where that is plain to see."""
    node, types = place.node, _types(schema)
    if not isinstance(node, Scalar):
        return ({"dash": "-"} if isinstance(node, MappingNode) and types == ["array"] else {}), None
    single = node.span.line == node.span.end_line
    if expected == "@true_or_false":
        return {"truth": _TRUTHS.get(node.text.lower(), "")}, None
    if place.name == "round" and isinstance(node.value, Decimal):
        return {"step": f"{{to: {_as_step(node.value)}}}"}, None
    if schema.get("minItems") == 2 and "array" in types:
        pair = _PAIR.fullmatch(node.text)
        return {"listed": f"[{pair[1]}, {pair[2]}]"} if pair else {"pair": "[0, 100]"}, None
    if isinstance(node.value, Decimal | bool):
        quoted = f'"{node.text}"'
        return ({"quoted": quoted}, Fix(node.span, quoted)) if expected in ("@text", "@code") and single else ({}, None)
    if "array" in types and "string" not in types:
        return ({"listed": f"[{node.text}]"}, Fix(node.span, f"[{node.text}]") if single and node.plain else None)
    if several := _several(place, node):
        return {"several": several}, None
    number = as_number(node.text) if expected in ("@number", "@step", "@whole_number", "@value", "@bound") else None
    exact = number == node.text and not node.plain
    return ({"number": number} if number else {}), Fix(node.span, node.text) if exact and single else None


def _not_a_value(place: Place, node: Scalar, misfit: Misfit, kind: str) -> Diagnostic:
    if as_number(node.text) or _several(place, node):
        expected = "@number"
        fields, fix = _mended(place, misfit.schema, expected)
        return place.problem("H101", place.span, {"key": place.name, "expected": expected, "found": "@text", **fields}, fix)
    return _not_among(place, node, ("@number", "unlimited") if kind == "bound" else ("@number", "nmb", "unlimited", "-"))


def _not_among(place: Place, node: Scalar, allowed: tuple[str, ...]) -> Diagnostic:
    suggestion = nearest(node.text, {each: "" for each in allowed if not each.startswith("@")})
    fix = Fix(node.span, suggestion) if suggestion and node.span.line == node.span.end_line else None
    return place.problem("H106", node.span, {"text": node.text, "allowed": allowed, "suggestion": suggestion or ""}, fix)


def _of_another_length(place: Place, misfit: Misfit) -> Diagnostic:
    node = place.node
    count = len(node.items) if isinstance(node, SequenceNode) else len(node.entries) if isinstance(node, MappingNode) else 0
    if count == 0:
        return place.problem("H107", place.span, {"key": place.name, "expected": _expected(misfit.schema, node)})
    return place.problem("H110", place.span, {"key": place.name, "wanted": str(misfit.asked), "count": str(count)})


def _not_a_day(place: Place, node: Scalar) -> Diagnostic:
    return place.problem("H105", node.span, {"text": node.text, "suggestion": _as_day(node.text) or ""})


def _kind(node: Node) -> str:
    match node:
        case MappingNode():
            return "@mapping"
        case SequenceNode():
            return "@list"
        case Scalar(value=bool()):
            return "@true_or_false"
        case Scalar(value=Decimal()):
            return "@number"
    return "@text"


def _expected(schema: Mapping[str, Any], node: Node) -> str:
    named = schema.get("$comment", "")
    if named == "table" and isinstance(node, Scalar) and "number" in _types(schema):
        return "@value"
    return f"@{named or _KINDS[_types(schema)[0]]}"


def _types(schema: Mapping[str, Any]) -> list[str]:
    types = schema.get("type", "object")
    return types if isinstance(types, list) else [types]


def as_number(text: str) -> str | None:
    """Return the number that a text such as `34,2%` or `€ 1.054,50` says, where there is one reading."""
    bare = _MONEY_AND_PERCENT.sub("", text).strip()
    if _GROUPED.fullmatch(bare):
        bare = "".join(bare.split())
    if read_decimal(bare) is not None:
        return bare
    doubt = read_word(bare)[1] if bare else None
    return doubt.suggestions[0] if doubt and len(doubt.suggestions) == 1 else None


def _several(place: Place, node: Scalar) -> str:
    """Return the numbers between which a comma of a list is missing."""
    parts = _SEVERAL.split(node.text)
    in_list = bool(place.path) and isinstance(place.path[-1], int)
    return ", ".join(parts) if in_list and len(parts) > 1 and all(read_decimal(each) is not None for each in parts) else ""


def _as_step(written: Decimal) -> str:
    """Return the step that a number of decimals stands for; any other number is a step itself."""
    decimals = written == int(written) and 1 < written <= _MOST_DECIMALS
    return show_plain(Decimal(1).scaleb(-int(written)) if decimals else written)


def _as_day(text: str) -> str | None:
    """Return the day that was probably meant, as it is written here."""
    parts = re.findall(r"[0-9]+|[a-z]+", text.lower())[:3]
    if len(parts) < 3:
        return None
    month = next((str(at) for at, names in enumerate(_MONTHS, 1) if any(parts[1].startswith(name) for name in names.split())), parts[1])
    year, day = (parts[0], parts[2]) if len(parts[0]) == 4 else (parts[2], parts[0])
    try:
        return date(int(year), int(month), int(day)).isoformat() if len(year) == 4 else None
    except (ValueError, OverflowError):
        return None
