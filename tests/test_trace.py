"""`herleid trace` as people read it: where a figure comes from, and what rests on it."""

from __future__ import annotations

import re

import pytest

from engine.reporting.branches import COLUMNS
from tests.golden import copy_duinrand, expect


@pytest.fixture
def trace(tmp_path, herleid):
    """Trace in the region Duinrand, and expect an answer."""
    copy_duinrand(tmp_path)

    def call(*arguments):
        code, out, err = herleid("trace", *arguments)
        assert (code, err) == (0, "")
        return out

    return call


@pytest.fixture
def small(rules, herleid):
    """Trace in a small rule set of some parameters, with formulas to add."""

    def call(formulas, *arguments, parameters=""):
        folder = rules(PARAMETERS + parameters + "formulas:\n" + formulas)
        code, out, err = herleid("trace", "--rules", folder, *arguments)
        assert (code, err) == (0, "")
        return out

    return call


PARAMETERS = """\
dimensions:
  soort: {label: Soort, members: {a: {label: Eerste}, b: {label: Tweede}, c: {label: Derde}}}
parameters:
  prijs:
    label: Prijs
    unit: EUR/uur
    range: [0, 100]
    freedom: open
    values: [{valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: artikel 1}, value: 12.5}]
  korting:
    label: Korting
    unit: "%"
    range: [-100, 100]
    freedom: open
    values: [{valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: artikel 2}, value: -20}]
  deel:
    label: Deel
    unit: "%"
    per: [soort]
    range: [0, 100]
    freedom: open
    values: [{valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: artikel 3}, table: {a: 25, b: 0, c: 75}}]
"""


def formula(text, unit="EUR/uur", **more):
    lines = "".join(f"    {key}: {value}\n" for key, value in more.items())
    return f'  tarief:\n    label: Tarief\n    unit: "{unit}"\n{lines}    formula: {text}\n    source: {{ref: bron, at: artikel 9}}\n'


# The whole tree


def test_a_tariff_is_traced_down_to_its_sources(trace, updating):
    expect("trace_strandgroep.txt", trace("product=strandgroep", "prijspeil=2025"), updating)


def test_a_trace_is_there_in_english_too(trace, updating):
    expect("trace_strandgroep_en.txt", trace("product=strandgroep", "prijspeil=2025", "--lang", "en", "--depth", "5"), updating)


def test_a_tariff_that_is_still_to_be_decided_names_what_is_missing(trace, updating):
    expect("trace_zeilkamp.txt", trace("product=zeilkamp", "prijspeil=2026"), updating)


def test_a_given_amount_says_so(trace, updating):
    expect("trace_pont.txt", trace("product=pont", "prijspeil=2025"), updating)


def test_a_calibrated_value_says_from_what(trace, updating):
    expect("trace_onregelmatigheid.txt", trace("onregelmatigheid", "inzet=strandgroep"), updating)


def test_a_value_that_is_not_there_says_so(trace, updating):
    expect("trace_absent.txt", trace("overhead", "domein=wmo", "cao=ZEE"), updating)


def test_a_declared_deviation_stands_at_its_figure(trace):
    out = trace("niet_declarabel_totaal", "inzet=wandelcoach")
    assert "Gepubliceerd als 579 (Tariefonderzoek zorg aan zee, terugkoppeling, Tabel 2), verschil +100" in out
    assert "het totaal 579 is een drukfout" in " ".join(out.split())


def test_the_note_of_a_member_stands_where_it_is_met_first(trace):
    assert trace("product=vuurtoren_wonen", "prijspeil=2025").count("Wonen bij de vuurtoren: Heette tot 2023 Wonen aan de haven.") == 1


def test_a_step_is_told_once_and_referred_to_afterwards(trace):
    out = trace("product=strandgroep", "prijspeil=2025")
    assert len(re.findall(r"[├└] 6  Cliënten per professional", out)) == 2
    assert out.count("Cliënten per professional · Strandgroep 'De Zandkorrel' (zie hierboven)") == 1
    assert out.count("Groepsgrootte strandgroep: 6") == 1


