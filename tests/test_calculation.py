"""What rules mean: rule text in, figures out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from engine.calculating.calculation import Calculation
from engine.calculating.derivation import Derivation
from engine.model import State
from engine.reading.loading import load
from tests.support import BASE, FOLDER, Texts

DIMENSIONS = """
dimensions:
  jaar: {label: Jaar, ordered: true, members: {2024: {}, 2025: {}, 2026: {}}}
  domein: {label: Domein, members: {jeugd: {}, wmo: {}}}
  product:
    label: Product
    attributes: {domein: domein, soort: {to: [a, b], default: a}}
    members:
      groep: {domein: jeugd}
      individueel: {domein: wmo, soort: b}
"""

PROVENANCE = "valid_from: 2024-01-01, basis: document, status: concept, source: {ref: bron, at: p. 1}"


def parameter(name, values, per="", unit='"1"', more="range: [-1000000, unlimited]"):
    entry = values if values.startswith("- ") else f"- {{{PROVENANCE}, {values}}}"
    return f"  {name}: {{label: {name}, unit: {unit}, freedom: open, per: [{per}], {more}, values: [{entry.removeprefix('- ')}]}}\n"


def formula(text, per="", unit='"1"', more=""):
    return f"  tarief: {{label: Tarief, unit: {unit}, per: [{per}], formula: '{text}', source: {{ref: bron, at: p. 2}}{more}}}\n"


def calculation(parameters="", formulas="", **options):
    text = DIMENSIONS + (f"parameters:\n{parameters}" if parameters else "") + f"formulas:\n{formulas}"
    loaded = load(Texts({"ruleset.yaml": BASE, "regels.yaml": text}), FOLDER)
    assert loaded.diagnostics == ()
    return Calculation(loaded.ruleset, **options)


def tarief(*arguments, cell=(), **options):
    return calculation(*arguments, **options).value("tarief", cell)


def test_numbers_are_decimals_from_the_text():
    assert tarief(parameter("a", "value: 0.1"), formula("a + 0.2")) == Decimal("0.3")


def test_percent_is_written_in_percents_and_computed_as_a_ratio():
    assert tarief(parameter("opslag", "value: 34.2", unit='"%"'), formula("100 * (1 + opslag)")) == Decimal("134.2")


@pytest.mark.parametrize(("amount", "rounded"), [("87.245", "87.25"), ("-87.245", "-87.25"), ("87.2449999", "87.24"), ("0.005", "0.01"), ("-0.001", "0")])
def test_half_up_is_away_from_zero(amount, rounded):
    found = tarief(parameter("a", f"value: {amount}"), formula("a", more=", round: {to: 0.01}"))
    assert found == Decimal(rounded)
    assert not (found == 0 and found.is_signed())


def test_a_tie_is_a_tie_after_dividing_and_multiplying_back():
    assert tarief(parameter("a", "value: 0.005"), formula("a / 3 * 3", more=", round: {to: 0.01}")) == Decimal("0.01")


def test_rounding_happens_only_where_a_rule_says_so():
    kept = calculation(parameter("a", "value: 10"), formula("a / 3", more=", round: {to: 0.01}"))
    assert kept.value("tarief", ()) == Decimal("3.33")
    assert str(kept.unrounded("tarief", ())) == "3." + "3" * 33


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2 ** 3 - -1", "9"),
        ("2 ** -2", "0.25"),
        ("-2 ** 2", "-4"),
        ("10 - 4 - 3", "3"),
        ("12 / 2 / 3", "2"),
        ("min(3, 1, 2) + max(3, 1, 2)", "4"),
        ("round(7, 2)", "8"),
        ("floor(-1.5)", "-2"),
        ("ceil(1.2, 0.5)", "1.5"),
        ("abs(-3)", "3"),
        ("1 if 2 > 1 else 1 / 0", "1"),
        ("1 if 1 < 2 < 2 else 0", "0"),
        ("1 if not 1 == 2 and (1 > 2 or 2 >= 2) else 0", "1"),
    ],
)
def test_operators(text, value):
    assert tarief("", formula(text)) == Decimal(value)


def test_several_lines_are_one_expression():
    lines = "  tarief:\n    label: T\n    unit: '1'\n    source: {ref: bron, at: x}\n    formula: |\n      1\n      + 2\n"
    assert tarief("", lines) == 3


def test_dimensions_broadcast_by_name():
    of_product = parameter("a", "table: {groep: 1, individueel: 2}", "product")
    of_jaar = parameter("b", "table: {2024: 10, 2025: 20, 2026: 30}", "jaar")
    found = calculation(of_product + of_jaar, formula("a * b", "product, jaar"))
    assert [found.value("tarief", cell) for cell in found.cells("tarief")] == [10, 20, 30, 20, 40, 60]


def test_a_value_per_domain_is_found_through_the_product():
    given = parameter("opslag", "table: {jeugd: 10, wmo: 20}", "domein")
    found = calculation(given, formula("opslag", "product"))
    assert [found.value("tarief", cell) for cell in found.cells("tarief")] == [10, 20]


def test_a_value_per_domain_is_found_inside_a_sum_over_products():
    given = parameter("opslag", "table: {jeugd: 10, wmo: 20}", "domein") + parameter("aantal", "table: {groep: 3, individueel: 5}", "product")
    assert tarief(given, formula("sum(aantal * opslag, over=product)")) == 130


def test_a_share_of_a_total_reads_its_own_and_all():
    given = parameter("aantal", "table: {groep: 1, individueel: 3}", "product")
    assert tarief(given, formula("aantal / sum(aantal, over=product)", "product"), cell=("groep",)) == Decimal("0.25")


def test_at_picks_a_member_or_follows_an_attribute():
    given = parameter("opslag", "table: {jeugd: 10, wmo: 20}", "domein")
    assert tarief(given, formula('at(opslag, domein="wmo")')) == 20
    assert tarief(given, formula("at(opslag, domein=product.domein)", "product"), cell=("individueel",)) == 20


def test_kinds_of_members_have_their_own_formula():
    variants = (
        "  tarief: {label: T, unit: '1', per: [product], source: {ref: bron, at: x}, "
        "variants: [{for: {product.soort: a}, formula: 1}, {for: {product: individueel}, formula: 2}]}\n"
    )
    found = calculation("", variants)
    assert [found.value("tarief", cell) for cell in found.cells("tarief")] == [1, 2]


def test_a_rule_may_read_its_own_previous_value():
    index = parameter("index", "table: {2024: 0, 2025: 50, 2026: 100}", "jaar", unit='"%"')
    variants = (
        "  tarief: {label: T, unit: '1', per: [jaar], source: {ref: bron, at: x}, variants: "
        "[{for: {jaar: 2024}, formula: 10}, {for: {jaar: [2025, 2026]}, formula: 'previous(tarief, along=jaar) * (1 + index)'}]}\n"
    )
    found = calculation(index, variants)
    assert [found.value("tarief", cell) for cell in found.cells("tarief")] == [10, 15, 30]
    assert [each[1] for each in Derivation(found).reads(("tarief", ("2026",)))] == [("2025",), ("2026",)]


@pytest.mark.parametrize(("function", "values"), [("cumsum", [1, 3, 6]), ("cumprod", [1, 2, 6])])
def test_running_totals(function, values):
    given = parameter("a", "table: {2024: 1, 2025: 2, 2026: 3}", "jaar")
    found = calculation(given, formula(f"{function}(a, along=jaar)", "jaar"))
    assert [found.value("tarief", cell) for cell in found.cells("tarief")] == values


@pytest.mark.parametrize(
    ("text", "value"),
    [("a + 1", State.NMB), ("0 * a", 0), ("1 if 1 > 2 else a", State.NMB), ("a if 1 > 2 else 1", 1), ("1 if a > 1 else 2", State.NMB)],
)
def test_nmb_passes_through_everything_but_an_exact_zero_and_the_branch_not_taken(text, value):
    assert tarief(parameter("a", "value: nmb"), formula(text)) == value


def test_an_absent_cell_stays_absent_and_a_default_fills_it():
    sparse = parameter("a", "table: {groep: '-'}", "product")
    assert tarief(sparse, formula("a", "product"), cell=("groep",)) is State.ABSENT
    filled = parameter("a", "table: {groep: 1}", "product", more="default: 7, range: [0, 10]")
    assert tarief(filled, formula("a", "product"), cell=("individueel",)) == 7


def test_an_open_top_is_above_every_number_and_no_number_itself():
    top = parameter("top", "value: unlimited")
    assert tarief(top, formula("min(5, top)")) == 5
    assert tarief(top, formula("1 if top > 1000000 else 0")) == 1
    assert tarief(top, formula("top + 1")) is State.FAILED


@pytest.mark.parametrize("text", ["1 / 0", "0 ** -1", "round(1, 0)"])
def test_what_cannot_be_computed_has_failed(text):
    assert tarief("", formula(text)) is State.FAILED


TWO_YEARS = (
    "  a:\n    label: a\n    unit: '1'\n    per: [product]\n    freedom: open\n    range: [0, 10]\n    values:\n"
    "      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: x}, table: {groep: 1, individueel: 2}}\n"
    "      - {valid_from: 2025-01-01, valid_to: 2025-12-31, basis: document, status: concept, source: {ref: bron, at: p. 3}, table: {groep: 3}}\n"
)


@pytest.mark.parametrize(
    ("day", "groep", "individueel"),
    [
        ("2023-12-31", State.ABSENT, State.ABSENT),
        ("2024-01-01", 1, 2),
        ("2024-12-31", 1, 2),
        ("2025-01-01", 3, 2),
        ("2025-12-31", 3, 2),
        ("2026-01-01", State.ABSENT, 2),
    ],
)
def test_what_is_in_force_is_decided_cell_by_cell(day, groep, individueel):
    found = calculation(TWO_YEARS, formula("a", "product"), day=date.fromisoformat(day))
    assert [found.value("tarief", (each,)) for each in ("groep", "individueel")] == [groep, individueel]


def test_a_figure_rests_on_the_weakest_basis_and_the_least_settled_status_below_it():
    found = Derivation(calculation(TWO_YEARS, formula("sum(a, over=product)"), day=date(2025, 6, 1)))
    assert (found.footing("tarief", ()).basis, found.footing("tarief", ()).status) == ("document", "concept")
    assert found.footing("a", ("individueel",)).status == "final"


def test_what_a_zero_wipes_out_is_not_rested_on():
    given = parameter("gewicht", "table: {groep: 1, individueel: 0}", "product") + parameter("a", "table: {groep: 5, individueel: '-'}", "product")
    found = Derivation(calculation(given, formula("sum(gewicht * a, over=product)")))
    assert found.step("tarief", ()).value == 5
    assert found.reads(("tarief", ())) == [("gewicht", ("groep",)), ("a", ("groep",))]


def test_a_chain_of_two_thousand_rules_is_computed():
    steps = "".join(
        f"  s{i}: {{label: s, unit: '1', formula: {f's{i - 1} + 1' if i else 1}, source: {{ref: bron, at: x}}}}\n" for i in range(2000)
    )
    found = calculation("", steps + formula("s1999"))
    assert found.value("tarief", ()) == 2000
    assert Derivation(found).footing("tarief", ()).basis == "definition"
