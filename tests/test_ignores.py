"""Warnings that the writer of the rules lets be: `# herleid: ignore CODE reason`, on their own line."""

from __future__ import annotations

import hashlib
import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from engine.reading.comments import comments
from tests.test_check_command import LIBRARY, SOUND, UNUSED, USER

FLOW = "sources: {oud: {title: Oud, publisher: Wij, date: 2024-01-01, type: decision, url: https://example.org, retrieved: 2024-01-02}}"
BLOCK = """\
sources:
  oud:%s
    title: Oud
    publisher: Wij
    date: 2024-01-01
    type: decision
    url: https://example.org
    retrieved: 2024-01-02
"""
REASON = "  # herleid: ignore H704 voor wie het nazoekt"


@pytest.fixture
def check(rules, herleid):
    """Check a text of rules; return the exit code, the codes found and the last line of what a person sees."""

    def call(text, *arguments):
        folder = rules(text)
        code, out, _ = herleid("check", "--rules", folder, *arguments)
        findings = json.loads(herleid("check", "--rules", folder, "--format", "json", *arguments)[1])["findings"]
        return code, [each["code"] for each in findings], out.splitlines()[-1]

    return call


# A warning is taken away, and counted.


def test_a_warning_is_ignored_on_its_line_and_counted(check):
    assert check(SOUND + BLOCK % REASON, "--fail-on", "warning") == (0, [], "geen problemen in 2 bestanden; 1 waarschuwing genegeerd")
    assert check(SOUND + BLOCK % REASON, "--lang", "en") == (0, [], "no problems in 2 files; 1 warning ignored")


def test_the_count_stands_beside_that_of_the_problems_that_are_left(check):
    two = BLOCK % REASON + (BLOCK % "").replace("oud", "ouder").removeprefix("sources:\n")
    assert check(SOUND + two) == (0, ["H704"], "1 waarschuwing in 1 bestand; 1 waarschuwing genegeerd")


@pytest.mark.parametrize("form", ["concise", "github", "gitlab", "junit", "sarif"])
def test_where_the_form_does_not_count_the_count_is_on_stderr(rules, herleid, form):
    folder = rules(SOUND + BLOCK % REASON)
    assert herleid("check", "--rules", folder, "--format", form)[2] == "herleid: 1 waarschuwing genegeerd\n"


def test_json_and_markdown_count_too(rules, herleid):
    folder = rules(SOUND + BLOCK % REASON)
    _, out, err = herleid("check", "--rules", folder, "--format", "json")
    assert (json.loads(out)["ignored"], err) == (1, "")
    _, out, err = herleid("check", "--rules", folder, "--format", "markdown")
    assert (out, err) == ("### Controle van de regels\n\ngeen problemen in 2 bestanden; 1 waarschuwing genegeerd\n", "")


def test_the_count_is_there_when_all_goes_to_files(rules, herleid):
    answer = herleid("check", "--rules", rules(SOUND + BLOCK % REASON), "--format", "json", "--output", "x.json")
    assert answer == (0, "", "herleid: geen problemen in 2 bestanden; 1 waarschuwing genegeerd\n")


@pytest.mark.parametrize(
    ("comment", "left"),
    [
        ("# herleid: ignore H704 oud", []),
        ("#herleid:ignore H704: oud", []),
        ("# Herleid: Ignore h704 -- oud", []),
        ("# herleid: ignore H704, H307 oud", ["H018"]),
        ("# wie weet  # herleid: ignore H704 oud", []),
        ("# herleid: uit tabel 7", ["H704"]),
        ("# zie herleid: ignore H704 oud", ["H704"]),
    ],
)
def test_ways_to_write_it(check, comment, left):
    assert check(f"{SOUND}{FLOW}  {comment}\n")[1] == left


def test_only_the_code_that_is_named_is_ignored(check):
    assert check(SOUND + BLOCK % "  # herleid: ignore H305 geen idee")[1] == ["H704", "H018"]


def test_other_commands_do_not_mention_what_is_ignored(rules, herleid):
    assert herleid("calc", "--rules", rules(UNUSED))[2] == "herleid: 1 melding over controles en bronnen (H704); zie `herleid check`\n"
    assert herleid("calc", "--rules", rules(SOUND + BLOCK % REASON))[2] == ""


