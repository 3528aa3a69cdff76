"""What stands between two sides that are shown: the reason of their relation, without what the sides themselves tell."""

import re

_QUOTED = "“”"
_BOTH = re.compile(r"^Both give (?P<what>.+?) (?:on|for|in) (?P<when>the same time|[^:]*\d{4})$")
_RIVAL = re.compile(r"^Rival estimates of (?P<what>.+) within (?P<when>[a-z0-9 ]+)$")
_LATER = re.compile(r"^A later figure for (?P<what>.+)$")
_ONE = re.compile(r"^One sentence gives both for (?P<what>.+)$")
_DAYS = re.compile(rf"^{_QUOTED} on ([^,]+), {_QUOTED} on (.+)$")
_DENIED = re.compile(rf"^(Denied by [^:]+|[^:]+ finds? fault with it)(?:: {_QUOTED})?$")
_OTHER = re.compile(rf"^{_QUOTED} \([^)]*\) for [^{_QUOTED}]+$")
_AGAINST = re.compile(rf"^{_QUOTED} \([^)]*\) for [^{_QUOTED}]+ against {_QUOTED} \([^)]*\), ([^{_QUOTED}]+)$")
_HEADS = re.compile(
    r"^(?:What .+ announced has come about by the same account|.+ takes it back|Both tell of one day, and cannot both hold"
    r"|The later text says that the number is passed.*)$"
)
_DECIDED = re.compile(r"; (?:confirmed|stated) by ")
_NEXT = re.compile(r"\. (?=(?:Both|Rival|A later|A more|Denied|One|These) |[^.“”]{1,120} finds? fault with it)")
_WEAK = re.compile(r"^(?:These numbers exclude each other|A later number|A more exact number)")


def tell_between(reason: str, *, title: str = "") -> str:
    """The reason in few words, where both passages stand beside it: "Both speak of 3 May 2031, and cannot both hold".

    What is counted is left out where it is the `title` above. A reason that quotes nothing is told as it is.
    """
    blank = _blank_quotes(reason)
    if _QUOTED not in blank:
        return reason
    decided = _DECIDED.search(blank)
    body = blank[: decided.start()] if decided else blank
    told_by = reason[reason.rindex(decided.group()) :] if decided else ""
    told = [_shorten(s, title.casefold()) for s in _NEXT.split(body.rstrip("."))]
    if None in told:
        return reason
    # that numbers exclude each other says less than why
    told = told[1:] if len(told) > 1 and _WEAK.match(told[0] or "") else [t for t in told if t]
    return ". ".join(filter(None, told)) + told_by if told else reason


def _blank_quotes(text: str) -> str:
    """The text with nothing left between its outermost quote marks."""
    kept: list[str] = []
    depth = 0
    for char in text:
        if char == "“":
            depth += 1
            kept += char if depth == 1 else ""
        elif char == "”" and depth:
            depth -= 1
            kept += char if not depth else ""
        elif not depth:
            kept.append(char)
    return "".join(kept) + "”" * (depth > 0)


def _shorten(sentence: str, title: str) -> str | None:
    """A sentence of a reason without what it quotes; empty where nothing is left, None where it is of no known kind."""
    if _QUOTED not in sentence:
        return sentence
    denied = _DENIED.match(sentence)
    if denied:
        return denied[1]
    head, colon, rest = sentence.partition(": ")
    if _OTHER.match(sentence):
        return ""
    against = _AGAINST.match(sentence)
    if against:
        return against[1][:1].upper() + against[1][1:]
    if not colon or _QUOTED in head:
        return None
    if _HEADS.match(head):
        return head
    if head.endswith("say the opposite"):
        return "They say the opposite"
    if _WEAK.match(head) or head == "One sentence gives both":
        return head
    for pattern, tell in _KINDS:
        if found := pattern.match(head):
            return tell(found, title, rest)
    # "BP: “…”": who says which stands with the sides
    return "" if rest == _QUOTED else None


def _tell_both(found: re.Match[str], title: str, _: str) -> str:
    of = "" if found["what"].casefold() == title else f" give {found['what']} and"
    return f"Both{of} speak of {found['when']}, and cannot both hold"


def _tell_rival(found: re.Match[str], title: str, _: str) -> str:
    of = "" if found["what"].casefold() == title else f" of {found['what']}"
    return f"Rival estimates{of}, within {found['when']}"


def _tell_later(found: re.Match[str], title: str, rest: str) -> str:
    of = "" if found["what"].casefold() == title else f" for {found['what']}"
    days = _DAYS.match(rest)
    return f"A later figure{of}" + (f": {days[1]}, then {days[2]}" if days else "")


_KINDS = ((_BOTH, _tell_both), (_RIVAL, _tell_rival), (_LATER, _tell_later), (_ONE, lambda *_: "One sentence gives both"))
