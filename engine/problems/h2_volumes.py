"""Problems of volumes, which say how much of each product municipalities buy."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words
from .samples import PRODUCTS, changed


def _with_volume(volume: str) -> str:
    return f"--- file: regels.yaml\n{PRODUCTS}--- file: ../volumes.csv\nproduct,municipality,volume\nbegeleiding,Berkelland,{volume}\n"


_PARTICIPATION = (
    "--- file: regels.yaml\n"
    + changed(
        PRODUCTS,
        ("dimensions:\n", "dimensions:\n  gemeente: {label: Gemeente, members: {aalten: {label: Aalten}, berkelland: {label: Berkelland}}}\n"),
        (
            "\nformulas:",
            """
  deelname:
    label: Deelname
    unit: "1"
    per: [gemeente, domein]
    range: [0, 1]
    freedom: vaststaand
    given: true
    values:
      - valid_from: 2024-01-01
        basis: document
        status: final
        source: {ref: bron, at: tabel 3}
        columns: {domein: [jeugd, wmo]}
        table: {aalten: [1, 1], berkelland: [0, 1]}

checks:
  iemand: {label: Aan alles doet een gemeente mee, per: [domein], that: "sum(deelname, over=gemeente) > 0"}

formulas:""",
        ),
    ).replace("{", "{{").replace("}", "}}")
    + "--- file: ../volumes.csv\nproduct,gemeente,volume\nbehandeling,Berkelland,{volume}\n"
)

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
    Problem(
        code="H235",
        severity=Severity.ERROR,
        title=Words("gemeente doet hier niet mee", "municipality takes no part in this"),
        message=Words("`{municipality}` neemt {members} niet af: `{rule}` is daar 0", "`{municipality}` does not buy {members}: `{rule}` is 0 there"),
        label=Words("doet niet mee", "takes no part"),
        helps=(
            Words(
                "kijk of dit de gemeente en het product zijn; doet zij wel mee, wijzig dan `{rule}` in de regels",
                "see whether this is the municipality and the product; if it does take part, change `{rule}` in the rules",
            ),
        ),
        roles={},
        explanation=Words(
            "Regels kunnen met een parameter `deelname` (of `participation`) met 1 en 0 zeggen welke gemeente aan welk onderdeel van de inkoop meedoet. "
            "Een volume van wat een gemeente niet afneemt, zou een budget geven dat er niet is.",
            "Rules may say with a parameter `participation` (or `deelname`) of 1 and 0 which municipality takes part in which part of the procurement. "
            "A volume of what a municipality does not buy would give a budget that is not there.",
        ),
        wrong=_PARTICIPATION.format(volume="12"),
        right=_PARTICIPATION.format(volume="0"),
    ),
)
