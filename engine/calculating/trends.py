"""Trends: whether a figure can be shown to rise, or to fall, as a value rises."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal, localcontext

from ..decimals import EXACT, ZERO
from ..expression import Along, Expression, Is, Number, Operation, Read, Reduction
from ..model import Cell, Formula, State
from .calculation import Calculation
from .cellwise import run_members
from .derivation import Place
from .directions import UNKNOWN, Direction, Trend, combine, fold, still
from .graph import dependents
from .lifted import factors_that_matter, in_order, places_below
from .scalars import OPERATIONS


class Trends:
    """
    The trends of the cells of a calculation when some cells together go from one end to another.

    `ends` gives for each of these cells its two values; where both are the same the cell holds that value.
    """

    def __init__(self, calculation: Calculation, ends: Mapping[Place, tuple[Decimal, Decimal]]) -> None:
        self._calculation = calculation
        self._ends = ends
        self._reached = dependents(calculation.needs, {name for name, _ in ends})
        self._known: dict[Place, Trend] = {}

    def trend(self, name: str, cell: Cell) -> Trend:
        """Return the trend of a cell."""
        with localcontext(EXACT):
            for place in in_order((name, cell), self._below, self._known):
                self._known[place] = self._compute(place)
        return self._known[name, cell]

    def _below(self, place: Place) -> Iterator[Place]:
        if place not in self._ends and place[0] in self._reached:
            yield from places_below(self._calculation, place, self._reached)

    def _compute(self, place: Place) -> Trend:
        rule = self._calculation.rules.rules[place[0]]
        if place in self._ends:
            low, high = self._ends[place]
            return still(low) if low == high else Trend(Direction.RISING if low < high else Direction.FALLING, low, high, ZERO)
        if place[0] not in self._reached or not isinstance(rule, Formula):
            return still(self._calculation.value(*place))
        variant = self._calculation.variant(rule, place[1])
        if variant is None:
            return still(State.ABSENT)
        trend = self._work(variant.expression, dict(zip(rule.per, place[1], strict=True)))
        return combine(f"round {rule.rounding.mode}", (trend, still(rule.rounding.to))) if rule.rounding else trend

    def _work(self, expression: Expression, members: Mapping[str, str]) -> Trend:
        space = self._calculation.space
        match expression:
            case Number(value):
                return still(value)
            case Read(name, selectors):
                place = (name, tuple(space.member(each, members) for each in selectors))
                return self._known.get(place) or still(self._calculation.value(*place))
            case Is(selector, _, member, negated):
                return still((space.member(selector, members) == member) is not negated)
            case Operation("if", (condition, then, otherwise)):
                return self._choice(self._work(condition, members), (then, otherwise), members)
            case Operation("*", (left, right)):
                factors = factors_that_matter(self._calculation, left, right, members, self._reached)
                trends = [self._work(each, members) for each in factors]
                return trends[0] if len(trends) == 1 else combine("*", trends)
            case Operation(name, operands):
                return combine(name, [self._work(each, members) for each in operands])
            case Reduction(name, operand, over):
                cells = space.cells(over)
                return fold(name, [self._work(operand, {**members, **dict(zip(over, cell, strict=True))}) for cell in cells])
            case Along(name, operand, _):
                runs = [self._work(operand, each) for each in run_members(expression, members, space)]
                if name == "previous":
                    return runs[0] if runs else still(State.ABSENT)
                return fold("sum" if name == "cumsum" else "prod", runs)

    def _choice(self, condition: Trend, branches: tuple[Expression, Expression], members: Mapping[str, str]) -> Trend:
        if not condition.is_constant:
            return UNKNOWN
        if not isinstance(condition.low, bool):
            return still(OPERATIONS["if"](condition.low, condition.low, condition.low))
        return self._work(branches[0 if condition.low else 1], members)
