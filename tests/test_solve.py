"""`herleid solve`: which values of an input agree with what was published."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.calculating.agreement import shown_ends
from engine.calculating.calculation import Calculation
from engine.calculating.targets import Verdict, published_targets, read
from engine.commands.solve import joined
from engine.model import Datum
from engine.questions.solve import solve
from engine.reading.loading import load
from tests.support import BASE, FOLDER, Texts

TOP = Path(__file__).parents[1]
REGIONS = TOP / "tests" / "regions"
SCHEMA = json.loads((TOP / "schemas" / "output" / "solve.schema.json").read_text("utf-8"))

FROM = "valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: p. 1}"
RULES = """\
dimensions:
  product: {label: Product, members: {bad: {label: In bad}, bus: {label: Met de bus}}}
  jaar: {label: Jaar, ordered: true, members: {2024: {}, 2025: {}}}
parameters:
  x: {label: Het getal, unit: %(unit)s, freedom: open, range: %(range)s, values: [{%(from)s, value: %(value)s}]}
  uren: {label: Uren, unit: "1", freedom: open, per: [product], range: [0, 100], values: [{%(from)s, table: {bad: %(bad)s, bus: 3}}]}
  loon: {label: Loon, unit: "1", freedom: open, per: [product], range: [0, 1000], values: [{%(from)s, table: {bad: 40, bus: 60}}]}
formulas:
  basis: {label: Basis, unit: "1", per: [product], formula: loon * uren, source: {ref: bron, at: p. 2}}
  groei: {label: Groei, unit: "%%", per: [jaar], formula: '0 if jaar == "2024" else 0.03', source: {ref: bron, at: p. 2}}
  bedrag: {label: Bedrag, unit: "1", per: [product, jaar], formula: basis * (1 + groei), round: {to: 1}, source: {ref: bron, at: p. 2}}
  tarief: {label: Tarief, unit: "1", per: [product], formula: '%(formula)s', source: {ref: bron, at: p. 2}%(more)s}
published:
  - {label: Tarieven, of: tarief, source: {ref: bron, at: tabel 3}, printed_to: %(to)s, status: final, table: %(table)s}
