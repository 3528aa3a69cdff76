"""Speed of the reader: the whole of understanding an article beside the bare encoder's pass over it.

    python benchmarks/reader.py [--weights FOLDER] [--threads 2] [--rounds 3]

The bundled example's articles, joined to texts of about a thousand words. Times are processor seconds of this process, the best
of the rounds, so that what else the machine does counts little; start-up is loading and checking the weights; memory is the
most that the process ever held.
"""

import argparse
import resource
import sys
import time
from collections.abc import Callable
from pathlib import Path

from onrecord.clean.layout import lay_out
from onrecord.model import Article, Document, Layout, Reading
from onrecord.neural import Marks, Reader, load_reader, read_text, weights
from onrecord.neural.reading import LIMIT, to_units
from onrecord.neural.windows import pack
from onrecord.pipeline import read_document
from onrecord.read.plain import read_plain
from onrecord.steps import Steps, replace_step

ROOT = Path(__file__).resolve().parents[1]
WORDS = 1000


def make_articles() -> list[Article]:
    """Texts of about a thousand words."""
    found, text = [], ""
    for path in sorted((ROOT / "examples" / "harrow" / "gold" / "articles").glob("*.txt")):
        text += path.read_text(encoding="utf8").strip() + "\n"
        if len(text.split()) >= WORDS:
            found.append(read_plain(text, path=path.name))
            text = ""
    return found


def best(work: Callable[[], object], rounds: int) -> float:
    """Processor seconds of the quickest round."""
    times = []
    for _ in range(rounds):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return min(times)


def read_windows(documents: list[Document], reader: Reader) -> None:
    """The encoder's pass alone."""
    for d in documents:
        for window in pack(to_units(d.article.text, d.layout.sentences, reader), limit=LIMIT):
            reader.read_window(window)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--weights", type=Path, default=weights.WEIGHTS)
    parser.add_argument("--threads", type=int, default=weights.THREADS)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    if not (args.weights / "manifest.json").exists():
        sys.exit(f"{args.weights}: no weights there; name a folder with --weights")
    begun = time.perf_counter()
    reader = load_reader(args.weights, threads=args.threads)
    start_up = time.perf_counter() - begun
    articles = make_articles()
    words = sum(len(a.text.split()) for a in articles)
    blank = [Document(article=a, layout=lay_out(a), reading=Reading(anchor=a.published)) for a in articles]
    encoder = best(lambda: read_windows(blank, reader), args.rounds)
    spans = best(lambda: [read_text(d.article.text, d.layout.sentences, reader=reader) for d in blank], args.rounds)
    plain = replace_step(Steps(), "meanings", lambda **_: {}, version=0)
    by_rules = replace_step(plain, "marks", lambda **_: None, version=0)
    rules = best(lambda: [read_document(a, steps=by_rules) for a in articles], args.rounds)

    def mark(article: Article, layout: Layout) -> Marks | None:
        return read_text(article.text, layout.sentences, reader=reader)

    with_reader = replace_step(plain, "marks", mark, version=0)
    whole = best(lambda: [read_document(a, steps=with_reader) for a in articles], args.rounds)
    with_vectors = replace_step(Steps(), "marks", mark, version=0)
    vectors = best(lambda: [read_document(a, steps=with_vectors) for a in articles], args.rounds)
    print(f"{len(articles)} articles of {words // len(articles)} words, {args.threads} threads")
    print(f"start-up {start_up:.2f} s, peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    rows = (("bare encoder", encoder), ("reader", spans), ("cleaning and rules alone", rules), ("all of an article", whole))
    rows = (*rows, ("with sentence vectors", vectors))
    for name, seconds in rows:
        print(f"{name:25s} {words / seconds:7.0f} words a processor second, {seconds / encoder:.2f} of the bare encoder")


if __name__ == "__main__":
    main()
