"""`herleid diff BASE [HEAD]`: what changed, and why."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from ..calculating.calculation import Calculation
from ..checking import Derivation, obstacles
from ..model import RuleSet
from ..questions.diff.difference import Difference, compare
from ..questions.diff.outcomes import outcomes
from ..questions.guardrails import hold
from ..questions.volumes import Budget, budget, newest, ordered_in, own_volumes, read_volumes
from ..reading.loading import Loaded, load
from ..reading.trees import FolderTree
from ..reporting.checks.findings import show_findings
from ..reporting.diff.summary import Named
from ..reporting.numbers import is_money
from . import output
from .asking import require, say_remarks
from .files import read_file
from .group import settings
from .misuse import Misuse, suggestion
from .opening import Opened, language_of
from .options import command, formats, option, overlays
from .options import day as day_option
from .options import rules as rules_option
from .running import FINDINGS, FINE
from .sides import Side, Sides


@command(
    nl="Laat zien wat er veranderde en waarom: elke wijziging, de tarieven die erdoor bewegen, en wat elke wijziging daarin doet.\n\n"
    "BASE en HEAD zijn mappen met regels of revisies van git; zonder HEAD wordt vergeleken met ./rules zoals dat er nu staat. "
    "`A..B` is van A naar B, `A...B` vanaf het punt waar B van A afging.",
    en="Show what changed and why: every edit, the tariffs that move by it, and what each edit does in them.\n\n"
    "BASE and HEAD are folders of rules or revisions of git; without HEAD the comparison is with ./rules as it is now. "
    "`A..B` is from A to B, `A...B` from the point where B left A.",
)
@click.argument("base", required=False, metavar="BASE")
@click.argument("head", required=False, metavar="[HEAD]")
@rules_option
@day_option
@overlays
@option(
    "--volumes",
    type=click.Path(path_type=Path),
    metavar="FILE",
    nl="reken uit wat het per jaar kost, met een CSV van `product,municipality,volume`",
    en="work out what it costs in a year, with a CSV of `product,municipality,volume`",
)
@option(
    "--price-level",
    "level",
    metavar="MEMBER",
    nl="de tarieven waarmee `--volumes` rekent (anders het nieuwste prijspeil dat beide kanten hebben)",
    en="the tariffs that `--volumes` counts with (else the newest price level that both sides have)",
)
@option("--all", "whole", is_flag=True, nl="toon alles, ook boven de 50 tarieven", en="show everything, also above 50 tariffs")
@option("--exit-code", is_flag=True, nl="exitcode 1 als er een verschil is", en="exit code 1 where there is a difference")
@formats("text", "json", "markdown")
def diff(  # noqa: PLR0913, PLR0917  its options
    base: str | None,
    head: str | None,
    rules: Path | None,
    day: date | None,
    overlays: Sequence[Path],
    volumes: Path | None,
    level: str | None,
    whole: bool,
    exit_code: bool,
    format: str,  # noqa: A002  the option's own name
    lang: str | None,
) -> int:
    """Compare, show, and say whether a guardrail is broken."""
    if base is None and not overlays:
        raise Misuse("noem waarmee vergeleken wordt: een map of een revisie, zoals `main`", "name what to compare with: a folder or a revision, such as `main`")
    with ExitStack() as stack:
        sides = _sides(Sides(rules, stack), f"{rules or 'rules'}/" if base is None else base, head, rules)
        earlier, opened = _opened(sides, overlays, lang)
    before, after = (Calculation(each, day) for each in (earlier or _empty(opened.rules), opened.rules))
    derivation = Derivation(after)
    result = opened.rules.result or ""
    require(opened, derivation, [(result, cell) for cell in after.cells(result)] if result in opened.rules.rules else [])
    found = compare(before.rules, after.rules, before, after, outcomes(after.rules))
    held = hold(found)
    named = Named(found, sides[0].end, sides[1].end, earlier is None, _budget(found, volumes, level, opened), held)
    output.write(_shown(named, format, opened.language, whole=whole))
    say_remarks(opened, derivation)
    changed = bool(found.edits or found.changes or found.others)
    return FINDINGS if not held.sound or (exit_code and changed) else FINE


def _sides(sides: Sides, base: str, head: str | None, rules: Path | None) -> tuple[Side, Side]:
    try:
        return sides.find(base, head)
    except Misuse:
        from .explain import language_here  # only where something is amiss before any rule is read

        picked = settings(click.get_current_context(silent=True))
        picked.lang = picked.lang or language_here(rules)
        raise


def _opened(sides: tuple[Side, Side], paths: Sequence[Path], lang: str | None) -> tuple[RuleSet | None, Opened]:
    """Read both rule sets; what stops a calculation is shown on stderr and ends the command."""
    base, head = sides
    loaded = [load(each.tree, each.folder) for each in (head, base) if each.folder is not None]
    language = language_of(loaded[0], lang)
    settings(click.get_current_context(silent=True)).lang = language
    rules = [_sound(each, language) for each in loaded]
    over = rules[0]
    if paths:
        from .overlays import overlaid  # only where there are any

        over = overlaid(rules[0], paths, language)
    return (rules[1] if len(rules) > 1 else None), Opened(over, over.texts, language, rules[0], loaded[0].diagnostics)


def _sound(loaded: Loaded, language: str) -> RuleSet:
    if found := obstacles(loaded):
        output.say(show_findings(found, loaded.texts, language, colour=output.coloured(sys.stderr)))
    if found or loaded.ruleset is None:
        raise click.exceptions.Exit(FINDINGS)
    return loaded.ruleset


def _empty(rules: RuleSet) -> RuleSet:
    """Return a rule set in which nothing is there yet."""
    bare = replace(rules, sources={}, units={}, unit_names={}, elements={}, dimensions={}, rules={}, published=(), checks={}, texts={}, guardrails={})
    return replace(bare, reports={}, law={}, law_exceptions={}, plannings={}, reactions={}, disclaimer=None)


def _budget(found: Difference, path: Path | None, level: str | None, opened: Opened) -> Budget | None:
    rule = opened.rules.rules.get(opened.rules.result or "")
    money = rule is not None and is_money(rule.unit, opened.rules.currency)
    if path is None:
        own = own_volumes(found.head) if money else None
        if own is None and level is not None:
            raise Misuse("`--price-level` hoort bij `--volumes`", "`--price-level` goes with `--volumes`")
        return budget(found, own, _level(found, level)) if own else None
    if not money:
        raise Misuse("`--volumes` kan niet: het resultaat van deze regels is geen bedrag", "`--volumes` cannot be: the result of these rules is no amount")
    shown = FolderTree(path.absolute().parent, Path.cwd()).shown(path.name)
    data = read_file(path)
    volumes, problems = read_volumes(shown, data, found.base.rules, found.head.rules)
    if volumes is None:
        texts = {shown: data.decode("utf-8-sig", "replace")}
        output.say(show_findings(problems, texts, opened.language, colour=output.coloured(sys.stderr)))
        raise click.exceptions.Exit(FINDINGS)
    return budget(found, volumes, _level(found, level))


def _level(found: Difference, level: str | None) -> dict[str, str]:
    """Return the member of each ordered dimension of the result that counts; raises `Misuse` where there is none of that name."""
    chosen = newest(found)
    if level is None:
        return chosen
    names = [name for name in ordered_in(found.head.rules) if level in found.head.rules.dimensions[name].members]
    if not names:
        known = [each for name in chosen for each in found.head.rules.dimensions[name].members]
        nl, en = suggestion(level, known)
        raise Misuse(f"er is geen prijspeil `{level}`{nl}", f"there is no price level `{level}`{en}")
    return {**chosen, names[0]: level}


def _shown(named: Named, form: str, language: str, *, whole: bool) -> str:
    if form == "json":
        from ..reporting.diff.data import show_diff_json

        return show_diff_json(named)
    if form == "markdown":
        from ..reporting.diff.markdown import show_diff_markdown

        return show_diff_markdown(named, language)
    from ..reporting.diff.text import show_diff

    return show_diff(named, language, whole=whole, colour=output.coloured(sys.stdout))
