"""Places where statements are published: agencies, newspapers, stations."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from functools import cache
from typing import NamedTuple

from onrecord.model import Name
from onrecord.text import AnyCase, fold, words_at
from onrecord.understand.countries import country_of_adjective, is_country
from onrecord.understand.grammar import ORGANISATION_NOUNS, word_set

_OUTLETS = word_set(
    "reuters ap afp tass bbc cnn nbc abc cbs npr pbs fox bloomberg xinhua interfax ria dpa efe ansa upi kyodo"
    " yonhap anadolu politico"
    " axios guardian times post journal herald tribune telegraph gazette globe examiner chronicle observer"
    " independent mail mirror"
    " sun express economist newsweek time spiegel bild monde figaro pais repubblica jazeera sky itv msnbc cnbc twitter facebook"
    " telegram haaretz newsnight today c-span usa"
)
BROADCASTERS = word_set("bbc cnn nbc abc cbs npr pbs fox itv sky rte cbc ctv al-jazeera")  # of many stations each
_OUTLET_WORDS = word_set(
    "news press presse agency agence radio tv television broadcaster broadcasting newspaper magazine daily media"
    " channel network"
)
_OTHERS = ORGANISATION_NOUNS - _OUTLET_WORDS - _OUTLETS
_SHORT = {
    "agence france presse": "AFP",
    "deutsche presse agentur": "DPA",
}
_OF_NEWS = "agency|service|site|website"
_PLAIN_KINDS = "newspaper|broadcaster|station|channel|magazine|daily|weekly|outlet|tabloid"
_KINDS = rf"(?:news\s+)?(?:{_OF_NEWS})|{_PLAIN_KINDS}"
# Words before and behind a name that only a place that publishes has.
_SPOKEN_TO = re.compile(
    r"(?:\b(?:told|tells?|telling)|\binterview(?:ed|s)?\s+(?:with|by|to|in|on)|\b(?:speaking|talking|spoke|speaks)\s+(?:to|with)"
    r"|\b(?:e-?mail|letter|comments?|remarks|message|interview|statement)\s+(?:sent\s+)?to"
    r"|\b(?:wrote|writing|writes)\s+(?:in|for)|\b(?:quoted|cited|carried|published)\s+(?:by|in))\s+(?:the\s+)?\Z"
)
_OWN_KIND = re.compile(
    rf"(?:['’]s)?\s+(?:(?:state|public|satellite|evening|daily|weekly|local|online)\s+)?(?:{_KINDS}|television|TV|radio|paper|programme|program)\b"
)
_BODIES = word_set(
    "commons lords mps knesset duma bundestag nato eu un osce unhcr iaea imf opec who unicef conference court nation"
)
_HANDLES_PRESS = word_set(
    "office officer secretary service department team centre center spokesman spokeswoman release conference"
)
SITE = re.compile(r"([\w-]+)(?:\.[\w-]+){0,3}\.[a-z]{2,4}\Z")
# A place that publishes, named by what it is alone or by its address.
UNNAMED_OUTLET = re.compile(
    r"\b(?:(?!(?:On|In|By|At|From|For|With|To|The|That|As)\b)[A-Z]\w+(?:['’]s)?\s+)?(?:state|public|local|national|private|independent|official)(?:-(?:run|owned|controlled|funded))?\s+"
    r"(?:television|TV|media|radio|broadcaster|news\s+agency|newspapers?|channel)\b"
    r"|\b[A-Z][a-z]{1,20}(?:ian|ish|ese|an|ch|qi|li|ni)\s+(?:television|TV|media|radio|newspapers?)\b"
    r"|\b(?:Channel|Radio|TV|Kanal|Canal)\s[A-Z0-9]\w{0,20}"
    r"|\b[A-Z]\w{1,40}(?:[.-]\w{1,40}){0,2}\.(?:com|org|net|info|tv|ca|ru|uk|eu|au|ua|fr|ie|nz)\b"
)


# What shows a name to be an outlet's: the mark of a credit or its kind before it, or what it does behind it.
_CREDITING = AnyCase("(?:" + words_at(r"sources?|photo\w*|image|credit|copyright|©") + r")(?=\W)")
_CREDIT_REACH = 30
_PARTING = re.compile(r"[\n.]")
_KIND_BEFORE = re.compile(rf"(?:n(?<=\bn)ews\s+(?:{_OF_NEWS})|{words_at(f'{_OF_NEWS}|{_PLAIN_KINDS}')})\s+")
_DATELINE_END = re.compile(r"\)\s*[-–—]")
_REPORTS = re.compile(
    r"(?:['’]s)?\s+(?:correspondents?|reporters?|journalists?|(?:news\s+)?(?:agency|website))\b"
    r"|(?:,[^,.]{1,40},)?\s+reported\b"
)
_BOUND = re.compile(r"\b")


@cache
def is_outlet(name: str) -> bool:
    """Whether a name is that of a news agency, a newspaper, a station or another place where statements are published."""
    words = [fold(w) for w in name.replace("-", " ").split()]
    if (len(words) == 1 and words[0] in _OUTLET_WORDS | {"today"}) or name.lower().startswith("post-"):
        return False
    if words and words[-1] in _HANDLES_PRESS and words[-2:-1] in (["press"], ["media"]):
        return False  # "the president's press office" speaks for the president
    return bool(words) and (bool(set(words) & _OUTLET_WORDS) or (any(w in _OUTLETS for w in words) and len(words) <= 4))


def is_shown_outlet(text: str, name: Name) -> bool:
    """Whether the words around a name show it to be an outlet: "told North View", "the North View newspaper"."""
    if name.kind == "place" or is_country(name.full) or country_of_adjective(name.full) or not name.full[:1].isupper():
        return False
    words = {w.lower() for w in name.full.replace("-", " ").split()}
    if words & _OTHERS or words & _BODIES:
        return False
    if _OWN_KIND.match(text, name.passage.end, name.passage.end + 40):
        return True
    before = text[max(0, name.passage.start - 40) : name.passage.start]
    return name.kind != "person" and _SPOKEN_TO.search(before) is not None


def outlet_name(name: str) -> str:
    """The name by which an outlet is known, where that is not its long form."""
    return _SHORT.get(" ".join(fold(w) for w in name.replace("-", " ").split() if w.lower() != "the"), name)


def credited_outlets(text: str, names: Collection[str]) -> frozenset[str]:
    """The names that the article itself shows to be outlets: by a credit, a dateline, "the station" or "reported"."""
    able = [name for name in set(names) if _may_publish(name)]
    if not able:
        return frozenset()
    marks = _Marks([m.end() + 1 for m in _CREDITING.finditer(text)], {m.end() for m in _KIND_BEFORE.finditer(text)})
    return frozenset(name for name in able if _is_credited(text, name, marks))


def _may_publish(name: str) -> bool:
    return len(name) < 60 and _OTHERS.isdisjoint(name.lower().split())


class _Marks(NamedTuple):
    """Where a text has the mark of a credit before it, in order, and the kind of an outlet."""

    credits: Sequence[int]
    kinds: Collection[int]


def _is_credited(text: str, name: str, marks: _Marks) -> bool:
    """Whether a name stands somewhere in the text as only an outlet does."""
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if text[start - 1 : start] == "(" and _DATELINE_END.match(text, end):
            return True
        if _BOUND.match(text, end) and (start in marks.kinds or _has_credit(text, start, marks.credits)):
            return True
        if _BOUND.match(text, start) and _REPORTS.match(text, end):
            return True
        start = text.find(name, start + 1)
    return False


def _has_credit(text: str, start: int, marks: Sequence[int]) -> bool:
    """Whether the mark of a credit stands before a name, in its line and sentence."""
    near = bisect_left(marks, start - _CREDIT_REACH)
    return any(not _PARTING.search(text, at, start) for at in marks[near : bisect_right(marks, start)])
