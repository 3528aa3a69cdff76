"""Wording that two articles of a story share and hardly any other: they are about the same news, so of about the same day.

What many of its articles hold is background, copied from one to the next for months.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from onrecord.group.signatures import split_words
from onrecord.group.sketches import body_text
from onrecord.model import Document

#: Words of a run, and the share of a story's articles that may have it, where that is more than two of them.
_LENGTH, _FEW = 4, 4
#: A run that more articles than this have says nothing of two of them, however large the story.
_MOST = 24

Run = tuple[bytes, ...]


def share_runs(documents: Sequence[Document], wanted: Iterable[str]) -> dict[str, dict[str, float]]:
    """For each article that is wanted, by the other articles: the share of runs of four words that few but the two have.

    The share is of the runs of the shorter one.
    """
    asked = set(wanted)
    runs = {d.article.id: _split(d) for d in documents}
    looked_for = {run for id_ in asked for run in runs[id_]}
    holders: dict[Run, list[str]] = {}
    for id_, own in sorted(runs.items()):
        for run in own & looked_for:
            holders.setdefault(run, []).append(id_)
    few = max(2, len(documents) // _FEW)
    counts: dict[str, Counter[str]] = {id_: Counter() for id_ in asked}
    for having in holders.values():
        if 1 < len(having) <= min(few, _MOST):
            for id_ in having:
                if id_ in asked:
                    counts[id_].update(other for other in having if other != id_)
    return {id_: _weigh(id_, found, runs) for id_, found in counts.items()}


def _weigh(id_: str, found: Mapping[str, int], runs: Mapping[str, set[Run]]) -> dict[str, float]:
    return {other: n / max(1, min(len(runs[id_]), len(runs[other]))) for other, n in sorted(found.items())}


def _split(document: Document) -> set[Run]:
    words = split_words(body_text(document))
    return set(zip(*(words[k:] for k in range(_LENGTH)), strict=False))
