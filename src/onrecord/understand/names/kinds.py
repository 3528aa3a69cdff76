"""Telling persons, organisations and places apart."""

from collections.abc import Sequence

from onrecord.model import NameKind
from onrecord.understand.countries import countries_of_capital, country_of_adjective, is_country
from onrecord.understand.grammar import GROUP_NOUNS, ORGANISATION_NOUNS, PERSON_ROLES, PERSON_TITLES, is_role, word_set
from onrecord.understand.names.capitals import Run
from onrecord.understand.tokens import Token, is_capital

_ORGANISATION_WORDS = ORGANISATION_NOUNS | word_set(
    "inc corp ltd llc plc co gmbh ag sa news times post press journal herald tribune radio tv television media broadcasting"
    " nations forces force fund services society centre center front brigade republicans democrats college academy group"
    " holdings industries petroleum energy oil airlines motors systems technologies partners associates survey daily agency"
    " fuel foods steel mining logistics insurance capital"
    " gazette telegraph guardian observer chronicle express mail reuters bbc cnn nbc cbs abc npr tass pentagon bloomberg xinhua"
)
_ALSO_PERSON_BEFORE = frozenset({"from", "at", "toward", "towards"})
_PLACE_WORDS = word_set(
    "river sea ocean gulf lake mountain mountains island islands valley bay county province region street road avenue bridge"
    " square airport port city town village peninsula coast strait desert forest hills park north south east west district"
    " dam canal harbour harbor tunnel pass portal reservoir glacier"
)
_PLACE_BEFORE = word_set("in near at from across outside around inside into toward towards")
_OUTLET_BEFORE = word_set("newspaper magazine broadcaster daily weekly tabloid newswire website")
_OTHER = word_set(
    "christian christians muslim muslims jewish jew jews sunni shia catholic protestant islam islamic christmas easter ramadan"
    " internet covid english act war treaty agreement olympics"
)


def is_credit(low: str) -> bool:
    """Whether a word ends the credit of a picture or the name of a body, so that a person's name begins behind it."""
    return low in _ORGANISATION_WORDS or low in ("images", "getty", "epa", "rex", "pool", "photo", "photos")


def likely_kind_of(tokens: Sequence[Token], run: Run) -> NameKind:
    """The kind of a name of which nothing is sure, from its shape and the word before it."""
    own = tokens[run.start : run.end]
    exact = " ".join(t.text for t in own)
    before = tokens[run.start - 1].low if run.start else ""
    if (exact.isupper() and len(exact) >= 2) or (exact.replace(".", "").isupper() and len(exact) > 3):
        return "organisation"
    if before in _PLACE_BEFORE and len(own) <= (1 if before in _ALSO_PERSON_BEFORE else 2):
        return "place"
    return _by_shape(own, before)


def sure_kind_of(tokens: Sequence[Token], run: Run) -> NameKind | None:
    """The kind of the name where its words or those right around it leave no doubt, else None."""
    own = tokens[run.start : run.end]
    exact = " ".join(t.text for t in own)
    lows = [t.low for t in own]
    if is_country(exact) or countries_of_capital(exact) or countries_of_capital(exact.title()):
        return "place"
    if country_of_adjective(exact) or country_of_adjective(own[-1].text) or _is_other(lows):
        return "other"
    if len(own) > 1 and lows[-1] in GROUP_NOUNS and lows[-1] not in PERSON_ROLES | _ORGANISATION_WORDS:
        return "other"
    before = tokens[run.start - 1].low if run.start else ""
    if before == "." and run.start > 1 and tokens[run.start - 2].low in PERSON_TITLES:
        before = tokens[run.start - 2].low
    after = tokens[run.end].low if run.end < len(tokens) else ""
    if run.opens and run.first == run.start and exact.isupper() and len(exact) > 4 and after in ("-", "–", "—"):
        return "place"  # a dateline
    if before == "(" and after == ")" and run.end + 1 < len(tokens) and tokens[run.end + 1].text in ("-", "–", "—"):
        return "organisation"  # the agency of a dateline
    if before in _OUTLET_BEFORE or (exact.isupper() and 2 <= len(exact) <= 4 and before not in PERSON_TITLES):
        return "organisation"
    if is_role(before) and not set(lows) & _ORGANISATION_WORDS:
        return "person"
    if set(lows) & _ORGANISATION_WORDS:
        return "organisation"
    if (
        lows[-1] in _PLACE_WORDS
        or lows[0] in ("lake", "mount", "gulf", "river", "fort", "port", "cape")
        or after in _PLACE_WORDS
    ):
        return "place"
    return None


def _is_other(lows: Sequence[str]) -> bool:
    """Whether one of the words makes a name that of no person, place or body; "Christian" before another is a name too."""
    return any(low in _OTHER and not (k == 0 and low == "christian" and len(lows) == 2) for k, low in enumerate(lows))


def _by_shape(own: Sequence[Token], before: str) -> NameKind:
    capitals = [t for t in own if is_capital(t)]
    if 2 <= len(capitals) <= 4 and before != "the" and not country_of_adjective(own[0].text) and own[-1].low[-1:].isalpha():
        return "person"
    return "organisation" if before == "the" and len(capitals) > 1 else "other"
