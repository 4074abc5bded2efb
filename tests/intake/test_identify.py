"""What a file is, is told by its content: each format once in its true form, and its near misses."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import sqlite3
import struct
import time

import pytest
from packing import PATIENTS, tarred, zipped

from recense.intake.identify import look_at

PARTS = '<?xml version="1.0"?><Types><Override PartName="/x" ContentType="{}"/></Types>'
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAIL = "From: a@chu.example\r\nTo: b@chu.example\r\nSubject: Liste\r\nDate: Tue, 13 Feb 2024 10:00:00 +0100\r\n\r\nBonjour,\r\n"
HL7 = "MSH|^~\\&|LABO|CH|DPI|CH|20240211||ADT^A01|1|P|2.5\rPID|1||123^^^CH^PI||DURAND^ZOE\r"
PROSE = (
    "Cher confrère, je vous remercie de m'avoir adressé Madame Durand, âgée de 61 ans, pour une douleur du genou.\n"
    "Elle marche sans aide, dort bien, et ne prend aucun traitement. L'examen est normal ; la radiographie, aussi.\n"
    "Je la reverrai dans six mois, si elle le souhaite.\n\nBien confraternellement,\nDocteur Petit\n"
)
LOG = "".join(f"2024-02-11 10:0{i}:00,123 INFO [main] utilisateur connecté, session {i}\n" for i in range(9))
SOURCE = "import os\n\ndef main():\n    a, b = 1, 2\n    print(a, b)\n    print(b, a)\n    print(a, a)\n"
JAVASCRIPT = "function a(x, y) {\n  var b = x;\n  var c = y;\n  return b;\n}\nvar d = a(1, 2);\nvar e = a(2, 3);\n"
FHIR = {"resourceType": "Patient", "name": [{"family": "Durand"}]}


def office(content_type: str, *more: tuple[str, str]) -> bytes:
    return zipped(("_rels/.rels", "x"), ("[Content_Types].xml", PARTS.format(content_type)), *more)


def open_document(media_type: str) -> bytes:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("mimetype", media_type)
        archive.writestr("content.xml", "<x/>", compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()


def ole(*streams: str) -> bytes:
    """An OLE file of three sectors: header, allocation table, directory."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, 1, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    entries = b""
    for number, name in enumerate(("Root Entry", *streams)):
        raw = name.encode("utf-16-le")
        entries += raw.ljust(64, b"\0") + struct.pack("<HBB", len(raw) + 2, 2 if number else 5, 1) + bytes(60)
    return header + table + entries.ljust(512, b"\0")


def sqlite(tmp_path) -> bytes:
    with sqlite3.connect(tmp_path / "x") as base:
        base.execute("create table patients (nom)")
    base.close()
    return (tmp_path / "x").read_bytes()


def dbf() -> bytes:
    field = b"NOM".ljust(11, b"\0") + b"C" + bytes(4) + bytes([10, 0]) + bytes(14)
    return b"\x03\x7c\x02\x0b" + struct.pack("<IHH", 1, 65, 11) + bytes(20) + field + b"\r" + b" DURAND    " + b"\x1a"


def image(form: str) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", (4, 4)).save(out, form)
    return out.getvalue()


def pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(10, 10, "x")
    canvas.save()
    return out.getvalue()


def xls() -> bytes:
    import xlwt

    book = xlwt.Workbook()
    book.add_sheet("a").write(0, 0, "x")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xlsx() -> bytes:
    import openpyxl

    out = io.BytesIO()
    openpyxl.Workbook().save(out)
    return out.getvalue()


def docx() -> bytes:
    import docx as word

    out = io.BytesIO()
    word.Document().save(out)
    return out.getvalue()


def identified(tmp_path, content: bytes | str, name: str = "x.bin") -> str:
    file = tmp_path / "file"
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return look_at(file, name)[0]


