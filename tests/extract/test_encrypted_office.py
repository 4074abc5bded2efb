"""Password-protected workbooks open with the bank's passwords, or say that they need one."""

from __future__ import annotations

import io

import msoffcrypto
import openpyxl
import pytest
from msoffcrypto.format.ooxml import OOXMLFile

from recense.errors import Encrypted, Unreadable

ENCRYPTED = "application/x-ole-encrypted"


def locked(password: str) -> bytes:
    plain, out = io.BytesIO(), io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["Nom", "DUPONT"])
    book.save(plain)
    plain.seek(0)
    OOXMLFile(plain).encrypt(password, out)
    assert msoffcrypto.OfficeFile(io.BytesIO(out.getvalue())).is_encrypted()
    return out.getvalue()


def test_a_password_of_the_bank_opens_it(read):
    assert read(locked("soleil"), ENCRYPTED, passwords=("faux", "soleil")).cells() == [["Nom", "DUPONT"]]


def test_the_password_that_everybody_knows_is_tried(read):
    assert read(locked("VelvetSweatshop"), ENCRYPTED).cells() == [["Nom", "DUPONT"]]


def test_without_its_password_it_is_encrypted_and_says_what_to_do(read):
    with pytest.raises(Encrypted, match="password file"):
        read(locked("soleil"), ENCRYPTED, passwords=("faux",))


def test_a_truncated_one_is_unreadable(read):
    with pytest.raises(Unreadable):
        read(locked("soleil")[:900], ENCRYPTED, passwords=("soleil",))
