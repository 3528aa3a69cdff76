"""What happened, day by day."""

from collections.abc import Sequence

from onrecord.model import Document, Event, Origin
from onrecord.tell.happenings import Happening, find_happenings
from onrecord.tell.ranking import rank_events
from onrecord.tell.tellings import gather
from onrecord.tell.undated import find_undated
from onrecord.text import make_id


def make_timeline(documents: Sequence[Document], *, origins: Sequence[Origin]) -> tuple[Event, ...]:
    """The events of one story in order of their days, one entry an event however many articles tell it."""
    documents = sorted(documents, key=lambda d: d.article.id)
    told = [h for d in documents for h in find_happenings(d)]
    undated = [h for d in documents for h in find_undated(d)]
    groups = [group for group in gather(told, undated) if any(h.alone and not h.referred for h in group)]
    events = sorted(map(_make_event, groups), key=lambda e: (e.date, e.id))
    beside = {h.passage for group in groups for h in group if h.beside or h.referred}
    return rank_events(events, documents, origins=origins, beside=beside)


def _make_event(group: Sequence[Happening]) -> Event:
    passages = tuple(sorted({h.passage for h in group}, key=lambda p: (p.article, p.start, p.end)))
    return Event(
        id=make_id("e", group[0].date, *(f"{p.article} {p.start} {p.end}" for p in passages)),
        date=group[0].date,
        text=passages[0].exact,
        passages=passages,
        articles=tuple(sorted({p.article for p in passages})),
    )
