"""What a page says of itself, and what of it becomes the article."""

import json

import pytest

from onrecord.config import Limits
from onrecord.model import Article
from onrecord.read.articles import Given, Place
from onrecord.read.html import read_fragment, read_markup
from onrecord.read.html_metadata import split_names
from onrecord.read.html_rescue import rescue_paragraphs
from onrecord.read.html_trees import parse_markup

HEADLINE = "Dam at Velm held, engineers say"
BODY = [
    "Engineers at the Velm dam said on Monday that the wall had held through the night in spite of the record rain.",
    "“There is no crack in the wall,” said the chief engineer, Tomas Reyl, who had spent the night in the control room.",
    "Residents of the valley doubted it, and some 1,200 of them slept in the school of the next town over the weekend.",
    "The ministry promised a report by April, and sent two inspectors who are to look at the wall from the water side.",
]


def page(head: str = "", body: str | None = None, around: str = "") -> str:
    inner = body if body is not None else "".join(f"<p>{line}</p>" for line in BODY)
    return (
        f'<!doctype html><html lang="en"><head><title>{HEADLINE} | Velm Observer</title>{head}</head><body>'
        f"<nav><ul><li><a href='/'>Home</a></li><li><a href='/w'>Weather</a></li></ul></nav>"
        f"<article><h1>{HEADLINE}</h1>{inner}</article>{around}</body></html>"
    )


def read(markup: str, *, url: str | None = None, given: Given | None = None) -> Article:
    return read_markup(markup, Place(source="page", path="a/page.html", url=url), given or Given(), limits=Limits())


def linked(**fields: object) -> str:
    value = {"@context": "https://schema.org", "@type": "NewsArticle"} | fields
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


def hinted(article: Article, kind: str) -> list[str]:
    return [article.text[h.start : h.end] for h in article.hints if h.kind == kind]


def test_title_first_and_once_then_the_body_one_block_a_line() -> None:
    article = read(page())
    assert article.text.split("\n") == [HEADLINE, *BODY]
    assert hinted(article, "title") == [HEADLINE]


def test_nothing_active_is_left() -> None:
    inner = "".join(
        f"<p onclick='steal()'>{line} <a href='javascript:alert(1)'>more</a></p><script>alert(2)</script>" for line in BODY
    )
    article = read(page(head="<link rel=canonical href='javascript:alert(3)'>", body=inner))
    assert "alert" not in article.text
    assert "steal" not in article.text
    assert article.url is None


def test_captions_that_are_kept_are_hinted() -> None:
    caption = "The wall of the dam on Sunday, seen from the church. Photo: Ana Port/Velm Observer"
    inner = f"<p>{BODY[0]}</p><div class='image-caption'><p>{caption}</p></div>" + "".join(
        f"<p>{line}</p>" for line in BODY[1:]
    )
    article = read(page(body=inner))
    assert [x for x in article.text.split("\n") if x not in hinted(article, "caption")] == [HEADLINE, *BODY]
    fragment = read_fragment(
        f"<figure><img src=x><figcaption>{caption}</figcaption></figure><p>{BODY[0]}</p>",
        Place(source="x"),
        Given(),
        limits=Limits(),
    )
    assert hinted(fragment, "caption") == [caption]
    assert fragment.text == f"{caption}\n{BODY[0]}"


def test_takeaways_are_hinted() -> None:
    points = "".join(f"<li>{point}</li>" for point in ("The dam held through the night.", "1,200 people slept in a school."))
    inner = f"<div class='key-takeaways'><ul>{points}</ul></div>" + "".join(f"<p>{line}</p>" for line in BODY)
    article = read(page(body=inner))
    assert hinted(article, "summary") == ["The dam held through the night.", "1,200 people slept in a school."]


def test_reader_comments_are_left_out() -> None:
    comments = "".join(f"<li class='comment'><p>I do not believe a word of this, number {n}.</p></li>" for n in range(6))
    article = read(page(around=f"<section id='comments' class='comments'><h3>Comments</h3><ol>{comments}</ol></section>"))
    assert article.text.split("\n") == [HEADLINE, *BODY]


def test_white_space_and_soft_hyphens_read_as_shown() -> None:
    article = read_fragment(
        "<p>Some\n  1&nbsp;200&#8203; resi&shy;dents<br>left<b>  the</b> valley</p>",
        Place(source="x"),
        Given(),
        limits=Limits(),
    )
    assert article.text == "Some 1 200 residents\nleft the valley"


def test_rows_of_tables_are_lines() -> None:
    markup = "<table><tr><th>Day</th><th>Level</th></tr><tr><td><p>Monday</p></td><td>4.5 m</td></tr></table>"
    assert read_fragment(markup, Place(source="x"), Given(), limits=Limits()).text.split("\n")[0] == "Day | Level"


