"""Whatever French software wrote, its letters come back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from recense.extract import charset

if TYPE_CHECKING:
    from pathlib import Path

PROSE = (
    "Le patient Lefèvre Zoë, né le 12/03/1956 à Besançon, a été hospitalisé pour une fièvre. État général : N° 12.\n"
)
TABLE = "IPP;Nom;Prénom;Né le\n" + "".join(
    f"{i};{n};{p};01/02/1950\n"
    for i, (n, p) in enumerate(
        [("LEFÈVRE", "Zoë"), ("MÜLLER", "Hélène"), ("DUPONT", "Jean"), ("GARÇON", "François")] * 10
    )
)
CAPITALS = "NOM;VILLE\nFRANÇOIS;BESANÇON\nHÉLÈNE;SAINT-ÉTIENNE\nZOË;NÎMES\n"
LATE = "IPP;Nom;Prenom\n" + "1;DUPONT;JEAN\n" * 2000 + "2001;LEFÈVRE;ZOÉ\n"
ONE = "nom\nMéry\n"
ENCODINGS = [
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "cp1252",
    "latin-1",
    "iso-8859-15",
    "cp850",
    "mac_roman",
]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("text", [PROSE, TABLE, CAPITALS, LATE, ONE], ids=["prose", "table", "capitals", "late", "one"])
def test_accents_come_back_from_every_encoding(text: str, encoding: str) -> None:
    assert charset.decode(text.encode(encoding))[0] == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("Coût : 1 234,50 € — « cœur »\n", "cp1252"),
        ("Coût : 1 234,50 €, un cœur\n", "iso-8859-15"),
        ("l’été à Noël\n", "cp1252"),
        ("l’été à Noël\n", "mac_roman"),
        ("NéLe;NomUsé\nLEFÈVRE;N°sécu\n", "cp1252"),
    ],
)
def test_signs_that_differ_between_sets_come_back(text: str, encoding: str) -> None:
    assert charset.decode(text.encode(encoding))[0] == text


def test_exports_glued_together_keep_every_line() -> None:
    first, second, third = "1;Éléonore;Bézier\n" * 5, "2;François;Hélène\n" * 5, "3;Joël;Zoé\n" * 5
    data = first.encode("utf-8") + second.encode("cp1252") + third.encode("cp850")
    assert charset.decode(data) == (first + second + third, "mixed")


def test_bytes_undefined_in_a_set_are_not_lost() -> None:
    text, _ = charset.decode(b"Pr\xe9nom;\x81;fin\r\n")
    assert text.startswith("Prénom;")
    assert text.endswith(";fin\r\n")


def test_a_text_cut_in_the_middle_of_a_character_keeps_its_other_characters() -> None:
    text, _ = charset.decode(("Hélène à Béziers, né\n" * 3 + "Zoé").encode()[:-1])
    assert text.startswith("Hélène à Béziers, né\n" * 3 + "Zo")


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_huge_text_is_streamed_with_the_same_letters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    monkeypatch.setattr(charset, "WHOLE", 100)
    path = tmp_path / "x"
    path.write_bytes(TABLE.encode(encoding))
    stream, _ = charset.open_text(path)
    assert stream.read() == TABLE


def test_line_ends_stay_as_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(b"a\r\nb\rc\n")
    assert list(charset.open_text(path)[0]) == ["a\r\n", "b\r", "c\n"]
