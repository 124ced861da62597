"""The page of a problem for `herleid explain`: what it means, why it matters, wrong and right."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from textwrap import fill
from typing import Any

from ...problems import Problem, Words
from ..terminal import Paint, visible
from .frames import COLOURS, SEVERITIES

COLUMNS = 100

_WRONG = Words("Fout", "Wrong")
_RIGHT = Words("Goed", "Right")


def show_page(problem: Problem, language: str, colour: bool = False) -> str:
    """Show the page of a problem, where it has examples with a mark at the lines in which they differ."""
    paint = Paint(colour)
    heading = f"{_name(problem, language, paint)}: {paint(problem.title.of(language), 'bold')}"
    parts = [heading, fill(problem.explanation.of(language), COLUMNS)]
    if problem.wrong:
        wrong, right = _compared(problem.wrong.splitlines(), problem.right.splitlines())
        for title, example, colour_of_mark in ((_WRONG, wrong, "red"), (_RIGHT, right, "cyan")):
            lines = (paint(line, colour_of_mark) if line.startswith("  >") else line for line in example)
            parts += [paint(f"{title.of(language)}:", "bold"), "\n".join(lines)]
    return "\n\n".join(parts) + "\n"


def show_list(problems: Iterable[Problem], language: str, colour: bool = False) -> str:
    """Show the problems there are, a line each."""
    paint = Paint(colour)
    return "".join(f"{_name(each, language, paint)}: {each.title.of(language)}\n" for each in problems)


def page(problem: Problem, language: str) -> dict[str, Any]:
    """Give the page of a problem as data for a JSON document."""
    return {
        "code": problem.code,
        "severity": problem.severity.value,
        "title": problem.title.of(language),
        "explanation": problem.explanation.of(language),
        "wrong": problem.wrong or None,
        "right": problem.right or None,
    }


def _compared(wrong: list[str], right: list[str]) -> tuple[list[str], list[str]]:
    """Indent two texts, with a mark at the lines that the other has not."""
    same = SequenceMatcher(None, wrong, right, autojunk=False).get_matching_blocks()
    kept = ({block.a + at for block in same for at in range(block.size)}, {block.b + at for block in same for at in range(block.size)})
    shown = [
        [("    " if at in at_both else "  > ") + visible(line) for at, line in enumerate(text)] for text, at_both in zip((wrong, right), kept, strict=True)
    ]
    return shown[0], shown[1]


def _name(problem: Problem, language: str, paint: Paint) -> str:
    return paint(f"{SEVERITIES[problem.severity].of(language)}[{problem.code}]", COLOURS[problem.severity])
