"""The way of the data: every stage in turn, on plain values."""

from collections.abc import Iterable, Mapping, Sequence

from onrecord.clean.layout import lay_out
from onrecord.group.days import infer_days
from onrecord.group.origins import find_origins
from onrecord.group.reuse import find_reuse
from onrecord.group.stories import are_linked, make_sketch
from onrecord.model import Article, Document, Reading, Story, StoryRecord, When
from onrecord.reconcile.story import reconcile
from onrecord.tell.timeline import make_timeline
from onrecord.text import make_id
from onrecord.understand.reading import understand


def read_document(article: Article) -> Document:
    """One article by itself: its layout and its reading."""
    layout = lay_out(article)
    reading = understand(article, layout, anchor=layout.published) if layout.readable else Reading(anchor=layout.published)
    return Document(article=article, layout=layout, reading=reading)


def with_day(document: Document, day: When) -> Document:
    """The document read again with another day of publication."""
    if day == document.reading.anchor:
        return document
    reading = understand(document.article, document.layout, anchor=day)
    return Document(article=document.article, layout=document.layout, reading=reading)


def record_story(documents: Sequence[Document]) -> tuple[list[Document], StoryRecord]:
    """What is derived across the articles of one story, and the documents with their inferred days."""
    documents = sorted(documents, key=lambda d: d.article.id)
    days = infer_days(documents)
    documents = [with_day(d, days[d.article.id]) if d.article.id in days else d for d in documents]
    reuse = find_reuse(documents)
    origins = find_origins(documents, reuse)
    reconciled = reconcile(documents, reuse=reuse, origins=origins)
    ids = tuple(d.article.id for d in documents)
    known = [d for d in documents if d.reading.anchor.earliest]
    first = min(documents, key=lambda d: (d.reading.anchor.earliest or "9999", d.article.id))
    sentence = first.layout.sentences[0] if first.layout.sentences else None
    story = Story(
        id=make_id("s", *ids),
        title=first.article.title or (first.article.text[sentence.start : sentence.end] if sentence else ""),
        articles=ids,
        earliest=min((d.reading.anchor.earliest or "" for d in known), default=None),
        latest=max((d.reading.anchor.latest or "" for d in known), default=None),
    )
    return documents, StoryRecord(
        story=story,
        reuse=reuse,
        origins=origins,
        entities=reconciled.entities,
        claims=reconciled.claims,
        relations=reconciled.relations,
        events=make_timeline(documents, origins=origins),
    )


def group_documents(documents: Sequence[Document]) -> list[list[Document]]:
    """The documents by story: the connected components of the links between their sketches."""
    documents = sorted(documents, key=lambda d: d.article.id)
    sketches = [make_sketch(d) for d in documents]
    posted: dict[int, list[int]] = {}
    root = list(range(len(documents)))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for i, sketch in enumerate(sketches):
        for j in sorted({j for key in sketch.keys for j in posted.get(key, ())}):
            if find(i) != find(j) and are_linked(sketches[j], sketch):
                root[find(i)] = find(j)
        for key in sketch.keys:
            posted.setdefault(key, []).append(i)
    groups: dict[int, list[Document]] = {}
    for i, document in enumerate(documents):
        groups.setdefault(find(i), []).append(document)
    return list(groups.values())


def process(articles: Iterable[Article]) -> tuple[list[Document], list[StoryRecord]]:
    """The whole way in memory: articles in, documents and the records of their stories out."""
    documents: Mapping[str, Document] = {a.id: read_document(a) for a in articles}
    done: list[Document] = []
    records: list[StoryRecord] = []
    for group in group_documents(list(documents.values())):
        read_again, record = record_story(group)
        done.extend(read_again)
        records.append(record)
    return done, records
