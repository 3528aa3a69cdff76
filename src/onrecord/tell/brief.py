"""The brief: a story in as many words as one asks for, made of its articles' own sentences alone.

What happened, what is disputed, what has changed, who says what. Nothing is told twice; a number that was replaced says what
came after it; a dispute is told with all its sides or not at all.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from onrecord.language.words import content_words
from onrecord.model import Document, Passage, Relation, StoryRecord
from onrecord.tell.entries import Entry, day_of, find_entries, sentence_at
from onrecord.tell.gist import pick_gist
from onrecord.tell.lines import Label, Line, Note, Part, StoryBrief, says_twice
from onrecord.tell.readable import is_ended, is_open, is_quoted, leans_back, reads_well

PARTS: tuple[Part, ...] = ("happened", "disputed", "changed", "said")
_SHARES: Mapping[Part, float] = {"happened": 0.35, "disputed": 0.7, "changed": 0.85, "said": 1.0}
WORDS = 250
_NOTES = 4
_LEAST_SAID = 5  # words of a statement that is told
_SEVERAL = 2
_LEAST_TOLD = 6  # content words of a sentence that tells what happened
_SIDES = 12  # members of a claim among which the one is chosen that tells its side best
# Sentences of the news that are tried: at the least, and one for so many words of the brief.
_LEAST_TRIED, _WORDS_TRIED = 4, 25
_STEPS = 12  # of a chain of updates that is followed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Material:
    """A story, findable by what the brief asks of it."""

    documents: Mapping[str, Document]
    entries: Mapping[str, Entry]
    claim_of: Mapping[str, str]
    members: Mapping[str, tuple[str, ...]]
    disputed: Mapping[str, tuple[Relation, ...]]
    later: Mapping[str, Relation]
    origin_of: Mapping[str, str]
    events: Mapping[tuple[str, int], frozenset[str]]  # that the sentence at a place tells


def write_brief(documents: Sequence[Document], record: StoryRecord, *, words: int = WORDS) -> StoryBrief:
    """The brief of one story in at most `words` words, or in its single shortest line where none fits."""
    material = _prepare(documents, record)
    chosen: list[Line] = []
    told: set[str] = set()
    happened: set[str] = set()
    noted: set[Passage] = set()
    room = 0.0
    left_out = 0
    for part in PARTS:
        room = words * _SHARES[part]
        # what comes late among the news only fills a gap
        most = max(_LEAST_TRIED, words // _WORDS_TRIED) if part == "happened" else None
        for line in islice(_propose(part, material, record), most):
            ids = _entries_in(line.passage, material)
            claims = {material.claim_of[i] for i in ids if i in material.claim_of}
            # who says what tells only what is new; a happening or a change may come back to a number that was told
            new = part == "disputed" or (not claims & told if part == "said" else not claims or not claims <= told)
            fits = sum(x.words for x in chosen) + line.words <= room
            tells = _events_of(line, material) if part == "happened" else frozenset()
            # nor does a second sentence of the news take the room of two
            retold = not tells.isdisjoint(happened) or (part == "happened" and bool(chosen) and line.words > room / 2)
            # nor is a dispute come back to by a sentence that leans on another, for what was already told against it
            retold = retold or (part == "disputed" and _hang(line) and _notes_of(line) <= noted)
            if new and fits and not retold and not any(says_twice(line, x) for x in chosen):
                chosen.append(line)
                happened |= tells
                noted |= _notes_of(line)
                told |= {material.claim_of[i] for i in [*ids, *_ids_of_notes(line, material)] if i in material.claim_of}
            elif part == "disputed" and not fits:
                left_out += 1
    placed = {line.passage: _place(line, chosen) for line in chosen}
    chosen.sort(key=lambda x: (PARTS.index(x.part), placed[x.passage] if x.part in ("happened", "changed") else ("", 0, 0)))
    return StoryBrief(story=record.story.id, title=record.story.title, lines=tuple(chosen), left_out=left_out)


def _notes_of(line: Line) -> set[Passage]:
    return {n.passage for n in line.notes}


def _place(line: Line, chosen: Sequence[Line]) -> tuple[str, int, int]:
    """The day of a line, and within it the order of its article and of its sentence there."""
    articles = [x.passage.article for x in chosen]
    return line.day, articles.index(line.passage.article), line.passage.start


def _prepare(documents: Sequence[Document], record: StoryRecord) -> _Material:
    by_id = {d.article.id: d for d in documents if d.article.id in set(record.story.articles)}
    entries = {e.id: e for d in by_id.values() for e in find_entries(d)}
    relations = [r for r in record.relations if r.left in entries and r.right in entries]
    disputed: dict[str, list[Relation]] = defaultdict(list)
    later: dict[str, Relation] = {}
    claims = {c.id: tuple(m for m in c.members if m in entries) for c in record.claims}
    claim_of = {m: id_ for id_, members in claims.items() for m in members}
    for r in sorted(relations, key=lambda r: (-r.score, r.left, r.right)):
        if r.relation == "contradicts":
            for side in (r.left, r.right):
                disputed[claim_of.get(side, side)].append(r)
        elif r.relation == "updates":
            later.setdefault(claim_of.get(r.left, r.left), r)
    origin_of = {a: o.id for o in record.origins for a in o.articles}
    events: dict[tuple[str, int], frozenset[str]] = defaultdict(frozenset)
    for event in record.events:
        for p in event.passages:
            sentence = sentence_at(by_id.get(p.article), p.start)
            if sentence:
                events[p.article, sentence.start] |= {event.id}
    return _Material(
        documents=by_id,
        entries=entries,
        claim_of=claim_of,
        members=claims,
        disputed={k: tuple(v) for k, v in disputed.items()},
        later=later,
        origin_of=origin_of,
        events=dict(events),
    )


def _sentence(material: _Material, article: str, start: int) -> Passage | None:
    """The sentence of an article's body in which an offset stands."""
    return sentence_at(material.documents.get(article), start)


