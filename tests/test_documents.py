"""Rule files are read as written, with the place of every key and value; whatever a reader could mistake is refused."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from engine.problems import say
from engine.reading import documents
from engine.reading.composing import MAX_DEPTH, MAX_EVENTS, MAX_KEY
from engine.reading.documents import MappingNode, Scalar, SequenceNode, plain, read_document
from engine.reading.trees import MAX_BYTES

RULES = """\
# yaml-language-server: $schema=../../schemas/rules.schema.json
parameters:
  overhead:
    label: "Overhead als opslag"
    unit: "%"
    per: [domein, cao]
    range: [0, 60]
    freedom: suggestie
    values:
      - valid_from: 2024-01-01
        basis: benchmark
        status: concept
        source: {ref: sda, at: 'Jeugd, Tabel 7', quote: "34,2% opslag"}
        table:
          jeugd: {GGZ: 34.2, 40/6: 27.1, NO: nmb}
formulas:
  kostprijs:
    label: Kostprijs
    unit: EUR/{eenheid}
    formula: >
      sum(uurtarief * inzeturen, over=inzet)
      + locatiekosten
"""


def read(text):
    """Read the text of a rule file; the document, which holds no problem."""
    document, found = read_document("regels.yaml", text.encode())
    assert found == ()
    return document


def value(text):
    return plain(read(f"x: {text}\n").root)["x"]


def found(text):
    return read_document("regels.yaml", text.encode())[1]


def codes(text):
    return [each.code for each in found(text)]


def told(text, language="nl"):
    """The help of the only problem."""
    (problem,) = found(text)
    return say(problem, language).help


def at(span):
    return (span.line, span.column, span.end_line, span.end_column)


def nodes(node):
    yield node
    for each in [part for entry in node.entries for part in entry] if isinstance(node, MappingNode) else getattr(node, "items", ()):
        yield from nodes(each)


# What words say.


@pytest.mark.parametrize("text", ["0", "34.2", "0.0400", "-1054.50", "12345678901234567890.12345678901234567890", "-0.5"])
def test_a_number_keeps_the_digits_it_was_written_with(text):
    assert value(text) == Decimal(text)
    assert format(value(text), "f") == text


@pytest.mark.parametrize(("text", "says"), [("true", True), ("false", False), ("null", None), ("~", None), ("", None)])
def test_only_these_words_are_no_text(text, says):
    assert value(text) is says


@pytest.mark.parametrize(
    "text", ["2024-10-16", "GGZ", "40/6", "nmb", "trueish", "1.2.3", "24/7", "https://a.nl", "a1", "e3", "1-2", "Tabel 4, 5", "12 uur", "inf", "é"]
)
def test_other_words_are_text_as_written(text):
    assert value(text) == text


@pytest.mark.parametrize("text", ["NO", "010", "12:30", "34,2", "1e3", "yes", "true", "null", "-5", ".nan"])
def test_in_quotes_everything_is_text(text):
    assert value(f'"{text}"') == value(f"'{text}'") == text


def test_keys_are_text_as_written():
    assert list(plain(read("{NO: 1, 010: 2, 2024: 3, 1e3: 4, 34.20: 5, on: 6, true: 7, 40/6: 8, 12:30: 9, 'a b': 10}\n").root)) == [
        "NO", "010", "2024", "1e3", "34.20", "on", "true", "40/6", "12:30", "a b",
    ]  # fmt: skip


def test_empty_files_are_empty_blocks():
    for text in ["", "# alleen een opmerking\n", "---\n", "\n\n"]:
        assert read(text).root.entries == ()


@pytest.mark.parametrize("word", ["NO", "no", "No", "yes", "Yes", "on", "ON", "off", "y", "Y", "n", "N", "True", "TRUE", "False", "Null", "NULL"])
def test_a_word_that_is_true_or_false_elsewhere_is_refused_and_mended_with_quotes(word):
    (problem,) = found(f"a: {word}\n")
    assert problem.code == "H006"
    assert problem.fix.text == f'"{word}"'


@pytest.mark.parametrize(
    ("word", "suggestions", "fix"),
    [
        ("34,2", ["34.2"], "34.2"),
        ("-34,25", ["-34.25"], "-34.25"),
        ("1,054", ["1054", "1.054"], None),
        ("0,342", ["0.342"], None),
        ("1.054,5", ["1054.5"], None),
        ("1.054.000", ["1054000"], None),
        ("1,054,000.50", ["1054000.50"], None),
        ("1234,567", ["1234.567"], None),
        ("1_000", ["1000"], "1000"),
        ("1e3", ["1000"], None),
        ("1.5E-3", ["0.0015"], None),
        ("1e400", [], None),
        ("010", ["10"], None),
        ("08", ["8"], None),
        ("+1", ["1"], None),
        (".5", ["0.5"], None),
        ("-.5", ["-0.5"], None),
        ("5.", ["5"], None),
        ("0o10", [], None),
        ("0x1F", [], None),
        ("0b11", [], None),
        ("12:30", [], None),
        ("1:02:03", [], None),
        (".inf", [], None),
        ("-.INF", [], None),
        (".nan", [], None),
        ("\u22125", ["-5"], "-5"),
        ("\u20135,5", ["-5.5"], "-5.5"),
        ("\uff11\uff12", ["12"], "12"),
        ("34.2\u00a0", ["34.2"], "34.2"),
    ],
)
def test_what_another_reader_takes_for_another_number_is_refused(word, suggestions, fix):
    (problem,) = found(f"a: {word}\n")
    assert problem.code == "H005"
    assert [problem.fields[name] for name in ("suggestion", "other") if name in problem.fields] == suggestions
    assert (problem.fix.text if problem.fix else None) == fix


def test_below_a_key_of_text_quotes_mend_what_looks_like_a_number():
    assert [each.fix.text for each in found("at: 4,5\nnote: 1,054\naliases: [1e3]\n")] == ['"4,5"', '"1,054"', '"1e3"']


def test_a_mended_file_has_the_problem_no_more():
    text = "a: 34,2\nb: NO\nc: [1,5, 2,5]\nd: {x: 3,25}\ne: −5\nf: {g:1}\n"
    for problem in sorted(found(text), key=lambda each: each.place, reverse=True):
        lines = text.split("\n")
        line, span = lines[problem.span.line - 1], problem.span
        lines[span.line - 1] = line[: span.column - 1] + problem.fix.text + line[span.end_column - 1 :]
        text = "\n".join(lines)
    assert plain(read(text).root) == {
        "a": Decimal("34.2"), "b": "NO", "c": [Decimal("1.5"), Decimal("2.5")], "d": {"x": Decimal("3.25")}, "e": Decimal(-5), "f": {"g": Decimal(1)},
    }  # fmt: skip


def test_a_decimal_comma_within_brackets_is_noticed():
    assert codes("a: {jeugd: 34,2, wmo: 3}\n") == ["H005"]
    assert codes("a: {jeugd: 1.054,5}\n") == ["H005"]
    assert codes("a: [34,2, 35,1]\n") == ["H005", "H005"]
    assert value("[34, 2]") == value("[34,2]") == [Decimal(34), Decimal(2)]


def test_a_number_that_is_too_long_is_not_cut_off():
    assert value("9" * 40) == Decimal("9" * 40)
    assert told(f"a: {'9' * 41}\n") == "een getal heeft hoogstens 40 cijfers"
    assert codes(f"a: 0.{'1' * 5000}\n") == ["H009"]
    assert codes(f"a: 1,{'1' * 5000}\n") == []


# Places.


def test_every_key_and_value_has_its_place():
    document = read(RULES)
    overhead = document.root.get("parameters").get("overhead")
    assert at(document.root.get("parameters").key("overhead").span) == (3, 3, 3, 11)
    assert at(overhead.get("label").span) == (4, 12, 4, 33)
    assert at(overhead.get("per").span) == (6, 10, 6, 23)
    assert at(overhead.get("per").items[1].span) == (6, 19, 6, 22)
    (entry,) = overhead.get("values").items
    assert at(entry.span) == (10, 9, 15, 50)
    assert at(entry.get("table").get("jeugd").get("40/6").span) == (15, 36, 15, 40)
    assert at(document.root.get("formulas").get("kostprijs").get("formula").span) == (21, 7, 22, 22)


def test_the_text_of_a_word_stands_at_its_place():
    document = read(RULES)
    scalars = [each for each in nodes(document.root) if isinstance(each, Scalar)]
    assert len(scalars) > 40
    for each in scalars:
        raw = document.text[each.start : each.end]
        assert " ".join(raw.split()) == " ".join(each.text.split())
        inner = document.place(each.start, each.end)
        assert each.span == inner or (each.span.column, each.span.end_column) == (inner.column - 1, inner.end_column + 1)


def test_places_count_characters_also_after_a_byte_order_mark_and_with_windows_line_ends():
    text = "\ufeffé😀: één\r\nb: 'ü'\r\nf: |\r\n  a +\r\n  b\r\n"
    document, problems = read_document("regels.yaml", text.encode())
    assert problems == ()
    assert not document.text.startswith("\ufeff")
    assert at(document.root.get("é😀").span) == (1, 5, 1, 8)
    assert at(document.root.get("b").span) == (2, 4, 2, 7)
    assert document.formula(document.root.get("f")).text == "a +\r\n  b"


def test_a_missing_key_has_no_place():
    root = read("a: 1\n").root
    assert root.get("b") is root.key("b") is None
    assert isinstance(read("a: [1]\n").root.get("a"), SequenceNode)


@pytest.mark.parametrize(
    ("text", "raw"),
    [
        ("f: a + b\n", "a + b"),
        ("f: a + b  # som\n", "a + b"),
        ("f: 12.50\n", "12.50"),
        ("f: 'a + b'\n", "a + b"),
        ('f: at(x, d="M")\n', 'at(x, d="M")'),
        ("f: 'at(x, d=\"M\")'\n", 'at(x, d="M")'),
        ("f: a +\n   b\n", "a +\n   b"),
        ("f: >\n  a +\n  b\n", "a +\n  b"),
        ("f: |-  # som\n\n   a +\n\n   b\n\n", "a +\n\n   b"),
        ("f: |2\n    a\n", "a"),
        ("f: >+\n  a\n\n\n", "a"),
        ("{f: a + b}\n", "a + b"),
        ("f: ' a '\n", " a "),
    ],
)
def test_a_formula_is_its_raw_text_with_the_place_of_every_character(text, raw):
    document = read(text)
    formula = document.formula(document.root.get("f"))
    assert formula.text == raw
    for offset in range(len(raw)):
        span = formula.span(offset, offset + 1)
        assert document.text.split("\n")[span.line - 1][span.column - 1 : span.column] == raw[offset].strip("\n")
        assert document.text[formula.start + offset] == raw[offset]


@pytest.mark.parametrize("text", ["f: 'at(x, d=''M'')'\n", 'f: "at(x, d=\\"M\\")"\n', 'f: "a \\\n  + b"\n'])
def test_a_formula_with_escapes_has_no_raw_text(text):
    document = read(text)
    assert document.formula(document.root.get("f")) is None


# What is refused.


def test_a_key_written_twice_points_at_both():
    (problem,) = found("a: 1\nb: 2\na: 3\n")
    assert (problem.code, at(problem.span), at(problem.others[0].span)) == ("H002", (3, 1, 3, 2), (1, 1, 1, 2))
    assert codes("x: {010: 1, 10: 2, 010: 3}\n") == ["H002"]
    assert codes("a: 1\n'a': 2\n") == ["H002"]


@pytest.mark.parametrize(
    ("text", "feature"),
    [
        ("a: &anker 1\n", "&anker"),
        ("a: &anker\n  b: 1\n", "&anker"),
        ("a: *anker\n", "*anker"),
        ("a: !!str 3\n", "!!str"),
        ("a: !python/object:os.system x\n", "!python/object:os.system"),
        ("a: ! 3\n", "!"),
        ("!!map {a: 1}\n", "!!map"),
        ("a: {<<: {b: 1}}\n", "<<"),
        ("%YAML 1.1\n---\na: 1\n", "%YAML"),
        ("%TAG ! tag:x,2000:\n---\na: 1\n", "%TAG"),
        ("# x\n%IETS\n---\na: 1\n", "%IETS"),
        ("a: 1\n---\nb: 2\n", "---"),
        ("a: 1\n...\n---\nb: 2\n", "---"),
    ],
)
def test_what_rules_do_not_use_is_refused(text, feature):
    (problem,) = found(text)
    assert (problem.code, problem.fields["feature"]) == ("H004", feature)


def test_a_document_start_alone_is_no_second_document():
    assert plain(read("--- # regels\na: 1\n...\n").root) == {"a": Decimal(1)}


@pytest.mark.parametrize("text", ["? a\n: b\n", "? [a]\n: b\n", "{[a]: b}\n", "- a\n", "tarief\n", "12\n", "{? a : b}\n", '"a"\n', "|\n  a\n"])
def test_a_file_is_a_block_with_words_as_keys(text):
    assert codes(text) == ["H012"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a:1\n", (1, 1, 1, 3)),
        ("r:\n  naam: x\n  label:Tarief\n  dag: y1\n", (3, 3, 3, 9)),
        ("{a:1}\n", (1, 2, 1, 4)),
        ("r: {a: 1, b:2}\n", (1, 11, 1, 13)),
        ("a:1\nb: 2\n", (1, 1, 1, 3)),
        ("a:\u00a01\n", (1, 1, 1, 3)),
    ],
)
def test_a_missing_space_after_a_colon_is_pointed_at(text, place):
    (problem,) = found(text)
    assert (problem.code, at(problem.span)) == ("H013", place)


@pytest.mark.parametrize(
    "text", ["a:\t1\n", "a:\n\tb: 1\n", "a: x\ty\n", "a: |\n  x\ty\n", "a: 1\t# x\n", "a: [1,\t2]\n", "a: 1\n\tb: 2\n", "\ta: 1\n", "- \ta\n"]
)
def test_a_tab_is_refused(text):
    assert codes(text)[0] == "H014"


@pytest.mark.parametrize("text", ['a: "x\ty"\n', "a: 1 # x\ty\n", "#\tx\na: 1\n", "a: 'x\n  \ty'\n", "a: |  #\tx\n  y\n"])
def test_a_tab_may_stand_in_quotes_and_comments(text):
    assert codes(text) == []


@pytest.mark.parametrize("character", ["\u200b", "\u202e", "\u2066", "\u2028", "\u2029", "\x85", "\x00", "\x07", "\x1b", "\x7f", "\u00ad", "\ufeff", "\uffff"])
@pytest.mark.parametrize("text", ["a: x{}y\nb: 1\n", 'a: "{}"\nb: 1\n', "a: 1 # {}\nb: 1\n", "a{}c: 1\nb: 1\n", "a: 1\nb: 1\n{}"])
def test_a_character_that_cannot_be_seen_is_refused_where_it_stands(text, character):
    written = text.format(character)
    offset = written.index(character)
    (problem,) = found(written)
    assert problem.code == "H007"
    assert problem.fields["character"] == f"U+{ord(character):04X}"
    assert (problem.span.line, problem.span.column) == (written.count("\n", 0, offset) + 1, offset - written.rfind("\n", 0, offset))


@pytest.mark.parametrize("escape", ["\\u200b", "\\x1b", "\\0", "\\u2028", "\\N", "\\r", "\\e"])
def test_an_escape_hides_no_character(escape):
    assert codes(f'a: "x{escape}y"\n') == ["H007"]
    assert value('"a\\tb\\n\\u00e9"') == "a\tb\né"


def test_a_space_of_another_kind_is_no_part_of_a_key():
    assert codes("\u00a0a: 1\n") == ["H007"]
    assert value("a\u00a0b") == "a\u00a0b"


def test_old_line_ends_are_refused():
    assert codes("a: 1\rb: 2\r") == ["H007"]


@pytest.mark.parametrize(
    ("data", "byte", "place"),
    [
        ("a: 1\nlabel: café\n".encode("cp1252"), "0xE9", (2, 11, 2, 12)),
        ("a: 1\n".encode("utf-16"), "0xFF", (1, 1, 1, 2)),
        (b"a: \xed\xa0\x80", "0xED", (1, 4, 1, 5)),
    ],
)
def test_a_file_that_is_not_utf_8_is_refused_at_the_first_byte_that_does_not_fit(data, byte, place):
    document, (problem,) = read_document("regels.yaml", data)
    assert document is None
    assert (problem.code, problem.fields["byte"], at(problem.span)) == ("H001", byte, place)
    assert ("UTF-16" if byte == "0xFF" else "Windows-1252") in say(problem, "nl").help


def test_several_problems_of_a_file_are_told_at_once():
    assert codes("a: NO\nb: 34,2\nb: 1\nc: *x\nd: x\ty\n") == ["H006", "H005", "H002", "H004", "H014"]


def test_what_stands_before_an_error_still_counts():
    assert codes("a: NO\nb: 34,2\nc: [1\n") == ["H006", "H005", "H003"]


def test_what_has_a_problem_is_marked_so_that_nobody_looks_at_it_again():
    document, _ = read_document("regels.yaml", "a: NO\nb: 34,2\nc: *x\nd: !!str y\ne: x\u200by\nf: {<<: {}}\ng: goed\n".encode())
    assert [key.text for key, node in document.root.entries if isinstance(node, Scalar) and node.refused] == ["a", "b", "c", "d", "e"]
    assert not document.root.get("f").whole


# What is no YAML: guessed at in our own words.


@pytest.mark.parametrize(
    ("text", "place", "dutch", "english"),
    [
        ('a: "x\nb: 1\n', (1, 4), 'het aanhalingsteken `"` wordt nergens gesloten', "is closed nowhere"),
        ("a: 'x\n", (1, 4), "het aanhalingsteken `'` wordt nergens gesloten", "is closed nowhere"),
        ("a: [1, 2\nb: 3\n", (1, 4), "het haakje `[` wordt niet gesloten", "is not closed"),
        ("a: {b: 1\n", (1, 4), "het haakje `{` wordt niet gesloten", "is not closed"),
        ("a: [1, 2}\n", (1, 4), "het haakje `[` wordt niet gesloten", "is not closed"),
        ("a: 1]\nb: {c: 1}}\n", (2, 10), "dit haakje `}` hoort nergens bij", "belongs to nothing"),
        ("a: Tarief: per uur\n", (1, 10), "in de tekst bij `a` staat een dubbele punt met een spatie", "holds a colon and a space"),
        ("a:\n  b: 1\n c: 2\n", (3, 2), "`c` even ver inspringt", "is indented as far"),
        ("a: 1\n  b: 2\n", (2, 3), "`b` even ver inspringt", "is indented as far"),
        ("a: 1\nnaam\nb: 2\n", (2, 1), "na `naam` hoort een dubbele punt", "after `naam` comes a colon"),
        ("a: @x\n", (1, 4), "met `@` moet beginnen", "start with `@`"),
        ("a: `x`\n", (1, 4), "met ` moet beginnen", "start with"),
        ("a: %\n", (1, 4), "met `%` moet beginnen", "start with `%`"),
        ("a: > 5\n", (1, 4), "met `>` moet beginnen", "start with `>`"),
        ("a: * 2\n", (1, 4), "met `*` moet beginnen", "start with `*`"),
        ("a: -\n", (1, 4), "met `-` moet beginnen", "start with `-`"),
        ("a: - b\n", (1, 4), "begin een lijst met `-`", "start a list with `-`"),
        ("a:\n  - x\n  b: 1\n", (3, 3), "begin een lijst met `-`", "start a list with `-`"),
        ('a: "\\q"\n', (1, 5), "heeft `\\q` een eigen betekenis", "has a meaning of its own"),
        ("a: 'Regio's'\n", (1, 11), "na het aanhalingsteken `'`", "nothing can follow the quote"),
        ('a: "x" y\n', (1, 8), "na het aanhalingsteken", "nothing can follow the quote"),
    ],
)
def test_a_slip_is_guessed_at(text, place, dutch, english):
    (problem,) = found(text)
    assert problem.code == "H003"
    assert (problem.span.line, problem.span.column) == place
    assert dutch.replace("`", "") in say(problem, "nl").help.replace("`", "")
    assert english.replace("`", "") in say(problem, "en").help.replace("`", "")


def test_no_words_of_the_parser_are_shown():
    for text in ["a: [", "a: {", "}", "a: |x\n", "a:\n - b\n  - c\n", "'", '"\\', "? ? ?", "[a: b: c]", "a: !<x", "a: &", "--- >x", "{a: b]}"]:
        for problem in found(text):
            for language in ("nl", "en"):
                message = say(problem, language)
                shown = f"{message.text} {message.help}"
                assert not {"token", "scalar", "mapping", "block end", "expected", "node", "flow", "simple key"} & set(shown.split())


# What is meant to break a reader.


def test_a_file_may_be_five_megabytes_and_no_more():
    line = b"# " + b"x" * 97 + b"\n"
    whole = line * (MAX_BYTES // len(line))
    assert read_document("groot.yaml", whole)[1] == ()
    document, (problem,) = read_document("groot.yaml", whole + b"#")
    assert document is None
    assert say(problem, "nl").help == "een bestand heeft hoogstens 5000000 bytes"


def test_blocks_may_stand_64_deep_and_no_more():
    inner = MAX_DEPTH - 1
    assert codes(f"a: {'[' * inner}{']' * inner}\n") == []
    assert told(f"a: {'[' * MAX_DEPTH}{']' * MAX_DEPTH}\n") == "blokken staan hoogstens 64 diep in elkaar"
    plain(read(f"a: {'{b: ' * inner}1{'}' * inner}\n").root)


def test_a_file_may_have_so_many_parts_and_no_more():
    fits = MAX_EVENTS - 10
    assert codes(f"a: [{'1,' * fits}]\n") == []
    assert told(f"a: [{'1,' * MAX_EVENTS}]\n") == "een bestand heeft hoogstens 200000 onderdelen"


def test_a_key_may_be_so_long_and_no_more():
    assert codes(f"{'a' * MAX_KEY}: 1\n") == []
    assert told(f"{'a' * (MAX_KEY + 1)}: 1\n") == "een sleutel heeft hoogstens 100 tekens"


MERGES = "a0: &a0 {k0: 1, k1: 2, k2: 3}\n" + "".join(f"a{n}: &a{n} {{<<: [{', '.join([f'*a{n - 1}'] * 9)}]}}\n" for n in range(1, 10))
ALIASES = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 10))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[" * 30_000, {"H009"}),
        ("a: " + "{a: " * 30_000, {"H009"}),
        ("- " * 30_000, {"H009"}),
        ("? " * 30_000, {"H009"}),
        (MERGES, {"H004"}),
        (ALIASES, {"H004"}),
        ("a: " + "x" * 10_000_000, {"H009"}),
        ("a: '" + "x " * 2_000_000 + "'\n", set()),
        ("\t" * 4_000_000, {"H014"}),
        ("#" + "\t" * 4_000_000, set()),
        ("a: 1\n" + "\t\n" * 1_000_000, {"H014"}),
        ("\x00" * 4_000_000, {"H007", "H012"}),
        ("\x00\n" * 1_000_000, {"H007", "H012"}),
        ("a: 1" + "_1" * 1_000_000 + "x\n", set()),
        ("a: " + "1" * 4_000_000 + "\n", {"H009"}),
        ("a: " + "1," * 1_000_000 + "\n", set()),
        ("a: [" + "1,5, " * 30_000 + "]\n", {"H005"}),
        ("a: &b [*b]\n", {"H004"}),
        ("'" * 1_000_001, {"H003", "H012"}),
        ("a: " + ": " * 100_000, {"H003"}),
        ('a: "' + "\\" * 1_000_001 + '"', {"H003"}),
        ("%" * 1_000_000, {"H004"}),
        ("a: b\n " * 100_000, {"H003"}),
        ("".join(f"k{n}: 1\n" for n in range(60_000)) * 1, set()),
        ("a: 1\n" * 60_000, {"H002"}),
    ],
    ids=lambda each: repr(each[:20]) if isinstance(each, str) else None,
)
def test_nothing_breaks_or_stalls_the_reader(text, expected):
    start = time.perf_counter()
    _, problems = read_document("regels.yaml", text.encode())
    assert time.perf_counter() - start < 5
    assert {each.code for each in problems} <= expected
    assert bool(problems) == bool(expected)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200))
@example(b"\xef\xbb\xbf")
@example(b"a: \xff")
def test_any_bytes_are_read_or_refused(data):
    document, problems = read_document("regels.yaml", data)
    assert document is not None or problems


PIECES = [
    "\n",
    "  ",
    "\t",
    ": ",
    ":",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    '"',
    "#",
    "|",
    ">",
    "&",
    "*",
    "!",
    "%",
    "@",
    "?",
    "\\",
    "<<",
    "1,5",
    "\u200b",
    "\r",
    "---\n",
    "é",
    "0",
]


@st.composite
def mutants(draw, text=RULES):
    """A rule file with some characters taken out, doubled or replaced."""
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 8)))
        text = text[:start] + draw(st.sampled_from(["", *PIECES, text[start:end] * 2])) + text[end:]
    return text


@settings(max_examples=500, deadline=None)
@given(mutants())
def test_a_damaged_file_is_read_or_refused_with_places_inside_it(text):
    document, problems = read_document("regels.yaml", text.encode())
    lines = text.split("\n")
    for each in problems:
        assert 1 <= each.span.line <= each.span.end_line <= len(lines)
        assert 1 <= each.span.column <= len(lines[each.span.line - 1]) + 1
        assert say(each, "nl").text
        assert say(each, "en").text
    if document is None:
        assert problems
    else:
        for node in nodes(document.root):
            if isinstance(node, Scalar) and node.plain and not node.refused and "\n" not in document.text[node.start : node.end]:
                assert document.text[node.start : node.end] == node.text


@settings(max_examples=300, deadline=None)
@given(mutants())
def test_both_loaders_of_pyyaml_give_the_same_where_neither_refuses(text):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(documents, "_LOADER", yaml.SafeLoader)
        slow, refused_by_slow = read_document("regels.yaml", text.encode())
    fast, refused_by_fast = read_document("regels.yaml", text.encode())
    if not refused_by_slow and not refused_by_fast:
        assert plain(slow.root) == plain(fast.root)
