"""Whose figure it is, whoever speaks of it; and the year that only names an event."""

import pytest

from onrecord.model import Figure, Name, NameKind, Quotation, Relay, Source, SourceKind, Span
from onrecord.pipeline import read_document
from onrecord.read.plain import read_plain
from tests.understand.figures.test_figures import find


@pytest.mark.parametrize(
    ("sentence", "giver"),
    [
        ("Orla's estimate of 5,000 barrels a day is too low.", "Orla"),
        ("Nobody believes Orla's 5,000-barrel estimate.", "Orla"),
        ("The 5,000 barrels figure is coming from the Marn Institute.", "Marn Institute"),
        ("The estimate repeatedly cited by Orla officials of about 5,000 barrels is wrong.", "Orla"),
        (
            "Another team, which studied pictures, has come up with an estimate of 5,000 barrels.",
            "team which studied pictures",
        ),
        ("Another team has come up with an estimate of 5,000 barrels.", "Another team"),
        ("One of the methods the panel used returned a high-end rate of 5,000 barrels a day.", "panel"),
        ("Marn owes the province 5,000 crowns, by the Front’s account; the owner says nothing.", "Front"),
        ("The rescue service, meanwhile, lowered the number of dead from 14 to 11.", "rescue service"),
        ("The panel's best estimate for the leak at Marn is 5,000 barrels a day.", "panel"),
        ("Not until May did the Marn panel raise its estimate of the flow to 5,000 barrels.", "Marn panel"),
        ("Orla lowered its forecast from 9,000 to 5,000 barrels.", "Orla"),
        ("A rival released an internal Orla paper that shows the well could lose 5,000 barrels.", "internal Orla paper"),
        ("The estimate of 5,000 barrels used by Orla and state agencies is too low.", "Orla and state agencies"),
        ("Some 5,000 barrels leak, with engineers arguing that the pipe is wider.", "engineers"),
        ("Orla's best estimate is four times what it was.", None),
        ("Orla's wells hold 5,000 barrels.", None),
        ("The well lost 5,000 barrels.", None),
        ("A cautious estimate of the flow is 5,000 barrels a day.", None),
        ("Its estimate of 5,000 barrels is old.", None),
        ("The new leak estimates released on Monday were far above 5,000 barrels.", None),
        ("Local fishermen estimate the loss at 5,000 barrels.", "Local fishermen"),
    ],
)
def test_whose_figure_it_is(sentence: str, giver: str | None) -> None:
    assert find(sentence)[0].giver == giver


@pytest.mark.parametrize(
    ("known", "giver"),
    [
        ("than the estimated 5,000 barrels that fouled the Tarn coast", None),
        ("than the 5,000 barrels spilled in 2019 by the Orla", None),
        ("than the 5,000 barrels it first estimated", "The panel"),
        ("than the 5,000 barrels reported by its chair in May", "The panel"),
        ("than 5,000 barrels that nobody saw", "The panel"),
    ],
)
def test_what_a_figure_is_held_against_is_nobodys(known: str, giver: str | None) -> None:
    text = f"The panel says that more oil has leaked from the well {known}."
    quotation = Quotation(
        id="q-1", article="a-1", content=(Span(start=15, end=len(text), exact=text[15:]),), source=Source(name="The panel")
    )
    assert find(text, quotations=(quotation,))[-1 if giver else 0].giver == giver


def test_who_puts_it_so_in_a_clause_of_its_own_comes_before_the_speaker() -> None:
    text = "The union says Orla owes 1,200 crowns; the owner puts the sum at less than 300 crowns."
    quotation = Quotation(
        id="q-1", article="a-1", content=(Span(start=15, end=len(text), exact=text[15:]),), source=Source(name="The union")
    )
    assert [f.giver for f in find(text, quotations=(quotation,))] == ["The union", "owner"]


def test_who_speaks_of_another_s_estimate_does_not_give_it() -> None:
    text = "Ruiz said Orla's estimate of 5,000 barrels a day was low."
    quotation = Quotation(
        id="q-1", article="a-1", content=(Span(start=10, end=len(text), exact=text[10:]),), source=Source(name="Ana Ruiz")
    )
    (figure,) = find(text, quotations=(quotation,))
    assert (figure.giver, figure.quotation) == ("Orla", "q-1")


def test_an_unknown_they_is_told_by_who_quotes_them() -> None:
    text = "First they said 1,000 barrels leaked."
    outer = Quotation(id="q-1", article="a-1", content=(Span(start=0, end=37, exact=text),), source=Source(name="Ana Ruiz"))
    inner = Quotation(id="q-2", article="a-1", content=(Span(start=16, end=37, exact=text[16:]),), source=Source(name="they"))
    (figure,) = find(text, quotations=(outer, inner))
    assert figure.giver == "Ana Ruiz"


def quote(
    text: str, content: str, *, id_: str, source: str, kind: SourceKind = "person", chain: tuple[str, ...] = ()
) -> Quotation:
    start = text.index(content)
    return Quotation(
        id=id_,
        article="a-1",
        content=(Span(start=start, end=start + len(content), exact=content),),
        source=Source(name=source, kind=kind),
        chain=tuple(Relay(name=name) for name in chain),
    )


def name(text: str, exact: str, kind: NameKind = "organisation") -> Name:
    start = text.index(exact)
    return Name(passage=Span(start=start, end=start + len(exact), exact=exact), kind=kind, full=exact)


