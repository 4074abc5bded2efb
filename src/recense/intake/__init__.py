"""Intake: disclosed files in, the manifest `source_files` out. Enter by `stage.py`.

Nothing is imported here: a worker that unpacks an archive must not pay for the tables of the stage.
"""
