"""Tokenised text as it is printed."""

import re


def restore(text: str) -> str:
    """Tokens joined by spaces as they are printed."""
    text = re.sub(r" ([,.;:!?%)\]’]|'s\b|n't\b|'(?:re|ve|ll|d|m)\b)", r"\1", text)
    text = re.sub(r"([(\[$#£]) ", r"\1", text)
    text = text.replace("`` ", "“").replace(" ''", "”")
    return re.sub(r"\" ([^\"\n]{1,600}?) \"", r"“\1”", text)
