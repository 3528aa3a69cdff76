"""Scores a reader on the development sets, with the peers' figures beside it.

    python -m training.reader.scores CORPORA WEIGHTS_FOLDER [--json FILE] [--texts N]

PolNeAR dev (84 articles of US political news, 2,192 attributions) by the corpus folder's own scorer, so that the figures mean
what they mean elsewhere; attributions inside another's content are left out, since the corpus marks none. Skips what is
absent, with a line.
"""

import argparse
import importlib.util
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from onrecord.model import Span
from onrecord.neural import Attribution, Reader, load_reader, read_text
from training.reader.coreference import read_gum_attributions
from training.reader.score_names import score_names
from training.reader.texts import make_sentences

ROWS = ("source", "cue", "content", "source exact", "cue exact", "content exact", "whole exact")
PRONOUNS = frozenset("he she they it we i you who which that".split())
NEAR = 1500  # characters between the cues of two attributions that can be the same
PEERS = {
    "marks": (0.75, 0.64, 0.86, None, None, 0.58, 0.46),
    "two people (train)": (0.808, 0.697, 0.916, 0.795, 0.718, 0.692, 0.610),
    # as benchmarks/quotations.py measures them, on the 83 articles that have a parse
    "textacy": (0.205, 0.207, 0.475, 0.266, 0.317, 0.125, 0.084),
    "dependency rules": (0.532, 0.312, 0.547, 0.490, 0.436, 0.289, 0.241),
    "both": (0.539, 0.335, 0.674, 0.493, 0.459, 0.293, 0.232),
}


