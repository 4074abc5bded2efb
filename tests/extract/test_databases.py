"""Databases and dumps give every row of every table, with the names of its columns."""

from __future__ import annotations

import sqlite3
import struct

import pytest

from recense.errors import Unreadable

SQLITE, DBF, SQL = "application/vnd.sqlite3", "application/x-dbf", "application/sql"


@pytest.fixture
def database(tmp_path):
    path = tmp_path / "base"
    with sqlite3.connect(path) as base:
        base.execute('create table "les patients" (id integer, nom text, photo blob, poids real)')
        base.executemany(
            'insert into "les patients" values (?, ?, ?, ?)',
            [(1, "LEFÈVRE", b"\x89PNG\x00", 61.5), (2, "DUPONT", None, 70.0), (3, None, b"note", None)],
        )
        base.execute("create table vide (a)")
        base.execute("create view tous as select * from vide")
    base.close()
    return path


def test_every_table_is_read_with_its_column_names_as_line_0(read, database):
    reading = read(database.read_bytes(), SQLITE)
    assert reading.rows("table=les patients") == [
        (0, ["id", "nom", "photo", "poids"]),
        (1, ["1", "LEFÈVRE", None, "61.5"]),
        (2, ["2", "DUPONT", None, "70"]),
        (3, ["3", None, "note", None]),
    ]
    assert reading.rows("table=vide") == [(0, ["a"])]
    assert "1 binary objects" in reading.problem
    assert reading.answer["rows"] == 3


def test_text_that_is_not_utf8_is_read_all_the_same(read, database):
    with sqlite3.connect(database) as base:
        base.execute("insert into vide values (cast(x'4cc866c8767265' as text))")
    base.close()
    assert read(database.read_bytes(), SQLITE).rows("table=vide")[1] == (1, ["LÈfÈvre"])


def test_a_damaged_page_costs_only_what_is_on_it(read, tmp_path):
    path = tmp_path / "grand"
    with sqlite3.connect(path) as base:
        base.execute("create table t (a text)")
        base.executemany("insert into t values (?)", [(f"ligne {i} " * 20,) for i in range(500)])
        base.execute("create table u (a text)")
        base.execute("insert into u values ('saine')")
    base.close()
    data = bytearray(path.read_bytes())
    data[4096 * 12 : 4096 * 13] = b"\xff" * 4096
    reading = read(bytes(data), SQLITE)
    assert reading.answer["status"] == "partial"
    assert "table 1" in reading.problem
    assert reading.cells("table=u")[1] == ["saine"]


def test_what_is_not_a_database_is_unreadable(read):
    with pytest.raises(Unreadable):
        read(b"SQLite format 3\x00" + b"x" * 500, SQLITE)


def dbf(rows, language=0x02, encoding="cp850", declared=None) -> bytes:
    fields = [("NOM", b"C", 10, 0), ("NELE", b"D", 8, 0), ("POIDS", b"N", 6, 1), ("NOTE", b"M", 10, 0)]
    size = 1 + sum(length for _, _, length, _ in fields)
    head = struct.pack("<B3BIHH16xBxxx", 3, 24, 2, 11, declared or len(rows), 33 + 32 * len(fields), size, language)[
        :32
    ]
    head += b"".join(struct.pack("<11sc4xBB14x", n.encode(), kind, length, d) for n, kind, length, d in fields) + b"\r"
    body = b"".join(
        flag + nom.encode(encoding).ljust(10) + day.encode().ljust(8) + str(weight).encode().rjust(6) + memo.rjust(10)
        for flag, nom, day, weight, memo in rows
    )
    return head + body + b"\x1a"


def test_a_dbf_gives_every_record_the_deleted_ones_too(read):
    rows = [
        (b" ", "LEFÈVRE", "19500201", "61.5", b""),
        (b"*", "MÜLLER", "", "", b""),
        (b" ", "ZOÉ", "20240211", "7", b""),
    ]
    assert read(dbf(rows), DBF).rows() == [
        (0, ["NOM", "NELE", "POIDS", "NOTE"]),
        (1, ["LEFÈVRE", "1950-02-01", "61.5", None]),
        (2, ["MÜLLER", None, None, None]),
        (3, ["ZOÉ", "2024-02-11", "7", None]),
    ]


@pytest.mark.parametrize(
    ("language", "encoding"), [(0x03, "cp1252"), (0x00, "cp850"), (0x00, "cp1252"), (0x03, "cp850")]
)
def test_the_letters_of_a_dbf_come_back_even_when_its_language_byte_lies(read, language, encoding):
    rows = [(b" ", name, "", "", b"") for name in ("HÉLÈNE", "FRANÇOIS", "Zoë", "Lefèvre")]
    names = [row[0] for row in read(dbf(rows, language, encoding), DBF).cells()[1:]]
    assert names == ["HÉLÈNE", "FRANÇOIS", "Zoë", "Lefèvre"]


