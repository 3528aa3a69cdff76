"""Finding in a ledger what a passage of a draft may rest on: by the index of its words, never by going through the ledger."""

import json
import math
import sqlite3
from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from onrecord.codec import decode
from onrecord.model import Claim, Document, Entity, Figure, Quotation, Relation, Sentence, Span, Timex
from onrecord.store import slices
from onrecord.store.stories import story_of
from onrecord.text import words
from onrecord.understand.quotations.marks import Quoted, find_quoted
from onrecord.words import content_words, is_content, stem

_TERMS = 8  # words of a passage that it is looked up by, the rarest first
_POSTED = 40_000  # sentences that the words of one look-up may stand in together
_HITS = 60  # sentences that a look-up weighs
_BEST = 14  # sentences that it gives
_RUNS = 24  # runs of three words that a quote is looked up by
_TELLING = 5  # of them that hold a content word, for the others to be left out
_VALUES = 4_000  # figures of one label
_NUMBER_WORDS = frozenset(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen dozens".split()
)


def matter_of(text: str) -> frozenset[str]:
    """The stems of the content words of a text without its numbers, which are compared by themselves."""
    return frozenset(w for w in content_words(text) if not w[0].isdigit() and w not in _NUMBER_WORDS)


def matter_said(quotation: Quotation) -> frozenset[str]:
    """What a statement is about."""
    return matter_of(" ".join(part.exact for part in quotation.content))


