"""`herleid init NAME`: a small complete rule set to begin with."""

from __future__ import annotations

import os
from pathlib import Path

import click

from ..checking.copies import named_copy
from ..editing.saving import create, put
from ..editing.starting import SCHEMAS, as_name, first_files, is_name, schema_files
from ..problems.entries import Words
from ..reporting.tables import show_rows
from . import output
from .group import settings
from .misuse import Misuse, reason_of
from .options import command, option
from .options import rules as rules_option
from .rulesets import TOP

_BEGUN = Words(
    """\
`{folder}` is gemaakt: een kleine regelset die af is, met verzonnen cijfers om te vervangen door de uwe.

Ga zo verder:
{steps}

Open dan `{folder}/tarief.yaml`: de uitleg staat erbij. Een editor die YAML kent, zoals VS Code met de
extensie YAML van Red Hat, vult sleutels aan en onderstreept fouten.
""",
    """\
`{folder}` was made: a small rule set that is complete, with made-up figures to be replaced by yours.

Go on with:
{steps}

Then open `{folder}/tarief.yaml`, which explains itself, in Dutch. An editor that knows YAML, such as
VS Code with the extension YAML of Red Hat, completes keys and marks mistakes.
""",
)
_STEPS = (
    ("check{path}", Words("kloppen de regels?", "are the rules sound?")),
    ("test{rules}", Words("geven ze wat er is gepubliceerd?", "do they give what was published?")),
    ("calc{rules}", Words("de tarieven", "the tariffs")),
    ("trace{rules} product=begeleiding", Words("waar een tarief vandaan komt", "where a tariff comes from")),
)
_RENEWED = Words("de schema's in `{folder}` zijn die van deze versie van herleid", "the schemas in `{folder}` are those of this version of herleid")


@command(
    nl="Begin een regelset: een kleine die af is, met uitleg erbij, in een nieuwe map in ./rules.\n\n"
    "De naam is die van de map: kleine letters, cijfers en _, te beginnen met een letter.",
    en="Begin a rule set: a small complete one, explained in Dutch, in a new folder in ./rules.\n\n"
    "The name is that of the folder: lower case letters, digits and _, beginning with a letter.",
)
@click.argument("name", metavar="NAME")
@option(
    "--schemas",
    is_flag=True,
    nl="vernieuw alleen de schema's waar de editor mee rekent, van een regelset die er is (NAME of haar map)",
    en="only renew the schemas that the editor goes by, of a rule set that is there (NAME or its folder)",
)
@rules_option
def init(name: str, schemas: bool, rules: Path | None, lang: str | None) -> int:
    """Make the files, and say how to go on; in Dutch, as the rule set is, unless another language was chosen."""
    language = settings(click.get_current_context()).lang = lang or "nl"
    above = rules or Path("rules")
    if schemas:
        folder = _renewed(name, above)
        output.write(_RENEWED.of(language).format(folder=folder.as_posix()))
        return 0
    folder = _begun(name, above)
    only = rules is None and [each.name for each in above.iterdir() if (each / TOP).exists()] == [name]
    shown = f'"{folder.as_posix()}"' if " " in str(folder) else folder.as_posix()
    where = {"path": "", "rules": ""} if only else {"path": f" {shown}", "rules": f" --rules {shown}"}
    steps = show_rows([(f"  herleid {line.format(**where)}", words.of(language)) for line, words in _STEPS])
    output.write(_BEGUN.of(language).format(folder=folder.as_posix(), steps="\n".join(steps)))
    return 0


def _begun(name: str, above: Path) -> Path:
    """Make a rule set in a folder of its own."""
    folder = above / name
    if not is_name(name):
        raise _no_name(name)
    if inside := next((each for each in (above, *above.resolve().parents) if (each / TOP).exists()), None):
        nl, en = f"`{inside}` is zelf een regelset; kies met `--rules` een map erbuiten", f"`{inside}` is a rule set; choose a folder outside it with `--rules`"
        raise Misuse(nl, en)
    try:
        if folder.is_symlink() or (folder.exists() and not (folder.is_dir() and not any(folder.iterdir()))):
            raise Misuse(f"`{folder}` bestaat al; er is niets gemaakt", f"`{folder}` is there already; nothing was made")
        create(folder, first_files(name))
    except OSError as error:
        raise _unwritten(folder, error) from None
    return folder


def _no_name(name: str) -> Misuse:
    near = as_name(Path(name).name)
    nl = f"`{name}` kan geen naam zijn: kleine letters, cijfers en _, te beginnen met een letter"
    en = f"`{name}` cannot be a name: lower case letters, digits and _, beginning with a letter"
    return Misuse(f"{nl}; bedoelde u `{near}`?", f"{en}; did you mean `{near}`?") if near else Misuse(nl, en)


def _renewed(name: str, above: Path) -> Path:
    """Put the schemas of this engine where a rule set says that its copy is."""
    top = next((each / TOP for each in (above / name, Path(name)) if (each / TOP).is_file()), None)
    if top is None:
        raise Misuse(f"er is geen regelset `{name}`", f"there is no rule set `{name}`")
    try:
        named = named_copy(top.read_text("utf-8-sig"))
        folder = Path(os.path.normpath((top.parent / named["path"]).parent)) if named else top.parent / SCHEMAS
        if not (folder / "rules.schema.json").exists() and not folder.resolve().is_relative_to(top.parent.resolve()):
            raise Misuse(f"in `{folder}` staan geen schema's om te vernieuwen", f"there are no schemas in `{folder}` to renew")
        put(folder, schema_files())
    except (OSError, ValueError) as error:
        raise _unwritten(top.parent, error) from None
    return folder


def _unwritten(folder: Path, error: OSError | ValueError) -> Misuse:
    nl, en = reason_of(error)
    return Misuse(f"in `{folder}` kan niet worden geschreven: {nl}", f"`{folder}` cannot be written in: {en}")
