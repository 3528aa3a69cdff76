"""Quantities against MeasEval (Harper et al. 2021), paragraphs of science: a foreign domain, on which nothing is tuned."""

import csv
from pathlib import Path

from onrecord.clean.sentences import split_sentences
from onrecord.evaluate.scores import Score, score_counts
from onrecord.understand.figures.quantities import read_quantities

Spans = list[tuple[int, int]]


def load_paragraphs(corpora: Path) -> list[tuple[str, Spans]] | None:
    """Each training paragraph with the spans of its quantities; None where the corpus is absent."""
    folder = corpora / "figures" / "measeval" / "train"
    rows = []
    for path in sorted((folder / "text").glob("*.txt")):
        table = folder / "tsv" / f"{path.stem}.tsv"
        if not table.exists():
            continue
        with table.open(encoding="utf-8", newline="") as lines:
            found = [r for r in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if r["annotType"] == "Quantity"]
        rows.append((path.read_text(encoding="utf-8"), [(int(r["startOffset"]), int(r["endOffset"])) for r in found]))
    return rows or None


def score_measeval(rows: list[tuple[str, Spans]]) -> tuple[Score, Score]:
    """Spans that overlap, and spans that are the same but for marks at their ends.

    A list ("4 kg, 6 kg and 13 kg") is one span there: what is found in it counts as one.
    """
    touched = same = wanted = found = right = 0
    for text, golds in rows:
        spans = [
            (q.start, q.end)
            for start, end in split_sentences(text, 0, len(text))
            for q in read_quantities(text, start, end, asides=True)
        ]
        wanted, found = wanted + len(golds), found + len(spans)
        touched += sum(any(a < end and start < b for a, b in spans) for start, end in golds)
        right += sum(any(a < end and start < b for a, b in golds) for start, end in spans)
        bare = {_strip(text, *s) for s in spans}
        same += sum(_strip(text, *g) in bare for g in golds)
    precision, recall = right / found if found else 0.0, touched / wanted if wanted else 0.0
    both = precision + recall
    overlap = Score(p=precision, r=recall, f=2 * precision * recall / both if both else 0.0, found=found, gold=wanted)
    return overlap, score_counts(same, found, wanted)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[end - 1].isalnum() and text[end - 1] not in "%°‰":
        end -= 1
    while start < end and not text[start].isalnum() and text[start] not in "-−$£€":
        start += 1
    return start, end
