"""Indicators of people: who is counted, what befell them, where, and whether the number is of all of them."""

import re
from dataclasses import replace

from onrecord.understand.figures.labels import EVENT_ROLES, SAME_NOUN, Label, Setting, following, name_counted, role_of
from onrecord.understand.figures.places import is_country, is_site
from onrecord.understand.figures.quantities import Quantity

_GROUPS = {
    "child": "children", "boy": "children", "girl": "children", "baby": "children", "infant": "children", "kid": "children",
    "schoolchild": "children", "soldier": "soldiers", "troop": "soldiers", "serviceman": "soldiers", "conscript": "soldiers",
    "personnel": "soldiers", "fighter": "fighters", "militant": "fighters", "rebel": "fighters", "insurgent": "fighters",
    "gunman": "fighters", "civilian": "civilians", "woman": "women", "journalist": "journalists", "reporter": "journalists",
    "policeman": "police", "police": "police", "student": "students", "pupil": "students", "hostage": "hostages",
    "officer": "police", "firefighter": "firefighters", "worker": "workers", "miner": "miners", "rescuer": "rescuers",
    "teacher": "teachers", "driver": "drivers", "guard": "guards", "pilot": "pilots", "diplomat": "diplomats",
    "tourist": "tourists", "foreigner": "foreigners", "medic": "medics", "doctor": "medics", "nurse": "medics",
}  # fmt: skip
_HELD = frozenset({"captive", "prisoner", "hostage", "detainee"})
_WHOLE = frozenset({"worker", "miner", "rescuer", "officer"})
"""Nouns of people that may be all who are counted in an accident, and so make no group of their own."""
_LASTING = (
    r"(?:uprising|war|conflict|revolt|rebellion|insurgency|invasion|fighting|crisis|outbreak|pandemic|epidemic|campaign|unrest"
    r"|crackdown)"
)
_BEGUN = r"(?:protests?|demonstrations?|unrest|uprising|revolt)\s(?:began|begun|started|erupted|broke\sout|flared)"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_CUMULATIVE = re.compile(
    rf"\bsince\b[^.;]{{0,40}}?\b(?P<event>{_LASTING})\b|\b(?:in|during|of)\s(?:the|its|their|this)\s(?:[\w-]+\s){{0,2}}?(?P<in>{_LASTING})\b"
    rf"|\b(?P<left>{_LASTING})\b[^.;]{{0,60}}?\b(?:has|have|had)\s(?:left|killed|claimed)"
    rf"|\bsince\s(?:[\w-]+\s){{0,3}}?(?P<begun>{_BEGUN})\b|\bsince\s{_MONTH}\sin\s(?P<months>protests?|demonstrations?|unrest)\b"
    r"|\bsince\s(?P<since>(?:[A-Z]\w+\s)?\d{4})\b",
    re.IGNORECASE,
)
_SINCE_FALL = re.compile(
    r"\bsince\s(?:(?!(?:and|or|but|when|while)\b)[\w’'-]+\s){0,5}?"
    r"(?:(?P<fall>oust(?:ing|er)|overthrow|removal|toppling|downfall)|(?P<event>coup|takeover|revolution|crackdown))\b",
    re.IGNORECASE,
)
"""A count since a government fell is of the whole country and of all that time: "killed since the ousting of the premier"."""
_ELSEWHERE = re.compile(r"\belsewhere\b", re.IGNORECASE)
_OWNER = re.compile(r"\b([A-Z]\w+)['’]s?\s$")
_AGED = re.compile(r"\b(?P<side>under|over|younger)\b\D*(?P<age>\d+)$", re.IGNORECASE)
_KINDS = frozenset({"protesting", "displaced", "detained", "captured"})
"""Roles that a noun of people may have in itself ("protesters", "refugees", "hostages")."""
_FACING = re.compile(
    r"\b(?:fac(?:e|es|ed|ing)|(?:rul(?:e|es|ed|ing)|decid(?:e|es|ed|ing))\son|seek(?:s|ing)?|sought|demand(?:s|ed|ing)?"
    r"|(?:call|ask)(?:s|ed|ing)?\sfor|request(?:s|ed|ing)?|risk(?:s|ed|ing)?)\s(?:[a-z]+\s){0,2}death\s(?:sentence|penalt)",
    re.IGNORECASE,
)
"""Who may yet be sentenced: "face the death penalty"."""
_DOERS = re.compile(
    r"(?:\s(?:–|-|—)\s[^–—;.]{3,80}\s(?:–|-|—))?(?:\s(?:[\w-]+\s){0,4}?(?:who|that|(?:said|believed|alleged|accused|thought|known)\sto\shave))"
    r"\s(?:(?!been\b|were\b|was\b)[a-z]+\s){0,2}(?:killed|murdered|shot|injured|wounded|lynched)\s"
    r"(?:an?|the|another|his|her|their|two|three|four|five|several|many|dozens|hundreds|some|more|at\sleast|\d[\d,]*)\b"
)
"""Who did it, not whom it befell: "683 others are said to have killed an officer"."""
_INHABITED = re.compile(
    r"\b(?:country|nation|republic|state|city|capital|metropolis|town|village|community|region|province|district|island|port|population)"
    r"\s(?:of|with|is|was|numbers)\s(?:[a-z]+\s){0,2}$|\bhome\sto\s(?:[a-z]+\s){0,2}$|\w['’]s?\s$",
    re.IGNORECASE,
)
_NATION = re.compile(r"\b(?:country|nation|republic)\s(?:of|with|is|was|numbers)\s", re.IGNORECASE)
"""What no town is: "a nation of 85 million"."""
_LOST = re.compile(r"\b(?:los(?:t|ing|es|e)|loss\sof)\s(?:[a-z]+\s){0,3}$", re.IGNORECASE)
_CROWD = re.compile(r"\b(?:crowds?|mobs?|throngs?|march|rally|gathering)\sof\s(?:[a-z]+\s){0,3}$", re.IGNORECASE)
_LIVE = re.compile(r"\s(?:who\s)?(?:still\s)?(?:live|lived|reside|inhabit)\b(?:\s(?:in|on)\b)?", re.IGNORECASE)
_DEAD = re.compile(r"presumed\s(?:dead|killed|drowned)|feared\sdead", re.IGNORECASE)
_HARMED = re.compile(r"(?:dead|killed)\s(?:and|or)\s(?:injured|wounded)", re.IGNORECASE)
_TOLL = re.compile(
    r"\b(?:(?:death\s)?toll|(?:number|count)\sof\s(?:the\s)?(?:dead|deaths|killed|victims|fatalities))\b[^.;]{0,90}$",
    re.IGNORECASE,
)
_HURT_COUNT = re.compile(r"\bnumber\sof\s(?:the\s)?(?:injured|wounded)\b[^.;]{0,60}$", re.IGNORECASE)
_FURTHER = re.compile(r"\b(?:another|additional|further|extra)\b", re.IGNORECASE)
_MORE = re.compile(r"\bmore\b(?!\sthan)|\bmore\b$", re.IGNORECASE)
_BY_NOW = re.compile(r"\b(?:total|in\sall|altogether|overall|so\sfar)\b", re.IGNORECASE)
_PART = re.compile(
    r"\s?(?:of\s(?:them|these|those|whom|us)|of\sthe\s(?:dead|victims|injured|wounded|killed|missing|detained|arrested))\b"
)
_OF_WHOM = re.compile(r"\b(?:of\swhom|of\sthem|among\sthem)[,\s]\s?$")
_SEVERITY = {
    "critically": re.compile(
        r"\bcritical(?:ly)?\b|\blife-threatening\b|\bintensive\scare\b|\bfighting\sfor\s(?:their\s)?li[fv]es?\b"
    ),
    "seriously": re.compile(r"\b(?:serious|grave|severe)(?:ly)?\b|\bbadly\b|\bheavily\b"),
    "slightly": re.compile(r"\b(?:slight|light)ly\b|\bminor\sinjuries\b"),
}
_DIED_LATER = re.compile(
    r"\s(?:ha(?:ve|s|d)\s)?(?:since\s|later\s|also\s)?(?:died|succumbed)\s(?:since\s|later\s|afterwards\s)?(?:of|from|to)\s(?:their|his|her|the)\s"
    r"(?:injuries|wounds|burns)\b"
)
_WARD = re.compile(
    r"\b(?:[Aa]t|[Ii]n)\s(?:(?:the|a|an|its|one)\s)?(?:[\w’'-]+\s){0,3}?(?P<ward>[Cc]linic|[Hh]ospital|[Ii]nfirmary)\b(?!\s(?:spokes|chief|director))"
)
_BY_MEANS = re.compile(
    r"\sby\s(?!(?:a|an|the|another|his|her|their|its|each|one|which|whom|then|now|that|this|those)\b)(?P<means>[a-z]+(?:\s[a-z]+(?:ing|fire|bombs?|attacks?|strikes?))?)\b"
)
_FAMILY = re.compile(r"\s?of\s(?:a|one|the\ssame|a\ssingle|his|her|their)\sfamily\b")
_OCCASION = re.compile(
    r"\b(?:at|attend(?:s|ed|ing)?|join(?:s|ed|ing)?|in|for)\s(?:(?:a|an|the|two|three|several|his|her|their|its)\s)?(?:[\w-]+\s){0,2}?"
    r"(?P<occasion>vigil|funeral|ceremony|ceremonies|concert|mass|service|conference|gathering|procession|parade|festival|match"
    r"|memorial|celebration|summit|game|show|burial)s?\b"
)
_AGAIN = re.compile(
    r"\b(?:crowd|turnout|toll|number|figure|total|count|attendance)\s(?:itself\s)?(?:at|was|is|to\sbe|as|to)\s(?:[a-z]+\s){0,2}$"
    r"|\b(?:up|down|rising|falling|increased|reduced|compared|revised)\s(?:from|with)\s(?:an?\s[a-z]+\s)?$"
)
_BODIES = frozenset({"body", "corpse", "dead", "death", "fatality"})
_ANYBODY = frozenset({"", "person", "other", "protester", "protestor", "demonstrator", "marcher"})


