"""Guardrails: how much figures may change at once, which values need a decision, and who may approve."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from engine.problems import say
from engine.questions.diff.difference import compare
from engine.questions.guardrails import findings, hold
from engine.reporting.diff.text import show_diff
from tests.support import BASE, problems_of
from tests.test_attribution import RULES, edited, read
from tests.test_diff_json import data, named


def rail(text, name="grens"):
    return f"guardrails:\n  {name}: {{label: Een grens, approval: Raad, {text}}}\n"


def broken(base, head):
    return hold(compare(read(base), read(head))).breaches


UP = edited(RULES, ("wmo: 40", "wmo: 44"))


@pytest.mark.parametrize(("limit", "count"), [("2.8", 3), ("2.85", 2), ("2.87", 0), ("5", 0), ("0", 3)])
def test_a_rise_above_the_limit_is_found(limit, count):
    assert len(broken(RULES + rail(f"max_rise: {limit}"), UP + rail(f"max_rise: {limit}"))) == count


def test_a_figure_at_the_limit_is_within_it():
    base, head = (edited(RULES, ("    round: {to: 0.01}\n", ""), ("wmo: 40", f"wmo: {each}")) for each in ("25", "50"))
    assert broken(base + rail("max_rise: 20"), head + rail("max_rise: 20")) == ()
    assert len(broken(base + rail("max_rise: 19.999999999"), head + rail("max_rise: 19.999999999"))) == 3


def test_a_fall_is_something_else_than_a_rise():
    found = broken(UP + rail("max_fall: 1"), RULES + rail("max_fall: 1"))
    assert [each.code for each in found] == ["H714"] * 3
    assert all(each.percent < 0 for each in found)
    assert broken(UP + rail("max_rise: 1"), RULES + rail("max_rise: 1")) == ()


def test_those_that_changed_most_come_first():
    found = broken(RULES + rail("max_rise: 0"), UP + rail("max_rise: 0"))
    assert [each.cell[1] for each in found] == ["2026", "2024", "2025"]
    assert found[0].shown == Decimal("2.87")


def test_what_is_shown_is_always_over_the_limit():
    head = edited(RULES, ("wmo: 40", "wmo: 40.0002"), ("    round: {to: 0.01}\n", ""))
    found = broken(edited(RULES, ("    round: {to: 0.01}\n", "")) + rail("max_rise: 0.0001"), head + rail("max_rise: 0.0001"))
    assert [str(each.shown) for each in found] == ["0.000143"] * 3


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (rail("max_rise: 2"), rail("max_rise: 50")),
        (rail("max_rise: 2"), ""),
        ("", rail("max_rise: 2")),
        (rail("max_rise: 50"), rail("max_rise: 2")),
        (rail("max_rise: 2"), rail("max_fall: 2")),
        (rail("max_rise: 2"), rail("max_rise: 2, rule: stijging")),
        (rail("max_rise: 2"), rail("max_rise: 2", name="andere")),
    ],
    ids=["widened", "taken out", "new", "narrowed", "turned", "about something else", "renamed"],
)
def test_a_change_cannot_lift_the_guardrail_it_is_held_against(before, after):
    found = broken(RULES + before, UP + after)
    assert {each.cell for each in found} == {("begeleiding", "2024"), ("begeleiding", "2025"), ("begeleiding", "2026")}
    assert {each.limit for each in found} == {2}


def test_another_rule_than_the_result_can_be_guarded():
    found = broken(RULES + rail("max_rise: 5, rule: overhead"), UP + rail("max_rise: 5, rule: overhead"))
    assert [(each.rule, each.cell, each.percent) for each in found] == [("overhead", ("wmo",), 10)]


def test_from_nothing_is_more_than_any_percentage():
    base, head = edited(RULES, ("2024: 0,", "2024: 0,")), edited(RULES, ("2024: 0,", "2024: 1,"))
    guarded = rail("max_rise: 500, rule: stijging")
    difference = compare(read(base + guarded), read(head + guarded))
    assert [(each.cell, each.percent) for each in hold(difference).breaches] == [(("2024",), None)]
    message = say(next(findings(difference, hold(difference))), "nl")
    assert message.text == "stijging boven de grens van 500%, tot ∞%, bij `stijging[jaar=2024]`: Een grens"
    assert message.help == "daarover gaat: Raad"


def test_what_has_no_two_numbers_is_not_held_against_a_guardrail():
    head = edited(RULES, ("begeleiding: {GGZ: 1", "begeleiding: {GGZ: nmb"), ("VVT: {}}}", "VVT: {}, SW: {}}}"))
    assert broken(RULES + rail("max_rise: 0"), head + rail("max_rise: 0")) == ()


def test_a_breach_is_exit_code_1_with_who_may_approve(tmp_path, herleid):
    for name, text in (("oud", RULES), ("rules", UP)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ruleset.yaml").write_text(BASE, "utf-8")
        (tmp_path / name / "regels.yaml").write_text(text + rail("max_rise: 2.85"), "utf-8")
    code, out, err = herleid("diff", "oud")
    assert (code, err) == (1, "")
    assert out.endswith(
        "\nGrenzen\n  fout[H713] grens: Een grens\n      stijgt meer dan 2,85%: 2\n"
        "        Begeleiding, 2026: € 47,80 -> € 49,17 (+2,87%)\n        Begeleiding, 2024: € 45,50 -> € 46,80 (+2,86%)\n"
        "      daarover gaat: Raad\n      rules/regels.yaml:88\n"
    )
    document = json.loads(herleid("diff", "oud", "--format", "json")[1])
    assert [(each["code"], each["guardrail"], each["approval"], each["cell"]["jaar"], each["limit"]) for each in document["guardrails"]] == [
        ("H713", "grens", "Raad", "2026", "2.85"),
        ("H713", "grens", "Raad", "2024", "2.85"),
    ]
    assert document["guardrails"][0]["percent"].startswith("2.8661087866")


# What has another name, and nobody said so.

SAME_LABEL = [("begeleiding", "ondersteuning")]
"""The product has another code, and the same label."""


def renamed(text, *pairs):
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def test_a_product_with_another_code_and_the_same_label_is_held_against_the_guardrail():
    found = hold(compare(read(RULES + rail("max_rise: 2.85")), read(renamed(UP, *SAME_LABEL) + rail("max_rise: 2.85"))))
    assert [(each.cell, each.old, each.new) for each in found.breaches] == [
        (("ondersteuning", "2026"), Decimal("47.80"), Decimal("49.17")),
        (("ondersteuning", "2024"), Decimal("45.50"), Decimal("46.80")),
    ]
    assert (found.loose, found.apart) == ((), 0)


def test_so_is_one_with_another_label_and_the_same_figures():
    labels = ("label: Begeleiding", "label: Ondersteuning")
    found = hold(compare(read(RULES + rail("max_rise: 2.85")), read(renamed(UP, *SAME_LABEL, labels) + rail("max_rise: 2.85"))))
    assert [each.cell for each in found.breaches] == [("ondersteuning", "2026"), ("ondersteuning", "2024")]


def test_with_formerly_it_is_the_same():
    said = renamed(UP, *SAME_LABEL).replace("ondersteuning: {label", "ondersteuning: {formerly: begeleiding, label")
    difference = compare(read(RULES + rail("max_rise: 2.85")), read(said + rail("max_rise: 2.85")))
    assert [each.cell for each in hold(difference).breaches] == [("ondersteuning", "2026"), ("ondersteuning", "2024")]
    assert difference.lookalikes == ()


def test_a_product_that_is_really_another_is_counted_as_one_no_guardrail_says_anything_of():
    other = renamed(UP, *SAME_LABEL, ("label: Begeleiding", "label: Vervoer"), ("ondersteuning: {GGZ: 1, VVT: 1}", "ondersteuning: {GGZ: 5}"))
    found = hold(compare(read(RULES + rail("max_rise: 1")), read(other + rail("max_rise: 1"))))
    assert (found.breaches, found.loose, found.apart) == ((), (), 6)


ON_TOP = """\
  hoger:
    label: Hoger tarief
    unit: EUR/uur
    per: [product, jaar]
    formula: tarief * 3
    source: {ref: bron, at: tabel 9}
