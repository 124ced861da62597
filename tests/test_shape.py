"""What does not have the shape of rules is told in our own words: one cause, one problem, at its own place."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.problems import say
from engine.reading.documents import read_document
from engine.reading.shape import check_shape
from tests.support import BASE

TOP = Path(__file__).parents[1]

RULESET = BASE.partition("\n\n")[0] + "\n"

PARAMETER = """\
parameters:
  overhead:
    label: Overhead
    unit: "%"
    per: [domein, cao]
    range: [0, 60]
    freedom: suggestie
    values:
      - valid_from: 2024-01-01
        basis: document
        status: concept
        source: {ref: sda, at: "Tabel 5", quote: "34,2% opslag"}
        printed_to: 0.1
        band: {min: 30, max: 38}
        table:
          jeugd: {GGZ: 34.2, JZ: nmb}
          wmo: {GGZ: 33.3, JZ: "-"}
      - valid_from: 2025-01-01
        basis: calibrated
        status: concept
        source: {ref: sda, at: "Tabel 5"}
        columns: {cao: [GGZ, 2024]}
        table:
          jeugd: [34, 35]
        facts:
          jeugd: [33, 33]
        solved:
          from: {tarief: [{product: individueel, prijspeil: 2024}]}
          interval: [33.95, 34.05]
          given: [verzuim]
"""

FORMULAS = """\
formulas:
  tarief:
    label: Tarief
    unit: EUR/{eenheid}
    per: [product]
    round: {to: 0.01, mode: half_up}
    source: {ref: sda, at: Kostprijselementen}
    formula: kostprijs * indexfactor
  kostprijs:
    label: Kostprijs
    unit: 1
    source: {ref: sda, at: Kostprijselementen}
    variants:
      - for: {product.opbouw: elementen, prijspeil: [2024, 2025]}
        formula: uurtarief
      - for: {product.opbouw: bedrag}
        formula: 0
published:
  - label: Adviestarieven
    of: tarief
    status: advice
    source: {ref: sda, at: Tabel 11}
    printed_to: 0.01
    table: {individueel: 87.25}
    deviation: -0.02
    note: Tabel 12 noemt een ander bedrag.
checks:
  functiemix_sluit:
    label: Elke functiemix telt op tot 100%
    that: sum(functiemix, over=niveau) == 1
    severity: warning
"""

NOUNS = """\
units: {uur: {}, client: {label: cliënt}}
elements: {overhead: {label: Overhead, order: 4}}
sources:
  sda:
    title: Marktconsultatie
    publisher: Sociaal Domein Achterhoek
    date: 2024-10-16
    type: consultation
    sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
  gok:
    title: Aanname
    publisher: Sociaal Domein Achterhoek
    date: 2024-10-16
    type: assumption
    note: Niemand heeft het gepubliceerd.
dimensions:
  product:
    label: Product
    attributes:
      domein: domein
      opbouw: [elementen, bedrag]
      toezicht: {to: toezicht, default: geen}
    members:
      individueel: {label: Individueel, aliases: [EXTRA], domein: jeugd, opbouw: elementen}
      40/6: {domein: jeugd, opbouw: bedrag}
  prijspeil: {label: Prijspeil, ordered: true, members: {2024: {}, 2025: {}}}
