"""Rule sets of git revisions: which are meant, how they are read, and that nothing in a repository can do harm."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest

from engine.reading.git_calls import Git, GitFailure, NoRepository
from engine.reading.git_trees import GitTree
from engine.reading.revisions import Repository, parse_range
from engine.reading.trees import MAX_BYTES, Unreadable
from tests.support import BASE
from tests.test_attribution import RULES, edited

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")

HEAD = edited(RULES, ("wmo: 40", "wmo: 44"))
NAMES = ("GIT_AUTHOR_NAME", "GIT_COMMITTER_NAME"), ("GIT_AUTHOR_EMAIL", "GIT_COMMITTER_EMAIL")


def git(*arguments, cwd=".", **more):
    who = {**dict.fromkeys(NAMES[0], "Jan"), **dict.fromkeys(NAMES[1], "jan@example.org")}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | who | {"GIT_CONFIG_GLOBAL": os.devnull}
    settings = ["-c", "protocol.file.allow=always", "-c", "init.defaultBranch=main", "-c", "advice.detachedHead=false"]
    done = subprocess.run(["git", *settings, *arguments], cwd=cwd, env=environment, capture_output=True, text=True, check=False, **more)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository with rules on `main` and another overhead on `voorstel`, which is checked out."""
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    write(tmp_path, {"rules/voorbeeld/ruleset.yaml": BASE, "rules/voorbeeld/regels.yaml": RULES})
    commit("regels")
    git("checkout", "-q", "-b", "voorstel")
    write(tmp_path, {"rules/voorbeeld/regels.yaml": HEAD})
    commit("overhead")
    return tmp_path


def commit(message):
    git("add", "-A")
    git("commit", "-q", "-m", message)
    return git("rev-parse", "HEAD")


def tree_of(name="HEAD"):
    repository = Repository(Git(Path.cwd(), os.environ))
    return GitTree(repository.git, repository.revision(name))


def read(path, name="HEAD"):
    tree = tree_of(name)
    try:
        return tree.read(path)
    finally:
        tree.close()


# Which revisions are meant.


@pytest.mark.parametrize(
    ("arguments", "sides"),
    [
        (["main"], "Van main naar de werkmap"),
        (["main", "voorstel"], "Van main naar voorstel"),
        (["main..voorstel"], "Van main naar voorstel"),
        (["main.."], "Van main naar HEAD"),
        (["HEAD~1", "rules"], "Van HEAD~1 naar rules/voorbeeld"),
        (["HEAD^{commit}~1"], "Van HEAD^{commit}~1 naar de werkmap"),
        (["HEAD^{/regels}", "HEAD"], "Van HEAD^{/regels} naar HEAD"),
    ],
)
@pytest.mark.usefixtures("repository")
def test_revisions_and_ranges_can_be_compared(herleid, arguments, sides):
    code, out, err = herleid("diff", *arguments)
    assert (code, err) == (0, "")
    assert f"\n{sides}, peildatum 1 juli 2024\n3 van de 9 tarieven wijzigen: 3 hoger" in out


@pytest.mark.usefixtures("repository")
def test_the_other_way_round_the_later_side_is_the_revision(herleid):
    out = herleid("diff", "..main")[1]
    assert "\nVan HEAD naar main, peildatum 1 juli 2024\n3 van de 9 tarieven wijzigen: 3 lager" in out
    assert "      +0,0000" not in out
    assert "overhead   main:rules/voorbeeld/regels.yaml:44  bron\n" in out


def test_three_dots_count_from_where_they_parted(repository, herleid):
    start = git("rev-parse", "main")
    git("checkout", "-q", "main")
    write(repository, {"rules/voorbeeld/regels.yaml": edited(RULES, ("GGZ: 40", "GGZ: 50"))})
    commit("loon")
    assert "uurloon" in herleid("diff", "main..voorstel")[1]
    out = herleid("diff", "main...voorstel")[1]
    assert "uurloon" not in out
    assert f"\nVan {start[:12]} (waar zij uiteengingen) naar voorstel, " in out


@pytest.mark.usefixtures("repository")
def test_without_a_common_start_there_is_no_parting(herleid):
    git("checkout", "-q", "--orphan", "los")
    commit("los")
    code, _, err = herleid("diff", "main...los")
    assert (code, err) == (2, "herleid: `main` en `los` hebben geen gemeenschappelijk begin\n")


def test_places_are_shown_as_revision_and_path(repository, herleid):
    write(repository, {"rules/voorbeeld/regels.yaml": RULES.replace("kostprijs * factor", "kostprijs * faktor")})
    commit("fout")
    code, out, err = herleid("diff", "HEAD", "voorstel~1")
    assert (code, out) == (1, "")
    assert " --> HEAD:rules/voorbeeld/regels.yaml:85:26\n" in err


