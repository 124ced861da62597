"""Every problem of the catalogue is worded in both languages, and its examples show it and nothing else."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path
from string import Formatter

import pytest

from engine.problems import CATALOGUE, PROBLEMS, say
from engine.problems.terms import TERMS
from engine.reporting.checks.findings import show_findings
from tests.support import LATER, files_of, problems_of

LANGUAGES = ("nl", "en")
EACH = pytest.mark.parametrize("problem", CATALOGUE.values(), ids=lambda each: each.code)
SHOWN = pytest.mark.parametrize("problem", [each for each in CATALOGUE.values() if each.wrong], ids=lambda each: each.code)

ENGINE = Path(__file__).parents[1] / "engine"

TOOL_WORDS = ("instance", "anyof", "oneof", "additional propert", "nonetype", "traceback", "yaml.", "jsonschema", "null")


def templates(problem):
    return [problem.message, *filter(None, [problem.label]), *problem.helps, *problem.roles.values()]


def fields(template):
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def sentences(text):
    """Cut a text into sentences; a point inside backticks or a number ends none."""
    return [each for each in re.split(r"(?<=[.!?])\s+", re.sub(r"`[^`]*`", "x", text.strip())) if each]


def test_no_code_is_given_twice():
    assert [code for code, times in Counter(each.code for each in PROBLEMS).items() if times > 1] == []


def test_codes_come_in_order():
    assert list(CATALOGUE) == sorted(CATALOGUE)


@EACH
def test_a_code_is_h_a_stage_and_two_digits(problem):
    assert re.fullmatch(r"H[0-7]\d\d", problem.code)


@EACH
def test_everything_is_there_in_both_languages(problem):
    for words in [problem.title, problem.explanation, *templates(problem)]:
        assert words.nl.strip()
        assert words.en.strip()
    for words in [problem.message, problem.explanation]:
        assert words.nl != words.en


@EACH
def test_sentences_are_lower_case_without_a_full_stop(problem):
    for words in [problem.title, *templates(problem)]:
        for text in (words.nl, words.en):
            first = re.match(r"[A-Za-z]", text)
            assert not first or first[0].islower() or re.match(r"I |[A-Z][A-Z0-9-]", text), text
            assert not text.endswith("."), text
            assert text == " ".join(text.split()), text


@EACH
def test_both_languages_tell_the_same_facts(problem):
    for words in templates(problem):
        assert fields(words.nl) == fields(words.en)


@EACH
def test_a_template_shows_plain_fields_between_balanced_backticks(problem):
    for words in templates(problem):
        for text in (words.nl, words.en):
            assert text.count("`") % 2 == 0, text
            for _, name, form, conversion in Formatter().parse(text):
                assert name is None or (re.fullmatch(r"[a-z_]+", name) and not form and not conversion), text


@EACH
def test_an_explanation_has_two_to_five_sentences(problem):
    for text in (problem.explanation.nl, problem.explanation.en):
        assert 2 <= len(sentences(text)) <= 5, sentences(text)
        assert text.endswith(".")
        assert text[0] == "`" or text[0].isupper()


@EACH
def test_no_word_of_a_tool_or_of_the_inside_is_used(problem):
    for words in [problem.title, problem.explanation, *templates(problem)]:
        for text in (words.nl, words.en):
            assert not [word for word in TOOL_WORDS if word in text.lower()], text


@EACH
def test_a_wrong_example_goes_with_a_right_one(problem):
    assert bool(problem.wrong) == bool(problem.right)
    assert problem.wrong != problem.right or not problem.wrong


def test_terms_exist_in_both_languages():
    assert all(words.nl and words.en for words in TERMS.values())


@SHOWN
def test_the_wrong_example_has_this_problem_and_no_other(problem):
    assert {each.code for each in problems_of(files_of(problem.wrong))} == {problem.code}


@SHOWN
def test_the_right_example_has_no_problem(problem):
    assert [say(each, "en").text for each in problems_of(files_of(problem.right))] == []


@SHOWN
def test_the_problem_of_the_example_can_be_said_and_has_a_place(problem):
    for found in problems_of(files_of(problem.wrong)):
        for language in LANGUAGES:
            message = say(found, language)
            assert message.text
            assert "``" not in message.text
        assert found.span.line >= 1
        assert found.span.column >= 1
        assert (found.span.end_line, found.span.end_column) >= (found.span.line, found.span.column)


@SHOWN
def test_whatever_line_is_left_out_of_an_example_what_is_wrong_can_be_shown(problem):
    files = files_of(problem.right)
    for name, text in files.items():
        lines = text.splitlines(keepends=True)
        for at in range(len(lines)):
            short = {**files, name: "".join(lines[:at] + lines[at + 1 :])}
            found = problems_of(short)
            assert all(show_findings(found, short, language) for language in LANGUAGES)


def texts_in_code(pattern):
    """Return the texts in the engine's code that a pattern fits, outside the catalogue itself."""
    modules = [path for path in ENGINE.rglob("*.py") if path.parent.name != "problems"]
    nodes = (node for path in modules for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str) and re.fullmatch(pattern, node.value)}


def test_every_code_that_is_reported_has_its_entry_and_the_other_way_round():
    assert texts_in_code(r"H\d{3}") == set(CATALOGUE) - LATER


def test_every_term_that_is_used_has_its_words():
    assert {text[1:] for text in texts_in_code(r"@[a-z_]+[a-z]")} <= set(TERMS)
