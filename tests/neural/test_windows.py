"""Windows hold every word piece once, in order, below their size."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.neural.windows import CONTEXT, SHAPES, pack, shape, split_pieces, to_pieces
from tests.neural.fakes import encode

PARAGRAPHS = st.lists(st.text(alphabet="ab cD. “é", max_size=200), max_size=12)


def pieces_of(paragraphs: list[str]) -> tuple[str, list]:
    text, ranges = "", []
    for paragraph in paragraphs:
        ranges.append((len(text), len(text) + len(paragraph)))
        text += paragraph + "\n"
    return text, to_pieces(text, ranges, encode=encode)


@given(PARAGRAPHS, st.integers(60, 120))
def test_every_piece_stands_in_one_window(paragraphs: list[str], limit: int) -> None:
    _, units = pieces_of(paragraphs)
    parts = [part for unit in units for part in split_pieces(unit, limit=30)]
    windows = pack(parts, limit=limit)
    assert [o for w in windows for _, unit in w.units for o in unit.offsets] == [o for unit in units for o in unit.offsets]
    for window in windows:
        assert len(window.ids) == len(window.segments) == len(window.shapes) <= limit + 2
        assert all(window.ids[at : at + len(unit.ids)] == unit.ids for at, unit in window.units)
        assert all(0 <= s < SHAPES for s in window.shapes)


def test_a_window_begins_with_the_end_of_the_paragraph_before() -> None:
    _, units = pieces_of(["one two three four five six " * 10, "seven eight nine ten " * 5])
    first, second = pack(units, limit=70)
    assert 1 not in first.segments
    context = [i for i, s in zip(second.ids, second.segments, strict=True) if s == 1]
    assert context[:-1] == list(units[0].ids[-CONTEXT:])


def test_a_long_paragraph_is_cut_where_a_sentence_begins() -> None:
    text = "The dam held for an hour. Then the wall gave way and the valley was flooded."
    (unit,) = to_pieces(text, [(0, len(text))], encode=encode)
    parts = split_pieces(unit, limit=14, stops=frozenset({text.index("Then")}))
    assert parts[1].offsets[0][0] == text.index("Then")
    assert all(len(part.ids) <= 14 for part in parts)


def test_a_word_without_end_is_cut_all_the_same() -> None:
    (unit,) = to_pieces("x" * 1000, [(0, 1000)], encode=encode)
    parts = split_pieces(unit, limit=40)
    assert max(len(part.ids) for part in parts) == 40
    assert sum(len(part.ids) for part in parts) == 250


def test_shapes_tell_case_and_space() -> None:
    text = "Ansa KELMER said 12 (no)"
    found = [shape(text, m, m + 2) for m in (0, 5, 12, 17, 21)]
    assert found == [1 + 4, 2 + 4, 0 + 4, 3 + 4, 0]
