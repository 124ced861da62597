"""What is made from schemas and catalogue says what these say now."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from engine.calculating.calculation import Calculation
from engine.questions.search import search

DOCS = Path(__file__).parents[1] / "docs"


def maker():
    spec = importlib.util.spec_from_file_location("make", DOCS / "make.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["regeltaal.md", "meldingen.md", "coverage.md"])
def test_a_page_that_is_made_is_made_anew_after_every_change(name):
    made = maker().PAGES[name]().encode()
    assert (DOCS / name).read_bytes() == made, "run `python docs/make.py`"


def test_the_reference_has_every_key_of_the_language():
    text = maker().language()
    assert all(f"`{each}" in text for each in ("‹naam›.values[].solved.interval", "‹naam›.variants[].for", "deviation", "‹naam›.members.‹naam›.aliases"))


def test_every_row_of_the_coverage_is_found():
    spec = importlib.util.spec_from_file_location("coverage", DOCS / "coverage.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    rules = module.achterhoek()
    calculation = Calculation(rules)
    for what, words, names in module.ROWS:
        assert search(calculation, words.split()).hits, what
        assert set(names) <= set(module.spans(rules)), what
        assert any(list(module.citations(rules, name)) for name in names), what
