"""What a sentence tells in its first verbs: a deed done, something past, or what is, will be or is only said to be."""

import re
from functools import lru_cache

from onrecord.language.tense import is_past
from onrecord.text import AnyCase

# Words of a sentence among which its first verb is sought, and those after one that are looked at.
_READ, _AHEAD, _LETTERS = 40, 6, 400


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


#: Past forms of verbs that tell what was done, or befell somebody; general news English.
_DONE = _words(
    """
    abducted acquitted adopted affirmed annexed appointed approved arrested assassinated attacked banned barred beat
    blew bombarded bombed broke burned canceled cancelled captured charged clashed climbed closed collapsed collided
    condemned congratulated convicted crashed cut declared defeated denounced deployed deported derailed detained
    detonated died dismissed drowned ejected elected ended erupted escaped evacuated exchanged executed expelled
    exploded fell fined fired fled flooded freed froze frozen gathered halted handed hit imposed indicted injured
    intercepted invaded jailed jumped kidnapped killed launched lifted looted lost murdered nominated opened ousted
    passed plunged postponed raided rallied ransacked ratified recalled recaptured rejected released reopened resigned
    resumed retook retreated rose sacked sank seized sentenced shelled shot shut signed slumped smashed sparked
    stabbed stormed struck sued surged surrendered surrounded suspended swept tested toppled torched tumbled turned
    vetoed voted vowed withdrew won wounded
    """
)
_DETERMINERS = _words("the a an of to its their his her")
_BE = _words("was were")
_PERFECT = _words("had has have having be being been would could should might may will is are am")
_HAVE = _words("has have")
_PRONOUNS = _words("he she it they we i you who which where what whose")
_TOKEN = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SAID = _words(
    """
    said say says told believe believes think thought warned claim claims claimed alleged suggested that if when because
    since
    """
)
_LEANING = _words(
    """
    he she they it his her its their this that these those such who which i we you if when as since after before although
    though while despite
    """
)
_JOINING = _words("but and also meanwhile however then so")
_BACK = AnyCase(
    r"\b(?:ago|earlier|previous(?:ly)?|former|last|once|recent(?:ly)?|in (?:19|20)\d\d|years?|months?|decades?|on the eve of)\b"
)
_MODALS = _words("will would shall may might could can should must won't wouldn't won’t wouldn’t")
_PROMISED = _words(
    """
    pledged vowed promised threatened plans planned plan hopes hoped hope intends intended wants wanted due set
    """
)
_NOW = _words("is are am isn't aren't isn’t aren’t")
_TELLS = _words("said told says added say adding saying tells announced confirmed reported claimed warned believes")
#: Verbs whose past forms tell how things were.
_STATES = _words(
    """
    was were had been lived worked remained stood stayed believed thought knew owned cost amounted totalled totaled
    averaged numbered accounted saw recorded understood compared estimated expected seemed included contained existed
    served needed wanted used
    """
)
_CLAUSE = re.compile(r"[;:–—]|,\s(?:and|but|while)\s")
_BY = re.compile(r"\sby\b")
#: What makes a participle tell something, and not only what kind of thing is spoken of.
_HELPS = _words("was were been be is are being has have had got")
#: What makes "was" tell of more than a state: "was born", "was in court".
_HAPPENED = _words("born dead put set sent held told cut hit shut made")
_STILL = _words("also still now again already only")
_PLACED = _words("in at on")
_FORMED = ("ed", "ing", "en", "wn")
_COMPARED = _words("since than unlike")
_AFTER = 12


def leans(exact: str) -> bool:
    """Whether a sentence does not say of itself whom it speaks of."""
    return exact.split()[0].lower() in _LEANING


@lru_cache(maxsize=1_024)  # of one sentence several things are asked in turn
def _find_tokens(exact: str) -> list[str]:
    return _TOKEN.findall(exact[:_LETTERS])[: _READ + _AHEAD]


