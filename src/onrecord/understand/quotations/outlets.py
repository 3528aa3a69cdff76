"""Places where statements are published: agencies, newspapers, stations."""

from onrecord.text import fold
from onrecord.understand.grammar import word_set

_OUTLETS = word_set(
    "reuters ap afp tass bbc cnn nbc abc cbs npr pbs fox bloomberg xinhua interfax ria dpa efe ansa upi kyodo"
    " yonhap anadolu politico"
    " axios guardian times post journal herald tribune telegraph gazette globe examiner chronicle observer"
    " independent mail mirror"
    " sun express economist newsweek time spiegel bild monde figaro pais repubblica jazeera sky itv msnbc cnbc twitter facebook"
    " telegram haaretz newsnight today c-span usa"
)
_OUTLET_WORDS = word_set(
    "news press presse agency agence radio tv television broadcaster broadcasting newspaper magazine daily media"
    " channel network"
)


def is_outlet(name: str) -> bool:
    """Whether a name is that of a news agency, a newspaper, a station or another place where statements are published."""
    words = [fold(w) for w in name.replace("-", " ").split()]
    return bool(words) and (bool(set(words) & _OUTLET_WORDS) or (any(w in _OUTLETS for w in words) and len(words) <= 4))
