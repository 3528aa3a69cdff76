"""Whom an article credits for its text, where it was written, and the day of publication that it states."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from onrecord.clean.addresses import find_day_in_address
from onrecord.clean.blocks.lines import Line
from onrecord.clean.blocks.patterns import AGENCY_LINE, BYLINE
from onrecord.clean.blocks.pieces import Piece
from onrecord.model import Article, When
from onrecord.text import in_small_letters

_CANONICAL = {
    "reuters": "Reuters", "thomson reuters": "Reuters", "ap": "AP", "associated press": "AP", "the associated press": "AP",
    "afp": "AFP", "agence france-presse": "AFP", "agence france presse": "AFP", "dpa": "dpa", "pa": "PA",
    "press association": "PA", "pa media": "PA", "tass": "TASS", "itar-tass": "TASS", "ria novosti": "RIA Novosti",
    "interfax": "Interfax", "xinhua": "Xinhua", "upi": "UPI", "efe": "EFE", "ansa": "ANSA", "kyodo": "Kyodo",
    "kyodo news": "Kyodo", "bloomberg": "Bloomberg", "ians": "IANS", "pti": "PTI", "ani": "ANI", "anadolu": "Anadolu",
    "aap": "AAP", "ukrinform": "Ukrinform", "yonhap": "Yonhap", "sana": "SANA", "irna": "IRNA",
}  # fmt: skip
_AGENCY = "|".join(sorted((re.escape(name) for name in _CANONICAL), key=len, reverse=True))
_IN_DATELINE = re.compile(rf"(?i)^.{{0,160}}?(?:\(({_AGENCY})\)|/({_AGENCY})/|\b({_AGENCY})) ?\.? ?[-–—]{{1,2}}\s")
_DASH = re.compile(r"[-–—]\s")
_NAMED = re.compile(rf"(?i)\b(?:{_AGENCY})\b")
_CONTRIBUTED = re.compile(
    r"^[*(\[ ]*(?:(?:The )?(?P<owner>[A-Z][\w.&]{1,20}(?: [A-Z][\w.&-]{1,20}){0,3})['’]s? .{3,300}"
    r"|(?P<whole>(?:The )?[A-Z][\w.&-]{1,20}(?: [A-Z][\w.&-]{1,20}){0,3})) (?:also )?contributed (?:to (?:this"
    r"|the) (?:report|story|article)"
    r"|(?:additional )?reporting)"
)
_SYNDICATED = re.compile(
    r"\b(?:(?:this|the) (?:article|story) (?:was |has been )?(?:originally |first )?(?:published|appeared) (?:by|in|on)"
    r"|originally published (?:by|in|on)|republished (?:from|with permission (?:of|from)))"
    r" (?P<name>(?:The |the )?[A-Z][\w&’'-]{1,20}(?: [A-Z][\w&’'-]{1,20}){0,3})"
)
_WITH = re.compile(
    rf"(?i)\b(?:with|additional) (?:additional )?(?:reporting|input|inputs|material|files) (?:by"
    rf"|from) (?:the )?({_AGENCY})\b|^source: ({_AGENCY})\b"
)
_HANDED_ON = ("report", "input", "material", "files", "source:")
"""One of them stands in every such line."""

_MONTHS = {
    name: n for n, name in enumerate(("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1)
}
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"\b(?:(?P<d1>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<m1>{_MONTH}),? (?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH}) (?P<d2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})-(?P<m3>\d\d)-(?P<d3>\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|(?P<d4>\d{1,2})\.(?P<m4>\d{1,2})\.(?P<y4>\d{4}))(?!\d)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{4}")
_PAGE_WORDS = re.compile(
    r"(?i)\b(?:page|first|last|originally|date|published|updated|modified|posted|created|issued|mins?|minutes?|read|on|at|by|and"
    r"|mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?"
    r"|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?|[ap]\.?m\.?|gmt|bst|utc|uk|et|est|edt|eastern|cet|cest"
    r"|msk|ist|time|\d{1,2}(?:[:.h]\d\d){0,2}(?:[ap]m)?)\b"
)
_FUSED_TIME = re.compile(r"^,? (?:at )?\d{1,2}[.:]\d\d ?(?:[ap]\.?m\.?)? ?(?:[A-Z]{2,4}\b)?")
_NEAR = 25  # lines around the beginning of the text in which a page is dated
_UPDATED = re.compile(r"(?i)\b(?:updated|modified)\b")

_PLACE = r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|de|of|al)){0,3}"
_REGION = r"(?:, [A-Z][\w.]*(?: [A-Z][\w.]*)?)?"
_DAY = rf"(?:, {_MONTH} \d{{1,2}}(?:,? \d{{4}})?)?"
_DATELINE = re.compile(
    rf"^(?P<place>{_PLACE}){_REGION}{_DAY}(?: ?(?P<agency>\((?:[A-Z][\w ./-]{{1,30}}|dpa)\)))? ?(?:--"
    rf"|[-–—]) ?(?=[A-Z“\"‘'0-9])|^(?P<bar>[A-Z][A-Z.'’ -]{{2,30}}) \| "
)


# an agency that no list knows: a dateline with a day names it in brackets ("PORT VELL, May 3 (Norran) - ...")
_DATED_AGENCY = re.compile(
    rf"^{_PLACE}{_REGION}, {_MONTH} \d{{1,2}}(?:,? \d{{4}})? ?"
    r"\((?P<name>[A-Z][\w&.-]{1,20}(?: [A-Z][\w&.-]{1,20}){0,2})\) ?[-–—]"
)
_SOURCE_LINE = re.compile(r"^(?:Source|Agency|Via|From): ?(?P<name>[A-Z][\w&.-]{1,20}(?: [A-Z][\w&.-]{1,20}){0,3})\.?$")


def find_agencies(article: Article, pieces: Sequence[Piece]) -> tuple[str, ...]:
    """The agencies and outlets that an article says it took text from: by dateline, byline, lone line or closing credit."""
    text = article.text
    found: dict[str, None] = {}
    near = len(pieces)
    for n, piece in enumerate(pieces):
        if piece.kind in ("comment", "summary") or (piece.kind == "caption"):
            continue
        passage = text[piece.start : min(piece.end, piece.start + 500)]
        if n < 12 and piece.kind in ("body", "title", "boilerplate"):
            found.update(dict.fromkeys(_find_in_dateline(passage)))
        if (m := _SOURCE_LINE.match(passage)) and not _is_same_outlet(m.group("name"), article.publisher):
            found.setdefault(_canonical(m.group("name")))
        if AGENCY_LINE.match(passage) or (n < 20 and BYLINE.match(passage)):
            for m in _NAMED.finditer(passage):
                found.setdefault(_canonical(m.group()))
        if n >= near // 2:
            for name in _find_closing(passage):
                if name != article.publisher:
                    found.setdefault(name)
    for author in article.authors:
        if author.strip().casefold() in _CANONICAL:
            found.setdefault(_canonical(author))
    return tuple(found)


def _find_in_dateline(passage: str) -> Iterator[str]:
    """The agency that a dateline names."""
    dashed = _DASH.search(passage) is not None
    for part in (passage, passage.split("|", 1)[-1]) if dashed else ():
        if m := _IN_DATELINE.match(part):
            yield _canonical(m.group(1) or m.group(2) or m.group(3))
    if m := _DATED_AGENCY.match(passage):
        yield _canonical(m.group("name"))


def _find_closing(passage: str) -> Iterator[str]:
    """Whom a closing line credits."""
    if m := _CONTRIBUTED.match(passage):
        name = m.group("owner") or m.group("whole")
        whole = m.group("whole")
        if m.group("owner") or whole.casefold() in _CANONICAL or whole.startswith("The ") or whole.isupper():
            yield _canonical(name)
    if ("published" in passage or "appeared" in passage) and (m := _SYNDICATED.search(passage)):
        yield _canonical(m.group("name"))
    low = in_small_letters(passage)
    if any(map(low.__contains__, _HANDED_ON)) and (m := _WITH.search(passage)):
        yield _canonical(m.group(1) or m.group(2))


def _is_same_outlet(name: str, publisher: str | None) -> bool:
    return bool(publisher) and set(name.casefold().split()) <= set(str(publisher).casefold().split())


def _canonical(name: str) -> str:
    name = name.strip()
    return _CANONICAL.get(name.casefold(), name)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where an article is dated from, in ordinary capitals, and the offsets of the passage that says so."""

    place: str
    start: int
    end: int
    opens: bool  # whether the article's first sentence follows in the same line


