"""`herleid release` and `herleid verify`: tariffs laid down in a file, and whether the rules still give them."""

from __future__ import annotations

import json
from contextlib import suppress
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.reading.receipts import SOURCE_KEYS, NotAReceipt, read_receipt
from tests.golden import copy_duinrand
from tests.support import BASE

TOP = Path(__file__).parents[1]
SCHEMAS = TOP / "schemas" / "output"

RULES = """\
dimensions:
  cao: {label: Cao, members: {GGZ: {label: Geestelijke gezondheidszorg}, JZ: {label: Jeugdzorg}}}
parameters:
  uurloon:
    label: Uurloon
    unit: EUR/uur
    per: [cao]
    range: [10, 100]
    freedom: vaststaand
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, table: {GGZ: 40, JZ: 30}}
  overhead:
    label: Overhead
    unit: "%"
    range: [0, 60]
    freedom: suggestie
    values:
      - {valid_from: 2024-01-01, basis: document, status: concept, source: {ref: bron, at: tabel 2}, value: 33.333}
formulas:
  tarief:
    label: Tarief
    unit: EUR/uur
    per: [cao]
    round: {to: 0.01}
    formula: uurloon * (1 + overhead)
    source: {ref: bron, at: tabel 3}
published:
  - {label: Tarieven, of: tarief, source: {ref: bron, at: tabel 3}, printed_to: 0.01, status: final, table: {GGZ: 53.33, JZ: 40.00}}
"""


@pytest.fixture
def released(tmp_path, rules, herleid):
    """Write rules and lay them down; return the folder of the rules and the file."""
    folder = rules(RULES)
    receipt = tmp_path / "besluit.json"
    assert herleid("release", "--rules", folder, "--decision", "college 19 november", "--output", receipt) == (0, "", "")
    return folder, receipt


