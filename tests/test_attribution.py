"""What each cause of a change is worth: against the definition, and exact on random edits of the Achterhoek."""

from __future__ import annotations

import random
from dataclasses import replace
from decimal import Context, Decimal, localcontext
from itertools import permutations
from math import factorial
from pathlib import Path

import pytest

from engine.calculating.calculation import Calculation
from engine.decimals import EXACT, ZERO
from engine.model import Formula, State
from engine.questions.diff.attribution import MOST_PLAYERS, Game, attribute
from engine.questions.diff.difference import compare
from engine.questions.diff.grouping import _together
from engine.reading.loading import load
from engine.reading.trees import FolderTree
from tests.changed_rules import Changer, mixture
from tests.support import BASE, FOLDER, Texts

TOP = Path(__file__).parents[1]
MILLIONTH = Decimal("0.000001")
WIDE = Context(prec=200)

# Rules of all sorts, to be edited: sums over members, an attribute, variants, an ordered dimension and a rule that reads itself.
RULES = """\
dimensions:
  domein: {label: Domein, members: {jeugd: {}, wmo: {}}}
  cao: {label: Cao, members: {GGZ: {}, JZ: {}, VVT: {}}}
  jaar: {label: Jaar, ordered: true, members: {2024: {}, 2025: {}, 2026: {}}}
  product:
    label: Product
    attributes: {domein: domein, soort: [gewoon, zwaar]}
    members:
      begeleiding: {label: Begeleiding, domein: wmo, soort: gewoon}
      behandeling: {label: Behandeling, domein: jeugd, soort: zwaar}
      verblijf: {label: Verblijf, domein: jeugd, soort: gewoon}
parameters:
  uurloon:
    label: Uurloon
    unit: EUR/uur
    per: [cao]
    range: [0, 1000]
    freedom: open
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, table: {GGZ: 40, JZ: 30, VVT: 25}}
  gewicht:
    label: Gewicht van een cao
    unit: "1"
    per: [product, cao]
    default: 0
    range: [0, 100]
    freedom: open
    values:
      - valid_from: 2024-01-01
        basis: document
        status: final
        source: {ref: bron, at: tabel 2}
        table:
          begeleiding: {GGZ: 1, VVT: 1}
          behandeling: {GGZ: 2, JZ: 1}
          verblijf: {JZ: 1}
  overhead:
    label: Overhead
    unit: "%"
    per: [domein]
    range: [0, 100]
    freedom: open
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 3}, table: {jeugd: 30, wmo: 40}}
  stijging:
    label: Stijging
    unit: "%"
    per: [jaar]
    range: [0, 100]
    freedom: open
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 4}, table: {2024: 0, 2025: 3, 2026: 2}}
formulas:
  gemiddeld:
    label: Gemiddeld uurloon
    unit: EUR/uur
    per: [product]
    formula: sum(gewicht * uurloon, over=cao) / sum(gewicht, over=cao)
    source: {ref: bron, at: tabel 5}
  kostprijs:
    label: Kostprijs
    unit: EUR/uur
    per: [product]
    variants:
      - for: {product.soort: gewoon}
        formula: gemiddeld * (1 + overhead)
      - for: {product.soort: zwaar}
        formula: gemiddeld * (1 + overhead) * 1.1
    source: {ref: bron, at: tabel 6}
  factor:
    label: Factor
    unit: "1"
    per: [jaar]
    variants:
      - for: {jaar: "2024"}
        formula: 1 + stijging
      - for: {jaar: ["2025", "2026"]}
        formula: previous(factor, along=jaar) * (1 + stijging)
    source: {ref: bron, at: tabel 7}
  tarief:
    label: Tarief
    unit: EUR/uur
    per: [product, jaar]
    round: {to: 0.01}
    formula: kostprijs * factor
    source: {ref: bron, at: tabel 8}
"""


def read(text, **files):
    loaded = load(Texts({"ruleset.yaml": BASE, "regels.yaml": text, **files}), FOLDER)
    assert loaded.sound, [(each.code, each.fields) for each in loaded.diagnostics]
    return loaded.ruleset


