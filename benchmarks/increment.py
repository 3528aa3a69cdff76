"""What 100 more articles cost in ledgers of different sizes, beyond reading them.

    python benchmarks/increment.py [--articles 1000 10000] [--profile]

Articles made from the example's texts as in benchmarks/speed.py: stories of a dozen with telling words of their own, while
words that are common in news stand in all. Half of the 100 belong to stories spread over the whole ledger, half begin new ones.
Ledgers of every size tell of the same three years: a larger one is denser. The articles' layout is made and nothing read in
them; time is that of storing, settling and counting what is held then.

The stories that the 100 join are stored and settled as any. The others take their room: their articles stand in every table and
index with the keys of a whole article, but hold a few sentences and are tied without being compared.
"""

import argparse
import cProfile
import dataclasses
import datetime
import pstats
import random
import tempfile
import time
from collections.abc import Iterable
from contextlib import nullcontext
from pathlib import Path
from sqlite3 import Connection

from speed import ROOT, coin, find_telling, vary

from onrecord.clean.layout import lay_out
from onrecord.group.signatures import KEYS
from onrecord.group.stories import Sketch, hash_word, make_sketch
from onrecord.model import Article, Document, Reading, Story, StoryRecord, When
from onrecord.pipeline import DEFAULT, settle, store_documents
from onrecord.store import articles as rows
from onrecord.store import links
from onrecord.store.connection import open_ledger, transaction
from onrecord.store.stories import count_relations, put_record
from onrecord.text import fold, make_id, words

MORE = 100
JOINING = 50  # of them belong to stories that are there
SPAN = 1095  # days that a ledger tells of
SHORT = 400  # characters of an article that only takes its room
TEXTS = [p.read_text(encoding="utf-8") for p in sorted(ROOT.glob("examples/*/gold/articles/*.txt"))]
STORY = len(TEXTS)  # articles
TELLING = find_telling(TEXTS)


def date_article(article: Article, number: int, count: int) -> Article:
    """The article of that number with its day, where `count` articles share the days out among them."""
    story, which = divmod(number, STORY)
    iso = (datetime.date(2031, 1, 6) + datetime.timedelta(days=SPAN * story * STORY // count + which % 5)).isoformat()
    return dataclasses.replace(article, published=When(value=iso, earliest=iso, latest=iso, basis="given", reason="made"))


def make_document(number: int, count: int) -> Document:
    """A whole article, laid out."""
    article = date_article(vary(TEXTS, TELLING, number), number, count)
    layout = lay_out(article)
    return Document(article=article, layout=layout, reading=Reading(anchor=layout.published))


class Filler:
    """Articles that take their room: a few sentences of a text, but the sketch that the whole would have in its story."""

    def __init__(self) -> None:
        self._documents = [make_document(i, STORY) for i in range(STORY)]
        self._sketches = [make_sketch(d) for d in self._documents]
        told = {w for text in TEXTS for w, _, _ in words(text) if TELLING.fullmatch(w) or TELLING.fullmatch(w.capitalize())}
        self._word = {hash_word(fold(coin(0, w))): w for w in told}
        self._short = []
        for d in self._documents:
            article = dataclasses.replace(d.article, text=d.article.text[:SHORT])
            self._short.append(dataclasses.replace(d, article=article, layout=lay_out(article)))

    def make(self, number: int, count: int) -> tuple[Document, Sketch]:
        """The article of that number, and its sketch."""
        story, which = divmod(number, STORY)
        short = self._short[which]
        article = date_article(dataclasses.replace(short.article, id=make_id("a", f"filler {number}")), number, count)
        draw = random.Random(number)
        day = article.published
        sketch = dataclasses.replace(
            self._sketches[which],
            article=article.id,
            terms=tuple(
                hash_word(fold(coin(story, self._word[t]))) if t in self._word else t for t in self._sketches[which].terms
            ),
            copy_keys=tuple(draw.getrandbits(63) for _ in range(KEYS)),
            earliest=day.earliest,
            latest=day.latest,
        )
        layout = dataclasses.replace(short.layout, published=day)
        return Document(article=article, layout=layout, reading=Reading(anchor=day)), sketch


def fill(connection: Connection, stories: Iterable[int], count: int) -> None:
    """Stores stories that take their room."""
    filler = Filler()
    for story in stories:
        with transaction(connection):
            made = [filler.make(story * STORY + which, count) for which in range(STORY)]
            for document, sketch in made:
                rows.put_document(connection, document, version=DEFAULT.version)
                links.put_sketch(connection, sketch.article, sketch.keys, sketch)
                links.put_link(connection, sketch.article, None if sketch is made[0][1] else made[0][1].article, 0.5)
            ids = tuple(sorted(s.article for _, s in made))
            days = [s.earliest for _, s in made if s.earliest]
            held = Story(id=make_id("s", *ids), title=f"Story {story}", articles=ids, earliest=min(days), latest=max(days))
            put_record(connection, StoryRecord(story=held))


def measure(count: int, folder: Path, *, profile: cProfile.Profile | None) -> tuple[float, float]:
    """CPU seconds that storing, and settling, 100 more articles takes in a ledger of `count`."""
    connection = open_ledger(folder / f"{count}.onrecord")
    stories = count // STORY
    joined = sorted({k * stories // JOINING for k in range(JOINING)})
    fill(connection, sorted(set(range(stories)) - set(joined)), count)
    late = {story * STORY + STORY - 1 for story in joined}
    whole = [number for story in joined for number in range(story * STORY, story * STORY + STORY) if number not in late]
    store_documents(connection, [make_document(number, count) for number in whole])
    settle(connection)
    new = [*late, *range(stories * STORY, stories * STORY + MORE - len(late))]
    more = [make_document(number, count) for number in new]
    with profile or nullcontext():
        begun = time.process_time()
        store_documents(connection, more)
        stored = time.process_time()
        settle(connection)
        rows.count_rows(connection)
        count_relations(connection, "contradicts")
        settled = time.process_time()
    connection.close()
    return stored - begun, settled - stored


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--profile", action="store_true", help="tell where the time goes")
    arguments = parser.parse_args()
    for count in sorted(arguments.articles):
        profile = cProfile.Profile() if arguments.profile else None
        with tempfile.TemporaryDirectory() as folder:
            storing, settling = measure(count, Path(folder), profile=profile)
        print(
            f"{count} articles: {MORE} more cost {storing + settling:.2f} CPU seconds"
            f" ({storing:.2f} storing, {settling:.2f} settling)",
            flush=True,
        )
        if profile:
            pstats.Stats(profile).sort_stats("cumtime").print_stats(40)


if __name__ == "__main__":
    main()
