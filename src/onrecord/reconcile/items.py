"""Statements and figures as they are compared: what each is about, who gives it, for when."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from onrecord.language.polarity import faults_number, negated_words
from onrecord.language.words import NUMBERS, content_words
from onrecord.model import Figure, Quotation, Stance
from onrecord.reconcile.outcomes import is_demanded
from onrecord.text import AnyCase, fold

_TITLE_WORDS = """
mr mrs ms miss dr sir lord lady prof professor president chancellor king queen prince princess general gen lt lieutenant col
colonel maj major capt captain sgt sergeant adm admiral brig brigadier marshal commander sheriff mayor governor gov senator sen
rep congressman congresswoman
secretary ambassador judge justice chief officer pope archbishop bishop reverend rev minister premier
spokesman spokeswoman spokesperson attorney director chairman chairwoman pm secretary-general commander-in-chief envoy
"""
_TITLES = frozenset(_TITLE_WORDS.split())
# Who is left unresolved is nobody in particular.
_ARTICLES = frozenset(("the", "a", "an"))
_NO_NAMES = _TITLES | _ARTICLES
# What turns a predicate round. "no longer" and the like are caught by their first word.
_NEGATION = AnyCase(
    r"\b(?:not|never|no|nobody|none|neither|nor|without|cannot|untrue|false|falsely|fake|baseless|unfounded|fabricated|fabrication"
    r"|incorrect|wrong|misleading|nonsense|lies?|fail(?:s|ed|ing)?|refus(?:es|ed|ing|al)|den(?:y|ies|ied|ying)|den(?:ial)"
    r"|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:es|ed|ing))\b|n['’]t\b"
)


@lru_cache(maxsize=16_384)
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
_PLAIN_NEGATION = AnyCase(r"\b(?:not|never|no|nobody|none|neither|nor|cannot|untrue|false|baseless|unfounded)\b|n['’]t\b")


_CAPITALISED = re.compile(r"(?<![.!?] )(?<!^)\b[A-Z][\w’'-]+")
_BEHIND = 90  # letters
_BESIDE = 150
_IN_ANY = 2
_FIRST_GIVEN = re.compile(
    r"^[^.;,]{0,30}? (?:it|they|he|she|we|I|(?:the )?[A-Z][\w-]+|officials|experts|authorities) (?:had )?"
    r"(?:(?:initially|originally|first|previously|earlier) (?:had )?"
    r"(?:estimated|thought|reported|said|announced|claimed|put|gave|given|counted|assumed)"
    r"|had (?:estimated|thought|reported|announced|claimed|assumed))\b"
)
_SENTENCED = re.compile(r"\bsentenced to death\b")
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
        # whoever is sentenced to death is not among the dead
        label = _SENTENCED.sub("sentenced", label)
        own = frozenset(content_words(label)) or frozenset(fold(label).split())
        apart = {f"({kind.group('kind')})"} if kind else set()
        return own | apart | ({f"({told}"} if told else set())

    @cached_property
    def counted(self) -> frozenset[str]:
        """The stems of the content words of the passage."""
        return frozenset(content_words(self.figure.passage.exact))

    @cached_property
    def near(self) -> frozenset[str]:
        """The stems of the words beside the figure in its sentence, its own among them, without numbers."""
        at = self.passage_in_context
        return frozenset(w for w in content_words(self.context[max(0, at - _BESIDE) : at + _BESIDE]) if w.isalpha())

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


def content_of(quotation: Quotation) -> str:
    """What a quotation says, its parts joined and its white space single."""
    return " ".join(" ".join(part.exact.split()) for part in quotation.content)