def test_ranges_are_cut_by_us():
    assert [parse_range(each) for each in ("a", "a.b", "HEAD^")] == [None] * 3
    found = [parse_range(each) for each in ("a..b", "a...b", "..b", "a..", "...", "a..b..c")]
    assert [(each.start, each.end, each.common) for each in found] == [
        ("a", "b", False),
        ("a", "b", True),
        ("HEAD", "b", False),
        ("a", "HEAD", False),
        ("HEAD", "HEAD", True),
        ("a", "b..c", False),
    ]


def test_a_revision_without_the_rule_set_makes_everything_new(repository, herleid):
    git("checkout", "-q", "--orphan", "leeg")
    git("rm", "-rfq", "--cached", ".")
    write(repository, {"leesmij": "x"})
    git("add", "leesmij")
    git("commit", "-q", "-m", "leeg")
    git("checkout", "-q", "-f", "voorstel")
    code, out, _ = herleid("diff", "leeg")
    assert code == 0
    assert "\nIn leeg staat deze regelset niet: alle 9 tarieven zijn nieuw\n" in out
    assert "Gewijzigd" not in out
    assert out.count(" nieuw ") == 9
    code, _, err = herleid("diff", "voorstel..leeg")
    assert (code, err) == (2, "herleid: in `leeg` staat geen regelset\n")


def test_libraries_and_tables_in_csv_come_from_the_same_revision(repository, herleid):
    table = "domein,value\njeugd,30\nwmo,{}\n"
    library = "ruleset: {name: landelijk, label: Landelijk, language: nl, currency: EUR, day: 2024-01-01}\n"
    rules = RULES.replace("table: {jeugd: 30, wmo: 40}", "csv: overhead.csv")
    block = rules[rules.index("  stijging:\n") : rules.index("formulas:\n")]
    base = BASE.replace("  result: tarief\n", "  result: tarief\n  uses: [../landelijk]\n")
    files = {"rules/voorbeeld/ruleset.yaml": base, "rules/voorbeeld/regels.yaml": rules.replace(block, ""), "rules/landelijk/ruleset.yaml": library}
    write(repository, {**files, "rules/voorbeeld/overhead.csv": table.format(40), "rules/landelijk/index.yaml": "parameters:\n" + block})
    old = commit("bibliotheek")
    write(
        repository, {"rules/voorbeeld/overhead.csv": table.format(44), "rules/landelijk/index.yaml": "parameters:\n" + block.replace("2026: 2}", "2026: 2.5}")}
    )
    commit("beide")
    out = " ".join(herleid("diff", old, "HEAD")[1].split())
    assert "+0,2377 stijging HEAD:rules/landelijk/index.yaml:9 bron" in out
    assert "+1,3000 overhead HEAD:rules/voorbeeld/overhead.csv:3 bron" in out
    out = " ".join(herleid("diff", "HEAD", old)[1].split())
    assert f"-1,3000 overhead {old}:rules/voorbeeld/overhead.csv:3 bron" in out


def test_from_a_folder_below_and_with_rules_elsewhere(repository, herleid, monkeypatch):
    monkeypatch.chdir(repository / "rules")
    assert "3 van de 9" in herleid("diff", "main", "--rules", ".")[1]
    assert "3 van de 9" in herleid("diff", "main", "--rules", "voorbeeld")[1]
    monkeypatch.chdir("/")
    assert "3 van de 9" in herleid("diff", "main", "--rules", repository / "rules")[1]


def test_a_rule_set_may_be_the_whole_repository(tmp_path, monkeypatch, herleid):
    monkeypatch.chdir(tmp_path)
    git("init", "-q")
    write(tmp_path, {"ruleset.yaml": BASE, "regels.yaml": RULES})
    commit("regels")
    write(tmp_path, {"regels.yaml": HEAD})
    out = herleid("diff", "HEAD", "--rules", ".")[1]
    assert "3 van de 9" in out
    assert "overhead   regels.yaml:44  bron" in out
    assert "Van HEAD naar HEAD: geen verschil" in herleid("diff", "HEAD", "HEAD", "--rules", ".")[1]


@pytest.mark.usefixtures("repository")
def test_a_repository_without_a_work_tree(tmp_path, herleid, monkeypatch):
    git("clone", "-q", "--bare", ".", "kaal.git")
    monkeypatch.chdir(tmp_path / "kaal.git")
    assert "3 van de 9" in herleid("diff", "main..voorstel")[1]


