"""The shape of a call: how many arguments, and which have a name."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from .functions import FORMS, POSITIONAL
from .tokens import Finding

_NAMED = {"sum": "over", "prod": "over", "cumsum": "along", "cumprod": "along", "previous": "along"}
_MANY = 1_000_000


def offsets(node: ast.expr | ast.keyword) -> tuple[int, int]:
    """Return where a node stands in its formula, which was read from one line with one bracket before it."""
    assert node.end_col_offset is not None  # noqa: S101 - every node that is parsed from a text has an end
    return node.col_offset - 1, node.end_col_offset - 1


def check_arguments(call: ast.Call, function: str) -> Iterator[Finding]:
    """Find what is wrong with the arguments of one of our functions."""
    yield from _doubles(call, function)
    for argument in call.keywords:
        yield from _named(argument, function)
    wanted = _NAMED.get(function)
    if wanted and not call.keywords:
        yield _wrong(call, function, f"no_{wanted}")
    elif function == "at" and not call.keywords:
        yield _wrong(call, function, "no_member")
    else:
        yield from _count(call, function)


def _count(call: ast.Call, function: str) -> Iterator[Finding]:
    fewest, most = POSITIONAL.get(function, (1, 1))
    if function in ("min", "max") and not call.keywords:
        fewest, most = 2, _MANY
    if len(call.args) < fewest:
        yield _wrong(call, function, "few")
    elif len(call.args) > most:
        yield _wrong(call.args[most], function, "many")


def _doubles(call: ast.Call, function: str) -> Iterator[Finding]:
    seen: set[str | None] = set()
    for argument in call.keywords:
        if argument.arg in seen:
            yield _wrong(argument, function, "double")
        seen.add(argument.arg)


def _named(argument: ast.keyword, function: str) -> Iterator[Finding]:
    if function == "at":
        yield from _member(argument, function)
    elif argument.arg == "over" and function in ("sum", "prod", "min", "max"):
        yield from _dimensions(argument.value, function)
    elif argument.arg == "along" and _NAMED.get(function) == "along":
        if not isinstance(argument.value, ast.Name):
            yield _wrong(argument.value, function, "along")
    else:
        yield _wrong(argument, function, "unknown", argument=argument.arg or "")


def _dimensions(value: ast.expr, function: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for each in value.elts if isinstance(value, ast.Tuple) else [value]:
        if not isinstance(each, ast.Name):
            yield _wrong(each, function, "over")
        elif each.id in seen:
            yield _wrong(each, function, "double")
        else:
            seen.add(each.id)


def _member(argument: ast.keyword, function: str) -> Iterator[Finding]:
    value = argument.value
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return
    if isinstance(value, ast.Attribute) and isinstance(value.value, ast.Name):
        return
    instead = {"instead": f'"{ast.unparse(value)}"'} if isinstance(value, ast.Constant | ast.Name) else {}
    yield _wrong(value, function, "member", **instead)


def _wrong(node: ast.expr | ast.keyword, function: str, reason: str, **fields: str) -> Finding:
    start, end = offsets(node)
    return Finding("H205", start, end, {"function": function, "form": FORMS[function], "reason": f"@formula_arguments_{reason}", **fields})
