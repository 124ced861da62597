"""`herleid find`: where something is defined and used."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from tests.golden import copy_duinrand, expect

TOP = Path(__file__).parents[1]
SCHEMA = jsonschema.Draft7Validator(json.loads((TOP / "schemas" / "output" / "find.schema.json").read_text("utf-8")))


@pytest.fixture
def find(tmp_path, herleid):
    copy_duinrand(tmp_path)

    def call(*arguments):
        code, out, err = herleid("find", *arguments)
        assert (code, err) == (0, "")
        return out

    return call


@pytest.fixture
def hits(find):
    def call(*arguments):
        found = json.loads(find("--format", "json", *arguments))
        SCHEMA.check_schema(SCHEMA.schema)
        assert [problem.message for problem in SCHEMA.iter_errors(found)] == []
        return found["hits"]

    return call


def named(hits):
    return [(each["kind"], each["name"]) for each in hits]


def test_hits_are_shown_by_kind_with_what_is_known_of_them(find, updating):
    expect("find_overhead.txt", find("overhead"), updating)


def test_hits_are_there_in_english_too(find, updating):
    expect("find_zandkorrel_en.txt", find("zandkorrel", "--lang", "en"), updating)


def test_a_source_tells_what_cites_it(find, updating):
    expect("find_premienota.txt", find("premienota"), updating)


def test_hits_as_a_document(find, updating):
    expect("find_groepsgrootte.json", find("groepsgrootte", "--format", "json"), updating)


@pytest.mark.parametrize("words", [("cliënten",), ("CLIENTEN",), ("Cliënten", "professional"), ("professional", "cliënten")])
def test_case_accents_and_the_order_of_words_make_no_difference(hits, words):
    assert ("parameter", "groepsgrootte") in named(hits(*words))


def test_a_name_is_found_by_its_words(hits):
    assert named(hits("bruto", "uren"))[0] == ("parameter", "bruto_uren")
    assert named(hits("bruto uren"))[0] == ("parameter", "bruto_uren")


def test_what_is_called_exactly_so_comes_first(hits):
    found = [each for each in hits("tarief") if each["kind"] == "formula"]
    assert (found[0]["name"], found[0]["exact"]) == ("tarief", True)
    assert not any(each["exact"] for each in found[1:])


def test_a_member_is_found_by_its_alias_with_the_rules_that_name_it(hits):
    (member,) = [each for each in hits("zandkorrel") if each["kind"] == "member"]
    assert (member["name"], member["also"]) == ("product=strandgroep", ["Zandkorrel", "Strandklas"])
    assert member["used_by"] == ["inzeturen", "groepsgrootte", "locatiekosten", "materiaal_per_groep"]


def test_a_member_that_a_formula_names_is_used_by_it(hits):
    (member,) = [each for each in hits("pont") if each["name"] == "product=pont"]
    assert member["used_by"] == ["vast_bedrag", "uitgaven_pont"]


def test_a_former_name_is_found(hits):
    assert ("parameter", "opslagpercentage") in named(hits("risico_opslag"))


def test_a_parameter_has_its_values_in_force_and_what_reads_it(hits):
    rule = next(each["rule"] for each in hits("eindejaarsuitkering") if each["kind"] == "parameter")
    assert sorted(each["value"] for each in rule["values"]) == ["7", "8.33"]
    assert (rule["basis"], rule["read_by"]) == (["cao"], ["bruto_loon"])


def test_values_are_those_of_the_day(find):
    assert "nu 6,5% tot 8,33%" in find("eindejaarsuitkering", "--day", "2023-05-01")


def test_where_a_figure_was_published_is_told(hits):
    rule = next(each["rule"] for each in hits("uurtarief") if each["name"] == "uurtarief")
    assert [(each["label"], each["ref"]) for each in rule["published"]] == [("Uurkosten van de wandelcoach", "onderzoek")]


def test_checks_that_read_a_rule_are_told(hits):
    rule = next(each["rule"] for each in hits("functiemix") if each["name"] == "functiemix")
    assert rule["checked_by"] == ["functiemix_sluit"]


@pytest.mark.parametrize(
    ("word", "kind"),
    [("drukfout", "note"), ("krijt", "quote"), ("kustdienst", "source"), ("etmaal", "member"), ("indexreeks", "dimension"), ("caomix_sluit", "check")],
)
def test_everything_that_is_said_can_be_found(hits, word, kind):
    assert kind in [each["kind"] for each in hits(word)]


def test_nothing_found_names_what_is_nearest(tmp_path, herleid):
    copy_duinrand(tmp_path)
    assert herleid("find", "overhaed") == (2, "", "herleid: niets gevonden voor `overhaed`; bedoelde u `overhead`?\n")
    assert herleid("find", "xyzzy", "plugh", "--lang", "en") == (2, "", "herleid: nothing matched `xyzzy plugh`\n")


@pytest.mark.parametrize("word", ["", "_", "\u0301", "   "])
def test_a_word_of_nothing_finds_nothing(tmp_path, herleid, word):
    copy_duinrand(tmp_path)
    code, out, _ = herleid("find", word)
    assert (code, out) == (2, "")


def test_a_word_is_needed(tmp_path, herleid):
    copy_duinrand(tmp_path)
    code, out, err = herleid("find", "--lang", "nl")
    assert (code, out) == (2, "")
    assert "WORD" in err
