"""Shares of a vote: whose they are."""

import re

from onrecord.understand.figures.labels import Label, Setting
from onrecord.understand.figures.quantities import Quantity

# "Marn polled 45%", "he won 31.5% of votes"
_POLLED = re.compile(
    r"(?:\b(?P<who>[A-Z][\w’'-]+(?:\s[A-Z][\w’'-]+){0,3})\s(?:[a-z]+ly\s)?|\b(?:[Hh]e|[Ss]he|ended\sup)\s(?:[a-z]+\s){0,2}?)"
    r"(?:has\s|had\s|have\s)?(?:(?P<polls>poll(?:s|ed|ing))|wins?|won|took|takes?|got|gets?|received|secured|gained|garnered)\s"
    r"(?:(?:just|only|about|around|some|nearly|almost|over|more\sthan|under|less\sthan|an?\sestimated)\s)*$"
)
_VOTES = re.compile(
    r"\s(?:of\s(?:the\s|all\s)?(?:[a-z]+\s){0,2}?votes?\b|in\sthe\s(?:[a-z-]+\s){0,2}(?:round|vote|election|poll|ballot|run-?off)\b)"
)
_NOBODY = frozenset({"It", "They", "Nobody", "Neither", "Whoever", "Both", "Who", "None"})


def vote_label(quantity: Quantity, setting: Setting) -> Label | None:
    """Whose share of a vote it is, where somebody is said to have won it."""
    polled = _POLLED.search(setting.before(quantity, 90))
    if not polled or not (polled.group("polls") or _VOTES.match(setting.text, quantity.end, setting.end)):
        return None
    who = polled.group("who") or "He"
    whose = None if who in _NOBODY else setting.person if who in {"He", "She"} else who
    return Label(family="share", what="share of vote", scope=f"of {whose}") if whose else None
