"""What stands around a number and moves its bounds: "at least", "nearly", "or more", "about"."""

import re
from typing import Literal, NamedTuple

Bound = Literal["low", "high"]

_BEFORE = re.compile(
    r"""(?:^|(?<=[\s(\[“‘"'—–-]))(?:
    (?P<low>(?:(?:just|well|slightly|far|much|a\ little|a\ bit)\s+)?(?:more\ than|over|above)|at\ least|upwards?\ of|in\ excess\ of
        |(?:no|not)\ (?:fewer|less)\ than|a\ minimum\ of|minimum\ of|exceeding|exceeds|exceeded|exceed|greater\ than|higher\ than
        |surpassing|surpassed|topping|topped|more\ \w{2,20}\ than(?:\ the)?)
   |(?P<high>less\ than|fewer\ than|lower\ than|smaller\ than|under|below|(?<=sub)-|up\ to|as\ many\ as|as\ much\ as|as\ high\ as|at\ most
        |(?:no|not)\ (?:more|greater)\ than|a\ maximum\ of|maximum\ of|(?:an?\ |the\ )?(?:high-end|upper|maximum)\ \w{2,12}\ of)
   |(?P<near>(?:(?:very|just)\s+)?(?:nearly|almost|close\ to|approaching|nearing|just\ under|just\ below|just\ short\ of|just\ shy\ of))
   |(?P<about>(?:the\ |an\ )?estimated|about|around|some|roughly|approximately|approx\.?|circa|somewhere\ around|in\ the\ region\ of
        |(?:on|in|of)\ the\ order\ of|more\ or\ less|an?\ average\ of|~|≈|perhaps|maybe|probably|likely)
   |(?P<plain>only|just|exactly|precisely|a\ total\ of|a\ combined|a\ further|another|an\ additional|additional|a\ record|as\ few\ as
        |as\ little\ as|plus\ or\ minus|a\ low-ball\ \w{2,12}\ of|the\ last|the\ next|the\ past|a\ mere|all)
    )\s+$""",
    re.VERBOSE | re.IGNORECASE,
)
_AFTER = re.compile(
    r"""(?P<low>\s?\+|-plus\b|\s+plus\b|,?\s+or\ (?:more|above|over|higher)\b(?!\s+than)|,?\s+at\ (?:the\ very\ |the\ )?least\b
        |\s+and\ counting\b)
   |(?P<high>,?\s+or\ (?:less|fewer|under|below)\b|,?\s+at\ (?:the\ very\ |the\ )?most\b)
   |(?P<about>\s+or\ so\b|\s+or\ thereabouts\b|-odd\b|-ish\b)""",
    re.VERBOSE | re.IGNORECASE,
)
_HINT = re.compile(r"(?:just|well|slightly|a\ little|a\ bit|little)\s+(?:over|above|more)", re.IGNORECASE)
_RISEN = re.compile(r"(?:\b(?:are|is|was|were|now|went|goes)|['’](?:re|s|m))\s+$", re.IGNORECASE)
_REACH = 44


class Bounds(NamedTuple):
    """Which side of the number is known, whether it is hedged, and where the wording begins or ends."""

    at: int
    bound: Bound | None = None
    approximate: bool = False
    plus_or_minus: bool = False
    during: bool = False


def bounds_before(text: str, floor: int, start: int) -> Bounds:
    """The modifiers that end right before `start`, not reaching before `floor`."""
    bound: Bound | None = None
    approximate = plus_or_minus = during = False
    at = start
    for _ in range(4):
        from_ = max(floor, at - _REACH)
        m = _BEFORE.search(text[from_:at])
        if not m:
            break
        kind, words = m.lastgroup, m.group().strip().lower()
        if words == "up to" and _RISEN.search(text, from_, from_ + m.start()):
            break
        if kind == "low":
            bound = bound or "low"
            approximate |= bool(_HINT.match(words))
            during |= words == "over" and not approximate and bound == "low" and at == start
        elif kind == "high":
            bound = bound or "high"
        elif kind == "near":
            bound, approximate = bound or "high", True
        elif kind == "about":
            approximate = True
        plus_or_minus |= words == "plus or minus"
        at = from_ + m.start()
    return Bounds(at, bound, approximate, plus_or_minus, during)


def bounds_after(text: str, ceiling: int, end: int) -> Bounds:
    """The modifiers that follow right after `end`, not reaching past `ceiling`."""
    m = _AFTER.match(text, end, min(ceiling, end + _REACH))
    if not m:
        return Bounds(end)
    kind = m.lastgroup
    return Bounds(m.end(), "low" if kind == "low" else "high" if kind == "high" else None, kind == "about")
