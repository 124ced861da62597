"""
Published figures that are loosened: held to their print alone, and no longer to what the rules give.

What was published of one year then says what another year may be, whatever the rules beneath both say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext

from ..calculating.calculation import Calculation
from ..calculating.crossings import find_crossing
from ..calculating.derivation import Derivation, Place
from ..calculating.directions import Direction
from ..calculating.gauges import CellGauge, figures
from ..calculating.reach import Reach
from ..calculating.searching import find_agreement, search_bounds
from ..calculating.targets import Reading, Target, published_targets, read
from ..calculating.trends import Trends
from ..calculating.variation import alternatives
from ..decimals import EXACT, ONE
from ..model import Formula, Parameter, cell_id
from .selection import Unanswerable


@dataclass(frozen=True, slots=True)
class Loosened:
    """Cells of which the published figures are loosened; `exactly` holds them at the print, else they may be all that rounds to it."""

    places: tuple[Place, ...]
    exactly: bool = False


@dataclass(frozen=True, slots=True)
class Loosening:
    """Of one rule, how many published figures were loosened, and how."""

    rule: str
    count: int
    exactly: bool


@dataclass(frozen=True, slots=True)
class Support:
    """A cell that carries a loosened figure, and between what it then may lie."""

    place: Place
    low: Decimal
    high: Decimal


class LooseGauge:
    """
    Reads off figures with the same value in some cells, and with loosened figures held to their print.

    A figure agrees when some value of the cells that carry the loosened figures makes it round to its print.
    It then lies between what it is at their ends, as it rises or falls with each of them.
    """

    def __init__(self, calculation: Calculation, places: Iterable[Place], loosened: Sequence[Loosened]) -> None:
        self.calculation = calculation
        self.reach = Reach(calculation, places)
        self._loosened = loosened
        self._places = tuple(self.reach.places)
        self._plain = CellGauge(calculation, self._places)
        self._supports = _Supports(calculation, self.reach, loosened)
        self._corners: dict[Target, _Corners] = {}

    def targets(self) -> tuple[Target, ...]:
        """Return the published figures that the cells move and that are not loosened themselves."""
        possible = (each for each in published_targets(self.calculation.rules) if each.place in self.reach.cells)
        return tuple(dict.fromkeys(each for each in possible if each.place not in self.reach.places and each.place not in self._supports.prints))

    def loosenings(self) -> tuple[Loosening, ...]:
        """Return what was loosened, rule by rule."""
        found: dict[tuple[str, bool], int] = {}
        for each in self._loosened:
            for place in each.places:
                key = (place[0], each.exactly)
                found[key] = found.get(key, 0) + (place in self._supports.prints)
        return tuple(Loosening(rule, count, exactly) for (rule, exactly), count in found.items())

    def read(self, targets: Sequence[Target], values: Sequence[Decimal]) -> list[list[Reading]]:
        """Return for each target a reading for each value."""
        plain = [each for each in targets if not self._supports.of(each)]
        found = dict(zip(plain, self._plain.read(plain, values), strict=True))
        return [found[each] if each in found else self._corners_of(each).read(each, values) for each in targets]

    def directions(self, targets: Sequence[Target], low: Decimal, high: Decimal) -> list[Direction]:
        """Return for each target what it does as the value goes from one to the other."""
        plain = [each for each in targets if not self._supports.of(each)]
        found = dict(zip(plain, self._plain.directions(plain, low, high), strict=True))
        return [found[each] if each in found else self._corners_of(each).direction(each, low, high) for each in targets]

    def _corners_of(self, target: Target) -> _Corners:
        if target not in self._corners:
            self._corners[target] = _Corners(self.calculation, self._places, self._supports.of(target), target)
        return self._corners[target]


class _Corners:
    """One target over the lowest and the highest that its supports make of it."""

    def __init__(self, calculation: Calculation, places: Sequence[Place], supports: Sequence[Support], target: Target) -> None:
        self._calculation = calculation
        self._places = places
        self._supports = supports
        self._reach = Reach(calculation, [*places, *(each.place for each in supports)])
        self._low = {each.place: each.low for each in supports}
        self._high = {each.place: each.high for each in supports}
        used = calculation.value(*places[0])
        for each in supports:
            if self._along(target, each, used if isinstance(used, Decimal) else ONE) is Direction.FALLING:
                self._low[each.place], self._high[each.place] = each.high, each.low

    def read(self, target: Target, values: Sequence[Decimal]) -> list[Reading]:
        count = len(values)
        varied = dict.fromkeys(self._places, alternatives("x", [*values, *values]))
        varied |= {place: alternatives("x", [low] * count + [self._high[place]] * count) for place, low in self._low.items()}
        (row,) = figures(self._calculation, varied, [target.place], 2 * count, self._reach)
        return [read(self._calculation, target, least, most) for least, most in zip(row[:count], row[count:], strict=True)]

    def direction(self, target: Target, low: Decimal, high: Decimal) -> Direction:
        """Return what the target does with the value, where it rises or falls with its supports too."""
        found = {self._at(target, corner, dict.fromkeys(self._places, (low, high))) for corner in (self._low, self._high)}
        known = all(self._along(target, each, value) is not Direction.UNKNOWN for each in self._supports for value in (low, high))
        moving = found - {Direction.CONSTANT}
        return Direction.UNKNOWN if not known or len(moving) > 1 else moving.pop() if moving else Direction.CONSTANT

    def _along(self, target: Target, support: Support, value: Decimal) -> Direction:
        """Return what the target does as one support goes from its low end to its high end."""
        return self._at(target, self._low, {support.place: (support.low, support.high), **dict.fromkeys(self._places, (value, value))})

    def _at(self, target: Target, corner: Mapping[Place, Decimal], ends: Mapping[Place, tuple[Decimal, Decimal]]) -> Direction:
        return Trends(self._calculation, {**{place: (value, value) for place, value in corner.items()}, **ends}).trend(*target.place).direction


class _Supports:
    """The cells that carry loosened figures, each with the values that give the print."""

    def __init__(self, calculation: Calculation, reach: Reach, loosened: Sequence[Loosened]) -> None:
        self._calculation = calculation
        self._reach = reach
        self._derivation = Derivation(calculation)
        self._exactly = {place: each.exactly for each in loosened for place in each.places}
        self.prints: dict[Place, list[Target]] = {}
        for target in published_targets(calculation.rules):
            if target.place in self._exactly:
                self.prints.setdefault(target.place, []).append(target)
        self._inputs: dict[Place, frozenset[Place]] = {}
        self._below: dict[Place, frozenset[Place]] = {}
        self._found: dict[tuple[Place, Place], Support] = {}
        self._of: dict[Target, tuple[Support, ...]] = {}
        for each in loosened:
            if not any(place in self.prints for place in each.places):
                raise _unpublished(each.places[0][0])
        for place in self.prints:
            if place in reach.cells:
                raise _depends(calculation, place, next(iter(reach.places)))

    def of(self, target: Target) -> tuple[Support, ...]:
        """Return the supports of a target, each once."""
        if target not in self._of:
            carrying = ((figure, place) for figure in self.prints if (place := self._carrier(figure, target.place)))
            self._of[target] = tuple({place: self._support(figure, place) for figure, place in carrying}.values())
        return self._of[target]

    def _carrier(self, figure: Place, target: Place) -> Place | None:
        """
        Return the cell nearest below a loosened figure that a target rests on as well.

        It carries all inputs that both rest on, or else the figure reads it directly.
        """
        shared = self._below_of(target)
        both = self._inputs_of(figure) & self._inputs_of(target)
        for depth, place in self._levels(figure):
            if place in shared and both and (depth == 1 or both <= self._inputs_of(place)) and self._moves(figure, place):
                return place
        return None

    def _levels(self, figure: Place) -> Iterator[tuple[int, Place]]:
        """Go through the cells below a figure, the nearest first; a figure that is not rounded may be its own."""
        rule = self._calculation.rules.rules[figure[0]]
        seen = {figure: None}
        level = [figure]
        depth = 0
        while level:
            if depth or not (isinstance(rule, Formula) and rule.rounding):
                yield from ((depth, each) for each in level)
            level = [each for each in dict.fromkeys(below for one in level for below in self._derivation.reads(one)) if each not in seen]
            seen.update(dict.fromkeys(level))
            depth += 1

    def _moves(self, figure: Place, place: Place) -> bool:
        return bool(self._inputs_of(place)) and place not in self._reach.cells and figure in Reach(self._calculation, [place]).cells

    def _below_of(self, place: Place) -> frozenset[Place]:
        if place not in self._below:
            self._below[place] = frozenset(each for _, each in self._levels(place)) | {place}
        return self._below[place]

    def _inputs_of(self, place: Place) -> frozenset[Place]:
        if place not in self._inputs:
            rules = self._calculation.rules.rules
            self._inputs[place] = frozenset(each for each in self._below_of(place) if isinstance(rules[each[0]], Parameter))
        return self._inputs[place]

    def _support(self, figure: Place, place: Place) -> Support:
        if (figure, place) not in self._found:
            prints = self.prints[figure]
            gauge = CellGauge(self._calculation, [place])
            bounds = search_bounds(gauge, [place], prints)
            found = _exact_ends(gauge, prints[0], bounds) if self._exactly[figure] else _rounding_ends(gauge, prints, bounds)
            if found is None:
                raise _unreachable(self._calculation, figure, place)
            self._found[figure, place] = Support(place, *found)
        return self._found[figure, place]


def _rounding_ends(gauge: CellGauge, prints: Sequence[Target], bounds: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal] | None:
    """Return between what a cell lies where a figure rounds to its print."""
    found = find_agreement(gauge, prints, bounds).intervals
    return (found[0].low.within, found[0].high.within) if found else None


def _exact_ends(gauge: CellGauge, target: Target, bounds: tuple[Decimal, Decimal]) -> tuple[Decimal, Decimal] | None:
    """Return twice what a cell is where a figure is its print to the last digit."""
    with localcontext(EXACT):
        ends = [reading.least for reading in gauge.read([target], bounds)[0]]
        if not all(isinstance(each, Decimal) for each in ends):
            return None
        signs = [each > target.printed for each in ends if isinstance(each, Decimal)]
        if signs[0] is signs[1]:
            return None
        sign = 1 if signs[1] else -1

        def probe(values: Sequence[Decimal]) -> list[tuple[bool, Decimal | None]]:
            gaps = [sign * (each.least - target.printed) if isinstance(each.least, Decimal) else None for each in gauge.read([target], values)[0]]
            return [(gap is not None and gap >= 0, gap) for gap in gaps]

        border = find_crossing(probe, *bounds).border
        return border, border


def _unpublished(rule: str) -> Unanswerable:
    return Unanswerable(
        f"van `{rule}` is hier niets gepubliceerd: er valt niets los te laten", f"nothing was published of `{rule}` here: there is nothing to loosen"
    )


def _depends(calculation: Calculation, figure: Place, given: Place) -> Unanswerable:
    shown = cell_id(figure[0], calculation.rules.rules[figure[0]].per, figure[1])
    return Unanswerable(
        f"`{shown}` hangt zelf af van `{given[0]}`; alleen cijfers die er niet van afhangen kunnen worden losgelaten",
        f"`{shown}` itself depends on `{given[0]}`; only figures that do not can be loosened",
    )


def _unreachable(calculation: Calculation, figure: Place, place: Place) -> Unanswerable:
    shown, below = (cell_id(name, calculation.rules.rules[name].per, cell) for name, cell in (figure, place))
    return Unanswerable(
        f"met geen enkele waarde van `{below}` komt `{shown}` op wat is gepubliceerd",
        f"with no value of `{below}` does `{shown}` come to what was published",
    )
