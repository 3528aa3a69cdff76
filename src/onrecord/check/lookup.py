"""Finding in a ledger what a passage of a draft may rest on: by the index of its words, never by going through the ledger."""

import itertools
import json
import math
import sqlite3
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter
from typing import Any, TypeVar

from onrecord.check.differences import Word
from onrecord.check.matters import Held, Standing, matter_of
from onrecord.codec import decode
from onrecord.language.words import is_content
from onrecord.model import Claim, Document, Entity, Figure, Quotation, Relation, Sentence, Timex
from onrecord.store import slices
from onrecord.store.stories import story_of
from onrecord.text import words
from onrecord.understand.quotations.marks import Quoted, find_quoted

_TERMS = 8  # words of a passage that it is looked up by, the rarest first
_RARE = 1_000  # sentences: a word that stands in more is looked up together with another
_POSTED = 3_000  # sentences that the rare words of one look-up may stand in together
_HITS = 60  # sentences that a look-up weighs
_KEPT = 500  # of those that match it, remembered for when it is made again among fewer stories
_BEST = 14  # sentences that it gives
_QUOTED = 8  # sentences that a quote is compared with
_RUNS = 24  # runs of three words that a quote is looked up by
_TELLING = 5  # of them that hold a content word, for the others to be left out
_VALUES = 1_500  # figures of one label
_ENDINGS = ("", "s", "e", "es", "ed", "d", "ing")
_ALL = "\U0010ffff"
E = TypeVar("E", Quotation, Figure)


