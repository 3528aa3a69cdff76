"""Speed of the reader: the whole of understanding an article beside the bare encoder's pass over it.

    python benchmarks/reader.py [--weights FOLDER] [--threads 2] [--rounds 5]

The bundled example's articles, joined to texts of about a thousand words. Times are processor seconds of this process. Each
round measures everything in turn, so that what else the machine does meets all alike: words a second are of the quickest
round, shares the median of the rounds. Start-up is loading and checking the weights; memory is the most that the process held.
"""

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from onrecord.clean.layout import lay_out
from onrecord.model import Article, Document, Layout, Reading
from onrecord.neural import Marks, Reader, load_reader, read_text, weights
from onrecord.neural.reading import LIMIT, to_units
from onrecord.neural.windows import pack
from onrecord.pipeline import read_document
from onrecord.read.plain import read_plain
from onrecord.steps import Steps, replace_step
from onrecord.understand.tokens import read_line, tokenise

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


def measure(works: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Processor seconds of each work in each round."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for _ in range(rounds):
        for name, work in works.items():
            tokenise.cache_clear()
            read_line.cache_clear()
            begun = time.process_time()
            work()
            times[name].append(time.process_time() - begun)
    return times


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
    parser.add_argument("--rounds", type=int, default=5)
    args = parser.parse_args()
    if not (args.weights / "manifest.json").exists():
        sys.exit(f"{args.weights}: no weights there; name a folder with --weights")
    begun = time.perf_counter()
    reader = load_reader(args.weights, threads=args.threads)
    start_up = time.perf_counter() - begun
    articles = make_articles()
    words = sum(len(a.text.split()) for a in articles)
    blank = [Document(article=a, layout=lay_out(a), reading=Reading(anchor=a.published)) for a in articles]
    plain = replace_step(Steps(), "meanings", lambda **_: {}, version=0)
    by_rules = replace_step(plain, "marks", lambda **_: None, version=0)

    def mark(article: Article, layout: Layout) -> Marks | None:
        return read_text(article.text, layout.sentences, reader=reader)

    def read_all(steps: Steps) -> Callable[[], object]:
        return lambda: [read_document(a, steps=steps) for a in articles]

    works: dict[str, Callable[[], object]] = {
        "bare encoder": lambda: read_windows(blank, reader),
        "reader": lambda: [read_text(d.article.text, d.layout.sentences, reader=reader) for d in blank],
        "cleaning and rules alone": read_all(by_rules),
        "all of an article": read_all(replace_step(plain, "marks", mark, version=0)),
        "with sentence vectors": read_all(replace_step(Steps(), "marks", mark, version=0)),
    }
    times = measure(works, args.rounds)
    print(f"{len(articles)} articles of {words // len(articles)} words, {args.threads} threads")
    print(f"start-up {start_up:.2f} s, peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    for name, own in times.items():
        share = statistics.median(t / encoder for t, encoder in zip(own, times["bare encoder"], strict=True))
        print(f"{name:25s} {words / min(own):7.0f} words a processor second, {share:.2f} of the bare encoder")


if __name__ == "__main__":
    main()