def test_a_dbf_says_what_is_in_its_memo_file(read):
    assert "1 notes are in the memo file" in read(dbf([(b" ", "A", "", "", b"12")]), DBF).problem


def test_a_truncated_dbf_gives_what_it_holds_and_says_so(read):
    data = dbf([(b" ", "A", "", "", b"")] * 3, declared=10)
    assert "says 10 records and holds 3" in read(data, DBF).problem
    with pytest.raises(Unreadable):
        read(data[:40], DBF)


MYSQL = """-- MySQL dump 10.13  Distrib 8.0
CREATE TABLE `patients` (
  `id` int NOT NULL COMMENT 'clé, interne',
  `nom` varchar(50) DEFAULT NULL,
  `taux` decimal(10,2),
  PRIMARY KEY (`id`),
  KEY `par_nom` (`nom`)
);
INSERT INTO `patients` VALUES (1,'O\\'BRIEN',1.50),(2,'D''ARC; (Jeanne)',NULL),(3,'C:\\\\',0x4A65616E);
INSERT INTO `patients` (`nom`,`id`) VALUES
('LEFÈVRE',4),
('sur deux
lignes',5);
INSERT INTO `agents` VALUES (1,_utf8mb4'X');
UPDATE patients SET nom='DURAND' WHERE id=1;
"""


def test_a_mysql_dump_gives_its_rows(read):
    reading = read(MYSQL, SQL)
    assert reading.rows("table=patients") == [
        (0, ["id", "nom", "taux"]),
        (1, ["1", "O'BRIEN", "1.50"]),
        (2, ["2", "D'ARC; (Jeanne)", None]),
        (3, ["3", "C:\\", "Jean"]),
        (0, ["nom", "id"]),
        (4, ["LEFÈVRE", "4"]),
        (5, ["sur deux\nlignes", "5"]),
        (0, ["nom", "id"]),
        (6, ["DURAND", "1"]),
    ]
    assert reading.rows("table=agents") == [(1, ["1", "X"])]


POSTGRESQL = """-- PostgreSQL database dump
CREATE TABLE public.sejours (
    id integer NOT NULL,
    "Unité" text,
    entree timestamp without time zone,
    CONSTRAINT un CHECK ((id > 0))
);
COPY public.patients (id, nom, ne_le) FROM stdin;
1\tDUPONT\t1950-01-02
2\tdeux\\nlignes\\tet \\\\\t\\N
\\.
INSERT INTO public.sejours VALUES (1, 'C:\\', '2024-02-11 00:00:00');
INSERT INTO public.sejours VALUES (2, 'l''aile', '2024-02-11 08:30:00'::timestamp), (3, NULL, DEFAULT);
"""


def test_a_postgresql_dump_gives_its_rows(read):
    reading = read(POSTGRESQL, SQL)
    assert reading.rows("table=patients") == [
        (0, ["id", "nom", "ne_le"]),
        (1, ["1", "DUPONT", "1950-01-02"]),
        (2, ["2", "deux\nlignes\tet \\", None]),
    ]
    assert reading.rows("table=sejours") == [
        (0, ["id", "Unité", "entree"]),
        (1, ["1", "C:\\", "2024-02-11"]),
        (2, ["2", "l'aile", "2024-02-11 08:30:00"]),
        (3, ["3", None, None]),
    ]


SQL_SERVER = """SET IDENTITY_INSERT [dbo].[Patient] ON
GO
INSERT [dbo].[Patient] ([Id], [Nom], [NéLe]) VALUES (1, N'LEFÈVRE', CAST(N'1950-02-03T00:00:00.000' AS DateTime))
INSERT [dbo].[Patient] ([Id], [Nom], [NéLe]) VALUES (2, N'O''NEIL', CAST(0x0000A4E100000000 AS DateTime))
GO
INSERT INTO [dbo].[Patient] ([Id], [Nom], [NéLe]) VALUES (3, N'Z', CAST(0x5B950A00 AS Date))
GO
"""


@pytest.mark.parametrize("encoding", ["utf-16", "utf-8-sig", "cp1252"])
def test_a_sql_server_script_gives_its_rows(read, encoding):
    assert read(SQL_SERVER.encode(encoding), SQL).rows("table=Patient") == [
        (0, ["Id", "Nom", "NéLe"]),
        (1, ["1", "LEFÈVRE", "1950-02-03"]),
        (2, ["2", "O'NEIL", "2015-07-26"]),
        (3, ["3", "Z", "1900-01-01"]),
    ]


