"""The JSON of `herleid diff`: as its schema says, closing exactly, and the same whatever the order of files."""

from __future__ import annotations

import json
import random
import shutil
from decimal import Context, Decimal, localcontext
from pathlib import Path

import jsonschema
import pytest

from engine.problems.entries import Words
from engine.questions.diff.difference import compare
from engine.questions.diff.edits import KINDS
from engine.questions.guardrails import hold
from engine.reading.loading import load
from engine.reading.trees import FolderTree
from engine.reporting.diff.data import show_diff_json
from engine.reporting.diff.markdown import show_diff_markdown
from engine.reporting.diff.summary import End, Named
from engine.reporting.diff.text import show_diff
from tests.changed_rules import Changer
from tests.everything import outcomes
from tests.test_attribution import CASES, RULES, edited, read

TOP = Path(__file__).parents[1]
SCHEMA = json.loads((TOP / "schemas" / "output" / "diff.schema.json").read_text("utf-8"))
JUDGE = jsonschema.Draft7Validator(SCHEMA)


def named(base, head, **more):
    difference = compare(base, head)
    return Named(difference, End(Words("oud", "oud"), "oud"), End(Words("nieuw", "nieuw"), "nieuw"), held=hold(difference), **more)


def data(base, head):
    found = json.loads(show_diff_json(named(base, head)))
    assert [each.message for each in JUDGE.iter_errors(found)] == []
    return found


def check(found):
    """What the contract promises beside the schema."""
    ids = [each["id"] for each in found["edits"]]
    assert len(ids) == len(set(ids))
    counted = found["summary"]
    assert counted["changed"] == len(found["changes"]) == sum(counted[each] for each in ("higher", "lower", "new", "gone", "other"))
    assert counted["compared"] == counted["changed"] + counted["equal"]
    with localcontext(Context(prec=200)):
        for change in found["changes"]:
            assert (change["old"] is None) == (change["old_state"] != "value")
            assert (change["new"] is None) == (change["new_state"] != "value")
            assert (change["delta"] is None) == (change["old"] is None or change["new"] is None)
            if change["delta"] is not None:
                assert Decimal(change["new"]) - Decimal(change["old"]) == Decimal(change["delta"])
                assert sum((Decimal(each["amount"]) for each in change["causes"]), Decimal(change["rounding"])) == Decimal(change["delta"])
            for cause in change["causes"]:
                assert cause["edit"] == cause["edits"][0]
                assert set(cause["edits"]) <= set(ids)


@pytest.mark.parametrize("edits", CASES.values(), ids=CASES)
def test_every_kind_of_difference_is_as_the_schema_says(edits):
    base, head = read(RULES), read(edited(RULES, *edits))
    check(data(base, head))
    check(data(head, base))


def test_the_schema_knows_every_kind():
    assert SCHEMA["definitions"]["edit"]["properties"]["kind"]["enum"] == list(KINDS)


def test_a_change_of_one_value():
    found = data(read(RULES), read(edited(RULES, ("wmo: 40", "wmo: 44"))))
    assert found["base"] == {"name": "oud", "commit": None, "ruleset": "voorbeeld", "day": "2024-07-01"}
    source = {"ref": "bron", "title": "Tariefbesluit", "at": "tabel 3"}
    assert found["edits"] == [
        {
            "id": "value:overhead",
            "kind": "value",
            "subject": "overhead",
            "rule": "overhead",
            "member": None,
            "field": None,
            "old": None,
            "new": None,
            "cells": [{"cell": {"domein": "wmo"}, "from": "2024-01-01", "old": "40", "old_state": "value", "new": "44", "new_state": "value"}],
            "file": "regels.yaml",
            "line": 44,
            "source": source,
        }
    ]
    assert found["changes"][1] == {
        "rule": "tarief",
        "cell": {"product": "begeleiding", "jaar": "2025"},
        "unit": "EUR/uur",
        "old": "46.87",
        "old_state": "value",
        "new": "48.20",
        "new_state": "value",
        "delta": "1.33",
        "causes": [
            {
                "edit": "value:overhead",
                "edits": ["value:overhead"],
                "rule": "overhead",
                "file": "regels.yaml",
                "line": 44,
                "source": source,
                "amount": "1.339",
                "together": [],
                "group": None,
            }
        ],
        "rounding": "-0.009",
    }
    assert (found["guardrails"], found["budget"]) == ([], None)