def edited(text, *edits):
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def by_definition(difference, change, players=None):
    """Work out the shares over all orders, each mixture as a rule set of its own; None where a mixture has no figure."""
    players = players or difference.players
    names = [each.name for each in players]
    known = {}

    def figure(chosen):
        if chosen not in known:
            mixed = Calculation(mixture(difference.base.rules, difference.head.rules, players, chosen))
            known[chosen] = (mixed.value if rounded_otherwise(difference) else mixed.unrounded)(change.rule, change.cell)
        return known[chosen]

    total = dict.fromkeys(names, ZERO)
    with localcontext(EXACT):
        for order in permutations(names):
            for at, name in enumerate(order):
                before, after = figure(frozenset(order[:at])), figure(frozenset(order[: at + 1]))
                if isinstance(before, State) or isinstance(after, State):
                    return None
                total[name] += after - before
        return {name: amount / factorial(len(names)) for name, amount in total.items()}


def rounded_otherwise(difference):
    rounds = [getattr(side.rules.rules[side.rules.result], "rounding", None) for side in (difference.base, difference.head)]
    steps = [each and (each.to, each.mode) for each in rounds]
    return steps[0] != steps[1]


def check_closes(difference):
    """The amounts and the rounding are the change, and what is called rounding is no more than rounding."""
    name = difference.head.rules.result
    steps = [rule.rounding.to for side in (difference.base, difference.head) if isinstance(rule := side.rules.rules.get(name), Formula) and rule.rounding]
    with localcontext(WIDE):
        for change in difference.changes:
            if change.delta is None:
                assert not change.causes
                continue
            assert change.delta == change.new - change.old
            assert sum((each.amount for each in change.causes), ZERO) + change.rounding == change.delta
            assert abs(change.rounding) <= max(steps, default=ZERO) + MOST_PLAYERS * MILLIONTH
            assert len(change.causes) <= MOST_PLAYERS


def shares(difference, sign=1):
    """The shares of all changes, without their names: a rename has another name the other way round."""
    with localcontext(WIDE):
        return sorted(
            (str(sign * each.delta), sorted(sign * one.amount for one in each.causes), sign * each.rounding)
            for each in difference.changes
            if each.delta is not None
        )


def check_turns(base, head, difference):
    """The other way round every amount has the other sign."""
    assert shares(compare(head, base), -1) == shares(difference)


def check_by_definition(difference, most=100):
    """Each change with a figure in every mixture has the shares of the definition."""
    compared = 0
    for change in difference.changes[:most]:
        expected = by_definition(difference, change) if change.delta is not None else None
        if expected is None:
            continue
        compared += 1
        assert all(len(each.players) == 1 for each in change.causes)
        found = {each.players[0].name: each.amount for each in change.causes}
        for name, amount in expected.items():
            assert abs(found.get(name, ZERO) - amount) <= MILLIONTH, (change.cell, name)
    return compared


OTHER_DOMAIN = ("begeleiding: {label: Begeleiding, domein: wmo", "begeleiding: {label: Begeleiding, domein: jeugd")
LATER = "\n      - {valid_from: 2025-01-01, basis: document, status: final, source: {ref: bron, at: tabel 3}, table: {jeugd: 33}}"

