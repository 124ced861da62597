"""What a change costs in a year: volumes per product and municipality, and what is wrong with them."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from engine.problems import say
from engine.questions.diff.difference import compare
from engine.questions.volumes import budget, newest, read_volumes
from engine.reading.loading import load
from engine.reading.trees import FolderTree
from engine.resources import shipped
from tests.support import BASE
from tests.test_attribution import RULES, edited, read

HEAD = edited(RULES, ("wmo: 40", "wmo: 44"), ("2026: 2}", "2026: 2.5}"))
VOLUMES = """\
product,municipality,volume
begeleiding,Berkelland,1000
behandeling,Berkelland,200.5
begeleiding,Aalten,10
"""


def read_text(text, base=RULES, head=HEAD):
    return read_volumes("volumes.csv", text if isinstance(text, bytes) else text.encode(), read(base), read(head))


def priced(text, base=RULES, head=HEAD, **at):
    difference = compare(read(base), read(head))
    volumes, problems = read_volumes("volumes.csv", text.encode(), difference.base.rules, difference.head.rules)
    assert problems == ()
    return budget(difference, volumes, {**newest(difference), **at})


def test_the_newest_price_level_counts():
    found = priced(VOLUMES)
    assert found.at == {"jaar": "2026"}
    # 47.80 -> 49.41 for an hour of begeleiding, 55.09 -> 55.36 of behandeling.
    assert [(each.municipality, each.old, each.new, each.delta) for each in found.lines] == [
        ("Aalten", Decimal("478.00"), Decimal("494.10"), Decimal("16.10")),
        ("Berkelland", Decimal("58845.545"), Decimal("60509.680"), Decimal("1664.135")),
    ]
    assert found.total.delta == Decimal("1680.235")


def test_a_price_level_that_only_one_side_has_does_not_count():
    head = edited(
        HEAD,
        ("2026: {}}}", "2026: {}, 2027: {}}}"),
        ("2026: 2.5}", "2026: 2.5, 2027: 1}"),
        ('["2025", "2026"]', '["2025", "2026", "2027"]'),
    )
    assert priced(VOLUMES, head=head).at == {"jaar": "2026"}


def test_a_price_level_without_any_figure_does_not_count():
    longer = [("2026: {}}}", "2026: {}, 2027: {}}}"), ('["2025", "2026"]', '["2025", "2026", "2027"]')]
    base = edited(RULES, *longer, ("2026: 2}", "2026: 2, 2027: nmb}"))
    found = priced(VOLUMES, base, edited(HEAD, *longer, ("2026: 2.5}", "2026: 2.5, 2027: nmb}")))
    assert (found.at, found.total.delta) == ({"jaar": "2026"}, Decimal("1680.235"))


def test_another_price_level_can_be_asked_for():
    assert priced(VOLUMES, jaar="2024").total.delta == Decimal("1313.00")


def test_the_causes_add_up_to_the_whole():
    found = priced(VOLUMES)
    assert [each.players[0].name for each in found.causes] == ["overhead", "stijging"]
    assert sum(each.amount for each in found.causes) + found.rounding == found.total.delta
    assert abs(found.rounding) < 10


def test_what_has_no_two_amounts_is_left_out_and_told():
    head = edited(HEAD, ("verblijf: {JZ: 1}", "verblijf: {JZ: nmb}"))
    found = priced(VOLUMES + "verblijf,Aalten,30\nverblijf,Berkelland,12\n", head=head)
    assert [(each.cell, each.volume) for each in found.left_out] == [(("verblijf", "2026"), 42)]
    assert found.total.delta == Decimal("1680.235")


def test_a_product_that_is_gone_is_known_and_left_out():
    head = edited(HEAD, ("      verblijf: {label: Verblijf, domein: jeugd, soort: gewoon}\n", ""), ("          verblijf: {JZ: 1}\n", ""))
    found = priced(VOLUMES + "verblijf,Aalten,30\n", head=head)
    assert [(each.cell, each.new) for each in found.left_out] == [(("verblijf", "2026"), None)]


@pytest.mark.parametrize(
    "text",
    [
        VOLUMES.replace(",", ";"),
        "\ufeff" + VOLUMES,
        VOLUMES.replace("\n", "\r\n"),
        VOLUMES.replace("municipality", "gemeente"),
        "volume,product,municipality\n1000,begeleiding,Berkelland\n200.5,behandeling,Berkelland\n10,begeleiding,Aalten\n",
        VOLUMES + "\n\n",
    ],
    ids=["semicolons", "byte order mark", "line ends", "in Dutch", "other order", "empty lines"],
)
def test_a_file_may_be_written_in_several_ways(text):
    assert priced(text).total.delta == Decimal("1680.235")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (VOLUMES.replace("behandeling", "behandelingen"), [("H207", 3, 1, "behandeling")]),
        (VOLUMES.replace("behandeling", "behandeLing"), [("H207", 3, 1, "behandeling")]),
        (VOLUMES.replace("200.5", "-1"), [("H234", 3, 24, None)]),
        (VOLUMES.replace("200.5", "1.200,5"), [("H011", 3, 1, None)]),
        (VOLUMES.replace(",", ";").replace("200.5", "1.200,5"), [("H234", 3, 24, None)]),
        (VOLUMES.replace("200.5", "1e3"), [("H234", 3, 24, None)]),
        (VOLUMES.replace("200.5", ""), [("H234", 3, 24, None)]),
        (VOLUMES.replace("begeleiding,Aalten", "begeleiding,"), [("H207", 4, 13, None)]),
        (VOLUMES + "begeleiding,Aalten,11\n", [("H308", 5, 13, None)]),
        (VOLUMES.replace("volume", "aantal"), [("H226", 1, 22, None)]),
        (VOLUMES.replace("product,municipality", "product,product"), [("H202", 1, 9, None), ("H227", 1, 1, None)]),
        ("product,volume\nbegeleiding,1\n", [("H227", 1, 1, None)]),
        ("product,municipality,jaar,volume\n", [("H226", 1, 22, None)]),
        ("", [("H011", 1, 1, None)]),
        (b"product,municipality,volume\nbegeleiding,Cura\xe7ao,1\n", [("H001", 2, 1, None)]),
    ],
)
def test_what_is_wrong_has_a_line_and_a_column(text, expected):
    volumes, problems = read_text(text)
    assert volumes is None
    assert [(each.code, each.span.line, each.span.column, each.fields.get("suggestion") or None) for each in problems] == expected
    assert all(say(each, language).text for each in problems for language in ("nl", "en"))


def test_municipalities_are_those_of_the_rules_where_these_have_them():
    known = edited(HEAD, ("dimensions:\n", "dimensions:\n  gemeente: {label: Gemeente, members: {aalten: {label: Aalten}, berkelland: {label: Berkelland}}}\n"))
    volumes, problems = read_text(VOLUMES.replace("Aalten", "Aalte"), RULES, known)
    assert volumes is None
    assert [(each.code, each.fields["suggestion"]) for each in problems] == [("H207", "aalten")]
    by_code = read_text(VOLUMES.replace("Aalten", "aalten").replace("Berkelland", "berkelland"), RULES, known)[0]
    by_label = read_text(VOLUMES.replace("begeleiding,", "Begeleiding,"), RULES, known)[0]
    assert [(each.members, each.municipality) for each in by_label.rows] == [(each.members, each.municipality) for each in by_code.rows]
    twice = read_text(VOLUMES + "begeleiding,aalten,11\n", RULES, known)[1]
    assert [each.code for each in twice] == ["H308"]


PART = """
  deelname:
    label: Deelname
    unit: "1"
    per: [gemeente, domein]
    range: [0, 1]
    freedom: vaststaand
    given: true
    values:
      - valid_from: 2024-01-01
        basis: document
        status: final
        source: {ref: bron, at: x}
        table: {aalten: {jeugd: 0, wmo: 0}, berkelland: {jeugd: 1, wmo: 1}}
