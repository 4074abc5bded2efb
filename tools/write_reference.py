"""Write the reference pages that the code itself knows: `python tools/write_reference.py`.

`docs/reference/cli.md` comes from the commands, `docs/reference/tables.md` from the schemas and the comments beside them.
`tests/test_docs.py` fails when a page is older than the code.
"""

from __future__ import annotations

import inspect
import re
from pathlib import Path

import click

from recense.cli.main import recense
from recense.store import tables

ROOT = Path(__file__).parents[1]
REFERENCE = ROOT / "docs" / "reference"
MADE = "<!-- Made by tools/write_reference.py: change the code, not this page. -->"
COLUMN = re.compile(r'^ {8}\("(?P<name>\w+)", [^#]+?(?:# (?P<comment>.*))?$')
SCHEMA = re.compile(r"^(?P<name>[A-Z_]+) = pa\.schema\($")


def cli_page() -> str:
    lines = ["# Commands", MADE, "", inspect.cleandoc(recense.help or ""), ""]
    lines += [
        "Data goes to standard output, talk and progress to standard error. Ctrl-C stops cleanly (exit code 130).",
        "",
    ]
    lines += ["A program may read what `--json` prints.", ""]
    for name, command in recense.commands.items():
        with click.Context(command, info_name=f"recense {name}") as context:
            usage = " ".join(command.collect_usage_pieces(context))
            lines += [f"## recense {name}", "", *sentences(command.help or ""), "", f"    recense {name} {usage}", ""]
            lines += [
                f"- {option_line(context, option)}" for option in command.params if isinstance(option, click.Option)
            ]
            lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def sentences(text: str) -> list[str]:
    """Return the paragraphs of a help text, its example as code."""
    return re.sub(r"^Example: (.*)$", r"Example: `\1`", inspect.cleandoc(text), flags=re.MULTILINE).splitlines()


def option_line(context: click.Context, option: click.Option) -> str:
    names, text = option.get_help_record(context) or (", ".join(option.opts), "")
    return f"`{names}`: {text}" if text else f"`{names}`"


def tables_page() -> str:
    """Return the page of the tables: names and types from the schemas, words from the comments in the source."""
    source = Path(tables.__file__).read_text(encoding="utf-8").splitlines()
    lines = ["# Tables of a run", MADE, ""]
    lines += [
        "Each is a Parquet file in `runs/NNNN/` of the case, except `document`, which is an Arrow file in `work/`. Each has"
    ]
    lines += [
        "one writer, the room named first. Any tool that reads Parquet can be used on them; the export is the stable form.",
        "",
    ]
    above: list[str] = []
    number = 0
    while number < len(source):
        line = source[number]
        if line.startswith("# "):
            above.append(line[2:])
        elif found := SCHEMA.match(line):
            end = source.index(")", number)
            lines += section(found["name"], above, source[number + 1 : end])
            above, number = [], end
        elif not line.strip():
            above = []
        number += 1
    return "\n".join(lines).rstrip() + "\n"


def section(constant: str, above: list[str], body: list[str]) -> list[str]:
    name = constant.lower()
    comments = {m["name"]: (m["comment"] or "").strip() for m in map(COLUMN.match, body) if m}
    schema = getattr(tables, constant)
    lines = [f"## {name}", "", *above, "", "| column | type | |", "| --- | --- | --- |"]
    for field in schema:
        kind = str(field.type).replace("list<item: ", "list of ").replace(">", "").replace("[day]", "")
        said = comments.get(field.name) or (
            "as in `persons`" if field.name in tables.PERSONS.names and name == "people" else ""
        )
        lines.append(f"| `{field.name}` | {kind} | {said.replace('|', '/')} |")
    return [*lines, ""]


PAGES = {"cli.md": cli_page, "tables.md": tables_page}

if __name__ == "__main__":
    for page, make in PAGES.items():
        (REFERENCE / page).write_text(make(), encoding="utf-8")
        print(REFERENCE / page)
