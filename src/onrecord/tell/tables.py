"""What a ledger holds, as plain tables: the same rows for the terminal, for JSON and for spreadsheets."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from onrecord.judge.standing import Judged
from onrecord.model import Claim, Document, Figure, Quotation, Relation, StoryRecord, When
from onrecord.showing.columns import make_frame, make_row_table
from onrecord.showing.display import show_rows
from onrecord.tell.arithmetic import Check, find_checks
from onrecord.tell.unverified import find_unverified
from onrecord.text import LEADS, find_lead

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Row = dict[str, Any]
ARTICLE_COLUMNS = (
    "published", "basis", "publisher", "title", "agency", "language", "statements", "figures", "input", "story", "note", "id",
)  # fmt: skip
# the columns that are not text, in whichever table
KINDS: dict[str, type] = {
    **dict.fromkeys(("low", "high", "score", "similarity", "latitude", "longitude"), float),
    **dict.fromkeys(("articles", "origins", "members", "mentions", "figures", "events", "statements"), int),
    "approximate": bool,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A named table; every row has every column, in this order."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def to_arrow(self) -> "pa.Table":
        """The rows as an Arrow table.

        Raises: ConfigError where the extra [tables] is not installed.
        """
        return make_row_table(self.columns, self.rows, KINDS)

    def to_pandas(self) -> "pd.DataFrame":
        """The rows as a pandas data frame.

        Raises: ConfigError where the extra [notebook] is not installed.
        """
        return make_frame(self.to_arrow())

    def _repr_html_(self) -> str:
        """The first rows, in a notebook."""
        return show_rows(self.columns, self.rows, caption=self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """Everything of a ledger that tables and formats draw on, findable by id.

    `checks` are the sums of its stories, `unverified` who says of which claim that it could not be verified, where they are
    known; where they are None they are found in the documents.
    """

    documents: Mapping[str, Document]
    records: Sequence[StoryRecord]
    quotations: Mapping[str, Quotation]
    figures: Mapping[str, Figure]
    judgements: Sequence[Judged] = ()
    checks: Sequence[Check] | None = None
    unverified: Mapping[str, Sequence[str]] | None = None


def gather(
    documents: Iterable[Document],
    records: Iterable[StoryRecord],
    judgements: Iterable[Judged] = (),
    *,
    checks: Sequence[Check] | None = None,
    unverified: Mapping[str, Sequence[str]] | None = None,
) -> Contents:
    """The contents of a ledger by id."""
    by_id = {d.article.id: d for d in sorted(documents, key=lambda d: d.article.id)}
    return Contents(
        documents=by_id,
        records=sorted(records, key=lambda r: (r.story.earliest or "9999", r.story.id)),
        quotations={q.id: q for d in by_id.values() for q in d.reading.quotations},
        figures={f.id: f for d in by_id.values() for f in d.reading.figures},
        judgements=tuple(judgements),
        checks=checks,
        unverified=unverified,
    )


def _day(when: When | None) -> str | None:
    if when is None:
        return None
    if when.value:
        return when.value.partition("T")[0]
    return f"{when.earliest or '…'} to {when.latest or '…'}" if when.earliest or when.latest else None


def words_of(quotation: Quotation) -> str:
    """The content of a quotation, its pieces joined by an ellipsis."""
    return " … ".join(span.exact for span in quotation.content)


def chain_of(quotation: Quotation) -> str:
    """Source and relays, the outermost last: "Peskov → TASS → Reuters"."""
    return " → ".join([quotation.source.name if quotation.source else "no source named", *(r.name for r in quotation.chain)])


def _outlet(document: Document) -> str:
    article = document.article
    return article.publisher or article.url or (article.path or article.id).replace("\\", "/").rsplit("/", 1)[-1]


def tell_entry(contents: Contents, id_: str) -> Row:
    """A quotation or figure in the columns that tables of entries share."""
    if id_ in contents.quotations:
        q = contents.quotations[id_]
        document = contents.documents[q.article]
        exact, source, day = words_of(q), chain_of(q), _day(q.said) or _day(document.reading.anchor)
    else:
        f = contents.figures[id_]
        document = contents.documents[f.article]
        exact, source, day = f.passage.exact, f.giver or "the article", _day(f.as_of)
    return {
        "id": id_,
        "words": exact,
        "source": source,
        "day": day,
        "publisher": _outlet(document),
        "article": document.article.id,
    }


def disputes(contents: Contents) -> Table:
    """What contradicts what, the surest first."""
    relations = [r for record in contents.records for r in record.relations if r.relation == "contradicts"]
    found = [(-r.score, _pair(contents, r)) for r in relations]
    rows = [row for _, row in sorted(found, key=lambda item: (item[0], item[1]["left"], item[1]["right"]))]
    columns = ("says", "said_by", "day", "against", "against_by", "against_day", "reason", "score", "left", "right")
    return Table(name="disputes", columns=columns, rows=tuple(rows))


def _pair(contents: Contents, relation: Relation) -> Row:
    left, right = tell_entry(contents, relation.left), tell_entry(contents, relation.right)
    return {
        "says": left["words"],
        "said_by": f"{left['source']} ({left['publisher']})",
        "day": left["day"],
        "against": right["words"],
        "against_by": f"{right['source']} ({right['publisher']})",
        "against_day": right["day"],
        "reason": relation.reason,
        "score": round(relation.score, 3),
        "left": relation.left,
        "right": relation.right,
    }


def tell_update(contents: Contents, relation: Relation) -> Row:
    """A figure or statement and the later one that replaces it, what figures count, and the day the later was published."""
    left, right = tell_entry(contents, relation.left), tell_entry(contents, relation.right)
    figure = contents.figures.get(relation.right)
    return {
        "before": left["words"],
        "before_by": f"{left['source']} ({left['publisher']})",
        "before_day": left["day"],
        "after": right["words"],
        "after_by": f"{right['source']} ({right['publisher']})",
        "after_day": right["day"],
        "indicator": figure.indicator if figure else "",
        "reason": relation.reason,
        "day": _day(contents.documents[right["article"]].reading.anchor),
        "left": relation.left,
        "right": relation.right,
    }


def figures(contents: Contents) -> Table:
    """The figures, by what they count and then by day: the ladder of each, with the sums that wording ties them into.

    `as_of_basis` is "stated" where the text names the day that a figure holds for, else "inferred"; `as_of_reason` says from
    what: when it was said, or the day of its article.
    """
    sums: dict[str, list[str]] = {}
    for check in _find_checks(contents) if contents.checks is None else contents.checks:
        for id_ in check.figures:
            sums.setdefault(id_, []).append(check.text)
    rows = [
        {
            "indicator": f.indicator,
            "as_of": _day(f.as_of),
            "low": f.low,
            "high": f.high,
            "approximate": f.approximate,
            "unit": f.unit,
            "words": f.passage.exact,
            "derived": "; ".join(sums.get(f.id, ())),
            "given_by": f.giver or "the article",
            "publisher": _outlet(contents.documents[f.article]),
            "article": f.article,
            "id": f.id,
            "as_of_basis": f.as_of.basis if f.as_of else None,
            "as_of_reason": f.as_of.reason if f.as_of else None,
        }
        for f in sorted(
            contents.figures.values(),
            key=lambda f: (f.indicator, f.unit, (f.as_of.earliest if f.as_of else None) or "9999", f.article, f.passage.start),
        )
    ]
    columns = (
        "indicator", "as_of", "low", "high", "approximate", "unit", "words", "derived", "given_by", "publisher", "article",
        "id", "as_of_basis", "as_of_reason",
    )  # fmt: skip
    return Table(name="figures", columns=columns, rows=tuple(rows))


def _find_checks(contents: Contents) -> Iterable[Check]:
    for record in contents.records:
        yield from find_checks(contents.documents[a] for a in record.story.articles if a in contents.documents)


def timeline(contents: Contents) -> Table:
    """The events in order of their days."""
    rows = [
        {"date": e.date, "words": e.text, "articles": len(e.articles), "id": e.id}
        for e in sorted((e for r in contents.records for e in r.events), key=lambda e: (e.date, e.id))
    ]
    return Table(name="timeline", columns=("date", "words", "articles", "id"), rows=tuple(rows))


def sources(contents: Contents) -> Table:
    """Who said what, by source, the most quoted first, each in order of time."""
    by_source: dict[str, list[Quotation]] = {}
    entity_of = {q: e.name for r in contents.records for e in r.entities for q in e.sources}
    for q in contents.quotations.values():
        name = entity_of.get(q.id) or (q.source.name if q.source else "no source named")
        by_source.setdefault(name, []).append(q)
    rows = []
    for name, said in sorted(by_source.items(), key=lambda item: (-len(item[1]), item[0])):
        for q in sorted(said, key=lambda q: (_said_day(contents, q), q.article, q.content[0].start if q.content else 0)):
            document = contents.documents[q.article]
            rows.append(
                {
                    "source": name,
                    "day": _day(q.said) or _day(document.reading.anchor),
                    "stance": q.stance,
                    "form": q.form,
                    "words": words_of(q),
                    "chain": chain_of(q),
                    "publisher": _outlet(document),
                    "article": q.article,
                    "id": q.id,
                }
            )
    columns = ("source", "day", "stance", "form", "words", "chain", "publisher", "article", "id")
    return Table(name="sources", columns=columns, rows=tuple(rows))


def _said_day(contents: Contents, quotation: Quotation) -> str:
    said = quotation.said or contents.documents[quotation.article].reading.anchor
    return said.earliest or "9999"


def claims(contents: Contents) -> Table:
    """What several statements and figures say alike, those in dispute first, then by origins and members, then by story."""
    unverified = contents.unverified
    if unverified is None:
        unverified = find_unverified(contents.documents.values(), contents.records)
    order = {"disputed": 0, "superseded": 1, "corroborated": 2, "single-origin": 3}

    def rank(claim: Claim) -> tuple[int, int, int]:
        return order[claim.status], -claim.origins, -len(claim.members)

    # what is alike stays as it stands here: by the first article, which stays where others come
    by_story = [c for r in sorted(contents.records, key=lambda r: r.story.articles[:1]) for c in r.claims]

    rows = [
        {
            "status": c.status,
            "origins": c.origins,
            "members": len(c.members),
            "first_said": c.first_said,
            "words": c.text,
            "cannot_verify": ", ".join(_doubter(contents, i) for i in unverified.get(c.id, ())),
            "id": c.id,
        }
        for c in sorted(by_story, key=rank)
    ]
    columns = ("status", "origins", "members", "first_said", "words", "cannot_verify", "id")
    return Table(name="claims", columns=columns, rows=tuple(rows))


def _doubter(contents: Contents, id_: str) -> str:
    """Who could not verify a claim: the source of the statement that says so, else its outlet."""
    q = contents.quotations[id_]
    return q.source.name if q.source else _outlet(contents.documents[q.article])


def copies(contents: Contents) -> Table:
    """Which passages share wording, and which is the earlier."""
    rows = []
    for record in contents.records:
        for r in record.reuse:
            left, right = contents.documents[r.left.article], contents.documents[r.right.article]
            rows.append(
                {
                    "left": _outlet(left),
                    "right": _outlet(right),
                    "similarity": round(r.similarity, 3),
                    "earlier": r.earlier,
                    "reason": r.reason,
                    "left_words": r.left.exact,
                    "right_words": r.right.exact,
                    "left_article": r.left.article,
                    "right_article": r.right.article,
                }
            )
    columns = (
        "left", "right", "similarity", "earlier", "reason", "left_words", "right_words", "left_article", "right_article",
    )  # fmt: skip
    return Table(name="copies", columns=columns, rows=tuple(rows))


def places(contents: Contents) -> Table:
    """The places that the stories name, those most named first; without coordinates where no gazetteer is sure to have one."""
    rows = [
        {
            "place": p.name,
            "kind": p.kind,
            "within": p.within,
            "latitude": p.latitude,
            "longitude": p.longitude,
            "mentions": len(p.mentions),
            "figures": len(p.figures),
            "events": len(p.events),
            "articles": len({m.article for m in p.mentions}),
            "reason": p.reason,
            "gazetteer_id": p.gazetteer_id,
            "id": p.id,
        }
        for record in contents.records
        for p in record.places
    ]
    columns = (
        "place", "kind", "within", "latitude", "longitude", "mentions", "figures", "events", "articles", "reason",
        "gazetteer_id", "id",
    )  # fmt: skip
    return Table(name="places", columns=columns, rows=tuple(rows))


def articles(contents: Contents) -> Table:
    """The articles in order of their days, with how each day is known."""
    story_of = {a: r.story.id for r in contents.records for a in r.story.articles}
    rows = [
        tell_article(
            d,
            statements=len(d.reading.quotations),
            figures=len(d.reading.figures),
            story=story_of.get(d.article.id),
        )
        for d in sorted(contents.documents.values(), key=lambda d: (d.reading.anchor.earliest or "9999", d.article.id))
    ]
    return Table(name="articles", columns=ARTICLE_COLUMNS, rows=tuple(rows))


def tell_article(document: Document, *, statements: int, figures: int, story: str | None) -> Row:
    """An article's row, from its head and the beginning of its text: how much is read in it is given."""
    d = document
    return {
        "published": _day(d.reading.anchor),
        "basis": d.reading.anchor.basis,
        "publisher": d.article.publisher,
        "title": d.article.title or find_lead(d.article.text[s.start : s.end] for s in d.layout.sentences[:LEADS]),
        "agency": ", ".join(d.layout.agency),
        "language": d.layout.language,
        "statements": statements,
        "figures": figures,
        "input": d.article.path or d.article.url,
        "story": story,
        "note": d.layout.note,
        "id": d.article.id,
    }


TABLES: dict[str, Callable[[Contents], Table]] = {
    table.__name__: table for table in (disputes, figures, timeline, sources, claims, copies, places, articles)
}
