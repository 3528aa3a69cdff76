"""Near duplicates among many articles: time, memory and recall, with rensa and datasketch on the same articles.

    python benchmarks/scale.py [--articles 10000 100000] [--ways onrecord]

Each measurement is a process of its own, from the file of articles (benchmarks/made.py) to the pairs: reading, splitting,
sketching, finding candidates, and for ours the verification word by word; `rensa + verification` hands rensa's candidates to
the same verification. CPU seconds are of all threads; memory is the most the process held beyond what it held before it began,
an article. A peer has 32 permutations in 16 bands, near the
probabilities of ours, and rensa 128 in 16, a stricter index.
"""

import argparse
import json
import math
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path

import peers
from made import Made, make_articles

from onrecord.group.copies import Copy, find_copies, group_copies, share_of_wording

Pairs = set[tuple[int, int]]
LINEAR = 1.3  # the most that time over n log n may grow from one size to the next


def most_memory() -> int:
    """Kilobytes, the most that this process held since it began."""
    status = Path("/proc/self/status")
    if status.exists():  # what getrusage tells includes the process that this one was forked from
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def ours(texts: Sequence[str]) -> Pairs:
    """The pairs of `find_copies`."""
    return {(c.left, c.right) for c in find_copies(texts)}


def verified(texts: Sequence[str], pairs: Pairs) -> Pairs:
    """The pairs of a peer that stand the verification of ours."""
    return {(a, b) for a, b in pairs if share_of_wording(texts[a], texts[b])}


WAYS: dict[str, Callable[[Sequence[str]], Pairs]] = {
    "onrecord": ours,
    "rensa, 32 in 16": lambda texts: peers.rensa_candidates(texts, permutations=32, bands=16),
    "rensa, 32 in 16 + verification": lambda texts: verified(texts, peers.rensa_candidates(texts, permutations=32, bands=16)),
    "rensa, 128 in 16": lambda texts: peers.rensa_candidates(texts, permutations=128, bands=16),
    "datasketch, 32 in 16": lambda texts: peers.datasketch_candidates(texts, permutations=32, bands=16),
}


def measure(way: str, texts: Made) -> dict[str, float]:
    """CPU and wall-clock seconds, memory an article in bytes, recall over the planted copies, precision over the pairs.

    A copy is found where it is in one group with what it was made from, groups being what the pairs tie together.
    """
    before = most_memory()
    cpu, wall = time.process_time(), time.perf_counter()
    pairs = WAYS[way](texts)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    peak = most_memory()
    group = group_copies([Copy(left=a, right=b, share=1.0) for a, b in pairs], len(texts))
    first = list(range(len(texts)))
    for i, made_from in enumerate(texts.original):
        first[i] = first[made_from] if made_from >= 0 else i
    copies = [(made_from, i) for i, made_from in enumerate(texts.original) if made_from >= 0]
    return {
        "cpu": cpu,
        "wall": wall,
        "memory": 1024 * (peak - before) / len(texts),
        "peak": peak / 1024,
        "recall": sum(group[a] == group[b] for a, b in copies) / len(copies),
        "precision": sum(first[a] == first[b] for a, b in pairs) / max(1, len(pairs)),
    }


def measure_apart(way: str, path: Path) -> dict[str, float]:
    """`measure` in a process of its own."""
    command = [sys.executable, __file__, "--one", way, "--file", str(path)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def compare(counts: Sequence[int], ways: Sequence[str]) -> dict[str, list[float]]:
    """Prints a row for each number of articles and way; CPU seconds an article and unit of log n, by way."""
    columns = ("articles", "CPU s", "wall s", "us each", "bytes each", "peak MB", "recall", "precision")
    print(f"{'':32s}" + "".join(f"{c:>11s}" for c in columns))
    grown: dict[str, list[float]] = {way: [] for way in ways}
    with tempfile.TemporaryDirectory() as folder:
        for count in counts:
            path = Path(folder) / f"{count}.txt"
            make_articles(count, path)
            for way in ways:
                m = measure_apart(way, path)
                cells = (
                    f"{count}",
                    f"{m['cpu']:.1f}",
                    f"{m['wall']:.1f}",
                    f"{1e6 * m['cpu'] / count:.0f}",
                    f"{m['memory']:.0f}",
                )
                cells += (f"{m['peak']:.0f}", f"{m['recall']:.4f}", f"{m['precision']:.4f}")
                print(f"{way:32s}" + "".join(f"{c:>11s}" for c in cells), flush=True)
                grown[way].append(m["cpu"] / (count * math.log(count)))
            path.unlink()
    return grown


def main() -> int:
    """Measures, prints, and fails where time grows faster than n log n."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--ways", nargs="+", default=list(WAYS), choices=list(WAYS), help="what to measure")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--file", type=Path, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        print(json.dumps(measure(args.one, Made(args.file))))
        return 0
    ways = args.ways if peers.are_here() else ["onrecord"]
    if ways != args.ways:
        print("ours alone: the peers are not installed")
    grown = compare(sorted(args.articles), ways).get("onrecord", [])
    ratios = [after / before for before, after in pairwise(grown)]
    print("ours, time over n log n from one size to the next: " + " ".join(f"{r:.2f}" for r in ratios))
    return int(any(r > LINEAR for r in ratios))


if __name__ == "__main__":
    sys.exit(main())
