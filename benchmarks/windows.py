"""Windows of the topics of Timeline17: a few articles of some days, as stories whose articles lose their day one at a time.

The topics here are those on which nothing of the inference was counted. Their text is tokenised and is restored for reading.
"""

import gzip
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from onrecord.model import Article, Document, When
from onrecord.pipeline import DEFAULT, read_document
from onrecord.read.plain import read_plain
from onrecord.steps import replace_step

#: Collections of topics that the weights were not counted on.
HELD_OUT = ("SyrianCrisis_bbc", "bpoil_bbc", "bpoil_foxnews", "bpoil_guardian", "bpoil_washingtonpost")
#: How many days a window is long, how many articles it has at most, and how many the others' days are known of at least.
LENGTHS, SIZE, FEW = (14, 30, 90), 8, 2
_SEED = 17
_SHORTEST, _LONGEST = 400, 20_000
_MARKS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": "“", "''": "”"}
#: The reader of who says what takes most of the time and has no part in when.
BY_RULES = replace_step(DEFAULT, "marks", lambda **_: None, version=99)


def restore(text: str) -> str:
    """Tokenised text as it may have been written."""
    text = re.sub("|".join(map(re.escape, _MARKS)), lambda m: _MARKS[m.group()], text)
    text = re.sub(r" (n't|'s|'re|'ve|'ll|'d|'m|')(?=\W|$)", r"\1", text)
    return re.sub(r"([(\[“$£€#]) ", r"\1", re.sub(r" ([.,;:!?)\]”%])", r"\1", text))


def read_windows(folder: Path) -> Iterator[tuple[int, list[Article]]]:
    """The length and the articles of each window, their days given; one that states its own day is passed over."""
    for name in HELD_OUT:
        path = folder / name / "articles.jsonl.gz"
        if not path.exists():
            continue
        with gzip.open(path, "rt", encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        rows = [row for row in rows if len(row["text"]) > _SHORTEST]
        chance = random.Random(f"{_SEED} {name}")
        for length in LENGTHS:
            first = date.fromisoformat(chance.choice(rows)["time"])
            last = first + timedelta(days=length)
            within = [row for row in rows if first <= date.fromisoformat(row["time"]) <= last]
            chosen = [_make_article(name, row) for row in chance.sample(within, min(SIZE, len(within)))]
            yield length, [a for a in chosen if not _states_day(a)]


def read_events(path: Path) -> Iterator[list[Article]]:
    """The articles of each event of the list that galaxy's authors picked by hand, its days given; three at least."""
    for event in json.loads(path.read_text(encoding="utf-8")):
        rows = [row for row in event["articles"] if len(row["text"]) > _SHORTEST]
        articles = []
        for n, row in enumerate(rows):
            day = row["created_at"]["$date"][:10]
            article = read_plain(f"{row['title']}\n\n{row['text']}"[:_LONGEST], path=f"{event['title']}-{n}.txt")
            articles.append(replace(article, published=When(value=day, earliest=day, latest=day, basis="given")))
        if len(articles) > FEW:
            yield articles


def _make_article(name: str, row: dict[str, str]) -> Article:
    day = row["time"]
    article = read_plain(restore(row["text"])[:_LONGEST], path=f"{name}-{row['id']}.txt")
    return replace(article, published=When(value=day, earliest=day, latest=day, basis="given"))


def _states_day(article: Article) -> bool:
    return read_by_rules(replace(article, published=When())).layout.published.earliest is not None


def read_by_rules(article: Article) -> Document:
    """The article, read without the encoder."""
    return read_document(article, steps=BY_RULES)


def pick_each(articles: Sequence[Article]) -> Iterator[tuple[Article, list[Document], list[Document], list[Document]]]:
    """Each article, its own day withheld: among the others, among them with the days of but two of them known, and alone."""
    known = {a.id: read_by_rules(a) for a in articles}
    bare = {a.id: read_by_rules(replace(a, published=When())) for a in articles}
    for article in articles:
        others = sorted(a.id for a in articles if a is not article)
        kept = random.Random(f"{_SEED} {article.path}").sample(others, min(FEW, len(others)))
        own = bare[article.id]
        yield (
            article,
            [own, *(known[id_] for id_ in others)],
            [own, *(known[id_] if id_ in kept else bare[id_] for id_ in others)],
            [own],
        )
