"""Exports of programs, where a record has fields and no layout: DBF, SQLite, SQL dumps, JSON, FHIR, XML, HL7."""

from __future__ import annotations

import datetime as dt
import json
import re
import sqlite3
import struct
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from recense.invent.noise import strip_accents
from recense.invent.sheets import Table
from recense.invent.truth import as_encoded
from recense.invent.writers.delimited import encoded, text_of

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from pathlib import Path

    from recense.invent.truth import Mention

TABLE_NAMES = ("patients", "T_PATIENT", "export_sejours", "RDV", "personnes", "dossier", "tmp_import")


def bare(fields: list[str], header: list[str], rows: list[list[Any]]) -> Table:
    """Return a table whose rows name nobody."""
    return Table(fields, header, rows, [[] for _ in rows])


def placed(table: Table, place: str = "", encoding: str = "utf-8") -> list[Mention]:
    """Put the place on every mention; these formats have no lines to speak of."""
    mentions = [m for named in table.mentions for m in named]
    for mention in mentions:
        mention.place = place
    return as_encoded(mentions, encoding)


def names_of(header: list[str], longest: int = 60) -> list[str]:
    """Make names of columns from header words: letters and digits, all different."""
    names: list[str] = []
    for word in header:
        name = re.sub(r"\W+", "_", strip_accents(word)).strip("_")[:longest] or "champ"
        name = f"c{name}"[:longest] if name[0].isdigit() else name
        number = 1
        base = name
        while name.lower() in {n.lower() for n in names}:
            number += 1
            name = f"{base[: longest - 2]}{number}"
        names.append(name)
    return names


def write_dbf(path: Path, table: Table, rng: random.Random) -> list[Mention]:
    """Write a dBase III file, in the code page of DOS or of Windows."""
    encoding, mark = rng.choice((("cp850", 0x02), ("cp1252", 0x03)))
    names = [n.upper() for n in names_of(table.header, 10)]
    columns: list[tuple[str, int, list[bytes]]] = []
    for cells in zip(*table.rows, strict=True):
        known = [c for c in cells if c is not None]
        if known and all(isinstance(c, dt.date) and not isinstance(c, dt.datetime) for c in known):
            columns.append(("D", 8, [(f"{c:%Y%m%d}" if c else "").encode() for c in cells]))
        else:
            values = [encoded(text_of(c), encoding)[:254] for c in cells]
            columns.append(("C", max(1, max(map(len, values), default=1)), values))
    size = 1 + sum(width for _, width, _ in columns)
    head = struct.pack("<BBBBIHH17xB2x", 3, 124, 1, 15, len(table.rows), 33 + 32 * len(columns), size, mark)
    described = b"".join(
        struct.pack("<11sc4xBB14x", name.encode(), kind.encode(), width, 0)
        for name, (kind, width, _) in zip(names, columns, strict=True)
    )
    lines = [b" " + b"".join(values[i].ljust(width) for _, width, values in columns) for i in range(len(table.rows))]
    path.write_bytes(head + described + b"\r" + b"".join(lines) + b"\x1a")
    return placed(table, "", encoding)


def write_sqlite(path: Path, table: Table, rng: random.Random) -> list[Mention]:
    """Write a database of the table and of another that concerns nobody."""
    name = rng.choice(TABLE_NAMES)
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    columns = ", ".join(f'"{n}"' for n in names_of(table.header))
    connection.execute(f'CREATE TABLE "{name}" ({columns})')
    marks = ", ".join("?" * len(table.header))
    rows = (
        [c.isoformat(" ") if isinstance(c, dt.datetime) else c.isoformat() if isinstance(c, dt.date) else c for c in r]
        for r in table.rows
    )
    connection.executemany(f'INSERT INTO "{name}" VALUES ({marks})', rows)
    connection.execute("CREATE TABLE parametres (cle TEXT, valeur TEXT)")
    connection.executemany(
        "INSERT INTO parametres VALUES (?, ?)", [("version", "4.2"), ("site", "1"), ("langue", "fr")]
    )
    connection.commit()
    connection.close()
    return placed(table, f"table={name}")