def _entries_in(passage: Passage, material: _Material) -> list[str]:
    document = material.documents[passage.article]
    items = [(q.content[0].start, q.id) for q in document.reading.quotations if q.content]
    items += [(f.passage.start, f.id) for f in document.reading.figures]
    return [id_ for start, id_ in items if passage.start <= start < passage.end]


def _events_of(line: Line, material: _Material) -> frozenset[str]:
    return material.events.get((line.passage.article, line.passage.start), frozenset())


def _ids_of_notes(line: Line, material: _Material) -> list[str]:
    spans = {(n.passage.article, n.passage.start, n.passage.end) for n in line.notes}
    return [e.id for e in material.entries.values() if (e.article, e.start, e.end) in spans]


def _propose(part: Part, material: _Material, record: StoryRecord) -> Iterator[Line]:
    if part == "happened":
        yield from _happened(material, record)
    elif part == "disputed":
        yield from _disputes(material, record)
    elif part == "changed":
        yield from _changes(material, record)
    else:
        yield from _sayings(material, record)


def _line(part: Part, material: _Material, article: str, start: int, who: str = "") -> Line | None:
    """The sentence at an offset as a line, with what replaced or disputes what it tells."""
    passage = _sentence(material, article, start)
    if passage is None or not reads_well(passage.exact):
        return None
    document = material.documents[article]
    line = Line(part=part, passage=passage, publisher=document.article.publisher or "", day=day_of(document), who=who)
    return replace(line, notes=_notes_on(_entries_in(passage, material), material))


def _note(label: Label, entry: Entry, material: _Material) -> Note:
    passage = Passage(article=entry.article, start=entry.start, end=entry.end, exact=entry.exact)
    whole = _sentence(material, entry.article, entry.start) if label == "against" and entry.scant else None
    if whole and whole.end >= entry.end and reads_well(whole.exact):
        passage = whole
    return Note(label=label, text=" ".join(passage.exact.split()), who=entry.who, day=entry.day, passage=passage)


