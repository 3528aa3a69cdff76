"""Transcripts, in invented turns."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Sentence
from onrecord.understand.quotations.turns import find_turns
from tests.understand.quotations.test_find_quotations import read

TALK = (
    "The adviser, Joan Hindel, rang the Courier.",
    "Holda Wend: We are looking at her costs.",
    "JH: Have you spoken to Ed Tail?",
    "HW: I think not. Berg says it is late.",
    "JH: Well no, you could have.",
)


def test_each_turn_is_a_statement_of_its_speaker() -> None:
    found = [q for q in read(*TALK) if q.cue is None]
    assert [(q.source.name, q.form, q.stance) for q in found if q.source] == [
        ("Holda Wend", "direct", "asserts"),
        ("Joan Hindel", "direct", "questions"),
        ("Holda Wend", "direct", "asserts"),
        ("Joan Hindel", "direct", "denies"),
    ]
    assert [c.exact for c in found[1].content] == ["Have you spoken to Ed Tail?"]


def test_what_a_speaker_says_of_another_is_told_through_him_and_of_himself_is_not() -> None:
    nested = [q for q in read(*TALK) if q.cue is not None]
    assert [(q.source.name, [r.name for r in q.chain]) for q in nested if q.source] == [("Berg", ["Holda Wend"])]


def test_labels_are_no_speakers() -> None:
    lines = ("Where: Tarn", "When: at noon", "Ada Berg lives in Tarn.", "Photo: Ada Berg", "Cost: ten crowns")
    assert read(*lines) == []


def test_one_label_makes_no_transcript() -> None:
    assert [q for q in read("Ada Berg: the woman who built it", "Ada Berg built it.") if q.cue is None] == []


@given(st.lists(st.sampled_from(["Q: Why?", "A: So.", "A plain line.", "Q:", ": x", "Ada Berg: Yes."]), max_size=12))
def test_turns_lie_in_their_paragraphs(lines: list[str]) -> None:
    text = "\n".join(lines)
    sentences, at = [], 0
    for number, line in enumerate(lines):
        sentences.append(Sentence(start=at, end=at + len(line), paragraph=number))
        at += len(line) + 1
    turns = find_turns(text, sentences, [])
    assert len(turns) != 1
    for turn in turns:
        sentence = sentences[turn.sentence]
        assert turn.source is not None
        assert turn.source[1] < turn.content[0][0] < turn.content[-1][1] <= sentence.end
