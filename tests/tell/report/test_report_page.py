"""The page: whole, self-contained, every address resolved, nothing of a stranger's text active."""

import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_story import day, document, figure, make_story, quote, read

from onrecord.model import Document, StoryRecord
from onrecord.tell.report import render_report
from onrecord.tell.report.safe import find_address, make_anchor, make_visible
from onrecord.text import make_id

VOID = {"meta", "link", "br", "hr", "img", "input", "col", "path", "line", "rect"}
HOSTILE = "<script>window.planted=1</script>\"'><img src=x onerror=window.planted=1>\u202eevil\u2066"


class Page(HTMLParser):
    """A page as lists of tags, ids and attributes; unbalanced tags are told."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.hrefs: list[str] = []
        self.tags: Counter[str] = Counter()
        self.attributes: list[tuple[str, str, str]] = []
        self.headings: list[int] = []
        self.text: list[str] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        for name, value in attrs:
            self.attributes.append((tag, name, value or ""))
            if name == "id":
                self.ids.append(value or "")
            if name == "href":
                self.hrefs.append(value or "")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open, f"</{tag}> closes nothing"
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def make_hostile() -> tuple[list[Document], StoryRecord]:
    """The invented story with a planted script in every text that comes from outside."""
    documents, record = make_story()
    text = f"{HOSTILE} minister said the wall {HOSTILE} is sound and 40 fell."
    d = document(
        HOSTILE,
        text,
        published=day(HOSTILE, "inferred", HOSTILE),
        publisher=HOSTILE,
        url="javascript:window.planted=1",
        title=HOSTILE,
        authors=[HOSTILE],
        agency=[HOSTILE],
    )
    d = replace(d, article=replace(d.article, id=f'a-"><script>{HOSTILE}'))
    q = replace(quote(d, f"the wall {HOSTILE} is sound", HOSTILE, chain=[HOSTILE]), id=f"q-{HOSTILE}")
    f = replace(figure(d, "40", 40, None, indicator=HOSTILE, unit=HOSTILE, giver=HOSTILE), id=f"f-{HOSTILE}", place=HOSTILE)
    g = replace(f, id="f-other", low=41.0)
    story = replace(record.story, title=HOSTILE, articles=(*record.story.articles, d.article.id))
    relations = tuple(replace(r, reason=HOSTILE) for r in record.relations)
    return [*documents, read(d, [q], [f, g])], replace(record, story=story, relations=relations)


@pytest.fixture(scope="module")
def page() -> str:
    return render_report(*_one(make_story()))


def _one(made: tuple[list[Document], StoryRecord]) -> tuple[list[Document], list[StoryRecord]]:
    return made[0], [made[1]]


def test_every_internal_link_resolves_and_no_address_is_given_twice(page: str) -> None:
    parsed = Page(page)
    assert [i for i, n in Counter(parsed.ids).items() if n > 1] == []
    internal = {h[1:] for h in parsed.hrefs if h.startswith("#")}
    assert internal - set(parsed.ids) == set()


def test_every_entry_has_its_address_and_links_both_ways(page: str) -> None:
    documents, record = make_story()
    parsed = Page(page)
    ids, hrefs = set(parsed.ids), set(parsed.hrefs)
    entries = [e.id for d in documents for e in (*d.reading.quotations, *d.reading.figures)]
    entries += [e.id for e in record.events]
    for entry in entries:
        assert entry in ids
        assert f"#{entry}" in hrefs, "from the sentence to the entry"
        at = f"at-{entry}" if f"at-{entry}" in ids else f"at-{entry}-0"
        assert {at} <= ids
        assert f"#{at}" in hrefs, "from the entry to the sentence"
    assert {c.id for c in record.claims} <= ids


def test_the_page_asks_nothing_of_anybody(page: str) -> None:
    parsed = Page(page)
    assert parsed.tags["script"] + parsed.tags["link"] + parsed.tags["img"] + parsed.tags["iframe"] + parsed.tags["form"] == 0
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:" in page
    assert not re.search(r"url\(|@import|@font-face", page)
    outside = [h for h in parsed.hrefs if not h.startswith("#")]
    assert outside == ["https://coast.example/wall?a=1&b=2"]
    assert ("a", "rel", "noopener noreferrer nofollow") in parsed.attributes
    assert ("meta", "content", "no-referrer") in parsed.attributes


def test_headings_are_in_order_and_parts_have_names(page: str) -> None:
    parsed = Page(page)
    assert parsed.headings[0] == 1
    assert parsed.headings.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(parsed.headings, parsed.headings[1:], strict=False))
    names = {v for tag, name, v in parsed.attributes if name == "aria-labelledby" for v in v.split()}
    assert names <= set(parsed.ids)
    assert {"main", "header", "footer", "nav"} <= set(parsed.tags)
    assert parsed.tags["caption"] == parsed.tags["table"]
    assert parsed.tags["svg"] >= 4
    assert ("html", "lang", "en") in parsed.attributes
    assert all(v in ("col", "row") for tag, name, v in parsed.attributes if name == "scope")


def test_parts_stand_in_the_order_of_weight(page: str) -> None:
    parts = ("dispute", "changed", "one", "days", "who", "copies", "articles")
    assert [i for i in Page(page).ids if i in parts] == list(parts)


def test_planted_markup_stays_text() -> None:
    source = render_report(*_one(make_hostile()))
    parsed = Page(source)
    assert parsed.tags["script"] == 0
    assert parsed.tags["img"] == 0
    assert not [a for a in parsed.attributes if a[1].startswith("on")]
    assert not [h for h in parsed.hrefs if "javascript" in h]
    assert "javascript:window.planted=1" in "".join(parsed.text), "the address is still told, as text"
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", source)
    assert "⟨U+202E⟩" in source
    internal = {h[1:] for h in parsed.hrefs if h.startswith("#")}
    assert internal - set(parsed.ids) == set()
    assert [i for i, n in Counter(parsed.ids).items() if n > 1] == []


def test_a_title_of_ones_own_is_the_heading() -> None:
    documents, record = make_story()
    source = render_report(documents, [record], title="Tesk & <the> wall")
    assert "<title>Tesk &amp; &lt;the&gt; wall – on the record</title>" in source
    assert "Union: wall unsafe – on the record" not in source


def test_several_stories_begin_with_their_contents() -> None:
    documents, record = make_story()
    d = document("other", "The mayor said bread is dear.", published=day("2030-01-01"), publisher="Lumen")
    d = read(d, [quote(d, "bread is dear", "mayor")])
    other = replace(
        StoryRecord(story=replace(record.story, id=make_id("s", "x"), title="Bread is dear", articles=(d.article.id,))),
    )
    source = render_report([*documents, d], [other, record])
    parsed = Page(source)
    assert [i for i, n in Counter(parsed.ids).items() if n > 1] == []
    assert {h[1:] for h in parsed.hrefs if h.startswith("#")} <= set(parsed.ids)
    assert parsed.headings.count(1) == 1
    assert all(b - a <= 1 for a, b in zip(parsed.headings, parsed.headings[1:], strict=False))
    assert "4 articles in 2 stories" in source
    assert source.index("Story 1 of 2") < source.index("Bread is dear", source.index("Story 1 of 2"))


def test_an_empty_ledger_gives_a_page() -> None:
    assert "Nothing on the record" in render_report([], [])


def test_the_same_ledger_gives_the_same_page() -> None:
    documents, record = make_story()
    assert render_report(documents, [record]) == render_report(list(reversed(documents)), [record])


def test_many_articles_are_folded_and_quick() -> None:
    documents, records = make_many(articles=40, statements=20)
    source = render_report(documents, records)
    parsed = Page(source)
    assert source.count('class="fold"') == 40
    assert {h[1:] for h in parsed.hrefs if h.startswith("#")} <= set(parsed.ids)


def make_many(*, articles: int, statements: int) -> tuple[list[Document], list[StoryRecord]]:
    """A long story: every article has statements and a figure, whose values differ from article to article."""
    documents = []
    for n in range(articles):
        lines = [f"Speaker {k % 97} said the wall number {n} of {k} holds {n * 7 + k} people." for k in range(statements)]
        d = document(
            f"many-{n}", "\n".join(lines), published=day(f"2031-{n % 12 + 1:02d}-{n % 28 + 1:02d}"), publisher=f"Paper {n % 9}"
        )
        quotes = [quote(d, line.split(" said ")[1][:-1], f"Speaker {k % 97}") for k, line in enumerate(lines)]
        documents.append(read(d, quotes, [figure(d, f"{n * 7} people", n * 7, None, indicator="people held")]))
    record = replace(make_story()[1], reuse=(), origins=(), claims=(), events=(), relations=(), entities=())
    return documents, [replace(record, story=replace(record.story, articles=tuple(d.article.id for d in documents)))]


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_any_text_keeps_the_page_whole(text: str) -> None:
    line = "".join(c for c in text if c not in "\r\n") or "x"
    d = document("any", f"{line} said the wall fell", published=day("2031-01-01"), publisher=text, title=text)
    d = read(d, [quote(d, "the wall fell", text, cue="said")])
    record = replace(make_story()[1], story=replace(make_story()[1].story, title=text, articles=(d.article.id,)))
    source = render_report([d], [record])
    source.encode("utf8")
    parsed = Page(source)
    assert parsed.tags["script"] == 0
    assert {h[1:] for h in parsed.hrefs if h.startswith("#")} <= set(parsed.ids)


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript://x/%0aalert(1)",
        "data:text/html,x",
        "//evil.example/",
        "http://",
        "https://a.example/ b",
        "https://user:secret@a.example/",
        "https://a.example/\u202egnp",
        'https://a.example/"x',
        "http://[broken",
        "",
        None,
    ],
)
def test_addresses_that_no_link_may_have(url: str | None) -> None:
    assert find_address(url) is None


def test_addresses_that_links_may_have() -> None:
    assert find_address("https://coast.example/wall?a=1#b") == "https://coast.example/wall?a=1#b"


def test_controls_are_made_visible_and_scripts_kept() -> None:
    assert make_visible("a\u202eb\x07") == "a⟨U+202E⟩b⟨U+0007⟩"
    assert make_visible("می‌خواهم \u200fשלום\t\n") == "می‌خواهم \u200fשלום\t\n"


def test_anchors_hold_nothing_but_letters_and_marks() -> None:
    assert make_anchor("q", "q-12ab") == "q-12ab"
    assert make_anchor("q", 'x"><b>') == "q-x_b_"
