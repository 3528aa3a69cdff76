"""Addresses that lead to one article are the same, others are not."""

import pytest

from onrecord.group.addresses import address_key

PLAIN = "https://www.merrow-daily.example/2031/05/dam-wall"


@pytest.mark.parametrize(
    "other",
    [
        "http://merrow-daily.example/2031/05/dam-wall/",
        f"{PLAIN}#comments",
        f"{PLAIN}?utm_source=feed&utm_medium=rss",
        f"{PLAIN}/index.html?fbclid=abc",
    ],
)
def test_one_article_has_one_key(other: str) -> None:
    assert address_key(other) == address_key(PLAIN)


def test_what_chooses_the_article_stays() -> None:
    assert address_key("https://a.example/read?id=1&utm_source=x") == address_key("https://a.example/read?id=1")
    assert address_key("https://a.example/read?id=1") != address_key("https://a.example/read?id=2")


@pytest.mark.parametrize(
    "url", [None, "", "https://a.example/", "https://a.example", "https://a.example/index.html", "http://["]
)
def test_a_front_page_is_no_article(url: str | None) -> None:
    assert address_key(url) is None
