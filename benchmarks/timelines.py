"""Timelines of long stories against those that journalists wrote, on six topics of Timeline17 (Tran et al. 2013).

    python benchmarks/timelines.py T17_FOLDER [--cache FOLDER]

T17_FOLDER holds a folder a collection: `articles.jsonl.gz` ({"id", "time", "text"}) and `timelines.jsonl`, a timeline a line
as [[day, [sentences]]]. Of each collection the events of the tool, from the sentences and expressions of time alone: neither
names nor statements nor figures are read. As usual, a timeline is given the first and last day, the number of days and the mean
number of sentences a day of the reference: the weightiest days, and of each the weightiest events that are not alike.

`tilse` (Martschat and Markert 2017; MIT; `pip install --no-deps tilse`, with nltk, numpy and scipy) gives ROUGE-1 and ROUGE-2
F1 of aligned days, many to one (AR1, AR2), and of all days together (C1, C2), in its own Python form of ROUGE, stemmed, without
stop words; date F1 is that of the days. Means over the reference timelines, as published, and over the topics. The published
figures are over nine topics with ROUGE-1.5.5, so they are near, not the same. Skips, with a line, where the corpus or tilse is
absent.
"""

import argparse
import dataclasses
import gzip
import importlib
import json
import pickle
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from onrecord.clean.layout import lay_out
from onrecord.language.likeness import Wording
from onrecord.language.words import content_words
from onrecord.model import Document, Event, Reading, When
from onrecord.read.plain import read_plain
from onrecord.steps import Steps
from onrecord.tell.timeline import make_timeline
from onrecord.understand.dates import find_dates

#: Gholipour Ghalandari and Ifrim (2020), on all of Timeline17.
PUBLISHED = {"DATEWISE (published)": (0.120, 0.035, 0.544), "PUBCOUNT (published)": (0.105, 0.027, 0.481)}
COLUMNS = ("AR1", "AR2", "date F1", "C1", "C2")
#: Two sentences of a day that share so much of the shorter one's words say the same.
ALIKE = 0.5

Reference = Mapping[date, Sequence[str]]
Scores = tuple[float, float, float, float, float]


def read_documents(folder: Path) -> Iterator[Document]:
    """The articles of a collection with their sentences and expressions of time."""
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf8") as rows:
        for line in rows:
            row = json.loads(line)
            day = row["time"][:10]
            given = When(value=day, earliest=day, latest=day, basis="given")
            article = dataclasses.replace(read_plain(row["text"], path=f"{folder.name}/{row['id']}"), published=given)
            layout = lay_out(article)
            dates = find_dates(article.text, layout.sentences, anchor=given) if layout.readable else ()
            yield Document(article=article, layout=layout, reading=Reading(anchor=given, dates=dates))


def get_documents(folder: Path, cache: Path | None) -> list[Document]:
    """The documents of a collection, from the cache where it holds them as this version reads them."""
    if not cache:
        return list(read_documents(folder))
    kept = cache / f"{folder.name}-{Steps().version}.pickle"
    if not kept.exists():
        cache.mkdir(parents=True, exist_ok=True)
        kept.write_bytes(pickle.dumps(list(read_documents(folder))))
    found: list[Document] = pickle.loads(kept.read_bytes())
    return found


def read_references(folder: Path) -> Sequence[Reference]:
    """The timelines that journalists wrote."""
    found = []
    for line in (folder / "timelines.jsonl").read_text(encoding="utf8").splitlines():
        days: dict[date, list[str]] = defaultdict(list)
        for day, sentences in json.loads(line):
            days[date.fromisoformat(day[:10])] += [s.strip() for s in sentences]
        found.append(days)
    return found


def shorten(events: Sequence[Event], reference: Reference) -> dict[date, list[str]]:
    """As many days as the reference has within its first and last, and as many sentences of each."""
    first, last, size = min(reference), max(reference), len(reference)
    per_day = max(1, round(sum(map(len, reference.values())) / size))
    by_day: dict[date, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda e: (-e.weight, e.id)):
        if "/" not in event.date and first <= date.fromisoformat(event.date) <= last:
            by_day[date.fromisoformat(event.date)].append(event)
    days = sorted(by_day, key=lambda d: (-by_day[d][0].weight, d))[:size]
    return {day: pick_sentences(by_day[day], per_day) for day in days}


def pick_sentences(events: Sequence[Event], count: int) -> list[str]:
    """The words of the first so many events that do not say the same."""
    picked: list[tuple[str, Wording]] = []
    for event in events:
        words = frozenset(content_words(event.text))
        if all(len(words & other) < ALIKE * max(1, min(len(words), len(other))) for _, other in picked):
            picked.append((event.text.replace("\n", " "), words))
        if len(picked) == count:
            break
    return [text for text, _ in picked]


def score(found: Mapping[date, Sequence[str]], reference: Reference, evaluator: Any) -> Scores:
    """AR1, AR2, date F1, C1, C2."""
    tilse = importlib.import_module("tilse.data.timelines")
    ours, truth = tilse.Timeline(found), tilse.GroundTruth([tilse.Timeline(reference)])
    both = len(set(found) & set(reference))
    aligned = evaluator.evaluate_align_date_content_costs_many_to_one(ours, truth)
    whole = evaluator.evaluate_concat(ours, truth)
    return (
        aligned["rouge_1"]["f_score"],
        aligned["rouge_2"]["f_score"],
        2 * both / (len(found) + len(reference)),
        whole["rouge_1"]["f_score"],
        whole["rouge_2"]["f_score"],
    )


def mean(rows: Sequence[Sequence[float]]) -> list[float]:
    """The mean of each column."""
    return [sum(column) / len(rows) for column in zip(*rows, strict=True)]


def main() -> int:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, metavar="T17_FOLDER")
    parser.add_argument("--cache", type=Path, help="A folder for the documents as they were read, for the next run.")
    args = parser.parse_args()
    folders = sorted(p.parent for p in args.corpus.glob("*/timelines.jsonl")) if args.corpus.is_dir() else []
    if not folders:
        print(f"Skipped: no Timeline17 in {args.corpus}.")
        return 0
    try:
        rouge = importlib.import_module("tilse.evaluation.rouge")
    except ImportError:
        print("Skipped: tilse is not installed (pip install --no-deps tilse; pip install nltk numpy scipy).")
        return 0
    evaluator = rouge.TimelineRougeEvaluator(measures=["rouge_1", "rouge_2"], rouge_computation="reimpl")
    print(f"{'':28s}" + "".join(f"{c:>9s}" for c in COLUMNS))
    by_topic: dict[str, list[Scores]] = defaultdict(list)
    for folder in folders:
        events = make_timeline(get_documents(folder, args.cache), origins=())
        for reference in read_references(folder):
            row = score(shorten(events, reference), reference, evaluator)
            by_topic[folder.name.split("_")[0]].append(row)
            print(f"{folder.name:28s}" + "".join(f"{v:9.3f}" for v in row), flush=True)
    rows = [row for own in by_topic.values() for row in own]
    print(f"{f'mean of {len(rows)} timelines':28s}" + "".join(f"{v:9.3f}" for v in mean(rows)))
    print(f"{f'mean of {len(by_topic)} topics':28s}" + "".join(f"{v:9.3f}" for v in mean([mean(r) for r in by_topic.values()])))
    for name, values in PUBLISHED.items():
        print(f"{name:28s}" + "".join(f"{v:9.3f}" for v in values))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
