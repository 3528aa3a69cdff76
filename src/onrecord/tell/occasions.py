"""Whether an expression of time dates what its sentence tells: what a day is said for, beside telling what happened on it."""

import re
from datetime import date
from typing import Literal

from onrecord.language.tense import is_past, tell_tense
from onrecord.model import Timex
from onrecord.tell.asides import find_aside, find_when
from onrecord.tell.deeds import tells_deed, tells_state

Occasion = Literal["told", "referred", "none"]

# A date wider than a month is background; one further back than this many days before the article is history, a single
# day later than a wider one.
_LONGEST = 31
_OLDEST = 2 * 365
_OLDEST_DAY = 5 * 365
# Running text gives no year for a day so near to publication; the line under a picture does.
_NO_YEAR = 200
_LEAST_PROSE = 3

_FURNITURE = re.compile(
    r"(?<!\bbe )\b(?:(?:last )?updated|(?:first )?published|posted|copyright"
    r"|a version (?:of this \w{1,20} )?appeared|all rights reserved|subscribe|sign up|newsletter"
    r"|^(?:edit|update|correction)(?=[,:])"
    r"|photograph(?:er)?|file (?:photo|picture|image)|read more|picture|image)\b[^.]{0,40}$",
    re.IGNORECASE,
)
# Ranges that only say when something is to come or goes on ("this week", "in the coming days").
_VAGUE = re.compile(
    r"\b(?:next|coming|upcoming|following|(?<!earlier )this (?:week|month|year)|soon|recent|past|these|several)\b",
    re.IGNORECASE,
)
# A day that only bounds a state ("closed since March", "shut until Monday") is not the day of what is told.
_BOUND = re.compile(r"\b(?:since|until|till|before|prior to|as of)\s(?:(?:early|late|mid)[\s-])?$", re.IGNORECASE)
#: "Demanded that he go by Monday": what is wanted by a day has not happened on it.
_DEADLINE = re.compile(
    r"\b(?:demand|order|urge|ask|tell|told|call|want|insist|give|gave|must|should|ought)\w{0,4}\b[^.;:]{0,60}\bby\s$"
)
_BOUND_REACH = 20
_FROM = re.compile(r"\bfrom\s(?:(?:early|late|mid)[\s-])?$", re.IGNORECASE)
_SILENCE = re.compile(
    r"\b(?:no (?:immediate |further |official )?(?:comment|response|reply)|(?:declined?|refused?) to (?:comment|say|elaborate)"
    r"|(?:could|can) ?not (?:immediately )?be (?:immediately )?(?:reached|contacted)"
    r"|(?:did|do|had) not (?:immediately |yet )?(?:respond|repl|return|answer)\w{0,4}"
    r"|(?:not|un)(?: immediately)? ?available (?:for|to) comment)\b",
    re.IGNORECASE,
)
_UNSURE = re.compile(
    r"\b(?:[Ii]f|whether)\b.{1,60}\b(?:would|will|could|can|might|may)\b|\b(?:might|perhaps|potentially|possibly)\b"
    r"|\bcould (?!not\b)(?!have\b)(?!no\b)|\bmay (?!have\b)"
)
#: What is said to come on its day, whatever is unsure about it: "may leave the talks to be held on Monday".
_SETTLED = re.compile(r"\b(?:(?:is|are|was|were|to be|been) (?:held|due|set)|due|scheduled|slated)\s[^,;]{0,40}$")
#: "12 May: This picture shows", "the doctor, shown here in May".
_CAPTION = re.compile(
    r"\s?[:,.]\s(?:this|a|an|the|in this)\s(?:\w+\s)?(?:image|picture|photo(?:graph)?|video|frame grab|handout)\b",
    re.IGNORECASE,
)
_SHOWN = re.compile(
    r"\b(?:shown|seen|pictured|photographed)(?:\shere)?\s(?:[^,.;]{1,40}\s)?(?:on|in|at|last|during)?\s?$", re.IGNORECASE
)
_SOON = re.compile(r"\bas (?:early|soon|late) as\s(?:on\s|next\s)?$", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_LED = re.compile(r"\b(?:on|of|from|since|by|until|to|for|in|the|and|dated?)\s$", re.IGNORECASE)
_PROSE = re.compile(r"\b[a-z]{2,}\b")
_POSSESSED = re.compile(r"^['’]s?\s\w")
#: "Three firms targeted on Monday were ...", "than those announced on Monday": the date is of what is spoken of.
_VERB_AFTER = re.compile(
    r"^\s(?:night\s|evening\s|morning\s|afternoon\s)?(?:was|were|is|are|had|has|have|would|will|could|may|might)\b"
)
_PARTICIPLE = re.compile(
    r"\b(?:those|ones|others|\w{2,20}ed|held|made|given|taken|sent|put|struck)\s(?:on\s|in\s|late\s|early\s|last\s){0,2}$"
)
_THING = r"(?:(?!(?:the|an?|to|of|in|on|for|that|which|who|whose|when|and)\s)[\w’'-]{1,30}\s){1,4}?"
_MADE = r"(?:\w{2,20}ed|held|made|given|taken|sent|struck)\s(?:(?:in|on|early|late|mid|last)\s){0,2}$"
#: "Under the accord reached last month": what follows a preposition does not act, its participle says only which is meant.
_OF_WHICH = re.compile(
    rf"\b(?:of|to|under|on|in|by|from|with|for|at|after|against|about|over|into)\s(?:the|an?|its|their|his|her)\s(?P<words>{_THING}){_MADE}"
)
#: "A survey launched last July has found": the verb of the sentence comes after.
_OPENS = re.compile(rf"(?:the|an?|its|their|his|her)\s(?P<words>{_THING}){_MADE}", re.IGNORECASE)
_VERB_LATER = re.compile(
    r"(?!\s?,)(?:(?!\b(?:and|but|as|when|while|because|after|before|that|which|who|since|if|where|there|he|she|it|they)\b)[^,;:.]){0,80}?"
    r"\s(?:was|were|is|are|had|has|have|would|will|could|may|might|does|did)\b"
)
_DURING = re.compile(r"(?:^|[,;] )(?:in|at|during)\s$", re.IGNORECASE)
_THOSE = re.compile(r"\b(?:those|ones|others)\s(?:\w{2,20}\s){1,2}(?:on\s|in\s|late\s|early\s){0,2}$", re.IGNORECASE)
#: "the April 17 accord", "after a February deadline"
_DETERMINER = re.compile(r"\b(?:the|this|that|its|their|his|her|of|after|since|following)\s$", re.IGNORECASE)
_NOUN_AFTER = re.compile(r"\s(?!and\b|or\b|but\b|in\b|at\b|when\b|after\b|to\b|that\b|with\b|by\b|for\b|on\b|of\b)[a-z]{4,}")
#: "In March this year".
_OF_YEAR = re.compile(r"[a-z]\s(?:of\s)?this\syear$", re.IGNORECASE)
_YEAR_OR_MONTH = re.compile(r"\d{4}(?:-\d\d)?")
#: What is only told to the press is a statement: its day is that of the telling.
_TO_PRESS = re.compile(
    r"\b(?:told|tells)\s(?:reporters|journalists|the\spress)\b(?!\sto\b)[^.;:“”\"]{0,40}$"
    r"|\bin\s(?:an?|his|her)\s(?:[\w-]{1,20}\s){0,2}interview\b[^.;:“”\"]{0,60}$",
    re.IGNORECASE,
)
_PRESS_AFTER = re.compile(
    r"\s(?:told\s(?:reporters|journalists)\b(?!\sto\b)|in\san?\s(?:[\w-]{1,20}\s){0,2}interview\b)", re.IGNORECASE
)
#: "Told the Evening Post last month": to whom, where it was not lately.
_TO_OUTLET = re.compile(r"\b(?:told|tells)\s(?:the\s)?(?:[A-Z][\w'’-]{1,30}\s){1,4}(?:(?:in|early|late)\s){0,2}$")
#: "Charges of killing an officer last May", "jailed for planting a bomb on Monday": what somebody is held to have done.
_HELD = re.compile(
    r"\b(?:(?:charges?|accused|convicted|guilty|suspected|suspicion)\sof|charged\swith|(?:sentenced|jailed|tried|imprisoned"
    r"|condemned|convicted|fined|trial|prison|jail|death)\s(?:[^,;]{1,40}\s)?(?:for|of))\s[a-z]{2,20}ing\b"
    r"(?![^;]*\b(?:was|were|had|has|said|told)\b)[^,;:]{0,100}$",
    re.IGNORECASE,
)
#: "The outspoken April 6 movement", "a second May 28 vote": a day that is part of a name, or of what kind a thing is.
_NO_TIME = re.compile(r"\b(?:against|than|(?:like|than|as)\sthe\sones?)\s$", re.IGNORECASE)
_DAY_OF_MONTH = re.compile(r"(?:\d{1,2}\s[A-Z][a-z]{2,8}\.?|[A-Z][a-z]{2,8}\.?\s\d{1,2}(?:st|nd|rd|th)?)")
_QUALIFIED = re.compile(r"\b(?:the|an?|its|their|his|her)\s(?P<words>(?:[\w'’-]{2,20}\s){1,2})$", re.IGNORECASE)
#: "20 May 2010: Divers seal the well", an entry of a chronicle; the article's own day at its head is no such thing.
_ENTRY = re.compile(r"\s?(?:[:–—-]\s?)?(?:[\"“‘']\s?|``\s?)?[A-Z][\w'’-]{0,30}\s\S")
_HEAD = 1
_IN = re.compile(r"(?:^|(?<=\s)|(?<=[(,]))in\s(?:(?:early|late|mid)[\s-])?$", re.IGNORECASE)
_YEARS_BACK = re.compile(r"\b(?:last year|years? ago)$", re.IGNORECASE)
_TODAY = re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening))\b", re.IGNORECASE)


