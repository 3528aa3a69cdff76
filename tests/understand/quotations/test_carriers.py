"""Documents that speak, and whose they are; headlines and quotations that stand free, in invented sentences."""

import re

import pytest

from onrecord.model import Layout, Quotation, Sentence
from onrecord.neural import read_text
from onrecord.read.plain import read_plain
from onrecord.understand.names import find_names
from onrecord.understand.quotations import find_quotations
from tests.timing import within
from tests.understand.quotations.test_speakers import last_source, read


def read_titled(*lines: str) -> list[Quotation]:
    """The statements of an article whose first line is its title."""
    article = read_plain("\n".join(lines))
    spans = [m.span() for m in re.finditer(r"[^\n]+", article.text)]
    sentences = tuple(
        Sentence(start=a, end=b, paragraph=n, kind="title" if n == 0 else "body") for n, (a, b) in enumerate(spans)
    )
    marks = read_text(article.text, sentences)
    names = find_names(article.text, sentences, marks=marks)
    layout = Layout(blocks=(), sentences=sentences, language="en")
    return list(find_quotations(article, layout, names=names, dates=(), marks=marks))


LETTER = "A letter which was sent to the council by several river unions says the dam leaks."


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        ((LETTER,), "letter of several river unions"),
        ((LETTER, "The document said it had leaked for years."), "letter of several river unions"),
        ((LETTER, "The letter was blunt.", "“It will burst,” it said."), "letter of several river unions"),
        ((LETTER, "The council wrote a report on pumps.", "The report said they were new."), "report"),
        (("The river union released a statement praising the crews.", "“They were brave,” the statement read."), "river union"),
    ],
)
def test_whose_a_document_is(lines: tuple[str, ...], name: str) -> None:
    assert last_source(*lines) == name


def test_who_got_hold_of_a_document_relays_it() -> None:
    (found,) = read("Papers obtained by the New Valley Courier show that the dam leaked in May.")
    assert found.source
    assert (found.source.name, [r.name for r in found.chain]) == (
        "Papers obtained by the New Valley Courier",
        ["New Valley Courier"],
    )


def test_who_released_the_one_document_relays_it_elsewhere() -> None:
    found = read("Ada Berg released an internal memo on Friday.", "The memo showed that the dam leaked in May.")
    assert [r.name for r in found[-1].chain] == ["Ada Berg"]


def test_who_released_one_of_two_documents_relays_neither() -> None:
    found = read(
        "Ada Berg released an internal memo on Friday.",
        "Ivo Pell released a second memo on Monday.",
        "The memo showed that the dam leaked in May.",
    )
    assert found[-1].chain == ()


@pytest.mark.parametrize(
    ("line", "source"),
    [
        (
            "A 16-year-old boy who fled across the border said soldiers had come.",
            "A 16-year-old boy who fled across the border",
        ),
        ("Ada Berg, owner of the Blue Boat in Harn, Vell, said the spill hurt her.", "Ada Berg"),
        ("The relatives of some of those who died say that they were betrayed.", "The relatives of some of those who died"),
    ],
)
def test_the_whole_subject_speaks(line: str, source: str) -> None:
    (found,) = read(line)
    assert found.source
    assert found.source.mention
    assert found.source.mention.exact.startswith(source)


def test_a_leads_nameless_speaker_is_named_further_down() -> None:
    found = read(
        "A prosecutor has said the pumps were stolen.",
        "The case is heard in Harn.",
        "The court sat until noon.",
        "Four pumps are still missing.",
        "On Friday, prosecutor Ada Berg told the court that the pumps were stolen in May.",
    )
    assert {q.source.name for q in found if q.source} == {"Ada Berg"}


def test_an_official_without_a_name_is_not_the_next_official_with_one() -> None:
    found = read(
        "An official said the dam was full.",
        "The valley waited.",
        "The road was shut.",
        "Four villages were warned.",
        "On Friday, council official Ada Berg told reporters that schools would open.",
    )
    assert found[0].source
    assert found[0].source.name == "official"


def test_a_role_is_whose_the_words_are_called_next() -> None:
    found = read("Vell's new prime minister urged Ostia to pull back.", "The comments from Ada Berg came as tanks rolled.")
    assert found[0].source
    assert found[0].source.name == "Ada Berg"


@pytest.mark.parametrize(
    ("title", "content"),
    [
        ("Harn tunnel fire ‘was laid’", "Harn tunnel fire ‘was laid"),
        ("Vell crisis: flood ‘leaves 90 homeless’", "flood ‘leaves 90 homeless"),
        ("Guard ‘opened gate’ before the flood", "Guard ‘opened gate’ before the flood"),
    ],
)
def test_a_quoted_claim_in_a_headline_is_a_statement(title: str, content: str) -> None:
    found = read_titled(title, "Rain fell on the valley.")
    assert [[c.exact for c in q.content] for q in found] == [[content]]
    assert (found[0].form, found[0].headline, found[0].source) == ("mixed", True, None)


@pytest.mark.parametrize("title", ["Court frees Ada “Boots” Berg", "‘Blue Boat’ sinks off Harn", "Is this ‘the end’?"])
def test_a_name_in_quotation_marks_in_a_headline_is_none(title: str) -> None:
    assert read_titled(title, "Rain fell on the valley.") == []


def test_a_headline_is_of_whoever_says_it_in_the_lead() -> None:
    found = read_titled("Harn tunnel fire ‘was laid’", "The fire in the Harn tunnel was laid, Ada Berg told reporters.")
    assert {q.source.name for q in found if q.source} == {"Ada Berg"}


def test_quotations_that_a_sentence_leads_to_are_each_by_itself() -> None:
    found = read(
        "Ada Berg gave her view of the flood on Friday.",
        "These are her findings:",
        "“The dam was old and nobody looked after it.”",
        "“The crews came late because the road was shut.”",
    )
    said = [q for q in found if q.form == "direct"]
    assert [(q.source.name, len(q.content)) for q in said if q.source] == [("Ada Berg", 1)] * 2


def test_many_documents_cost_linear_time() -> None:
    assert within(12.0, lambda: read(*[LETTER, "The report said it leaked.", "Ada Berg released a memo."] * 80))
