"""Where names come from: Insee's frequencies when they are at hand, else a library's list and syllables.

The surnames are cut in two halves by their hash, so that two families of disclosures never share one.
"""

from __future__ import annotations

import hashlib
import io
import os
import random
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from recense.invent.origins import FOREIGN, GIVEN_SPELLINGS

FOLDER = "RECENSE_INSEE"  # environment: the folder of the two Insee archives
DECADES = tuple(range(1891, 2001, 10))
_ONSETS = [
    "b",
    "bl",
    "br",
    "c",
    "ch",
    "cl",
    "cr",
    "d",
    "dr",
    "f",
    "fl",
    "fr",
    "g",
    "gl",
    "gr",
    "gu",
    "j",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "pr",
    "qu",
    "r",
    "s",
    "t",
    "tr",
    "v",
]
_VOWELS = ["a", "a", "e", "e", "i", "o", "u", "ai", "au", "eau", "é", "ei", "eu", "oi", "ou"]
_ENDS = [
    "ac",
    "ard",
    "art",
    "at",
    "aud",
    "ault",
    "eau",
    "el",
    "elle",
    "enet",
    "et",
    "ette",
    "eul",
    "ic",
    "ier",
    "iez",
    "in",
    "on",
    "ot",
    "oux",
    "uel",
    "ez",
    "ain",
    "ond",
]


