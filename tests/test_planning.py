"""`planning:` in rule files, `herleid report planning`, and what is said beside figures that are a draft."""

from __future__ import annotations

import json
import shutil
from datetime import date

import pytest
from jsonschema import Draft7Validator

from engine.reading.loading import load
from engine.reading.process import day_in
from engine.reading.trees import FolderTree
from engine.resources import shipped
from tests.golden import REGIONS, copy_duinrand
from tests.support import BASE, problems_of

SCHEMAS = shipped("schemas") / "output"

TARIFF = """\
parameters:
  tarief:
    label: Tarief
    unit: EUR/uur
    range: [0, 100]
    freedom: vaststaand
    values:
      - {valid_from: 2024-01-01, basis: document, status: %s, source: {ref: bron, at: tabel 1}, value: 80}
planning:
  eerste:
    label: Eerste planning
    date: 2024-01-01
    source: {ref: bron, at: bijlage}
    steps:
"""

SAID = BASE.replace("  result: tarief\n", "  result: tarief\n  disclaimer: {text: Hieraan zijn geen rechten te ontlenen., source: {ref: bron, at: voorblad}}\n")


@pytest.fixture
def planned(tmp_path, herleid):
    """Lay the consultation and the planning beside the made-up region; return what `report planning` says as data."""
    folder = copy_duinrand(tmp_path) / "duinrand"
    shutil.copy(REGIONS / "consultatie" / "duinrand.yaml", folder / "consultatie.yaml")
    return json.loads(herleid("report", "planning", "--format", "json")[1])


def test_it_is_described_by_its_schema(planned):
    schema = json.loads((SCHEMAS / "report.schema.json").read_text("utf-8"))
    assert list(Draft7Validator(schema).iter_errors(planned)) == []


def test_the_whole_is_as_settled_as_its_least_settled_figure(planned):
    assert planned["planning"]["statuses"]["whole"] == "concept"


@pytest.mark.parametrize(("status", "word"), [("concept", "concept"), ("advice", "advies"), ("final", "definitief")])
def test_the_status_of_the_whole_is_told(rules, herleid, status, word):
    text = TARIFF % status + "      stap: {label: Stap}\n"
    assert f"Als geheel: {word}, " in herleid("report", "planning", "--rules", rules(text))[1]


def test_only_the_planning_that_holds_is_shown_with_what_moved(planned):
    (planning,) = planned["planning"]["plannings"]
    assert (planning["name"], planning["replaces"]) == ("planning_juni", "planning_mei")
    assert [(each["name"], each["move"], each["days"]) for each in planning["steps"]] == [
        ("reacties", "narrowed", None),
        ("markt", "moved", [-1, -1]),
        ("college", "moved", [7, 7]),
        ("raad", "added", None),
        ("start", "added", None),
        ("strand", "dropped", None),
    ]


def test_a_step_of_a_vague_time_moves_by_a_range(rules, herleid):
    steps = "      stap: {label: Stap, when: %s, from: %s}\n"
    text = TARIFF % "final" + steps % ("7 november 2024", "2024-11-07")
    text += "  tweede:\n    label: Tweede\n    date: 2024-02-01\n    replaces: eerste\n    source: {ref: bron, at: bijlage}\n    steps:\n"
    text += steps % ("eind november", "2024-11-21, to: 2024-11-30")
    assert "14 tot 23 dagen later" in herleid("report", "planning", "--rules", rules(text))[1]
    assert "14 to 23 days later" in herleid("report", "planning", "--rules", rules(text), "--lang", "en")[1]


def test_the_page_says_who_decides_and_how_settled_the_figures_are(tmp_path, herleid):
    folder = copy_duinrand(tmp_path) / "duinrand"
    shutil.copy(REGIONS / "consultatie" / "duinrand.yaml", folder / "consultatie.yaml")
    code, out, _ = herleid("report", "planning")
    assert code == 0
    lines = [line.split() for line in out.splitlines()]
    assert ["18", "juni", "2024", "college", "de", "tarieven", "Planning", "van", "juni"] in lines
    assert any(line[:1] == ["concept"] for line in lines)
    assert "1 dag eerder" in out
    assert "eind mei (21 mei 2024 t/m 31 mei 2024), begin juli (1 juli 2024 t/m 10 juli 2024)" in " ".join(out.split())


