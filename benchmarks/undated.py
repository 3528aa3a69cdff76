"""The day of publication of articles whose metadata is withheld, article by article, against the day that it gives.

    python benchmarks/undated.py STORIES_FOLDER [--timelines FOLDER] [--events FILE]

A story is a folder with `articles/` and its metadata (`articles.json` or `metadata.csv`). First one article at a time loses
its metadata and the others of its story keep theirs, then all lose it at once. A line an article: its true day, the first and
last day that it is given then, how many days that are, whether the true one is among them, and on what it rests. Then the share
that holds, and the median width: where the text gives a hold (it states its day, or bounds on it leave two ends), where there
is only what is probable, and of all. Skips, with a line, where there are no stories.

FOLDER holds Timeline17: groups of eight articles of two weeks, a month and three months, of topics on which nothing of the
inference was counted, tell how often an interval that says 80 % holds; FILE is galaxy's `handpicked.json`, of small stories of
a few days (see windows.py). Of these, an article is tried among the others, among them with the days of two alone known, and
by itself.
"""

import argparse
import dataclasses
import statistics
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import windows

from onrecord.group.days import infer_days
from onrecord.group.days.weighing import MASS
from onrecord.model import Article, Document, When
from onrecord.pipeline import group_documents, read_document
from onrecord.read import Failure, read_sources

UNKNOWN = When()
PROBABLE = f"probable ({MASS:.0%})"
METADATA = ("articles.json", "metadata.csv")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An article whose day was withheld: its name, the true day, and what was inferred."""

    name: str
    day: date
    when: When

    @property
    def ends(self) -> tuple[date | None, date | None]:
        """The first and last day inferred; None where that end is open."""
        earliest, latest = self.when.earliest, self.when.latest
        return date.fromisoformat(earliest) if earliest else None, date.fromisoformat(latest) if latest else None

    @property
    def holds(self) -> bool:
        """Whether the true day is among those inferred; of an article about which nothing is inferred it is not."""
        first, last = self.ends
        return bool(first or last) and (first or date.min) <= self.day <= (last or date.max)

    @property
    def is_probable(self) -> bool:
        """Whether the interval rests on what is probable, beside bounds."""
        return PROBABLE in self.when.reason

    @property
    def width(self) -> int | None:
        """How many days are inferred; None where an end is open."""
        first, last = self.ends
        return (last - first).days + 1 if first and last else None


def read_story(folder: Path) -> list[Article]:
    """The articles of a story with the days that its metadata gives."""
    metadata = next(folder / name for name in METADATA if (folder / name).exists())
    return [a for a in read_sources([str(folder / "articles")], metadata=metadata) if not isinstance(a, Failure)]


def withhold(articles: Sequence[Article]) -> Iterator[tuple[str, list[Case]]]:
    """What days the articles are given with the metadata of one withheld at a time, and with that of all."""
    known = {a.id: read_document(a) for a in articles}
    bare = {a.id: read_document(dataclasses.replace(a, published=UNKNOWN)) for a in articles}
    hidden = [a for a in articles if known[a.id].layout.published.basis == "given"]
    alone = [next(_infer([bare[b.id] if b is a else known[b.id] for b in articles], [a])) for a in hidden]
    yield "one withheld", alone
    yield "all withheld", list(_infer([bare[a.id] if a in hidden else known[a.id] for a in articles], hidden))


def _infer(documents: Sequence[Document], hidden: Sequence[Article]) -> Iterator[Case]:
    found: dict[str, When] = {d.article.id: d.layout.published for d in documents}
    for story in group_documents(documents):
        found |= infer_days(story)
    for article in hidden:
        day = date.fromisoformat(str(article.published.earliest))
        yield Case(name=Path(article.path).name, day=day, when=found[article.id])


WAYS = ("among the others", "of them two with a day", "by itself")


def withhold_in(groups: Iterable[Sequence[Article]]) -> Iterator[tuple[str, Case]]:
    """What days the articles of each group are given among the others, among few with a day, and by themselves."""
    for articles in groups:
        for article, *settings in windows.pick_each(articles):
            day = date.fromisoformat(str(article.published.earliest))
            for way, documents in zip(WAYS, settings, strict=True):
                when = infer_days(documents).get(article.id, UNKNOWN)
                yield way, Case(name=article.path or article.id, day=day, when=when)


def format_case(case: Case) -> str:
    """The line of an article."""
    first, last = (str(end or "open") for end in case.ends)
    width = "-" if case.width is None else str(case.width)
    held = "yes" if case.holds else "NO"
    return f"  {case.name:36.36} {case.day}  {first:>10} {last:>10} {width:>5} {held:>4}  {case.when.reason}"


def format_sum(title: str, cases: Sequence[Case]) -> str:
    """The line of many articles: how many hold of those that are given days, and the median widths."""
    if not cases:
        return f"{title}: none"
    widths = [case.width for case in cases if case.width is not None]
    holds = sum(case.holds for case in cases)
    median = f"{statistics.median(widths):g} days of {len(widths)} with two ends" if widths else "-"
    return f"{title}: {holds} of {len(cases)} hold ({holds / len(cases):.0%}), median width {median}"


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("stories", type=Path)
    parser.add_argument("--timelines", type=Path, metavar="FOLDER")
    parser.add_argument("--events", type=Path, metavar="FILE")
    options = parser.parse_args()
    folder = options.stories
    stories = [p.parent for p in sorted(folder.glob("*/articles")) if any((p.parent / name).exists() for name in METADATA)]
    if not stories:
        print(f"skipped: no stories with metadata in {folder}")
    every: dict[str, list[Case]] = {}
    for story in stories:
        for title, cases in withhold(read_story(story)):
            print(f"{story.name}, {title}")
            print(*(format_case(case) for case in cases), sep="\n")
            every.setdefault(title, []).extend(cases)
    for title, cases in every.items():
        print_sums(title, cases)
    if options.timelines and options.timelines.exists():
        by_length: dict[int, list[list[Article]]] = {}
        for length, articles in windows.read_windows(options.timelines):
            by_length.setdefault(length, []).append(articles)
        for length, groups in by_length.items():
            print_ways(f"Timeline17, {length} days", groups)
    elif options.timelines:
        print(f"skipped: no Timeline17 in {options.timelines}; docs/corpora.md says where the public gets it")
    if options.events and options.events.exists():
        print_ways("galaxy's events", windows.read_events(options.events))
    elif options.events:
        print(f"skipped: no {options.events}; docs/corpora.md says where the public gets it")


def print_ways(title: str, groups: Iterable[Sequence[Article]]) -> None:
    """Prints the lines of groups of articles, by how many of the others have a day."""
    found: dict[str, list[Case]] = {}
    for way, case in withhold_in(groups):
        found.setdefault(way, []).append(case)
    for way, cases in found.items():
        print_sums(f"{title}, {way}", [c for c in cases if c.when.earliest or c.when.latest])
        silent = sum(not (c.when.earliest or c.when.latest) for c in cases)
        if silent:
            print(f"{title}, {way}, nothing inferred: {silent} of {len(cases)}")


def print_sums(title: str, cases: Sequence[Case]) -> None:
    """Prints the lines of many articles, by what their days rest on."""
    if cases:
        print(format_sum(f"{title}, the text gives a hold", [c for c in cases if not c.is_probable and c.width]))
        print(format_sum(f"{title}, probable only", [c for c in cases if c.is_probable or not c.width]))
        print(format_sum(f"{title}, all", cases))


if __name__ == "__main__":
    main()
