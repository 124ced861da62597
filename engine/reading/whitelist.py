"""The closed list of what a formula is made of: what each kind of node may be, and where a number or a condition stands."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from typing import Literal, TypeAlias

from ..decimals import read_decimal
from .arguments import check_arguments, offsets
from .functions import FORMS
from .tokens import Finding

MAX_EXPONENT = 99

Kind: TypeAlias = Literal["number", "condition"]
_Below: TypeAlias = tuple[ast.expr, Kind]
_CONDITIONS = (ast.Compare, ast.BoolOp)
_ARITHMETIC = (ast.Add, ast.Sub, ast.Mult, ast.Div)


def kind_of(tree: ast.expr) -> Kind:
    """Say whether an expression gives a number or a condition."""
    while isinstance(tree, ast.IfExp):
        tree = tree.body
    if isinstance(tree, _CONDITIONS):
        return "condition"
    return "condition" if isinstance(tree, ast.UnaryOp) and isinstance(tree.op, ast.Not) else "number"


def check_nodes(tree: ast.expr, text: str) -> Iterator[Finding]:
    """Find what in a tree is not of the language, and turn its numbers into decimals."""
    waiting: list[_Below] = [(tree, kind_of(tree))]
    while waiting:
        node, wanted = waiting.pop()
        kind = kind_of(node)
        check = _NODES.get(type(node))
        if check is None:
            yield _refused(node, text, "expression")
            continue
        if kind != wanted and not isinstance(node, ast.IfExp):
            yield Finding("H217", *offsets(node), {"found": f"@{kind}", "wanted": f"@{wanted}", "hint": f"@formula_hint_{wanted}"})
        yield from check(node, wanted, text, waiting)


def _refused(node: ast.expr, text: str, reason: str, **fields: str) -> Finding:
    start, end = offsets(node)
    return Finding("H206", start, end, {"found": text[start:end], "reason": f"@formula_{reason}", **fields})


def _binary(node: ast.BinOp, _wanted: Kind, text: str, waiting: list[_Below]) -> Iterator[Finding]:
    waiting.append((node.left, "number"))
    if isinstance(node.op, _ARITHMETIC):
        waiting.append((node.right, "number"))
    elif isinstance(node.op, ast.Pow):
        yield from _exponent(node.right, text)
    else:
        yield _refused(node, text, "expression")


def _exponent(node: ast.expr, text: str) -> Iterator[Finding]:
    literal = node.operand if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) else node
    if not (isinstance(literal, ast.Constant) and type(literal.value) is int and literal.value <= MAX_EXPONENT):
        yield _refused(node, text, "exponent")
    else:
        yield from _constant(literal, "number", text, [])


def _unary(node: ast.UnaryOp, _wanted: Kind, text: str, waiting: list[_Below]) -> Iterator[Finding]:
    if isinstance(node.op, ast.Not):
        waiting.append((node.operand, "condition"))
    elif isinstance(node.op, ast.USub | ast.UAdd):
        waiting.append((node.operand, "number"))
    else:
        yield _refused(node, text, "expression")


def _boolean(node: ast.BoolOp, _wanted: Kind, _text: str, waiting: list[_Below]) -> Iterator[Finding]:
    waiting.extend((each, "condition") for each in node.values)
    return iter(())


def _conditional(node: ast.IfExp, wanted: Kind, _text: str, waiting: list[_Below]) -> Iterator[Finding]:
    waiting += [(node.test, "condition"), (node.body, wanted), (node.orelse, wanted)]
    return iter(())


def _compare(node: ast.Compare, _wanted: Kind, text: str, waiting: list[_Below]) -> Iterator[Finding]:
    operands = [node.left, *node.comparators]
    if any(_is_text(each) or isinstance(each, ast.Attribute) for each in operands):
        yield from _member_comparison(node, operands, text)
    else:
        waiting.extend((each, "number") for each in operands)


def _member_comparison(node: ast.Compare, operands: list[ast.expr], text: str) -> Iterator[Finding]:
    if len(operands) > 2:
        yield _refused(node, text, "member_chain")
    elif not isinstance(node.ops[0], ast.Eq | ast.NotEq):
        yield _refused(node, text, "member_order")
    elif sum(map(_is_text, operands)) != 1 or sum(map(_is_choice, operands)) != 1:
        yield _refused(node, text, "member_other")


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_choice(node: ast.expr) -> bool:
    """Say whether this is a dimension or a dimension with an attribute."""
    return isinstance(node, ast.Name) or (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name))


def _call(node: ast.Call, _wanted: Kind, text: str, waiting: list[_Below]) -> Iterator[Finding]:
    if not isinstance(node.func, ast.Name):
        yield _refused(node.func, text, "call")
        return
    if node.func.id in FORMS:
        waiting.extend((each, "number") for each in node.args)
        yield from check_arguments(node, node.func.id)
    else:
        waiting.extend((each, kind_of(each)) for each in node.args)


def _constant(node: ast.Constant, _wanted: Kind, text: str, _waiting: list[_Below]) -> Iterator[Finding]:
    start, end = offsets(node)
    number = None if isinstance(node.value, str) else read_decimal(text[start:end])
    if number is None:
        yield _refused(node, text, "text_value")
    else:
        node.value = number  # type: ignore[assignment]  # in our trees a number is a decimal


def _attribute(node: ast.Attribute, _wanted: Kind, text: str, _waiting: list[_Below]) -> Iterator[Finding]:
    yield _refused(node, text, "attribute")


def _name(_node: ast.Name, _wanted: Kind, _text: str, _waiting: list[_Below]) -> Iterator[Finding]:
    return iter(())


_NODES: dict[type[ast.expr], Callable[..., Iterator[Finding]]] = {
    ast.BinOp: _binary,
    ast.UnaryOp: _unary,
    ast.BoolOp: _boolean,
    ast.Compare: _compare,
    ast.IfExp: _conditional,
    ast.Call: _call,
    ast.Name: _name,
    ast.Constant: _constant,
    ast.Attribute: _attribute,
}