_FINITE = frozenset("is are was were has have had will would can could may".split())
#: "Overnight between 11 and 12 May", where the days follow.
_NIGHT = re.compile(r"overnight", re.IGNORECASE)
_OF_DAYS = re.compile(r"\s(?:between|from|on|of)\s[^,;.]{0,20}\d")
#: "Expected the guard to come on Monday": what somebody thought would be on a day that is past.
_EXPECTED = re.compile(r"\b(?:expect|hop|fear)(?:ed|ing)\b[^,;:]{1,60}\b(?:to|home|back|that)\b[^,;:]{0,60}$")
#: "Was due to visit on Monday", "plans to meet": what was to come is not told as done.
_DUE = re.compile(
    r"\b(?:(?:is|are|was|were|been|be)\s(?:[a-z]+ly\s)?(?:due|expected|scheduled|poised|set|about|likely)|plans|hopes|intends)"
    r"\sto\s[^,;:]{0,80}$"
)
_DEICTIC = re.compile(r"\b(?:today|yesterday|tonight|this (?:morning|afternoon|evening))\b", re.IGNORECASE)
#: "Then two weeks later the box clogged": counted from what was just told, not from the day of the article.
_LATER = re.compile(r"\blater$", re.IGNORECASE)


def _days(first: str, last: str) -> int:
    return (date.fromisoformat(last) - date.fromisoformat(first)).days + 1


