"""Through whom statements came, in invented sentences."""

import re
from dataclasses import replace

import pytest

from onrecord.model import Layout, Quotation, Sentence
from onrecord.neural import read_text
from onrecord.read.plain import read_plain
from onrecord.understand.names import find_names
from onrecord.understand.quotations import find_quotations
from onrecord.understand.quotations.outlets import credited_outlets, is_outlet


def read(*lines: str, publisher: str | None = None) -> list[Quotation]:
    """The statements of an article whose every line is one sentence and one paragraph."""
    article = replace(read_plain("\n".join(lines)), publisher=publisher)
    spans = [m.span() for m in re.finditer(r"[^\n]+", article.text) if m.group().strip()]
    sentences = tuple(Sentence(start=a, end=b, paragraph=n) for n, (a, b) in enumerate(spans))
    layout = Layout(blocks=(), sentences=sentences, language="en")
    marks = read_text(article.text, sentences)
    names = find_names(article.text, sentences, marks=marks)
    return list(find_quotations(article, layout, names=names, dates=(), marks=marks))


@pytest.mark.parametrize(
    ("line", "relays"),
    [
        ("Ada Berg told the newspaper Vell Courier that the dam was old.", ["Vell Courier"]),
        ("On state television, Ada Berg said the dam would hold.", ["state television"]),
        (
            "Ada Berg spoke in a broadcast by Peruvian state television, saying the dam would hold.",
            ["Peruvian state television"],
        ),
        ("The dam would hold, according to Ada Berg, quoted by Radio North.", ["Radio North"]),
        ("The dam would hold, Ada Berg said in comments carried by Radio North.", ["Radio North"]),
        ("The figures, made public by Minister Ada Berg, showed that the dam was full.", ["Ada Berg"]),
        ("The figures, published by the Free River Union, showed that the dam was full.", []),
    ],
)
def test_relays_of_one_statement(line: str, relays: list[str]) -> None:
    (found,) = [q for q in read(line) if q.cue]
    assert [r.name for r in found.chain] == relays


def test_a_credit_shows_an_outlet() -> None:
    found = read(
        "VELL, May 4 (Harbinger) - A dam broke.", "Ada Berg told Harbinger that the dam was old.", "“It leaked,” she said."
    )
    assert [[r.name for r in q.chain] for q in found] == [["Harbinger"], ["Harbinger"]]
    assert credited_outlets("Source: Harbinger", {"Harbinger", "Vell"}) == {"Harbinger"}


def test_a_ministry_that_reported_is_no_outlet() -> None:
    assert credited_outlets("The Harbour Office reported a leak.", {"Harbour Office"}) == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "VELL (Harbinger) – The pier fell.",
        "Photographs: Osk Pell/Harbinger",
        "The news agency Harbinger had it first.",
        "Harbinger's reporters were there.",
        "So said Harbinger. Harbinger, of Vell, reported a leak.",
    ],
)
def test_a_credit_a_kind_or_a_report_beside_a_name_shows_an_outlet(text: str) -> None:
    assert credited_outlets(text, {"Harbinger", "Harb"}) == {"Harbinger"}


@pytest.mark.parametrize(
    "text",
    [
        "VELL (Harbinger) The pier fell.",
        "Photo: the pier.\nHarbinger fell.",
        "The source told the council of it long before Harbinger fell.",
        "Harbingers reported a leak.",
        "Harbinger, which had been sold to the council of Vell before May, reported a loss.",
    ],
)
def test_other_places_of_a_name_show_nothing(text: str) -> None:
    assert credited_outlets(text, {"Harbinger"}) == frozenset()


def test_the_publisher_by_a_short_name_is_no_relay() -> None:
    (found,) = read("Ada Berg told the BBC that the dam was old.", publisher="BBC News")
    assert found.chain == ()


def test_the_publisher_by_the_address_of_its_site_is_no_relay() -> None:
    (found,) = read("Ada Berg told NorlightNews.com that the dam was old.", publisher="Norlight News")
    assert found.chain == ()


def test_whom_a_nested_statement_tells_is_no_part_of_it() -> None:
    inner = [
        q for q in read("Ada Berg says the bank informed the council it is in debt.") if q.cue and "informed" in q.cue.exact
    ]
    assert [(q.content[0].exact, [r.name for r in q.chain]) for q in inner] == [("it is in debt", ["Ada Berg"])]


def test_a_view_that_somebody_reports_is_relayed_by_them() -> None:
    found = read("Diplomats say Western governments have long suspected the dam is weak.")
    assert [(q.source and q.source.name, [r.name for r in q.chain]) for q in found] == [
        ("Diplomats", []),
        ("Western governments", ["Diplomats"]),
    ]


