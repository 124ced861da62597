"""`--overlay`: values of one's own over those of the rules, which themselves stay as they are."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.calculating.calculation import in_force
from engine.diagnostics import Span
from engine.model import Datum, Entry, Parameter
from engine.reading.periods import left_of
from engine.units import DIMENSIONLESS
from tests.golden import copy_duinrand
from tests.support import BASE, write_files

SCHEMAS = Path(__file__).parents[1] / "schemas" / "output"

RULES = """\
dimensions:
  cao: {label: Cao, members: {GGZ: {label: Geestelijke gezondheidszorg}, JZ: {label: Jeugdzorg}}}
parameters:
  uurloon:
    label: Uurloon
    unit: EUR/uur
    per: [cao]
    range: [10, 100]
    freedom: vaststaand
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, table: {GGZ: 40, JZ: 30}}
      - {valid_from: 2025-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, table: {GGZ: 44, JZ: 33}}
  overhead:
    label: Overhead
    unit: "%"
    range: [0, 60]
    freedom: suggestie
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 2}, value: 25}
formulas:
  tarief:
    label: Tarief
    unit: EUR/uur
    per: [cao]
    round: {to: 0.01}
    formula: uurloon * (1 + overhead)
    source: {ref: bron, at: tabel 3}
checks:
  niet_te_veel:
    label: Overhead is minder dan de helft
    that: overhead < 0.5
"""

HEAD = """\
overlay: {name: zelf, label: Onze eigen cijfers}
sources:
  begroting: {title: Begroting 2024, publisher: Zorg aan Huis, date: 2024-02-01, type: decision, url: "https://example.org/b", retrieved: 2024-03-01}
