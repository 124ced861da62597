"""What a finding suggests: the name that was meant, and never the name of something else."""

from __future__ import annotations

import pytest

from engine.problems import say
from engine.problems.samples import SURCHARGE, WAGES, changed
from tests.support import problems_of

RULES = """\
units: {client: {}, etmaal: {}}
sources:
  aanname_premies: {title: Premies, publisher: Gemeente, date: 2024-01-01, type: assumption, note: Zo gekozen.}
dimensions:
  cao: {label: Cao, members: {GHZ: {}, GGZ: {}, Sociaal_Werk: {}}}
  product: {label: Product, members: {behandeling: {}, dagbesteding: {}}}
parameters:
  uurloon: {label: Uurloon, unit: EUR/uur, per: [cao], range: [0, 100], freedom: open, values: [
    {valid_from: 2024-01-01, basis: assumption, status: final, source: {ref: aanname_premies, at: tabel 1}, table: {GHZ: 41, GGZ: 42, Sociaal_Werk: 43}}]}
formulas:
  opslag: {label: Opslag, unit: EUR/uur, formula: 'at(uurloon, cao="GGZ")', source: {ref: aanname_premies, at: tabel 2}}
  tarief: {label: Tarief, unit: EUR/uur, per: [product], source: {ref: aanname_premies, at: tabel 3}, variants: [
    {for: {product: [behandeling, dagbesteding]}, formula: 'opslag + at(uurloon, cao="GHZ") + at(uurloon, cao="Sociaal_Werk")'}]}
"""


def suggested(text, code, files=None):
    found = [each for each in problems_of({"regels.yaml": text, **(files or {})}) if each.code == code]
    assert found
    return {str(each.fields.get("suggestion", "")) for each in found}


@pytest.mark.parametrize(
    ("old", "new", "code", "meant"),
    [
        ('opslag + at(uurloon, cao="GHZ")', 'opslag + at(uurloon, cao="GHX")', "H207", "GHZ"),
        ('opslag + at(uurloon, cao="GHZ")', 'opslag + at(uurloon, cao="GZH")', "H207", "GHZ"),
        ('opslag + at(uurloon, cao="GHZ")', 'opslag + at(uurloon, cao="ghz")', "H207", "GHZ"),
        ("Sociaal_Werk: 43", "Sociaal-werk: 43", "H207", "Sociaal_Werk"),
        ("opslag + ", "opslga + ", "H203", "opslag"),
        ("opslag + ", "opslagen + ", "H203", "opslag"),
        ("ref: aanname_premies, at: tabel 2", "ref: aanname_premie, at: tabel 2", "H209", "aanname_premies"),
        ("product: [behandeling,", "product: [behandelling,", "H207", "behandeling"),
    ],
)
def test_a_slip_of_the_hand_is_recognized(old, new, code, meant):
    assert suggested(changed(RULES, (old, new)), code) == {meant}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('opslag + at(uurloon, cao="GHZ")', 'opslag + at(uurloon, cao="GZZ")', "H207"),
        ('opslag + at(uurloon, cao="GHZ")', 'opslag + at(uurloon, cao="JZ")', "H207"),
        ("ref: aanname_premies, at: tabel 2", "ref: aanname_dagdeel, at: tabel 2", "H209"),
        ("product: [behandeling,", "product: [begeleiding,", "H207"),
        ("label: Opslag, unit: EUR/uur", "label: Opslag, unit: EUR/week", "H403"),
    ],
)
def test_another_name_is_not_suggested_nor_one_of_two_that_are_as_near(old, new, code):
    assert suggested(changed(RULES, (old, new)), code) == {""}


@pytest.mark.parametrize(
    ("unit", "code", "meant"),
    [
        ("percent", "H403", '"%"'),
        ("Procent", "H403", '"%"'),
        ("pct", "H403", '"%"'),
        ("“%”", "H405", '"%"'),
        ("euro", "H403", "EUR"),
        ("euro/uur", "H403", "EUR"),
        ("€/uur", "H405", "EUR/uur"),
        ("EUR per uur", "H405", "EUR/uur"),
        ("EUR per keer", "H405", ""),
        ("percent/uur", "H403", ""),
    ],
)
def test_a_unit_is_suggested_by_what_it_means(unit, code, meant):
    assert suggested(changed(RULES, ("label: Opslag, unit: EUR/uur", f"label: Opslag, unit: {unit}")), code) == {meant}


@pytest.mark.parametrize(
    ("header", "meant"),
    [("cao,waarde", "value"), ("Cao,value", "cao"), ("cao,Value", "value"), ("cao,bedrag", "value"), ("product,value", "")],
)
def test_a_column_of_a_csv_is_suggested_in_its_own_word(header, meant):
    table = WAGES[WAGES.index("        table:") : WAGES.index("formulas:")]
    found = suggested(changed(WAGES, (table, "        csv: lonen.csv\n")), "H226", {"lonen.csv": f"{header}\nGGZ,41\nJZ,42\n"})
    assert found == {meant}


def test_the_suggestion_is_told_in_both_languages():
    (found,) = problems_of({"regels.yaml": changed(SURCHARGE, ('unit: "%"', "unit: procent"))})
    assert [say(found, each).help for each in ("nl", "en")] == ['bedoelde u `"%"`?', 'did you mean `"%"`?']
