"""Edits are found from what rules mean: layout, order, files and comments say nothing, everything else has its own kind."""

from __future__ import annotations

import random
import re
import shutil
from pathlib import Path

import pytest

from engine.model import State
from engine.questions.diff.difference import compare
from engine.reading.loading import load
from engine.reading.trees import FolderTree
from tests.support import BASE
from tests.test_attribution import RULES, edited, read

TOP = Path(__file__).parents[1]


def kinds(head, base=RULES):
    return [(each.kind, each.subject) for each in compare(read(base), read(head)).edits]


def only(head, base=RULES):
    """Return the one edit that there is."""
    found = compare(read(base), read(head))
    assert len(found.edits) == 1, [each.id for each in found.edits]
    return found.edits[0]


def test_the_same_rules_have_no_edits_and_no_changes():
    found = compare(read(RULES), read(RULES))
    assert (found.edits, found.changes, found.compared) == ((), (), 9)


@pytest.mark.parametrize(
    "edit",
    [
        ("GGZ: 40, JZ: 30, VVT: 25", "VVT: 25.0, GGZ: 40.00, JZ: 30"),
        ("formula: kostprijs * factor", "# wat het wordt\n    formula: >\n      kostprijs\n      *   factor"),
        ("    formula: sum(gewicht * uurloon, over=cao) /", "    formula: sum(gewicht*uurloon,over=cao)/"),
        ('["2025", "2026"]', '["2026", "2025"]'),
        ("members: {GGZ: {}, JZ: {}, VVT: {}}", "members: {VVT: {}, JZ: {}, GGZ: {}}"),
    ],
    ids=["order of cells", "comment and lines", "spaces", "order of a condition", "order of members"],
)
def test_layout_and_order_are_no_edits(edit):
    assert kinds(edited(RULES, edit)) == []


def test_sections_in_other_files_in_another_order_are_no_edits():
    parts = re.split(r"(?m)^(?=\w)", RULES)[1:]
    files = {f"{at}.yaml": part for at, part in enumerate(reversed(parts))}
    assert compare(read(RULES), read(files.pop("0.yaml"), **files)).edits == ()


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        (("GGZ: 40", "GGZ: 41"), ("value", "uurloon")),
        (("GGZ: 40, ", ""), ("value", "uurloon")),
        (("formula: kostprijs * factor", "formula: kostprijs + factor"), ("formula", "tarief")),
        (("* 1.1", "* 1.2"), ("formula", "kostprijs")),
        (("default: 0", "default: 1"), ("default", "gewicht")),
        (("round: {to: 0.01}", "round: {to: 0.1}"), ("round", "tarief")),
        (("round: {to: 0.01}", "round: {to: 0.01, mode: floor}"), ("round", "tarief")),
        (("domein: wmo", "domein: jeugd"), ("attribute", "product")),
        (("{2024: {}, 2025: {}, 2026: {}}", "{2024: {}, 2026: {}, 2025: {}}"), ("order", "jaar")),
        (("JZ: {}, VVT: {}", "JZ: {}, VVT: {}, SW: {}"), ("member_added", "cao")),
        (("range: [0, 1000]", "range: [0, 500]"), ("property", "uurloon")),
        (("freedom: open", "freedom: vaststaand"), ("property", "uurloon")),
        (("basis: document", "basis: benchmark"), ("basis", "uurloon")),
        (("status: final", "status: concept"), ("status", "uurloon")),
        (("at: tabel 1}", "at: tabel 9}"), ("source", "uurloon")),
        (("at: tabel 1}", 'at: tabel 1, quote: "40 euro"}'), ("source", "uurloon")),
        (("at: tabel 8}", "at: tabel 9}"), ("source", "tarief")),
        (("valid_from: 2024-01-01,", "valid_from: 2024-01-01, valid_to: 2024-12-31,"), ("value", "uurloon")),
    ],
)
def test_each_difference_has_its_kind(edit, expected):
    assert kinds(edited(RULES, edit)) == [expected]


