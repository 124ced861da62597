"""Which values of an input agree with the figures that were published: an interval, or two figures that exclude each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, localcontext
from enum import Enum

from ..calculating.calculation import Calculation
from ..calculating.derivation import Place
from ..calculating.graph import dependents
from ..calculating.lifted import axis_space
from ..calculating.scalars import Scalar
from ..calculating.trends import Direction, Trends
from ..calculating.variation import Variation, alternatives
from ..decimals import EXACT, round_to_step
from ..model import Formula, Parameter

DIGITS = 10
"""Significant digits of an end that is shown, rounded inward."""

_POINTS = 33
_ROUNDS = 30
_SCANNED = 401
_INWARD = {True: Context(prec=DIGITS, rounding=ROUND_CEILING), False: Context(prec=DIGITS, rounding=ROUND_FLOOR)}


class Verdict(Enum):
    """What a value makes of a published figure: below it, equal to it when rounded, above it, or no number."""

    BELOW = -1
    EQUAL = 0
    ABOVE = 1
    NONE = 2


@dataclass(frozen=True, slots=True)
class Target:
    """A published figure that the input reaches, and the step to which it was printed."""

    place: Place
    published: Decimal
    printed_to: Decimal


@dataclass(frozen=True, slots=True)
class End:
    """An end of an interval, with ten digits; closed where the value itself agrees. `value` is None where there is no end."""

    value: Decimal | None
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Agreement:
    """The values that agree with one published figure; `proven` says that the figure was shown to rise or fall throughout."""

    target: Target
    low: End
    high: End
    exists: bool
    proven: bool


@dataclass(frozen=True, slots=True)
class Solution:
    """
    The values that agree with all published figures reached.

    `conflict` holds two of them that exclude each other where there is none. Numbers are as stored.
    """

    places: tuple[Place, ...]
    low: End
    high: End
    exists: bool
    in_use: Decimal | None
    inside: bool
    proven: bool
    agreements: tuple[Agreement, ...]
    conflict: tuple[Target, Target] | None = None


Judge = Callable[[Target, Sequence[Decimal]], list[Verdict]]
"""Says for values of the input what they make of a published figure."""


def targets(calculation: Calculation, places: Sequence[Place], trends: Trends) -> tuple[Target, ...]:
    """Return the published figures that the input moves, cell by cell, each once."""
    reached = dependents(calculation.needs, {name for name, _ in places})
    found: dict[Place, Target] = {}
    for published in calculation.rules.published:
        if published.of in reached and published.deviation is None:
            for cell, datum in published.cells.items():
                place = (published.of, cell)
                if place not in places and isinstance(datum.value, Decimal) and not trends.trend(*place).is_constant:
                    found.setdefault(place, Target(place, datum.value, published.printed_to))
    return tuple(found.values())


def solve(calculation: Calculation, places: Sequence[Place], judge: Judge | None = None, among: Iterable[Target] | None = None) -> Solution:
    """
    Return the values of the cells, all having the same one, that agree with every published figure they reach.

    Bisection where a figure is shown to rise or fall with the value, a scan of its range where not.
    """
    judge = judge or judge_by(calculation, places)
    bounds = search_bounds(calculation, places)
    trends = Trends(calculation, places, bounds)
    wanted = tuple(among) if among is not None else targets(calculation, places, trends)
    with localcontext(EXACT):
        agreements = tuple(_agree(judge, each, bounds, trends.trend(*each.place).direction) for each in wanted)
    return _together(calculation, tuple(places), agreements)


def judge_by(calculation: Calculation, places: Sequence[Place]) -> Judge:
    """Return the judge that computes each published figure with the value in the cells."""
    orders: dict[Place, list[Place]] = {}

    def judge(target: Target, values: Sequence[Decimal]) -> list[Verdict]:
        return [verdict(target, each, calculation) for each in figures(calculation, places, values, target.place, orders)]

    return judge


def figures(
    calculation: Calculation, places: Sequence[Place], values: Sequence[Decimal], of: Place, orders: dict[Place, list[Place]] | None = None
) -> list[Scalar]:
    """Return a figure for each of a list of values of the cells."""
    axes = axis_space({"x": len(values)})
    variation = Variation(calculation, axes, dict.fromkeys(places, alternatives("x", values)), orders)
    return list(axes.spread(variation.grid(*of), ("x",)))


def verdict(target: Target, value: Scalar, calculation: Calculation) -> Verdict:
    """Compare a figure with what was published, as it would be printed."""
    if not isinstance(value, Decimal):
        return Verdict.NONE
    rule = calculation.rules.rules[target.place[0]]
    own = rule.rounding if isinstance(rule, Formula) else None
    shown = value if own and own.to == target.printed_to else round_to_step(value, target.printed_to)
    return Verdict((shown > target.published) - (shown < target.published))


def search_bounds(calculation: Calculation, places: Sequence[Place]) -> tuple[Decimal, Decimal]:
    """Return between which values to search: the range of the parameter, or far about the value in use."""
    rules = [calculation.rules.rules[name] for name, _ in places]
    lows = [each.range[0] for each in rules if isinstance(each, Parameter) and each.range[0] is not None]
    highs = [each.range[1] for each in rules if isinstance(each, Parameter) and each.range[1] is not None]
    used = [abs(value) for name, cell in places if isinstance(value := calculation.value(name, cell), Decimal)]
    far = max([*used, Decimal(1)]) * 1000
    return max(lows, default=-far), min(highs, default=far)


def _agree(judge: Judge, target: Target, bounds: tuple[Decimal, Decimal], direction: Direction) -> Agreement:
    proven = direction in (Direction.RISING, Direction.FALLING)
    brackets = (_edges(judge, target, bounds, falling=direction is Direction.FALLING), True) if proven else (_scan(judge, target, bounds), False)
    found = brackets[0]
    if found is None:
        return Agreement(target, End(None), End(None), False, proven)
    low, high = found
    return Agreement(target, _end(judge, target, low, bounds[0], low=True), _end(judge, target, high, bounds[1], low=False), True, proven)


_Bracket = tuple[Decimal, Decimal]
"""A value that does not agree beside one that does; the same twice at the end of what was searched."""


def _edges(judge: Judge, target: Target, bounds: tuple[Decimal, Decimal], falling: bool) -> tuple[_Bracket, _Bracket] | None:
    before = Verdict.ABOVE if falling else Verdict.BELOW
    lower = _narrow(bounds, lambda xs: [each is not before for each in judge(target, xs)])
    upper = _narrow(bounds, lambda xs: [each not in (before, Verdict.EQUAL) for each in judge(target, xs)])
    first = lower[1] if lower else None
    last = upper[0] if upper else bounds[1]
    if first is None or last is None or last < first:
        return None
    start = lower or (first, first)
    return (bounds[0] if start[0] is None else start[0], first), (last, bounds[1] if not upper or upper[1] is None else upper[1])


def _narrow(bounds: tuple[Decimal, Decimal], passed: Callable[[Sequence[Decimal]], list[bool]]) -> tuple[Decimal | None, Decimal | None] | None:
    """Return the last value that has not passed and the first that has, side by side; None where none passes."""
    low, high = bounds
    at_ends = passed([low, high])
    if not at_ends[1]:
        return None
    if at_ends[0]:
        return None, low
    for _ in range(_ROUNDS):
        step = (high - low) / (_POINTS + 1)
        points = [low, *(low + step * i for i in range(1, _POINTS + 1)), high]
        marks = passed(points)
        at = marks.index(True)
        low, high = points[at - 1], points[at]
        if high - low <= abs(high) * Decimal("1e-25") or step == 0:
            break
    return low, high


def _scan(judge: Judge, target: Target, bounds: tuple[Decimal, Decimal]) -> tuple[_Bracket, _Bracket] | None:
    step = (bounds[1] - bounds[0]) / (_SCANNED - 1)
    points = [bounds[0] + step * i for i in range(_SCANNED)]
    marks = judge(target, points)
    agreeing = [i for i, each in enumerate(marks) if each is Verdict.EQUAL]
    if not agreeing:
        crossing = next((i for i in range(_SCANNED - 1) if {marks[i], marks[i + 1]} == {Verdict.BELOW, Verdict.ABOVE}), None)
        return None if crossing is None else _edges(judge, target, (points[crossing], points[crossing + 1]), marks[crossing] is Verdict.ABOVE)
    first, last = agreeing[0], agreeing[-1]
    lower = _narrow((points[max(first - 1, 0)], points[first]), lambda xs: [each is Verdict.EQUAL for each in judge(target, xs)])
    upper = _narrow((points[last], points[min(last + 1, _SCANNED - 1)]), lambda xs: [each is not Verdict.EQUAL for each in judge(target, xs)])
    low = (points[first], points[first]) if lower is None or lower[0] is None else (lower[0], lower[1] or points[first])
    high = (points[last], points[last]) if upper is None or upper[0] is None or upper[1] is None else (upper[0], upper[1])
    return low, high


def _end(judge: Judge, target: Target, bracket: _Bracket, bound: Decimal, low: bool) -> End:
    inside = bracket[1] if low else bracket[0]
    if inside == bound and judge(target, [inside]) == [Verdict.EQUAL]:
        return End(inside, True)
    shown = inside.normalize(_INWARD[low])
    if judge(target, [shown]) == [Verdict.EQUAL]:
        return End(shown, True)
    # The edge itself has few digits, and does not agree: the interval is open there.
    edge = (bracket[0] if low else bracket[1]).normalize(Context(prec=DIGITS + 10)).normalize(_INWARD[low])
    return End(edge, False)


def _together(calculation: Calculation, places: tuple[Place, ...], agreements: tuple[Agreement, ...]) -> Solution:
    used = calculation.value(*places[0])
    in_use = used if isinstance(used, Decimal) else None
    proven = all(each.proven for each in agreements)
    nothing = Solution(places, End(None), End(None), False, in_use, False, proven, agreements)
    if not agreements:
        return nothing
    possible = [each for each in agreements if each.exists]
    if len(possible) < len(agreements):
        lost = next(each for each in agreements if not each.exists)
        return _conflicting(nothing, lost.target, lost.target)
    lowest = max(possible, key=lambda each: (each.low.value or Decimal("-Infinity"), not each.low.closed))
    highest = min(possible, key=lambda each: (each.high.value or Decimal("Infinity"), each.high.closed))
    if not _ordered(lowest.low, highest.high):
        return _conflicting(nothing, lowest.target, highest.target)
    inside = in_use is not None and _ordered(lowest.low, End(in_use, True)) and _ordered(End(in_use, True), highest.high)
    return Solution(places, lowest.low, highest.high, True, in_use, inside, proven, agreements)


def _ordered(low: End, high: End) -> bool:
    if low.value is None or high.value is None:
        return True
    return low.value < high.value or (low.value == high.value and low.closed and high.closed)


def _conflicting(nothing: Solution, one: Target, other: Target) -> Solution:
    return Solution(nothing.places, nothing.low, nothing.high, False, nothing.in_use, False, nothing.proven, nothing.agreements, (one, other))
