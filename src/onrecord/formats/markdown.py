"""A story as notes: one Markdown file, or a folder of linked notes (for Obsidian and its like).

Source: CommonMark 0.31. All that comes from articles is text: every character that could be markup there, in GitHub's or in
Obsidian's dialect, is written with a backslash, and what would hide or reorder text is made visible.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from onrecord.formats.files import to_bytes, write_chunks
from onrecord.formats.parts import NO_SOURCE, Entry, date_of, dump, outlet_of, tell_chain, tell_entries, title_of
from onrecord.model import Document, StoryRecord
from onrecord.tell.report.safe import find_address, make_visible
from onrecord.tell.report.wording import clip, count, tell_amount, tell_when
from onrecord.tell.tables import Contents

_MARKUP = re.compile(r"[\\`*_{}\[\]#|~<>&$%=^@!]|:(?=//|:)|(?<=:):|(?<=www)\.|(?<=mailto):|(?<=xmpp):", re.IGNORECASE)
_STARTS = re.compile(r"([-+])|(\d{1,9})([.)])(?=\s|$)")
_NOT_NAME = re.compile(r"[^A-Za-z0-9_-]")
_TITLE = 200
Link = Callable[[Document], str]  # how a note names an article: plain, or as a link to its own note
_STATUSES = {
    "disputed": "Disputed",
    "superseded": "Superseded",
    "corroborated": "Said by several origins",
    "single-origin": "Single origin",
}


def write(stories: Iterable[Contents]) -> Iterator[str]:
    """All stories as one note, the articles named and not repeated."""
    for n, contents in enumerate(stories):
        yield "\n" if n else ""
        yield from _tell_story(contents, link=_name)


def write_folder(stories: Iterable[Contents], folder: Path) -> None:
    """A note for each story and each article, linked, and an index of the stories."""
    index = folder / "index.md"
    for name in ("stories", "articles"):
        (folder / name).mkdir()
    lines = ["# On the record\n\n"]
    for contents in stories:
        for record in contents.records:
            path = f"stories/{_file(record.story.id)}"
            _write(folder / path, _tell_story(contents, link=lambda d: f"[{_name(d)}](../articles/{_file(d.article.id)})"))
            size = count(len(record.story.articles), "article")
            lines.append(f"- [{_escape(clip(record.story.title or record.story.id, _TITLE))}]({path}), {size}\n")
        entries: dict[str, list[Entry]] = {}
        for entry in tell_entries(contents):
            entries.setdefault(entry.document.article.id, []).append(entry)
        for document in contents.documents.values():
            own = entries.get(document.article.id, [])
            story = contents.records[0].story.id if contents.records else None
            _write(folder / "articles" / _file(document.article.id), _tell_article(document, own, story))
    _write(index, lines)


def _file(id_: str) -> str:
    return _NOT_NAME.sub("_", id_) + ".md"


def _write(path: Path, chunks: Iterable[str]) -> None:
    write_chunks(to_bytes(chunks), path)


def _tell_story(contents: Contents, *, link: Link) -> Iterator[str]:
    entries = {entry.id: entry for entry in tell_entries(contents)}
    for record in contents.records:
        story = record.story
        yield _front(id=story.id, earliest=story.earliest, latest=story.latest, articles=len(story.articles))
        yield f"# {_escape(clip(story.title or story.id, _TITLE))}\n\n"
        yield "What was said, and by whom. It does not say who is right; a status counts independent origins.\n"
        yield from _tell_disputes(record, entries, link)
        yield from _tell_claims(record, entries, link)
        yield from _tell_figures(entries, link)
        yield from _tell_events(record, contents, link)
    yield "\n## Articles\n\n"
    for document in contents.documents.values():
        yield f"- {link(document)}\n"


def _tell_disputes(record: StoryRecord, entries: dict[str, Entry], link: Link) -> Iterator[str]:
    pairs = [r for r in record.relations if r.relation == "contradicts" and r.left in entries and r.right in entries]
    if pairs:
        yield "\n## In dispute\n"
    for pair in pairs:
        yield f"\n- {_tell(entries[pair.left], link)}\n- against: {_tell(entries[pair.right], link)}\n"
        yield f"- derived: {_escape(pair.reason)}\n"


def _tell_claims(record: StoryRecord, entries: dict[str, Entry], link: Link) -> Iterator[str]:
    shared = [c for c in record.claims if len(c.members) > 1]
    if shared:
        yield "\n## Said more than once\n"
    for claim in shared:
        origins = count(claim.origins, "origin")
        yield f"\n**{_STATUSES[claim.status]}**, {origins}:\n\n"
        for member in claim.members:
            if member in entries:
                yield f"- {_tell(entries[member], link)}\n"


def _tell_figures(entries: dict[str, Entry], link: Link) -> Iterator[str]:
    figures = [e for e in entries.values() if e.figure and e.figure.indicator]
    figures.sort(key=lambda e: (e.figure.indicator if e.figure else "", (e.when.earliest if e.when else None) or "9999", e.id))
    if figures:
        yield "\n## Figures\n\n| counted | read as | as of | words | given by | in |\n|---|---|---|---|---|---|\n"
    for entry in figures:
        f = entry.figure
        assert f is not None
        cells = (f.indicator, tell_amount(f), tell_when(f.as_of), f"“{entry.words}”", entry.source or "the article")
        yield f"| {' | '.join(_escape(cell) for cell in cells)} | {link(entry.document)} |\n"


def _tell_events(record: StoryRecord, contents: Contents, link: Link) -> Iterator[str]:
    if record.events:
        yield "\n## Day by day\n\n"
    for event in sorted(record.events, key=lambda e: (e.date, e.id)):
        named = [link(contents.documents[a]) for a in event.articles if a in contents.documents]
        yield f"- {_escape(event.date.replace('/', ' to '))}: “{_escape(event.text)}” {'; '.join(named)}\n"


def _tell_article(document: Document, entries: list[Entry], story: str | None) -> Iterator[str]:
    article = document.article
    yield _front(
        id=article.id,
        publisher=article.publisher,
        published=date_of(document.reading.anchor),
        basis=document.reading.anchor.basis,
        url=find_address(article.url),
        authors=", ".join(article.authors),
        language=document.layout.language,
        story=story,
    )
    yield f"# {_escape(clip(title_of(document), _TITLE))}\n"
    if story:
        yield f"\n[The story](../stories/{_file(story)})\n"
    said = [e for e in entries if not e.figure]
    if said:
        yield "\n## Who said what\n\n"
    for entry in said:
        yield f"- {_tell(entry, None)}\n"
    yield "\n## Text\n"
    for paragraph in article.text.split("\n"):
        if paragraph.strip():
            yield f"\n{_escape(paragraph)}\n"


def _tell(entry: Entry, link: Link | None) -> str:
    q = entry.quotation
    stance = f" {q.stance}" if q and not entry.figure else ""
    chain = f" (through {_escape(tell_chain(q))})" if q and q.chain else ""
    where = f" {link(entry.document)}" if link else ""
    given = entry.source or (NO_SOURCE if not entry.figure else "the article")
    return f"{_escape(given)}{stance}{chain}: “{_escape(entry.words)}”{where}"


def _name(document: Document) -> str:
    day = tell_when(document.reading.anchor)
    return _escape(clip(outlet_of(document) or title_of(document), _TITLE)) + (f", {_escape(day)}" if day else "")


def _front(**fields: str | int | None) -> str:
    # JSON strings are YAML too, once what YAML takes for line ends is made visible
    rows = [
        f"{key}: {dump(make_visible(v) if isinstance(v, str) else v)}\n" for key, v in fields.items() if v not in (None, "")
    ]
    return "---\n" + "".join(rows) + "---\n\n"


def _escape(text: str) -> str:
    """Text on one line that Markdown leaves as it is."""
    line = _MARKUP.sub(lambda m: "\\" + m.group(), make_visible(" ".join(text.split())))
    start = _STARTS.match(line)
    if start:
        line = f"\\{line}" if start[1] else f"{start[2]}\\{line[start.end(2) :]}"
    return line
