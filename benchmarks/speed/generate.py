"""A made-up region of any size: the chain of a cost price, with as many products as are asked for, in bulk tables."""

from __future__ import annotations

from pathlib import Path
from random import Random

CAOS = ("GGZ", "GHZ", "JZ", "SW", "VVT")
LEVELS = ("30", "35", "40", "45", "50", "55", "60", "65", "70", "75", "AMS")

_TOP = """\
ruleset:
  name: groot
  label: Een regio met {count} producten
  language: nl
  currency: EUR
  day: 2024-10-16
  result: tarief

units: {{uur: {{}}, fte: {{}}, jaar: {{}}}}

sources:
  bron:
    title: Verzonnen gegevens
    publisher: Herleid
    date: 2024-01-01
    type: decision
    url: https://example.org/
    retrieved: 2024-01-01

dimensions:
  cao: {{label: Cao, members: {{{caos}}}}}
  niveau: {{label: Niveau, members: {{{levels}}}}}
  prijspeil: {{label: Prijspeil, ordered: true, members: {{2024: {{}}, 2025: {{}}}}}}
"""

_FORMULAS = """\
formulas:
  loonsom:
    label: Loonkosten per fte
    unit: EUR/fte/jaar
    per: [product]
    formula: sum(caomix * sum(functiemix * salaris, over=niveau) * (1 + opslagen) * (1 + lasten) * (1 + overhead), over=cao)
    source: {ref: bron, at: keten}
  uren:
    label: Declarabele uren
    unit: uur/fte/jaar
    per: [product]
    formula: bruto_uren - verlof - verzuim - niet_clientgebonden
    source: {ref: bron, at: keten}
  kostprijs:
    label: Kostprijs
    unit: EUR/uur
    per: [product]
    formula: loonsom * (1 + pnil) / uren / groepsgrootte + locatie
    source: {ref: bron, at: keten}
  tarief:
    label: Tarief
    unit: EUR/uur
    per: [product, prijspeil]
    round: {to: 0.01}
    formula: kostprijs * indexcijfer
    source: {ref: bron, at: keten}
"""

_ENTRY = "valid_from: 2024-01-01, basis: document, status: concept, source: {ref: bron, at: tabel}"


def write_region(folder: Path, count: int) -> Path:
    """Write a rule set with so many products; return its folder."""
    random = Random(count)
    products = [f"p{at:05d}" for at in range(count)]
    members = {"caos": ", ".join(f"{each}: {{}}" for each in CAOS), "levels": ", ".join(f"{each}: {{}}" for each in LEVELS)}
    folder.mkdir(parents=True)
    (folder / "ruleset.yaml").write_text(_TOP.format(count=count, **members), "utf-8")
    (folder / "producten.yaml").write_text(
        "dimensions:\n  product:\n    label: Product\n    members:\n" + "".join(f"      {each}: {{}}\n" for each in products), "utf-8"
    )
    (folder / "keten.yaml").write_text(_FORMULAS, "utf-8")
    parameters = ["parameters:\n"]
    for name, unit, per, rows, default in _tables(random, products):
        parameters.append(_parameter(folder, name, unit, per, rows, default))
    for name, unit, value in (("bruto_uren", "uur/fte/jaar", "1878"), ("pnil", '"%"', "1.5")):
        parameters.append(f"  {name}: {{label: {name}, unit: {unit}, range: [0, 9999], freedom: open, values: [{{{_ENTRY}, value: {value}}}]}}\n")
    (folder / "gegevens.yaml").write_text("".join(parameters), "utf-8")
    return folder


def _parameter(folder: Path, name: str, unit: str, per: list[str], rows: list[str], default: str) -> str:
    (folder / f"{name}.csv").write_text("\n".join([",".join([*per, "value"]), *rows]) + "\n", "utf-8")
    shown = f", default: {default}" if default else ""
    return f"  {name}: {{label: {name}, unit: {unit}, per: [{', '.join(per)}], range: [0, 999999]{shown}, freedom: open, values: [{{{_ENTRY}, csv: {name}.csv}}]}}\n"


