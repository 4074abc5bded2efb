"""People in tables: where the tables are, what their columns hold, whom their rows are about."""
