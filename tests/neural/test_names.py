"""From what the names head says of each word to names."""

import numpy as np

from onrecord.neural.names import find_unit_names
from onrecord.neural.windows import to_pieces
from tests.neural.fakes import encode


def find(text: str, labels: dict[str, int]) -> list[tuple[str, str]]:
    """The names of a text whose words bear these labels: 2 a kind after 0, begins and goes on."""
    (pieces,) = to_pieces(text, [(0, len(text))], encode=encode)
    logits = np.zeros((len(pieces.ids), 9), dtype=np.float32)
    for i, (start, end) in enumerate(pieces.offsets):
        word = next((w for w in labels if text.find(w) <= start and end <= text.find(w) + len(w)), None)
        logits[i, labels[word] if word else 0] = 9
    return [(text[n.start : n.end], n.kind) for n in find_unit_names(text, pieces, logits)]


def test_words_that_go_on_make_one_name() -> None:
    assert find("Mayor Ilse Tarn spoke", {"Ilse": 1, "Tarn": 2}) == [("Ilse Tarn", "person")]


def test_a_name_may_begin_right_behind_another() -> None:
    assert find("In Vell Ilse Tarn spoke", {"Vell": 5, "Ilse": 1, "Tarn": 2}) == [("Vell", "place"), ("Ilse Tarn", "person")]


def test_a_name_has_the_kind_that_most_of_its_words_have() -> None:
    assert find("the Vell Dam Board met", {"Vell": 5, "Dam": 4, "Board": 4}) == [("Vell Dam Board", "organisation")]


def test_marks_at_the_ends_are_no_part_of_a_name() -> None:
    assert find("(Brann Hydro)", {"(": 3, "Brann": 4, "Hydro": 4, ")": 4}) == [("Brann Hydro", "organisation")]
    assert find("— said nobody", {"—": 3}) == []
