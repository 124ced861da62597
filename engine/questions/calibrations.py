"""Every calibrated value solved again: whether the interval beside it still holds, and whether it lies there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..calculating.calculation import Calculation
from ..calculating.gauges import CellGauge
from ..calculating.reach import Reach
from ..checking.intervals import Calibrated, around, calibrated
from .solve import Solution, solve


@dataclass(frozen=True, slots=True)
class Calibration:
    """
    A calibrated value solved again.

    `same` says that the interval found is the one recorded, as far as that was written. `is_solvable` is
    False where nothing was published that the value moves.
    """

    recorded: Calibrated
    solution: Solution

    @property
    def is_solvable(self) -> bool:
        """Say whether there are published figures to solve the value from."""
        return bool(self.solution.agreement.targets)

    @property
    def same(self) -> bool:
        """Say whether the interval recorded is the one found."""
        found = self.solution.interval
        if found is None:
            return False
        below, low, high, above = around(self.recorded.solved)
        least, most = self.solution.agreement.bounds
        return low in found and high in found and not any(each in found and least <= each <= most for each in (below, above))

    @property
    def holds(self) -> bool:
        """Say whether the interval is the one recorded, and the value lies in it."""
        return self.same and self.solution.inside is True


def calibrations(calculation: Calculation) -> Iterator[Calibration]:
    """Go through the calibrated values in force, in the order in which they are written, each solved again."""
    reach: Reach | None = None
    for each in calibrated(calculation):
        gauge = CellGauge(calculation, each.places, reach)
        reach = gauge.reach
        yield Calibration(each, solve(calculation, each.places, gauge))
