"""Deciding: what waits for a person, what a person may decide, what was decided."""
