"""Statements and figures as they are compared: what each is about, who gives it, for when."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from onrecord.language.words import NUMBERS, content_words
from onrecord.model import Document, Figure, Origin, Quotation, Reuse, Sentence, Source, Stance
from onrecord.reconcile.outcomes import is_demanded
from onrecord.reconcile.polarity import denies_claim, faults_number, is_negative, negated_words
from onrecord.reconcile.spelling import find_full_names
from onrecord.text import fold

_TITLE_WORDS = """
mr mrs ms miss dr sir lord lady prof professor president chancellor king queen prince princess general gen lt lieutenant col
colonel maj major capt captain sgt sergeant adm admiral brig brigadier marshal commander sheriff mayor governor gov senator sen
rep congressman congresswoman
secretary ambassador judge justice chief officer pope archbishop bishop reverend rev minister premier
spokesman spokeswoman spokesperson attorney director chairman chairwoman pm secretary-general commander-in-chief envoy
"""
_TITLES = frozenset(_TITLE_WORDS.split())
# Who is left unresolved is nobody in particular.
_PRONOUNS = frozenset(
    ("i", "we", "you", "he", "she", "it", "they", "who", "which", "that", "its", "his", "her", "their", "one")
)
_ARTICLES = frozenset(("the", "a", "an"))
_NO_NAMES = _TITLES | _ARTICLES
# What turns a predicate round. "no longer" and the like are caught by their first word.
_NEGATION = re.compile(
    r"\b(?:not|never|no|nobody|none|neither|nor|without|cannot|untrue|false|falsely|fake|baseless|unfounded|fabricated|fabrication"
    r"|incorrect|wrong|misleading|nonsense|lies?|fail(?:s|ed|ing)?|refus(?:es|ed|ing|al)|den(?:y|ies|ied|ying)|den(?:ial)"
    r"|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:es|ed|ing))\b|n['’]t\b",
    re.IGNORECASE,
)


def source_key(name: str | None, *, person: bool = False) -> str:
    """A source's name as it is compared: folded, without article and possessive, a person's from behind the last title."""
    tokens = [fold(t).replace(".", "").strip(",'’") for t in (name or "").replace("’s", "").replace("'s", "").split()]
    tokens = [t for t in tokens if t]
    if tokens and tokens[0] in _ARTICLES:
        tokens = tokens[1:]
    behind = last_title(tokens) + 1 if person else 0
    return " ".join(tokens[behind:] or tokens)


def last_title(tokens: Sequence[str]) -> int:
    """Where the titles before a name end ("US Secretary of State Ada Brandt": 3), -1 where there are none."""
    last = max((i for i, t in enumerate(tokens) if t in _TITLES), default=-1)
    if last >= 0 and tokens[last + 1 : last + 2] == ["of"]:
        last += 2
    return last


def is_title(word: str) -> bool:
    """Whether a word is a title or an article rather than part of a name."""
    return fold(word).strip(".,") in _NO_NAMES


def is_negated(text: str) -> bool:
    """Whether an odd number of negations stands in the text: its predicate is turned round."""
    return len(_NEGATION.findall(text)) % 2 == 1


# What turns the predicate of a statement itself, rather than a word in it ("without firing", "refused to resign").
_PLAIN_NEGATION = re.compile(
    r"\b(?:not|never|no|nobody|none|neither|nor|cannot|untrue|false|baseless|unfounded)\b|n['’]t\b", re.IGNORECASE
)


_CAPITALISED = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][\w’'-]+")
_BEHIND = 90  # letters
_IN_ANY = 2
_CONTEXT = 1000
_FIRST_GIVEN = re.compile(
    r"^[^.;,]{0,30}? (?:it|they|he|she|we|I|(?:the )?[A-Z][\w-]+|officials|experts|authorities) (?:had )?"
    r"(?:(?:initially|originally|first|previously|earlier) (?:had )?"
    r"(?:estimated|thought|reported|said|announced|claimed|put|gave|given|counted|assumed)"
    r"|had (?:estimated|thought|reported|announced|claimed|assumed))\b"
)
# Labels of parts, additions and differences: their words would otherwise be those of the whole.
_NO_LEVEL = re.compile(r"(?P<kind>further|some of the|other|difference in|change in)\b")


@dataclass(frozen=True, kw_only=True)
class Item:
    """A statement or a figure of one article, as it is compared; `reused` are the numbers of the reuses that it stands in."""

    id: str
    article: str
    start: int
    text: str
    source: str
    day: str | None
    reused: frozenset[int]

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of the content words."""
        return frozenset(content_words(self.text))

    @cached_property
    def named_as(self) -> frozenset[str]:
        """The words of the source's name."""
        return frozenset(self.source.split())


