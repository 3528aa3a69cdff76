"""What an article says of time, in the form that bounds on its day are drawn from."""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from onrecord.group.days.offsets import Offset, Weekday, read_offsets
from onrecord.language.tense import tell_tense
from onrecord.model import Document, Sentence, Timex
from onrecord.text import words

Form = Literal["known", "weekday", "month", "day", "last year", "this year", "last month", "this month", "yesterday", "today"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})\.?"
#: Days with their year, for captions, which are no part of what is read.
_FULL_DAYS = (
    re.compile(rf"\b{_MONTH}\s(?P<day>\d{{1,2}}),?\s(?P<year>20\d\d|19\d\d)\b", re.IGNORECASE),
    re.compile(rf"\b(?P<day>\d{{1,2}})\s{_MONTH},?\s(?P<year>20\d\d|19\d\d)\b", re.IGNORECASE),
)
_AHEAD = re.compile(
    r"\b(?:will|would|shall|may|might|could|should|must|due|scheduled|expected|planned|plans?|planning|deadline|ahead|early as"
    r"|starting|beginning|upcoming|hopes?|set to|is to|are to|next|prepar\w{1,8}|intends?|pledged|vowed|promised"
    r"|call(?:s|ed)?\sfor|envisag\w{1,4}|takes?\sover)\b"
    r"|(?<!\b[Nn]ot\s)\b(?:[Uu]ntil|[Bb]y)\s$"
)
_PAST = re.compile(
    r"\b(?:said|was|were|had|did|told|took|came|went|made|saw|began|left|met|won|lost|held|led|fell|spoke|broke|hit|shot|struck|sank|fought"
    r"|fled|found|gave|got|ran|rose|sent|wrote|became|brought|caught|drew|flew|grew|kept|put|set|sought|stood|swept|withdrew|\w{2,24}ed)\b",
    re.IGNORECASE,
)
_TURNED = re.compile(r"(?:last|next|this|past|an?|each|every|the)\s", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s(?:(?:early|late)\s(?:on\s)?)?$", re.IGNORECASE)
#: An infinitive right before tells what was to be done.
_INFINITIVE = r"[a-z]{3,20}(?:\s[^\s,;]{1,24}){0,5}\s(?:on|in|by|at)\s(?:the\s)?$"
_TO_DO = re.compile(rf"\bto\s{_INFINITIVE}")
#: As above, but of weekdays and years, which are mostly past, only what is surely a verb.
_MOSTLY_TO_DO = re.compile(rf"\bto\s(?!(?:the|have|his|her|their|its|[a-z]{{2,20}}s)\b){_INFINITIVE}")
#: A day that only names what happened on it, in whatever year ("the 12 May uprising", "the anniversary of 12 May").
_NAMES_EVENT = re.compile(r"\s(?:attacks?|bombings?|massacres?|uprising|revolution|movement|coup|generation)\b")
_ANNIVERSARY = re.compile(r"\banniversary\sof\s(?:the\s)?$")
_DEADLINE = re.compile(r"\s(?:\w{1,20}\s)?deadline\b", re.IGNORECASE)
_REACH = 90
_YEAR = re.compile(r"\d{4}")
#: A stretch of more characters than this is no sentence that tells of one thing.
_LONGEST = 3000
#: What is announced, with its verb: "will be lifted", "hopes to open".
_PLAN = re.compile(
    r"\b(?:will|shall|(?:due|set|scheduled|expected|plans?|planned|hopes?|hoped|intends?|wants?|promised|pledged|vowed)\sto)"
    r"\s(?P<be>be\s)?(?P<verb>[a-z]{4,20})\b"
)
_PLAN_REACH = 50
#: Where what is to be done ends and when or where begins.
_UNTIL = re.compile(r"[,;:]|\b(?:early|late|later|next|on|by|in|at|until|before|after|as|if|when|once|soon)\b")
#: An article without a day may be so much later than those with one.
_LATER = 31
#: How many sentences are the head of an article, where a dateline may stand.
_HEAD = 3
#: Words that say nothing of the event a sentence tells of.
_COMMON_WORDS = """
    said says that this with from have been were they their there which would could about after before also into
    over more than when what will some other last year month week today yesterday monday tuesday wednesday
    thursday friday saturday sunday january february march april june july august september october november
    december according first being while where under told against people
"""
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One expression of time: its form, its passage, the days it means where they are known.

    `past` is whether its clause plainly tells of what was, `heads` whether it is a full date at the head of the article or in
    a caption, `yearless` whether its year is ours, `alone` whether its sentence has no other, `turned` whether a weekday is
    "last", "next" or "a" one; `number` is the weekday or month; `at` counts the sentences, whose words are `words`.
    """

    article: str
    form: Form
    exact: str
    number: int = 0
    earliest: date | None = None
    latest: date | None = None
    past: bool = False
    heads: bool = False
    yearless: bool = False
    alone: bool = True
    turned: bool = False
    at: int = 0
    words: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an article announces: the root of its verb, the words of what is to be done so, and those of its sentence."""

    exact: str
    verb: str
    object: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What an article tells: its expressions of time, distances from events and plans, and the words of its sentences."""

    article: str
    mentions: tuple[Mention, ...]
    sentences: tuple[frozenset[str], ...]
    offsets: tuple[Offset, ...] = ()
    plans: tuple[Plan, ...] = ()


def read_mentions(document: Document, *, around: Sequence[date] = ()) -> Told:
    """The expressions of time of an article; a day without a year is put nearest to the days `around`, in order."""
    text, article = document.article.text, document.article.id
    bags = [_bag(text, s.start, s.end) if s.end - s.start <= _LONGEST else frozenset() for s in document.layout.sentences]
    spans = document.layout.sentences
    places = _place(document)
    counts = Counter(at for at, timex in places if timex.type in ("DATE", "TIME") and not timex.value.endswith("_REF"))
    mentions = []
    for at, timex in places:
        sentence = spans[at]
        form = _form(timex.value, timex.passage.exact, timex.earliest)
        if not form:
            continue
        kind, number = form
        earliest = date.fromisoformat(timex.earliest) if timex.earliest else None
        latest = date.fromisoformat(timex.latest) if timex.latest else None
        mostly = kind == "weekday" or bool(_YEAR.fullmatch(timex.value))
        past = _is_past(text, sentence, timex.passage.start, timex.passage.end, mostly=mostly)
        if kind == "day" and _names_event(text, timex.passage.start, timex.passage.end):
            continue
        if kind == "day" and (nearest := _nearest(timex.value, around, past=past)):
            kind, earliest, latest = "known", nearest, nearest
        mentions.append(
            Mention(
                article=article,
                form=kind,
                exact=timex.passage.exact,
                number=number,
                earliest=earliest,
                latest=latest,
                past=past,
                yearless=timex.value.startswith("XXXX"),
                heads=at < _HEAD and timex.value[:4] in timex.passage.exact and earliest == latest,
                alone=counts[at] == 1,
                turned=bool(_TURNED.match(timex.passage.exact)),
                at=at,
                words=bags[at],
            )
        )
    return Told(
        article=article,
        mentions=(*mentions, *_read_captions(document)),
        sentences=tuple(bags),
        offsets=tuple(_read_offsets(text, spans, places)),
        plans=tuple(plan for s, bag in zip(spans, bags, strict=True) for plan in _read_plans(text, s.start, s.end, bag)),
    )


def _bag(text: str, start: int, end: int) -> frozenset[str]:
    """The words of the passage that tell of what happens."""
    return frozenset(w for w, _, _ in words(text, start, end) if len(w) > 3 and not w[0].isdigit() and w not in _COMMON)


def _read_plans(text: str, start: int, end: int, bag: frozenset[str]) -> Iterator[Plan]:
    for m in _PLAN.finditer(text, start, end):
        # a plan in the passive has before its verb what is to be done
        whom = (max(start, m.start() - _PLAN_REACH), m.start()) if m["be"] else (m.end(), min(end, m.end() + _PLAN_REACH))
        if not m["be"] and (until := _UNTIL.search(text, *whom)):
            whom = (whom[0], until.start())
        root = re.sub(r"(?:ied|y|e|ed)$", "", m["verb"].lower())
        yield Plan(exact=" ".join(m.group().split()), verb=root, object=_bag(text, *whom), words=bag)


def _read_offsets(text: str, spans: Sequence[Sentence], places: Sequence[tuple[int, Timex]]) -> Iterator[Offset]:
    weekdays: dict[int, list[Weekday]] = {}
    for at, timex in places:
        if m := re.match(r"XXXX-WXX-([1-7])(?:T|$)", timex.value):
            here = Weekday(start=timex.passage.start, end=timex.passage.end, number=int(m.group(1)))
            weekdays.setdefault(at, []).append(here)
    for at, sentence in enumerate(spans):
        for offset in read_offsets(text, sentence.start, sentence.end, weekdays=weekdays.get(at, []), ignored=_COMMON):
            start, end = offset.start, offset.end
            yield replace(offset, past=_is_past(text, sentence, start, end), heads=at < _HEAD)


def _is_past(text: str, sentence: Sentence, start: int, end: int, *, mostly: bool = False) -> bool:
    """Whether the clause around `text[start:end]` plainly tells of what was; what is `mostly` past needs less."""
    before = text[max(sentence.start, start - _REACH) : start]
    after = text[end : min(sentence.end, end + _REACH)]
    if _SINCE.search(before):
        return True
    if _AHEAD.search(before) or _DEADLINE.match(after) or (_MOSTLY_TO_DO if mostly else _TO_DO).search(before):
        return False
    past, ahead = _PAST.search(after), _AHEAD.search(after)
    follows = bool(past and (not ahead or (mostly and past.start() < ahead.start())))
    return bool(_PAST.search(before) or follows) and tell_tense(text, sentence.start, sentence.end, start, end) != "future"


def _names_event(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - _REACH) : start]
    attributive = before[-4:].lower() == "the " or text[start : start + 4].lower() == "the "
    return bool((attributive and _NAMES_EVENT.match(text, end)) or _ANNIVERSARY.search(before))


def _place(document: Document) -> list[tuple[int, Timex]]:
    """(number of its sentence, expression) of the expressions in the article's sentences."""
    spans = document.layout.sentences
    placed = []
    at = 0
    for timex in sorted(document.reading.dates, key=lambda t: t.passage.start):
        while at < len(spans) and spans[at].end <= timex.passage.start:
            at += 1
        if at < len(spans) and spans[at].start <= timex.passage.start:
            placed.append((at, timex))
    return placed


def _form(value: str, exact: str, earliest: str | None) -> tuple[Form, int] | None:
    if earliest:
        return ("known", 0) if re.match(r"\d{4}(?:-\d\d){0,2}(?:T|$)", value) else None
    if m := re.match(r"XXXX-WXX-([1-7])(?:T|$)", value):
        return ("weekday", int(m.group(1)))
    if m := re.fullmatch(r"XXXX-(\d\d)", value):
        return ("month", int(m.group(1)))
    if re.match(r"XXXX-\d\d-\d\d(?:T|$)", value):
        return ("day", 0)
    lowered = " ".join(exact.lower().split())
    for form in ("last year", "this year", "last month", "this month", "yesterday", "today"):
        if lowered.endswith(form) or lowered.startswith(form):
            return (form, 0)
    return None


def _nearest(value: str, around: Sequence[date], *, past: bool) -> date | None:
    """The day of that month and day of month that the days `around`, which are in order, leave no doubt about.

    Told as past, it is the last before the story's end; in any case it lies near to one of its days.
    """
    if not around:
        return None
    month, day = int(value[5:7]), int(value[8:10])
    end = date.fromordinal(min(date.max.toordinal(), around[-1].toordinal() + _LATER)) if past else date.max
    years = {known.year + more for known in (around[0], around[-1]) for more in (-1, 0, 1)}
    candidates = [made for year in sorted(years) if (made := _make_day(year, month, day)) and made <= end]
    return min(candidates, key=lambda d: (_distance(d, around), d), default=None)


def _distance(day: date, around: Sequence[date]) -> int:
    at = bisect_left(around, day)
    return min(abs((day - known).days) for known in around[max(0, at - 1) : at + 1])


def _make_day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _read_captions(document: Document) -> list[Mention]:
    """The days that captions give with their year: the article is not older than its pictures."""
    found = []
    for block in document.layout.blocks:
        if block.kind != "caption":
            continue
        for m in (m for pattern in _FULL_DAYS for m in pattern.finditer(document.article.text, block.start, block.end)):
            day = _make_day(int(m["year"]), _MONTHS.index(m["month"][:3].lower()) + 1, int(m["day"]))
            if day:
                found.append(
                    Mention(
                        article=document.article.id,
                        form="known",
                        exact=m.group(),
                        earliest=day,
                        latest=day,
                        past=True,
                        heads=True,
                    )
                )
    return found