SECOND = "  tweede:\n    label: Tweede\n    date: 2024-02-01\n    replaces: eerste\n    source: {ref: bron, at: bijlage}\n    steps:\n"


def test_who_decides_otherwise_in_a_later_planning_is_told(rules, herleid):
    text = TARIFF % "final" + "      besluit: {label: Besluit, who: De colleges, decides: De tarieven, note: In november.}\n      start: {label: Start}\n"
    text += SECOND + "      besluit: {label: Vaststelling, who: De raden, decides: De tarieven}\n      start: {label: Start}\n"
    folder = rules(text)
    page = herleid("report", "planning", "--rules", folder, "--format", "markdown")[1]
    assert "| Vaststelling | wie gewijzigd | De raden |" in page
    assert "Vaststelling, eerder: Besluit; wie: De colleges; In november." in page
    assert "Vaststelling, before: Besluit; who: De colleges; In november." in herleid("report", "planning", "--rules", folder, "--lang", "en")[1]
    document = json.loads(herleid("report", "planning", "--rules", folder, "--format", "json")[1])
    assert list(Draft7Validator(json.loads((SCHEMAS / "report.schema.json").read_text("utf-8"))).iter_errors(document)) == []
    changed, same = document["planning"]["plannings"][0]["steps"]
    assert (changed["move"], changed["changed"], changed["before"]["who"], changed["now"]["who"]) == ("same", ["label", "who"], "De colleges", "De raden")
    assert same["changed"] == []


@pytest.mark.parametrize(
    ("time", "chosen"),
    [
        ("when: maart t/m december 2024, from: 2024-03-01, to: 2024-12-31", False),
        ("when: november/december 2024, from: 2024-11-01, to: 2024-12-31", False),
        ("when: maart 2024, from: 2024-03-02, to: 2024-03-31", True),
        ("when: begin maart 2024, from: 2024-03-01, to: 2024-03-31", True),
        ("when: 12 maart 2024, from: 2024-03-12", False),
    ],
)
def test_the_days_of_a_vague_time_were_chosen_and_those_of_whole_months_were_not(rules, herleid, time, chosen):
    text = TARIFF % "final" + f"      stap: {{label: Stap, {time}}}\n"
    assert ("zijn gekozen" in herleid("report", "planning", "--rules", rules(text))[1]) is chosen


@pytest.mark.parametrize(
    ("step", "codes"),
    [
        ("{label: Besluit, when: 5 november 2024, from: 2024-11-05}", []),
        ("{label: Besluit, when: 5 november 2024, from: 2024-11-06}", ["H321"]),
        ("{label: Besluit, when: 5 november 2024, from: 2024-11-05, to: 2024-11-06}", ["H321"]),
        ("{label: Besluit, when: 5 November 2024, from: 2024-11-05}", []),
        ("{label: Besluit, when: begin november, from: 2024-11-05, to: 2024-11-01}", ["H320"]),
        ("{label: Besluit}", []),
        ("{label: Besluit, when: ooit}", []),
        ("{label: Besluit, when: nader te bepalen}", []),
        ("{label: Besluit, when: 5 november 2024}", ["H322"]),
        ("{label: Besluit, when: begin november}", ["H322"]),
        ("{label: Besluit, when: in 2025}", ["H322"]),
        ("{label: Besluit, when: begin november, from: 2024-11-01}", ["H322"]),
        ("{label: Besluit, when: week 42, from: 2024-10-14}", ["H322"]),
        ("{label: Besluit, when: week 42, from: 2024-10-14, to: 2024-10-20}", []),
        ("{label: Besluit, when: dinsdag 5 november, from: 2024-11-05}", []),
        ("{label: Besluit, when: 05-11-2024, from: 2024-11-05}", []),
        ("{label: Besluit, when: 09.00-09.05, from: 2024-11-05}", []),
        ("{label: Besluit, from: 2024-11-05}", ["H109"]),
        ("{label: Besluit, when: ooit, from: 2024-02-30}", ["H105"]),
        ("{when: ooit}", ["H102"]),
    ],
)
def test_a_step_has_the_day_that_is_printed(step, codes):
    found = problems_of({"regels.yaml": TARIFF % "final" + f"      besluit: {step}\n"})
    assert [each.code for each in found] == codes


