"""Fates: what befell those who are counted, by what newspapers call it."""

from collections.abc import Iterable

from onrecord.language.words import content_words

# Who is held was captured, abducted, jailed before; who lost their life was killed.
_FATES = (
    "killed dead died deaths slain lives life fatalities",
    "injured wounded hurt treated hospitalised",
    "captured held detained arrested abducted kidnapped captives captive hostages prisoners",
    "missing",
    "displaced homeless fled",
    "evacuated rescued",
    "released freed",
    "infected sick ill",
    "charged",
    "sentenced convicted",
    "trapped stranded",
    "born",
)
_KIND_OF = {word: kind for kind, words in enumerate(_FATES) for word in content_words(words)}


def fates_of(words: Iterable[str]) -> frozenset[int]:
    """The numbers of the fates that stems tell."""
    return frozenset(_KIND_OF[word] for word in words if word in _KIND_OF)
