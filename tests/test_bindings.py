"""One slip in a rule file, and the one thing that is said about it: the code, the words it points at and the sentence."""

from __future__ import annotations

import pytest

from engine.problems import say
from engine.problems.samples import PRODUCTS, SURCHARGE, WAGES, changed
from tests.support import BASE, files_of, problems_of

TABLE = "        table: {GGZ: 41.20, JZ: 39.75}\n"

LEVELS = changed(
    WAGES,
    ("parameters:", "  niveau: {label: Niveau, members: {MBO: {}, HBO: {}}}\n\nparameters:"),
    ("per: [cao]", "per: [niveau, cao]"),
    (TABLE, "        columns: {cao: [GGZ, JZ]}\n        table:\n          MBO: [31.40, 30.25]\n          HBO: [41.20, 39.75]\n"),
    ("per: [cao]\n    formula", "per: [niveau, cao]\n    formula"),
)

SOLVED = """\
        facts: {GGZ: 41.20, JZ: 39.75}
        solved: {from: {tarief: [{cao: GGZ}]}, interval: [39, 42], given: [tarief]}
"""
CALIBRATED = changed(WAGES, ("basis: document", "basis: calibrated"), ("status: final", "status: concept"), (TABLE, SOLVED + TABLE))

PUBLISHED = (
    WAGES
    + """
published:
  - label: Vastgestelde tarieven
    of: tarief
    source: {ref: bron, at: tabel 3}
    printed_to: 0.01
    status: final
    table: {GGZ: 51.50}
"""
)

VARIANTS = changed(
    PRODUCTS,
    (
        "    formula: uurprijs * 1.02\n",
        """\
    variants:
      - for: {product.domein: wmo}
        formula: uurprijs * 1.02
      - for: {product.domein: jeugd}
        formula: uurprijs * 1.03
""",
    ),
)

CHOICES = changed(
    PRODUCTS,
    ("attributes: {domein: domein}", "attributes: {domein: domein, soort: [ambulant, groep]}"),
    ("domein: wmo}", "domein: wmo, soort: ambulant}"),
    ("domein: jeugd}", "domein: jeugd, soort: groep}"),
)

CHECK = (
    WAGES
    + """
checks:
  hoog_genoeg:
    label: Het loon is hoog genoeg
    per: [cao]
    that: uurloon > 0
"""
)

EARNED = """
  bedrag: {label: Bedrag, unit: "EUR/(uur", per: [cao], formula: uurloon, source: {ref: bron, at: tabel 2}}
"""