BINARY = {
    "xlsx": (xlsx, XLSX),
    "docx": (docx, DOCX),
    "xls": (xls, "application/vnd.ms-excel"),
    "pdf": (pdf, "application/pdf"),
    "pdf after junk": (lambda: b"junk\n" + pdf(), "application/pdf"),
    "xlsm": (
        lambda: office("application/vnd.ms-excel.sheet.macroEnabled.main+xml"),
        "application/vnd.ms-excel.sheet.macroEnabled.12",
    ),
    "xlsb": (
        lambda: office("application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
        "application/vnd.ms-excel.sheet.binary.macroEnabled.12",
    ),
    "docm": (lambda: office("application/vnd.ms-word.document.macroEnabled.main+xml"), DOCX),
    "xltx": (lambda: office("application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml"), XLSX),
    "pptx": (
        lambda: office("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"),
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ),
    "xlsx cut short": (lambda: xlsx()[:-300], XLSX),
    "docx cut short": (lambda: docx()[:-300], DOCX),
    "ods": (
        lambda: open_document("application/vnd.oasis.opendocument.spreadsheet"),
        "application/vnd.oasis.opendocument.spreadsheet",
    ),
    "odt": (
        lambda: open_document("application/vnd.oasis.opendocument.text"),
        "application/vnd.oasis.opendocument.text",
    ),
    "ott": (
        lambda: open_document("application/vnd.oasis.opendocument.text-template"),
        "application/vnd.oasis.opendocument.text",
    ),
    "zip": (lambda: zipped(("a.csv", PATIENTS)), "application/zip"),
    "zip of documents": (lambda: zipped(("a.docx", docx()), ("xl/b.csv", "x")), "application/zip"),
    "empty zip": (zipped, "application/zip"),
    "encrypted office": (lambda: ole("EncryptionInfo", "EncryptedPackage"), "application/x-ole-encrypted"),
    "doc": (lambda: ole("WordDocument", "1Table"), "application/msword"),
    "msg": (lambda: ole("__nameid_version1.0", "__properties_version1.0"), "application/vnd.ms-outlook"),
    "tar": (lambda: tarred(("a", b"x")), "application/x-tar"),
    "gz": (lambda: gzip.compress(b"x"), "application/gzip"),
    "bz2": (lambda: bz2.compress(b"x"), "application/x-bzip2"),
    "empty bz2": (lambda: bz2.compress(b""), "application/x-bzip2"),
    "xz": (lambda: lzma.compress(b"x"), "application/x-xz"),
    "dbf": (dbf, "application/x-dbf"),
    "png": (lambda: image("PNG"), "image/png"),
    "jpeg": (lambda: image("JPEG"), "image/jpeg"),
    "tiff": (lambda: image("TIFF"), "image/tiff"),
    "bmp": (lambda: image("BMP"), "image/bmp"),
    "gif": (lambda: image("GIF"), "image/gif"),
    "webp": (lambda: image("WEBP"), "image/webp"),
    "empty": (lambda: b"", "application/x-empty"),
    "elf": (lambda: b"\x7fELF\x02\x01\x01" + bytes(200), "application/octet-stream"),
}


@pytest.mark.parametrize("case", BINARY)
def test_a_binary_format_is_told_by_its_content(tmp_path, case):
    make, media_type = BINARY[case]
    if case == "elf":
        assert identified(tmp_path, make()).startswith("application/")
    else:
        assert identified(tmp_path, make(), "liste.csv") == media_type


def test_a_sqlite_base_is_told_by_its_content(tmp_path):
    assert identified(tmp_path, sqlite(tmp_path)) == "application/vnd.sqlite3"


TEXTS = {
    "semicolons": (PATIENTS, "text/csv"),
    "tabs": (PATIENTS.replace(";", "\t"), "text/csv"),
    "commas": (PATIENTS.replace(";", ","), "text/csv"),
    "pipes": (PATIENTS.replace(";", "|"), "text/csv"),
    "carets": (PATIENTS.replace(";", "^"), "text/csv"),
    "two columns": ("Nom,Prénom\n" + "Durand,Zoé\nPetit,Jean\n" * 4, "text/csv"),
    "quoted commas": ('"Nom","Adresse"\n' + '"Durand, Zoé","2, rue du Puits, 59000 Lille"\n' * 5, "text/csv"),
    "titles above, totals below": (
        "Centre hospitalier\nListe des patients du 11/02/2024\n\n" + PATIENTS + "Total : 12 patients\n",
        "text/csv",
    ),
    "empty first cells": ("\tNom\tPrénom\n" + "\tDurand\tZoé\n" * 8, "text/csv"),
    "empty last cells": ("Nom;Prénom;Né le;Décès\n" + "Durand;Zoé;;\n" * 8, "text/csv"),
    "dates first": ("date;nom\n" + "2024-02-11 10:00:00;Durand\n" * 8, "text/csv"),
    "one line": ("DURAND;Zoé;01/02/1960;Lille", "text/csv"),
    "lines in quotes": ("Nom;Note\n" + 'Durand;"une note\nsur deux lignes"\n' * 6, "text/csv"),
    "prose": (PROSE, "text/plain"),
    "log": (LOG, "text/plain"),
    "python": (SOURCE, "text/plain"),
    "javascript": (JAVASCRIPT, "text/plain"),
    "ini": ("[base]\nserveur=10.0.0.1\nport=1521\n; commentaire\n", "text/plain"),
    "one word": ("bonjour", "text/plain"),
    "names with commas in a letter": ("Bonjour,\n\nMerci, à bientôt,\nZoé\n", "text/plain"),
    "hl7": (HL7, "application/hl7-v2"),
    "hl7 in frames": ("\x0b" + HL7 + "\x1c\r\x0b" + HL7 + "\x1c\r", "application/hl7-v2"),
    "hl7 batch": ("FHS|^~\\&|A\rBHS|^~\\&|A\r" + HL7, "application/hl7-v2"),
    "mail": (MAIL, "message/rfc822"),
    "mail received": (
        "Return-Path: <a@b.example>\nReceived: from x\n\tby y\nSubject: z\n\nbonjour\n",
        "message/rfc822",
    ),
    "mail typed by hand": ("Objet: réunion\nDate: demain\nLieu: salle 2\n\nBonjour\n", "text/plain"),
    "mailbox": ("From a@b.example Tue Feb 13 10:00:00 2024\n" + MAIL.replace("\r", ""), "application/mbox"),
    "a letter from": ("From Lille to Paris in 2024, the way is long.\nIndeed.\n", "text/plain"),
    "json": (json.dumps({"a": [1, 2]}, indent=1), "application/json"),
    "json list": (json.dumps([FHIR | {"resourceType": None}]), "application/json"),
    "ndjson": ('{"nom": "Durand"}\n{"nom": "Petit"}\n', "application/x-ndjson"),
    "fhir": (json.dumps(FHIR, indent=2), "application/fhir+json"),
    "fhir on one line": (json.dumps({"resourceType": "Bundle", "entry": [FHIR] * 900}), "application/fhir+json"),
    "fhir lines": (json.dumps(FHIR) + "\n" + json.dumps(FHIR) + "\n", "application/x-ndjson"),
    "fhir xml": (
        '<?xml version="1.0"?><Patient xmlns="http://hl7.org/fhir"><id value="1"/></Patient>',
        "application/fhir+xml",
    ),
    "xml": ('<?xml version="1.0"?>\n<patients><p nom="Durand"/></patients>', "application/xml"),
    "xml without its first line": ("<patients><p>Durand</p></patients>", "application/xml"),
    "html": ("<!DOCTYPE html>\n<html><body><table><tr><td>x</td></tr></table></body></html>", "text/html"),
    "html saved as xls": ("<table border=1><tr><td>Nom</td></tr></table>", "text/html"),
    "xhtml": ('<?xml version="1.0"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"></html>', "text/html"),
    "mysql dump": (
        "-- MySQL dump 10.13\nCREATE TABLE `p` (`nom` text);\nINSERT INTO `p` VALUES ('Durand');\n",
        "application/sql",
    ),
    "postgres dump": (
        "SET client_encoding = 'UTF8';\nCOPY public.p (nom) FROM stdin;\nDurand\n\\.\n",
        "application/sql",
    ),
    "server dump": ("USE [gap]\nGO\nINSERT [dbo].[p] ([nom]) VALUES (N'Durand')\nGO\n", "application/sql"),
    "inserts alone": ("INSERT INTO p (nom, prenom) VALUES ('Durand', 'Zoé');\n" * 9, "application/sql"),
    "prose about sql": ("Pour insérer une ligne, on écrit la commande suivante : INSERT INTO p.\n" * 3, "text/plain"),
    "rtf": ("{\\rtf1\\ansi Durand}", "application/rtf"),
}


@pytest.mark.parametrize("case", TEXTS)
def test_a_text_format_is_told_by_its_content(tmp_path, case):
    text, media_type = TEXTS[case]
    assert identified(tmp_path, text, "export.txt") == media_type


@pytest.mark.parametrize(
    "charset", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "cp850", "latin-1", "mac_roman"]
)
@pytest.mark.parametrize("case", ["semicolons", "prose", "hl7", "mysql dump", "xml", "json"])
def test_the_charset_does_not_change_what_a_text_is(tmp_path, charset, case):
    text, media_type = TEXTS[case]
    assert identified(tmp_path, text.replace("’", "'").encode(charset), "x") == media_type


