"""
Quotes stand in the texts that they were taken from.

The texts themselves are not part of the project. What was found in them is recorded in data/quotes.json;
after a change of quotes the record is made anew, with the texts at hand:

    HERLEID_SOURCES=folder-of-texts python -m pytest tests/test_quotes.py --update
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from engine.checking.quotes import fold, quotes, result, texts_in, verify, verify_all
from engine.reading.loading import load
from engine.reading.trees import FolderTree

TOP = Path(__file__).parents[1]
REGIONS = TOP / "tests" / "regions"
RECORD = TOP / "tests" / "data" / "quotes.json"
TEXTS = os.environ.get("HERLEID_SOURCES")

SLIDE = """\
## Overhead

- GGZ: 34,2% **opslag**
- Wmo   GGZ: 33,3%
  opslag

| Sector | Verzuim | Uren |
|--------|--------:|------|
| GGZ | 7,18% | 1.054 |
| JZ | <i>nmb</i> | 1.054,5 |

Locatiekosten € 14,= per cliënt<br>per dagdeel
Bruto 1.878 uur, 1.878 uur en nog 21.878 uur
Cafe\u0301 op m²
"""


@pytest.mark.parametrize(
    "quote",
    [
        "34,2% opslag",
        "34,2% **opslag**",
        "Wmo GGZ: 33,3% opslag",
        "GGZ | 7,18% | 1.054",
        "GGZ 7,18% 1.054",
        "| GGZ | 7,18% | 1.054 |",
        "Sector Verzuim Uren GGZ",
        "| Sector | Verzuim | Uren |\n|---|---|---|\n| GGZ |",
        "JZ nmb",
        "€ 14,= per cliënt per dagdeel",
        "€\u00a014,= per cli\u00ebnt",
        "per clie\u0308nt",
        "Café op m²",
        "nog 21.878",
    ],
)
def test_white_space_table_bars_and_emphasis_make_no_difference(quote):
    assert verify(SLIDE, quote) == "found"


@pytest.mark.parametrize(
    "quote",
    ["34.2% opslag", "4,2% opslag", "pslag", "opsla", "1.054,", ".054", "054", "14,00", "m2", "GGZ 33,3 %", "JZ <i>nvt</i>", "", "|", "§"],
)
def test_digits_and_words_are_taken_whole_and_as_they_are(quote):
    assert verify(SLIDE, quote) == "missing"


def test_a_number_is_not_found_inside_a_longer_one():
    assert verify("De uren zijn 1.054,5", "1.054") == "missing"
    assert verify("De uren zijn 21.054", "1.054") == "missing"
    assert verify("De uren zijn 1.054.", "1.054") == "found"
    assert verify("Het is 134,2%", "34,2%") == "missing"


def test_words_that_stand_there_twice_are_ambiguous():
    assert verify(SLIDE, "1.878 uur") == "ambiguous"
    assert verify(SLIDE, "opslag") == "ambiguous"


def test_letters_that_look_alike_are_the_same_and_unseen_ones_are_left_out():
    assert fold("ef\ufb01cie\u00adnt  \u2026") == "efficient ..."
    assert fold("½ m² ①") == "½ m² ①"


def test_texts_are_known_by_what_is_in_them(tmp_path):
    (tmp_path / "any.name").write_bytes(b"34,2%")
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "other").write_bytes(b"\xff")
    found = texts_in(FolderTree(tmp_path, tmp_path), ".")
    assert found[hashlib.sha256(b"34,2%").hexdigest()] == "34,2%"
    assert len(found) == 2


# The record


def rule_sets():
    tops = sorted([*TOP.glob("rules/*/ruleset.yaml"), *REGIONS.glob("*/ruleset.yaml")])
    return [load(FolderTree(each.parents[1], TOP), each.parent.name).ruleset for each in tops]


def key(quote):
    return quote.source.name, str(quote.source.sha256), " ".join(quote.text.split())


def quoted():
    return sorted({key(each) for rules in rule_sets() for each in quotes(rules)})


def looked_up():
    """The result of every quote of which the text is at hand."""
    folders = [REGIONS / "bronnen", *([Path(TEXTS)] if TEXTS else [])]
    texts = {sha: text for each in folders for sha, text in texts_in(FolderTree(each, TOP), ".").items()}
    verified = [each for rules in rule_sets() for each in verify_all(rules, texts)]
    return {key(each.quote): result(each.count) for each in verified if each.count is not None}


def recorded():
    rows = json.loads(RECORD.read_text("utf-8")) if RECORD.exists() else []
    return {(each["source"], each["sha256"], each["quote"]): each["result"] for each in rows}


@pytest.fixture(scope="module")
def record(request):
    """What was found in the texts; `--update` records anew what can be looked up, and leaves out what is no longer quoted."""
    if request.config.getoption("--update"):
        found = recorded() | looked_up()
        names = ("source", "sha256", "quote", "result")
        rows = [dict(zip(names, (*each, found[each]), strict=True)) for each in quoted() if each in found]
        RECORD.write_bytes((json.dumps(rows, ensure_ascii=False, indent=1) + "\n").encode())
    return recorded()


def test_every_quote_is_recorded_with_the_text_it_was_found_in(record):
    assert list(record) == quoted()


def test_every_quote_was_found(record):
    assert [each for each, found in record.items() if found == "missing"] == []


def test_what_can_be_looked_up_gives_what_was_recorded(record):
    found = looked_up()
    assert {each: record.get(each) for each in found} == found
