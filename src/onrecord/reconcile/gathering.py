"""The statements and figures of documents as the items that are compared."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from onrecord.language.polarity import denies_claim, is_negative
from onrecord.model import Document, Figure, Origin, Quotation, Reuse, Sentence, Source, Stance, When
from onrecord.reconcile.items import Material, Quantity, Statement, content_of, source_key
from onrecord.reconcile.spelling import find_full_names
from onrecord.text import fold

_PRONOUNS = frozenset(
    ("i", "we", "you", "he", "she", "it", "they", "who", "which", "that", "its", "his", "her", "their", "one")
)
_CONTEXT = 1000


def _sentence_at(sentences: Sequence[Sentence], offset: int) -> int:
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return low


def _day(document: Document) -> str | None:
    anchor = document.reading.anchor
    return anchor.earliest if anchor.earliest and anchor.earliest == anchor.latest else anchor.latest


def stance_of(quotation: Quotation) -> Stance:
    """The stance as it bears on what is so: who refuses an offer denies nothing, who says "not" asserts it."""
    if quotation.stance != "denies" or denies_claim(quotation):
        return quotation.stance
    return "asserts" if is_negative(quotation.content[0].exact if quotation.content else "") else "orders"


def _key_of(source: Source | None) -> str:
    key = source_key(source.name, person=source.kind == "person") if source else ""
    return "" if key in _PRONOUNS else key


def _make_statement(
    document: Document, quotation: Quotation, shared: Sequence[tuple[int, int, int]], meaning: bytes
) -> Statement:
    start = quotation.content[0].start if quotation.content else 0
    said = quotation.said.earliest if quotation.said and not _is_open(quotation.said) else None
    sentences = document.layout.sentences
    sentence = _sentence_at(sentences, start)
    beside = sentences[max(0, sentence - 1) : sentence + 1]
    return Statement(
        id=quotation.id,
        article=document.article.id,
        start=start,
        text=content_of(quotation),
        source=_key_of(quotation.source),
        day=said or _day(document),
        quotation=quotation,
        stance=stance_of(quotation),
        sentence=sentence,
        headline=quotation.headline,
        meaning=meaning,
        context=document.article.text[beside[0].start : beside[-1].end][-_CONTEXT:] if beside else content_of(quotation),
        reused=_reuses_at(start, shared),
    )


def _reuses_at(start: int, shared: Sequence[tuple[int, int, int]]) -> frozenset[int]:
    return frozenset(number for first, last, number in shared if first <= start < last)


def _make_quantity(
    document: Document, figure: Figure, quotations: Mapping[str, Quotation], shared: Sequence[tuple[int, int, int]]
) -> Quantity:
    sentences = document.layout.sentences
    number = _sentence_at(sentences, figure.passage.start)
    inside = number < len(sentences) and sentences[number].start <= figure.passage.start
    begin = sentences[number].start if inside else figure.passage.start
    context = document.article.text[begin : sentences[number].end] if inside else figure.passage.exact
    anchor = document.reading.anchor
    quotation = quotations.get(figure.quotation or "")
    when = figure.as_of if figure.as_of is not None and (figure.as_of.earliest or figure.as_of.latest) else anchor
    if _is_open(anchor) and (when.earliest, when.latest) == (anchor.earliest, anchor.latest):
        when = When()
    return Quantity(
        id=figure.id,
        article=document.article.id,
        start=figure.passage.start,
        text=figure.indicator,
        source=_key_of(quotation.source) if quotation and quotation.source else source_key(figure.giver),
        day=_day(document),
        reused=_reuses_at(figure.passage.start, shared),
        figure=figure,
        context=context,
        passage_in_context=figure.passage.start - begin,
        first=when.earliest or when.latest,
        last=when.latest or when.earliest,
        stated=when is figure.as_of and when.basis != "inferred",
        stance=_stance_at(quotation, figure) if quotation else "asserts",
    )


def _is_open(when: When) -> bool:
    """Whether it is only told that a time is after a day, or before one: an undated article that speaks of 2031."""
    return when.basis == "inferred" and (when.earliest is None) != (when.latest is None)


# "denied any role in the raid, in which 90 people died": the deaths are not denied
_GRANTED = re.compile(
    r",? (?:(?:in|by|of|during|after) which|which|who|whose|where|when)\b|\bthat (?:killed|left|claimed|cost|injured)\b"
)


def _stance_at(quotation: Quotation, figure: Figure) -> Stance:
    """The stance on a number of a statement: what a denial grants in passing is no part of it."""
    stance = stance_of(quotation)
    before = next(
        (c.exact[: figure.passage.start - c.start] for c in quotation.content if c.start <= figure.passage.start < c.end), ""
    )
    return "asserts" if stance == "denies" and _GRANTED.search(before) else stance


def _set_against(figures: Sequence[Figure], quotations: Mapping[str, Quotation]) -> set[str]:
    """The figures that a statement sets against its source's own: "they are owed 9 million; the bank puts it at three".

    A figure that its source gives for somebody else ("the team's best estimate") is its source's too.
    """
    apart: set[str] = set()
    own: set[tuple[str, str]] = set()
    for f in sorted(figures, key=lambda f: (f.passage.start, f.id)):
        quotation = quotations.get(f.quotation or "")
        if f.giver and quotation and quotation.source:
            if f.giver == quotation.source.name:
                own.add((quotation.id, f.indicator))
            elif (quotation.id, f.indicator) in own:
                apart.add(f.id)
    return apart


def right_pronouns(document: Document) -> list[Quotation]:
    """The quotations of an article, each "it" that was taken for the place of the speaker before it given back to that speaker.

    "A spokeswoman at the Orsk office in Vell said ..., but it denied ...": who denies is not Vell.
    """
    sentences = document.layout.sentences
    found: list[Quotation] = []
    before: Quotation | None = None
    for q in sorted(document.reading.quotations, key=lambda q: (q.content[0].start if q.content else 0, q.id)):
        source, said = q.source, before.source if before else None
        if source and said and source.mention and said.mention and fold(source.mention.exact) in _PRONOUNS:
            one = _sentence_at(sentences, source.mention.start) == _sentence_at(sentences, said.mention.start)
            if one and source.name != said.name and re.search(rf" (?:in|at|from|near|of) {re.escape(source.name)}$", said.name):
                q = replace(q, source=replace(source, name=said.name, kind=said.kind))
        found.append(q)
        before = q
    return found


def _name(document: Document) -> str:
    article = document.article
    return article.publisher or (article.path or article.url or article.id).replace("\\", "/").rsplit("/", 1)[-1]


def gather(documents: Sequence[Document], reuse: Sequence[Reuse], origins: Sequence[Origin]) -> Material:
    """The statements and figures of the documents, with the origin of each article."""
    shared: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for number, row in enumerate(reuse):
        for passage in (row.left, row.right):
            shared[passage.article].append((passage.start, passage.end, number))
    documents = sorted(documents, key=lambda d: d.article.id)
    statements, quantities = [], []
    sources = []
    for document in documents:
        read = {q.id: q for q in document.reading.quotations}
        by_id = {q.id: q for q in right_pronouns(document)}
        meant = {i: q.source.name for i, q in by_id.items() if q.source and q is not read[i]}
        figures = [replace(f, giver=meant[f.quotation]) if f.quotation in meant else f for f in document.reading.figures]
        meanings = dict(zip(read, document.reading.meanings, strict=False))
        own = shared[document.article.id]
        statements += [_make_statement(document, q, own, meanings.get(i, b"")) for i, q in by_id.items()]
        apart = _set_against(figures, by_id)
        quantities += [_make_quantity(document, f, by_id if f.id not in apart else {}, own) for f in figures]
        sources += [q.source for q in by_id.values() if q.source]
    people = {source_key(source.name, person=True) for source in sources if source.kind == "person"}
    full = find_full_names(people)
    statements = [replace(s, source=full[s.source]) if s.source in full else s for s in statements]
    quantities = [replace(q, source=full[q.source]) if q.source in full else q for q in quantities]
    origin_of = {d.article.id: d.article.id for d in documents}
    for origin in sorted(origins, key=lambda o: o.id):
        origin_of.update(dict.fromkeys(origin.articles, origin.id))
    return Material(
        statements=tuple(sorted(statements, key=lambda s: (s.article, s.start, s.id))),
        quantities=tuple(sorted(quantities, key=lambda f: (f.article, f.start, f.id))),
        origin_of=origin_of,
        reason_of={origin.id: origin.reason for origin in origins},
        publisher_of={d.article.id: d.article.publisher or "" for d in documents},
        name_of={d.article.id: _name(d) for d in documents},
        shared=tuple(" ".join(row.left.exact.split()) for row in reuse),
    )
