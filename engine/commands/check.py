"""`herleid check [PATHS]`: whether rules are sound."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from pathlib import Path

import click

from ..checking import check as check_rules
from ..checking import in_order, stops
from ..checking.copies import check_copies
from ..checking.ignores import heed, superfluous
from ..checking.quotes import Verified, check_quotes, texts_in, verify_all
from ..diagnostics import Diagnostic, Severity
from ..problems import CATALOGUE, severity
from ..problems.terms import TERMS
from ..reading.loading import Loaded, load
from ..reading.trees import FolderTree, Unreadable
from ..reporting.checks.findings import count_ignored, outcome
from ..reporting.checks.forms import FORMATS, Checked
from . import output
from .files import write_file
from .group import one_of, settings
from .misuse import Misuse, reason_of
from .opening import language_of
from .options import command, formats, option
from .options import day as day_option
from .options import rules as rules_option
from .rulesets import rule_sets
from .running import FINDINGS, FINE

SCREEN = "-"

COUNTED = frozenset({"text", "json", "markdown"})
"""The forms that say themselves how many warnings were ignored."""

FAILING = {"error": {Severity.ERROR}, "warning": {Severity.ERROR, Severity.WARNING}, "never": frozenset[Severity]()}
"""What makes the exit code 1; a note never does."""

QUOTED_TWICE = "H703"
"""The one warning that is only found where the texts of the sources are at hand."""


@command(
    nl="Controleer of de regels kloppen: vorm, namen, eenheden, dekking, bronnen en de eigen controles van de regelset.\n\n"
    "PATHS kiest regelsets (een bestand staat voor de regelset waarin het ligt); anders zijn het alle regelsets in ./rules.",
    en="Check that the rules are sound: shape, names, units, coverage, sources and the checks of the rule set itself.\n\n"
    "PATHS chooses rule sets (a file stands for the rule set that it lies in); else all rule sets in ./rules are meant.",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path), metavar="[PATHS]...")
@rules_option
@day_option
@formats(*FORMATS, repeatable=True)
@option(
    "--output",
    "files",
    multiple=True,
    metavar="FILE",
    nl="schrijf naar een bestand, bij elke `--format` een; `-` is het scherm",
    en="write to a file, one for each `--format`; `-` is the screen",
)
@option(
    "--fail-on",
    metavar="error|warning|never",
    default="error",
    callback=one_of("error", "warning", "never"),
    nl="waarbij de exitcode 1 is (anders bij een fout)",
    en="what makes the exit code 1 (else an error)",
)
@option(
    "--sources",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    nl="zoek elk citaat op in de teksten in deze map",
    en="look up every quote in the texts in this folder",
)
@option(
    "--fix",
    is_flag=True,
    nl="verbeter eerst wat veilig te verbeteren is: aanhalingstekens, decimale komma's, spaties en verschreven sleutels",
    en="first fix what is safe to fix: quotes, decimal commas, spaces and misspelt keys",
)
@option("--diff", is_flag=True, nl="toon alleen wat `--fix` zou verbeteren, en schrijf niets", en="only show what `--fix` would fix, and write nothing")
def check(  # noqa: PLR0913, PLR0917  the options of a command are its arguments
    paths: tuple[Path, ...],
    rules: Path | None,
    day: date | None,
    format: tuple[str, ...],  # noqa: A002  the option's own name
    files: tuple[str, ...],
    fail_on: str,
    sources: Path | None,
    fix: bool,
    diff: bool,
    lang: str | None,
) -> int:
    """Check, show what was found, and say whether that is too much."""
    targets = _targets(format, files)
    texts = None if sources is None else _texts(sources)
    places = rule_sets(rules, paths)
    loaded = [load(place.tree, place.folder) for place in places]
    language = next((language_of(each, lang) for each in loaded if each.ruleset), lang or "en")
    settings(click.get_current_context(silent=True)).lang = language
    if fix or diff:
        from .fixing import fix_rules  # only where something is fixed

        fix_rules(places, language, dry=diff)
        loaded = [load(place.tree, place.folder) for place in places]
    verified = _verified(loaded, texts or {})
    copies = [finding for place in places for finding in check_copies(place.tree, place.folder)]
    every = _distinct([*(finding for each in loaded for finding in check_rules(each, day)), *check_quotes(verified), *copies])
    heeded = heed(every, _texts_of(loaded))
    rulesets = [each.ruleset for each in loaded if each.ruleset]
    found = in_order([*heeded.found, *superfluous(heeded, rulesets, _sought(every, day, verified))])
    checked = _checked(loaded, found, heeded.ignored, day, language)
    if not diff:
        _show(checked, targets)
    elif found:
        output.say(f"herleid: {outcome(checked)}")
    if sources is not None:
        output.say("\n".join(_about_quotes(verified, sources, language)))
    return FINDINGS if any(severity(each.code) in FAILING[fail_on] for each in found) else FINE


def _targets(forms: Sequence[str], files: Sequence[str]) -> list[tuple[str, str]]:
    """Pair each form with where it goes: the screen, unless every form has a file; on GitHub its commands follow the text."""
    if len(forms) != max(len(files), 1):
        raise Misuse(
            f"bij {len(forms)} keer `--format` hoort {len(forms)} keer `--output` (`-` is het scherm), niet {len(files)}",
            f"{len(forms)} times `--format` needs {len(forms)} times `--output` (`-` is the screen), not {len(files)}",
        )
    targets = list(zip(forms, files or [SCREEN], strict=True))
    if os.environ.get("GITHUB_ACTIONS") == "true" and ("text", SCREEN) in targets and "github" not in forms:
        targets.append(("github", SCREEN))
    return targets


def _texts(folder: Path) -> dict[str, str]:
    try:
        folder.stat()  # tells of links that go round and names that are too long, each in its own words
        return texts_in(FolderTree(folder, Path.cwd()), ".")
    except Unreadable as error:
        reason = TERMS[error.reason]
        raise Misuse(f"`{folder}` kan niet worden gelezen: {reason.nl}", f"`{folder}` cannot be read: {reason.en}") from None
    except OSError as error:
        nl, en = reason_of(error)
        raise Misuse(f"`{folder}` kan niet worden gelezen: {nl}", f"`{folder}` cannot be read: {en}") from None


def _verified(loaded: Iterable[Loaded], texts: dict[str, str]) -> list[Verified]:
    """Look up the quotes of all rule sets, those of a library that several use once."""
    found = {each.quote.span: each for one in loaded if one.ruleset for each in verify_all(one.ruleset, texts)}
    return list(found.values())


def _distinct(findings: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings in order, those of a library that several rule sets use once."""
    return in_order({(each.code, each.span): each for each in findings}.values())