SLIPS = [
    # Names.
    (WAGES, ("per: [cao]", "per: [cao, cao]"), "H202", "cao", "`cao` staat er twee keer"),
    (PUBLISHED, ("of: tarief", "of: tarif"), "H203", "tarif", "niets heet `tarif`"),
    (CALIBRATED, ("{tarief: [", "{tarif: ["), "H203", "tarif", "niets heet `tarif`"),
    (CALIBRATED, ("given: [tarief]", "given: [loon]"), "H203", "loon", "niets heet `loon`"),
    (WAGES, ("    formula:", "    element: overhead\n    formula:"), "H210", "overhead", "geen kostenelement heet `overhead`"),
    (WAGES.replace("cao", "over"), ("label: Cao", "label: Cao"), "H215", "over", "`over` is een woord van de taal en kan geen naam zijn"),
    # Members.
    (PUBLISHED, ("table: {GGZ: 51", "table: {GHZ: 51"), "H207", "GHZ", "`cao` kent geen `GHZ`"),
    (LEVELS, ("cao: [GGZ, JZ]", "cao: [GGZ, VVT]"), "H207", "VVT", "`cao` kent geen `VVT`"),
    (CALIBRATED, ("[{cao: GGZ}]", "[{cao: VVT}]"), "H207", "VVT", "`cao` kent geen `VVT`"),
    (PRODUCTS, ("uurprijs * 1.02", 'at(uurprijs, domein="wlz")'), "H207", '"wlz"', "`domein` kent geen `wlz`"),
    (PRODUCTS, ("uurprijs * 1.02", 'uurprijs if product.domein == "wlz" else 0'), "H207", '"wlz"', "`product.domein` kent geen `wlz`"),
    (VARIANTS, ("product.domein: wmo}", "product.domein: [wmo, wlz]}"), "H207", "wlz", "`product.domein` kent geen `wlz`"),
    (PRODUCTS, ("Begeleiding, domein: wmo", "Begeleiding, domein: wlz"), "H207", "wlz", "`domein` kent geen `wlz`"),
    (PRODUCTS, ("{domein: domein}", "{domein: {to: domein, default: wlz}}"), "H207", "wlz", "`domein` kent geen `wlz`"),
    (CHOICES, ("soort: ambulant", "soort: wonen"), "H207", "wonen", "`soort` kent geen `wonen`"),
    # Dimensions and attributes.
    (CHECK, ("per: [cao]\n    that", "per: [caos]\n    that"), "H208", "caos", "er is hier geen dimensie `caos`"),
    (CALIBRATED, ("[{cao: GGZ}]", "[{product: GGZ}]"), "H208", "product", "er is hier geen dimensie `product`"),
    (PRODUCTS, ("{domein: domein}", "{domein: domeinen}"), "H208", "domeinen", "er is hier geen dimensie `domeinen`"),
    (PRODUCTS, ("uurprijs * 1.02", "sum(uurprijs, over=domeinen)"), "H208", "domeinen", "er is hier geen dimensie `domeinen`"),
    (PRODUCTS, ("uurprijs * 1.02", "at(uurprijs, domein=soort.domein)"), "H208", "soort.domein", "er is hier geen dimensie `soort`"),
    (VARIANTS, ("product.domein: wmo", "domein: wmo"), "H208", "domein", "er is hier geen dimensie `domein`"),
    (WAGES, ("unit: EUR/uur", "unit: EUR/{eenheid}"), "H208", "eenheid", "er is hier geen dimensie `eenheid`"),
    (PRODUCTS, ("uurprijs * 1.02", "at(uurprijs, domein=product.soort)"), "H213", "product.soort", "`product` heeft geen attribuut `soort`"),
    (VARIANTS, ("product.domein: wmo", "product.soort: wmo"), "H213", "product.soort", "`product` heeft geen attribuut `soort`"),
    (CHOICES, ("uurprijs * 1.02", "at(uurprijs, domein=product.soort)"), "H230", "product.soort", "`product.soort` wijst niet naar `domein`"),
    (
        changed(PRODUCTS, ("    per: [product]\n", "")),
        ("uurprijs * 1.02", "at(uurprijs, domein=product.domein)"),
        "H211",
        "product.domein",
        "`product` is hier niet te bepalen: welk lid van `product` bedoeld is, ligt niet vast",
    ),
    (VARIANTS, ("domein: jeugd}\n        f", "domein: wmo}\n        f"), "H214", "tarief", "bij `tarief` past meer dan één variant op `product=begeleiding`"),
    # Tables.
    (LEVELS, ("[31.40, 30.25]", "31.40"), "H222", "31.40", "het aantal waarden in deze rij is 1 en het aantal kolommen 2"),
    (WAGES, ("{GGZ: 41.20", "{GGZ: {MBO: 41.20}"), "H223", "{MBO: 41.20}", "de waarden van `uurloon` staan hier niet zoals `per` zegt"),
    (SURCHARGE, ("value: 41.20", "table: {GGZ: 41.20}"), "H223", "{GGZ: 41.20}", "de waarden van `uurloon` staan hier niet zoals `per` zegt"),
    # Values.
    (SURCHARGE, ("range: [10, 100]", "range: [50, unlimited]"), "H304", "41.20", "`41.2` voor `uurloon` ligt buiten `range: [50, unlimited]`"),
    (SURCHARGE, ("range: [10, 100]", "range: [10, 100]\n    default: 3"), "H304", "uurloon", "`3` voor `uurloon` ligt buiten `range: [10, 100]`"),
    (PUBLISHED, ("GGZ: 51.50", "GGZ: 51.505"), "H309", "51.505", "`51.505` voor `tarief` past niet bij `printed_to: 0.01`"),
    (WAGES, ("JZ: 39.75", 'JZ: "-"'), "H302", "uurloon", "er is geen waarde voor `uurloon[cao=JZ]`"),
    (
        WAGES,
        ("valid_from: 2024-01-01", "valid_from: 2024-01-01\n        valid_to: 2024-05-31"),
        "H303",
        "uurloon",
        "op 2024-07-01 is geen waarde van kracht voor `uurloon[cao=GGZ]` en `uurloon[cao=JZ]`",
    ),
    # Steps of rounding.
    (WAGES, ("formula: uurloon", "round: {to: 2}\n    formula: uurloon"), "H241", "2", "dit rondt af op veelvouden van 2"),
    (WAGES, ("uurloon * 1.25", "ceil(uurloon * 1.25, 2)"), "H241", "2", "dit rondt af op veelvouden van 2"),
    (WAGES, ("uurloon * 1.25", "round(uurloon * 1.25, 3)"), "H241", "3", "dit rondt af op veelvouden van 3"),
    # Units.
    (WAGES + EARNED.lstrip("\n"), ("label: Bedrag", "label: Bedrag"), "H405", "(", "`EUR/(uur` is geen eenheid"),
    (WAGES, ("unit: EUR/uur", "unit: USD/uur"), "H403", "USD", "geen eenheid heet `USD`"),
    # Computing.
    (WAGES, ("uurloon * 1.25", "tarief * 1.25 + 0 * uurloon"), "H501", "tarief", "`tarief` hangt van zichzelf af: `tarief -> tarief`"),
    (WAGES, ("GGZ: 41.20", "GGZ: unlimited"), "H602", "uurloon * 1.25", "`tarief[cao=GGZ]` heeft een getal nodig en krijgt `unlimited`"),
    (
        WAGES,
        ("uurloon * 1.25", f"uurloon * {'9' * 38} ** 99 * {'9' * 38} ** 99"),
        "H603",
        f"uurloon * {'9' * 38} ** 99 * {'9' * 38} ** 99",
        "`tarief[cao=GGZ]` is niet uit te rekenen",
    ),
    # Checks.
    (CHECK, ("> 0", '>= at(uurloon, cao="GGZ")'), "H701", "hoog_genoeg", "aan de controle is niet voldaan bij `hoog_genoeg[cao=JZ]`: Het loon is hoog genoeg"),
]


