"""Scorers, and the floors below which no change may fall."""
