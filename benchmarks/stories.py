"""Stories on public corpora: which articles belong together, beside online clustering by TF-IDF with a tuned threshold.

    python benchmarks/stories.py [CORPORA] [--mixed FOLDER ...]

CORPORA holds the folder `stories` with galaxy_wikinews, ecbplus and uci_headlines, and timelines/t17 (docs/corpora.md says
where the public gets them); what is absent is skipped with a line. FOLDER holds annotated stories, each a folder with
gold.json and articles.json, whose articles are put together as in one ledger. The constants of ours are the same for all; the
baseline's threshold is the best for each corpus, which no user could know. Articles come in the order of their days, then of
their ids.
"""

import argparse
import csv
import datetime
import gzip
import json
import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from windows import restore

from onrecord.clean.layout import lay_out
from onrecord.group.copies import share_of_wording
from onrecord.group.partings import part_sketches
from onrecord.group.sketches import Sketch, body_text, make_sketch
from onrecord.group.stories import group_sketches, tie_sketches
from onrecord.model import Article, Document, Reading, When
from onrecord.read.plain import article_id
from onrecord.text import words

LEAST_LETTERS = 400  # of an article of a saga
DRAWN = (6, 10, 16, 30, 60)  # articles


class Labelled(NamedTuple):
    """An article and the story that people put it in."""

    article: Article
    story: str


def make_article(
    text: str, *, name: str, title: str | None = None, publisher: str | None = None, day: str | None = None
) -> Article:
    """An article as the reader would give it."""
    return Article(
        id=article_id(text, url=None, external_id=None, name=name),
        text=text,
        path=name,
        title=title,
        publisher=publisher,
        published=When(value=day, earliest=day, latest=day, basis="given", reason="metadata") if day else When(),
    )


def read_galaxy(folder: Path) -> Iterator[Labelled]:
    """The articles that Wikinews cites for an event; their dates are those of a later crawl and are left out."""
    for event in json.loads((folder / "wikinews_medium.json").read_text(encoding="utf-8")):
        for i, article in enumerate(event["articles"]):
            text = f"{article['title']}\n{article['text']}"
            yield Labelled(make_article(text, name=f"{event['title']}-{i}", title=article["title"]), event["title"])


def read_ecbplus(folder: Path) -> Iterator[Labelled]:
    """Topics 1 to 35: two stories each, of one kind of event; without dates, tokens joined to sentences."""
    token = re.compile(r'<token [^>]*sentence="(\d+)"[^>]*>([^<]*)</token>')
    for path in sorted(folder.glob("*/*.xml")):
        lines: dict[int, list[str]] = defaultdict(list)
        for number, word in token.findall(path.read_text(encoding="utf-8", errors="replace")):
            lines[int(number)].append(word.replace("&apos;", "'").replace("&quot;", '"').replace("&amp;", "&"))
        plus = path.stem.endswith("ecbplus")
        # the first line of an ecbplus file is the address it was found at
        rows = [" ".join(row) for number, row in sorted(lines.items()) if not (plus and number == 0)]
        yield Labelled(make_article("\n".join(rows), name=path.name), f"{path.parent.name}{'plus' if plus else ''}")


