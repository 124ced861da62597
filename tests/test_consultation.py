"""`reactions:` in rule files, and `herleid report consultation`: the register, the answers and what they did to the tariffs."""

from __future__ import annotations

import json
import shutil
import subprocess
from decimal import Decimal

import pytest
from jsonschema import Draft7Validator

from engine.resources import shipped
from tests.golden import REGIONS, copy_duinrand
from tests.support import problems_of

SCHEMA = json.loads((shipped("schemas") / "output" / "report.schema.json").read_text("utf-8"))

TARIFF = """\
dimensions:
  cao: {label: Cao, members: {GGZ: {}, JZ: {}}}
parameters:
  tarief:
    label: Tarief
    unit: EUR/uur
    per: [cao]
    range: [0, 100]
    freedom: vaststaand
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, table: {GGZ: 80, JZ: 70}}
reactions:
  een:
"""


@pytest.fixture
def regions(tmp_path):
    """Write the made-up region as it is after its consultation, and as it was before; return both folders."""
    after = copy_duinrand(tmp_path)
    shutil.copy(REGIONS / "consultatie" / "duinrand.yaml", after / "duinrand" / "consultatie.yaml")
    before = tmp_path / "eerst"
    shutil.copytree(after, before)
    path = before / "duinrand" / "opslagen.yaml"
    text = path.read_text("utf-8")
    for new, old in (("risico: 2}", "risico: 1}"), ("jeugd: {ZEE: 34.2,", "jeugd: {ZEE: 33,")):
        assert new in text
        text = text.replace(new, old)
    path.write_text(text, "utf-8")
    return after, before


def asked(herleid, *arguments):
    document = json.loads(herleid("report", "consultation", "--format", "json", *arguments)[1])
    assert list(Draft7Validator(SCHEMA).iter_errors(document)) == []
    return document["consultation"]


def by_name(found):
    return {each["name"]: each for each in found["reactions"]}


@pytest.mark.usefixtures("regions")
def test_without_the_rules_as_they_were_an_edit_is_named_with_what_it_was_for(herleid):
    out = herleid("report", "consultation")[1]
    assert "Gewijzigd: Opslag op de loonkosten, Risico" in out
    assert "Gewijzigd: Overhead als opslag op de loonkosten, Jeugd, Zeezorg" in out


@pytest.mark.usefixtures("regions")
def test_the_register_counts_what_was_done(herleid):
    found = asked(herleid)
    assert found["decisions"] == {"adopted": 1, "partly": 1, "rejected": 1, "noted": 1}
    first = by_name(found)["risico_te_laag"]
    assert (first["provider"], first["date"], first["decision"]) == ("A01", "2024-05-24", "adopted")
    assert first["edits"] == [{"rule": "opslagpercentage", "cell": {"opslag": "risico"}}]
    assert first["effects"] is None


def test_the_effect_of_each_reaction_is_what_the_tariffs_moved(regions, herleid):
    _, before = regions
    found = by_name(asked(herleid, "--base", before))
    effects = {name: {tuple(one["cell"].values()): one for one in each["effects"]} for name, each in found.items()}
    assert effects["reistijd"] == effects["bedankt"] == {}
    change = {"rule": "opslagpercentage", "cell": {"opslag": "risico"}, "from": "2024-01-01", "old": "1", "new": "2"}
    assert found["risico_te_laag"]["changes"] == [change]
    cell = ("wandelcoaching", "2024")
    one, two = effects["risico_te_laag"][cell], effects["overhead_zeezorg"][cell]
    moved = Decimal(one["new"]) - Decimal(one["old"])
    assert abs(Decimal(one["amount"]) + Decimal(two["amount"]) - moved) < Decimal("0.01")  # what is left is rounding
    assert Decimal(one["amount"]) > 0
    assert one["beside"] == two["beside"] == []
    assert Decimal(two["amount"]) > 0
    assert ("pont", "2024") not in effects["risico_te_laag"]


def test_the_answers_are_a_page_of_markdown(regions, herleid):
    code, out, _ = herleid("report", "consultation", "--format", "markdown", "--base", regions[1])
    assert code == 0
    assert "### Risico-opslag\n" in out
    assert "- Van: A01, 24 mei 2024\n" in out
    assert r"- Reactie: Een opslag van 1% dekt \*niet\* wat stormvloed kost." in out
    assert "- Besluit: deels overgenomen\n- Gewijzigd: Overhead als opslag op de loonkosten, Jeugd, Zeezorg: 33% → 34,2%\n" in out
    assert "| tarief | was | is | door deze reactie |" in out
    assert f"Vergeleken met {regions[1]}." in out.replace("\\", "")
    assert out.count("door deze reactie") == 2


def test_an_edit_that_was_not_made_is_told(regions, herleid):
    after, _ = regions
    found = by_name(asked(herleid, "--base", after))
    assert found["risico_te_laag"]["missing"] == ["opslagpercentage"]
    assert found["risico_te_laag"]["effects"] == []
    out = herleid("report", "consultation", "--base", after)[1]
    assert "Niet anders dan in de vergeleken regels: Opslag op de loonkosten" in out
    assert "geen van de tarieven is erdoor veranderd" in out


def test_what_cannot_be_told_apart_from_an_edit_is_named(regions, herleid):
    _, before = regions
    path = before / "duinrand" / "opslagen.yaml"
    path.write_text(path.read_text("utf-8").replace("{pnil: 1.5,", "{pnil: 1.4,"), "utf-8")
    found = by_name(asked(herleid, "--base", before))["risico_te_laag"]
    assert {name for each in found["effects"] for name in each["beside"]} == {"opslagpercentage"}
    assert "wat niet te scheiden is: Opslag op de loonkosten" in " ".join(herleid("report", "consultation", "--base", before)[1].split())


