"""What is learnt from: the cues of paragraphs, what the encoder makes of the words around each, what the larger pass says of
them, and what people say where they said it.

Cues are those that people marked and those that the reader finds, doubtful ones too. Texts: PolNeAR's articles to the letter,
the same varied and with composed attributions, and news that nobody annotated (Worldwide Newswire, Timeline17, LGL).
"""

import pickle
import random
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onrecord.neural import Reader
from onrecord.neural.attributions import MOST_CUES
from onrecord.neural.decoding import find_cues, log_softmax
from onrecord.neural.reading import LIMIT
from onrecord.neural.weights import REACH, Session
from onrecord.neural.windows import CONTEXT, Window
from training.reader.examples import IGNORED, Pair, make_windows, mark_attributions
from training.reader.nesting import compose, find_donors
from training.reader.polnear import Text, read_polnear, vary
from training.sentences.material import read_train

P_CUE = 0.3  # cues that the reader doubts are learnt from too
SEED = 20261122
NEWS = 250_000  # words of a part that nobody annotated
LIMITS = (160, 192, 192, 208)  # pieces of windows

Floats = NDArray[np.float16]


class Paragraph(NamedTuple):
    """A paragraph with cues.

    Shape: vectors [words, size]; cues [cues, 2], first word and behind the last; gold [cues, words], labels or IGNORED;
    teacher [cues, words, PAIR_LABELS].
    """

    vectors: Floats
    cues: NDArray[np.int64]
    gold: NDArray[np.int8]
    teacher: Floats


def gather(corpora: Path, folder: Path, *, reader: Reader, wide: Session, texts: int | None, news: int) -> list[Paragraph]:
    """Everything that is learnt from, kept in `folder` part by part: the first `texts` of PolNeAR's articles (None: all), as
    they are and composed, and so many parts of other `news`."""
    marked = read_polnear(corpora / "attribution" / "polnear" / "train")[:texts]
    own = {one.text for one in marked}
    others = [given.text for given in read_train(corpora) if given.text and given.text not in own]
    parts: dict[str, Iterator[Paragraph]] = {}
    for epoch, composed in enumerate((False, True)):
        parts[f"marked-{epoch}"] = read_marked(marked, reader, wide, seed=f"{SEED}/{epoch}", composed=composed)
    for number, chosen in enumerate(_in_parts(others)[:news]):
        windows = (w for text in chosen[:texts] for w in make_windows(text, limit=LIMIT, context=CONTEXT, encode=reader.encode))
        parts[f"news-{number}"] = (found for window in windows for found in read_window(window, None, reader, wide))
    folder.mkdir(parents=True, exist_ok=True)
    return [found for name, part in parts.items() for found in _keep(folder / f"{name}.pickle", part)]


def _keep(kept: Path, part: Iterable[Paragraph]) -> list[Paragraph]:
    """What a part gives, from its file once it is written."""
    if not kept.exists():
        unfinished = kept.with_suffix(".part")
        unfinished.write_bytes(pickle.dumps(list(part)))
        unfinished.replace(kept)
    found: list[Paragraph] = pickle.loads(kept.read_bytes())  # noqa: S301 - written above
    return found


def _in_parts(texts: Iterable[str]) -> list[list[str]]:
    parts: list[list[str]] = [[]]
    size = 0
    for text in texts:
        parts[-1].append(text)
        size += len(text.split())
        if size > NEWS:
            parts.append([])
            size = 0
    return parts


def read_marked(texts: Sequence[Text], reader: Reader, wide: Session, *, seed: str, composed: bool) -> Iterator[Paragraph]:
    """Annotated articles, one of the annotations each; `composed`: varied, and with attributions inside others."""
    rng = random.Random(seed)  # noqa: S311 - repeatable, not secret
    donors = find_donors(texts) if composed else None
    for one in texts:
        if not one.annotations:
            continue
        text, marked = one.text, rng.choice(one.annotations)
        if donors is not None:
            text, marked = compose(text, marked, donors=donors, rng=rng)
            text = vary(text, rng)
        limit = rng.choice(LIMITS)
        for e in mark_attributions(text, marked, limit=limit, context=CONTEXT, nested=composed, encode=reader.encode):
            yield from read_window(e.window, (e.pairs, e.cues), reader, wide)


def read_window(
    window: Window, marked: tuple[Sequence[Pair], Sequence[int]] | None, reader: Reader, wide: Session
) -> Iterator[Paragraph]:
    """The window's paragraphs with cues.

    `marked` has what people marked and the labels of cues for each piece (None: nothing is known).
    """
    heads = reader.read_window(window)
    for number, (at, pieces) in enumerate(window.units):
        words = np.flatnonzero(np.array(pieces.firsts))
        if len(words) < 2:
            continue
        ends = [*words[1:].tolist(), len(pieces.ids)]
        vectors = heads.vectors[at : at + len(pieces.ids)]
        p = np.exp(log_softmax(heads.cues[at : at + len(pieces.ids)][words]))
        sure = sorted(find_cues(p, p_cue=P_CUE), key=lambda cue: -cue[2])[:MOST_CUES]
        rows = _with_gold([(a, b) for a, b, _ in sure], words, at, number, marked)
        if rows:
            cues = [(int(words[a]), ends[b - 1]) for a, b, _ in rows]
            yield Paragraph(
                vectors[words].astype(np.float16),
                np.array([(a, b) for a, b, _ in rows]),
                np.array([gold for *_, gold in rows]).astype(np.int8),
                run_wide(wide, vectors, cues)[:, words].astype(np.float16),
            )


def _with_gold(
    found: Sequence[tuple[int, int]],
    words: NDArray[np.int64],
    at: int,
    number: int,
    marked: tuple[Sequence[Pair], Sequence[int]] | None,
) -> list[tuple[int, int, NDArray[np.int64]]]:
    """The cues that people marked in a paragraph and those that are found, as words, with the labels of its words.

    One that is found near a marked one has its labels; one where people marked none belongs to nothing; else nothing is known.
    """
    nothing, unknown = (np.full(len(words), label) for label in (0, IGNORED))
    if marked is None:
        return [(a, b, unknown) for a, b in found]
    pairs, labels = marked
    rows = []
    for pair in pairs:
        if pair.unit == number:
            first = int(np.searchsorted(words, pair.start, side="right")) - 1
            rows.append((first, int(np.searchsorted(words, pair.end)), np.array(pair.labels)[words]))
    given = list(rows)
    for a, b in found:
        if any((x, y) == (a, b) for x, y, _ in given):
            continue
        near = next((gold for x, y, gold in given if x < b and a < y), None)
        none = all(labels[at + int(words[i])] == 0 for i in range(a, b))
        rows.append((a, b, near if near is not None else nothing if none else unknown))
    return rows


def run_wide(wide: Session, vectors: NDArray[np.float32], cues: Sequence[tuple[int, int]]) -> NDArray[np.float32]:
    """What the larger pass says of a paragraph's pieces for each cue (first piece, behind the last).

    Shape: [cues, pieces, PAIR_LABELS].
    """
    i = np.arange(len(vectors))
    a, b = np.array(cues).T[..., None]
    places = REACH - np.minimum(np.maximum(a - i, 0), REACH) + np.minimum(np.maximum(i - b + 1, 0), REACH)
    many = np.broadcast_to(vectors, (len(cues), *vectors.shape))
    (labels,) = wide.run(["labels"], {"vectors": np.ascontiguousarray(many), "places": places})
    return labels