@pytest.mark.usefixtures("repository")
def test_inside_a_hook_the_repository_is_still_found(herleid, monkeypatch):
    for name, value in {"GIT_DIR": "/nergens", "GIT_INDEX_FILE": "/nergens", "GIT_WORK_TREE": "/", "GIT_PREFIX": "x"}.items():
        monkeypatch.setenv(name, value)
    assert "3 van de 9" in herleid("diff", "main")[1]


# What can go wrong, each with its own words.


@pytest.mark.parametrize("name", ["nergens", "-x", "--output=x", "^main", "main^@", "main:rules", "", "a b", "main\n", "x" * 5000, "HEAD~99", "main^{tree}"])
def test_what_is_no_revision_is_told(repository, herleid, name):
    code, out, err = herleid("diff", "--", name)
    assert (code, out) == (2, "")
    assert "is geen map, en er is geen revisie" in err
    assert sorted(each.name for each in repository.iterdir()) == [".git", "rules"]


def test_a_revision_that_a_shallow_clone_lacks(repository, herleid, monkeypatch):
    git("clone", "-q", "--depth", "1", repository.as_uri(), "ondiep")
    monkeypatch.chdir(repository / "ondiep")
    _, _, err = herleid("diff", "HEAD~1")
    shallow = "deze kloon heeft niet de hele geschiedenis (`git fetch --unshallow`, in CI `fetch-depth: 0`)"
    assert err == f"herleid: `HEAD~1` is geen map, en er is geen revisie `HEAD~1`; {shallow}\n"


def test_outside_a_repository(tmp_path, herleid, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, {"rules/ruleset.yaml": BASE, "rules/regels.yaml": RULES})
    assert herleid("diff", "main") == (2, "", "herleid: `main` is geen map, en `rules` ligt niet in een git-repository\n")
    with pytest.raises(NoRepository):
        Repository(Git(tmp_path, os.environ))
    assert "geen verschil" in herleid("diff", "rules")[1]


def test_without_git_folders_can_still_be_compared(repository, herleid, monkeypatch):
    monkeypatch.setenv("PATH", str(repository))
    assert herleid("diff", "main") == (2, "", "herleid: `main` is geen map, en git is niet geïnstalleerd, en zonder git zijn er geen revisies\n")
    assert "geen verschil" in herleid("diff", "rules")[1]


@pytest.mark.usefixtures("repository")
def test_a_name_that_is_both_a_folder_and_a_revision(herleid):
    git("branch", "rules")
    message = "herleid: `rules` is een map en ook een revisie; schrijf `./rules` voor de map, of `refs/heads/rules` voor de revisie\n"
    assert herleid("diff", "rules") == (2, "", message)
    assert "geen verschil" in herleid("diff", "./rules")[1]
    assert "geen verschil" in herleid("diff", "refs/heads/rules")[1]


@pytest.mark.usefixtures("repository")
def test_a_name_that_is_both_a_branch_and_a_tag(herleid):
    git("tag", "main", "voorstel")
    code, _, err = herleid("diff", "main")
    assert (code, err) == (2, "herleid: `main` is geen map, en `main` is meer dan één revisie; schrijf `refs/heads/main` of `refs/tags/main`\n")
    assert "3 van de 9" in herleid("diff", "refs/heads/main")[1]


def test_rules_outside_the_repository(repository, tmp_path_factory, herleid):
    other = tmp_path_factory.mktemp("elders")
    write(other, {"ruleset.yaml": BASE, "regels.yaml": RULES})
    (repository / "verwijzing").symlink_to(other)
    code, _, err = herleid("diff", "main", "--rules", "verwijzing")
    assert code == 2
    assert "ligt niet in" in err


@pytest.fixture
def instead_of_git(tmp_path_factory, monkeypatch):
    """Put a program of this text in the place of git."""

    def put(text):
        folder = tmp_path_factory.mktemp("bin")
        program = folder / "git"
        program.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", str(folder))

    return put


@pytest.mark.usefixtures("repository")
def test_a_repository_of_somebody_else(herleid, instead_of_git):
    instead_of_git("echo \"fatal: detected dubious ownership in repository at '/x'\" >&2; exit 128")
    code, _, err = herleid("diff", "main")
    assert code == 2
    assert "git vertrouwt de repository van `rules` niet: zij is van een andere gebruiker" in err
    assert "safe.directory" in err