def find_datelines(text: str, pieces: Sequence[Piece]) -> list[Dateline]:
    """The datelines near the head ("LONDON (Reuters) - ..." gives "London"), in order."""
    found = []
    for piece in [p for p in pieces if p.kind in ("body", "title")][:6]:
        m = _DATELINE.match(text[piece.start : min(piece.end, piece.start + 200)])
        if not m:
            continue
        place = m.group("place") or m.group("bar")
        sure = m.group("agency") or m.group("bar") or (place.isupper() and len(place) > 3)
        sentence = text[piece.start : min(piece.end, piece.start + 400)]
        if sure or (place.count(" ") <= 2 and "—" in m.group() and sentence.count("—") == 1):
            name = " ".join(_as_name(word) for word in place.split())
            found.append(Dateline(name, piece.start, piece.start + m.end(), opens=not m.group("bar")))
    return found


def _as_name(word: str) -> str:
    return word.title() if word.isupper() and "." not in word and len(word) > 2 else word


def find_published(article: Article, lines: Sequence[Line], *, start: int = 0) -> When:
    """The day of publication: what metadata gave, else what a dated line near the head or the foot states, else its address's.

    `start` is where title or body begin: of several dated lines the nearest counts, one that tells a later change last.
    """
    if article.published.earliest or article.published.value:
        return article.published
    first = next((i for i, line in enumerate(lines) if line.end > start), 0)
    near = {*range(max(0, first - _NEAR), first + _NEAR), *range(_NEAR), *range(len(lines) - 6, len(lines))}
    stamps = [
        (bool(_UPDATED.search(passage)), abs(i - first), day, passage)
        for i in sorted(near)
        if 0 <= i < len(lines)
        for day, passage in _find_stamps(lines[i])
    ]
    if not stamps:
        return find_day_in_address(article.url) if article.url else article.published
    _, _, day, passage = min(stamps, key=lambda stamp: stamp[:3])
    iso = day.isoformat()
    return When(value=iso, earliest=iso, latest=iso, basis="stated", reason=f"the page says “{passage}”")


