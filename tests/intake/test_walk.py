"""Every file once, nothing followed, nothing opened that is not a file."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from recense.errors import OperatorError
from recense.intake.walk import walk_sources


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for path in ("b/2.txt", "b/1.txt", "a.txt", "C/x.txt"):
        file = tmp_path / "source" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path)
    return tmp_path / "source"


def paths(*sources: Path, leave_out: Path = Path("/nowhere")) -> list[str]:
    return [entry.path for entry in walk_sources([str(source) for source in sources], leave_out)]


def test_files_come_in_the_order_of_their_paths(tree):
    assert paths(tree) == ["C/x.txt", "a.txt", "b/1.txt", "b/2.txt"]


def test_one_file_is_a_source_too(tree):
    assert paths(tree / "a.txt") == ["a.txt"]


def test_several_sources_are_told_apart_by_their_names(tree, tmp_path):
    other = tmp_path / "other" / "source"
    other.mkdir(parents=True)
    (other / "a.txt").write_text("x")
    assert paths(tree, other) == sorted(
        ["source/a.txt", "source (2)/C/x.txt", "source (2)/a.txt", "source (2)/b/1.txt", "source (2)/b/2.txt"]
    )


def test_the_same_source_twice_is_one(tree):
    assert paths(tree, tree) == paths(tree)


def test_the_case_inside_a_source_is_left_out(tree):
    before = paths(tree)
    (tree / "my.case").mkdir()
    (tree / "my.case" / "case.toml").write_text("x")
    assert paths(tree, leave_out=tree / "my.case") == before


def test_a_symbolic_link_is_listed_and_not_followed(tree):
    (tree / "to_file").symlink_to("/etc/passwd")
    (tree / "to_folder").symlink_to("/etc")
    (tree / "to_itself").symlink_to("to_itself")
    found = {entry.path: entry for entry in walk_sources([str(tree)], Path("/nowhere"))}
    for name in ("to_file", "to_folder", "to_itself"):
        assert found[name].status == "unsupported"
        assert "symbolic link" in found[name].problem
    assert not any(path.startswith("to_folder/") for path in found)


def test_pipes_and_sockets_are_listed_and_never_opened(tree, tmp_path, monkeypatch):
    os.mkfifo(tree / "pipe")
    monkeypatch.chdir(tree)
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("sock")
        found = {entry.path: entry for entry in walk_sources([str(tree)], Path("/nowhere"))}
    assert (found["pipe"].status, found["sock"].status) == ("unsupported", "unsupported")


def test_a_missing_source_is_told_to_the_operator(tmp_path):
    with pytest.raises(OperatorError, match="cannot be found"):
        walk_sources([str(tmp_path / "nothing")], tmp_path)
    with pytest.raises(OperatorError, match="no source"):
        walk_sources([], tmp_path)


def test_names_that_are_not_text_are_shown_and_stay_unique(tree):
    folder = os.fsencode(tree)
    names = [
        b"\xff.csv",
        b"\xfe.csv",
        b"new\nline.csv",
        b"esc\x1b[31m.csv",
        b"new\\nline.csv",
        "bidi\u202excod.csv".encode(),
    ]
    for name in names:
        Path(os.fsdecode(folder + b"/" + name)).write_bytes(name)
    found = paths(tree)
    assert len(set(found)) == len(names) + 4
    assert all(path.isprintable() for path in found)
    assert "\\xff.csv" in found
    assert {"new\\nline.csv", "new\\nline (2).csv"} <= set(found)
    assert "bidi\\u202excod.csv" in found