def pointed_at(text, span):
    lines = text.splitlines()[span.line - 1 : span.end_line]
    return "\n".join(lines)[span.column - 1 : span.end_column - 1] if len(lines) == 1 else lines[0]


@pytest.mark.parametrize(("text", "slip", "code", "words", "sentence"), SLIPS, ids=[f"{each[2]}-{number}" for number, each in enumerate(SLIPS)])
def test_a_slip_is_told_once_where_it_is(text, slip, code, words, sentence):
    wrong = changed(text, slip)
    (found,) = problems_of({"regels.yaml": wrong})
    assert (found.code, pointed_at(wrong, found.span), say(found, "nl").text) == (code, words, sentence)


@pytest.mark.parametrize("text", [WAGES, PRODUCTS, SURCHARGE, LEVELS, CALIBRATED, PUBLISHED, VARIANTS, CHOICES, CHECK])
def test_without_the_slip_nothing_is_told(text):
    assert [say(each, "nl").text for each in problems_of({"regels.yaml": text})] in ([], ["niets gebruikt `soort`"])


@pytest.mark.parametrize(
    ("rows", "code", "words"),
    [
        ("cao,value,value\nGGZ,41.20,1\n", "H202", "value"),
        ("cao,value,\nGGZ,41.20,\n", "H226", ""),
        ("cao;value\nGGZ;\nJZ;39.75\n", "H228", ""),
        ("cao,value\n,41.20\nGGZ,41.20\nJZ,39.75\n", "H207", ""),
        ("cao,value,ref\nGGZ,41.20,besluit\nJZ,39.75,bron\n", "H209", "besluit"),
        ("cao,value,basis\nGGZ,41.20,meting\nJZ,39.75,law\n", "H229", "meting"),
        ('cao,value\nGGZ,"41.20\n', "H011", 'GGZ,"41.20'),
        ("cao;value\nGGZ;41.20;euro\n", "H011", "GGZ;41.20;euro"),
    ],
)
def test_a_slip_in_a_csv_is_told_by_line_and_column(rows, code, words):
    (found,) = problems_of({"regels.yaml": changed(WAGES, (TABLE, "        csv: uurloon.csv\n")), "uurloon.csv": rows})
    assert (found.code, found.span.file, pointed_at(rows, found.span).strip(",;")) == (code, "uurloon.csv", words)


def test_a_row_of_a_csv_from_a_text_that_is_at_hand_needs_a_quote():
    source = "sources:\n  tekst: {title: Tekst, publisher: Gemeente, date: 2024-01-01, type: decision, sha256: " + "ab" * 32 + "}\n\n"
    rules = source + changed(WAGES, (TABLE, "        csv: uurloon.csv\n"))
    rows = "cao,value,ref,at,quote\nGGZ,41.20,tekst,tabel 1,\nJZ,39.75,tekst,tabel 1,39.75 euro\n"
    (found,) = problems_of({"regels.yaml": rules, "uurloon.csv": rows})
    assert (found.code, found.span.file, found.span.line) == ("H705", "uurloon.csv", 2)


def test_a_result_that_is_no_rule_is_told_at_the_rule_set():
    top = changed(BASE, ("result: tarief", "result: tarif"))
    (found,) = [each for each in problems_of({"ruleset.yaml": top, "regels.yaml": WAGES}) if each.code == "H203"]
    assert pointed_at(top, found.span) == "tarif"


def test_an_attribute_that_leads_nowhere_does_not_make_every_formula_wrong():
    wrong = changed(PRODUCTS, ("{domein: domein}", "{domein: domeinen}"))
    assert [each.code for each in problems_of(files_of(wrong))] == ["H208"]


def test_both_sides_of_a_check_are_shown_or_that_one_is_not_there():
    low = changed(CHECK, ("> 0", '>= at(uurloon, cao="GGZ")'))
    absent = changed(CHECK, ("JZ: 39.75", 'JZ: "-"'), ("formula: uurloon", 'formula: at(uurloon, cao="GGZ")'))
    labels = [say(found, "nl").label for text in (low, absent) for found in problems_of({"regels.yaml": text})]
    assert labels == ["uitkomst: `39.75 >= 41.2`", "uitkomst: geen waarde"]