CASES = {
    "values": [("GGZ: 40", "GGZ: 41"), ("jeugd: 30", "jeugd: 33"), ("2025: 3,", "2025: 4,")],
    "a weight becomes zero": [("GGZ: 1, VVT: 1", "GGZ: 0, VVT: 1"), ("GGZ: 40", "GGZ: 44")],
    "a weight becomes more than zero": [("verblijf: {JZ: 1}", "verblijf: {JZ: 1, VVT: 2}"), ("VVT: 25", "VVT: 27")],
    "a formula, and a value that it reads": [("formula: kostprijs * factor", "formula: kostprijs * factor + kostprijs"), ("wmo: 40", "wmo: 44")],
    "one of several variants": [("* 1.1", "* 1.2"), ("jeugd: 30", "jeugd: 25")],
    "an attribute that leads to another value": [OTHER_DOMAIN, ("jeugd: 30", "jeugd: 35")],
    "an attribute that leads to another variant": [("domein: jeugd, soort: zwaar", "domein: jeugd, soort: gewoon"), ("* 1.1", "* 1.3"), ("GGZ: 40", "GGZ: 42")],
    "an attribute in the place of another": [
        ("attributes: {domein: domein,", "attributes: {stelsel: domein,"),
        ("domein: wmo, soort", "stelsel: wmo, soort"),
        ("domein: jeugd, soort: zwaar", "stelsel: jeugd, soort: zwaar"),
        ("domein: jeugd, soort: gewoon", "stelsel: wmo, soort: gewoon"),
        ("jeugd: 30", "jeugd: 33"),
        ("GGZ: 40", "GGZ: 41"),
    ],
    "a new attribute, and the formula that looks at it": [
        ("soort: [gewoon, zwaar]}", "soort: [gewoon, zwaar], duur: {to: [kort, lang], default: kort}}"),
        ("soort: zwaar}", "soort: zwaar, duur: lang}"),
        ("gemiddeld * (1 + overhead) * 1.1", 'gemiddeld * (1 + overhead) * (1.1 if product.duur == "kort" else 1.3)'),
        ("jeugd: 30", "jeugd: 33"),
    ],
    "a new member of a sum": [
        ("VVT: {}}}", "VVT: {}, SW: {}}}"),
        ("JZ: 30, VVT: 25}", "JZ: 30, VVT: 25, SW: 28}"),
        ("verblijf: {JZ: 1}", "verblijf: {JZ: 1, SW: 3}"),
        ("GGZ: 40", "GGZ: 41"),
    ],
    "a member that goes and one that comes": [
        ("GGZ: {}, JZ: {}, VVT: {}}}", "GGZ: {}, VVT: {}, SW: {}}}"),
        ("JZ: 30, VVT: 25}", "VVT: 25, SW: 28}"),
        ("behandeling: {GGZ: 2, JZ: 1}", "behandeling: {GGZ: 2, SW: 1}"),
        ("verblijf: {JZ: 1}", "verblijf: {VVT: 1, SW: 3}"),
        ("jeugd: 30", "jeugd: 31"),
    ],
    "a new member of a target, and who points to it": [
        ("{jeugd: {}, wmo: {}}", "{jeugd: {}, wmo: {}, lvb: {}}"),
        ("table: {jeugd: 30, wmo: 40}", "table: {jeugd: 30, wmo: 41, lvb: 50}"),
        ("verblijf: {label: Verblijf, domein: jeugd", "verblijf: {label: Verblijf, domein: lvb"),
    ],
    "a value over one more dimension": [
        ("per: [domein]", "per: [domein, jaar]"),
        ("{jeugd: 30, wmo: 40}", "{jeugd: {2024: 30, 2025: 31, 2026: 32}, wmo: {2024: 40, 2025: 40, 2026: 41}}"),
        ("    per: [product]\n    variants", "    per: [product, jaar]\n    variants"),
        ("GGZ: 40", "GGZ: 41"),
    ],
    "a value over one dimension less": [("    per: [domein]\n", ""), ("table: {jeugd: 30, wmo: 40}", "value: 35"), ("GGZ: 40", "GGZ: 41")],
    "a dimension that is gone": [
        ("  domein: {label: Domein, members: {jeugd: {}, wmo: {}}}\n", ""),
        ("attributes: {domein: domein, ", "attributes: {"),
        ("domein: wmo, ", ""),
        ("domein: jeugd, ", ""),
        ("domein: jeugd, ", ""),
        ("    per: [domein]\n", ""),
        ("table: {jeugd: 30, wmo: 40}", "value: 35"),
        ("GGZ: 40", "GGZ: 41"),
        ("2025: 3,", "2025: 4,"),
    ],
    "a value becomes a formula": [
        (
            """  overhead:
    label: Overhead
    unit: "%"
    per: [domein]
    range: [0, 100]
    freedom: open
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 3}, table: {jeugd: 30, wmo: 40}}
""",
            """  opslag:
    label: Opslag
    unit: "%"
    range: [0, 100]
    freedom: open
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 3}, value: 17}
""",
        ),
        ("formulas:\n", 'formulas:\n  overhead: {label: Overhead, unit: "%", per: [domein], formula: opslag * 2, source: {ref: bron, at: tabel 3}}\n'),
        ("GGZ: 40", "GGZ: 41"),
    ],
    "another unit, and the formula with it": [
        ("    unit: EUR/uur\n    per: [cao]", "    unit: EUR/jaar\n    per: [cao]"),
        ("range: [0, 1000]", "range: [0, 100000]"),
        ("table: {GGZ: 40, JZ: 30, VVT: 25}", "table: {GGZ: 75200, JZ: 56000, VVT: 47000}"),
        ("sum(gewicht * uurloon, over=cao)", "sum(gewicht * uurloon, over=cao) / uren"),
        (
            "  gewicht:\n",
            """  uren:
    label: Uren
    unit: uur/jaar
    range: [0, 3000]
    freedom: open
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 9}, value: 1878}
  gewicht:
""",
        ),
        ("jeugd: 30", "jeugd: 31"),
    ],
    "another order of the years": [("{2024: {}, 2025: {}, 2026: {}}", "{2024: {}, 2026: {}, 2025: {}}"), ("2025: 3,", "2025: 5,"), ("GGZ: 40", "GGZ: 41")],
    "a year in between": [
        ("{2024: {}, 2025: {}, 2026: {}}", "{2024: {}, 2024b: {}, 2025: {}, 2026: {}}"),
        ("table: {2024: 0, 2025: 3, 2026: 2}", "table: {2024: 0, 2024b: 1, 2025: 3, 2026: 2}"),
        ('["2025", "2026"]', '["2024b", "2025", "2026"]'),
        ("GGZ: 40", "GGZ: 41"),
    ],
    "another rounding of what is in between": [
        ("    per: [product]\n    formula: sum", "    per: [product]\n    round: {to: 1}\n    formula: sum"),
        ("GGZ: 40", "GGZ: 41"),
    ],
    "another rounding of the figure itself": [("round: {to: 0.01}", "round: {to: 1}"), ("GGZ: 40", "GGZ: 41")],
    "a default": [("default: 0", "default: 0.5"), ("GGZ: 40", "GGZ: 41")],
    "a later value, on a later day": [
        ("table: {jeugd: 30, wmo: 40}}", "table: {jeugd: 30, wmo: 40}}" + LATER),
        ("GGZ: 40", "GGZ: 41"),
    ],
}


