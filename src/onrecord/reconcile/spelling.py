"""Spelling: one key for the ways in which a foreign name is written in English."""

import re
from collections.abc import Iterable
from functools import lru_cache

# What newspapers write for one sound, in the order in which it is put right: "Qaddafi", "Gadhafi" and "Kadafi" have one key.
_SOUNDS = tuple(
    (re.compile(pattern), key)
    for pattern, key in (
        (r"^(?:q|kh|gh|g|k)(?=[aou])", "k"),
        (r"(?:sch|sh|tch|ch|cz)", "c"),
        (r"(?:dh|th)", "d"),
        (r"(?:gh|kh|q)", "k"),
        (r"ph", "f"),
        (r"(?:ts|tz|zh)", "z"),
        (r"w", "v"),
        (r"(.)\1", r"\1"),
        (r"(?:ai|ay|ei|ey|iy|yi|ij|ie|y)", "i"),
        (r"(?:oo|ou|o)", "u"),
        (r"e", "a"),
        (r"(.)\1", r"\1"),
    )
)
_LEAST = 4


@lru_cache(maxsize=16384)
def sound_key(token: str) -> str:
    """How a folded name is told apart by ear; a short one stays as it is written."""
    token = token.replace("-", "").replace("'", "")[:40]
    if len(token) < _LEAST:
        return token
    for pattern, key in _SOUNDS:
        token = pattern.sub(key, token)
    return token


def find_full_names(keys: Iterable[str]) -> dict[str, str]:
    """The one full name for each family name that a story has alone, by the ear: "kelmer" is "ada kelmer".

    A family name that two different people bear stands for neither.
    """
    bearers: dict[str, set[str]] = {}
    every = sorted(set(keys))
    for key in every:
        if " " in key:
            bearers.setdefault(sound_key(key.split()[-1]), set()).add(key)
    found = {}
    for key in every:
        full = bearers.get(sound_key(key), set()) if key and " " not in key else set()
        givens = {tuple(sound_key(t) for t in name.split()) for name in full}
        if full and len(givens) == 1:
            found[key] = min(full)
    return found