def test_depth_cuts_the_tree_and_counts_what_is_left_out(trace):
    out = trace("product=wandelcoaching", "prijspeil=2024", "--depth", "1")
    assert "  └ … nog 55 stappen hieronder\n" in out
    assert "Kostprijs, prijspeil 2024" not in out
    assert "… nog" in trace("product=wandelcoaching", "prijspeil=2024", "--depth", "0")


def test_lines_fit_the_width(trace):
    out = trace("product=strandgroep", "prijspeil=2025")
    longest = max(out.splitlines(), key=len)
    assert len(longest) <= COLUMNS, longest


def test_a_figure_of_another_day_has_the_values_of_that_day(tmp_path, herleid):
    copy_duinrand(tmp_path)
    code, out, _ = herleid("trace", "eindejaarsuitkering", "cao=DUI", "--day", "2023-06-01")
    assert code == 0
    assert out.startswith("Eindejaarsuitkering · Duinwelzijn: 6,5%\n")
    assert "artikel 4.2" in out


# Formulas with their numbers


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("prijs * (1 - korting)", "€ 12,50 × (1 - (-20%)) = € 15,00"),
        ("(prijs + prijs) / 2", "(€ 12,50 + € 12,50) / 2 = € 12,50"),
        ("prijs - (prijs - prijs)", "€ 12,50 - (€ 12,50 - € 12,50) = € 12,50"),
        ("prijs - prijs + prijs", "€ 12,50 - € 12,50 + € 12,50 = € 12,50"),
        ("prijs / (2 * 5)", "€ 12,50 / (2 × 5) = € 1,25"),
        ("prijs * (1 + korting) ** 2", "€ 12,50 × (1 + (-20%))^2 = € 8,00"),
        ("-(-prijs)", "-(-€ 12,50) = € 12,50"),
        ("max(prijs, prijs / 2)", "max(€ 12,50; € 12,50 / 2) = € 12,50"),
        ("round(prijs / 3, 0.05 * prijs / prijs * prijs / 12.5)", "round(€ 12,50 / 3; 0,05 × € 12,50 / € 12,50 × € 12,50 / 12,5) = € 4,15"),
        ("prijs if korting < 0 else prijs * 2", "€ 12,50 [want -20% < 0] = € 12,50"),
        ("prijs * 2 if korting >= 0 else prijs", "€ 12,50 [want -20% < 0] = € 12,50"),
        ("(prijs if korting < 0 and prijs > prijs / 2 else prijs) * 2", "(€ 12,50 [want -20% < 0 en € 12,50 > € 12,50 / 2]) × 2 = € 25,00"),
    ],
)
def test_a_formula_is_filled_in_with_brackets_where_they_are_needed(small, text, filled):
    assert f"│ = {filled}\n" in small(formula(text), "tarief")


def test_a_comma_separates_in_english(small):
    assert "│ = max(€ 12.50, € 12.50 / 2) = € 12.50\n" in small(formula("max(prijs, prijs / 2)"), "tarief", "--lang", "en")


def test_a_sum_shows_a_line_for_each_term_and_folds_those_that_are_zero(small):
    out = small(formula("sum(deel * prijs, over=soort) * 2"), "tarief")
    assert (
        "│ = sum(deel * prijs, over=soort) * 2\n"
        "│ = € 12,50 × 2 = € 25,00\n"
        "│ € 12,50 is de som over soort:\n"
        "│   Eerste  25% × € 12,50 = € 3,13\n"
        "│   Derde   75% × € 12,50 = € 9,38\n"
        "│   en 1 term die nul is\n"
    ) in out


def test_a_sum_of_nothing_but_zeros_only_counts_them(small):
    out = small(formula("sum(deel * 0 * prijs, over=soort)"), "tarief")
    assert "│ = sum(deel * 0 * prijs, over=soort)\n│   en 3 termen die nul zijn\n" in out


def test_a_product_over_members_stands_on_one_line(small):
    assert "│ = € 12,50 × 25% × 0% × 75% = € 0\n" in small(formula("prijs * prod(deel, over=soort)"), "tarief")


