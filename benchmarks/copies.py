"""Copies and rewriting on public corpora, rensa and datasketch beside it.

    python benchmarks/copies.py [CORPORA]

CORPORA holds the folder `reuse` with scoop, minhash_articles, clough_stevenson and wiki_versions (docs/corpora.md says where
the public gets them); what is absent is skipped with a line, and so are the peers where they are not installed.
"""

import argparse
import csv
import json
import sys
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from pathlib import Path

import peers

from onrecord.group.addresses import address_key
from onrecord.group.copies import find_copies
from onrecord.group.precedence import which_grew
from onrecord.group.wording import measure_wording

Pairs = set[tuple[int, int]]
LEVELS = {"non": 0, "heavy": 1, "light": 2, "cut": 3}
TUNED = "abc"  # the tasks of clough_stevenson on which the measure's two constants were chosen
JACCARD = 0.5


def say_pairs(name: str, found: Pairs, wanted: Pairs) -> None:
    """A line with precision, recall and F1 of pairs."""
    hits = len(found & wanted)
    precision, recall = hits / len(found) if found else 0.0, hits / len(wanted)
    print(f"  {name:34s} P {precision:.3f}  R {recall:.3f}  F1 {2 * hits / (len(found) + len(wanted)):.3f}")


def same(values: Iterable[object]) -> Pairs:
    """Pairs of places that hold one value; None is no value."""
    first: dict[object, int] = {}
    found = ((first.setdefault(value, i), i) for i, value in enumerate(values) if value is not None)
    return {(a, b) for a, b in found if a != b}


def compare_pairs(texts: Sequence[str], wanted: Pairs, ids: Pairs) -> None:
    """Ours and the peers on the same texts; identical ids go to all."""
    ours = {(c.left, c.right) for c in find_copies(texts)}
    say_pairs("onrecord", peers.close(ours | ids, len(texts)), wanted)
    if peers.are_here():
        for name, pairs in (
            ("rensa", peers.rensa_pairs(texts, threshold=JACCARD)),
            ("datasketch", peers.datasketch_pairs(texts, threshold=JACCARD)),
        ):
            say_pairs(f"{name}, Jaccard {JACCARD}", peers.close(pairs | ids, len(texts)), wanted)


def measure_scoop(folder: Path) -> None:
    """News items as (address, headline): which are one item."""
    rows = [json.loads(line) for line in (folder / "dedup_ground_truth_items.jsonl").open(encoding="utf-8")]
    wanted = peers.close(same(row["story_gt_id"] for row in rows), len(rows))
    print(f"scoop: {len(rows)} items, {len(wanted)} pairs; all are given the same addresses")
    say_pairs("addresses as they stand, alone", peers.close(same(row["canonical_url"] for row in rows), len(rows)), wanted)
    ids = same(address_key(row["canonical_url"]) for row in rows)
    compare_pairs([row["title"] for row in rows], wanted, ids)


def measure_planted(folder: Path) -> None:
    """Articles with planted duplicates."""
    for path in sorted((folder / "data").glob("*.train"), key=lambda p: p.stat().st_size):
        rows = [line.partition(" ") for line in path.read_text(encoding="utf-8", errors="replace").splitlines()]
        place = {name: i for i, (name, _, _) in enumerate(rows)}
        truth = [line.split() for line in path.with_suffix(".truth").read_text(encoding="utf-8").splitlines()]
        wanted = {(min(place[a], place[b]), max(place[a], place[b])) for a, b in truth}
        print(f"minhash_articles {path.stem}: {len(rows)} articles, {len(wanted)} pairs")
        compare_pairs([text for _, _, text in rows], wanted, set())


def rank(values: Sequence[float]) -> list[float]:
    """Ranks, those of equal values their mean."""
    order = sorted(range(len(values)), key=values.__getitem__)
    ranks = [0.0] * len(values)
    at = 0
    while at < len(order):
        end = at
        while end < len(order) and values[order[end]] == values[order[at]]:
            end += 1
        for i in order[at:end]:
            ranks[i] = (at + end - 1) / 2
        at = end
    return ranks


def correlate(left: Sequence[float], right: Sequence[float]) -> float:
    """Spearman's rank correlation."""
    a, b = rank(left), rank(right)
    x, y = sum(a) / len(a), sum(b) / len(b)
    cross = sum((p - x) * (q - y) for p, q in zip(a, b, strict=True))
    spread = sum((p - x) ** 2 for p in a) * sum((q - y) ** 2 for q in b)
    return float(cross / spread**0.5)


def measure_rewriting(folder: Path) -> None:
    """Answers copied, lightly and heavily rewritten, or written freely: rank correlation with these four levels."""
    with (folder / "file_information.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["Category"] in LEVELS]

    def read(name: str) -> str:
        return (folder / name).read_text(encoding="utf-8", errors="replace")

    measures: list[tuple[str, Callable[[str, str], float]]] = [
        ("onrecord, intact", lambda text, source: measure_wording(text, source).intact),
        ("onrecord, share", lambda text, source: measure_wording(text, source).share),
    ]
    if peers.are_here():
        measures += [("rensa, Jaccard", peers.rensa_jaccard), ("datasketch, Jaccard", peers.datasketch_jaccard)]
    print(f"clough_stevenson: {len(rows)} answers, Spearman's rho; the constants were chosen on tasks {', '.join(TUNED)}")
    for name, measure in measures:
        values = [measure(read(row["File"]), read(f"orig_task{row['Task']}.txt")) for row in rows]
        told = []
        for part in (TUNED, "de", "abcde"):
            chosen = [i for i, row in enumerate(rows) if row["Task"] in part]
            told.append(correlate([values[i] for i in chosen], [LEVELS[rows[i]["Category"]] for i in chosen]))
        print(f"  {name:34s} a-c {told[0]:.3f}  d, e {told[1]:.3f}  all {told[2]:.3f}")


def measure_direction(folder: Path) -> None:
    """Neighbouring revisions of one page, without dates: which came first."""
    pages = [sorted(page.glob("*.txt"), key=lambda p: int(p.stem)) for page in sorted(folder.iterdir()) if page.is_dir()]
    for name, part in (("the pages it was tuned on (every second)", pages[::2]), ("the others", pages[1::2])):
        told = right = whole = 0
        for page in part:
            texts = [path.read_text(encoding="utf-8", errors="replace") for path in page]
            for earlier, later in pairwise(texts):
                whole += earlier != later
                guess = which_grew(earlier, later)
                told += guess is not None
                right += guess == "left"
        print(f"wiki_versions, {name}: {whole} pairs that differ")
        print(f"  right {right / told:.3f} of those it tells, and it tells {told / whole:.3f}")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="?", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "data")
    folder = parser.parse_args().corpora / "reuse"
    if not peers.are_here():
        print("rensa and datasketch are not installed; ours is measured alone", file=sys.stderr)
    for name, measure in (
        ("scoop", measure_scoop),
        ("minhash_articles", measure_planted),
        ("clough_stevenson", measure_rewriting),
        ("wiki_versions", measure_direction),
    ):
        if (folder / name).is_dir():
            measure(folder / name)
        else:
            print(f"{folder / name}: not there, skipped")


if __name__ == "__main__":
    main()