"""


def test_a_municipality_buys_nothing_in_which_it_takes_no_part():
    gemeente = "dimensions:\n  gemeente: {label: Gemeente, members: {aalten: {label: Aalten}, berkelland: {label: Berkelland}}}\n"
    known = edited(HEAD, ("dimensions:\n", gemeente), ("parameters:\n", f"parameters:{PART}"))
    volumes, problems = read_text(VOLUMES, RULES, known)
    assert volumes is None
    assert [(each.code, each.span.line, each.fields["municipality"], each.fields["members"]) for each in problems] == [("H235", 4, "Aalten", ("begeleiding",))]
    assert read_text(VOLUMES.replace("Aalten,10", "Aalten,0"), RULES, known)[1] == ()
    open_end = known.replace("aalten: {jeugd: 0, wmo: 0}", 'aalten: {jeugd: 0, wmo: "-"}')
    assert open_end != known
    assert read_text(VOLUMES, RULES, open_end)[1] == ()


def test_oude_ijsselstreek_buys_no_basic_mental_health_care():
    rules = load(FolderTree(shipped("rules"), shipped("rules")), "achterhoek").ruleset
    found = read_volumes("v.csv", b"product,gemeente,volume\nbasis_ggz,Oude IJsselstreek,100\nbasis_ggz,Berkelland,100\n", rules, rules)[1]
    assert [(each.code, each.span.line) for each in found] == [("H235", 2)]


@pytest.fixture
def diff(tmp_path, herleid):
    for name, text in (("oud", RULES), ("rules", HEAD)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "ruleset.yaml").write_text(BASE, "utf-8")
        (tmp_path / name / "regels.yaml").write_text(text, "utf-8")
    (tmp_path / "volumes.csv").write_text(VOLUMES + "verblijf,Aalten,30\n", "utf-8")
    return lambda *arguments: herleid("diff", "oud", *arguments)


def test_the_effect_on_the_budget_is_shown_in_every_form(diff):
    code, out, _ = diff("--volumes", "volumes.csv")
    assert code == 0
    assert out.endswith("""
