"""Whether the articles of an invented story tell one event, and how near it puts those without a day."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from onrecord.group.days import infer_days
from onrecord.group.days.mentions import read_mentions
from onrecord.group.days.unity import tell_unity
from onrecord.group.sketches import make_sketch
from onrecord.model import Document
from tests.group.days.invent import make_document

MAY = date(2031, 5, 14)
BURST = "The Tarn reservoir above Vell gave way and drowned eleven weavers in the lower village."
MOURNED = "Bishop Tarsk mourned the drowned weavers of Vell below the Tarn reservoir."
MINED = "Sandmere Mining forged the ledgers of its tailings wall, prosecutor Varro said."
SAILED = "Ferries from Merrow sailed past the lighthouse with orchards of pears aboard."
RECALLED = "In March 2031 Kelmer had closed the spillway."
LONG_AGO = "A wall of Vell had broken on 3 March 2011."


def unite(*documents: Document) -> float:
    told = {d.article.id: read_mentions(d) for d in documents}
    return tell_unity(told, {d.article.id: make_sketch(d) for d in documents}, first=MAY)


def test_articles_that_are_alike_tell_one_event() -> None:
    one = unite(make_document("a", BURST), make_document("b", BURST, MOURNED), make_document("c", BURST))
    assert one == 1.0


def test_articles_that_share_little_tell_none() -> None:
    assert unite(make_document("a", BURST), make_document("b", MINED), make_document("c", SAILED)) < 0.1


def test_a_story_that_recalls_the_months_before_it_runs_on() -> None:
    fresh = [make_document(name, BURST, MOURNED) for name in "abc"]
    recalling = [make_document(name, BURST, MOURNED, RECALLED) for name in "abc"]
    assert unite(*fresh) == 1.0
    assert unite(*recalling) == 0.0
    assert 0.0 < unite(*fresh[:2], recalling[2]) < 1.0


def test_what_lies_back_by_years_is_no_part_of_the_story() -> None:
    assert unite(*(make_document(name, BURST, MOURNED, LONG_AGO) for name in "abc")) == 1.0


def test_an_article_by_itself_says_nothing() -> None:
    assert unite(make_document("a", BURST)) == 0.0


@given(st.lists(st.sampled_from([BURST, MOURNED, MINED, SAILED, RECALLED, LONG_AGO]), min_size=1, max_size=6))
def test_it_is_a_share_and_the_same_in_any_order(lines: list[str]) -> None:
    documents = [make_document(f"d{n}", line) for n, line in enumerate(lines)]
    found = unite(*documents)
    assert 0.0 <= found <= 1.0
    assert unite(*reversed(documents)) == found


def test_the_days_are_near_the_known_one_where_all_tell_one_event() -> None:
    def find(*extra: str) -> int:
        known = make_document("k", BURST, MOURNED, *extra, day="2031-05-14")
        when = infer_days([known, *(make_document(name, BURST, MOURNED, *extra) for name in "abc")])["a"]
        assert when.earliest
        assert when.latest
        return (date.fromisoformat(when.latest) - date.fromisoformat(when.earliest)).days

    assert 2 * find() < find(RECALLED)
