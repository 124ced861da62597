"""In an editor that knows YAML the schemas complete, explain and mark: held against the language server that editors use, and another validator."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from engine.editing.saving import create
from engine.editing.starting import first_files
from engine.problems import CATALOGUE
from engine.reading.documents import read_document
from engine.reading.shape import check_shape
from tests.editor import Editor

pytestmark = pytest.mark.slow

TOP = Path(__file__).parents[1]
RULES = sorted((TOP / "rules").rglob("*.yaml"))
REGIONS = sorted((TOP / "tests" / "regions").rglob("*.yaml"))
SHAPES = sorted((TOP / "tests" / "problems").glob("H1*"))
SETTINGS = json.loads((TOP / ".vscode" / "settings.json").read_text("utf-8"))
MODELINE = "# yaml-language-server: $schema=../../schemas/rules.schema.json\n"

PARAMETER = """\
parameters:
  overhead:
    label: Overhead
    unit: "%"
    range: [0, 60]
    freedom: suggestie
    values:
      - valid_from: 2024-01-01
        basis: document
        status: concept
        source: {ref: bron, at: tabel 1}
        value: 34.2
"""


def tool(name, where):
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not there ({where})")
    return found


# The language server.


@pytest.fixture(scope="module")
def editor():
    server = tool("yaml-language-server", "npm install --ignore-scripts yaml-language-server@2")
    opened = Editor(server, TOP, SETTINGS)
    yield opened
    opened.close()


@pytest.fixture
def page(editor, request):
    """Open a text as a file of the Achterhoek; `|` in it is the place that is pointed at."""

    def opened(text, modeline=MODELINE):
        name = re.sub(r"\W+", "_", f"{request.node.name}_{abs(hash(text))}")
        before, _, _ = f"{modeline}{text}".partition("|")
        uri = editor.open(TOP / "rules" / "achterhoek" / f"{name}.yaml", f"{modeline}{text}".replace("|", ""))
        return uri, before.count("\n"), len(before) - before.rfind("\n") - 1

    return opened


@pytest.fixture
def begun(tmp_path):
    """A rule set as `herleid init` makes it, with the schemas beside it."""
    create(tmp_path / "begin", first_files("begin"))
    return sorted((tmp_path / "begin").glob("*.yaml"))


def test_no_rule_file_is_marked(editor, begun):
    opened = {path: editor.open(path, path.read_text("utf-8")) for path in (*RULES, *REGIONS, *begun)}
    marked = {path.as_posix(): found for path, uri in opened.items() if (found := editor.problems(uri))}
    assert marked == {}
    assert {path.parent.name for path in RULES} == {"achterhoek", "nederland"}


@pytest.mark.parametrize(
    ("text", "offered", "others"),
    [
        ("|", {"sources", "dimensions", "parameters", "formulas", "published", "checks"}, {"label"}),
        ("parameters:\n  overhead:\n    |\n", {"label", "unit", "range", "freedom", "values", "per", "element"}, {"formula", "valid_from"}),
        ("parameters:\n  overhead:\n    values:\n      - |\n", {"valid_from", "basis", "status", "source", "value", "table", "csv"}, {"label"}),
        ("parameters:\n  overhead:\n    values:\n      - source:\n          |\n", {"ref", "at", "quote"}, {"basis"}),
        ("parameters:\n  overhead:\n    freedom: |\n", {"vaststaand", "suggestie", "open"}, {"label"}),
        ("formulas:\n  tarief:\n    |\n", {"label", "unit", "formula", "variants", "round", "source"}, {"range"}),
        ("sources:\n  besluit:\n    type: |\n", {"law", "cao", "decision", "assumption"}, {"concept"}),
    ],
    ids=["file", "parameter", "entry", "source", "freedom", "formula", "type"],
)
def test_what_can_be_written_at_a_place_is_offered(editor, page, text, offered, others):
    found = editor.completions(*page(text)).keys()
    assert offered <= found
    assert not others & found


SNIPPETS = {
    "parameters:\n  |\n": ["een parameter", "een parameter met een tabel"],
    "formulas:\n  |\n": ["een formule"],
    "sources:\n  |\n": ["een bron", "een aanname"],
    "dimensions:\n  |\n": ["een dimensie"],
    "checks:\n  |\n": ["een controle"],
    "published:\n  - |\n": ["een gepubliceerd cijfer"],
    "parameters:\n  overhead:\n    label: x\n    unit: uur\n    range: [0, 1]\n    freedom: open\n    values:\n      - |\n": ["een waarde vanaf een dag"],
}


@pytest.mark.parametrize(("text", "label"), [(text, label) for text, labels in SNIPPETS.items() for label in labels], ids=lambda each: each.split("\n")[0])
def test_a_whole_declaration_is_offered_and_has_the_right_shape(editor, page, text, label):
    uri, line, character = page(text)
    snippet = editor.completions(uri, line, character)[label]
    chosen = re.sub(r"\$\{[0-9]+\|([^,|]*)[^}]*\}", r"\1", snippet)
    filled = re.sub(r"\$\{[0-9]+:([^}]*)\}", r"\1", chosen).replace("\n", "\n" + re.match(" *", text.split("\n")[line - 1])[0])
    document, problems = read_document("regels.yaml", text.replace("|", filled).encode())
    assert problems == ()
    assert check_shape(document, False) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (PARAMETER.replace("    freedom", "    fr|eedom"), "Of een regio van de waarde mag afwijken"),
        (PARAMETER.replace("    label", "    la|bel"), "Wat het getal is, in gewone woorden."),
        (PARAMETER.replace("valid_from", "valid|_from"), "De eerste dag waarop deze waarden gelden."),
        (PARAMETER.replace("parameters", "para|meters"), "De getallen die zijn vastgesteld, met hun herkomst."),
    ],
    ids=["freedom", "label", "valid_from", "parameters"],
)
def test_pointing_at_a_key_explains_it(editor, page, text, told):
    assert told in editor.hover(*page(text))


@pytest.mark.parametrize("modeline", [MODELINE, ""], ids=["modeline", "settings"])
@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [("freedom", "freedm", "freedm"), ("concept", "ontwerp", "ontwerp"), ("2024-01-01", "1-1-2024", "1-1-2024"), ("value: 34.2", "value: x", "x")],
)
def test_a_mistake_is_marked_where_it_is(editor, page, old, new, shown, modeline):
    text = PARAMETER.replace(old, new, 1)
    uri, _, _ = page(text, modeline)
    lines = f"{modeline}{text}".split("\n")
    places = [each["range"] for each in editor.problems(uri)]
    assert shown in [lines[each["start"]["line"]][each["start"]["character"] : each["end"]["character"]] for each in places]


def test_what_is_sound_is_not_marked_without_the_first_line_either(editor, page):
    assert editor.problems(page(PARAMETER, "")[0]) == []


def test_the_settings_lead_to_the_schema_and_leave_the_layout_alone():
    assert all((TOP / path).is_file() for path in SETTINGS["yaml.schemas"])
    assert SETTINGS["yaml.format.enable"] is False
    assert SETTINGS["yaml.schemaStore.enable"] is False, "no schema is fetched"
    recommended = json.loads((TOP / ".vscode" / "extensions.json").read_text("utf-8"))
    assert recommended == {"recommendations": ["redhat.vscode-yaml"]}


# Another validator.


@pytest.fixture(scope="module")
def verdict():
    """Ask another validator about files."""
    command = tool("check-jsonschema", "pip install check-jsonschema")

    def asked(*files):
        schema = TOP / "schemas" / "rules.schema.json"
        done = subprocess.run([command, "--schemafile", schema, "--output-format", "json", *files], capture_output=True, text=True, timeout=120, check=False)
        return json.loads(done.stdout)

    return asked


def test_another_validator_accepts_every_file_that_is_sound(verdict, begun):
    assert verdict(*RULES, *REGIONS, *begun)["status"] == "ok"


@pytest.mark.parametrize("folder", SHAPES, ids=lambda folder: folder.name[:4])
def test_another_validator_refuses_what_has_not_the_right_shape(verdict, folder, tmp_path):
    found = verdict(*sorted(folder.rglob("*.yaml")))
    assert found["status"] == "fail"
    assert found["errors"], "it was read, and does not have the right shape"
    assert not found.get("parse_errors")
    right = tmp_path / "regels.yaml"
    right.write_text(CATALOGUE[folder.name[:4]].right, "utf-8")
    assert verdict(right)["status"] == "ok"
