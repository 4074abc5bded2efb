"""The words around names (`words.toml`): what announces a person, and what looks like one and is not."""

from __future__ import annotations

import tomllib
from importlib import resources

_LISTS = tomllib.loads(resources.files("recense.detect.text").joinpath("words.toml").read_text(encoding="utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


STREETS = _words("streets")
INSTITUTIONS = _words("institutions")
PLACES = _words("places") | INSTITUTIONS
METHODS = _words("methods")
EPONYMS = _words("eponyms") | METHODS
EPONYM_NAMES = _words("eponym_names")
BETWEEN_STREET = _words("between_street")
NOT_NAMES = _words("not_names") | _words("kin") | _words("orders") | _words("companies")
JOBS = _words("jobs")
MACHINES = _words("machines")
MAILBOXES = _words("mailboxes")
NOT_IN_JOB = _words("not_in_job")
