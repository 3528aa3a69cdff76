"""Where contents end, in invented sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Sentence
from onrecord.understand.quotations.drafts import Draft
from onrecord.understand.quotations.edges import complete_contents


def complete(text: str, content: str, *, cue: str = "said", source: str = "") -> str:
    """What a content that stops where `content` does is led on to."""
    at, start, named = text.index(cue), text.index(content), text.index(source) if source else -1
    draft = Draft(
        lemma=cue,
        shape="verb",
        stance="asserts",
        sentence=0,
        cue=(at, at + len(cue)),
        source=(named, named + len(source)) if source else None,
        content=((start, start + len(content)),),
    )
    sentence = Sentence(start=0, end=len(text), kind="body", paragraph=0)
    ((low, high),) = complete_contents(text, [sentence], [draft])[0].content
    return text[low:high]


@pytest.mark.parametrize(
    ("text", "content", "whole"),
    [
        (
            "She said the vote was put off by the town council.",
            "the vote was put off by the",
            "the vote was put off by the town council",
        ),
        ("She said the dam, which had been closed, would hold.", "the dam, which had", "the dam, which had been closed"),
        (
            "She said it would cost 40 crowns a day at most.",
            "it would cost 40 crowns a",
            "it would cost 40 crowns a day at most",
        ),
        ("She said the bridge was safe and the police left.", "the bridge was safe and", "the bridge was safe"),
        (
            "He said they met in “the Republic of Vell” on Monday.",
            "they met in “the Republic of",
            "they met in “the Republic of Vell",
        ),
    ],
)
def test_a_phrase_that_is_cut_is_completed(text: str, content: str, whole: str) -> None:
    assert complete(text, content) == whole


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("She said there was a house he stood by.", "there was a house he stood by"),
        ("She said the dam would hold on Monday.", "the dam would hold"),
        ("She said they had tried all of that before the flood.", "they had tried all of that"),
        ("Nothing is left of the, she said.", "Nothing is left of the"),
    ],
)
def test_a_whole_one_stays(text: str, content: str) -> None:
    assert complete(text, content) == content


def test_it_is_not_led_over_who_says_it() -> None:
    assert complete("The dam was mayor Berg said closed.", "The dam was", source="mayor Berg") == "The dam was"


def test_nor_over_a_line_without_end() -> None:
    text = "She said it was put off by the " + "word " * 400
    assert complete(text, "it was put off by the") == "it was put off by the"


_WORDS = st.sampled_from("the of and was a Vell dam , . “ ” \n".split(" "))
_LINES = st.lists(_WORDS | st.text(max_size=3), max_size=20).map(" ".join)


@given(text=_LINES, data=st.data())
def test_any_content_is_led_on_inside_its_sentence(text: str, data: st.DataObject) -> None:
    if len(text) < 2:
        return
    start = data.draw(st.integers(0, len(text) - 2))
    end = data.draw(st.integers(start + 1, len(text) - 1))
    draft = Draft(lemma="say", shape="verb", stance="asserts", sentence=0, content=((start, end),))
    sentence = Sentence(start=0, end=len(text), kind="body", paragraph=0)
    ((low, high),) = complete_contents(text, [sentence], [draft])[0].content
    assert (low, high) == (start, end) or (low == start < high <= len(text))


@pytest.mark.parametrize(
    ("text", "content", "source", "whole"),
    [
        (
            "Members pledged money and made bids on ten items, Berg said.",
            "made bids on ten items",
            "Berg",
            "Members pledged money and made bids on ten items",
        ),
        ("But the dam, built in May, was safe, Berg said.", "was safe", "Berg", "the dam, built in May, was safe"),
        # what stands apart is another's
        ("It rained; the dam was safe, Berg said.", "the dam was safe", "Berg", "the dam was safe"),
        ("Berg said the dam was safe.", "safe", "Berg", "safe"),
        ("It rained when the dam, Berg said, was safe.", "the dam", "Berg", "the dam"),
    ],
)
def test_what_its_speaker_closes_begins_with_its_sentence(text: str, content: str, source: str, whole: str) -> None:
    assert complete(text, content, source=source) == whole