def test_a_damaged_row_costs_itself_and_comes_out_as_text(read):
    dump = (
        "INSERT INTO t VALUES (1,'a');\nINSERT INTO t VALUES (2,'casse);\n" + "INSERT INTO t VALUES (3,'b');\n" * 1200
    )
    reading = read(dump, SQL)
    assert len(reading.rows("table=t")) >= 1200
    assert reading.cells("table=t")[-1] == ["3", "b"]
    assert any("casse" in words for words in reading.words()) or any("casse" in str(c) for c in reading.cells())


def test_a_truncated_dump_says_so_and_keeps_the_last_words(read):
    reading = read("INSERT INTO t VALUES (1,'a'),(2,'tronq", SQL)
    assert reading.cells() == [["1", "a"]]
    assert reading.answer["status"] == "partial"
    assert any("tronq" in words for words in reading.words())
    assert read("COPY t (a) FROM stdin;\n1\n2\n", SQL).answer["status"] == "partial"


ROWS_OTHERWISE = {
    "insert all": "INSERT ALL\n  INTO p (id, nom) VALUES (1, 'LEROY')\n  INTO p (id, nom) VALUES (2, 'D''ARC')\nSELECT * FROM dual;\n",
    "union": "INSERT INTO p (id, nom)\nSELECT 1, 'LEROY' UNION ALL\nSELECT 2, N'D''ARC';\n",
    "selected under names": "INSERT INTO p (id, nom) SELECT 1 AS id, 'LEROY' AS nom FROM dual UNION SELECT 2, 'D''ARC' FROM dual;\n",
    "set": "INSERT INTO p SET id=1, nom='LEROY';\nINSERT INTO `p` SET id=2, nom='D''ARC';\n",
    "copy as csv": "COPY p (id, nom) FROM STDIN WITH (FORMAT csv, DELIMITER ';');\n1;LEROY\n2;\"D'ARC\"\n\\.\n",
}


@pytest.mark.parametrize("text", ROWS_OTHERWISE.values(), ids=ROWS_OTHERWISE)
def test_rows_that_are_not_written_as_values_are_rows(read, text):
    assert read(text, SQL).records("table=p") == [{"id": "1", "nom": "LEROY"}, {"id": "2", "nom": "D'ARC"}]


def test_rows_selected_from_a_table_stay_text(read):
    reading = read("INSERT INTO p (nom) SELECT nom FROM anciens WHERE ville = 'LILLE';\n", SQL)
    assert (reading.rows(), reading.words()) == (
        [],
        ["INSERT INTO p (nom) SELECT nom FROM anciens WHERE ville = 'LILLE';"],
    )


@pytest.mark.parametrize("key", ["patient_id integer", "id_patient integer", "pat integer references patients(id)"])
def test_rows_that_point_to_a_person_have_the_person_s_names_beside_them(read, tmp_path, key):
    path = tmp_path / "base"
    with sqlite3.connect(path) as base:
        base.execute(f"create table rdv (id integer primary key, {key}, motif text)")
        base.executemany(
            "insert into rdv values (?, ?, ?)", [(1, 7, "HTA"), (2, 8, "toux"), (3, 7, "suivi"), (4, None, "x")]
        )
        base.execute("create table patients (id integer primary key, nom text, prenom text)")
        base.executemany("insert into patients values (?, ?, ?)", [(7, "LEROY", "Anne"), (8, "DIOP", "Awa")])
    base.close()
    rows = read(path.read_bytes(), SQLITE).rows("table=rdv")
    assert rows[0] == (0, ["id", "ref", "motif", "patients.nom", "patients.prenom"])
    assert rows[1:] == [
        (1, ["1", "7", "HTA", "LEROY", "Anne"]),
        (2, ["2", "8", "toux", "DIOP", "Awa"]),
        (3, ["3", "7", "suivi", "LEROY", "Anne"]),
        (4, ["4", None, "x", None, None]),
    ]


def test_a_number_that_only_sounds_like_a_reference_stays_what_it_is(read, tmp_path):
    path = tmp_path / "base"
    with sqlite3.connect(path) as base:
        base.execute("create table rdv (patient_id integer, motif text)")
        base.executemany("insert into rdv values (?, ?)", [(100574464, "HTA"), (100940759, "toux")])
        base.execute("create table patients (id integer primary key, nom text, prenom text)")
        base.execute("insert into patients values (7, 'LEROY', 'Anne')")
    base.close()
    assert read(path.read_bytes(), SQLITE).rows("table=rdv")[0] == (0, ["patient_id", "motif"])
