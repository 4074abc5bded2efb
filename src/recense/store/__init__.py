"""The case on disk: its folder, its tables, its work already done, and the workers that do more."""
