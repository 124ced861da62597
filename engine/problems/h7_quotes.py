"""Problems of sources and quotes: stage H7."""

from __future__ import annotations

from ..diagnostics import Severity
from .entries import Problem, Words
from .samples import SURCHARGE, changed

_SOURCE = """\
sources:
  terugkoppeling:
    title: Terugkoppeling adviestarieven
    publisher: Gemeente Voorbeeld
    date: 2024-01-01
    type: consultation
    sha256: 5c97657c0fe088871dd591a4f27066e3a0be70db155d520e9217a30acfae24db

"""

_QUOTED = _SOURCE + changed(SURCHARGE, ("{ref: bron, at: tabel 2}", '{ref: terugkoppeling, at: overhead per sector, quote: "GGZ: 34,2% opslag"}'))

_TEXT = """\
Overhead per sector

GGZ: 34,2% opslag
JZ: 34,2% opslag
"""


def _with_text(rules: str) -> str:
    return f"--- file: regels.yaml\n{rules}--- file: ../bronnen/terugkoppeling.txt\n{_TEXT}"


_GROUPS = """\
sources:
  tekst:
    title: Tabel met groepen
    publisher: Gemeente Voorbeeld
    date: 2024-01-01
    type: consultation
    sha256: "0000000000000000000000000000000000000000000000000000000000000000"

dimensions:
  groep: {label: Groep, members: {klein: {label: Kleine groep}, groot: {label: Grote groep}, alleen: {label: Alleen}}}

parameters:
  groepsgrootte:
    label: Groepsgrootte
    unit: "1"
    per: [groep]
    default: 1
    range: [1, 20]
    freedom: open
    values:
      - valid_from: 2024-01-01
        basis: document
        status: concept
        source:
          ref: tekst
          at: tabel 1
          quote: ["Kleine groep: 4", "Grote groep: 8"]
        table: {klein: 4, groot: 8}

formulas:
  tarief:
    label: Tarief
    unit: "1"
    per: [groep]
    formula: 100 / groepsgrootte
    source: {ref: bron, at: tabel 2}
"""

PROBLEMS: tuple[Problem, ...] = (
    Problem(
        code="H735",
        severity=Severity.WARNING,
        title=Words("geciteerde rij zonder waarde", "quoted row without a value"),
        message=Words(
            "de rij van `{member}` staat in het citaat en niet in de tabel van `{name}`: er telt nu `default: {default}`",
            "the row of `{member}` is in the quote and not in the table of `{name}`: now `default: {default}` counts",
        ),
        label=Words("deze rij is niet overgenomen", "this row was not taken over"),
        helps=(Words("zet `{member}` in de tabel, of haal de rij uit het citaat", "put `{member}` in the table, or take the row out of the quote"),),
        roles={"parameter": Words("heeft een `default`", "has a `default`")},
        explanation=Words(
            "Een parameter met `default` geeft voor elk lid dat niet in de tabel staat die waarde. "
            "Staat de rij van zo'n lid wel in het citaat, dan is zij bij het overnemen vergeten, en is het tarief zonder een woord verkeerd.",
            "A parameter with a `default` gives that value for every member that is not in the table. "
            "If the row of such a member is in the quote, it was forgotten while copying, and the tariff is wrong without a word.",
        ),
        wrong=changed(_GROUPS, ("table: {klein: 4, groot: 8}", "table: {klein: 4}")),
        right=_GROUPS,
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
            "Spaties, regeleinden, tabelstrepen en nadruk tellen niet mee, cijfers en hele woorden wel: `34,2` staat niet in `134,25`.",
            "A quote is the proof that a value is in the source, and is therefore looked for in the text to the letter. "
            "If it is not found, it was copied wrongly, belongs to another source, or the value is not there. "
            "Spaces, line breaks, table bars and emphasis do not count, digits and whole words do: `34,2` is not in `134,25`.",
        ),
        wrong=_with_text(changed(_QUOTED, ("GGZ: 34,2% opslag", "een opslag van 34,2%"))),
        right=_with_text(_QUOTED),
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
        wrong=_with_text(changed(_QUOTED, ("GGZ: 34,2% opslag", "34,2% opslag"))),
        right=_with_text(_QUOTED),
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
        wrong=changed(_QUOTED, (', quote: "GGZ: 34,2% opslag"', "")),
        right=_QUOTED,
    ),
    Problem(
        code="H710",
        severity=Severity.ERROR,
        title=Words("getal staat niet in het citaat", "number not in its quote"),
        message=Words("`{value}` voor `{name}` staat niet in het citaat", "`{value}` for `{name}` is not in its quote"),
        label=Words("niet in het citaat", "not in the quote"),
        helps=(
            Words("het citaat noemt `{suggestion}`", "the quote says `{suggestion}`"),
            Words("dit getal staat in een ander citaat dan dat van `{member}`", "this number is in another quote than that of `{member}`"),
            Words(
                "verbeter het getal of het citaat: daarin staat {figures}",
                "correct the number or the quote: that has {figures}",
            ),
            Words(
                "verbeter het getal, of citeer de woorden of de rij waarin het staat; is het afgeleid, kies dan `basis: derived`",
                "correct the number, or quote the words or the row in which it stands; if it was derived, choose `basis: derived`",
            ),
        ),
        roles={"quote": Words("dit is het citaat", "this is the quote"), "quotes": Words("dit zijn de citaten", "these are the quotes")},
        explanation=Words(
            "Een waarde die uit een bron is overgenomen staat in haar eigen citaat; anders is het getal of het citaat verkeerd overgenomen. "
            "Staan er meer citaten, zoals de rijen van een tabel, dan telt dat waarin de naam van het lid staat. "
            "Getallen worden gelezen zoals ze gedrukt staan: `34,2%`, `€ 1.940.148`, `€ 14,=`, `1.054`. "
            "Een nul kan ook een streepje, een leeg vak of een woord als `geen` zijn, maar iets ervan moet er staan; "
            "een gepubliceerd verschil mag het verschil van twee getallen in het citaat zijn. "
            "Waarden die zijn afgeleid, aangenomen of gekalibreerd worden niet vergeleken.",
            "A value that was taken over from a source stands in its own quote; otherwise the number or the quote was copied wrongly. "
            "Where there are several quotes, such as the rows of a table, the one that has the name of the member counts. "
            "Numbers are read the way they are printed: `34,2%`, `€ 1.940.148`, `€ 14,=`, `1.054`. "
            "A zero may also be a dash, an empty box or a word such as `none`, but one of these has to be there; "
            "a published difference may be the difference of two numbers in the quote. "
            "Values that were derived, assumed or calibrated are not compared.",
        ),
        wrong=changed(_QUOTED, ("value: 34.2", "value: 32.4")),
        right=_QUOTED,
    ),
)
