"""What one problem looks like on a terminal."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.diagnostics import Diagnostic, Label, Severity, Span
from engine.problems import CATALOGUE, Problem, Words
from engine.reporting.checks.frames import MAX_COLUMNS, show_problem
from engine.reporting.terminal import visible, width

UNKNOWN = Problem(
    code="H999",
    severity=Severity.ERROR,
    title=Words("onbekende naam", "unknown name"),
    message=Words("niets heet `{name}`", "nothing is called `{name}`"),
    label=Words("geen regel of dimensie", "not a rule or dimension"),
    helps=(
        Words("bedoel je `{near}` ({place})?", "did you mean `{near}` ({place})?"),
        Words("bekend zijn {known}", "known are {known}"),
    ),
    roles={"like": Words("lijkt op `{name}`", "is like `{name}`")},
    explanation=Words("Iets.", "Something."),
    wrong="",
    right="",
)

TEXT = """\
formulas:
  uren:
    formula: bruto - verzuim_uren - verlof
"""
PLACE = Span("uren.yaml", 3, 22, 3, 34)


@pytest.fixture(autouse=True, scope="module")
def _catalogue():
    CATALOGUE[UNKNOWN.code] = UNKNOWN
    yield
    del CATALOGUE[UNKNOWN.code]


def show(text=TEXT, span=PLACE, language="en", others=(), colour=False, **fields):
    diagnostic = Diagnostic(UNKNOWN.code, span, {"name": "verzuim_uren", **fields}, others)
    return show_problem(diagnostic, {span.file: text}, language, colour)


def marked(shown):
    """Return what stands above the carets."""
    line, marks = shown.splitlines()[3:5]
    return line[marks.index("^") : marks.rindex("^") + 1]


def test_a_problem_has_its_place_its_line_and_what_to_do():
    assert show(near="verzuimuren", place="uren.yaml:12") == (
        "error[H999]: nothing is called `verzuim_uren`\n"
        " --> uren.yaml:3:22\n"
        "  |\n"
        "3 |     formula: bruto - verzuim_uren - verlof\n"
        "  |                      ^^^^^^^^^^^^ not a rule or dimension\n"
        "  |\n"
        "  = help: did you mean `verzuimuren` (uren.yaml:12)?"
    )


def test_the_same_in_dutch():
    assert show(language="nl", near="verzuimuren", place="uren.yaml:12") == (
        "fout[H999]: niets heet `verzuim_uren`\n"
        " --> uren.yaml:3:22\n"
        "  |\n"
        "3 |     formula: bruto - verzuim_uren - verlof\n"
        "  |                      ^^^^^^^^^^^^ geen regel of dimensie\n"
        "  |\n"
        "  = hulp: bedoel je `verzuimuren` (uren.yaml:12)?"
    )


def test_other_places_follow_with_their_own_words():
    text = "a: 1\n" * 12
    assert show(text, Span("a.yaml", 9, 1, 9, 2), others=(Label(Span("a.yaml", 12, 4, 12, 5), "like"),)) == (
        "error[H999]: nothing is called `verzuim_uren`\n"
        "  --> a.yaml:9:1\n"
        "   |\n"
        " 9 | a: 1\n"
        "   | ^ not a rule or dimension\n"
        "  ::: a.yaml:12:4\n"
        "   |\n"
        "12 | a: 1\n"
        "   |    - is like `verzuim_uren`"
    )


def test_a_help_of_which_a_field_is_missing_gives_way_to_the_next():
    assert show(near="verzuimuren", known=("bruto", "verlof")).endswith("= help: known are `bruto` and `verlof`")
    assert show(language="nl", known=("a", "b", "c")).endswith("= hulp: bekend zijn `a`, `b` en `c`")
    assert show(near="", place="", known=("bruto",)).endswith("= help: known are `bruto`")
    assert "help" not in show(known=())


def test_a_long_list_is_counted():
    assert show(known=tuple(map(str, range(30)))).endswith("`10`, `11` and 18 more")


def test_a_term_is_shown_in_the_language_asked_for_and_other_at_signs_as_they_are():
    assert "niets heet `een getal`" in show(language="nl", name="@number")
    assert "nothing is called `@home`" in show(name="@home")
    assert show(known=("@number", "x")).endswith("known are a number and `x`")


def test_braces_in_a_name_are_only_text():
    assert "nothing is called `{near} {0} {x.y}`" in show(name="{near} {0} {x.y}")


@pytest.mark.parametrize("span", [Span.of_file("a.yaml"), Span("a.yaml", 400, 3, 400, 9), Span("other.yaml", 1, 1, 1, 2)])
def test_without_the_line_there_is_only_the_place(span):
    diagnostic = Diagnostic(UNKNOWN.code, span, {"name": "x", "known": ("y",)})
    shown = show_problem(diagnostic, {"a.yaml": "a: 1\n"}, "en").splitlines()
    margin = " " * len(str(span.line))
    assert shown[1:] == [f"{margin}--> {span.file}:{span.line}:{span.column}", f"{margin} = help: known are `y`"]


def test_tabs_and_wide_characters_keep_the_caret_in_its_place():
    text = "\tlabel: 漢字 e\u0301 x\n"
    start = text.index("x") + 1
    shown = show(text, Span("a.yaml", 1, start, 1, start + 1))
    line, marks = shown.splitlines()[3:5]
    assert line == "1 |     label: 漢字 e\u0301 x"
    assert marks.index("^") == width(line[: line.index("x")])


def test_a_wide_character_gets_two_carets():
    assert show("a: 漢\n", Span("a.yaml", 1, 4, 1, 5)).splitlines()[4].count("^") == 2


def test_an_empty_place_gets_one_caret():
    assert show("a: \n", Span("a.yaml", 1, 4, 1, 4)).splitlines()[4] == "  |    ^ not a rule or dimension"


def test_of_several_lines_the_first_is_shown():
    shown = show("a:\n  b: 1  \n  c: 2\n", Span("a.yaml", 2, 3, 4, 1))
    assert marked(shown) == "b: 1"
    assert "c: 2" not in shown


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_lines_may_end_in_both_ways(ends):
    assert marked(show(f"a: 1{ends}b: 2{ends}", Span("a.yaml", 2, 4, 2, 5))) == "2"


def test_a_carriage_return_alone_ends_no_line_as_everywhere_in_a_rule_file():
    assert marked(show("a: 1\rb: 2\nc: 3\n", Span("a.yaml", 2, 4, 2, 5))) == "3"


@pytest.mark.parametrize("character", ["x", "漢"])
@pytest.mark.parametrize("column", [1, 30, 45, 150, 350, 598])
@pytest.mark.parametrize("length", [1, 3])
def test_a_long_line_is_cut_around_the_place(character, column, length):
    text = character * (column - 1) + "BAD"[:length] + character * (600 - column)
    shown = show(text, Span("a.yaml", 1, column, 1, column + length))
    line, marks = shown.splitlines()[3:5]
    assert "BAD"[:length] in line
    assert marks.count("^") == length
    assert marks.index("^") == width(line[: line.index("B")])
    assert width(line) <= MAX_COLUMNS + len("1 | ")


@pytest.mark.parametrize("before", ["", "a: ", "a: " + "y" * 30, "a: " + "y" * 90])
@pytest.mark.parametrize("length", [50, 100, 1000])
def test_of_a_long_place_at_least_the_start_is_shown(before, length):
    shown = show(before + "x" * length + " # more", Span("a.yaml", 1, len(before) + 1, 1, len(before) + length + 1))
    line, marks = shown.splitlines()[3:5]
    assert marks.count("^") >= min(length, MAX_COLUMNS // 2)
    assert line[marks.index("^")] == "x"
    assert width(line) <= MAX_COLUMNS + len("1 | ")


def test_a_text_from_a_file_cannot_steer_the_terminal():
    evil = "\x1b]0;x\x07\u202e\x9b2J\x00"
    span = Span(f"{evil}.yaml", 1, 1, 1, 2)
    shown = show_problem(Diagnostic(UNKNOWN.code, span, {"name": evil, "known": (evil,)}), {span.file: evil}, "en")
    assert all(character.isprintable() for character in shown.replace("\n", ""))
    assert "nothing is called `␛]0;x␇<U+202E><U+009B>2J␀`" in shown


def test_a_name_of_several_lines_stays_on_one():
    assert show(name="a\n  b").splitlines()[0] == "error[H999]: nothing is called `a b`"


def test_a_very_long_name_is_cut():
    assert len(show(name="x" * 100_000).splitlines()[0]) < 300


def test_colours_only_where_asked_for_and_the_text_is_the_same():
    plain, coloured = show(known=("y",)), show(known=("y",), colour=True)
    assert "\x1b" not in plain
    assert coloured.startswith("\x1b[1;31merror[H999]\x1b[0m")
    codes = ("\x1b[1;31m", "\x1b[1;34m", "\x1b[1m", "\x1b[36m", "\x1b[0m")
    for code in codes:
        coloured = coloured.replace(code, "")
    assert coloured == plain


@given(st.text(), st.tuples(*[st.integers(1, 30)] * 4), st.text(), st.text())
def test_whatever_the_text_and_the_place_something_is_shown(text, numbers, name, near):
    span = Span("a.yaml", *numbers)
    diagnostic = Diagnostic(UNKNOWN.code, span, {"name": name, "known": (near,)}, (Label(span, "like"),))
    shown = show_problem(diagnostic, {"a.yaml": text}, "nl")
    assert shown.startswith("fout[H999]: niets heet `")
    assert all(visible(line) == line for line in shown.split("\n"))
