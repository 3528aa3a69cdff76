"""What the tests share: invented articles of an invented story."""

from collections.abc import Sequence

import pytest

from onrecord.model import Article, When
from onrecord.read.plain import article_id

PLACES = ("Vell", "Orsk Bay", "Tarn Hollow", "Merrow", "Pell Sound")
OUTLETS = ("The Vell Courier", "Orsk Bay Radio", "Merrow Daily", "Norran Press")


def make_article(text: str, *, publisher: str | None = None, day: str | None = None, name: str = "a.txt") -> Article:
    """An article as the reader would give it, its day given by metadata."""
    return Article(
        id=article_id(text, url=None, external_id=None, name=name),
        text=text,
        path=name,
        publisher=publisher,
        published=When(value=day, earliest=day, latest=day, basis="given", reason="metadata") if day else When(),
    )


def make_story(number: int = 0, *, size: int = 6) -> list[Article]:
    """Articles about one invented matter; another number gives another matter in another place."""
    place = f"{PLACES[number % len(PLACES)]}{'' if number < len(PLACES) else number}"
    articles = []
    for i in range(size):
        dead = 9 + i
        text = (
            f"Dam wall gives way above {place}\n"
            f"At least {dead} people were killed when the dam wall above {place} gave way on Tuesday, the regional governor, "
            f"Ansa Kelmer, said.\n"
            f"“We warned the operator in March,” Kelmer told reporters in {place}. The operator, Brann Hydro, denied that it had "
            f"been warned.\n"
            f"Engineers said about {200 + i} houses below the reservoir were under water on Wednesday."
        )
        articles.append(
            make_article(text, publisher=OUTLETS[i % len(OUTLETS)], day=f"2031-05-{14 + i % 5:02d}", name=f"{number}-{i}.txt")
        )
    return articles


@pytest.fixture
def story() -> Sequence[Article]:
    """Six articles about one matter."""
    return make_story()
