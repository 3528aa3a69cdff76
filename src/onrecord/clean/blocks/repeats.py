"""Lines whose wording the article has given before."""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import chain

from onrecord.clean.blocks.lines import Line

_BUTTON = re.compile(r"\s(?:Close|Hide [Cc]aption|hide caption)$")
_BUTTON_WIDTH = 16
_MORE = re.compile(r"\s*(?:\.\.\.|…)(?:\s*Read [Mm]ore)?\s*$")
_SHOWN = 40  # letters of a caption that was cut short
_BEFORE_IT = 3  # lines
_LEAST = 5  # words of a line that can repeat another
_HOLDERS = 3  # lines that have the same four words one after the other
_MOST = 400  # words of a line that are compared


def find_gallery(lines: Sequence[Line]) -> set[int]:
    """The captions of pictures that open and close: a line that is given again, whole, before the button that closes it."""
    found: set[int] = set()
    for i, line in enumerate(lines):
        button = _BUTTON.search(line.text[-_BUTTON_WIDTH:])
        if button is None or line.length < _LEAST:
            continue
        whole = line.text[: len(line.text) - (button.end() - button.start())].rstrip()
        for k in range(i - 1, max(-1, i - 1 - _BEFORE_IT), -1):
            shown = _MORE.sub("", lines[k].text).rstrip()
            if shown == whole or (len(shown) >= _SHOWN and shown != lines[k].text.rstrip() and whole.startswith(shown)):
                found |= {k, i}
    return found


def find_repeats(lines: Sequence[Line]) -> dict[int, int]:
    """The lines that repeat an earlier line, to the letter or nearly, each with the line it repeats, as indices.

    A line that is nearly contained in one earlier line repeats it, so that a paragraph printed again in parts counts too.
    """
    seen: dict[str, int] = {}
    holders: dict[tuple[str, ...], tuple[int, ...]] = {}
    repeats: dict[int, int] = {}
    for i, line in enumerate(lines):
        if line.length < _LEAST:
            continue
        key = line.key
        words = key.split(" ", _MOST)[:_MOST]
        if key in seen:
            repeats[i] = seen[key]
            continue
        seen[key] = i
        shingles = list(zip(words, words[1:], words[2:], words[3:], strict=False))
        if len(words) >= 12 and (shared := Counter(chain.from_iterable(filter(None, map(holders.get, shingles))))):
            nearest = max(shared, key=lambda holder: (shared[holder], -holder))
            if shared[nearest] >= 0.9 * len(shingles):
                repeats[i] = nearest
                continue
        known = holders.keys() & shingles
        holders.update({shingle: (*holders[shingle], i) for shingle in known if len(holders[shingle]) < _HOLDERS})
        holders.update(dict.fromkeys(shingles if not known else set(shingles) - known, (i,)))
    return repeats
