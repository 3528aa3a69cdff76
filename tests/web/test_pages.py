"""The pages of the bundled example: all of them, every address on them, and that they hold the same as the ledger."""

import re
import shutil
import zlib
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

import onrecord
from onrecord.web import entries, links, timeline
from onrecord.web.app import make_app
from onrecord.web.links import PART_CHARS
from tests.conftest import make_article, make_story
from tests.web.asking import Answer, Page, ask, crawl

SINGLE = re.compile(r"/(?:api/v1/)?(?:entries|claims|sources|disputes)/")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, read_example: Path) -> Path:
    """A ledger of the bundled example."""
    path = tmp_path_factory.mktemp("web") / "x.onrecord"
    shutil.copyfile(read_example, path)
    return path


@pytest.fixture(scope="module")
def site(path: Path) -> dict[str, tuple[Answer, Page]]:
    """Every page, but of those of single entries, of their claims, sources and disputes, one in eight."""
    return crawl(make_app(path), leave_out=lambda link: bool(SINGLE.match(link)) and zlib.crc32(link.encode()) % 8 > 0)


@pytest.mark.slow
def test_every_link_leads_somewhere(site: dict[str, tuple[Answer, Page]]) -> None:
    assert len(site) > 100
    assert {address: answer.status for address, (answer, _) in site.items() if answer.status != 200} == {}
    for address, (_, page) in site.items():
        assert len(set(page.ids)) == len(page.ids), address
        for link in page.links:
            base, _, anchor = link.partition("#")
            if anchor and not link.startswith("http") and (base or address) in site:
                assert anchor in site[base or address][1].ids, (address, link)


def test_every_article_and_entry_has_a_page(path: Path, site: dict[str, tuple[Answer, Page]]) -> None:
    with onrecord.open(path, read_only=True) as ledger:
        documents = list(ledger.documents())
    for document in documents:
        page = site[f"/articles/{document.article.id}"][1]
        for entry in (*document.reading.quotations, *document.reading.figures):
            assert f"at-{entry.id}" in page.ids


def test_a_story_is_found_by_what_it_holds(path: Path, site: dict[str, tuple[Answer, Page]]) -> None:
    app = make_app(path)
    with onrecord.open(path, read_only=True) as ledger:
        story = max(ledger.stories(), key=lambda s: len(s.articles))
        quotation = next(q for q in ledger.quotations() if q.article in story.articles)
    want = site[f"/stories/{story.articles[0]}/disputes"][0].body
    for key in (story.id, story.articles[-1], quotation.id):
        assert ask(app, f"/stories/{key}/disputes").body == want
    for missing in ("/stories/s-none", "/articles/a-none", "/entries/q-none", "/claims/x", "/nothing", "/stories/x/gossip"):
        assert ask(app, missing).status == 404


def test_originals_are_linked_with_the_words_to_look_for(site: dict[str, tuple[Answer, Page]]) -> None:
    links = {link for _, page in site.values() for link in page.links if link.startswith("http")}
    found = [link for link in links if "#:~:text=" in link]
    assert len(found) > 50
    assert all(re.fullmatch(r"https?://[^\s#]+#:~:text=[^\s\-&]+", link) for link in found)


def test_search_narrows_and_pages(path: Path) -> None:
    app = make_app(path)
    every = ask(app, "/search?q=tunnel").text
    assert "page=2" in every
    assert ask(app, "/search?q=tunnel&page=2").text.count('<li><p class="vb">') > 0
    assert "The Northern Observer" not in ask(app, "/search?q=tunnel&publisher=pbc+news").text
    assert "Nothing found" in ask(app, "/search?q=tunnel&from=2030-01-01").text
    assert "Lena Orvath" not in ask(app, "/search?q=xyzzy").text
    assert ask(app, "/search?source=Orvath").text.count('<li><p class="vb">') > 5
    assert ask(app, "/search?q=tunnel&page=x").status == 404
    assert ask(app, "/search?q=" + "a" * 5_000).status == 414


def test_reading_goes_on_while_the_ledger_is_served(tmp_path: Path) -> None:
    path = tmp_path / "x.onrecord"
    with onrecord.open(path) as ledger:
        ledger.add(make_story(1))
        app = make_app(path)
        before = ask(app, "/")
        ledger.connection.execute("BEGIN IMMEDIATE")
        assert ask(app, "/").body == before.body
        ledger.connection.execute("ROLLBACK")
        ledger.add(make_story(2))
        after = ask(app, "/")
    assert "6 articles in 1 story" in before.text
    assert "12 articles in 2 stories" in after.text
    path.unlink()
    with onrecord.open(path) as ledger:
        ledger.add(make_story(1, size=2))
    assert "2 articles in 1 story" in ask(app, "/").text


