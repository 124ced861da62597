"""What a cell rests on is found quickly, and is what the worked-out steps say."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.calculating.calculation import Calculation
from engine.calculating.cellwise import counted_reads
from engine.calculating.derivation import Derivation
from engine.model import State
from engine.reading.loading import load
from engine.reading.trees import FolderTree

TOP = Path(__file__).parents[1]


@pytest.mark.parametrize("folder", ["tests/regions/duinrand", "rules/achterhoek"])
def test_a_cell_rests_on_what_its_steps_read(folder):
    place = TOP / folder
    derivation = Derivation(Calculation(load(FolderTree(place.parent, TOP), place.name).ruleset))
    calculation = derivation.calculation
    for name in calculation.rules.rules:
        for cell in calculation.cells(name):
            working = derivation.working(name, cell)
            if working and calculation.value(name, cell) is not State.FAILED:
                assert derivation.reads((name, cell)) == counted_reads(working), (name, cell)
