"""Indicators: a label for what is counted, the same for the same thing in any article."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.understand.figures.nouns import singular
from onrecord.understand.figures.places import is_country
from onrecord.understand.figures.quantities import Quantity
from onrecord.understand.figures.roles import find_role
from onrecord.understand.figures.tokens import word_set

_SAME_NOUN = {
    "truce": "ceasefire",
    "cease": "ceasefire",
    "fire": "ceasefire",
    "conflict": "war",
    "fighting": "war",
    "invasion": "war",
    "hostilities": "war",
    "revolt": "uprising",
    "rebellion": "uprising",
    "village": "settlement",
    "town": "settlement",
    "nation": "country",
    "state": "country",
    "home": "house",
}
_GROUPS = {
    "child": "children", "boy": "children", "girl": "children", "baby": "children", "infant": "children", "kid": "children",
    "schoolchild": "children", "soldier": "soldiers", "troop": "soldiers", "serviceman": "soldiers", "conscript": "soldiers",
    "personnel": "soldiers", "fighter": "fighters", "militant": "fighters", "rebel": "fighters", "insurgent": "fighters",
    "gunman": "fighters", "civilian": "civilians", "woman": "women", "journalist": "journalists", "reporter": "journalists",
    "policeman": "police", "police": "police", "student": "students", "pupil": "students", "hostage": "hostages",
}  # fmt: skip
_LASTING = r"(?:uprising|war|conflict|revolt|rebellion|insurgency|invasion|fighting|crisis|outbreak|pandemic|epidemic|campaign)"
_CUMULATIVE = re.compile(
    rf"\bsince\b[^.;]{{0,40}}?\b(?P<event>{_LASTING})\b|\b(?:in|during|of)\s(?:the|its|their|this)\s(?:[\w-]+\s){{0,2}}?(?P<in>{_LASTING})\b"
    rf"|\b(?P<left>{_LASTING})\b[^.;]{{0,60}}?\b(?:has|have)\s(?:left|killed|claimed)|\bsince\s(?P<since>(?:[A-Z]\w+\s)?\d{{4}})\b",
    re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"\belsewhere\b", re.IGNORECASE)
_WORST = re.compile(r"\bworst[- ]case\b|\bin\stheory\b", re.IGNORECASE)
_PEAK = re.compile(r"\bpeak\b|\bat\s(?:its|the)\sheight\b", re.IGNORECASE)
_BY_NAME = re.compile(r"\bby\sthe\s(?:\w+\sof\sthe\s)?(?P<name>[A-Z]\w+(?:\s[A-Z]\w+){0,2})")
_TO_DO = re.compile(r"\s*to\s(?P<verb>[a-z]{3,14})\b")
_TAKES = re.compile(
    r"\b(?:take[sn]?|taking|took|last(?:s|ed|ing)?)\s(?:(?:up|about|around|at|least|to|some|over|more|than)\s){0,3}$",
    re.IGNORECASE,
)
_OWNER = re.compile(r"\b([A-Z]\w+)['’]s?\s$")
_AGED = re.compile(r"\b(?P<side>under|over|aged|younger)\b\D*(?P<age>\d+)$", re.IGNORECASE)
_PRISON = re.compile(r"\b(?:prison|jail(?:ed)?|sentenced|imprisonment|behind\sbars)\b", re.IGNORECASE)
_OF = re.compile(
    r"\s*(?:\([^)]{0,60}\)\s*)?(?:of\s(?:the\s|its\s|their\s|all\s)?|(?:the|its|their)\s)(?!the\b)(?P<what>[^\W\d][\w-]*)"
)
_SUBSTANCE = re.compile(
    r"\b(?:oil|crude|gas|water|fuel|petrol|diesel|milk|wine|grain|wheat|rice|sewage|waste|chemicals?|blood|sand|coal|gold|co2|carbon)\b"
)
_TOTAL = re.compile(
    r"\btotal\b|\bby\s(?:which|this|that)\s(?:stage|time|point)\b|\bso\sfar\b|\bha(?:d|s|ve)\s(?:been\s)?(?:spil|leak|pour|gush|flow)\w+"
    r"|\baltogether\b|\bin\sall\b|\bsurface\b|\bcumulative\b|\b(?:leaked|spilled|spilt)\sin\b",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\b(?:previous|initial|original|first|earlier|before)\w*", re.IGNORECASE)
_COMPARED = re.compile(
    r"\b(?P<name>[A-Z]\w+(?:\s[A-Z]\w+)+)|\b(?P<noun>estimates?|figure|claims?|amount|rate|average|number|size)\b"
)
_KINDS = frozenset({"protesting", "displaced", "detained", "captured"})
"""Roles that a noun of people may have in itself ("protesters", "refugees", "hostages")."""
_INHABITED = re.compile(
    r"\b(?:country|nation|city|town|region|province|island|population)\sof\s(?:\w+\s)?$|\w['’]s?\s$", re.IGNORECASE
)
EVENT_ROLES = frozenset(
    {"killed", "injured", "missing", "killed or injured", "captured", "detained", "displaced", "rescued", "released", "trapped"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What surrounds a quantity: its sentence, the quantities beside it, the place and day named there, the article's place."""

    text: str
    start: int
    end: int
    ceiling: int
    place: str | None
    main: str | None
    day: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The parts of an indicator: what is counted, its role, its scope; labels of one `family` may lend each other parts.

    `group` says which people a count without a role would be of.
    """

    family: str
    what: str
    role: str = ""
    scope: str = ""
    group: str = ""

    @property
    def text(self) -> str:
        """The parts as one lower-case label."""
        return " ".join(part for part in (self.what, self.role, self.scope) if part).lower()


def make_label(quantity: Quantity, setting: Setting) -> Label:
    """The indicator of one quantity in its sentence."""
    if quantity.people:
        return _people_label(quantity, setting)
    return _MAKERS.get(quantity.dimension, _count_label)(quantity, setting)


def _role(quantity: Quantity, setting: Setting, family: str, *, within: int = 99) -> str:
    role = find_role(setting.text, family, start=quantity.start, end=quantity.end, floor=setting.start, ceiling=setting.end)
    return role.name if role and role.distance <= within else ""


def _people_label(quantity: Quantity, setting: Setting) -> Label:
    group = _group(quantity, setting)
    role = _role(quantity, setting, "people", within=14)
    if role in _KINDS:
        outside = find_role(
            setting.text,
            "people",
            start=quantity.start,
            end=quantity.end,
            floor=setting.start,
            ceiling=setting.end,
            inside=False,
        )
        role = outside.name if outside and outside.name in EVENT_ROLES and outside.distance <= 6 else role
    near = setting.text[max(setting.start, quantity.start - 60) : min(setting.end, quantity.end + 80)]
    if role == "missing" and re.search(r"presumed\s(?:dead|killed|drowned)|feared\sdead", near, re.IGNORECASE):
        role = "killed"
    if role == "injured" and re.search(r"(?:dead|killed)\s(?:and|or)\s(?:injured|wounded)", near, re.IGNORECASE):
        role = "killed or injured"
    inhabitants = quantity.noun in {"person", "inhabitant", "resident"} and not quantity.words
    if inhabitants and _INHABITED.search(setting.text, max(setting.start, quantity.start - 40), quantity.start):
        owner = _OWNER.search(setting.text, max(setting.start, quantity.start - 40), quantity.start)
        return Label(
            family="people", what="population", scope=f"of {owner.group(1) if owner else setting.place or setting.main}"
        )
    if quantity.noun in {"body", "corpse", "dead", "death", "fatality"} and role not in EVENT_ROLES:
        role = "killed"
    if role == "protesting" and quantity.noun in {"", "person", "other", "protester", "protestor", "demonstrator", "marcher"}:
        return Label(family="people", what="people", role=role, scope=_scope(setting, quantity), group=group)
    if role not in EVENT_ROLES:
        noun = quantity.noun or "person"
        phrase = " ".join(w for w in (*quantity.words, noun) if len(w) > 1 and w not in {"more", "other", "further"})
        if phrase == "person" and not role:
            phrase = " ".join(["person", *_following(quantity, setting)[:1]])
        return Label(
            family="people", what=phrase, role=role if noun in {"person", "other", "man", "woman", "child"} else "", group=group
        )
    others = role == "killed" and quantity.noun == "other"
    what = "people" if role in {"captured", "displaced"} else "other people" if others else group
    return Label(family="people", what=what, role=role, scope=_scope(setting, quantity), group=group)


def _group(quantity: Quantity, setting: Setting) -> str:
    """Which people: children, soldiers, ..., with the age that the passage gives."""
    aged = _AGED.search(setting.text, quantity.core, quantity.end)
    group = _GROUPS.get(quantity.noun, "people")
    return f"{group} {aged.group('side')} {aged.group('age')}" if aged else group


def _scope(setting: Setting, quantity: Quantity) -> str:
    """The event or place that a toll is of: the conflict since it began, the place in the sentence, else the article's."""
    sentence = setting.text[setting.start : setting.end]
    cumulative = _CUMULATIVE.search(sentence)
    if cumulative:
        event = next((g.lower() for g in cumulative.groups() if g), "")
        return f"in {_SAME_NOUN.get(event, event)}"
    dated = f" on {setting.day}" if setting.day else ""
    if _ELSEWHERE.search(setting.text, max(setting.start, quantity.start - 80), min(setting.end, setting.ceiling)):
        return f"elsewhere{dated}"
    if setting.place and setting.place != setting.main:
        if not is_country(setting.place):
            return f"in {setting.place}"
        if dated:
            return f"in {setting.place}{dated}"
    return f"in {setting.main}" if setting.main else ""