def load_scorer(corpora: Path) -> ModuleType:
    """The corpus folder's scorer as a module."""
    spec = importlib.util.spec_from_file_location("score_attribution", corpora / "attribution" / "score_attribution.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{corpora}: no attribution/score_attribution.py there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def as_row(passages: tuple[Span, ...]) -> list[tuple[int, int]]:
    """The passages as the scorer takes them."""
    return [(p.start, p.end) for p in passages]


def leave_nested(found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions that do not stand inside another's content: PolNeAR marks no others."""
    whole = [(c.start, c.end, f.cue) for f in found for c in f.content]
    return [f for f in found if not any(a <= f.cue.start and f.cue.end <= b and f.cue != cue for a, b, cue in whole)]


@dataclass(frozen=True, slots=True)
class Result:
    """What a reader reached: the scorer's figures, recall by kind as (share, number), and words a second."""

    figures: dict[str, float]
    recall: dict[str, tuple[float, int]]
    speed: float


def kinds_of(text: str, row: Mapping[str, Sequence[tuple[int, int]]], publisher: str) -> list[str]:
    """The kinds that an annotated attribution counts for: form of its content, kind of its source, publisher."""
    content = " ".join(text[a:b] for a, b in row["content"]).strip()
    source = " ".join(text[a:b] for a, b in row["source"]).strip()
    quoted = any(c in content for c in '“”"')
    form = "direct" if quoted and content[0] in '“"' and content[-1] in '”"' else "mixed" if quoted else "indirect"
    kind = (
        "none" if not source else "pronoun" if source.lower() in PRONOUNS else "name" if source[0].isupper() else "description"
    )
    return [f"content {form}", f"source {kind}", f"publisher {publisher}"]


def is_found(scorer: ModuleType, text: str, row: Mapping[str, Any], rows: Sequence[Mapping[str, Any]]) -> bool:
    """Whether an attribution is among the found with half of its content's and of its source's tokens."""
    index = [m.span() for m in scorer.TOKEN.finditer(text)]

    def alike(a: frozenset[int], b: frozenset[int]) -> bool:
        return 4 * len(a & b) >= len(a) + len(b)

    want = [scorer.tokens(row[role], index) for role in ("source", "content")]
    near = [r for r in rows if abs(r["cue"][0][0] - row["cue"][0][0]) < NEAR]
    return any(
        all(alike(w, scorer.tokens(r[role], index)) for w, role in zip(want, ("source", "content"), strict=True)) for r in near
    )


def score_polnear(corpora: Path, reader: Reader, *, texts: int | None = None) -> Result:
    """What the reader reaches on PolNeAR dev."""
    scorer = load_scorer(corpora)
    split = corpora / "attribution" / "polnear" / "dev"
    pairs, words, spent = [], 0, 0.0
    counts: dict[str, list[bool]] = {}
    for path in sorted((split / "text").glob("*.txt"))[:texts]:
        text = path.read_text(encoding="utf8")
        first = min((split / "attributions").glob(f"{path.stem}_*.ann"))
        begun = time.process_time()
        marks = read_text(text, make_sentences(text), reader=reader)
        spent += time.process_time() - begun
        words += len(text.split())
        found = marks.attributions if marks else ()
        rows = [
            {"source": as_row(f.source), "cue": as_row((f.cue,)), "content": as_row(f.content)} for f in leave_nested(found)
        ]
        gold = scorer.read_annotation(first)
        pairs.append((text, gold, rows))
        for row in gold:
            if row["cue"] and row["content"]:
                hit = is_found(scorer, text, row, rows)
                for kind in kinds_of(text, row, path.name.partition("_")[0]):
                    counts.setdefault(kind, []).append(hit)
    figures, _ = scorer.score(pairs)
    return Result(
        {name: round(value, 4) for name, value in figures.items()},
        {kind: (round(sum(hits) / len(hits), 3), len(hits)) for kind, hits in sorted(counts.items())},
        words / spent,
    )


def score_gum(corpora: Path, reader: Reader, *, texts: int | None = None) -> dict[str, dict[str, float]]:
    """The scorer's figures on GUM's development documents, by genre; their attributions come from discourse annotation."""
    if not (corpora / "attribution" / "gum").is_dir():
        return {}
    scorer = load_scorer(corpora)
    pairs: dict[str, list[tuple[str, list[dict[str, Any]], list[dict[str, Any]]]]] = {}
    for genre, text, gold in read_gum_attributions(corpora, "dev")[:texts]:
        marks = read_text(text, make_sentences(text), reader=reader)
        found = [
            {"source": as_row(f.source), "cue": as_row((f.cue,)), "content": as_row(f.content)}
            for f in (marks.attributions if marks else ())
        ]
        pairs.setdefault(genre, []).append((text, gold, found))
    wanted = {"news": ["news"], "interview": ["interview"], "all": sorted(pairs)}
    return {
        name: {key: round(value, 4) for key, value in scorer.score([p for g in genres for p in pairs.get(g, [])])[0].items()}
        for name, genres in wanted.items()
    }


def show_more(corpora: Path, reader: Reader, *, texts: int | None) -> dict[str, Any]:
    """Prints what the other heads reach, and gives it."""
    names = score_names(corpora, reader, texts=texts)
    print(f"\n{'names, F1 of spans and kinds':39s}" + "".join(f"{kind:>14s}" for kind in next(iter(names.values()), {})))
    for name, row in names.items():
        print(f"{name:40s}" + "".join(f"{value:14.3f}" for value in row.values()))
    gum = score_gum(corpora, reader, texts=texts)
    print("\nGUM dev, attributions, F1" + "".join(f"{name:>15s}" for name in ROWS))
    for name, row in gum.items():
        print(f"{name:25s}" + "".join(f"{row[key]:15.3f}" for key in ROWS))
    return {"names": names, "GUM dev": gum}


def main() -> None:
    """Scores and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", type=Path)
    parser.add_argument("weights", type=Path)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--texts", type=int)
    args = parser.parse_args()
    if not (args.corpora / "attribution" / "polnear" / "dev").is_dir():
        print(f"{args.corpora}: no attribution/polnear/dev there; docs/model-card.md says where to get it. Nothing scored.")
        return
    if not (args.weights / "manifest.json").exists():
        print(f"{args.weights}: no weights there; docs/model-card.md says how to make them. Nothing scored.")
        return
    result = score_polnear(args.corpora, load_reader(args.weights), texts=args.texts)
    print("PolNeAR dev, F1        " + "".join(f"{name:>15s}" for name in ROWS))
    print(f"{'this reader':23s}" + "".join(f"{result.figures[name]:15.3f}" for name in ROWS))
    for peer, values in PEERS.items():
        print(f"{peer:23s}" + "".join(f"{'-' if v is None else f'{v:.3f}':>15s}" for v in values))
    print(
        "recall of attributions with half of content and source: "
        + ", ".join(f"{kind} {share:.2f} of {number}" for kind, (share, number) in result.recall.items())
    )
    print(f"{result.speed:.0f} words a processor second")
    more = show_more(args.corpora, load_reader(args.weights), texts=args.texts)
    if args.json:
        args.json.write_text(json.dumps({"PolNeAR dev": result.figures, **more}, indent=1) + "\n", encoding="utf8")


if __name__ == "__main__":
    main()