def _find_stamps(line: Line) -> Iterator[tuple[date, str]]:
    """The page dates of a line: the line is little else, or they stand at its front with a time of day."""
    head = line.text[:400]
    if not _YEAR.search(head):
        return
    for m in _DATE.finditer(head):
        day = _as_date(m)
        if day is None:
            continue
        rest = _PAGE_WORDS.sub(" ", head[: m.start()] + " " + head[m.end() :])
        others = re.findall(r"[^\W\d_]{2,}", rest)
        labelled = re.search(r"(?i)(?:published|updated|posted|modified)\b[^.]{0,40}$", head[: m.start()])
        if (
            len(line.text) <= 120
            and not line.is_closed
            and (len(others) <= 2 or BYLINE.match(line.text) or (labelled and len(others) <= 8))
        ):
            yield day, head.strip() if len(head) <= 90 else m.group()
            return
        time = _FUSED_TIME.match(head[m.end() :])
        before = head[: m.start()]
        if time and (len(before) < 60 or re.search(r"[a-z] (?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?$", before)):
            yield day, head[m.start() : m.end() + time.end()].strip()
            return
        if re.match(r"(?i)^(?:page )?(?:last )?(?:updated|published|posted)\b[^.]{0,50}$", before):
            yield day, head[: m.end()].strip()
            return


def _as_date(m: re.Match[str]) -> date | None:
    for n in "1234":
        year, month, day = m.group(f"y{n}"), m.group(f"m{n}"), m.group(f"d{n}")
        if year:
            number = int(month) if month.isdigit() else _MONTHS[month[:3].lower()]
            try:
                found = date(int(year), number, int(day))
            except ValueError:
                return None
            return found if found.year >= 1900 else None
    return None
