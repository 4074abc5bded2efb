"""Work already done, by content: what makes a copy free, a stopped run continue, and new files cost only themselves.

An item is one file, `work/<step>-<version>/<first two of key>/<key>`, that appears whole by a rename. The version is the
hash of the code that makes the item, so that changed code redoes its own work and nothing else.
"""

from __future__ import annotations

import hashlib
import importlib.util
import shutil
from functools import cache
from pathlib import Path


@cache
def code_version(*modules: str) -> str:
    """Hash the source files of `modules` (packages included whole): 12 hexadecimal digits."""
    digest = hashlib.sha256()
    for name in modules:
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None:
            raise ValueError(name)
        origin = Path(spec.origin)
        files = sorted(origin.parent.rglob("*")) if origin.name == "__init__.py" else [origin]
        for file in files:
            if file.is_file() and "__pycache__" not in file.parts:
                digest.update(file.name.encode())
                digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


class WorkStore:
    """The items of one step, at one version of its code."""

    def __init__(self, root: Path, step: str, version: str) -> None:
        self.folder = root / f"{step}-{version}"
        self._root, self._step = root, step

    def path(self, key: str) -> Path:
        """Return where the item `key` is, or will be."""
        return self.folder / key[:2] / key

    def has(self, key: str) -> bool:
        """Say whether the item is there, whole."""
        return self.path(key).exists()

    def keep(self, key: str, made: Path) -> Path:
        """Move a finished file in as the item `key`."""
        final = self.path(key)
        final.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        made.replace(final)
        return final

    def drop_other_versions(self) -> None:
        """Delete what older code made: it would never be read again."""
        for folder in self._root.glob(f"{self._step}-*"):
            if folder != self.folder:
                shutil.rmtree(folder, ignore_errors=True)
