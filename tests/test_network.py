"""No command uses the network."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from engine.commands import COMMANDS as NAMES
from tests.everything import CASE, CODES, COMMANDS, TOP, outcomes

pytestmark = pytest.mark.slow

CHANGED = ["pnil", "2", "--from", "2025-01-01", "--source", "marktconsultatie_3", "--at", "x", "--quote", "2%"]

OTHERS = [
    ["check", "--diff"],
    ["buildup", *CASE],
    ["compare", *CASE, "--overlay", "docs/voorbeelden/index_2026.yaml"],
    ["diff", "rules"],
    ["solve", "overhead", "domein=jeugd", "cao=GGZ"],
    ["sensitivity", *CASE],
    ["report", "procurement"],
    ["release", "--decision", "Proef", "--output", "FOLDER/vastgelegd.json"],
    ["verify", "FOLDER/vastgelegd.json"],
    ["set", *CHANGED, "--diff"],
    ["init", "nieuw", "--rules", "FOLDER"],
]


@pytest.fixture
def everything(tmp_path):
    """All commands, which write in a folder of their own, and their exit codes."""
    others = [[each.replace("FOLDER", str(tmp_path)) for each in command] for command in OTHERS]
    return [*COMMANDS, *others], [*CODES, *(0 for _ in others)]


ALONE = ["unshare", "--map-root-user", "--net"]


def test_no_command_is_left_out():
    assert {command[0] for command in [*COMMANDS, *OTHERS]} >= set(NAMES)


def test_no_command_opens_a_connection(everything):
    commands, codes = everything
    assert [code for code, _, _ in outcomes(commands, TOP, options=["--without-network"])] == codes


def test_every_command_works_without_a_network(everything):
    if not shutil.which("unshare"):
        pytest.skip("unshare (util-linux) is missing")
    tried = subprocess.run([*ALONE, "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"no empty network namespace is allowed here: {tried.stderr.strip()}")
    links = subprocess.run([*ALONE, "cat", "/proc/net/route"], capture_output=True, text=True, check=True).stdout
    assert len(links.splitlines()) <= 1, "the namespace is not empty"
    commands, codes = everything
    assert [code for code, _, _ in outcomes(commands, TOP, before=ALONE)] == codes