"""


@pytest.mark.parametrize(
    ("edits", "result", "why"),
    [
        ([("  tarief:\n", "  prijs:\n"), ("label: Tarief", "label: Prijs"), ("kostprijs * factor", "kostprijs * factor * 3")], "prijs", "result"),
        ([("  tarief:\n", ON_TOP + "  tarief:\n")], "hoger", "result"),
        ([("per: [product, jaar]", "per: [jaar, product]")], "tarief", "dimensions"),
    ],
    ids=["another rule", "one on top of it", "another order"],
)
def test_a_result_that_cannot_be_compared_is_no_way_past_the_guardrail(edits, result, why):
    head = read(edited(RULES, *edits) + rail("max_rise: 2"), **{"ruleset.yaml": BASE.replace("result: tarief", f"result: {result}")})
    difference = compare(read(RULES + rail("max_rise: 2")), head)
    found = hold(difference)
    assert [(each.rule, each.why) for each in found.loose] == [("tarief", why)]
    assert not found.sound
    assert [each.code for each in findings(difference, found)] == ["H718"]


def test_a_result_with_another_name_and_the_same_formula_is_held():
    head = edited(RULES, ("  tarief:\n", "  prijs:\n"), ("wmo: 40", "wmo: 44")) + rail("max_rise: 2.85")
    found = hold(compare(read(RULES + rail("max_rise: 2.85")), read(head, **{"ruleset.yaml": BASE.replace("result: tarief", "result: prijs")})))
    assert [(each.rule, each.cell) for each in found.breaches] == [("prijs", ("begeleiding", "2026")), ("prijs", ("begeleiding", "2024"))]


def test_a_guarded_rule_that_is_gone_cannot_be_held():
    head = edited(RULES, ("gemiddeld * (1 + overhead)\n      - for", "gemiddeld * 1.4\n      - for"), ("gemiddeld * (1 + overhead) * 1.1", "gemiddeld * 1.5"))
    block = head[head.index("  overhead:\n") : head.index("  stijging:\n")]
    found = hold(compare(read(RULES + rail("max_rise: 5, rule: overhead")), read(head.replace(block, ""))))
    assert [(each.rule, each.why) for each in found.loose] == [("overhead", "gone")]


def test_new_rules_have_nothing_to_be_held_against():
    assert hold(compare(read(RULES), read(edited(RULES, ("  tarief:\n", ON_TOP + "  tarief:\n")) + rail("max_rise: 5, rule: hoger")))).sound


def test_what_looks_renamed_is_told_with_the_line_that_says_so(tmp_path, herleid):
    for name, text in (("oud", RULES), ("rules", renamed(UP, *SAME_LABEL))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ruleset.yaml").write_text(BASE, "utf-8")
        (tmp_path / name / "regels.yaml").write_text(text + rail("max_rise: 2.85"), "utf-8")
    code, out, _ = herleid("diff", "oud")
    assert code == 1
    assert (
        "\nLijkt alleen hernoemd\n  begeleiding -> ondersteuning (Product): hetzelfde label, Begeleiding\n"
        "      met `formerly: begeleiding` bij `ondersteuning` worden zij als één vergeleken  rules/regels.yaml:9\n"
    ) in out
    assert "fout[H713] grens: Een grens\n      stijgt meer dan 2,85%: 2\n" in out
    text = herleid("diff", "oud", "--format", "markdown")[1]
    assert "- **begeleiding -\\> ondersteuning (Product): hetzelfde label, Begeleiding**\n  - met `formerly: begeleiding` bij `ondersteuning` worden" in text
    assert "with `formerly: begeleiding` at `ondersteuning` they are compared as one" in herleid("diff", "oud", "--lang", "en")[1]
    document = json.loads(herleid("diff", "oud", "--format", "json")[1])
    assert document["lookalikes"] == [
        {"dimension": "product", "old": "begeleiding", "new": "ondersteuning", "same": "label", "file": "rules/regels.yaml", "line": 9}
    ]
    assert document["not_held"] == {"figures": 0, "guardrails": []}


# Values that need a decision.

STUDY = """\
sources:
  onderzoek: {title: Onderzoek, publisher: Bureau, date: 2024-02-01, type: benchmark, url: https://example.org/o, retrieved: 2024-06-01}
"""


def decided(values):
    return f"""\
{STUDY}
parameters:
  tarief:
    label: Tarief
    unit: EUR/uur
    range: [0, 100]
    freedom: open
    values:
{values}
guardrails:
  besluit: {{label: Hierover wordt besloten, needs_decision: [tarief], approval: Raad}}
"""


def entry(day, ref, value, until=""):
    return f"      - {{valid_from: {day},{until} basis: document, status: final, source: {{ref: {ref}, at: tabel 1}}, value: {value}}}\n"


@pytest.mark.parametrize(
    ("values", "lines"),
    [
        (entry("2024-01-01", "bron", 40), []),
        (entry("2024-01-01", "onderzoek", 40), [11]),
        (entry("2020-01-01", "onderzoek", 38) + entry("2024-01-01", "bron", 40), []),
        (entry("2024-01-01", "bron", 40) + entry("2030-01-01", "onderzoek", 50), [12]),
    ],
    ids=["decided", "studied", "no longer in force", "not yet in force"],
)
def test_values_from_the_day_of_calculation_on_need_a_decision(values, lines):
    found = problems_of({"regels.yaml": decided(values)})
    assert [each.span.line for each in found if each.code == "H712"] == lines
    assert {each.code for each in found} <= {"H712", "H704", "H312"}


def test_a_definition_without_a_source_is_no_decision():
    values = "      - {valid_from: 2024-01-01, basis: definition, status: final, value: 40}\n"
    found = [each for each in problems_of({"regels.yaml": decided(values)}) if each.code == "H712"]
    assert [each.span.line for each in found] == [11]
    assert say(found[0], "nl").label is None


# What a guardrail can say.


def codes(text):
    return sorted((each.code, each.span.line) for each in problems_of({"regels.yaml": RULES + text}))


LINE = len(RULES.splitlines()) + 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (rail("max_rise: 5, max_fall: 3"), []),
        (rail("max_rise: 5, rule: tarif"), [("H203", LINE)]),
        (rail("needs_decision: [overhed]"), [("H203", LINE)]),
        (rail("needs_decision: [tarief]"), [("H203", LINE)]),
        (rail("max_rise: -1"), [("H104", LINE)]),
        (rail("max_rise: 5%"), [("H101", LINE)]),
        (rail("max_stijging: 5"), [("H103", LINE), ("H108", LINE)]),
        (rail("rule: tarief"), [("H108", LINE)]),
        (rail("forbidden_statuses: [draft]"), [("H106", LINE)]),
        ("guardrails: {grens: {label: Grens, max_rise: 5}}\n", [("H102", LINE - 1)]),
        (rail("max_rise: 5, source: {ref: nergens, at: tabel 1}"), [("H209", LINE)]),
        ("guardrails:\n  g: {label: A, approval: B, max_rise: 1}\n  g: {label: A, approval: B, max_rise: 1}\n", [("H002", LINE + 1)]),
    ],
)
def test_a_guardrail_that_is_badly_written_is_told(text, expected):
    assert codes(text) == expected


# A change does not lift what asked for a decision either.

NEEDED = "guardrails:\n  besluit: {label: Hierover wordt besloten, needs_decision: [overhead], approval: Raad}\n"
UNDECIDED = STUDY + edited(RULES, ("wmo: 40", "wmo: 44"), ("ref: bron, at: tabel 3", "ref: onderzoek, at: tabel 3"))


@pytest.mark.parametrize("after", ["", NEEDED.replace("[overhead]", "[stijging]"), NEEDED.replace("  besluit:", "  ander:").replace("overhead", "stijging")])
def test_a_value_needs_the_decision_that_was_asked_for_before(after):
    difference = compare(read(STUDY + RULES + NEEDED), read(UNDECIDED + after))
    found = hold(difference)
    assert [(each.code, each.guardrail.name, each.rule, each.why, each.span.line) for each in found.loose] == [("H712", "besluit", "overhead", "decision", 46)]
    assert not found.sound
    assert [each.code for each in findings(difference, found)] == ["H712"]
    told = named(difference.base.rules, difference.head.rules)
    assert "  fout[H712] besluit: Hierover wordt besloten\n      een waarde van overhead heeft geen besluit als bron\n" in show_diff(told, "nl")
    assert [each["why"] for each in data(difference.base.rules, difference.head.rules)["not_held"]["guardrails"]] == ["decision"]


def test_what_still_asks_for_it_is_told_by_check_and_what_lacked_it_before_is_no_change():
    assert hold(compare(read(STUDY + RULES + NEEDED), read(UNDECIDED + NEEDED))).sound
    assert hold(compare(read(UNDECIDED + NEEDED), read(UNDECIDED))).sound
    assert hold(compare(read(STUDY + RULES + NEEDED), read(STUDY + RULES))).sound
