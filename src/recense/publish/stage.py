"""Stage publish: see `pipeline.py`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recense.store.run import Run


def publish_report(run: Run) -> None:
    """To be written."""
    raise NotImplementedError
