"""Recense: disclosed files in, census of the people concerned out."""

__version__ = "0.1.0"