def test_structured_data_is_read() -> None:
    graph = {
        "@graph": [
            {"@type": "Organization", "@id": "#org", "name": "Velm Observer Online"},
            {"@type": "Person", "@id": "#ana", "name": "Ana Port"},
            {
                "@type": ["NewsArticle"],
                "headline": HEADLINE,
                "datePublished": "2025-03-04T23:30:00-05:00",
                "dateModified": "2025-03-09T10:00:00Z",
                "author": [{"@id": "#ana"}, {"name": "Jon Quill"}],
                "publisher": {"@id": "#org"},
                "mainEntityOfPage": {"@id": "https://observer.example/velm"},
            },
        ]
    }
    article = read(page(head=f'<script type="application/ld+json">\n{json.dumps(graph)};</script>'))
    assert (article.publisher, article.authors) == ("Velm Observer Online", ("Ana Port", "Jon Quill"))
    assert article.url == "https://observer.example/velm"
    assert (article.published.value, article.published.basis) == ("2025-03-04", "stated")
    assert "datePublished" in article.published.reason


def test_named_metadata_are_read() -> None:
    head = (
        '<meta property="og:site_name" content="The Observer"><meta name="author" content="By Ana Port and Jon Quill">'
        '<meta property="article:modified_time" content="2025-03-20T08:00:00Z">'
        '<meta property="article:published_time" content="2025-03-05T00:30:00+09:00"><link rel="canonical" href="https://o.example/a?x=1#top">'
    )
    article = read(page(head=head))
    assert (article.publisher, article.authors, article.url) == (
        "The Observer",
        ("Ana Port", "Jon Quill"),
        "https://o.example/a?x=1",
    )
    assert article.published.value == "2025-03-05"
    assert "article:published_time" in article.published.reason


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="article:modified_time" content="2025-03-20T08:00:00Z">',
        '<meta property="og:updated_time" content="2025-03-20T08:00:00Z">',
        linked(dateModified="2025-03-20"),
    ],
)
def test_a_day_of_change_is_not_the_day_of_publication(head: str) -> None:
    assert read(page(head=head)).published.value is None


@pytest.mark.parametrize(
    ("mark", "value"),
    [
        ('<time pubdate datetime="2025-03-04T10:00">yesterday</time>', "2025-03-04"),
        (
            '<time class="updated" datetime="2025-03-20">x</time><time class="published" datetime="2025-03-04">x</time>',
            "2025-03-04",
        ),
        ('<span class="dt-published" title="4 March 2025">today</span>', "2025-03-04"),
        ('<time itemprop="datePublished">March 4, 2025</time>', "2025-03-04"),
        ('<meta itemprop="datePublished" content="2025-03">', "2025-03"),
    ],
)
def test_times_marked_as_publication(mark: str, value: str) -> None:
    article = read(page(body=mark + "".join(f"<p>{line}</p>" for line in BODY)))
    assert (article.published.value, article.published.basis) == (value, "stated")


def test_the_host_is_the_publisher_where_nothing_else_is() -> None:
    assert read(page(head='<link rel="canonical" href="https://www.velm.example/dam">')).publisher == "velm.example"
    assert read(page()).publisher is None


def test_a_fetched_page_cannot_claim_the_address_of_another_host() -> None:
    head = '<link rel="canonical" href="https://famous.example/scoop">'
    assert read(page(head=head), url="https://small.example/x").url == "https://small.example/x"
    assert read(page(head='<link rel="canonical" href="/y">'), url="https://small.example/x").url == "https://small.example/y"


def test_browsers_note_where_a_saved_page_is_from() -> None:
    saved = "<!-- saved from url=(0029)https://velm.example/dam-held -->\n" + page()
    assert read(saved).url == "https://velm.example/dam-held"


def test_what_is_given_wins() -> None:
    article = read(
        page(head='<meta property="og:site_name" content="The Observer">'), given=Given(publisher="Observer", title="Other")
    )
    assert (article.publisher, article.title) == ("Observer", "Other")
    assert article.text.startswith("Other\n")


def test_the_site_is_cut_off_a_title() -> None:
    no_head = page().replace(f"<h1>{HEADLINE}</h1>", "")
    assert read(no_head).title == HEADLINE


def test_a_page_titled_by_its_site_has_its_headline_for_a_title() -> None:
    bare = "<html><head><title>OSTBY TODAY</title></head><body>{}</body></html>"
    told = f"<h1>{HEADLINE}</h1><p>The council of Ostby closed the bridge on Tuesday, the mayor said.</p>"
    assert read(bare.format(told)).title == HEADLINE
    assert read(bare.format("<h1>Contact</h1><p>Write to the council of Ostby at the town hall.</p>")).title == "OSTBY TODAY"