@dataclass(frozen=True, kw_only=True)
class Held:
    """A sentence of the ledger, with the statements and figures that stand in it."""

    article: str
    start: int
    end: int
    text: str
    story: str
    quotations: tuple[Quotation, ...]
    figures: tuple[Figure, ...]

    @cached_property
    def matter(self) -> frozenset[str]:
        """What the sentence is about."""
        return matter_of(self.text)

    @cached_property
    def own(self) -> frozenset[str]:
        """What it says in the article's own voice: outside of what is attributed to somebody."""
        text = list(self.text)
        for q in self.quotations:
            if q.source is None:
                continue
            for part in q.content:
                for i in range(max(part.start, self.start), min(part.end, self.end)):
                    text[i - self.start] = " "
        return matter_of("".join(text))

    @property
    def passage(self) -> Span:
        """Where it stands."""
        return Span(start=self.start, end=self.end, exact=self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the ledger derives of some entries: the claim of each, and the relations of those claims' members."""

    claim_of: dict[str, Claim] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()

    def members(self, entries: Iterable[str]) -> set[str]:
        """The entries, and those that say the same."""
        found = set(entries)
        for entry in list(found):
            if entry in self.claim_of:
                found.update(self.claim_of[entry].members)
        return found

    def others(self, entries: Iterable[str], relation: str) -> list[tuple[str, Relation]]:
        """What stands in a relation to the entries or to those that say the same; of updates, what came later."""
        members = self.members(entries)
        found: dict[str, Relation] = {}
        for r in self.relations:
            if r.relation == relation and r.left in members and r.right not in members:
                found.setdefault(r.right, r)
            elif r.relation == relation == "contradicts" and r.right in members and r.left not in members:
                found.setdefault(r.left, r)
        return sorted(found.items())


class Index:
    """A ledger as a draft is held against it; what was looked up once is kept for the length of a check."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.check_terms USING fts5vocab(main, sentence_index, 'row')")
        self._total: int = connection.execute("SELECT coalesce(max(number), 0) FROM sentences").fetchone()[0]
        self._counts: dict[tuple[str, bool], int] = {}
        self._texts: dict[str, str] = {}
        self._entries: dict[str, tuple[list[tuple[int, int, Quotation]], list[Figure]]] = {}
        self._sentences: dict[str, list[Sentence]] = {}
        self._quoted: dict[str, list[Quoted]] = {}
        self._stories: dict[str, str] = {}
        self._outlines: dict[str, Document] = {}
        self._entry: dict[str, Quotation | Figure | None] = {}
        self._who: dict[str, list[Entity]] = {}
        self._near: dict[str, list[Held]] = {}
        self._figures: dict[tuple[str, tuple[str, ...]], list[Figure]] = {}

    def _count(self, word: str, *, prefix: bool) -> int:
        key = (word, prefix)
        if key not in self._counts:
            where = "term >= ? AND term < ?" if prefix else "term = ?"
            given = (word, word + "\U0010ffff") if prefix else (word,)
            row = self.connection.execute(f"SELECT coalesce(sum(doc), 0) FROM temp.check_terms WHERE {where}", given).fetchone()  # noqa: S608
            self._counts[key] = row[0]
        return self._counts[key]

    def weight(self, matter: str) -> float:
        """How much a stem says: the rarer in the ledger, the more."""
        number = self._count(matter, prefix=len(matter) > 2)
        return math.log(1 + (self._total + 1) / (number + 0.5)) ** 2

    def share(self, whole: Collection[str], part: Collection[str]) -> float:
        """How much of what the first is about the second is about too, by weight."""
        total = math.fsum(self.weight(w) for w in whole)
        return math.fsum(self.weight(w) for w in whole if w in part) / total if total else 0.0

    def find_near(self, text: str) -> list[Held]:
        """The sentences that share most of what a text is about, the best first."""
        if text not in self._near:
            self._near[text] = self._find_near(text)
        return self._near[text]

    def _find_near(self, text: str) -> list[Held]:
        terms: dict[str, int] = {}
        for word, _, _ in words(text):
            if not is_content(word) or word in _NUMBER_WORDS:
                continue
            base = stem(word)
            if len(base) >= 4 and word.startswith(base) and base.isalpha():
                terms[f'"{base}" *'] = self._count(base, prefix=True)
            else:
                terms[f'"{word}"'] = self._count(word, prefix=False)
        return self._search(_choose(terms), matter_of(text))

    def find_words(self, forms: Sequence[str], stories: Collection[str]) -> list[Held]:
        """The first sentences of some stories that hold any of the words."""
        rows = self.connection.execute(
            'SELECT s.article, s.start, s."end" FROM sentence_index i JOIN sentences s ON s.number = i.rowid '
            "JOIN story_articles sa ON sa.article = s.article WHERE i.sentence_index MATCH ? "
            "AND sa.story IN (SELECT value FROM json_each(?)) ORDER BY s.article, s.start LIMIT ?",
            (" OR ".join(f'"{w}"' for w in forms), json.dumps(sorted(stories)), _HITS),
        ).fetchall()
        return [self.hold(*row) for row in rows]

    def matter_about(self, held: Held) -> frozenset[str]:
        """What a sentence and the ones before and behind it are about."""
        known = self.sentences_of(held.article)
        at = bisect_right([s.start for s in known], held.start) - 1
        low, high = known[max(at - 1, 0)].start, known[min(at + 1, len(known) - 1)].end
        return matter_of(self.text_of(held.article)[low:high])

    def find_runs(self, text: str) -> list[Held]:
        """The sentences that share runs of three words with a text, for finding quotes that are nearly to the letter."""
        found = [w for w, _, _ in words(text)]
        runs = [found[i : i + 3] for i in range(max(len(found) - 2, 0))]
        telling = [r for r in runs if any(is_content(w) for w in r)]
        runs = telling if len(telling) >= _TELLING else runs
        step = max(1, len(runs) // _RUNS)
        chosen = ['"' + " ".join(r) + '"' for r in runs[::step]]
        return self._search(list(dict.fromkeys(chosen)), frozenset())

    def _search(self, terms: list[str], matter: frozenset[str]) -> list[Held]:
        if not terms:
            return []
        rows = self.connection.execute(
            'SELECT s.article, s.start, s."end", substr(a.text, s.start + 1, s."end" - s.start) FROM (SELECT rowid AS number, '
            "round(bm25(sentence_index), 6) AS rank FROM sentence_index WHERE sentence_index MATCH ? ORDER BY rank, rowid "
            "LIMIT ?) f JOIN sentences s ON s.number = f.number JOIN articles a ON a.id = s.article "
            "ORDER BY f.rank, s.article, s.start",
            (" OR ".join(terms), _HITS),
        ).fetchall()
        if matter:
            rows.sort(key=lambda row: -self.share(matter, matter_of(row[3])))
        return [self.hold(article, start, end) for article, start, end, _ in rows[:_BEST]]

    def hold(self, article: str, start: int, end: int) -> Held:
        """A sentence with what stands in it."""
        quotations, figures = self.entries_of(article)
        return Held(
            article=article,
            start=start,
            end=end,
            text=self.text_of(article)[start:end],
            story=self.story_of(article),
            quotations=tuple(q for a, b, q in quotations if a < end and b > start and _is_in(q, start, end)),
            figures=tuple(f for f in figures if f.passage.start < end and f.passage.end > start),
        )

    def text_of(self, article: str) -> str:
        """The text of an article."""
        if article not in self._texts:
            row = self.connection.execute("SELECT text FROM articles WHERE id = ?", (article,)).fetchone()
            self._texts[article] = row[0] if row else ""
        return self._texts[article]

    def story_of(self, article: str) -> str:
        """The story that an article is in; "" where it is in none yet."""
        if article not in self._stories:
            self._stories[article] = story_of(self.connection, article) or ""
        return self._stories[article]

    def entries_of(self, article: str) -> tuple[list[tuple[int, int, Quotation]], list[Figure]]:
        """The statements of an article with where they begin and end, and its figures."""
        if article not in self._entries:
            said = [
                decode(Quotation, json.loads(v))
                for (v,) in self.connection.execute(
                    "SELECT value FROM quotations WHERE article = ? ORDER BY position", (article,)
                )
            ]
            given = [
                decode(Figure, json.loads(v))
                for (v,) in self.connection.execute("SELECT value FROM figures WHERE article = ? ORDER BY position", (article,))
            ]
            ends = [(min(p.start for p in q.content), max(p.end for p in q.content), q) for q in said if q.content]
            self._entries[article] = (ends, given)
        return self._entries[article]

    def sentences_of(self, article: str) -> list[Sentence]:
        """The sentences of an article in the order of the text."""
        if article not in self._sentences:
            rows = self.connection.execute(
                'SELECT start, "end" FROM sentences WHERE article = ? ORDER BY start', (article,)
            ).fetchall()
            self._sentences[article] = [Sentence(start=a, end=b, paragraph=0) for a, b in rows]
        return self._sentences[article]

    def quoted_in(self, article: str) -> list[Quoted]:
        """The passages in quotation marks of an article."""
        if article not in self._quoted:
            self._quoted[article] = find_quoted(self.text_of(article), self.sentences_of(article))
        return self._quoted[article]

    def sentence_at(self, article: str, offset: int) -> Held:
        """The sentence that an offset stands in, or the one before it."""
        held = self.sentences_of(article)
        at = bisect_right([s.start for s in held], offset) - 1
        found = held[max(at, 0)]
        return self.hold(article, found.start, found.end)

    def dates_in(self, article: str, start: int, end: int) -> list[Timex]:
        """The expressions of time between two offsets."""
        row = self.connection.execute("SELECT dates FROM readings WHERE article = ?", (article,)).fetchone()
        found = [decode(Timex, value) for value in json.loads(row[0])] if row else []
        return [t for t in found if start <= t.passage.start < end]

    def outline_of(self, article: str) -> Document:
        """Who published an article and when."""
        if article not in self._outlines:
            self._outlines[article] = slices.get_outlines(self.connection, [article])[0]
        return self._outlines[article]

    def day_of(self, article: str) -> str:
        """The last day that an article can be of; "" where it is undated."""
        anchor = self.outline_of(article).reading.anchor
        return anchor.latest or anchor.earliest or ""

    def figures_under(self, core: str, stories: Collection[str]) -> list[Figure]:
        """The figures whose label begins with these words, in some stories."""
        key = (core, tuple(sorted(stories)))
        if key not in self._figures:
            rows = self.connection.execute(
                "SELECT f.value FROM figures f JOIN story_articles sa ON sa.article = f.article WHERE f.indicator >= ? "
                "AND f.indicator < ? AND sa.story IN (SELECT value FROM json_each(?)) ORDER BY f.indicator, f.id LIMIT ?",
                (core, core + "\U0010ffff", json.dumps(key[1]), _VALUES),
            )
            self._figures[key] = [decode(Figure, json.loads(v)) for (v,) in rows]
        return self._figures[key]

    def entry(self, id_: str) -> Quotation | Figure | None:
        """A statement or figure by its id."""
        if id_ not in self._entry:
            quotations, figures = slices.get_entries(self.connection, [id_])
            self._entry[id_] = quotations[0] if quotations else figures[0] if figures else None
        return self._entry[id_]

    def who(self, entry: Quotation) -> list[Entity]:
        """Who the source of a statement is across its story."""
        if entry.id not in self._who:
            self._who[entry.id] = slices.get_givers(self.connection, self.story_of(entry.article), [entry.id])
        return self._who[entry.id]

    def standing_of(self, entries: Collection[str], stories: Collection[str]) -> Standing:
        """The claims of the entries, and what contradicts or updates these."""
        claim_of: dict[str, Claim] = {}
        relations: list[Relation] = []
        for story in sorted(stories):
            claims: list[Claim] = slices.get_holding(self.connection, story, "claims", "members", sorted(entries))
            claim_of |= {member: claim for claim in claims for member in claim.members}
            wanted = sorted({*entries, *(m for c in claims for m in c.members)})
            rows = self.connection.execute(
                "SELECT value FROM derived WHERE story = :story AND kind = 'relations' AND (json_extract(value, '$.left') IN "
                "(SELECT value FROM json_each(:ids)) OR json_extract(value, '$.right') IN (SELECT value FROM json_each(:ids))) "
                "ORDER BY position",
                {"story": story, "ids": json.dumps(wanted)},
            )
            relations += [decode(Relation, json.loads(v)) for (v,) in rows]
        return Standing(claim_of=claim_of, relations=tuple(relations))


def _is_in(quotation: Quotation, start: int, end: int) -> bool:
    return any(p.start < end and p.end > start for p in quotation.content)


def _choose(terms: dict[str, int]) -> list[str]:
    """The rarest terms, as many as their sentences together can be gone through quickly."""
    chosen: list[str] = []
    posted = 0
    for term, number in sorted(terms.items(), key=lambda row: (row[1], row[0])):
        if number == 0:
            continue
        if len(chosen) >= 2 and (posted + number > _POSTED or len(chosen) >= _TERMS):
            break
        chosen.append(term)
        posted += number
    return chosen
