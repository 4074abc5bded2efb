"""The learned part of column typing: multinomial logistic regression on hashed features, in plain numpy.

It answers where rules cannot: names against other words, kinds of dates and numbers, things against people. Trained by
`tools/train_columns.py` on invented tables; the weights are data (`data/columns.npz`), without code.
"""

from __future__ import annotations

import math
import zlib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

import numpy as np

from recense.detect.names import fold
from recense.detect.tables.compatible import types_by_values
from recense.detect.tables.headers import plain_words, read_header

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from recense.detect.tables.profiles import Profile

BUCKETS = 1 << 14
VALUES = 40  # distinct values looked at letter by letter
# shares of `profiles.py` that are features of their own
DENSE = (
    "date",
    "year",
    "serial",
    "time",
    "age",
    "digits",
    "decimal",
    "zero_first",
    "code",
    "phone",
    "phone_bare",
    "nir",
    "nir_key",
    "nir_shape",
    "nir_mangled",
    "iban",
    "card",
    "rpps",
    "postcode",
    "machine",
    "alpha",
    "mixed",
    "upper",
    "title_case",
    "one_word",
    "sex",
    "civil",
    "given_all",
    "given_first",
    "given_after",
    "doctor",
    "titled",
    "name_shape",
    "caps_and_title",
    "company",
    "dose",
    "job",
    "care",
    "act",
    "street",
    "postcode_inside",
    "file",
    "sector",
    "cim10",
    "ccam",
    "prose",
    "login_like",
    "commune_like",
    "email",
    "signs",
    "digits_1",
    "digits_2",
    "digits_3",
    "digits_4",
    "digits_5",
    "digits_6",
    "digits_7",
    "digits_8",
    "digits_9",
    "digits_10",
    "digits_11",
    "digits_13",
    "digits_15",
    "same_length",
    "distinct",
    "filled",
    "few",
)
SIZE = BUCKETS + len(DENSE) + 6


@dataclass(frozen=True, slots=True)
class Features:
    """A sparse vector: which features, and how much of each."""

    index: np.ndarray
    amount: np.ndarray


def table_features(
    headers: Sequence[str], profiles: Sequence[Profile], wanted: Sequence[int] | None = None
) -> list[Features]:
    """Return the features of the wanted columns of a table (all by default), neighbours included. "" hides a header."""
    kinds = [_plain_kind(h, p) for h, p in zip(headers, profiles, strict=True)]
    return [
        _column_features(i, headers[i], profiles[i], kinds) for i in (range(len(headers)) if wanted is None else wanted)
    ]


def _plain_kind(header: str, profile: Profile) -> str:
    """Return what a column is at first sight, for its neighbours."""
    read = read_header(header) if header else None
    if read and read.strength >= 0.9:
        return read.kind
    ranked = types_by_values(profile)
    if ranked:
        return ranked[0][0]
    return "words" if profile["name_shape"] > 0.8 else "code" if profile["code"] + profile["digits"] > 0.8 else "mixed"


def _column_features(at: int, header: str, profile: Profile, kinds: Sequence[str]) -> Features:
    found: dict[int, float] = {}
    for name, amount in _named(at, header, profile, kinds):
        bucket = zlib.crc32(name.encode("utf-8", "surrogateescape")) % BUCKETS
        found[bucket] = found.get(bucket, 0.0) + amount
    for i, share in enumerate(DENSE, BUCKETS):
        if profile[share]:
            found[i] = profile[share]
    low, middle, high = profile.years
    sizes = (
        profile["length"] / 20, profile["words"] / 4, math.log1p(profile.distinct) / 8,
        (middle - 1970) / 50 if middle else 0.0, (high - low) / 60 if low else 0.0, float(not middle),
    )  # fmt: skip
    found |= dict(enumerate(sizes, BUCKETS + len(DENSE)))
    return Features(np.fromiter(found, np.int32, len(found)), np.fromiter(found.values(), np.float32, len(found)))


def _named(at: int, header: str, profile: Profile, kinds: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield features by name: letters of the header and of the values, neighbours."""
    if header:
        words = f"^{plain_words(header)}$"
        for size in (2, 3, 4):
            for i in range(len(words) - size + 1):
                yield f"h{words[i : i + size]}", 0.5
        read = read_header(header)
        if read:
            yield f"k{read.kind}", 2.0 * read.strength
            if read.owner:
                yield f"o{read.owner}", 1.0
    examples = profile.examples[:VALUES]
    share = 1.0 / max(len(examples), 1)
    for text in examples:
        yield from _letters(text, share)
    yield f"l{kinds[at - 1] if at else 'edge'}", 1.0
    yield f"r{kinds[at + 1] if at + 1 < len(kinds) else 'edge'}", 1.0
    for kind in {k for i, k in enumerate(kinds) if i != at}:
        yield f"t{kind}", 0.6


def _letters(text: str, share: float) -> Iterator[tuple[str, float]]:
    folded = fold(text[:40])
    yield f"s{_shape(text)}", 1.5 * share
    words = f"^{folded}$"
    step = 1.5 * share / max(1.0, math.sqrt(len(words)))
    for i in range(len(words) - 2):
        yield f"v{words[i : i + 3]}", 2 * step
    for word in folded.split()[:6]:
        yield f"w{word}", 1.5 * share
        yield f"e{word[-4:]}", share


def _shape(text: str) -> str:
    """Write a text by the kind of its letters, runs made short: "DUPONT Jean" is "A Aa"."""
    made: list[str] = []
    for c in text[:30]:
        kind = "9" if c.isdigit() else "A" if c.isupper() else "a" if c.isalpha() else c
        if not made or made[-1] != kind:
            made.append(kind)
    return "".join(made[:12])


@dataclass(frozen=True, slots=True)
class Model:
    """The weights, features × kinds."""

    kinds: tuple[str, ...]
    weights: np.ndarray
    bias: np.ndarray

    def probabilities(self, features: Sequence[Features]) -> np.ndarray:
        """Return the probability of each kind, columns × kinds."""
        scores = np.stack([f.amount @ self.weights[f.index] + self.bias for f in features])
        scores -= scores.max(axis=1, keepdims=True)
        odds = np.exp(scores)
        return np.asarray(odds / odds.sum(axis=1, keepdims=True))


@cache
def load_model() -> Model:
    """Load the shipped weights, once a process."""
    with (
        resources.files("recense.detect").joinpath("data/columns.npz").open("rb") as handle,
        np.load(handle, allow_pickle=False) as stored,
    ):
        kinds = tuple(str(k) for k in stored["kinds"])
        weights = stored["weights"].astype(np.float32) * stored["scale"].astype(np.float32)
        return Model(kinds, weights, stored["bias"].astype(np.float32))