%(rows)s"""


def text_of(formula="x", table="{bad: 10.00}", **more):
    given = {"unit": '"1"', "range": "[0, 100]", "value": "10", "bad": "2", "to": "0.01", "rows": "", "more": ", round: {to: 0.01}", "from": FROM, **more}
    return RULES % {"formula": formula, "table": table, **given}


@pytest.fixture
def solved(rules, herleid):
    """Solve; return the exit code and the results."""

    def call(text, *arguments):
        code, out, err = herleid("solve", "--rules", rules(text), "--format", "json", *arguments)
        assert code != 2, err
        document = json.loads(out)
        jsonschema.Draft7Validator(SCHEMA).validate(document)
        return code, document["results"]

    return call


@pytest.fixture
def interval(solved):
    """Solve `x`; return its interval as `[low, high)` and whether the value in use lies in it."""

    def call(text, *arguments):
        _, (found,) = solved(text, *(arguments or ("x",)))
        low, high = "(["[bool(found["low_closed"])], ")]"[bool(found["high_closed"])]
        return f"{low}{found['low']}, {found['high']}{high}", found["inside"]

    return call


@pytest.fixture
def conflict(solved):
    """Solve `x`, of which no value agrees; return the figures that exclude each other."""

    def call(text, *arguments):
        _, (found,) = solved(text, *(arguments or ("x",)))
        assert (found["low"], found["high"], found["inside"]) == (None, None, False)
        return [(each["cell"]["product"], each["published"], [(one["low"], one["high"]) for one in each["intervals"]]) for each in found["conflict"]]

    return call


def test_an_interval_is_closed_where_the_end_itself_agrees(interval):
    assert interval(text_of()) == ("[9.995, 10.005)", True)


def test_the_value_in_use_may_lie_outside(interval):
    assert interval(text_of(value="11")) == ("[9.995, 10.005)", False)


def test_ends_are_rounded_inward_to_ten_digits(interval):
    assert interval(text_of("x * 3")) == ("[3.331666667, 3.335)", False)
    assert interval(text_of("x / 3")) == ("[29.985, 30.015)", False)


def test_a_figure_that_falls_has_its_ends_the_other_way_round(interval):
    assert interval(text_of("100 / x")) == ("[9.995002499, 10.0050025]", True)
    assert interval(text_of("20 - x")) == ("(9.995, 10.005]", True)


def test_percents_are_told_in_percents(interval):
    assert interval(text_of("100 * (1 + x)", "{bad: 134.20}", unit='"%"', value="34.2")) == ("[34.195, 34.205)", True)


def test_the_rounding_of_the_rule_counts(interval):
    assert interval(text_of(more=", round: {to: 0.01, mode: floor}")) == ("[10, 10.01)", True)
    assert interval(text_of(more=", round: {to: 0.01, mode: up}")) == ("(9.99, 10]", True)
    assert interval(text_of(more="")) == ("[9.995, 10.005)", True)
    assert interval(text_of(table="{bad: 10}", to="1", more=", round: {to: 0.1}")) == ("[9.45, 10.45)", True)


def test_nothing_is_looked_for_outside_the_range(solved):
    _, (found,) = solved(text_of(range="[10, 20]"), "x")
    assert (found["low"], found["low_closed"], found["low_by"]) == ("10", True, None)
    assert (found["high"], found["high_by"]["published"]) == ("10.005", "10.00")
    assert found["searched"] == {"low": "10", "high": "20"}


@pytest.mark.parametrize("limits", ["[0, unlimited]", "[unlimited, 50]", "[unlimited, unlimited]"])
def test_without_a_range_the_value_is_found_as_well(interval, limits):
    assert interval(text_of("x * uren", "{bad: 20, bus: 30}", range=limits)) == ("[9.998333334, 10.00166666]", True)


def test_all_published_figures_have_their_say(solved):
    _, (found,) = solved(text_of("x * uren", "{bad: 20.00, bus: 30.01}"), "x")
    assert (found["low"], found["high"]) == ("10.00166667", "10.0025")
    assert (found["low_by"]["cell"], found["high_by"]["cell"]) == ({"product": "bus"}, {"product": "bad"})
    assert found["figures"] == 2


def test_two_figures_can_exclude_each_other(conflict):
    assert conflict(text_of("x * uren", "{bad: 20.00, bus: 30.10}")) == [
        ("bus", "30.10", [("10.03166667", "10.035")]),
        ("bad", "20.00", [("9.9975", "10.0025")]),
    ]


def test_figures_that_only_touch_exclude_each_other(conflict):
    assert [each[0] for each in conflict(text_of("x + uren", "{bad: 10.00, bus: 11.01}"))] == ["bus", "bad"]


def test_figures_that_share_one_value_leave_that_value(interval):
    touching = text_of('x if product == "bad" else 20 - x', "{bad: 10.00, bus: 10.01}")
    assert interval(touching) == ("[9.995, 9.995]", False)


def test_a_figure_that_never_comes_out_excludes_every_value(conflict):
    assert conflict(text_of("x + 200")) == [("bad", "10.00", [])]


def test_a_figure_that_jumps_past_its_print_excludes_every_value(conflict):
    assert conflict(text_of("floor(x, 3)")) == [("bad", "10.00", [])]


def test_a_figure_that_goes_up_and_down_has_more_intervals(solved):
    _, (found,) = solved(text_of("x * (20 - x)", "{bad: 75.00}", value="15"), "x")
    assert (found["scanned"], found["inside"]) == (1, True)
    assert (found["low"], found["high"]) == ("14.99949998", "15.00049997")
    assert [(each["low"], each["high"]) for each in found["others"]] == [("4.999500025", "5.000500025")]


def test_a_figure_that_goes_up_and_down_is_of_use_beside_one_that_rises(solved):
    rows = "  - {label: Basis, of: hulp, source: {ref: bron, at: tabel 4}, printed_to: 1, status: final, value: 15}\n"
    text = text_of("x * (20 - x)", "{bad: 75.00}", value="15", rows=rows)
    text = text.replace("  tarief: {", "  hulp: {label: Hulp, unit: '1', formula: x, source: {ref: bron, at: p. 2}}\n  tarief: {", 1)
    _, (found,) = solved(text, "x")
    assert (found["low"], found["high"], found["others"], found["scanned"]) == ("14.99949998", "15.00049997", [], 1)


def test_published_figures_that_do_not_move_do_not_count(solved):
    _, (found,) = solved(text_of('x if product == "bad" else 7', "{bad: 10.00, bus: 8.00}"), "x")
    assert (found["figures"], found["inside"]) == (1, True)


DIFFERENCE = "  - {label: Verschil, of: verschil, source: {ref: bron, at: tabel 4}, printed_to: 0.01, status: final, value: %s}\n"


def with_difference(printed, difference):
    """Two tariffs, and their difference: rounded figures of which one may move before the other."""
    text = text_of("x * uren", printed, rows=DIFFERENCE % difference)
    rule = """verschil: {label: Verschil, unit: '1', formula: 'at(tarief, product="bus") - at(tarief, product="bad")', source: {ref: bron, at: p. 2}}"""
    return text.replace("  tarief: {", f"  {rule}\n  tarief: {{", 1)


def test_a_published_difference_of_rounded_figures_agrees_where_both_do(solved):
    _, (found,) = solved(with_difference("{bad: 20.00, bus: 30.00}", "10.00"), "x")
    assert (found["low"], found["high"], found["figures"], found["scanned"]) == ("9.998333334", "10.00166666", 3, 0)


@pytest.mark.parametrize("difference", ["10.01", "9.99", "99.00", "-3.00"])
def test_a_published_difference_that_is_none_of_theirs_excludes_every_value(solved, difference):
    _, (found,) = solved(with_difference("{bad: 20.00, bus: 30.00}", difference), "x")
    assert (found["low"], found["inside"]) == (None, False)
    assert [each["rule"] for each in found["conflict"]] == ["verschil", "tarief"]


@pytest.mark.parametrize("difference", ["10.01", "9.99"])
def test_in_one_value_alone_a_figure_still_has_to_agree(solved, difference):
    # Both tariffs leave 9.995 alone; their difference there is 0.01.
    text = with_difference("{bad: 10.00, bus: 10.01}", difference).replace("'x * uren'", """'x if product == "bad" else 20 - x'""")
    _, (found,) = solved(text, "x")
    assert found["low"] is None
    _, (found,) = solved(text.replace(f"value: {difference}}}", "value: 0.01}"), "x")
    assert (found["low"], found["high"]) == ("9.995", "9.995")


def test_a_figure_that_turns_out_not_to_move_does_not_count(solved):
    text = with_difference("{bad: 20.00, bus: 30.00}", "7.00").replace("""at(tarief, product="bus") - at(tarief, product="bad")""", "x - x + 5")
    _, (found,) = solved(text, "x")
    assert (found["low"], found["figures"], found["scanned"]) == ("9.998333334", 2, 0)


def test_a_declared_deviation_does_not_count(interval):
    row = "  - {label: Oud, of: tarief, source: {ref: bron, at: tabel 2}, printed_to: 0.01, status: final, deviation: 1, note: Oud., table: {bad: 9.00}}\n"
    assert interval(text_of(rows=row)) == ("[9.995, 10.005)", True)


def test_a_cell_is_chosen_like_everywhere(interval):
    assert interval(text_of("uren + 0", "{bad: 2, bus: 3}", to="1", more=""), "uren", "product=In bad") == ("[1.5, 2.5)", True)


def test_more_cells_get_one_value_together(solved):
    text = text_of("uren + 0", "{bad: 2.01, bus: 2.02}")
    _, found = solved(text, "uren")
    assert [(each["cell"]["product"], each["in_use"], each["inside"], each["together"]) for each in found] == [("bad", "2", None, 2), ("bus", "3", None, 2)]
    assert [(each["cell"]["product"], each["published"]) for each in found[0]["conflict"]] == [("bus", "2.02"), ("bad", "2.01")]


def test_a_cell_of_a_formula_takes_a_value(solved):
    _, (found,) = solved(text_of("basis * 2", "{bad: 161}", to="1", more=""), "basis", "product=bad")
    assert (found["low"], found["high"], found["in_use"], found["inside"]) == ("80.25", "80.75", "80", False)


def test_a_value_still_to_be_decided_can_be_solved(solved):
    text = text_of("x * uren", "{bad: 20.00}", bad="nmb")
    _, (found,) = solved(text, "uren", "product=bad")
    assert (found["low"], found["high"], found["in_use"], found["inside"]) == ("1.9995", "2.0005", None, False)


@pytest.mark.parametrize(
    ("arguments", "nl", "en"),
    [
        (["loon"], "hier hangt geen ander gepubliceerd cijfer van `loon` af", "no other published figure depends on `loon` here"),
        (["niets"], "er is geen regel `niets`", "there is no rule `niets`"),
        ([], "noem een parameter, of geef `--all`", "name a parameter, or give `--all`"),
        (["--all", "x"], "bij `--all` hoort geen parameter", "`--all` goes without a parameter"),
        (["x", "--free", "product=bad"], "bij `--free` hoort een regel", "`--free` needs a rule"),
        (["x", "--free"], "achter `--free` hoort een waarde", "`--free` needs a value"),
        (["x", "--free", "tarief 'x"], "sluit een aanhalingsteken niet", "a quote behind `--free` is not closed"),
        (["uren", "--free", "tarief"], "hangt zelf af van `uren`", "itself depends on `uren`"),
        (["x", "--free", "loon"], "van `loon` is hier niets gepubliceerd", "nothing was published of `loon` here"),
        (["x", "y"], "noem één regel", "name one rule"),
        (["uren", "product=boot"], "kan niet `boot` zijn", "cannot be `boot`"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(rules, herleid, arguments, nl, en):
    folder = rules(text_of("x * uren", "{bad: 20.00}"))
    for lang, words in (("nl", nl), ("en", en)):
        code, out, err = herleid("solve", "--rules", folder, "--lang", lang, *arguments)
        assert (code, out) == (2, "")
        assert words in err


def test_what_is_published_as_still_to_be_decided_gives_nothing_to_solve_from(rules, herleid):
    code, _, err = herleid("solve", "--rules", rules(text_of("x * uren", "{bad: nmb}", bad="nmb")), "uren", "product=bad")
    assert code == 2
    assert "nader te bepalen (nmb)" in err


# Published figures that are loosened.

ROW = "  - {label: Bedragen, of: bedrag, source: {ref: bron, at: tabel 5}, printed_to: 1, status: final, table: %s}\n"
INDEXED = {"formula": "x * loon", "table": "{bad: 1, bus: 1}", "rows": ROW % "{bad: {2024: 80, 2025: 84}, bus: {2024: 180}}"}


def test_a_loosened_figure_may_be_all_that_rounds_to_its_print(interval):
    # 80 may be anything from 79.5 to 80.5, and 84 from 83.5 to 84.5: a growth of 3.73% (not included) to 6.29%.
    text = text_of(**INDEXED)
    low, high = (Fraction(167, 2) / Fraction(161, 2) - 1) * 100, (Fraction(169, 2) / Fraction(159, 2) - 1) * 100
    found = interval(text, "groei", "jaar=2025", "--free", "bedrag", "jaar=2024")
    assert found == ("[3.726708075, 6.289308176]", False)
    assert Decimal("3.726708074") < Decimal(float(low)) < Decimal("3.726708075")
    assert Decimal("6.289308176") < Decimal(float(high)) < Decimal("6.289308177")


def test_a_figure_that_is_held_at_its_print_is_that_amount(interval):
    assert interval(text_of(**INDEXED), "groei", "jaar=2025", "--printed", "bedrag jaar=2024") == ("[4.375, 5.625)", False)


def test_an_end_that_no_loosened_figure_reaches_is_open(interval):
    # 80.5 itself rounds to 81: a growth that needs it does not agree.
    rows = ROW % "{bad: {2024: 80, 2025: 81}, bus: {2024: 180}}"
    assert interval(text_of(**{**INDEXED, "rows": rows}), "groei", "jaar=2025", "--free", "bedrag", "jaar=2024")[0].startswith("(0, ")


def test_loosening_what_a_figure_does_not_rest_on_changes_nothing(interval):
    text = text_of(**INDEXED)
    alone = interval(text, "groei", "jaar=2025")
    assert interval(text, "groei", "jaar=2025", "--free", "bedrag", "product=bus", "jaar=2024") == alone
    assert interval(text, "groei", "jaar=2025", "--free", "bedrag product=bad jaar=2024") != alone


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["x", "--free", "tarief", "a=1", "b=2"], ["x", "--free", "tarief\0a=1\0b=2"]),
        (["--free", "tarief", "a=1", "x", "c=3"], ["--free", "tarief\0a=1", "x", "c=3"]),
        (["--free", "tarief a=1", "x"], ["--free", "tarief a=1", "x"]),
        (["--free", "r", "a=1", "--printed", "s", "b=2", "--all"], ["--free", "r\0a=1", "--printed", "s\0b=2", "--all"]),
        (["x", "--free"], ["x", "--free"]),
        (["--free=tarief a=1", "b=2"], ["--free=tarief a=1", "b=2"]),
    ],
)
def test_the_words_behind_free_belong_to_it(arguments, expected):
    assert joined(arguments) == expected


# The index of the Achterhoek, from the published tables alone.


def published_tariffs(family):
    """Return the published tariffs of 2024 and 2025 of the products of one index family."""
    rules = load_achterhoek().rules
    found: dict[str, dict[str, Decimal]] = {}
    for target in published_targets(rules):
        if target.place[0] == "tarief":
            product, year = target.place[1]
            if rules.dimensions["product"].members[product].attributes["indexfamilie"] == family:
                found.setdefault(product, {})[year] = target.printed
    return [(Fraction(each["2024"]), Fraction(each["2025"])) for each in found.values()]


def load_achterhoek():
    from engine.reading.trees import FolderTree

    return Calculation(load(FolderTree(TOP / "rules", TOP / "rules"), "achterhoek").ruleset)


KNOWN = [("arbeid", "3.93952", "3.94092"), ("verblijf", "3.47069", "3.47423"), ("vervoer", "2.39928", "2.45112")]


@pytest.mark.parametrize(("family", "low", "high"), KNOWN)
def test_the_index_of_the_achterhoek_follows_from_the_published_tariffs(herleid, family, low, high):
    code, out, _ = herleid(
        "solve", "indexstap", f"indexfamilie={family}", "prijspeil=2025", "--free", "tarief", "prijspeil=2024",
        "--rules", TOP / "rules", "--format", "json",
    )  # fmt: skip
    (found,) = json.loads(out)["results"]
    assert code == 0
    assert found["inside"] is True
    assert [round(Decimal(found[each]), 5) for each in ("low", "high")] == [Decimal(low), Decimal(high)]
    half = Fraction(1, 200)
    rows = published_tariffs(family)
    least = max((later - half) / (first + half) for first, later in rows) * 100 - 100
    most = min((later + half) / (first - half) for first, later in rows) * 100 - 100
    digit = Fraction(1, 10**9)
    assert least < Fraction(found["low"]) < least + digit
    assert most - digit < Fraction(found["high"]) < most


def test_with_the_printed_amounts_of_2024_there_is_no_index_for_labour(herleid):
    code, out, _ = herleid("solve", "indexstap", "indexfamilie=arbeid", "prijspeil=2025", "--printed", "tarief prijspeil=2024", "--rules", TOP / "rules")
    assert code == 0
    assert "Geen enkele waarde past" in out
    assert "€ 59,14  Tarief: Begeleiding groep ontwikkelgericht" in out
    assert "€ 157,98  Tarief: Ambulante Spoedhulp" in out
    assert "van 3,930921053% tot 3,9375%" in out
    assert Fraction(157985, 152000) - 1 == Fraction("0.039375")


# Calibrated values.


def test_all_calibrated_values_of_the_achterhoek_hold(herleid):
    code, out, _ = herleid("solve", "--all", "--rules", TOP / "rules", "--format", "json")
    document = json.loads(out)
    jsonschema.Draft7Validator(SCHEMA).validate(document)
    assert code == 0
    assert document["summary"]["total"] == document["summary"]["holding"] >= 22
    assert {each["scanned"] for each in document["results"]} == {0}


CALIBRATED = f"""\
parameters:
  uurloon: {{label: Uurloon, unit: EUR/uur, range: [10, 100], freedom: open, values: [{{{FROM}, value: 41.20}}]}}
  overhead:
    label: Overhead
    unit: "%"
    range: [0, 60]
    freedom: open
    values:
      - valid_from: 2024-01-01
        basis: calibrated
        status: concept
        source: {{ref: bron, at: tabel 4}}
        value: 34.2
        facts: 30
        solved: {{from: {{tarief: [{{}}]}}, interval: [34.1869, 34.2111], given: [uurloon]}}
