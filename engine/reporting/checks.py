"""The outcome of a check in the forms in which it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ..diagnostics import Diagnostic
from ..problems.entries import Words
from .documents import show_document
from .findings import findings, show_concise, show_findings

_SOUND = (Words("geen problemen in 1 bestand", "no problems in 1 file"), Words("geen problemen in {n} bestanden", "no problems in {n} files"))


@dataclass(frozen=True, slots=True)
class Checked:
    """
    What was found in rule sets, and in which files was looked.

    `ruleset` and `day` are those of the one rule set that was checked, None where there were several.
    """

    found: Sequence[Diagnostic]
    texts: Mapping[str, str]
    language: str
    ruleset: str | None = None
    day: date | None = None


def show_text(checked: Checked, colour: bool) -> str:
    """Show each problem with its lines, then how many there are."""
    if checked.found:
        return show_findings(checked.found, checked.texts, checked.language, colour)
    count = len(checked.texts)
    return _SOUND[count != 1].of(checked.language).format(n=count) + "\n"


def show_lines(checked: Checked, colour: bool) -> str:  # noqa: ARG001  a form like the others
    """Show each problem on a line of its own."""
    return show_concise(checked.found, checked.language)


def show_json(checked: Checked, colour: bool) -> str:  # noqa: ARG001  a form like the others
    """Show the problems as a JSON document."""
    return show_document(checked.ruleset, checked.day, {"findings": findings(checked.found, checked.language)})


FORMATS: Mapping[str, Callable[[Checked, bool], str]] = {"text": show_text, "concise": show_lines, "json": show_json}
"""Every form by its name; the first is meant when none is asked for."""
