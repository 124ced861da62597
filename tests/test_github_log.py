"""On GitHub nothing that rules say orders the runner, in whatever command and form it is shown; the findings of `check` alone do."""

from __future__ import annotations

import json
import re

import pytest

from engine.commands import output
from tests.support import BASE
from tests.test_disclaimers import OVERLAY, asked
from tests.test_disclaimers import RULES as ALL

ORDERS = ["::add-mask::geheim", "  ::error::boem", "##[add-mask]geheim", "uitleg ##[error]boem", "::stop-commands::x", "\u00a0::notice::n"]


def orders(text):
    """Return the lines that the runner would obey: it looks for colons behind white space, and for its older form anywhere."""
    return [line for line in re.split(r"[\r\n]", text) if line.lstrip().startswith("::") or "##[" in line]


@pytest.mark.parametrize("order", ORDERS)
def test_a_line_that_looks_like_an_order_is_shown_and_not_obeyed(order, capsys, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    output.write(f"begin\n{order}\n{order}")
    output.say(order)
    for text in capsys.readouterr():
        assert orders(text) == []
        assert order in text.replace("\u2060", "")


@pytest.mark.parametrize("order", ORDERS)
def test_elsewhere_it_is_written_as_it_is(order, capsys, monkeypatch):
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    output.write(order)
    output.say(order)
    assert capsys.readouterr() == (f"{order}\n", f"{order}\n")


def test_colons_elsewhere_in_a_line_stay_as_they_are(capsys, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    output.write("tabel 3:: artikel 4\n: los\n# kop [1]\n## [kop]\n")
    assert "\u2060" not in capsys.readouterr()[0]


@pytest.mark.parametrize(("name", "question", "form"), [pytest.param(*each, id="-".join(filter(None, (each[0], *each[1], each[2])))) for each in asked()])
def test_no_command_passes_an_order_on(tmp_path, herleid, monkeypatch, name, question, form):
    """Labels, places, notes, units and the disclaimer all are orders."""
    order = "::add-mask::geheim ##[error]boem"
    rules = re.sub(r"label: [\w ]+", f'label: "{order}"', ALL)
    rules = re.sub(r"at: (?:tabel|artikel) ?\d|at: bijlage", f'at: "{order}"', rules).replace("text: Mooi", f'text: "{order}"')
    top = re.sub(r"label: [\w ]+", f'label: "{order}"', BASE).replace("title: Tariefbesluit", f'title: "{order}"')
    top = top.replace("uur: {}", f'uur: {{label: "{order}"}}')
    for folder, wage in (("oud", "41"), ("rules", "40")):
        (tmp_path / folder).mkdir()
        said = f'  result: tarief\n  disclaimer: {{text: "{order}", source: {{ref: bron, at: "{order}"}}}}\n'
        (tmp_path / folder / "ruleset.yaml").write_text(top.replace("  result: tarief\n", said), "utf-8")
        (tmp_path / folder / "regels.yaml").write_text(rules.replace("GGZ: 40", f"GGZ: {wage}"), "utf-8")
    (tmp_path / "eigen.yaml").write_text(OVERLAY.replace("label: Eigen cijfers", f'label: "{order}"'), "utf-8")
    assert herleid("release", "--decision", order, "--output", "besluit.json")[0] == 0
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    code, out, err = herleid(name, *question, *(["--format", form] if form else []))
    assert code in (0, 1)
    assert out
    assert orders(out) == orders(err) == []
    if form == "json":
        assert order in json.dumps(json.loads(out), ensure_ascii=False)


def test_only_the_findings_are_orders(rules, herleid, monkeypatch):
    folder = rules('parameters:\n  "::error::boem": {label: x}\nunits: {}\n')
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    out = herleid("check", "--rules", folder)[1]
    assert out.count("\n::error ") == len(orders(out)) > 0
