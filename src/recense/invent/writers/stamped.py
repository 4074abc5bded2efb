"""Files that carry no time of writing, so that a seed gives the same bytes, and the same census, on any day."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

STAMP = (2023, 11, 6, 9, 30, 0)


def save_docx(document: Any, path: Path) -> None:
    """Save a Word document whose parts all bear `STAMP`."""
    made = io.BytesIO()
    document.save(made)
    with zipfile.ZipFile(made) as written, zipfile.ZipFile(path, "w") as kept:
        for part in written.infolist():
            kept.writestr(zipfile.ZipInfo(part.filename, STAMP), written.read(part), zipfile.ZIP_DEFLATED)
