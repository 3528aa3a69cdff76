"""Descriptions: what the words around a name, or an alias, call whoever it is."""

import re
from collections.abc import Iterable
from functools import lru_cache

# A description is looked for in so many letters before and behind a name.
_REACH = 120

# Up to six words before a name, to be read from it backwards.
_BEFORE = re.compile(r"\n? ([\w'’-]+(?: [\w'’.-]+){0,5})")
_APPOSITION = re.compile(r"^,\s([^,.;:()“”\"–—]{4,90})(?=[,.;])")
_PERSON_ROLES = """
president minister chancellor premier secretary spokesman spokeswoman spokesperson chief head leader director
commander general mayor governor senator congressman congresswoman lawmaker ambassador envoy judge justice attorney
prosecutor lawyer officer official chair chairman chairwoman chairperson executive ceo founder king queen prince
princess pope archbishop bishop professor scientist researcher analyst economist expert fellow author editor
correspondent reporter journalist activist campaigner resident owner manager coach captain colonel major sergeant
admiral doctor engineer inspector coordinator representative deputy adviser advisor aide politician member candidate
commander-in-chief secretary-general pm
"""
_THING_ROLES = """
group agency company ministry organisation organization party union newspaper broadcaster charity town city village
region
"""
_ROLES = {"person": frozenset(_PERSON_ROLES.split())}
_ROLES["organisation"] = frozenset(_THING_ROLES.split())
_ROLES["place"] = _ROLES["organisation"]
_LONGEST = 10
# A description begins behind the last of these; where one begins with a verb it is none.
_JOINT = re.compile(
    r"^.*(?:[a-z\d]{2}[.!?]\s|\b(?:and|or|but|that|said|says|told|by|to|with|from|in|on|at|when|while|after|before|against|saying|citing)\s)",
    re.IGNORECASE,
)
_LEADING = re.compile(r"^(?:an?|the|its|his|her|their|our|who is|but|for)\s", re.IGNORECASE)
# Marks and numbers of what stands before, and a verb or clause before "its chief" or a capitalised title.
_STRAY = re.compile(r"^(?:[^\w]+|\d[\d.,]*\s+)+(?:the\s)?")
_OWNED = re.compile(r"^\w+ (?:its|his|her|their) ")
_NOT_TITLE = re.compile(r"^(?!former\b|retired\b|acting\b|deputy\b|then\b)(?:[a-z]+(?:s|ed) )(?=(?:[A-Z]\S* ?){1,4}$)")
_LISTED = re.compile(r"^(?:as well as|including|such as|like|unlike|along with|together with)\b", re.IGNORECASE)
_COURTESY = re.compile(r"^(?:mr|mrs|ms|miss|dr|prof)\b\.?[\s,]*", re.IGNORECASE)
_ON_BEHALF = re.compile(r"^.*\bfor\s(?=\S+\s)")
_CLAUSAL = re.compile(
    r"\b(?:said|says|told|added|warned|was|is|were|has|had|have|who|which|where|citing|saying)\b", re.IGNORECASE
)


def _as_description(words: str, kind: str) -> str | None:
    """The words as a description of somebody or something of that kind, None where they are none."""
    words = _LEADING.sub("", _LEADING.sub("", words.strip(" ,")))
    words = _NOT_TITLE.sub("", _OWNED.sub("", _STRAY.sub("", words)))
    tokens = words.split()
    if kind != "person" and len(tokens) == 1:
        return None  # "company" says nothing of a company
    if not 1 <= len(tokens) <= _LONGEST or _CLAUSAL.search(words) or _LISTED.match(words) or tokens[0].endswith("ing"):
        return None
    roles = _ROLES[kind]
    return words if any(t.lower().strip("s'’") in roles or t.lower() in roles for t in tokens[:5]) else None


def describe(text: str, start: int, end: int, kind: str) -> Iterable[str]:
    """What the words around a name call whoever it is, to the letter."""
    backwards = _BEFORE.match(text[max(0, start - _REACH) : start][::-1])
    before = backwards.group(1)[::-1] if backwards else ""
    # "President Ada Brandt": what stands before a name describes it only where it ends in the role
    if before.rpartition(" ")[2].lower() in _ROLES[kind]:
        words = _ON_BEHALF.sub("", _JOINT.sub("", before + " ").strip())
        if words and (found := _as_description(words, kind)):
            yield found
    behind = _APPOSITION.match(text[end : end + _REACH])
    if behind and (found := _as_description(behind.group(1), kind)):
        yield found


@lru_cache(maxsize=16_384)
def from_alias(alias: str, name: str, kind: str) -> str | None:
    """The description in an alias: "Norlandic President Ada Brandt" calls her "Norlandic President"."""
    if name in alias and "," in alias.partition(name)[2]:
        alias = alias.partition(name)[2].partition(",")[2]
    else:
        alias = _COURTESY.sub("", alias.replace(name, " ").strip())
    return _as_description(_JOINT.sub("", alias.strip() + " ").strip(), kind)