def test_more_kinds_at_once_are_listed_those_first_that_can_move_a_figure():
    head = edited(RULES, ("status: final", "status: concept"), ("GGZ: 40", "GGZ: 41"), ("* 1.1", "* 1.2"))
    assert kinds(head) == [("value", "uurloon"), ("formula", "kostprijs"), ("status", "uurloon")]


def test_a_change_of_a_cell_says_which_what_and_from_when():
    change = only(edited(RULES, ("wmo: 40", "wmo: nmb"))).cells[0]
    assert (change.cell, str(change.day), str(change.old), change.new) == (("wmo",), "2024-01-01", "0.40", State.NMB)


def test_a_source_that_was_cited_is_told_with_the_new_value():
    edit = only(edited(RULES, ("GGZ: 40", "GGZ: 41")))
    assert (edit.citation.ref, edit.citation.at) == ("bron", "tabel 1")
    assert (edit.span.file, edit.span.line) == ("regels.yaml", 20)


def test_a_value_with_another_quote_is_one_edit():
    quoted = edited(RULES, ("at: tabel 1}", 'at: tabel 1, quote: "40 euro"}'))
    assert kinds(edited(quoted, ("GGZ: 40, JZ: 30, VVT: 25", "GGZ: 41, JZ: 31, VVT: 26"), ('"40 euro"', '"41 euro"')), quoted) == [("value", "uurloon")]


def test_from_draft_to_final_is_a_change_of_status_without_figures():
    draft = RULES.replace("status: final", "status: concept")
    found = compare(read(draft), read(RULES))
    assert {(each.kind, each.old, each.new) for each in found.edits} == {("status", "concept", "final")}
    assert not found.changes
    assert not found.players


def test_a_value_of_a_new_day_that_rests_on_less_than_the_one_before_is_told():
    later = "      - {valid_from: 2025-01-01, basis: assumption, status: concept, source: {ref: bron, at: tabel 1}, table: {GGZ: 42}}\n"
    head = edited(RULES, ("table: {GGZ: 40, JZ: 30, VVT: 25}}\n", "table: {GGZ: 40, JZ: 30, VVT: 25}}\n" + later))
    found = {(each.kind, each.old, each.new, len(each.cells)) for each in compare(read(RULES), read(head)).edits}
    assert found == {("value", None, None, 1), ("basis", "document", "assumption", 1), ("status", "final", "concept", 1)}
    same = later.replace("assumption", "document").replace("concept", "final")
    assert kinds(head.replace(later, same)) == [("value", "uurloon")]


def test_edits_of_the_same_rule_and_kind_have_names_of_their_own():
    lines = "at: tabel 1}, table: {GGZ: 40}}\n      - {valid_from: 2024-01-01, basis: law, status: final, source: {ref: bron, at: tabel 1}, table: "
    one = edited(RULES, ("at: tabel 1}, table: {GGZ: 40, ", lines + "{"))
    other = one.replace("basis: document, status: final, source: {ref: bron, at: tabel 1}", "basis: cao, status: final, source: {ref: bron, at: tabel 1}")
    other = other.replace("basis: law", "basis: benchmark")
    assert [each.id for each in compare(read(one), read(other)).edits] == ["basis:uurloon", "basis:uurloon#2"]


def test_a_rule_renamed_moved_to_another_file_and_reordered_is_only_renamed():
    block = RULES[RULES.index("  overhead:\n") : RULES.index("  stijging:\n")]
    moved = RULES.replace(block, "").replace("1 + overhead", "1 + opslag")
    found = compare(read(RULES), read(moved, **{"opslag.yaml": "parameters:\n" + block.replace("  overhead:\n", "  opslag:\n    formerly: overhead\n")}))
    assert [(each.kind, each.subject, each.old, each.new) for each in found.edits] == [("renamed", "opslag", "overhead", "opslag")]
    assert not found.changes
    back = compare(read(moved, **{"opslag.yaml": "parameters:\n" + block.replace("  overhead:\n", "  opslag:\n    formerly: overhead\n")}), read(RULES))
    assert [(each.kind, each.subject, each.old, each.new) for each in back.edits] == [("renamed", "overhead", "opslag", "overhead")]
    assert not back.changes


