"""`herleid diff` as people use it: two folders, the text, volumes, exit codes."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from tests.golden import expect
from tests.support import BASE
from tests.test_attribution import RULES, edited

TOP = Path(__file__).parents[1]


CHANGED = edited(RULES, ("wmo: 40", "wmo: 44"), ("{2024: 0, 2025: 3, 2026: 2}", "{2024: 0, 2025: 3, 2026: 2.5}"))


@pytest.fixture
def folders(tmp_path):
    """Write two rule sets, `oud` and `rules`; a text is `regels.yaml`, a mapping the files."""

    def write(base, head):
        for name, files in (("oud", base), ("rules", head)):
            shutil.rmtree(tmp_path / name, ignore_errors=True)
            (tmp_path / name).mkdir()
            for file, text in {"ruleset.yaml": BASE, **({"regels.yaml": files} if isinstance(files, str) else files)}.items():
                (tmp_path / name / file).write_text(text, "utf-8")

    return write


@pytest.fixture
def diff(folders, herleid):
    """Compare two rule sets with the command, which must be fine; return what it writes."""

    def call(base, head, *arguments):
        folders(base, head)
        code, out, err = herleid("diff", "oud", *arguments)
        assert (code, err) == (0, "")
        return out

    return call


def narrow(text):
    """A text in which columns are one space apart."""
    return "".join(f"{' '.join(line.split())}\n" for line in text.splitlines())


def test_no_difference_is_one_line(diff):
    assert diff(RULES, RULES) == "Van oud naar rules: geen verschil (9 tarieven vergeleken)\n"
    assert diff(RULES, RULES, "--lang", "en") == "From oud to rules: no difference (9 tariffs compared)\n"


def test_a_difference_says_what_was_edited_and_what_moved_by_how_much_and_why(diff):
    assert (
        diff(RULES, CHANGED)
        == """\
Voorbeeld
Van oud naar rules, peildatum 1 juli 2024
5 van de 9 tarieven wijzigen: 5 hoger (van +0,49% tot +3,37%)

Gewijzigd
  overhead (Overhead)
      wmo: 40% -> 44%
      rules/regels.yaml:44, bron: bron, tabel 3
  stijging (Stijging)
      2026: 2% -> 2,5%
      rules/regels.yaml:52, bron: bron, tabel 4

Tarieven
                         was    wordt  verschil
  Begeleiding, 2024  € 45,50  € 46,80   € +1,30  +2,86%  per uur
      +1,3000  overhead   rules/regels.yaml:44  bron
  Begeleiding, 2025  € 46,87  € 48,20   € +1,33  +2,84%  per uur
      +1,3390  overhead   rules/regels.yaml:44  bron
      -0,0090  afronding
  Begeleiding, 2026  € 47,80  € 49,41   € +1,61  +3,37%  per uur
      +1,3691  overhead   rules/regels.yaml:44  bron
      +0,2377  stijging   rules/regels.yaml:52  bron
      +0,0032  afronding
  Behandeling, 2026  € 55,09  € 55,36   € +0,27  +0,49%  per uur
      +0,2700  stijging   rules/regels.yaml:52  bron
  Verblijf, 2026     € 40,97  € 41,17   € +0,20  +0,49%  per uur
      +0,2009  stijging   rules/regels.yaml:52  bron
      -0,0009  afronding

Een oorzaak krijgt het gemiddelde van wat zij toevoegt, over alle volgordes waarin gewijzigd kon worden (Shapley); met de afronding telt dat precies op.

Oorzaken over alle tarieven
            tarieven      van      tot
  overhead         3  +1,3000  +1,3691
  stijging         3  +0,2009  +0,2700
"""
    )


def test_the_same_in_english(diff):
    text = diff(RULES, CHANGED, "--lang", "en")
    assert text.startswith("Voorbeeld\nFrom oud to rules, as of 1 July 2024\n5 of the 9 tariffs change: 5 higher (from +0.49% to +3.37%)\n\nChanged\n")
    assert "\nBegeleiding, 2024 € 45.50 € 46.80 € +1.30 +2.86% per uur\n" in narrow(text)
    assert "A cause gets the mean of what it adds, over all orders in which the changes could have been made (Shapley)" in text


def test_amounts_as_they_are_shown_add_up(diff):
    figures = diff(RULES, CHANGED).split("\n\n")[2].splitlines()[2:]
    left = [cents(line.split("€")[3].split()[0]) if not line.startswith("      ") else -cents(line.split()[0]) for line in figures]
    assert sum(left) == 0
    assert len(left) == 14


def cents(text):
    return round(float(text.replace(",", ".")) * 10_000)


def test_edits_without_figures_are_listed_and_move_nothing(diff):
    text = diff(RULES, edited(RULES, ("status: final", "status: concept"), ("freedom: open", "freedom: vaststaand"), ("at: tabel 8", "at: tabel 9")))
    assert (
        text
        == """\