# A comment is what stands outside every scalar.


@pytest.mark.parametrize(
    "title",
    [
        '"Oud # herleid: ignore H704 in een tekst"',
        "'Oud # herleid: ignore H704 in een tekst'",
        "Oud# herleid:ignore H704 in een woord",
        '"Oud\n  # herleid: ignore H704 in een tekst\n  "',
    ],
)
def test_what_stands_in_a_text_ignores_nothing(check, title):
    assert check(f"{SOUND}{FLOW.replace('title: Oud', f'title: {title}')}\n")[1] == ["H704"]


TEXT = b"Tabel 1. Het tarief is 50 per uur.\nTabel 2. Het tarief is 50 per uur.\n"
QUOTED = f"""\
sources: {{verslag: {{title: Verslag, publisher: Wij, date: 2024-01-01, type: decision, sha256: {hashlib.sha256(TEXT).hexdigest()}}}}}
parameters:
  tarief:
    label: Tarief
    unit: EUR/uur
    range: [0, 100]
    freedom: open
    values:
      - valid_from: 2024-01-01
        basis: document
        status: final
        value: 50
        source:
          ref: verslag
          at: tabel 1
          quote: %s
checks: {{hoog: {{label: Hoog genoeg, that: tarief > 0, source: {{ref: bron, at: tabel 1}}}}}}
"""


@pytest.mark.parametrize(
    ("quote", "left"),
    [
        (">\n            tarief is 50\n            per uur", ["H703"]),
        (">\n            tarief is 50\n            per uur\n          # herleid: ignore H703 het is er een van de twee", ["H018", "H703"]),
        (">  # herleid: ignore H703 het is er een van de twee\n            tarief is 50\n            per uur", []),
        ("|-  # herleid: ignore H703 het is er een van de twee\n\n            tarief is 50\n            per uur\n", []),
        (">\n            tarief is 50\n            per uur\n            # herleid: ignore H703 een tekst", ["H702"]),
        ('"tarief is 50\n            per uur"  # herleid: ignore H703 het is er een van de twee', []),
        ('"tarief is 50\n            # herleid: ignore H703 een tekst"', ["H702"]),
        ("tarief is 50\n            per uur  # herleid: ignore H703 het is er een van de twee", []),
    ],
)
def test_of_a_text_of_several_lines_the_comment_stands_behind_its_sign_or_its_end(check, tmp_path, quote, left):
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "verslag.md").write_bytes(TEXT)
    assert sorted(check(QUOTED % quote, "--sources", "texts")[1]) == left


def test_comments_are_found_wherever_they_can_stand():
    text = (
        '# een\n"a # nee": # twee\r\n  - x# nee\n  - >- # drie\n    y # nee\n   # vier\n  - {b: \'z\n  # nee\' # vijf\n  , c: http://x#nee} # zes\n# zeven'
    )
    found = [(each.text, each.line, each.column, each.first_line, each.last_line) for each in comments(text)]
    assert found == [
        ("# een", 1, 1, 1, 1),
        ("# twee", 2, 12, 2, 2),
        ("# drie", 4, 8, 4, 5),
        ("# vier", 6, 4, 6, 6),
        ("# vijf", 8, 10, 7, 8),
        ("# zes", 9, 22, 9, 9),
        ("# zeven", 10, 1, 10, 10),
    ]


@given(st.text(alphabet="a#:-'\"\\\n >|{}[],", max_size=40), st.sampled_from([None, "'", '"', "|", ">"]), st.booleans())
def test_no_text_is_taken_for_a_comment_however_it_is_written(text, style, flow):
    written = yaml.safe_dump({"a": text, "b": [f"{text} # herleid: ignore H704 x"], "c": "d"}, default_style=style, default_flow_style=flow)
    assert list(comments(written)) == []
    assert [each.text for each in comments(f"{written}# e")] == ["# e"]


def test_a_text_that_is_no_yaml_has_no_comments():
    assert list(comments("a: [1 # x\nb: {")) == []
    assert next(iter(comments("# alleen dit\n"))).text == "# alleen dit"