@pytest.mark.parametrize(
    ("second", "codes"),
    [
        ("when: 6 november 2024, from: 2024-11-06", []),
        ("when: 5 november 2024, from: 2024-11-05", []),
        ("when: november 2024, from: 2024-11-01, to: 2024-11-30", []),
        ("when: 4 november 2024, from: 2024-11-04", ["H323"]),
        ("when: 5 november 2023, from: 2023-11-05", ["H323"]),
    ],
)
def test_steps_stand_in_the_order_in_which_they_are_done(second, codes):
    steps = "      besluit: {label: Besluit, when: 5 november 2024, from: 2024-11-05}\n      later: {label: Later}\n"
    steps += f"      bericht: {{label: Bericht, {second}}}\n"
    assert [each.code for each in problems_of({"regels.yaml": TARIFF % "final" + steps})] == codes


@pytest.mark.parametrize(
    ("steps", "day", "codes"),
    [
        ("besluit: {label: Besluit}, bericht: {label: Bericht}, start: {label: Start}", "2024-02-01", ["H325"]),
        ("besluit: {label: Besluit}, bericht: {label: Bericht}, start: {label: Start}", "2024-01-01", []),
        ("besluit: {label: Besluit}, brief: {label: Brief}, start: {label: Start}", "2024-02-01", []),
        ("een: {label: Een}, twee: {label: Twee}", "2024-02-01", []),
    ],
)
def test_a_planning_that_repeats_an_earlier_one_says_that_it_replaces_it(steps, day, codes):
    text = TARIFF % "final" + "      besluit: {label: Besluit}\n      bericht: {label: Bericht}\n"
    text += f"  tweede:\n    label: Tweede\n    date: {day}\n    source: {{ref: bron, at: bijlage}}\n    steps: {{{steps}}}\n"
    assert [each.code for each in problems_of({"regels.yaml": text})] == codes
    said = text.replace(f"    date: {day}\n    source", f"    date: {day}\n    replaces: eerste\n    source")
    assert "H325" not in [each.code for each in problems_of({"regels.yaml": said})]


@pytest.mark.parametrize(
    ("quote", "times"),
    [
        ("Besluit 5 november 2024 Publicatie", ()),
        ("Besluit 5 november 2024 Publicatie 7 november 2024", ("7 november 2024",)),
        ("09.00-09.30 Welkom, besluit 5 november 2024", ("09.00-09.30",)),
        ("1. Besluit 2. Bericht", ()),
        ("1. Besluit 2. Bericht 3. Start", ("3.",)),
        ("a) Besluit b) Bericht c) Start", ("c)",)),
        ("4. Iets anders 1. Besluit 2. Bericht", ()),
        ("1e helft van november, 34 abc 2024", ()),
        ("Besluit 5 november 2024 Publicatie eind november 2024", ()),
        ("Besluit 5 november 2024 Publicatie begin februari 2025", ("februari 2025",)),
        ("Eerste planning, mei 2024: besluit 5 november 2024", ("mei 2024",)),
    ],
)
def test_what_is_quoted_of_a_planning_is_in_its_steps(quote, times):
    text = (TARIFF % "final").replace("{ref: bron, at: bijlage}", f'{{ref: bron, at: bijlage, quote: "{quote}"}}')
    steps = "      besluit: {label: Besluit, when: 5 november 2024, from: 2024-11-05}\n      bericht: {label: Bericht}\n"
    found = problems_of({"regels.yaml": text + steps})
    assert [(each.code, each.fields["times"]) for each in found] == ([("H324", times)] if times else [])


@pytest.mark.parametrize("other", ["derde", "eerste"])
def test_a_planning_replaces_an_earlier_one(other):
    found = problems_of({"regels.yaml": (TARIFF % "final").replace("    date:", f"    replaces: {other}\n    date:") + "      stap: {label: Stap}\n"})
    assert [each.code for each in found] == ["H240"]


def test_plannings_that_replace_each_other_are_found():
    text = TARIFF % "final" + "      stap: {label: Stap}\n" + "  tweede:\n    label: Tweede\n    date: 2024-02-01\n    replaces: eerste\n"
    text += "    source: {ref: bron, at: bijlage}\n    steps: {stap: {label: Stap}}\n"
    assert [each.code for each in problems_of({"regels.yaml": text})] == []
    circle = text.replace("    date: 2024-01-01", "    replaces: tweede\n    date: 2024-01-01")
    assert {each.code for each in problems_of({"regels.yaml": circle})} == {"H240"}


