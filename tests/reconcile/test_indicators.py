"""Which figures of a story count the same thing, by their labels, numbers and what is said around them."""

import math

from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.language.likeness import weigh
from onrecord.model import Document
from onrecord.reconcile.counted import is_specific, read_counted
from onrecord.reconcile.indicators import WEIGHTS, Fitting, are_comparable, describe_pair, settle_indicators
from onrecord.reconcile.labels import with_labels
from tests.reconcile.build import Page
from tests.timing import grows


def count_figure(
    text: str, passage: str, number: float, label: str, *, name: str, unit: str = "person", high: float | None = -1
) -> Document:
    """An article of one sentence with one figure."""
    page = Page(text, name=name)
    page.counts(passage, label, number, number if high == -1 else high, unit=unit, as_of="2031-05-14")
    return page.read()


def settled_labels(*documents: Document) -> list[str]:
    """The labels of all figures as their story settles them."""
    labels = settle_indicators(documents)
    return [f.indicator for d in documents for f in with_labels(d, labels).reading.figures]


FIRMS = count_figure(
    "The ministry put 17 firms with ties to the governor of Orra on its list of sanctions.", "17 firms", 17, "firms",
    name="a.txt", unit="firm",
)  # fmt: skip
COMPANIES = count_figure(
    "Sanctions were placed on 17 Orra companies with ties to the governor, the ministry said.", "17 Orra companies", 17,
    "Orra companies", name="b.txt", unit="company",
)  # fmt: skip
FERRIES = count_figure(
    "Elsewhere 17 ferries stayed in port for the storm.", "17 ferries", 17, "ferries", name="c.txt", unit="ferry"
)


def test_other_nouns_for_one_thing_get_one_label() -> None:
    """The same number with much the same words around it: whoever is put on a list is one thing, ferries are another."""
    first, second, third = settled_labels(FIRMS, COMPANIES, FERRIES)
    assert first == second
    assert third == "ferries"


def test_one_vague_label_for_two_things_is_told_apart() -> None:
    """How long a war lasts and how long a trial does are two questions, though both are "length of time in years"."""
    war = count_figure(
        "The valley war began three years ago and goes on.",
        "three years",
        3,
        "length of time in years",
        name="a.txt",
        unit="year",
    )
    trial = count_figure(
        "The judge said that the bribery trial could take eight years to finish.", "eight years", 8, "length of time in years",
        name="b.txt", unit="year",
    )  # fmt: skip
    first, second = settled_labels(war, trial)
    assert first != second
    assert first.startswith("length of time in years (")


def test_a_label_that_names_its_place_or_measure_is_kept() -> None:
    """A ladder is one label whatever its numbers and words."""
    pages = [
        count_figure(f"{text} {n} people.", f"{n} people", n, "people killed in Vell Tunnel", name=f"{n}.txt")
        for n, text in ((14, "The fire killed"), (31, "Rescuers have now counted"), (9, "At first the mayor spoke of"))
    ]
    assert set(settled_labels(*pages)) == {"people killed in Vell Tunnel"}
    assert is_specific("oil leaking per day", "barrel/day")
    assert not is_specific("people displaced", "person")


def test_what_a_story_settles_leaves_no_trace_when_it_is_settled_anew() -> None:
    documents = [FIRMS, COMPANIES, FERRIES]
    once = [with_labels(d, settle_indicators(documents)) for d in documents]
    assert [with_labels(d, {}) for d in once] == documents


@given(st.permutations([FIRMS, COMPANIES, FERRIES]))
def test_the_order_of_articles_changes_nothing(documents: list[Document]) -> None:
    assert settle_indicators(documents) == settle_indicators([FIRMS, COMPANIES, FERRIES])


LABELS = ("people killed", "people killed in Vell", "troops", "share of the vote in the east of Orra")
TOLD = ("in Vell", "on the dam", "when the ferry sank", "")


@given(
    st.lists(st.tuples(st.sampled_from(LABELS), st.sampled_from([0, 5, 8, 900]), st.sampled_from(TOLD)), min_size=2, max_size=5)
)
def test_a_figure_fits_as_what_is_described_of_it_says(rows: list[tuple[str, int, str]]) -> None:
    """How well one fits a group is found piece by piece, and is what its whole description weighed comes to."""
    pages = [
        count_figure(f"There were {n} counted {told}.", f"{n} counted", n, label, name=f"{i % 3}.txt")
        for i, (label, n, told) in enumerate(rows)
    ]
    one, *shown = read_counted(pages)
    words = weigh([w for c in (one, *shown) for w in (c.label, c.near, c.around)])
    fitting = Fitting(words, WEIGHTS)
    alike = all(are_comparable(one, other, words) for other in shown)
    found = [math.fsum(w * s for w, s in zip(WEIGHTS, describe_pair(one, other, words), strict=True)) for other in shown]
    mean = math.fsum(found) / len(found) if alike else -math.inf
    assert fitting.fit(one, shown, least=-math.inf) == mean
    for least in (mean, mean - 1e-3, -0.5):
        assert fitting.fit(one, shown, least=least) == (mean if mean > least else -math.inf)


@settings(max_examples=20)
@given(st.lists(st.tuples(st.sampled_from(["people", "troops", "share"]), st.integers(0, 50)), max_size=20))
def test_every_figure_keeps_a_label(rows: list[tuple[str, int]]) -> None:
    documents = [
        count_figure(f"There were {n} {label} in row {i}.", f"{n} {label}", n, label, name=f"{i}.txt")
        for i, (label, n) in enumerate(rows)
    ]
    assert all(settled_labels(*documents)) if documents else True


def test_time_grows_with_the_figures_alone() -> None:
    """Thousands of vague labels with the same numbers: no group is held against all others."""

    def make(count: int) -> Document:
        page = Page(" ".join(f"Row {i} had {i}0{i % 9} people in hall {i * 7 % 113}." for i in range(count)), name="a.txt")
        for i in range(count):
            page.counts(f"{i}0{i % 9} people", "people", i % 9, i % 9)
        return page.read()

    small, large = make(300), make(1_200)
    assert not grows(lambda: settle_indicators([small]), lambda: settle_indicators([large]), times=8)


def test_a_conversion_has_the_label_of_the_figure_whose_bracket_it_stands_in() -> None:
    mast = Page("The 30m-high (100ft) mast fell in the storm near the harbour of Orra.", name="a.txt")
    mast.counts("30m-high (100ft)", "height", 30, 30, unit="m")
    mast.counts("100ft", "distance", 100, 100, unit="foot")
    assert settled_labels(mast.read()) == ["height", "height"]


def test_a_word_that_any_count_may_have_tells_none_apart() -> None:
    found = count_figure(
        "The finds circle 305 different stars.", "305 different stars", 305, "stars", name="a.txt", unit="star"
    )
    survey = count_figure("The survey began with 150,000 stars.", "150,000 stars", 150_000, "stars", name="b.txt", unit="star")
    first, second = settled_labels(found, survey)
    assert first != second
    assert "different" not in first
