"""What a person can do wrong before any rule is read, said in Dutch and English."""

from __future__ import annotations

import errno
from collections.abc import Iterable

import click


class Misuse(Exception):
    """Arguments, paths or streams that cannot be worked with; exit code 2."""

    def __init__(self, nl: str, en: str) -> None:
        super().__init__(en)
        self.nl = nl
        self.en = en


_REASONS = {
    errno.ENOENT: ("het bestaat niet", "it does not exist"),
    errno.EACCES: ("geen toestemming", "no permission"),
    errno.EPERM: ("geen toestemming", "no permission"),
    errno.ENAMETOOLONG: ("de naam is te lang", "the name is too long"),
    errno.ENOSPC: ("de schijf is vol", "the disk is full"),
    errno.EFBIG: ("zo groot mag een bestand hier niet worden", "a file may not become that large here"),
    errno.EROFS: ("hier kan niet worden geschreven", "nothing can be written here"),
    errno.EISDIR: ("het is een map", "it is a folder"),
    errno.ENOTDIR: ("een deel van het pad is geen map", "a part of the path is no folder"),
    errno.ELOOP: ("de verwijzingen lopen rond", "the links go round"),
}


def reason_of(error: OSError | ValueError) -> tuple[str, str]:
    """Return why the system refused, in Dutch and English; what is rare in the system's own words."""
    rare = getattr(error, "strerror", None) or str(error)
    return _REASONS.get(getattr(error, "errno", None) or 0, (rare, rare))


def suggestion(name: str, known: Iterable[str]) -> tuple[str, str]:
    """Return the end of a sentence about an unknown name, in Dutch and English; empty where nothing is near."""
    from difflib import get_close_matches  # only after a slip: it costs start-up time

    near = get_close_matches(name, list(known), n=1)
    return (f"; bedoelde u `{near[0]}`?", f"; did you mean `{near[0]}`?") if near else ("", "")


def in_our_words(error: click.ClickException) -> Misuse:
    """Return the problem that click found, without its words."""
    match error:
        case click.NoSuchOption(option_name=name, ctx=context):
            options = [opt for param in context.command.params for opt in param.opts] if context else []
            nl, en = suggestion(name, options)
            return Misuse(f"de optie `{name}` bestaat hier niet{nl}", f"there is no option `{name}` here{en}")
        case click.BadOptionUsage(option_name=name, ctx=context):
            return _value_or_none(name, context)
        case click.MissingParameter(param=click.Parameter() as param):
            name = param.opts[0] if isinstance(param, click.Option) else str(param.metavar or param.name)
            return Misuse(f"`{name}` ontbreekt", f"`{name}` is missing")
        case click.BadParameter(param=click.Parameter() as param):
            return Misuse(f"de waarde van `{param.opts[0]}` kan niet", f"the value of `{param.opts[0]}` is not possible: {error.message}")
    return Misuse(error.format_message(), error.format_message())


def _value_or_none(name: str, context: click.Context | None) -> Misuse:
    options = context.command.params if context else []
    if any(isinstance(each, click.Option) and each.is_flag and name in each.opts for each in options):
        return Misuse(f"achter `{name}` hoort geen waarde", f"`{name}` takes no value")
    return Misuse(f"achter `{name}` hoort een waarde", f"`{name}` needs a value")