@pytest.mark.parametrize(
    "name", ["liste.pdf", "liste.jpg", "liste.zip", "liste.xlsx", "liste", "liste.txt", "liste.log"]
)
def test_a_name_that_lies_does_not_hide_a_table(tmp_path, name):
    assert identified(tmp_path, PATIENTS, name) == "text/csv"


def test_a_table_of_one_column_is_told_by_its_name(tmp_path):
    assert identified(tmp_path, "NIR\n160027512345678\n" * 9, "nir.csv") == "text/csv"
    assert identified(tmp_path, "NIR\n160027512345678\n" * 9, "nir.txt") == "text/plain"


def test_a_few_stray_bytes_do_not_make_a_log_binary(tmp_path):
    assert identified(tmp_path, LOG.encode() * 30 + b"\x00\x01", "x") == "text/plain"


def test_noise_is_not_a_text(tmp_path):
    import random

    assert not identified(tmp_path, random.Random(3).randbytes(5000), "x.csv").startswith("text/")


def test_a_line_of_a_hundred_megabytes_is_looked_at_by_its_head(tmp_path):
    file = tmp_path / "long"
    with file.open("wb") as out:
        for _ in range(100):
            out.write(b"DURAND;Zoe;" * 95_000)
    started = time.monotonic()
    assert look_at(file, "x")[0].startswith("text/")
    assert time.monotonic() - started < 1
