"""Problems of checks that are not met, and of figures that claim more than they are: stage H7."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words
from .samples import SURCHARGE, WAGES, changed

_CHECK = """
checks:
  overhead_is_redelijk:
    label: Overhead van hoogstens 35% van het loon
    that: overhead <= 0.35
"""

_WARNED = _CHECK.rstrip() + "\n    severity: warning\n"

_GIVEN = """\
parameters:
  basisbedrag:
    label: Tarief zoals het is vastgesteld
    unit: EUR/uur
    range: [10, 200]
    freedom: vaststaand
    given: true
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, value: 87.25}

formulas:
  tarief:
    label: Tarief
    unit: EUR/uur
    formula: basisbedrag
    source: {ref: bron, at: tabel 1}

published:
  - label: Vastgestelde tarieven
    of: tarief
    source: {ref: bron, at: tabel 1}
    printed_to: 0.01
    status: final
    value: 87.25
"""

_SOLVED = """\
        facts: {GGZ: 40.90, JZ: 39.10}
        solved: {from: {tarief: [{cao: GGZ}, {cao: JZ}]}, interval: [39.50, 41.50], given: []}
        table:"""

_CALIBRATED = changed(WAGES, ("basis: document", "basis: calibrated"), ("status: final", "status: concept"), ("        table:", _SOLVED))

_SOLVED_AGAIN = (
    changed(
        SURCHARGE,
        ("basis: document, status: final, source: {ref: bron, at: tabel 2}", "basis: calibrated, status: concept, source: {ref: bron, at: tabel 4}"),
        ("value: 34.2}", "value: 34.2, facts: 33.9,\n         solved: {from: {tarief: [{}]}, interval: [34.18689321, 34.21116504], given: [uurloon]}}"),
    )
    + """
published:
  - label: Voorgesteld tarief
    of: tarief
    source: {ref: bron, at: tabel 4}
    printed_to: 0.01
    status: concept
    value: 55.29
"""
)

_RESULT = Words("uitkomst: {found}", "result: {found}")

_NOT_MET = Words(
    "Wie de regels schrijft kan onder `checks:` vastleggen wat altijd moet gelden, zoals dat een functiemix op 100% uitkomt. "
    "Zo'n controle wordt voor elke cel nagerekend met de waarden van de dag waarop gerekend wordt. "
    "De cellen waar ze niet opgaat staan erbij, met wat er aan weerszijden uitkwam; percentages staan daar als verhouding.",
    "Who writes the rules can set down under `checks:` what must always hold, such as that a staffing mix comes to 100%. "
    "Such a check is worked out for every cell with the values of the day of calculation. "
    "The cells in which it does not hold are named, with what came out on either side; percentages stand there as ratios.",
)

_PRODUCTS = tuple(zip("abcd", range(1, 5), strict=True))
_SURCHARGES = (
    """\
dimensions:
  product: {label: Product, members: {pa: {}, pb: {}, pc: {}, pd: {}}}

parameters:
  uurloon:
    label: Uurloon
    unit: EUR/uur
    range: [10, 100]
    freedom: vaststaand
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, value: 41.20}
  toeslag:
    label: Toeslag
    unit: EUR/uur
    per: [product]
    range: [0, 10]
    freedom: open
    values:
"""
    + "".join(
        f"""\
      - valid_from: 2024-01-01
        basis: calibrated
        status: concept
        source: {{ref: bron, at: tabel 3}}
        facts: {{p{name}: 0}}
        solved: {{from: {{tarief: [{{product: p{name}}}]}}, interval: [{amount - 1}.995, {amount}.004], given: [uurloon]}}
        table: {{p{name}: {amount}}}
"""
        for name, amount in _PRODUCTS
    )
    + """\

formulas:
  tarief:
    label: Tarief
    unit: EUR/uur
    per: [product]
    round: {to: 0.01}
    formula: uurloon + toeslag
    source: {ref: bron, at: tabel 2}

published:
  - label: Voorgestelde tarieven
    of: tarief
    source: {ref: bron, at: tabel 3}
    printed_to: 0.01
    status: concept
    table: {pa: 42.20, pb: 43.20, pc: 44.20, pd: 45.20}