def _tables(random: Random, products: list[str]):
    salaries = [f"{cao},{level},{34000 + 6100 * at + random.randint(0, 1500)}.{random.randint(10, 99)}" for cao in CAOS for at, level in enumerate(LEVELS)]
    yield "salaris", "EUR/fte/jaar", ["cao", "niveau"], salaries, ""
    for name, low, high in (("opslagen", 16, 21), ("lasten", 26, 31), ("overhead", 25, 35)):
        yield name, '"%"', ["cao"], [f"{cao},{random.randint(low * 10, high * 10) / 10}" for cao in CAOS], ""
    yield "functiemix", '"%"', ["product", "niveau"], [f"{each},{level},{share}" for each in products for level, share in _mix(random, LEVELS, 4)], "0"
    yield "caomix", '"%"', ["product", "cao"], [f"{each},{cao},{share}" for each in products for cao, share in _mix(random, CAOS, 3)], "0"
    for name, unit, low, high in (
        ("verlof", "uur/fte/jaar", 258, 272), ("verzuim", "uur/fte/jaar", 125, 149), ("niet_clientgebonden", "uur/fte/jaar", 130, 500), ("groepsgrootte", '"1"', 1, 8), ("locatie", "EUR/uur", 0, 62),
    ):  # fmt: skip
        yield name, unit, ["product"], [f"{each},{random.randint(low, high)}" for each in products], ""
    yield "indexcijfer", '"1"', ["prijspeil"], ["2024,1", "2025,1.0394"], ""


def _mix(random: Random, codes: tuple[str, ...], most: int) -> list[tuple[str, int]]:
    count = random.randint(1, most)
    first = random.randint(0, len(codes) - count)
    shares = [5 * (20 // count)] * count
    shares[0] += 100 - sum(shares)
    return list(zip(codes[first : first + count], shares, strict=True))


_RULES_TOP = """\
ruleset:
  name: veel
  label: Een regio met veel regels
  language: nl
  currency: EUR
  day: 2024-10-16
  result: tarief

units: {uur: {}}

sources:
  bron:
    title: Verzonnen gegevens
    publisher: Herleid
    date: 2024-01-01
    type: decision
    sha256: abababababababababababababababababababababababababababababababab
"""

_PARAMETER = """\
  p{at}:
    label: Bedrag {at}
    unit: EUR/uur
    range: [0, 200]
    freedom: suggestie
    values:
{earlier}      - valid_from: 2024-01-01
        basis: document
        status: concept
        source: {{ref: bron, at: "tabel {at}", quote: "het bedrag is {new} euro per uur"}}
        note: Verzonnen, zoals alles in dit bestand.
        value: {new}
"""

_EARLIER = """\
      - valid_from: 2023-01-01
        valid_to: 2023-12-31
        basis: document
        status: final
        source: {{ref: eerder, at: "tabel {at}", quote: "het bedrag is {old} euro per uur"}}
        value: {old}
"""

_FORMULA = """\
  f{at}:
    label: Som {at}
    unit: EUR/uur
    formula: {formula}
    source: {{ref: bron, at: "keten {at}", quote: "de som van de bedragen"}}
"""


def write_rules(folder: Path, parameters: int, formulas: int, chain: int = 50) -> Path:
    """Write a rule set with so many rules, a file for each chain of formulas, of which each reads its own parameters; return its folder."""
    random = Random(parameters)
    folder.mkdir(parents=True)
    earlier = _RULES_TOP[_RULES_TOP.index("  bron:") :].replace("bron", "eerder").replace("2024-01-01", "2023-01-01").replace("abab", "cdcd")
    (folder / "ruleset.yaml").write_text(_RULES_TOP + earlier, "utf-8")
    each, ends = parameters // formulas, []
    for first in range(0, formulas, chain):
        last = min(first + chain, formulas)
        values = (_parameter_block(random, at) for at in range(first * each, last * each))
        sums = (_FORMULA.format(at=at, formula=_sum(at, each, at > first)) for at in range(first, last))
        (folder / f"keten{first:05d}.yaml").write_text("parameters:\n" + "".join(values) + "\nformulas:\n" + "".join(sums), "utf-8")
        ends.append(f"f{last - 1}")
    result = _FORMULA.format(at="", formula=" + ".join(ends)).replace("  f:", "  tarief:")
    (folder / "tarief.yaml").write_text("formulas:\n" + result, "utf-8")
    return folder


def _parameter_block(random: Random, at: int) -> str:
    """Return a parameter; one in five has had another value."""
    earlier = _EARLIER.format(at=at, old=_amount(random)) if at % 5 == 0 else ""
    return _PARAMETER.format(at=at, earlier=earlier, new=_amount(random))


def _amount(random: Random) -> str:
    return f"{random.randint(10, 99)}.{random.randint(10, 99)}"


def _sum(at: int, each: int, goes_on: bool) -> str:
    terms = [f"p{at * each + one} * 1.02" for one in range(each)]
    return " + ".join([f"f{at - 1} / 2"] * goes_on + terms)
