"""What a giver that a text calls by a bare description ("the experts", "another team") is called in full in the same text."""

import re
from collections.abc import Iterable

#: How far before a figure its giver is named, and how far before that it is called in full.
_NEAR, _FAR = 400, 1500
_ONE_OF_SEVERAL = re.compile(
    r"(?:[Oo]ne|[Aa]nother|[Aa]\s(?:second|third|fourth|separate|different|further))\s(?P<what>[a-z][\w-]*(?:\s[a-z][\w-]*){0,3})"
)
_CLAUSE = re.compile(r"(?P<comma>,)?\s(?P<told>(?:that|which|who)\s(?:ha(?:s|ve|d)\s)?[a-z]+(?:\s[^\s.;:,()]+){1,14})")
#: Where the clause ends that tells one team from another.
_GOES_ON = re.compile(
    r"\s(?:before|after|when|while|as|because|since|until|has|have|had|is|was|are|were|will|says?|said|put|puts)\s"
)
_MOST_WORDS = 12
_BARE = re.compile(r"[a-z]{4,20}")
#: Words that a description does not begin before.
_JOINTS = frozenset(
    "a an the to of by in on at and or that with for from as but some several many other these those two three four five its "
    "their his her our is are was were has have had said says say released according among all few most".split()
)
_DOING = r"\s[a-z]{3,14}ing\s[^\s.;:,]+(?:\s[^\s.;:,]+){0,5}(?=[.;:,])"
_BELONGING = r"\s(?:at|from|of|with)\s(?:the\s)?[A-Z][\w&’-]*(?:\s(?:of\s|the\s)?[A-Z][\w&’-]*){0,4}"


def call_fully(giver: str, text: str, at: int, *, bodies: Iterable[str]) -> str:
    """The giver of the figure at an offset, called as fully as its article calls it; `bodies` are the organisations it names.

    A team among others by what the text says of it, a bare noun by the last of that noun before it, a part of a body's name
    by the name.
    """
    among = _ONE_OF_SEVERAL.fullmatch(giver)
    if among:
        return _tell_apart(giver, among.group("what"), text, at)
    if _BARE.fullmatch(giver):
        return _find_earlier(giver, text, at) or giver
    return _find_body(giver, bodies) or giver


def _tell_apart(giver: str, what: str, text: str, at: int) -> str:
    """ "One team that has studied the pipe": the team that has studied the pipe."""
    begin = max(0, at - _NEAR)
    where = text.rfind(giver, begin, at)
    clause = _CLAUSE.match(text, where + len(giver), at) if where >= 0 else None
    if clause is None:
        return giver
    told = clause.group("told")
    verb = re.match(r"\w+\s(?:ha(?:s|ve|d)\s)?\w+", told)
    ends = None if clause.group("comma") else _GOES_ON.search(told, verb.end() if verb else 0)
    if ends:
        told = told[: ends.start()]
    return f"{what} {told}" if len(told.split()) <= _MOST_WORDS else giver


def _find_earlier(noun: str, text: str, at: int) -> str | None:
    """The last description with that noun and more, before the one that the figure is given by."""
    mentions = list(re.finditer(rf"\b[Tt]he\s{noun}\b", text[max(0, at - _NEAR) : at + _NEAR // 2]))
    if not mentions:
        return None
    stop = max(0, at - _NEAR) + mentions[0].start()
    begin = max(0, stop - _FAR)
    found = re.finditer(
        rf"\b(?P<before>(?:[\w’'-]{{1,30}}\s){{0,4}}){noun}\b(?P<behind>{_DOING}|{_BELONGING})?", text[begin:stop]
    )
    for m in reversed(list(found)):
        kept: list[str] = []
        for word in reversed(m.group("before").split()):
            if word.lower() in _JOINTS or word.endswith(("’s", "'s")):
                break
            kept.append(word)
        if kept or m.group("behind"):
            return " ".join([*reversed(kept), noun]) + (m.group("behind") or "")
    return None


def _find_body(giver: str, bodies: Iterable[str]) -> str | None:
    """The body whose name has the words of a description, in their order ("the leak group" of the Leak Study Group)."""
    told = giver.split()
    if len(told) < 2 or giver != giver.lower():
        return None
    for body in bodies:
        words = body.lower().split()
        rest = iter(words)
        if len(told) < len(words) and words[-1] == told[-1] and all(word in rest for word in told):
            return body
    return None
