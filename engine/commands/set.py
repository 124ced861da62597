"""`herleid set PARAMETER DIM=MEMBER... VALUE`: another value, put in its own place in the rules."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from ..checking import check, is_error
from ..diagnostics import Diagnostic, Severity
from ..editing.edited import EditedTree
from ..editing.proving import added, prove
from ..editing.setting import Setting, set_value
from ..editing.wishes import Wish, entry_before, entry_from, parameter, read_wanted
from ..model import BASES, STATUSES, Cell, Parameter, RuleSet
from ..problems import severity
from ..questions.moves import find_moves
from ..questions.selection import Unanswerable, choose
from ..reading.loading import Loaded, load
from ..reporting.checks.findings import show_findings
from ..reporting.disclaimers import said_below
from ..reporting.moves import show_moves, show_set
from ..reporting.patches import show_patch
from . import output
from .group import one_of
from .misuse import Misuse
from .opening import Opened, open_rules
from .options import command, option, parse_day, parse_selection
from .options import rules as rules_option
from .rulesets import Place, rule_set
from .running import FINDINGS, FINE
from .writing import write_file


def _from(_: click.Context, __: click.Parameter, value: str | None) -> date | None:
    return parse_day(value) if value is not None else None


@command(
    nl="Wijzig één waarde in de regels: `herleid set overhead domein=jeugd cao=GGZ 35.2 --source besluit --at 'artikel 3' --from 2025-01-01`.\n\n"
    "Begint er op die dag al een waarde, dan wordt die verbeterd; anders komt er een bij en geldt wat er was tot die dag. "
    "Een wijziging die `herleid check` zou afkeuren, wordt niet geschreven.",
    en="Change one value in the rules: `herleid set overhead domein=jeugd cao=GGZ 35.2 --source besluit --at 'artikel 3' --from 2025-01-01`.\n\n"
    "Where a value begins on that day, it is mended; else one is added, and what there was holds until that day. "
    "A change that `herleid check` would refuse is not written.",
)
@click.argument("words", nargs=-1, metavar="PARAMETER [DIM=MEMBER]... VALUE")
@option("--from", "day", metavar="YYYY-MM-DD", callback=_from, nl="de dag waarop de waarde ingaat", en="the day on which the value begins")
@option("--source", "ref", metavar="REF", nl="de bron, zoals zij onder `sources` heet", en="the source, as it is called under `sources`")
@option("--at", metavar="PLACE", nl="de plaats in de bron, zoals 'tabel 7'", en="the place in the source, such as 'table 7'")
@option("--quote", metavar="TEXT", nl="de woorden die daar staan, met het getal", en="the words that stand there, with the number")
@option(
    "--basis",
    metavar="BASIS",
    callback=one_of(*BASES),
    nl="waarop de waarde rust (anders als wat er was, of naar de bron)",
    en="what the value rests on (else as it was, or after the source)",
)
@option(
    "--status",
    metavar="|".join(reversed(STATUSES)),
    callback=one_of(*STATUSES),
    nl="hoe vast het staat (anders als wat er was, of als al wat op de bron rust)",
    en="how settled it is (else as it was, or as all that rests on the source)",
)
@option("--note", metavar="TEXT", nl="een toelichting", en="a note")
@option("--diff", is_flag=True, nl="toon wat er zou wijzigen, en schrijf niets", en="show what would change, and write nothing")
@rules_option
def set(  # noqa: A001  the command is called so
    words: tuple[str, ...],
    day: date | None,
    rules: Path | None,
    diff: bool,
    lang: str | None,
    **grounds: Any,  # noqa: ANN401  click's own
) -> int:
    """Set the value, or say why that cannot be."""
    opened, place = open_rules(rules, lang), rule_set(rules)
    try:
        wish = _wish(opened.rules, words, day, grounds)
        setting = set_value(opened.rules, wish)
    except Unanswerable as error:
        raise Misuse(error.words.nl, error.words.en) from None
    return _made(opened, place, wish, setting, dry=diff)


set.context_settings["ignore_unknown_options"] = True  # so that -1.5 is a value


def _wish(rules: RuleSet, words: Sequence[str], day: date | None, grounds: dict[str, str | None]) -> Wish:
    for each in words:
        if each.startswith("--"):
            raise click.NoSuchOption(each, ctx=click.get_current_context())
    named = [each for each in words if "=" not in each]
    if len(named) != 2 or "=" in words[-1]:
        raise Misuse(
            "zeg welke parameter wat wordt: `herleid set PARAMETER DIM=LID... WAARDE`",
            "say which parameter becomes what: `herleid set PARAMETER DIM=MEMBER... VALUE`",
        )
    chosen = choose(rules, named[0], parse_selection(words[:-1]).choices)
    rule, cell, value = parameter(rules, chosen.rule), chosen.one(), read_wanted(words[-1])
    if day is None:
        raise _without_day(rule, cell)
    return Wish(chosen.rule, cell, value, day, **{name: each and " ".join(each.split()) for name, each in grounds.items()})


def _without_day(rule: Parameter, cell: Cell) -> Misuse:
    last = entry_before(rule, cell, date.max)
    nl = f" (`--from {last.valid_from}` verbetert de waarde die er staat)" if last else ""
    en = f" (`--from {last.valid_from}` mends the value that is there)" if last else ""
    return Misuse(f"`--from` ontbreekt: vanaf welke dag geldt de waarde?{nl}", f"`--from` is missing: from which day does the value hold?{en}")


def _made(opened: Opened, place: Place, wish: Wish, setting: Setting, *, dry: bool) -> int:
    """Make the change where nothing speaks against it, and tell what it does."""
    before, old = opened.rules, opened.texts[setting.file]
    if setting.text == old:
        output.write("herleid: dit staat er al" if opened.language == "nl" else "herleid: this is what it says already")
        return FINE
    after = load(EditedTree(place.tree, {setting.file: setting.text}), place.folder)
    found = added(check(Loaded(before, opened.found, opened.texts, not opened.found)), check(after))
    errors = list(filter(is_error, found))
    if after.ruleset is None or errors:
        return _refused(errors, after, opened.language)
    prove(before, after.ruleset, wish.rule, setting.entries)
    if dry:
        output.write(show_patch({setting.file: (old, setting.text)}))
    else:
        write_file(place.tree, setting.file, old, setting.text)
    _tell(opened, after.ruleset, wish, setting)
    if warnings := [each for each in found if severity(each.code) is Severity.WARNING]:
        _warn(warnings, opened.language)
    return FINE


def _warn(found: Sequence[Diagnostic], language: str) -> None:
    """Say in one line what `check` signals from now on."""
    codes = ", ".join(dict.fromkeys(each.code for each in found))
    nl = f"herleid: {len(found)} {'waarschuwing' if len(found) == 1 else 'waarschuwingen'} erbij ({codes}); zie `herleid check`"
    en = f"herleid: {len(found)} more {'warning' if len(found) == 1 else 'warnings'} ({codes}); see `herleid check`"
    output.say(nl if language == "nl" else en)


def _refused(found: Sequence[Diagnostic], after: Loaded, language: str) -> int:
    output.say(show_findings(found, after.texts, language, colour=output.coloured(sys.stderr)))
    output.say("herleid: er is niets geschreven" if language == "nl" else "herleid: nothing was written")
    return FINDINGS


def _tell(opened: Opened, after: RuleSet, wish: Wish, setting: Setting) -> None:
    """Say what the value is now, and which results it moves: on the day of the rules, or from the day on which it begins."""
    entry = entry_from(parameter(after, wish.rule), wish.cell, wish.day)
    assert entry is not None  # noqa: S101  (it was proved to be there)
    output.write(show_set(after, wish.rule, wish.cell, entry, setting.before, opened.language))
    if after.result:
        moved = find_moves(opened.rules, after, after.result, max(after.day, wish.day))
        output.write(show_moves(after, moved, opened.language) + said_below(after, opened.language, output.columns(sys.stdout)))
