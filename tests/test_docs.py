"""The pages are true: what they name exists, what exists is named, and the commands they show run."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from recense.cli.main import recense
from recense.extract.registry import READERS
from recense.model import Category, FileKind, FileStatus
from recense.store.tables import SCHEMAS

ROOT = Path(__file__).parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "bench").glob("*.md")])
LINK = re.compile(r"\]\(([^)#\s]+)(#[^)]*)?\)")
NAMED_FILE = re.compile(r"`((?:src|tests|docs|tools|bench)/[\w./-]+\.\w+)`")
SHELL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


def page(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("path", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_every_local_link_and_named_file_is_there(path):
    text = path.read_text(encoding="utf-8")
    links = [m[1] for m in LINK.finditer(text) if not m[1].startswith(("http:", "https:", "mailto:"))]
    broken = [link for link in links if not (path.parent / link).exists()]
    broken += [name for name in NAMED_FILE.findall(text) if not (ROOT / name).exists()]
    assert broken == []


def test_every_page_can_be_reached_from_the_readme():
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        path = waiting.pop()
        if path in reached or path.suffix != ".md":
            continue
        reached.add(path)
        waiting += [(path.parent / m[1]).resolve() for m in LINK.finditer(page(path)) if (path.parent / m[1]).exists()]
    assert [str(p.relative_to(ROOT)) for p in (ROOT / "docs").rglob("*.md") if p not in reached] == []


@pytest.mark.parametrize("name", ["cli.md", "tables.md"])
def test_a_made_page_is_as_new_as_the_code(name):
    made = runpy.run_path(str(ROOT / "tools" / "write_reference.py"))["PAGES"][name]()
    assert page(f"docs/reference/{name}") == made, "run: python tools/write_reference.py"


def test_every_command_and_option_is_documented():
    text = page("docs/reference/cli.md")
    for name, command in recense.commands.items():
        assert f"## recense {name}\n" in text
        section = text.split(f"## recense {name}\n")[1].split("\n## ")[0]
        for option in (o for p in command.params for o in p.opts if o.startswith("-")):
            assert option in section, (name, option)


def test_every_help_has_one_sentence_and_an_example():
    for name, command in recense.commands.items():
        assert re.search(rf"^\s*Example: recense {name} ", command.help or "", re.MULTILINE), name


def test_every_reader_is_documented():
    text = page("docs/reference/formats.md")
    silent = [
        r.name for r in READERS if f"`{r.name}`" not in text and r.function.rsplit(".", 1)[1].split(":")[0] not in text
    ]
    assert silent == []


def test_every_recognizer_is_documented():
    text = page("docs/reference/recognizers.md")
    folder = ROOT / "src" / "recense" / "detect" / "recognizers"
    names = {p.stem for p in folder.glob("*.py") if "PATTERN" in p.read_text(encoding="utf-8")} - {"__init__"}
    assert set(re.findall(r"^\| `(\w+)`", text, re.MULTILINE)) == names


def test_every_table_and_column_is_documented():
    text = page("docs/reference/tables.md")
    for name, schema in SCHEMAS.items():
        section = text.split(f"\n## {name}\n")[1].split("\n## ")[0]
        assert re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) == schema.names


def test_the_glossary_has_every_word_that_tables_hold():
    text = page("docs/explanation/glossary.md")
    assert [str(word) for words in (Category, FileKind, FileStatus) for word in words if f"`{word}`" not in text] == []


def test_the_readme_is_short():
    assert len(page("README.md").splitlines()) <= 120


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A folder where the commands of a page are run, one page after the other."""
    return tmp_path_factory.mktemp("pages")


def run_commands(name: str, place: Path) -> None:
    """Run the commands of a page in its order. An identifier shown there stands for one of this case."""
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    commands = [
        line for block in SHELL.findall(page(name)) for line in block.splitlines() if line.startswith("recense ")
    ]
    assert commands
    for command in commands:
        words = command.split()
        if words[1] == "person":
            people = max((place / words[2] / "runs").glob("[0-9]*")) / "people.parquet"
            words[3] = pq.read_table(people, columns=["person_id"])["person_id"][0].as_py()
        done = subprocess.run(words, cwd=place, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode in ({0, 3} if words[1] in {"demo", "analyze", "status"} else {0}), (command, done.stderr)
        assert done.stdout or words[1] == "search", command


def test_the_tutorial_runs(place):
    run_commands("docs/tutorial.md", place)
    assert (place / "results" / "people.xlsx").exists()
    assert (place / "demo" / "demo.case" / "outputs" / "report.html").exists()


def test_the_commands_of_the_readme_run(place):
    if not (place / "demo").exists():
        pytest.skip("the tutorial did not make its demo")
    for made, name in (("files", "disclosed"), ("listing.txt", "listing.txt"), ("passwords.txt", "passwords.txt")):
        (place / name).symlink_to(place / "demo" / made)
    shutil.copytree(place / "demo" / "demo.case" / "work", place / "hospital.case" / "work")
    (place / "hospital.case" / "case.toml").write_text("case_version = 1\n")
    run_commands("README.md", place)
    assert (place / "report.html").exists()