def test_whoever_closes_what_another_said_relays_it() -> None:
    found = read("They met after the bank told them, “It is yours, you pay it,” the mayor said.")
    assert [(q.source and q.source.name, [c.exact for c in q.content], [r.name for r in q.chain]) for q in found] == [
        ("mayor", ["They met after the bank told them, “It is yours, you pay it,”"], []),
        ("bank", ["It is yours, you pay it,"], ["mayor"]),
    ]


def test_an_outlet_in_what_came_before_the_saying_is_no_relay() -> None:
    (found,) = read("“It leaks,” Ada Berg said after receiving three samples that the Daily Norran had taken.")
    assert found.chain == ()


def test_a_content_that_parts_a_name_is_read_to_the_end_of_the_name() -> None:
    added = read("Berg added a museum might take the whale, as the Royal Museum has already offered to keep two skeletons.")[0]
    assert added.content[0].exact.endswith("two skeletons")


def test_a_source_that_goes_on_goes_on_to_the_same_outlet() -> None:
    found = read(
        "Ada Berg told Radio North that the dam was old.", "Rain fell.", "It was cold.", "Ada Berg added that it leaked."
    )
    assert [r.name for r in found[-1].chain] == ["Radio North"]


def test_a_source_is_no_relay_of_itself() -> None:
    found = read("Gulf states said they were expelling envoys over what they described as the slaughter of farmers.")
    assert all(r.name != q.source.name for q in found if q.source for r in q.chain)


@pytest.mark.parametrize(
    ("name", "expected"), [("Press", False), ("Today", False), ("Vell Press", True), ("Harbour Union", False)]
)
def test_a_lone_general_word_names_no_outlet(name: str, expected: bool) -> None:
    assert is_outlet(name) == expected


@pytest.mark.parametrize(
    ("line", "relays"),
    [
        ("“No day is set,” Ada Berg told Al Norran television, which her brother runs.", ["Al Norran"]),
        ("“No day is set,” Ada Berg told Norlight.", ["Norlight"]),
        ("Ada Berg told Norlight.com that no day was set.", ["Norlight.com"]),
        ("Ada Berg told the North Council that no day was set.", []),
        ("Ada Berg told NATO that no day was set.", []),
        ("Ada Berg told Olaf Brandt that no day was set.", []),
    ],
)
def test_whom_a_speaker_tells_is_a_relay_where_it_publishes(line: str, relays: list[str]) -> None:
    said = read("The Norran dam is old.", line)[-1]
    assert [r.name for r in said.chain] == relays


def test_what_is_added_came_through_the_same_place() -> None:
    _, added = read("“No day is set,” Ada Berg told Norlight.", "“It will be soon,” she added.")
    assert [r.name for r in added.chain] == ["Norlight"]


def test_who_cites_passes_on_what_the_cited_one_says() -> None:
    (found,) = read("Union units closed the roads to Harn, the Veltian news service VTA Novo said, citing a camp activist.")
    assert found.source
    assert (found.source.name, [r.name for r in found.chain]) == ("camp activist", ["Veltian news service VTA Novo"])


def test_a_station_is_told_by_its_number() -> None:
    (found,) = read("The roads were closed on Friday, Deputy Minister Ada Berg said on Channel 7.")
    assert [r.name for r in found.chain] == ["Channel 7"]


def test_a_relay_has_the_name_that_the_article_spells_out() -> None:
    found = read("A reporter of the Norran Press was hurt.", "The dam is old, Ada Berg told NP.")
    assert [r.name for r in found[-1].chain] == ["Norran Press"]


def test_a_press_office_is_no_outlet() -> None:
    assert not is_outlet("Berg's press office")
    assert not is_outlet("Norran Media Centre")
    assert is_outlet("Norran Press")


def test_a_document_that_only_tells_what_was_said_is_a_relay() -> None:
    (found,) = read("Berg told Ekholm he should leave the valley, according to a Palace statement.")
    assert found.source
    assert (found.source.name, [r.name for r in found.chain]) == ("Berg", ["Palace statement"])


def test_a_statement_has_the_name_of_whoever_sent_it_out() -> None:
    found = read(
        "On Friday Ivo Brandt called the raid “unlawful”, according to a statement e-mailed by the mayor's press service."
    )
    assert ["mayor's press service"] in [[r.name for r in q.chain] for q in found]


def test_who_names_a_paper_relays_what_it_found() -> None:
    lines = (
        "Ada Berg referred to a study by the Dam Council, which found that half of the walls were old.",
        "“It is a shame.”",
    )
    found, after = read(*lines)
    assert found.source is not None
    assert found.source.name == "study by the Dam Council"
    assert [r.name for r in found.chain] == ["Ada Berg"]
    assert after.source is not None
    assert after.source.name == "Ada Berg"


@pytest.mark.parametrize("line", ["Replying to Holm in the assembly, Ada Berg said the dam was old."])
def test_whom_an_answer_is_given_to_is_no_content(line: str) -> None:
    assert [q.cue.exact for q in read(line) if q.cue] == ["said"]
