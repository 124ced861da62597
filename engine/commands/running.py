"""Running a command: every way in which it can end gets its exit code and its words."""

from __future__ import annotations

import contextlib
import os
import re
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import click

from ..diagnostics import BadArgument
from . import output
from .group import Group, Settings
from .misuse import Misuse, in_our_words

FINE, FINDINGS, MISUSE, BUG, INTERRUPTED = 0, 1, 2, 3, 130

_LANGUAGE = re.compile(r"^ +language: *(nl|en)\b", re.MULTILINE)
_MUCH = 1_000_000

_NOWHERE = Misuse("de map waarin u werkt, bestaat niet meer", "the folder you are working in is no longer there")


def run(group: Group, arguments: Sequence[str]) -> int:
    """Run a command to its exit code."""
    picked = Settings.of(arguments)
    try:
        return _attempt(group, list(arguments), picked)
    except BrokenPipeError:
        output.abandon(sys.stdout, sys.stderr)
        return FINE
    except KeyboardInterrupt:
        output.abandon(sys.stdout)
        return INTERRUPTED


def _attempt(group: Group, arguments: list[str], picked: Settings) -> int:
    output.prepare()
    try:
        _refuse_strange(arguments)
        code = _invoke(group, arguments, picked)
        output.finish()
    except (Misuse, click.ClickException) as error:
        picked.lang = picked.lang or _language_of(arguments)
        return _refuse(error if isinstance(error, Misuse) else in_our_words(error), picked)
    except BadArgument as error:
        picked.lang = picked.lang or _language_of(arguments)
        return _explain(error, picked)
    except (BrokenPipeError, KeyboardInterrupt):
        raise
    except FileNotFoundError as error:
        return _admit(error, picked) if _has_folder() else _refuse(_NOWHERE, picked)
    except Exception as error:  # noqa: BLE001  the one place where a bug of ours becomes words
        return _admit(error, picked)
    return code


def _refuse_strange(arguments: Sequence[str]) -> None:
    """Refuse arguments with what no name of a file can hold: every one may become a path."""
    for each in arguments:
        try:
            fine = b"\0" not in each.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            fine = False
        if not fine:
            raise Misuse(f"`{each}` heeft een teken dat hier niet kan", f"`{each}` holds a character that is not possible here")


def _has_folder() -> bool:
    """Say whether there is a current folder; another program may have removed it."""
    try:
        return bool(os.getcwd())  # noqa: PTH109  (pathlib is not needed for a question)
    except FileNotFoundError:
        return False


def _invoke(group: Group, arguments: list[str], picked: Settings) -> int:
    if "_HERLEID_COMPLETE" in os.environ:
        return _complete(group)
    try:
        with group.make_context("herleid", arguments, obj=picked) as context:
            return int(group.invoke(context) or FINE)
    except click.exceptions.Exit as left:
        return int(left.exit_code)


def _complete(group: Group) -> int:
    from click.shell_completion import shell_complete  # only when a shell asks

    return shell_complete(group, {}, "herleid", "_HERLEID_COMPLETE", os.environ["_HERLEID_COMPLETE"])


def _language_of(arguments: Sequence[str]) -> str:
    """Return the language of the rules that are probably meant: the slip came before any rule was read. Where it is not plain to see, English."""
    words = [part for each in arguments for part in each.split("=", 1)]
    chosen = [after for word, after in pairwise(words) if word == "--rules"]
    with contextlib.suppress(OSError, ValueError, RuntimeError):
        folder = Path(chosen[-1] if chosen else "rules")
        tops = [each for each in (folder / "ruleset.yaml", *folder.glob("*/ruleset.yaml")) if each.is_file() and each.stat().st_size <= _MUCH]
        found = {line[1] for each in tops if (line := _LANGUAGE.search(each.read_text("utf-8-sig", "replace")))}
        return found.pop() if len(found) == 1 else "en"
    return "en"


def _refuse(misuse: Misuse, picked: Settings) -> int:
    # What was typed may hold what a terminal acts on.
    shown = (each if each.isprintable() or each == "\n" else " " if each.isspace() else "\ufffd" for each in picked.pick((misuse.nl, misuse.en)))
    _say("herleid: " + "".join(shown))
    return MISUSE


def _explain(error: BadArgument, picked: Settings) -> int:
    from ..problems import say  # the catalogue is large, and mostly not needed

    message = say(error.diagnostic, picked.lang or "en")
    _say("\n".join(["herleid: " + message.text, *([message.help] if message.help else [])]))
    return MISUSE


def _admit(error: Exception, picked: Settings) -> int:
    if picked.debug:
        import traceback  # only for a bug

        _say("".join(traceback.format_exception(error)))
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    nl = f"herleid: dit is een fout van ons, niet van uw regels ({what}). Meld hem met de opdracht die u gaf; `--debug` toont waar hij zit."
    en = f"herleid: this is a bug of ours, not of your rules ({what}). Please report it with the command you gave; `--debug` shows where it is."
    _say(picked.pick((nl, en)))
    return BUG


def _say(text: str) -> None:
    try:
        output.say(text)
        output.finish()
    except (OSError, Misuse):
        output.abandon(sys.stdout)
