"""Limits and settings, read once, immutable."""

from __future__ import annotations

import os
from dataclasses import dataclass

MIB = 1 << 20
GIB = 1 << 30


@dataclass(frozen=True, slots=True)
class Limits:
    """What one disclosed file, or one worker, may cost. Sizes in bytes, times in seconds."""

    container_depth: int = 12  # archives inside archives
    container_ratio: int = 200  # unpacked over packed; real archives of text stay under 60
    container_ratio_floor: int = 64 * MIB  # below this unpacked size the ratio is not looked at
    container_members: int = 200_000
    container_bytes: int = 20 * GIB  # unpacked, one container
    heap_bytes: int = 200 * GIB  # unpacked, whole run
    name_bytes: int = 4096
    worker_memory: int = 3 * GIB  # address space, of which a reader of PDF or OCR maps much and touches little
    worker_recycle: int = 700 * MIB  # resident: above this a worker is replaced after its file
    file_seconds: int = 300
    ocr_seconds: int = 1800
    grid_columns: int = 2_000  # a sheet wider than this is read to here, and said to be partial


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment may change."""

    limits: Limits
    workers: int
    database_memory: str  # for DuckDB, in its own notation


def read_settings(workers: int = 0) -> Settings:
    """Read the settings from the environment; `workers` 0 means one a core."""
    return Settings(
        limits=Limits(),
        workers=workers or int(os.environ.get("RECENSE_WORKERS", "0")) or os.cpu_count() or 1,
        database_memory=os.environ.get("RECENSE_DATABASE_MEMORY", "2500MB"),
    )
