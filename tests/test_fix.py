"""`herleid check --fix` puts right what can be put right in one way, touches nothing else and never brings a finding."""

from __future__ import annotations

import difflib
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.checking import check
from engine.editing.edited import EditedTree
from engine.editing.fixing import fix
from engine.editing.proving import added
from engine.problems import CATALOGUE, say
from engine.reading.documents import read_document
from engine.reading.loading import load
from engine.reading.trees import FolderTree
from tests.golden import REGIONS
from tests.support import BASE, FOLDER, Texts, files_of

RULES = """\
# Wat er over de tarieven is besloten.
dimensions:
  land: {label: Land, members: {NL: {}, "NO": {label: NO}}}   # Noorwegen

parameters:
  uurloon:
    label: 2024
    unit:EUR/uur
    per: land
    range: [10, 100]
    freedom: vaststaand
    valeus:
      - valid_from: 2024-01-01
        basis: document
        status: final
        source: {ref: bron, at: NO}
        table: {NL: 41,20,   "NO": 39,5}   # uit de hand uitgelijnd

formulas:
  tarief:
    label: Tarief
    unit: EUR/uur
    per: [land]
    formula: uurloon
    source: {ref: bron, at: tabel 2}
"""

MENDED = (
    RULES.replace("{label: NO}", '{label: "NO"}')
    .replace("label: 2024", 'label: "2024"')
    .replace("unit:EUR", "unit: EUR")
    .replace("per: land", "per: [land]")
    .replace("valeus", "values")
    .replace("at: NO}", 'at: "NO"}')
    .replace("41,20", "41.20")
    .replace("39,5}", "39.5}")
)


def fixed(text, **files):
    return fix(Texts({"ruleset.yaml": BASE, "regels.yaml": text, **files}), FOLDER)


def after(text):
    return {file: new for file, (_, new) in fixed(text).texts.items()}.get("regels.yaml", text)


def test_all_that_is_safe_is_fixed_and_every_other_character_stays():
    assert after(RULES) == MENDED
    assert check(load(Texts({"ruleset.yaml": BASE, "regels.yaml": MENDED}), FOLDER)) == ()


def test_what_was_fixed_needs_no_fixing():
    assert fixed(MENDED).texts == {}


@pytest.mark.parametrize("mark", ["\ufeff", ""])
@pytest.mark.parametrize("end", ["\r\n", "\n"])
def test_line_ends_and_the_byte_order_mark_stay(rules, herleid, tmp_path, mark, end):
    rules("")
    path = tmp_path / "regels.yaml"
    path.write_bytes((mark + RULES.replace("\n", end)).encode())
    assert herleid("check", ".", "--fix")[0] == 0
    assert path.read_bytes() == (mark + MENDED.replace("\n", end)).encode()


PARAMETER = """\
parameters:
  tarief:
    label: Tarief
    unit: EUR/uur
    range: [0, 10]
    freedom: vaststaand
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, value: 5}
"""


