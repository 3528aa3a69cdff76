"""Grounds: whether two figures of one label are told of one thing, so that they may exclude, replace or sharpen each other.

A label such as "people killed" or "length of time in hours" fits any event. Where it names nothing in particular, or the
passages count different people ("14 marines", "three teachers"), what is said around both has to be of one matter.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.language.likeness import Weights, Wording, compare, weigh
from onrecord.language.units import is_measure
from onrecord.language.words import content_words
from onrecord.reconcile.items import Quantity
from onrecord.reconcile.series import unit_of
from onrecord.text import AnyCase

_ALIKE = 0.15
_ALIKE_LOOSE = 0.4
_LEAST_SHARED = 2
_NEAR = 300  # characters

_PLAIN_WORDS = """
people killed injured dead detained arrested displaced missing captured released rescued evacuated gathered protesting
protested gathering held trapped infected hospitalised treated homeless charged affected stranded sick ill
men women children civilians soldiers police officers protesters prisoners residents members staff workers troops fighters
deaths victims bodies casualties lives fatalities survivors others
length time duration hour minute day week month year second decade share percent price money sum amount cost value pay
area distance number count size rate total volume weight height speed temperature part change difference rise fall per
additional further other some leaking captured lost held market world country nation person away worst case average
"""
_PLAIN = frozenset(content_words(_PLAIN_WORDS)) | frozenset(_PLAIN_WORDS.split())
# Who may be anybody, in a passage that counts people.
_ANYBODY_WORDS = """
people person persons dead deaths death killed lives life victims victim bodies body corpses casualties fatalities fatality
total totals estimated estimate least reported others additional men women human humans number figure toll around
two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty
thirty forty fifty sixty seventy eighty ninety hundred thousand million billion dozen half scores several few many
"""
ANYBODY = frozenset(content_words(_ANYBODY_WORDS))
# What an amount of these is said of changes from sentence to sentence.
_LOOSE_UNITS = re.compile(
    r"(?:second|minute|hour|day|week|month|quarter|year|decade|century|percent|percentage point|degree)s?"
)
# But a share of what two words name ("share of chemical stockpile") is of that, whatever the sentence.
_SHARE, _NAMED = "percent", 2
_VAGUE = AnyCase(r"\b(?:dozens|scores|(?<!\d )hundreds|thousands|millions|billions|several|few|couple|many|handful)\b")
# What stands around numbers of any matter.
_ABOUT_WORDS = """
report estimate figure official spokesman spokeswoman statement source percent million billion trillion hundred thousand
number total rate news agency group human rights activist observatory network government people country
"""
_ABOUT = frozenset(content_words(_ABOUT_WORDS))
# A number that grows: what was counted until then, rather than on one day.
_MOUNTING = AnyCase(
    r"\b(?:since|so far|toll|total(?:s|led|ling)?|ris(?:e|es|en|ing)|rose|climb(?:s|ed|ing)?|grow(?:s|n|ing)?|grew|now|already"
    r"|to date|(?:has|have) (?:\w+ )?(?:been|died|left|cost|claimed|risen|reached|killed))\b"
)


def _is_vague(q: Quantity) -> bool:
    """Whether a number is none in particular: "dozens", "millions of litres"."""
    return bool(_VAGUE.search(q.figure.passage.exact)) and not any(c.isdigit() for c in q.figure.passage.exact)


def _is_plain(q: Quantity) -> bool:
    """Whether the label names nothing that tells one event or thing from another."""
    own = sum(w not in _PLAIN and not w.startswith("(") for w in q.words)
    unit = unit_of(q)
    return not own or (bool(_LOOSE_UNITS.fullmatch(unit)) and not (unit == _SHARE and own >= _NAMED))


def _counted(q: Quantity) -> Wording:
    """The stems that say who or what in particular a passage counts: "marine" of "14 marines killed"."""
    if is_measure(q.figure.unit):
        return frozenset()
    said = content_words(q.figure.passage.exact)
    return frozenset(w for w in said if w.isalpha() and w not in ANYBODY and w not in q.words)


def _near(q: Quantity) -> str:
    """The sentence around a figure, as far as it is near: a sentence may be as long as an article."""
    return q.context[max(0, q.passage_in_context - _NEAR) : q.passage_in_context + _NEAR]


def _is_mounting(q: Quantity) -> bool:
    """Whether a count is told as one that grows ("3,500 have been killed since March"), not as one of a day."""
    return bool(_MOUNTING.search(_near(q)))


_LEVEL_UNIT = re.compile(r".*/|(?:km2|mile2|m2|acre|hectare|ha|m|foot|mile|km|percent)$")


def is_sum(q: Quantity) -> bool:
    """Whether a measure is an amount that has parts (money, oil, weight), rather than a rate, an area or a share."""
    return is_measure(q.figure.unit) and not _LEVEL_UNIT.match(unit_of(q))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Ground:
    """What one figure is told of."""

    plain: bool
    vague: bool
    mounting: bool
    counted: Wording
    around: Wording
    least: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """What the figures of a story are told of, by their ids, and the weight of the words in the sentences around them."""

    weights: Weights
    of: Mapping[str, _Ground]

    def are_one(self, a: Quantity, b: Quantity) -> bool:
        """Whether two figures of one label are told of one thing."""
        left, right = self.of[a.id], self.of[b.id]
        if left.counted == right.counted and not (left.plain or right.plain):
            return True
        if len(left.around & right.around) < _LEAST_SHARED:
            return False
        # a label that the story itself told apart was given for what stands around its figures
        told = a.words == b.words and any(w.startswith("(") for w in a.words)
        return compare(left.around, right.around, self.weights)[0] >= (_ALIKE if told else left.least)

    def are_alike(self, a: Quantity, b: Quantity) -> bool:
        """Whether the passages count the same people, or things: "14 divers" are a part of "16 people", whatever the label."""
        return self.of[a.id].counted == self.of[b.id].counted

    def is_vague(self, q: Quantity) -> bool:
        """Whether a number is none in particular: "dozens"."""
        return self.of[q.id].vague

    def are_clear(self, a: Quantity, b: Quantity) -> bool:
        """Whether both numbers are exact enough, and for one event, to exclude or replace each other.

        Two plain counts that are each of what happened on a day of its own are of two events: 18 killed on Friday, 40 on
        Thursday. Counts whose label names a place or event are of that one.
        """
        left, right = self.of[a.id], self.of[b.id]
        if left.vague or right.vague:
            return False
        grows = left.mounting or right.mounting or not (left.plain or right.plain)
        if grows or is_measure(a.figure.unit) or not (a.stated and b.stated):
            return True
        return a.first != a.last or b.first != b.last or a.first == b.first


def find_grounds(quantities: Sequence[Quantity]) -> Grounds:
    """What each figure of a story is told of."""
    of = {
        q.id: _Ground(
            plain=_is_plain(q),
            vague=_is_vague(q),
            mounting=_is_mounting(q),
            counted=_counted(q),
            around=_around(q),
            least=_ALIKE_LOOSE if _LOOSE_UNITS.fullmatch(unit_of(q)) else _ALIKE,
        )
        for q in quantities
    }
    return Grounds(weights=weigh([ground.around for ground in of.values()]), of=of)


def _around(q: Quantity) -> Wording:
    own = q.words | _ABOUT | frozenset(content_words(f"{q.figure.giver or ''} {q.source} {q.figure.unit}"))
    return frozenset(w for w in content_words(_near(q)) if w.isalpha() and w not in own)
