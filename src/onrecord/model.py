"""The nouns of the ledger: frozen values that every stage takes and gives.

An article and what is read in it by itself (`Layout`, `Reading`) depend on that article alone. What is derived across the
articles of one story is a `StoryRecord` and can be computed again at any time.

Offsets are Unicode code points, half open, into `Article.text`. Days are ISO 8601 strings.
"""

from dataclasses import dataclass
from typing import Literal

from onrecord.showing.display import Displayed

Basis = Literal["given", "stated", "inferred", "unknown"]
BlockKind = Literal["title", "body", "caption", "summary", "comment", "boilerplate", "repeat"]
TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
SourceKind = Literal["person", "organisation", "group", "document", "anonymous"]
NameKind = Literal["person", "organisation", "place", "other"]
Form = Literal["direct", "indirect", "mixed"]
Stance = Literal["asserts", "denies", "questions", "orders", "promises", "cannot-verify"]
RelationKind = Literal["same", "contradicts", "updates", "narrows"]
Decider = Literal["rule", "model", "person"]
Status = Literal["single-origin", "corroborated", "disputed", "superseded"]
Earlier = Literal["left", "right", "unknown"]
PlaceKind = Literal["town", "county", "region", "country", "continent", "area", "water", "unknown"]
TargetKind = Literal["quotation", "figure", "article", "entity"]
Decision = Literal[
    "reject-relation", "confirm-relation", "confirm-entry", "merge-entities", "split-entity", "merge-claims", "split-claim",
    "merge-stories", "split-story", "correct-source", "correct-figure", "correct-date", "grade-source", "grade-information",
    "note", "undo",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Span(Displayed):
    """A passage of one article: `exact` is, to the letter, `Article.text[start:end]`."""

    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class When(Displayed):
    """A day, month or year as far as it is known, and how it is known.

    `value` keeps the precision of the wording in TIMEX3 form ("2025-03-12", "2025-03", "2024-SU", "2025"); `earliest` and
    `latest` are the first and last day it can mean, inclusive. `reason` says in plain words what it rests on.
    """

    value: str | None = None
    earliest: str | None = None
    latest: str | None = None
    basis: Basis = "unknown"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block(Displayed):
    """A stretch of an article's text that is of one kind; blocks cover the text without overlap."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence(Displayed):
    """One sentence of the title or body; `paragraph` counts the paragraphs (lines, blocks) of the article from 0."""

    start: int
    end: int
    paragraph: int
    kind: BlockKind = "body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article(Displayed):
    """One immutable version of a text, with publisher and dates, as it was read.

    `id` is a hash of the text and of its address: the URL, else the `external_id`, else the file's name.
    `published` is what metadata or the page's structured data gave; `hints` are the kinds of passages that the markup of a
    page told (empty for plain text). `path` is as the reader was given it.
    """

    id: str
    text: str
    path: str | None = None
    url: str | None = None
    external_id: str | None = None
    publisher: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    language: str | None = None
    published: When = When()
    hints: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout(Displayed):
    """What an article's text is made of: blocks, sentences of the title and body, language, credits, day of publication.

    `published` is the best that the article alone tells (given, else a page date or dateline in the text, else unknown).
    `agency` names the agencies or outlets that the article says it took its text from. `readable` is false where the
    language is not one that is read; `note` then says why.
    """

    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    language: str
    readable: bool = True
    note: str = ""
    agency: tuple[str, ...] = ()
    dateline: str | None = None
    published: When = When()


@dataclass(frozen=True, slots=True, kw_only=True)
class Timex(Displayed):
    """A time expression in the TIMEX3 sense with the first and last day that it can mean."""

    passage: Span
    type: TimexType
    value: str
    earliest: str | None = None
    latest: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Name(Displayed):
    """A mention of a named person, organisation, place or other thing; `full` is the fullest form in the article."""

    passage: Span
    kind: NameKind
    full: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source(Displayed):
    """Whoever a statement is attributed to, by the fullest name known in the article, with descriptions as aliases."""

    name: str
    mention: Span | None = None
    kind: SourceKind = "anonymous"
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relay(Displayed):
    """One step between source and article ("TASS", then "Reuters")."""

    name: str
    mention: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation(Displayed):
    """One attributed statement: source, cue, content.

    `id` is a hash of the article and the offsets of content, cue and source mention. `content` is in the order of the text,
    without cue and source, for direct speech without the marks. `chain` has the outermost relay last.
    """

    id: str
    article: str
    content: tuple[Span, ...]
    cue: Span | None = None
    source: Source | None = None
    chain: tuple[Relay, ...] = ()
    form: Form = "indirect"
    stance: Stance = "asserts"
    said: When | None = None
    headline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Displayed):
    """A quantity with bounds (inclusive, in `unit`; None is open), unit, indicator, place and as-of day.

    `id` is a hash of the article and the offsets of the passage. `indicator` says what is counted, as a label that is the
    same for the same thing in any article. `quotation` is the statement that gives the figure; `giver` names its source.
    `change` is the way that an amount goes ("rose by 5%", "down from 900"), None where the sentence says none.
    `alone` is the label that its article by itself gives it, None where the other articles of its story change nothing.
    """

    id: str
    article: str
    passage: Span
    low: float | None
    high: float | None
    approximate: bool = False
    unit: str = "1"
    indicator: str = ""
    place: str | None = None
    as_of: When | None = None
    quotation: str | None = None
    giver: str | None = None
    alone: str | None = None
    change: Literal["up", "down"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading(Displayed):
    """What is understood of one article by itself, its expressions of time resolved against `anchor`.

    `meanings` has a vector of each quotation's content, its components as signed bytes, in the order of the quotations; it is
    empty where no weights for it are installed.
    """

    anchor: When
    dates: tuple[Timex, ...] = ()
    names: tuple[Name, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    figures: tuple[Figure, ...] = ()
    meanings: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Document(Displayed):
    """An article with its layout and reading: all that is known of it by itself."""

    article: Article
    layout: Layout
    reading: Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage(Displayed):
    """A stretch of a named article."""

    article: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse(Displayed):
    """Wording that two passages share beyond a quotation; `similarity` is the share of aligned words, 0 to 1."""

    left: Passage
    right: Passage
    similarity: float
    earlier: Earlier = "unknown"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin(Displayed):
    """An independent beginning of information in a story: the articles whose text goes back to it.

    `id` is a hash of the article ids. `name` is the agency or publisher it begins with, `reason` the receipt.
    """

    id: str
    name: str
    articles: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity(Displayed):
    """One person, organisation or place across the articles of a story; `id` is a hash of story, kind and name.

    `sources` are the ids of the quotations it is the source of.
    """

    id: str
    name: str
    kind: SourceKind | NameKind
    aliases: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning(Displayed):
    """The members of a claim that go back to one beginning, and why they count once; no reason where it is one article's."""

    members: tuple[str, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Displayed):
    """What several quotations and figures say alike; `id` is a hash of the member ids.

    `text` is verbatim the clearest member's own words. `origins` counts the independent `beginnings`. `first_said` is an ISO
    day, as is `corroborated`, on which the second of its origins said it.
    """

    id: str
    text: str
    members: tuple[str, ...]
    origins: int
    first_said: str | None
    status: Status
    beginnings: tuple[Beginning, ...] = ()
    corroborated: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Displayed):
    """A typed relation between two quotations or figures (ids), with a reason in plain words.

    Of `updates` and `narrows` the right one is the later, the more exact.
    """

    left: str
    right: str
    relation: RelationKind
    reason: str
    score: float = 1.0
    decided_by: Decider = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Displayed):
    """Something that happened on `date` (a day, or "first/last" day), told by passages; `text` is verbatim one of them.

    `id` is a hash of the date and the passages. `weight` is above that of another event where the story reports more on it and
    comes back to it more (0 upwards, within one story).
    """

    id: str
    date: str
    text: str
    passages: tuple[Passage, ...]
    articles: tuple[str, ...]
    weight: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Displayed):
    """A place that a story names, and where it lies; `latitude` and `longitude` are None where no gazetteer is sure to have it.

    `id` is a hash of its name and of what the gazetteer calls it. `country` is an ISO 3166 code, `within` says in words what it
    lies in, `mentions` are the passages that mean it, `figures` and `events` the ids of those that hold or happened there.
    `reason` says what the choice rests on. Unit: degrees (WGS 84).
    """

    id: str
    name: str
    kind: PlaceKind = "unknown"
    latitude: float | None = None
    longitude: float | None = None
    gazetteer_id: str | None = None
    country: str | None = None
    within: str = ""
    mentions: tuple[Passage, ...] = ()
    figures: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story(Displayed):
    """The articles about one matter; `id` is a hash of the article ids, `title` a verbatim headline or sentence."""

    id: str
    title: str
    articles: tuple[str, ...]
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRecord(Displayed):
    """All that is derived across the articles of one story."""

    story: Story
    reuse: tuple[Reuse, ...] = ()
    origins: tuple[Origin, ...] = ()
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    relations: tuple[Relation, ...] = ()
    events: tuple[Event, ...] = ()
    places: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Target(Displayed):
    """What a judgement speaks of, so that it is found again when articles are read again.

    A statement or figure is known by its `id`, else by its `passage` in its article; an entity by its `id`, else by its `name`
    in the story of `article`; an article by its id.
    """

    kind: TargetKind
    id: str
    article: str
    passage: Span | None = None
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change(Displayed):
    """A field that a judgement sets, and to what; None empties it."""

    field: str
    value: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement(Displayed):
    """What a person decided about the record: who, when (ISO 8601, UTC), why. It is never changed, only undone by a later one.

    `id` is a hash of all other fields. A split sets `targets` apart from `rest`; a merge takes its name and address from the
    first target; of a relation the targets are left and right. `undoes` is the id of the judgement that is withdrawn.
    """

    id: str
    decision: Decision
    editor: str
    at: str
    why: str = ""
    targets: tuple[Target, ...] = ()
    rest: tuple[Target, ...] = ()
    changes: tuple[Change, ...] = ()
    undoes: str | None = None
