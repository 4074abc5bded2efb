"""Password-protected Office documents: opened with a password of the bank, then read as what they are.

Excel itself protects "read-only" workbooks with a password that everybody knows; it is tried first.
"""

from __future__ import annotations

import importlib
import io
import tempfile
import zipfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from recense.errors import Encrypted, Unreadable, Unsupported
from recense.extract.formats import spreadsheet

if TYPE_CHECKING:
    from recense.extract.document import DocumentWriter
    from recense.extract.registry import ReadOptions

KNOWN_PASSWORD: Final = "VelvetSweatshop"  # noqa: S105 - the one of [MS-OFFCRYPTO] 2.4.2.3, public
LOCKED: Final = "the document needs a password. Add it to the password file and run again."


def read(source: Path, writer: DocumentWriter, options: ReadOptions) -> None:
    """Open an encrypted document and read it.

    Raises:
        Encrypted: no password of the bank opens it.
        Unreadable: damaged.
        Unsupported: what is inside has no reader.

    """
    opened = _decrypt(source, (KNOWN_PASSWORD, *options.passwords))
    inside = _parts(opened)
    if not inside or any(name.startswith("xl/") for name in inside):
        spreadsheet.read_workbook(opened, writer)
        return
    if any(name.startswith("word/") for name in inside):
        # the readers of Word take a path: the plain copy lives in the scratch folder as long as this call
        with tempfile.NamedTemporaryFile() as plain:
            plain.write(opened.read())
            plain.flush()
            importlib.import_module("recense.extract.formats.word").read(Path(plain.name), writer, options)
        return
    raise Unsupported("it is an encrypted presentation or drawing: no reader yet. Convert it to PDF.")


def _decrypt(source: Path, passwords: tuple[str, ...]) -> IO[bytes]:
    import msoffcrypto
    from msoffcrypto.exceptions import DecryptionError, FileFormatError, InvalidKeyError, ParseError

    with source.open("rb") as stream:
        for password in passwords:
            stream.seek(0)
            opened = io.BytesIO()
            try:
                office = msoffcrypto.OfficeFile(stream)
                office.load_key(password=password)
                office.decrypt(opened)
            except (InvalidKeyError, DecryptionError):
                continue
            except (FileFormatError, ParseError, OSError, ValueError, KeyError, IndexError) as error:
                raise Unreadable("the encrypted document is truncated or damaged. Ask for another copy.") from error
            opened.seek(0)
            if opened.read(4) in (spreadsheet.ZIP_MARK, b"\xd0\xcf\x11\xe0"):  # a wrong key may also give noise
                opened.seek(0)
                return opened
    raise Encrypted(LOCKED)


def _parts(stream: IO[bytes]) -> list[str]:
    """Return the names of the parts of an opened document; none for the formats before 2007."""
    try:
        with zipfile.ZipFile(stream) as parts:
            names = parts.namelist()
    except zipfile.BadZipFile:
        names = []
    stream.seek(0)
    return names