@pytest.mark.parametrize(
    ("old", "new", "mended"),
    [
        ("value: 5}", "value: 5,5}", "value: 5.5}"),
        ("value: 5}", "value: 5,50}", "value: 5.50}"),
        ("value: 5}", "value: 5,5000}", "value: 5.5000}"),
        ("value: 5}", "value: -0,5 }", None),
        ("value: 5}", "value: 1,054}", None),
        ("value: 5}", "value: 5,500}", None),
        ("value: 5}", "value: 1.054,5}", None),
        ("value: 5}", "value: 1,054.5}", None),
        ("value: 5}", "value: 1.054.500}", None),
        ("value: 5}", "value: 010}", None),
        ("value: 5}", "value: 5e0}", None),
        ("value: 5}", 'value: "5"}', "value: 5}"),
        ("value: 5}", 'value: "5,5"}', None),
        ("value: 5}", "value: NO}", None),
        ("value: 5}", "value: NMB}", None),
        ("label: Tarief", "label: yes", 'label: "yes"'),
        ("label: Tarief", "label: 12,5", 'label: "12,5"'),
        ("label: Tarief", "label:Tarief", "label: Tarief"),
        ("    range: [0, 10]", "    rnge: [0, 10]", "    range: [0, 10]"),
        ("    range: [0, 10]", "    bereik: [0, 10]", "    range: [0, 10]"),
        ("    range: [0, 10]", "    Range: [0, 10]", "    range: [0, 10]"),
        ("valid_from: 2024", "valid-from: 2024", "valid_from: 2024"),
        ("valid_from: 2024", "valid: 2024", None),
        ("status: final", "status: finl", None),
        ("parameters:", "parameter:", "parameters:"),
    ],
)
def test_what_is_fixed_and_what_only_told(old, new, mended):
    text = PARAMETER.replace(old, new)
    assert after(text) == (PARAMETER.replace(old, mended) if mended else text)


@pytest.mark.parametrize("value", ["1,054", "1.054,5", "1,054.5"])
def test_what_is_never_fixed_is_explained(rules, herleid, value):
    rules(PARAMETER.replace("value: 5}", f"value: {value}}}").replace("[0, 10]", "[0, 2000]"))
    code, out, err = herleid("check", ".", "--fix")
    assert code == 1
    assert f"fout[H005]: `{value}` kan voor meer dan één getal worden gelezen" in out
    assert "= hulp: schrijf `1054" in out
    assert err == "herleid: 0 verbeteringen in 0 bestanden\n"


def test_a_fix_that_would_bring_a_finding_is_left_out(rules, herleid):
    text = PARAMETER.replace("value: 5}", "value: 50,5}") + PARAMETER.replace("parameters:\n  tarief:", "  loon:").replace("value: 5}", "value: 6,5}")
    rules(text)
    code, out, err = herleid("check", ".", "--fix")
    assert code == 1
    assert "`50,5`" in out
    assert "`6,5`" not in out
    assert err == "herleid: 1 verbetering in 1 bestand; 1 niet gemaakt, omdat er een andere melding voor in de plaats zou komen (H304)\n"


TABLE = """\
dimensions:
  product:
    label: Product
    members: {MEMBERS}

parameters:
  tarief:
    label: NO
    unit:EUR/uur
    per: [product]
    range: [0, 100]
    freedom: vaststaand
    values:
      - valid_from: 2024-01-01
        basis: document
        status: final
        source: {ref: bron, at: tabel 1}
        table:
"""


def table(values):
    members = ", ".join(f"p{n}: {{}}" for n in range(len(values)))
    return TABLE.replace("{MEMBERS}", f"{{{members}}}") + "".join(f"          p{n}: {each}\n" for n, each in enumerate(values))


@pytest.mark.parametrize("declarations", [False, True])
def test_many_fixes_of_which_many_bring_a_finding_take_a_few_looks(monkeypatch, declarations):
    looks = []
    monkeypatch.setattr("engine.editing.fixing.load", lambda *arguments: looks.append(arguments) or load(*arguments))
    values = ["500,5" if n % 3 == 0 else "50,5" for n in range(300)]
    text = table(values)
    if declarations:
        one = PARAMETER.removeprefix("parameters:\n").replace("[0, 10]", "[0, 100]")
        text = "parameters:\n" + "".join(one.replace("  tarief:", f"  r{n}:").replace("value: 5}", f"value: {each}}}") for n, each in enumerate(values))
    assert after(text).count("50.5") == 200
    assert after(text).count("500,5") == 100
    assert len(looks) < 40


