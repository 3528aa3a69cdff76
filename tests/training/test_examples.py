"""What the heads are to say of each piece or word."""

from training.reader.examples import label_words

from onrecord.neural.names import ALONE, BEGINS, ENDS, INSIDE, spans_of


def test_words_of_names_are_told_by_their_place() -> None:
    assert label_words([0, 1, 2, 2, 1, 3], [6]) == (0, 1 + BEGINS, 1 + INSIDE, 1 + ENDS, 1 + ALONE, 5 + ALONE)


def test_no_label_goes_over_the_end_of_a_paragraph() -> None:
    assert spans_of(label_words([0, 5, 6], [2, 1])) == [(1, 2, 2), (2, 3, 2)]