def read_headlines(folder: Path) -> Iterator[Labelled]:
    """Headlines with publisher and time, a story a cluster of Google News."""
    with (folder / "uci-news-aggregator.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["TIMESTAMP"] and row["STORY"]:
                day = datetime.datetime.fromtimestamp(int(row["TIMESTAMP"]) / 1000, tz=datetime.UTC).date().isoformat()
                article = make_article(row["TITLE"], name=row["ID"], title=row["TITLE"], publisher=row["PUBLISHER"], day=day)
                yield Labelled(article, row["STORY"])


def lay_out_document(article: Article) -> Document:
    """What an article's sketch is made of."""
    return Document(article=article, layout=lay_out(article), reading=Reading(anchor=article.published))


def group_ours(articles: Sequence[Article]) -> list[int]:
    """The number of the story that each article is put in."""
    documents = [lay_out_document(a) for a in articles]
    texts = {d.article.id: body_text(d) for d in documents}
    groups = group_sketches(
        [make_sketch(d) for d in documents], are_copies=lambda a, b: share_of_wording(texts[a], texts[b]) > 0
    )
    number = {id_: n for n, group in enumerate(groups) for id_ in group}
    return [number[a.id] for a in articles]


def group_by_tfidf(articles: Sequence[Article], threshold: float) -> list[int]:
    """Each article joins the cluster whose centroid is most like it, or begins one: TF-IDF of all words, cosine."""
    bags = [Counter(word for word, _, _ in words(a.text)) for a in articles]
    holders = Counter(word for bag in bags for word in bag)
    centroids: list[dict[str, float]] = []
    lengths: list[float] = []
    posted: dict[str, list[int]] = defaultdict(list)
    given = []
    for bag in bags:
        vector = {w: (1 + math.log(n)) * math.log(len(bags) / holders[w]) for w, n in bag.items()}
        own = math.sqrt(sum(v * v for v in vector.values())) or 1.0
        dots: Counter[int] = Counter()
        for word, value in vector.items():
            for cluster in posted[word] if value else ():
                dots[cluster] += value * centroids[cluster][word] / own
        best = max(dots, key=lambda c: dots[c] / math.sqrt(lengths[c]), default=-1)
        if best < 0 or dots[best] / math.sqrt(lengths[best]) < threshold:
            best = len(centroids)
            centroids.append({})
            lengths.append(0.0)
        centroid = centroids[best]
        for word, value in vector.items():
            if word not in centroid:
                posted[word].append(best)
            centroid[word] = centroid.get(word, 0.0) + value / own
        lengths[best] = sum(v * v for v in centroid.values())
        given.append(best)
    return given


def score(given: Sequence[object], wanted: Sequence[object]) -> tuple[float, float, float, float]:
    """B-cubed precision, recall and F1, and the adjusted Rand index.

    Source: Bagga, Baldwin 1998; Hubert, Arabie 1985.
    """
    size = len(given)
    both, left, right = Counter(zip(given, wanted, strict=True)), Counter(given), Counter(wanted)
    precision = sum(n * n / left[g] for (g, _), n in both.items()) / size
    recall = sum(n * n / right[w] for (_, w), n in both.items()) / size
    together, a, b = (sum(n * (n - 1) / 2 for n in counts.values()) for counts in (both, left, right))
    expected = a * b / (size * (size - 1) / 2)
    rand = (together - expected) / ((a + b) / 2 - expected)
    return precision, recall, 2 * precision * recall / (precision + recall), rand


def say(name: str, given: Sequence[object], wanted: Sequence[object]) -> None:
    """A line with the scores."""
    p, r, f, rand = score(given, wanted)
    print(f"  {name:46s} B-cubed P {p:.3f} R {r:.3f} F1 {f:.3f}   ARI {rand:.3f}", flush=True)


def measure(name: str, rows: Sequence[Labelled]) -> None:
    """Ours and the baseline."""
    print(f"{name}: {len(rows)} articles, {len({row.story for row in rows})} stories")
    rows = sorted(rows, key=lambda row: (row.article.published.earliest or "", row.article.id))
    wanted = [row.story for row in rows]
    say("onrecord", group_ours([row.article for row in rows]), wanted)
    tried = [
        (score(given := group_by_tfidf([row.article for row in rows], t / 100), wanted)[3], t, given) for t in range(8, 33, 4)
    ]
    _, threshold, given = max(tried)
    say(f"TF-IDF online, threshold {threshold / 100:.2f} tuned here", given, wanted)


def measure_topics(rows: Sequence[Labelled]) -> None:
    """Ours on the topics of ecbplus whose constants were chosen on them, and on the others."""
    topics = [int(row.story.removesuffix("plus")) for row in rows]
    given = group_ours([row.article for row in rows])
    for odd, name in enumerate(("even topics, on which constants were chosen", "odd topics")):
        here = [i for i, topic in enumerate(topics) if topic % 2 == odd]
        say(f"onrecord, {name}", [given[i] for i in here], [rows[i].story for i in here])


def measure_reprints(rows: Sequence[Labelled]) -> None:
    """Two articles of each event, each printed seven times, cut and with sentences left out: how many events are torn."""
    draw = random.Random(3)
    by_story: dict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_story[row.story].append(row.article.text)
    whole = torn = 0
    for texts in (draw.sample(texts, 2) for texts in by_story.values() if len(texts) > 1):
        printed = []
        for n, text in enumerate(texts):
            layout = lay_out(make_article(text, name="whole"))
            sentences = [text[s.start : s.end] for s in layout.sentences]
            for i in range(7):
                kept = sentences[: max(5, int(len(sentences) * draw.uniform(0.4, 1)))]
                printed.append(make_article("\n".join(s for s in kept if draw.random() < 0.85), name=f"{n}-{i}"))
        whole += 1
        torn += len(part_sketches([make_sketch(lay_out_document(a)) for a in printed])) > 1
    print(f"  reprints of two articles of one event: {torn} of {whole} torn")


def read_annotated(folder: Path) -> Iterator[Labelled]:
    """The articles of annotated stories."""
    for gold in sorted(folder.glob("*/gold.json")):
        told = {row["file"]: row for row in json.loads((gold.parent / "articles.json").read_text(encoding="utf-8"))}
        for path in sorted((gold.parent / "articles").iterdir()):
            row = told[path.name]
            text = path.read_text(encoding="utf-8")
            article = make_article(text, name=str(path), publisher=row.get("publisher"), day=row.get("published"))
            yield Labelled(article, gold.parent.name)


def measure_sagas(folder: Path) -> None:
    """Draws of 6 to 60 articles out of stretches of a saga, as far as they are tied together: how many are torn."""
    draw = random.Random(9)
    sketches: dict[str, dict[str, Sketch]] = defaultdict(dict)
    for path in sorted(folder.glob("*/articles.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for n, row in enumerate(json.loads(line) for line in lines):
                if len(row["text"]) > LEAST_LETTERS:
                    article = make_article(restore(row["text"]), name=f"{path.parent.name}-{n}", day=row["time"][:10])
                    sketches[path.parent.name.partition("_")[0]][article.id] = make_sketch(lay_out_document(article))
    for topic, found in sketches.items():
        ordered = sorted(found.values(), key=lambda s: s.place)
        whole = torn = 0
        for size in DRAWN:
            for _ in range(40):
                wide = draw.choice((1, 2, 4, 10)) * size
                first = draw.randrange(max(1, len(ordered) - wide))
                stretch = ordered[first : first + wide]
                drawn = draw.sample(stretch, min(size, len(stretch)))
                for tree in tie_sketches(drawn, are_copies=lambda *_: False):
                    whole += len(tree) >= 4
                    torn += len(tree) >= 4 and len(part_sketches(tree)) > 1
        print(f"  {topic}, {len(ordered)} articles: {torn} of {whole} draws torn", flush=True)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="?", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "data")
    parser.add_argument("--mixed", nargs="*", type=Path, default=[], help="folders of annotated stories")
    arguments = parser.parse_args()
    folder = arguments.corpora / "stories"
    for name, read in (("galaxy_wikinews", read_galaxy), ("ecbplus", read_ecbplus), ("uci_headlines", read_headlines)):
        if (folder / name).is_dir():
            rows = list(read(folder / name))
            measure(name, rows)
            if name == "ecbplus":
                measure_topics(rows)
            if name == "galaxy_wikinews":
                measure_reprints(rows)
        else:
            print(f"{folder / name}: not there, skipped")
    sagas = arguments.corpora / "timelines" / "t17"
    if sagas.is_dir():
        print("t17")
        measure_sagas(sagas)
    else:
        print(f"{sagas}: not there, skipped")
    if arguments.mixed:
        measure("annotated stories in one ledger", [row for root in arguments.mixed for row in read_annotated(root)])


if __name__ == "__main__":
    main()
