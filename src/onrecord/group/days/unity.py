"""How far the articles of a story tell one event, as those of one news day do and those of a war or a trial do not.

Articles of one event are all alike, and hardly any tells of what happened weeks before the first of them; a story that goes on
for months has both: articles that share little, and a past that they recall by its dates and months.

Source: both were counted on four topics of Timeline17, on PolNeAR and on Wikinews events.
"""

import statistics
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import combinations

from onrecord.group.days.mentions import Mention, Told
from onrecord.group.sketches import Sketch, similarity

#: The likeness of two articles, in the middle of all pairs, from which on they are taken to tell one event.
_ALIKE = 0.4
#: Where so large a share of a story's articles recalls what was before it, it tells no one event.
_RECALLING = 0.6
#: What lies between so many days before the first known day of a story is its past; what lies farther back is history.
_BEFORE, _HISTORY = 14, 400
#: A stretch of more days is no date nor month.
_MONTH = 40
#: Of larger stories, so many articles are looked at.
_MOST = 24


def tell_unity(told: Mapping[str, Told], sketches: Mapping[str, Sketch], *, first: date) -> float:
    """How far a story whose `first` known day that is tells one event: 0 (it runs on) to 1."""
    ids = sorted(told)[:_MOST]
    pairs = [similarity(sketches[a], sketches[b]) for a, b in combinations(ids, 2)]
    if not pairs:
        return 0.0
    recalling = sum(_recalls(told[id_].mentions, first) for id_ in ids) / len(ids)
    return min(1.0, statistics.median(pairs) / _ALIKE) * max(0.0, 1 - recalling / _RECALLING)


def _recalls(mentions: Iterable[Mention], first: date) -> bool:
    """Whether an article tells of days or months before the story as past."""
    return any(m.form == "month" or _lies_before(m, first) for m in mentions if m.past)


def _lies_before(mention: Mention, first: date) -> bool:
    if mention.form != "known" or not mention.earliest or not mention.latest:
        return False
    return (mention.latest - mention.earliest).days < _MONTH and _BEFORE <= (first - mention.latest).days <= _HISTORY
