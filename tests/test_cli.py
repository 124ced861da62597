"""What all commands share: how they end, what they say then, and which rules they work on."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from engine import __version__
from engine.commands import COMMANDS, output
from engine.commands.group import Group
from engine.commands.misuse import Misuse
from engine.commands.opening import open_rules
from engine.commands.options import Selection, command, day, formats, option, parse_day, parse_selection, rules
from engine.commands.rulesets import meant, rule_set, rule_sets, sets_below
from engine.commands.running import run
from engine.reading.trees import FolderTree
from engine.resources import shipped
from tests.support import BASE, write_files

TOP = Path(__file__).parents[1]
LIBRARY = BASE.replace("  result: tarief\n", "")


def herleid(*arguments, **how):
    """Run the command as people do, in a process of its own."""
    how = {"cwd": TOP, "capture_output": True, "text": True, "encoding": "utf-8", "stdin": subprocess.DEVNULL, **how}
    return subprocess.run([sys.executable, TOP / "cli.py", *arguments], check=False, **how)


@command(nl="Doet iets.", en="Does something.")
@option("--how", metavar="WORD", nl="hoe", en="how")
@day
@formats("text", "json")
def act(how, day, format, lang):  # noqa: A002
    match how:
        case "fail":
            raise KeyError("lost")
        case "stop":
            raise KeyboardInterrupt
        case "find":
            return 1
        case "much":
            output.write("€ 1\n" * 100_000)
        case _:
            output.write(f"€ {how} {day} {format} {lang}")
    return None


@command(nl="Opent regels.", en="Opens rules.")
@rules
@option("--refuse", is_flag=True, nl="weigert", en="refuses")
def look(rules, refuse, lang):
    opened = open_rules(rules, lang, bundled=True)
    if refuse:
        raise Misuse("nee", "no")
    output.write(f"{opened.rules.name} in {opened.language}")


def boxed(monkeypatch, **commands):
    """A program with these commands, each in a module of its name."""
    for name, each in commands.items():
        module = ModuleType(f"toolbox.{name}")
        setattr(module, name, each)
        monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setitem(sys.modules, "toolbox", ModuleType("toolbox"))
    return Group("toolbox", dict.fromkeys(commands, ("doet iets", "does something")))


@pytest.fixture
def toolbox(monkeypatch):
    """A program with one command, that ends in all ways there are."""
    return boxed(monkeypatch, act=act)


@pytest.fixture
def looking(monkeypatch):
    """A program with one command, that opens rules."""
    return boxed(monkeypatch, look=look)


@pytest.fixture
def sets(tmp_path, monkeypatch):
    """Write rule sets as folders of `rules`, each with the text of its `ruleset.yaml`, and go there."""

    def write(**texts):
        for name, text in texts.items():
            folder = tmp_path / "rules" / name
            folder.mkdir(parents=True)
            (folder / "ruleset.yaml").write_text(text, "utf-8")
        monkeypatch.chdir(tmp_path)
        return tmp_path / "rules"

    return write


# How a command ends


@pytest.mark.parametrize(
    ("how", "code"), [(["act"], 0), (["act", "--how", "find"], 1), (["act", "--how"], 2), (["act", "--how=fail"], 3), (["act", "--how=stop"], 130)]
)
def test_each_way_to_end_has_its_exit_code(toolbox, how, code):
    assert run(toolbox, how) == code


def test_a_bug_of_ours_is_admitted_in_one_line(toolbox, capsys):
    run(toolbox, ["act", "--how=fail"])
    out, err = capsys.readouterr()
    assert out == ""
    assert err == (
        "herleid: this is a bug of ours, not of your rules (KeyError: 'lost'). "
        "Please report it with the command you gave; `--debug` shows where it is.\n"
    )


def test_debug_shows_where_a_bug_is(toolbox, capsys):
    assert run(toolbox, ["act", "--how=fail", "--debug", "--lang=nl"]) == 3
    err = capsys.readouterr().err
    assert "Traceback" in err
    assert err.splitlines()[-1].startswith("herleid: dit is een fout van ons")


@pytest.mark.parametrize(
    ("arguments", "nl", "en"),
    [
        (["atc"], "de opdracht `atc` bestaat niet; bedoelde u `act`?", "there is no command `atc`; did you mean `act`?"),
        (["zzz"], "de opdracht `zzz` bestaat niet, wel: act", "there is no command `zzz`; there is: act"),
        (["act", "--hwo", "x"], "de optie `--hwo` bestaat hier niet; bedoelde u `--how`?", "there is no option `--hwo` here; did you mean `--how`?"),
        (["act", "--how"], "achter `--how` hoort een waarde", "`--how` needs a value"),
        (["act", "--help=x"], "achter `--help` hoort geen waarde", "`--help` takes no value"),
        (["act", "more"], "`more` hoort hier niet", "`more` does not belong here"),
        (["act", "--format", "xml"], "`--format` kan niet `xml` zijn, wel: text, json", "`--format` cannot be `xml`; it is one of: text, json"),
        (["act", "--day", "16-10-2024"], "`16-10-2024` is geen dag zoals 2024-10-16", "`16-10-2024` is not a day such as 2024-10-16"),
        ([], "geef een opdracht: act; `herleid --help` legt ze uit", "name a command: act; `herleid --help` explains them"),
    ],
)
def test_misuse_is_said_in_one_line_in_both_languages(toolbox, capsys, arguments, nl, en):
    said = []
    for lang in ("en", "nl"):
        assert run(toolbox, ["--lang", lang, *arguments]) == 2
        said.append(capsys.readouterr())
    assert [each.out for each in said] == ["", ""]
    assert said[0].err == f"herleid: {en}\n"
    assert said[1].err == f"herleid: {nl}\n"


@pytest.mark.parametrize(("language", "told"), [("nl", "de opdracht `atc` bestaat niet"), ("en", "there is no command `atc`")])
def test_misuse_is_said_in_the_language_of_the_rules_that_are_here(toolbox, capsys, tmp_path, monkeypatch, language, told):
    write_files(tmp_path / "rules", {"ruleset.yaml": BASE.replace("language: nl", f"language: {language}")})
    monkeypatch.chdir(tmp_path)
    assert run(toolbox, ["atc"]) == 2
    monkeypatch.chdir(tmp_path.parent)
    assert run(toolbox, ["atc", "--rules", str(tmp_path / "rules")]) == 2
    assert capsys.readouterr().err == 2 * f"herleid: {told}{'; bedoelde u' if language == 'nl' else '; did you mean'} `act`?\n"


def test_an_unknown_language_is_misuse(toolbox, capsys):
    assert run(toolbox, ["act", "--lang", "de"]) == 2
    assert "nl, en" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--lang", "nl", "act"], ["act", "--lang", "nl"], ["act", "--lang=nl"]])
def test_the_language_may_stand_before_or_behind_the_command(toolbox, capsys, arguments):
    assert run(toolbox, arguments) == 0
    assert capsys.readouterr().out.split()[-1] == "nl"


def test_help_exists_in_both_languages(toolbox, capsys):
    assert run(toolbox, ["act", "--help", "--lang", "nl"]) == 0
    assert run(toolbox, ["act", "--help"]) == 0
    dutch, english = capsys.readouterr().out.split("Usage:")
    assert dutch.startswith("Gebruik: herleid act [OPTIES]")
    assert "Doet iets." in dutch
    assert "toon deze uitleg" in dutch
    assert "Does something." in english
    assert "show this help" in english


# What leaves the program


def test_the_version_is_that_of_the_engine():
    done = herleid("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"herleid {__version__}\n", "")


def test_all_commands_are_listed_with_what_they_do():
    for lang, texts in zip(("nl", "en"), zip(*COMMANDS.values(), strict=True), strict=True):
        done = herleid("--help", "--lang", lang)
        assert done.returncode == 0
        for name, text in zip(COMMANDS, texts, strict=True):
            assert f"  {name:{max(map(len, COMMANDS))}}  {text}\n" in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_in_both_languages(name):
    dutch, english = (herleid(name, "--help", "--lang", lang) for lang in ("nl", "en"))
    assert (dutch.returncode, english.returncode) == (0, 0), dutch.stderr
    assert dutch.stdout.startswith(f"Gebruik: herleid {name}")
    assert english.stdout.startswith(f"Usage: herleid {name}")
    assert len({dutch.stdout, english.stdout}) == 2


def piped(script, **how):
    lines = ["import sys", "from engine.commands import output", "from engine.commands.group import Group", "from engine.commands.running import run"]
    lines += ["from types import ModuleType", "from tests import test_cli", "sys.modules['box'] = ModuleType('box')", "sys.modules['box.act'] = test_cli"]
    return subprocess.run([sys.executable, "-c", "\n".join([*lines, script])], cwd=TOP, check=False, stderr=subprocess.PIPE, **how)


MUCH = "sys.exit(run(Group('box', {'act': ('', '')}), ['act', '--how=much']))"


def test_output_is_utf_8_whatever_the_locale():
    variables = [{"LC_ALL": "C", "PYTHONUTF8": "0"}, {"PYTHONIOENCODING": "latin-1"}, {"LC_ALL": "C.UTF-8", "LANG": "nl_NL"}]
    script = MUCH.replace("much", "\\u20ac")
    done = [piped(script, stdout=subprocess.PIPE, env={**os.environ, **each}) for each in variables]
    assert {(each.stdout, each.stderr) for each in done} == {("\u20ac \u20ac None text None\n".encode(), b"")}


@pytest.mark.parametrize("script", ["sys.argv[1:] = ['--help']; from cli import main; main()", MUCH])
def test_a_closed_pipe_is_no_error(script):
    reading, writing = os.pipe()
    os.close(reading)
    try:
        done = piped(script, stdout=writing)
    finally:
        os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a disk that is always full")
@pytest.mark.parametrize("script", ["sys.argv[1:] = ['--help']; from cli import main; main()", MUCH])
def test_a_full_disk_is_said(script):
    with Path("/dev/full").open("wb") as full:
        done = piped(script, stdout=full)
    assert done.returncode == 2
    assert done.stderr.decode() == "herleid: de uitvoer kan niet worden weggeschreven: de schijf is vol\n"


@pytest.mark.skipif(os.name == "nt", reason="signals are of another kind there")
def test_ctrl_c_ends_without_a_traceback():
    script = f"import os, signal\noutput.write = lambda text: os.kill(os.getpid(), {signal.SIGINT.value})\n{MUCH}"
    done = piped(script, stdout=subprocess.PIPE)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")


# What is asked for


def test_an_argument_with_a_sign_chooses_cells_and_the_other_names_the_rule():
    assert parse_selection(["product=a", "tarief", "prijspeil=2025", "product=b", "product=a"]) == Selection(
        "tarief", {"product": ("a", "b"), "prijspeil": ("2025",)}
    )
    assert parse_selection([]) == Selection(None, {})


@pytest.mark.parametrize("arguments", [["tarief", "kostprijs"], ["=a"], ["product="], ["="]])
def test_arguments_that_mean_nothing_are_misuse(arguments):
    with pytest.raises(Misuse):
        parse_selection(arguments)


@pytest.mark.parametrize("text", ["2024-02-30", "20241016", "2024-W42-3", "", "2024-1-1", "\u0662\u0660\u0662\u0664-10-16", "2024-10-16\n"])
def test_only_days_are_days(text):
    with pytest.raises(Misuse):
        parse_day(text)


# Which rules


def test_the_set_that_is_no_library_is_meant(sets):
    sets(achterhoek=BASE, nederland=LIBRARY)
    assert rule_set(None).shown == "rules/achterhoek"
    assert [each.shown for each in rule_sets(None)] == ["rules/achterhoek", "rules/nederland"]


def test_a_rule_set_may_be_named_itself(sets):
    rules = sets(achterhoek=BASE, nederland=LIBRARY)
    assert rule_set(rules / "nederland").shown == "rules/nederland"
    assert rule_set(Path("rules/achterhoek")).shown == "rules/achterhoek"


def test_among_several_sets_none_is_meant(sets):
    sets(achterhoek=BASE, twente=BASE, nederland=LIBRARY)
    with pytest.raises(Misuse, match="`rules/achterhoek`, `rules/twente`"):
        rule_set(None)


def test_a_set_that_cannot_be_read_is_meant_only_where_no_other_is(sets):
    rules = sets(achterhoek="ruleset: [", nederland=LIBRARY)
    assert rule_set(None).shown == "rules/achterhoek"
    (rules / "twente").mkdir()
    (rules / "twente" / "ruleset.yaml").write_text(BASE, "utf-8")
    assert rule_set(None).shown == "rules/twente"


def test_a_lone_library_is_meant(sets):
    sets(nederland=LIBRARY)
    assert rule_set(None).shown == "rules/nederland"


def test_deeper_folders_are_parts_of_a_set_and_no_sets(sets):
    rules = sets(achterhoek=BASE)
    (rules / "deep" / "deeper").mkdir(parents=True)
    (rules / "deep" / "deeper" / "ruleset.yaml").write_text(BASE, "utf-8")
    assert sets_below(FolderTree(rules, rules), ".") == ("achterhoek",)
    assert meant(FolderTree(rules, rules), ["achterhoek"]) == "achterhoek"


@pytest.mark.skipif(os.name == "nt", reason="the top of the disk is another one there")
def test_no_more_is_looked_at_than_the_folders_themselves():
    with pytest.raises(Misuse, match="`/`"):
        rule_set(Path("/"))


def test_a_path_that_the_system_refuses_is_misuse_with_the_reason(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Misuse, match="the name is too long") as refused:
        rule_set(Path("x" * 5000))
    assert "de naam is te lang" in refused.value.nl


@pytest.mark.parametrize("name", ["rules", "elsewhere", "file.yaml", "file.yaml/deeper", "empty"])
def test_where_there_are_no_rules_that_is_misuse(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    Path("file.yaml").write_text("", "utf-8")
    Path("empty").mkdir()
    with pytest.raises(Misuse, match=f"`{name}`"):
        rule_set(Path(name), bundled=True)


def test_without_rules_here_the_bundled_ones_may_serve(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Misuse, match="`rules`"):
        rule_set(None)
    place = rule_set(None, bundled=True)
    assert (place.bundled, place.shown) == (True, "rules/achterhoek")
    assert place.tree.root == shipped("rules").parent


def test_rules_here_go_before_the_bundled_ones(sets):
    sets(twente=BASE)
    assert rule_set(None, bundled=True).shown == "rules/twente"


def test_paths_choose_the_sets_they_lie_in(sets):
    rules = sets(achterhoek=BASE, nederland=LIBRARY, twente=BASE)
    (rules / "twente" / "deep").mkdir()
    paths = [Path("rules/twente/deep"), Path("rules/achterhoek/ruleset.yaml"), rules / "twente" / "ruleset.yaml"]
    assert [each.shown for each in rule_sets(None, paths)] == ["rules/twente", "rules/achterhoek"]
    assert len(rule_sets(None, [Path("rules")])) == 3


def test_a_path_outside_every_set_is_misuse(sets):
    rules = sets(achterhoek=BASE)
    (rules.parent / "notes.yaml").write_text("", "utf-8")
    for path in (Path("notes.yaml"), Path("nothing.yaml")):
        with pytest.raises(Misuse, match=f"`{path}`"):
            rule_sets(None, [path])


# Opening them


SOUND = """
formulas:
  tarief: {label: Tarief, unit: EUR, formula: 1 * eenheid, source: {ref: bron, at: artikel 1}}