def test_the_source_of_a_planning_has_to_be_there():
    text = (TARIFF % "final").replace("{ref: bron, at: bijlage}", "{ref: brom, at: bijlage}") + "      stap: {label: Stap}\n"
    assert [each.code for each in problems_of({"regels.yaml": text})] == ["H209"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("19 november 2024", date(2024, 11, 19)),
        ("3 May 2024", date(2024, 5, 3)),
        ("31 april 2024", None),
        ("begin februari 2025", None),
        ("november 2024", None),
        ("0 mei 0", None),
        ("١ mei ٢٠٢٤", date(2024, 5, 1)),
    ],
)
def test_a_day_is_read_only_where_it_is_named_in_full(text, found):
    assert day_in(text) == found


@pytest.mark.parametrize(("status", "shown"), [("concept", True), ("advice", False), ("final", False)])
def test_a_disclaimer_is_shown_beside_every_draft(rules, herleid, status, shown):
    folder = rules({"ruleset.yaml": SAID, "regels.yaml": (TARIFF % status).partition("planning:")[0]})
    words = "Hieraan zijn geen rechten te ontlenen."
    assert (f"Voorbehoud: {words}" in herleid("calc", "--rules", folder)[1]) == shown
    document = json.loads(herleid("calc", "--rules", folder, "--format", "json")[1])
    assert document.get("disclaimer") == ({"text": words, "source": {"ref": "bron", "at": "voorblad", "quote": []}} if shown else None)
    assert list(Draft7Validator(json.loads((SCHEMAS / "calc.schema.json").read_text("utf-8"))).iter_errors(document)) == []
    for command in ("trace", "buildup"):
        assert (f"Voorbehoud: {words}" in herleid(command, "tarief", "--rules", folder)[1]) == shown, command
    out, err = herleid("calc", "--rules", folder, "--format", "csv", "--lang", "en")[1:]
    assert words not in out
    assert (f"herleid: Disclaimer: {words} Source: Tariefbesluit, voorblad\n" == err) == shown


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_a_report_of_drafts_has_the_disclaimer(herleid, tmp_path, form):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    for topic in ("procurement", "consultation", "planning", "law"):
        assert herleid("report", topic, "--format", form)[1].count("Voorbehoud: De waarden in deze presentatie") == 1, topic


def test_the_plannings_of_the_achterhoek_moved_by_two_weeks(herleid, tmp_path):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    out = herleid("report", "planning", "--format", "markdown")[1]
    moved = "5 november 2024 | 19 november 2024"
    assert f"| Besluitvorming door alle colleges: go/no go | {moved} | 14 dagen later; wie gewijzigd; besluit gewijzigd | Alle colleges |" in out
    assert "Rapportage met advies; gemeenten besluiten, eerder: Besluitvorming door Colleges; wie: De colleges" in out
    assert any(line.startswith("| Beoogde publicatiedatum") and "| 14 tot 23 dagen later |" in line for line in out.splitlines())
    assert "geen rechten worden" in out


def test_a_table_fits_by_breaking_what_people_wrote(herleid, tmp_path):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    for topic in ("planning", "procurement", "goals"):
        lines = herleid("report", topic)[1].splitlines()
        assert max(map(len, lines)) <= 132, topic


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("19 november 2024", "planning_oktober.colleges"),
        ("7 november 2024", "planning_juli.publicatie"),
        ("Susanne Büter", "programma_jeugd_juli.visie"),
        ("gespreksnotitie", "aanpak_lumpsum.gespreksnotitie"),
        ("governance", "planning_taakbudget.dialoog"),
        ("gemeenten besluiten", "aanpak_tarieven_oktober.besluit"),
    ],
)
def test_what_was_planned_is_found(herleid, tmp_path, words, name):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    found = json.loads(herleid("find", words, "--format", "json")[1])["hits"]
    assert name in [each["name"] for each in found]


def test_every_planning_has_a_place_and_a_quote():
    rules = load(FolderTree(shipped("rules"), shipped("rules")), "achterhoek").ruleset
    assert len(rules.plannings) == 11
    assert all(each.citation and each.citation.quotes for each in (*rules.plannings.values(), rules.disclaimer))