"""

OVERLAY = """\
overlay: {name: aanbieder, label: Eigen cijfers}
sources:
  eigen: {title: Jaarrekening, publisher: Aanbieder, date: 2024-03-01, type: decision, url: https://example.org, retrieved: 2024-04-01}
parameters:
  overhead:
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: eigen, at: blz. 3}, value: 31}
"""


def found(text, top=False, kind="rules"):
    document, problems = read_document("regels.yaml", text.encode())
    assert problems == ()
    return check_shape(document, top, kind)


def changed(text, old, new):
    assert text.count(old) >= 1
    return text.replace(old, new, 1)


def only(text, **options):
    """The only problem of a text: its code, the text at its place, and the facts that are told about it."""
    (problem,) = found(text, **options)
    span, lines = problem.span, text.split("\n")
    line = lines[span.line - 1]
    shown = line[span.column - 1 : span.end_column - 1] if span.line == span.end_line else line[span.column - 1 :]
    assert say(problem, "nl").text
    assert say(problem, "en").text
    return problem.code, shown, problem.fields


def fixed(text, problem):
    """A text of which the place of a problem is replaced as it proposes."""
    lines, span = text.split("\n"), problem.fix.span
    line = lines[span.line - 1]
    lines[span.line - 1] = line[: span.column - 1] + problem.fix.text + line[span.end_column - 1 :]
    return "\n".join(lines)


@pytest.mark.parametrize("text", [PARAMETER, FORMULAS, NOUNS, "", "parameters: {}\npublished: []\n"])
def test_rules_as_they_should_be_have_no_problem(text):
    assert found(text) == ()


def test_the_block_of_the_rule_set_stands_in_its_own_file():
    assert found(RULESET, top=True) == ()
    code, shown, facts = only(RULESET)
    assert (code, shown, facts["file"]) == ("H103", "ruleset", "ruleset.yaml")
    assert only("units: {}\n", top=True)[2]["key"] == "ruleset"


def test_an_overlay_has_a_shape_of_its_own():
    assert found(OVERLAY, kind="overlay") == ()
    assert {each.code for each in found(OVERLAY)} == {"H102", "H103"}
    assert only(changed(OVERLAY, "    values:", "    unit: EUR\n    values:"), kind="overlay")[:2] == ("H103", "unit")
    assert only("overlay: {name: x, label: X}\n", kind="overlay")[2]["key"] == "parameters"


@pytest.mark.parametrize(
    ("old", "new", "shown", "suggestion"),
    [
        ("    label: O", "    labl: O", "labl", "label"),
        ("    label: O", "    Label: O", "Label", "label"),
        ("    label: O", "    omschrijving: O", "omschrijving", "label"),
        ('    unit: "%"', '    eenheid: "%"', "eenheid", "unit"),
        ("        basis: doc", "        grondslag: doc", "grondslag", "basis"),
        ("- valid_from", "- valid-from", "valid-from", "valid_from"),
        ("        table:\n          jeugd: {", "        tabel:\n          jeugd: {", "tabel", "table"),
        ("{ref: sda, at", "{rf: sda, at", "rf", "ref"),
        ("{min: 30", "{mn: 30", "mn", "min"),
        ("          from:", "          form:", "form", "from"),
        ("parameters:", "parameter:", "parameter", "parameters"),
        ("        printed_to:", "        printed_too:", "printed_too", "printed_to"),
    ],
)
def test_a_misspelt_key_is_one_problem_with_a_suggestion(old, new, shown, suggestion):
    text = changed(PARAMETER, old, new)
    code, place, facts = only(text)
    assert (code, place, facts["key"], facts["suggestion"]) == ("H103", shown, shown, suggestion)
    assert found(fixed(text, found(text)[0])) == ()


def test_a_key_like_no_other_is_answered_with_the_keys_that_there_are():
    assert only(changed(FORMULAS, "    of: tarief", "    of: tarief\n    kleur: rood"))[2]["known"] == ("value", "columns")


@pytest.mark.parametrize(
    ("text", "old", "key", "shown"),
    [
        (PARAMETER, "    label: Overhead\n", "label", "overhead"),
        (PARAMETER, "    range: [0, 60]\n", "range", "overhead"),
        (PARAMETER, "        status: concept\n", "status", "valid_from"),
        (PARAMETER, ', at: "Tabel 5"', "at", "source"),
        (PARAMETER, "          interval: [33.95, 34.05]\n", "interval", "solved"),
        (PARAMETER, "          given: [verzuim]\n", "given", "solved"),
        (PARAMETER, ", max: 38", "max", "band"),
        (FORMULAS, "    source: {ref: sda, at: Kostprijselementen}\n", "source", "tarief"),
        (FORMULAS, "    of: tarief\n", "of", "label"),
        (FORMULAS, "to: 0.01, ", "to", "round"),
        (NOUNS, ", order: 4", "order", "overhead"),
        (NOUNS, "    publisher: Sociaal Domein Achterhoek\n", "publisher", "sda"),
        (NOUNS, "to: toezicht, ", "to", "toezicht"),
        (RULESET, "  currency: EUR\n", "currency", "ruleset"),
    ],
)
def test_a_missing_key_is_pointed_at_where_it_belongs(text, old, key, shown):
    code, place, facts = only(changed(text, old, ""), top=text == RULESET)
    assert (code, place, facts["key"]) == ("H102", shown, key)


@pytest.mark.parametrize(
    ("text", "old", "new", "key", "because", "unless"),
    [
        (PARAMETER, "    per:", "    element: overhead\n    per:", "neutral", "element", ""),
        (PARAMETER, "    per:", "    neutral: 0\n    per:", "element", "neutral", ""),
        (PARAMETER, "        facts:\n          jeugd: [33, 33]\n", "", "facts", "basis: calibrated", ""),
        (PARAMETER, '        source: {ref: sda, at: "Tabel 5", quote: "34,2% opslag"}\n', "", "source", "", "basis: definition"),
        (FORMULAS, "    note: Tabel 12 noemt een ander bedrag.\n", "", "note", "deviation", ""),
        (NOUNS, "    note: Niemand heeft het gepubliceerd.\n", "", "note", "type: assumption", ""),
        (NOUNS, "    sha256: ", "    url: https://a.nl\n    sha256: ", "retrieved", "url", ""),
    ],
)
def test_a_key_that_another_asks_for_says_which(text, old, new, key, because, unless):
    code, _, facts = only(changed(text, old, new))
    assert (code, facts["key"], facts["because"], facts["unless"]) == ("H109", key, because, unless)


def test_columns_are_for_tables_only():
    text = changed(
        PARAMETER, "        columns: {cao: [GGZ, 2024]}\n        table:\n          jeugd: [34, 35]\n", "        columns: {cao: [GGZ]}\n        value: 3\n"
    )
    code, _, facts = only(text)
    assert (code, facts["key"], facts["because"]) == ("H109", "table", "columns")


def test_a_definition_needs_no_source():
    text = changed(PARAMETER, '        source: {ref: sda, at: "Tabel 5", quote: "34,2% opslag"}\n', "")
    assert found(changed(text, "basis: document", "basis: definition")) == ()


SHA = "    sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef\n"
TABLE = '        table:\n          jeugd: {GGZ: 34.2, JZ: nmb}\n          wmo: {GGZ: 33.3, JZ: "-"}\n'


@pytest.mark.parametrize(
    ("text", "old", "new", "shown", "keys", "present"),
    [
        (PARAMETER, TABLE, f"        value: 3\n{TABLE}", "table", ("value", "table", "csv"), ("value", "table")),
        (PARAMETER, TABLE, "", "valid_from", ("value", "table", "csv"), None),
        (FORMULAS, "    formula: kostprijs * indexfactor\n", "", "tarief", ("formula", "variants"), None),
        (FORMULAS, "    variants:", "    formula: a\n    variants:", "variants", ("formula", "variants"), ("formula", "variants")),
        (NOUNS, SHA, "", "sda", ("sha256", "url"), None),
    ],
)
def test_keys_of_which_one_belongs_say_so(text, old, new, shown, keys, present):
    code, place, facts = only(changed(text, old, new))
    assert (code, place, facts["keys"], facts.get("present")) == ("H108", shown, keys, present)


@pytest.mark.parametrize(
    ("text", "old", "new", "kinds", "advice", "fix"),
    [
        (PARAMETER, "label: Overhead", "label: 2024", "text number", ("quoted", '"2024"'), '"2024"'),
        (PARAMETER, "label: Overhead", "label: true", "text true_or_false", ("quoted", '"true"'), '"true"'),
        (PARAMETER, "label: Overhead", "label: [a]", "text list", None, None),
        (PARAMETER, "[0, 60]", '["0", 60]', "number text", ("number", "0"), "0"),
        (PARAMETER, "GGZ: 34.2", 'GGZ: "34.2"', "number text", ("number", "34.2"), "34.2"),
        (PARAMETER, "GGZ: 34.2", 'GGZ: "34,2"', "number text", ("number", "34.2"), None),
        (PARAMETER, "GGZ: 34.2", 'GGZ: "34,2%"', "number text", ("number", "34.2"), None),
        (PARAMETER, "GGZ: 34.2", 'GGZ: "€ 1.054,50"', "number text", ("number", "1054.50"), None),
        (PARAMETER, "GGZ: 34.2", "GGZ: 87.25 EUR", "number text", ("number", "87.25"), None),
        (PARAMETER, "GGZ: 34.2", "GGZ: true", "value true_or_false", None, None),
        (PARAMETER, "GGZ: 34.2", "GGZ: [true]", "value true_or_false", None, None),
        (PARAMETER, 'table:\n          jeugd: {GGZ: 34.2, JZ: nmb}\n          wmo: {GGZ: 33.3, JZ: "-"}\n', "table: 3\n", "table number", None, None),
        (PARAMETER, "printed_to: 0.1", "printed_to: cent", "step text", None, None),
        (PARAMETER, "printed_to: 0.1", 'printed_to: "0.1"', "step text", ("number", "0.1"), "0.1"),
        (PARAMETER, "[domein, cao]", "domein", "list text", ("listed", "[domein]"), "[domein]"),
        (PARAMETER, '{ref: sda, at: "Tabel 5", quote: "34,2% opslag"}', "sda", "mapping text", None, None),
        (PARAMETER, "{min: 30, max: 38}", "[30, 38]", "mapping list", None, None),
        (NOUNS, "order: 4", "order: eerste", "whole_number text", None, None),
        (NOUNS, "order: 4", "order: 4.5", "whole_number number", None, None),
        (NOUNS, "ordered: true", "ordered: 1", "true_or_false number", None, None),
        (NOUNS, "ordered: true", "ordered: ja", "true_or_false text", None, None),
        (NOUNS, "domein: domein", "domein: 3", "name number", None, None),
        (NOUNS, "default: geen", "default: true", "code true_or_false", ("quoted", '"true"'), '"true"'),
        (FORMULAS, "that: sum(functiemix, over=niveau) == 1", "that: 1", "condition number", None, None),
        (FORMULAS, "formula: uurtarief", "formula: {x if a else 2: b}", "formula mapping", None, None),
        (NOUNS, "units: {uur: {}, client: {label: cliënt}}", "units: [uur]", "mapping list", None, None),
    ],
)
def test_a_value_of_another_kind(text, old, new, kinds, advice, fix):
    (problem,) = found(changed(text, old, new))
    facts = problem.fields
    assert (problem.code, facts["expected"], facts["found"]) == ("H101", *(f"@{each}" for each in kinds.split()))
    assert [(name, facts[name]) for name in ("quoted", "number", "listed") if name in facts] == ([advice] if advice else [])
    assert (problem.fix.text if problem.fix else None) == fix
    if fix:
        assert found(fixed(changed(text, old, new), problem)) == ()


def test_a_list_without_dashes_is_shown_how_to_begin():
    text = changed(PARAMETER, "      - valid_from: 2024-01-01", "        valid_from: 2024-01-01").partition("      - valid_from")[0]
    code, _, facts = only(text)
    assert (code, facts["expected"], facts["dash"]) == ("H101", "@list", "-")


def test_keys_without_a_space_are_pointed_at_instead():
    (problem,) = found("ruleset:\n  name:voorbeeld\n  label:Voorbeeld\n", top=True)
    assert (problem.code, problem.span.line, problem.span.column, problem.fields["key"]) == ("H013", 2, 3, "name")


@pytest.mark.parametrize(
    ("text", "old", "new", "shown"),
    [
        (PARAMETER, "  overhead:", "  Overhead:", "Overhead"),
        (PARAMETER, "  overhead:", "  2e_overhead:", "2e_overhead"),
        (PARAMETER, "  overhead:", "  overhead-jeugd:", "overhead-jeugd"),
        (PARAMETER, "  overhead:", "  'overhead\\n':", None),
        (PARAMETER, "[domein, cao]", "[Domein, cao]", "Domein"),
        (PARAMETER, "ref: sda", "ref: De bron", "De bron"),
        (PARAMETER, "JZ: nmb", "J Z: nmb", "J Z"),
        (PARAMETER, "JZ: nmb", "-JZ: nmb", "-JZ"),
        (PARAMETER, "[GGZ, 2024]", "[GGZ, -2024]", "-2024"),
        (PARAMETER, "[GGZ, 2024]", "[GGZ, a b]", "a b"),
        (FORMULAS, "product.opbouw: elementen", "product.opbouw.soort: elementen", "product.opbouw.soort"),
        (FORMULAS, "unit: 1", "unit: 5", "5"),
        (NOUNS, "sha256: 0123", "sha256: G123", "G123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"),
        (NOUNS, "sha256: 0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "url: ftp://a.nl\n    retrieved: 2024-01-01", "ftp://a.nl"),
        (RULESET, "currency: EUR", "currency: euro", "euro"),
        (RULESET, "  day:", "  uses: [../../elders]\n  day:", "../../elders"),
        (RULESET, "  day:", "  uses: [/etc]\n  day:", "/etc"),
        (RULESET, "  day:", "  uses: [a/../b]\n  day:", "a/../b"),
        (PARAMETER, TABLE, "        csv: ../x.csv\n", "../x.csv"),
    ],
)
def test_a_badly_written_name_says_how_it_is_written(text, old, new, shown):
    (problem,) = found(changed(text, old, new), top=text == RULESET)
    assert problem.code == "H104"
    assert shown is None or problem.fields["text"] == shown
    assert say(problem, "nl").help
    assert say(problem, "en").help


@pytest.mark.parametrize(
    ("day", "suggestion"),
    [
        ("16-10-2024", "2024-10-16"),
        ("16/10/2024", "2024-10-16"),
        ("2024-1-5", "2024-01-05"),
        ("2024/10/16", "2024-10-16"),
        ("16 oktober 2024", "2024-10-16"),
        ("1 mrt 2024", "2024-03-01"),
        ("2024-10-16T12:00", "2024-10-16"),
        ("2024-02-30", ""),
        ("2024-13-01", ""),
        ("2024-10", ""),
        ("2024", ""),
        ("vandaag", ""),
        ('"２０２４-10-16"', ""),
        ('"2024-10-16\\n"', "2024-10-16"),
    ],
)
def test_what_is_no_day_is_answered_with_the_day_that_was_meant(day, suggestion):
    (problem,) = found(changed(PARAMETER, "valid_from: 2024-01-01", f"valid_from: {day}"))
    assert problem.code == "H105"
    assert problem.fields["suggestion"] == suggestion


@pytest.mark.parametrize(
    ("text", "old", "new", "suggestion", "allowed"),
    [
        (PARAMETER, "freedom: suggestie", "freedom: sugestie", "suggestie", ("vaststaand", "suggestie", "open")),
        (PARAMETER, "freedom: suggestie", "freedom: vrij", "", ("vaststaand", "suggestie", "open")),
        (PARAMETER, "status: concept", "status: Concept", "concept", ("concept", "advice", "final")),
        (PARAMETER, "JZ: nmb", "JZ: NMB", "nmb", ("@number", "nmb", "unlimited", "-")),
        (PARAMETER, "JZ: nmb", "JZ: n.t.b.", "", ("@number", "nmb", "unlimited", "-")),
        (PARAMETER, "[0, 60]", "[0, oneindig]", "", ("@number", "unlimited")),
        (PARAMETER, "printed_to: 0.1", "printed_to: 0", "", ("@step",)),
        (FORMULAS, "mode: half_up", "mode: half up", "half_up", ("half_up", "half_even", "half_down", "up", "down", "floor", "ceiling")),
        (RULESET, "language: nl", "language: nederlands", "", ("nl", "en")),
    ],
)
def test_a_value_that_is_not_among_the_possible(text, old, new, suggestion, allowed):
    text = changed(text, old, new)
    options = {"top": text.startswith("ruleset")}
    code, _, facts = only(text, **options)
    assert (code, facts["suggestion"], facts["allowed"]) == ("H106", suggestion, allowed)
    assert not suggestion or found(fixed(text, found(text, **options)[0]), **options) == ()


@pytest.mark.parametrize(
    ("text", "old", "new", "shown"),
    [
        (PARAMETER, "label: Overhead", "label:", "label"),
        (PARAMETER, "label: Overhead", "label: ~", "~"),
        (PARAMETER, "label: Overhead", 'label: ""', "label"),
        (PARAMETER, "label: Overhead", 'label: "  "', '"  "'),
        (PARAMETER, "GGZ: 34.2", "GGZ: null", "null"),
        (PARAMETER, "GGZ: 34.2", "GGZ: ", "GGZ"),
        (PARAMETER, "{GGZ: 34.2, JZ: nmb}", "{}", "{}"),
        (PARAMETER, "valid_from: 2024-01-01", "valid_from:", "valid_from"),
        (FORMULAS, "formula: kostprijs * indexfactor", "formula:", "formula"),
        (NOUNS, "{2024: {}, 2025: {}}", "{}", "{}"),
        (NOUNS, "2025: {}", "2025: ", "2025"),
        (PARAMETER, "[33, 33]", "[]", "[]"),
    ],
)
def test_an_empty_value_is_not_guessed(text, old, new, shown):
    assert only(changed(text, old, new))[:2] == ("H107", shown)


def test_an_empty_section_is_told():
    assert only("parameters:\n")[:2] == ("H107", "parameters")


def test_a_range_has_two_values():
    code, shown, facts = only(changed(PARAMETER, "[0, 60]", "[0, 60, 70]"))
    assert (code, shown, facts["key"], facts["wanted"], facts["count"]) == ("H110", "[0, 60, 70]", "range", "2", "3")
    assert only(changed(PARAMETER, "[33.95, 34.05]", "[34]"))[0] == "H110"


def test_a_formula_with_escapes_is_refused_because_its_places_would_shift():
    assert only(changed(FORMULAS, "formula: kostprijs * indexfactor", "formula: 'at(x, d=''M'')'"))[0] == "H015"
    assert only(changed(FORMULAS, "formula: uurtarief", 'formula: "at(x, d=\\"M\\")"'))[0] == "H015"
    assert only(changed(FORMULAS, "that: sum(functiemix, over=niveau) == 1", "that: 'a == ''M'''"))[0] == "H015"


def test_every_problem_says_in_which_declaration_it_lies():
    (entry,) = found(changed(PARAMETER, "status: concept", "status: af"))
    assert (entry.fields["path"], entry.fields["section"], entry.fields["name"]) == ("parameters.overhead.values[0].status", "parameters", "overhead")
    assert entry.rule == "overhead"
    (row,) = found(changed(FORMULAS, "    status: advice\n", ""))
    assert (row.fields["path"], row.fields["section"], row.fields["name"]) == ("published[0]", "published", "tarief")
    (name,) = found(changed(PARAMETER, "  overhead:", "  Overhead:"))
    assert (name.fields["section"], name.fields["name"]) == ("parameters", "Overhead")


def test_what_was_refused_when_reading_is_not_told_again():
    text = changed(PARAMETER, "freedom: suggestie", "freedom: NO").replace("34.2", "34,2 ").replace("status: concept", "status: *x", 1)
    document, problems = read_document("regels.yaml", text.replace("label: Overhead", "<<: {label: Overhead}").encode())
    assert sorted(each.code for each in problems) == ["H004", "H004", "H005", "H006"]
    assert check_shape(document, False) == ()


def test_all_problems_are_told_at_once_in_the_order_of_the_file():
    text = PARAMETER.replace("label: Overhead", "labl: 3").replace("[0, 60]", "[0]").replace("JZ: nmb", "JZ: nm").replace("basis: calibrated", "basis: x")
    assert [(each.code, each.span.line) for each in found(text)] == [("H103", 3), ("H110", 6), ("H106", 16), ("H106", 19)]


def test_a_rule_may_be_called_table():
    text = PARAMETER.replace("  overhead:", "  table:").replace("    per:", "    element: facts\n    neutral: 0\n    per:")
    assert found(text + "elements: {facts: {label: Feiten, order: 4}, table: {order: 5, label: Tafel}}\n") == ()


def test_deep_files_are_judged_too():
    assert found(changed(PARAMETER, "{GGZ: 34.2, JZ: nmb}", "{a: " * 55 + "1" + "}" * 55)) == ()
    assert only(changed(PARAMETER, "{GGZ: 34.2, JZ: nmb}", "{a: " * 55 + "x" + "}" * 55))[0] == "H106"
    assert only(f"parameters: {'[' * 60}{']' * 60}\n")[0] == "H101"


WORDS_OF_A_SCHEMA = ("schema", "instance", "valid under", "does not match", "anyof", "oneof", "propert", "none of", "@")


def damaged(text):
    """A text without each of its lines, and with another value on it."""
    for line in text.splitlines():
        key = line.partition(":")[0]
        yield from (text.replace(line, other) for other in ("", f"{key}: 3", f"{key}: [x]", f"{key}: {{x: y1}}", f"{key}:"))


@pytest.mark.parametrize("text", [PARAMETER, FORMULAS, NOUNS], ids=["parameters", "formulas", "nouns"])
def test_no_words_of_a_schema_are_shown(text):
    for each in damaged(text):
        document, _ = read_document("regels.yaml", each.encode())
        for problem in check_shape(document, False) if document else ():
            for language in ("nl", "en"):
                message = say(problem, language)
                shown = f"{message.text} {message.help} {message.label}".lower()
                assert not [word for word in WORDS_OF_A_SCHEMA if word in shown], shown


def test_the_rules_that_come_with_the_engine_have_the_right_shape():
    for path in (TOP / "rules").rglob("*.yaml"):
        document, problems = read_document(path.name, path.read_bytes())
        assert problems == ()
        assert check_shape(document, path.name == "ruleset.yaml") == ()


def test_a_large_rule_set_is_judged_quickly():
    text = "parameters:\n" + "".join(PARAMETER.partition("\n")[2].replace("overhead", f"overhead_{n}", 1) for n in range(150))
    document, _ = read_document("regels.yaml", text.encode())
    assert len(text) > 100_000
    check_shape(document, False)
    start = time.process_time()
    assert check_shape(document, False) == ()
    assert time.process_time() - start < 1


VALUES = ["", "3", "x", "[]", "{}", "[1, x]", "{a: 1}", "true", "~", '"-"', "nmb", "-1", "2024-01-01", "'a\nb'", "{a: {b: [1]}}"]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from([PARAMETER, FORMULAS, NOUNS, RULESET, OVERLAY]), st.integers(0, 40), st.sampled_from(VALUES), st.sampled_from(["rules", "overlay"]))
def test_whatever_the_shape_it_is_told_and_never_breaks(text, line, value, kind):
    lines = text.splitlines()
    line %= len(lines)
    lines[line] = f"{lines[line].partition(':')[0]}: {value}"
    document, _ = read_document("regels.yaml", "\n".join(lines).encode())
    if document is not None:
        for problem in check_shape(document, text == RULESET, kind):
            assert say(problem, "nl").text
            assert say(problem, "en").text
            assert 1 <= problem.span.line <= len(lines) + 1
