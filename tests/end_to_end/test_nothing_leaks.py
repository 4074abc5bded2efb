"""A value never shows itself: a heap whose every value is a rare marked word, whole and broken, is run and searched for."""

from __future__ import annotations

import io
import json
import random
import zipfile

import pytest
from running import recense, tables_of

MARK = "zqx"
FIRST = ["Marie", "Paul", "Claire", "Luc", "Jeanne", "Hugo"]


def word(number: int) -> str:
    """Return a word that no language has, a different one for each number."""
    letters = "aeiou"
    return (
        MARK
        + letters[number % 5]
        + "v"
        + letters[number // 5 % 5]
        + "k"
        + letters[number // 25 % 5]
        + "w"
        + letters[number // 125 % 5]
    )


def rows(count: int = 30) -> list[tuple[str, ...]]:
    return [
        (
            word(i).upper(),
            word(i + 40).title(),
            f"{i % 28 + 1:02d}/0{i % 9 + 1}/19{i + 40}",
            f"{word(i + 80)}@{word(i + 120)}.fr",
            f"{i} rue {word(i + 160)}",
            f"{word(i + 200)} {word(i + 240)}",
        )
        for i in range(count)
    ]


HEADER = ("Nom", "Prénom", "Date de naissance", "Courriel", "Adresse", "Commentaire")


def csv_text(*, header: bool = True) -> str:
    lines = [";".join(HEADER)] if header else []
    return "\n".join([*lines, *(";".join(row) for row in rows())]) + "\n"


def sheet() -> bytes:
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made) as book:
        page = book.add_worksheet(word(7))
        for at, row in enumerate([HEADER, *rows()]):
            page.write_row(at, 0, row)
    return made.getvalue()


def letter(i: int) -> str:
    family, given, born, mail, street, note = rows()[i]
    return f"Chère Madame {family},\n\nMadame {family} {given}, née le {born}, {street}, {mail}, {note}.\n\nDocteur {word(i + 60)}\n"


def broken(content: bytes, seed: int) -> bytes:
    """Cut a file short and overwrite some of its bytes."""
    rng = random.Random(seed)
    cut = bytearray(content[: len(content) * 3 // 4])
    for _ in range(12):
        cut[rng.randrange(len(cut))] = rng.randrange(256)
    return bytes(cut)


@pytest.fixture(scope="module")
def marked(tmp_path_factory):
    """A case made of files whose every value is marked, and what the commands said."""
    folder = tmp_path_factory.mktemp("marked")
    records = [dict(zip(HEADER, row, strict=True)) for row in rows()]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as made:
        made.writestr("liste.csv", csv_text())
        made.writestr("lettre.txt", letter(2))
    dump = "CREATE TABLE patients (nom text, prenom text, naissance text);\n" + "".join(
        f"INSERT INTO patients VALUES ('{r[0]}', '{r[1]}', '{r[2]}');\n" for r in rows()
    )
    mail = f"From: {word(1)} <{word(2)}@{word(3)}.fr>\nTo: {word(4)}@{word(5)}.fr\nSubject: {word(6)}\nMIME-Version: 1.0\n\n{letter(3)}"
    markup = (
        "<liste>" + "".join(f"<patient nom='{r[0]}'><prenom>{r[1]}</prenom></patient>" for r in rows()) + "</liste>"
    )
    hl7 = f"MSH|^~\\&|LABO|CH|DPI|CH|20240211||ADT^A01|1|P|2.5\rPID|1||{word(9)}^^^CH^PI||{word(10)}^{word(11)}||19501302\r"
    whole = {
        "liste.csv": csv_text().encode("cp1252"),
        "sans_titre.csv": csv_text(header=False).encode(),
        "classeur.xlsx": sheet(),
        "dossiers.json": json.dumps(records).encode(),
        "lignes.ndjson": "\n".join(json.dumps(r) for r in records).encode(),
        "base.sql": dump.encode(),
        "message.eml": mail.encode(),
        "liste.xml": markup.encode(),
        "page.html": f"<table>{''.join('<tr><td>' + '<td>'.join(r) for r in rows())}</table>".encode(),
        "flux.hl7": hl7.encode(),
        "lettre.txt": letter(1).encode(),
        "note.rtf": ("{\\rtf1 " + letter(4).replace("\n", "\\par ") + "}").encode("cp1252", "replace"),
        "archive.zip": archive.getvalue(),
    }
    files = folder / "files"
    files.mkdir()
    for number, (name, content) in enumerate(whole.items()):
        (files / name).write_bytes(content)
        (files / f"abime_{name}").write_bytes(broken(content, number))
        (files / f"faux_{number}.{name.rsplit('.', 1)[1]}").write_bytes(content[len(content) // 3 :])
    (files / "profond.json").write_text("[" * 5000 + f'"{word(12)}"')
    (files / "long.csv").write_text(f"{word(13)};" * 4000)
    case = folder / "marked.case"
    done = recense("analyze", files, "--case", case)
    return case, done


def shown(text: str) -> list[str]:
    return [line[:200] for line in text.splitlines() if MARK in line.lower()][:5]


def test_the_marked_words_are_read_or_the_rest_would_prove_nothing(marked):
    case, done = marked
    assert done.returncode in {0, 3}, done.stderr
    assert MARK in "".join(tables_of(case)["people"]).lower()


def test_nothing_is_said_on_the_terminal(marked):
    _, done = marked
    assert shown(done.stdout) == []
    assert shown(done.stderr) == []


def test_nothing_is_left_in_the_scratch_folder(marked):
    case, _ = marked
    assert [p for p in (case / "scratch").rglob("*") if p.is_file()] == []


def test_nothing_is_in_the_report_and_its_figures(marked):
    case, _ = marked
    assert shown((case / "outputs" / "report.html").read_text(encoding="utf-8")) == []
    assert shown((case / "outputs" / "report.json").read_text(encoding="utf-8")) == []


def test_nothing_is_in_the_reasons_why_files_were_not_read(marked):
    import pyarrow.parquet as pq

    case, _ = marked
    run = max((case / "runs").glob("[0-9]*"))
    for table, column in (
        ("files", "problem"),
        ("files", "kind_reason"),
        ("readings", "problem"),
        ("tables_found", "reason"),
    ):
        assert shown("\n".join(filter(None, pq.read_table(run / f"{table}.parquet")[column].to_pylist()))) == [], (
            table,
            column,
        )


def test_nothing_is_in_an_error_of_ours(marked, tmp_path):
    case, _ = marked
    for arguments in (["person", case, "P-NOBODY"], ["search", case, "zzzz"], ["report", case, "--out", tmp_path]):
        done = recense(*arguments)
        assert shown(done.stdout + done.stderr) == []
