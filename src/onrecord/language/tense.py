"""The time that a clause tells of, from its verbs: what has happened, what is to come, or neither."""

import re
from typing import Literal

from onrecord.text import in_small_letters

Tense = Literal["past", "future", "present"]


def _words(lines: str) -> frozenset[str]:
    return frozenset(lines.split())


_TOKEN = re.compile(r"[^\W\d_]+(?:-[^\W\d_]{1,30}){0,3}(?:['’][a-z]+)?|[;:]")
_MODALS = _words(
    """
    will would shall may might could can should must won't wouldn't won’t wouldn’t 'll ’ll i'll we'll he'll she'll
    they'll it'll i’ll we’ll he’ll she’ll they’ll it’ll
    """
)
#: Words that put what they govern after the time of speaking, wherever they are said in the past.
_PLANNED = _words(
    """
    due expected scheduled planned plans planning plan slated hopes hope hoping hoped intend intends intended
    pledged vowed promised proposed anticipated expects expect postponed poised wants supposed
    """
)
_INTENDS = _words("plans plan hopes hope intends intend expects expect wants")
_COMMITTED = _words(
    """
    agreed agree agreement deal offer effort proposal
    threatened decided offered urged preparing prepare prepares call calls ready set likely going want
    about
    """
)
_DETERMINERS = _words(
    """
    the a an its his her their our this that of no any
    """
)
_SIGNALS = _words(
    """
    until upcoming ahead deadline starting beginning payable effective looms expires expire forthcoming tomorrow
    """
)
_PAST = _words(
    """
    said was were had did told took came went made saw gave found got left met won lost kept held led began began
    became brought thought fell felt ran rose spoke wrote broke shot hit cut sent spent built bought sold struck
    drew grew knew flew stood sat understood heard read put let paid swept fled fought caught sought taught sank
    shook hid rode rang woke dealt meant shut split spread quit hurt burst cost beat bet bore blew chose drove ate
    froze forgot forgave lay lit rid sang sprang set stole stuck swore swung threw tore wore wound withdrew
    overthrew underwent arose awoke been wasn't weren't hadn't didn't wasn’t weren’t hadn’t didn’t since
    """
)
#: Past forms that are no participles.
_PLAINLY_PAST = _words(
    """
    said was were had did told took came went made saw gave found got left met won began became brought thought fell
    felt ran rose spoke wrote broke held led issued announced called ordered approved arrived ended opened signed sent
    visited warned rejected confirmed killed launched agreed asked accused declared
    """
)
_PRESENT = _words(
    """
    is are am has have says isn't aren't isn’t aren’t it's it’s he's she's he’s she’s they're they’re we're we’re
    """
)
_BACK_TO = _words(
    """
    forced had began begun started tried managed failed continued used went came sought moved rushed chose helped
    able
    """
)
_NOT_VERBS = _words(
    """
    succeed proceed exceed bleed need indeed speed seed feed hundred united red bed shed kindred breed greed weed
    sacred naked wicked embed heed deed reed sled aged
    """
)
_REACH = 14
_OPENING = re.compile(
    r"(?:[,;:–—]|--|\b(?:but|and|while|as|when|if|that|which))\s{1,3}(?:(?:on|in|by|at|late|early|from|since)\s)?(?:the\s)?$",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\s(?:(?:early|late|last)\s)?(?:on\s)?(?:the\s)?$", re.IGNORECASE)
#: "As soon as Thursday" is said of what is to come.
_SOONEST = re.compile(r"as\ssoon\sas\s", re.IGNORECASE)
#: "Sunday's planned vote".
_PLANNED_EVENT = re.compile(r"['’]s\s(?:planned|scheduled|proposed|upcoming|forthcoming)\b")
#: "The games, which open on Friday": said in the present of what has its day.
_OPENS = re.compile(
    r"\b(?:(?:which|that|who|they|and)\s(?:open|begin|start|close|resume|expire|take\splace|get\sunder\sway|kick\soff"
    r"|take\seffect|(?:come|go)\sinto\s(?:effect|force))"
    r"|(?:opens|begins|resumes|expires|takes\splace|gets\sunder\sway|kicks\soff|takes\seffect"
    r"|(?:comes|goes)\sinto\s(?:effect|force)))"
    r"\s(?:(?:in|at)\s(?:the\s)?[\w’'-]{2,30}\s)?(?:(?:on|late|early)\s){0,2}$"
)
#: "Called on all to demonstrate in the streets on Friday": the day is that of what people are called upon to do.
_CALLED = re.compile(
    r"\b(?:call(?:ed|s|ing)?\son|urg(?:ed?|es|ing)|ask(?:ed|s|ing)?|invit(?:ed?|es|ing))\s[^,;:]{1,60}?\bto\s"
    r"(?:demonstrate|protest|rally|march|gather|strike|vote|assemble)\b(?![^,;:]*\b(?:said|was|were|had)\b)[^,;:]{0,90}$"
)
_CALLING = ("call", "urg", "ask", "invit")
#: "Until Thursday, they had ...": how long something was so is told by the verb after it.
_OPENING_UNTIL = re.compile(r"(?:^|[,;:–—]\s{1,3})(?:up\s|not\s)?(?:un)?till?\s(?:late\s|early\s)?$", re.IGNORECASE)
#: "The ministry on Sunday issued": the verb that follows at once is that of the subject before.
_BETWEEN = re.compile(r"[^\W\d_]\s(?:(?:late|early)\s)?(?:on\s(?:late\s|early\s)?)?$", re.IGNORECASE)
_AT_ONCE = re.compile(r"\s(?:(?:morning|afternoon|evening|night)\s)?([a-z]{3,20})\b(?!\s(?:to|by)\b)")
#: Words after which a day is one to come or a limit, whatever is said after it.
_LED = re.compile(
    r"\b(?:for|until|till|by|before|after|since|from|to|the|a|an|next|'s|of|as|than)\s(?:late\s|early\s)?$", re.IGNORECASE
)


def is_past(word: str) -> bool:
    """Whether a lower-case word is a past form of a verb, or a participle that looks like one.

    Two words joined ("self-styled", "state-owned") are an adjective.
    """
    regular = word.endswith("ed") and len(word) > 3 and word not in _NOT_VERBS
    return word in _PAST or (regular and ("-" not in word or word[:3] in {"re-", "co-"}))


def tell_tense(text: str, start: int, end: int, at: int, to: int) -> Tense:
    """The tense around `text[at:to]` in the sentence `text[start:end]`: of the nearest verb before it, else after it.

    Where the expression opens its clause (", but on Sunday it ..."), the verb after it comes first.
    """
    head = text[max(start, at - 120) : at]
    before = _last_verb([word.lower() for word in _TOKEN.findall(head)[-_REACH:]])
    after = _first_verb([word.lower() for word in _TOKEN.findall(text, to, min(end, to + 120))[:_REACH]])
    if "since" in in_small_letters(head) and _SINCE.search(head):
        return "past"
    called = any(map(head.__contains__, _CALLING)) and _CALLED.search(head) is not None
    if _OPENS.search(head) or called or _SOONEST.match(text, at) or _PLANNED_EVENT.match(text, to):
        return "future"
    if _OPENING.search(head) or (after == "past" and _OPENING_UNTIL.search(head)):
        return after or before or "present"
    at_once = _AT_ONCE.match(text, to, min(end, to + 40))
    if at_once and at_once[1] in _PLAINLY_PAST and _BETWEEN.search(head) and not _LED.search(head):
        return "past"
    return before or after or "present"


def _last_verb(words: list[str]) -> Tense | None:
    return next((t for i in range(len(words) - 1, -1, -1) if (t := _tell(words, i, leads=True))), None)


def _first_verb(words: list[str]) -> Tense | None:
    return next((t for i in range(len(words)) if (t := _tell(words, i, leads=False))), None)


def _tell(words: list[str], i: int, *, leads: bool) -> Tense | None:
    """What the word tells; `leads` is whether it stands before the expression, whose time it then governs."""
    word, following = words[i], words[i + 1 : i + 3]
    if word == "to":
        return _tell_infinitive(words, i) if following and leads else None
    if word in {"could", "couldn't", "couldn’t"} and (word != "could" or _is_denied(words, i)):
        return "past"  # "could not be reached on Friday"
    if word in _MODALS:
        return "past" if "have" in following and word != "will" else "future"
    return _tell_plan(words, i, leads=leads) or _tell_verb(words, i, leads=leads)


def _tell_plan(words: list[str], i: int, *, leads: bool) -> Tense | None:
    """The tense of a word that puts what it governs after itself; it governs an expression that it leads."""
    word, last, following = words[i], words[i - 1] if i else "", words[i + 1 : i + 2]
    if last in _DETERMINERS or (last == "than" and word == "expected"):
        return None
    if word in _INTENDS and not leads and following == ["to"]:
        return "future"  # "on Friday the ministry plans to": what is planned; "planned to": the planning
    if word in _PLANNED and leads:
        return "past" if "had" in words[max(0, i - 3) : i] else "future"
    if word in _SIGNALS and leads and last != "to":
        return "future"
    if word == "set" and (following == ["for"] or (last in {*_PRESENT, "was", "were"} and following == ["to"])):
        return "past" if "had" in words[max(0, i - 3) : i] else "future"
    return None


def _tell_verb(words: list[str], i: int, *, leads: bool) -> Tense | None:
    word, last, following = words[i], words[i - 1] if i else "", words[i + 1 : i + 3]
    if last in _DETERMINERS or (last == "than" and word == "expected"):
        return None
    if is_past(word):
        if last in {"is", "are"}:
            return "present"  # "when the case is heard in May"
        return None if last in {"be", "to"} or word.startswith("un") else "past"
    if word == "have" and last in _MODALS:
        return "past"
    if word in {"has", "have"} and following and (following[0] in _PAST or following[0].endswith(("ed", "en", "ne", "wn"))):
        return "past"
    if word in _PRESENT:
        coming = any(w.endswith("ing") and w not in {"being", "nothing", "something", "during"} for w in following)
        if word in {"is", "are", "am"} and coming and not leads:
            return "future"
        if word in {"is", "are"} and not leads and following[:1] and following[0] in _PLANNED and "to" in following[1:]:
            return "future"
        return "present"
    return None


def _is_denied(words: list[str], i: int) -> bool:
    return words[i + 1 : i + 2] == ["not"] or "neither" in words[:i] or "nor" in words[max(0, i - 3) : i]


def _tell_infinitive(words: list[str], i: int) -> Tense | None:
    """The tense of "to <verb>": what leads it tells ("is due to", "was forced to"); a plain "to" tells nothing."""
    if words[i + 1] in _DETERMINERS:
        return None  # "agreed to a truce on Friday": no verb follows
    if words[i + 1] == "be" and "had" not in words[max(0, i - 4) : i]:
        return "future"
    led = words[max(0, i - 3) : i]
    if any(w in _BACK_TO for w in led):
        return "past"
    if led and led[-1] in {"is", "are"}:
        return "future"
    if led and (led[-1] in _PLANNED or led[-1] in _COMMITTED):
        return "past" if "had" in words[max(0, i - 4) : i] else "future"
    return None
