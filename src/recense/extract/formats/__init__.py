"""One file a format; the list of readers is in `registry.py`."""
