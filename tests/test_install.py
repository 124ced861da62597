"""What people install: a wheel that works by itself, anywhere, and owns its names."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from engine import __version__

pytestmark = pytest.mark.slow

TOP = Path(__file__).parents[1]
SCRIPTS, SUFFIX = ("Scripts", ".exe") if os.name == "nt" else ("bin", "")

# Nothing of the surroundings may help: no path, no settings of ours.
CLEAN = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "HERLEID", "VIRTUAL_ENV"))}


def run(*command, cwd):
    return subprocess.run(command, cwd=cwd, env=CLEAN, capture_output=True, text=True, encoding="utf-8", stdin=subprocess.DEVNULL, check=False)


def pip(environment, *arguments):
    """Run pip, the only thing here that uses the package index; without the index there is nothing to test."""
    python = environment / SCRIPTS / f"python{SUFFIX}"
    done = run(python, "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments, cwd=environment)
    if done.returncode and any(each in done.stderr for each in ("No matching distribution", "Could not fetch", "Connection", "Temporary failure")):
        pytest.skip("the package index cannot be reached")
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """An environment that holds nothing but pip."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=True)
    return folder


@pytest.fixture(scope="module")
def wheel(environment, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    pip(environment, "wheel", "--no-deps", "--wheel-dir", folder, TOP)
    (found,) = folder.glob("herleid-*.whl")
    return found


@pytest.fixture(scope="module")
def installed(environment, wheel):
    """The folder with the commands of an environment where only the wheel was installed."""
    pip(environment, "install", wheel)
    return environment / SCRIPTS


@pytest.fixture
def herleid(installed, tmp_path):
    """Run the installed command in an empty folder."""
    return lambda *arguments: run(installed / f"herleid{SUFFIX}", *arguments, cwd=tmp_path)


def test_the_wheel_holds_the_engine_its_schemas_its_rules_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert {name.split("/")[0] for name in names} == {"cli.py", "engine", f"herleid-{__version__}.dist-info"}
    assert "engine/py.typed" in names
    for folder in ("rules", "schemas"):
        shipped = {path.relative_to(TOP).as_posix() for path in (TOP / folder).rglob("*.*")}
        assert {name.removeprefix("engine/_bundled/") for name in names if name.startswith(f"engine/_bundled/{folder}/")} == shipped


def test_the_installed_command_says_its_version(herleid):
    assert herleid("--version").stdout == f"herleid {__version__}\n"


def test_nobody_else_owns_the_names_of_the_modules(installed, tmp_path):
    script = "from importlib.metadata import packages_distributions as p; print(p()['engine'], p()['cli'])"
    done = run(installed / f"python{SUFFIX}", "-c", script, cwd=tmp_path)
    assert done.stdout == "['herleid'] ['herleid']\n"


def test_the_installed_rules_give_the_same_tariffs_as_the_checkout(herleid):
    there = herleid("calc", "--format", "json")
    here = run(sys.executable, TOP / "cli.py", "calc", "--format", "json", cwd=TOP)
    assert (there.returncode, here.returncode) == (0, 0), there.stderr + here.stderr
    assert there.stdout == here.stdout
    assert len(json.loads(there.stdout)["results"]) >= 66
    assert len(there.stderr.splitlines()) == 1, "that the bundled rules were used"
    assert here.stderr == ""


def test_the_installed_command_traces_as_the_checkout_does(herleid):
    question = ("trace", "product=ondersteuning_individueel", "prijspeil=2025", "--format", "json")
    there, here = herleid(*question), run(sys.executable, TOP / "cli.py", *question, cwd=TOP)
    assert there.returncode == 0, there.stderr
    assert there.stdout == here.stdout


@pytest.mark.parametrize("name", ["check", "test"])
def test_rules_are_only_judged_where_they_are(herleid, name):
    done = herleid(name)
    assert (done.returncode, done.stdout) == (2, "")
    assert "`rules`" in done.stderr


def test_the_installed_command_begins_a_rule_set_that_computes(herleid):
    assert herleid("init", "mijnregio").returncode == 0
    assert herleid("check", "--fail-on", "warning").returncode == 0
    assert "70,62" in herleid("calc").stdout