def test_a_space_that_is_missing_on_every_line_is_told_and_fixed_at_once():
    text = PARAMETER.replace("label: ", "label:").replace("unit: ", "unit:").replace("freedom: ", "freedom:")
    found = check(load(Texts({"ruleset.yaml": BASE, "regels.yaml": text}), FOLDER))
    assert [(each.code, each.span.line, each.span.column) for each in found] == [("H013", 3, 5), ("H013", 4, 5), ("H013", 6, 5)]
    assert after(text) == PARAMETER


@pytest.mark.parametrize(
    "text",
    [
        "a: 1\nb:2\nnote: woord\n  zie:dit\nc:3\n",
        "a: 1\nb:2\nnote: >\n  zie:dit\nc:3\n",
        "a: 1\nb:2\nnote: 'een\n  zie:dit'\nc:3\n",
        "a: 1\nb:2\nnote:\n  zie:dit\nc:3\n",
        "a: 1\nb:2\ntijden:\n  - 12:30\n  - zie:dit\nc:3\n",
        "a: 1\nb:2\nx: [y,\n  zie:dit]\nc:3\n",
        "a: 1\nb:2\n# zie:dit\nc:3\n",
    ],
)
def test_what_only_looks_like_a_key_is_left_alone(text):
    _, found = read_document("regels.yaml", text.encode())
    assert [each.fields["key"] for each in found if each.code == "H013"][:2] == ["b", "c"]
    assert "zie" not in [each.fields["key"] for each in found if each.code == "H013"]


CSV = """\
dimensions: {cao: {label: Cao, members: {GGZ: {}, JZ: {}, VVT: {}, GHZ: {}}}}
parameters:
  tarief:
    label: Tarief
    unit: EUR/uur
    per: [cao]
    range: [0, 2000]
    freedom: vaststaand
    values:
      - {valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: tabel 1}, csv: tarief.csv}
"""


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_decimal_comma_in_a_csv_is_fixed_where_there_is_one_reading(end):
    rows = end.join(["cao;value", "GGZ;41,20", 'JZ;"39,5"', "VVT;1,054", "GHZ;1.054,50", ""])
    found = fixed(CSV, **{"tarief.csv": rows})
    assert found.texts == {"tarief.csv": (rows, rows.replace("41,20", "41.20").replace('"39,5"', "39.5"))}
    before = check(load(Texts({"ruleset.yaml": BASE, "regels.yaml": CSV, "tarief.csv": rows}), FOLDER))
    told = {each.fields["value"][0]: say(each, "nl").help for each in before}
    assert told == {
        "41,20": "schrijf `41.20`",
        "39,5": "schrijf `39.5`",
        "1,054": "schrijf `1054` of `1.054`, wat er bedoeld is",
        "1.054,50": "schrijf `1054.50`",
    }


def test_a_csv_on_the_disk_keeps_its_byte_order_mark(rules, herleid, tmp_path):
    rules({"regels.yaml": CSV})
    path = tmp_path / "tarief.csv"
    path.write_bytes(b"\xef\xbb\xbfcao;value\r\nGGZ;41,20\r\nJZ;39.5\r\nVVT;38.5\r\nGHZ;37.5\r\n")
    assert herleid("check", ".", "--fix")[::2] == (0, "herleid: 1 verbetering in 1 bestand\n")
    assert path.read_bytes() == b"\xef\xbb\xbfcao;value\r\nGGZ;41.20\r\nJZ;39.5\r\nVVT;38.5\r\nGHZ;37.5\r\n"


def test_what_only_comes_to_light_elsewhere_does_not_keep_a_fix_away():
    formula = "\nformulas:\n  onzin: {label: x, unit: EUR, formula: tarief, source: {ref: bron, at: x}}\n"
    assert "value: 5.5}" in after(PARAMETER.replace("value: 5}", "value: 5,5}") + formula)


