"""Whatever stands in the rule files, the program answers: no exception, no endless wait, and every finding has its place."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.fuzz.formulas import FORBIDDEN
from benchmarks.fuzz.generate import FOLDER, LEVELS, generate
from benchmarks.fuzz.run import HERE, Tally, examine, trials
from engine.problems import CATALOGUE
from tests.support import BASE

COUNT = 1400
WHOLE = json.loads((HERE / "results.json").read_text("utf-8"))

SLOW_MACHINES = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

RULES = """\
dimensions:
  d0: {label: D, ordered: true, members: {x: {}, M: {}}}
parameters:
  p0: {label: P, unit: "1", per: [d0], range: [0, 9], freedom: open, values: [%s]}
formulas:
  tarief: {label: T, unit: "1", formula: %s, source: {ref: bron, at: hier}}
"""
ENTRY = "{valid_from: 2024-01-01, basis: law, status: final, source: {ref: bron, at: hier}, table: {x: 1, M: 2}}"


def examined(text):
    files = {f"{FOLDER}/ruleset.yaml": BASE.encode(), f"{FOLDER}/regels.yaml": text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")}
    examine(files, Tally())


@pytest.mark.slow
def test_generated_rule_sets_never_fail():
    tally = trials(range(COUNT))
    assert tally.failures == []
    assert tally.computed > COUNT / 20
    assert len(tally.codes) > 40


@pytest.mark.parametrize("level", range(len(LEVELS)))
def test_a_seed_always_gives_the_same_files(level):
    assert generate(level + 700) == generate(level + 700)


@pytest.mark.parametrize("formula", FORBIDDEN)
def test_a_formula_that_is_not_allowed_is_a_finding(formula):
    examined(RULES % (ENTRY, "'" + formula.replace("'", "''") + "'"))


@SLOW_MACHINES
@given(st.binary(max_size=300))
def test_any_bytes_are_read(data):
    examined(data)


@SLOW_MACHINES
@given(st.text(max_size=200))
def test_any_text_is_read(text):
    examined(text)


@SLOW_MACHINES
@given(st.text(alphabet="p0d19.+-*/%()[]{}<>=!,:'\"\\ \n\tifelsandortumxMov_#@~^|&;?$", max_size=60))
def test_any_characters_of_formulas_are_read(formula):
    examined(f"formulas:\n  tarief:\n    label: T\n    unit: '1'\n    source: {{ref: bron, at: hier}}\n    formula: |\n      {formula}\n")


WORDS = ["d0", "p0", "tarief", "nmb", "unlimited", "-", "2024-01-01", "x", "EUR"]
KEYS = ["label", "unit", "per", "values", "table", "value", "source", "ref", "at", "d0", "x"]
SECTIONS = ["units", "elements", "sources", "dimensions", "parameters", "formulas", "published", "checks", "ruleset"]
ENTRY_KEYS = ["valid_from", "valid_to", "basis", "status", "source", "table", "value", "csv", "columns", "facts", "solved", "printed_to", "band", "note"]

NODES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.sampled_from(WORDS),
    lambda below: st.lists(below, max_size=3) | st.dictionaries(st.sampled_from(KEYS), below, max_size=4),
    max_leaves=12,
)


@SLOW_MACHINES
@given(st.dictionaries(st.sampled_from(SECTIONS), NODES, max_size=3))
def test_any_nodes_in_any_section_are_read(sections):
    examined(json.dumps(sections))


@SLOW_MACHINES
@given(st.dictionaries(st.sampled_from(ENTRY_KEYS), NODES))
def test_any_entry_is_read(entry):
    examined(RULES % (json.dumps(entry), "sum(p0, over=d0)"))


@SLOW_MACHINES
@given(st.text(alphabet="d0,;value\nx M12.5\"'\r\t-nmb", max_size=80))
def test_any_csv_is_read(text):
    entry = ENTRY.replace("table: {x: 1, M: 2}", "csv: t.csv")
    files = {"ruleset.yaml": BASE, "regels.yaml": RULES % (entry, "sum(p0, over=d0)"), "t.csv": text}
    examine({f"{FOLDER}/{name}": each.encode() for name, each in files.items()}, Tally())


def test_the_whole_run_never_failed():
    assert WHOLE["rule_sets"] >= 100_000
    assert WHOLE["failures"] == 0
    assert WHOLE["slowest_seconds"] < 2


def test_the_whole_run_met_nearly_every_problem():
    assert len(set(WHOLE["codes"]) & set(CATALOGUE)) >= len(CATALOGUE) * 0.75
