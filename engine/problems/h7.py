"""Problems of checks, sources and quotes: stage H7."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words
from .samples import SURCHARGE, WAGES, changed

_CHECK = """
checks:
  overhead_is_redelijk:
    label: De overhead is hoogstens 35% van het loon
    that: overhead <= 0.35
"""

_WARNED = _CHECK.rstrip() + "\n    severity: warning\n"

_SOURCE = """\
sources:
  tekst:
    title: Terugkoppeling adviestarieven
    publisher: Gemeente Voorbeeld
    date: 2024-01-01
    type: consultation
    sha256: 0f343b0931126a20f133d67c2b018a3b5d6b8f2e4c1d0a9988776655443322aa

"""

_QUOTED = _SOURCE + changed(SURCHARGE, ("{ref: bron, at: tabel 2}", '{ref: tekst, at: tabel 2, quote: "34,2% opslag"}'))

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

_CALIBRATED = changed(
    WAGES,
    ("basis: document", "basis: calibrated"),
    (
        "        table: {GGZ: 41.20, JZ: 39.75}\n",
        (
            "        facts: {GGZ: 40.90, JZ: 39.10}\n"
            "        solved: {from: {tarief: [{cao: GGZ}, {cao: JZ}]}, interval: [39.50, 41.50]}\n"
            "        table: {GGZ: 41.20, JZ: 39.75}\n"
        ),
    ),
)

_CHECK_WORDS = (
    Words("hier staat {found}", "this is {found}"),
    Words(
        "Wie de regels schrijft kan onder `checks:` vastleggen wat altijd moet gelden, zoals dat een functiemix op 100% uitkomt. "
        "Zo'n controle wordt voor elke cel nagerekend met de waarden van de dag waarop gerekend wordt. "
        "De cellen waar ze niet opgaat staan erbij, met wat er aan weerszijden uitkwam; percentages staan daar als verhouding.",
        "Who writes the rules can set down under `checks:` what must always hold, such as that a staffing mix comes to 100%. "
        "Such a check is worked out for every cell with the values of the day of calculation. "
        "The cells in which it does not hold are named, with what came out on either side; percentages stand there as ratios.",
    ),
)

PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H701",
        severity=Severity.ERROR,
        title=Words("controle gaat niet op", "check does not hold"),
        message=Words("aan de controle is niet voldaan bij {places}: {label}", "the check is not met in {places}: {label}"),
        label=_CHECK_WORDS[0],
        helps=(
            Words(
                "verbeter de waarden of de controle; wat alleen een signaal is krijgt `severity: warning`",
                "mend the values or the check; what is only a signal gets `severity: warning`",
            ),
        ),
        roles={},
        explanation=_CHECK_WORDS[1],
        wrong=changed(SURCHARGE, ("value: 34.2", "value: 42.3")) + _CHECK,
        right=SURCHARGE + _CHECK,
    ),
    Problem(
        code="H702",
        severity=Severity.ERROR,
        title=Words("citaat niet gevonden", "quote not found"),
        message=Words("`{quote}` staat niet in de tekst van `{name}`", "`{quote}` is not in the text of `{name}`"),
        label=Words("niet gevonden", "not found"),
        helps=(
            Words(
                "neem het citaat letterlijk over uit de tekst, of kies de bron waarin het staat",
                "copy the quote literally from the text, or choose the source that it is in",
            ),
        ),
        roles={"source": Words("van deze bron", "of this source")},
        explanation=Words(
            "Een citaat is het bewijs dat een waarde in de bron staat, en wordt daarom letterlijk in de tekst opgezocht. "
            "Wordt het niet gevonden, dan is het verkeerd overgenomen, hoort het bij een andere bron of staat de waarde er niet. "
            "Alleen waar een regel wordt afgebroken en hoeveel spaties er staan maakt niet uit.",
            "A quote is the proof that a value is in the source, and is therefore looked for in the text to the letter. "
            "If it is not found, it was copied wrongly, belongs to another source, or the value is not there. "
            "Only where a line breaks and how many spaces there are makes no difference.",
        ),
        # Needs the text of a source beside the rules, which a rule set does not hold.
        wrong="",
        right="",
    ),
    Problem(
        code="H703",
        severity=Severity.WARNING,
        title=Words("citaat staat er vaker", "quote found more than once"),
        message=Words("`{quote}` staat {count} keer in de tekst van `{name}`", "`{quote}` is in the text of `{name}` {count} times"),
        label=Words("welke van de {count}?", "which of the {count}?"),
        helps=(
            Words(
                "neem er woorden omheen bij, zodat het citaat maar op één plaats past",
                "take in words around it, so that the quote fits in one place only",
            ),
        ),
        roles={"source": Words("in deze bron", "in this source")},
        explanation=Words(
            "Een kort citaat zoals `34,2%` kan op meer plaatsen in een bron staan, en dan is niet zeker dat deze waarde daar vandaan komt. "
            "Een langer citaat wijst één plaats aan.",
            "A short quote such as `34,2%` may be in several places of a source, and then it is not certain that this value comes from there. "
            "A longer quote points at one place.",
        ),
        # Needs the text of a source beside the rules, which a rule set does not hold.
        wrong="",
        right="",
    ),
    Problem(
        code="H704",
        severity=Severity.WARNING,
        title=Words("bron wordt nergens genoemd", "source never cited"),
        message=Words("niets verwijst naar de bron `{name}`", "nothing refers to the source `{name}`"),
        label=Words("wordt nergens genoemd", "never cited"),
        helps=(
            Words("verwijs ernaar bij de waarden die eruit komen, of haal de bron weg", "refer to it at the values that come from it, or take the source out"),
        ),
        roles={},
        explanation=Words(
            "Deze bron is vastgelegd, maar geen waarde, formule, controle of gepubliceerd bedrag zegt eruit te komen. "
            "Misschien noemt een waarde de verkeerde bron, of is de bron niet meer nodig.",
            "This source is set down, but no value, formula, check or published amount says that it comes from it. "
            "Perhaps a value names the wrong source, or the source is no longer needed.",
        ),
        wrong=_SOURCE + SURCHARGE,
        right=_QUOTED,
    ),
    Problem(
        code="H705",
        severity=Severity.ERROR,
        title=Words("citaat ontbreekt", "quote missing"),
        message=Words("een verwijzing naar `{name}` heeft een citaat nodig", "a reference to `{name}` needs a quote"),
        label=Words("zonder `quote`", "without `quote`"),
        helps=(
            Words(
                "neem met `quote` de woorden of de rij over waarin de waarde staat",
                "copy with `quote` the words or the row in which the value is found",
            ),
        ),
        roles={"source": Words("van deze bron is de tekst bij de hand", "the text of this source is at hand")},
        explanation=Words(
            "Een bron met een `sha256` is een tekst die bij de regels bewaard wordt. "
            "Van zo'n bron kan elke waarde woordelijk worden nagezocht, en daarom hoort er een citaat bij.",
            "A source with a `sha256` is a text that is kept with the rules. "
            "Every value from such a source can be looked up to the word, and so it comes with a quote.",
        ),
        wrong=changed(_QUOTED, (', quote: "34,2% opslag"', "")),
        right=_QUOTED,
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
        title=Words("geijkte waarde buiten haar interval", "calibrated value outside its interval"),
        message=Words(
            "`{value}` voor `{name}` ligt buiten het gevonden interval van `{low}` tot `{high}`",
            "`{value}` for `{name}` is outside the interval from `{low}` to `{high}` that was found",
        ),
        label=Words("buiten het interval", "outside the interval"),
        helps=(Words("kies een waarde in het interval, of ijk opnieuw", "choose a value in the interval, or calibrate again"),),
        roles={},
        explanation=Words(
            "Een geijkte waarde is teruggerekend uit gepubliceerde tarieven. "
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
        title=Words("interval van een geijkte waarde klopt niet meer", "interval of a calibrated value no longer holds"),
        message=Words(
            "het interval van `{name}` is nu `{found_low}` tot `{found_high}`, en er staat `{low}` tot `{high}`",
            "the interval of `{name}` is now `{found_low}` to `{found_high}`, and `{low}` to `{high}` is written",
        ),
        label=Words("nu `{found_low}` tot `{found_high}`", "now `{found_low}` to `{found_high}`"),
        helps=(Words("ijk `{name}` opnieuw met `herleid solve`", "calibrate `{name}` again with `herleid solve`"),),
        roles={},
        explanation=Words(
            "Een geijkte waarde hoort bij de regels waarmee ze is gevonden. "
            "Is een andere waarde of een formule sindsdien veranderd, dan geven andere waarden de gepubliceerde tarieven, "
            "en is het interval dat erbij staat achterhaald.",
            "A calibrated value belongs to the rules with which it was found. "
            "If another value or a formula has changed since, other values give the published tariffs, and the interval written here is out of date.",
        ),
        # Solving is what finds this, and that is a question of its own.
        wrong="",
        right="",
    ),
    Problem(
        code="H710",
        severity=Severity.ERROR,
        title=Words("getal staat niet in het citaat", "number not in its quote"),
        message=Words("`{value}` voor `{name}` staat niet in het citaat", "`{value}` for `{name}` is not in its quote"),
        label=Words("niet in het citaat", "not in the quote"),
        helps=(
            Words("het citaat noemt `{suggestion}`", "the quote says `{suggestion}`"),
            Words(
                "citeer de woorden of de rij waarin het getal staat; is het afgeleid, kies dan `basis: derived`",
                "quote the words or the row in which the number stands; if it was derived, choose `basis: derived`",
            ),
        ),
        roles={"quote": Words("dit is het citaat", "this is the quote")},
        explanation=Words(
            "Een waarde die uit een bron is overgenomen staat in haar eigen citaat; anders is het getal of het citaat verkeerd overgenomen. "
            "Getallen worden gelezen zoals ze gedrukt staan: `34,2%`, `€ 1.940.148`, `€ 14,=`, `1.054`. "
            "Een nul kan ook een streepje of een leeg vak zijn, en een gepubliceerd verschil mag het verschil van twee getallen in het citaat zijn. "
            "Waarden die zijn afgeleid, aangenomen of geijkt worden niet vergeleken.",
            "A value that was taken over from a source stands in its own quote; otherwise the number or the quote was copied wrongly. "
            "Numbers are read the way they are printed: `34,2%`, `€ 1.940.148`, `€ 14,=`, `1.054`. "
            "A zero may also be a dash or an empty box, and a published difference may be the difference of two numbers in the quote. "
            "Values that were derived, assumed or calibrated are not compared.",
        ),
        wrong=changed(_QUOTED, ("value: 34.2", "value: 32.4")),
        right=_QUOTED,
    ),
    Problem(
        code="H711",
        severity=Severity.WARNING,
        title=Words("controle geeft een signaal", "check gives a signal"),
        message=Words("aan de controle is niet voldaan bij {places}: {label}", "the check is not met in {places}: {label}"),
        label=_CHECK_WORDS[0],
        helps=(
            Words(
                "kijk of de waarden kloppen; is het verschil terecht, zeg dan in een `note` waarom",
                "see whether the values are right; if the difference is justified, say why in a `note`",
            ),
        ),
        roles={},
        explanation=_CHECK_WORDS[1],
        wrong=changed(SURCHARGE, ("value: 34.2", "value: 42.3")) + _WARNED,
        right=SURCHARGE + _WARNED,
    ),
)
