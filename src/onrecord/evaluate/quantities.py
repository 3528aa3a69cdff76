"""Scores of quantities on public corpora, the peers beside them: `python -m onrecord.evaluate.quantities CORPORA`.

NewsQuant dev (298 sentences of news) against its floors, and MeasEval train (science), which is reported. The peers' figures
are published ones on the whole of NewsQuant, of which the half at hand is a part. Exit codes: 0, 1 (below a floor), 2 (another
corpus than the floors were measured on).
"""

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from onrecord.errors import OnrecordError
from onrecord.evaluate.floors import read_floors
from onrecord.evaluate.measeval import load_paragraphs, score_measeval
from onrecord.evaluate.newsquant import PARTS, load_sentences, path_in, score_newsquant

FLOORS = Path("benchmarks/floors.toml")
PEERS = {"CQE (2023)": (0.920, 0.856, 0.881), "quantulum3 (2023)": (0.730, 0.472, None)}


def main(arguments: Sequence[str] | None = None) -> int:
    """Scores, prints the table, and checks the floors."""
    parser = argparse.ArgumentParser(prog="python -m onrecord.evaluate.quantities", description=__doc__)
    parser.add_argument("corpora", type=Path, help="the folder of corpora")
    parser.add_argument("--floors", type=Path, default=FLOORS, help=f"the file of floors (default {FLOORS})")
    parser.add_argument("--misses", type=int, default=0, help="show so many differences from NewsQuant")
    options = parser.parse_args(arguments)
    rows = load_sentences(options.corpora)
    if rows is None:
        print(f"{options.corpora}: no figures/newsquant there; docs/corpora.md says where to get it. Nothing scored.")
        return 0
    scores, misses = score_newsquant(rows)
    print(f"{'NewsQuant dev, F1':24}" + "".join(f"{name:>15}" for name in ("value", "value, unit", "value, change")))
    for name, figures in {"this grammar": tuple(scores[part].f for part in PARTS), **PEERS}.items():
        print(f"{name:24}" + "".join(f"{'-' if f is None else f'{f:.3f}':>15}" for f in figures))
    paragraphs = load_paragraphs(options.corpora)
    if paragraphs:
        overlap, same = score_measeval(paragraphs)
        print(
            f"MeasEval train, spans: overlapping P {overlap.p:.3f} R {overlap.r:.3f} F1 {overlap.f:.3f}, exact F1 {same.f:.3f}"
        )
    for miss in misses[: options.misses]:
        print(f"{miss.kind:7} wanted {miss.wanted or '-'}; found {miss.found or '-'}; {miss.text[:200]}")
    try:
        floors = {s.name: s for s in read_floors(options.floors)}["newsquant"]
    except (OnrecordError, KeyError) as error:
        print(f"error: no floors for newsquant in {options.floors} ({error})", file=sys.stderr)
        return 2
    if hashlib.sha256(path_in(options.corpora).read_bytes()).hexdigest() not in floors.sha256.values():
        print("error: this newsquant-dev.json is not the one that the floors were measured on", file=sys.stderr)
        return 2
    low = [(name, scores[name.partition(".")[0]].f or 0.0, floor) for name, floor in floors.mean.items()]
    for name, value, floor in low:
        if value < floor:
            print(f"below the floor: newsquant {name} is {value:.4f}, the floor is {floor}")
    return int(any(value < floor for _, value, floor in low))


if __name__ == "__main__":
    sys.exit(main())