def _area_label(quantity: Quantity, setting: Setting) -> Label:
    after = setting.text[quantity.end : min(setting.ceiling, quantity.end + 60)]
    role = _role(quantity, setting, "area")
    return Label(family="area", what="area", role=role, scope="peak" if _PEAK.search(after) else "")


def _volume_label(quantity: Quantity, setting: Setting) -> Label:
    sentence = setting.text[setting.start : setting.end]
    rate = quantity.rate
    substance = _SUBSTANCE.search(sentence.lower())
    what = "oil" if quantity.unit.startswith("barrel") else substance.group() if substance else ""
    after = setting.text[quantity.end : min(setting.ceiling, quantity.end + 110)]
    name = None if rate else _BY_NAME.search(after)
    scopes = [f"per {rate}" if rate else "in total"]
    if _WORST.search(sentence):
        scopes.append("worst case")
    if name:
        scopes.append(f"by {name.group('name')}")
    return Label(family=f"volume/{rate}", what=what, role=_role(quantity, setting, "volume"), scope=" ".join(scopes))


def _time_label(quantity: Quantity, setting: Setting) -> Label:
    if quantity.noun:
        noun = singular(quantity.noun)
        return Label(family="time", what=f"length of {_SAME_NOUN.get(noun, noun)}")
    to_do = _TO_DO.match(setting.text, quantity.end, setting.ceiling)
    before = setting.text[max(setting.start, quantity.start - 100) : quantity.start]
    if to_do and _TAKES.search(before):
        return Label(family="time", what=f"time to {to_do.group('verb')}")
    if _PRISON.search(before + setting.text[quantity.end : quantity.end + 30]):
        return Label(family="time", what="length of sentence")
    if _TAKES.search(before):
        nouns = [w for w in re.findall(r"\b[a-z]{4,}", before[: -len(_TAKES.search(before).group())]) if w not in _WEAK]  # type: ignore[union-attr]
        return Label(family="time", what="time for " + " ".join(nouns[-2:]))
    words = _following(quantity, setting)
    return Label(family="time", what="period of " + " ".join([quantity.unit, *words[:1]]))


