"""Publish: the report that a director reads, and the tables that another program reads."""
