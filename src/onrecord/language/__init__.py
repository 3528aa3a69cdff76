"""What English has in common for all stages: words and their weights, tense, units."""
