"""What is learnt from: statements and sentences of public news, what the shipped reader makes of their pieces, and (by
`training.reader.teacher`) what the public encoder says of the same words by themselves.

Sources: PolNeAR (Newell, Margolin, Ruths 2018), Worldwide Newswire (Shan et al. 2023), Timeline17 (Tran et al. 2013), LGL
(Lieberman et al. 2010), MinHash articles (McCormick 2015), Ling-in-the-loop (Parrish et al. 2021).
"""

import gzip
import json
import pickle
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as Tree

import numpy as np
from numpy.typing import NDArray

from onrecord.clean.layout import lay_out
from onrecord.clean.sentences import split_sentences
from onrecord.neural import Reader, read_text
from onrecord.neural.sentences import read_alone
from onrecord.read.plain import read_plain
from training.pairs.corpora import read_ling
from training.pairs.printed import restore
from training.reader.columns import read_worldwide

# collections of the stories that sameness is measured on are left out
_LEFT_OUT = ("bpoil", "SyrianCrisis")
_SENTENCES, _ALONE = 14, 5  # of an article, besides its statements
_TOGETHER = 3  # lines of Timeline17, which are sentences, to a paragraph
_LOOSE = 12  # of a pile of sentences that are about other things each
PART = 100  # texts that are read before what is found is kept
SEED = 20261122

Floats = NDArray[np.float16]


class Given(NamedTuple):
    """A text to learn from: an article, or a pile of sentences that have nothing to do with each other."""

    text: str
    pile: tuple[str, ...] = ()


class Material(NamedTuple):
    """Wordings, what the encoder's layers make of their pieces, and the teacher's vectors of them.

    Shape: levels [pieces, size] for each wording; teacher [wordings, 384].
    """

    texts: list[str]
    levels: list[Floats]
    teacher: Floats


def read_train(corpora: Path) -> list[Given]:
    """The texts to learn from, the corpora evenly mixed, in a seeded order."""
    ling = [text for example in read_ling(corpora, "train") for text in example[:2]]
    kinds: list[list[Given]] = [
        [Given(p.read_text(encoding="utf8")) for p in sorted((corpora / "attribution/polnear/train/text").glob("*.txt"))],
        [Given(one.text) for one in read_worldwide(corpora, "train")],
        [Given(text) for text in _read_timelines(corpora / "timelines/t17")],
        [Given(text) for text in _read_lgl(corpora / "places/lgl.xml")],
        [Given("", tuple(pile)) for pile in _read_piles(corpora / "reuse/minhash_articles/data/articles_2500.train")],
        [Given("", tuple(ling[at : at + _LOOSE])) for at in range(0, len(ling), 2 * _LOOSE)],
    ]
    draw = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    drawn = [draw.sample(texts, len(texts)) for texts in kinds]
    return [text for _, text in sorted((i / len(texts), text) for texts in drawn for i, text in enumerate(texts))]


def read_dev(corpora: Path) -> list[Given]:
    """The articles to measure on: PolNeAR dev."""
    return [Given(p.read_text(encoding="utf8")) for p in sorted((corpora / "attribution/polnear/dev/text").glob("*.txt"))]


def _read_timelines(folder: Path) -> Iterator[str]:
    for collection in sorted(p for p in folder.iterdir() if p.is_dir() and not p.name.startswith(_LEFT_OUT)):
        with gzip.open(collection / "articles.jsonl.gz", "rt", encoding="utf8") as file:
            texts = [json.loads(line)["text"] for line in file]
        for text in texts:
            lines = [restore(line) for line in text.split("\n")]
            yield "\n".join(" ".join(lines[i : i + _TOGETHER]) for i in range(0, len(lines), _TOGETHER))


def _read_lgl(path: Path) -> Iterator[str]:
    for article in Tree.parse(path).getroot():  # noqa: S314 - a corpus, no stranger's file
        yield article.findtext("text") or ""


def _read_piles(path: Path) -> Iterator[list[str]]:
    """Sentences that stand in one text and are about other things each; planted repeats once."""
    met: set[str] = set()
    for line in path.read_text(encoding="utf8").splitlines():
        _, _, text = line.partition(" ")
        own = dict.fromkeys(text[a:b] for a, b in split_sentences(text, 0, len(text)) if 20 < b - a < 600)
        new = [s for s in own if s not in met]
        met.update(new)
        yield new[:_LOOSE]


def gather(
    texts: Sequence[Given], reader: Reader, folder: Path, *, teach: Callable[[list[str]], Floats], most: int
) -> Material:
    """The statements of the texts and some of their sentences, within their articles and some by themselves, until there are
    `most` pieces; kept in `folder`, part by part."""
    folder.mkdir(parents=True, exist_ok=True)
    found: list[Material] = []
    size = 0
    for at in range(0, len(texts), PART):
        kept = folder / f"{at // PART:03}.npy"
        if not kept.exists():
            _keep(kept, texts[at : at + PART], reader, teach)
        wordings, ends = pickle.loads(kept.with_suffix(".texts").read_bytes())  # noqa: S301 - written above
        levels = np.load(kept, mmap_mode="r")
        rows = [levels[a:b] for a, b in pairwise(ends)]
        found.append(Material(wordings, rows, np.load(kept.with_suffix(".teacher.npy"))))
        size += len(levels)
        if size > most:
            break
    return Material(
        [text for part in found for text in part.texts],
        [rows for part in found for rows in part.levels],
        np.concatenate([part.teacher for part in found]),
    )


def _keep(kept: Path, texts: Iterable[Given], reader: Reader, teach: Callable[[list[str]], Floats]) -> None:
    """Writes what the texts give; the file that the others are known by comes last."""
    made = [pair for given in texts for pair in _read(given, reader)]
    wordings, rows = [text for text, _ in made], [one.astype(np.float16) for _, one in made]
    kept.with_suffix(".texts").write_bytes(pickle.dumps((wordings, [0, *accumulate(len(r) for r in rows)])))
    np.save(kept.with_suffix(".teacher.npy"), teach(wordings))
    np.save(part := kept.with_suffix(".part.npy"), np.concatenate(rows))
    part.replace(kept)


def _read(given: Given, reader: Reader) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """The wordings of one text with what is made of their pieces."""
    draw = random.Random(given.text)  # noqa: S311 - repeatable, not secret
    found: dict[str, tuple[tuple[int, int], ...]] = {}
    article = read_plain(given.text, path="article.txt")
    layout = lay_out(article)
    marks = read_text(article.text, layout.sentences, reader=reader) if layout.readable else None
    if marks is not None:
        for attribution in marks.attributions:
            ranges = tuple((s.start, s.end) for s in attribution.content)
            found[" ".join(" ".join(article.text[a:b] for a, b in ranges).split())] = ranges
        full = [s for s in layout.sentences if 20 < s.end - s.start < 600]  # neither a scrap nor a list
        for s in draw.sample(full, min(len(full), _SENTENCES)):
            found.setdefault(" ".join(article.text[s.start : s.end].split()), ((s.start, s.end),))
        for wording, ranges in found.items():
            if (rows := marks.traces.rows(ranges)) is not None:
                yield wording, rows
    for wording in given.pile or draw.sample(sorted(found), min(len(found), _ALONE)):
        if (rows := read_alone(wording, reader)) is not None:
            yield wording, rows
