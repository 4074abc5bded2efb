"""What an operator can get wrong ends in a sentence with the remedy and exit code 2, never in a traceback."""

from __future__ import annotations

import fcntl
import shutil
import subprocess

import pytest
from running import COMMAND, recense


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "files"
    folder.mkdir()
    rows = "".join(f"NOM{i};Prénom{i};{i % 28 + 1:02d}/03/1950\n" for i in range(40))
    (folder / "liste.csv").write_text(f"Nom;Prénom;Date de naissance\n{rows}", encoding="utf-8")
    return folder


def refused(done, *words):
    assert done.returncode == 2, (done.returncode, done.stdout, done.stderr)
    assert "Traceback" not in done.stderr
    assert "bug of Recense" not in done.stderr
    assert done.stdout == ""
    for word in words:
        assert word in done.stderr, done.stderr


def in_a_private_mount(script):
    """Run a shell script where mounts are its own and end with it; skip where this user may not."""
    flags = ["unshare", "--mount", "--map-root-user"]
    if not shutil.which("unshare") or subprocess.run([*flags, "true"], capture_output=True, check=False).returncode:
        flags = ["unshare", "--mount"]
        if not shutil.which("unshare") or subprocess.run([*flags, "true"], capture_output=True, check=False).returncode:
            pytest.skip("private mounts are not allowed here")
    done = subprocess.run([*flags, "sh", "-c", script], capture_output=True, text=True, check=False, timeout=300)
    if "mount: " in done.stderr:
        pytest.skip("mounts are not allowed here")
    return done


def test_a_source_that_is_not_there(tmp_path):
    refused(recense("analyze", tmp_path / "nowhere", "--case", tmp_path / "a.case"), "nowhere", "cannot be found")


def test_no_source_at_all(tmp_path):
    refused(recense("analyze", "--case", tmp_path / "a.case"), "Missing argument")


def test_a_listing_that_is_not_there(files, tmp_path):
    done = recense("analyze", files, "--case", tmp_path / "a.case", "--listing", tmp_path / "liste.txt")
    refused(done, "liste.txt", "--listing")


def test_a_file_of_passwords_that_is_not_there(files, tmp_path):
    done = recense("analyze", files, "--case", tmp_path / "a.case", "--passwords", tmp_path / "mots.txt")
    refused(done, "mots.txt", "--passwords")


def test_a_case_of_another_version(files, tmp_path):
    case = tmp_path / "a.case"
    case.mkdir()
    (case / "case.toml").write_text("case_version = 99\n")
    for command in (["analyze", files, "--case", case], ["status", case]):
        refused(recense(*command), "version 99", "new case")


def test_a_case_folder_that_holds_something_else(files, tmp_path):
    (tmp_path / "a.case").mkdir()
    (tmp_path / "a.case" / "photo.txt").write_text("x")
    refused(recense("analyze", files, "--case", tmp_path / "a.case"), "not a case", "--case")


def test_a_case_without_a_finished_run(tmp_path):
    (tmp_path / "a.case").mkdir()
    (tmp_path / "a.case" / "case.toml").write_text("case_version = 1\n")
    for command in ("status", "report"):
        refused(recense(command, tmp_path / "a.case"), "no finished run", "recense analyze")


def test_a_case_that_does_not_exist(tmp_path):
    refused(recense("search", tmp_path / "a.case", "durand"), "not a case", "recense analyze")


def test_a_person_who_is_not_in_the_case(small):
    refused(recense("person", small.case, "P-NOBODY"), "P-NOBODY", "recense search")


def test_a_truth_that_is_not_one(small, tmp_path):
    refused(recense("evaluate", small.case, "--truth", tmp_path), "not a truth")


def test_an_export_onto_a_file(small, tmp_path):
    (tmp_path / "out").write_text("x")
    refused(recense("export", small.case, tmp_path / "out"), "is a file")


def test_a_case_in_use_by_another_run(small):
    with (small.case / "lock").open("a+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        refused(recense(*small.heap.request(small.case)), "in use by another run", "Wait")


def test_a_full_disk_says_so(small_heap, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    command = " ".join([*COMMAND, *(f"'{word}'" for word in small_heap.request(disk / "a.case"))])
    for size in ("100k", "700k"):
        done = in_a_private_mount(f"mount -t tmpfs -o size={size} tmpfs {disk} && {command}")
        refused(done, "full", "run the same command again")


def test_a_read_only_case_is_read_and_not_written(small, files):
    mount = f"mount --bind {small.case} {small.case} && mount -o remount,ro,bind {small.case} && "
    command = " ".join(COMMAND)
    refused(in_a_private_mount(f"{mount}{command} analyze {files} --case {small.case}"), "permissions")
    done = in_a_private_mount(f"{mount}{command} status {small.case}")
    assert done.stdout.startswith("People concerned"), done.stderr
    done = in_a_private_mount(f"{mount}{command} search {small.case} zzzzqqqq")
    assert (done.returncode, "Nobody" in done.stderr) == (0, True)


def test_a_demo_does_not_delete_what_is_not_a_demo(tmp_path):
    (tmp_path / "these.txt").write_text("years of work")
    refused(recense("demo", "--folder", tmp_path), "--folder")
    assert (tmp_path / "these.txt").exists()
