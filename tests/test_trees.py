"""Rule files come from one folder: only ordinary files inside it are read, and nothing makes the reader wait."""

from __future__ import annotations

import os
import socket
import sys
import threading
from pathlib import Path

import pytest

from engine.problems.terms import TERMS
from engine.reading import trees
from engine.reading.trees import MAX_BYTES, FolderTree, Unreadable

WITH_LINKS = pytest.mark.skipif(sys.platform == "win32", reason="links need rights that Windows does not give")
WITH_PIPES = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")


@pytest.fixture
def folder(tmp_path):
    root = tmp_path / "regels"
    for name in ["ruleset.yaml", "b.yaml", "a/z.yaml", "a/tabel.csv", "a/b/c.yaml", "lees.md", ".verborgen.yaml", ".git/x.yaml", "a/.b/y.yaml"]:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return root


@pytest.fixture
def tree(folder):
    return FolderTree(folder, folder.parent)


def reason(tree, path):
    """Why a file is not read; found out within a second, so that a test does not hang where the reader would."""
    told = []

    def ask():
        with pytest.raises(Unreadable) as error:
            tree.read(path)
        told.append(error.value)

    thread = threading.Thread(target=ask, daemon=True)
    thread.start()
    thread.join(5)
    assert told, "it was read, or it still waits"
    assert told[0].path == path
    assert told[0].reason in TERMS
    return told[0].reason


def test_files_are_in_path_order_without_hidden_ones(tree):
    assert tree.files("", (".yaml",)) == ["a/b/c.yaml", "a/z.yaml", "b.yaml", "ruleset.yaml"]
    assert tree.files("a", (".csv", ".yaml")) == ["a/b/c.yaml", "a/tabel.csv", "a/z.yaml"]
    assert tree.files("a/b", (".csv",)) == []