"""
)

_LOOK_FIRST = Words(
    "kijk eerst wat er is gewijzigd (`herleid diff`, `herleid test`): een verschrijving verschuift een interval ook; klopt de wijziging, "
    "dan rekent `herleid solve --all` opnieuw terug",
    "look first at what was changed (`herleid diff`, `herleid test`): a slip of the pen moves an interval too; if the change is right, "
    "`herleid solve --all` solves again",
)

PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H701",
        severity=Severity.ERROR,
        title=Words("controle gaat niet op", "check does not hold"),
        message=Words("aan de controle is niet voldaan bij {places}: {label}", "the check is not met in {places}: {label}"),
        label=_RESULT,
        helps=(
            Words(
                "verbeter de waarden of de controle; wat alleen een signaal is krijgt `severity: warning`",
                "mend the values or the check; what is only a signal gets `severity: warning`",
            ),
        ),
        roles={},
        explanation=_NOT_MET,
        wrong=changed(SURCHARGE, ("value: 34.2", "value: 42.3")) + _CHECK,
        right=SURCHARGE + _CHECK,
    ),
    Problem(
        code="H706",
        severity=Severity.ERROR,
        title=Words("gepubliceerd bedrag als invoer", "published amount as input"),
        message=Words(
            "`{name}` is het gepubliceerde bedrag van `{of}` zelf, en zegt dat niet",
            "`{name}` is the published amount of `{of}` itself, and does not say so",
        ),
        label=Words("het gepubliceerde bedrag zelf", "the published amount itself"),
        helps=(Words("zet `given: true` bij `{name}`", "put `given: true` at `{name}`"),),
        roles={},
        explanation=Words(
            "Van sommige producten is alleen het tarief zelf gepubliceerd; dat bedrag is dan invoer, en komt er natuurlijk ook weer uit. "
            "Met `given: true` telt zo'n bedrag als gegeven, en nooit als een tarief dat is nagerekend. "
            "Anders zou de vergelijking met de publicatie meer bewijzen dan ze doet.",
            "Of some products only the tariff itself was published; that amount then is input, and of course comes out again. "
            "With `given: true` such an amount counts as given, and never as a tariff that was computed. "
            "Otherwise the comparison with what was published would prove more than it does.",
        ),
        wrong=changed(_GIVEN, ("    given: true\n", "")),
        right=_GIVEN,
    ),
    Problem(
        code="H707",
        severity=Severity.ERROR,
        title=Words("gekalibreerde waarde buiten haar interval", "calibrated value outside its interval"),
        message=Words(
            "`{value}` voor `{name}` ligt buiten het gevonden interval van `{low}` tot `{high}`",
            "`{value}` for `{name}` is outside the interval from `{low}` to `{high}` that was found",
        ),
        label=Words("buiten het interval", "outside the interval"),
        helps=(Words("kies een waarde in het interval, of ijk opnieuw", "choose a value in the interval, or calibrate again"),),
        roles={},
        explanation=Words(
            "Een gekalibreerde waarde is teruggerekend uit gepubliceerde tarieven. "
            "Het interval bevat elke waarde die dezelfde gedrukte centen geeft; een waarde daarbuiten geeft andere tarieven dan er zijn gepubliceerd.",
            "A calibrated value was worked back from published tariffs. "
            "The interval holds every value that gives the same printed cents; a value outside it gives other tariffs than were published.",
        ),
        wrong=changed(_CALIBRATED, ("table: {GGZ: 41.20", "table: {GGZ: 44.20")),
        right=_CALIBRATED,
    ),
    Problem(
        code="H708",
        severity=Severity.WARNING,
        title=Words("interval van een gekalibreerde waarde klopt niet meer", "interval of a calibrated value no longer holds"),
        message=Words(
            "het interval van `{name}`, `{low}` tot `{high}`, klopt niet meer (nu: {found})",
            "the interval of `{name}`, `{low}` to `{high}`, no longer holds (now: {found})",
        ),
        label=Words("nu: {found}", "now: {found}"),
        helps=(_LOOK_FIRST,),
        roles={},
        explanation=Words(
            "Een gekalibreerde waarde hoort bij de regels waarmee ze is gevonden. "
            "Is een andere waarde of een formule sindsdien veranderd, dan geven andere waarden de gepubliceerde tarieven, "
            "en is het interval dat erbij staat achterhaald.",
            "A calibrated value belongs to the rules with which it was found. "
            "If another value or a formula has changed since, other values give the published tariffs, and the interval written here is out of date.",
        ),
        wrong=changed(_SOLVED_AGAIN, ("value: 41.20", "value: 41.25")),
        right=_SOLVED_AGAIN,
    ),
    Problem(
        code="H734",
        severity=Severity.WARNING,
        title=Words("intervallen van gekalibreerde waarden kloppen niet meer", "intervals of calibrated values no longer hold"),
        message=Words(
            "de intervallen van {count} gekalibreerde waarden kloppen niet meer: {names}",
            "the intervals of {count} calibrated values no longer hold: {names}",
        ),
        label=Words("de eerste", "the first"),
        helps=(_LOOK_FIRST,),
        roles={},
        explanation=Words(
            "Van meer dan een paar gekalibreerde waarden geven nu andere waarden de gepubliceerde tarieven. "
            "Dan is er iets veranderd waar zij samen op rusten, en dat is eerder verkeerd dan zij. "
            "Wie nu meteen terugrekent, rekent om een verschrijving heen.",
            "Of more than a few calibrated values, other values now give the published tariffs. "
            "Then something has changed that they rest on together, and that is more likely to be wrong than they are. "
            "Who solves again at once, solves around a slip of the pen.",
        ),
        wrong=changed(_SURCHARGES, ("value: 41.20", "value: 41.30")),
        right=_SURCHARGES,
    ),
    Problem(
        code="H711",
        severity=Severity.WARNING,
        title=Words("controle geeft een signaal", "check gives a signal"),
        message=Words("aan de controle is niet voldaan bij {places}: {label}", "the check is not met in {places}: {label}"),
        label=_RESULT,
        helps=(
            Words(
                "kijk of de waarden kloppen; is het verschil terecht, zeg dan in een `note` waarom",
                "see whether the values are right; if the difference is justified, say why in a `note`",
            ),
        ),
        roles={},
        explanation=_NOT_MET,
        wrong=changed(SURCHARGE, ("value: 34.2", "value: 42.3")) + _WARNED,
        right=SURCHARGE + _WARNED,
    ),
)