def test_a_renamed_member_keeps_its_figures():
    head = edited(RULES.replace("jeugd", "jeugdhulp"), ("{jeugdhulp: {}", "{jeugdhulp: {formerly: jeugd}"))
    found = compare(read(RULES), read(head))
    assert [(each.kind, each.subject, each.member, each.old) for each in found.edits] == [("member_renamed", "domein", "jeugdhulp", "jeugd")]
    assert not found.changes


def test_without_formerly_another_name_is_another_rule():
    head = RULES.replace("overhead", "opslag")
    assert {("added", "opslag"), ("removed", "overhead")} <= set(kinds(head))


def test_of_two_rules_that_claim_one_former_name_one_has_it():
    head = edited(RULES, ("  overhead:\n", "  opslag:\n    formerly: overhead\n"), ("1 + overhead", "1 + opslag"), ("1 + overhead", "1 + opslag"))
    block = head[head.index("  opslag:\n") : head.index("  stijging:\n")]
    head = edited(head, ("  stijging:\n", block.replace("  opslag:\n", "  toeslag:\n") + "  stijging:\n"), ("* 1.1", "* 1.1 * (1 + toeslag)"))
    found = compare(read(RULES), read(head))
    assert [(each.subject, each.old) for each in found.edits if each.kind == "renamed"] == [("opslag", "overhead")]
    assert [each.subject for each in found.edits if each.kind == "added"] == ["toeslag"]


def test_a_formula_that_only_follows_the_dimensions_of_what_it_reads_was_not_edited():
    head = edited(RULES, ("    per: [domein]\n", ""), ("table: {jeugd: 30, wmo: 40}", "value: 35"))
    assert kinds(head) == [("per", "overhead")]


def test_a_formula_that_finds_its_way_through_a_new_attribute_was_not_edited():
    """The overhead of a product is found through its domain, and from now on through another attribute."""
    head = edited(
        RULES,
        ("attributes: {domein: domein,", "attributes: {stelsel: domein,"),
        ("domein: wmo, soort", "stelsel: wmo, soort"),
        ("domein: jeugd, soort: zwaar", "stelsel: jeugd, soort: zwaar"),
        ("domein: jeugd, soort: gewoon", "stelsel: wmo, soort: gewoon"),
    )
    found = compare(read(RULES), read(head))
    assert {(each.kind, each.subject, each.old) for each in found.edits} == {("attribute", "product", "domein: domein"), ("attribute", "product", "stelsel: -")}
    assert {each.cell[0] for each in found.changes} == {"verblijf"}
    assert all([one.name for cause in each.causes for one in cause.players] == ["dimension product"] for each in found.changes)


def test_a_new_dimension_is_one_edit():
    head = edited(RULES, ("parameters:\n", "  maand: {label: Maand, members: {1: {}, 2: {}}}\nparameters:\n"))
    edit = only(head)
    assert (edit.kind, edit.subject, edit.new) == ("dimension_added", "maand", "1, 2")
    assert only(RULES, head).kind == "dimension_removed"


def test_checks_and_guardrails_count_and_so_do_their_labels():
    check = "checks:\n  hoog: {label: Niet te hoog, that: overhead < 0.5, per: [domein]}\n"
    guardrail = "guardrails:\n  grens: {label: Grens, max_rise: 5, approval: Raad}\n"
    base = RULES + check + guardrail
    other = base.replace("Niet te hoog", "Hooguit de helft").replace("label: Grens", "label: De grens")
    assert kinds(other, base) == [("check", "hoog"), ("guardrail", "grens")]
    assert kinds(base.replace("overhead < 0.5", "overhead<0.50"), base) == []
    edit = only(base.replace("< 0.5", "< 0.9"), base)
    assert (edit.kind, edit.subject, edit.old, edit.new) == ("check", "hoog", "that: overhead < 0.5", "that: overhead < 0.9")
    edit = only(base.replace("max_rise: 5", "max_rise: 50"), base)
    assert (edit.kind, edit.subject, edit.old, edit.new) == ("guardrail", "grens", "max_rise: 5", "max_rise: 50")
    assert only(RULES + check, base).kind == "guardrail"