def _sought(found: Iterable[Diagnostic], day: date | None, verified: Iterable[Verified]) -> Collection[str]:
    """Return the codes of which it is certain that they are not there where they were not found."""
    if day or any(map(stops, found)):
        return ()
    return [code for code in CATALOGUE if code != QUOTED_TWICE or all(each.count is not None for each in verified)]


def _texts_of(loaded: Iterable[Loaded]) -> dict[str, str]:
    return {file: text for each in loaded for file, text in each.texts.items()}


def _checked(loaded: Sequence[Loaded], found: Sequence[Diagnostic], ignored: Sequence[Diagnostic], day: date | None, language: str) -> Checked:
    only = loaded[0].ruleset if len(loaded) == 1 else None
    return Checked(found, _texts_of(loaded), language, only.name if only else None, (day or only.day) if only else None, ignored)


def _show(checked: Checked, targets: Sequence[tuple[str, str]]) -> None:
    """Give each form its place, and say on stderr what no person sees otherwise: the counts."""
    for form, file in targets:
        if file == SCREEN:
            output.write(FORMATS[form](checked, output.coloured(sys.stdout)), commands=form == "github")
        else:
            # A name of a file may hold what is no character.
            write_file(Path(file), FORMATS[form](checked, False).encode("utf-8", "backslashreplace").decode())
    if all(file != SCREEN for _, file in targets):
        output.say(f"herleid: {outcome(checked)}")
    elif checked.ignored and not any(file == SCREEN and form in COUNTED for form, file in targets):
        output.say(f"herleid: {count_ignored(len(checked.ignored), checked.language)}")


def _about_quotes(verified: Sequence[Verified], folder: Path, language: str) -> Iterable[str]:
    """Say how many quotes were found, and of which sources the text is not there."""
    found = sum(each.count == 1 for each in verified)
    looked_up = sum(each.count is not None for each in verified)
    yield f"herleid: {found} van {looked_up} citaten gevonden" if language == "nl" else f"herleid: found {found} of {looked_up} quotes"
    for name in dict.fromkeys(each.quote.source.name for each in verified if each.count is None):
        nl, en = f"herleid: de tekst van `{name}` is niet in `{folder}`", f"herleid: the text of `{name}` is not in `{folder}`"
        yield nl if language == "nl" else en
