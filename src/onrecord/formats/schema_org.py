"""The claims, where they appear and how they stand, in the words of schema.org.

The tool rates nothing: a status counts origins and says nothing about who is right. A ClaimReview is there only where a person
graded a piece of information, with who did, when and why. Source: schema.org, Claim, ClaimReview, Quotation, NewsArticle.
"""

from collections.abc import Iterable, Iterator, Mapping

from onrecord.formats.parts import (
    Entry,
    date_of,
    dump,
    language_of,
    make_urn,
    tell_chain,
    tell_entries,
    title_of,
    without_empty,
    write_object,
)
from onrecord.judge.corrections import changes_of
from onrecord.judge.scales import CREDIBILITY
from onrecord.judge.targets import bind_targets
from onrecord.model import Claim, Document, Judgement
from onrecord.tell.report.safe import find_address
from onrecord.tell.report.wording import count
from onrecord.tell.tables import Contents

CONTEXT = "https://schema.org"
STATUSES = {
    "single-origin": "single origin: all that say it go back to one beginning",
    "corroborated": "corroborated: several independent origins say it alike",
    "disputed": "disputed: another statement or figure contradicts it",
    "superseded": "superseded: a later one of the same kind has replaced it",
}
ASPECT = "credibility of the information, by the Admiralty code from 1 (confirmed by other sources) to 6 (cannot be judged)"
_UNKNOWN = "6"
_SPEAKERS = {"person": "Person", "organisation": "Organization"}


def write(stories: Iterable[Contents]) -> Iterator[str]:
    """One JSON-LD document: a graph of articles, of what is said in them, and of claims, a node a line."""
    return write_object({"@context": CONTEXT}, "@graph", (dump(without_empty(n)) for c in stories for n in _nodes(c)))


def _nodes(contents: Contents) -> Iterator[dict[str, object]]:
    for document in contents.documents.values():
        yield _article(document)
    entries = {entry.id: entry for entry in tell_entries(contents)}
    for entry in entries.values():
        yield _entry(entry)
    claim_of: dict[str, Claim] = {}
    for record in contents.records:
        for claim in record.claims:
            members = [entries[m] for m in claim.members if m in entries]
            if members:
                claim_of |= dict.fromkeys(claim.members, claim)
                yield _claim(claim, members)
    yield from _reviews(contents, entries, claim_of)


def _reviews(contents: Contents, entries: Mapping[str, Entry], claim_of: Mapping[str, Claim]) -> Iterator[dict[str, object]]:
    """A review for each grade that a person gave a statement or figure and that stands."""
    graded = [j.judgement for j in contents.judgements if j.state == "stands" and j.judgement.decision == "grade-information"]
    bound = bind_targets(graded, contents.documents.values()) if graded else {}
    for judgement in graded:
        grade = changes_of(judgement).get("credibility") or ""
        for target in judgement.targets:
            entry = entries.get(bound.get(target, ""))
            if entry and grade in CREDIBILITY:
                yield _review(judgement, grade, entry, claim_of.get(entry.id))


def _review(judgement: Judgement, grade: str, entry: Entry, claim: Claim | None) -> dict[str, object]:
    author = {"@type": "Person", "name": judgement.editor}
    # schema.org has the best rating be the highest number, the Admiralty code the lowest; 6 is no place on its scale
    scale = {"ratingValue": int(_UNKNOWN) - int(grade), "bestRating": 5, "worstRating": 1} if grade != _UNKNOWN else {}
    return {
        "@type": "ClaimReview",
        "@id": make_urn(judgement.id),
        "claimReviewed": claim.text if claim else entry.words,
        "itemReviewed": {"@id": make_urn(claim.id if claim else entry.id)},
        "isBasedOn": {"@id": make_urn(entry.id)},
        "author": author,
        "datePublished": judgement.at,
        "reviewBody": judgement.why,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": f"{grade}, {CREDIBILITY[grade]}",
            "reviewAspect": ASPECT,
            "author": author,
            **scale,
        },
    }


def _article(document: Document) -> dict[str, object]:
    article = document.article
    return {
        "@type": "NewsArticle",
        "@id": make_urn(article.id),
        "identifier": article.id,
        "headline": title_of(document),
        "url": find_address(article.url),
        "publisher": {"@type": "Organization", "name": article.publisher} if article.publisher else None,
        "creditText": "; ".join(article.authors),
        "datePublished": date_of(document.reading.anchor),
        "inLanguage": language_of(document),
    }


def _entry(entry: Entry) -> dict[str, object]:
    q, f = entry.quotation, entry.figure
    speaker = None
    if entry.source and entry.source_kind in _SPEAKERS:
        speaker = {"@type": _SPEAKERS[entry.source_kind], "name": entry.source}
    stated = f"Stance: {q.stance}. Form: {q.form}." if q and not f else None
    return {
        "@type": "CreativeWork" if f else "Quotation",
        "@id": make_urn(entry.id),
        "text": entry.words,
        "about": f.indicator if f else None,
        "creator": speaker,
        "creditText": None if speaker else entry.source,
        "description": " ".join(filter(None, [stated, f"Through {tell_chain(q)}." if q and q.chain else None])),
        "isPartOf": {"@id": make_urn(entry.document.article.id)},
    }


def _claim(claim: Claim, members: list[Entry]) -> dict[str, object]:
    articles = {m.document.article.id: m.document for m in members}
    dated = sorted((d.reading.anchor.earliest, a) for a, d in articles.items() if d.reading.anchor.earliest)
    first = None
    # the first is named only where the days of all are known and tell which it is
    if len(dated) == len(articles) and (len(dated) == 1 or dated[0][0] != dated[1][0]):
        first = articles[dated[0][1]]
    said = f"{count(len(claim.members), 'entry', 'entries')} in {count(len(articles), 'article')}"
    return {
        "@type": "Claim",
        "@id": make_urn(claim.id),
        "text": claim.text,
        "creativeWorkStatus": STATUSES[claim.status],
        "description": f"{said}, from {count(claim.origins, 'origin')}.",
        "appearance": [{"@id": make_urn(d.article.id)} for d in articles.values()],
        "firstAppearance": {"@id": make_urn(first.article.id)} if first else None,
        "hasPart": [{"@id": make_urn(m.id)} for m in members],
    }
