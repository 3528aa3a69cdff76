"""The forms under which the gazetteer knows a name."""

import re

from onrecord.text import fold

_WORDS = re.compile(r"[^\W_]+")
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}


def make_key(name: str) -> str:
    """A name as it is looked up: words folded, accents and apostrophes off, "St." and its like written out."""
    bare = fold(name.replace("'s ", " ") if name.endswith("s") else name)
    for mark in "'’‘ʼ`´ʻʿʾ":
        bare = bare.replace(mark, "")
    words = _WORDS.findall(bare)
    if len(words) > 1 and all(len(word) == 1 for word in words):
        return "".join(words)
    return " ".join(_SHORT.get(word, word) for word in words) if len(words) > 1 else "".join(words)
