"""`herleid graph [RULE]`: which rule rests on which."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ..questions.rule_graph import rule_graph
from ..reporting.branches import View
from . import output
from .asking import write_beside
from .misuse import Misuse, suggestion
from .opening import open_rules
from .options import command, formats, option
from .options import rules as rules_option


@command(
    nl="Teken welke regel op welke rust: alle regels, of alleen waar één regel op rust. Met --up: wat er op die regel rust.",
    en="Draw which rule rests on which: all rules, or only what one rule rests on. With --up: what rests on that rule.",
)
@click.argument("rule", required=False, metavar="[RULE]")
@option("--up", is_flag=True, nl="laat zien wat er op de regel rust", en="show what rests on the rule")
@rules_option
@formats("text", "json", "dot", "mermaid")
def graph(rule: str | None, up: bool, rules: Path | None, format: str, lang: str | None) -> int:  # noqa: A002  the option's own name
    """Show the rules as a graph."""
    opened = open_rules(rules, lang, bundled=True)
    if rule is not None and rule not in opened.rules.rules:
        nl, en = suggestion(rule, opened.rules.rules)
        raise Misuse(f"er is geen regel `{rule}`{nl}", f"there is no rule `{rule}`{en}")
    if up and rule is None:
        raise Misuse("`--up` vraagt om een regel", "`--up` needs a rule")
    found = rule_graph(opened.rules, rule, up=up)
    if format == "text":
        from ..reporting.graph.text import show_graph

        write_beside(opened, show_graph(found, View(opened.language, output.columns(sys.stdout), colour=output.coloured(sys.stdout))))
    elif format == "json":
        from ..reporting.graph.data import show_graph_json

        output.write(show_graph_json(found))
    else:
        from ..reporting.graph.rule_diagrams import show_graph_diagram

        output.write(show_graph_diagram(found, format, opened.language))
    return 0
