"""Finding capitalised sequences: where a name begins and ends."""

from collections.abc import Sequence
from typing import NamedTuple

from onrecord.understand.countries import country_of_adjective
from onrecord.understand.grammar import (
    DAYS,
    DETERMINERS,
    INTRODUCTORY,
    MONTHS,
    ORGANISATION_NOUNS,
    PERSON_ROLES,
    PERSON_TITLES,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    SUBORDINATORS,
    is_role,
    word_set,
)
from onrecord.understand.tokens import Token, is_capital

PARTICLES = word_set("al el bin bint ibn de del della der den di da dos du la le van von ten ter y abu")
_NEVER = (
    DETERMINERS
    | POSSESSIVES
    | PRONOUNS
    | SUBORDINATORS
    | PREPOSITIONS
    | INTRODUCTORY
    | word_set("there here yes no not it's i'm i if is are was were do does did has have had can will would what let's we're")
)
_PORTFOLIOS = word_set(
    "state defence defense staff treasury intelligence police affairs justice health energy education interior commerce labor"
    " labour transportation transport security war agriculture finance economy culture trade immigration information operations"
)
_DATED = DAYS | MONTHS - {"may"}
_LONGEST = 30  # words of a capitalised sequence
_LINKS = word_set("of for and the & on")


class Run(NamedTuple):
    """A capitalised sequence: its tokens, and the titles and roles that stand before the name in it."""

    first: int
    start: int
    end: int
    opens: bool


def _is_namelike(token: Token) -> bool:
    text, low = token.text, token.low
    if not is_capital(token) or (low in _NEVER and not (text.isupper() and len(text) > 1)):
        return False
    return low not in _DATED and (text[0].isalpha() or any(c.isalpha() for c in text))


def _links_on(tokens: Sequence[Token], i: int, first: int) -> int:
    """How many tokens a link ("of", "of the", "for") at `i` takes to reach the next capital, 0 where it does not link."""
    if tokens[i].low in PARTICLES and i + 1 < len(tokens) and _is_namelike(tokens[i + 1]):
        return 1
    if tokens[i].low not in ("of", "for", "and", "&", "on"):
        return 0
    before = {t.low.rstrip("s") for t in tokens[first:i]} | {t.low for t in tokens[first:i]}
    institutional = bool(before & (ORGANISATION_NOUNS | {"state", "bank", "house", "friend", "ministry", "secretary"}))
    if tokens[i].low in ("and", "&"):
        institutional = tokens[i].low == "&"
    if not institutional or (before & PERSON_TITLES & {"president", "minister", "secretary"} and tokens[i].low != "of"):
        return 0
    step = 2 if i + 1 < len(tokens) and tokens[i + 1].low == "the" else 1
    return step if i + step < len(tokens) and _is_namelike(tokens[i + step]) else 0


def _is_initial(tokens: Sequence[Token], i: int) -> bool:
    """Whether a full stop at `i` only shortens a middle name ("Ada K. Berg")."""
    if tokens[i].text != "." or i + 1 >= len(tokens) or len(tokens[i - 1].text) != 1 or tokens[i - 1].end != tokens[i].start:
        return False
    return _is_namelike(tokens[i + 1]) and len(tokens[i + 1].text) > 1 and tokens[i + 1].start - tokens[i].end == 1


def find_runs(tokens: Sequence[Token]) -> list[Run]:
    """The capitalised sequences of one sentence, possessives and titles cut off, in the order of the text."""
    runs: list[Run] = []
    i = 0
    # nothing else can be one: most words of a sentence are passed over here
    for first in [k for k, t in enumerate(tokens) if t.text[0].isupper() or "-" in t.text]:
        if first < i or not _is_namelike(tokens[first]):
            continue
        i = first + 1
        while i < len(tokens) and i - first < _LONGEST:
            if (_is_namelike(tokens[i]) and tokens[i].start - tokens[i - 1].end <= 1) or _is_initial(tokens, i):
                i += 1
            elif step := _links_on(tokens, i, first):
                i += step + 1
            else:
                break
        runs.extend(_without_titles(tokens, first, i))
    return runs


def _past_portfolio(tokens: Sequence[Token], role: int, end: int) -> int:
    """Where the name begins after "Secretary of State" or "Minister for Foreign Affairs", 0 where none follows."""
    behind = max((j + 1 for j in range(role + 2, min(end - 1, role + 7)) if tokens[j].low in _PORTFOLIOS), default=0)
    rest = tokens[behind:end]
    named = behind and len(rest) <= 4 and all(is_capital(t) or t.low in PARTICLES for t in rest)
    return behind if named and not {t.low for t in rest} & ORGANISATION_NOUNS else 0


def _without_titles(tokens: Sequence[Token], first: int, end: int) -> list[Run]:
    """The name in a run of capitals: "Ruritanian Defence Minister Anna Berg" is led by a role, and the name follows it."""
    opens = first == 0 or tokens[first - 1].text in "“”\"‘’'.:"
    cut = first
    for k in range(first, end - 1):
        low = tokens[k].low
        if is_role(low) and tokens[k + 1].low not in ORGANISATION_NOUNS and tokens[k + 1].low not in _LINKS:
            rest = {t.low for t in tokens[k + 1 : end]}
            if not rest & (ORGANISATION_NOUNS - PERSON_ROLES):
                cut = k + 1
        elif is_role(low) and tokens[k + 1].low in ("of", "for"):
            cut = max(cut, _past_portfolio(tokens, k, end))
    found = []
    if cut > first:
        lead = next((k for k in range(first, cut) if is_role(tokens[k].low)), cut)
        if lead > first and tokens[lead - 1].text != "'s":
            country = country_of_adjective(tokens[first].text)
            if not country and tokens[lead - 1].low not in (
                "prime",
                "foreign",
                "defence",
                "defense",
                "vice",
                "deputy",
                "senior",
                "former",
            ):
                found.append(Run(first, first, lead, opens))
        elif lead > first:
            found.append(Run(first, first, lead - 1, opens))
    found.append(Run(first, cut, end, opens and cut == first))
    return [r for r in found if r.end > r.start]
