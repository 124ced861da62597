"""
Every problem has a folder that shows it: rule files, and the whole of what is told about them in both languages.

The rule files are the wrong example of the catalogue where that has one. After a change of words or examples,
`pytest tests/test_problems.py --update` writes the folders anew; read what changed before it is committed.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from engine.problems import CATALOGUE
from engine.reporting.checks.findings import show_findings
from tests.support import BASE, FOLDER, LATER, files_of, problems_in, write_files

FOLDERS = Path(__file__).parent / "problems"
SHOWN = [each for each in CATALOGUE.values() if each.code not in LATER]
EXPECTED = shutil.ignore_patterns("expected.*.txt")


def folder_of(problem):
    """Return the folder of a problem, named after its code and its title."""
    found = sorted(FOLDERS.glob(f"{problem.code}_*"))
    return found[0] if found else FOLDERS / f"{problem.code}_{re.sub('[^a-z0-9]+', '_', problem.title.en.lower()).strip('_')}"


@pytest.fixture(scope="module", params=SHOWN, ids=lambda problem: problem.code)
def problem(request):
    return request.param


@pytest.fixture(scope="module")
def folder(problem, updating):
    path = folder_of(problem)
    if updating and problem.wrong:
        shutil.rmtree(path, ignore_errors=True)
        write_files(path, files_of(problem.wrong))
    return path


@pytest.fixture
def rule_set(folder, tmp_path):
    """Copy what the folder holds, and add the base where it has no rule set of its own."""
    whole = (folder / FOLDER).is_dir()
    shutil.copytree(folder, tmp_path if whole else tmp_path / FOLDER, ignore=EXPECTED, dirs_exist_ok=True, symlinks=True)
    top = tmp_path / FOLDER / "ruleset.yaml"
    if not top.exists():
        top.write_bytes(BASE.encode())
    return top.parent


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_problem_is_shown_as_expected(problem, folder, rule_set, language, updating):
    found, texts = problems_in(rule_set)
    shown = show_findings(found, texts, language)
    expected = folder / f"expected.{language}.txt"
    if updating:
        expected.write_bytes(shown.encode())
    assert problem.code in {each.code for each in found}
    assert shown == expected.read_bytes().decode()


def test_a_folder_holds_the_wrong_example(problem, folder, tmp_path):
    if problem.wrong:
        write_files(tmp_path, files_of(problem.wrong))
        written = {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file() and not path.match("expected.*.txt")}
        assert written == {path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


def test_every_folder_belongs_to_a_code_and_no_code_has_two():
    assert sorted(path.name for path in FOLDERS.iterdir()) == [folder_of(each).name for each in SHOWN]