@dataclass(frozen=True, kw_only=True)
class Statement(Item):
    """One quotation as it is compared.

    `sentence` counts the sentences of its article from 0; `meaning` is the vector of its content, where there is one; `context`
    is its sentence and the one before.
    """

    quotation: Quotation
    stance: Stance
    sentence: int
    headline: bool
    meaning: bytes = b""
    context: str = ""

    @cached_property
    def negated(self) -> bool:
        """Whether the content itself is negative ("has not regained")."""
        return is_negated(self.text)

    @cached_property
    def negative(self) -> bool:
        """Whether the predicate is plainly negative, for what is said to be the opposite."""
        return len(_PLAIN_NEGATION.findall(self.text)) % 2 == 1

    @cached_property
    def turned(self) -> frozenset[str]:
        """The stems of the words that a negation of the content governs."""
        return negated_words(self.text)

    @cached_property
    def faults(self) -> bool:
        """Whether the content finds fault with a number ("far too low")."""
        return faults_number(self.text)

    @cached_property
    def named(self) -> frozenset[str]:
        """The capitalised words of the content, folded, but for those that begin a sentence."""
        return frozenset(fold(name).removesuffix("'s") for name in _CAPITALISED.findall(self.text))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The numbers in the content, those in words among them but for "one" and "two", which stand in any sentence."""
        spelled = (NUMBERS.get(w, 0) for w in re.findall(r"[a-z]+", self.text.lower()))
        return frozenset((*(word for word in self.words if word[0].isdigit()), *(str(n) for n in spelled if n > _IN_ANY)))

    @property
    def end(self) -> int:
        """Where the last part of the content ends."""
        return max((part.end for part in self.quotation.content), default=self.start)

    @cached_property
    def demands(self) -> bool:
        """Whether it tells what must be rather than what is."""
        return self.stance == "orders" or is_demanded(self.text)

    @property
    def upheld(self) -> bool:
        """Whether the source stands behind the content, as asserted or promised."""
        return self.stance in ("asserts", "promises")


@dataclass(frozen=True, kw_only=True)
class Quantity(Item):
    """One figure as it is compared: `text` is the indicator, `context` the sentence around the passage.

    `first` and `last` are the days that it holds for; `stated` is whether the text gives them, else they are those of saying or
    publication. `stance` is that of the statement it stands in.
    """

    figure: Figure
    context: str
    passage_in_context: int
    first: str | None
    last: str | None
    stated: bool
    stance: Stance

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of the content words, and what makes the number another question.

        That is the word of a part or an addition, and what the story tells one label apart by ("people killed (ferry)").
        """
        kind = _NO_LEVEL.match(self.text)
        label, _, told = self.text.partition(" (")
        own = frozenset(content_words(label)) or frozenset(fold(label).split())
        apart = {f"({kind.group('kind')})"} if kind else set()
        return own | apart | ({f"({told}"} if told else set())

    @cached_property
    def revises(self) -> bool:
        """Whether the number is a former one that is said to be passed: "more than the 40 tons it first estimated"."""
        behind = self.context[self.passage_in_context + len(self.figure.passage.exact) :]
        return self.figure.low is not None and self.figure.high is None and bool(_FIRST_GIVEN.match(behind[:_BEHIND]))

    @cached_property
    def places(self) -> frozenset[str]:
        """The stems of the place that it holds for."""
        return frozenset(content_words(self.figure.place or ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """All statements and figures of one story, in an order that does not hang on that of the documents.

    By article: its origin, its publisher, what it is called. By origin: its receipt. By number of a reuse: the shared passage.
    """

    statements: tuple[Statement, ...]
    quantities: tuple[Quantity, ...]
    origin_of: Mapping[str, str]
    reason_of: Mapping[str, str]
    publisher_of: Mapping[str, str]
    name_of: Mapping[str, str]
    shared: Sequence[str]


def _sentence_at(sentences: Sequence[Sentence], offset: int) -> int:
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return low


def _day(document: Document) -> str | None:
    anchor = document.reading.anchor
    return anchor.earliest if anchor.earliest and anchor.earliest == anchor.latest else anchor.latest


def stance_of(quotation: Quotation) -> Stance:
    """The stance as it bears on what is so: who refuses an offer denies nothing, who says "not" asserts it."""
    if quotation.stance != "denies" or denies_claim(quotation):
        return quotation.stance
    return "asserts" if is_negative(quotation.content[0].exact if quotation.content else "") else "orders"


def _key_of(source: Source | None) -> str:
    key = source_key(source.name, person=source.kind == "person") if source else ""
    return "" if key in _PRONOUNS else key


def content_of(quotation: Quotation) -> str:
    """What a quotation says, its parts joined and its white space single."""
    return " ".join(" ".join(part.exact.split()) for part in quotation.content)


def _make_statement(
    document: Document, quotation: Quotation, shared: Sequence[tuple[int, int, int]], meaning: bytes
) -> Statement:
    start = quotation.content[0].start if quotation.content else 0
    said = quotation.said.earliest if quotation.said and quotation.said.earliest else None
    sentences = document.layout.sentences
    sentence = _sentence_at(sentences, start)
    beside = sentences[max(0, sentence - 1) : sentence + 1]
    return Statement(
        id=quotation.id,
        article=document.article.id,
        start=start,
        text=content_of(quotation),
        source=_key_of(quotation.source),
        day=said or _day(document),
        quotation=quotation,
        stance=stance_of(quotation),
        sentence=sentence,
        headline=quotation.headline,
        meaning=meaning,
        context=document.article.text[beside[0].start : beside[-1].end][-_CONTEXT:] if beside else content_of(quotation),
        reused=_reuses_at(start, shared),
    )


def _reuses_at(start: int, shared: Sequence[tuple[int, int, int]]) -> frozenset[int]:
    return frozenset(number for first, last, number in shared if first <= start < last)


def _make_quantity(
    document: Document, figure: Figure, quotations: Mapping[str, Quotation], shared: Sequence[tuple[int, int, int]]
) -> Quantity:
    sentences = document.layout.sentences
    number = _sentence_at(sentences, figure.passage.start)
    inside = number < len(sentences) and sentences[number].start <= figure.passage.start
    begin = sentences[number].start if inside else figure.passage.start
    context = document.article.text[begin : sentences[number].end] if inside else figure.passage.exact
    anchor = document.reading.anchor
    quotation = quotations.get(figure.quotation or "")
    when = figure.as_of if figure.as_of is not None and (figure.as_of.earliest or figure.as_of.latest) else anchor
    return Quantity(
        id=figure.id,
        article=document.article.id,
        start=figure.passage.start,
        text=figure.indicator,
        source=_key_of(quotation.source) if quotation and quotation.source else source_key(figure.giver),
        day=_day(document),
        reused=_reuses_at(figure.passage.start, shared),
        figure=figure,
        context=context,
        passage_in_context=figure.passage.start - begin,
        first=when.earliest or when.latest,
        last=when.latest or when.earliest,
        stated=when is figure.as_of and when.basis != "inferred",
        stance=_stance_at(quotation, figure) if quotation else "asserts",
    )


# "denied any role in the raid, in which 90 people died": the deaths are not denied
_GRANTED = re.compile(
    r",? (?:(?:in|by|of|during|after) which|which|who|whose|where|when)\b|\bthat (?:killed|left|claimed|cost|injured)\b"
)


def _stance_at(quotation: Quotation, figure: Figure) -> Stance:
    """The stance on a number of a statement: what a denial grants in passing is no part of it."""
    stance = stance_of(quotation)
    before = next(
        (c.exact[: figure.passage.start - c.start] for c in quotation.content if c.start <= figure.passage.start < c.end), ""
    )
    return "asserts" if stance == "denies" and _GRANTED.search(before) else stance


def _set_against(figures: Sequence[Figure], quotations: Mapping[str, Quotation]) -> set[str]:
    """The figures that a statement sets against its source's own: "they are owed 9 million; the bank puts it at three".

    A figure that its source gives for somebody else ("the team's best estimate") is its source's too.
    """
    apart: set[str] = set()
    own: set[tuple[str, str]] = set()
    for f in sorted(figures, key=lambda f: (f.passage.start, f.id)):
        quotation = quotations.get(f.quotation or "")
        if f.giver and quotation and quotation.source:
            if f.giver == quotation.source.name:
                own.add((quotation.id, f.indicator))
            elif (quotation.id, f.indicator) in own:
                apart.add(f.id)
    return apart


def right_pronouns(document: Document) -> list[Quotation]:
    """The quotations of an article, each "it" that was taken for the place of the speaker before it given back to that speaker.

    "A spokeswoman at the Orsk office in Vell said ..., but it denied ...": who denies is not Vell.
    """
    sentences = document.layout.sentences
    found: list[Quotation] = []
    before: Quotation | None = None
    for q in sorted(document.reading.quotations, key=lambda q: (q.content[0].start if q.content else 0, q.id)):
        source, said = q.source, before.source if before else None
        if source and said and source.mention and said.mention and fold(source.mention.exact) in _PRONOUNS:
            one = _sentence_at(sentences, source.mention.start) == _sentence_at(sentences, said.mention.start)
            if one and source.name != said.name and re.search(rf" (?:in|at|from|near|of) {re.escape(source.name)}$", said.name):
                q = replace(q, source=replace(source, name=said.name, kind=said.kind))
        found.append(q)
        before = q
    return found


def _name(document: Document) -> str:
    article = document.article
    return article.publisher or (article.path or article.url or article.id).replace("\\", "/").rsplit("/", 1)[-1]


def gather(documents: Sequence[Document], reuse: Sequence[Reuse], origins: Sequence[Origin]) -> Material:
    """The statements and figures of the documents, with the origin of each article."""
    shared: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
    for number, row in enumerate(reuse):
        for passage in (row.left, row.right):
            shared[passage.article].append((passage.start, passage.end, number))
    documents = sorted(documents, key=lambda d: d.article.id)
    statements, quantities = [], []
    sources = []
    for document in documents:
        read = {q.id: q for q in document.reading.quotations}
        by_id = {q.id: q for q in right_pronouns(document)}
        meant = {i: q.source.name for i, q in by_id.items() if q.source and q is not read[i]}
        figures = [replace(f, giver=meant.get(f.quotation or "", f.giver)) for f in document.reading.figures]
        meanings = dict(zip(read, document.reading.meanings, strict=False))
        own = shared[document.article.id]
        statements += [_make_statement(document, q, own, meanings.get(i, b"")) for i, q in by_id.items()]
        apart = _set_against(figures, by_id)
        quantities += [_make_quantity(document, f, by_id if f.id not in apart else {}, own) for f in figures]
        sources += [q.source for q in by_id.values() if q.source]
    people = {source_key(source.name, person=True) for source in sources if source.kind == "person"}
    full = find_full_names(people)
    statements = [replace(s, source=full.get(s.source, s.source)) for s in statements]
    quantities = [replace(q, source=full.get(q.source, q.source)) for q in quantities]
    origin_of = {d.article.id: d.article.id for d in documents}
    for origin in sorted(origins, key=lambda o: o.id):
        origin_of.update(dict.fromkeys(origin.articles, origin.id))
    return Material(
        statements=tuple(sorted(statements, key=lambda s: (s.article, s.start, s.id))),
        quantities=tuple(sorted(quantities, key=lambda f: (f.article, f.start, f.id))),
        origin_of=origin_of,
        reason_of={origin.id: origin.reason for origin in origins},
        publisher_of={d.article.id: d.article.publisher or "" for d in documents},
        name_of={d.article.id: _name(d) for d in documents},
        shared=tuple(" ".join(row.left.exact.split()) for row in reuse),
    )
