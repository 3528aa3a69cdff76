"""Scores a reader on the development sets, with the peers' figures beside it.

    python -m training.reader.scores CORPORA WEIGHTS_FOLDER [--json FILE] [--texts N]

PolNeAR dev (84 articles of US political news, 2,192 attributions) by the corpus folder's own scorer, so that the figures mean
what they mean elsewhere; attributions inside another's content are left out, since the corpus marks none. Skips what is
absent, with a line.
"""

import argparse
import importlib.util
import json
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from onrecord.clean.sentences import split_sentences
from onrecord.model import Sentence, Span
from onrecord.neural import Attribution, Reader, find_attributions, load_reader
from training.reader.polnear import LINE

ROWS = ("source", "cue", "content", "source exact", "cue exact", "content exact", "whole exact")
PEERS = {
    "marks": (0.75, 0.64, 0.86, None, None, 0.58, 0.46),
    "two people (train)": (0.808, 0.697, 0.916, 0.795, 0.718, 0.692, 0.610),
    "textacy (test)": (0.144, 0.159, 0.427, None, None, None, None),
    "dependency rules (test)": (0.580, 0.333, 0.517, None, None, None, None),
    "both (test)": (0.588, 0.352, 0.664, None, None, None, None),
}


def load_scorer(corpora: Path) -> ModuleType:
    """The corpus folder's scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_attribution", corpora / "attribution" / "score_attribution.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{corpora}: no attribution/score_attribution.py there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def make_sentences(text: str) -> list[Sentence]:
    """The sentences of a text whose lines are its paragraphs."""
    lines = [m.span() for m in LINE.finditer(text)]
    return [Sentence(start=a, end=b, paragraph=n) for n, line in enumerate(lines) for a, b in split_sentences(text, *line)]


def as_row(passages: tuple[Span, ...]) -> list[tuple[int, int]]:
    """The passages as the scorer takes them."""
    return [(p.start, p.end) for p in passages]


def leave_nested(found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions that do not stand inside another's content: PolNeAR marks no others."""
    whole = [(c.start, c.end, f.cue) for f in found for c in f.content]
    return [f for f in found if not any(a <= f.cue.start and f.cue.end <= b and f.cue != cue for a, b, cue in whole)]


def score_polnear(corpora: Path, reader: Reader, *, texts: int | None = None) -> tuple[dict[str, float], float]:
    """The figures on PolNeAR dev, and how many words a second were read."""
    scorer = load_scorer(corpora)
    split = corpora / "attribution" / "polnear" / "dev"
    pairs, words, spent = [], 0, 0.0
    for path in sorted((split / "text").glob("*.txt"))[:texts]:
        text = path.read_text(encoding="utf8")
        first = min((split / "attributions").glob(f"{path.stem}_*.ann"))
        begun = time.perf_counter()
        found = find_attributions(text, make_sentences(text), reader=reader) or ()
        spent += time.perf_counter() - begun
        words += len(text.split())
        rows = [
            {"source": as_row(f.source), "cue": as_row((f.cue,)), "content": as_row(f.content)} for f in leave_nested(found)
        ]
        pairs.append((text, scorer.read_annotation(first), rows))
    figures, _ = scorer.score(pairs)
    return {name: round(value, 4) for name, value in figures.items()}, words / spent


def main() -> None:
    """Scores and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--texts", type=int)
    args = parser.parse_args()
    if not (args.corpora / "attribution" / "polnear" / "dev").is_dir():
        sys.exit(f"{args.corpora}: no attribution/polnear/dev there; docs/model-card.md says where to get it. Nothing scored.")
    figures, speed = score_polnear(args.corpora, load_reader(args.weights), texts=args.texts)
    print("PolNeAR dev, F1        " + "".join(f"{name:>15s}" for name in ROWS))
    print(f"{'this reader':23s}" + "".join(f"{figures[name]:15.3f}" for name in ROWS))
    for peer, values in PEERS.items():
        print(f"{peer:23s}" + "".join(f"{'-' if v is None else f'{v:.3f}':>15s}" for v in values))
    print(f"{speed:.0f} words a second")
    if args.json:
        args.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
