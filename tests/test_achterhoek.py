"""The rule sets that come with the engine: every printed tariff, what it rests on, and how far facts alone go."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from engine.calculating.calculation import Calculation
from engine.calculating.derivation import Derivation
from engine.checking import check, remarks
from engine.checking.ignores import heed
from engine.checking.plannings import check_plannings
from engine.checking.quotes import quotes, result, texts_in, verify_all
from engine.decimals import round_to_step
from engine.diagnostics import Severity
from engine.model import Parameter, State
from engine.problems import severity
from engine.questions.reconcile import reconcile
from engine.reading.loading import load
from engine.reading.trees import FolderTree
from engine.resources import shipped

RECORD = Path(__file__).parent / "quotes_achterhoek.json"
CENT = Decimal("0.01")

PRINTED = """
    ondersteuning_individueel           87,25  90,69
    ondersteuning_individueel_complex  104,83 108,97
    ondersteuning_groep                 77,48  80,54
    ondersteuning_groep_complex         99,42 103,34
    behandeling_individueel            118,39 123,05
    behandeling_groep                  113,28 117,74
    basis_ggz                          155,04 161,15
    expertise_en_advies                 99,24 103,15
    specialistische_ggz                201,91 209,87
    diagnostiek                        167,85 174,47
    medicatiecontrole                  208,53 216,75
    ambulante_spoedhulp                152,00 157,98
    pleegzorg_voltijd                   54,79  56,69
    pleegzorg_deeltijd                 112,97 116,90
    gezinshuis_licht                   244,33 252,81
    gezinshuis_middel                  293,83 304,03
    gezinshuis_zwaar                   342,79 354,69
    verblijf_ggz_a                     214,65 222,11
    verblijf_ggz_b                     250,42 259,11
    verblijf_ggz_c                     335,32 346,96
    begeleiding_individueel_basis       76,69  79,71
    begeleiding_individueel_extra       87,79  91,25
    begeleiding_groep_belevingsgericht  43,61  45,33
    begeleiding_groep_ontwikkelgericht  56,89  59,14
    begeleiding_beschermd_thuis         98,05 101,92
    vervoer_regulier                    17,14  17,55
    vervoer_rolstoel                    27,92  28,60
    beschermd_wonen_basis              154,80 160,18
    beschermd_wonen_plus               193,11 199,82
    beschut_wonen_inclusief_basis      113,79 117,74
    beschut_wonen_inclusief_plus       150,65 155,88
    beschut_wonen_exclusief_basis       52,02  54,07
    beschut_wonen_exclusief_plus        88,88  92,38