@pytest.mark.parametrize("edits", CASES.values(), ids=CASES)
def test_every_cause_has_the_share_of_the_definition(edits):
    base, head = read(RULES), read(edited(RULES, *edits))
    difference = compare(base, head)
    check_closes(difference)
    check_turns(base, head, difference)
    assert 1 <= len(difference.players) <= 5
    apart = [each for each in difference.changes if each.delta is not None and all(len(one.players) == 1 for one in each.causes)]
    assert check_by_definition(difference) == len(apart) > 0


def test_a_later_day_is_a_cause_beside_the_values_of_that_day():
    row = "table: {jeugd: 30, wmo: 40}}"
    base = read(edited(RULES, (row, row + LATER)))
    head = read(edited(RULES, (row, row + LATER.replace("jeugd: 33", "jeugd: 36")), ("GGZ: 40", "GGZ: 41")))
    head = replace(head, day=head.day.replace(year=2025))
    difference = compare(base, head)
    assert [each.name for each in difference.players] == ["day ", "overhead", "uurloon"]
    check_closes(difference)
    check_turns(base, head, difference)
    assert check_by_definition(difference) == len(difference.changes) == 9


def test_rules_that_would_need_each_other_in_a_circle_are_one_cause():
    text = edited(
        RULES,
        ("formula: gemiddeld * (1 + overhead)\n", "formula: gemiddeld * (1 + overhead) + toeslag\n"),
        (
            "formulas:\n",
            "formulas:\n  toeslag: {label: Toeslag, unit: EUR/uur, per: [product], formula: gemiddeld * 0.1, source: {ref: bron, at: tabel 9}}\n",
        ),
    )
    other = edited(
        text,
        ("formula: gemiddeld * (1 + overhead) + toeslag\n", "formula: gemiddeld * (1 + overhead) * 1.1\n"),
        ("formula: gemiddeld * 0.1,", "formula: kostprijs * 0.1,"),
        ("formula: kostprijs * factor", "formula: kostprijs * factor + toeslag * 0"),
        ("GGZ: 40", "GGZ: 41"),
        ("jeugd: 30", "jeugd: 31"),
    )
    base, head = read(text), read(other)
    difference = compare(base, head)
    knot = next(each for each in difference.players if each.knotted)
    assert {"kostprijs", "toeslag"} <= knot.rules
    assert {each.name for each in difference.players} == {knot.name, "overhead", "uurloon", "tarief"} - ({"tarief"} & knot.rules)
    check_closes(difference)
    check_turns(base, head, difference)
    assert check_by_definition(difference) == len(difference.changes)


def test_causes_without_a_figure_one_without_the_other_are_one():
    # With the weights as they are now and the formula as it was, there is nothing to divide by.
    more = ("/ sum(gewicht, over=cao)", "/ (sum(gewicht, over=cao) + 1)")
    base = read(RULES)
    head = read(edited(RULES, ("verblijf: {JZ: 1}", "verblijf: {JZ: 0}"), more, ("GGZ: 40", "GGZ: 41"), ("jeugd: 30", "jeugd: 31")))
    difference = compare(base, head)
    check_closes(difference)
    check_turns(base, head, difference)
    change = next(each for each in difference.changes if each.cell == ("verblijf", "2024"))
    together = [each for each in change.causes if len(each.players) > 1]
    assert [sorted(one.name for one in each.players) for each in together] == [["gemiddeld", "gewicht"]]
    assert {each.players[0].name for each in change.causes} == {"gemiddeld", "uurloon", "overhead"} - {"uurloon"}
    begeleiding = next(each for each in difference.changes if each.cell == ("begeleiding", "2024"))
    assert all(len(each.players) == 1 for each in begeleiding.causes)


