"""The map of a story as a page: it holds what the report's holds, and every mark and link on it leads somewhere."""

import re
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

import onrecord
from onrecord import mapping
from onrecord.model import Article
from onrecord.tell.report.places import find_where
from onrecord.tell.report.records import prepare_story
from onrecord.web import places
from onrecord.web.app import make_app
from onrecord.web.shown import MissingError
from tests.conftest import make_article
from tests.web.asking import Page, ask

TOLD = (
    "Talks on the Anden line began in Lima, Peru, on Monday. Minister Ivo Brandt said 12 workers were hurt in Cusco, Peru. "
    "The union leader, Mara Teskin, said the yard in Arequipa, Peru, was safe.",
    "Ivo Brandt denied that the yard in Arequipa, Peru, was safe. Mara Teskin said 31 workers were hurt in Cusco, Peru.",
    "Mara Teskin said the talks in Lima, Peru, on the Anden line had failed. A train left for Cusco in Peru. Old Brannwick "
    "slept. The bells of Old Brannwick rang, said Ivo Brandt.",
)


def talks() -> list[Article]:
    """Articles of one story in towns that a gazetteer has."""
    outlets = ("Merrow Daily", "Norran Press", "Orsk Bay Radio")
    return [
        make_article(text, publisher=outlet, day=f"2031-05-1{n}", name=f"{n}.txt")
        for n, (text, outlet) in enumerate(zip(TOLD, outlets, strict=True))
    ]


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of one story."""
    path = tmp_path_factory.mktemp("map") / "x.onrecord"
    with onrecord.open(path) as ledger:
        ledger.add(talks())
    return path


def test_it_holds_what_the_report_holds(path: Path) -> None:
    with onrecord.open(path, read_only=True) as ledger:
        (record,) = ledger.records()
        story = prepare_story(list(ledger.documents()), record)
        want = find_where(story)
        got = places.show_map(ledger, record.story.articles[0], 1).context["s"].where
    assert len(got.rows) >= 3
    assert got.wide is not None
    rows = {r.anchor: r for r in (*want.rows, *want.more)}
    assert {r.anchor for r in got.rows} == rows.keys()
    for row in got.rows:
        whole = rows[row.anchor]
        assert (row.name, row.lies, row.mentions, row.entries, row.disputed, row.reason) == (
            whole.name, whole.lies, whole.mentions, whole.entries, whole.disputed, whole.reason,
        )  # fmt: skip
        assert set(row.links) <= set(whole.links) or len(whole.links) == 6
    assert any(row.disputed for row in got.rows)
    assert got.unplaced == want.unplaced
    assert {d.spot.href for d in got.wide.dots} <= {f"#{anchor}" for anchor in rows}


def test_every_link_leads_to_its_words(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(path)
    with onrecord.open(path, read_only=True) as ledger:
        address = f"/stories/{next(iter(ledger.stories())).articles[0]}/map"
    answer = ask(app, address)
    assert answer.status == 200
    page = Page(answer.text)
    assert "svg" in page.elements
    assert len(page.ids) == len(set(page.ids))
    outward = [link for link in page.links if link.startswith("/articles/") and "#" in link]
    assert len(outward) >= 5
    for link in outward:
        target, _, anchor = link.partition("#")
        assert anchor in Page(ask(app, target).text).ids, link
    monkeypatch.setattr(mapping, "MAX_LINKS", 1)
    more = [link for link in Page(ask(app, address).text).links if link.startswith("/search?q=%22")]
    assert more
    assert all('<li><p class="vb">' in ask(app, link).text for link in more)
    inward = [link[1:] for link in page.links if re.match(r"#g-", link)]
    assert inward
    assert set(inward) <= set(page.ids)


def test_the_rest_is_on_the_next_page(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "PLACES", 2)
    with onrecord.open(path, read_only=True) as ledger:
        key = next(iter(ledger.stories())).id
        first, second = (places.show_map(ledger, key, n).context["s"].where for n in (1, 2))
        assert len(first.rows) == 2
        assert second.rows
        assert not {r.anchor for r in first.rows} & {r.anchor for r in second.rows}
        assert not second.unplaced
        with pytest.raises(MissingError):
            places.show_map(ledger, key, 9)


def test_a_story_of_no_known_place(tmp_path: Path) -> None:
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add([make_article("Nobody said anything.", publisher="Merrow Daily", day="2031-05-05")])
        key = next(iter(ledger.stories())).id
    answer = ask(make_app(tmp_path / "x.onrecord"), f"/stories/{key}/map")
    assert answer.status == 200
    assert "there is no map" in answer.text