def test_the_condition_of_a_member_is_told_by_its_label(small):
    out = small(formula('prijs if soort == "b" else prijs * 2', per="[soort]"), "tarief", "soort=c")
    assert "│ = € 12,50 × 2 [want soort is niet Tweede] = € 25,00\n" in out


def test_rounding_shows_what_was_rounded(small):
    out = small(formula("prijs / 3", round="{to: 0.01}"), "tarief")
    assert "│ = € 12,50 / 3 = € 4,1666…, afgerond op € 4,17\n" in out


# What rests on a figure


def test_what_rests_on_a_value_is_a_tree_upward_with_the_results_last(trace, updating):
    expect("trace_up_overhead.txt", trace("--up", "overhead", "domein=jeugd", "cao=ZEE"), updating)


def test_a_value_that_does_not_count_has_nothing_upon_it(trace):
    # Nobody by the lighthouse works under the other cao, so its salary makes no difference there.
    out = trace("--up", "bruto_loon", "inzet=vuurtoren", "cao=ZEE", "niveau=MBO")
    assert "Geen cijfer waarop deze regels antwoord geven rust hierop." in out


def test_what_rests_on_a_whole_rule(trace):
    out = trace("--up", "premiepercentage")
    assert "9 van de 15 cijfers van `tarief` rusten hierop." in out
    assert "Daarvan nog te bepalen: 3." in out


def test_the_result_itself_has_what_reads_it_upon_it(trace):
    out = trace("--up", "tarief", "product=pont", "prijspeil=2024")
    assert "└ € 33.600 tot € 69.100  Uitgaven aan de pont sinds 2024 (2 cijfers)" in out


# What cannot be traced


def test_more_than_one_cell_lists_what_can_be_chosen(tmp_path, herleid):
    copy_duinrand(tmp_path)
    assert herleid("trace", "prijspeil=2025", "product=pont", "product=zeilkamp") == (
        2,
        "",
        "herleid: dit zijn 2 cijfers van `tarief`; kies er een met:\n  product=pont      Vervoer met de pont\n  product=zeilkamp  Zeilkamp\n",
    )


def test_an_unknown_rule_or_depth_is_misuse(tmp_path, herleid):
    copy_duinrand(tmp_path)
    code, out, err = herleid("trace", "tarif", "product=pont")
    assert (code, out) == (2, "")
    assert "bedoelde u `tarief`?" in err
    code, out, err = herleid("trace", "--lang", "nl", "product=pont", "--depth", "-1")
    assert (code, out, err) == (2, "", "herleid: `--depth` is een heel getal vanaf 0, niet `-1`\n")


def test_what_is_wrong_in_the_rules_is_a_finding(rules, herleid):
    folder = rules(PARAMETERS + "formulas:\n" + formula("prijs * nergens"))
    code, out, err = herleid("trace", "--rules", folder, "tarief")
    assert (code, out) == (1, "")
    assert "H203" in err


def test_a_figure_that_cannot_be_computed_is_a_finding(rules, herleid):
    folder = rules(PARAMETERS + "formulas:\n" + formula("prijs / (korting - korting)"))
    code, out, err = herleid("trace", "--rules", folder, "tarief")
    assert (code, out) == (1, "")
    assert "H601" in err


# Long chains


@pytest.mark.slow
def test_a_chain_of_two_thousand_rules_is_traced(rules, herleid):
    steps = "".join(
        f"  stap_{at}:\n    label: Stap {at}\n    unit: EUR/uur\n    formula: {previous}\n    source: {{ref: bron, at: a}}\n" for at, previous in chain(2000)
    )
    folder = rules(PARAMETERS + "formulas:\n" + steps + formula("stap_1999"))
    code, out, _ = herleid("trace", "--rules", folder, "tarief")
    assert code == 0
    assert "Stap 0" in out
    assert out.count("(zie onder)") == out.count("\n\n€ 12,50 per uur") - 1
    assert max(map(len, out.splitlines())) <= COLUMNS
    code, out, _ = herleid("trace", "--rules", folder, "--up", "stap_0")
    assert (code, "Stap 1999" in out) == (0, True)


def chain(length):
    return [(at, f"stap_{at - 1}" if at else "prijs") for at in range(length)]