def _latest(id_: str, material: _Material) -> str | None:
    """The last of the updates of what an entry says."""
    last = None
    for _ in range(_STEPS):
        claim = material.claim_of.get(id_, id_)
        relation = material.later.get(claim)
        if relation is None or material.claim_of.get(relation.right, relation.right) == claim:
            break
        last = id_ = relation.right
    return last


def _notes_on(ids: Sequence[str], material: _Material) -> tuple[Note, ...]:
    """What replaced what the entries say, and who says otherwise, where that is not among them."""
    inside = {material.claim_of.get(i, i) for i in ids}
    notes: dict[str, Note] = {}
    said: dict[str, str] = {}  # the words that each note is about

    def note(key: str, label: Label, id_: str) -> None:
        if key not in notes:
            notes[key], said[key] = _note(label, material.entries[id_], material), material.entries[id_].exact

    def add_latest(id_: str) -> None:
        last = _latest(id_, material)
        if last and material.claim_of.get(last, last) not in inside:
            note(material.claim_of.get(last, last), "since then", last)

    for id_ in ids:
        add_latest(id_)
    # what came after may itself be disputed
    for claim in sorted(inside | set(notes)):
        for r in material.disputed.get(claim, ()):
            other = r.right if material.claim_of.get(r.left, r.left) == claim else r.left
            key = material.claim_of.get(other, other)
            if key not in inside:
                note(key, "against", other)
                add_latest(other)
    # "the claim" says less than what else the same source says against it
    telling = [n for k, n in notes.items() if len(content_words(said[k])) > 1 or any(c.isdigit() for c in said[k])]
    speakers = {n.who for n in telling}
    telling = [n for n in telling if not any(_is_part(n.passage, x.passage) for x in telling)]
    return tuple(n for n in notes.values() if n in telling or n.who not in speakers)


def _is_part(inner: Passage, outer: Passage) -> bool:
    return inner != outer and inner.article == outer.article and outer.start <= inner.start and inner.end <= outer.end


def _happened(material: _Material, record: StoryRecord) -> Iterator[Line]:
    """Sentences that tell the story's news, those that say most of it first."""
    for passage in pick_gist(list(material.documents.values()), record.events, material.origin_of):
        line = _line("happened", material, passage.article, passage.start)
        # not one that needs more said with it, that leans on the one before it or says little
        scant = len(set(content_words(passage.exact))) < _LEAST_TOLD
        if (
            line
            and len(line.notes) <= _NOTES
            and not scant
            and not is_quoted(passage.exact)
            and is_ended(line.passage.exact)
            and not _hang(line)
        ):
            yield line


def _disputes(material: _Material, record: StoryRecord) -> Iterator[Line]:
    """One line a dispute, the one that most articles come back to first: a side in its sentence, each other side as a note."""

    def sides(r: Relation) -> set[str]:
        return {material.claim_of.get(i, i) for i in (r.left, r.right)}

    def size(r: Relation) -> int:
        told = {i for c in sides(r) for i in material.members.get(c, (c,)) if i in material.entries}
        return len({material.entries[i].article for i in told}) + len(
            {x for c in sides(r) for x in material.disputed.get(c, ())}
        )

    seen: set[str] = set()
    found = (r for r in record.relations if r.relation == "contradicts")
    for r in sorted(found, key=lambda r: (-size(r), -r.score, r.left, r.right)):
        claims = sides(r)
        if claims <= seen:
            continue
        lines = _sides((r.left, r.right), material)
        if lines and not any(map(_names_speaker, lines)):
            others = [i for c in sorted(claims) for i in material.members.get(c, (c,))[:_SIDES]]
            lines += [line for line in _sides(others, material) if _names_speaker(line)]
        if lines:
            seen |= claims
            # a reader wants to see in the sentence who says it
            yield min(
                lines,
                key=lambda line: (not _names_speaker(line), _hang(line), line.words, line.passage.article),
            )


