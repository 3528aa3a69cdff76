"""Signatures of texts by which those that share much of their wording are found without comparing all with all.

One-permutation MinHash over runs of three words, computed for many texts at once with numpy; pairs of its values are the keys
that a text is found by.

Source: Li, Owen, Zhang 2012, One Permutation Hashing; densified by rotation: Shrivastava, Li 2014.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

KEYS = 20  # of a text; two with half of their runs of words in common share one with a probability of .997, with a third .90
BINS = 2 * KEYS
LONGEST = 200_000  # characters of a text that are looked at
_BATCH = 60_000  # characters that are worked on at once
_TEXTS = 1_000
_BASE = 0x9E3779B1
_MIX = tuple(np.uint64(m) for m in (0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD6E8FEB86659FD93))
_EMPTY = np.uint64(2**64 - 1)
_SHIFT = np.uint64(32)
# beyond ASCII every byte counts as part of a word, but for these
_PUNCTUATION = dict.fromkeys(map(ord, "\u00a0«»“”„‘’‚‹›–—…·•\u2009\u200b\u202f"), " ")
_BREAKS = bytes(b if b >= 0x80 or chr(b).isalnum() else 0x20 for b in range(256))
_IN_WORD = np.frombuffer(_BREAKS, dtype=np.uint8) != 0x20

Keys = NDArray[np.uint64]


def sign_texts(texts: Iterable[str]) -> Iterator[tuple[int, Keys]]:
    """The keys of texts in batches: how many texts, and their keys, a row a text; 0 for those of fewer than three words.

    Shape: (texts of the batch, KEYS); keys are below 2**63, so that any database can hold them.
    """
    batch: list[bytes] = []
    size = 0
    for text in texts:
        encoded = _encode(text)
        if batch and (size + len(encoded) > _BATCH or len(batch) == _TEXTS):
            yield len(batch), _sign(batch)
            batch, size = [], 0
        batch.append(encoded)
        size += len(encoded)
    if batch:
        yield len(batch), _sign(batch)


def split_words(text: str) -> list[bytes]:
    """The words of a text as its keys are made of them: in lower case, without punctuation, encoded."""
    return _encode(text).translate(_BREAKS).split()


def _encode(text: str) -> bytes:
    folded = text[:LONGEST].lower()
    return (folded if folded.isascii() else folded.translate(_PUNCTUATION)).encode("utf-8", "replace")


def sign_text(text: str) -> tuple[int, ...]:
    """The keys of one text; empty for one of fewer than three words."""
    ((_, keys),) = sign_texts([text])
    return tuple(dict.fromkeys(int(key) for key in keys[0] if key))


def _sign(batch: Sequence[bytes]) -> Keys:
    runs, text = _hash_runs(batch)
    values = np.full(len(batch) * BINS, _EMPTY)
    # the upper bits choose the bin, the lower ones compete in it
    bins = text * BINS + ((runs >> _SHIFT) % np.uint64(BINS)).astype(np.int64)
    np.minimum.at(values, bins, runs & np.uint64(2**32 - 1))
    table = values.reshape(len(batch), BINS)
    signed = table.min(axis=1) != _EMPTY
    _fill_empty_bins(table)
    bands = table.reshape(len(batch), KEYS, 2)
    number = np.arange(KEYS, dtype=np.uint64) * _MIX[2]
    keys = _scatter(bands[:, :, 0] * _MIX[0] + _scatter(bands[:, :, 1] + number)) >> np.uint64(1)
    keys[~signed] = 0
    return keys


def _fill_empty_bins(table: Keys) -> None:
    """Gives each empty bin what stands in the next that is not, marked with how far it was carried."""
    rows = np.flatnonzero((table == _EMPTY).any(axis=1) & (table != _EMPTY).any(axis=1))
    part = table[rows]
    while (empty := part == _EMPTY).any():
        carried = np.roll(part, -1, axis=1)
        carried[carried != _EMPTY] += _MIX[1] >> np.uint64(8)
        part = np.where(empty, carried, part)
    table[rows] = part


def _hash_runs(batch: Sequence[bytes]) -> tuple[Keys, NDArray[np.int64]]:
    """A hash of each run of three words, and the text that it stands in."""
    data = np.frombuffer(b"\n" + b"\n".join(batch) + b"\n", dtype=np.uint8)
    inside = _IN_WORD[data]
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    starts, ends = edges[::2] + 1, edges[1::2] + 1
    word = _hash_words(data, starts, ends)
    limits = np.cumsum(np.fromiter((len(b) + 1 for b in batch), dtype=np.int64, count=len(batch)))
    text = np.searchsorted(limits, starts, side="right").astype(np.int64)
    if len(word) < 3:
        return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
    runs = _scatter(word[:-2] * _MIX[0] + word[1:-1] * _MIX[1] + word[2:] * _MIX[2])
    whole = text[:-2] == text[2:]
    return runs[whole], text[:-2][whole]


def _hash_words(data: NDArray[np.uint8], starts: NDArray[np.int64], ends: NDArray[np.int64]) -> Keys:
    """A hash of each word: the polynomial of its bytes, as the difference of two prefix sums moved to the power 0."""
    powers, inverse = _powers(len(data))
    sums = np.cumsum((data + np.uint32(1)) * powers[: len(data)], dtype=np.uint32)
    return _scatter(((sums[ends - 1] - sums[starts - 1]) * inverse[starts]).astype(np.uint64))


Powers = NDArray[np.uint32]
_POWERS: list[tuple[Powers, Powers]] = []


def _powers(count: int) -> tuple[Powers, Powers]:
    """The powers of the base and of its inverse, modulo 2**32."""
    if not _POWERS or len(_POWERS[0][0]) < count:
        size = max(count, _BATCH + _TEXTS + 2)
        made = []
        for base in (_BASE, pow(_BASE, -1, 2**32)):
            steps = np.full(size, base, dtype=np.uint32)
            steps[0] = 1
            made.append(np.cumprod(steps, dtype=np.uint32))
        _POWERS[:] = [(made[0], made[1])]
    return _POWERS[0]


def _scatter(values: Keys) -> Keys:
    """Every bit of the result hangs on every bit of the value.

    Source: Steele, Lea, Flood 2014, SplitMix64.
    """
    values = (values ^ (values >> np.uint64(30))) * _MIX[0]
    values = (values ^ (values >> np.uint64(27))) * _MIX[1]
    return values ^ (values >> np.uint64(31))
