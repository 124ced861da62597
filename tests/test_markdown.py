"""Markdown that commands write: whatever signs rules hold, a host makes no mention, reference, link, picture, emoji or markup of them."""

from __future__ import annotations

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from engine.reporting.markdown import code_in_table, paragraph, plain_text, sentence
from engine.reporting.report.blocks import Heading, Lines, Table, show_markdown
from tests.support import BASE

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

SIGNS = [
    "@team", "mail@host.example", "#12", "org/repo#12", "!34", "GH-7", "gh-7", "~bug", "%3", "&4", "$x$", "$(x)$",
    "http://evil.example", "https://evil.example/x", "www.evil.example", "mailto:x@y.example", ":tada:", ":+1:",
    "[klik](http://evil.example)", "[klik][1]", "![beeld](http://evil.example/x.png)", "<http://evil.example>", "<img src=x onerror=alert(1)>",
    "<!-- weg -->", "<script>", "</td>", "&lt;b&gt;", "`code`", "``", "a ` b", "**vet**", "_schuin_", "~~weg~~", "a | b", "||", "\\", "\\|",
]  # fmt: skip
"""What a host would make something of."""

STARTS = ["- lijst", "+ lijst", "* lijst", "1. lijst", "2024. lijst", "3) lijst", "# kop", "> citaat", "---", "===", "```", "~~~", "    code", "| a |"]
"""What begins something else at the start of a line."""

HOSTED = re.compile(r"(?<!\w)@\w|(?<!&)#\d|(?i:\bgh-\d)|(?<!\w)[!&%]\d|~[a-z]|\$\w|(?i:https?:(?=//)|www\.|mailto:)|:[a-z_+-][\w+-]+:")
"""What a host looks for in the text that it shows."""


def shown(text):
    """Return the tags and the text of a page, as a host has them before it looks for mentions."""
    html = READER.render(text)
    outside = re.sub(r"<code>.*?</code>", "<code></code>", html, flags=re.DOTALL)  # in code no host looks
    return set(re.findall(r"<(\w+)", html)), unescape(re.sub(r"<[^>]+>", " ", outside))


@pytest.mark.parametrize("sign", SIGNS + STARTS)
def test_a_text_stays_a_text(sign):
    for text in (paragraph(sign), f"a {plain_text(sign)} b", f"- {paragraph(sign)}", f"- {paragraph(f'{sign} en verder')}"):
        tags, words = shown(text)
        assert tags <= {"p", "ul", "li"}, text
        assert not HOSTED.search(words), text
        assert " ".join(sign.split()) in words.replace("\u2060", ""), text


def test_the_name_of_a_judgment_can_be_copied():
    assert plain_text("HR 5 november 2021, ECLI:NL:HR:2021:1452, overweging 3") == "HR 5 november 2021, ECLI:NL:HR:2021:1452, overweging 3"
    assert "\u2060" in plain_text("ECLI:NL:tada:2021:1")
    assert "\u2060" in plain_text(":tada: ECLI:NL:HR:2021:1452")


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sentence_has_no_markup_but_code(sign):
    tags, words = shown(sentence(f"de regel `tarief` zegt {sign} over `uren`"))
    assert tags <= {"p", "code"}
    assert not HOSTED.search(words)


@pytest.mark.parametrize("sign", SIGNS)
def test_code_in_a_table_stays_in_its_cell(sign):
    html = READER.render(f"| a | b |\n|---|---|\n| {code_in_table(sign)} | {plain_text(sign)} |\n")
    assert html.count("<td>") == 2
    assert set(re.findall(r"<(\w+)", html)) <= {"table", "thead", "tbody", "tr", "th", "td", "code"}


@given(st.text(alphabet="ab1 @#!~$%&*_`[]()<>|\\:/.+-=wGH", max_size=30))
def test_no_row_of_signs_becomes_markup(text):
    page = show_markdown([Heading(text, 1), Lines((text, f"{text} b")), Table([["a", "b"], [text, "c"], [text]])])
    tags, words = shown(page)
    assert tags <= {"h1", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "strong", "p"}, page
    assert not re.search(r"(?<!\w)@\w|#\d|https?:(?=//)|www\.", words), page


RULES = """\
dimensions:
  cao: {label: Cao, members: {GGZ: {label: "NASTY"}, JZ: {label: Jeugdzorg}}}
parameters:
  uurloon:
    label: "NASTY"
    unit: EUR/uur
    per: [cao]
    range: [10, 100]
    freedom: vaststaand
    values:
      - {valid_from: 2024-01-01, basis: document, status: concept, source: {ref: bron, at: "NASTY"}, table: {GGZ: 40, JZ: 30}}
formulas:
  tarief: {label: "NASTY", unit: EUR/uur, per: [cao], formula: uurloon * 2, round: {to: 0.01}, source: {ref: bron, at: "NASTY"}}
reports:
  kosten: {label: "NASTY", show: [tarief, cao], note: "NASTY", source: {ref: bron, at: "NASTY"}}
planning:
  plan: {label: "NASTY", date: 2024-01-01, source: {ref: bron, at: "NASTY"}, steps: {start: {label: "NASTY", who: "NASTY", decides: "NASTY"}}}
reactions:
  dank: {label: "NASTY", decision: noted, text: "NASTY", answer: "NASTY", provider: A07}
guardrails:
  grens: {label: "NASTY", approval: "NASTY", max_rise: 1}
checks:
  klopt: {label: "NASTY", that: uurloon < 1, per: [cao]}
"""


@pytest.mark.parametrize(
    "command",
    [("diff", "oud"), ("report", "kosten"), ("report", "planning"), ("report", "consultation"), ("report", "consultation", "--base", "oud"), ("check",)],
    ids=" ".join,
)
@pytest.mark.parametrize("sign", ["@team", "#12", "https://evil.example", "![beeld](http://evil.example/x.png)", "<img src=x>", "a | b", "1. lijst", "**vet**"])
def test_no_command_lets_a_label_become_more_than_text(tmp_path, herleid, command, sign):
    for folder, wage in (("oud", "40"), ("rules", "44")):
        (tmp_path / folder).mkdir()
        disclaimer = f'  result: tarief\n  disclaimer: {{text: "{sign}"}}\n'
        (tmp_path / folder / "ruleset.yaml").write_text(BASE.replace("  result: tarief\n", disclaimer).replace("label: Voorbeeld", f'label: "{sign}"'), "utf-8")
        (tmp_path / folder / "regels.yaml").write_text(RULES.replace("NASTY", sign).replace("GGZ: 40", f"GGZ: {wage}"), "utf-8")
    out = herleid(*command, "--format", "markdown")[1]
    tags, words = shown(out.replace("<br>", " ").partition("-->\n")[2] or out)
    assert tags <= {"h1", "h2", "h3", "h4", "p", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "strong", "em", "code", "br"}, out
    assert not HOSTED.search(words), out
