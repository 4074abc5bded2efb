"""On a machine without libmagic the formats that are read are still told; what is not read is a plain binary file."""

from __future__ import annotations

import random
import sys

import pytest

from recense.intake import identify
from recense.intake.identify import look_at


@pytest.fixture(autouse=True)
def no_libmagic(monkeypatch):
    identify._magic.cache_clear()
    monkeypatch.setitem(sys.modules, "magic", None)
    yield
    identify._magic.cache_clear()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"nom;prenom\nDURAND;ZOE\nPETIT;MARC\nROUX;ANNE\n", "text/csv"),
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n....", "image/png"),
        (b"MZ\x90\x00" + random.Random(3).randbytes(4000), "application/octet-stream"),
        (b"Madame Durand est sortie hier. " * 80 + b"\x00\x81\x8d\xff\x00 suite du texte", "text/plain"),
    ],
    ids=["list", "pdf", "picture", "program", "damaged text"],
)
def test_types_are_told_without_libmagic(tmp_path, content, expected):
    path = tmp_path / "file"
    path.write_bytes(content)
    assert look_at(path, "file")[0] == expected
