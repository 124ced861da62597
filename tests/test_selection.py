"""Choosing cells: what people type, and the cells that are meant by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.questions.selection import Unanswerable, choose
from engine.reading.loading import load
from engine.reading.trees import FolderTree

REGIONS = Path(__file__).parent / "regions"


@pytest.fixture(scope="module")
def duinrand():
    return load(FolderTree(REGIONS, REGIONS), "duinrand").ruleset


def chosen(rules, rule=None, **choices):
    return [",".join(cell) for cell in choose(rules, rule, {name: (each,) if isinstance(each, str) else each for name, each in choices.items()}).cells()]


def refusal(rules, rule=None, **choices):
    with pytest.raises(Unanswerable) as refused:
        chosen(rules, rule, **choices)
    return refused.value.words.en


def test_without_arguments_all_cells_of_the_result_are_meant(duinrand):
    assert len(chosen(duinrand)) == 5 * 3
    assert chosen(duinrand)[:2] == ["wandelcoaching,2024", "wandelcoaching,2025"]


@pytest.mark.parametrize("name", ["vuurtoren_wonen", "VUURTOREN_WONEN", "Wonen bij de vuurtoren", "wonen bij de Vuurtoren"])
def test_a_member_goes_by_its_code_or_label_whatever_the_case(duinrand, name):
    assert chosen(duinrand, product=name, prijspeil="2025") == ["vuurtoren_wonen,2025"]


def test_a_member_goes_by_its_alias(duinrand):
    assert chosen(duinrand, product="strandklas", prijspeil="2024") == ["strandgroep,2024"]


def test_a_member_given_twice_means_either_in_the_order_of_the_rules(duinrand):
    assert chosen(duinrand, product=("pont", "wandelcoaching"), prijspeil="2024") == ["wandelcoaching,2024", "pont,2024"]


@pytest.mark.parametrize("choice", [{"eenheid": "etmaal"}, {"product.eenheid": "etmaal"}, {"Eenheid": "Etmaal"}])
def test_an_attribute_chooses_too(duinrand, choice):
    assert chosen(duinrand, prijspeil="2024", **choice) == ["vuurtoren_wonen,2024", "zeilkamp,2024"]


def test_an_attribute_that_lists_its_choices_chooses_too(duinrand):
    assert chosen(duinrand, opbouw="bedrag", prijspeil="2024") == ["pont,2024", "zeilkamp,2024"]


def test_a_dimension_and_its_attribute_must_both_fit(duinrand):
    assert chosen(duinrand, product=("pont", "zeilkamp"), eenheid="rit", prijspeil="2024") == ["pont,2024"]
    assert refusal(duinrand, product="pont", eenheid="uur") == "no cell of `tarief` fits product=pont eenheid=uur"


@pytest.mark.parametrize("name", ["overhead", "OVERHEAD", "Overhead als opslag op de loonkosten"])
def test_a_rule_goes_by_its_name_or_label(duinrand, name):
    assert choose(duinrand, name).rule == "overhead"


def test_a_rule_without_dimensions_has_one_cell(duinrand):
    assert list(choose(duinrand, "inschaling").cells()) == [()]


@pytest.mark.parametrize(
    ("rule", "choices", "told"),
    [
        ("tarif", {}, "there is no rule `tarif`; did you mean `tarief`?"),
        ("qqq", {}, "there is no rule `qqq`; there is: "),
        ("pont", {}, "`pont` is no rule but a member: write `product=pont`"),
        (None, {"produkt": "pont"}, "`tarief` is not chosen by `produkt`; did you mean `product`?"),
        (None, {"qqq": "pont"}, "`tarief` is not chosen by `qqq`; there is: product, "),
        (None, {"product": "pond"}, "`product` cannot be `pond`; did you mean `pont`?"),
        (None, {"product": "zandkorel"}, "`product` cannot be `zandkorel`; did you mean `strandgroep`?"),
        (None, {"prijspeil": "1066"}, "`prijspeil` cannot be `1066`; there is: 2024, 2025, 2026"),
        (None, {"eenheid": "minuut"}, "`product.eenheid` cannot be `minuut`; there is: uur, dagdeel, etmaal, rit"),
        ("schaalloon", {"schaal": "7"}, "`schaal` can mean several things: niveau.schaal_zee, niveau.schaal_duin"),
    ],
)
def test_what_is_not_there_is_told_with_what_was_probably_meant(duinrand, rule, choices, told):
    assert refusal(duinrand, rule, **choices).startswith(told)


def test_a_library_has_no_result_to_fall_back_on():
    library = load(FolderTree(REGIONS, REGIONS), "kust").ruleset
    assert refusal(library) == "name a rule: this rule set has no `result`"


def test_one_cell_is_given_as_it_is(duinrand):
    assert choose(duinrand, None, {"product": ("pont",), "prijspeil": ("2024",)}).one() == ("pont", "2024")


def test_of_several_cells_is_told_what_is_left_to_choose(duinrand):
    with pytest.raises(Unanswerable) as refused:
        choose(duinrand, None, {"eenheid": ("etmaal",)}).one()
    assert refused.value.words.nl == "dit zijn 6 cellen van `tarief`; kies nog product=vuurtoren_wonen, zeilkamp; prijspeil=2024, 2025, 2026"
