"""Strange folders, files, pipes and disks: each gives a clear message and the right exit code, never a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.everything import TOP, run_one
from tests.support import BASE, write_files

FINDINGS, MISUSE = 1, 2

SOUND = """\
parameters:
  tarief:
    label: Tarief
    unit: EUR
    range: [0, 100]
    freedom: open
    values: [{valid_from: 2024-01-01, basis: law, status: final, source: {ref: bron, at: tabel 1}, value: 12}]
"""

COMMANDS = [["check"], ["calc"], ["test"], ["trace"], ["graph"], ["find", "tarief"], ["calc", "--format", "json"], ["check", "--format", "json"]]

LINUX = pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")


def sound(folder):
    return write_files(folder, {"ruleset.yaml": BASE, "regels.yaml": SOUND})


def added(name, data):
    def make(folder):
        (sound(folder) / name).write_bytes(data)

    return make


def alone(name, data):
    def make(folder):
        (folder / name).write_bytes(data)

    return make


def nothing(_):
    pass


def directory(name):
    def make(folder):
        (sound(folder) / name).mkdir()

    return make


def pipe(name):
    def make(folder):
        sound(folder)
        (folder / name).unlink(missing_ok=True)
        os.mkfifo(folder / name)

    return make


def link(name, target):
    def make(folder):
        (folder.parent / "geheim.yaml").write_text(SOUND, "utf-8")
        sound(folder)
        (folder / name).unlink(missing_ok=True)
        (folder / name).symlink_to(target)

    return make


def text(name, words):
    return added(name, words.encode())


def both_use_each_other(folder):
    sound(folder)
    library = BASE.replace("  result: tarief\n", "  uses: [../regels]\n").replace("name: voorbeeld", "name: ander")
    write_files(folder.parent / "ander", {"ruleset.yaml": library.split("units:")[0]})
    (folder / "ruleset.yaml").write_text(BASE.replace("  result:", "  uses: [../ander]\n  result:"), "utf-8")


STRANGE = {
    "an empty folder": (nothing, MISUSE, "ruleset.yaml"),
    "a folder without rules": (alone("lees.mij", b"hallo"), MISUSE, "ruleset.yaml"),
    "rules without a rule set": (alone("regels.yaml", SOUND.encode()), MISUSE, "ruleset.yaml"),
    "a binary file": (added("vreemd.yaml", b"\x89PNG\r\n\x1a\n\x00\xff\xfe"), FINDINGS, "H001"),
    "a binary rule set": (added("ruleset.yaml", bytes(range(256))), FINDINGS, "H001"),
    "a rule set with nothing in it": (added("ruleset.yaml", b""), FINDINGS, "H102"),
    "a file of 10 MB": (added("groot.yaml", b"# regel\n" * 1_250_000), FINDINGS, "H008"),
    "a rule set of 10 MB": (added("ruleset.yaml", b"# regel\n" * 1_250_000), FINDINGS, "H008"),
    "a folder with the name of a rule file": (directory("map.yaml"), FINDINGS, "H008"),
    "a pipe": (pipe("pijp.yaml"), FINDINGS, "H008"),
    "a pipe as rule set": (pipe("ruleset.yaml"), MISUSE, "ruleset.yaml"),
    "a link out of the folder": (link("buiten.yaml", "../geheim.yaml"), FINDINGS, "H008"),
    "a link to the system": (link("buiten.yaml", "/etc/passwd"), FINDINGS, "H008"),
    "a link to nowhere": (link("weg.yaml", "nergens.yaml"), FINDINGS, "H008"),
    "a link to itself": (link("rond.yaml", "rond.yaml"), FINDINGS, "H008"),
    "a link to everything": (link("alles", "/"), FINDINGS, "H008"),
    "a file that never ends": (link("nul.yaml", "/dev/zero"), FINDINGS, "H008"),
    "10,000 findings": (text("regels.yaml", SOUND + "".join(f"  p{n}: {{label: P}}\n" for n in range(10_000))), FINDINGS, "H102"),
    "a million brackets": (text("diep.yaml", "[" * 1_000_000), FINDINGS, "H009"),
    "a million references": (text("bom.yaml", "a: &a [x, x]\n" + "".join(f"b{n}: [*a, *a]\n" for n in range(5_000))), FINDINGS, "H004"),
    "a number of a million digits": (text("lang.yaml", "parameters: {tarief: " + "9" * 1_000_000 + "}"), FINDINGS, "H009"),
    "a byte order mark before what is no UTF-8": (added("vreemd.yaml", b"\xef\xbb\xbf" + "é".encode() + b"\xff\n"), FINDINGS, "H001"),
    "a comma after a zero that leads": (text("nul.yaml", SOUND.replace("value: 12", "value: 01,5")), FINDINGS, "H005"),
    "a day of a million digits": (text("dag.yaml", SOUND.replace("2024-01-01", "1-1-" + "1" * 1_000)), FINDINGS, "H105"),
    "a key that nobody sees": (text("ruleset.yaml", BASE.replace("  day:", "  d\x1fay:")), FINDINGS, "H007"),
    "an old end of line": (text("regels.yaml", SOUND.replace("\n", "\r")), FINDINGS, "H007"),
    "a library that is not there": (text("ruleset.yaml", BASE.replace("  result:", "  uses: [../nergens]\n  result:")), FINDINGS, "H008"),
    "a library outside": (text("ruleset.yaml", BASE.replace("  result:", "  uses: [../../../../etc]\n  result:")), FINDINGS, "H008"),
    "a table that is not there": (text("regels.yaml", SOUND.replace("value: 12", "csv: weg.csv")), FINDINGS, "H008"),
    "a table outside": (text("regels.yaml", SOUND.replace("value: 12", "csv: ../../../../../etc/passwd")), FINDINGS, "H104"),
}


@pytest.fixture(params=STRANGE)
def strange(request, tmp_path):
    make, code, words = STRANGE[request.param]
    if request.param.startswith("a pipe") and not hasattr(os, "mkfifo"):
        pytest.skip("there are no named pipes here")
    folder = tmp_path / "regels"
    folder.mkdir()
    make(folder)
    return folder, COMMANDS[:2] if "0,000" in request.param or "million" in request.param else COMMANDS, code, words


@pytest.mark.parametrize("language", ["nl", "en"])
def test_whatever_is_in_a_folder_is_told(strange, language):
    folder, commands, wanted, words = strange
    for command in commands:
        code, output, problems = run_one([*command, "--rules", str(folder), "--lang", language])
        told = output + problems
        assert code == wanted, (command, told[:500])
        assert not words or words in told, (command, told[:500])
        assert "Traceback" not in told
        assert output == "" or command[0] == "check", (command, output[:200])
        assert len(told) < 50_000 or "json" in command


def test_rule_sets_that_use_each_other_end(tmp_path):
    folder = tmp_path / "regels"
    folder.mkdir()
    both_use_each_other(folder)
    for command in COMMANDS:
        code, _, problems = run_one([*command, "--rules", str(folder)])
        assert code in (0, FINDINGS, MISUSE), problems
        assert "Traceback" not in problems


@pytest.mark.parametrize("name", ["\x1b[31mrood.yaml", "twee\nregels.yaml", "omge\u202ekeerd.yaml", os.fsdecode(b"\xff\xfe.yaml")])
def test_a_strange_name_is_shown_without_what_a_terminal_acts_on(tmp_path, name):
    folder = sound(tmp_path)
    try:
        (folder / name).write_bytes(b"parameters: 1\n")
    except OSError:
        pytest.skip("no file may be called that here")
    for command in COMMANDS:
        code, output, problems = run_one([*command, "--rules", str(folder)])
        assert code == FINDINGS
        assert not {"\x1b", "\u202e"} & set(output + problems)
        assert "H101" in output + problems


@pytest.mark.parametrize("path", ["nergens", "regels.yaml", "regels.yaml/dieper", "x" * 5_000, "~"])
def test_a_path_that_is_no_folder_is_misuse(tmp_path, path):
    sound(tmp_path)
    for command in COMMANDS:
        code, output, problems = run_one([*command, "--rules", str(tmp_path / path)])
        assert (code, output) == (MISUSE, ""), (command, problems)
        assert problems.startswith("herleid: ")
        assert problems.count("\n") == 1


# Where the output goes


def herleid(*arguments, **more):
    return subprocess.run([sys.executable, TOP / "cli.py", *arguments], cwd=TOP, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, check=False, **more)


@pytest.mark.parametrize("command", [["calc"], ["trace", "product=basis_ggz", "prijspeil=2025"], ["test", "--format", "json"]], ids=lambda each: each[0])
def test_a_closed_pipe_is_no_error(command):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = herleid(*command, stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@LINUX
@pytest.mark.parametrize(("language", "words"), [("nl", "de schijf is vol"), ("en", "the disk is full")])
def test_a_full_disk_is_told(language, words):
    with Path("/dev/full").open("wb") as full:
        done = herleid("calc", "--lang", language, stdout=full)
    assert done.returncode == MISUSE
    assert words in done.stderr.decode()
    assert done.stderr.count(b"\n") == 1


@LINUX
@pytest.mark.parametrize(("language", "words"), [("nl", "vol"), ("en", "full")])
@pytest.mark.parametrize("command", [["check", "--format", "json"], ["release", "--decision", "Proef"]], ids=lambda each: each[0])
def test_a_full_disk_is_told_where_a_file_is_written(command, language, words):
    code, output, problems = run_one([*command, "--output", "/dev/full", "--lang", language, "--rules", str(TOP / "rules")])
    assert (code, output) == (MISUSE, ""), problems
    assert words in problems
    assert problems.count("\n") == 1


@pytest.mark.parametrize("target", ["", "nergens/uit.json", "."])
@pytest.mark.parametrize("command", [["check", "--format", "json"], ["release", "--decision", "Proef"]], ids=lambda each: each[0])
def test_a_file_that_cannot_be_written_is_told(tmp_path, command, target):
    code, output, problems = run_one([*command, "--output", str(tmp_path / target), "--rules", str(TOP / "rules")])
    assert (code, output) == (MISUSE, ""), problems
    assert problems.startswith("herleid: ")


@LINUX
def test_nowhere_to_tell_problems_is_no_traceback(tmp_path):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run([sys.executable, TOP / "cli.py", "calc", "--rules", tmp_path], cwd=TOP, stdout=subprocess.PIPE, stderr=full, check=False)
    assert (done.returncode, done.stdout) == (MISUSE, b"")
