"""Options and fixtures of all tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import write_files


def pytest_addoption(parser):
    parser.addoption("--update", action="store_true", help="rewrite the expected output of tests/problems")


@pytest.fixture
def updating(request) -> bool:
    return request.config.getoption("--update")


@pytest.fixture
def rules(tmp_path):
    """Write a rule set: the text of `regels.yaml`, or texts by file name, beside the base of tests/support.py."""

    def write(text: str | dict[str, str]) -> Path:
        return write_files(tmp_path, {"regels.yaml": text} if isinstance(text, str) else text)

    return write
