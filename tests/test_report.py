"""`herleid report`: what the rules have to say on a topic, as people and programs read it."""

from __future__ import annotations

import json
import shutil
from decimal import Decimal

import pytest
from jsonschema import Draft7Validator

from engine.calculating.calculation import Calculation
from engine.model import State
from engine.reading.loading import load
from engine.reading.overlays import lay_over
from engine.reading.trees import FolderTree
from engine.resources import shipped
from tests.golden import REGIONS, copy_duinrand, expect

REPORT = """\
reports:
  vervoer:
    label: De pont
    show: [familie, ritten, uitgaven_pont]
    source: {ref: besluit, at: toelichting}
    note: Wat de pont *kost*.
"""


@pytest.fixture(scope="module")
def achterhoek():
    return load(FolderTree(shipped("rules"), shipped("rules")), "achterhoek").ruleset


@pytest.fixture
def duinrand(tmp_path):
    folder = copy_duinrand(tmp_path)
    (folder / "duinrand" / "overzichten.yaml").write_text(REPORT, "utf-8")
    return folder / "duinrand"


@pytest.mark.usefixtures("duinrand")
@pytest.mark.parametrize(("form", "name"), [("text", "report.txt"), ("markdown", "report.md"), ("json", "report.json")])
def test_a_report_shows_figures_with_sources_and_what_was_printed(herleid, updating, form, name):
    expect(name, herleid("report", "vervoer", "--format", form)[1], updating)


@pytest.mark.usefixtures("duinrand")
def test_the_document_of_a_report_is_described_by_its_schema(herleid):
    schema = json.loads((shipped("schemas") / "output" / "report.schema.json").read_text("utf-8"))
    document = json.loads(herleid("report", "vervoer", "--format", "json")[1])
    Draft7Validator.check_schema(schema)
    assert list(Draft7Validator(schema).iter_errors(document)) == []


@pytest.mark.usefixtures("duinrand")
def test_reports_are_listed(herleid):
    assert "vervoer  De pont" in herleid("report")[1]


@pytest.mark.usefixtures("duinrand")
def test_a_report_that_does_not_exist(herleid):
    code, out, err = herleid("report", "vervor")
    assert (code, out) == (2, "")
    assert "er is geen overzicht `vervor`; bedoelde u `vervoer`?" in err


def test_a_report_names_what_exists(duinrand, herleid):
    (duinrand / "overzichten.yaml").write_text(REPORT.replace("uitgaven_pont", "uitgave_pont"), "utf-8")
    code, out, _ = herleid("check")
    assert code == 1
    assert "H203" in out
    assert "`uitgaven_pont`" in out


def test_a_rule_that_a_report_shows_is_used(duinrand, herleid):
    text = (duinrand / "tarieven.yaml").read_text("utf-8").partition("published:")
    (duinrand / "tarieven.yaml").write_text(text[0], "utf-8")
    assert "`uitgaven_pont`" not in herleid("check")[1]
    (duinrand / "overzichten.yaml").unlink()
    assert "`uitgaven_pont`" in herleid("check")[1]


def test_what_was_spent_adds_up_to_what_the_print_should_have_said(achterhoek):
    calculation = Calculation(achterhoek)
    found = {segment: calculation.value("uitgaven_segment", (segment,)) for segment in achterhoek.dimensions["segment"].members}
    assert found == {
        "ambulante_jeugdhulp": Decimal(41_191_957),
        "jeugdhulp_met_verblijf": Decimal(20_338_477),
        "crisis": Decimal(1_623_000),
        "wmo_begeleiding": Decimal(27_323_701),
        "wonen": Decimal(15_783_000),
    }


def test_only_oude_ijsselstreek_stays_out_of_two_segments(achterhoek):
    calculation = Calculation(achterhoek)
    absent = [cell for cell in calculation.cells("deelname") if calculation.value("deelname", cell) == 0]
    assert absent == [("oude_ijsselstreek", "ambulante_jeugdhulp"), ("oude_ijsselstreek", "wmo_begeleiding")]


