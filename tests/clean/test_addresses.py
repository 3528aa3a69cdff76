"""The day that an address bears."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.clean.addresses import find_day_in_address
from onrecord.clean.layout import lay_out
from onrecord.model import When
from onrecord.read.plain import read_plain


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("/2031/05/09/harbour/ferry.html?ref=2030/01/01", "2031-05-09"),
        ("/harbour/2031/may/08/ferry-sinks-off-merrow", "2031-05-08"),
        ("/News/Harbour/2031/Feb-26/248567-ferry-sinks.ashx", "2031-02-26"),
        ("/english/2031-05/08/c_1333.htm", "2031-05-08"),
        ("/news/2031-05-08-ferry", "2031-05-08"),
        ("/news/20310508-ferry", "2031-05-08"),
        ("/2031/5/8/ferry", "2031-05-08"),
        ("/blog/2031/05/ferry-sinks/", "2031-05"),
        ("/2031/05/09/what-we-knew-on-2030-01-02", "2031-05-09"),
    ],
)
def test_a_day_is_read(path: str, value: str) -> None:
    when = find_day_in_address(f"https://www.merrow-echo.example{path}")
    assert when.value == value
    assert when.basis == "stated"


@pytest.mark.parametrize(
    "path",
    [
        "/news/uk-20110421",  # a number of the article
        "/news/20314508-ferry",
        "/2031/13/40/x",
        "/article/idUSBREA4100420310508",
        "/sport/2031-5-1-draw",
        "/2031/ferry",
        "/",
    ],
)
def test_other_numbers_are_no_day(path: str) -> None:
    assert find_day_in_address(f"https://www.merrow-echo.example{path}") == When()


def test_what_the_page_states_comes_first() -> None:
    article = read_plain("Ferry sinks off Merrow\n9 May 2031\n\nThe ferry sank on Thursday.\n", path="a.txt")
    placed = type(article)(id=article.id, text=article.text, url="https://merrow-echo.example/2031/05/10/ferry")
    assert lay_out(placed).published.value == "2031-05-09"
    bare = "Ferry sinks off Merrow\n\nThe ferry sank on Thursday, the harbour office said.\n"
    placed = type(article)(id=article.id, text=bare, url="https://merrow-echo.example/2031/05/10/ferry")
    assert lay_out(placed).published == When(
        value="2031-05-10", earliest="2031-05-10", latest="2031-05-10", basis="stated", reason="the day in its address"
    )


@given(st.text(alphabet="/-_0123456789mayfeb", max_size=60))
def test_any_path_is_survived(path: str) -> None:
    when = find_day_in_address(f"https://a.example/{path}")
    assert (when.earliest or "") <= (when.latest or "")
