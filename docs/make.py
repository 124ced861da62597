"""Write the reference of the rule language and the list of problems; run as `python docs/make.py`."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from engine.problems import CATALOGUE  # noqa: E402
from engine.reading.functions import FORMS  # noqa: E402
from engine.reporting.checks.frames import SEVERITIES  # noqa: E402

Schema: TypeAlias = dict[str, Any]

SECTIONS = (
    "ruleset", "units", "elements", "sources", "dimensions", "parameters", "formulas", "published", "checks",
    "reports", "law", "law_exceptions", "guardrails", "planning", "reactions", "overlay",
)  # fmt: skip
KINDS = {"string": "tekst", "number": "getal", "integer": "geheel getal", "boolean": "`true` of `false`", "array": "lijst", "object": "blok"}
STAGES = ("Lezen", "Vorm", "Namen en formules", "Tijd en dekking", "Eenheden", "Samenhang", "Rekenen", "Bronnen en wet")


def schema(name: str) -> Schema:
    """Read a schema by name."""
    return json.loads((ROOT / "schemas" / f"{name}.schema.json").read_text("utf-8"))


def resolved(node: Schema, file: str) -> tuple[Schema, str]:
    """Return a schema with its reference followed, what stands beside the reference going first, and the file it is in."""
    while "$ref" in node:
        name, _, pointer = node["$ref"].partition("#")
        file = name.removesuffix(".schema.json") or file
        target: Schema = schema(file)
        for part in pointer.split("/")[1:]:
            target = target[part]
        node = {**target, **{key: value for key, value in node.items() if key != "$ref"}}
    return node, file


def kind(node: Schema) -> str:
    """Say in words what may be written."""
    if "enum" in node:
        return ", ".join(f"`{each}`" for each in node["enum"])
    if "const" in node:
        return f"`{json.dumps(node['const'])}`"
    types = node.get("type", [])
    return " of ".join(KINDS[each] for each in ([types] if isinstance(types, str) else types)) or "zie de voorbeelden"


def example(node: Schema) -> str:
    """Show the first example of a schema that fits in a table."""
    shown = [json.dumps(each, ensure_ascii=False) for each in node.get("examples", [])]
    return next((f"`{each}`" for each in shown if len(each) <= 60), "")


def rows(node: Schema, file: str, path: str = "", seen: tuple[str, ...] = ()) -> Iterator[str]:
    """Go through the keys of a schema and all below them, a row of a table each."""
    required = set(node.get("required", ()))
    for key, value in node.get("properties", {}).items():
        found, where = resolved(value, file)
        yield row(f"{path}{key}", found, key in required)
        yield from below(found, where, f"{path}{key}", (*seen, key))
    if isinstance(node.get("additionalProperties"), dict):
        found, where = resolved(node["additionalProperties"], file)
        yield row(f"{path}‹naam›", found, required=False)
        yield from below(found, where, f"{path}‹naam›", seen)


def below(node: Schema, file: str, path: str, seen: tuple[str, ...]) -> Iterator[str]:
    """Go through what stands below a key, unless it is a table of tables."""
    if len(seen) != len(set(seen)) or len(seen) > 6 or path.endswith(("table.‹naam›", "facts.‹naam›")):
        return
    if node.get("type") == "array" and isinstance(node.get("items"), dict):
        found, where = resolved(node["items"], file)
        yield from rows(found, where, f"{path}[].", seen)
    else:
        yield from rows(node, file, f"{path}.", seen)


def row(path: str, node: Schema, required: bool) -> str:
    """Return the row of one key."""
    cells = (f"`{path}`", "ja" if required else "", kind(node), node.get("description", node.get("title", "")), example(node))
    return "| " + " | ".join(each.replace("|", "\\|").replace("\n", " ") for each in cells) + " |"


def language() -> str:
    """Return the reference of the rule language."""
    parts = [
        "# De regeltaal",
        (
            "Dit overzicht is gemaakt uit de schema's (`schemas/`), die ook de editor gebruikt; het wordt niet met de hand bijgewerkt "
            "(`python docs/make.py`). Een regelset is een map met een `ruleset.yaml`; alle `*.yaml`-bestanden daaronder horen erbij. "
            "Een bestand mag elk van de onderdelen hieronder bevatten."
        ),
        "In de kolom *sleutel* staat `‹naam›` voor een naam die u zelf kiest en `[]` voor elk element van een lijst.",
    ]
    for name in SECTIONS:
        if (ROOT / "schemas" / f"{name}.schema.json").exists():
            parts += section(name)
    return "\n\n".join([*parts, *formulas()]) + "\n"


def section(name: str) -> list[str]:
    """Return the part about one section of a rule file."""
    found = schema(name)
    node = found["items"] if found.get("type") == "array" else found
    node, file = resolved(node, name)
    head = ["| sleutel | verplicht | waarde | betekenis | voorbeeld |", "| --- | --- | --- | --- | --- |"]
    return [f"## `{name}`: {found['title'].lower()}", found["description"], "\n".join([*head, *rows(node, file)])]


def formulas() -> list[str]:
    """Return the part about formulas, with the functions that the reader knows."""
    return [
        "## Formules",
        (
            "Een formule is één uitdrukking, ook als zij over meer regels loopt. Namen zijn die van parameters en formules. "
            "Bewerkingen zijn `+ - * / **` (een macht heeft een geheel getal), vergelijkingen `< <= > >= == !=`, `and`, `or`, `not` en "
            "`x if voorwaarde else y`. Getallen staan er met een decimale punt. Wat in procenten is opgeschreven telt in een formule als deel van één."
        ),
        (
            "Dimensies gaan vanzelf mee: een formule per `product` mag een waarde per `domein` lezen als elk product zegt in welk domein het valt. "
            'Een dimensie die de formule niet heeft, wordt opgeteld met `sum(…, over=dimensie)` of gekozen met `at(…, dimensie="lid")`.'
        ),
        "| functie | vorm |\n| --- | --- |\n" + "\n".join(f"| `{name}` | `{form}` |" for name, form in FORMS.items()),
    ]


def problems() -> str:
    """Return the list of problems."""
    parts = [
        "# Meldingen",
        (
            "Elke melding van `herleid check` heeft een code. `herleid explain CODE` legt haar uit, met een fout en een goed voorbeeld. "
            "Deze lijst is gemaakt uit dezelfde gegevens (`python docs/make.py`)."
        ),
    ]
    for stage, title in enumerate(STAGES):
        found = [each for each in CATALOGUE.values() if each.code.startswith(f"H{stage}")]
        if found:
            lines = [f"| {each.code} | {SEVERITIES[each.severity].nl} | {each.title.nl} |" for each in found]
            parts += [f"## H{stage}: {title.lower()}", "\n".join(["| code | ernst | wat |", "| --- | --- | --- |", *lines])]
    return "\n\n".join(parts) + "\n"


def coverage() -> str:
    """Return where each thing of the documents of the Achterhoek lives."""
    spec = importlib.util.spec_from_file_location("coverage", ROOT / "docs" / "coverage.py")
    assert spec  # noqa: S101
    assert spec.loader  # noqa: S101
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return str(module.page())


PAGES = {"regeltaal.md": language, "meldingen.md": problems, "coverage.md": coverage}

if __name__ == "__main__":
    for name, make in PAGES.items():
        (ROOT / "docs" / name).write_bytes(make().encode())
