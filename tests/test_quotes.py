"""Quotes stand in the texts that they were taken from, whole and to the digit."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from engine.checking.quotes import Quote, Verified, check_quotes, fold, result, texts_in, verify, verify_all
from engine.diagnostics import Span
from engine.reading.loading import load
from engine.reading.trees import FolderTree

REGIONS = Path(__file__).parent / "regions"

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


@pytest.fixture(scope="module")
def duinrand():
    return load(FolderTree(REGIONS, REGIONS), "duinrand").ruleset


def test_every_quote_of_duinrand_is_in_the_text_that_its_source_names(duinrand):
    found = verify_all(duinrand, texts_in(FolderTree(REGIONS, REGIONS), "bronnen"))
    assert len(found) > 20
    assert {result(each.count) for each in found} == {"found"}
    assert list(check_quotes(found)) == []


def test_without_the_text_nothing_is_said_of_a_quote(duinrand):
    found = verify_all(duinrand, {})
    assert {each.count for each in found} == {None}
    assert list(check_quotes(found)) == []


@pytest.mark.parametrize(("times", "code"), [(0, "H702"), (2, "H703")])
def test_a_quote_that_is_not_there_or_there_twice_is_a_finding_at_the_quote(duinrand, times, code):
    source = duinrand.sources["onderzoek"]
    quote = Quote(source, "Slaapwacht   vuurtoren", Span("regels.yaml", 3, 5, 3, 27))
    (found,) = check_quotes([Verified(quote, times)])
    assert (found.code, found.span) == (code, quote.span)
    assert found.fields["quote"] == "Slaapwacht vuurtoren"
    assert found.others[0].span == source.span