def tell_occasion(timex: Timex, text: str, start: int, end: int, *, published: str | None, quoted: bool) -> Occasion:
    """What the expression is said for in the sentence `text[start:end]`: its day is told of, referred to, or neither.

    `quoted` is whether the expression stands in somebody's own words.
    """
    if timex.type not in ("DATE", "TIME") or not timex.earliest or not timex.latest:
        return "none"
    try:
        length = _days(timex.earliest, timex.latest)
        age = _days(timex.latest, published) - 1 if published else 0
    except ValueError:
        return "none"
    at, to = timex.passage.start, timex.passage.end
    before, exact = text[max(start, at - 120) : at], timex.passage.exact
    if length < 1 or (age > _OLDEST_DAY and length == 1):
        return "none"
    if length > _LONGEST and (_HELD.search(before) or _TO_OUTLET.search(before)):
        return "none"
    if length > _LONGEST or (age > _OLDEST and length > 1):
        return "told" if age > 0 and not quoted and _is_history(timex, text, start, end) else "none"
    if length > 1 and ((_VAGUE.search(exact) and not _OF_YEAR.search(exact)) or _FROM.search(before)):
        return "none"
    bounds = _BOUND.search(before) and not (age > 0 and length == 1 and find_when(text, to, end))
    if bounds or _is_beside(before, exact, text, to, end):
        return "none"
    if len(_PROSE.findall(text, start, min(end, start + 400))) < _LEAST_PROSE or _is_silence(text, start, end, at):
        return "none"
    if length == 1 and abs(age) <= _NO_YEAR and _YEAR.search(exact) and not _LED.search(before):
        return "told" if age > _HEAD and not quoted and _is_entry(text, start, end, at, to) else "none"
    if quoted and _is_aside(text, start, end, at, to):
        return "none"
    if age >= 0 and tells_state(text[max(start, at - 120) : at], text[to : min(end, to + 120)]):
        return "none"
    if age < 0:
        # what was to come is told nowhere else
        return "none" if _LATER.search(exact) else "told"
    return _tell_past(timex, text, start, end, over=age > 0, quoted=quoted)


