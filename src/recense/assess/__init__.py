"""Assess: who is exposed, by which data, how badly; what each file is; the figures of the statement."""