_WEAK = word_set(
    """which that this would could will have been with from they their there were when then also than into before after since"""
)


def _length_label(quantity: Quantity, setting: Setting) -> Label:
    return Label(family="length", what=" ".join(["distance", *_following(quantity, setting)[:2]]))


def _following(quantity: Quantity, setting: Setting) -> list[str]:
    """The longer words after a quantity, which tell it from another where no role does."""
    after = setting.text[quantity.end : min(setting.ceiling, quantity.end + 60)]
    return [w.lower() for w in re.findall(r"\b[^\W\d_]{4,}", after) if w.lower() not in _WEAK]


def _share_label(quantity: Quantity, setting: Setting) -> Label:
    of = _OF.match(setting.text, quantity.end, min(setting.ceiling, quantity.end + 60))
    taken = _role(quantity, setting, "area", within=8)
    change = _role(quantity, setting, "change", within=10)
    subject = _role(quantity, setting, "subject", within=30 if change else 14)
    if (
        taken
        and taken not in {"burned", "flooded"}
        and (subject == "area" or (of and of.group("what")[0].isupper()) or quantity.noun[:1].isupper())
    ):
        return Label(family="share", what="share of area", role=taken)
    if change and _LEVEL.search(setting.text, max(setting.start, quantity.start - 20), quantity.start):
        change = ""
    if subject and not of:
        since = "since" if re.search(r"\bsince\b", setting.text[setting.start : setting.end], re.IGNORECASE) else ""
        day = setting.day or "" if subject in {"share price", "index"} and not since else ""
        return Label(family="share", what=subject, role=change, scope=since or day)
    what = singular(of.group("what").lower()) if of else quantity.noun or _next_words(quantity, setting)
    return Label(family="share", what=f"share of {what}", role=_role(quantity, setting, "people", within=5))