def test_they_in_a_speech_are_the_body_that_was_spoken_of() -> None:
    text = "Ruiz asked what Orla knew.\nFirst they said 1,000 barrels leaked."
    outer = quote(text, "First they said 1,000 barrels leaked.", id_="q-1", source="Ana Ruiz")
    inner = quote(text, "1,000 barrels leaked.", id_="q-2", source="they", kind="group")
    (figure,) = find(*text.split("\n"), quotations=(outer, inner), names=(name(text, "Orla"),))
    assert figure.giver == "Orla"


def test_of_two_sources_of_one_content_the_cited_one_gives_the_figure() -> None:
    text = "Some 70 boats sank, according to Ruiz, citing Berg."
    first = quote(text, "Some 70 boats sank", id_="q-1", source="Ana Ruiz")
    cited = quote(text, "Some 70 boats sank", id_="q-2", source="Ole Berg", chain=("Ana Ruiz",))
    for quotations in ((first, cited), (cited, first)):
        (figure,) = find(text, quotations=quotations)
        assert (figure.giver, figure.quotation) == ("Ole Berg", "q-2")


def test_a_content_that_ends_within_a_number_does_not_hold_it() -> None:
    text = "They said it was little, now we are at 100,000 barrels."
    outer = quote(text, text, id_="q-1", source="Ana Ruiz")
    inner = quote(text, "it was little, now we are at 100", id_="q-2", source="Orla", kind="organisation")
    (figure,) = find(text, quotations=(outer, inner))
    assert figure.giver == "Ana Ruiz"


@pytest.mark.parametrize(
    "content",
    [
        "it would look into reports that 40 people were hurt",
        "Norran stood behind the raids, that are thought to have killed 40 people",
    ],
)
def test_who_speaks_of_a_report_does_not_give_its_figure(content: str) -> None:
    text = f"The institute said {content}."
    (figure,) = find(text, quotations=(quote(text, content, id_="q-1", source="institute", kind="organisation"),))
    assert (figure.giver, figure.quotation) == (None, None)


def test_its_estimate_is_that_of_whom_the_sentence_before_is_about() -> None:
    text = "A team led by divers from Marn has studied the leak.\nIts first estimate puts the flow at 5,000 barrels, said Ruiz."
    said = quote(text, "Its first estimate puts the flow at 5,000 barrels", id_="q-1", source="Ana Ruiz")
    assert [f.giver for f in find(*text.split("\n"), quotations=(said,)) if f.low == 5000] == ["team led by divers from Marn"]


def test_the_team_is_the_body_of_that_kind_named_before() -> None:
    text = "The Flow Survey Team met.\nThe team's best estimate for the leak is 5,000 barrels."
    figure = find(*text.split("\n"), names=(name(text, "Flow Survey Team"),))[-1]
    assert figure.giver == "Flow Survey Team"


def test_an_estimate_told_as_somebody_s_is_still_theirs_where_it_is_taken_up() -> None:
    text = "Orla's claim of 5,000 barrels was doubted.\nYou keep using the 5,000 barrels estimate, said Ruiz."
    said = quote(text, "You keep using the 5,000 barrels estimate", id_="q-1", source="Ana Ruiz")
    assert [f.giver for f in find(*text.split("\n"), quotations=(said,))] == ["Orla", "Orla"]
    unknown = "You keep using the 5,000 barrels estimate, said Ruiz."
    said = quote(unknown, "You keep using the 5,000 barrels estimate", id_="q-1", source="Ana Ruiz")
    assert find(unknown, quotations=(said,))[0].giver == "Ana Ruiz"


def test_who_says_so_in_the_sentence_behind_gives_the_figure_before() -> None:
    leaked = "As much as 5,000 barrels leaked."
    assert find(leaked, "The Marn Institute says that flow rate was reached in June.")[0].giver == "Marn Institute"
    assert find(leaked, "The Marn Institute says that ships are near.")[0].giver is None


def figures(text: str) -> tuple[Figure, ...]:
    return read_document(read_plain(text, path="a.txt")).reading.figures


def test_the_year_of_an_event_is_not_that_of_the_figure() -> None:
    (figure,) = figures("The leak has passed the 2019 Marn disaster and stands at 5,000 barrels.")
    assert figure.as_of is None or figure.as_of.value != "2019"
    assert figures("The well lost 5,000 barrels in 2019.")[0].as_of is not None


def test_what_an_army_took_and_no_longer_holds_is_the_most_it_held() -> None:
    labels = [
        f.indicator for f in find("The rebels hold less than 30 sq km of the valley, having captured around 1,000 sq km.")
    ]
    assert labels == ["area held", "area held peak"]


@pytest.mark.parametrize(
    ("before", "sentence", "giver"),
    [
        (
            "According to retired engineers testifying before the council, the first figure is far too low.",
            "The leak may reach 5,000 barrels, with the engineers arguing that the pipe is wider.",
            "retired engineers testifying before the council",
        ),
        ("Several engineers met.", "The leak may reach 5,000 barrels, with the engineers arguing that it grows.", "engineers"),
        (
            "The Marn Leak Study Group met at noon.",
            "Not until May did the leak group raise its estimate of the flow to 5,000 barrels.",
            "Marn Leak Study Group",
        ),
    ],
)
def test_a_giver_is_called_as_fully_as_the_text_calls_it(before: str, sentence: str, giver: str) -> None:
    named = "Marn Leak Study Group"
    start = before.find(named)
    names = (
        Name(
            passage=Span(start=start, end=start + len(named), exact=named),
            full=named,
            kind="organisation",
        ),
    )
    figures = find(f"{before} {sentence}", names=names if start >= 0 else ())
    assert [f.giver for f in figures if f.low == 5000.0] == [giver]
