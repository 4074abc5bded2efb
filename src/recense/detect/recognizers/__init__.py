"""One file an identifier: its shape in text (`PATTERN`), its one normal form and its key (`normalize`)."""
