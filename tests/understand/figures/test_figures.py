"""Figures of whole articles: context, indicators, days and givers."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.model import Article, Figure, Layout, Name, Quotation, Sentence, Source, Span, Timex, When
from onrecord.understand.figures import find_figures

ANCHOR = When(value="2031-05-14", earliest="2031-05-14", latest="2031-05-14", basis="given")


def find(
    *sentences: str, dates: tuple[Timex, ...] = (), quotations: tuple[Quotation, ...] = (), names: tuple[Name, ...] = ()
) -> tuple[Figure, ...]:
    text = "\n".join(sentences)
    placed, at = [], 0
    for number, sentence in enumerate(sentences):
        placed.append(Sentence(start=at, end=at + len(sentence), paragraph=number))
        at += len(sentence) + 1
    layout = Layout(blocks=(), sentences=tuple(placed), language="en")
    return find_figures(Article(id="a-1", text=text), layout, names=names, dates=dates, quotations=quotations, anchor=ANCHOR)


def labels(*sentences: str) -> dict[str, str]:
    return {f.passage.exact: f.indicator for f in find(*sentences)}


def units(*sentences: str) -> dict[str, str]:
    return {f.passage.exact: f.unit for f in find(*sentences)}


def test_a_number_beside_the_killed_counts_people() -> None:
    assert units("The fire near Marn killed 12 and injured 30 others.") == {"12": "person", "30 others": "person"}
    assert units("At least 20 were wounded.") == {"At least 20": "person"}
    assert units("Scores fled the town.") == {"Scores": "person"}


def test_a_bare_number_has_the_unit_of_the_one_before() -> None:
    assert units("The well loses 5,000 barrels a day.", "It may be 9,000, they said.") == {
        "5,000 barrels a day": "barrel/day",
        "9,000": "barrel/day",
    }
    assert units("The well loses 5,000 barrels a day.", "Nobody believes the 5,000 figure.")["5,000 figure"] == "barrel/day"
    toll = find("The death toll was put at 41, up from 34.")
    assert [(f.low, f.unit, f.indicator) for f in toll] == [(41, "person", "people killed"), (34, "person", "people killed")]


def test_a_lone_code_is_no_figure() -> None:
    assert find("The 661 committee heard the 911 call.") == ()


def test_a_volume_is_a_rate_where_the_article_has_rates_of_its_size() -> None:
    got = units(
        "The pipe is leaking 5,000 litres a day.",
        "Engineers put it at 6,000 litres.",
        "In all, 900,000 litres have been spilled.",
    )
    assert got == {"5,000 litres a day": "liter/day", "6,000 litres": "liter/day", "900,000 litres": "liter"}


def test_one_thing_has_one_label_whatever_the_words() -> None:
    first = labels("At least 34 people were killed in a blast in Marn.")
    second = labels("The explosion in Marn left 41 dead.")
    third = labels("More than 30 workers lost their lives in Marn, the union said.")
    assert {*first.values()} == {*second.values()} == {*third.values()} == {"people killed in Marn"}


def test_what_is_done_to_people_counts_before_what_they_are_called() -> None:
    assert labels("At least 13 protesters were killed in Marn.") == {"At least 13 protesters": "people killed in Marn"}
    assert labels("The army in Marn released 1,180 prisoners.") == {"1,180 prisoners": "people released in Marn"}
    assert labels("Some 300 demonstrators came.") == {"Some 300 demonstrators": "people protesting"}


def test_truce_and_ceasefire_last_alike() -> None:
    assert [*labels("They offered a 30-day truce.").values()] == [*labels("They refused the 30-day ceasefire.").values()]


def test_different_things_have_different_labels() -> None:
    got = labels(
        "The attack in Marn killed 12 people and wounded 30 others.",
        "More than 9,000 people have been killed since the uprising began.",
        "The ferry carried 60 tonnes of grain at a cost of $5 million.",
        "Five children died in Velden.",
    )
    assert len(set(got.values())) == len(got) == 6


def test_those_included_have_the_role_of_the_whole() -> None:
    got = labels("The flood in Marn killed 90 people, including 32 children under the age of 10.")
    assert got == {"90 people": "people killed in Marn", "32 children under the age of 10": "children under 10 killed in Marn"}


def test_the_same_amount_shares_its_scope_within_an_article() -> None:
    found = find("In the worst case 900 litres a day could leak.", "The ministry called the 900 litres a day misleading.")
    assert [f.indicator for f in found] == ["leaking per day worst case"] * 2


def test_a_place_that_acts_is_no_location() -> None:
    found = find("The Marn fire killed 12 people.", "Velden denies that 40 people died.")
    assert [(f.place, f.indicator) for f in found] == [("Marn", "people killed in Marn"), (None, "people killed in Marn")]


def test_captions_are_not_read() -> None:
    text = "Some 300 people marched."
    layout = Layout(blocks=(), sentences=(Sentence(start=0, end=len(text), paragraph=0, kind="caption"),), language="en")
    assert find_figures(Article(id="a-1", text=text), layout, names=(), dates=(), quotations=(), anchor=ANCHOR) == ()


def test_one_who_speaks_is_not_counted() -> None:
    assert find("One witness said the shop was shut.") == ()
    assert [f.low for f in find("One soldier was killed.")] == [1.0]


def quotation(text: str, content: str, *, ident: str, name: str, said: When | None = None) -> Quotation:
    start = text.index(content)
    return Quotation(
        id=ident,
        article="a-1",
        content=(Span(start=start, end=start + len(content), exact=content),),
        source=Source(name=name),
        said=said,
    )


def test_the_innermost_statement_gives_the_figure() -> None:
    text = "The mayor said the army denied that 12 people died."
    outer = quotation(text, "the army denied that 12 people died", ident="q-outer", name="mayor of Marn")
    inner = quotation(text, "that 12 people died", ident="q-inner", name="army")
    (figure,) = find(text, quotations=(outer, inner))
    assert (figure.quotation, figure.giver) == ("q-inner", "army")


def test_a_figure_holds_for_the_day_its_sentence_names_else_when_it_was_said_else_the_articles() -> None:
    said = When(value="2031-05-12", earliest="2031-05-12", latest="2031-05-12", basis="stated")
    plain = "Guards said 12 people died."
    dated = "On Tuesday 12 people died."
    tuesday = Timex(
        passage=Span(start=3, end=10, exact="Tuesday"),
        type="DATE",
        value="2031-05-13",
        earliest="2031-05-13",
        latest="2031-05-13",
    )
    given_on = quotation(plain, "12 people died", ident="q-1", name="guards", said=said)
    days = [
        find(dated, dates=(tuesday,))[0].as_of,
        find(plain, quotations=(given_on,))[0].as_of,
        find(plain)[0].as_of,
    ]
    assert [(d.value, d.basis) for d in days if d] == [
        ("2031-05-13", "stated"),
        ("2031-05-12", "inferred"),
        ("2031-05-14", "inferred"),
    ]


@pytest.mark.parametrize(
    ("sentence", "bounds"),
    [
        ("The army has not yet cleared the valley by 100%.", (None, 100)),
        ("The pumps aren't working at 100 percent.", (None, 100)),
        ("The army cleared 100% of the valley.", (100, 100)),
        ("Not the army but the guards cleared the valley, by 100%.", (100, 100)),
        ("The army has not only cleared 100% of the valley.", (100, 100)),
        ("The army has not cleared 40% of the valley.", (40, 40)),
    ],
)
def test_what_is_denied_of_the_whole_is_less_of_it(sentence: str, bounds: tuple[float | None, float]) -> None:
    (figure,) = find(sentence)
    assert (figure.low, figure.high) == bounds


def test_the_same_text_gives_the_same_ids() -> None:
    sentences = ("At least 34 people died in Marn.", "The fire burned 12,400 acres.")
    assert find(*sentences) == find(*sentences)
    assert len({f.id for f in find(*sentences)}) == 2


@example(["US DOLLAR"])
@given(st.lists(st.text(alphabet=st.characters(exclude_characters="\n"), max_size=60), min_size=1, max_size=4))
def test_every_passage_is_to_the_letter(noise: list[str]) -> None:
    sentences = [f"{n} at least 1,250 Ørlenians fled ½ km, $3.5 bn {n}" for n in noise]
    text = "\n".join(sentences)
    for figure in find(*sentences):
        assert text[figure.passage.start : figure.passage.end] == figure.passage.exact


@pytest.mark.slow
def test_a_hostile_line_is_read_in_bounded_work() -> None:
    found = find("5 people killed in Xaria and " * 8_000)
    assert 0 < len(found) <= 3_000


@pytest.mark.parametrize(
    ("text", "date", "expected"),
    [
        ("The invasion of Sarn in early 2022 has displaced 900 people.", "early 2022", "2031-05-14"),
        ("In June she set out terms to Marn, which holds 40 villages.", "June", "2031-05-14"),
        ("The flood of 2022 displaced 900 people.", "2022", "2022"),
        ("By June 2030 the war has killed 900 people.", "June 2030", "2030-06"),
    ],
)
def test_what_has_come_about_holds_now(text: str, date: str, expected: str) -> None:
    """The present perfect takes no past day: the date is of something else."""
    start = text.index(date)
    value, first, last = {
        "early 2022": ("2022", "2022-01-01", "2022-12-31"),
        "2022": ("2022", "2022-01-01", "2022-12-31"),
        "June": ("2030-06", "2030-06-01", "2030-06-30"),
        "June 2030": ("2030-06", "2030-06-01", "2030-06-30"),
    }[date]
    timex = Timex(
        passage=Span(start=start, end=start + len(date), exact=date), type="DATE", value=value, earliest=first, latest=last
    )
    as_of = find(text, dates=(timex,))[0].as_of
    assert as_of is not None
    assert as_of.value == expected


def test_a_figure_holds_the_bracket_that_converts_it() -> None:
    found = find("Part of the 30m-high (100ft) mast fell.", "It weighs 600kg (1,320lb).", "It lasts 3 days (30 hours of work).")
    assert [(f.passage.exact, f.indicator) for f in found][:4] == [
        ("30m-high (100ft)", "height"),
        ("100ft", "height"),
        ("600kg (1,320lb)", "mass"),
        ("1,320lb", "mass"),
    ]
    assert "3 days" in [f.passage.exact for f in found]


def test_a_year_behind_a_bound_is_no_count() -> None:
    assert find("It is the largest mast for pilgrims since at least 1588.") == ()


def test_a_figure_holds_for_a_day_not_for_a_time_of_it() -> None:
    text = "By Tuesday afternoon 40 people were missing."
    at = text.index("Tuesday")
    passage = Span(start=at, end=at + len("Tuesday afternoon"), exact="Tuesday afternoon")
    tuesday = Timex(passage=passage, type="TIME", value="2031-05-13TAF", earliest="2031-05-13", latest="2031-05-13")
    (figure,) = find(text, dates=(tuesday,))
    assert figure.as_of
    assert figure.as_of.value == "2031-05-13"


def test_decades_are_told_in_years() -> None:
    found = find("The band played for more than three decades.", "The last 30 years were loud.")
    assert [(f.low, f.high, f.unit) for f in found] == [(30.0, None, "year"), (30.0, 30.0, "year")]


def test_more_of_those_told_before_are_people() -> None:
    found = find("Another eight people were in hospital, 14 more were treated for shock.")
    assert [(f.low, f.unit) for f in found] == [(8.0, "person"), (14.0, "person")]