parameters:
  eenheid:
    label: Eenheid
    unit: EUR
    range: [0, 100]
    freedom: open
    values: [{valid_from: 2024-01-01, basis: document, status: final, source: {ref: bron, at: artikel 2}, value: 5}]
"""


def test_rules_are_answered_in_their_own_language_unless_another_is_asked_for(sets, looking, capsys):
    sets(achterhoek=BASE + SOUND)
    assert [run(looking, ["look", *more]) for more in ([], ["--lang", "en"], ["--refuse"], ["--refuse", "--lang", "en"])] == [0, 0, 2, 2]
    out, err = capsys.readouterr()
    assert out == "voorbeeld in nl\nvoorbeeld in en\n"
    assert err == "herleid: nee\nherleid: no\n"


def test_what_is_wrong_inside_a_rule_file_is_a_finding_and_nothing_is_computed(sets, looking, capsys):
    sets(achterhoek=BASE + SOUND.replace("1 * eenheid", "1 * eenheit"))
    assert run(looking, ["look"]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert "H203" in err
    assert "`eenheid`" in err
    assert "rules/achterhoek/ruleset.yaml:" in err


def test_a_rule_file_that_is_no_yaml_is_a_finding_too(sets, looking, capsys):
    sets(achterhoek="ruleset: [")
    assert run(looking, ["look"]) == 1
    assert capsys.readouterr().out == ""


def test_the_use_of_bundled_rules_is_said_in_one_line(tmp_path, monkeypatch, looking, capsys):
    monkeypatch.chdir(tmp_path)
    assert [run(looking, ["look"]), run(looking, ["look", "--lang", "en"])] == [0, 0]
    out, err = capsys.readouterr()
    assert out == "achterhoek in nl\nachterhoek in en\n"
    dutch, english = err.splitlines()
    assert dutch == f"herleid: er is hier geen map `rules`; gebruikt zijn de regels van herleid {__version__} (rules/achterhoek)"
    assert english == f"herleid: there is no folder `rules` here; used are the rules that come with herleid {__version__} (rules/achterhoek)"