def described(document, name):
    jsonschema.validate(document, json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8")), jsonschema.Draft7Validator)


def edited(folder, old, new):
    path = folder / "regels.yaml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_receipt_holds_the_figures_the_decision_and_what_they_follow_from(released):
    document = json.loads(released[1].read_text("utf-8"))
    described(document, "receipt")
    assert document["decision"] == {"text": "college 19 november", "source": None}
    assert list(document["rules"]["files"]) == ["regels.yaml", "ruleset.yaml"]
    assert document["sources"]["bron"]["url"] == "https://example.org/tariefbesluit"
    assert document["statuses"] == {"final": 0, "advice": 0, "concept": 2, "undecided": 0}
    assert (document["reconciliation"]["exact"], document["reconciliation"]["unexplained"]) == (2, 0)
    first = document["results"][0]
    assert (first["cell"], first["value"], first["unrounded"]) == ({"cao": "GGZ"}, "53.33", "53.3332")


def test_the_hash_is_what_sha256sum_says(released):
    folder, receipt = released
    hashes = json.loads(receipt.read_text("utf-8"))["rules"]
    lines = [f"{__import__('hashlib').sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in sorted(["regels.yaml", "ruleset.yaml"])]
    assert hashes["sha256"] == sha256("".join(lines).encode()).hexdigest()


def test_the_bytes_are_the_same_wherever_the_rules_stand(tmp_path, released, herleid):
    folder, receipt = released
    elsewhere = tmp_path / "ergens" / "anders"
    elsewhere.mkdir(parents=True)
    for each in folder.glob("*.yaml"):  # with the line ends of another system
        (elsewhere / each.name).write_bytes(each.read_bytes().replace(b"\n", b"\r\n"))
    assert herleid("release", "--rules", elsewhere, "--decision", "college 19 november")[1] == receipt.read_text("utf-8")


def test_the_rules_of_a_region_and_its_library_are_verified(tmp_path, herleid):
    folder = copy_duinrand(tmp_path)
    assert herleid("release", "--rules", folder, "--decision", "raad", "--output", "r.json")[0] == 0
    code, out, _ = herleid("verify", "r.json", "--rules", folder)
    assert (code, out.splitlines()[-1].split(":")[0]) == (0, "alles wat na te rekenen is, is gelijk")


def test_what_differs_is_said(released, herleid):
    folder, receipt = released
    edited(folder, "value: 33.333", "value: 34")
    code, out, _ = herleid("verify", receipt, "--rules", folder)
    assert code == 1
    assert out.splitlines()[2:] == [
        "",
        "regelbestanden (1 van 2)",
        "  gewijzigd  regels.yaml",
        "tellingen (2 van 11)",
        "  gepubliceerd, gelijk  2 -> 0",
        "  gepubliceerd, onverklaard  0 -> 2",
        "cijfers (2 van 2)",
        "  Tarief: Geestelijke gezondheidszorg  € 53,33 per uur -> € 53,60 per uur",
        "  Tarief: Jeugdzorg  € 40,00 per uur -> € 40,20 per uur",
    ]


def test_what_differs_is_data_too(released, herleid):
    folder, receipt = released
    edited(folder, "value: 33.333", "value: 34")
    (folder / "meer.yaml").write_text("units: {dag: {}}\n", "utf-8")
    document = json.loads(herleid("verify", receipt, "--rules", folder, "--format", "json")[1])
    described(document, "verify")
    assert document["identical"] is False
    assert document["files"] == [{"file": "regels.yaml", "change": "changed"}, {"file": "meer.yaml", "change": "added"}]
    assert [(each["old"]["value"], each["new"]["value"]) for each in document["figures"]] == [("53.33", "53.60"), ("40.00", "40.20")]


def test_a_comment_is_another_file_and_the_same_figures(released, herleid):
    folder, receipt = released
    edited(folder, "  overhead:\n", "  # zonder innovatie\n  overhead:\n")
    code, out, _ = herleid("verify", receipt, "--rules", folder, "--lang", "en")
    assert (code, out.splitlines()[-1]) == (1, "all 2 figures are the same")


def test_a_difference_behind_the_cents_is_a_difference(released, herleid):
    folder, receipt = released
    edited(folder, "value: 33.333", "value: 33.334")
    out = herleid("verify", receipt, "--rules", folder)[1]
    assert "  Tarief: Geestelijke gezondheidszorg  53.3332 EUR/uur (document, concept) -> 53.3336 EUR/uur (document, concept)" in out


def test_a_figure_that_was_tampered_with_is_found(released, herleid):
    folder, receipt = released
    receipt.write_text(receipt.read_text("utf-8").replace('"53.33"', '"54.33"'), "utf-8")
    code, out, _ = herleid("verify", receipt, "--rules", folder)
    assert code == 1
    assert "€ 54,33 per uur -> € 53,33 per uur" in out
    assert "regelbestanden" not in out


def test_counts_that_were_tampered_with_are_told(released, herleid):
    folder, receipt = released
    receipt.write_text(receipt.read_text("utf-8").replace('"concept": 2', '"concept": 0').replace('"final": 0', '"final": 2'), "utf-8")
    code, out, _ = herleid("verify", receipt, "--rules", folder)
    assert code == 1
    assert out.splitlines()[3:] == [
        "tellingen (2 van 11)",
        "  uitkomsten, definitief  2 -> 0",
        "  uitkomsten, concept  0 -> 2",
        "alle 2 cijfers zijn gelijk",
    ]
    assert "  results, draft  0 -> 2" in herleid("verify", receipt, "--rules", folder, "--lang", "en")[1]


def test_figures_that_were_taken_out_are_counted_among_all(released, herleid):
    folder, receipt = released
    document = json.loads(receipt.read_text("utf-8"))
    document["results"] = []
    receipt.write_text(json.dumps(document), "utf-8")
    assert herleid("verify", receipt, "--rules", folder)[1].splitlines()[3:] == [
        "cijfers (2 van 2)",
        "  Tarief: Geestelijke gezondheidszorg  - -> € 53,33 per uur",
        "  Tarief: Jeugdzorg  - -> € 40,00 per uur",
    ]


def test_a_figure_that_the_rules_do_not_know_is_named_as_the_receipt_does(released, herleid):
    folder, receipt = released
    receipt.write_text(receipt.read_text("utf-8").replace('"cao": "JZ"', '"cao": "SW"'), "utf-8")
    out = herleid("verify", receipt, "--rules", folder)[1].splitlines()
    assert out[3:] == ["cijfers (2 van 3)", "  tarief[cao=SW]  € 40,00 per uur -> -", "  Tarief: Jeugdzorg  - -> € 40,00 per uur"]


def test_a_decision_in_words_is_not_said_to_be_verified(released, herleid, tmp_path):
    folder, receipt = released
    receipt.write_text(receipt.read_text("utf-8").replace("college 19 november", "gemeenteraad 19 december"), "utf-8")
    code, out, _ = herleid("verify", receipt, "--rules", folder)
    assert (code, out.splitlines()[1]) == (0, "besluit: gemeenteraad 19 december (vrije tekst, die niet is na te gaan)")
    assert out.splitlines()[-1].startswith("alles wat na te rekenen is, is gelijk: 2 cijfers")
    assert json.loads(herleid("verify", receipt, "--rules", folder, "--format", "json")[1])["decision"]["verifiable"] is False
    assert herleid("release", "--rules", folder, "--decision", "bron", "--output", tmp_path / "b.json")[0] == 0
    code, out, _ = herleid("verify", tmp_path / "b.json", "--rules", folder)
    assert (code, "vrije tekst" in out, out.splitlines()[-1].split(":")[0]) == (0, False, "alles is gelijk")


def test_what_is_to_be_decided_is_counted_apart(rules, herleid):
    folder = rules(RULES.replace("{GGZ: 40, JZ: 30}", "{GGZ: 40, JZ: nmb}").replace("{GGZ: 53.33, JZ: 40.00}", "{GGZ: 53.33}"))
    document = json.loads(herleid("release", "--rules", folder, "--decision", "college")[1])
    described(document, "receipt")
    assert document["statuses"] == {"final": 0, "advice": 0, "concept": 1, "undecided": 1}


def test_another_version_of_the_program_is_said(released, herleid):
    folder, receipt = released
    receipt.write_text(receipt.read_text("utf-8").replace('"engine_version": "', '"engine_version": "0.0.'), "utf-8")
    code, out, _ = herleid("verify", receipt, "--rules", folder, "--lang", "en")
    assert (code, out.splitlines()[3][:22]) == (1, "made with herleid 0.0.")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "its content"),
        ("{", "it does not hold JSON"),
        ("[" * 100_000, "it does not hold JSON"),
        ('{"receipt": 1, "receipt": 1}', "it does not hold JSON"),
        ('{"receipt": NaN}', "it does not hold JSON"),
        ("[]", "it does not hold a receipt of `herleid release`"),
        ('{"schema_version": 1, "results": []}', "it does not hold a receipt of `herleid release`"),
        ('{"receipt": 1}', "the key `schema_version` is missing"),
    ],
)
def test_what_is_no_receipt_is_refused_in_words(tmp_path, herleid, rules, text, why):
    (tmp_path / "x.json").write_text(text, "utf-8")
    code, out, err = herleid("verify", "x.json", "--rules", rules(RULES), "--lang", "en")
    assert (code, out) == (2, "")
    assert err == f"herleid: `x.json` is no receipt: {why if text else 'it does not hold JSON'}\n"