# What cannot be ignored, and what ignores nothing, is told.


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("# herleid: ignore H704", "H016 deze opmerking negeert niets: de reden ontbreekt"),
        ("# herleid: ignore H704 --", "H016 deze opmerking negeert niets: de reden ontbreekt"),
        ("# herleid: ignore", "H016 deze opmerking negeert niets: de code van de waarschuwing ontbreekt"),
        ("# herleid: ignore omdat het moet", "H016 deze opmerking negeert niets: de code van de waarschuwing ontbreekt"),
        ("# herleid: negeer H704 omdat het moet", "H016 deze opmerking negeert niets: het woord ervoor is `ignore`"),
        ("# herleid: ignore H799 omdat het moet", "H016 deze opmerking negeert niets: deze code bestaat niet"),
        ("# herleid: ignore H304 omdat het moet", "H017 `H304` is een fout, en die kan niet worden genegeerd"),
        ("# herleid: ignore H305 omdat het moet", "H018 `H305` wordt op deze regel niet gemeld, dus er is niets te negeren"),
    ],
)
def test_a_comment_that_ignores_nothing_is_told_and_the_warning_stays(rules, herleid, comment, said):
    code, out, _ = herleid("check", "--rules", rules(f"{SOUND}{FLOW}  {comment}\n"), "--format", "concise")
    warnings = [line.partition(": warning ")[2] for line in out.splitlines()]
    assert code == 0
    assert warnings == ["H704 niets verwijst naar de bron `oud`", said]


def test_an_error_is_never_ignored(check):
    text = SOUND.replace("value: 50}]", "value: 5000}]  # herleid: ignore H304 het klopt echt")
    code, found, last = check(text)
    assert (code, sorted(found)) == (1, ["H017", "H304"])
    assert last == "2 problemen in 1 bestand, waarvan 1 waarschuwing"


def test_a_comment_on_the_line_above_is_told_where_it_belongs(rules, herleid):
    text = SOUND + (BLOCK % "").replace("  oud:", "  # herleid: ignore H704 voor wie het nazoekt\n  oud:")
    out = herleid("check", "--rules", rules(text))[1]
    assert "= hulp: zet de opmerking aan het eind van regel 10, waar de waarschuwing staat" in out


def test_a_comment_that_is_not_needed_makes_it_fail_where_warnings_do(check):
    assert check(SOUND.replace("freedom: open", "freedom: open  # herleid: ignore H305 x"), "--fail-on", "warning")[:2] == (1, ["H018"])


# Only where it was looked for can be said that it is not there.


def test_where_not_everything_was_looked_for_no_comment_is_called_unneeded(check):
    text = SOUND + BLOCK % REASON
    assert check(text.replace("value: 50", "value: 5000"))[1] == ["H304"]
    assert check(text.replace("H704", "H305"), "--day", "2024-08-01")[1] == ["H704"]


def test_a_comment_about_quotes_is_judged_where_their_texts_are_at_hand(check, tmp_path):
    text = QUOTED % "Tabel 1. Het tarief is 50 per uur  # herleid: ignore H703 x"
    assert check(text)[1] == []
    (tmp_path / "texts").mkdir()
    assert check(text, "--sources", "texts")[1] == []
    (tmp_path / "texts" / "verslag.md").write_bytes(TEXT)
    assert check(text, "--sources", "texts")[1] == ["H018"]


@pytest.mark.parametrize("place", ["rules", "rules/noord"])
def test_what_a_library_ignores_is_judged_where_it_is_checked_itself(herleid, tmp_path, monkeypatch, place):
    unneeded = SOUND.replace("tarief:", "loon:").replace("freedom: open", "freedom: open  # herleid: ignore H711 x")
    for name, text in (("landelijk", LIBRARY), ("noord", USER % "noord")):
        (tmp_path / "rules" / name).mkdir(parents=True)
        (tmp_path / "rules" / name / "ruleset.yaml").write_text(text, "utf-8")
    (tmp_path / "rules" / "landelijk" / "loon.yaml").write_text(unneeded, "utf-8")
    codes = [each["code"] for each in json.loads(herleid("check", place, "--format", "json")[1])["findings"]]
    assert codes == (["H018"] if place == "rules" else [])
    monkeypatch.chdir(tmp_path / place)
    again = [each["code"] for each in json.loads(herleid("check", "--rules", ".", "--format", "json")[1])["findings"]]
    assert again == codes
