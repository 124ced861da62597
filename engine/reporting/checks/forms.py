"""The forms in which the outcome of a check is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ..documents import show_document
from .checked import Checked
from .findings import findings, outcome, show_concise, show_findings
from .github import show_github
from .gitlab import show_gitlab
from .junit import show_junit
from .markdown import show_markdown
from .sarif import show_sarif

__all__ = ["FORMATS", "Checked"]


def show_text(checked: Checked, colour: bool) -> str:
    """Show each problem with its lines, then how many there are."""
    if checked.found:
        return show_findings(checked.found, checked.texts, checked.language, colour, outcome(checked))
    return outcome(checked) + "\n"


def show_lines(checked: Checked, colour: bool) -> str:  # noqa: ARG001  a form like the others
    """Show each problem on a line of its own."""
    return show_concise(checked.found, checked.language)


def show_json(checked: Checked, colour: bool) -> str:  # noqa: ARG001  a form like the others
    """Show the problems as a JSON document."""
    body = {"findings": findings(checked.found, checked.language), "ignored": len(checked.ignored)}
    return show_document(checked.ruleset, checked.day, body)


FORMATS: Mapping[str, Callable[[Checked, bool], str]] = {
    "text": show_text,
    "concise": show_lines,
    "json": show_json,
    "sarif": show_sarif,
    "github": show_github,
    "gitlab": show_gitlab,
    "junit": show_junit,
    "markdown": show_markdown,
}
"""Every form by its name; the first is meant when none is asked for."""