_LEVEL = re.compile(r"\b(?:to|at|was|is|of|from|reached|stood\sat)\s$")


def _next_words(quantity: Quantity, setting: Setting) -> str:
    before = re.findall(r"[^\W\d_]{3,}", setting.text[max(setting.start, quantity.start - 40) : quantity.start])
    return " ".join(before[-2:])


def _money_label(quantity: Quantity, setting: Setting) -> Label:
    rate = quantity.rate
    role = "share price" if quantity.unit in {"pence", "cent"} else _role(quantity, setting, "money")
    return Label(
        family="money",
        what=role or " ".join(["money", *_following(quantity, setting)[:1]]),
        scope=f"per {rate}" if rate else "",
    )


def _factor_label(quantity: Quantity, setting: Setting) -> Label:
    after = setting.text[quantity.core : min(setting.ceiling, quantity.end + 60)]
    compared = _COMPARED.search(after)
    name = compared.group("name") if compared else None
    if not name and _EARLIER.search(after):
        against = "earlier estimate"
    elif not compared:
        against = _next_words(quantity, setting)
    else:
        against = singular((name or compared.group("noun")).lower())
    return Label(family="factor", what=f"times {against}")


def _count_label(quantity: Quantity, setting: Setting) -> Label:
    if quantity.dimension not in {"count", ""}:
        of = _OF.match(setting.text, quantity.end, min(setting.ceiling, quantity.end + 60))
        rate = quantity.rate
        what = of.group("what") if of else quantity.noun or quantity.dimension
        return Label(
            family=quantity.dimension,
            what=what,
            role=_role(quantity, setting, "volume", within=8),
            scope=f"per {rate}" if rate else "",
        )
    noun = _SAME_NOUN.get(quantity.noun, quantity.noun or "number")
    return Label(family="count", what=noun, role=_role(quantity, setting, "count", within=12))


_MAKERS: dict[str, Callable[[Quantity, Setting], Label]] = {
    "area": _area_label,
    "volume": _volume_label,
    "time": _time_label,
    "share": _share_label,
    "length": _length_label,
    "money": _money_label,
    "factor": _factor_label,
}


def complete_labels(rows: list[tuple[Quantity, Label]]) -> list[Label]:
    """The labels of one article with what they lend each other.

    The same amount in the same family is the same thing: it takes a role or scope that another mention of it has. What
    still lacks a role takes the commonest of its family. An equivalent in another unit has the label of what it repeats.
    """
    labels: list[Label] = []
    common: dict[str, Counter[str]] = {}
    known: dict[tuple[str, str, float | None, float | None], Label] = {}
    for quantity, label in rows:
        if label.role:
            common.setdefault(label.family, Counter())[label.role] += 1
            key = (label.family, label.role, quantity.low, quantity.high)
            if quantity.value >= 10 and (key not in known or len(label.scope) > len(known[key].scope)):
                known[key] = label
    for quantity, label in rows:
        done = label
        last = labels[-1] if labels else label
        if quantity.equivalent:
            done = Label(family=label.family, what=last.what, role=last.role, scope=last.scope)
        elif quantity.lent and last.family == label.family and last.role and label.role not in EVENT_ROLES:
            what = label.group if label.group not in {"", "people"} else last.what
            done = Label(family=label.family, what=what, role=last.role, scope=last.scope)
        elif label.family.startswith(("volume", "area")):
            role = label.role or max(sorted(common.get(label.family, Counter({"": 0})).items()), key=lambda row: row[1])[0]
            other = known.get((label.family, role, quantity.low, quantity.high))
            done = Label(family=label.family, what=label.what, role=role, scope=label.scope)
            if other and len(other.scope) > len(done.scope):
                done = other
        labels.append(done)
    return labels


def is_total(text: str, start: int, end: int) -> bool:
    """Whether a sentence speaks of an amount in all, not of a rate."""
    return bool(_TOTAL.search(text, start, end))
