"""What a judgement speaks of, found again: by its id, else by where its words stand."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from onrecord.model import Document, Entity, Figure, Judgement, Quotation, Reading, Target
from onrecord.text import fold, span

LEAST_SHARED = 0.5
"""Of two passages read differently, the share of their characters that they have in common to be one."""


def entry_target(entry: Quotation | Figure, text: str) -> Target:
    """A statement or figure of an article with this text, as a target."""
    start, end = passage_of(entry)
    kind = "quotation" if isinstance(entry, Quotation) else "figure"
    return Target(kind=kind, id=entry.id, article=entry.article, passage=span(text, start, end))  # type: ignore[arg-type]


def entries_of(reading: Reading) -> list[Quotation | Figure]:
    """The statements and figures of an article."""
    return [*reading.quotations, *reading.figures]


def passage_of(entry: Quotation | Figure) -> tuple[int, int]:
    """Where a statement or figure begins and ends in its article."""
    if isinstance(entry, Figure):
        return entry.passage.start, entry.passage.end
    return min((s.start for s in entry.content), default=0), max((s.end for s in entry.content), default=0)


def bind_targets(judgements: Iterable[Judgement], documents: Iterable[Document]) -> dict[Target, str]:
    """The id by which each statement, figure or article that the judgements speak of goes now; what is gone is left out.

    A statement that was read anew with other bounds is the one that shares most with the passage, and at least half.
    """
    wanted: dict[str, list[Target]] = defaultdict(list)
    for j in judgements:
        for target in (*j.targets, *j.rest):
            if target.kind != "entity":
                wanted[target.article].append(target)
    found: dict[Target, str] = {}
    for document in documents:
        targets = wanted.get(document.article.id)
        if targets:
            by_kind: Mapping[str, Sequence[Quotation | Figure]] = {
                "quotation": document.reading.quotations,
                "figure": document.reading.figures,
            }
            for target in targets:
                id_ = (
                    document.article.id
                    if target.kind == "article"
                    else _find(target, by_kind[target.kind], document.article.text)
                )
                if id_:
                    found[target] = id_
    return found


def _find(target: Target, entries: Sequence[Quotation | Figure], text: str) -> str | None:
    if any(e.id == target.id for e in entries):
        return target.id
    passage = target.passage
    if passage is None or text[passage.start : passage.end] != passage.exact:
        return None
    best: tuple[float, str] = (0.0, "")
    for entry in entries:
        start, end = passage_of(entry)
        shared = min(end, passage.end) - max(start, passage.start)
        whole = max(end, passage.end) - min(start, passage.start)
        if shared > 0 and shared >= LEAST_SHARED * whole:
            best = max(best, (shared / whole, entry.id))
    return best[1] or None


def find_entity(target: Target, entities: Sequence[Entity]) -> Entity | None:
    """The entity of a story that a judgement speaks of: by its id, else the one that goes by its name."""
    for entity in entities:
        if entity.id == target.id:
            return entity
    name = fold(target.name)
    named = [e for e in entities if fold(e.name) == name] or [e for e in entities if name in {fold(a) for a in e.aliases}]
    return min(named, key=lambda e: e.id) if name and named else None