def _sql_value(cell: Any, mark: str = "'") -> str:
    if cell is None or cell == "":
        return "NULL"
    if isinstance(cell, int | float):
        return str(cell)
    return mark + text_of(cell).replace("'", "''").replace("\n", "\\n") + "'"


def write_mysql(path: Path, table: Table, rng: random.Random) -> list[Mention]:
    """Write what mysqldump writes: many records an INSERT."""
    name = rng.choice(TABLE_NAMES)
    names = names_of(table.header)
    lines = [
        "-- MySQL dump 10.13  Distrib 5.7.33",
        "/*!40101 SET NAMES utf8 */;",
        f"DROP TABLE IF EXISTS `{name}`;",
        f"CREATE TABLE `{name}` (",
    ]
    lines += [f"  `{n}` varchar(255) DEFAULT NULL," for n in names[:-1]] + [
        f"  `{names[-1]}` varchar(255) DEFAULT NULL"
    ]
    lines += [") ENGINE=InnoDB DEFAULT CHARSET=utf8;", f"LOCK TABLES `{name}` WRITE;"]
    for at in range(0, len(table.rows), 200):
        values = ",".join(
            "(" + ",".join(_sql_value(c).replace("''", "\\'") for c in r) + ")" for r in table.rows[at : at + 200]
        )
        lines.append(f"INSERT INTO `{name}` VALUES {values};")
    path.write_bytes(encoded("\n".join([*lines, "UNLOCK TABLES;", ""]), "utf-8"))
    return placed(table, f"table={name}")


def write_postgresql(path: Path, table: Table, rng: random.Random) -> list[Mention]:
    """Write what pg_dump --column-inserts writes: one record an INSERT, its columns named."""
    name = rng.choice(TABLE_NAMES).lower()
    names = ", ".join(n.lower() for n in names_of(table.header))
    lines = ["--", "-- PostgreSQL database dump", "--", "SET client_encoding = 'UTF8';", ""]
    opening = f"INSERT INTO public.{name} ({names}) VALUES ("
    lines += [f"{opening}{', '.join(_sql_value(c) for c in row)});" for row in table.rows]
    path.write_bytes(encoded("\n".join([*lines, ""]), "utf-8"))
    return placed(table, f"table={name}")


def _copied(cell: Any) -> str:
    return "\\N" if cell is None else text_of(cell).replace("\t", "\\t").replace("\n", "\\n")


def write_copy(path: Path, table: Table, rng: random.Random) -> list[Mention]:
    """Write what pg_dump writes: COPY, then tab-separated lines."""
    name = rng.choice(TABLE_NAMES).lower()
    names = ", ".join(n.lower() for n in names_of(table.header))
    lines = [
        "--",
        "-- PostgreSQL database dump",
        "--",
        "SET client_encoding = 'UTF8';",
        "",
        f"COPY public.{name} ({names}) FROM stdin;",
    ]
    lines += ["\t".join(_copied(c) for c in row) for row in table.rows]
    path.write_bytes(encoded("\n".join([*lines, "\\.", ""]), "utf-8"))
    return placed(table, f"table={name}")


def write_sqlserver(path: Path, table: Table, rng: random.Random) -> list[Mention]:
    """Write what SQL Server scripts: brackets, N strings, GO, UTF-16."""
    name = rng.choice(TABLE_NAMES)
    names = names_of(table.header)
    lines = ["USE [GAP]", "GO", f"CREATE TABLE [dbo].[{name}]("]
    lines += [f"\t[{n}] [nvarchar](255) NULL," for n in names] + [") ON [PRIMARY]", "GO"]
    columns = ", ".join(f"[{n}]" for n in names)
    for number, row in enumerate(table.rows):
        lines.append(
            f"INSERT [dbo].[{name}] ({columns}) VALUES ({', '.join(_sql_value(c, chr(78) + chr(39)) for c in row)})"
        )
        if number % 100 == 99:
            lines.append("GO")
    encoding = rng.choice(("utf-16", "utf-8-sig", "cp1252"))
    path.write_bytes(encoded("\r\n".join([*lines, "GO", ""]), encoding))
    return placed(table, f"table={name}", encoding)


