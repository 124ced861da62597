"""One cell at a time: the same expressions as the grids, with every step on the way kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import localcontext

from ..decimals import EXACT
from ..expression import Along, Expression, Is, Number, Operation, Own, Read, Reduction
from ..model import Cell, Rule, State
from .grids import Space
from .scalars import OPERATIONS, Scalar

ReadCell = Callable[[str, Cell], Scalar]


@dataclass(frozen=True, slots=True)
class Working:
    """
    An expression at one cell: its value, and those of its parts.

    `read` names the rule and cell that were read; `terms` gives for each part of a sum or of a run the
    members that it stands for.
    """

    expression: Expression
    value: Scalar
    parts: tuple[Working, ...] = ()
    read: tuple[str, Cell] | None = None
    terms: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cellwise:
    """Evaluates expressions at one cell; `read` gives the value of a rule at a cell."""

    space: Space
    rules: Mapping[str, Rule]
    read: ReadCell

    def work(self, expression: Expression, members: Mapping[str, str]) -> Working:
        """Work out an expression for the members of a cell."""
        with localcontext(EXACT):
            return self._work(expression, members)

    def _work(self, expression: Expression, members: Mapping[str, str]) -> Working:
        match expression:
            case Number(value):
                return Working(expression, value)
            case Read(name, selectors):
                cell = tuple(self.space.member(each, members) for each in selectors)
                return Working(expression, self.read(name, cell), read=(name, cell))
            case Is(selector, _, member, negated):
                return Working(expression, (self.space.member(selector, members) == member) is not negated)
            case Operation(name, operands):
                parts = tuple(self._work(each, members) for each in operands)
                return Working(expression, OPERATIONS[name](*(each.value for each in parts)), parts)
            case Reduction():
                return self._reduce(expression, members)
            case Along():
                return self._run(expression, members)

    def _reduce(self, expression: Reduction, members: Mapping[str, str]) -> Working:
        terms = tuple(dict(zip(expression.over, cell, strict=True)) for cell in self.space.cells(expression.over))
        parts = tuple(self._work(expression.operand, {**members, **each}) for each in terms)
        return Working(expression, fold(expression.name, parts), parts, terms=terms)

    def _run(self, expression: Along, members: Mapping[str, str]) -> Working:
        along = expression.along
        runs = run_members(expression, members, self.space)
        parts = tuple(self._work(expression.operand, each) for each in runs)
        value = fold({"cumsum": "sum", "cumprod": "prod"}.get(expression.name, "sum"), parts) if parts else State.ABSENT
        return Working(expression, value, parts, terms=tuple({along: each[along]} for each in runs))


def run_members(expression: Along, members: Mapping[str, str], space: Space) -> list[dict[str, str]]:
    """Return the members of the cells that a run along an ordered dimension takes in, in order."""
    order = tuple(space.dimensions[expression.along].members)
    at = order.index(members[expression.along])
    chosen = order[max(at - 1, 0) : at] if expression.name == "previous" else order[: at + 1]
    return [{**members, expression.along: each} for each in chosen]


def fold(name: str, parts: tuple[Working, ...]) -> Scalar:
    """Bring the values of the terms of a sum, product, minimum or maximum together."""
    values = [each.value for each in parts]
    if name in ("min", "max"):
        return OPERATIONS[name](*values)
    total = values[0]
    for value in values[1:]:
        total = OPERATIONS["+" if name == "sum" else "*"](total, value)
    return total


def counted(working: Working) -> Iterator[Working]:
    """Go through the parts that the value rests on: not the branch that was not chosen, not what a zero wiped out."""
    match working.expression:
        case Operation("*") if not isinstance(working.value, State) and not working.value:
            yield next(each for each in working.parts if not isinstance(each.value, State) and not each.value)
        case Operation("if") if isinstance(working.parts[0].value, bool):
            yield working.parts[0]
            yield working.parts[1 if working.parts[0].value else 2]
        case Reduction("sum"):
            present = [each for each in working.parts if isinstance(each.value, State) or each.value]
            yield from present or working.parts
        case _:
            yield from working.parts


def counted_reads(working: Working) -> list[tuple[str, Cell]]:
    """Return the cells that a value rests on, each once, in the order of reading."""
    found: dict[tuple[str, Cell], None] = {}
    waiting = [working]
    while waiting:
        each = waiting.pop()
        if each.read:
            found[each.read] = None
        waiting.extend(reversed(list(counted(each))))
    return list(found)


def own_dimensions(read: Read) -> tuple[str, ...]:
    """Return the dimensions of the formula that a read takes over as they are."""
    return tuple(each.dimension for each in read.selectors if isinstance(each, Own))
