"""One story made ready for the page: articles numbered in order of time, every entry under its id."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from onrecord.model import Claim, Document, Figure, Origin, Quotation, Relation, StoryRecord, When
from onrecord.tell.report.entries import (
    Amount,
    ArticleRef,
    Entry,
    Giver,
    show_content,
    tell_stance,
)
from onrecord.tell.report.safe import make_anchor
from onrecord.tell.report.wording import clip, tell_amount, tell_basis, tell_holding, tell_range, tell_when
from onrecord.text import fold, make_id

NO_SOURCE = "No source named"
THE_ARTICLE = "The article itself"
#: What stands where nobody by name gives a figure.
UNNAMED = frozenset({NO_SOURCE, THE_ARTICLE})
UNNAMED_OUTLET = "unnamed outlet"
MAX_NAME = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbers:
    """What goes by a number in the whole story, where a part of it is at hand: articles, entries in their article, events."""

    articles: Mapping[str, int]
    entries: Mapping[str, int]
    events: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """One story: its documents in order of time, and lookups from ids, all made once."""

    record: StoryRecord
    documents: tuple[Document, ...]
    by_number: Mapping[int, Document]
    numbers: Numbers | None
    refs: Mapping[str, ArticleRef]
    printed: Mapping[str, When]
    entries: Mapping[str, Entry]
    quotations: Mapping[str, Quotation]
    figures: Mapping[str, Figure]
    claims: Mapping[str, Claim]
    claim_of: Mapping[str, Claim]
    origin_of: Mapping[str, Origin]
    beginning_of: Mapping[str, str]
    relations: tuple[Relation, ...]
    files: Mapping[str, str]
    file_names: re.Pattern[str] | None

    def origins(self, ids: Sequence[str]) -> list[tuple[str, list[Entry]]]:
        """The origins of the entries with these ids, by name, each with its entries in order of time."""
        found: dict[str, tuple[str, list[Entry]]] = {}
        for entry in sorted((self.entries[i] for i in ids if i in self.entries), key=by_time):
            article = self.quotations[entry.id].article if entry.id in self.quotations else self.figures[entry.id].article
            origin = self.origin_of.get(article)
            key = self.beginning_of.get(entry.id) or (origin.id if origin else article)
            name = (self.name_origin(origin) if origin else "") or entry.article.publisher
            found.setdefault(key, (name, []))[1].append(entry)
        # an outlet that says it again is no second origin
        of_outlet: dict[str, list[Entry]] = {}
        for name, rows in found.values():
            of_outlet.setdefault(name, []).extend(rows)
        return [(name, sorted(rows, key=by_time)) for name, rows in of_outlet.items()]

    def tell_reason(self, reason: str) -> str:
        """A reason with articles of unnamed outlets by their numbers in place of their files."""
        return self.file_names.sub(lambda m: self.files[m.group()], reason) if self.file_names else reason

    def name_origin(self, origin: Origin) -> str:
        """The name of an origin; one that is known by its file alone is called by its article."""
        first = next((a for a in origin.articles if a in self.refs), None)
        if first is None:
            return origin.name
        ref = self.refs[first]
        article = self.by_number[ref.number].article
        if article.publisher:
            return origin.name
        files = {article.id, article.external_id, article.path, PurePath(article.path or "").name}
        return f"{ref.publisher} ({ref.number})" if origin.name in files else origin.name

    def members(self, node: str) -> tuple[str, ...]:
        """The ids of the entries of a claim, or the id itself where it is an entry."""
        claim = self.claims.get(node)
        return tuple(m for m in claim.members if m in self.entries) if claim else (node,)

    def node(self, entry: str) -> str:
        """The claim that an entry belongs to, or the entry itself."""
        claim = self.claim_of.get(entry)
        return claim.id if claim else entry


def inside(name: str) -> str:
    """The name of a giver as it stands inside a sentence."""
    return name[0].lower() + name[1:] if name in (THE_ARTICLE, NO_SOURCE) else name


def by_time(entry: Entry) -> tuple[str, int, int]:
    """The order of entries: by day, then by article and place."""
    return entry.day, entry.article.number, entry.position


def prepare_story(
    documents: Sequence[Document],
    record: StoryRecord,
    *,
    numbers: Numbers | None = None,
    judged: Mapping[str, tuple[str, ...]] | None = None,
) -> Prepared:
    """The story with its documents in order of time and every entry under its id; `judged` is what people decided about each.

    Where only a part of the story is at hand, `numbers` tells what its articles, entries and events go by in the whole.
    """
    ordered = sorted(
        documents, key=lambda d: (d.reading.anchor.earliest or "9999", d.reading.anchor.latest or "", d.article.id)
    )
    numbered = {d.article.id: numbers.articles[d.article.id] if numbers else n for n, d in enumerate(ordered, 1)}
    refs = {d.article.id: make_ref(d, numbered[d.article.id]) for d in ordered}
    claim_of = {m: c for c in record.claims for m in c.members}
    origin_of: dict[str, Origin] = {}
    for origin in record.origins:
        for article in origin.articles:
            origin_of.setdefault(article, origin)
    givers = _Givers(record)
    quotations: dict[str, Quotation] = {}
    figures: dict[str, Figure] = {}
    entries: dict[str, Entry] = {}
    for d in ordered:
        ref = refs[d.article.id]
        for n, q in enumerate(sorted(d.reading.quotations, key=_place), 1):
            if q.id not in entries and q.content:
                quotations[q.id] = q
                entries[q.id] = _show_quotation(d, ref, q, numbers.entries[q.id] if numbers else n, givers, claim_of)
        for n, f in enumerate(sorted(d.reading.figures, key=lambda f: (f.passage.start, f.id)), 1):
            if f.id not in entries:
                figures[f.id] = f
                entries[f.id] = _show_figure(d, ref, f, numbers.entries[f.id] if numbers else n, givers, claim_of, quotations)
    entries |= {i: replace(entries[i], judged=told) for i, told in (judged or {}).items() if i in entries}
    unnamed = [d for d in ordered if d.article.path and not d.article.publisher]
    files = {PurePath(d.article.path or "").name: f"article {refs[d.article.id].number}" for d in unnamed}
    files.pop("", None)
    return Prepared(
        record=record,
        documents=tuple(ordered),
        by_number={numbered[d.article.id]: d for d in ordered},
        numbers=numbers,
        refs=refs,
        printed={d.article.id: d.reading.anchor for d in ordered},
        entries=entries,
        quotations=quotations,
        figures=figures,
        claims={c.id: c for c in record.claims},
        claim_of=claim_of,
        origin_of=origin_of,
        beginning_of=_name_beginnings(record, quotations, figures, origin_of),
        relations=tuple(r for r in record.relations if r.left in entries and r.right in entries),
        files=files,
        file_names=re.compile("|".join(map(re.escape, sorted(files, key=len, reverse=True)))) if files else None,
    )


def _name_beginnings(
    record: StoryRecord, quotations: Mapping[str, Quotation], figures: Mapping[str, Figure], origin_of: Mapping[str, Origin]
) -> dict[str, str]:
    """For each entry a name of the beginning that it goes back to: the first of the origins that its claim joins there."""
    found = {}
    for beginning in (b for claim in record.claims for b in claim.beginnings):
        articles = [
            quotations[m].article if m in quotations else figures[m].article
            for m in beginning.members
            if m in quotations or m in figures
        ]
        names = [origin_of[a].id if a in origin_of else a for a in articles]
        found.update(dict.fromkeys(beginning.members, min(names, default="")))
    return found


def make_ref(document: Document, number: int) -> ArticleRef:
    """How an article is named in the report."""
    article, anchor = document.article, document.reading.anchor
    # of an interval that lies in one year, its days say more than the year
    day = (tell_range(anchor.earliest, anchor.latest) if anchor.basis == "inferred" else "") or tell_when(anchor)
    return ArticleRef(
        number=number,
        anchor=make_anchor("a", article.id),
        publisher=clip(article.publisher or UNNAMED_OUTLET, MAX_NAME),
        day=day + (", inferred" if day and anchor.basis == "inferred" else "") or "undated",
    )


class _Givers:
    """The source of each statement as one across the story, by entity where there is one, else by name."""

    def __init__(self, record: StoryRecord) -> None:
        self._of_quotation = {q: e for e in record.entities for q in e.sources}
        self._of_name = {fold(n): e for e in record.entities for n in (e.name, *e.aliases)}

    def of(self, q: Quotation) -> Giver:
        entity = self._of_quotation.get(q.id)
        if q.source is None:
            return Giver(name=NO_SOURCE, anchor=_source_anchor(NO_SOURCE), unnamed=True)
        name = clip(entity.name if entity else q.source.name, MAX_NAME)
        roles = q.source.aliases or (entity.descriptions if entity else ())
        role = next(filter(None, (_strip_name(r, name) for r in roles)), "")
        anchor = make_anchor("p", entity.id) if entity else _source_anchor(name)
        kind = entity.kind if entity else q.source.kind
        # "officials", "the town's residents", but not "Ada Berg and Ilo Marrak"
        unnamed = kind == "anonymous" or (kind == "group" and not name.split()[-1][:1].isupper())
        return Giver(name=name, role=role, anchor=anchor, unnamed=unnamed)

    def named(self, name: str) -> Giver:
        entity = self._of_name.get(fold(name))
        return (
            Giver(name=entity.name, anchor=make_anchor("p", entity.id))
            if entity and entity.sources
            else Giver(name=clip(name, MAX_NAME))
        )


def _strip_name(role: str, name: str) -> str:
    """A description without the name that it may begin or end with; empty where nothing is left or it is too long to be one."""
    short = role.strip()
    if fold(short).endswith(fold(name)):
        short = short[: max(len(short) - len(name), 0)].rstrip(" ,")
    elif fold(short).startswith(fold(name)):
        short = short[len(name) :].strip(" ,()")
    told = any(c.isalpha() for c in short) and len(short) < 90  # "Ada Berg, 19"
    return short if told and fold(short) not in fold(name) else ""


def _source_anchor(name: str) -> str:
    return make_id("p", fold(name))


def _place(q: Quotation) -> tuple[int, str]:
    return (min((s.start for s in q.content), default=0), q.id)


def _said(said: When | None, printed: When) -> tuple[str, str]:
    if said and said != printed and (said.value or said.earliest):
        return f"said {tell_when(said)}", said.earliest or said.value or "9999"
    return "", printed.earliest or "9999"


def _show_quotation(
    d: Document, ref: ArticleRef, q: Quotation, n: int, givers: _Givers, claim_of: Mapping[str, Claim]
) -> Entry:
    stance, mark, css = tell_stance(q)
    said, day = _said(q.said, d.reading.anchor)
    claim = claim_of.get(q.id)
    return Entry(
        id=q.id,
        anchor=make_anchor("q", q.id),
        at=f"at-{make_anchor('q', q.id)}",
        label=f"{ref.number}.{n}",
        giver=givers.of(q),
        stance=stance,
        mark=mark,
        stance_class=css,
        cue=q.cue.exact if q.cue else "",
        document=d,
        spans=q.content,
        content=show_content(q.content),
        said=said,
        article=ref,
        chain=tuple(clip(r.name, MAX_NAME) for r in q.chain),
        headline=q.headline,
        claim=make_anchor("c", claim.id) if claim and len(claim.members) > 1 else None,
        own_claim=make_anchor("c", claim.id) if claim and len(claim.members) == 1 else None,
        day=day,
        position=_place(q)[0],
    )


def _show_figure(
    d: Document,
    ref: ArticleRef,
    f: Figure,
    n: int,
    givers: _Givers,
    claim_of: Mapping[str, Claim],
    quotations: Mapping[str, Quotation],
) -> Entry:
    q = quotations.get(f.quotation or "")
    # whose figure it is may be somebody else than who speaks of it ("BP's estimate"), and then it is not denied by whose it is
    told = q is not None and f.giver in (None, q.source.name if q.source else None)
    stance, mark, css = tell_stance(q if told else None)
    giver = givers.of(q) if q and told else givers.named(f.giver) if f.giver else Giver(name=THE_ARTICLE)
    said, day = _said(q.said if q else None, d.reading.anchor)
    claim = claim_of.get(f.id)
    return Entry(
        id=f.id,
        anchor=make_anchor("f", f.id),
        at=f"at-{make_anchor('f', f.id)}",
        label=f"{ref.number}.f{n}",
        giver=giver,
        stance=stance,
        mark=mark,
        stance_class=css,
        cue=q.cue.exact if q and q.cue else "",
        document=d,
        spans=(f.passage,),
        content=show_content((f.passage,)),
        said=said,
        article=ref,
        chain=tuple(r.name for r in q.chain) if q else (),
        headline=bool(q and q.headline),
        amount=Amount(
            wording=f.passage.exact,
            read_as=tell_amount(f),
            indicator=clip(f.indicator, MAX_NAME) or "not said what is counted",
            place=f.place or "",
            as_of=tell_holding(f.as_of),
        ),
        claim=make_anchor("c", claim.id) if claim and len(claim.members) > 1 else None,
        own_claim=make_anchor("c", claim.id) if claim and len(claim.members) == 1 else None,
        day=day,
        position=f.passage.start,
    )


def tell_article_basis(document: Document) -> str:
    """How the day of an article is known, where it was not simply given."""
    return tell_basis(document.reading.anchor)
