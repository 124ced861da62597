"""What the rules say beside a draft stands in every output of every command, for as long as anything in them is one."""

from __future__ import annotations

import json
import re
from xml.etree import ElementTree as ET

import pytest
from click import Context

from engine.commands import COMMANDS
from engine.commands.group import Group
from tests.support import BASE

WORDS = "Aan deze cijfers zijn geen rechten te ontlenen"

RULES = """\
dimensions:
  cao: {label: Cao, members: {GGZ: {label: Geestelijke gezondheidszorg}, JZ: {label: Jeugdzorg}}}
elements:
  opslag: {label: Opslagen, order: 1, covers: {besluit: [a]}}
law:
  besluit: {label: Besluit, jci: "jci1.3:c:BWBR0000001&artikel=1", valid_from: 2024-01-01, elements: {a: overhead}, source: {ref: bron, at: artikel 1}}
parameters:
  uurloon:
    label: Uurloon
    unit: EUR/uur
    per: [cao]
    range: [10, 100]
    freedom: vaststaand
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, table: {GGZ: 40, JZ: 30}}
  overhead:
    label: Overhead
    unit: "%"
    element: opslag
    neutral: 0
    range: [0, 60]
    freedom: suggestie
    values:
      - valid_from: 2024-01-01
        basis: calibrated
        status: concept
        source: {ref: bron, at: tabel 2}
        band: {min: 20, max: 40}
        value: 30
        facts: 20
        solved: {from: {tarief: [{cao: GGZ}]}, interval: [29.9875, 30.0125], given: []}
formulas:
  tarief:
    label: Tarief
    unit: EUR/uur
    per: [cao]
    round: {to: 0.01}
    formula: uurloon * (1 + overhead)
    source: {ref: bron, at: tabel 3}
published:
  - {label: Tarieven, of: tarief, source: {ref: bron, at: tabel 3}, printed_to: 0.01, status: final, table: {GGZ: 52, JZ: 39}}
reports:
  kosten: {label: Kosten, show: [tarief]}
planning:
  plan: {label: Plan, date: 2024-01-01, source: {ref: bron, at: bijlage}, steps: {start: {label: Start}}}
reactions:
  dank: {label: Dank, decision: noted, text: Mooi}
"""

OVERLAY = """\
overlay: {name: eigen, label: Eigen cijfers}
sources:
  opgave: {title: Opgave, publisher: Zorg, date: 2024-01-01, type: decision, url: https://example.org/o, retrieved: 2024-06-01}
parameters:
  overhead:
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: opgave, at: blz. 1}, value: 35}
"""

ASKED = {
    "calc": [[]],
    "test": [[]],
    "trace": [["cao=GGZ"], ["overhead", "--up"]],
    "graph": [[]],
    "find": [["overhead"]],
    "buildup": [["cao=GGZ"], ["--all"]],
    "compare": [["--overlay", "eigen.yaml"]],
    "solve": [["overhead"], ["--all"]],
    "sensitivity": [["cao=GGZ"]],
    "diff": [["oud"]],
    "report": [["kosten"], ["law"], ["planning"], ["consultation"]],
    "release": [["--decision", "college"]],
    "verify": [["besluit.json"]],
    "set": [["uurloon", "cao=GGZ", "41", "--source", "bron", "--at", "tabel 4", "--from", "2024-01-01"]],
}
"""What is asked of each command that tells what figures are or come from."""

SILENT = {
    "check": "says what is wrong, and no figure",
    "explain": "is about problems, not about rules",
    "init": "begins rules that have no disclaimer",
}
"""Commands that say nothing beside a draft, and why."""

NO_ROOM = {("calc", "csv"), ("buildup", "csv"), ("compare", "csv")}
"""Forms that hold figures alone: there it is said on stderr."""


def command(name):
    group = Group("engine.commands", COMMANDS)
    return group.get_command(Context(group), name)


def asked():
    for name, questions in ASKED.items():
        forms = next((each.metavar.split("|") for each in command(name).params if "--format" in each.opts), [None])
        yield from ((name, question, form) for question in questions for form in forms)


@pytest.fixture
def region(tmp_path, herleid):
    def write(status):
        disclaimer = f"  disclaimer: {{text: {WORDS}, source: {{ref: bron, at: voorblad}}}}\n"
        for folder, overhead in (("oud", 29), ("rules", 30)):
            (tmp_path / folder).mkdir()
            (tmp_path / folder / "ruleset.yaml").write_text(BASE.replace("  result: tarief\n", f"  result: tarief\n{disclaimer}"), "utf-8")
            text = RULES.replace("status: concept", f"status: {status}").replace("value: 30", f"value: {overhead}")
            (tmp_path / folder / "regels.yaml").write_text(text, "utf-8")
        (tmp_path / "eigen.yaml").write_text(OVERLAY, "utf-8")
        code, _, err = herleid("release", "--decision", "college", "--output", "besluit.json")
        assert code == 0, err

    return write


def test_every_command_says_it_or_has_a_reason():
    assert {*ASKED, *SILENT} == {*COMMANDS}


@pytest.mark.parametrize(("name", "question", "form"), [pytest.param(*each, id="-".join(filter(None, (each[0], *each[1], each[2])))) for each in asked()])
@pytest.mark.parametrize("status", ["concept", "final"])
def test_what_is_said_beside_a_draft_stands_in_every_form(region, herleid, name, question, form, status):
    region(status)
    code, out, err = herleid(name, *question, *(["--format", form] if form else []))
    assert out, err
    assert code in (0, 1)
    if (name, form) in NO_ROOM:
        assert (f"herleid: Voorbehoud: {WORDS} Bron: Tariefbesluit, voorblad\n" in err) == (status == "concept")
        assert WORDS not in out
        return
    told = re.sub(r"\s*(<br/>|\\n|\s)\s*", " ", " ".join(ET.fromstring(out).itertext()) if form == "svg" else out)  # noqa: S314
    assert (WORDS in told) == (status == "concept"), out
    if form == "json" or name == "release":
        assert (json.loads(out).get("disclaimer", {}).get("text") == WORDS) == (status == "concept")
