"""Names against ConLL++, Worldwide Newswire and Wikigold: F1 of spans to the letter, with their kinds.

Each set is read by its own convention of what a name is, and by the one that is shipped where that is another.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from onrecord.neural import Reader, read_text
from training.reader.columns import KINDS, Tagged, read_conll, read_wikigold, read_worldwide
from training.reader.texts import make_sentences

SETS = {
    "ConLL++ test": (lambda corpora: read_conll(corpora, "test"), 0),
    "Worldwide Newswire, a tenth": (lambda corpora: read_worldwide(corpora, "dev"), 1),
    "Wikigold": (read_wikigold, 0),
}


def score_names(corpora: Path, reader: Reader, *, texts: int | None = None) -> dict[str, dict[str, float]]:
    """F1 of each set, of all kinds and by kind; nothing where the sets are absent."""
    if not (corpora / "names").is_dir():
        return {}
    found = {}
    for name, (read, convention) in SETS.items():
        documents = read(corpora)[:texts]
        found[name] = score_tagged(documents, replace(reader, convention=convention))
        if convention != reader.convention:
            found[f"{name}, as shipped"] = score_tagged(documents, reader)
    return found


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
