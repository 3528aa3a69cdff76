"""The sentences that say most of what a story is about, on invented documents."""

from onrecord.model import Event, Passage
from onrecord.tell.gist import pick_gist
from onrecord.tell.timeline import make_timeline

from ..reconcile.build import Page


def pages() -> list[Page]:
    return [
        Page(
            "“A dark day for Vell.” The lower town of Vell drowned when the dam wall gave way on Monday. "
            "A brass band had practised there in spring. Nobody heard a siren.",
            name="a.txt",
        ),
        Page(
            "Divers found two more people in the lower town of Vell, which drowned when the dam wall gave way. "
            "The dam was built by Orsk Lines on March 2. It was shut.",
            name="b.txt",
        ).dates("March 2", "2031-03-02"),
        Page("The minister left office over the dam wall that drowned Vell. Her deputy takes over.", name="c.txt"),
    ]


def pick(made: list[Page], *, origin_of: dict[str, str] | None = None, events: tuple[Event, ...] = ()) -> list[Passage]:
    return list(pick_gist([p.read() for p in made], events, origin_of or {}))


def test_what_the_articles_share_comes_first() -> None:
    first, *rest = [p.exact for p in pick(pages())]
    assert "drowned" in first
    assert "gave way" in first
    assert "A brass band had practised there in spring." in rest[-5:]


def test_a_second_matter_comes_before_the_first_once_more() -> None:
    dam = "The dam wall above Vell gave way and drowned the lower town."
    strike = "Ferry crews of Orsk Lines walked off over unpaid wages."
    made = [Page(f"{dam} {strike}", name="a.txt"), Page(f"{strike} {dam}", name="b.txt"), Page(dam, name="c.txt")]
    assert [p.exact for p in pick(made)][:2] == [dam, strike]


def test_every_passage_stands_in_its_article_once() -> None:
    made = pages()
    texts = {p.article.id: p.article.text for p in made}
    found = pick(made, events=make_timeline([p.read() for p in made], origins=()))
    assert len(found) == len(set(found))
    assert all(texts[p.article][p.start : p.end] == p.exact for p in found)
    assert not any(p.exact.startswith("“") for p in found)


def test_what_one_origin_says_over_and_over_counts_once() -> None:
    fair = [Page(f"The herring fair of Orsk opened with {n} brass bands and barrels.", name=f"{n}.txt") for n in "xyz"]
    wire = {p.article.id: "o-wire" for p in fair}
    made = [*pages(), *fair]
    alone = [p.exact for p in pick(made)]
    copied = [p.exact for p in pick(made, origin_of=wire)]
    place = next(n for n, text in enumerate(alone) if "herring" in text)
    assert next(n for n, text in enumerate(copied) if "herring" in text) > place


def test_background_comes_after_news() -> None:
    built = "The dam was built by Orsk Lines on March 2."
    made = pages()
    dated = [p.exact for p in pick(made)].index(built)
    made[1].marks.clear()
    assert [p.exact for p in pick(made)].index(built) <= dated


def test_order_of_input_changes_nothing() -> None:
    made = pages()
    assert pick(made) == pick(made[::-1])


def test_a_lead_and_a_part_of_it_that_tells_an_event_stand_beside_each_other() -> None:
    page = Page("The dam wall above Vell gave way.", name="a.txt")
    other = Page("Ferry crews walked off.", name="b.txt")  # nothing is shared, so that all count alike
    part = Passage(article=page.article.id, start=0, end=12, exact="The dam wall")
    event = Event(id="e-1", date="2031-05-12", text=part.exact, passages=(part,), articles=(page.article.id,), weight=0.0)
    assert [p.end for p in pick([page, other], events=(event,)) if p.article == part.article] == [12, len(page.text)]
