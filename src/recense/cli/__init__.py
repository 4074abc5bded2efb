"""The command `recense`: parse, call one function, print."""
