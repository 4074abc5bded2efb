"""Train the column model: `python tools/train_columns.py [tables] [--check]`. Needs scikit-learn and Faker.

Writes `src/recense/detect/data/columns.npz`. The check prints macro F1 with and without headers on words held out.
"""

from __future__ import annotations

import datetime as dt
import sys
import time
from pathlib import Path

import numpy as np
from column_tables import invent_table, vocabulary
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from recense.detect.tables.grid import cells_from_list
from recense.detect.tables.model import SIZE, table_features
from recense.detect.tables.profiles import profile_column
from recense.detect.tables.typing import type_columns

OUTPUT = Path(__file__).parents[1] / "src/recense/detect/data/columns.npz"
TODAY = dt.date(2024, 6, 30)


def columns_of(rows):
    return [cells_from_list([r[j] for r in rows]) for j in range(len(rows[0]))]


def examples(part, tables, seed):
    """Yield (features, kinds) of invented tables: once with headers, once without."""
    v = vocabulary(seed, part)
    for _ in range(tables):
        headers, kinds, rows = invent_table(v)
        profiles = [profile_column(c, TODAY) for c in columns_of(rows)]
        shown = [h if v.rng.random() < 0.9 else "" for h in headers]
        for hs in (shown, [""] * len(headers)):
            for features, kind, profile in zip(table_features(hs, profiles), kinds, profiles, strict=True):
                if profile.filled:
                    yield features, kind


def matrix(pairs):
    indptr, indices, data, labels = [0], [], [], []
    for features, kind in pairs:
        indices.append(features.index)
        data.append(features.amount)
        indptr.append(indptr[-1] + len(features.index))
        labels.append(kind)
    return csr_matrix((np.concatenate(data), np.concatenate(indices), indptr), shape=(len(labels), SIZE)), np.array(
        labels
    )


def train(tables):
    started = time.time()
    x, y = matrix(examples("learn", tables, 11))
    print(f"{x.shape[0]} columns in {time.time() - started:.0f} s")
    model = LogisticRegression(C=2.0, max_iter=120, tol=1e-3)
    model.fit(x, y)
    weights = model.coef_.T.astype(np.float32)
    scale = np.abs(weights).max(axis=0, keepdims=True) / 127
    small = np.round(weights / scale).astype(np.int8)  # one byte a weight is enough: F1 changes by less than 0.001
    np.savez_compressed(
        OUTPUT,
        kinds=np.array(model.classes_, dtype="U20"),
        weights=small,
        scale=scale,
        bias=model.intercept_.astype(np.float32),
    )
    print(f"trained in {time.time() - started:.0f} s, {OUTPUT.stat().st_size / 1e6:.2f} MB")


def check(tables=250):
    """Print macro F1 of the whole typing (rules, model, table) on held-out words."""
    v = vocabulary(12, "check")
    truth, found = {True: [], False: []}, {True: [], False: []}
    for _ in range(tables):
        headers, kinds, rows = invent_table(v)
        for shown in (True, False):
            typed = type_columns(columns_of(rows), headers if shown else [""] * len(headers), TODAY)
            for column, kind in zip(typed, kinds, strict=True):
                if shown and "--show" in sys.argv and column.kind not in {kind, "full_name"} and column.profile.filled:
                    print(kind, "read as", column.kind, "under", column.header, "because", column.reason)
                if column.profile.filled:
                    truth[shown].append(kind)
                    found[shown].append(
                        column.owner
                        if column.owner in {"practitioner", "relative"} and column.kind.endswith(("name", "names"))
                        else column.kind
                    )
    for shown in (True, False):
        macro = f1_score(truth[shown], found[shown], average="macro", labels=sorted(set(truth[shown])))
        weighted = f1_score(truth[shown], found[shown], average="weighted", labels=sorted(set(truth[shown])))
        print(
            f"{'with' if shown else 'without'} headers: macro F1 {macro:.3f}, weighted {weighted:.3f}, {len(truth[shown])} columns"
        )
        each = f1_score(truth[shown], found[shown], average=None, labels=sorted(set(truth[shown])))
        print(
            "   ", ", ".join(f"{k} {s:.2f}" for s, k in sorted(zip(each, sorted(set(truth[shown])), strict=True))[:16])
        )
        errors = {}
        for t, f in zip(truth[shown], found[shown], strict=True):
            if t != f:
                errors[t, f] = errors.get((t, f), 0) + 1
        print("   ", sorted(((n, *e) for e, n in errors.items()), reverse=True)[:22])


if __name__ == "__main__":
    if "--check" not in sys.argv:
        train(int(sys.argv[1]) if len(sys.argv) > 1 else 2500)
    check()
