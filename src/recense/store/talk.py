"""What a run says while it works: on standard error, with the time left, never a value that was read."""

from __future__ import annotations

import sys
import time
from typing import TextIO


class Talk:
    """Progress of one run. On a terminal one line is redrawn; elsewhere a line is written every ten seconds."""

    def __init__(self, stream: TextIO | None = None, *, quiet: bool = False) -> None:
        self._stream = stream or sys.stderr
        self._quiet = quiet
        self._terminal = self._stream.isatty()
        self._title, self._total, self._done = "", 0, 0
        self._started = self._shown = 0.0

    def stage(self, title: str, total: int = 0) -> None:
        """Begin a stage of `total` steps (0: not countable)."""
        self.end()
        self._title, self._total, self._done = title, total, 0
        self._started = time.monotonic()
        self._shown = self._started if not self._terminal else 0.0
        self._show()

    def advance(self, steps: int = 1) -> None:
        """Count steps done."""
        self._done += steps
        self._show()

    def end(self) -> None:
        """Close the stage's line."""
        if self._title and not self._quiet:
            seconds = time.monotonic() - self._started
            count = f" {self._total:,}" if self._total else ""
            line = f"{self._title}:{count} done in {_duration(seconds)}"
            self._stream.write(("\r\x1b[K" if self._terminal else "") + line + "\n")
            self._stream.flush()
        self._title = ""

    def say(self, sentence: str) -> None:
        """Write one sentence of its own."""
        if not self._quiet:
            self._stream.write(("\r\x1b[K" if self._terminal else "") + sentence + "\n")
            self._stream.flush()

    def _show(self) -> None:
        now = time.monotonic()
        if self._quiet or now - self._shown < (0.2 if self._terminal else 10.0):
            return
        self._shown = now
        left = ""
        if self._total and self._done:
            left = f", {_duration((now - self._started) / self._done * (self._total - self._done))} left"
        count = f" {self._done:,} of {self._total:,}{left}" if self._total else " …"
        self._stream.write(
            ("\r\x1b[K" if self._terminal else "") + self._title + ":" + count + ("" if self._terminal else "\n")
        )
        self._stream.flush()


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    minutes = seconds / 60
    return f"{minutes:.0f} min" if minutes < 90 else f"{minutes / 60:.1f} h"
