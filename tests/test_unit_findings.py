"""Units are spoken of where they are known: what could not be read has its own finding, and no second one elsewhere."""

from __future__ import annotations

import pytest

from engine.problems.samples import changed
from tests.support import problems_of

RULES = """\
units: {client: {}}
dimensions:
  cao: {label: Cao, members: {GGZ: {}, JZ: {}}}
  schaal: {label: Schaal, members: {laag: {}, hoog: {}}}
parameters:
  uren:
    label: Uren per jaar
    unit: uur/jaar
    range: [1000, 2000]
    freedom: open
    values:
      - valid_from: 2024-01-01
        basis: law
        status: final
        source: {ref: bron, at: tabel 1}
        value: 1878
  loon:
    label: Loon per jaar
    unit: EUR/jaar
    per: [cao, schaal]
    range: [10000, 90000]
    freedom: open
    values:
      - valid_from: 2024-01-01
        basis: law
        status: final
        source: {ref: bron, at: tabel 2}
        columns: {schaal: [laag, hoog]}
        table: {GGZ: [41000, 42000], JZ: [40000, 43000]}
"""

FORMULAS = """\
formulas:
  werkbaar: {label: Werkbare uren, unit: uur/jaar, formula: 'uren * 0.8', source: {ref: bron, at: tabel 3}}
  jaarloon: {label: Jaarloon, unit: EUR/jaar, formula: 'max(loon, over=(cao, schaal))', source: {ref: bron, at: tabel 4}}
  ruim: {label: Ruim jaarloon, unit: EUR/jaar, formula: 'jaarloon + 100 * jaarloon / 1000', source: {ref: bron, at: tabel 5}}
  tarief: {label: Tarief, unit: EUR/uur, formula: 'ruim / werkbaar', source: {ref: bron, at: tabel 6}}
checks:
  ruim_genoeg: {label: Meer dan het loon, that: tarief * werkbaar > jaarloon}
"""


def codes(*edits):
    rules, formulas = RULES, FORMULAS
    for old, new in edits:
        rules, formulas = (changed(rules, (old, new)), formulas) if old in rules else (rules, changed(formulas, (old, new)))
    return [each.code for each in problems_of({"regels.yaml": rules, "formules.yaml": formulas})]


def test_the_rules_are_sound():
    assert codes() == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("value: 1878", "value: 1,878", ["H005"]),
        ("value: 1878", "value: 1 878", ["H101"]),
        ("value: 1878", "value: 1878 uur", ["H106"]),
        ("value: 1878", "value: € 1.878,-", ["H106"]),
        ("[41000, 42000]", "[41000 42000]", ["H101"]),
        ("[41000, 42000]", "[41000 42000, 43000]", ["H101"]),
        ("max(loon, over=(cao, schaal))", "round(loon)", ["H205"]),
        ("uren * 0.8", "uren * 0,8", ["H201"]),
        ("uren * 0.8", "urn * 0.8", ["H203"]),
        ("unit: uur/jaar", "unit: uren/jaar", ["H403"]),
    ],
)
def test_what_cannot_be_read_is_told_once_and_nothing_of_units(old, new, told):
    assert codes((old, new)) == told


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ([("value: 1878", "value: 1,878"), ("jaarloon / 1000", "jaarloon / 1000 + uren")], ["H005"]),
        ([("uren * 0.8", "uren * 0,8"), ("jaarloon / 1000'", "jaarloon / 1000 + 5'")], ["H201", "H401"]),
        ([("uren * 0.8", "uren * 0,8"), ("unit: EUR/jaar, formula: 'max", "unit: EUR, formula: 'max")], ["H201", "H402", "H402"]),
    ],
)
def test_units_that_are_known_are_compared_all_the_same(edits, told):
    assert sorted(codes(*edits)) == told