Voorbeeld
Van oud naar rules, peildatum 1 juli 2024
Geen van de 9 tarieven wijzigt

Gewijzigd
  tarief (Tarief)
      bron: bron, tabel 8 -> bron, tabel 9
      rules/regels.yaml:86, bron: bron, tabel 9
  uurloon (Uurloon)
      status: definitief -> concept (3 cellen)
      eigenschap: freedom: open -> vaststaand
      rules/regels.yaml:20, bron: bron, tabel 1
"""
    )


def test_a_rounding_is_shown_in_the_decimals_of_both_sides(diff):
    text = diff(RULES, edited(RULES, ("round: {to: 0.01}", "round: {to: 1}")))
    assert "\nBegeleiding, 2024 € 45,50 € 46,00 € +0,50 +1,10% per uur\n+0,5000 tarief rules/regels.yaml:80 bron\n" in narrow(text)


def test_percents_are_in_percents(diff):
    rules = RULES.replace("    label: Tarief\n    unit: EUR/uur", '    label: Tarief\n    unit: "%"').replace("round: {to: 0.01}", "round: {to: 0.1}")
    base = rules.replace("formula: kostprijs * factor", "formula: stijging / 2 + overhead")
    text = diff(base, base.replace("wmo: 40", "wmo: 40.25"))
    assert "  Begeleiding, 2024  40,0%  40,3%     +0,3%  +0,75%\n      +0,250%  overhead   rules/regels.yaml:44  bron\n      +0,050%  afronding\n" in text
    found = json.loads(diff(base, base.replace("wmo: 40", "wmo: 40.25"), "--format", "json"))["changes"][0]
    assert (found["old"], found["new"], found["delta"], found["causes"][0]["amount"], found["rounding"]) == ("40.0", "40.3", "0.3", "0.25", "0.05")


def test_figures_that_come_go_and_are_decided_have_no_difference(diff):
    head = edited(
        RULES,
        ("      verblijf: {label: Verblijf, domein: jeugd, soort: gewoon}\n", "      logeren: {label: Logeren, domein: jeugd, soort: gewoon}\n"),
        ("verblijf: {JZ: 1}", "logeren: {JZ: nmb}"),
        ("begeleiding: {GGZ: 1", "begeleiding: {GGZ: nmb"),
    )
    text = diff(RULES, head)
    assert "9 van de 12 tarieven wijzigen: 3 nieuw, 3 vervallen, 3 van of naar nmb\n" in text
    assert "\nBegeleiding, 2024 € 45,50 nmb per uur\n" in narrow(text)
    assert "\nLogeren, 2024 - nmb nieuw per uur\n" in narrow(text)
    assert "\nVerblijf, 2024 € 39,00 - vervallen per uur\n" in narrow(text)
    assert "Shapley" not in text


def test_more_than_fifty_figures_are_cut_to_the_twenty_largest(diff):
    codes = [f"p{at:02}" for at in range(60)]
    members = "".join(f"      {each}: {{label: Product {each}, domein: wmo, soort: gewoon}}\n" for each in codes)
    weights = "".join(f"          {each}: {{GGZ: {1 + at % 7}, VVT: 1}}\n" for at, each in enumerate(codes))
    base = edited(RULES, ("      verblijf: {label", members + "      verblijf: {label"), ("          verblijf: {JZ", weights + "          verblijf: {JZ"))
    text = diff(base, base.replace("GGZ: 40", "GGZ: 44"))
    assert "Tarieven: de 20 grootste wijzigingen van de 186, de grootste eerst\n" in text
    assert text.count("%  per uur\n") == 20
    whole = diff(base, base.replace("GGZ: 40", "GGZ: 44"), "--all")
    assert whole.count("%  per uur\n") == 186
    assert "grootste" not in whole


def test_a_base_without_the_result_makes_everything_new(folders, herleid):
    folders({"ruleset.yaml": BASE.replace("result: tarief", "result: prijs"), "regels.yaml": RULES.replace("tarief", "prijs")}, RULES)
    code, out, _ = herleid("diff", "oud")
    assert code == 0
    assert "9 van de 9 tarieven wijzigen: 9 nieuw\n" in out
    assert "      resultaat: prijs -> tarief\n" in out


def test_exit_codes(folders, herleid):
    folders(RULES, RULES)
    assert herleid("diff", "oud", "--exit-code")[0] == 0
    folders(RULES, CHANGED)
    assert herleid("diff", "oud")[0] == 0
    assert herleid("diff", "oud", "--exit-code")[0] == 1
    folders(RULES, RULES.replace("status: final", "status: concept"))
    assert herleid("diff", "oud", "--exit-code")[0] == 1


@pytest.mark.parametrize("side", ["oud", "rules"])
def test_rules_that_are_not_sound_are_findings_with_nothing_on_stdout(folders, herleid, side):
    wrong = RULES.replace("kostprijs * factor", "kostprijs * faktor")
    folders(wrong if side == "oud" else RULES, wrong if side == "rules" else RULES)
    code, out, err = herleid("diff", "oud")
    assert (code, out) == (1, "")
    assert f"--> {side}/regels.yaml:85:26" in err


def test_a_figure_that_is_missing_now_is_a_finding_and_one_that_was_missing_is_not(folders, herleid):
    gone = RULES.replace("GGZ: 1, VVT: 1", "GGZ: 0, VVT: 0")
    folders(RULES, gone)
    code, out, err = herleid("diff", "oud")
    assert (code, out) == (1, "")
    assert "H601" in err
    folders(gone, RULES)
    code, out, err = herleid("diff", "oud")
    assert (code, err) == (0, "")
    assert "  Begeleiding, 2024  fout  € 45,50              per uur\n" in out


def test_two_folders_of_rule_sets_are_compared_by_the_set_of_the_same_name(herleid, tmp_path):
    for name in ("oud", "nieuw"):
        shutil.copytree(TOP / "rules", tmp_path / name)
    shutil.copytree(TOP / "tests" / "regions" / "duinrand", tmp_path / "oud" / "duinrand")
    shutil.copytree(TOP / "tests" / "regions" / "kust", tmp_path / "oud" / "kust")
    code, out, _ = herleid("diff", "oud", "nieuw")
    assert (code, out) == (0, "Van oud/achterhoek naar nieuw/achterhoek: geen verschil (86 tarieven vergeleken)\n")


def test_another_day_counts_for_both_sides(diff):
    later = "table: {jeugd: 30, wmo: 40}}\n      - {valid_from: 2025-01-01, basis: document, status: final, source: {ref: bron, at: tabel 3}, table: {wmo: 50}}"
    head = RULES.replace("table: {jeugd: 30, wmo: 40}}", later)
    assert "Geen van de 9 tarieven wijzigt" in diff(RULES, head)
    text = diff(RULES, head, "--day", "2025-02-01")
    assert "Van oud naar rules, peildatum 1 februari 2025\n3 van de 9" in text
    assert "      wmo, vanaf 1 januari 2025: 50% (nieuw)\n" in text


def test_a_scenario_is_laid_over_the_later_rules(folders, herleid, tmp_path):
    folders(RULES, RULES)
    (tmp_path / "scenario.yaml").write_text(
        "overlay: {name: hoger, label: Hogere overhead}\nparameters:\n  overhead:\n    values:\n"
        "      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: begroting}, table: {wmo: 44}}\n",
        "utf-8",
    )
    for arguments in (["oud"], []):
        code, out, _ = herleid("diff", *arguments, "--overlay", "scenario.yaml")
        assert code == 0
        assert "  Begeleiding, 2024  € 45,50  € 46,80   € +1,30  +2,86%  per uur\n      +1,3000  overhead   scenario.yaml:5  bron\n" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "noem waarmee vergeleken wordt: een map of een revisie, zoals `main`"),
        (["nergens"], "`nergens` is geen map, en "),
        (["./nergens"], "de map `nergens` bestaat niet"),
        (["oud", "rules", "meer"], "`meer` hoort hier niet"),
        (["oud", "--price-level", "2025"], "`--price-level` hoort bij `--volumes`"),
        (["oud", "--format", "html"], "`--format` kan niet `html` zijn, wel: text, json, markdown"),
    ],
)
def test_misuse_has_its_own_words(folders, herleid, arguments, message):
    folders(RULES, RULES)
    code, out, err = herleid("diff", *arguments, "--lang", "nl")
    assert (code, out) == (2, "")
    assert message in err


def test_the_language_of_the_rules_also_holds_for_what_goes_wrong_before_they_are_read(folders, herleid):
    folders(RULES, RULES)
    assert "is geen map" in herleid("diff", "nergens")[2]


@pytest.mark.slow
def test_one_overhead_figure_of_the_achterhoek(tmp_path, herleid, updating):
    for name in ("oud", "rules"):
        shutil.copytree(TOP / "rules", tmp_path / name)
    file = tmp_path / "rules" / "achterhoek" / "overhead.yaml"
    file.write_text(file.read_text("utf-8").replace("GGZ: 34.2", "GGZ: 35.2"), "utf-8")
    for form, name in (("text", "diff_overhead.txt"), ("markdown", "diff_overhead.md"), ("json", "diff_overhead.json")):
        code, out, _ = herleid("diff", "oud", "--format", form)
        assert code == 0
        expect(name, out, updating)
