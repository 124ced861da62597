"""`herleid verify RECEIPT`: whether the rules still give what was released."""

from __future__ import annotations

from pathlib import Path

import click

from ..questions.receipt import make_receipt
from ..questions.receipt import verify as verify_receipt
from ..questions.reconcile import places, reconcile
from ..reading.receipts import Decision, NotAReceipt, Receipt, read_receipt
from ..reporting.receipts import show_verification, show_verification_json
from ..reporting.terminal import visible
from . import output
from .asking import derivation_of, require
from .files import read_file
from .misuse import Misuse
from .opening import Opened, open_rules
from .options import command, formats
from .options import rules as rules_option
from .running import FINDINGS, FINE


@command(
    nl="Reken een vastlegging van `herleid release` na en zeg wat er anders is: regels, bronnen, cijfers of het rekenprogramma.",
    en="Compute a receipt of `herleid release` again and say what differs: rules, sources, figures or the program.",
)
@click.argument("receipt", type=click.Path(path_type=Path), metavar="RECEIPT")
@rules_option
@formats("text", "json")
def verify(receipt: Path, rules: Path | None, format: str, lang: str | None) -> int:  # noqa: A002  the option's own name
    """Recompute, compare and show."""
    old = _read(receipt)
    opened = open_rules(rules, lang)
    if opened.rules.name != old.ruleset:
        name = visible(old.ruleset)
        raise Misuse(
            f"`{receipt}` is een vastlegging van `{name}`, en dit zijn de regels van `{opened.rules.name}`",
            f"`{receipt}` is a receipt of `{name}`, and these are the rules of `{opened.rules.name}`",
        )
    derivation = derivation_of(opened, old.day)
    require(opened, derivation, places(derivation))
    found = verify_receipt(old, make_receipt(derivation, reconcile(derivation), _decision(opened, old)))
    output.write(show_verification_json(found) if format == "json" else show_verification(opened.rules, found, opened.language))
    return FINE if found.identical else FINDINGS


def _read(path: Path) -> Receipt:
    try:
        return read_receipt(read_file(path))
    except NotAReceipt as error:
        nl, en = visible(error.words.nl), visible(error.words.en)
        raise Misuse(f"`{path}` is geen vastlegging: {nl}", f"`{path}` is no receipt: {en}") from None


def _decision(opened: Opened, old: Receipt) -> Decision:
    """Return the decision as it stands in the rules now; one in words only is what it was."""
    if old.decision.source is None:
        return old.decision
    source = opened.rules.sources.get(old.decision.source)
    there = source is not None and source.type == "decision"
    return Decision(f"{source.title}, {source.publisher}", source.name) if source and there else Decision("", None)