def _objects(table: Table) -> list[dict[str, Any]]:
    names = names_of(table.header)
    return [
        {n: (c.isoformat() if isinstance(c, dt.date) else c) for n, c in zip(names, row, strict=True)}
        for row in table.rows
    ]


def write_json(path: Path, table: Table, rng: random.Random) -> list[Mention]:
    """Write an answer of a program: a list of objects, alone or inside an envelope, some of it nested."""
    objects = _objects(table)
    if rng.random() < 0.4:  # identity inside, as web services answer
        names = names_of(table.header)
        told = {
            n
            for n, f in zip(names, table.fields, strict=True)
            if f in {"family", "birth", "used", "given", "full", "birth_date", "sex"}
        }
        objects = [
            {"identite": {k: v for k, v in o.items() if k in told}, **{k: v for k, v in o.items() if k not in told}}
            for o in objects
        ]
    answer: Any = (
        objects
        if rng.random() < 0.4
        else {"status": "ok", "total": len(objects), rng.choice(("data", "resultats", "rows")): objects}
    )
    path.write_text(json.dumps(answer, ensure_ascii=rng.random() < 0.3, indent=rng.choice((None, 2))), encoding="utf-8")
    return placed(table)


def write_ndjson(path: Path, table: Table, rng: random.Random) -> list[Mention]:
    """Write one object a line."""
    drop = rng.random() < 0.5
    lines = [
        json.dumps({k: v for k, v in o.items() if not (drop and v is None)}, ensure_ascii=False)
        for o in _objects(table)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return placed(table)


def write_fhir(path: Path, table: Table, rng: random.Random) -> list[Mention]:
    """Write a FHIR bundle of patients, and of their stays where the table tells of any."""
    entries = []
    for number, (cells, named) in enumerate(zip(table.rows, table.mentions, strict=True)):
        row = {f: c for f, c in zip(table.fields, cells, strict=True) if c is not None}
        entries.append({"fullUrl": f"urn:uuid:{number:08d}", "resource": _fhir_patient(number, row, named[0])})
        if "sector" in row or "arrival" in row:
            entries.append({"resource": _fhir_stay(number, row)})
    bundle = {"resourceType": "Bundle", "type": "searchset", "total": len(table.rows), "entry": entries}
    path.write_text(json.dumps(bundle, ensure_ascii=False, indent=rng.choice((None, 1))), encoding="utf-8")
    return placed(table)


def _fhir_patient(number: int, row: dict[str, Any], own: Mention) -> dict[str, Any]:
    name: dict[str, Any] = {"use": "official"}
    if own.family_name:
        name["family"] = own.family_name
    if own.given_names:
        name["given"] = list(own.given_names)
    patient: dict[str, Any] = {"resourceType": "Patient", "id": str(number), "name": [name], "identifier": []}
    systems = {"ipp": "urn:oid:1.2.250.1.71.4.2.7", "nir": "urn:oid:1.2.250.1.213.1.4.8"}
    patient["identifier"] = [{"system": systems[f], "value": str(row[f])} for f in systems if f in row]
    if own.birth_date:
        patient["birthDate"] = own.birth_date.isoformat()
    if own.sex:
        patient["gender"] = "male" if own.sex == "M" else "female"
    contacts = [("phone", "phone"), ("email", "email")]
    patient["telecom"] = [{"system": s, "value": str(row[f])} for f, s in contacts if f in row]
    address = {
        "line": [text_of(row["street"])] if "street" in row else None,
        "postalCode": row.get("postcode"),
        "city": row.get("city"),
    }
    if any(address.values()):
        patient["address"] = [{k: v if isinstance(v, list) else str(v) for k, v in address.items() if v}]
    return patient


def _fhir_stay(number: int, row: dict[str, Any]) -> dict[str, Any]:
    stay: dict[str, Any] = {
        "resourceType": "Encounter",
        "status": "finished",
        "subject": {"reference": f"Patient/{number}"},
    }
    if "sector" in row:
        stay["serviceType"] = {"text": str(row["sector"])}
    if "arrival" in row:
        stay["period"] = {"start": str(row["arrival"])}
    return stay


def write_xml(path: Path, table: Table, rng: random.Random) -> list[Mention]:
    """Write one element a record, its fields as elements or as attributes."""
    names, record = names_of(table.header), rng.choice(("patient", "ligne", "row", "enregistrement"))
    encoding = rng.choice(("UTF-8", "UTF-8", "ISO-8859-1"))
    attributes = rng.random() < 0.3
    lines = [f'<?xml version="1.0" encoding="{encoding}"?>', f"<{record}s>"]
    for row in table.rows:
        values = [
            (n, escape(text_of(c), {'"': "&quot;", "\n": "&#10;"}))
            for n, c in zip(names, row, strict=True)
            if c is not None
        ]
        if attributes:
            lines.append(f"  <{record} {' '.join(f'{n}={chr(34)}{v}{chr(34)}' for n, v in values)}/>")
        else:
            lines.append(f"  <{record}>{''.join(f'<{n}>{v}</{n}>' for n, v in values)}</{record}>")
    lines.append(f"</{record}s>")
    path.write_bytes("\n".join(lines).encode(encoding, "xmlcharrefreplace"))
    return placed(table)


def _segment(name: str, fields: dict[int, str]) -> str:
    """Write a segment whose fields stand at these numbers."""
    return "|".join([name, *(fields.get(n, "") for n in range(1, max(fields) + 1))])


def write_hl7(path: Path, table: Table, rng: random.Random) -> list[Mention]:
    """Write a batch of HL7 v2 messages of admission, in French usage."""
    ending = rng.choice(("\r", "\r\n"))
    segments: list[str] = []
    for number, (cells, named) in enumerate(zip(table.rows, table.mentions, strict=True)):
        row = {
            f: text_of(c).replace("|", " ").replace("^", " ").replace("&", " ")
            for f, c in zip(table.fields, cells, strict=True)
        }
        own = named[0]
        born = f"{own.birth_date:%Y%m%d}" if own.birth_date else ""
        name = f"{own.family_name or ''}^{' '.join(own.given_names)}^^^^^L"
        address = f"{row.get('street', '')}^^{row.get('city', '')}^^{row.get('postcode', '')}^FRA"
        numbers = f"{row.get('ipp', '')}^^^CH^PI" + (
            f"~{row['nir']}^^^ASIP-SANTE-INS-NIR^INS" if row.get("nir") else ""
        )
        segments += [
            f"MSH|^~\\&|GAM|CH|DPI|CH|20240105{number % 24:02d}0000||ADT^A01|{number}|P|2.5|||||FRA|8859/1",
            f"EVN||20240105{number % 24:02d}0000",
            f"PID|1||{numbers}||{name}||{born}|{own.sex or 'U'}|||{address}||{row.get('phone', '')}",
            _segment(
                "PV1", {1: "1", 2: "I", 3: row.get("sector", ""), 19: row.get("stay", ""), 44: row.get("arrival", "")}
            ),
        ]
    encoding = rng.choice(("latin-1", "utf-8"))
    path.write_bytes(encoded(ending.join(segments) + ending, encoding))
    return placed(table, "", encoding)


WRITERS: dict[str, Callable[[Path, Table, random.Random], list[Mention]]] = {
    "dbf": write_dbf,
    "sqlite": write_sqlite,
    "mysql": write_mysql,
    "postgresql": write_postgresql,
    "copy": write_copy,
    "sqlserver": write_sqlserver,
    "json": write_json,
    "ndjson": write_ndjson,
    "fhir": write_fhir,
    "xml": write_xml,
    "hl7": write_hl7,
}
"""Writers of bare records, by format; each returns the mentions of the table, placed."""
