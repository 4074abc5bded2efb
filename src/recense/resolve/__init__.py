"""Resolve: to whom each mention belongs, and how many people there are."""