def test_what_is_still_to_be_decided_in_between_keeps_causes_together():
    base = read(RULES)
    head = read(edited(RULES, ("wmo: 40", "wmo: nmb"), OTHER_DOMAIN))
    difference = compare(base, head)
    check_closes(difference)
    check_turns(base, head, difference)
    change = next(each for each in difference.changes if each.cell == ("begeleiding", "2024"))
    assert [[one.name for one in each.players] for each in change.causes] == [["dimension product", "overhead"]]


def test_with_more_than_twelve_causes_they_are_grouped_by_element_and_it_says_so():
    names = [f"opslag_{at}" for at in range(14)]
    element = {name: ("loon" if at < 7 else "rest") for at, name in enumerate(names)}
    parameters = "".join(
        f"""  {name}:
    label: {name}
    unit: "%"
    element: {element[name]}
    neutral: 0
    range: [0, 100]
    freedom: open
    values:
      - {{valid_from: 2024-01-01, basis: document, status: final, source: {{ref: bron, at: tabel 3}}, value: 1}}
"""
        for name in names
    )
    text = "elements: {loon: {label: Loon, order: 1}, rest: {label: Rest, order: 2}}\n" + edited(
        RULES, ("  uurloon:\n", parameters + "  uurloon:\n"), ("* 1.1", "* 1.1 * " + " * ".join(f"(1 + {each})" for each in names))
    )
    base, head = read(text), read(text.replace("value: 1}", "value: 2}").replace("GGZ: 40", "GGZ: 41"))
    difference = compare(base, head)
    assert difference.grouping == "element"
    check_closes(difference)
    check_turns(base, head, difference)
    grouped = next(each for each in difference.changes if each.cell == ("behandeling", "2024"))
    assert {each.players[0].name: each.players[0].parts for each in grouped.causes} == {"element loon": 7, "element rest": 7, "uurloon": 1}
    few = next(each for each in difference.changes if each.cell == ("begeleiding", "2024"))
    assert [each.players[0].name for each in few.causes] == ["uurloon"]


@pytest.fixture(scope="module")
def achterhoek():
    rules = load(FolderTree(TOP / "rules", TOP), "achterhoek").ruleset
    return replace(rules, checks={}, published=())


def pair(rules, seed):
    """Two rule sets: at most three edits from the rules as they are, and up to fifteen apart."""
    chance = random.Random(seed)  # noqa: S311  (edits, not secrets)
    base = Changer(rules, chance).make(chance.choice((0, 0, 1, 3)))
    changer = Changer(base, chance)
    changer.count = 500
    return base, changer.make(chance.randint(1, 5 if seed % 5 == 0 else 15))


@pytest.mark.slow
def test_groups_of_causes_have_the_share_of_the_definition(achterhoek):
    compared = 0
    for seed in range(300, 340):
        base, head = pair(achterhoek, seed)
        difference = compare(base, head)
        changes = [each for each in difference.changes if each.delta is not None]
        if len(difference.players) < 4 or not changes:
            continue
        groups = [_together(f"groep {at}", difference.players[at::3], "all") for at in range(3)]
        change = changes[seed % len(changes)]
        expected = by_definition(difference, change, groups)
        if expected is None:
            continue
        rounded = rounded_otherwise(difference)
        ends = [(side.value if rounded else side.unrounded)(change.rule, change.cell) for side in (difference.base, difference.head)]
        found = attribute(Game(difference.base, difference.head, groups), change.rule, change.cell, tuple(ends), rounded)
        amounts = {each.players[0]: each.amount for each in found}
        assert all(abs(amounts.get(name, ZERO) - amount) <= MILLIONTH for name, amount in expected.items()), seed
        compared += 1
    assert compared >= 20


@pytest.mark.slow
@pytest.mark.parametrize("batch", range(10))
def test_200_random_pairs_of_edited_rule_sets_close_exactly(achterhoek, batch):
    for seed in range(batch * 20, batch * 20 + 20):
        base, head = pair(achterhoek, seed)
        difference = compare(base, head)
        check_closes(difference)
        if seed % 8 == 0:
            check_turns(base, head, difference)
        if seed % 20 == 0 and 2 <= len(difference.players) <= 5:
            check_by_definition(difference, 3)
