"""Findings as Markdown, for a comment or the summary of a job."""

from __future__ import annotations

from ...diagnostics import Diagnostic
from ...problems import Words, say
from ..markdown import code, sentence
from .checked import Checked
from .findings import errors_first, outcome
from .frames import SEVERITIES, show_place

MAX_CHARACTERS = 58_000
"""A comment of a host holds some 60,000; the findings take no more than this, errors going first."""

_TITLE = Words("Controle van de regels", "Check of the rules")
_MORE = Words("... en nog {n}", "... and {n} more")
_HELP = Words("hulp", "help")


def show_markdown(checked: Checked, colour: bool) -> str:  # noqa: ARG001  a form like the others
    """Show how many findings there are, then each with its place and what to do."""
    blocks = {id(each): _block(each, checked.language) for each in checked.found}
    shown, room = [], MAX_CHARACTERS
    for each in errors_first(checked.found):
        room -= len(blocks[id(each)])
        if room < 0:
            break
        shown.append(blocks[id(each)])
    left = len(checked.found) - len(shown)
    head = f"### {_TITLE.of(checked.language)}\n\n{outcome(checked)}\n"
    more = f"\n{_MORE.of(checked.language).format(n=left)}\n" if left else ""
    return head + ("\n" if shown else "") + "".join(shown) + more


def _block(diagnostic: Diagnostic, language: str) -> str:
    message = say(diagnostic, language)
    lines = [f"- **{SEVERITIES[message.severity].of(language)} {message.code}** {code(show_place(diagnostic.span))}: {sentence(message.text)}"]
    if message.help:
        lines.append(f"  *{_HELP.of(language)}:* {sentence(message.help)}")
    return "  \n".join(lines) + "\n"
