"""Names against ConLL++, Worldwide Newswire and Wikigold: F1 of spans to the letter, with their kinds."""

from collections.abc import Sequence
from pathlib import Path

from onrecord.neural import Reader, read_text
from training.reader.columns import KINDS, Tagged, read_conll, read_wikigold, read_worldwide
from training.reader.texts import make_sentences

SETS = {
    "ConLL++ test": lambda corpora: read_conll(corpora, "test"),
    "Worldwide Newswire, a tenth": lambda corpora: read_worldwide(corpora, "dev"),
    "Wikigold": read_wikigold,
}


def score_names(corpora: Path, reader: Reader, *, texts: int | None = None) -> dict[str, dict[str, float]]:
    """F1 of each set, of all kinds and by kind; a set that is absent is left out."""
    if not (corpora / "names").is_dir():
        return {}
    return {name: score_tagged(read(corpora)[:texts], reader) for name, read in SETS.items()}


def score_tagged(documents: Sequence[Tagged], reader: Reader) -> dict[str, float]:
    """F1 of the names, of all kinds and by kind."""
    hits, found, gold = (dict.fromkeys((*KINDS, "all"), 0) for _ in range(3))
    for one in documents:
        marks = read_text(one.text, make_sentences(one.text), reader=reader)
        want = {(a, b, kind) for a, b, kind in one.names}
        have = {(n.start, n.end, str(n.kind)) for n in marks.names} if marks else set()
        for rows, count in ((want & have, hits), (have, found), (want, gold)):
            for _, _, kind in rows:
                count[kind] += 1
                count["all"] += 1
    return {kind: round(2 * hits[kind] / max(1, found[kind] + gold[kind]), 4) for kind in hits}
