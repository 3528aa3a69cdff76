"""What 100 more articles cost in ledgers of different sizes, beyond reading them.

    python benchmarks/increment.py [--articles 1000 10000] [--keep FOLDER] [--runs 3] [--profile]

Every dozen articles tell the example's story anew, as it was read once: with all statements and figures, under other ids and
days, and with other words where they are telling, while words that are common in news stand in all. Half of the 100 belong to
stories spread over the whole ledger, half begin new ones. Ledgers of every size tell of the same three years: a larger one is
denser. Time is that of storing, settling and counting what is held then. An article without a day that comes into a story is
understood again for the day that is inferred: by the rules alone here, for the encoder's part is reading.

The stories that the 100 join are stored and settled as any; of the others, rows are written as they would stand. A ledger that
is filled is kept in FOLDER for the next time; what is measured is a copy.
"""

import argparse
import cProfile
import datetime as dt
import hashlib
import json
import os
import pstats
import random
import re
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from sqlite3 import Connection
from types import ModuleType
from typing import Any

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # as the command does

import numpy as np
from retold import Pattern, Telling, move_vectors
from speed import ROOT, find_telling

import onrecord
from onrecord import pipeline
from onrecord.cells import WIDTH, lengths, to_rows
from onrecord.codec import decode, encode
from onrecord.group.signatures import KEYS
from onrecord.group.sketches import Sketch, hash_word, make_sketch
from onrecord.model import Document, Quotation, Story
from onrecord.pipeline import DEFAULT, read_document, settle, store_documents
from onrecord.steady import Steady, read_marks
from onrecord.steps import replace_step
from onrecord.store import articles as rows
from onrecord.store import links
from onrecord.store import stories as derived
from onrecord.store.connection import open_ledger
from onrecord.store.vectors import add_vectors
from onrecord.text import fold, make_id, words

MORE = 100
JOINING = 50  # of them belong to stories that are there
SPAN = 1095  # days that a ledger tells of
FIRST = dt.date(2031, 1, 6)
EXAMPLE = ROOT / "examples/harrow"
TABLES = ("articles", "layouts", "readings", "quotations", "figures", "marks")
FORMAL = ("basis", "change", "decided_by", "earlier", "form", "kind", "relation", "stance", "status", "unit")
STAGES: dict[str, list[tuple[ModuleType, str]]] = {
    "storing articles": [(pipeline, "store_documents")],
    "finding their stories": [(pipeline, "link_articles"), (pipeline, "find_groups")],
    "reading stories back": [(rows, "get_documents"), (rows, "get_own"), (rows, "get_marks")],
    "understanding for a day": [(pipeline, "read_story")],
    "deriving": [(pipeline, "derive_story")],
    "storing readings": [(rows, "put_reading"), (rows, "keep_own")],
    "storing what is derived": [(derived, "put_record")],
    "keeping for pages": [(pipeline, "keep_record"), (pipeline, "keep_waiting")],
}
REST = "the rest"


def give_vectors(*, quotations: Sequence[Quotation], **_: object) -> dict[str, bytes]:
    """Vectors of statements, from their ids."""
    return {q.id: (hashlib.sha256(q.id.encode()).digest() * WIDTH)[:WIDTH] for q in quotations}


STEPS = replace_step(replace_step(DEFAULT, "marks", lambda **_: None, version=99), "meanings", give_vectors, version=99)


def find_fields(document: Document) -> Iterator[tuple[str, tuple[object, ...]]]:
    """The ids of an article's statements and figures, and what each is made of beside the article's."""
    article = document.article.id
    for q in document.reading.quotations:
        mention = q.source.mention if q.source else None
        fields = (
            [(s.start, s.end) for s in q.content],
            (q.cue.start, q.cue.end) if q.cue else None,
            (mention.start, mention.end) if mention else None,
        )
        if make_id("q", article, *fields) == q.id:
            yield q.id, fields
    for f in document.reading.figures:
        start = f.passage.start
        for end in range(start + 1, f.passage.end + 1):  # where its number ends
            if make_id("f", article, start, end) == f.id:
                yield f.id, (start, end)


