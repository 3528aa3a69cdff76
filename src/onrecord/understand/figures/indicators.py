"""Indicators: a label for what is counted, the same for the same thing in any article."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from onrecord.understand.figures.labels import (
    EVENT_ROLES,
    SAME_NOUN,
    Label,
    Setting,
    name_counted,
    name_term,
    role_of,
)
from onrecord.understand.figures.measures import LASTING
from onrecord.understand.figures.nouns import find_head, is_person_noun, plural, singular
from onrecord.understand.figures.persons import people_label
from onrecord.understand.figures.quantities import Quantity
from onrecord.understand.figures.sums import money_label, of_holder, with_holders
from onrecord.understand.figures.tokens import tokenize, word_set
from onrecord.understand.figures.votes import vote_label

__all__ = ["EVENT_ROLES", "Label", "Setting", "complete_labels", "is_total", "make_label"]

_WORST = re.compile(r"\bworst[- ]case\b|\bin\stheory\b", re.IGNORECASE)
_PEAK = re.compile(r"\bpeak\b|\bat\s(?:its|the)\sheight\b", re.IGNORECASE)
_BY_NAME = re.compile(r"\bby\sthe\s(?:\w+\sof\sthe\s)?(?P<name>[A-Z]\w+(?:\s[A-Z]\w+){0,2})")
_TO_DO = re.compile(r"\s*to\s(?P<verb>[a-z]{3,14})\b")
_TAKES = re.compile(
    r"\b(?:take[sn]?|taking|took|last(?:s|ed|ing)?)\s(?:(?:up|about|around|at|least|to|some|over|more|than)\s){0,3}$",
    re.IGNORECASE,
)
_PRISON = re.compile(r"\b(?:prison|jail(?:ed)?|sentenced|imprisonment|behind\sbars)\b", re.IGNORECASE)
_OF = re.compile(
    r"\s*(?:\([^)]{0,60}\)\s*)?(?:of\s(?:(?:the|its|their|all|this|that|these|those|his|her)\s)?|(?:the|its|their)\s)(?!the\b)(?P<what>[^\W\d][\w-]*)"
)
_SUBSTANCE = re.compile(
    r"\b(?:oil|crude|gas|water|fuel|petrol|diesel|milk|wine|grain|wheat|rice|sewage|waste|chemicals?|blood|sand|coal|gold|co2|carbon|mud|cement|foam|dispersant)\b"
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
_DONE = re.compile(
    r"\s(?:(?:at|in|on)\s(?:[\w-]+\s){1,3}?)?(?:(?:has|have|had|was|were|are|is)\s){1,2}(?:been\s|being\s)?(?:[a-z]+ly\s)?(?P<done>[a-z]{3,})\b"
)
_DOING = re.compile(
    r"\s(?P<doing>[a-z]{3,}ing)\s(?:(?:the|a|an|its|their|into|through|in|for|on|to)\s){0,2}(?P<object>[a-z]{3,}|[A-Z][\w-]+)?"
)
_DID = re.compile(r"\b(?P<did>[a-z]{3,})\s(?:[a-z]+ly\s)?$")
_PAST = word_set(
    """sent found built sold lost taken given brought held hit shot made kept bought fought won cut laid left put torn
    broken driven
    flown stolen drawn grown written thrown"""
)
_REPORTING = word_set(
    """said counted reported found estimated claimed recorded confirmed expected believed thought asked wanted needed
    called used named
    seen listed included involved"""
)
_MODAL = word_set("expected likely should might must shall says said scheduled supposed estimated forecast")
_TERMS = frozenset({"imprisonment", "jail", "term", "prison"})
_IN_ORDER = re.compile(r"\b(?:for|within|in|over|after|lasted)\s(?:[a-z]+\s){0,3}$")
_LASTED = re.compile(
    r"\b(?:(?:a|an|the|its|his|her|their)\s)?(?:[a-z]+\s)?(?P<noun>[a-z]{3,})\s(?:for|of|lasting|lasted|over)\s(?:[a-z]+\s){0,2}$"
)
_EXTENT = {"deep": "depth", "long": "length", "wide": "width", "high": "height", "tall": "height", "thick": "thickness"}
_MEASURES = re.compile(r"[\s-]{0,2}(?P<how>deep|long|wide|high|tall|thick)\b")
_MEASURED = re.compile(
    r"\b(?:a|an|the|its|their|one)\s(?:[a-z]+\s){0,2}?(?P<noun>[a-z]{3,})(?:\s(?:was|is|of|that|which|were|are|some|about|around|only|just)){0,3}\s$"
)
_LAST_THING = re.compile(r"\b(?:the|a|an)\s(?:[a-z]+\s)?(?P<noun>[a-z]{3,})\.?\s+(?:It|This)\s(?:was|is)\s(?:[a-z]+\s)?$")
_WHERE = re.compile(
    r"\s(?P<how>from|inside|into|off|away\sfrom|away|above|below|beneath|under|(?:north|south|east|west|north-?east|north-?west|south-?east"
    r"|south-?west|outside)(?:\sof)?|down|up|along|across|beyond|behind|short\sof)\b(?:\s(?:(?:the|a|an|its)\s)?(?P<what>[A-Z][\w-]+(?:\s[A-Z][\w-]+)?"
    r"(?:\s(?:border|frontier|coast|coastline|shore|capital|mainland|lines?|side|airport|city|town|village))?|(?:sea|ocean|lake|river)\s(?:floor|bed|surface|level)|[a-z]+))?"
)
# the same length in another unit: "100 kilometres (62 miles) from"
_CONVERTED = re.compile(r"\s?\([^()]{3,30}\)|\)")
_CONVERTIBLE = re.compile(r"(?:(?:about|some|around)\s)?[\d.,]+[\s-][a-z]+\s\($")
# what is so far from somewhere: "Sarn is about", "Sarn, a market town some"
_LIES = re.compile(
    r"(?P<of>[A-Z][\w’'-]+(?:\s[A-Z][\w-]+){0,3})(?:,\s(?:an?|the)\s[a-z][a-z -]{2,40}?)?"
    r"(?:,?\s(?:which\s|that\s)?(?:is|was|lies|lay|sits|stands|stood|located|situated))?,?\s"
    r"(?:[(]?(?:about|some|just|only|around|roughly|nearly|almost|over|more than|less than)?\s?)$"
)


def make_label(quantity: Quantity, setting: Setting) -> Label:
    """The indicator of one quantity in its sentence."""
    if quantity.people:
        return people_label(quantity, setting)
    return _MAKERS.get(quantity.dimension, _count_label)(quantity, setting)


def _area_label(quantity: Quantity, setting: Setting) -> Label:
    after = setting.text[quantity.end : min(setting.ceiling, quantity.end + 60)]
    if _HAVING.search(setting.before(quantity, 160)):
        return Label(family="area", what="area", role="held", scope="peak")
    role = role_of(quantity, setting, "area")
    return Label(family="area", what="area", role=role, scope="peak" if _PEAK.search(after) else "")


# "holds 30 sq km, having captured some 900": what was once held
_HAVING = re.compile(r"\bholds?\b[^.;]{0,120},\shaving\s(?:captured|seized|taken|overrun)\s(?:[a-z]+\s){0,2}$")


def _volume_label(quantity: Quantity, setting: Setting) -> Label:
    sentence = setting.text[setting.start : setting.end]
    rate = quantity.rate
    substance = _SUBSTANCE.search(sentence.lower())
    what = "oil" if quantity.unit.startswith("barrel") else substance.group() if substance else ""
    what = "oil" if what == "crude" else what
    after = setting.text[quantity.end : min(setting.ceiling, quantity.end + 110)]
    name = None if rate else _BY_NAME.search(after)
    scopes = [f"per {rate}" if rate else "in total"]
    if _WORST.search(sentence):
        scopes.append("worst case")
    if name:
        scopes.append(f"by {name.group('name')}")
    return Label(family=f"volume/{rate}", what=what, role=role_of(quantity, setting, "volume"), scope=" ".join(scopes))


def _time_label(quantity: Quantity, setting: Setting) -> Label:
    if quantity.noun and _is_thing(quantity.noun):
        noun = singular(quantity.noun)
        if noun in _TERMS and _PRISON.search(setting.text, quantity.start, min(setting.end, quantity.end + 30)):
            noun = name_term(quantity)
        return Label(family="time", what=f"length of {SAME_NOUN.get(noun, noun)}")
    to_do = _TO_DO.match(setting.text, quantity.end, setting.ceiling)
    before = setting.text[max(setting.start, quantity.start - 100) : quantity.start]
    if to_do and _TAKES.search(before):
        return Label(family="time", what=f"time to {to_do.group('verb')}")
    if _PRISON.search(before + setting.text[quantity.end : quantity.end + 30]):
        return Label(family="time", what=f"length of {name_term(quantity)}")
    if _TAKES.search(before):
        nouns = [w for w in re.findall(r"\b[a-z]{4,}", before[: -len(_TAKES.search(before).group())]) if w not in _WEAK]  # type: ignore[union-attr]
        nouns = [w for w in nouns if w not in _REPORTING | _MODAL]
        if nouns and (singular(nouns[-1]) in LASTING or singular(nouns[-1]) in SAME_NOUN):
            noun = singular(nouns[-1])
            return Label(family="time", what=f"length of {SAME_NOUN.get(noun, noun)}")
        if nouns:
            return Label(family="time", what="time for " + " ".join(nouns[-2:]))
    lasted = _LASTED.search(before)
    if lasted and singular(lasted.group("noun")) in LASTING:
        noun = singular(lasted.group("noun"))
        return Label(family="time", what=f"length of {SAME_NOUN.get(noun, noun)}")
    beside = _BESIDE.match(setting.after(quantity, 60))
    noun = beside.group("noun") if beside and _is_thing(beside.group("noun")) else ""
    scope = f"{beside.group('by')} {noun}" if beside and noun else ""
    return Label(family="time", what=f"length of time in {plural(quantity.unit)}", scope=scope)


_BESIDE = re.compile(
    r"\s(?P<by>of|for|in|on|at|into|after|before|since|without|from)\s(?:(?:the|an?|its|their|his|her|this|that)\s)?(?P<noun>[a-z]{3,})\b"
)


def _is_thing(word: str) -> bool:
    """Whether a word can name what is measured: no person, participle, pronoun, verb of saying or bare unit."""
    low = word.lower()
    spoken = low in _WEAK or low in _REPORTING or low in _NO_THING
    return not spoken and not is_person_noun(low) and not low.endswith(("ed", "ly", "ing"))


_NO_THING = word_set(
    """was were are is has had have been be being one ones them those these this that us me him her they we he she who whom
    which what whole total all some any each both half day days week weeks month months year years hour hours minute
    minutes second seconds time times metre metres meter meters mile miles kilometre kilometres percent cent point points
    yesterday today tomorrow more less fewer cut came went took gave made rose fell left got put set let lay lie lost
    found held kept ran away ago
    remain remains maintain say says said think thinks believe support supports oppose opposes want wants agree agrees
    live lives work works voted vote votes favour favor back backed
    later earlier high low long deep wide early late old new thick tall below above off"""
)


_WEAK = word_set(
    """which that this would could will have been with from they their there were when then also than into before after
    since and
    most out him her them all only least more it the a an its enough lasted last"""
)


def _length_label(quantity: Quantity, setting: Setting) -> Label:
    after = setting.after(quantity, 60)
    measures = _MEASURES.match(after)
    before = setting.text[max(0, quantity.start - 90) : quantity.start]
    thing = _LAST_THING.search(before) or _MEASURED.search(setting.before(quantity, 60))
    if measures:
        named = thing.group("noun") if thing else ""
        noun = SAME_NOUN.get(named, named) if _is_thing(named) else ""
        return Label(family="length", what=_EXTENT[measures.group("how")], scope=f"of {noun}" if noun else "")
    behind = setting.text[quantity.end : min(setting.end, quantity.end + 90)]
    converted = _CONVERTED.match(behind)
    where = _WHERE.match(behind, converted.end()) if converted else _WHERE.match(after)
    if where:
        what = where.group("what") or ""
        lies = _LIES.search(_CONVERTIBLE.sub("", setting.before(quantity, 120)))
        far = f"distance of {lies.group('of')}" if lies and where.group("how").endswith(("from", "of", "off")) else "distance"
        return Label(family="length", what=far, role=where.group("how"), scope="" if what in _WEAK else what)
    beside = re.match(r"[\s-](?P<noun>[a-z]{3,})\b", after)
    if beside and _is_thing(beside.group("noun")):
        start = quantity.end + 1
        tokens = [t for t in tokenize(setting.text, start, min(setting.ceiling, start + 60)) if t.low not in _WEAK]
        cut = next((n for n, t in enumerate(tokens) if t.kind != "word" or t.low in _NO_THING), len(tokens))
        head = find_head(tokens[:cut], 0, single=True, reach=3)
        noun = head.lemma if head and _is_thing(head.lemma) else beside.group("noun")
        return Label(family="length", what=f"length of {noun}")
    return Label(family="length", what="distance")


def _share_label(quantity: Quantity, setting: Setting) -> Label:
    voted = vote_label(quantity, setting)
    if voted:
        return voted
    of = _OF.match(setting.text, quantity.end, min(setting.ceiling, quantity.end + 60))
    taken = role_of(quantity, setting, "area", within=8)
    change = role_of(quantity, setting, "change", within=10)
    subject = role_of(quantity, setting, "subject", within=30 if change else 14)
    if (
        taken
        and taken not in {"burned", "flooded"}
        and (subject == "area" or (of and of.group("what")[0].isupper()) or quantity.noun[:1].isupper())
    ):
        return Label(family="share", what="share of area", role=taken)
    if change and _LEVEL.search(setting.text, max(setting.start, quantity.start - 20), quantity.start):
        change = ""
    if subject and not of:
        since = "cumulative" if re.search(r"\bsince\b", setting.text[setting.start : setting.end], re.IGNORECASE) else ""
        day = setting.day or "" if subject in {"share price", "index"} and not since else ""
        before = setting.before(quantity, 110)
        whose = of_holder(before) if subject == "share price" else ""
        index = [m.group("index") for m in _INDEX.finditer(before)] if subject == "index" else []
        if index:
            return Label(family="share", what=f"{index[-1].removeprefix('The ')} index", role=change, part=since or day)
        return Label(family="share", what=subject, role=change, scope=whose, part=since or day)
    what = _shared_noun(quantity, setting) or of.group("what").lower() if of else quantity.noun
    what = f"share of {what if ' ' in what else singular(what)}" if what and _is_thing(what) | is_person_noun(what) else "share"
    return Label(family="share", what=what, role=role_of(quantity, setting, "people", within=5))


def _shared_noun(quantity: Quantity, setting: Setting) -> str:
    """The noun that a share is of, behind the words that say which kind, "" where it is not sure."""
    after = re.match(
        r"\s*of\s(?:(?:the|its|their|all|this|that|these|those|his|her|[A-Z][\w-]*['’]s?)\s)*", setting.after(quantity, 90)
    )
    if not after:
        return ""
    start = quantity.end + after.end()
    words = []
    for token in tokenize(setting.text, start, min(setting.ceiling, start + 60)):
        if token.kind != "word" or token.low in _WEAK or token.low in _NO_THING or token.text != token.low:
            break
        words.append(token)
    head = find_head(words, 0, single=True, reach=3)
    if head is None or head.lemma.endswith(("ed", "ly", "ing")):
        return ""
    kinds = [w for w in head.words if not w.endswith(("ly", "ed")) and _is_thing(w)][-1:]
    return " ".join([*kinds, head.lemma])


_INDEX = re.compile(r"\b(?P<index>[A-Z][\w&-]*(?:\s[A-Z0-9][\w&-]*){0,3})(?:\s[a-z]+)?\s[Ii]ndex\b")
_LEVEL = re.compile(r"\b(?:to|at|was|is|of|from|reached|stood\sat)\s$")


def _factor_label(quantity: Quantity, setting: Setting) -> Label:
    after = setting.text[quantity.core : min(setting.ceiling, quantity.end + 60)]
    compared = _COMPARED.search(after)
    name = compared.group("name") if compared else None
    if not name and _EARLIER.search(after):
        against = "earlier estimate"
    elif not compared:
        return Label(family="factor", what="factor")
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
            role=role_of(quantity, setting, "volume", within=8),
            scope=f"per {rate}" if rate else "",
        )
    role = role_of(quantity, setting, "count", within=12)
    belong = f"of {setting.member}" if setting.member else ""
    what = name_counted(quantity, setting) if quantity.noun else "number"
    what = "number of times" if what == "times" else what
    rate = f"per {quantity.rate}" if quantity.rate else ""
    return Label(
        family="count", what=what, role=role or _predicate(quantity, setting), scope=" ".join(p for p in (belong, rate) if p)
    )


def _predicate(quantity: Quantity, setting: Setting) -> str:
    """What was done to things or what they do: "sent", "placed", "entering the tunnel"."""
    after = setting.after(quantity, 60)
    doing = _DOING.match(after)
    if doing:
        object_ = doing.group("object")
        return f"{doing.group('doing')} {object_}" if object_ and object_ not in _WEAK else doing.group("doing")
    for found in (_DONE.match(after), _DID.search(setting.before(quantity, 30))):
        verb = found.group(found.lastgroup or 0) if found else ""
        if verb not in _REPORTING and (verb in _PAST or (verb.endswith("ed") and len(verb) > 4)):
            return verb
    return ""


_MAKERS: dict[str, Callable[[Quantity, Setting], Label]] = {
    "area": _area_label,
    "volume": _volume_label,
    "time": _time_label,
    "share": _share_label,
    "length": _length_label,
    "money": money_label,
    "factor": _factor_label,
}


def complete_labels(rows: list[tuple[Quantity, Label, int]]) -> list[Label]:
    """The labels of one article with what they lend each other; each row has the number of its sentence.

    The same amount in the same family is the same thing: it takes a role or scope that another mention of it has. What
    still lacks a role takes the commonest of its family. An equivalent in another unit has the label of what it repeats,
    and a number that names nothing ("the sum is put at ...") has that of the last one like it. A toll beside an addition to
    it ("killed 12, but scores more were ...") is a part as well.
    """
    rows = with_holders(rows)
    labels: list[Label] = []
    common: dict[str, Counter[str]] = {}
    known: dict[tuple[str, str, float | None, float | None], Label] = {}
    for quantity, label, _ in rows:
        if label.role:
            common.setdefault(label.family, Counter())[label.role] += 1
            key = (label.family, label.role, quantity.low, quantity.high)
            if quantity.value >= 10 and (key not in known or len(label.scope) > len(known[key].scope)):
                known[key] = label
    for number, (quantity, label, sentence) in enumerate(rows):
        done = label
        last = labels[-1] if labels else label
        if quantity.equivalent:
            done = replace(label, what=last.what, role=last.role, scope=last.scope, part=last.part, kind=last.kind)
        elif label.refers and (antecedent := _antecedent(rows, labels, number)):
            kind = label.kind or antecedent.kind if label.family == "money" else antecedent.kind
            done = replace(antecedent, kind=kind, part="")
        elif quantity.lent and last.family == label.family and last.role and label.role not in EVENT_ROLES:
            what = label.group if label.group not in {"", "people"} else last.what
            done = Label(family=label.family, what=what, role=last.role, scope=last.scope)
        elif label.family.startswith(("volume", "area")):
            role = label.role or max(sorted(common.get(label.family, Counter({"": 0})).items()), key=lambda row: row[1])[0]
            other = known.get((label.family, role, quantity.low, quantity.high))
            done = replace(label, role=role)
            if other and len(other.scope) > len(done.scope):
                done = other
            if not done.role and done.family.startswith("volume") and done.scope == "in total":
                done = replace(done, what=f"volume of {done.what}" if done.what else "volume", scope="")
        elif label.kind == "further" and labels and rows[number - 1][2] == sentence and _is_one(last, label):
            labels[-1] = replace(last, kind="some of the")
        labels.append(done)
    return labels


_RECALLED = 2
"""A number that names nothing takes up what was counted so many sentences before at the most."""


def _antecedent(rows: list[tuple[Quantity, Label, int]], labels: list[Label], number: int) -> Label | None:
    quantity, label, sentence = rows[number]
    for back in range(number - 1, max(-1, number - 5), -1):
        other, _, earlier = rows[back]
        if sentence - earlier > _RECALLED:
            return None
        same_unit = other.unit.split("/")[0] == quantity.unit.split("/")[0]
        if labels[back].family == label.family and same_unit and not labels[back].kind:
            return labels[back]
    return None


def _is_one(whole: Label, part: Label) -> bool:
    return (whole.role, whole.what, whole.kind) == (part.role, part.what, "")


def is_total(text: str, start: int, end: int) -> bool:
    """Whether a sentence speaks of an amount in all, not of a rate."""
    return bool(_TOTAL.search(text, start, end))
