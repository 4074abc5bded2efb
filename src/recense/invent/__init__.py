"""Invented people and disclosures: for the demo, the tests, the benchmark. No real person, ever."""

from recense.invent.disclosure import invent_disclosure
from recense.invent.family import Family, register_family
from recense.invent.truth import Truth

__all__ = ["Family", "Truth", "invent_disclosure", "register_family"]
