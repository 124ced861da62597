"""Strange folders, files, pipes and disks: each gives a clear message and the right exit code, never a traceback."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
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

OTHERS = [
    ["check", "--fix"],
    ["buildup"],
    ["compare", "--overlay", "BESIDE/eigen.yaml"],
    ["diff", "BESIDE"],
    ["release", "--decision", "Proef"],
    ["report", "inkoop"],
    ["sensitivity"],
    ["set", "tarief", "13", "--from", "2024-01-01"],
    ["solve", "tarief"],
    ["verify", "BESIDE/vastgelegd.json"],
]
"""All further commands that take rules; in `BESIDE` there are sound ones, with what a command asks for beside them."""

EVERY = [*COMMANDS, *OTHERS]

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


@pytest.fixture(scope="module")
def beside(tmp_path_factory):
    """Sound rules, with a receipt of them and an overlay."""
    folder = tmp_path_factory.mktemp("beside") / "regels"
    folder.mkdir()
    sound(folder)
    folder.with_name("eigen.yaml").write_text("overlay: {name: eigen, label: Eigen cijfers}\nparameters: {}\n", "utf-8")
    assert run_one(["release", "--decision", "Proef", "--rules", str(folder), "--output", str(folder.with_name("vastgelegd.json"))])[0] == 0
    return folder


def asked(command, beside):
    files = {"BESIDE/eigen.yaml": beside.with_name("eigen.yaml"), "BESIDE/vastgelegd.json": beside.with_name("vastgelegd.json"), "BESIDE": beside}
    return [str(files.get(each, each)) for each in command]


@pytest.fixture(params=STRANGE)
def strange(request, tmp_path):
    make, code, words = STRANGE[request.param]
    if request.param.startswith("a pipe") and not hasattr(os, "mkfifo"):
        pytest.skip("there are no named pipes here")
    folder = tmp_path / "regels"
    folder.mkdir()
    make(folder)
    return folder, COMMANDS[:2] if "0,000" in request.param or "million" in request.param else EVERY, code, words


@pytest.mark.parametrize("language", ["nl", "en"])
def test_whatever_is_in_a_folder_is_told(strange, language, beside):
    folder, commands, wanted, words = strange
    for command in commands:
        code, output, problems = run_one([*asked(command, beside), "--rules", str(folder), "--lang", language])
        told = output + problems
        assert code == wanted, (command, told[:500])
        assert not words or words in told, (command, told[:500])
        assert "Traceback" not in told
        assert output == "" or command[0] == "check", (command, output[:200])
        assert len(told) < 50_000 or "json" in command


STRANGE_FILES = {
    "nothing": str,
    "a folder": lambda path: path.mkdir(),
    "a pipe": os.mkfifo if hasattr(os, "mkfifo") else None,
    "a binary file": lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n\x00\xff\xfe"),
    "an empty file": lambda path: path.write_bytes(b""),
    "a file of 10 MB": lambda path: path.write_bytes(b"# regel\n" * 1_250_000),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to the system": lambda path: path.symlink_to("/etc/passwd"),
}


@pytest.mark.parametrize(
    "command",
    [["calc", "--overlay"], ["compare", "--overlay"], ["verify"], ["diff"], ["diff", "BESIDE", "--volumes"], ["check", "--sources"]],
    ids=" ".join,
)
@pytest.mark.parametrize("strange", STRANGE_FILES)
def test_whatever_stands_where_a_file_is_asked_for_is_told(tmp_path, beside, strange, command):
    if STRANGE_FILES[strange] is None:
        pytest.skip("there are no named pipes here")
    path = tmp_path / "vreemd"
    STRANGE_FILES[strange](path)
    code, _, problems = run_one([*asked(command, beside), str(path), "--rules", str(beside)])
    wanted = {0} if command[0] == "check" and strange == "a folder" else {FINDINGS, MISUSE}
    assert code in wanted, problems
    assert "Traceback" not in problems
    assert code == 0 or problems


@pytest.mark.parametrize("word", ["a\0b", "\ud8ff", "x" * 100_000, "-", "--", "=", "a=", "=b", "", "\n", "\x1b[31m", "../..", "/dev/zero"])
def test_no_argument_is_too_strange(beside, word, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    words = [["--rules", word], ["--day", word], ["--lang", word], ["--format", word], [word]]
    takes = {"check": ["--sources", "--fail-on"], "set": ["--from", "--source", "--at"], "release": ["--decision"], "calc": ["--overlay"], "trace": ["--depth"]}
    for command in EVERY:
        for more in [*words, *([each, word] for each in takes.get(command[0], ()))]:
            code, output, problems = run_one([*asked(command, beside), *more, *([] if "--rules" in more else ["--rules", str(beside)])])
            assert code in (0, FINDINGS, MISUSE), (command, more, problems)
            assert not {"\x1b", "\0"} & set(output + problems)


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
    given = {"cwd": TOP, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL, **more}
    return subprocess.run([sys.executable, TOP / "cli.py", *arguments], check=False, timeout=120, **given)


CASE = ["product=basis_ggz", "prijspeil=2025"]

TALKING = pytest.mark.parametrize(
    "command",
    [
        ["calc"],
        ["check"],
        ["trace", *CASE],
        ["test", "--format", "json"],
        ["buildup", *CASE],
        ["compare", *CASE, "--overlay", "docs/voorbeelden/index_2026.yaml"],
        ["diff", "rules"],
        ["explain"],
        ["find", "overhead"],
        ["graph"],
        ["release", "--decision", "Proef"],
        ["report", "law"],
        ["sensitivity", *CASE],
        ["set", "pnil", "2", "--from", "2025-01-01", "--source", "marktconsultatie_3", "--at", "x", "--quote", "2%", "--diff"],
        ["solve", "overhead", "domein=jeugd", "cao=GGZ"],
        ["--help"],
    ],
    ids=lambda each: each[0],
)


@TALKING
def test_a_closed_pipe_is_no_error(command):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = herleid(*command, stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@LINUX
@TALKING
def test_a_full_disk_is_told(command):
    with Path("/dev/full").open("wb") as full:
        done = herleid(*command, "--lang", "nl", stdout=full)
    assert (done.returncode, done.stderr.decode()) == (MISUSE, "herleid: de uitvoer kan niet worden weggeschreven: de schijf is vol\n")


@LINUX
def test_a_full_disk_is_told_in_english_too():
    with Path("/dev/full").open("wb") as full:
        done = herleid("calc", "--lang", "en", stdout=full)
    assert (done.returncode, done.stderr.decode()) == (MISUSE, "herleid: the output cannot be written: the disk is full\n")


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


@LINUX
def test_nowhere_to_tell_notices_changes_no_exit_code():
    with Path("/dev/full").open("wb") as full:
        assert herleid("check", "--diff", stdout=subprocess.PIPE, stderr=full).returncode == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows does not limit the size of files")
@pytest.mark.parametrize("limit", [0, 100])
@pytest.mark.parametrize(
    "command",
    [
        ["check", "--fix"],
        ["check", "--format", "json", "--output", "uit.json"],
        ["release", "--decision", "Proef", "--output", "uit.json"],
        ["set", "tarief", "13", "--from", "2024-01-01"],
        ["init", "nieuw"],
    ],
    ids=lambda each: each[0],
)
def test_no_room_for_a_file_leaves_all_files_as_they_were(tmp_path, command, limit):
    import resource

    folder = tmp_path / "rules" / "regels"
    sound(folder)
    (tmp_path / "uit.json").write_text("oud", "utf-8")
    if "--fix" in command:
        (folder / "regels.yaml").write_text(SOUND.replace("label: ", "label:"), "utf-8")

    def files():
        return {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    before = files()
    done = herleid(*command, "--lang", "nl", cwd=tmp_path, stdout=subprocess.PIPE, preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    assert (done.returncode, done.stdout) == (MISUSE, b"")
    assert done.stderr.decode().endswith("worden geschreven: zo groot mag een bestand hier niet worden\n")
    assert files() == before


# What is around


@LINUX
@pytest.mark.parametrize("command", [["check"], ["calc"], ["set", "x", "1"], ["init", "nieuw"]], ids=lambda each: each[0])
def test_a_folder_that_is_gone_is_told(tmp_path, command):
    away = 'mkdir "$0" && cd "$0" && rmdir "$0" && exec "$@"'
    done = subprocess.run(["sh", "-c", away, tmp_path / "weg", sys.executable, TOP / "cli.py", *command, "--lang", "en"], capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (MISUSE, b"", b"herleid: the folder you are working in is no longer there\n")


@pytest.mark.parametrize(
    "environment",
    [{"LANG": "C", "LC_ALL": "C"}, {"TERM": "dumb", "COLUMNS": "x"}, {"HOME": "/proc", "TZ": "onzin"}, {"HOME": None, "PATH": ""}, {"PYTHONUTF8": "0"}],
    ids=str,
)
def test_what_is_around_changes_nothing(environment):
    around = {name: value for name, value in {**os.environ, **environment}.items() if value is not None}
    for command in (["check"], ["trace", *CASE]):
        usual, other = (herleid(*command, stdout=subprocess.PIPE, env=each) for each in (os.environ, around))
        assert (other.returncode, other.stdout, other.stderr) == (usual.returncode, usual.stdout, usual.stderr)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals")
@pytest.mark.parametrize("streams", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
def test_streams_that_are_closed_are_no_traceback(streams):
    command = ["sh", "-c", f'exec "$@" {streams}', "sh", sys.executable, TOP / "cli.py", "calc"]
    done = subprocess.run(command, cwd=TOP, capture_output=True, check=False, timeout=60)
    assert done.returncode == (MISUSE if ">&-" in streams.replace("2>&-", "") else 0)
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows has no signals")
@pytest.mark.parametrize("command", [["solve", "--all"], ["check"], ["sensitivity", *CASE]], ids=lambda each: each[0])
@pytest.mark.parametrize("seconds", [0.15, 0.25, 0.4])
def test_an_interrupt_ends_it_without_a_word(command, seconds):
    running = subprocess.Popen([sys.executable, TOP / "cli.py", *command], cwd=TOP, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(seconds)
    running.send_signal(signal.SIGINT)
    _, problems = running.communicate(timeout=60)
    assert running.returncode in (0, 130, -signal.SIGINT)
    assert problems == b""
