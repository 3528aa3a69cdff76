"""The place that a story lends to a toll whose article leaves it unsaid."""

from onrecord.model import Document
from onrecord.reconcile.labels import lend_places, with_labels
from tests.reconcile.build import Page


def _page(
    text: str, passage: str, number: float, label: str, *, name: str, as_of: str = "2031-05-14", low_only: bool = False
) -> Page:
    page = Page(text, name=name)
    page.counts(passage, label, number, None if low_only else number, as_of=as_of)
    return page


def _located(place: str = "Vell Tunnel", *, number: float = 14, name: str = "a.txt") -> Document:
    text = f"A fire in the {place} killed {number:g} people."
    return _page(text, f"{number:g} people", number, f"people killed in {place}", name=name).read()


def _bare(text: str = "Crews reached the Vell Tunnel after the fire that killed at least 14.", **how: str) -> Document:
    return _page(text, "at least 14", 14, "people killed", name="b.txt", low_only=True, **how).read()


def _labels(*documents: Document) -> list[str]:
    lent = lend_places(documents)
    return [f.indicator for d in documents for f in with_labels(d, lent).reading.figures]


def test_a_toll_takes_the_place_that_another_article_gives_its_number_with() -> None:
    """ "the fire that killed at least 14" is the one in the Vell Tunnel, of which another article says 14."""
    assert _labels(_located(), _bare()) == ["people killed in Vell Tunnel"] * 2


def test_it_says_what_it_has_lent_and_takes_it_back() -> None:
    """What is lent is marked, and leaves no trace when the story no longer lends it."""
    documents = [_located(), _bare()]
    given = with_labels(documents[1], lend_places(documents))
    assert given.reading.figures[0].alone is not None
    assert with_labels(given, lend_places(documents)) is given
    assert with_labels(given, {}) == documents[1]


def test_no_place_is_lent_where_it_may_be_another_event() -> None:
    """Another number, another month, an article that does not name the place, or two places with one number."""
    alone = "people killed"
    assert _labels(_located(number=9), _bare())[-1] == alone
    assert _labels(_located(), _bare(as_of="2022-05-14"))[-1] == alone
    assert _labels(_located(), _bare("A fire in the hills killed at least 14."))[-1] == alone
    assert _labels(_located(), _located("Orra Bridge", name="c.txt"), _bare())[-1] == alone


def test_most_tolls_of_a_story_decide_and_small_ones_need_it_to_have_one_place() -> None:
    """Two of three tolls are of the tunnel: fourteen is lent its name; three, which may be anybody's, is not."""
    others = [_located("Orra Bridge", number=40, name="c.txt"), _located(number=3, name="d.txt")]
    assert _labels(*others, _located(), _bare())[-1] == "people killed in Vell Tunnel"
    few = _page("In the Vell Tunnel three were killed.", "three", 3, "people killed", name="e.txt").read()
    assert _labels(*others, _located(), few)[-1] == "people killed"
    assert _labels(others[1], _located(), few)[-1] == "people killed in Vell Tunnel"


def test_a_vague_number_is_lent_nothing() -> None:
    """ "dozens" may be any dozens."""
    page = Page("Dozens were killed in the Vell Tunnel.", name="b.txt")
    page.counts("Dozens", "people killed", 24, None, approximate=True)
    assert _labels(_located(number=24), page.read())[-1] == "people killed"