@pytest.mark.usefixtures("repository")
def test_a_repository_that_git_cannot_read(herleid, instead_of_git):
    instead_of_git("echo 'fatal: bad config line 1' >&2; exit 128")
    code, _, err = herleid("diff", "main")
    assert (code, err) == (2, "herleid: `main` is geen map, en git kan `rules` niet lezen: fatal: bad config line 1\n")


def test_the_git_of_the_folder_that_is_worked_in_is_not_run(repository, herleid, monkeypatch):
    write(repository, {"git": "#!/bin/sh\ntouch gedaan\n"})
    (repository / "git").chmod(0o755)
    monkeypatch.setenv("PATH", f".{os.pathsep}{os.pathsep}bin{os.pathsep}{os.environ['PATH']}")
    assert "3 van de 9" in herleid("diff", "main")[1]
    assert not (repository / "gedaan").exists()


# What a repository can hold.


def test_a_link_is_not_followed(repository, herleid):
    (repository / "rules" / "voorbeeld" / "geheim.yaml").symlink_to("/etc/passwd")
    commit("verwijzing")
    code, out, err = herleid("diff", "main", "HEAD")
    assert (code, out) == (1, "")
    assert "fout[H008]: `HEAD:rules/voorbeeld/geheim.yaml` kan niet worden gelezen: het is een verwijzing naar een ander bestand\n" in err


def test_a_folder_that_is_a_link(repository, herleid):
    shutil.move(repository / "rules", repository / "anders")
    (repository / "rules").symlink_to("anders")
    commit("verwijzing")
    code, _, err = herleid("diff", "main", "HEAD")
    assert (code, err) == (2, "herleid: `HEAD:rules` kan niet worden gelezen: het is een verwijzing naar een ander bestand\n")
    with pytest.raises(Unreadable) as refused:
        read("rules/voorbeeld/regels.yaml")
    assert refused.value.reason == "link"


def test_a_link_to_a_folder_below_is_listed_and_refused(repository):
    (repository / "rules" / "voorbeeld" / "meer").symlink_to("../voorbeeld")
    (repository / "rules" / "voorbeeld" / "LEESMIJ").symlink_to("../../leesmij")
    commit("verwijzing")
    tree = tree_of()
    assert tree.files("rules/voorbeeld", (".yaml",)) == ["rules/voorbeeld/meer", "rules/voorbeeld/regels.yaml", "rules/voorbeeld/ruleset.yaml"]
    tree.close()


def test_a_submodule_is_not_looked_into(repository, herleid):
    git("init", "-q", "andere")
    write(repository / "andere", {"x.yaml": "units: {}\n"})
    git("add", "-A", cwd="andere")
    git("commit", "-q", "-m", "x", cwd="andere")
    git("submodule", "--quiet", "add", str(repository / "andere"), "rules/voorbeeld/andere")
    shutil.rmtree(repository / "andere")
    commit("submodule")
    code, out, err = herleid("diff", "main", "HEAD")
    assert (code, out) == (1, "")
    assert "`HEAD:rules/voorbeeld/andere` kan niet worden gelezen: het staat in een andere repository (een submodule)" in err


def test_a_file_that_is_too_large_is_not_read(repository):
    write(repository, {"groot.yaml": b"#" * (MAX_BYTES + 1), "klein.yaml": "units: {}\n"})
    commit("groot")
    tree = tree_of()
    with pytest.raises(Unreadable) as refused:
        tree.read("groot.yaml")
    assert refused.value.reason == "too_large"
    assert tree.read("klein.yaml") == b"units: {}\n"
    tree.close()


def test_files_are_read_byte_for_byte(repository):
    data = bytes(range(256)) * 3 + b"\r\n"
    write(repository, {".gitattributes": "* text=auto eol=crlf\n", "ruw.yaml": data, "leeg.yaml": b""})
    commit("ruw")
    tree = tree_of()
    assert tree.read("ruw.yaml") == data
    assert tree.read("leeg.yaml") == b""
    assert tree.read("rules/voorbeeld/regels.yaml") == HEAD.encode()
    tree.close()


def test_hidden_files_and_other_suffixes_are_left_out(repository):
    write(repository, {"rules/.verborgen/x.yaml": "a", "rules/voorbeeld/.x.yaml": "a", "rules/voorbeeld/x.txt": "a"})
    commit("meer")
    tree = tree_of()
    assert tree.files("rules", (".yaml",)) == ["rules/voorbeeld/regels.yaml", "rules/voorbeeld/ruleset.yaml"]
    assert tree.files(".", ("ruleset.yaml",)) == ["rules/voorbeeld/ruleset.yaml"]
    for folder, reason in (("nergens", "missing"), ("rules/voorbeeld/x.txt", "not_a_file"), ("rules/voorbeeld/x.txt/y", "not_a_file")):
        with pytest.raises(Unreadable) as refused:
            tree.files(folder, (".yaml",))
        assert refused.value.reason == reason
    tree.close()


