"""The Markdown of `herleid diff`, for a comment at a pull request: short enough, the same every time, and harmless."""

from __future__ import annotations

import re

import pytest

from engine.reporting.diff.markdown import MAX_CHARACTERS, show_diff_markdown
from tests.test_attribution import RULES, edited, read
from tests.test_diff_json import named

NASTY = "| <img src=x onerror=alert(1)> @team #12 ![x](http://evil.example) `code` **vet** GH-7 www.evil.example !3 ~bug $x$ <!-- -->"


def markdown(base, head, language="nl"):
    return show_diff_markdown(named(read(base), read(head)), language)


def rows(text):
    return [[each.strip() for each in re.split(r"(?<!\\)\|", line)[1:-1]] for line in text.splitlines() if line.startswith("|") and not line.startswith("|---")]


def test_no_difference_is_one_line_after_the_mark():
    assert markdown(RULES, RULES) == "<!-- herleid diff voorbeeld -->\nVan oud naar nieuw: geen verschil (9 tarieven vergeleken)\n"


def test_a_tariff_has_a_line_and_its_causes_are_indented_below_it():
    text = markdown(RULES, edited(RULES, ("wmo: 40", "wmo: 44")))
    assert text.startswith("<!-- herleid diff voorbeeld -->\n### Voorbeeld\n\n**3 van de 9 tarieven wijzigen: 3 hoger (van +2,84% tot +2,87%)**\n")
    assert ["**overhead (Overhead)**<br>wmo: 40% -\\> 44%", "`regels.yaml:44`", "bron, tabel 3"] in rows(text)
    assert rows(text)[-6:] == [
        ["Begeleiding, 2025 (per uur)", "€ 46,87", "€ 48,20", "€ +1,33", "+2,84%"],
        ["&emsp;↳ overhead, `regels.yaml:44`, bron", "", "", "+1,3390", ""],
        ["&emsp;↳ afronding", "", "", "-0,0090", ""],
        ["Begeleiding, 2026 (per uur)", "€ 47,80", "€ 49,17", "€ +1,37", "+2,87%"],
        ["&emsp;↳ overhead, `regels.yaml:44`, bron", "", "", "+1,3658", ""],
        ["&emsp;↳ afronding", "", "", "+0,0042", ""],
    ]
    assert "Shapley" in text


def test_it_is_the_same_every_time_and_exists_in_english():
    head = edited(RULES, ("wmo: 40", "wmo: 44"))
    assert markdown(RULES, head) == markdown(RULES, head)
    assert "**3 of the 9 tariffs change: 3 higher (from +2.84% to +2.87%)**" in markdown(RULES, head, "en")


def nasty_rules():
    quoted = NASTY.replace('"', "'")
    base = RULES.replace("label: Overhead", f'label: "{quoted}"').replace("label: Begeleiding", f'label: "{quoted}"').replace("at: tabel 3", f'at: "{quoted}"')
    return base, edited(base, ("wmo: 40", "wmo: 44"))


def test_what_rules_say_stays_text():
    text = markdown(*nasty_rules())
    body = text.partition("\n")[2]
    assert not re.search(r"(?<!\\)<(?!br>)", body)
    assert not re.search(r"@(?=\w)|&#64;(?=\w)", body)
    assert not re.search(r"(?<![&\w])#(?=\d)|\\#(?=\d)", body)
    assert not re.search(r"(?i)https?://|www\.|GH-\d|\\!(?=\d)|\\~(?=\w)|\\\$(?=\w)", body)
    assert all(len(each) in (3, 4, 5) for each in rows(text))
    assert len({len(each) for each in rows(text)}) == 2


def test_a_host_that_reads_entities_finds_no_mention():
    """GitHub looks for mentions in the text that it shows, after entities are characters."""
    from html import unescape

    shown = re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", unescape(markdown(*nasty_rules())))
    assert not re.search(r"@\w", shown)
    assert not re.search(r"#\d", shown.replace("####", ""))
    assert "@\u2060team" in shown


def test_file_names_cannot_break_out_of_their_code():
    head = edited(RULES, ("wmo: 40", "wmo: 44"))
    file = "a|`b`<i>.yaml"
    base = read("units: {}\n", **{file: RULES})
    text = show_diff_markdown(named(base, read("units: {}\n", **{file: head})), "nl")
    assert "`` a\\|`b`<i>.yaml:44 ``" in text
    assert all(len(each) in (3, 5) for each in rows(text))


def large(figures):
    codes = [f"p{at:03}_{'x' * 60}" for at in range(figures)]
    members = "".join(f"      {each}: {{label: Product {each} {'y' * 60}, domein: wmo, soort: gewoon}}\n" for each in codes)
    weights = "".join(f"          {each}: {{GGZ: {1 + at % 7}, VVT: 1}}\n" for at, each in enumerate(codes))
    parameters = "".join(
        f'  opslag_{at}_{"z" * 80}:\n    label: {"w" * 150}\n    unit: "%"\n    range: [0, 100]\n    freedom: open\n    values:\n'
        f"      - {{valid_from: 2024-01-01, basis: document, status: final, source: {{ref: bron, at: {'v' * 100}}}, value: 1}}\n"
        for at in range(11)
    )
    factors = " * ".join(f"(1 + opslag_{at}_{'z' * 80})" for at in range(11))
    return edited(
        RULES,
        ("      verblijf: {label", members + "      verblijf: {label"),
        ("          verblijf: {JZ", weights + "          verblijf: {JZ"),
        ("  uurloon:\n", parameters + "  uurloon:\n"),
        ("formula: kostprijs * factor", f"formula: kostprijs * factor * {factors}"),
    )


@pytest.mark.parametrize(("figures", "shown"), [(10, 39), (13, 48), (60, 20)])
def test_a_long_text_tells_less_of_each_figure_before_it_tells_of_fewer(figures, shown):
    base = large(figures)
    text = markdown(base, base.replace("value: 1}", "value: 2}"))
    assert len(text) <= MAX_CHARACTERS
    figures = [each for each in rows(text) if each[-1].endswith("%") and each[0] != "Tarief"]
    assert len(figures) == min(shown, len(figures)) == shown
    assert ("Alleen de grootste oorzaken staan erbij" in text) == (sum("↳" in each[0] for each in rows(text)) < 11 * shown)


def test_guardrails_stand_first():
    rail = "guardrails:\n  grens: {label: Hooguit 2%, max_rise: 2, approval: Raad @allen}\n"
    text = markdown(RULES + rail, edited(RULES, ("wmo: 40", "wmo: 44")) + rail)
    assert text.index("#### Grenzen") < text.index("#### Gewijzigd")
    assert "- **fout\\[H713\\] grens: Hooguit 2%**\n  - stijgt meer dan 2%: 3\n    - Begeleiding, 2026: € 47,80 -\\> € 49,17 (+2,87%)\n" in text
    assert "  - daarover gaat: Raad &#64;\u2060allen\n" in text
