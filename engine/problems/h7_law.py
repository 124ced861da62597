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

_EXCEPTION = """
law_exceptions:
  zonder_overhead:
    label: Begeleiding zonder overhead
    decree: wmo
    elements: [b]
    for: {product.domein: wmo}
    note: De overhead is al in een ander contract vergoed.
"""

_WITHOUT_OVERHEAD = _RULES.replace("formula: uurloon * (1 + overhead)", "formula: uurloon")

_RISK = (
    _RULES.replace("covers: {wmo: [b]}}\n", "covers: {wmo: [b]}}\n  risico: {label: Risico-opslag, order: 3, covers: {wmo: []}}\n")
    .replace(
        "\nformulas:\n",
        """  risico:
    label: Risico-opslag
    element: risico
    neutral: 0
    unit: "%"
    range: [0, 10]
    freedom: open
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 4}, value: 2}

formulas:
""",
    )
    .replace("formula: uurloon * (1 + overhead)", "formula: uurloon * (1 + overhead) * (1 + risico)")
)

_OTHER = _RULES.replace(
    "members: {wmo: {label: Wmo, besluit: wmo}}", "members: {wmo: {label: Wmo, besluit: wmo}, jeugd: {label: Jeugd, besluit: wmo}}"
)

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
    Problem(
        code="H719",
        severity=Severity.WARNING,
        title=Words("besluit nog niet van kracht", "decree not in force yet"),
        message=Words(
            "op {day} is `{decree}` nog niet van kracht voor het tarief van {members}",
            "on {day} `{decree}` is not in force yet for the tariff of {members}",
        ),
        label=Words("geldt vanaf {from}", "in force from {from}"),
        helps=(
            Words(
                "kijk of `valid_from` klopt; gold eerder een ander besluit, neem dat dan op en wijs daarnaar",
                "see whether `valid_from` is right; if another decree was in force before, take that in and point to it",
            ),
        ),
        roles={},
        explanation=Words(
            "Van een tarief dat onder een besluit valt, wordt nagegaan of alle wettelijke kostenelementen erin zitten. "
            "Geldt het besluit op de dag van berekening nog niet, dan wordt er niets nagegaan: dat hoort niet ongemerkt te gebeuren.",
            "Of a tariff that answers to a decree it is checked whether all cost elements of the law are in it. "
            "If the decree is not in force on the day of calculation, nothing is checked: that should not happen unnoticed.",
        ),
        wrong=_RULES.replace("valid_from: 2017-06-01", "valid_from: 2025-01-01"),
        right=_RULES,
    ),
    Problem(
        code="H715",
        severity=Severity.WARNING,
        title=Words("uitzondering die er geen is", "exception that is none"),
        message=Words(
            "volgens `{name}` zit onderdeel `{letter}` ({element}) niet in het tarief van {members}, en het zit er wel in",
            "by `{name}` element `{letter}` ({element}) is not in the tariff of {members}, and it is there",
        ),
        label=Words("is hier niet nodig", "is not needed here"),
        helps=(
            Words(
                "haal de uitzondering weg, of laat haar met `for` alleen gelden voor tarieven waarin het onderdeel ontbreekt",
                "take the exception away, or let it with `for` hold only for tariffs that lack the element",
            ),
        ),
        roles={},
        explanation=Words(
            "Een uitzondering legt uit waarom een wettelijk kostenelement in sommige tarieven niet voorkomt. "
            "Komt het er toch in voor, dan is de uitleg niet meer waar: de opbouw is veranderd, of de uitzondering geldt voor te veel. "
            "Blijft zij staan, dan verbergt zij later een element dat echt ontbreekt.",
            "An exception explains why a legal cost element is not in some tariffs. "
            "Where it is there after all, the explanation no longer holds: the build-up has changed, or the exception is for too many. "
            "If it stays, it will hide an element that is really missing later.",
        ),
        wrong=_RULES + _EXCEPTION,
        right=_WITHOUT_OVERHEAD + _EXCEPTION,
    ),
    Problem(
        code="H716",
        severity=Severity.WARNING,
        title=Words("uitzondering voor geen enkel tarief", "exception for no tariff"),
        message=Words("de uitzondering `{name}` geldt voor geen enkel tarief", "the exception `{name}` is for no tariff at all"),
        label=Words("geen tarief onder dit besluit voldoet aan `for`", "no tariff under this decree meets `for`"),
        helps=(
            Words("kijk of de voorwaarden kloppen en of `decree` het besluit is dat bedoeld was", "see whether the conditions and the `decree` are as meant"),
        ),
        roles={},
        explanation=Words(
            "De voorwaarden onder `for` zeggen voor welke tarieven een uitzondering op de wet geldt. "
            "Voldoet geen enkel tarief onder het genoemde besluit daaraan, dan staat er waarschijnlijk een ander besluit of een ander lid dan bedoeld.",
            "The conditions under `for` say for which tariffs an exception to the law is. "
            "If no tariff under the decree meets them, there probably is another decree or another member than was meant.",
        ),
        wrong=_OTHER + _EXCEPTION.replace("{product.domein: wmo}", "{product.domein: jeugd}"),
        right=_WITHOUT_OVERHEAD + _EXCEPTION,
    ),
    Problem(
        code="H717",
        severity=Severity.WARNING,
        title=Words("kostenelement zwijgt over de wet", "cost element silent on the law"),
        message=Words("`{name}` zegt niet wat het dekt van {decrees}", "`{name}` does not say what it covers of {decrees}"),
        label=Words("zit in tarieven die hieraan moeten voldoen", "is in tariffs that answer to this"),
        helps=(
            Words(
                "noem onder `covers` de letters die het dekt, of een lege lijst (`[]`) als het er geen dekt",
                "name the letters that it covers under `covers`, or an empty list (`[]`) where it covers none",
            ),
        ),
        roles={},
        explanation=Words(
            "Van elk kostenelement in een tarief hoort bekend te zijn welk wettelijk onderdeel het dekt: zo is te zien waar een bedrag voor is, en wat er "
            "wegvalt als het element verdwijnt. Een element dat het besluit niet noemt, zoals een risico-opslag, zegt dat met een lege lijst.",
            "Of every cost element in a tariff it should be known what it covers of the law: that shows what an amount is for, and what is lost when the "
            "element goes. An element that the decree does not name, such as a surcharge for risk, says so with an empty list.",
        ),
        wrong=_RISK.replace(", covers: {wmo: []}}", "}"),
        right=_RISK,
    ),
)
