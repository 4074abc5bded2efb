"""One file a format.

A writer of sheets tells where each row came to stand: its place and its line, when well defined.
"""
