"""The engine is layered, and each library of others has one door."""

from __future__ import annotations

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

TOP = Path(__file__).parents[1]
ENGINE = TOP / "engine"
MODULES = sorted(ENGINE.rglob("*.py"))

NOUNS = {"cells", "diagnostics", "decimals", "evidence", "units", "expression", "model", "process", "resources", "topics"}
WINGS = ["nouns", "problems", "reading", "calculating", "checking", "questions", "editing", "reporting", "commands"]
DOORS = {
    "yaml": "engine/reading/documents.py",
    "jsonschema": "engine/reading/shape.py",
    "referencing": "engine/reading/shape.py",
    "simpleeval": "engine/calculating/exact.py",
    "networkx": "engine/calculating/graph.py",
    "click": "engine/commands/",
}
SLOW = {"yaml", "jsonschema", "referencing", "networkx", "simpleeval", "asyncio", "decimal"}


def named(path):
    return path.relative_to(TOP).as_posix()


def each_module(function):
    return pytest.mark.parametrize("path", MODULES, ids=named)(function)


def parsed(path):
    return ast.parse(path.read_text("utf-8"))


def imports(tree):
    """Every import: how many dots it starts with, and the names that it reaches for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for each in node.names:
                yield node, 0, each.name
        elif isinstance(node, ast.ImportFrom):
            bare = node.level and not node.module
            for name in [each.name for each in node.names] if bare else [str(node.module)]:
                yield node, node.level, name


def wing(parts):
    """The wing that a module of the engine is in; the top of the engine belongs to none."""
    first = Path(parts[0]).stem if parts else "__init__"
    return "nouns" if first in NOUNS else first if first in WINGS else None


def reached(path, level, name):
    """The parts, below `engine`, of what a relative import reaches for."""
    base = path.relative_to(ENGINE).parts[:-1]
    return (*base[: len(base) - level + 1], *name.split("."))


@each_module
def test_imports_point_one_way(path):
    own = wing(path.relative_to(ENGINE).parts)
    for node, level, name in imports(parsed(path)):
        target = wing(reached(path, level, name)) if level else None
        if own and target:
            assert WINGS.index(target) <= WINGS.index(own), f"line {node.lineno}: {own} imports {target}"


def test_no_module_needs_itself():
    needs = {}
    for path in MODULES:
        tree = parsed(path)
        top = ast.Module([each for each in tree.body if isinstance(each, ast.Import | ast.ImportFrom)], [])
        targets = {ENGINE.joinpath(*reached(path, level, name)) for _, level, name in imports(top) if level}
        needs[path] = {found for each in targets for found in (each.with_suffix(".py"), each / "__init__.py") if found.exists() and found != path}
    assert len(list(TopologicalSorter(needs).static_order())) == len(MODULES)


@each_module
def test_inside_the_engine_imports_are_relative(path):
    for node, level, name in imports(parsed(path)):
        assert level or name.split(".")[0] not in ("engine", "cli"), f"line {node.lineno}"


@each_module
def test_libraries_of_others_enter_through_one_module(path):
    for node, level, name in imports(parsed(path)):
        library = name.split(".")[0]
        if not level and library not in sys.stdlib_module_names:
            assert named(path).startswith(DOORS[library]), f"line {node.lineno} imports {library}"


@each_module
def test_only_commands_read_what_is_around_them_and_nothing_reads_the_clock(path):
    clock = {"today", "now", "utcnow", "time_ns", "localtime", "monotonic"}
    around = {"environ", "getenv", "argv", "stdin", "stdout", "stderr", "cwd", "getcwd"}
    refused = clock if "commands" in path.parts else clock | around
    found = [node for node in ast.walk(parsed(path)) if isinstance(node, ast.Attribute) and node.attr in refused]
    # A program that was started has streams of its own.
    streams = {"stdin", "stdout", "stderr"}
    assert [each.attr for each in found if each.attr not in streams or (isinstance(each.value, ast.Name) and each.value.id == "sys")] == []


@each_module
def test_what_is_public_says_what_it_is(path):
    tree = parsed(path)
    assert ast.get_docstring(tree), "the module"
    for scope in [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_"))]:
        for node in scope.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                assert ast.get_docstring(node), f"line {node.lineno}: {node.name}"


@each_module
def test_modules_are_short(path):
    lines = path.read_text("utf-8").count("\n")
    assert lines <= 300


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["nonsense"]])
def test_the_command_starts_without_what_is_slow(arguments):
    script = "import sys, cli\ntry: cli.main()\nexcept SystemExit: pass\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script, *arguments], cwd=TOP, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split())
    assert not loaded & SLOW
    light = {"engine.diagnostics", "engine.reporting", "engine.reporting.terminal"}
    assert not {each for each in loaded if each.startswith("engine.") and not each.startswith("engine.commands")} - light
