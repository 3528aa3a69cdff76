"""Scores of ledgers against annotated stories: `python -m onrecord.evaluate.accounts STORIES_FOLDER`.

A story is a folder with `gold.json` and `articles/`. Passages are compared as sets of words and paired one to one, the best
overlap first, from an F1 of one half on; so a ledger's text may be cleaner than the gold's. Exit codes: 0, 1 (below a floor),
2 (cannot be measured).
"""

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onrecord.errors import OnrecordError
from onrecord.evaluate import measures
from onrecord.evaluate.floors import check_floors, find_set, read_floors
from onrecord.evaluate.gold import LedgerView, read_gold
from onrecord.evaluate.scores import METRICS, Scores, format_table, mean_scores
from onrecord.model import Document, StoryRecord
from onrecord.pipeline import process
from onrecord.read import Failure, read_sources
from onrecord.tell.exports import to_json

__all__ = ["METRICS", "Scores", "build_ledger", "format_table", "main", "mean_scores", "score_story"]

FLOORS = Path("benchmarks/floors.toml")


def score_story(folder: Path, ledger: Mapping[str, Any]) -> Scores:
    """Measures a ledger, in the form of its JSON export, against the annotation in `folder`.

    Raises: OnrecordError where the folder holds no annotation.
    """
    gold = read_gold(folder)
    view = LedgerView(gold, ledger)
    statements = measures.match_statements(gold, view, ledger)
    figures = measures.match_figures(gold, view, ledger)
    relations = measures.measure_relations(gold, ledger, statements, figures)
    return Scores(
        articles=measures.measure_articles(gold, view, ledger),
        not_body=measures.measure_not_body(gold, view),
        statements=measures.measure_statements(statements),
        attributed=measures.measure_attributed(statements),
        chains=measures.measure_chains(statements),
        denials=measures.measure_denials(statements),
        figures=figures.score(len(figures.pairs)),
        valued=measures.measure_valued(figures),
        indicators=measures.measure_indicators(figures),
        dates=measures.measure_dates(gold, view),
        same=relations["same"],
        contradicts=relations["contradicts"],
        updates=relations["updates"],
        narrows=relations["narrows"],
        reuse=measures.measure_reuse(gold, view, ledger),
        events=measures.measure_events(gold, view, ledger),
        grounding=measures.measure_grounding(ledger),
    )


def build_ledger(folder: Path) -> dict[str, Any]:
    """The ledger of a story in the form of its JSON export; see `build_documents`."""
    return to_json(*build_documents(folder))


def build_documents(folder: Path) -> tuple[list[Document], list[StoryRecord]]:
    """A story as it is read in memory from its `articles/` and its metadata (`articles.json` or `metadata.csv`).

    An annotation in a folder named `gold` is of the articles beside that folder.

    Raises: OnrecordError where an article or the metadata cannot be read.
    """
    story = folder.parent if folder.name == "gold" else folder
    metadata = next((story / name for name in ("articles.json", "metadata.csv") if (story / name).exists()), None)
    articles = []
    for item in read_sources([str(story / "articles")], metadata=metadata):
        if isinstance(item, Failure):
            raise item.error
        articles.append(item)
    return process(articles)


def find_stories(folder: Path) -> dict[str, Path]:
    """The annotated stories of a folder by name: each a folder with `gold.json`, in it or in a folder `gold` of it."""
    found = {path.parent.name: path.parent for path in sorted(folder.glob("*/gold.json"))}
    found.update({path.parent.parent.name: path.parent for path in sorted(folder.glob("*/gold/gold.json"))})
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Builds and measures the ledger of each story in a folder, prints the table, and checks the floors."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.evaluate.accounts", description="Score annotated stories.")
    parser.add_argument("stories", type=Path, help="a folder of story folders, each with gold.json and articles/")
    parser.add_argument("--floors", type=Path, default=FLOORS, help=f"the file of floors (default {FLOORS})")
    options = parser.parse_args(arguments)
    folders = find_stories(options.stories)
    if not folders:
        print(f"skipped: no annotated stories in {options.stories}")
        return 0
    try:
        scores = {name: score_story(folder, build_ledger(folder)) for name, folder in folders.items()}
        print(format_table(scores))
        floors = find_set(read_floors(options.floors), scores)
        if floors is None:
            print(f"no floors for these stories in {options.floors}")
            return 0
        misses = check_floors(floors, folders, scores)
    except OnrecordError as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    for line in misses:
        print(f"below the floor: {line}")
    return 1 if misses else 0


if __name__ == "__main__":
    sys.exit(main())
