"""Which events come first, on invented documents."""

from onrecord.model import Event, Origin
from onrecord.tell.ranking import pick_events
from onrecord.tell.timeline import make_timeline

from ..reconcile.build import Page


def articles() -> list[Page]:
    dam = [
        Page("The dam wall above Vell gave way on Monday, drowning the lower town.", name="a.txt"),
        Page("After the dam wall above Vell gave way on Monday, the lower town lies drowned.", name="b.txt"),
        Page("The lower town of Vell still lies drowned since the dam gave way on May 12.", name="c.txt", day="2031-06-20"),
    ]
    dam = [p.dates("Monday", "2031-05-12").dates("May 12", "2031-05-12") for p in dam]
    fair = Page("The fishermen's fair of Orsk Bay opened with brass bands on Sunday.", name="d.txt").dates(
        "Sunday", "2031-05-11"
    )
    return [*dam, fair]


def weigh(pages: list[Page], *, origins: tuple[Origin, ...] = ()) -> tuple[Event, ...]:
    return make_timeline([p.read() for p in pages], origins=origins)


def test_the_day_that_more_articles_name_and_name_again_comes_first() -> None:
    events = weigh(articles())
    [first] = pick_events(events, 1)
    assert first.date == "2031-05-12"
    assert [e.date for e in pick_events(events, 2)] == ["2031-05-11", "2031-05-12"]
    assert pick_events(events, 0) == ()


def test_articles_of_one_origin_count_as_one() -> None:
    pages = articles()
    wire = Origin(id="o-wire", name="", articles=tuple(p.article.id for p in pages[:3]))
    alone = {e.date: e.weight for e in weigh(pages)}
    copied = {e.date: e.weight for e in weigh(pages, origins=(wire,))}
    assert copied["2031-05-12"] < alone["2031-05-12"]
    assert copied["2031-05-11"] == alone["2031-05-11"]


def test_the_second_event_of_a_day_weighs_half_of_the_first() -> None:
    page = Page("The dam wall above Vell gave way on Tuesday.\nParliament elected Ada Brandt speaker on Tuesday.")
    weights = sorted(e.weight for e in weigh([page.dates("Tuesday", "2031-05-13")]))
    assert weights[0] > 0
    assert abs(weights[1] - 2 * weights[0]) < 0.001


def test_words_of_an_event_are_those_of_a_passage_that_tells_most() -> None:
    events = weigh(articles())
    for event in events:
        assert event.text in {p.exact for p in event.passages}


def test_of_two_events_of_a_day_what_articles_open_with_comes_first() -> None:
    both = (
        "On Monday a goose bit a ferryman at the pier of Stavik.\n"
        "On Monday the comet crossed over the lighthouse of Hemmet before dawn."
    )

    def first(opening: str) -> str:
        told = Page(both, name="a.txt", day="2031-05-20").dates("Monday", "2031-05-12")
        other = Page(f"{opening}\nThe market stays shut.", name="b.txt", day="2031-05-13")
        [best] = pick_events(weigh([told, other]), 1)
        return best.text

    assert "comet" in first("A comet over a lighthouse of the west frightens sailors still.")
    assert "goose" in first("A goose that bites every ferryman at one pier frightens sailors still.")


def test_a_day_that_is_still_named_months_later_weighs_more() -> None:
    def weight(day: str) -> float:
        page = Page("The dam wall above Vell gave way on May 12.", name="a.txt", day=day).dates("May 12", "2031-05-12")
        return max(e.weight for e in weigh([page]))

    assert weight("2031-05-16") < weight("2031-05-25") < weight("2031-08-25")