def test_figures_that_are_not_rounded_close_as_well():
    rules = RULES.replace("    round: {to: 0.01}\n", "").replace("VVT: 25}", "VVT: 26}").replace("GGZ: 2, JZ: 1", "GGZ: 2, JZ: 1, VVT: 4")
    found = data(read(rules), read(edited(rules, ("wmo: 40", "wmo: 44"), ("GGZ: 40", "GGZ: 41.7"), ("2025: 3,", "2025: 3.1,"))))
    check(found)
    assert any(len(each["delta"]) > 25 for each in found["changes"])
    assert all(abs(Decimal(each["rounding"])) < Decimal("0.00001") for each in found["changes"])


def test_the_order_of_files_and_of_what_is_in_them_does_not_matter():
    head = edited(RULES, ("wmo: 40", "wmo: 44"), ("GGZ: 40", "GGZ: 41"), ("* 1.1", "* 1.2"), ("soort: zwaar}", "soort: gewoon}"))
    found = data(read(RULES), read(head))
    parts = head.split("formulas:\n")
    turned = data(read(RULES), read("formulas:\n" + parts[1] + parts[0].replace("GGZ: 41, JZ: 30", "JZ: 30, GGZ: 41")))
    for each in (found, turned):
        for item in [*each["edits"], *(one for change in each["changes"] for one in change["causes"])]:
            del item["line"]
    assert found == turned


@pytest.mark.slow
def test_random_edits_of_the_achterhoek_can_be_shown_in_every_form():
    rules = load(FolderTree(TOP / "rules", TOP), "achterhoek").ruleset
    for seed in range(12):
        changer = Changer(rules, random.Random(seed))  # noqa: S311  (edits, not secrets)
        changer.count = 500
        found = named(
            rules, changer.make(6, ["value", "formula", "bend", "rounding", "added_rule", "to_formula", "attribute", "later", "removed_member", "order"])
        )
        document = json.loads(show_diff_json(found))
        assert [each.message for each in JUDGE.iter_errors(document)] == []
        check(document)
        for language in ("nl", "en"):
            assert show_diff(found, language) == show_diff(found, language)
            assert len(show_diff_markdown(found, language)) < 60_000


@pytest.mark.slow
def test_every_form_has_the_same_bytes_whatever_is_around_it(tmp_path):
    commands = [["diff", "oud", *more] for more in ([], ["--format", "json"], ["--format", "markdown"], ["--lang", "en", "--all"])]
    found = []
    for place, around in (("een", {"PYTHONHASHSEED": "1", "TZ": "UTC"}), ("twee", {"PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo", "LC_ALL": "C", "COLUMNS": "40"})):
        for name in ("oud", "rules"):
            shutil.copytree(TOP / "rules", tmp_path / place / name)
        for file, old, new in (
            ("achterhoek/overhead.yaml", "GGZ: 34.2", "GGZ: 35.2"),
            ("nederland/premies.yaml", "value: 7.54", "value: 7.64"),
            ("achterhoek/producten.yaml", "indexfamilie: verblijf", "indexfamilie: arbeid"),
        ):
            path = tmp_path / place / "rules" / file
            path.write_text(path.read_text("utf-8").replace(old, new, 1), "utf-8")
        found.append(outcomes(commands, tmp_path / place, around))
    assert [each[0] for each in found[0]] == [0, 0, 0, 0]
    assert found[0] == found[1]
