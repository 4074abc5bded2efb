"""Keep the figures of each part as JSON, and write RESULTS.md from all that is kept."""

from __future__ import annotations

import json
import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from statistics import mean
from typing import Any

HERE = Path(__file__).parent
KEPT = HERE / "results"


def keep(part: str, rows: list[dict[str, Any]], *, quick: bool) -> None:
    """Keep the rows of a part with the machine, the date and the versions that gave them."""
    value = {"machine": machine(), "date": datetime.now(UTC).date().isoformat(), "rows": rows}
    text = json.dumps(value, indent=1, default=str)
    if quick:
        print(text)
    else:
        KEPT.mkdir(exist_ok=True)
        (KEPT / f"{part}.json").write_text(text + "\n")


def machine() -> dict[str, Any]:
    """Say what the figures were taken on."""
    model = next(
        (x.split(":")[1].strip() for x in Path("/proc/cpuinfo").read_text().splitlines() if x.startswith("model name")),
        "?",
    )
    memory = next(int(x.split()[1]) for x in Path("/proc/meminfo").read_text().splitlines() if x.startswith("MemTotal"))
    names = ("recense", "duckdb", "polars", "pyarrow", "splink", "tesserocr", "pypdfium2", "python-calamine")
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "memory_gib": round(memory / (1 << 20), 1),
        "python": platform.python_version(),
        "versions": {n: version(n) for n in names},
    }


def write() -> None:
    """Write RESULTS.md."""
    parts = {p.stem: json.loads(p.read_text()) for p in sorted(KEPT.glob("*.json"))}
    lines = [
        "# Results",
        "",
        "Written by `python -m bench` from `results/*.json`; what each part measures is in `README.md`.",
        "",
    ]
    for name, render in RENDER.items():
        if name in parts:
            lines += [f"## {name.capitalize()}", "", _taken(parts[name]), "", *render(parts[name]["rows"]), ""]
    (HERE / "RESULTS.md").write_text("\n".join(lines))


def _taken(part: dict[str, Any]) -> str:
    m = part["machine"]
    versions = ", ".join(f"{k} {v}" for k, v in m["versions"].items())
    return f"{part['date']}, {m['processor']}, {m['cores']} cores, {m['memory_gib']} GiB, Python {m['python']}; {versions}."


def table(header: list[str], rows: list[list[Any]]) -> list[str]:
    """Write a Markdown table."""
    return [
        "| " + " | ".join(header) + " |",
        "| " + " | ".join("---" for _ in header) + " |",
        *("| " + " | ".join(_shown(c) for c in row) + " |" for row in rows),
    ]


def _shown(value: Any) -> str:
    if isinstance(value, float):
        return f"{value:.4f}" if abs(value) < 10 else f"{value:,.1f}"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


def _speed(rows: list[dict[str, Any]]) -> list[str]:
    header = ["people", "files", "MiB", "run", "wall, s", "CPU, s", "peak of all processes, MiB"]
    return table(
        header, [[r["people"], r["files"], r["mib"], r["run"], r["wall"], r["cpu"], r["peak_mib"]] for r in rows]
    )


def _febrl(rows: list[dict[str, Any]]) -> list[str]:
    header = ["set", "records", "people", "pair precision", "pair recall", "pair F1", "count error", "seconds"]
    return table(
        header,
        [
            [r[k] for k in ("set", "records", "people", "precision", "recall", "f1", "count_error", "seconds")]
            for r in rows
        ],
    )


def _coverage(rows: list[dict[str, Any]]) -> list[str]:
    lines: list[str] = []
    for family in dict.fromkeys(r["family"] for r in rows):
        heads = [r["headcount"] for r in rows if r["family"] == family]
        covered = sum(bool(h["covers"]) for h in heads)
        width = mean((h["high"] - h["low"]) / 2 / h["truth"] for h in heads)
        error = mean(abs(h["error"]) for h in heads)
        told = f"{family}: covered in {covered} of {len(heads)} heaps; mean half-width {width:.2%} of the truth; "
        lines += [f"{told}mean error of the estimate {error:.2%}.", ""]
    shown = [
        [r["family"], r["people"], r["seed"], *(r["headcount"][k] for k in ("truth", "estimate", "low", "high")),
         "yes" if r["headcount"]["covers"] else "NO"] for r in rows
    ]  # fmt: skip
    return [*lines, *table(["family", "size", "seed", "truth", "estimate", "low", "high", "covered"], shown)]


def flat(score: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """Flatten a score to the figures it holds."""
    found: dict[str, Any] = {}
    for key, value in score.items():
        if isinstance(value, dict):
            found |= flat(value, f"{prefix}{key}.")
        elif isinstance(value, int | float):
            found[prefix + key] = value
    return found


def _scores(label: str) -> Any:
    def render(rows: list[dict[str, Any]]) -> list[str]:
        figures = [flat(r["score"]) for r in rows]
        names = list(dict.fromkeys(k for f in figures for k in f))
        heads = [" ".join(str(r[k]) for k in label.split()) for r in rows]
        extra = [[k, *(r.get(k, "") for r in rows)] for k in ("wall", "cpu", "peak_mib") if any(k in r for r in rows)]
        return table(["measure", *heads], [*extra, *([n, *(f.get(n, "") for f in figures)] for n in names)])

    return render


RENDER = {
    "accuracy": _scores("family seed"),
    "speed": _speed,
    "coverage": _coverage,
    "peer": _scores("tool"),
    "febrl": _febrl,
}
