"""A formula is cut into words, numbers and signs; everything else is told once, at its place."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from engine.reading.tokens import scan

# A formula, the piece of it that is told, why, and what to write instead.
STRANGE = [
    ("a ^ 2", "^", "operator", "**"),
    ("a // b", "//", "operator", "/"),
    ("a <> b", "<>", "operator", "!="),
    ("a => b", "=>", "operator", ">="),
    ("a =< b", "=<", "operator", "<="),
    ("a === b", "===", "operator", "=="),
    ("a !== b", "!==", "operator", "!="),
    ("a && b", "&&", "operator", "and"),
    ("a || b", "||", "operator", "or"),
    ("a & b", "&", "operator", "and"),
    ("a | b", "|", "operator", "or"),
    ("!a", "!", "operator", "not"),
    ("~a", "~", "operator", "not"),
    ("a << 2", "<<", "operator", None),
    ("a >> 2", ">>", "operator", None),
    ("a -> b", "->", "operator", None),
    ("a += b", "+=", "operator", None),
    ("a -= b", "-=", "operator", None),
    ("a *** b", "***", "operator", None),
    ("a := b", ":=", "assign", "=="),
    ("a % b", "%", "operator", None),
    ("opslag%", "%", "operator", None),
    ("a; b", ";", "character", None),
    ("max(a; b)", ";", "character", ","),
    ("a : b", ":", "character", None),
    ("a ? b", "?", "character", None),
    ("a @ b", "@", "character", None),
    ("$ 5", "$", "character", None),
    ("a \\ b", "\\", "character", None),
    ("`a`", "`", "character", None),
    ("a]", "]", "bracket", ")"),
    ("a}", "}", "bracket", ")"),
    ("a # b", "# b", "comment", None),
    ("a ... b", "...", "operator", None),
    # Numbers that are not plain decimals.
    ("1e3", "1e3", "number", "1000"),
    ("1.5E-3", "1.5E-3", "number", "0.0015"),
    (".5", ".5", "number", "0.5"),
    ("5.", "5.", "number", "5"),
    ("1_000", "1_000", "number", "1000"),
    ("0x1F", "0x1F", "number", "31"),
    ("0o17", "0o17", "number", "15"),
    ("0b101", "0b101", "number", "5"),
    ("010", "010", "number", "10"),
    ("00", "00", "number", "0"),
    ("00.5", "00.5", "number", "0.5"),
    ("1j", "1j", "number", None),
    ("1.2.3", "1.2.3", "number", None),
    ("1e400", "1e400", "number", None),
    ("1e99", "1e99", "number", None),
    ("1" * 41, "1" * 41, "digits", None),
    ("0." + "1" * 40, "0." + "1" * 40, "digits", None),
    ("9" * 5000, "9" * 5000, "digits", None),
    ("2x", "2x", "no_operator", "2 * x"),
    ("2.5uur", "2.5uur", "no_operator", "2.5 * uur"),
    # The Dutch way of writing numbers.
    ("1,5", "1,5", "decimal_comma", "1.5"),
    ("round(x, 1,5)", "1,5", "decimal_comma", "1.5"),
    ("1.054,5", "1.054,5", "decimal_comma", "1054.5"),
    ("1.054.500", "1.054.500", "number", "1054500"),
    ("1,054,500", "1,054,500", "decimal_comma", "1054500"),
    ("1,054.50", "1,054.50", "decimal_comma", "1054.50"),
    ("1 054,50", "1 054,50", "decimal_comma", "1054.50"),
    ("12\u202f500", "12\u202f500", "decimal_comma", "12500"),
    ("34,2%", "34,2%", "percent", "0.342"),
    ("5% * x", "5%", "percent", "0.05"),
    ("-(5%)", "5%", "percent", "0.05"),
    # Texts that cannot be a code.
    ('"a', '"a', "open_text", None),
    ("d == 'a\n'", "'a", "open_text", None),
    ('"""a"""', '"""a"""', "quotes", None),
    ("'''a\nb'''", "'''a\nb'''", "quotes", None),
    ('f"{x}"', 'f"{x}"', "quotes", None),
    ("b'a'", "b'a'", "quotes", None),
    ("Rb'a'", "Rb'a'", "quotes", None),
    ('rf"""a"""', 'rf"""a"""', "quotes", None),
    ('u"a"', 'u"a"', "quotes", None),
    ('""', '""', "member", None),
    ('"a b"', '"a b"', "member", None),
    ('"a\\n"', '"a\\n"', "member", None),
    ("'%999999999d'", "'%999999999d'", "member", None),
    ('"' + "a" * 101 + '"', '"' + "a" * 101 + '"', "member", None),
    ('d == "Ж"', "Ж", "character", None),
    ('d == "cliënt"', "ë", "letter", "e"),
    ("d == “GGZ”", "“GGZ”", "letter", '"GGZ"'),
    ("d == ‘GGZ’", "‘GGZ’", "letter", '"GGZ"'),
    ("d == „GGZ”", "„GGZ”", "letter", '"GGZ"'),
    # Characters that look like others.
    ("х + 1", "х", "letter", "x"),
    ("2 * kоsten", "о", "letter", "o"),
    ("ⅹ", "ⅹ", "letter", "x"),
    ("ｘ", "ｘ", "letter", "x"),
    ("cliënt", "ë", "letter", "e"),
    ("tаrіef", "аrі", "letter", "ari"),
    ("１２ + a", "１２", "letter", "12"),
    ("٣ + a", "٣", "letter", "3"),
    ("a × b", "×", "letter", "*"),
    ("a ÷ b", "÷", "letter", "/"),
    ("a − b", "−", "letter", "-"),
    ("a – b", "–", "letter", "-"),
    ("a ≤ b", "≤", "letter", "<="),
    ("a ≥ b", "≥", "letter", ">="),
    ("a ≠ b", "≠", "letter", "!="),
    ("a²", "²", "letter", "** 2"),
    ("5³", "³", "letter", "** 3"),
    ("（a）", "（", "letter", "("),
    ("€ 5", "€", "character", None),
    ("😀", "😀", "character", None),
    ("a\xa0+ b", "\xa0", "invisible", None),
    ("a\u3000\u2003+ b", "\u3000\u2003", "invisible", None),
    ("a\u200b+ b", "\u200b", "invisible", None),
    ("\ufeffa", "\ufeff", "invisible", None),
    ("a \u202e b", "\u202e", "invisible", None),
    ("a\x00", "\x00", "invisible", None),
    ("a\x0c+ b", "\x0c", "invisible", None),
    # Names in another form.
    ("Overhead + 1", "Overhead", "name", "overhead"),
    ("_x + 1", "_x", "name", "x"),
    ("uurTarief", "uurTarief", "name", "uurtarief"),
    ("GGZ", "GGZ", "name", None),
    ("_", "_", "name", None),
    ("a AND b", "AND", "operator", "and"),
    # Words of Python.
    ("x is y", "is", "word", "=="),
    ("x in y", "in", "word", None),
    ("True", "True", "word", None),
    ("None", "None", "word", None),
    ("lambda: 0", "lambda", "word", None),
    ("await x", "await", "word", None),
    ("(yield)", "yield", "word", None),
    ("import os", "import", "word", None),
    # Other brackets hold what stands in them.
    ("x[0]", "[0]", "bracket", None),
    ("[x for x in y]", "[x for x in y]", "bracket", None),
    ("{a: 1, b: [2]}", "{a: 1, b: [2]}", "bracket", None),
    ("{eenheid", "{", "bracket", None),
]


@pytest.mark.parametrize(("text", "told", "reason", "instead"), STRANGE, ids=[repr(each[0])[:30] for each in STRANGE])
def test_what_is_no_part_of_the_language_is_told_at_its_place(text, told, reason, instead):
    finding = scan(text)[1][0]
    assert text[finding.start : finding.end] == told
    assert finding.fields["reason"] == f"@formula_{reason}"
    assert finding.fields.get("instead") == instead


def kinds(text):
    return [token.kind for token in scan(text)[0]]


def test_a_formula_is_words_numbers_and_signs():
    tokens, findings = scan('sum(a_1 * 2.50,\n  over=d) ** -2 <= b\tif p.q != "HBO+" and not c else 0')
    assert [token.text for token in tokens] == [
        "sum", "(", "a_1", "*", "2.50", ",", "over", "=", "d", ")", "**", "-", "2", "<=", "b",
        "if", "p", ".", "q", "!=", '"HBO+"', "and", "not", "c", "else", "0",
    ]  # fmt: skip
    assert findings == []


@pytest.mark.parametrize("code", ["GGZ", "40/6", "HBO+", "2024", "a.b_c-d", "x" * 100])
def test_a_code_stands_in_either_quotes(code):
    for quote in "'\"":
        assert scan(f"{quote}{code}{quote}")[1] == []
        assert kinds(f"{quote}{code}{quote}") == ["text"]


@pytest.mark.parametrize("number", ["0", "0.0", "12", "0.05", "1.054", "1" * 40, "0." + "1" * 39])
def test_plain_decimals_are_numbers(number):
    assert scan(number)[1] == []
    assert kinds(number) == ["number"]


def test_a_comma_before_a_space_separates_arguments():
    assert scan("max(1, 5)")[1] == []
    assert scan("max(1,x)")[1] == []


def test_a_function_in_capitals_is_left_to_those_who_know_the_functions():
    assert scan("SOM (x)")[1] == []


def test_after_a_word_of_python_nothing_more_is_told():
    assert [each.fields["found"] for each in scan("[1] + lambda x: x[0] ^ 2")[1]] == ["[1]", "lambda"]


def test_every_word_with_strange_letters_is_told_once():
    assert [each.fields["found"] for each in scan("cliënten × bëlöning")[1]] == [
        "ë U+00EB",
        "× U+00D7",
        "ëlö".replace("ë", "ë U+00EB").replace("ö", "ö U+00F6"),
    ]


def test_what_cannot_be_seen_is_shown_as_its_code():
    assert scan("a\u200b")[1][0].fields["found"] == "U+200B"


@pytest.mark.parametrize(("length", "told"), [(100, 0), (101, 1)])
def test_a_name_has_at_most_a_hundred_letters(length, told):
    assert [each.code for each in scan("a" * length)[1]] == ["H219"] * told


PIECES = st.sampled_from(
    [*"abx019.,()[]{}+-*/%^&|!~<>=;:@#$`\\'\"_ \n\r\té×−²“”ⅹ\u200b\xa0\ud800", "**", "1e3", "0x1F", "f'", '"""', "lambda ", " is ", "1.054,5"]
)
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))


@given(TEXTS)
def test_tokens_stand_in_order_and_everything_is_a_token_or_told(text):
    tokens, findings = scan(text)
    told = {at for each in findings for at in range(each.start, each.end)}
    end = 0
    for token in tokens:
        assert end <= token.start < token.end <= len(text)
        assert token.text == text[token.start : token.end]
        assert set(text[end : token.start]) <= set(" \t\r\n") or set(range(end, token.start)) & told
        end = token.end
    if not tokens or tokens[-1].kind != "stop":
        assert all(text[at] in " \t\r\n" or at in told for at in range(end, len(text)))


@given(TEXTS)
def test_what_stands_in_is_as_long_as_what_is_told(text):
    for each in scan(text)[1]:
        assert 0 <= each.start < each.end <= len(text)
        assert each.stand_in is None or len(each.stand_in) == each.end - each.start
        assert each.fields


@given(TEXTS)
@example("lAMBDA")
def test_an_advised_number_or_name_is_taken(text):
    for each in scan(text)[1]:
        if each.fields.get("reason") in ("@formula_number", "@formula_decimal_comma", "@formula_percent", "@formula_name") and "instead" in each.fields:
            assert scan(each.fields["instead"])[1] == []