def test_a_source_that_says_something_else_is_an_edit_of_that_source():
    source = "sources:\n  besluit: {title: Besluit, publisher: Raad, date: 2024-01-01, type: decision, url: https://example.org, retrieved: 2024-06-01}\n"
    base = source + RULES.replace("{ref: bron, at: tabel 3}", "{ref: besluit, at: tabel 3}")
    edit = only(base.replace("type: decision", "type: benchmark"), base)
    assert (edit.kind, edit.subject, edit.old, edit.new) == ("source", "besluit", "type: decision", "type: benchmark")


def test_printed_figures_that_changed_are_an_edit_without_causes():
    printed = (
        "published:\n  - {label: Tarieven, of: tarief, source: {ref: bron, at: tabel 9}, printed_to: 0.01, status: final, table: {begeleiding: {2024: 45.5}}}\n"
    )
    found = compare(read(RULES + printed), read(RULES + printed.replace("45.5", "45.6")))
    assert [(each.kind, each.subject, len(each.cells)) for each in found.edits] == [("published", "tarief", 1)]
    assert not found.players


def test_the_library_is_part_of_the_rules(tmp_path):
    shutil.copytree(TOP / "rules", tmp_path / "rules")
    file = tmp_path / "rules" / "nederland" / "premies.yaml"
    file.write_text(file.read_text("utf-8").replace("value: 7.54", "value: 7.64"), "utf-8")
    base, head = (load(FolderTree(each / "rules", each), "achterhoek").ruleset for each in (TOP, tmp_path))
    assert [(each.kind, each.subject, each.span.file) for each in compare(base, head).edits] == [("value", "aof_hoog", "rules/nederland/premies.yaml")]


def test_a_rule_that_moves_to_a_library_is_the_same_rule():
    block = RULES[RULES.index("  overhead:\n") : RULES.index("  stijging:\n")]
    library = {
        "ruleset.yaml": BASE.replace("  result: tarief\n", "  result: tarief\n  uses: [../landelijk]\n"),
        "../landelijk/ruleset.yaml": "ruleset: {name: landelijk, label: Landelijk, language: nl, currency: EUR, day: 2024-01-01}\n",
        "../landelijk/overhead.yaml": "parameters:\n" + block,
    }
    found = compare(read(RULES), read(RULES.replace(block, ""), **library))
    assert [(each.kind, each.old, each.new) for each in found.edits] == [("ruleset", "uses: -", "uses: ../landelijk")]
    assert found.changes == ()


def test_in_the_achterhoek_other_files_and_another_order_are_no_difference(tmp_path):
    """Every file is cut in blocks of one rule, which are written down in another order in files with other names."""
    chance = random.Random(7)  # noqa: S311  (an order, not a secret)
    for folder in ("achterhoek", "nederland"):
        blocks = []
        for file in sorted((TOP / "rules" / folder).glob("*.yaml")):
            if file.name == "ruleset.yaml":
                (tmp_path / folder).mkdir()
                shutil.copy(file, tmp_path / folder)
                continue
            for section in re.split(r"(?m)^(?=\w)", file.read_text("utf-8"))[1:]:
                head, *parts = re.split(r"(?m)^(?=  [^\s#])", section)
                blocks += [head + each for each in parts]
        chance.shuffle(blocks)
        for at, block in enumerate(blocks):
            (tmp_path / folder / f"deel_{at:03}.yaml").write_text("# verhuisd\n" + block, "utf-8")
    base = load(FolderTree(TOP / "rules", TOP), "achterhoek").ruleset
    head = load(FolderTree(tmp_path, tmp_path), "achterhoek")
    assert [(each.code, each.span, each.fields) for each in head.diagnostics] == []
    found = compare(base, head.ruleset)
    ordered = [each.id for each in found.edits if each.kind == "order"]
    assert [each.id for each in found.edits if each.kind != "order"] == []
    assert ordered == []
    assert not found.changes