"""


def value(text, valid_from="2024-01-01", name="overhead", basis="document", **more):
    extra = "".join(f"{key}: {each}, " for key, each in more.items())
    source = "" if basis == "definition" else "source: {ref: begroting, at: blz. 3}, "
    return f"  {name}:\n    values:\n      - {{valid_from: {valid_from}, {extra}basis: {basis}, status: concept, {source}{text}}}\n"


def overlay(*values):
    return HEAD + "parameters:\n" + "".join(values)


@pytest.fixture
def answers(tmp_path, herleid):
    """Write rules and overlays (`a.yaml`, `b.yaml`), and run a command with all of them; return its exit code, stdout and stderr."""
    write_files(tmp_path, {"regels/regels.yaml": RULES, "regels/ruleset.yaml": BASE})

    def call(texts, *arguments, command="calc", files=None):
        named = {f"{letter}.yaml": text for letter, text in zip("abc", [texts] if isinstance(texts, str) else texts, strict=False)}
        write_files(tmp_path, {**named, **(files or {})})
        overlays = [each for name in named for each in ("--overlay", tmp_path / name)]
        return herleid(command, "--rules", tmp_path / "regels", *overlays, *arguments)

    return call


@pytest.fixture
def figures(answers):
    """Return the figures by cao."""

    def call(texts, *arguments, **more):
        code, out, _ = answers(texts, "--format", "csv", *arguments, **more)
        assert code == 0
        return [row["value"] for row in csv.DictReader(io.StringIO(out))]

    return call


# What stands in for what


def test_a_value_stands_in_for_that_of_the_rules(figures):
    assert figures([]) == ["50.00", "37.50"]
    assert figures(overlay(value("value: 30"))) == ["52.00", "39.00"]


def test_cells_that_an_overlay_does_not_name_stay_as_they_are(figures):
    assert figures(overlay(value("table: {JZ: 32}", name="uurloon"))) == ["50.00", "40.00"]


def test_a_later_overlay_goes_first(figures):
    thirty, twenty = overlay(value("value: 30")), overlay(value("value: 20")).replace("begroting", "raming").replace("zelf", "nog_een")
    assert figures([thirty, twenty]) == ["48.00", "36.00"]
    assert figures([twenty, thirty]) == ["52.00", "39.00"]


def test_overlays_add_to_each_other_where_they_are_about_other_values(figures):
    wages = overlay(value("table: {GGZ: 48}", name="uurloon")).replace("begroting", "raming")
    assert figures([overlay(value("value: 30")), wages]) == ["62.40", "39.00"]


def test_the_same_file_twice_is_one_overlay(answers, tmp_path):
    code, out, _ = answers(overlay(value("value: 30")), "--overlay", tmp_path / "a.yaml")
    assert (code, out.count("Onze eigen cijfers")) == (0, 1)


def test_an_overlay_may_say_that_something_is_still_to_be_decided(answers):
    code, out, _ = answers(overlay(value("table: {GGZ: nmb}", name="uurloon")))
    assert code == 0
    assert "Geestelijke gezondheidszorg      nmb" in out


def test_percents_are_written_as_in_the_rules(figures):
    assert figures(overlay(value("value: 0.5"))) == ["40.20", "30.15"]


def test_values_may_stand_in_a_csv_beside_the_overlay(figures):
    bulk = overlay(value("csv: lonen.csv", name="uurloon"))
    files = {"lonen.csv": "cao;value;basis\nGGZ;50;assumption\nJZ;20;\n"}
    assert figures(bulk, files=files) == ["62.50", "25.00"]


# When


@pytest.mark.parametrize(
    ("day", "overheads"),
    [("2024-03-31", "25"), ("2024-04-01", "30"), ("2024-06-30", "30"), ("2024-07-01", "25"), ("2025-06-01", "25")],
)
def test_a_value_holds_from_its_first_day_to_its_last_and_then_that_of_the_rules_holds_again(figures, day, overheads):
    assert figures(overlay(value("value: 30", "2024-04-01", valid_to="2024-06-30")), "overhead", "--day", day) == [overheads]


@pytest.mark.parametrize(("day", "wages"), [("2024-03-31", "40"), ("2024-07-01", "48"), ("2025-01-01", "48"), ("2030-01-01", "48")])
def test_what_comes_into_force_later_in_the_rules_does_not_take_over(figures, day, wages):
    assert figures(overlay(value("table: {GGZ: 48}", "2024-04-01", name="uurloon")), "uurloon", "cao=GGZ", "--day", day) == [wages]


@pytest.mark.parametrize(("day", "wages"), [("2024-12-31", "48"), ("2025-02-28", "48"), ("2025-03-01", "44")])
def test_afterwards_what_came_into_force_in_the_meantime_holds(figures, day, wages):
    own = overlay(value("table: {GGZ: 48}", "2024-04-01", name="uurloon", valid_to="2025-02-28"))
    assert figures(own, "uurloon", "cao=GGZ", "--day", day) == [wages]


def test_values_of_an_overlay_follow_each_other(figures):
    lines = overlay(value("value: 30")) + value("value: 32", "2024-07-01").partition("values:\n")[2]
    assert [figures(lines, "overhead", "--day", day) for day in ("2024-06-30", "2024-07-01")] == [["30"], ["32"]]


def test_values_that_do_not_hold_on_the_day_are_told(answers):
    code, out, err = answers(overlay(value("value: 30", "2024-09-01")))
    assert code == 0
    assert "€ 50,00" in out
    assert err == "herleid: de waarde uit ‹Onze eigen cijfers› (a.yaml) geldt niet op 1 juli 2024, wel vanaf 1 september 2024 (`--day`)\n"


def test_some_values_that_do_not_hold_on_the_day_are_counted(answers):
    text = overlay(value("value: 30"), value("table: {GGZ: 48, JZ: 32}", "2024-09-01", name="uurloon"))
    assert "2 van de 3 waarden uit ‹Onze eigen cijfers› (a.yaml) gelden niet op 1 juli 2024" in answers(text)[2]
    ended = overlay(value("value: 30", valid_to="2024-02-01"), value("table: {GGZ: 48, JZ: 32}", name="uurloon"))
    assert answers(ended)[2] == "herleid: 1 van de 3 waarden uit ‹Onze eigen cijfers› (a.yaml) geldt niet op 1 juli 2024\n"


DAYS = st.integers(0, 12).map(lambda month: date(2020 + month // 12, month % 12 + 1, 1))


@st.composite
def entries(draw, first):
    """Entries for the cells a and b, none twice on one day; `first` is where their numbers start."""
    found, taken = [], set()
    for number in range(draw(st.integers(0, 4))):
        start, end = draw(DAYS), draw(st.none() | DAYS)
        cells = {(each,) for each in draw(st.sets(st.sampled_from("ab"), min_size=1))} - {cell for cell, day in taken if day == start}
        taken |= {(cell, start) for cell in cells}
        if cells and (end is None or end >= start):
            datum = Datum(Decimal(first + number), Span("x"))
            found.append(Entry(start, end, "document", "final", None, dict.fromkeys(sorted(cells), datum), Span("x"), dict.fromkeys(cells, datum)))
    return tuple(found)


@settings(max_examples=300)
@given(entries(0), entries(100), DAYS)
def test_on_every_day_an_overlay_holds_where_it_says_and_the_rules_elsewhere(rules, over, day):
    def on(values, facts=False):
        rule = Parameter("x", "X", DIMENSIONLESS, ("d",), values, (None, None), Span("x"), "open")
        return {cell: each.datum.value for cell, each in in_force(rule, day, facts).items()}

    left = tuple(left_of(rules, over))
    expected = {**on(rules), **on(over)}
    assert on((*left, *over)) == on((*left, *over), facts=True) == expected


# Where it shows


def test_the_page_says_with_which_overlay_it_was_computed(answers):
    assert answers(overlay(value("value: 30")))[1] == (
        "Voorbeeld\n"
        "Tarief, per cao, peildatum 1 juli 2024\n"
        "met scenario ‹Onze eigen cijfers› (a.yaml)\n"
        "\n"
        "Cao\n"
        "Geestelijke gezondheidszorg  € 52,00  per uur\n"
        "Jeugdzorg                    € 39,00  per uur\n"
        "\n"
        "voorlopig: alle cijfers rusten op gegevens met de status concept en kunnen nog veranderen\n"
    )


def test_several_overlays_are_named_in_their_order(answers):
    second = overlay(value("value: 20")).replace("begroting", "raming").replace("Onze eigen cijfers", "Scherp")
    assert "met scenario ‹Onze eigen cijfers› (a.yaml), daaroverheen ‹Scherp› (b.yaml)\n" in answers([overlay(value("value: 30")), second])[1]
    assert "with scenario ‹Onze eigen cijfers› (a.yaml), and over that ‹Scherp› (b.yaml)\n" in answers([overlay(value("value: 30")), second], "--lang", "en")[1]


def test_a_trace_shows_the_value_with_its_own_source_and_place(answers):
    code, out, err = answers(overlay(value("value: 30")), "cao=JZ", command="trace")
    assert (code, err) == (0, "")
    assert "met scenario ‹Onze eigen cijfers› (a.yaml)\n" in out
    assert "Document, concept: Begroting 2024, blz. 3\n" in out
    assert "overhead  a.yaml:7\n" in out


def test_the_basis_of_an_overlay_marks_what_rests_on_it(answers):
    out = answers(overlay(value("value: 30", basis="assumption")).replace("decision", "assumption, note: een gok"))[1]
    assert "€ 52,00 a" in out


@pytest.mark.parametrize(("command", "arguments"), [("calc", []), ("trace", ["cao=JZ"]), ("trace", ["overhead", "--up"])])
def test_json_has_the_overlays_and_only_where_there_are_any(answers, command, arguments):
    schema = json.loads((SCHEMAS / f"{command}.schema.json").read_text("utf-8"))
    with_, without = (json.loads(answers(each, "--format", "json", *arguments, command=command)[1]) for each in (overlay(value("value: 30")), []))
    for each in (with_, without):
        jsonschema.validate(each, schema)
    assert with_["overlays"] == [{"name": "zelf", "label": "Onze eigen cijfers", "file": "a.yaml"}]
    assert "overlays" not in without


def test_a_check_that_no_longer_holds_is_told_in_full(answers):
    code, out, err = answers(overlay(value("value: 60")))
    assert (code, "€ 64,00" in out) == (0, True)
    assert err.startswith("fout[H701]: aan de controle is niet voldaan bij `niet_te_veel`: Overhead is minder dan de helft\n")
    assert err.endswith("1 probleem in 1 bestand\n")


def test_the_rules_themselves_stay_as_they_are(answers, tmp_path):
    before = {path: path.read_bytes() for path in (tmp_path / "regels").iterdir()}
    answers(overlay(value("value: 30")))
    assert {path: path.read_bytes() for path in (tmp_path / "regels").iterdir()} == before


# What can be wrong with it


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("overlay: {name: zelf\n", "H003", "a.yaml:1:10"),
        ("overlay: {name: zelf, label: X}\nparameters:\n  overhead: {value: 3}\n", "H103", "a.yaml:3:14"),
        ("parameters:\n" + value("value: 3", basis="definition"), "H102", "a.yaml"),
        ("overlay: {name: zelf, label: X}\nformulas: {tarief: {formula: 3}}\nparameters:\n" + value("value: 3", basis="definition"), "H103", "a.yaml:2:1"),
        (overlay(value("value: 3", name="tarief")), "H232", "a.yaml:5:3"),
        (overlay(value("value: 3", name="overhaed")), "H233", "a.yaml:5:3"),
        (overlay(value("value: 3", name="cao")), "H233", "a.yaml:5:3"),
        (overlay(value("table: {ggz: 3}", name="uurloon")), "H207", "a.yaml:7:"),
        (overlay(value("value: 3", name="uurloon")), "H223", "a.yaml:7:"),
        (overlay(value("value: 0.0.3")), "H1", "a.yaml:7:"),
        (overlay(value("value: 300")), "H304", "a.yaml:7:"),
        (overlay(value("csv: lonen.csv", name="uurloon")), "H304", "lonen.csv:2:5"),
        (overlay(value("csv: niets.csv", name="uurloon")), "H008", "a.yaml:7:"),
        (overlay(value("value: 30", valid_to="2023-01-01")), "H306", "a.yaml:7:"),
        (overlay(value("value: 30")).replace("ref: begroting", "ref: raming"), "H209", "a.yaml:7:"),
        (overlay(value("value: 30")).replace("begroting", "bron"), "H202", "a.yaml:3:3"),
        (overlay(value("value: 30") + value("value: 31").partition("values:\n")[2]), "H301", "a.yaml:8:"),
    ],
)
def test_a_problem_of_an_overlay_is_a_finding_at_its_own_place(answers, text, code, place):
    exit_code, out, err = answers(text, files={"lonen.csv": "cao,value\nGGZ,5000\n"})
    assert (exit_code, out) == (1, "")
    assert f"[{code}" in err
    assert f"--> {place}" in err
    assert err.endswith("1 probleem in 1 bestand\n")


def test_two_overlays_cannot_mean_another_source_by_one_name(answers):
    code, _, err = answers([overlay(value("value: 30")), overlay(value("value: 20"))])
    assert code == 1
    assert err.startswith("fout[H202]: `begroting` staat er twee keer\n --> b.yaml:3:3\n")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("er_niet.yaml", "het bestand `er_niet.yaml` bestaat niet"),
        ("regels", "`regels` kan niet worden gelezen: het is geen gewoon bestand"),
        ("a.yaml/b", "het bestand `a.yaml/b` bestaat niet"),
        ("", "`.` kan niet worden gelezen: het is geen gewoon bestand"),
    ],
)
def test_a_file_that_cannot_be_opened_is_misuse(answers, name, said):
    assert answers(overlay(value("value: 30")), "--overlay", name, "--lang", "nl") == (2, "", f"herleid: {said}\n")


def test_links_that_lead_to_each_other_are_misuse(answers, tmp_path):
    try:
        (tmp_path / "rond.yaml").symlink_to("rond.yaml")
    except OSError as error:
        pytest.skip(f"no links here: {error}")
    code, out, err = answers([], "--overlay", "rond.yaml")
    assert (code, out) == (2, "")
    assert err.startswith("herleid: `rond.yaml` kan niet worden geopend")


# The made-up region


def test_values_of_a_library_can_be_replaced_too(tmp_path, herleid):
    copy_duinrand(tmp_path)
    write_files(tmp_path, {"a.yaml": overlay(value("table: {2025: {loon: 5}}", name="indexcijfer").replace("{2025: {loon: 5}}", "{loon: {2025: 5}}"))})
    code, out, _ = herleid("calc", "indexcijfer", "reeks=loon", "prijspeil=2025", "--overlay", "a.yaml", "--format", "csv")
    assert (code, out.splitlines()[1]) == (0, "indexcijfer,loon,2025,5,%,value,document,concept")


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.decimals(10, 100, places=2), st.decimals(0, 49, places=1), st.sampled_from(["2024-01-01", "2023-05-05"]))
def test_an_overlay_gives_what_the_rules_would_with_its_values_written_in(answers, tmp_path, wage, overhead, day):
    own = overlay(value(f"table: {{JZ: {wage}}}", day, name="uurloon"), value(f"value: {overhead}", day))
    written = RULES.replace("JZ: 30", f"JZ: {wage}").replace("value: 25", f"value: {overhead}").replace("status: final", "status: concept")
    write_files(tmp_path / "anders", {"regels.yaml": written, "ruleset.yaml": BASE})
    said = [answers(texts, "--rules", tmp_path / where, "--format", "csv")[1] for texts, where in ((own, "regels"), ([], "anders"))]
    assert said[0] == said[1]
