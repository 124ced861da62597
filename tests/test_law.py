"""The cost elements that the law asks for: which tariffs cover them, and what is said of those that do not."""

from __future__ import annotations

import json
import shutil

import pytest
from jsonschema import Draft7Validator

from engine.calculating.calculation import Calculation
from engine.calculating.derivation import Derivation
from engine.calculating.law import coverage
from engine.checking import check
from engine.problems.h7_law import PROBLEMS
from engine.reading.loading import load
from engine.reading.trees import FolderTree
from engine.resources import shipped
from tests.support import BASE, FOLDER, Texts, problems_of

RIGHT = PROBLEMS[0].right
WRONG = PROBLEMS[0].wrong

EXCEPTION = """\
law_exceptions:
  zonder_overhead:
    label: Begeleiding zonder overhead
    decree: wmo
    elements: [b]
    for: {product.domein: wmo}
    note: De aanbieder heeft geen overhead.
"""


def found_in(text: str) -> list[tuple[str, object]]:
    return [(each.code, each.fields.get("suggestion", "")) for each in problems_of({"regels.yaml": text})]


def found(text: str):
    rules = load(Texts({"ruleset.yaml": BASE, "regels.yaml": text}), FOLDER).ruleset
    return coverage(Derivation(Calculation(rules)))


@pytest.fixture(scope="module")
def achterhoek():
    return Derivation(Calculation(load(FolderTree(shipped("rules"), shipped("rules")), "achterhoek").ruleset))


def test_what_covers_an_element_is_named_with_its_parameters():
    (only,) = found(RIGHT)
    assert (only.member.name, only.decree.name, only.state, only.missing) == ("begeleiding", "wmo", "built_up", ())
    assert only.covered == {"a": {"loon": ("uurloon",)}, "b": {"overhead": ("overhead",)}}


def test_an_element_that_nothing_covers_is_missing():
    assert found(WRONG)[0].missing == ("b",)


def test_an_exception_says_why_an_element_is_not_there():
    assert found_in(WRONG + EXCEPTION) == []
    assert sorted(code for code, _ in found_in(WRONG + EXCEPTION.replace("elements: [b]", "elements: [a]"))) == ["H709", "H715"]


def test_an_exception_is_reported_when_the_element_is_there_after_all():
    assert found_in(WRONG + EXCEPTION) == []
    (problem,) = problems_of({"regels.yaml": RIGHT + EXCEPTION})
    assert (problem.code, problem.fields["letter"], problem.fields["members"]) == ("H715", "b", ("begeleiding",))


def test_an_exception_for_what_cannot_be_judged_yet_may_wait():
    assert found_in(RIGHT.replace("value: 41.20", "value: nmb") + EXCEPTION) == []


def test_an_exception_that_no_tariff_meets_is_reported():
    other = RIGHT.replace("{wmo: {label: Wmo, besluit: wmo}}", "{wmo: {besluit: wmo}, jeugd: {besluit: wmo}}")
    assert [code for code, _ in found_in(other + EXCEPTION.replace("{product.domein: wmo}", "{product.domein: jeugd}"))] == ["H716"]


@pytest.mark.parametrize(("covers", "codes"), [("", ["H709", "H717"]), (", covers: {wmo: []}", ["H709"]), (", covers: {wmo: [b]}", [])])
def test_a_cost_element_says_what_it_covers_or_that_it_covers_nothing(covers, codes):
    assert sorted(code for code, _ in found_in(RIGHT.replace(", covers: {wmo: [b]}", covers))) == codes


def test_an_exception_is_for_the_tariffs_that_it_names_only():
    other = WRONG.replace("{begeleiding: {label: Begeleiding, domein: wmo}}", "{begeleiding: {domein: wmo}, dagbesteding: {domein: wmo}}")
    (problem,) = problems_of({"regels.yaml": other + EXCEPTION.replace("{product.domein: wmo}", "{product: begeleiding}")})
    assert (problem.code, problem.fields["members"]) == ("H709", ("dagbesteding",))


def test_a_decree_holds_from_its_day():
    later = WRONG.replace("valid_from: 2017-06-01", "valid_from: 2025-01-01")
    assert [(each.state, each.missing) for each in found(later)] == [("not_in_force", ())]
    (problem,) = problems_of({"regels.yaml": later})
    assert (problem.code, problem.fields["members"], problem.fields["from"]) == ("H719", ("begeleiding",), "2025-01-01")


def test_tariffs_of_a_decree_that_is_not_in_force_are_still_shown(herleid, tmp_path):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    law = tmp_path / "rules" / "nederland" / "wet.yaml"
    law.write_text(law.read_text("utf-8").replace("valid_from: 2024-07-01", "valid_from: 2025-07-01"), "utf-8")
    assert "waarschuwing[H719]" in herleid("check")[1]
    page = herleid("report", "law", "--format", "markdown")[1]
    assert "## Besluit Jeugdwet, artikel 2.3 lid 1" in page
    assert page.count("| geen besluit van kracht |") == 28
    assert "28 zonder besluit dat op 16 oktober 2024 van kracht is" in page
    tariffs = json.loads(herleid("report", "law", "--format", "json")[1])["tariffs"]
    assert sum(each["state"] == "not_in_force" for each in tariffs) == 28


def test_an_amount_that_was_taken_over_cannot_be_judged():
    given = RIGHT.replace("    label: Uurloon\n", "    label: Uurloon\n    given: true\n")
    assert found(given)[0].state == "given"
    assert found_in(given.replace("formula: uurloon * (1 + overhead)", "formula: uurloon")) == []


