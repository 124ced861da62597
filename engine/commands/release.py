"""`herleid release --decision TEXT`: all results in one file that can be computed again."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from ..checking import check, is_error
from ..model import RuleSet
from ..questions.receipt import forbidden, make_receipt
from ..questions.reconcile import places, reconcile
from ..reading.loading import Loaded
from ..reading.names import suggest
from ..reading.receipts import Decision
from ..reporting.checks.findings import show_findings
from ..reporting.receipts import show_receipt
from . import output
from .asking import derivation_of, require
from .files import write_file
from .misuse import Misuse
from .opening import Opened, open_rules
from .options import command, option
from .options import day as day_option
from .options import rules as rules_option
from .running import FINDINGS, FINE


@command(
    nl="Leg alle tarieven vast in één bestand, met de hash van de regels, de bronnen en het besluit; `herleid verify` rekent het na.\n\n"
    "Dat kan alleen met regels waarin `herleid check` geen fout vindt.",
    en="Lay down all tariffs in one file, with the hash of the rules, the sources and the decision; `herleid verify` computes it again.\n\n"
    "This takes rules in which `herleid check` finds no error.",
)
@option(
    "--decision",
    metavar="TEXT|SOURCE",
    nl="wie wat besloot: een tekst, of een bron van het type `decision` in de regels",
    en="who decided what: a text, or a source of type `decision` in the rules",
)
@option(
    "--output",
    "target",
    type=click.Path(path_type=Path),
    metavar="FILE",
    nl="schrijf naar dit bestand (anders het scherm)",
    en="write to this file (else the screen)",
)
@rules_option
@day_option
def release(decision: str | None, target: Path | None, rules: Path | None, day: date | None, lang: str | None) -> int:
    """Make and write the receipt."""
    if not (decision or "").strip():
        raise Misuse("geef met `--decision` op wie wat besloot", "say with `--decision` who decided what")
    opened = open_rules(rules, lang)
    if opened.rules.result is None:
        raise Misuse("deze regels zijn een bibliotheek, zonder resultaat om vast te leggen", "these rules are a library, with no result to release")
    decided = decision_of(opened.rules, (decision or "").strip())
    _refuse_errors(opened, day)
    derivation = derivation_of(opened, day)
    require(opened, derivation, places(derivation))
    receipt = make_receipt(derivation, reconcile(derivation), decided)
    if against := forbidden(opened.rules, receipt):
        for name, status in against:
            _say_forbidden(opened, name, status)
        return FINDINGS
    if unexplained := receipt.reconciliation["unexplained"]:
        nl = f"herleid: {unexplained} gepubliceerde cijfers worden niet verklaard; zie `herleid test`"
        en = f"herleid: {unexplained} published figures are not explained; see `herleid test`"
        output.say(nl if opened.language == "nl" else en)
    text = show_receipt(receipt)
    if target is None:
        output.write(text)
    else:
        write_file(target, text)
    return FINE


def decision_of(rules: RuleSet, text: str) -> Decision:
    """Return the decision that is meant: a source of the rules, or the words themselves."""
    source = rules.sources.get(text)
    if source is None:
        near = suggest(text, [each.name for each in rules.sources.values() if each.type == "decision"]) if text.isidentifier() else ""
        if near:
            raise Misuse(f"er is geen bron `{text}`; bedoelt u `{near}`?", f"there is no source `{text}`; did you mean `{near}`?")
        return Decision(text, None)
    if source.type != "decision":
        raise Misuse(f"de bron `{text}` is geen besluit (`type: {source.type}`)", f"the source `{text}` is no decision (`type: {source.type}`)")
    return Decision(f"{source.title}, {source.publisher}", source.name)


def _refuse_errors(opened: Opened, day: date | None) -> None:
    found = [each for each in check(Loaded(opened.rules, opened.found, opened.texts, not opened.found), day) if is_error(each)]
    if found:
        output.say(show_findings(found, opened.texts, opened.language, colour=output.coloured(sys.stderr)))
        raise click.exceptions.Exit(FINDINGS)


def _say_forbidden(opened: Opened, name: str, status: str) -> None:
    guardrail = opened.rules.guardrails[name]
    nl = f"herleid: niet vastgelegd: {guardrail.label} (`{name}`, status {status}); daarover gaat: {guardrail.approval}"
    en = f"herleid: not released: {guardrail.label} (`{name}`, status {status}); this is for {guardrail.approval} to approve"
    output.say(nl if opened.language == "nl" else en)
