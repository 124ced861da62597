"""`herleid explain CODE`: what a problem means, why it matters, and how it is mended."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..problems import CATALOGUE
from ..reading.documents import MappingNode, Scalar, read_document
from ..reading.trees import Unreadable
from ..reporting.checks.pages import page, show_list, show_page
from ..reporting.documents import show_document
from . import output
from .misuse import Misuse, suggestion
from .options import command, formats
from .rulesets import TOP, rule_set


@command(
    nl="Leg uit wat een melding betekent, waarom het ertoe doet en hoe het goed wordt.\n\nZonder code volgt de lijst van alle meldingen.",
    en="Explain what a problem means, why it matters and how it is mended.\n\nWithout a code, all problems are listed.",
)
@click.argument("code", required=False, metavar="[CODE]")
@formats("text", "json")
def explain(code: str | None, format: str, lang: str | None) -> int:  # noqa: A002  the option's own name
    """Explain one code, or list them all."""
    language = lang or language_here()
    problems = list(CATALOGUE.values()) if code is None else [CATALOGUE[_known(code)]]
    if format == "json":
        output.write(show_document(None, None, {"problems": [page(each, language) for each in problems]}))
    else:
        colour = output.coloured(sys.stdout)
        output.write(show_list(problems, language, colour) if code is None else show_page(problems[0], language, colour))
    return 0


def _known(code: str) -> str:
    if code.upper() not in CATALOGUE:
        nl, en = suggestion(code.upper(), CATALOGUE)
        raise Misuse(f"de code `{code}` bestaat niet{nl}", f"there is no code `{code}`{en}")
    return code.upper()


def language_here(rules: Path | None = None) -> str:
    """Return the language of the rule set in a folder, else that in `./rules`, else English; whatever is wrong with it is of no concern here."""
    try:
        place = rule_set(rules)
        document, _ = read_document(TOP, place.tree.read(f"{place.folder}/{TOP}"))
    except (Misuse, Unreadable):
        return "en"
    top = document.root.get("ruleset") if document else None
    language = top.get("language") if isinstance(top, MappingNode) else None
    return "nl" if isinstance(language, Scalar) and language.value == "nl" else "en"
