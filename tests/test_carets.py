"""Every finding has an exact place: it lies within its file, and what stands there is what the finding speaks of."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from engine.diagnostics import Span
from engine.problems import CATALOGUE, say
from engine.reporting.checks.frames import show_problem
from tests.support import BASE, FOLDER, LATER, files_of, problems_in, problems_of

FOLDERS = {path.name[:4]: path for path in sorted((Path(__file__).parent / "problems").iterdir())}
EACH = pytest.mark.parametrize("code", [code for code in CATALOGUE if code not in LATER])

POINTED_AT = {
    "H001": "\ufffd",
    "H003": ":",
    "H007": '"Tarief\\u200b"',
    "H009": "[",
    "H011": "12.50,13",
    "H012": "- formulas",
    "H013": "ref:",
    "H014": "\t",
    "H015": '"12.50\\x20+ 1"',
    "H016": "# herleid: ignore H305",
    "H019": "schemas/rules.schema.json",
    "H101": "2024",
    "H110": "[0,50,100]",
    "H205": "round(uren)",
    "H217": "uren > 4",
    "H219": "(",
    "H222": "[31.40]",
    "H223": "41.20",
    "H225": "{}",
    "H227": "cao",
    "H301": "42.60",
    "H308": "40.10",
    "H310": "previous(index, along=prijspeil)",
    "H311": "2024-04-30",
    "H313": "2024-12-31",
    "H320": "2024-02-10",
    "H401": "overhead",
    "H402": "uurloon * (1 + overhead)",
    "H405": "p",
    "H406": "prod(uurloon, over=cao)",
    "H501": "tarief",
    "H601": "uurloon / (1 - overhead)",
    "H602": "uurloon * (1 + overhead) + maximum",
    "H603": "round(uurloon, overhead * uurloon)",
    "H707": "44.20",
    "H708": "{from: {tarief: [{}]}, interval: [34.18689321, 34.21116504], given: [uurloon]}",
    "H709": "tarief",
    "H712": "onderzoek",
    "H731": "final",
    "H734": "{from: {tarief: [{product: pa}]}, interval: [0.995, 1.004], given: [uurloon]}",
    "H735": '"Grote groep: 8"',
}
"""What the caret stands under where the finding does not name it literally; what a new code points at that way belongs here."""


def found_in(code, folder):
    """Return what is found in the folder of a code, with the texts of its files."""
    whole = (FOLDERS[code] / FOLDER).is_dir()
    shutil.copytree(FOLDERS[code], folder if whole else folder / FOLDER, dirs_exist_ok=True, symlinks=True)
    top = folder / FOLDER / "ruleset.yaml"
    if not top.exists():
        top.write_bytes(BASE.encode())
    return problems_in(top.parent)


def under(span, text):
    """Return what stands in a place, of several lines on the first; fails where the place is not within the text."""
    lines = text.split("\n")
    assert 1 <= span.line <= span.end_line <= len(lines), span
    assert 1 <= span.column <= len(lines[span.line - 1]) + 1, span
    assert 1 <= span.end_column <= len(lines[span.end_line - 1]) + 1, span
    assert (span.line, span.column) < (span.end_line, span.end_column), span
    return lines[span.line - 1][span.column - 1 : span.end_column - 1 if span.line == span.end_line else None].rstrip("\r")


def named_by(finding):
    """Return all that a finding names."""
    return {text for value in finding.fields.values() for text in ([value] if isinstance(value, str) else value)}


@EACH
def test_the_caret_stands_under_what_the_finding_speaks_of(code, tmp_path):
    found, texts = found_in(code, tmp_path)
    for each in found:
        shown = under(each.span, texts[each.span.file])
        expected = POINTED_AT.get(each.code)
        if expected is not None and each.code == code:
            assert shown == expected
        else:
            assert shown.strip("'\"") in named_by(each), (shown, each)


@EACH
def test_every_place_is_framed_with_a_mark_under_it(code, tmp_path):
    found, texts = found_in(code, tmp_path)
    for each in found:
        for language in ("nl", "en"):
            lines = show_problem(each, texts, language).splitlines()
            arrows = [at for at, line in enumerate(lines) if line.lstrip().startswith(("-->", ":::"))]
            assert len(arrows) == 1 + len(say(each, language).others)
            for mark, at in zip("^" + "-" * (len(arrows) - 1), arrows, strict=True):
                assert set(lines[at + 3].partition("| ")[2].split()[0]) == {mark}


@pytest.mark.parametrize("code", [each.code for each in CATALOGUE.values() if each.wrong and each.code not in LATER])
def test_whatever_line_is_left_out_every_finding_is_about_a_place_in_a_file(code):
    for example in (CATALOGUE[code].wrong, CATALOGUE[code].right):
        files = files_of(example)
        for name, text in files.items():
            lines = text.splitlines(keepends=True)
            for at in range(len(lines)):
                short = {"ruleset.yaml": BASE, **files, name: "".join(lines[:at] + lines[at + 1 :])}
                for each in problems_of(short):
                    if each.span != Span.of_file(each.span.file):
                        under(each.span, short[each.span.file])
                    else:
                        assert each.code in WHOLE_FILE, each


WHOLE_FILE = {
    "H008": "a file that cannot be opened has no lines",
    "H009": "a file that is too large is not read",
    "H010": "a folder without a rule set has no lines",
    "H011": "a table without a header has no lines",
    "H102": "a key that a file lacks stands nowhere",
}
"""What is about a file as a whole, which has no caret, and why."""


def test_what_has_no_caret_is_about_a_file_as_a_whole():
    assert set(WHOLE_FILE) <= set(CATALOGUE)
    assert all((FOLDERS[code] / "expected.nl.txt").read_text("utf-8").count("^") for code in WHOLE_FILE)
