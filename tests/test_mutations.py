"""A slip of the pen is noticed: a fixed sample of the mutants of benchmarks/mutations, and the record of the whole run."""

from __future__ import annotations

import json
from zlib import crc32

import pytest

from benchmarks.mutations.mutants import KINDS
from benchmarks.mutations.run import HERE, Laboratory, numbers, reason
from engine.reading import loading
from engine.reading.documents import plain, read_document

A_KIND = 20
"""How many mutants of each kind are tried."""

WHOLE = json.loads((HERE / "results.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def laboratory():
    kept = loading.read_document, loading.check_shape
    yield Laboratory()
    loading.read_document, loading.check_shape = kept


@pytest.fixture(scope="module")
def mutants(laboratory):
    return laboratory.mutants()


def sample(mutants, kind, count=A_KIND):
    """Return the same mutants every time, also when others come or go."""
    return sorted((each for each in mutants if each.kind == kind), key=lambda each: crc32(each.id.encode()))[:count]


@pytest.mark.parametrize("kind", KINDS)
def test_slips_are_noticed(laboratory, mutants, kind):
    outcomes = [laboratory.outcome(each) for each in sample(mutants, kind)]
    assert [each.mutant.id for each in outcomes if each.by == "crash"] == []
    assert [each.mutant.id for each in outcomes if each.by is None and reason(each.mutant) is None] == []
    assert sum(each.by is not None for each in outcomes) >= A_KIND - 3


def test_every_mutant_has_a_name_of_its_own(mutants):
    assert len({each.id for each in mutants}) == len(mutants)


def test_a_key_is_taken_out_and_nothing_else(laboratory, mutants):
    for each in sample(mutants, "key", 60):
        text = laboratory.memory.originals[each.file].decode()
        before, _ = read_document(each.file, text.encode())
        after, _ = read_document(each.file, each.applied(text).encode())
        path = tuple(each.path.split(" "))
        gone = {found for found in leaves(plain(before.root)) if found[: len(path)] == path}
        assert gone, each.id
        assert leaves(plain(after.root)) == leaves(plain(before.root)) - gone, each.id


def leaves(node, path=()):
    """Return the path of every key and item in a node."""
    below = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return {path, *(found for key, value in below for found in leaves(value, (*path, str(key))))}


def test_the_whole_run_noticed_at_least_98_percent_and_can_explain_the_rest():
    figures = WHOLE["parts"]["figures"]
    assert figures["survived"] * 50 <= figures["mutants"]
    assert WHOLE["unexplained"] == 0
    assert WHOLE["crashes"] == []
    assert all(group["reason"] for part in WHOLE["survivors"].values() for group in part)


def test_the_whole_run_was_of_the_rules_as_they_are(mutants):
    recorded = {name: {kind: each["mutants"] for kind, each in part["kinds"].items()} for name, part in WHOLE["parts"].items()}
    assert recorded == numbers(mutants), "run `python benchmarks/mutations/run.py`"
