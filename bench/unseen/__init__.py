"""The test family of invented disclosures. Whoever tunes the code does not read this folder: see its README."""

from bench.unseen.family import UNSEEN
from recense.invent.family import register_family

register_family("unseen", UNSEEN)