def test_odd_names_are_shown_without_what_a_terminal_would_obey(repository):
    name = "rules/voorbeeld/a\x1b]0;b\nc\u202e.yaml"
    write(repository, {name: "units: {}\n"})
    os.close(os.open(os.fsencode(repository) + b"/rules/voorbeeld/\xff.yaml", os.O_CREAT))
    commit("namen")
    tree = tree_of()
    files = tree.files("rules/voorbeeld", (".yaml",))
    assert len(files) == 4
    assert tree.read(name) == b"units: {}\n"
    assert all(tree.shown(each).isprintable() for each in files)
    tree.close()


@pytest.mark.usefixtures("repository")
def test_paths_that_climb_are_left_out():
    """Git makes no such trees, but somebody can."""
    blob = git("hash-object", "-w", "--stdin", input="units: {}\n")
    climbing = git("mktree", input=f"100644 blob {blob}\t..\n")
    commit_id = git("commit-tree", git("mktree", input=f"040000 tree {climbing}\trules\n"), "-m", "x")
    tree = tree_of(commit_id)
    assert tree._entries == {}
    tree.close()


# What others set up to be run.


@pytest.fixture
def trap(repository, monkeypatch):
    """A repository in which everything that git may run leaves a mark; says whether one was left."""
    mark = repository.parent / f"{repository.name}.mark"
    program = repository / ".git" / "val"
    program.write_text(f"#!/bin/sh\ntouch '{mark}'\ncat\n", "utf-8")
    program.chmod(0o755)
    settings = [
        "core.fsmonitor", "core.pager", "pager.ls-tree", "pager.rev-parse", "core.sshCommand", "core.editor", "core.askPass", "diff.external",
        "diff.yaml.textconv", "diff.yaml.command", "filter.val.smudge", "filter.val.clean", "filter.val.process", "credential.helper",
        "alias.rev-parse", "alias.ls-tree", "alias.cat-file", "alias.merge-base", "gpg.program", "core.alternateRefsCommand", "uploadpack.packObjectsHook",
    ]  # fmt: skip
    for each in settings:
        git("config", each, f"!{program}" if each.startswith("alias") else str(program))
    git("config", "core.hooksPath", str(repository / ".git" / "hooks"))
    for each in ("post-checkout", "post-index-change", "reference-transaction", "fsmonitor-watchman", "pre-auto-gc"):
        shutil.copy(program, repository / ".git" / "hooks" / each)
    (repository / ".gitattributes").write_text("*.yaml diff=yaml filter=val\n", "utf-8")
    for name in ("GIT_PAGER", "PAGER", "GIT_EXTERNAL_DIFF", "GIT_SSH_COMMAND", "GIT_EDITOR", "GIT_ASKPASS"):
        monkeypatch.setenv(name, str(program))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "alias.cat-file")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", f"!{program}")
    return mark


def test_nothing_that_is_set_up_to_be_run_is_run(trap, herleid):
    for arguments in (["main"], ["main..voorstel"], ["main...voorstel"], ["nergens"], ["main", "--format", "json"]):
        herleid("diff", *arguments)
    assert not trap.exists()
    git("status")
    assert trap.exists(), "git itself does run it"


def test_what_a_partial_clone_left_out_is_not_fetched(repository, herleid, monkeypatch):
    git("config", "uploadpack.allowFilter", "true")
    git("clone", "-q", "--filter=blob:none", "--no-checkout", repository.as_uri(), "deel")
    mark = repository / "gehaald"
    monkeypatch.chdir(repository / "deel")
    git("config", "remote.origin.url", f"ext::sh -c touch% {mark}")
    git("config", "protocol.ext.allow", "always")
    code, out, err = herleid("diff", "origin/main", "origin/voorstel")
    assert (code, out) == (1, "")
    assert "`origin/voorstel:rules/voorbeeld/regels.yaml` cannot be read: git has not fetched it" in err
    assert not mark.exists()


@pytest.mark.usefixtures("repository")
def test_a_replaced_commit_is_read_as_it_was():
    git("replace", git("rev-parse", "main"), git("rev-parse", "voorstel"))
    assert read("rules/voorbeeld/regels.yaml", "main") == RULES.encode()


def test_failures_have_words_in_both_languages(tmp_path):
    with pytest.raises(GitFailure) as failure:
        Repository(Git(tmp_path, os.environ))
    assert failure.value.words.nl != failure.value.words.en