def test_what_is_to_be_decided_misses_nothing():
    undecided = WRONG.replace("value: 41.20", "value: nmb")
    assert found(undecided)[0].state == "nmb"
    assert found_in(undecided) == []


@pytest.mark.parametrize(
    ("old", "new", "code", "suggestion"),
    [
        ("covers: {wmo: [a]}", "covers: {wmoo: [a]}", "H207", "wmo"),
        ("covers: {wmo: [a]}", "covers: {wmo: [x]}", "H207", ""),
        ("besluit: wmo}", "besluit: wmoo}", "H207", "wmo"),
        ("decree: wmo\n", "decree: wmoo\n", "H207", "wmo"),
        ("for: {product.domein: wmo}", "for: {produkt.domein: wmo}", "H208", "product"),
        ("for: {product.domein: wmo}", "for: {product.domain: wmo}", "H213", "domein"),
        ("for: {product.domein: wmo}", "for: {product.domein: wmoo}", "H207", "wmo"),
    ],
)
def test_a_slip_in_a_name_is_found(old, new, code, suggestion):
    text = RIGHT + EXCEPTION
    assert old in text
    assert (code, suggestion) in found_in(text.replace(old, new))


@pytest.mark.parametrize("jci", ["BWBR0035701", "jci1.3:c:BWBR35701", "jci1.3:x:BWBR0035701", "jci1.3:c:BWBR0035701&artikel"])
def test_a_reference_has_the_form_of_juriconnect(jci):
    assert [code for code, _ in found_in(RIGHT.replace("jci1.3:c:BWBR0035701&artikel=5.4&lid=3", jci))] == ["H104"]


def test_every_tariff_of_the_achterhoek_answers_to_a_decree(achterhoek):
    states = {decree: [each.state for each in coverage(achterhoek) if each.decree.name == decree] for decree in ("jeugdwet", "wmo")}
    assert {decree: [each.count(state) for state in ("built_up", "given", "nmb")] for decree, each in states.items()} == {
        "jeugdwet": [12, 8, 8],
        "wmo": [11, 2, 2],
    }
    assert not any(each.missing for each in coverage(achterhoek))


def test_only_other_costs_of_youth_care_by_the_hour_are_excepted(achterhoek):
    without = [each.member for each in coverage(achterhoek) if each.state == "built_up" and set(each.decree.elements) - set(each.covered)]
    assert len(without) == 9
    assert {(each.attributes["domein"], each.attributes["eenheid"]) for each in without} == {("jeugd", "uur")}


def test_without_its_exception_the_achterhoek_has_a_finding(tmp_path):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    (tmp_path / "rules" / "achterhoek" / "wet.yaml").unlink()
    (problem,) = [each for each in check(load(FolderTree(tmp_path / "rules", tmp_path), "achterhoek")) if each.code == "H709"]
    assert (problem.code, problem.fields["letter"], len(problem.fields["members"])) == ("H709", "b", 9)


def test_the_report_shows_it(herleid, tmp_path):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    text = herleid("report", "law")[1]
    assert "12 opgebouwd, waarvan 0 met een onderdeel dat ontbreekt; 8 niet opgebouwd" in " ".join(text.split())
    assert "| Ondersteuning groep | 1 2 3 5 7 | 8 | 4 8 | 9 | opgebouwd |" in herleid("report", "law", "--format", "markdown")[1]
    assert "4 Overhead: Overhead als opslag op de personeelskosten (overhead)" in text
    assert "6 Risico-opslag: dekt geen van deze onderdelen" in text
    document = json.loads(herleid("report", "law", "--format", "json")[1])
    schema = json.loads((shipped("schemas") / "output" / "law.schema.json").read_text("utf-8"))
    assert list(Draft7Validator(schema).iter_errors(document)) == []
    first = next(each for each in document["tariffs"] if each["member"] == "ondersteuning_individueel")
    assert document["decrees"][0]["source"]["at"] == "artikel 5.4 lid 3"
    assert document["decrees"][1]["note"].startswith("De AMvB waar de tekst van oktober naar verwijst")
    (excepted,) = document["exceptions"]
    assert (excepted["name"], excepted["elements"], excepted["source"]["at"]) == (
        "geen_clientgebonden_kosten_per_uur",
        ["b"],
        "Jeugd, 1. Ambulante Jeugdhulp, Tabel 11",
    )
    assert excepted["note"].startswith("De teksten geven voor hulp per uur geen kosten buiten de medewerkers")
    assert (first["covered"]["c"], first["excepted"], first["missing"]) == ({"overhead": ["overhead"]}, {"b": "geen_clientgebonden_kosten_per_uur"}, [])


def test_the_report_says_what_the_rules_chose(herleid, tmp_path):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    text = " ".join(herleid("report", "law")[1].split())
    assert "Welk element welk onderdeel dekt, hebben de regels gekozen (`covers`); de wet zegt het niet." in text
    assert "4 Overhead: Personele overhead (management, staf) en materiële kosten van de overhead. Onderdeel f van de Wmo dekt zij deels." in text
    assert 'Waar de reistijd als "-" gedrukt is, zoals bij groepen, of alleen een totaal van de uren, zoals bij Wonen' in text
    assert "dat het bij de Wmo staat, en dus alleen aan dat besluit wordt getoetst, is een keuze van deze regels" in text


def test_the_law_is_found(herleid, tmp_path):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    assert "rules/nederland/wet.yaml" in herleid("find", "Besluit Jeugdwet")[1]
