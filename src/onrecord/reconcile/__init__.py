"""Across meanings: entities, claims, relations."""