class Index:
    """A ledger as a draft is held against it; what was looked up once is kept for the length of a check."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection
        self._total: int = connection.execute("SELECT coalesce(max(number), 0) FROM sentences").fetchone()[0]
        self._stories_only: tuple[str, ...] = ()
        self._counts: dict[str, int] = {}
        self._weights: dict[str, float] = {}
        self._totals: dict[frozenset[str], float] = {}
        self._forms: dict[str, str] = {}
        self._texts: dict[str, str] = {}
        self._entries: dict[str, tuple[list[tuple[int, int, Quotation]], list[Figure]]] = {}
        self._ranked: dict[str, list[tuple[int, float]]] = {}
        self._places: dict[int, tuple[str, int, int]] = {}
        self._held: dict[tuple[str, int, int], Held] = {}
        self._decoded: dict[str, Any] = {}
        self._sentences: dict[str, list[Sentence]] = {}
        self._words: dict[tuple[str, int, int], list[Word]] = {}
        self._quoted: dict[str, list[Quoted]] = {}
        self._stories: dict[str, str] = {}
        self._outlines: dict[str, Document] = {}
        self._entry: dict[str, Quotation | Figure | None] = {}
        self._who: dict[str, list[Entity]] = {}
        self._near: dict[str, list[Held]] = {}
        self._figures: dict[tuple[str, tuple[str, ...]], list[Figure]] = {}

    def narrow(self, stories: Collection[str]) -> None:
        """From here on, looks in these stories alone."""
        self._stories_only = tuple(sorted(stories))
        self._near.clear()

    def _count(self, term: str) -> int:
        """In how many sentences a term stands, counted up to RARE."""
        if term not in self._counts:
            query = "SELECT count(*) FROM (SELECT rowid FROM sentence_index WHERE sentence_index MATCH ? LIMIT ?)"
            self._counts[term] = self.connection.execute(query, (term, _RARE)).fetchone()[0]
        return self._counts[term]

    def weight(self, matter: str) -> float:
        """How much a stem says: the rarer in the ledger, the more."""
        found = self._weights.get(matter)
        if found is None:
            found = math.log(1 + (self._total + 1) / (self._count(_term_of(matter)) + 0.5)) ** 2
            self._weights[matter] = found
        return found

    def share(self, whole: frozenset[str], part: frozenset[str]) -> float:
        """How much of what the first is about the second is about too, by weight."""
        total = self._totals.get(whole)
        if total is None:
            total = self._totals[whole] = math.fsum(map(self.weight, whole))
        return math.fsum(map(self.weight, whole & part)) / total if total else 0.0

    def find_near(self, text: str) -> list[Held]:
        """The sentences that share most of what a text is about, the best first."""
        if text not in self._near:
            self._near[text] = self._find_near(text)
        return self._near[text]

    def _find_near(self, text: str) -> list[Held]:
        matter = matter_of(text)
        rows = self._search(self._choose(matter, together=bool(self._stories_only)))
        rows.sort(key=lambda row: -self.share(matter, matter_of(row[3])))
        return [self.hold(article, start, end) for article, start, end, _ in rows[:_BEST]]

    def vote(self, text: str) -> dict[str, float]:
        """How much of what a text is about the likest sentence of each story has, by the rarest words of the text."""
        matter = matter_of(text)
        found: dict[str, float] = {}
        for article, _, _, held in self._search(self._choose(matter, together=False)):
            story = self.story_of(article)
            found[story] = max(found.get(story, 0.0), self.share(matter, matter_of(held)))
        found.pop("", None)
        return found

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
        asked = {" ".join(r) for r in runs[::step]}
        rows = self._search([f'"{r}"' for r in sorted(asked)])

        def shared(words_of: str) -> int:
            there = [w for w, _, _ in words(words_of)]
            return sum(" ".join(there[i : i + 3]) in asked for i in range(len(there)))

        rows.sort(key=lambda row: -shared(row[3]))
        return [self.hold(article, start, end) for article, start, end, _ in rows[:_QUOTED]]

    def _choose(self, matter: Iterable[str], *, together: bool) -> list[str]:
        """What sentences about a matter are asked for by."""
        terms = {m: self._count(_term_of(m)) for m in matter}
        return [f"({' AND '.join(map(self._known_forms, parts))})" for parts in _choose(terms, together=together)]

    def _known_forms(self, matter: str) -> str:
        """The term of a stem with the forms alone that the ledger has: others are weighed in every sentence for nothing."""
        if matter not in self._forms:
            query = "SELECT 1 FROM sentence_index WHERE sentence_index MATCH ? LIMIT 1"
            held = [f'"{form}"' for form in _list_forms(matter)]
            held = [form for form in held if self.connection.execute(query, (form,)).fetchone()]
            self._forms[matter] = f"({' OR '.join(held)})"
        return self._forms[matter]

    def _search(self, terms: Sequence[str]) -> list[tuple[str, int, int, str]]:
        """(article, start, end, text) of the sentences that hold any of the terms, the best first."""
        if not terms:
            return []
        found: list[tuple[str, int, int]] = []
        # of thousands of sentences it is looked up of the best alone where they stand
        for _, alike in itertools.groupby(self._rank(" OR ".join(terms)), key=itemgetter(1)):
            found += sorted(place for number, _ in alike if self._is_asked((place := self._place(number))[0]))
            if len(found) >= _HITS:
                break
        return [(article, start, end, self.text_of(article)[start:end]) for article, start, end in found[:_HITS]]

    def _rank(self, query: str) -> Iterator[tuple[int, float]]:
        """The numbers of the sentences that match, the best first; the first of them are not asked for twice."""
        known = self._ranked.get(query)
        if known:
            yield from known
            if len(known) < _KEPT:
                return
        rows = self.connection.execute(
            "SELECT rowid, round(bm25(sentence_index), 6) AS rank FROM sentence_index WHERE sentence_index MATCH ? "
            "ORDER BY rank, rowid",
            (query,),
        ).fetchall()
        self._ranked[query] = rows[:_KEPT]
        yield from rows[len(known or ()) :]

    def _place(self, number: int) -> tuple[str, int, int]:
        """Where the sentence of a number stands."""
        if number not in self._places:
            query = 'SELECT article, start, "end" FROM sentences WHERE number = ?'
            self._places[number] = self.connection.execute(query, (number,)).fetchone()
        return self._places[number]

    def _is_asked(self, article: str) -> bool:
        return not self._stories_only or self.story_of(article) in self._stories_only

    def hold(self, article: str, start: int, end: int) -> Held:
        """A sentence with what stands in it."""
        if (article, start, end) not in self._held:
            self._held[article, start, end] = Held(
                article=article,
                start=start,
                end=end,
                text=self.text_of(article)[start:end],
                story=self.story_of(article),
                quotations=tuple(self._list_within(Quotation, article, start, end)),
                figures=tuple(self._list_within(Figure, article, start, end)),
            )
        return self._held[article, start, end]

    def _list_within(self, kind: type[E], article: str, start: int, end: int) -> list[E]:
        """The statements or the figures that stand in a stretch of an article, in their order."""
        table, name = ("quotations", "statement") if kind is Quotation else ("figures", "figure")
        rows = self.connection.execute(
            f"SELECT id, value FROM {table} WHERE id IN (SELECT entry FROM spans WHERE article = ? AND kind = ? "  # noqa: S608
            'AND start < ? AND "end" > ?) ORDER BY position',
            (article, name, end, start),
        ).fetchall()
        found: list[E] = []
        for id_, value in rows:
            if id_ not in self._decoded:
                self._decoded[id_] = decode(kind, json.loads(value))
            found.append(self._decoded[id_])
        return found

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

    def words_in(self, article: str, low: int, high: int) -> list[Word]:
        """The words of a stretch of an article."""
        key = (article, low, high)
        if key not in self._words:
            self._words[key] = [Word(*w) for w in words(self.text_of(article), low, high)]
        return self._words[key]

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
                "SELECT f.value FROM figures f CROSS JOIN story_articles sa ON sa.article = f.article WHERE f.indicator >= ? "
                "AND f.indicator < ? AND sa.story IN (SELECT value FROM json_each(?)) ORDER BY f.indicator, f.id LIMIT ?",
                (core, core + _ALL, json.dumps(key[1]), _VALUES),
            )
            self._figures[key] = [decode(Figure, json.loads(v)) for (v,) in rows]
        return self._figures[key]

    def entry(self, id_: str) -> Quotation | Figure | None:
        """A statement or figure by its id."""
        if id_ not in self._entry:
            quotations, figures = slices.get_entries(self.connection, [id_])
            self._entry[id_] = quotations[0] if quotations else figures[0] if figures else None
        return self._entry[id_]

    def meet(self, entries: Iterable[Quotation]) -> None:
        """Learns who the sources of statements are across their stories, all at once: one by one would take long."""
        by_story: dict[str, list[str]] = {}
        for entry in entries:
            if entry.id not in self._who:
                by_story.setdefault(self.story_of(entry.article), []).append(entry.id)
                self._who[entry.id] = []
        for story, ids in sorted(by_story.items()):
            wanted = set(ids)
            for entity in slices.get_givers(self.connection, story, ids):
                for id_ in wanted.intersection(entity.sources):
                    self._who[id_].append(entity)

    def who(self, entry: Quotation) -> list[Entity]:
        """Who the source of a statement is across its story."""
        if entry.id not in self._who:
            self.meet([entry])
        return self._who[entry.id]

    def standing_of(self, entries: Collection[str], stories: Collection[str]) -> Standing:
        """The claims of the entries, and what contradicts or updates these."""
        claim_of: dict[str, Claim] = {}
        relations: list[Relation] = []
        for story in sorted(stories):
            claims: list[Claim] = slices.get_holding(self.connection, story, "claims", sorted(entries))
            claim_of |= {member: claim for claim in claims for member in claim.members}
            wanted = sorted({*entries, *(m for c in claims for m in c.members)})
            relations += slices.get_holding(self.connection, story, "relations", wanted)
        return Standing(claim_of=claim_of, relations=tuple(relations))


@lru_cache(maxsize=65536)
def _term_of(matter: str) -> str:
    """A stem as the index is asked for it."""
    return "(" + " OR ".join(f'"{form}"' for form in _list_forms(matter)) + ")"


def _list_forms(matter: str) -> list[str]:
    """The forms of a word by its stem: to ask for all words that begin alike takes long."""
    forms = [matter + ending for ending in _ENDINGS]
    return [*forms, matter[:-1] + "ies"] if matter.endswith("y") else forms


def _choose(matter: Mapping[str, int], *, together: bool) -> list[tuple[str, ...]]:
    """The rarest stems, as many as their sentences can be gone through quickly; commoner ones two by two."""
    ranked = sorted(((n, _term_of(m), m) for m, n in matter.items() if n))
    chosen: list[tuple[str, ...]] = []
    posted = 0
    for number, _, stem in ranked:
        if number >= _RARE or len(chosen) >= _TERMS or (chosen and posted + number > _POSTED):
            break
        chosen.append((stem,))
        posted += number
    common = [stem for *_, stem in ranked[len(chosen) : len(chosen) + 3]]
    if together and len(chosen) < _TERMS // 2:
        chosen += itertools.combinations(common, 2)
    return chosen