formulas:
  tarief: {{label: Tarief, unit: EUR/uur, formula: uurloon * (1 + overhead), round: {{to: 0.01}}, source: {{ref: bron, at: tabel 3}}}}
published:
  - {{label: Tarief, of: tarief, source: {{ref: bron, at: tabel 4}}, printed_to: 0.01, status: final, value: 55.29}}
"""


@pytest.mark.parametrize(
    ("old", "new", "code", "words"),
    [
        ("", "", 0, "alle 1 gekalibreerde waarden kloppen"),
        ("41.20", "41.25", 1, "34,02424243% – 34,04848484%"),
        ("interval: [34.1869, 34.2111]", "interval: [34.1869, 34.2112]", 1, "34,18689321% – 34,21116504%"),
        ("interval: [34.1869, 34.2111]", "interval: [34.1870, 34.2111]", 1, "34,18689321% – 34,21116504%"),
        ("value: 34.2\n", "value: 34.3\n", 1, "past niet"),
        ("value: 55.29", "value: 99", 1, "geen waarde"),
    ],
)
def test_all_says_what_no_longer_holds(rules, herleid, old, new, code, words):
    found, out, _ = herleid("solve", "--all", "--rules", rules(CALIBRATED.replace(old, new)))
    assert (found, words in out) == (code, True), out


@pytest.mark.parametrize(
    ("old", "new", "codes"),
    [
        ("", "", []),
        ("41.20", "41.25", ["H708"]),
        ("interval: [34.1869, 34.2111]", "interval: [34.18, 34.22]", ["H708"]),
        ("interval: [34.1869, 34.2111]", "interval: [34.1870, 34.2110]", ["H708"]),
        ("interval: [34.1869, 34.2111]", "interval: [34.186893204, 34.211165048]", []),
        ("value: 55.29}", "value: nmb}", []),
    ],
)
def test_check_warns_where_an_interval_no_longer_holds(rules, herleid, old, new, codes):
    folder = rules(CALIBRATED.replace(old, new))
    _, out, _ = herleid("check", "--rules", folder, "--format", "json")
    assert [each["code"] for each in json.loads(out)["findings"] if each["code"] == "H708"] == codes


def test_an_interval_that_ends_with_the_range_holds(rules, herleid):
    text = CALIBRATED.replace("range: [0, 60]", "range: [34.19, 60]").replace("facts: 30", "facts: 34.2")
    text = text.replace("[34.1869, 34.2111]", "[34.19, 34.2111]")
    assert '"findings": []' in herleid("check", "--rules", rules(text), "--format", "json")[1]
    assert herleid("solve", "--all", "--rules", rules(text))[0] == 0


def test_on_another_day_no_interval_is_judged(rules, herleid):
    later = FROM.replace("2024-01-01", "2025-01-01")
    text = CALIBRATED.replace("value: 41.20}", f"value: 41.20}}, {{{later}, value: 45}}")
    folder = rules(text)
    assert "H708" not in herleid("check", "--rules", folder, "--day", "2025-02-01")[1]
    assert "H708" in herleid("check", "--rules", rules(text.replace("value: 45", "value: 41.20").replace("value: 41.20}", "value: 42}", 1)))[1]


def test_a_region_with_an_interval_of_few_digits_holds(herleid):
    assert herleid("solve", "--all", "--rules", REGIONS / "duinrand")[0] == 0


# Whatever the formula, both ends agree and the next digit outside does not.

amounts = st.decimals("0.1", "50", places=2)
formulas = st.one_of(
    st.builds("x * {} + {}".format, amounts, amounts),
    st.builds("{} / (x + {})".format, amounts, amounts),
    st.builds("(x + {}) ** 3 * {}".format, amounts, amounts),
    st.builds("min(x, {}) * {} + x".format, amounts, amounts),
    st.builds("{} * max(x - {}, 0) + x / {}".format, amounts, amounts, amounts),
    st.builds("(x + {}) * (x + {}) / {}".format, amounts, amounts, amounts),
    st.builds("x * {} + (100 - x) * {}".format, amounts, amounts),
    st.builds("(x + {}) / (x + {})".format, amounts, amounts),
    st.builds("round(x, 0.5) * {} + x".format, amounts),
    st.builds("{} - x / {}".format, amounts, amounts),
)
modes = st.sampled_from(["half_up", "half_even", "half_down", "up", "down", "floor", "ceiling"])


def with_value(calculation, value):
    rule = calculation.rules.rules["x"]
    (entry,) = rule.entries
    changed = replace(rule, entries=(replace(entry, cells={(): Datum(value, entry.span)}),))
    return Calculation(replace(calculation.rules, rules={**calculation.rules.rules, "x": changed}))


def agrees(calculation, target, value):
    return read(calculation, target, with_value(calculation, value).unrounded(*target.place)).verdict is Verdict.EQUAL


@settings(max_examples=150, deadline=None)
@given(formulas, modes, st.decimals("0.01", "99", places=3), st.sampled_from(["0.01", "0.1", "1"]))
def test_both_ends_agree_and_the_next_digit_outside_does_not(formula, mode, value, step):
    text = text_of(formula, "{bad: %s}", to=step, value=value, more=f", round: {{to: {step}, mode: {mode}}}")
    draft = Calculation(load(Texts({"ruleset.yaml": BASE, "regels.yaml": text.replace("%s", "1")}), FOLDER).ruleset)
    printed = draft.value("tarief", ("bad",))
    loaded = load(Texts({"ruleset.yaml": BASE, "regels.yaml": text.replace("%s", f"{printed:f}")}), FOLDER)
    calculation = Calculation(loaded.ruleset)
    solution = solve(calculation, [("x", ())])
    if not solution.agreement.targets:
        return  # a formula that does not move at all
    (target,) = solution.agreement.targets
    assert solution.inside is True
    assert solution.interval is not None
    (low, low_closed), (high, high_closed) = shown_ends(solution.interval)
    assert low <= value <= high
    assert agrees(calculation, target, low) is low_closed
    assert agrees(calculation, target, high) is high_closed
    for end, closed, sign in ((low, low_closed, -1), (high, high_closed, 1)):
        digit = sign * Decimal(1).scaleb(max(end.adjusted(), -5) - 9)
        if closed and 0 <= end + digit <= 100:
            assert not agrees(calculation, target, end + digit)
        elif not closed:
            assert agrees(calculation, target, end - digit / 1000)
