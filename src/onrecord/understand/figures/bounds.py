"""What stands around a number and moves its bounds: "at least", "nearly", "or more", "about"."""

import re
from typing import Literal, NamedTuple

Bound = Literal["low", "high"]
Modifier = Literal["=", "~", ">", "<"]

_LOW = (
    r"(?:(?:just|well|slightly|far|much|a little|a bit)\s+)?(?:more than|over|above)|at least|upwards? of|in excess of"
    r"|(?:no|not) (?:fewer|less) than|a minimum of|minimum of|exceeding|exceeds|exceeded|exceed|greater than|higher than"
    r"|(?:r[oi]s(?:e|en|ing)|climb(?:ed|ing)?|jump(?:ed|ing)?|soar(?:ed|ing)?|surg(?:ed|ing)|gone|went|grew|grown|pushed|shot)\spast"
    r"|surpassing|surpassed|topping|topped|more \w{2,20} than(?: the)?"
)
_HIGH = (
    r"less than|fewer than|lower than|smaller than|under|below|within|up to|as many as|as much as|as high as|at most"
    r"|(?:no|not) (?:more|greater) than|a maximum of|maximum of|(?:an? |the )?(?:high-end|upper|maximum) \w{2,12} of"
)
_NEARLY = r"(?:(?:very|just)\s+)?(?:nearly|almost|approaching|nearing|just under|just below|just short of|just shy of)"
_ABOUT = (
    r"(?:the |an )?estimated|about|around|some|roughly|approximately|approx\.?|circa|somewhere around|in the region of"
    r"|(?:very\s+)?close to|(?:on|in|of) the order of|more or less|an? average of|~|≈|perhaps|maybe|probably|likely"
)
_PLAIN = (
    r"only|just|exactly|precisely|a total of|a combined|a further|another|an additional|additional|a record|as few as"
    r"|as little as|plus or minus|a low-ball \w{2,12} of|the last|the next|the past|a mere|all"
)
_BEFORE = re.compile(
    rf"(?:^|(?<=[\s(\[“‘\"'—–-]))(?:(?P<low>{_LOW})|(?P<high>{_HIGH})|(?P<near>{_NEARLY})|(?P<about>{_ABOUT})|(?P<plain>{_PLAIN}))\s+$"
    r"|(?P<sign>[~≈∼≃]|(?<!^)[<>≤≥≲≳])\s?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"""(?P<low>\s?\+|-plus\b|\s+plus\b|,?\s+or\ (?:more|above|over|higher|longer|older|larger)\b(?!\s+than)
        |,?\s+at\ (?:the\ very\ |the\ )?least\b
        |\s+and\ counting\b|(?=\s+before\ (?:breakfast|lunch|dinner|noon|dawn)\b))
   |(?P<high>,?\s+or\ (?:less|fewer|under|below)\b|,?\s+at\ (?:the\ very\ |the\ )?most\b)
   |(?P<about>\s+or\ so\b|\s+or\ thereabouts\b|-odd\b|-ish\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_SIGNS = dict.fromkeys("~≈∼≃", "about") | dict.fromkeys(">≥≳", "low") | dict.fromkeys("<≤≲", "high")
_MINUS = re.compile(r"\bminus[\s-]$", re.IGNORECASE)
_SHORT = re.compile(r"just\s+(?:under|below|short|shy)", re.IGNORECASE)
_HINT = re.compile(r"(?:just|well|slightly|a\ little|a\ bit|little)\s+(?:over|above|more)", re.IGNORECASE)
_RISEN = re.compile(r"(?:\b(?:are|is|was|were|now|went|goes)|['’](?:re|s|m))\s+$", re.IGNORECASE)
_BEING = re.compile(r"\b(?:be|been|being|come|came|comes|coming|remain(?:s|ed)?)\s+$", re.IGNORECASE)
_LASTING = re.compile(r"[\w.,]{1,20}\s(?:hour|day|week|month|year)s\sof\b", re.IGNORECASE)
_REACH = 44


class Bounds(NamedTuple):
    """Which side of the number is known, whether it is hedged, and where the wording begins or ends."""

    at: int
    bound: Bound | None = None
    approximate: bool = False
    during: bool = False
    modifier: Modifier = "="


def bounds_before(text: str, floor: int, start: int) -> Bounds:
    """The modifiers that end right before `start`, not reaching before `floor`."""
    bound: Bound | None = None
    approximate = during = False
    modifier: Modifier = "="
    if text[max(floor, start - 4) : start].lower() == "sub-":
        return Bounds(start - 4, "high", modifier="<")
    minus = _MINUS.search(text, max(floor, start - 6), start)
    at = minus.start() if minus else start
    for _ in range(4):
        from_ = max(floor, at - _REACH)
        m = _BEFORE.search(text[from_:at])
        if not m:
            break
        kind, words = m.lastgroup, m.group().strip().lower()
        kind = _SIGNS[words] if kind == "sign" else kind
        if words == "under" and _BEING.search(text, from_, from_ + m.start()) and _LASTING.match(text, start):
            break  # "had been under two days of fire"
        if words == "up to" and _RISEN.search(text, from_, from_ + m.start()):
            break
        if kind == "low":
            if words == "over" and text[at : at + 4].lower() == "the ":
                break
            during |= words == "over" and bound is None
            bound = bound or "low"
            approximate |= bool(_HINT.match(words))
        elif kind == "high":
            if words == "within" and re.match(r"an?\b", text[at : at + 3], re.IGNORECASE):
                break  # "within a day" counts nothing
            bound = bound or "high"
        elif kind == "near":
            bound, approximate = bound or "high", True
        elif kind == "about":
            approximate = True
        modifier = modifier if modifier != "=" else _modifier(kind, words)
        at = from_ + m.start()
    return Bounds(at, bound, approximate, during, modifier)


def _modifier(kind: str | None, words: str) -> Modifier:
    """What a bound says: more, less, or about; "nearly" is about, "just under" less."""
    if kind == "near":
        return "<" if _SHORT.match(words) else "~"
    return ">" if kind == "low" else "<" if kind == "high" else "~" if kind == "about" else "="


def bounds_after(text: str, ceiling: int, end: int) -> Bounds:
    """The modifiers that follow right after `end`, not reaching past `ceiling`."""
    m = _AFTER.match(text, end, min(ceiling, end + _REACH))
    if not m:
        return Bounds(end)
    kind = m.lastgroup
    bound: Bound | None = "low" if kind == "low" else "high" if kind == "high" else None
    return Bounds(m.end(), bound, kind == "about", modifier=_modifier(kind, ""))