def test_a_file_is_read_as_it_is(tree, folder):
    (folder / "b.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    assert tree.read("b.yaml") == b"\xef\xbb\xbfa: 1\r\n"
    assert tree.read("a/../b.yaml") == b"\xef\xbb\xbfa: 1\r\n"


def test_paths_are_shown_as_seen_from_where_the_user_stands(folder):
    assert FolderTree(folder, folder.parent).shown("a/z.yaml") == "regels/a/z.yaml"
    assert FolderTree(folder, folder / "a").shown("b.yaml") == "../b.yaml"
    assert FolderTree(folder, folder).shown("") == "."
    assert FolderTree(folder, folder).shown("x\x1b]0;\u202ey.yaml") == "x\ufffd]0;\ufffdy.yaml"
    assert FolderTree(folder, folder).shown("x\udcff.yaml") == "x\ufffd.yaml"


def test_a_folder_that_is_not_there_has_no_files(tree):
    for name, why in [("weg", "missing"), ("b.yaml", "not_a_file"), ("..", "outside")]:
        with pytest.raises(Unreadable) as error:
            tree.files(name, (".yaml",))
        assert error.value.reason == why


def test_too_many_files_are_not_listed(tree, monkeypatch):
    monkeypatch.setattr(trees, "MAX_FILES", 3)
    with pytest.raises(Unreadable) as error:
        tree.files("", (".yaml",))
    assert error.value.reason == "too_many"


@pytest.mark.parametrize("path", ["../geheim.yaml", "a/../../geheim.yaml", "/etc/passwd", "../regels2/x.yaml"])
def test_what_lies_outside_is_not_read(tree, folder, path):
    (folder.parent / "geheim.yaml").write_text("x")
    (folder.parent / "regels2").mkdir()
    (folder.parent / "regels2/x.yaml").write_text("x")
    assert reason(tree, path) == "outside"


@WITH_LINKS
def test_a_link_may_stay_inside_but_not_lead_outside(tree, folder):
    (folder.parent / "geheim.yaml").write_text("x")
    (folder / "binnen.yaml").symlink_to("a/z.yaml")
    (folder / "buiten.yaml").symlink_to("../geheim.yaml")
    (folder / "buiten2.yaml").symlink_to(folder.parent / "geheim.yaml")
    (folder / "weg.yaml").symlink_to("nergens.yaml")
    (folder / "rond.yaml").symlink_to("rond.yaml")
    listed = tree.files("", (".yaml",))
    assert {"binnen.yaml", "buiten.yaml", "buiten2.yaml", "weg.yaml", "rond.yaml"} <= set(listed)
    assert tree.read("binnen.yaml") == b"a/z.yaml"
    assert reason(tree, "buiten.yaml") == reason(tree, "buiten2.yaml") == "outside"
    assert reason(tree, "weg.yaml") == "missing"
    assert reason(tree, "rond.yaml") in ("outside", "missing")


@WITH_LINKS
def test_a_link_to_a_folder_is_not_followed_but_not_passed_over_either(tree, folder):
    (folder / "a/omhoog").symlink_to("..")
    (folder / "buiten").symlink_to(folder.parent)
    listed = tree.files("", (".yaml",))
    assert "a/omhoog" in listed
    assert "buiten" in listed
    assert not [each for each in listed if each.startswith(("a/omhoog/", "buiten/"))]
    assert reason(tree, "a/omhoog") == reason(tree, "buiten") == "outside"
    (folder / "a/hier").symlink_to(".")
    assert reason(tree, "a/hier") == "not_a_file"


@WITH_LINKS
def test_a_link_stays_within_the_rule_set_that_it_is_in(folder):
    (folder / "a/zus.yaml").symlink_to("../b.yaml")
    assert reason(FolderTree(folder, folder), "a/zus.yaml") == "outside"
    assert FolderTree(folder.parent, folder).read(f"{folder.name}/a/zus.yaml") == b"b.yaml"


@WITH_LINKS
def test_the_folder_itself_may_be_a_link(folder):
    other = folder.parent / "ook"
    other.symlink_to(folder)
    assert FolderTree(other, folder.parent).read("b.yaml") == b"b.yaml"


def test_a_folder_named_like_a_file_is_no_file(tree, folder):
    (folder / "map.yaml").mkdir()
    (folder / "map.yaml/x.yaml").write_text("x")
    assert [each for each in tree.files("", (".yaml",)) if each.startswith("map")] == ["map.yaml", "map.yaml/x.yaml"]
    assert reason(tree, "map.yaml") == "not_a_file"


@WITH_PIPES
def test_a_pipe_does_not_make_the_reader_wait(tree, folder):
    os.mkfifo(folder / "pijp.yaml")
    (folder / "link.yaml").symlink_to("pijp.yaml")
    assert "pijp.yaml" in tree.files("", (".yaml",))
    assert reason(tree, "pijp.yaml") == reason(tree, "link.yaml") == "not_a_file"


@WITH_PIPES
def test_what_becomes_a_pipe_after_it_was_looked_at_does_not_make_the_reader_wait(tree, folder, monkeypatch):
    ordinary = (folder / "b.yaml").stat()
    os.mkfifo(folder / "pijp.yaml")
    monkeypatch.setattr(trees.Path, "stat", lambda *_, **__: ordinary)
    assert reason(tree, "pijp.yaml") == "not_a_file"


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="there are no sockets in folders here")
def test_a_socket_and_a_device_are_no_files(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(folder)
    with socket.socket(socket.AF_UNIX) as door:
        door.bind("deur.yaml")
        assert reason(FolderTree(folder, folder), "deur.yaml") == "not_a_file"
    if Path("/dev/zero").exists():
        assert reason(FolderTree(Path("/dev"), tmp_path), "zero") == "not_a_file"


def test_a_file_that_is_too_large_is_not_read(tree, folder):
    with (folder / "groot.yaml").open("wb") as file:
        file.truncate(MAX_BYTES)
        assert len(tree.read("groot.yaml")) == MAX_BYTES
        file.truncate(MAX_BYTES + 1)
    assert reason(tree, "groot.yaml") == "too_large"
    with (folder / "reus.yaml").open("wb") as file:
        file.truncate(1 << 40)
    assert reason(tree, "reus.yaml") == "too_large"


def test_a_folder_that_may_not_be_looked_into_is_listed_itself(tree, folder, monkeypatch):
    look = os.scandir

    def refuse(path):
        if path == folder / "a":
            raise PermissionError(13, "no")
        return look(path)

    monkeypatch.setattr(trees.os, "scandir", refuse)
    assert tree.files("", (".yaml",)) == ["a", "b.yaml", "ruleset.yaml"]
    assert reason(tree, "a") == "not_a_file"


def test_a_refusal_of_the_system_is_told_as_such(tree, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "no")

    monkeypatch.setattr(trees.os, "open", refuse)
    assert reason(tree, "b.yaml") == "permission"


@pytest.mark.parametrize("path", ["weg.yaml", "weg/x.yaml", "b.yaml/x.yaml", "x" * 300 + ".yaml", "x\x00y.yaml", "x\udc80.yaml", ""])
def test_a_name_that_cannot_be_has_a_reason_too(tree, path):
    assert reason(tree, path) in ("missing", "outside", "not_a_file")