Budgeteffect per jaar (volumes.csv; tarieven van 2026)
                      was        wordt     verschil
  Aalten       € 1.707,10   € 1.729,20     € +22,10  +1,29%
  Berkelland  € 58.845,55  € 60.509,68  € +1.664,14  +2,83%
  Totaal      € 60.552,65  € 62.238,88  € +1.686,24  +2,78%
      € +1.382,82  overhead
        € +300,22  stijging
          € +3,20  afronding
""")
    out = diff("--volumes", "volumes.csv", "--format", "markdown")[1]
    assert "| Berkelland | € 58.845,55 | € 60.509,68 | € +1.664,14 | +2,83% |\n" in out
    found = json.loads(diff("--volumes", "volumes.csv", "--format", "json")[1])["budget"]
    assert found["at"] == {"jaar": "2026"}
    assert found["total"] == {"old": "60552.645", "new": "62238.88", "delta": "1686.235"}
    assert sum((Decimal(each["amount"]) for each in found["causes"]), Decimal(found["rounding"])) == Decimal("1686.235")


def test_without_volumes_there_is_no_budget(diff):
    assert "Budget" not in diff()[1]
    assert json.loads(diff("--format", "json")[1])["budget"] is None


def test_the_price_level_is_an_option(diff):
    assert "tarieven van 2024)" in diff("--volumes", "volumes.csv", "--price-level", "2024")[1]
    code, out, err = diff("--volumes", "volumes.csv", "--price-level", "2062")
    assert (code, out, err) == (2, "", "herleid: er is geen prijspeil `2062`; bedoelde u `2026`?\n")


def test_volumes_that_cannot_be_used_stop_the_command(diff, tmp_path):
    assert diff("--volumes", "nergens.csv")[::2] == (2, "herleid: het bestand `nergens.csv` bestaat niet\n")
    (tmp_path / "volumes.csv").write_text(VOLUMES.replace("200.5", "-1"), "utf-8")
    code, out, err = diff("--volumes", "volumes.csv")
    assert (code, out) == (1, "")
    assert "--> volumes.csv:3:24" in err


def test_a_result_that_is_no_money_has_no_budget(diff, tmp_path):
    for name in ("oud", "rules"):
        file = tmp_path / name / "ruleset.yaml"
        file.write_text(BASE.replace("result: tarief", "result: factor"), "utf-8")
    code, _, err = diff("--volumes", "volumes.csv")
    assert (code, err) == (2, "herleid: `--volumes` kan niet: het resultaat van deze regels is geen bedrag\n")