WHOLE = json.dumps(
    {
        "schema_version": 1, "ruleset": "x", "day": "2024-07-01", "engine_version": "1", "receipt": 1, "decision": {"text": "", "source": None},
        "rules": {"sha256": sha256(b"").hexdigest(), "files": {}}, "sources": {"a": dict.fromkeys(SOURCE_KEYS)},
        "overlays": [], "statuses": {"final": 0, "advice": 0, "concept": 1, "undecided": 0}, "reconciliation": {"exact": 1},
        "results": [{"rule": "t", "cell": {"a": "b"}, "value": "1.20", "unit": "1", "state": "value", "basis": "law", "status": "final", "unrounded": "1.2"}],
    }
)  # fmt: skip
ANYTHING = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda each: st.lists(each) | st.dictionaries(st.text(), each), max_leaves=8)


def test_a_whole_receipt_is_read():
    assert read_receipt(WHOLE.encode()).figures[0].value == Decimal("1.20")


@given(st.integers(0, len(WHOLE)), st.integers(0, 40), st.text(max_size=6) | ANYTHING.map(json.dumps) | st.sampled_from(["null", "[]", "{}", "1e999", "-1"]))
def test_whatever_is_in_a_file_it_is_read_or_refused(at, length, text):
    with suppress(NotAReceipt):
        read_receipt((WHOLE[:at] + text + WHOLE[at + length :]).encode("utf-8", "surrogatepass"))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ('"schema_version": 1', '"schema_version": 2', "bij `schema_version` wordt 1 verwacht"),
        ('"value": "53.33"', f'"value": "{"9" * 200}"', "bij `results[0].value` wordt een getal verwacht"),
        ('"overlays"', '"\\u001b[2J": 1, "overlays"', "staat een onbekende sleutel `␛[2J`"),
        ('"state": "value"', '"state": "goed"', "bij `results[0].state` wordt een van deze woorden verwacht: `value`, `nmb`, `absent`, `unlimited`"),
        ('"value": "53.33"', '"value": "53,33"', "bij `results[0].value` wordt een getal verwacht"),
        ('"value": "53.33"', '"value": null', "bij `results[0].value` wordt een tekst verwacht"),
        ('"cao": "JZ"', '"cao": "GGZ"', "bij `results` staat een cijfer tweemaal"),
        ('"overlays": []', '"overlays": [{}]', "bij `overlays` wordt niets verwacht: een vastlegging heeft geen scenario's"),
        ('"concept": 2', '"concept": -2', "bij `statuses.concept` wordt een aantal verwacht"),
        ('"day": "2024', '"day": "24', "bij `day` wordt een dag als 2024-10-16 verwacht"),
        ('"regels.yaml"', '"andere.yaml"', "bij `rules.sha256` staat een andere hash dan die van de bestanden"),
        ('"unit": "EUR/uur",', "", "bij `results[0]` ontbreekt de sleutel `unit`"),
        ('"overlays"', '"extra": 1, "overlays"', "staat een onbekende sleutel `extra`"),
    ],
)
def test_a_receipt_with_something_else_in_it_is_refused(released, herleid, old, new, why):
    folder, receipt = released
    receipt.write_text(receipt.read_text("utf-8").replace(old, new, 1), "utf-8")
    assert herleid("verify", receipt, "--rules", folder, "--lang", "nl") == (2, "", f"herleid: `{receipt}` is geen vastlegging: {why}\n")