def test_a_long_article_comes_in_parts(tmp_path: Path) -> None:
    filler = "The road to Vell runs along the river and past the old mill, " * 40
    lines = [f"{filler}as it did." for _ in range(PART_CHARS // len(filler) + 1)]
    lines.append("The mayor of Vell, Ilse Tarn, said that 40 roads were closed.")
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add([make_article("\n\n".join(lines))])
        (article,) = ledger.articles()
        last = list(ledger.figures())[-1]
    assert len(article.text) > PART_CHARS
    app = make_app(tmp_path / "x.onrecord")
    first, second = ask(app, f"/articles/{article.id}"), ask(app, f"/articles/{article.id}?page=2")
    assert 'rel="next"' in first.text
    assert f'id="at-{last.id}"' in second.text
    assert f"/articles/{article.id}?page=2#at-{last.id}" in ask(app, f"/entries/{last.id}").text
    assert ask(app, f"/articles/{article.id}?page=3").status == 404


def test_an_empty_ledger(tmp_path: Path) -> None:
    onrecord.open(tmp_path / "x.onrecord").close()
    app = make_app(tmp_path / "x.onrecord")
    for address in ("/", "/search", "/search?q=x", "/about"):
        assert ask(app, address).status == 200


def test_a_flow_in_gallons_stands_with_the_barrels(tmp_path: Path) -> None:
    text = (
        "Day one at the Orla well.\n\nThe Orla well leaks 5,000 barrels of oil a day, the company said. "
        "The Orla well leaks 420,000 gallons of oil a day, the coast guard said."
    )
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add([make_article(text, day="2031-05-14")])
        (story,) = ledger.stories()
        assert {f.unit for f in ledger.figures()} == {"barrel/day", "gallon/day"}
    app = make_app(tmp_path / "x.onrecord")
    figures = ask(app, f"/stories/{story.articles[0]}/figures")
    assert figures.status == ask(app, f"/stories/{story.articles[0]}").status == 200
    assert "2 values given by" in figures.text
    assert "10,000 barrels a day" in figures.text


def test_sources_are_one_however_they_open_a_sentence_and_pronouns_come_last(tmp_path: Path) -> None:
    text = (
        "Talk at the Orla well.\n\nThe leak is small, officials said on Monday. Officials said the pump had been switched off. "
        "Engineers said that the valve was open. Engineers said that it rained."
    )
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        ledger.add([make_article(text, day="2031-05-14")])
        (story,) = ledger.stories()
        said = [q for q in ledger.quotations() if q.source and q.source.name.lower() == "officials"]
        assert {q.source.name for q in said if q.source} == {"officials", "Officials"}
    app = make_app(tmp_path / "x.onrecord")
    listed = ask(app, f"/stories/{story.articles[0]}/sources").text
    assert listed.lower().count("<bdi>officials</bdi>") == 1
    assert f"{len(said)} statements in this story" in ask(app, f"/sources/{said[0].id}").text


def test_a_paragraph_for_a_headline_is_cut_on_each_page(tmp_path: Path) -> None:
    long = "The ferry Alder sank off Merrow on Monday while it was " + "carrying salt and timber " * 8 + "to Norran"
    with onrecord.open(tmp_path / "x.onrecord") as ledger:
        article = make_article(
            f"{long}.\n" + "The coastguard said 12 people died.", publisher="Orsk Bay Radio", day="2031-05-14", name="1.txt"
        )
        ledger.add([replace(article, title=long)])
        first = article.id
    app = make_app(tmp_path / "x.onrecord")
    for target in ("/", f"/stories/{first}", f"/stories/{first}/figures"):
        text = ask(app, target).text
        assert long not in text, target
        assert long[:100] in text, target


def test_the_front_tells_the_same_values_as_the_report(read_example: Path) -> None:
    with onrecord.open(read_example, read_only=True) as ledger:
        report = ledger.report()
        (story,) = ledger.stories()
    front = ask(make_app(read_example), f"/stories/{story.id}").text

    def lines(page: str) -> list[str]:
        told = re.search(r'<ul class="brief">.*?</ul>', page, re.DOTALL)
        rows = re.findall(r"<li>.*?</li>", told.group(), re.DOTALL) if told else []
        plain = [" ".join(re.sub(r"<[^>]+>", " ", row).split()) for row in rows]
        return [row for row in plain if row.startswith(("Moved", "Given"))]

    assert lines(front)
    assert lines(front) == lines(report)


def test_the_days_open_where_the_story_begins(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (timeline, links):
        monkeypatch.setattr(module, "EVENTS", 2)
    app = make_app(path)
    with onrecord.open(path, read_only=True) as ledger:
        (story,) = ledger.stories()
    address = f"/stories/{story.articles[0]}/timeline"
    first, opened, second = (ask(app, address + page) for page in ("?page=1", "", "?page=2"))
    assert re.search(r">before \w+ 2024</a>", opened.text)
    assert "day not fixed" in first.text
    month = re.search(rf'href="{address}\?page=(\d+)#[^"]*">(?!before)', opened.text)
    assert month
    assert int(month[1]) > 1
    assert ask(app, f"{address}?page={month[1]}").body == opened.body
    assert f'href="{address}?page=1" rel="prev"' in second.text
    every = "".join(ask(app, f"{address}?page={n}").text for n in range(1, 4))
    assert "no such page" not in every


def test_a_source_is_looked_for_by_name_where_not_all_are_on_the_page(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with onrecord.open(path, read_only=True) as ledger:
        (story,) = ledger.stories()
    address = f"/stories/{story.articles[0]}/sources"
    monkeypatch.setattr(entries, "SOURCES", 1000)
    assert "A source by name" not in ask(make_app(path), address).text
    monkeypatch.setattr(entries, "SOURCES", 3)
    assert "A source by name" in ask(make_app(path), address).text
    said = ask(make_app(path), f"/search?story={story.articles[0]}&source=korvin").text
    assert '<ol class="hits">' in said
