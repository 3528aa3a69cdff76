"""The bridge from text to attributions, with a reader that knows one word."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.model import Sentence
from onrecord.neural import Attribution, Reader, read_text
from onrecord.neural.reading import LONGEST
from tests.neural.fakes import make_reader


def sentences_of(text: str) -> list[Sentence]:
    found, at = [], 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            found.append(Sentence(start=at, end=at + len(line), paragraph=number))
        at += len(line) + 1
    return found


def find(text: str, reader: Reader | None = None) -> tuple[Attribution, ...]:
    marks = read_text(text, sentences_of(text), reader=reader or make_reader())
    assert marks is not None
    return marks.attributions


def test_source_cue_and_content_are_verbatim() -> None:
    text = "A wall fell\n\nOn Tuesday Venn said the reservoir was full.\nNobody answered."
    (found,) = find(text)
    assert found.cue.exact == "said"
    assert [s.exact for s in found.source] == ["Venn"]
    assert [s.exact for s in found.content] == ["the reservoir was full."]
    assert found.score > 0.99


def test_each_paragraph_has_its_own() -> None:
    text = "\n".join(f"Speaker{n} said that wall number {n} would hold." for n in range(40))
    found = find(text)
    assert [f.content[0].exact for f in found] == [f"that wall number {n} would hold." for n in range(40)]


@given(st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from('said  \n“”"'))), st.integers(0, 3))
def test_offsets_are_to_the_letter(text: str, times: int) -> None:
    text = text + " he said it\n" * times
    for found in find(text):
        spans = (*found.source, found.cue, *found.content)
        assert all(s.exact == text[s.start : s.end] for s in spans)
        assert all(a.end <= b.start for a, b in pairwise(sorted(spans, key=lambda s: s.start)))


def test_a_line_without_end_is_read_in_parts() -> None:
    reader = make_reader()
    text = "wall " * 20_000 + "Kelmer said no"
    (found,) = find(text, reader)
    assert found.content[0].exact == "no"
    assert max(reader.graphs["encoder"].sizes) <= LONGEST + 40


def test_nothing_is_found_in_nothing() -> None:
    assert find("") == ()
