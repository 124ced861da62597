"""What each operation does with one cell: a number, a condition or a state."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import TypeAlias

from ..decimals import MODES, ONE, ZERO, reduce, round_to_step
from ..model import State

Scalar: TypeAlias = Decimal | State | bool
"""What a cell can hold on the way: conditions are true or false."""

_WORST = (State.FAILED, State.ABSENT, State.NMB)


def worst(values: Sequence[Scalar]) -> State:
    """Return the state that an operation on these passes on: failed before absent before nmb."""
    for state in _WORST:
        if state in values:
            return state
    return State.FAILED


def multiply(left: Scalar, right: Scalar) -> Scalar:
    """Multiply; an exact zero times what is not there, or not yet decided, is zero."""
    if isinstance(left, Decimal) and isinstance(right, Decimal):
        return _guarded(operator.mul, left, right)
    for value, other in ((left, right), (right, left)):
        if isinstance(value, Decimal) and not value and other in (State.NMB, State.ABSENT):
            return ZERO
    return worst((left, right))


def _arithmetic(apply: Callable[[Decimal, Decimal], Decimal]) -> Callable[[Scalar, Scalar], Scalar]:
    def cell(left: Scalar, right: Scalar) -> Scalar:
        if isinstance(left, Decimal) and isinstance(right, Decimal):
            return _guarded(apply, left, right)
        return worst((left, right))

    return cell


def _guarded(apply: Callable[..., Decimal], *values: Decimal) -> Scalar:
    try:
        return apply(*values)
    except ArithmeticError:
        return State.FAILED


add = _arithmetic(operator.add)
subtract = _arithmetic(operator.sub)
divide = _arithmetic(operator.truediv)


def power(base: Scalar, exponent: Scalar) -> Scalar:
    """Raise to a whole power by repeated multiplication; anything to the power zero is one."""
    if not isinstance(base, Decimal) or not isinstance(exponent, Decimal):
        return worst((base, exponent))
    return _guarded(_power, base, exponent)


def _power(base: Decimal, exponent: Decimal) -> Decimal:
    result = ONE
    for _ in range(abs(int(exponent))):
        result = result * base
    return result if exponent >= 0 else ONE / result


def negate(value: Scalar) -> Scalar:
    """Change the sign."""
    return -value if isinstance(value, Decimal) else worst((value,))


def absolute(value: Scalar) -> Scalar:
    """Leave out the sign."""
    return abs(value) if isinstance(value, Decimal) else worst((value,))


def least(*values: Scalar) -> Scalar:
    """Return the smallest; an open top is larger than every number."""
    return _extreme(values, min, [each for each in values if each is not State.UNLIMITED])


def greatest(*values: Scalar) -> Scalar:
    """Return the largest; an open top is larger than every number."""
    unlimited: list[Scalar] = [each for each in values if each is State.UNLIMITED]
    return _extreme(values, max, unlimited or list(values))


def _extreme(values: Sequence[Scalar], choose: Callable[..., Decimal], left: list[Scalar]) -> Scalar:
    numbers = [each for each in left if isinstance(each, Decimal)]
    if any(each in _WORST for each in values):
        return worst(values)
    if not numbers:
        return State.UNLIMITED
    return choose(numbers)


def step_with(mode: str) -> Callable[[Scalar, Scalar], Scalar]:
    """Return the function that rounds a number to a multiple of a step."""

    def cell(value: Scalar, step: Scalar) -> Scalar:
        if isinstance(value, Decimal) and isinstance(step, Decimal):
            return _guarded(lambda number, to: round_to_step(number, to, mode), value, step)
        return worst((value, step))

    return cell


def compare_with(holds: Callable[[Decimal, Decimal], bool]) -> Callable[[Scalar, Scalar], Scalar]:
    """Return the function that compares two numbers at 28 digits; an open top is above every number."""

    def cell(left: Scalar, right: Scalar) -> Scalar:
        if any(each in _WORST for each in (left, right)):
            return worst((left, right))
        if left is State.UNLIMITED or right is State.UNLIMITED:
            return holds(Decimal(left is State.UNLIMITED), Decimal(right is State.UNLIMITED))
        if isinstance(left, Decimal) and isinstance(right, Decimal):
            return holds(reduce(left), reduce(right))
        return State.FAILED

    return cell


def both(*values: Scalar) -> Scalar:
    """Say whether all hold; one that does not hold decides, whatever is still to be decided."""
    if any(each is False for each in values):
        return False
    return True if all(each is True for each in values) else worst(values)


def either(*values: Scalar) -> Scalar:
    """Say whether one of them holds; one that holds decides, whatever is still to be decided."""
    if any(each is True for each in values):
        return True
    return False if all(each is False for each in values) else worst(values)


def negation(value: Scalar) -> Scalar:
    """Say whether it does not hold."""
    return (not value) if isinstance(value, bool) else worst((value,))


def choose(condition: Scalar, then: Scalar, otherwise: Scalar) -> Scalar:
    """Return one of two values; the one that is not chosen is not needed."""
    if isinstance(condition, bool):
        return then if condition else otherwise
    return worst((condition,))


OPERATIONS: dict[str, Callable[..., Scalar]] = {
    "+": add,
    "-": subtract,
    "*": multiply,
    "/": divide,
    "**": power,
    "neg": negate,
    "abs": absolute,
    "min": least,
    "max": greatest,
    "round": step_with("half_up"),
    "floor": step_with("floor"),
    "ceil": step_with("ceiling"),
    "<": compare_with(operator.lt),
    "<=": compare_with(operator.le),
    ">": compare_with(operator.gt),
    ">=": compare_with(operator.ge),
    "==": compare_with(operator.eq),
    "!=": compare_with(operator.ne),
    "and": both,
    "or": either,
    "not": negation,
    "if": choose,
    **{f"round {mode}": step_with(mode) for mode in MODES},
}
"""Every operation of an expression, cell by cell."""

NATIVE: dict[str, Callable[..., Decimal]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "neg": operator.neg,
    "abs": abs,
    "min": min,
    "max": max,
}
"""The same on numbers alone, for whole rows at once; a state among them raises TypeError."""