def test_a_change_is_shown_first_as_a_patch(rules, herleid, tmp_path):
    rules(RULES.replace("\n", "\r\n", 1).rstrip("\n"))
    before = (tmp_path / "regels.yaml").read_bytes()
    code, out, err = herleid("check", ".", "--diff")
    assert code == 1
    assert err == "herleid: 8 verbeteringen in 1 bestand; er is niets geschreven (dat doet `--fix` zonder `--diff`)\nherleid: 2 problemen in 1 bestand\n"
    assert (tmp_path / "regels.yaml").read_bytes() == before
    patch = tmp_path / "patch"
    patch.write_bytes(out.encode())
    subprocess.run(["git", "apply", "patch"], cwd=tmp_path, check=True)
    assert (tmp_path / "regels.yaml").read_bytes().decode() == MENDED.replace("\n", "\r\n", 1).rstrip("\n")
    assert herleid("check", ".", "--diff")[:2] == (0, "")


def test_a_library_of_several_rule_sets_is_fixed_once(tmp_path, herleid):
    library = BASE.replace("  result: tarief\n", "") + PARAMETER.replace("tarief:", "loon:").replace("value: 5}", "value: 5,5}")
    for name in ("een", "twee"):
        (tmp_path / "rules" / name).mkdir(parents=True)
        formula = "formulas:\n  tarief: {label: x, unit: EUR/uur, formula: loon, source: {ref: bron, at: x}}\n"
        block = BASE.partition("\nunits:")[0].replace("voorbeeld", name).replace("  result", "  uses: [../samen]\n  result")
        (tmp_path / "rules" / name / "ruleset.yaml").write_text(f"{block}\n{formula}", "utf-8")
    (tmp_path / "rules" / "samen").mkdir()
    (tmp_path / "rules" / "samen" / "ruleset.yaml").write_text(library, "utf-8")
    code, out, err = herleid("check", "--diff")
    assert (code, out.count("+      - {valid_from"), err.partition(";")[0]) == (1, 1, "herleid: 1 verbetering in 1 bestand")
    code, out, err = herleid("check", "--fix")
    assert (code, err) == (0, "herleid: 1 verbetering in 1 bestand\n"), out


@pytest.mark.parametrize("code", [each.code for each in CATALOGUE.values() if each.wrong])
def test_no_wrong_example_gets_a_finding_by_fixing(code):
    files = {"ruleset.yaml": BASE, **files_of(CATALOGUE[code].wrong)}
    found = fix(Texts(files), FOLDER)
    texts = {file: new for file, (_, new) in found.texts.items()}
    then = check(load(EditedTree(Texts(files), texts), FOLDER))
    assert added(check(load(Texts(files), FOLDER)), then) == []
    assert fix(EditedTree(Texts(files), texts), FOLDER).texts == {}


TREE = FolderTree(REGIONS, REGIONS)
SOUND = load(TREE, "duinrand")
SLIPS = [(". ", ","), (": ", ":"), ("label: ", "label: NO # "), ("basis", "bassis"), ("values", "valeus"), (".5", ",5"), ("{", "{ "), ("at: ", "at: 12 # ")]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(sorted(SOUND.texts)), st.sampled_from(SLIPS), st.integers(0, 30))
def test_whatever_slipped_fixing_ends_and_touches_only_lines_with_a_slip(file, slip, nth):
    parts = SOUND.texts[file].split(slip[0])
    at = nth % len(parts)
    text = slip[0].join(parts[:at]) + (slip[1] if at else "") + slip[0].join(parts[at:])
    slipped = EditedTree(TREE, {file: text})
    found = fix(slipped, "duinrand")
    texts = {name: new for name, (_, new) in found.texts.items()}
    assert fix(EditedTree(slipped, texts), "duinrand").texts == {}
    for name, (old, new) in found.texts.items():
        lines = {each.span.line for each in found.done if each.span.file == name}
        changed = [line for line, (a, b) in enumerate(zip(old.split("\n"), new.split("\n"), strict=True), 1) if a != b]
        assert set(changed) <= lines
        assert difflib.SequenceMatcher(None, old, new, autojunk=False).ratio() > 0.99
