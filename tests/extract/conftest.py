"""Reading one small file as a worker does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from recense.extract.registry import readers_for
from recense.extract.worker import read_file

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass
class Reading:
    """What a reader made of a file."""

    answer: dict[str, Any]
    lines: list[dict[str, Any]]

    @property
    def problem(self) -> str:
        return self.answer["problem"] or ""

    def rows(self, place: str | None = None) -> list[tuple[int, list[str | None]]]:
        return [(x["line"], x["cells"]) for x in self.lines if x["form"] == "grid" and place in (None, x["place"])]

    def cells(self, place: str | None = None) -> list[list[str | None]]:
        return [cells for _, cells in self.rows(place)]

    def records(self, place: str | None = None) -> list[dict[str, str | None]]:
        header, *rows = self.cells(place)
        return [dict(zip(header, row, strict=True)) for row in rows]

    def words(self) -> list[str]:
        return [x["cells"][0] for x in self.lines if x["form"] == "text"]

    def places(self) -> list[str]:
        return list(dict.fromkeys(x["place"] for x in self.lines))


@pytest.fixture
def read(tmp_path) -> Callable[..., Reading]:
    """Read bytes (or text, as UTF-8) of a media type, by its first reader or the one named."""

    def reading(data: bytes | str, media_type: str, reader: str = "", passwords: tuple[str, ...] = ()) -> Reading:
        source, output = tmp_path / "source", tmp_path / "output"
        source.write_bytes(data.encode() if isinstance(data, str) else data)
        name = reader or readers_for(media_type)[0].name
        answer = read_file(output, str(source), media_type, "disclosed/name", name, list(passwords))
        with pa.OSFile(str(output)) as file:
            return Reading(answer, pa.ipc.open_file(file).read_all().to_pylist())

    return reading