def test_the_rules_as_they_were_may_be_a_revision(regions, herleid, tmp_path):
    after, before = regions

    def git(*arguments):
        subprocess.run(["git", "-c", "user.name=x", "-c", "user.email=x@example.org", *arguments], cwd=tmp_path, check=True, capture_output=True)

    now = tmp_path / "straks"
    after.rename(now)
    before.rename(after)
    git("init", "-q")
    git("add", "rules")
    git("commit", "-q", "-m", "eerst")
    shutil.rmtree(after)
    now.rename(after)
    found = by_name(asked(herleid, "--base", "HEAD"))
    assert found["risico_te_laag"]["missing"] == []
    assert found["risico_te_laag"]["effects"]
    code, _, err = herleid("report", "consultation", "--base", "geen", "--lang", "nl")
    assert (code, err) == (2, "herleid: `geen` is geen map, en er is geen revisie `geen`\n")


@pytest.mark.usefixtures("regions")
def test_a_base_is_for_reactions_only(herleid):
    for topic in ("planning", "vervoer"):
        code, out, _ = herleid("report", topic, "--base", "rules", "--lang", "nl")
        assert (code, out) == (2, "")


@pytest.mark.parametrize(
    ("reaction", "codes"),
    [
        ("{label: Te laag, decision: rejected, answer: Nee}", []),
        ("{label: Te laag, decision: rejected}", ["H109"]),
        ("{label: Te laag, decision: partly}", ["H109"]),
        ("{label: Te laag, decision: noted}", []),
        ("{label: Te laag, decision: adopted, answer: Ja, edits: [{rule: tarief, cell: {cao: JZ}}]}", []),
        ("{label: Te laag, decision: adopted, answer: Ja}", ["H109"]),
        ("{label: Te laag, decision: adopted, edits: [{rule: tarief}]}", ["H109"]),
        ("{label: Te laag, decision: rejected, answer: Nee, edits: [{rule: tarief}]}", ["H720"]),
        ("{label: Te laag, decision: noted, edits: [{rule: tarief}]}", ["H720"]),
        ("{label: Te laag, decision: noted, provider: A07}", []),
        ("{label: Te laag, decision: noted, provider: Zeezorg}", ["H104"]),
        ("{label: Te laag, decision: noted, provider: ZEEZORG1}", ["H104"]),
        ("{label: Te laag, decision: noted, date: 2024-07-01}", []),
        ("{label: Te laag, decision: noted, date: 2024-07-02}", ["H326"]),
        ("{label: Te laag, decision: akkoord}", ["H106"]),
        ("{label: Te laag}", ["H102"]),
        ("{label: Te laag, decision: noted, parameter: tarif}", ["H203"]),
        ("{label: Te laag, decision: noted, about: {cao: GZ}}", ["H207"]),
        ("{label: Te laag, decision: noted, about: {caos: GGZ}}", ["H208"]),
        ("{label: Te laag, decision: adopted, answer: Ja, edits: [{rule: tarif}]}", ["H203"]),
        ("{label: Te laag, decision: adopted, answer: Ja, edits: [{rule: tarief, cell: {cao: GZ}}]}", ["H207"]),
        ("{label: Te laag, decision: noted, source: {ref: brom, at: blz. 1}}", ["H209"]),
        ("{label: Te laag, decision: noted, date: gisteren}", ["H105"]),
    ],
)
def test_a_reaction_names_what_is_there(reaction, codes):
    assert [each.code for each in problems_of({"regels.yaml": f"{TARIFF}    {reaction}\n".replace("  een:\n    {", "  een: {")})] == codes


def test_the_printed_counts_of_the_achterhoek_are_there(herleid, tmp_path):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    counts = {}
    for rule in ("reacties", "reagerende_aanbieders", "reacties_totaal"):
        found = json.loads(herleid("calc", rule, "--format", "json")[1])["results"]
        counts[rule] = [each["value"] for each in found]
    assert counts == {
        "reacties": ["163", "43", "34", "30", "16", "33", None],
        "reagerende_aanbieders": ["19", "11", "3", "11", "4", "5", None],
        "reacties_totaal": ["319"],
    }
    register = asked(herleid)
    assert register["decisions"]["adopted"] == len(register["reactions"]) == 4
    assert all(each["text"] is each["provider"] is None and each["source"]["quote"] for each in register["reactions"])
    assert "risico_zonder_innovatie" in [each["name"] for each in json.loads(herleid("find", "innovatie", "--format", "json")[1])["hits"]]


def test_the_register_of_the_achterhoek_says_how_little_it_knows(herleid, tmp_path):
    shutil.copytree(shipped("rules"), tmp_path / "rules")
    found = json.loads(herleid("calc", "reacties_totaal", "--format", "json")[1])["results"][0]
    out = " ".join(herleid("report", "consultation")[1].split())
    assert f"Van de {found['value']} reacties kent het register er {len(asked(herleid)['reactions'])}:" in out
    assert "Dat een reactie erom vroeg, en dat zij geheel is overgenomen, zegt de tekst niet" in out
    assert "Schriftelijke" not in out
    assert "niet geconsulteerd" not in out
    assert "g gegeven: het cijfer is als geheel overgenomen" in out
