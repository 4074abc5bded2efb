"""`python -m recense` is the command `recense`."""

from recense.cli.main import main

main()