def test_rules_with_an_error_are_not_released(rules, herleid, tmp_path):
    broken = RULES + "checks:\n  laag: {label: Laag, that: overhead < 0.1}\n"
    code, out, err = herleid("release", "--rules", rules(broken), "--decision", "raad", "--output", tmp_path / "r.json")
    assert (code, out, (tmp_path / "r.json").exists()) == (1, "", False)
    assert "H701" in err


def test_the_rules_that_come_with_the_program_are_not_released(herleid):
    assert herleid("release", "--decision", "raad") == (2, "", "herleid: there is no folder `rules`\n")


@pytest.mark.parametrize(
    ("decision", "code", "said"),
    [
        ("bron", 0, {"text": "Tariefbesluit, Gemeente Voorbeeld", "source": "bron"}),
        ("besluit van de raad", 0, {"text": "besluit van de raad", "source": None}),
        ("brom", 2, "herleid: er is geen bron `brom`; bedoelt u `bron`?\n"),
        (" ", 2, "herleid: geef met `--decision` op wie wat besloot\n"),
    ],
)
def test_who_decided_is_a_text_or_a_decision_among_the_sources(rules, herleid, decision, code, said):
    found, out, err = herleid("release", "--rules", rules(RULES), "--decision", decision, "--lang", "nl")
    assert found == code
    assert (json.loads(out)["decision"] if out else err) == said


def test_a_receipt_of_other_rules_is_refused(released, herleid):
    folder, receipt = released
    text = (folder / "ruleset.yaml").read_text("utf-8")
    (folder / "ruleset.yaml").write_text(text.replace("name: voorbeeld", "name: ander"), "utf-8")
    code, _, err = herleid("verify", receipt, "--rules", folder, "--lang", "nl")
    assert (code, err) == (2, f"herleid: `{receipt}` is een vastlegging van `voorbeeld`, en dit zijn de regels van `ander`\n")


