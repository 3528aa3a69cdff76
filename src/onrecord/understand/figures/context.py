"""What a number leaves unsaid: units taken from the words beside it, the sentence, and the one before."""

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.model import Sentence
from onrecord.understand.figures.indicators import is_total
from onrecord.understand.figures.quantities import Quantity
from onrecord.understand.figures.tokens import word_set

_HARMED = (
    r"(?:killed|dead|died|dying|wounded|injured|hurt|missing|arrested|detained|captured|displaced|evacuated|hospitali[sz]ed|rescued"
    r"|trapped|homeless|sentenced|condemned|jailed|abducted|kidnapped|freed|butchered|slaughtered|massacred|executed|deaths?|fled|casualties|injuries|protested|marched|rallied|gathered|attended|on\sboard|aboard)"
)
_PEOPLE_AFTER = re.compile(
    rf"\s*(?:(?P<extra>more|others?|of\s(?:them|us|those|their\snumber|the\s(?:dead|victims|injured|wounded|missing)))\b\s*)?(?:of\s)?"
    rf"(?P<harm>(?:(?:were|was|are|is|have|had|has|being|been|feared|confirmed|lie|lay|were\salso)\s){{0,3}}{_HARMED}\b"
    rf"(?:\s(?:and|or)\s{_HARMED}\b)?)?",
    re.IGNORECASE,
)
_PEOPLE_BEFORE = re.compile(
    r"\b(?:kill(?:ed|ing|s)|injur(?:ed|ing|es)|wound(?:ed|ing|s)|arrest(?:ed|ing|s)|detain(?:ed|ing|s)|captur(?:ed|ing|es)|displac(?:ed|ing|es)"
    r"|rescued|sentenced|condemned|jailed|freed|lives\sof|deaths\sof|(?:(?:death\s)?toll|number\sof\s(?:the\s)?(?:dead|deaths|injured|wounded|missing|victims))\b[^.;,]{0,60}?"
    r"(?:to|at|of|is|was|reached|from)(?:\sas\shigh\sas)?)\s*$",
    re.IGNORECASE,
)
_INHABITED = re.compile(r"\b(?:country|nation|republic|city|capital|town|population)\sof\s(?:[a-z]+\s){0,2}$", re.IGNORECASE)
_TOWN = 1_000
_CROWD = re.compile(r"\b(?:crowds?|throngs?|mobs?|audience)\sof\s(?:[a-z]+\s){0,3}$", re.IGNORECASE)
_MORE_DID = re.compile(r"\s(?:were|was|are|have|had|suffered|suffering|who|from)\b")
_LIVES_LOST = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|t[ao]k(?:e|es|en|ing)|took|cost(?:s|ing)?|los[et]|losing)\s(?:[a-z]+\s){0,2}$"
)
_LOST = re.compile(r"\s(?:[a-z]+\s){0,2}?lost\b")
_FIGURE_AFTER = re.compile(r"\s(?:figure|estimate|number|mark|level)\b")
_CHANGED = re.compile(r"\b(?:up|down|rose|rising|risen|fell|increased|revised|compared|raised)\s(?:from|to|with)\s$")
_INCLUDING = re.compile(r"\b(?:including|among\sthem|of\swhom|of\sthem)[,\s]\s?$", re.IGNORECASE)
_LENDING = word_set("volume area people mass length count energy power")
_COUNTS = frozenset({"people", "count"})
_RATED = frozenset({"volume", "mass"})


def resolve_units(text: str, rows: Sequence[tuple[Sentence, list[Quantity]]], *, bare: bool = False) -> list[list[Quantity]]:
    """The quantities of each sentence, bare numbers with a unit where the context gives one, else dropped; not with `bare`.

    A number beside who was killed, hurt or held counts people; else it has the unit of the quantity before it in the
    sentence or the one before, or of the same amount elsewhere in the article. A volume without a period is a rate where
    the article has rates of that size and the sentence speaks of no total.
    """
    same = {q.value: q for _, quantities in reversed(rows) for q in quantities if q.dimension in _LENDING and q.value >= 100}
    top: dict[str, tuple[float, str]] = {}
    for _, quantities in rows:
        for q in quantities:
            unit, _, rate = q.unit.partition("/")
            if rate and q.dimension in _RATED and q.value > top.get(unit, (0.0, ""))[0]:
                top[unit] = (q.value, rate)
    done: list[list[Quantity]] = []
    lender: Quantity | None = None
    for sentence, quantities in rows:
        found: list[Quantity] = []
        lender = lender if done and done[-1] else None
        following = rows[len(done) + 1][1][:1] if len(done) + 1 < len(rows) else []
        for number, q in enumerate(quantities):
            ahead = [*quantities[number + 1 : number + 3], *following]
            ceiling = quantities[number + 1].start if number + 1 < len(quantities) else sentence.end
            kept = (
                _with_people(text, q, sentence, ceiling, beside=bool(found and found[-1].people))
                if not q.unit or (q.dimension == "count" and q.noun in {"other", "life"})
                else q
            )
            if not kept.unit:
                next_ = next((a for a in ahead if a.dimension in _LENDING), None)
                kept = _with_lent_unit(text, kept, lender or next_, same)
            kept = _with_rate(text, kept, sentence, top)
            if found and found[-1].dimension == "money" and kept.unit in {"", "1"} and _MORE_THAN.match(text, q.end):
                kept = replace(kept, unit=found[-1].unit, dimension="money", noun="", words=())
            if found and kept.unit == "m":
                kept = _with_millions(text, kept, found[-1])
            if found and kept.people and _INCLUDING.search(text, max(found[-1].end, kept.start - 40), kept.start):
                kept = replace(kept, lent=True)
            if kept.unit or bare:
                found.append(kept)
                lender = kept if kept.dimension in _LENDING else lender
        done.append(found)
    return done