def test_parcels_are_numbered_within_their_series(achterhoek):
    parcels = achterhoek.dimensions["perceel"].members.values()
    assert len(parcels) == 17 + 7 + 7 + 3
    for name in ("jeugd", "wmo_groep", "wmo_individueel", "wonen"):
        labels = [each.label for each in parcels if each.attributes["reeks"] == name]
        assert [label.split()[1] for label in labels] == [str(at + 1) for at in range(len(labels))]


@pytest.fixture
def vuurtoren(tmp_path):
    folder = copy_duinrand(tmp_path)
    shutil.copy(REGIONS / "vuurtoren" / "taakbudget.yaml", folder / "duinrand")
    return load(FolderTree(folder, folder), "duinrand").ruleset


def test_a_lump_sum_runs_along_the_years(vuurtoren):
    calculation = Calculation(vuurtoren)
    years = list(vuurtoren.dimensions["begrotingsjaar"].members)
    assert years == ["T", "T+1", "T+2", "T+3", "T+4"]
    # The index of the first year is that of the tariffs, 3.94%; what the neighbourhood takes over goes off, new boats and more people come on.
    assert [calculation.value("budgetindex", (year,)) for year in years[:4]] == [Decimal(0), Decimal("0.0394"), Decimal("0.03"), Decimal("0.025")]
    assert [calculation.value("budgetindexering", (year,)) for year in years[:4]] == [0, 39_400, 30_432, 24_683]
    assert [calculation.value("taakbudget", (year,)) for year in years] == [1_000_000, 1_014_400, 987_332, 922_015, State.NMB]


@pytest.mark.usefixtures("vuurtoren")
def test_a_lump_sum_is_shown_whole(herleid, updating):
    expect("report_budget.txt", herleid("report", "budget")[1], updating)
    assert herleid("check")[0] == 0


def test_volumes_times_tariffs_is_what_each_municipality_pays(vuurtoren):
    calculation = Calculation(vuurtoren)
    first = 1200 * Decimal("81.97") + 800 * Decimal("65.11") + 3650 * Decimal("200.82")
    assert calculation.value("uitgaven", ("duinrand", "2024")) == first.quantize(Decimal(1))
    assert calculation.value("uitgaven", ("zilverstrand", "2024")) == (300 * Decimal("81.97") + 365 * Decimal("200.82")).quantize(Decimal(1))


def test_the_budget_of_the_achterhoek_has_a_structure_and_no_amounts(achterhoek):
    calculation = Calculation(achterhoek)
    assert {calculation.value("taakbudget", cell) for cell in calculation.cells("taakbudget")} == {State.NMB}
    members = achterhoek.dimensions["budgetcomponent"].members.values()
    assert [(each.label[:2], each.attributes["teken"]) for each in members] == [("A.", "min"), ("B.", "plus"), ("C.", "beide")]
    assert achterhoek.rules["budgetindex"].label.startswith("C.")


def test_the_step_to_2026_waits_for_its_figures(achterhoek):
    calculation = Calculation(achterhoek)
    assert {calculation.value("tarief_2026", cell) for cell in calculation.cells("tarief_2026")} == {State.NMB}


def test_the_step_to_2026_can_be_tried(achterhoek):
    top = shipped("rules").parent
    found = lay_over(achterhoek, FolderTree(top, top), "docs/voorbeelden/index_2026.yaml")
    assert found.diagnostics == ()
    calculation = Calculation(found.rules)
    # 90% of 4 and 10% of 2; 70% of 4 and 30% of 2; all of 2 with what 2025 fell short, (1.02 / 1.0182 - 1) in two decimals.
    steps = [calculation.value("indexstap_2026", (family,)) for family in ("arbeid", "verblijf", "vervoer")]
    assert steps == [Decimal("0.038"), Decimal("0.034"), Decimal("0.021836")]
    unrounded = calculation.unrounded("tarief", ("ondersteuning_individueel", "2025"))
    assert calculation.value("tarief_2026", ("ondersteuning_individueel",)) == (unrounded * Decimal("1.038")).quantize(Decimal("0.01"))
    assert calculation.value("tarief", ("ondersteuning_individueel", "2025")) == Decimal("90.69")


