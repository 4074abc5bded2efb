"""What operating systems leave behind is told apart, by content, from what people made."""

from __future__ import annotations

import pytest
from packing import PATIENTS, zipped

from recense.intake.identify import look_at

APPLE_DOUBLE = b"\x00\x05\x16\x07\x00\x02\x00\x00Mac OS X        " + bytes(60)
LOCK = b"\x06Martin" + b" " * 47 + b"\x06\x00" + "Martin".encode("utf-16-le")

DEBRIS = {
    "__MACOSX/DSI/._liste.csv": APPLE_DOUBLE,
    "DSI/._liste.csv": APPLE_DOUBLE,
    "DSI/.DS_Store": b"\x00\x00\x00\x01Bud1" + bytes(100),
    "DSI/Thumbs.db": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "DSI/desktop.ini": b"\xff\xfe" + "[.ShellClassInfo]\r\nIconFile=x".encode("utf-16-le"),
    "DSI/~$liste.docx": LOCK.ljust(162, b"\0"),
    "DSI/.~lock.liste.ods#": b",martin,poste12,11.02.2024 10:00,file:///home/martin;",
    "$RECYCLE.BIN/S-1-5-21/$I4X2A.csv": b"\x02" + bytes(7) + bytes(40),
    "System Volume Information/IndexerVolumeGuid": b"\x01\x80\x9f" * 40,
    "DSI/.localized": b"",
}

NOT_DEBRIS = {
    "DSI/._liste.csv": PATIENTS.encode(),
    "__MACOSX/liste.csv": PATIENTS.encode(),
    "$RECYCLE.BIN/S-1-5-21/$R4X2A.csv": PATIENTS.encode(),
    "DSI/~$liste.csv": PATIENTS.encode(),
    "DSI/Thumbs.db": PATIENTS.encode(),
    "DSI/desktop.ini": PATIENTS.encode(),
    "System Volume Information/liste.csv": PATIENTS.encode(),
    "$RECYCLE.BIN/$RABC.zip": zipped(("a.csv", PATIENTS)),
}


@pytest.mark.parametrize("path", DEBRIS)
def test_debris_is_recognised(tmp_path, path):
    file = tmp_path / "file"
    file.write_bytes(DEBRIS[path])
    assert look_at(file, path)[1]


@pytest.mark.parametrize("path", NOT_DEBRIS)
def test_a_patient_list_under_the_name_of_debris_is_not_debris(tmp_path, path):
    file = tmp_path / "file"
    file.write_bytes(NOT_DEBRIS[path])
    assert look_at(file, path)[1] is None


def test_debris_in_a_heap_and_in_an_archive_is_analysed_with_its_reason(heap):
    heap.put("DSI/.DS_Store", DEBRIS["DSI/.DS_Store"])
    heap.put("a.zip", zipped(("liste.csv", PATIENTS), ("__MACOSX/._liste.csv", APPLE_DOUBLE)))
    rows = heap.receive()
    for path in ("DSI/.DS_Store", "a.zip!/__MACOSX/._liste.csv"):
        assert rows[path]["status"] == "analysed"
        assert "macOS" in rows[path]["debris"]
    assert rows["a.zip!/liste.csv"]["debris"] is None
