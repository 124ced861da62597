"""No command uses the network."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from tests.everything import CODES, COMMANDS, TOP, outcomes

pytestmark = pytest.mark.slow

ALONE = ["unshare", "--map-root-user", "--net"]


def test_no_command_opens_a_connection():
    assert [code for code, _, _ in outcomes(COMMANDS, TOP, options=["--without-network"])] == CODES


def test_every_command_works_without_a_network():
    if not shutil.which("unshare"):
        pytest.skip("unshare (util-linux) is missing")
    tried = subprocess.run([*ALONE, "true"], capture_output=True, text=True, check=False)
    if tried.returncode:
        pytest.skip(f"no empty network namespace is allowed here: {tried.stderr.strip()}")
    links = subprocess.run([*ALONE, "cat", "/proc/net/route"], capture_output=True, text=True, check=True).stdout
    assert len(links.splitlines()) <= 1, "the namespace is not empty"
    assert [code for code, _, _ in outcomes(COMMANDS, TOP, before=ALONE)] == CODES
