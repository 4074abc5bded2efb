"""Intake: disclosed files in, the manifest `source_files` out."""

from recense.intake.stage import receive_files, unpack_members

__all__ = ["receive_files", "unpack_members"]
