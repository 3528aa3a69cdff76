"""What the small pass for each cue learns from, with a reader that knows one word."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from training.cues.material import read_window
from training.reader.examples import IGNORED, mark_attributions
from training.reader.polnear import Marked

from onrecord.neural.windows import pack, to_pieces
from tests.neural.fakes import encode, make_reader

TEXT = "Mayor Venn said the reservoir leaked and Tarn said no"


class Wide:
    """Says of each piece which it is, and how far from its cue."""

    def run(self, output_names: list[str], input_feed: dict[str, NDArray[Any]]) -> list[NDArray[Any]]:
        places = input_feed["places"].astype(np.float32)
        return [np.stack([np.broadcast_to(np.arange(places.shape[1]), places.shape), places, 0 * places, places, places], -1)]


def mark(source: str, content: str) -> Marked:
    def find(words: str) -> tuple[tuple[int, int], ...]:
        at = TEXT.index(words)
        return ((at, at + len(words)),)

    return Marked(source=find(source), cue=find("said"), content=find(content))


def test_marked_cues_have_their_labels_and_found_ones_belong_to_nothing() -> None:
    one = mark("Mayor Venn", "the reservoir leaked")
    (example,) = mark_attributions(TEXT, (one,), limit=192, context=24, nested=False, encode=encode)
    (paragraph,) = read_window(example.window, (example.pairs, example.cues), make_reader(), Wide())
    assert paragraph.cues.tolist() == [[2, 3], [8, 9]]
    assert paragraph.gold.tolist() == [[1, 2, 0, 3, 4, 4, 0, 0, 0, 0], [0] * 10]
    assert len(paragraph.vectors) == paragraph.teacher.shape[1] == 10


def test_of_words_the_larger_pass_tells_by_their_first_pieces() -> None:
    (window,) = pack(to_pieces(TEXT, [(0, len(TEXT))], encode=encode), limit=192)
    (paragraph,) = read_window(window, None, make_reader(), Wide())
    firsts = [i for i, first in enumerate(window.units[0][1].firsts) if first]
    assert paragraph.teacher[0, :, 0].tolist() == firsts
    assert paragraph.teacher[0, 2, 1] == paragraph.teacher[1, 8, 1] == 16


def test_where_nobody_marked_nothing_is_known() -> None:
    (window,) = pack(to_pieces(TEXT, [(0, len(TEXT))], encode=encode), limit=192)
    (paragraph,) = read_window(window, None, make_reader(), Wide())
    assert set(paragraph.gold.ravel().tolist()) == {IGNORED}
