"""Slips that have the right shape and known names, and still say something that cannot be meant."""

from __future__ import annotations

import pytest

from tests.support import problems_of

RULES = """\
dimensions:
  cao:
    label: Cao
    attributes: {soort: {to: soort, default: zorg}}
    members: {GGZ: {}, JZ: {}, SW: {}, VVT: {}}
  soort: {label: Soort, members: {zorg: {}, welzijn: {}}}
  product: {label: Product, members: {begeleiding: {}, behandeling: {}}}
parameters:
  uurloon:
    label: Uurloon
    unit: EUR/uur
    per: [cao]
    range: [0, 100]
    default: 40
    freedom: open
    values:
      - valid_from: 2024-01-01
        basis: calibrated
        status: concept
        source: {ref: bron, at: tabel 1}
        table: {GGZ: 41, JZ: 42}
        facts: {GGZ: 40, JZ: 40}
        solved:
          from: {tarief: [{product: begeleiding}, {product: behandeling}]}
          interval: [40, 43]
          given: []
  toeslag:
    label: Toeslag
    unit: "1"
    per: [soort]
    range: [0, 2]
    freedom: open
    values:
      - {valid_from: 2024-01-01, basis: law, status: final, source: {ref: bron, at: tabel 2}, table: {zorg: 1.5}}
formulas:
  tarief:
    label: Tarief
    unit: EUR/uur
    per: [product]
    variants:
      - for: {product: begeleiding}
        formula: max(uurloon, over=cao) * at(toeslag, soort="zorg") + at(uurloon, cao="SW")
      - for: {product: behandeling}
        formula: at(uurloon, cao="GGZ")
    source: {ref: bron, at: tabel 3}
checks:
  soort_bekend:
    label: Een cao is van een soort
    per: [cao]
    that: cao.soort == "zorg" or cao.soort == "welzijn" or cao == "VVT"
"""


def found(*edits):
    text = RULES
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return [(each.code, each.fields.get("place") or each.fields.get("name")) for each in problems_of({"regels.yaml": text})]


def test_members_named_anywhere_are_in_use():
    assert found() == []


@pytest.mark.parametrize(
    ("old", "new", "member"),
    [
        (' or cao == "VVT"', "", "VVT"),
        (' or cao.soort == "welzijn"', "", "welzijn"),
        (' + at(uurloon, cao="SW")', "", "SW"),
    ],
)
def test_a_member_that_nothing_names_is_dead_weight(old, new, member):
    assert found((old, new)) == [("H307", member)]


def test_a_member_of_the_result_is_always_in_use():
    assert (
        found(
            ("behandeling: {}}", "behandeling: {}, vervoer: {}}"),
            ("product: behandeling}\n        formula", "product: [behandeling, vervoer]}\n        formula"),
        )
        == []
    )


def test_a_calibrated_value_names_each_amount_it_was_solved_from_once():
    assert found(("{product: behandeling}]", "{product: begeleiding}]")) == [("H308", "tarief[product=begeleiding]")]


def test_thousands_of_unknown_names_are_all_told_in_little_time():
    rules = "".join(f"  naam_{at}: {{label: Naam, unit: EUR, formula: naam_{at}x, source: {{ref: bron, at: tabel 1}}}}\n" for at in range(2000))
    found = [each for each in problems_of({"regels.yaml": f"formulas:\n{rules}"}) if each.code == "H203"]
    assert len(found) == 2001
    assert found[0].fields["suggestion"]
    assert not found[-1].fields["suggestion"]


ITSELF = """\
dimensions:
  jaar: {label: Jaar, ordered: true, members: {2024: {}, 2025: {}, 2026: {}}}
formulas:
  tarief:
    label: Tarief
    unit: "1"
    per: %s
    formula: %s
    source: {ref: bron, at: tabel 1}
"""


def test_a_rule_may_read_its_own_value_of_the_year_before():
    assert [each.code for each in problems_of({"regels.yaml": ITSELF % ("[jaar]", '(previous(tarief, along=jaar) * 2 if jaar != "2024" else 1)')})] == []


@pytest.mark.parametrize(
    ("per", "formula"),
    [
        ("[]", "sum(previous(tarief, along=jaar), over=jaar)"),
        ("[jaar]", "sum(previous(tarief, along=jaar), over=jaar)"),
        ("[jaar]", 'previous(at(tarief, jaar="2026"), along=jaar)'),
        ("[jaar]", "previous(tarief + 1, along=jaar)"),
        ("[jaar]", "cumsum(tarief, along=jaar)"),
    ],
)
def test_any_other_value_of_itself_is_a_circle(per, formula):
    assert [each.code for each in problems_of({"regels.yaml": ITSELF % (per, "'" + formula + "'")})] == ["H501"]
