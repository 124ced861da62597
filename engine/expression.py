"""The bound expression tree: what a formula says once every name in it has been found."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from .diagnostics import Span


@dataclass(frozen=True, slots=True)
class Own:
    """The member of a dimension of the formula, or of the sum it stands in, itself."""

    dimension: str


@dataclass(frozen=True, slots=True)
class Through:
    """The member that an attribute of a dimension's member points to, as in `product.domein`."""

    dimension: str
    attribute: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """One member, named in the formula."""

    member: str


Selector: TypeAlias = Own | Through | Fixed


@dataclass(frozen=True, slots=True)
class Number:
    """A literal, with the digits it was written with."""

    value: Decimal
    span: Span


@dataclass(frozen=True, slots=True)
class Read:
    """A parameter or formula, with one selector for each of its dimensions, in its own order."""

    rule: str
    selectors: tuple[Selector, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Is:
    """Whether the selected member of a dimension is this one, as in `jaar == "2024"`."""

    selector: Selector
    dimension: str
    member: str
    negated: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Operation:
    """
    An operator or function cell by cell.

    `name` is one of `+ - * / **` (two operands), `neg`, `abs`, `min`, `max` (one or more),
    `round`, `floor`, `ceil` (number, step), `< <= > >= == !=`, `and`, `or`, `not`, `if`
    (condition, then, otherwise). The exponent of `**` is always a `Number`.
    """

    name: str
    operands: tuple[Expression, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Reduction:
    """`sum`, `prod`, `min` or `max` of an expression over the members of dimensions."""

    name: str
    operand: Expression
    over: tuple[str, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Along:
    """`cumsum`, `cumprod` or `previous` of an expression along an ordered dimension."""

    name: str
    operand: Expression
    along: str
    span: Span


Expression: TypeAlias = Number | Read | Is | Operation | Reduction | Along


def operands(expression: Expression) -> tuple[Expression, ...]:
    """Return the expressions that stand directly below one."""
    match expression:
        case Operation():
            return expression.operands
        case Reduction() | Along():
            return (expression.operand,)
    return ()


def walk(expression: Expression) -> Iterator[Expression]:
    """Go through an expression and all below it, in the order of reading."""
    yield expression
    for each in operands(expression):
        yield from walk(each)


def reads(expression: Expression) -> tuple[Read, ...]:
    """Return the places where an expression reads a rule, in the order of reading."""
    return tuple(each for each in walk(expression) if isinstance(each, Read))
