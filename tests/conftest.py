"""What the tests share: invented articles of an invented story."""

import os
import re
import zlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import onrecord
from onrecord.model import Article, When
from onrecord.read.plain import article_id

SYLLABLES = ("bar", "den", "fol", "gar", "hol", "kel", "lor", "mar", "nev", "os", "pel", "rin", "sal", "tor", "ven", "wick")
TELLING = re.compile(
    r"\b(?:Vell|dam|wall|regional|governor|Ansa|Kelmer|warned|operator|reporters|Brann|Hydro|Engineers|houses|reservoir|water)\b"
)
# a loaded machine is no failure; what has to land is tested on the same examples each time, elsewhere on new ones
settings.register_profile("here", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("landing", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("landing" if os.environ.get("CI") else "here")

HARROW = Path(__file__).resolve().parents[1] / "examples" / "harrow"
OUTLETS = ("The Vell Courier", "Orsk Bay Radio", "Merrow Daily", "Norran Press")


@pytest.fixture(scope="session")
def read_example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the bundled example, read once; who writes into it copies it."""
    path = tmp_path_factory.mktemp("example") / "harrow.onrecord"
    with onrecord.open(path) as ledger:
        ledger.read([HARROW / "articles"], metadata=HARROW / "metadata.csv")
    return path


@pytest.fixture(scope="session")
def four_stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of the example and three stories, two of them of one day, so that their rows stand among each other."""
    path = tmp_path_factory.mktemp("four") / "x.onrecord"
    with onrecord.open(path) as ledger:
        for number, size in ((0, 6), (1, 4), (2, 3)):
            ledger.add(make_story(number, size=size))
        ledger.read([HARROW / "articles"], metadata=HARROW / "metadata.csv")
    return path


def make_article(text: str, *, publisher: str | None = None, day: str | None = None, name: str = "a.txt") -> Article:
    """An article as the reader would give it, its day given by metadata."""
    return Article(
        id=article_id(text, url=None, external_id=None, name=name),
        text=text,
        path=name,
        publisher=publisher,
        published=When(value=day, earliest=day, latest=day, basis="given", reason="metadata") if day else When(),
    )


def _other_word(number: int, word: str) -> str:
    value = zlib.crc32(f"{number} {word}".encode())
    made = "".join(SYLLABLES[(value >> (4 * i)) % len(SYLLABLES)] for i in range(3))
    return made.capitalize() if word[0].isupper() else made


def make_story(number: int = 0, *, size: int = 6) -> list[Article]:
    """Articles about one invented matter; another number gives another matter, told in other words."""
    articles = []
    for i in range(size):
        text = (
            f"Dam wall gives way above Vell\n"
            f"At least {9 + i} people were killed when the dam wall above Vell gave way on Tuesday, the regional governor, "
            f"Ansa Kelmer, said.\n"
            f"“We warned the operator in March,” Kelmer told reporters in Vell. The operator, Brann Hydro, denied that it had "
            f"been warned.\n"
            f"Engineers said about {200 + i} houses below the reservoir were under water on Wednesday."
        )
        if number:
            text = TELLING.sub(lambda m: _other_word(number, m.group()), text)
        articles.append(
            make_article(text, publisher=OUTLETS[i % len(OUTLETS)], day=f"2031-05-{14 + i % 5:02d}", name=f"{number}-{i}.txt")
        )
    return articles


@pytest.fixture
def story() -> Sequence[Article]:
    """Six articles about one matter."""
    return make_story()
