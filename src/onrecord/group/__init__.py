"""Across texts: which articles belong together, who took what from whom, when an undated article was published."""