def find_fixed(value: object, key: str = "") -> Iterator[str]:
    """The words of a JSON value that are its form: its keys, and what says of which kind something is."""
    if isinstance(value, dict):
        for name, item in value.items():
            yield name
            yield from find_fixed(item, name)
    elif isinstance(value, list):
        for item in value:
            yield from find_fixed(item, key)
    elif isinstance(value, str) and key in FORMAL:
        yield value


def place_at(url: str | None, story: int) -> str | None:
    """The address of the article that tells another story."""
    return url and f"{url}/{story}"


class Example:
    """The example's story as the ledger holds it, to be told anew."""

    def __init__(self) -> None:
        with tempfile.TemporaryDirectory() as folder, onrecord.open(Path(folder) / "one.onrecord") as one:
            one.read([EXAMPLE / "articles"], metadata=EXAMPLE / "metadata.csv")
            held = one.connection
            documents = [read_document(a) for a in rows.iterate_articles(held)]
            self._fixed = {table: held.execute(f"SELECT * FROM {table}").fetchall() for table in TABLES}
            self._fixed["links"] = held.execute("SELECT * FROM links").fetchall()
            self._url = [row[1] for row in held.execute("PRAGMA table_info(articles)")].index("url")
            self._vectors = held.execute("SELECT quotation, article, value FROM meanings ORDER BY number").fetchall()
            parts = held.execute("SELECT kind, position, value FROM derived").fetchall()
            ((story,),) = held.execute("SELECT value FROM stories").fetchall()
        texts = [d.article.text for d in documents]
        bare = [encode(replace(d, reading=replace(d.reading, meanings=()))) for d in documents]
        fixed = {word for value in (*bare, *(json.loads(v) for _, _, v in parts)) for word in find_fixed(value)}
        self._told = find_telling([re.sub(r"\b[a-z]+\b", lambda m: "" if m.group() in fixed else m.group(), t) for t in texts])
        self._places = re.compile(
            r"\\.|\b(?P<id>[a-z]-[0-9a-f]{16})\b|\b(?P<day>2\d{3}-[01]\d-[0-3]\d)\b|(?P<word>" + self._told.pattern + ")"
        )
        self.size = len(documents)
        self.first = decode(Story, json.loads(story)).earliest or ""
        rows_of = to_rows([value for *_, value in self._vectors])
        self._middles = rows_of / lengths(rows_of)[:, None]
        self._documents = [self._pattern(json.dumps(d, ensure_ascii=False)) for d in bare]
        self._meanings = [d.reading.meanings for d in documents]
        self._fields = {id_: (d.article.id, fields) for d in documents for id_, fields in find_fields(d)}
        at = {d.article.id: which for which, d in enumerate(documents)}
        self._marks = {at[article]: self._pattern(value) for article, value in self._fixed["marks"]}
        self._rows = {
            table: [[self._pattern(v) if isinstance(v, str) else v for v in row] for row in fixed]
            for table, fixed in self._fixed.items()
        }
        self._derived = [(kind, at, self._pattern(value)) for kind, at, value in parts]
        self._story = self._pattern(story)
        self._sentences = [(self._pattern(d.article.id), self._pattern(d.article.text), d.layout.sentences) for d in documents]
        self._sketches = [make_sketch(d) for d in documents]
        spoken = {w for text in texts for w, _, _ in words(text)}
        self._word = {hash_word(fold(w)): w for w in spoken if self._told.fullmatch(w) or self._told.fullmatch(w.capitalize())}

    def _pattern(self, text: str) -> Pattern:
        return Pattern(text, self._places)

    def _tell(self, story: int, stories: int) -> Telling:
        """The story of one number, which begins at its place in the span that all stories lie in."""
        begins = FIRST + dt.timedelta(days=SPAN * story // stories)
        told = Telling(story, begins - dt.date.fromisoformat(self.first))
        # whoever understands an article again finds the ids that it has
        told.keep({id_: make_id(id_[0], told("id", article), *fields) for id_, (article, fields) in self._fields.items()})
        return told

    def read(self, articles: Iterable[tuple[int, int]], stories: int) -> tuple[list[Document], Steady]:
        """Articles, each the one of a number in the story of a number, as they are read, and what took notice of it."""
        documents, steady = [], Steady()
        for story, which in articles:
            document = self.make(story, which, stories)
            documents.append(document)
            if which in self._marks:
                marks = read_marks(self._marks[which].fill(self._tell(story, stories)))
                steady.note(document, {"marks": marks})
        return documents, steady

    def make(self, story: int, which: int, stories: int) -> Document:
        """One article of the story of that number, as it is read."""
        filled = json.loads(self._documents[which].fill(self._tell(story, stories)))
        filled["reading"]["meanings"] = self._meanings[which]
        filled["article"]["url"] = place_at(filled["article"]["url"], story)
        return decode(Document, filled)

    def write(self, connection: Connection, story: int, stories: int) -> None:
        """Stores the rows of a story that takes its room."""
        told = self._tell(story, stories)
        for table, patterns in self._rows.items():
            filled = [[v.fill(told) if isinstance(v, Pattern) else v for v in row] for row in patterns]
            if table == "articles":
                for row in filled:
                    row[self._url] = place_at(row[self._url], story)
            marks = ",".join("?" * len(filled[0]))
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", filled)
        for id_, text, sentences in self._sentences:
            article, told_text = id_.fill(told), text.fill(told)
            for s in sentences:
                row = connection.execute(
                    'INSERT INTO sentences (article, start, "end") VALUES (?,?,?)', (article, s.start, s.end)
                )
                connection.execute(
                    "INSERT INTO sentence_index (rowid, words) VALUES (?, ?)", (row.lastrowid, told_text[s.start : s.end])
                )
        vectors = move_vectors(self._middles, np.random.default_rng(story))
        add_vectors(
            connection,
            [(told("id", q), told("id", a), value) for (q, a, _), value in zip(self._vectors, vectors, strict=True)],
        )
        for sketch in self._vary(told):
            links.put_sketch(connection, sketch.article, sketch.keys, sketch)
        value = self._story.fill(told)
        held = decode(Story, json.loads(value))
        key = derived.key_of(held)
        connection.execute("INSERT INTO stories VALUES (?,?,?)", (key, held.id, value))
        connection.executemany("INSERT INTO story_articles VALUES (?,?)", [(a, key) for a in held.articles])
        connection.executemany(
            "INSERT INTO derived VALUES (?,?,?,?)", [(key, kind, at, v.fill(told)) for kind, at, v in self._derived]
        )

    def _vary(self, told: Telling) -> Iterator[Sketch]:
        for sketch in self._sketches:
            article = told("id", sketch.article)
            draw = random.Random(article)
            terms, lead_terms = (
                tuple(hash_word(told("word", self._word[t])) if t in self._word else t for t in kept)
                for kept in (sketch.terms, sketch.lead_terms)
            )
            yield Sketch(
                article=article,
                terms=terms,
                weights=sketch.weights,
                copy_keys=tuple(draw.getrandbits(63) for _ in range(KEYS)),
                address=draw.getrandbits(32) if sketch.address is not None else None,
                earliest=told("day", sketch.earliest) if sketch.earliest else None,
                latest=told("day", sketch.latest) if sketch.latest else None,
                lead_terms=lead_terms,
                lead_weights=sketch.lead_weights,
            )


def fill(path: Path, example: Example, stories: int, joined: Iterable[int]) -> None:
    """Makes a ledger: the stories that will be joined settled as any, of the others the rows that take their room."""
    part = path.with_suffix(".part")
    connection = open_ledger(part)
    for pragma in ("cache_size = -2000000", "synchronous = OFF", "journal_mode = MEMORY", "foreign_keys = OFF"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    for number in sorted(set(range(stories)) - set(joined)):
        example.write(connection, number, stories)
    connection.execute("COMMIT")
    connection.execute("UPDATE layouts SET version = ?", (STEPS.version,))
    for story in joined:
        documents, noticed = example.read([(story, which) for which in range(example.size - 1)], stories)
        store_documents(connection, documents, steps=STEPS, steady=noticed)
    settle(connection, steps=STEPS)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    part.rename(path)


class Clock:
    """CPU seconds by stage, each without those within it that are counted elsewhere."""

    def __init__(self) -> None:
        self.taken = dict.fromkeys([*STAGES, REST], 0.0)
        self._inner = [0.0]

    def _time(self, stage: str, run: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*args: Any, **options: Any) -> Any:
            begun = time.process_time()
            self._inner.append(0.0)
            try:
                return run(*args, **options)
            finally:
                took = time.process_time() - begun
                self.taken[stage] += took - self._inner.pop()
                self._inner[-1] += took

        return timed

    @contextmanager
    def run(self) -> Iterator[None]:
        """Times what runs within."""
        held = [(stage, module, name, getattr(module, name)) for stage, places in STAGES.items() for module, name in places]
        for stage, module, name, run in held:
            setattr(module, name, self._time(stage, run))
        begun = time.process_time()
        try:
            yield
        finally:
            self.taken[REST] = time.process_time() - begun - self._inner[0]
            for _, module, name, run in held:
                setattr(module, name, run)


def measure(example: Example, base: Path, count: int, *, profile: cProfile.Profile | None) -> dict[str, float]:
    """CPU seconds that each stage takes of 100 more articles in a ledger of `count`."""
    stories, last = count // example.size, example.size - 1
    joined = sorted({k * stories // JOINING for k in range(JOINING)})
    if not base.exists():
        fill(base, example, stories, joined)
    copy = base.with_suffix(".copy")
    for left in copy.parent.glob(f"{copy.name}*"):  # by a run that was broken off
        left.unlink()
    shutil.copyfile(base, copy)
    connection = open_ledger(copy)
    # where the steps are of another version by now, what was stored of them stands all the same
    connection.execute("UPDATE layouts SET version = ? WHERE version <> ?", (STEPS.version, STEPS.version))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    new = [(story, last) for story in joined]
    new += [(stories + k // example.size, k % example.size) for k in range(MORE - len(joined))]
    more, noticed = example.read(new, stories)
    before = rows.count_rows(connection)
    clock = Clock()
    with profile or nullcontext(), clock.run():
        pipeline.store_documents(connection, more, steps=STEPS, steady=noticed)
        touched = pipeline.settle(connection, steps=STEPS)
        after = rows.count_rows(connection)
        derived.count_relations(connection, "contradicts")
    connection.close()
    copy.unlink()
    print(
        f"  {before['articles']} articles in {before['stories']} stories, {before['quotations']} statements: "
        f"{touched} stories told again, {after['stories']} then; {sum(clock.taken.values()):.2f} CPU seconds",
        flush=True,
    )
    return clock.taken


def main() -> None:
    """Measures and prints, of some runs the quickest."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument("--keep", type=Path, help="where filled ledgers are kept")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--profile", action="store_true", help="tell where the time goes")
    arguments = parser.parse_args()
    example = Example()
    with tempfile.TemporaryDirectory() as folder:
        kept = arguments.keep or Path(folder)
        # in turns, so that what else the machine does falls on all sizes alike
        best: dict[int, dict[str, float]] = {}
        for _ in range(arguments.runs):
            for count in sorted(arguments.articles):
                profile = cProfile.Profile() if arguments.profile else None
                took = measure(example, kept / f"{count}.onrecord", count, profile=profile)
                best[count] = min(best.get(count, took), took, key=lambda taken: sum(taken.values()))
                if profile:
                    pstats.Stats(profile).sort_stats("cumtime").print_stats(40)
    least = sum(best[min(best)].values())
    for count, taken in best.items():
        whole = sum(taken.values())
        print(f"{count} articles: {MORE} more cost {whole:.2f} CPU seconds, {whole / least:.2f} times as in the smallest")
        print("  " + ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in taken.items()))
    print(f"most memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
