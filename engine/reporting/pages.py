"""The page of a problem for `herleid explain`: what it means, why it matters, wrong and right."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import fill, indent
from typing import Any

from ..problems import Problem, Words
from .frames import COLOURS, SEVERITIES
from .terminal import Paint

COLUMNS = 100

_WRONG = Words("Fout", "Wrong")
_RIGHT = Words("Goed", "Right")


def show_page(problem: Problem, language: str, colour: bool = False) -> str:
    """Show the page of a problem; a part without an example is left out."""
    paint = Paint(colour)
    heading = f"{_name(problem, language, paint)}: {paint(problem.title.of(language), 'bold')}"
    parts = [heading, fill(problem.explanation.of(language), COLUMNS)]
    for title, example in ((_WRONG, problem.wrong), (_RIGHT, problem.right)):
        if example:
            parts += [paint(f"{title.of(language)}:", "bold"), indent(example.strip("\n"), "    ")]
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


def _name(problem: Problem, language: str, paint: Paint) -> str:
    return paint(f"{SEVERITIES[problem.severity].of(language)}[{problem.code}]", COLOURS[problem.severity])