def test_a_file_that_cannot_be_opened_is_said(herleid, rules, tmp_path):
    folder = rules(RULES)
    assert herleid("verify", "weg.json", "--rules", folder) == (2, "", "herleid: het bestand `weg.json` bestaat niet\n")
    assert herleid("verify", folder, "--rules", folder)[0] == 2
    code, _, err = herleid("release", "--rules", folder, "--decision", "raad", "--output", tmp_path / "geen" / "map.json", "--lang", "nl")
    assert (code, err.endswith("kan niet worden geschreven: het bestaat niet\n")) == (2, True)


def test_what_is_overwritten_is_never_half_there(released, herleid):
    folder, receipt = released
    before = receipt.read_bytes()
    assert herleid("release", "--rules", folder, "--decision", "college 19 november", "--output", receipt)[0] == 0
    assert receipt.read_bytes() == before
    assert [each.name for each in receipt.parent.glob(".besluit*")] == []


GUARDRAIL = """\
guardrails:
  vastgesteld:
    label: Tarieven rusten niet op concepten
    approval: het college
    forbidden_statuses: [concept]
"""


def test_a_guardrail_keeps_drafts_from_being_released(rules, herleid):
    code, out, err = herleid("release", "--rules", rules(RULES + GUARDRAIL), "--decision", "raad", "--lang", "nl")
    assert (code, out) == (1, "")
    assert err == "herleid: niet vastgelegd: Tarieven rusten niet op concepten (`vastgesteld`, status concept); daarover gaat: het college\n"
    assert herleid("release", "--rules", rules(RULES.replace("status: concept", "status: final") + GUARDRAIL), "--decision", "raad")[0] == 0


# What is said beside a draft.


@pytest.fixture
def drafted(tmp_path, rules, herleid):
    """Lay down rules with a disclaimer, of which a figure is a draft; return the folder of the rules and the file."""
    disclaimer = "  result: tarief\n  disclaimer: {text: Nog niet besloten., source: {ref: bron, at: voorblad, quote: [een, twee]}}\n"
    folder = rules({"ruleset.yaml": BASE.replace("  result: tarief\n", disclaimer), "regels.yaml": RULES})
    receipt = tmp_path / "besluit.json"
    assert herleid("release", "--rules", folder, "--decision", "college", "--output", receipt) == (0, "", "")
    return folder, receipt


def test_a_receipt_of_drafts_holds_what_is_said_beside_them(drafted, herleid):
    document = json.loads(drafted[1].read_text("utf-8"))
    described(document, "receipt")
    assert document["disclaimer"] == {"text": "Nog niet besloten.", "source": {"ref": "bron", "at": "voorblad", "quote": ["een", "twee"]}}
    code, out, _ = herleid("verify", drafted[1], "--rules", drafted[0])
    same = "alles wat na te rekenen is, is gelijk: 2 cijfers, 2 regelbestanden, 1 bronnen"
    assert (code, out.splitlines()[3:]) == (0, [same, "", "Voorbehoud: Nog niet besloten."])
    described(json.loads(herleid("verify", drafted[1], "--rules", drafted[0], "--format", "json")[1]), "verify")


@pytest.mark.parametrize("change", [lambda document: document.pop("disclaimer"), lambda document: document["disclaimer"].update(text="Besloten.")])
def test_a_receipt_from_which_it_was_taken_out_is_another(drafted, herleid, change):
    folder, receipt = drafted
    document = json.loads(receipt.read_text("utf-8"))
    change(document)
    receipt.write_text(json.dumps(document), "utf-8")
    code, out, _ = herleid("verify", receipt, "--rules", folder)
    assert code == 1
    assert out.splitlines()[3:5] == ["het voorbehoud is niet dat van de regels", "alle 2 cijfers zijn gelijk"]
    assert "disclaimer is not that of the rules" in herleid("verify", receipt, "--rules", folder, "--lang", "en")[1]


def test_a_receipt_without_drafts_says_nothing_beside_them(drafted, herleid):
    folder, receipt = drafted
    edited(folder, "status: concept", "status: final")
    herleid("release", "--rules", folder, "--decision", "college", "--output", receipt)
    assert "disclaimer" not in json.loads(receipt.read_text("utf-8"))
    assert "Voorbehoud" not in herleid("verify", receipt, "--rules", folder)[1]