def _tell_past(timex: Timex, text: str, start: int, end: int, *, over: bool, quoted: bool) -> Occasion:
    """What the expression of a time that is not to come is said for; it is `over` where that is before the article's day."""
    at, to = timex.passage.start, timex.passage.end
    before, exact = text[max(start, at - 120) : at], timex.passage.exact
    if _EXPECTED.search(before):
        return "none"
    long = timex.earliest != timex.latest
    # "the deaths last week", "two weeks ago I would have left": a week or month is told of for a deed alone
    if long and not tells_deed(before, text[to : min(end, to + 120)]):
        return "referred"
    # "who was due to come yesterday"
    if over and _DUE.search(before):
        return "referred"
    spoken = (quoted and (long or _DEICTIC.search(exact))) or (long and _TO_OUTLET.search(before))
    return "referred" if spoken or _is_referred(before, exact, text[to : min(end, to + 120)], long=long) else "told"


def _is_beside(before: str, exact: str, text: str, to: int, end: int) -> bool:
    """Whether a day is a deadline, one that is not sure, or that of a picture, a line about the article or other days."""
    return bool(
        _DEADLINE.search(before)
        or _FURNITURE.search(before)
        or _SOON.search(before)
        or _SHOWN.search(before)
        or (_UNSURE.search(before) and not _SETTLED.search(before))
        or _CAPTION.match(text, to, end)
        or (_NIGHT.fullmatch(exact) and _OF_DAYS.match(text, to, end))
    )


def is_bound(text: str, start: int, at: int) -> bool:
    """Whether the time at `at` only bounds what its clause tells: "since Monday"."""
    return _BOUND.search(text, max(start, at - _BOUND_REACH), at) is not None


def _is_entry(text: str, start: int, end: int, at: int, to: int) -> bool:
    """Whether a sentence is an entry of a chronicle: its day, then what happened on it."""
    return not text[start:at].strip() and _ENTRY.match(text, to, end) is not None


def _is_history(timex: Timex, text: str, start: int, end: int) -> bool:
    """Whether a year, or a month of some years ago, is told of for a deed: "in 1962 the two harbours signed a treaty"."""
    at, to = timex.passage.start, timex.passage.end
    before, after = text[max(start, at - 120) : at], text[to : min(end, to + 120)]
    if not _YEAR_OR_MONTH.fullmatch(timex.value) or not (_IN.search(before) or _YEARS_BACK.search(timex.passage.exact)):
        return False
    aside = find_aside(text, start, end, at, to)
    return not (aside and aside.relative) and not _POSSESSED.match(after) and tells_deed(_IN.sub("", before), after)


def _is_silence(text: str, start: int, end: int, at: int) -> bool:
    """Whether the clause of the date says that somebody said nothing."""
    begin = max(start, at - 100)
    found = _SILENCE.search(text, begin, min(end, at + 80))
    return found is not None and "," not in text[min(found.end(), at) : max(found.start(), at)]


def _is_aside(text: str, start: int, end: int, at: int, to: int) -> bool:
    """Whether a speaker's "today" only says that something is so."""
    tense = tell_tense(text, start, end, at, to)
    return tense == "present" or (tense == "future" and bool(_TODAY.search(text, at, to)))


def _says_which(before: str, after: str, *, long: bool) -> bool:
    """Whether a time belongs to a participle that says which thing is spoken of."""
    # of a day, "a letter released on Monday" may be the news
    found = _OF_WHICH.search(before) if long else None
    if found is None and _VERB_LATER.match(after):
        found = _OPENS.fullmatch(before)
    return found is not None and not any(is_past(w) or w in _FINITE for w in found["words"].lower().split())


def _is_referred(before: str, exact: str, after: str, *, long: bool) -> bool:
    if exact[:4].lower() == "the " and _DAY_OF_MONTH.fullmatch(exact, 4):
        before, exact = before + exact[:4], exact[4:]
    if _POSSESSED.search(after):
        return not _DURING.search(before)
    if _THOSE.search(before) or (_DETERMINER.search(before) and _NOUN_AFTER.match(after)):
        return True
    if _says_which(before, after, long=long):
        return True
    if _HELD.search(before) or _NO_TIME.search(before) or _TO_PRESS.search(before) or _PRESS_AFTER.match(after):
        return True
    if _DAY_OF_MONTH.fullmatch(exact) and (kind := _QUALIFIED.search(before)) and _NOUN_AFTER.match(after):
        return not any(map(is_past, kind["words"].lower().split()))
    return bool(_VERB_AFTER.search(after) and _PARTICIPLE.search(before))