@dataclass(frozen=True)
class NamePools:
    """Surnames with a weight a decade of birth (0 is 1891-1900), given names with a weight a year from 1900, by sex."""

    surnames: list[str]
    surname_weights: np.ndarray  # cumulative, [decade, surname]
    given: dict[str, list[str]]
    given_weights: dict[str, np.ndarray]  # cumulative, [five-year class, name]

    def draw_surname(self, year: int, rng: random.Random) -> str:
        """Draw a surname as frequent as it was for births of `year`."""
        row = self.surname_weights[min(max((year - 1891) // 10, 0), len(DECADES) - 1)]
        return self.surnames[int(np.searchsorted(row, rng.random() * row[-1]))]

    def draw_given(self, sex: str, year: int, rng: random.Random) -> str:
        """Draw a first name as frequent as it was for births of `year`."""
        weights = self.given_weights[sex]
        row = weights[min(max((year - 1900) // 5, 0), len(weights) - 1)]
        return self.given[sex][int(np.searchsorted(row, rng.random() * row[-1]))]


@cache
def name_pools(half: int) -> NamePools:
    """Return the pools of one half (0 or 1) of the surnames."""
    folder = insee_folder()
    surnames, weights = _insee_surnames(folder) if folder else _library_surnames()
    kept = np.array([surname_half(s) == half for s in surnames])
    names = [written(s) for s, k in zip(surnames, kept, strict=True) if k]
    given, given_weights = _insee_given(folder) if folder else _library_given()
    return NamePools(names, np.cumsum(weights[:, kept], axis=1), given, given_weights)


def insee_folder() -> Path | None:
    """Return the folder that holds Insee's two archives, or None."""
    beside = Path(__file__).resolve().parents[4] / "shared" / "data" / "insee"
    for folder in (Path(os.environ.get(FOLDER, beside)), beside):
        if (folder / "noms2008nat_txt.zip").exists() and (folder / "nat2022_csv.zip").exists():
            return folder
    return None


def surname_half(surname: str) -> int:
    """Say to which half of the surnames this one belongs, however it is written."""
    letters = "".join(c for c in surname.upper() if c.isalpha())
    return hashlib.sha256(letters.encode()).digest()[0] & 1


def written(name: str) -> str:
    """Write a name in capitals as its bearer would: `DE LA TOUR` gives `de la Tour`."""
    particles = {"DE", "DU", "DES", "LA", "LE", "LES", "VAN", "VON", "DER", "DEN", "DA", "DOS", "DI", "D"}
    words = name.split(" ")
    out = []
    for position, word in enumerate(words):
        small = word in particles and position < len(words) - 1 and word not in {"LE", "LA", "LES"}
        out.append(word.lower() if small else _capitalised(word))
    return " ".join(out)


def _capitalised(word: str) -> str:
    pieces = word.split("-")
    return "-".join("'".join(p[:1].upper() + p[1:].lower() for p in piece.split("'")) for piece in pieces)


def made_up_surname(rng: random.Random) -> str:
    """Return a surname that no list holds, made of syllables."""
    middle = "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(rng.choice((0, 1, 1))))
    return (rng.choice(_ONSETS) + rng.choice(_VOWELS) + middle + rng.choice(_ONSETS) + rng.choice(_ENDS)).capitalize()


def foreign_surname(origin: str, half: int, rng: random.Random) -> str:
    """Draw a surname of that origin, in the half of the family."""
    names = [n for n in FOREIGN[origin]["surnames"] if surname_half(n) == half]
    return rng.choice(names or list(FOREIGN[origin]["surnames"]))


def _insee_surnames(folder: Path) -> tuple[list[str], np.ndarray]:
    import polars as pl

    data = zipfile.ZipFile(folder / "noms2008nat_txt.zip").read("noms2008nat_txt.txt").decode("latin-1")
    table = pl.read_csv(io.StringIO(data), separator="\t", infer_schema_length=0)
    counts = table.select(pl.all().exclude("NOM").cast(pl.Int64, strict=False).fill_null(0))
    table = table.with_columns(total=counts.sum_horizontal()).filter(pl.col("NOM").str.contains(r"^[A-Z][A-Z' -]+$"))
    table = table.filter((pl.col("total") > 30) & (pl.col("NOM") != "AUTRES NOMS"))
    weights = table.select(pl.all().exclude("NOM", "total").cast(pl.Int64)).to_numpy().T.astype(np.float64)
    return table["NOM"].to_list(), weights + 0.01


def _insee_given(folder: Path) -> tuple[dict[str, list[str]], dict[str, np.ndarray]]:
    import polars as pl

    table = pl.read_csv(
        zipfile.ZipFile(folder / "nat2022_csv.zip").read("nat2022.csv"),
        separator=";",
        schema_overrides={"annais": pl.String, "sexe": pl.String},
    )
    table = table.filter((pl.col("annais") != "XXXX") & ~pl.col("preusuel").str.starts_with("_"))
    table = table.filter(pl.col("preusuel").str.len_chars() > 2)
    table = table.with_columns(period=((pl.col("annais").cast(pl.Int32) - 1900) // 5).clip(0, 24))
    names: dict[str, list[str]] = {}
    weights: dict[str, np.ndarray] = {}
    for sex, code in (("M", "1"), ("F", "2")):
        wide = table.filter(pl.col("sexe") == code).group_by("preusuel", "period").agg(pl.col("nombre").sum())
        wide = wide.pivot("period", index="preusuel", values="nombre", sort_columns=True).fill_null(0).sort("preusuel")
        names[sex] = [GIVEN_SPELLINGS.get(n, written(n)) for n in wide["preusuel"].to_list()]
        columns = sorted((c for c in wide.columns if c != "preusuel"), key=int)
        weights[sex] = np.cumsum(wide.select(columns).to_numpy().T.astype(np.float64) + 1e-4, axis=1)
    return names, weights


def _library_surnames() -> tuple[list[str], np.ndarray]:
    from faker.providers.person.fr_FR import Provider

    rng = random.Random(20)
    known = sorted({str(n).upper() for n in Provider.last_names})
    made = sorted({made_up_surname(rng).upper() for _ in range(20_000)} - set(known))
    weights = np.concatenate([1 / np.arange(3, 3 + len(known)) ** 0.7, 0.6 / np.arange(20, 20 + len(made)) ** 0.9])
    return known + made, np.tile(weights, (len(DECADES), 1))


def _library_given() -> tuple[dict[str, list[str]], dict[str, np.ndarray]]:
    from faker.providers.person.fr_FR import Provider

    names = {"M": sorted(set(Provider.first_names_male)), "F": sorted(set(Provider.first_names_female))}
    weights = {sex: np.cumsum(np.ones((25, len(listed))), axis=1) for sex, listed in names.items()}
    return names, weights