@lru_cache(maxsize=1_024)
def _read(exact: str) -> tuple[str, ...]:
    # "Ahmed" is no verb
    words = tuple(["" if i and w[0].isupper() and w.endswith("ed") else w.lower() for i, w in enumerate(_find_tokens(exact))])
    return words[1:] if words and words[0] in _JOINING else words


def is_deed(exact: str) -> bool:
    """Whether the first verb of the sentence tells a deed as done, of somebody who is named there."""
    # most sentences hold no such verb
    if _DONE.isdisjoint(map(str.lower, _find_tokens(exact))):
        return False
    words = _read(exact)
    if not words or words[0] in _LEANING or _BACK.search(exact):
        return False
    for i, word in enumerate(words[1:_READ], 1):
        if word in _SAID or word in _PERFECT or word in _PRONOUNS:
            return False
        if word in _BE:
            return any(w in _DONE for w in words[i + 1 : i + 3])
        # "a team captured by rebels" is what the sentence speaks of, and not what it tells
        if "-" not in word and is_past(word) and words[i - 1] not in _DETERMINERS and words[i + 1 : i + 2] != ("by",):
            # "declared that" only says so
            return word in _DONE and words[i + 1 : i + 2] != ("that",)
    return False


def tells_past(exact: str) -> bool:
    """Whether the first verb of the sentence, or of what it says somebody said, tells what was, not what is or is to come."""
    words = _read(exact)
    for i, word in enumerate(words[:_READ]):
        if word in _MODALS:
            return "have" in words[i + 1 : i + 3] and word != "will"
        if word in _PROMISED and words[max(0, i - 1) : i] != ("the",):
            return False
        if word in _NOW:
            # "are now known to have died"
            return "have" in words[i + 1 : i + 5]
        if word in _HAVE or (is_past(word) and word not in _TELLS and words[max(0, i - 1) : i] not in (("the",), ("a",))):
            return True
    return False


def tells_deed(before: str, after: str) -> bool:
    """Whether the verb that a time is said with tells a deed: the last one before it in its clause, else the first after it."""
    words, opening = _around(before, after)
    for i in range(len(words) - 1, -1, -1):
        word, last = words[i], words[i - 1] if i else ""
        if word in _MODALS or word in _NOW or word in _COMPARED:
            return False
        if word == "born" or (is_past(word) and last not in {"the", "a"}):
            # "the oil spilled in 1989 by a tanker"
            return word not in _STATES and not (last and last not in _HELPS and _BY.match(after))
    for i, word in enumerate(opening):
        if word in _MODALS or word in _NOW or word in _HAVE:
            return False
        if word in _BE:
            return any(is_past(w) and w not in _STATES for w in opening[i + 1 : i + 3])
        if is_past(word):
            return word not in _STATES
    return False


def tells_state(before: str, after: str) -> bool:
    """Whether the verb that a day is said with only tells how things were: "on Monday the bay was calm"."""
    words, opening = _around(before, after)
    at = next((i for i in range(len(words) - 1, -1, -1) if _is_verb(words[i])), None)
    if at is None:
        words, at = opening, next((i for i, word in enumerate(opening) if _is_verb(word)), None)
        opening = []
    if at is None or words[at] not in _BE or words[max(0, at - 1) : at] == ["there"]:
        return False
    rest = [w for w in (*words[at + 1 :], *opening) if w not in _STILL][:4]
    if not rest or rest[0] in _PLACED:
        return False
    return not any(is_past(w) or w.endswith(_FORMED) or w in _HAPPENED for w in rest)


def _around(before: str, after: str) -> tuple[list[str], list[str]]:
    """The words on either side of a time, in its clause."""
    sides = _CLAUSE.split(before)[-1], _CLAUSE.split(after)[0]
    left, right = ([m.group().lower() for m in _TOKEN.finditer(side)] for side in sides)
    return left, right[:_AFTER]


def _is_verb(word: str) -> bool:
    return word in _MODALS or word in _NOW or word in _HAVE or word == "to" or is_past(word)
