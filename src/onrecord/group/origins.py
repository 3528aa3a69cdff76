"""Independent beginnings of information: copies, rewrites and a shared wire count once."""

import re
from collections.abc import Sequence

from onrecord.group.precedence import credited_names, is_named
from onrecord.model import Document, Origin, Reuse
from onrecord.text import WORD, make_id, words

_HOST = re.compile(r"^[a-z]+://(?:www\.)?([^/?#:]+).*$", re.DOTALL)
LEAST_SHARE = 0.2  # of an article's words: less is a borrowed paragraph, not a copy; a claim in it still counts once


def find_origins(documents: Sequence[Document], reuse: Sequence[Reuse]) -> tuple[Origin, ...]:
    """The origins of the articles of one story, each with the receipt it rests on.

    Articles go back to one origin where one credits another's publisher or both credit one agency, and where one's wording
    stands in the other for a fifth of its words.
    """
    by_id = {d.article.id: d for d in documents}
    root = {id_: id_ for id_ in by_id}
    receipts: dict[str, list[str]] = {}

    def find(id_: str) -> str:
        while root[id_] != id_:
            root[id_] = root[root[id_]]
            id_ = root[id_]
        return id_

    def join(left: str, right: str, receipt: str) -> None:
        a, b = sorted((find(left), find(right)))
        if a != b:
            root[b] = a
            receipts.setdefault(a, []).extend([*receipts.pop(b, []), receipt])

    shared = _shared_words(reuse)
    length = {id_: _length(by_id[id_]) for id_ in {id_ for pair in shared for id_ in pair}}
    for (left, right), (count, reason) in sorted(shared.items()):
        least = min(length[left], length[right]) or 1
        if count >= LEAST_SHARE * least:
            join(left, right, f"{_name(by_id[left])} shares {count} words with {_name(by_id[right])} ({reason})")
    for credit, ids in sorted(_by_credit(documents).items()):
        for other in ids[1:]:
            join(ids[0], other, _tell_credit(by_id[ids[0]], by_id[other], credit))

    groups: dict[str, list[str]] = {}
    for id_ in sorted(by_id):
        groups.setdefault(find(id_), []).append(id_)
    return tuple(_origin([by_id[i] for i in ids], receipts.get(first, [])) for first, ids in sorted(groups.items()))


def _shared_words(reuse: Sequence[Reuse]) -> dict[tuple[str, str], tuple[int, str]]:
    """How many words each pair of articles shares, and the reason given for which is the earlier."""
    shared: dict[tuple[str, str], tuple[int, str]] = {}
    for r in reuse:
        if r.left.article != r.right.article:
            pair = (min(r.left.article, r.right.article), max(r.left.article, r.right.article))
            count = round(min(len(words(r.left.exact)), len(words(r.right.exact))) * r.similarity)
            shared[pair] = (shared.get(pair, (0, ""))[0] + count, r.reason)
    return shared


def _by_credit(documents: Sequence[Document]) -> dict[str, list[str]]:
    """The articles that credit an agency, and the agency's own, by its name."""
    credited: dict[str, list[str]] = {}
    for d in documents:
        for name in d.layout.agency:
            credited.setdefault(name, []).append(d.article.id)
    for name, ids in credited.items():
        known = set(ids)
        ids.extend(d.article.id for d in documents if d.article.id not in known and is_named(name, d))
        ids.sort()
    return credited


def _tell_credit(left: Document, right: Document, credit: str) -> str:
    """Which of two articles credit an agency, and whose article is the agency's own."""
    crediting = sorted(_name(d) for d in (left, right) if credit in d.layout.agency)
    told = f"{' and '.join(crediting)} {'credit' if len(crediting) > 1 else 'credits'} {credit}"
    own = [_name(d) for d in (left, right) if credit not in d.layout.agency]
    return f"{told}, which {own[0]} is" if own and own[0] != credit else told


def _length(document: Document) -> int:
    return sum(len(WORD.findall(document.article.text, s.start, s.end)) for s in document.layout.sentences)


def _name(document: Document) -> str:
    article = document.article
    return article.publisher or (article.path or article.url or article.id).replace("\\", "/").rsplit("/", 1)[-1]


def _outlet(document: Document) -> str:
    """The outlet of an article: its publisher, else the host of its address, else its file."""
    return document.article.publisher or _HOST.sub(r"\1", document.article.url or "") or _name(document)


def _origin(documents: Sequence[Document], receipts: Sequence[str]) -> Origin:
    """The origin of some articles: named after the agency most of them credit, else after the earliest."""
    named = [name for d in documents for name in d.layout.agency]
    first = min(documents, key=lambda d: (bool(credited_names(d)), d.reading.anchor.earliest or "9999", d.article.id))
    name = min(set(named), key=lambda n: (-named.count(n), n)) if named else _outlet(first)
    if len(documents) == 1:
        reason = f"{_name(first)} credits {name}" if named else "shares no wording with another article"
    else:
        reason = "; ".join(dict.fromkeys(receipts))
    ids = tuple(sorted(d.article.id for d in documents))
    return Origin(id=make_id("o", *ids), name=name, articles=ids, reason=reason)
