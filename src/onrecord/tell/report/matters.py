"""How much what is counted matters to a newsroom: people hurt before all else, lengths of time and of way last."""

import functools

from onrecord.language.units import find_dimension
from onrecord.language.words import content_words

_EXTENTS = frozenset({"time", "length"})
_HURT = frozenset(
    content_words(
        "killed dead died deaths slain fatalities injured wounded hurt missing displaced homeless evacuated rescued captured "
        "detained arrested abducted hostages prisoners trapped infected"
    )
)
_PERSON = "person"
# what a quantity tells of who is hurt weighs a quarter more, of an extent a third
_MORE, _WHOLE, _LESS = 5 / 4, 1.0, 1 / 3


def is_extent(unit: str) -> bool:
    """Whether a unit is of time or of way: how long, how old, how far, how high."""
    return find_dimension(unit) in _EXTENTS


@functools.lru_cache(maxsize=4096)
def weigh_matter(indicator: str, unit: str) -> float:
    """What a quantity weighs by what it counts, against another that as many give as many values of."""
    if is_extent(unit):
        return _LESS
    return _MORE if unit == _PERSON and not _HURT.isdisjoint(content_words(indicator)) else _WHOLE