def test_a_spend_on_one_product_stands_for_a_volume(achterhoek):
    calculation = Calculation(achterhoek)
    # 870,000 at 152.00 an hour, the tariff at the price level of 2024.
    assert calculation.value("uren_spoedhulp", ()) == Decimal(5_724)
    rule = achterhoek.rules["uren_spoedhulp"]
    assert "afgeleid" in rule.label
    assert "prijspeil 2024" in rule.note


def test_the_volume_that_a_spend_stands_for_is_shown(duinrand, herleid):
    shutil.copy(REGIONS / "vuurtoren" / "pont.yaml", duinrand)
    (duinrand / "overzichten.yaml").unlink()
    assert herleid("check")[0] == 0
    out = " ".join(herleid("report", "vervoer")[1].split())
    assert "Ritten met de pont in 2023, afgeleid uit de uitgaven 3.000" in out
    assert "gedeeld door het tarief met prijspeil 2024" in out


def test_the_hours_of_emergency_care_are_in_the_report(herleid, tmp_path):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    out = " ".join(herleid("report", "procurement")[1].split())
    assert "Uren ambulante spoedhulp, afgeleid uit de uitgaven van 2023 bij prijspeil 2024 5.724" in out
    assert 'Bij Wonen staat boven de kolom alleen "Spend", zonder jaar' in out
    assert "Perceel 1 Ondersteuning Aalten Begeleiding groep Wmo groep Aalten" in out


@pytest.mark.usefixtures("vuurtoren")
def test_a_change_is_told_in_what_each_municipality_pays_where_the_rules_hold_volumes(herleid, tmp_path):
    shutil.copytree(tmp_path / "rules", tmp_path / "later" / "rules")
    rules = tmp_path / "later" / "rules" / "duinrand" / "kostprijs.yaml"
    changed = rules.read_text("utf-8").replace("table: {etmaal: {slaapwacht: 19.50}}", "table: {etmaal: {slaapwacht: 20.50}}")
    rules.write_text(changed.replace("Slaapwacht vuurtoren: € 19,50", "Slaapwacht vuurtoren: € 20,50"), "utf-8")
    code, out, _ = herleid("diff", "rules/duinrand", "later/rules/duinrand", "--price-level", "2024", "--format", "json")
    assert code == 0
    found = json.loads(out)
    tariff = next(each for each in found["changes"] if each["cell"] == {"product": "vuurtoren_wonen", "prijspeil": "2024"})
    paid = {each["municipality"]: Decimal(each["delta"]) for each in found["budget"]["municipalities"]}
    assert Decimal(tariff["delta"]) == 1
    assert paid == {"duinrand": 3650, "zilverstrand": 365}


def test_procurement_shows_per_service_which_tariffs_hold_and_how_it_is_paid_for(herleid, tmp_path):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    lines = herleid("report", "procurement")[1].splitlines()
    start = lines.index("Pleegzorg: Inspanningsgericht plus vast bedrag voor werving, Regionale aanbesteding")
    assert [line.split()[0:4] for line in lines[start + 1 : start + 3]] == [["Pleegzorg", "voltijd", "€", "54,79"], ["Pleegzorg", "deeltijd", "€", "112,97"]]
    document = json.loads(herleid("report", "procurement", "--format", "json")[1])
    assert list(Draft7Validator(json.loads((shipped("schemas") / "output" / "report.schema.json").read_text("utf-8"))).iter_errors(document)) == []
    (services,) = [each for each in document["parts"] if each["name"] == "dienst"]
    found = {}
    for each in services["results"]:
        found.setdefault(each["member"], set()).add(each["result"]["cell"]["product"])
    assert found["behandeling_ggz"] == {"basis_ggz", "specialistische_ggz", "diagnostiek", "medicatiecontrole"}
    assert found["beschut_wonen"] == {"beschut_wonen_exclusief_basis", "beschut_wonen_exclusief_plus"}
    assert set(found) == {each["name"] for each in services["members"]}


