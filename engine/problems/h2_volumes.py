"""Problems of volumes, which say how much of each product municipalities buy."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words
from .samples import PRODUCTS


def _with_volume(volume: str) -> str:
    return f"--- file: regels.yaml\n{PRODUCTS}--- file: ../volumes.csv\nproduct,municipality,volume\nbegeleiding,Berkelland,{volume}\n"


PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H234",
        severity=Severity.ERROR,
        title=Words("geen aantal in de kolom `volume`", "no number in the column `volume`"),
        message=Words("een volume is een getal vanaf 0, en hier staat {value}", "a volume is a number from 0, and here is {value}"),
        label=Words("geen volume", "not a volume"),
        helps=(
            Words(
                "schrijf cijfers met hoogstens één punt voor de decimalen, zonder punten voor duizendtallen",
                "write digits with at most one point for the decimals, and nothing between thousands",
            ),
        ),
        roles={},
        explanation=Words(
            "Een volume is wat een gemeente in een jaar van een product afneemt, in de eenheid van het tarief. "
            "Het staat er als gewoon getal: 1250.5, niet 1.250,5. Zo is nooit onduidelijk of een punt duizend betekent.",
            "A volume is what a municipality buys of a product in a year, in the unit of the tariff. "
            "It stands there as a plain number: 1250.5, not 1.250,5. That way it is never unclear whether a point means a thousand.",
        ),
        wrong=_with_volume("-12"),
        right=_with_volume("1250.5"),
    ),
)
