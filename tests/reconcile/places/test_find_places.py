"""Places of a story: what is found, what is refused, and the table of docs/places.md."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.model import Article, Document, Event, Passage, Place, StoryRecord
from onrecord.pipeline import process, read_document
from onrecord.reconcile.places import find_places
from onrecord.reconcile.places.choices import Wanted, choose_places

WORDS = ["in Lima", "the region", "of Paris, Texas", "the capital", "Gulf of", "St.", "Peru", "’s", ",", "said", "1"]
DOCS = Path(__file__).resolve().parents[3] / "docs" / "places.md"


def read(text: str, *, id_: str = "a-1", url: str | None = None, publisher: str | None = None) -> Document:
    return read_document(Article(id=id_, text=text, url=url, publisher=publisher))


def places_of(*texts: str) -> dict[str, Place]:
    documents = [read(text, id_=f"a-{n}") for n, text in enumerate(texts)]
    return {m.exact: place for place in find_places(documents, ()) for m in place.mentions}


def table() -> list[tuple[str, str, str]]:
    _, _, rest = DOCS.read_text(encoding="utf8").partition("| text | expression | place |\n|---|---|---|\n")
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in rest.partition("\n\n")[0].splitlines()]
    return [(text, expression, place) for text, expression, place in rows]


@pytest.mark.parametrize(("text", "expression", "place"), table())
def test_the_documented_table(text: str, expression: str, place: str) -> None:
    found = places_of(text)
    assert expression in found
    assert (found[expression].gazetteer_id or "-") == place


def test_the_table_has_rows() -> None:
    assert len(table()) >= 7


def test_mentions_are_to_the_letter() -> None:
    document = read("Talks in Lima, Peru, failed on Monday. The Peruvian capital was calm. A train left for Cusco in Peru.")
    for place in find_places([document], ()):
        for m in place.mentions:
            assert document.article.text[m.start : m.end] == m.exact


def test_two_articles_help_one_another() -> None:
    alone = places_of("The clinic in Marion was shut on Monday.")
    both = places_of(
        "The clinic in Marion was shut on Monday.",
        "Nurses in Marion, Ohio, said on Monday that the clinic was shut. Officials in Columbus, Ohio, agreed.",
    )
    assert alone["Marion"].gazetteer_id is None
    assert both["Marion"].within == "Ohio, United States"


def test_a_place_is_near_those_that_are_named_with_it() -> None:
    found = places_of(
        "The road from Birmingham to Montgomery was shut in Alabama on Monday. Police in Birmingham, Alabama, were there."
    )
    assert found["Birmingham"].within == "Alabama, United States"
    assert found["Montgomery"].within == "Alabama, United States"


def test_figures_and_events_have_their_place() -> None:
    text = (
        "Two trains collided near Cusco in Peru on 3 March 2024. At least 12 people were killed in Cusco, Peruvian police said."
    )
    documents, records = process([Article(id="a-1", text=text, title="Crash")])
    (record,) = records
    (cusco,) = (p for p in record.places if p.name == "Cusco")
    assert cusco.kind == "town"
    deaths = [f.id for d in documents for f in d.reading.figures if f.low == 12]
    assert deaths
    assert set(deaths) <= set(cusco.figures)
    assert set(cusco.events) == {e.id for e in record.events}
    assert record.events


def test_an_event_is_not_where_its_speaker_governs() -> None:
    text = "Moscow said on Monday that it was ready. Berlin answered on Tuesday."
    document = read(text)
    event = Event(
        id="e-1", date="2024-03-04", text=text[:40],
        passages=(Passage(article="a-1", start=0, end=40, exact=text[:40]),), articles=("a-1",),
    )  # fmt: skip
    assert all(not p.events for p in find_places([document], (event,)))


def test_the_same_documents_give_the_same_places_in_any_order() -> None:
    documents = [
        read("Talks in Lima, Peru, failed on Monday.", id_="a-1"),
        read("A train left Lima for Cusco, the Peruvian railway said.", id_="a-2"),
    ]
    assert find_places(documents, ()) == find_places(documents[::-1], ())


def test_nothing_in_nothing() -> None:
    assert find_places([], ()) == ()
    assert StoryRecord.__dataclass_fields__["places"].default == ()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["in Lima", "the region", "of Paris, Texas", "the capital", "Gulf of", "St.", "Peru", "’s", ",", "said", "1"]
        ),
        max_size=40,
    )
)
def test_any_words_are_read(words: list[str]) -> None:
    document = read(" ".join(words) + ".")
    for place in find_places([document], ()):
        assert (place.latitude is None) == (place.gazetteer_id is None)
        assert place.mentions


@pytest.mark.slow
def test_a_long_line_takes_no_long_time() -> None:
    text = "In Lima, Peru, the region of the city of Paris, Texas (Ohio) the capital " * 300
    document = read(text)
    assert len(find_places([document], ())) < 20
    assert re.search("Lima", text)


def test_what_lies_near_counts_for_less_in_a_story_that_names_many_places() -> None:
    near = "Middletown Warwick Goshen Newburgh".split()
    far = (
        "Texas Louisiana Alabama Mississippi Georgia Ohio Iowa Kansas Nebraska Nevada Utah Idaho Montana Oregon Maine Houston "
        "Dallas Austin Mobile Pensacola Boston Chicago Detroit Denver Phoenix Atlanta Seattle Omaha Tulsa Miami Tampa Orlando "
        "Memphis Nashville Cleveland Baltimore Tucson Sacramento Honolulu Anchorage Minneapolis Milwaukee Vermont Wyoming "
        "Arkansas Tennessee Tallahassee Jacksonville London Paris Berlin Moscow Tokyo Canada Mexico Brazil India China Japan "
        "Russia France Spain Italy Kenya Egypt Peru Chile Cuba"
    ).split()
    for names, kind in ((["Florida", *near], "town"), (["Florida", *near, *far], "region")):
        chosen = choose_places([Wanted(name=name, count=500) for name in names])
        assert [c.site.kind for w, c in chosen.items() if w.name == "Florida"] == [kind]


def test_a_sea_is_no_village_of_a_country_that_the_story_is_about() -> None:
    text = "The United States said a rig from New York sank in the North Sea. The North Sea was calm, officials in Boston said."
    assert places_of(text)["North Sea"].kind == "water"


def test_the_gulf_is_the_one_that_the_story_names_most() -> None:
    told = "Oil spread in the Gulf of Mexico on Monday. Boats in the Gulf waited. " * 5
    found = places_of(told + "One came from the Persian Gulf.")
    assert found["Gulf"].gazetteer_id == "own:gulf-of-mexico"
    assert found["Gulf"].name == "Gulf of Mexico"