"""
"""The tariffs as they are printed in October 2024, copied here a second time so that a slip in one place shows."""


def amount(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


TARIFFS = {product: (amount(first), amount(second)) for product, first, second in map(str.split, PRINTED.strip().splitlines())}
YEARS = ("2024", "2025")


@pytest.fixture(scope="module")
def tree():
    return FolderTree(shipped("rules"), shipped("rules"))


@pytest.fixture(scope="module")
def achterhoek(tree):
    return load(tree, "achterhoek").ruleset


@pytest.fixture(scope="module")
def calculation(achterhoek):
    return Calculation(achterhoek)


def disagreeing(calculation: Calculation) -> list[tuple[str, str]]:
    """Return the products and price levels of which the tariff is not the printed one."""
    printed = {(product, year): wanted for product, pair in TARIFFS.items() for year, wanted in zip(YEARS, pair, strict=True)}
    return [cell for cell, wanted in printed.items() if calculation.value("tarief", cell) != wanted]


@pytest.mark.parametrize("name", ["nederland", "achterhoek"])
def test_nothing_is_wrong_with_the_rules(tree, name):
    loaded = load(tree, name)
    heeded = heed(check(loaded), loaded.texts)
    assert [(each.code, each.span) for each in heeded.found if severity(each.code) is not Severity.NOTE] == []
    assert [each.code for each in heeded.ignored] == ["H730"], "the table of the GHZ before December 2024 is derived from the one of then"


def test_every_printed_tariff_comes_out_to_the_cent(calculation):
    assert len(TARIFFS) == 33
    assert disagreeing(calculation) == []


def test_a_product_without_a_tariff_is_to_be_decided(achterhoek, calculation):
    others = [product for product in achterhoek.dimensions["product"].members if product not in TARIFFS]
    assert len(others) == 10
    assert {calculation.value("tarief", (product, year)) for product in others for year in YEARS} == {State.NMB}


def test_every_printed_figure_is_explained(calculation):
    found = reconcile(Derivation(calculation), None)
    assert found.count("unexplained") == 0
    assert found.count("deviates") == 13
    deviating = {each.published.of for each in found.comparisons if each.kind == "deviates"}
    assert deviating == {"werkbare_uren", "declarabele_uren", "productiviteit", "uitgaven_segment", "uitgaven_posten"}


@pytest.mark.parametrize(
    ("product", "family"),
    [("ondersteuning_individueel_complex", "arbeid"), ("beschermd_wonen_basis", "verblijf"), ("vervoer_rolstoel", "vervoer")],
)
def test_2025_does_not_follow_from_the_rounded_amount_of_2024(calculation, product, family):
    first, second = TARIFFS[product]
    assert round_to_step(first * calculation.value("indexfactor", (family, "2025")), CENT) == second - CENT


@pytest.mark.parametrize("product", ["basis_ggz", "specialistische_ggz", "diagnostiek", "medicatiecontrole"])
def test_facts_alone_give_the_ggz_within_15_cents(achterhoek, product):
    facts = Calculation(achterhoek, facts=True)
    for year, wanted in zip(YEARS, TARIFFS[product], strict=True):
        assert abs(facts.value("tarief", (product, year)) - wanted) <= Decimal("0.15")


def test_another_day_has_other_salaries(achterhoek):
    december = Calculation(achterhoek, date(2024, 12, 1))
    assert december.value("tarief", ("ondersteuning_individueel", "2025")) == Decimal("91.31")


def calibrated():
    rules = load(FolderTree(shipped("rules"), shipped("rules")), "achterhoek").ruleset
    for name, rule in rules.rules.items():
        for at, entry in enumerate(rule.entries if isinstance(rule, Parameter) else ()):
            if entry.solved:
                yield pytest.param(name, at, id="-".join([name, *next(iter(entry.cells))]))


@pytest.mark.parametrize(("name", "at"), list(calibrated()))
def test_a_calibrated_value_has_the_widest_interval_that_gives_the_printed_cents(achterhoek, name, at):
    rule = achterhoek.rules[name]
    entry = rule.entries[at]

    def wrong(value: Decimal) -> list[tuple[str, str]]:
        cells = {cell: replace(datum, value=value) for cell, datum in entry.cells.items()}
        entries = (*rule.entries[:at], replace(entry, cells=cells), *rule.entries[at + 1 :])
        return disagreeing(Calculation(replace(achterhoek, rules={**achterhoek.rules, name: replace(rule, entries=entries)})))

    low, high = entry.solved.interval
    # The ends were written with ten digits, rounded inward.
    step = Decimal(2).scaleb(high.adjusted() - 9)
    assert wrong(low) == wrong(high) == []
    assert wrong(low - step)
    assert wrong(high + step)


def test_the_quotes_are_the_ones_that_were_looked_up(achterhoek, updating):
    found = sorted({(each.source.sha256, " ".join(each.text.split())) for each in quotes(achterhoek)})
    folder = os.environ.get("HERLEID_SOURCES")
    if updating and folder:
        texts = texts_in(FolderTree(Path(folder), Path(folder)), ".")
        looked_up = {(each.quote.source.sha256, " ".join(each.quote.text.split())): result(each.count or 0) for each in verify_all(achterhoek, texts)}
        rows = [json.dumps([*each, looked_up[each]], ensure_ascii=False) for each in found]
        RECORD.write_text("[\n" + ",\n".join(rows) + "\n]\n", encoding="utf-8")
    recorded = json.loads(RECORD.read_text(encoding="utf-8"))
    assert [tuple(each[:2]) for each in recorded] == found
    assert {each[2] for each in recorded} == {"found"}


SLIPS = [
    ("consultatie", "4: 30, 5: 16,", "4: 30, 5: 61,", "unexplained"),
    ("consultatie", "    table: {1: 19, 2: 11, 3: 3, 6: 5}", "    table: {1: 19, 2: 11, 3: 3, 6: 6}", "unexplained"),
    ("doelen", '      kernwaarde_2: {soort: kernwaarde, label: "Gezond"}\n', "", "doelen_volledig"),
    ("doelen", "      3: {deel: jeugd_en_wmo,", "      3: {deel: jeugd,", "beginselen_volledig"),
    ("inkoop", "begeleiding_groep, reeks: wmo_groep, gebied: aalten", "begeleiding_groep, reeks: wmo_individueel, gebied: aalten", "percelen_wmo_groep"),
    ("inkoop", "          jeugd_3: 3\n", "          jeugd_3: 4\n", "percelen_genummerd"),
    ("inkoop", "          bronckhorst: 3\n          doetinchem: 4\n", "          bronckhorst: 4\n          doetinchem: 3\n", "lokale_percelen_in_hun_gebied"),
    ("inkoop", "ondersteuning, reeks: jeugd, gebied: aalten", "ondersteuning, reeks: jeugd, gebied: winterswijk", "lokale_percelen_in_hun_gebied"),
    ("inkoop", "          winterswijk: [1, 1, 1, 1, 1]", "          winterswijk: [1, 0, 1, 1, 1]", "lokale_percelen_doen_mee"),
    ("inkoop", "dienst: pleegzorg, reeks: jeugd", "dienst: gezinshuizen, reeks: jeugd", "percelen_van_diensten"),
    ("inkoop", "bekostiging: inspanningsgericht_plus_beschikbaarheid", "bekostiging: inspanningsgericht", "bekostiging_zoals_gedrukt"),
    ("producten", "        dienst: expertise", "        dienst: ambulante_spoedhulp", "spoedhulp_een_product"),
    ("uitwerking", "      4: {stand: gedaan, label: Begeleidingsuren in varianten}\n", "", "herziening_volledig"),
    ("uitwerking", '      overige_5: {blok: overige, label: "8. Bereikbaarheid (obv consignatie)"}\n', "", "kostprijsonderdelen_volledig"),
    ("inkoop", "          oude_ijsselstreek: [1, 0, 1, 0, 1]", "          oude_ijsselstreek: [1, 1, 1, 0, 1]", "deelname_zoals_gedrukt"),
    ("inkoop_uitgaven", "          persoonlijke_verzorging: 21\n", "", "clienten_bij_uitgaven"),
    ("inkoop_uitgaven", "          gezinshuizen: 7100000", "          gezinshuizen: 1700000", "H710"),
    ("planning", "      terugkoppeling: {label: Terugkoppeling inclusief tarieven (Dru Ulft), when: 16 oktober 2024, from: 2024-10-16}\n", "", "H324"),
    ("planning", "      opbouw: {label: Algemene opbouw met basisparameterwaarden}\n", "", "H324"),
    ("planning", ", when: eind november 2024, from: 2024-11-21, to: 2024-11-30", ", when: eind november 2024, from: 2024-11-21", "H322"),
    ("wet", "{product.domein: jeugd, product.eenheid: uur}", "{product.domein: jeugd, product.eenheid: [uur, dagdeel]}", "H715"),
]
"""Slips in what is only read, each with the check, the code or the class that tells it; nothing tells of a label."""


@pytest.mark.parametrize(("file", "old", "new", "told"), SLIPS, ids=lambda each: each[:24] if isinstance(each, str) else None)
def test_a_slip_in_a_register_is_noticed(tmp_path, file, old, new, told):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    path = tmp_path / "rules" / "achterhoek" / f"{file}.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    loaded = load(FolderTree(tmp_path / "rules", tmp_path / "rules"), "achterhoek")
    derivation = Derivation(Calculation(loaded.ruleset))
    findings = [*remarks(loaded.diagnostics, derivation), *check_plannings(loaded.ruleset)]
    found = {each.rule if each.code == "H701" else each.code for each in findings}
    found |= {"unexplained"} if reconcile(derivation, None).count("unexplained") else set()
    assert told in found


@pytest.mark.parametrize("name", ["programma_jeugd_juli", "programma_wmo_juli", "programma_oktober"])
def test_who_speaks_is_who_the_text_names(achterhoek, name):
    planning = achterhoek.plannings[name]
    printed = " ".join(" ".join(text.replace("*", "") for text, _ in planning.citation.quotes).split())
    speakers = [step.who for step in planning.steps.values() if step.who]
    assert len(speakers) == 4
    assert [each for each in speakers if each not in printed] == []
