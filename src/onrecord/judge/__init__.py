"""Judgements: which stand, what they speak of, and what they do to readings and stories."""
