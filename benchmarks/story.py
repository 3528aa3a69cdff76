"""What one large story costs: deriving it whole, step by step, and adding one more article to it.

    python benchmarks/story.py LEDGER [--articles N] [--twice] [--one] [--alone] [--profile]

The largest story of LEDGER is taken as it was read (`onrecord read` of one topic of T17, say): the encoder has no part in this.
`--twice` tells each article a second time, with other telling words, ids and days, as part of the same story. `--one` stores
all articles but the latest in a new ledger, settles them, and adds that one. `--alone` keeps to one core, and so to one
process, in which every step can be timed.
"""

import argparse
import cProfile
import datetime as dt
import json
import os
import pstats
import re
import resource
import tempfile
import time
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does

from increment import find_fixed
from retold import Pattern, Telling
from speed import TELLING

import onrecord
from onrecord.codec import decode, encode
from onrecord.collecting import collecting_seldom
from onrecord.group.frequencies import rarity
from onrecord.model import Document
from onrecord.paging.keeping import keep_story
from onrecord.pipeline import DEFAULT, record_story, settle, store_documents
from onrecord.steps import Step
from onrecord.store.articles import get_documents
from onrecord.store.connection import open_ledger, transaction
from onrecord.store.stories import key_of, put_record

WORDS = re.compile(r"\b[A-Za-z][a-z]{3,}\b")
PLACES = re.compile(
    r"\\.|\b(?P<id>[a-z]-[0-9a-f]{16})\b|\b(?P<day>(?:19|20)\d{2}-[01]\d-[0-3]\d)\b|(?P<word>\b[A-Za-z][a-z]{3,}\b)"
)
SHIFT = dt.timedelta(days=1)
BATCH = 50  # articles stored at a time


def tell_again(documents: Sequence[Document]) -> list[Document]:
    """The documents with other telling words, ids and days in their places; their vectors are the same."""
    bare = [encode(replace(d, reading=replace(d.reading, meanings=()))) for d in documents]
    written = {word for d in documents for word in WORDS.findall(d.article.text)}
    kept = {word for word in written if rarity(word.lower()) <= TELLING}
    kept |= {"null", "true", "false"} | {word for value in bare for fixed in find_fixed(value) for word in WORDS.findall(fixed)}
    told, again = Telling(1, SHIFT), []
    for d, value in zip(documents, bare, strict=True):
        pattern = Pattern(json.dumps(value, ensure_ascii=False), PLACES, kept=frozenset(kept))
        filled = json.loads(pattern.fill(told))
        filled["reading"]["meanings"] = d.reading.meanings
        again.append(decode(Document, filled))
    return again


def derive(documents: Sequence[Document]) -> None:
    """Derives a story whole and stores it, and prints what each part took."""
    took: dict[str, float] = {}  # by the steps of this process

    def timed(step: Step) -> Step:
        def run(**needs: object) -> object:
            begun = time.process_time()
            given = step.run(**needs)
            took[step.gives] = time.process_time() - begun
            return given

        return replace(step, run=run)

    steps = replace(DEFAULT, days=timed(DEFAULT.days), labels=timed(DEFAULT.labels), story=tuple(map(timed, DEFAULT.story)))
    begun = Spent()
    with collecting_seldom():
        documents, record = record_story(documents, steps=steps)
    derived = begun.tell()
    with tempfile.TemporaryDirectory() as folder:
        connection = open_ledger(Path(folder) / "story.onrecord")
        for at in range(0, len(documents), BATCH):
            store_documents(connection, documents[at : at + BATCH])
        stored = time.process_time()
        with transaction(connection):
            put_record(connection, record)
            keep_story(connection, key_of(record.story))
        took["storing it"] = time.process_time() - stored
        connection.close()
    said = sum(len(d.reading.quotations) for d in documents)
    counted = sum(len(d.reading.figures) for d in documents)
    print(f"{len(documents):,} articles, {said:,} statements, {counted:,} figures", end=": ")
    print(f"{derived}, then {took['storing it']:.1f} CPU seconds storing it; {peak()}")
    print("  " + ", ".join(f"{name} {seconds:.1f}" for name, seconds in took.items()), flush=True)


def add_one(documents: Sequence[Document], *, profile: cProfile.Profile | None) -> None:
    """Stores and settles all documents but the latest, then that one, and prints what that took."""
    *first, last = sorted(documents, key=lambda d: (d.layout.published.earliest or "", d.article.id))
    with tempfile.TemporaryDirectory() as folder:
        connection = open_ledger(Path(folder) / "story.onrecord")
        for at in range(0, len(first), BATCH):
            store_documents(connection, first[at : at + BATCH])
        settle(connection)
        with profile or nullcontext():
            begun = Spent()
            store_documents(connection, [last])
            settle(connection)
            took = begun.tell()
        ((most,),) = connection.execute(
            "SELECT max(n) FROM (SELECT count(*) AS n FROM story_articles GROUP BY story)"
        ).fetchall()
        connection.close()
    print(f"one more article, of a story of {most:,}: {took}; {peak()}", flush=True)


class Spent:
    """What is spent from now on, by this process and by the second ones that it has waited for."""

    def __init__(self) -> None:
        self._wall, self._own, self._beside = time.perf_counter(), time.process_time(), beside_us()

    def tell(self) -> str:
        """The CPU seconds of both, and by the clock."""
        own, beside = time.process_time() - self._own, beside_us() - self._beside
        return f"{own:.2f} CPU seconds and {beside:.2f} beside them, {time.perf_counter() - self._wall:.2f} by the clock"


def beside_us() -> float:
    """CPU seconds of the processes that this one has waited for."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def peak() -> str:
    """The most memory that this process has had, and one beside it, which shares some of that."""
    own, beside = (resource.getrusage(who).ru_maxrss // 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return f"{own:,} MB at the most, {beside:,} in a process beside it"


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("ledger", type=Path, metavar="LEDGER")
    parser.add_argument("--articles", type=int, help="take no more than so many, the earliest")
    parser.add_argument("--twice", action="store_true", help="tell each article a second time, in other words")
    parser.add_argument("--one", action="store_true", help="add one article to the rest instead of deriving the whole")
    parser.add_argument("--alone", action="store_true", help="keep to one core and one process")
    parser.add_argument("--profile", action="store_true", help="tell where the time goes")
    arguments = parser.parse_args()
    if arguments.alone:
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    with onrecord.open(arguments.ledger, read_only=True) as ledger:
        story = max(ledger.stories(), key=lambda s: len(s.articles))
        documents = get_documents(ledger.connection, story.articles)
    documents.sort(key=lambda d: (d.layout.published.earliest or "", d.article.id))
    documents = documents[: arguments.articles]
    if arguments.twice:
        documents += tell_again(documents)
    profile = cProfile.Profile() if arguments.profile else None
    if arguments.one:
        add_one(documents, profile=profile)
    else:
        with profile or nullcontext():
            derive(documents)
    if profile:
        pstats.Stats(profile).sort_stats("cumtime").print_stats(40)


if __name__ == "__main__":
    main()
