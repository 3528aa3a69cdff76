"""The pages that list all entries of a dispute and all figures of a quantity."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

import onrecord
from onrecord.ledger import Ledger
from onrecord.paging import arranging, disputing
from onrecord.paging.shortening import make_ladders
from onrecord.store import slices
from onrecord.tell.report import disputes
from onrecord.web import listings
from onrecord.web.app import make_app
from onrecord.web.parts import LADDERS
from tests.web.asking import ask

ENTRY = re.compile(r'class="one" id="([^"]+)"')
ROW = re.compile(r'<tr role="row" id="([^"]+)"')


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, read_example: Path) -> Iterator[Ledger]:
    """A ledger of the bundled example."""
    path = tmp_path_factory.mktemp("listings") / "x.onrecord"
    shutil.copyfile(read_example, path)
    with onrecord.open(path) as found:
        yield found


def walk(app: Any, address: str, entry: re.Pattern[str]) -> list[str]:
    """What all pages from this one on list, in their order."""
    found: list[str] = []
    after: str | None = address
    while after:
        answer = ask(app, after)
        assert answer.status == 200
        found += entry.findall(answer.text)
        more = re.search(r'<link rel="next" href="([^"]+)"', answer.text)
        after = more[1] if more else None
    return found


def test_every_entry_of_a_dispute_is_reached_by_paging(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "SIZE", 2)
    app = make_app(ledger.path)
    head = next(iter(ledger.stories()))
    found = arranging.find_disputes(ledger.connection, head.articles[0]).shown
    assert found
    for dispute in found:
        address = f"/disputes/{dispute.entries[0]}/entries"
        assert sorted(walk(app, address, ENTRY)) == sorted(dispute.entries)
    quotation = next(q for q in ledger.quotations() if all(q.id not in d.entries for d in found))
    assert ask(app, f"/disputes/{quotation.id}/entries").status == 404


def test_sides_are_told_one_after_the_other_in_order_of_time(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "SIZE", 3)
    app = make_app(ledger.path)
    story = slices.get_head(ledger.connection, next(iter(ledger.stories())).articles[0])
    assert story
    (biggest,) = arranging.find_disputes(ledger.connection, story.first, limit=1).shown
    told = disputing.tell_disputes(ledger.connection, story, [biggest]).disputes[0]
    listed = walk(app, f"/disputes/{biggest.entries[0]}/entries", ENTRY)
    assert listed == [i for side in told.sides for i in side]
    days = {d.article.id: d.reading.anchor.earliest or "9999" for d in ledger.documents()}
    entries = {e.id: e.article for kind in (ledger.quotations, ledger.figures) for e in kind()}
    for side in told.sides:
        assert [days[entries[i]] for i in side] == sorted(days[entries[i]] for i in side)


def test_a_dispute_that_is_cut_leads_to_all_of_it(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(ledger.path)
    story = next(iter(ledger.stories()))
    (biggest,) = arranging.find_disputes(ledger.connection, story.articles[0], limit=1).shown
    address = f"/disputes/{biggest.entries[0]}"
    assert "/entries" not in ask(app, address).text
    for name in ("MAX_ORIGINS", "MAX_SPOTS"):
        with monkeypatch.context() as patched:
            patched.setattr(disputes, name, 0)
            text = ask(app, address).text
        (link,) = re.findall(r'href="(/disputes/[^"]+/entries)">All ([\d,]+) entries of both sides', text)
        assert ask(app, link[0]).status == 200
        assert int(link[1]) == len(biggest.entries)


def test_every_figure_of_a_quantity_is_reached_by_paging(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listings, "SIZE", 3)
    monkeypatch.setattr(arranging, "MAX_SHORT", 1)
    monkeypatch.setattr(arranging, "MAX_RUNGS", (1, 1))
    monkeypatch.setattr(arranging, "MAX_ALIKE", (1, 1))
    monkeypatch.setattr(arranging, "MAX_SAME", 1)
    app = make_app(ledger.path)
    story = next(iter(ledger.stories()))
    for single, query in ((False, ""), (True, "?values=one")):
        chosen, *_ = arranging.find_quantities(ledger.connection, story.articles[0], single=single, offset=0, limit=LADDERS)
        cut = [q for q in chosen if q.every]
        assert cut
        shown = ask(app, f"/stories/{story.articles[0]}/figures{query}").text
        for quantity in cut:
            link = f"/quantities/{quantity.figures[0].id}"
            assert f'href="{link}">All {quantity.total} figures of this' in shown
            assert walk(app, link, ROW) == list(quantity.every)
            assert sorted(walk(app, f"/quantities/{quantity.every[-1]}", ROW)) == sorted(quantity.every)
    assert ask(app, "/quantities/f-none").status == 404


def test_ladders_of_pages_have_the_texts_of_their_figures_at_hand(ledger: Ledger) -> None:
    story = slices.get_head(ledger.connection, next(iter(ledger.stories())).articles[0])
    assert story
    chosen, *_ = arranging.find_quantities(ledger.connection, story.first, single=False, offset=0, limit=3)
    prepared, ladders = make_ladders(ledger.connection, story, chosen)
    assert ladders
    entries = [prepared.entries[f.id] for q in chosen for f in q.figures]
    assert entries
    for entry in entries:
        (passage,) = entry.spans
        # what is part of a sum, or but called out, is told by the words around it
        assert entry.document.article.text[passage.start : passage.end] == passage.exact
        assert any(s.start <= passage.start < s.end for s in entry.document.layout.sentences) or entry.headline