def people_label(quantity: Quantity, setting: Setting) -> Label:
    """The indicator of a number of people."""
    label = _whole_label(quantity, setting)
    if quantity.rate:
        return replace(label, part=f"per {quantity.rate}")
    if label.role not in EVENT_ROLES:
        return label
    return _with_part(label, quantity, setting)


def _whole_label(quantity: Quantity, setting: Setting) -> Label:
    """The indicator as if the number were of all of them."""
    group = _group(quantity, setting)
    before = setting.before(quantity, 110)
    refers = bool(_AGAIN.search(before)) and quantity.noun in {"", "person"}
    home = _population(quantity, setting)
    if home:
        return home
    role = _role(quantity, setting, refers=refers)
    occasion = _OCCASION.search(setting.after(quantity, 60))
    if occasion and role not in EVENT_ROLES and quantity.noun in _ANYBODY:
        noun = occasion.group("occasion")
        where = f"in {setting.place}" if setting.place else ""
        return Label(
            family="people", what="people", role=f"at {noun.replace('ceremonies', 'ceremony')}", scope=where, group=group
        )
    if role == "protesting" and quantity.noun in _ANYBODY:
        return Label(
            family="people", what="people", role=role, scope=_scope(setting, quantity, role), group=group, refers=refers
        )
    if role not in EVENT_ROLES:
        return _bystanders(quantity, setting, role, group, refers=refers)
    others = role == "killed" and quantity.noun == "other"
    what = "people" if role in {"captured", "displaced"} else "other people" if others else group
    return Label(family="people", what=what, role=role, scope=_scope(setting, quantity, role), group=group, refers=refers)


