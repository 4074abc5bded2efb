"""Invented people and disclosures: for the demo, the tests, the known answers and the benchmark. No real person, ever."""
