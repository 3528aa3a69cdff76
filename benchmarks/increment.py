"""What 100 more articles cost in ledgers of different sizes, beyond reading them.

    python benchmarks/increment.py [--articles 1000 10000]

Made articles (benchmarks/made.py) with the layout of their text and nothing read in it; time is that of storing and settling.
"""

import argparse
import tempfile
import time
from collections.abc import Iterable
from pathlib import Path

from made import Made, make_articles

from onrecord.clean.layout import lay_out
from onrecord.model import Article, Document, Reading
from onrecord.pipeline import settle, store_documents
from onrecord.read.plain import article_id
from onrecord.store.connection import open_ledger

MORE = 100


def make_documents(texts: Made, places: Iterable[int]) -> list[Document]:
    """The articles at these places, laid out."""
    found = []
    for place in places:
        text, name = texts[place], f"{place}.txt"
        article = Article(id=article_id(text, url=None, external_id=None, name=name), text=text, path=name)
        found.append(Document(article=article, layout=lay_out(article), reading=Reading(anchor=article.published)))
    return found


def measure(count: int, folder: Path) -> float:
    """CPU seconds that storing and settling 100 more articles takes in a ledger of `count`."""
    path = folder / f"{count}.txt"
    make_articles(count + MORE, path)
    texts = Made(path)
    connection = open_ledger(folder / f"{count}.onrecord")
    for at in range(0, count, 1000):
        store_documents(connection, make_documents(texts, range(at, min(count, at + 1000))))
    settle(connection)
    more = make_documents(texts, range(count, count + MORE))
    begun = time.process_time()
    store_documents(connection, more)
    settle(connection)
    taken = time.process_time() - begun
    connection.close()
    return taken


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000])
    for count in sorted(parser.parse_args().articles):
        with tempfile.TemporaryDirectory() as folder:
            print(f"{count} articles: {MORE} more cost {measure(count, Path(folder)):.2f} CPU seconds", flush=True)


if __name__ == "__main__":
    main()
