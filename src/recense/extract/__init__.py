"""Room extract: every disclosed file becomes grids and texts, line by line, with their places. See `stage.py`."""
