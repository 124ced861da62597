"""The same rules give the same bytes, whatever the locale, the time zone, the hash seed and the folder."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.everything import CODES, COMMANDS, TOP, outcomes

pytestmark = pytest.mark.slow

ELSEWHERE = {
    "plain": {"LC_ALL": "C", "TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
    "turkish": {"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "TZ": "America/St_Johns", "PYTHONHASHSEED": "4294967295", "COLUMNS": "40"},
}


def copied(folder: Path) -> Path:
    """Copy the rules, their files in another order and of another day."""
    for path in sorted((TOP / "rules").rglob("*.*"), reverse=True):
        target = folder / path.relative_to(TOP)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
        os.utime(target, (86400, 86400))
    return folder


@pytest.fixture(scope="module")
def here():
    return outcomes(COMMANDS, TOP, {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "0"})


@pytest.mark.parametrize("name", ELSEWHERE)
def test_every_command_writes_the_same_bytes_elsewhere(name, here, tmp_path):
    there = outcomes(COMMANDS, copied(tmp_path / "Elders & anders"), ELSEWHERE[name])
    for arguments, one, other in zip(COMMANDS, here, there, strict=True):
        assert one == other, arguments


def test_every_command_answered(here):
    assert [code for code, _, _ in here] == CODES
    assert all(output and "\r" not in output and output.endswith("\n") for code, output, _ in here if code == 0)


def test_a_process_of_its_own_writes_the_same_bytes(here):
    command = ["calc", "--format", "csv"]
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "latin-1", "PYTHONHASHSEED": "7", "TZ": "Asia/Kathmandu"}
    done = subprocess.run([sys.executable, TOP / "cli.py", *command], cwd=TOP, env=environment, capture_output=True, check=True)
    assert done.stdout == here[COMMANDS.index(command)][1].encode()
