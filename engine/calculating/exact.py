"""Exact evaluation: simpleeval walks the tree of a formula over grids of decimals."""

from __future__ import annotations

import ast
from collections.abc import Callable
from decimal import localcontext

from simpleeval import SimpleEval

from ..decimals import EXACT
from ..expression import Along, Expression, Fixed, Is, Number, Operation, Read, Reduction
from .grids import Grid, Space

Reader = Callable[[Read], Grid]

_SIGNS: dict[str, ast.operator] = {"+": ast.Add(), "-": ast.Sub(), "*": ast.Mult(), "/": ast.Div()}


class Exact:
    """Evaluates bound expressions over one space."""

    def __init__(self, space: Space) -> None:
        self._space = space
        operators = {type(node): self._operation(sign) for sign, node in _SIGNS.items()}
        self._walker = SimpleEval(
            operators={**operators, ast.USub: self._operation("neg")}, functions={"cells": space.map, "over": space.reduce, "along": space.run}, names={}
        )

    def evaluate(self, expression: Expression, read: Reader) -> Grid:
        """Return the values of an expression; `read` gives a rule aligned to the dimensions of the formula."""
        with localcontext(EXACT):
            grid: Grid = self._walker.eval("", previously_parsed=self._lower(expression, read))
        return grid

    def _operation(self, name: str) -> Callable[..., Grid]:
        return lambda *grids: self._space.map(name, *grids)

    def _lower(self, expression: Expression, read: Reader) -> ast.expr:
        match expression:
            case Number(value):
                return _held(Grid((), [value]))
            case Read():
                return _held(read(expression))
            case Is():
                return _held(self._membership(expression))
            case Operation(name, (left, right)) if name in _SIGNS:
                return ast.BinOp(self._lower(left, read), _SIGNS[name], self._lower(right, read))
            case Operation("neg", (operand,)):
                return ast.UnaryOp(ast.USub(), self._lower(operand, read))
            case Operation(name, operands):
                return _call("cells", ast.Constant(name), *(self._lower(each, read) for each in operands))
            case Reduction(name, operand, over):
                return _call("over", ast.Constant(name), self._lower(operand, read), _held(over))
            case Along(name, operand, along):
                return _call("along", ast.Constant(name), self._lower(operand, read), ast.Constant(along))

    def _membership(self, test: Is) -> Grid:
        names = () if isinstance(test.selector, Fixed) else (test.selector.dimension,)
        found = [
            (self._space.member(test.selector, dict(zip(names, cell, strict=True))) == test.member) is not test.negated
            for cell in self._space.cells(names)
        ]
        return Grid(names, found)


def _held(value: Grid | tuple[str, ...]) -> ast.Constant:
    # The walker hands a constant on as it is, whatever Python's own grammar says may stand there.
    node = ast.Constant(None)
    vars(node)["value"] = value
    return node


def _call(name: str, *arguments: ast.expr) -> ast.Call:
    return ast.Call(ast.Name(name, ast.Load()), list(arguments), [])