def _sides(ids: Sequence[str], material: _Material) -> list[Line]:
    """The sentences of these entries that something stands against."""
    entries = [material.entries[i] for i in ids if i in material.entries]
    lines = [_line("disputed", material, e.article, e.start, e.who) for e in entries]
    return [line for line in lines if line and line.notes]


def _names_speaker(line: Line) -> bool:
    return line.who[:1].isupper() and line.who != line.publisher and line.who.rpartition(" ")[2] in line.passage.exact


def _changes(material: _Material, record: StoryRecord) -> Iterator[Line]:
    """The last word on what has changed, with what it replaced."""
    before: dict[str, list[str]] = defaultdict(list)
    for r in sorted(record.relations, key=lambda r: (-r.score, r.left, r.right)):
        if r.relation == "updates" and r.left in material.entries:
            last = _latest(r.left, material)
            if last:
                before[last].append(r.left)
    weight = {i: sum(len(material.members.get(material.claim_of.get(b, b), ())) for b in before[i]) for i in before}

    def reports(*ids: str) -> int:
        """How many articles come back to these values."""
        held = {m for i in ids for m in material.members.get(material.claim_of.get(i, i), (i,)) if m in material.entries}
        return len({material.entries[m].article for m in held})

    def rank(i: str) -> tuple[int, int, int, str]:
        # a change that matters is told of on both sides
        replaced = {material.claim_of.get(b, b) for b in before[i]}
        return -min(reports(i), reports(*before[i])), -len(replaced), -weight[i], i

    for last in sorted(before, key=rank):
        line = _clearest("changed", last, material)
        if line is None:
            continue
        inside = {material.claim_of.get(i, i) for i in _entries_in(line.passage, material)}
        former: dict[str, Note] = {}
        for i in before[last]:
            key = material.claim_of.get(i, i)
            if key not in inside:
                former.setdefault(key, _note("before", material.entries[i], material))
        notes = (*list(former.values())[:_NOTES], *line.notes)
        if former:
            yield replace(line, notes=notes)


def _clearest(part: Part, id_: str, material: _Material) -> Line | None:
    """The sentence of an entry, or of another of its claim from the same giver, where its own leans on the one before it."""
    own = material.entries[id_]
    alike = [material.entries[m] for m in material.members.get(material.claim_of.get(id_, ""), ()) if m in material.entries]
    others = [e for e in alike[:_SIDES] if e.who == own.who and e.day == own.day]
    lines = [line for e in (own, *others) if (line := _line(part, material, e.article, e.start, e.who))]
    return min(lines, key=_hang, default=None)


def _hang(line: Line) -> bool:
    """Whether a line needs the sentence before or after it."""
    return leans_back(line.passage.exact) or is_open(line.passage.exact)


def _sayings(material: _Material, record: StoryRecord) -> Iterator[Line]:
    """A sentence of each source, of the claims that most origins have first; of one origin those whose giver has a name."""
    speakers: set[str] = set()
    leaning: dict[str, Line] = {}
    named = {word for d in material.documents.values() for n in d.reading.names for word in n.full.split()}
    ranked = sorted(record.claims, key=lambda c: (-c.origins, -len(c.members), c.first_said or "9999", c.id))
    told = [(c, material.entries[id_]) for c in ranked for id_ in material.members[c.id]]
    done: set[str] = set()
    for claim, entry in sorted(told, key=lambda row: row[0].origins < _SEVERAL and named.isdisjoint(row[1].who.split())):
        if claim.id in done or not entry.id.startswith("q-") or entry.who in speakers or len(entry.exact.split()) < _LEAST_SAID:
            continue
        line = _line("said", material, entry.article, entry.start, entry.who)
        # a reader wants to see in the sentence who says it
        if line and len(line.notes) <= _NOTES and entry.who.rpartition(" ")[2] in line.passage.exact:
            if _hang(line):
                leaning.setdefault(entry.who, line)
                continue
            speakers.add(entry.who)
            done.add(claim.id)
            yield line
    yield from (line for who, line in leaning.items() if who not in speakers)