def test_a_service_that_was_not_proposed_has_no_way_of_paying_yet(achterhoek):
    services = achterhoek.dimensions["dienst"].members
    unsaid = {name for name, each in services.items() if each.attributes["bekostiging"] == "niet_genoemd"}
    assert unsaid == {"expertise", "moeder_kind_huis", "vervoer", "beschut_wonen_inclusief"}
    segments = {each.attributes["dienst"]: each.attributes["segment"] for each in achterhoek.dimensions["product"].members.values()}
    assert segments == {name: each.attributes["segment"] for name, each in services.items()}


def test_columns_have_names_for_people_and_whole_amounts_no_cents(herleid, tmp_path):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    out = herleid("calc", "uitgaven")[1]
    assert "Gemeente           Ambulante jeugdhulp  Jeugdhulp met verblijf  Crisis  Wmo begeleiding  Wonen" in out
    assert "€ 3.807.427  " in out
    assert ",00" not in out


def test_members_that_are_sentences_stand_below_each_other(herleid, tmp_path):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    out = herleid("report", "goals", "--format", "markdown")[1]
    assert "### Kernwaarden\n\n- Optimaal ontwikkelen\n- Gezond\n" in out


def test_goals_are_numbered_and_named_as_they_are_printed(herleid, tmp_path):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    out = herleid("report", "goals")[1]
    assert "Financiële doelen\n\nBetere voorspelbaarheid" in out
    assert "3. De inwoner participeert maximaal naar vermogen in de samenleving\n" in out
    assert "5. Let op: nieuw perceel Wonen gericht op zelfstandigheid voor Wmo en Jeugd (18-/18+)\n" in out


def test_how_the_step_to_2026_is_made_is_shown_whole(herleid, tmp_path):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    overlay = shipped("rules").parent / "docs" / "voorbeelden" / "index_2026.yaml"
    document = json.loads(herleid("report", "indexation", "--overlay", overlay, "--format", "json")[1])
    parts = {each["name"]: each["results"] for each in document["parts"]}
    assert [each["value"] for each in parts["index_definitief"] if each["cell"]["prijspeil"] == "2025"] == ["4.5", "2"]
    assert [each["value"] for each in parts["indexmandje_2026"] if each["cell"] == {"indexfamilie": "vervoer"}] == ["2.1836"]


def test_a_lump_sum_says_which_part_of_it_the_rules_chose(achterhoek):
    for name in ("budgetmutatie", "budgetindexering", "taakbudget", "budgetindex"):
        assert "een keuze van deze regels" in achterhoek.rules[name].note
    assert achterhoek.rules["taakbudget"].citation.at == "Jeugd, Initieel budget"


@pytest.mark.parametrize("word", ["uitgekristalliseerd", "drie varianten", "Industriepark", "onderaanneming", "afsplitsbare", "consignatie", "disclaimer"])
def test_what_the_texts_say_in_words_is_found(herleid, tmp_path, word):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    assert "rules/achterhoek/" in herleid("find", word)[1]


@pytest.fixture
def later(request, tmp_path):
    """Write the made-up region a second time, in which the neighbourhood takes over more in the first year."""
    request.getfixturevalue("vuurtoren")
    shutil.copytree(tmp_path / "rules", tmp_path / "later")
    path = tmp_path / "later" / "duinrand" / "taakbudget.yaml"
    path.write_text(path.read_text("utf-8").replace("transformatie: [50000", "transformatie: [60000"), "utf-8")
    return tmp_path / "later" / "duinrand"


