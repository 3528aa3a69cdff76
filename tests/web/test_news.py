"""What is new, on its page: each value, statement and article in one place."""

import re
from collections import Counter
from pathlib import Path

import pytest

pytest.importorskip("starlette", reason="the extra [web] is not installed")

import onrecord
from onrecord.web.app import make_app
from onrecord.web.news import tell_news
from tests.web.asking import ask


@pytest.mark.parametrize("day", ["2024-10-01", "2024-10-10", "last"])
def test_each_thing_stands_once(read_example: Path, day: str) -> None:
    text = ask(make_app(read_example), "/since" if day == "last" else f"/since?day={day}").text
    body = text.partition("<main")[2].partition("</main>")[0]
    above, _, below = body.partition('class="list brought"')
    led = [Counter(re.findall(r'href="(/(?:entries|articles)/[^"#]+)', part)) for part in (above, below)]
    assert led[1]
    assert {place: n for place, n in led[1].items() if n > 1 or place in led[0]} == {}
    # one statement may stand against several; no two of them stand together twice
    pairs = [
        tuple(re.findall(r'href="(/entries/[^"#]+)', item))
        for item in re.findall(r"<li>.*?</li>", above)
        if "/entries/" in item
    ]
    assert len(set(pairs)) == len(pairs)
    # the words of a pair are not said again by the reason between them
    for quoted, reason in re.findall(r'<span class="vb">([^<]{12,})</span></a>(?:(?!</li>).)*?<p class="meta">([^<]+)', body):
        assert quoted not in reason


def test_what_is_told_is_what_the_ledger_gives(read_example: Path) -> None:
    with onrecord.open(read_example, read_only=True) as ledger:
        found = ledger.since("2024-10-01", limit=10_000)
    news = tell_news(found)
    assert sum(1 + q.more for q in news.questions) <= found.disputed.total
    assert {q.pair.left[0] for q in news.questions} <= {r["left"] for r in found.disputed.rows}
    assert {a.article for a in news.articles} <= {r["id"] for r in found.articles.rows}
    for course in news.courses:
        words = [words for _, words, *_ in course.steps]
        assert len(set(words)) == len(words) > 1
    claims = {r["entry"] for r in found.claims.rows}
    assert {r["entry"] for a in news.articles for r in a.said} <= claims


def test_values_stand_in_order_of_time_also_where_a_day_is_only_known_not_to_be_later() -> None:
    from onrecord.since import Section, Since

    def row(before: str, before_day: str, after: str, after_day: str) -> dict[str, str]:
        by = {
            "before_by": "A (Vell Post)",
            "after_by": "B (Vell Post)",
            "reason": "One sentence gives both",
            "indicator": "houses",
        }
        days = {"before_day": before_day, "after_day": after_day, "day": "2031-05-20"}
        return {**by, **days, "before": before, "after": after, "left": f"f-{before}", "right": f"f-{after}"}

    rows = (row("200", "2031-W20", "220", "2031-05-19"), row("150", "… to 2031-05-10", "200", "2031-W20"))
    nothing = Section(total=0, rows=())
    empty = dict.fromkeys(("disputed", "superseded", "reversed", "corroborated", "claims", "changed", "articles"), nothing)
    news = tell_news(Since(day="2031-05-20", last="2031-05-20", undated=0, moved=Section(total=2, rows=rows), **empty))
    assert [[words for _, words, *_ in c.steps] for c in news.courses] == [["150", "200", "220"]]
