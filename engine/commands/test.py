"""`herleid test`: whether the rules give what was published."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from ..questions.reconcile import places, reconcile
from . import output
from .asking import derivation_of, require, say_remarks, write_beside
from .opening import open_rules
from .options import command, formats, option
from .options import day as day_option
from .options import rules as rules_option
from .running import FINDINGS, FINE


@command(
    nl="Vergelijk wat de regels geven met wat gepubliceerd is, cijfer voor cijfer.\n\n"
    "Met `--facts` wordt gerekend zonder waarden die uit gepubliceerde tarieven zijn teruggerekend: zo blijkt hoe ver feiten alleen reiken.",
    en="Compare what the rules give with what was published, figure by figure.\n\n"
    "With `--facts` nothing is used that was worked back from published tariffs: this shows how far facts alone go.",
)
@rules_option
@day_option
@option("--facts", is_flag=True, nl="reken met feiten alleen en toon de verschillen", en="compute with facts alone and show the differences")
@option("--verbose", "-v", is_flag=True, nl="toon elk cijfer, ook wat overeenkomt", en="show every figure, also those that agree")
@formats("text", "json")
def test(rules: Path | None, day: date | None, facts: bool, verbose: bool, format: str, lang: str | None) -> int:  # noqa: A002  the option's own name
    """Compare and show."""
    opened = open_rules(rules, lang)
    derivation = derivation_of(opened, day)
    require(opened, derivation, places(derivation))
    alone = derivation_of(opened, day, facts=True) if facts else None
    if alone:
        require(opened, alone, places(alone))
    found = reconcile(derivation, alone)
    on = derivation.calculation.day
    if format == "json":
        from ..reporting.reconciliation.data import show_json

        output.write(show_json(opened.rules, on, found))
    else:
        from ..reporting.reconciliation.text import show_reconciliation

        write_beside(opened, show_reconciliation(opened.rules, on, found, opened.language, verbose=verbose, colour=output.coloured(sys.stdout)))
    say_remarks(opened, derivation)
    return FINE if found.agrees else FINDINGS
