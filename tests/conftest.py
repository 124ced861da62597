"""Options and fixtures of all tests."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from engine.commands import COMMANDS
from engine.commands.group import Group
from engine.commands.running import run
from tests.support import BASE, write_files


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="rewrite the expected output of tests/problems")


@pytest.fixture(scope="session")
def updating(request) -> bool:
    return request.config.getoption("--update")


@pytest.fixture
def rules(tmp_path):
    """Write a rule set: the text of `regels.yaml`, or texts by file name, beside the base of tests/support.py."""

    def write(text: str | dict[str, str]) -> Path:
        return write_files(tmp_path, {"ruleset.yaml": BASE, **({"regels.yaml": text} if isinstance(text, str) else text)})

    return write


@pytest.fixture
def herleid(tmp_path, monkeypatch, capsys):
    """Run the command in an empty folder; return its exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)

    def call(*arguments) -> tuple[int, str, str]:
        code = run(Group("engine.commands", COMMANDS), list(map(str, arguments)))
        return code, *capsys.readouterr()

    return call


def _refuse_skip(report) -> None:
    """Where all tools have to be there, a test that is skipped has failed."""
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("HERLEID_REQUIRE_TOOLS") == "1":
        report.outcome = "failed"
        report.longrepr = f"skipped although HERLEID_REQUIRE_TOOLS=1: {report.longrepr[2]}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    report = yield
    _refuse_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    report = yield
    _refuse_skip(report)
    return report