def _population(quantity: Quantity, setting: Setting) -> Label | None:
    """The population of a place: "a country of 20 million people", "home to 900 people", "900 people live there"."""
    before = setting.before(quantity, 40)
    if quantity.words or quantity.noun not in {"person", "inhabitant", "resident"}:
        return None
    if not _INHABITED.search(before) and not _LIVE.match(setting.text, quantity.end, setting.ceiling):
        return None
    owner = _OWNER.search(before)
    main = setting.main if setting.main and not is_site(setting.main) else None
    places = [p for p in (setting.place, main) if p and (is_country(p) or not _NATION.search(before))]
    place = owner.group(1) if owner else next(iter(places), None)
    return Label(family="people", what="population", scope=f"of {place}" if place else "")


def _role(quantity: Quantity, setting: Setting, *, refers: bool) -> str:
    role = role_of(quantity, setting, "people", within=14)
    if role in {"killed", "injured"} and _DOERS.match(setting.text, quantity.end, min(setting.end, quantity.end + 160)):
        return ""
    if role in _KINDS:
        outside = role_of(quantity, setting, "people", within=6, inside=False)
        role = outside if outside in EVENT_ROLES else role
    near = setting.text[max(setting.start, quantity.start - 60) : min(setting.end, quantity.end + 80)]
    if role == "missing" and _DEAD.search(near):
        return "killed"
    if role == "sentenced to death" and _FACING.search(near):
        return "facing execution"
    if quantity.noun in _HELD and role not in {"killed", "injured", "released", "rescued"}:
        near_by = role_of(quantity, setting, "people", within=20, inside=False)
        return near_by if near_by in {"released", "killed", "injured", "rescued"} else "captured"
    before = setting.before(quantity, 120)
    if quantity.noun in _ANYBODY and _CROWD.search(before):
        return "protesting"
    if role not in EVENT_ROLES and _LOST.search(before):
        return "killed"
    if role == "injured" and _HARMED.search(near):
        return "killed or injured"
    if quantity.noun in _BODIES and role not in EVENT_ROLES:
        return "killed"
    if quantity.noun in {"", "person", "other"}:
        if _TOLL.search(before) and (role not in EVENT_ROLES or role == "killed" or refers):
            return "killed"
        if _HURT_COUNT.search(before):
            return "injured"
    return role


