"""Who gave what to whom, and which article was made from which, as PROV-JSON.

Source: W3C PROV-DM (2013), W3C Member Submission PROV-JSON. That a source said something is what an article tells:
each attribution names the article it rests on. Of shared wording whose direction is not known, nothing is said.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from onrecord.formats.parts import Entry, date_of, dump, tell_entries, title_of, without_empty
from onrecord.formats.spool import Spool
from onrecord.model import Document, Reuse
from onrecord.tell.report.safe import find_address
from onrecord.tell.tables import Contents
from onrecord.text import make_id

PREFIXES = {"onrecord": "urn:onrecord:", "dcterms": "http://purl.org/dc/terms/"}
SECTIONS = ("entity", "agent", "wasAttributedTo", "wasDerivedFrom")
_AGENTS = {"person": "prov:Person", "organisation": "prov:Organization"}


@dataclass(slots=True, kw_only=True)
class _Record:
    """What is noted of the stories, section by section; each thing once."""

    spool: Spool
    known: set[str] = field(default_factory=set)
    relations: int = 0

    def add(self, section: str, id_: str, row: Mapping[str, object]) -> None:
        self.spool.add(section, "", f"{dump(id_)}: {dump(without_empty(row))}")

    def name_agent(self, id_: str, name: str, kind: str = "") -> str:
        agent = f"onrecord:{id_}"
        if id_ not in self.known:
            self.known.add(id_)
            self.add("agent", agent, {"prov:label": name, "prov:type": _type(_AGENTS[kind]) if kind in _AGENTS else None})
        return agent

    def attribute(self, entity: str, agent: str, article: str) -> None:
        self.relations += 1
        row = {"prov:entity": entity, "prov:agent": agent, "onrecord:accordingTo": _name(article)}
        self.add("wasAttributedTo", f"_:r{self.relations}", row)

    def derive(self, made: str, of: str, **more: object) -> None:
        self.relations += 1
        row = {"prov:generatedEntity": made, "prov:usedEntity": of}
        self.add("wasDerivedFrom", f"_:r{self.relations}", row | {key.replace("_", ":"): value for key, value in more.items()})


def write(stories: Iterable[Contents]) -> Iterator[str]:
    """One PROV-JSON document."""
    with Spool() as spool:
        record = _Record(spool=spool)
        for contents in stories:
            _note_story(record, contents)
        yield f'{{"prefix": {dump(PREFIXES)}'
        for section in SECTIONS:
            yield f',\n"{section}": {{'
            before = "\n"
            for row in spool.read(section):
                yield before + row
                before = ",\n"
            yield "}"
        yield "}\n"


def _note_story(record: _Record, contents: Contents) -> None:
    for document in contents.documents.values():
        _note_article(record, document)
    for entry in tell_entries(contents):
        if entry.quotation and not entry.figure:
            _note_statement(record, entry)
    for story in contents.records:
        for reuse in story.reuse:
            _note_reuse(record, reuse)


def _note_article(record: _Record, document: Document) -> None:
    article, id_ = document.article, f"onrecord:{document.article.id}"
    row = {
        "prov:type": _type("onrecord:Article"),
        "prov:label": title_of(document),
        "dcterms:issued": date_of(document.reading.anchor),
        "dcterms:source": find_address(article.url),
    }
    record.add("entity", id_, row)
    if article.publisher:
        record.attribute(id_, record.name_agent(_outlet(article.publisher), article.publisher), article.id)
    for n, agency in enumerate(document.layout.agency, 1):
        wire = f"{id_}-wire{n}"
        record.add("entity", wire, {"prov:type": _type("onrecord:Report"), "prov:label": f"What {agency} gave"})
        record.attribute(wire, record.name_agent(_outlet(agency), agency), article.id)
        record.derive(id_, wire)


def _note_statement(record: _Record, entry: Entry) -> None:
    q, article = entry.quotation, entry.document.article
    assert q is not None
    made = f"onrecord:{q.id}"
    record.add("entity", made, {"prov:type": _type("onrecord:Statement"), "prov:value": entry.words})
    if entry.source:
        id_ = entry.entity or make_id("n", article.id, entry.source)
        record.attribute(made, record.name_agent(id_, entry.source, entry.source_kind), article.id)
    for n, relay in enumerate(q.chain, 1):
        report = f"onrecord:{q.id}-relay{n}"
        record.add("entity", report, {"prov:type": _type("onrecord:Report"), "prov:label": f"What {relay.name} told"})
        record.attribute(report, record.name_agent(_outlet(relay.name), relay.name), article.id)
        record.derive(report, made, prov_type=_type("prov:Quotation"))
        made = report
    record.derive(_id(article.id), made, prov_type=_type("prov:Quotation"))


def _note_reuse(record: _Record, reuse: Reuse) -> None:
    if reuse.earlier == "unknown" or reuse.left.article == reuse.right.article:
        return
    first, second = (reuse.left, reuse.right) if reuse.earlier == "left" else (reuse.right, reuse.left)
    record.derive(
        _id(second.article),
        _id(first.article),
        prov_type=_type("onrecord:Reuse"),
        onrecord_similarity=round(reuse.similarity, 3),
        onrecord_reason=reuse.reason,
        onrecord_wording=second.exact,
    )


def _id(id_: str) -> str:
    return f"onrecord:{id_}"


def _outlet(name: str) -> str:
    """Outlets named alike are one, whether they publish or relay."""
    return make_id("p", name)


def _name(id_: str) -> dict[str, str]:
    return {"$": f"onrecord:{id_}", "type": "prov:QUALIFIED_NAME"}


def _type(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}
