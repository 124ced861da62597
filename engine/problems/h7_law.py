"""Problems of the law that tariffs answer to: stage H7."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words

_RULES = """\
law:
  wmo:
    label: Uitvoeringsbesluit Wmo 2015, artikel 5.4 lid 3
    jci: "jci1.3:c:BWBR0035701&artikel=5.4&lid=3"
    valid_from: 2017-06-01
    source: {ref: bron, at: artikel 5.4 lid 3}
    elements: {a: kosten van de beroepskracht, b: redelijke overheadkosten}

elements:
  loon: {label: Loon, order: 1, covers: {wmo: [a]}}
  overhead: {label: Overhead, order: 2, covers: {wmo: [b]}}

dimensions:
  domein:
    label: Domein
    attributes: {besluit: law}
    members: {wmo: {label: Wmo, besluit: wmo}}
  product:
    label: Product
    attributes: {domein: domein}
    members: {begeleiding: {label: Begeleiding, domein: wmo}}

parameters:
  uurloon:
    label: Uurloon
    element: loon
    neutral: 0
    unit: EUR/uur
    range: [10, 100]
    freedom: vaststaand
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, value: 41.20}
  overhead:
    label: Overhead
    element: overhead
    neutral: 0
    unit: "%"
    range: [0, 60]
    freedom: suggestie
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 2}, value: 25}

formulas:
  tarief:
    label: Tarief
    unit: EUR/uur
    per: [product]
    formula: uurloon * (1 + overhead)
    source: {ref: bron, at: tabel 3}
  overheadkosten:
    label: Kosten van de overhead
    unit: EUR/uur
    formula: uurloon * overhead
    source: {ref: bron, at: tabel 3}

reports:
  overhead: {label: Overhead, show: [overheadkosten]}
"""

PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H709",
        severity=Severity.ERROR,
        title=Words("wettelijk kostenelement ontbreekt", "legal cost element missing"),
        message=Words(
            "in het tarief van {members} zit niets voor onderdeel `{letter}` ({element}) van `{decree}`",
            "the tariff of {members} has nothing for element `{letter}` ({element}) of `{decree}`",
        ),
        label=Words("onderdeel `{letter}` ontbreekt", "element `{letter}` is missing"),
        helps=(
            Words(
                "neem het op in de opbouw, zeg bij een kostenelement dat het dit dekt (`covers:`), of leg onder `law_exceptions:` uit waarom het er niet is",
                "take it into the build-up, say of a cost element that it covers this (`covers:`), or explain under `law_exceptions:` why it is not there",
            ),
        ),
        roles={"decree": Words("volgens dit besluit", "by this decree")},
        explanation=Words(
            "Gemeenten bepalen een reële prijs op grond van kostenelementen die in de wet staan. "
            "Een kostenelement zegt met `covers:` welke onderdelen het dekt; gekeken wordt of het tarief op een parameter van zo'n element rust. "
            "Een bedrag dat als geheel is overgenomen, of nog nader te bepalen is, valt niet te beoordelen en telt niet als ontbrekend.",
            "Municipalities set a realistic price on the ground of cost elements that the law lists. "
            "A cost element says with `covers:` which of those it covers; what is looked at is whether the tariff rests on a parameter of such an element. "
            "An amount that was taken over as a whole, or is still to be decided, cannot be judged and does not count as missing.",
        ),
        wrong=_RULES.replace("formula: uurloon * (1 + overhead)", "formula: uurloon"),
        right=_RULES,
    ),
)