def _bystanders(quantity: Quantity, setting: Setting, role: str, group: str, *, refers: bool) -> Label:
    """People whom nothing befell: the noun with its kind, what they belong to, and a word of what they do."""
    noun = quantity.noun or "person"
    what = name_counted(quantity, setting) if quantity.noun else "people"
    belong = f"of {setting.member}" if setting.member else ""
    if what == "people" and not role:
        does = following(quantity, setting)[:1]
        return Label(family="people", what=what, role=" ".join(does), group=group, refers=refers)
    kept = role if noun in {"person", "other", "man", "woman", "child"} else ""
    return Label(family="people", what=what, role=kept, scope=belong, group=group, refers=refers)


def _group(quantity: Quantity, setting: Setting) -> str:
    """Which people: children, soldiers, ..., with the age that the passage gives."""
    aged = _AGED.search(setting.text, quantity.core, quantity.end)
    group = "people" if quantity.noun in _WHOLE else _GROUPS.get(quantity.noun, "people")
    return f"{group} {aged.group('side')} {aged.group('age')}" if aged else group


def _scope(setting: Setting, quantity: Quantity, role: str) -> str:
    """The event or place of a toll: the conflict since it began, a place that the sentence ties to it, else the event's."""
    sentence = setting.text[setting.start : setting.end]
    cumulative = _CUMULATIVE.search(sentence)
    if cumulative and not (setting.day and cumulative.group("in")):
        event = "unrest" if cumulative.group("begun") or cumulative.group("months") else ""
        event = event or next((g for g in cumulative.groups() if g), "")
        return f"in {SAME_NOUN.get(event.lower(), event)}"
    fallen = _SINCE_FALL.search(sentence)
    if fallen:
        return f"since the {'ousting' if fallen.group('fall') else fallen.group('event').lower()}"
    dated = f" on {setting.day}" if setting.day else ""
    if _ELSEWHERE.search(setting.text, max(setting.start, quantity.start - 80), min(setting.end, setting.ceiling)):
        return f"elsewhere{dated}"
    place = setting.place_of(role)
    if place and place != setting.event and not is_country(place):
        return f"in {place}"
    if dated and setting.place and setting.place != setting.main and is_country(setting.place):
        return f"in {setting.place}{dated}"
    return f"in {setting.event}" if setting.event else ""


def _with_part(label: Label, quantity: Quantity, setting: Setting) -> Label:
    """The label of a part or an addition where the words say that the number is not of all."""
    passage = setting.text[quantity.start : quantity.end]
    after = setting.after(quantity, 70)
    clause = re.split(r"[,;.:]", after, maxsplit=1)[0]
    if label.role == "killed" and _DIED_LATER.match(after):
        return replace(label, role="dead of their injuries")
    part = _PART.match(after) or _PART.search(passage) or _OF_WHOM.search(setting.before(quantity, 20))
    if label.role == "injured":
        beside = setting.before(quantity, 12) + passage + clause
        severity = next((name for name, pattern in _SEVERITY.items() if pattern.search(beside)), "")
        if severity:
            return replace(label, role=f"{severity} injured")
    if label.role == "injured" and not _BY_NOW.search(passage):
        ward = _WARD.search(setting.before(quantity, 30).rsplit(",", 1)[-1] + passage + clause)
        if ward:
            return replace(label, part=f"treated at {ward.group('ward').lower()}")
    if part:
        return replace(label, kind="some of the")
    if _FURTHER.search(passage) or ("more" in quantity.words) or (_MORE.search(passage[-5:]) and quantity.noun == "other"):
        return replace(label, what=label.what.removeprefix("other "), kind="further")
    family = _FAMILY.match(after) or _FAMILY.search(passage)
    if family:
        return replace(label, what="members of one family")
    means = _BY_MEANS.match(after)
    if means:
        return replace(label, part=f"by {means.group('means')}")
    return label
