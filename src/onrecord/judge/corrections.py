"""What a person corrects in a reading: who said it, what a figure counts, which day is meant."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

from onrecord.judge.targets import bind_targets, entries_of, passage_of
from onrecord.model import Document, Figure, Judgement, Quotation, Reading, Source, SourceKind, Span, When
from onrecord.text import span

CORRECTIONS = ("correct-source", "correct-figure", "correct-date")
KINDS: tuple[str, ...] = get_args(SourceKind)
FIGURE_FIELDS = ("low", "high", "approximate", "unit", "indicator", "place")


def changes_of(judgement: Judgement) -> dict[str, str | None]:
    """What a judgement sets, by field."""
    return {c.field: c.value for c in judgement.changes}


def judged_days(judgements: Iterable[Judgement], documents: Sequence[Document]) -> dict[str, When]:
    """The days of publication that people gave, by article."""
    held = {d.article.id for d in documents}
    return {
        t.article: make_day(j)
        for j in judgements
        for t in j.targets
        if j.decision == "correct-date" and t.kind == "article" and t.article in held
    }


def make_day(judgement: Judgement) -> When:
    """The day that a judgement gives, with who gave it."""
    given = changes_of(judgement)
    why = f": {judgement.why}" if judgement.why else ""
    return When(
        value=given.get("value"),
        earliest=given.get("earliest"),
        latest=given.get("latest"),
        basis="given",
        reason=f"corrected by {judgement.editor}, {judgement.at[:10]}{why}",
    )


def correct_documents(documents: Sequence[Document], judgements: Sequence[Judgement]) -> list[Document]:
    """The documents with their statements and figures as people corrected them, in the same order."""
    corrections = [j for j in judgements if j.decision in CORRECTIONS]
    if not corrections:
        return list(documents)
    bound = bind_targets(corrections, documents)
    by_entry: dict[str, list[Judgement]] = defaultdict(list)
    for j in corrections:
        for target in j.targets:
            if target in bound and target.kind != "article":
                by_entry[bound[target]].append(j)
    return [_correct(d, by_entry) for d in documents]


def _correct(document: Document, by_entry: Mapping[str, Sequence[Judgement]]) -> Document:
    reading = document.reading
    if not any(e.id in by_entry for e in entries_of(reading)):
        return document
    quotations = tuple(_correct_quotation(q, by_entry.get(q.id, ()), document) for q in reading.quotations)
    meant = {
        q.id: q.source.name if q.source else None
        for q in quotations
        if any(j.decision == "correct-source" for j in by_entry.get(q.id, ()))
    }
    figures = tuple(_correct_figure(f, by_entry.get(f.id, ()), meant) for f in reading.figures)
    new: Reading = replace(reading, quotations=quotations, figures=figures)
    return replace(document, reading=new)


def _correct_quotation(quotation: Quotation, judgements: Sequence[Judgement], document: Document) -> Quotation:
    for j in judgements:
        given = changes_of(j)
        if j.decision == "correct-source":
            quotation = replace(quotation, source=_make_source(given, quotation, document))
        elif j.decision == "correct-date":
            quotation = replace(quotation, said=make_day(j))
    return quotation


def _make_source(given: Mapping[str, str | None], quotation: Quotation, document: Document) -> Source | None:
    name = given.get("source")
    if not name:
        return None
    kind: Any = given.get("kind") or next((n.kind for n in document.reading.names if n.full == name), "person")
    return Source(
        name=name, mention=_find_mention(name, quotation, document.article.text), kind=kind if kind in KINDS else "person"
    )


def _find_mention(name: str, quotation: Quotation, text: str) -> Span | None:
    """Where the article names the source nearest to what it says."""
    start, _ = passage_of(quotation)
    before, after = text.rfind(name, 0, start), text.find(name, start)
    places = [at for at in (before, after) if at >= 0]
    return span(text, at, at + len(name)) if (at := min(places, key=lambda p: abs(p - start), default=-1)) >= 0 else None


def _correct_figure(figure: Figure, judgements: Sequence[Judgement], meant: Mapping[str, str | None]) -> Figure:
    if figure.quotation and figure.quotation in meant:
        figure = replace(figure, giver=meant[figure.quotation])
    for j in judgements:
        given = changes_of(j)
        if j.decision == "correct-source":
            figure = replace(figure, giver=given.get("source") or None)
        elif j.decision == "correct-date":
            figure = replace(figure, as_of=make_day(j))
        else:
            figure = replace(figure, **{field: _read_field(field, value) for field, value in given.items()})
    return figure


def _read_field(field: str, value: str | None) -> Any:
    if field in ("low", "high"):
        return None if value is None else float(value)
    if field == "approximate":
        return value == "true"
    return value or "" if field in ("unit", "indicator") else value
