"""What is in a case: its state, its people, one person with the proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from recense.cli.analyze import CASE, COMPLETE_WITH_GAPS
from recense.cli.words import headline, print_json, print_table
from recense.errors import OperatorError

if TYPE_CHECKING:
    from pathlib import Path

    from recense.store.run import Tables


@click.command()
@click.argument("case_folder", metavar="CASE", type=CASE)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def status(case_folder: Path, *, as_json: bool) -> int:
    """Say the figures, and each file that is not analysed with its reason.

    Example: recense status armentieres.case
    """
    from recense.store import queries

    tables = current_tables(case_folder)
    summary, gaps = tables.read_json("summary"), queries.gaps(tables)
    to_confirm = queries.columns_to_confirm(tables)
    if as_json:
        print_json({"summary": summary, "gaps": gaps, "columns_to_confirm": to_confirm})
    else:
        click.echo(headline(summary))
        if gaps:
            click.echo("\nNot analysed:")
            print_table(gaps, ("status", "bytes", "path", "problem"))
        if to_confirm:
            click.echo(f"\nColumns to be confirmed ({len(to_confirm)}), the fullest first:")
            print_table(to_confirm[:20], ("path", "place", "header", "data_type", "confidence", "reason"))
    return COMPLETE_WITH_GAPS if gaps else 0


@click.command()
@click.argument("case_folder", metavar="CASE", type=CASE)
@click.argument("words", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="How many people to show.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def search(case_folder: Path, words: tuple[str, ...], limit: int, *, as_json: bool) -> None:
    """Find people by name, birth date, phone, e-mail or number; one slip in a name is forgiven.

    Example: recense search armentieres.case dupont marie 12/03/1954
    """
    from recense.store import queries

    found = queries.find_people(current_tables(case_folder), " ".join(words), limit)
    if as_json:
        print_json(found)
    elif found:
        print_table(
            found,
            ("person_id", "family_name", "birth_name", "given_names", "birth_date", "role", "files", "categories"),
        )
    else:
        click.echo("Nobody found.", err=True)


@click.command()
@click.argument("case_folder", metavar="CASE", type=CASE)
@click.argument("person_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def person(case_folder: Path, person_id: str, *, as_json: bool) -> None:
    """Show one person: who, where, by which data, and why these mentions are one person.

    Example: recense person armentieres.case P-7QK2M4ZB6A
    """
    import pyarrow as pa

    from recense.resolve.explain import explain_person
    from recense.store import queries
    from recense.store.tables import SCHEMAS

    tables = current_tables(case_folder)
    who = queries.person_by_id(tables, person_id)
    if who is None:
        raise OperatorError(f"{person_id} is not in this case. Find people with: recense search {case_folder} NAME")
    mentions, links = queries.mentions_of(tables, person_id), queries.links_of(tables, person_id)
    tables_of = {"mentions": mentions, "links": links}
    why = explain_person(*(pa.Table.from_pylist(rows, schema=SCHEMAS[name]) for name, rows in tables_of.items()))
    if as_json:
        print_json({"person": who, "mentions": mentions, "links": links, "why": why})
        return
    for name, value in who.items():
        if value not in (None, [], ""):
            click.echo(f"{name:16} {', '.join(map(str, value)) if isinstance(value, list) else value}")
    click.echo("\nWhere:")
    print_table([_place(m) for m in mentions], ("path", "where", "tie", "categories", "rules"))
    click.echo("\nWhy one person:")
    for sentence in why:
        click.echo(f"- {sentence}")


def current_tables(case_folder: Path) -> Tables:
    """Return the tables of the current run of a case."""
    from recense.store.case import open_existing
    from recense.store.run import Tables

    folder = open_existing(case_folder).current_run()
    if folder is None:
        raise OperatorError(f"{case_folder} has no finished run yet. Run: recense analyze SOURCE --case {case_folder}")
    return Tables(folder)


def _place(mention: dict[str, Any]) -> dict[str, Any]:
    where = f"{mention['place']} {mention['unit']}={mention['line']}".strip()
    path = mention["path"] + (f" (and {len(mention['copies'])} copies)" if mention["copies"] else "")
    rules = [f"{c}: {r}" for c, r in zip(mention["categories"], mention["rules"], strict=False)]
    return {**mention, "where": where, "path": path, "rules": "; ".join(rules)}
