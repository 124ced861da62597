"""Commands that are read only when they are used, with help in Dutch and English."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from importlib import import_module
from itertools import pairwise
from typing import Any

import click

from .. import __version__
from . import output
from .misuse import Misuse, suggestion

LANGUAGES = ("nl", "en")

Pair = tuple[str, str]
"""A text in Dutch and in English."""


@dataclass(slots=True)
class Settings:
    """What holds for a whole run; `lang` is None until a language is chosen, by the arguments or else by the rules."""

    lang: str | None = None
    debug: bool = False

    @classmethod
    def of(cls, arguments: Sequence[str]) -> Settings:
        """Look ahead, since also a mistake before `--lang` is reported in that language."""
        words = [part for each in arguments for part in (each.split("=", 1) if each.startswith("--lang=") else [each])]
        chosen = [after for word, after in pairwise(words) if word == "--lang" and after in LANGUAGES]
        return cls(chosen[-1] if chosen else None, "--debug" in words)

    def pick(self, pair: Pair) -> str:
        """Return the text in the language chosen, else in English."""
        return pair[0] if self.lang == "nl" else pair[1]


def settings(context: click.Context | None) -> Settings:
    """Return what was set for the whole run."""
    found = context.find_root().obj if context else None
    return found if isinstance(found, Settings) else Settings()


class Option(click.Option):
    """An option whose help exists in both languages."""

    def __init__(self, names: Sequence[str], *, nl: str, en: str, **attributes: Any) -> None:  # noqa: ANN401  click's own
        super().__init__(names, help=en, **attributes)
        self._texts = (nl, en)

    def get_help_record(self, ctx: click.Context) -> Pair | None:
        """Return the name of the option and what it does."""
        shown = copy(self)
        shown.help = settings(ctx).pick(self._texts)
        return super(Option, shown).get_help_record(ctx)


def one_of(*words: str) -> Callable[[click.Context, click.Parameter, Any], Any]:
    """Return the check that an option is one of a few words, once or each time it is given."""

    def checked(_: click.Context, param: click.Parameter, value: str | Sequence[str] | None) -> str | Sequence[str] | None:
        for each in [value] if isinstance(value, str) else value or ():
            if each not in words:
                name, shown = param.opts[0], ", ".join(words)
                raise Misuse(f"`{name}` kan niet `{each}` zijn, wel: {shown}", f"`{name}` cannot be `{each}`; it is one of: {shown}")
        return value

    return checked


def _show_help(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        output.write(context.get_help())
        context.exit()


def _show_version(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        output.write(f"herleid {__version__}")
        context.exit()


def _language(context: click.Context, param: click.Parameter, value: str | None) -> str | None:
    one_of(*LANGUAGES)(context, param, value)
    return value or settings(context).lang


def _shared(*, exposed: bool) -> list[click.Parameter]:
    eager = {"is_flag": True, "is_eager": True, "expose_value": False}
    return [
        Option(
            ["--lang"],
            metavar="nl|en",
            callback=_language,
            expose_value=exposed,
            nl="taal van wat getoond wordt (anders die van de regels)",
            en="language of what is shown (else that of the rules)",
        ),
        Option(["--debug"], is_flag=True, expose_value=False, nl="toon bij een fout van ons waar die zit", en="show where it happened when we fail"),
        Option(["--help"], callback=_show_help, nl="toon deze uitleg", en="show this help", **eager),
    ]


class Worded(click.Command):
    """What a command and the group of commands share: help in our own words."""

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        picked = settings(ctx)
        self.options_metavar = picked.pick(("[OPTIES]", "[OPTIONS]"))
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=picked.pick(("Gebruik: ", "Usage: ")))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options with what they do."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        records = [record for option in options if (record := option.get_help_record(ctx))]
        with formatter.section(settings(ctx).pick(("Opties", "Options"))):
            formatter.write_dl(records)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, noting with every refusal whose arguments they were."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise


class Command(Worded):
    """A command of ours; `nl` and `en` say what it does."""

    def __init__(self, name: str | None, *, nl: str, en: str, **attributes: Any) -> None:  # noqa: ANN401  click's own
        super().__init__(name, add_help_option=False, context_settings={"allow_extra_args": True}, **attributes)
        self.params += _shared(exposed=True)
        self._texts = (nl, en)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, refusing what is left over."""
        rest = super().parse_args(ctx, args)
        if ctx.args:
            shown = ", ".join(f"`{each}`" for each in ctx.args)
            raise Misuse(f"{shown} hoort hier niet", f"{shown} does not belong here")
        return rest

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            for paragraph in settings(ctx).pick(self._texts).split("\n\n"):
                formatter.write_text(paragraph)
                formatter.write_paragraph()


class Group(Worded, click.Group):
    """All commands; a table gives each its line of help, and its module is read when it is used."""

    def __init__(self, package: str, table: Mapping[str, Pair]) -> None:
        version = Option(["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_show_version, nl="toon de versie", en="show the version")
        super().__init__("herleid", add_help_option=False, params=[*_shared(exposed=False), version], callback=self._ask, invoke_without_command=True)
        self._package = package
        self._table = table

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """Return the names of the commands, in the order in which they are met."""
        return list(self._table)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Read the module of a command."""
        if cmd_name not in self._table:
            return None
        found = getattr(import_module(f".{cmd_name}", self._package), cmd_name)
        assert isinstance(found, click.Command)  # noqa: S101
        return found

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is meant."""
        name = args[0]
        if name not in self._table and not name.startswith("-"):
            nl, en = suggestion(name, self._table)
            known = ", ".join(self._table)
            raise Misuse(f"de opdracht `{name}` bestaat niet{nl or f', wel: {known}'}", f"there is no command `{name}`{en or f'; there is: {known}'}")
        return super().resolve_command(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how a command is called."""
        self.subcommand_metavar = settings(ctx).pick(("OPDRACHT [ARGUMENTEN]...", "COMMAND [ARGUMENTS]..."))
        super().format_usage(ctx, formatter)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the program is for."""
        text = ("Rekent tarieven uit regels en herleidt elk cijfer tot zijn bron.", "Computes tariffs from rules and traces every figure back to its source.")
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(settings(ctx).pick(text))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, then the options."""
        picked = settings(ctx)
        with formatter.section(picked.pick(("Opdrachten", "Commands"))):
            formatter.write_dl([(name, picked.pick(texts)) for name, texts in self._table.items()])
        super().format_options(ctx, formatter)

    def _ask(self) -> None:
        if click.get_current_context().invoked_subcommand is None:
            known = ", ".join(self._table)
            raise Misuse(f"geef een opdracht: {known}; `herleid --help` legt ze uit", f"name a command: {known}; `herleid --help` explains them")


def option(*names: str, nl: str, en: str, **attributes: Any) -> Callable[[Callable[..., Any]], Callable[..., Any]]:  # noqa: ANN401
    """Add an option to a command; takes what `click.option` takes."""
    return click.option(*names, cls=Option, nl=nl, en=en, **attributes)


def command(*, nl: str, en: str) -> Callable[[Callable[..., int | None]], Command]:
    """
    Make a function a command of its name, with the options that all share.

    The function gets `lang` (None where nobody chose one) beside its own options and returns its exit code.
    """
    return click.command(cls=Command, nl=nl, en=en)