def test_what_moved_a_lump_sum_is_told_with_its_cause(later, herleid):
    document = json.loads(herleid("report", "budget", "--rules", later, "--base", "rules/duinrand", "--format", "json")[1])
    assert list(Draft7Validator(json.loads((shipped("schemas") / "output" / "report.schema.json").read_text("utf-8"))).iter_errors(document)) == []
    found = {tuple(each["cell"].values()): each for each in document["changes"]["changes"] if each["rule"] == "taakbudget"}
    # 10,000 less in the first year, then with 3% and 2.5% of index over it.
    assert [found[year,]["delta"] for year in ("T+1", "T+2", "T+3")] == ["-10000", "-10300", "-10557"]
    for each in found.values():
        assert sum(Decimal(one["amount"]) for one in each["causes"]) + Decimal(each["rounding"]) == Decimal(each["delta"])
        assert [one["rules"] for one in each["causes"]] == [["budgetpost"]]
    text = herleid("report", "budget", "--rules", later, "--base", "rules/duinrand")[1]
    assert "door Bedrag van een component" in text
    assert "€ 1.014.400  € 1.004.400  € -10.000" in text


def test_where_nothing_moved_that_is_said(later, herleid):
    out = herleid("report", "budget", "--rules", later, "--base", later)[1]
    assert f"Geen van de berekende cijfers in dit overzicht is anders dan in {later}." in " ".join(out.split())
    assert "door Bedrag" not in out


@pytest.mark.usefixtures("vuurtoren")
def test_a_lump_sum_is_traced_through_the_years(herleid):
    out = herleid("trace", "taakbudget", "begrotingsjaar=T+2")[1]
    assert "€ 1.014.400 × (1 + 3%) + € -57.500 = € 987.332" in out
    assert "initieel_budget  rules/duinrand/taakbudget.yaml" in out


def test_a_report_says_with_which_scenario_it_was_computed(herleid, tmp_path):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    overlay = shipped("rules").parent / "docs" / "voorbeelden" / "index_2026.yaml"
    out = " ".join(herleid("report", "indexation", "--overlay", overlay)[1].split())
    assert "met scenario ‹Indexstap naar 2026, om mee te proberen›" in out
    document = json.loads(herleid("report", "indexation", "--overlay", overlay, "--format", "json")[1])
    assert [each["name"] for each in document["overlays"]] == ["index_2026"]
    assert list(Draft7Validator(json.loads((shipped("schemas") / "output" / "report.schema.json").read_text("utf-8"))).iter_errors(document)) == []


def test_a_budget_of_ones_own_is_tried_with_an_overlay(herleid, tmp_path):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    overlay = shipped("rules").parent / "docs" / "voorbeelden" / "taakbudget.yaml"
    document = json.loads(herleid("report", "budget", "--overlay", overlay, "--format", "json")[1])
    (budget,) = [each for each in document["parts"] if each["name"] == "taakbudget"]
    found = {tuple(each["cell"].values()): each["value"] for each in budget["results"]}
    # 15,000,000 x 1.03472 - 200,000 + 150,000, and so on; the other task stays undecided.
    first = Decimal(15_000_000) * Decimal("1.03472") - 50_000
    second = first * Decimal("1.03") - 50_000
    assert [Decimal(found["wmo_wonen", year]) for year in ("T", "T+1", "T+2")] == [15_000_000, first, second]
    assert {found["jeugd_woonvarianten", year] for year in ("T", "T+1")} == {None}


@pytest.mark.parametrize("topic", ["planning", "law"])
def test_what_has_no_figures_of_its_own_is_compared_with_nothing(herleid, tmp_path, topic):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    code, out, err = herleid("report", topic, "--base", "rules/achterhoek")
    assert (code, out) == (2, "")
    assert "`--base` hoort bij overzichten met cijfers" in err
