"""Who is mentioned where: in tables, then in texts with the names that the tables gave."""