def test_bylines() -> None:
    assert split_names("By Ana Port, Jon Quill and Mia Stone") == ("Ana Port", "Jon Quill", "Mia Stone")
    assert split_names("https://social.example/ana") == ()


def test_broken_structured_data_is_passed_over() -> None:
    for script in (
        "{",
        "[" * 5000,
        '{"@type": "NewsArticle", "author": 5, "publisher": [[]], "datePublished": {"a": 1}}',
        "null",
    ):
        article = read(page(head=f'<script type="application/ld+json">{script}</script>'))
        assert article.text.split("\n") == [HEADLINE, *BODY]


def test_a_body_in_several_containers_is_read_whole_and_in_order() -> None:
    def paragraph(name: str, number: int) -> str:
        said = (
            f"The {name} number {number} of the report says that the wall of the dam was measured on day {number} of the month"
        )
        return f"<p class='text'>{said}, and that it had moved by less than {number + 1} millimetres since the last time.</p>"

    parts = [[paragraph(name, n) for n in range(7)] for name in ("page", "table", "annex")]
    parts[1].insert(3, "<p class='text'>It held.</p>")
    advert = "<div class='ad'><p>Buy a boat.</p></div>"
    columns = "".join(f"<div class='body column'>{''.join(part)}</div>{advert}" for part in parts)
    teasers = "".join(
        f"<div class='body column'><p class='text'><a href='/{n}'>{'Another story of the week ' * 5}{n}</a></p></div>"
        for n in range(4)
    )
    article = read(page(body="").replace("</article>", f"</article><main>{columns}</main>{teasers}"))
    shown = [line.partition("<p class='text'>")[2].removesuffix("</p>") for part in parts for line in part]
    assert [line for line in article.text.split("\n") if "boat" not in line] == [HEADLINE, *shown]


def test_rescued_paragraphs_follow_what_they_follow_on_the_page() -> None:
    long = [f"{word} " * 30 for word in ("one", "two", "three", "four", "five", "six")]
    long = [line.strip() for line in long]
    tree = parse_markup(
        f"<div class=b><p>{long[0]}</p><p>{long[1]}</p></div><div class=b><p>{long[2]}</p><p>Short.</p><p>{long[3]}</p></div>"
        f"<div class=b><p>{long[4]}</p></div><div class=other><p>{long[5]}</p><p>{long[5]} x</p></div>",
        source="x",
        limits=Limits(),
    )
    taken = [long[0], long[1], long[4]]
    assert rescue_paragraphs(tree, taken) == taken
    wide = [line * 2 for line in long]
    tree = parse_markup(
        f"<div class=b><p>{wide[0]}</p></div><div class=b><p>{wide[2]}</p><p>Short.</p><p>{wide[3]}</p></div>"
        f"<div class=b><p>{wide[4]}</p></div>",
        source="x",
        limits=Limits(),
    )
    assert rescue_paragraphs(tree, [wide[0], wide[4]]) == [wide[0], wide[2], "Short.", wide[3], wide[4]]
    assert rescue_paragraphs(tree, [wide[2], wide[3]]) == [wide[2], wide[3]]


@pytest.mark.parametrize(
    ("head", "beside", "value", "reason"),
    [
        ("", "<div><p>Tomas Reyl</p><p>March 4, 2025</p></div>", "2025-03-04", "beside the headline"),
        ("", '<time datetime="2025-03-04T12:00:00Z">03/04/2025</time>', "2025-03-04", "beside the headline"),
        (linked(datePublished="2025-06-24"), "<p>March 4, 2025</p>", "2025-03-04", "beside the headline"),
        (linked(datePublished="2025-03-01"), "<p>March 4, 2025</p>", "2025-03-01", "datePublished"),
        ('<meta name="published" content="March 4, 2025">', "", "2025-03-04", '"published"'),
        ('<script type="application/ld+json">{"datePublished": "2025-03-04", }</script>', "", "2025-03-04", "datePublished"),
    ],
)
def test_the_day_shown_beside_the_headline(head: str, beside: str, value: str, reason: str) -> None:
    article = read(page(head=head, body=beside + "".join(f"<p>{line}</p>" for line in BODY)))
    assert article.published.value == value
    assert reason in article.published.reason


def test_a_day_of_an_update_beside_the_headline_is_not_taken() -> None:
    beside = "<div><span>Last updated:</span><span>March 4, 2025</span></div>"
    article = read(page(head=linked(datePublished="2025-06-24"), body=beside + "".join(f"<p>{line}</p>" for line in BODY)))
    assert article.published.value == "2025-06-24"