def _with_people(text: str, q: Quantity, sentence: Sentence, ceiling: int, *, beside: bool) -> Quantity:
    """The quantity as people where the words around say so; `beside` is whether the one before it in its sentence is people."""
    if q.noun == "life":
        lost = _LIVES_LOST.search(text, max(sentence.start, q.start - 40), q.start) or _LOST.match(text, q.end, sentence.end)
        return replace(q, unit="person", dimension="people", people=True, noun="death") if lost else q
    after = _PEOPLE_AFTER.match(text, q.end, max(q.end, min(ceiling, q.end + 80)))
    extra, harm = (after.group("extra"), after.group("harm")) if after else (None, None)
    before = _PEOPLE_BEFORE.search(text, max(sentence.start, q.start - 110), q.start)
    inhabited = q.value >= _TOWN and _INHABITED.search(text, max(sentence.start, q.start - 60), q.start)
    if inhabited or _CROWD.search(text, max(sentence.start, q.start - 60), q.start):
        return replace(q, unit="person", dimension="people", people=True, noun="person")
    follows = beside and after is not None and extra == "more" and _MORE_DID.match(text, after.end("extra")) is not None
    persons = extra is not None and (q.form == "vague" or follows or extra.lower() == "others" or extra.startswith("of"))
    if not (harm or before or persons):
        return q
    end = q.end
    if after and extra:
        end = after.end("extra")
    if after and harm and re.match(r"(?:dead|deaths|casualties|injuries)\b", harm):
        end = after.end("harm")
    noun = "other" if q.noun == "other" or (extra and extra.lower() in {"more", "other", "others"}) else ""
    return replace(q, unit="person", dimension="people", people=True, noun=noun, end=end)


def _is_crowd(q: Quantity) -> bool:
    """Whether a vague number without a noun means people ("thousands marched"): too large for lists, too small for money."""
    return q.form == "vague" and 20 <= q.value < 1e7 and (q.high is None or q.high > q.value)


def _with_lent_unit(text: str, q: Quantity, lender: Quantity | None, same: dict[float, Quantity]) -> Quantity:
    figure = _FIGURE_AFTER.match(text, q.end)
    changed = bool(_CHANGED.search(text, max(0, q.start - 20), q.start))
    large = q.form != "fraction" and (q.value >= 100 or changed)
    source = same.get(q.value) if figure else lender
    if not figure and not large:
        return q
    if source is None or not 1e-3 <= (q.value or 1) / (source.value or 1) <= 1e3:
        source = same.get(q.value)
    if source and source.dimension in _COUNTS and q.value < 1000 and not (q.bounded or figure or changed):
        return q
    if source is None:
        written = q.bounded or "," in text[q.core : q.end] or q.value >= 1e5
        if _is_crowd(q):
            return replace(q, unit="person", dimension="people", people=True)
        return replace(q, unit="1", dimension="count") if large and written and q.form == "digits" else q
    end = figure.end() if figure else q.end
    return replace(q, unit=source.unit, dimension=source.dimension, noun=source.noun, people=source.people, end=end, lent=True)


_MORE_THAN = re.compile(r"\s(?:more|less|higher|lower)\sthan\b")
_SCALED = re.compile(r"\d\s?(?:m|bn|tn)\b")


def _with_millions(text: str, q: Quantity, last: Quantity) -> Quantity:
    """Metres that are millions of the money named before them ("2bn crowns ...; the court puts it at 300m")."""
    if last.dimension != "money" or not _SCALED.search(text, last.core, last.end) or not text[q.core : q.end].endswith("m"):
        return q
    low, high = (None if n is None else n * 1e6 for n in (q.low, q.high))
    return replace(q, low=low, high=high, unit=last.unit.split("/")[0], dimension="money", noun="", words=())


def _with_rate(text: str, q: Quantity, sentence: Sentence, top: dict[str, tuple[float, str]]) -> Quantity:
    if q.dimension not in _RATED or "/" in q.unit or q.unit not in top:
        return q
    largest, rate = top[q.unit]
    if q.value > 4 * largest or is_total(text, max(sentence.start, q.start - 300), min(sentence.end, q.end + 300)):
        return q
    return replace(q, unit=f"{q.unit}/{rate}")
